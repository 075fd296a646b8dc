"""Words within a line as Typst."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes

from sphinx_scholia.handouts.writing import Writing, string
from sphinx_scholia.nodes import endnote, endnote_reference, marginal_note, note_reference

if TYPE_CHECKING:
    from sphinx_scholia.nodes import phrase

#: Languages written in the Arabic script.
ARABIC = ("ar", "fa", "ku", "ur")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Inlines(Writing):
    """Words, and what is done to them."""

    def on_Text(self, node: nodes.Text) -> str:  # noqa: N802 (docutils' name)
        text = _BLANKS.sub(" ", node.astext())
        if not text.strip() and parts_two_numbers(node):
            return "#number-gap;"
        # no line begins with a dash or an ellipsis
        text = text.replace(" – ", "\u00a0– ").replace(" …", "\u00a0…")
        return self.marked_by_script(text) if text else ""

    def on_inline(self, node: nodes.inline) -> str:
        languages = [c.removeprefix("language-") for c in node["classes"] if "language-" in c]
        if languages:
            before, self.language = self.language, languages[0]
            words = self.inline(node)
            self.language = before
            language = languages[0].partition("-")[0]
            # letters of the Arabic script are small for their size
            size = ", size: 1.2em" if language in ARABIC else ""
            return f"#text(lang: {string(language)}{size})[{words}];"
        if any(c.startswith("stance-") for c in node["classes"]):
            sign, _, word = node.astext().partition("\u00a0")
            return f"#stance({string(sign)}, {string(word)});"
        words = self.inline(node)
        if "event-date" in node["classes"]:
            return f"#strong[{words}];"
        return f"#emph[{words}];" if "question-skill" in node["classes"] else words

    def on_emphasis(self, node: nodes.emphasis) -> str:
        return f"#emph[{self.inline(node)}];"

    on_title_reference = on_emphasis

    def on_strong(self, node: nodes.strong) -> str:
        return f"#strong[{self.inline(node)}];"

    def on_literal(self, node: nodes.literal) -> str:
        return f"#raw({string(node.astext())});"

    on_math = on_literal

    def on_superscript(self, node: nodes.superscript) -> str:
        return f"#super[{self.inline(node)}];"

    def on_subscript(self, node: nodes.subscript) -> str:
        return f"#sub[{self.inline(node)}];"

    def on_abbreviation(self, node: nodes.abbreviation) -> str:
        return self.inline(node)

    on_acronym = on_generated = on_problematic = on_abbreviation

    def on_reference(self, node: nodes.reference) -> str:
        words = self.inline(node)
        if name := self.place(node):
            link = f"#to({string(name)})[{words}];"
            # for the index of a whole book
            return f"#term-use({string(name)});{link}" if "term-link" in node["classes"] else link
        url = node.get("refuri", "")
        if ":" not in url:
            return words
        if node.astext() == url:
            # on paper an address is read and typed: Сахаров, not %D0%A1%D0%B0…
            words = self.marked_by_script(unquote(url))
        return f"#link({string(url)})[{words}];"

    on_number_reference = on_reference

    def on_target(self, node: nodes.target) -> str:
        return self.anchors(node) + self.inline(node)

    def on_nothing(self, node: nodes.Node) -> str:
        """What is not there to be read."""
        return ""

    on_comment = on_index = on_substitution_definition = on_nothing
    on_system_message = on_pending = on_meta = on_toctree = on_nothing

    def on_raw(self, node: nodes.raw) -> str:
        return node.astext() if node.get("format") == "typst" else ""

    # -- of an article --------------------------------------------------------------------------

    def on_phrase(self, node: phrase) -> str:
        words = self.inline(node)
        return words if self.parts.look.where == "none" else f"#phrase[{words}];"

    def on_note_reference(self, node: note_reference) -> str:
        if self.parts.look.where == "none":
            return ""
        # the place that a note leads back to is its number: phrases may be divided by links
        ident = node["note"].replace("note-", "phrase-", 1)
        number = f"#note-mark(notes, notes().at({string(self.note_id(node['note']))}));"
        return self.anchor(ident) + self.gap_before(node) + number

    def gap_before(self, node: nodes.Element) -> str:
        """A comma between two numbers that stand side by side."""
        before = node.parent.children[: node.parent.index(node)]
        # the note itself stands between its number and the next
        visible = [n for n in before if n.astext() and not isinstance(n, marginal_note)]
        numbers = note_reference | endnote_reference
        return "#number-gap;" if visible and isinstance(visible[-1], numbers) else ""

    def note_id(self, ident: str) -> str:
        """The name of a note within its handout."""
        return f"{self.docname}:{ident}"

    def on_endnote_reference(self, node: endnote_reference) -> str:
        gap = self.gap_before(node)
        for each in self.endnotes:
            if each["ids"][0] == node["refid"] and each["ids"][0] not in self.set_at_foot:
                self.set_at_foot.add(each["ids"][0])
                body = self.anchors(each) + self.body_of(each)
                return f"{gap}#endnote({string(node.astext())})[{body}];"
        return f"{gap}#super(typographic: false)[{self.inline(node)}];"

    def on_footnote_reference(self, node: nodes.footnote_reference) -> str:
        for each in self.document.findall(nodes.footnote):
            if node.get("refid") in each["ids"] and node["refid"] not in self.set_at_foot:
                self.set_at_foot.add(node["refid"])
                body = self.anchors(each) + self.paragraphs_in_line(each)
                if self.footnotes is None:
                    return f"#endnote({string(node.astext())})[{body}];"
                self.footnotes.append(f"#par[#super[{self.inline(node)}] {body}]\n")
        return f"#super(typographic: false)[{self.inline(node)}];"

    def paragraphs_in_line(self, node: nodes.Element) -> str:
        """A note's paragraphs without its label; the first goes on where its number stands."""
        children = [c for c in node.children if not isinstance(c, nodes.label)]
        flat = [c for c in children if isinstance(c, nodes.paragraph)]
        others = [c for c in children if c not in flat]
        return "#parbreak();".join(self.inline(p) for p in flat) + self.blocks(others)

    def body_of(self, note: endnote) -> str:
        """An endnote's paragraphs, and behind them the notes on it.

        So its text is the same wherever they stand.
        """
        end = string(f"{self.start_of(note)} end")
        return f"{self.paragraphs_in_line(note)}#parbreak();#hook(notes, {end});"

    def start_of(self, place: nodes.Element) -> str:
        """The name of the place where a passage or an endnote begins."""
        sign = "n" if isinstance(place, endnote) else ""
        return f"{self.docname}#{sign}{place['number']}"

    @cached_property
    def endnotes(self) -> list[endnote]:
        """The article's own notes on this page."""
        return [each for each in self.document.findall(endnote) if not each.get("stub")]


def parts_two_numbers(node: nodes.Text) -> bool:
    """Whether words stand between the numbers of two notes, not by themselves."""
    if node.parent is None:
        return False
    siblings = node.parent.children
    at = next(place for place, each in enumerate(siblings) if each is node)
    before, after = siblings[max(at - 1, 0)], siblings[min(at + 1, len(siblings) - 1)]
    return isinstance(before, note_reference | marginal_note) and isinstance(after, note_reference)
