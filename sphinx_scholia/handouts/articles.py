"""An annotated article as Typst: its card, passages, notes, endnotes and questions."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia import nodes as ours
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.notes import Notes
from sphinx_scholia.handouts.writing import breakable, string
from sphinx_scholia.model import Finding, Kind
from sphinx_scholia.quotes import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: Level of a question -> ruled lines to write its answer on, and in large print, so that two
#: questions have room on a page.
LINES = {1: (6, 5), 2: (9, 7), 3: (11, 9)}
#: Size of the print -> letters of a claim with its table so that it is not divided.
CLAIM = {"normal": 2600, "large": 900}
#: Rows of the analysis of a source -> kinds of notes that tell what to find.
FOUND = {
    "sourcing": (Kind.SOURCING,),
    "circumstances": (Kind.CONTEXT, Kind.WHAT_HAPPENED_NEXT),
    "reading": (Kind.CONTESTED_WORDING, Kind.VOCABULARY),
    "corroboration": (Kind.CORROBORATION,),
}


class Articles(Notes):
    """What only a reader has."""

    #: whether questions have room to write below them
    worksheet = False

    def top(self) -> nodes.section:
        """The page's one section of the highest level."""
        return next(c for c in self.document.children if isinstance(c, nodes.section))

    def title(self, prefix: str = "") -> str:
        """The title of the page by itself."""
        self.level = 1
        title = next(c for c in self.top().children if isinstance(c, nodes.title))
        before = f"#{string(prefix + ': ')};" if prefix else ""
        words = self.inline(title)
        return self.heading(1, f"{self.anchor('')}{self.anchors(self.top())}{before}{words}")

    def halves(self) -> tuple[str, str]:
        """An article's page up to its last passage, and what follows it."""
        children = self.top().children
        at = next((i for i, c in enumerate(children) if isinstance(c, ours.passages)), 0)
        self.level = 1
        front = [child for child in children[: at + 1] if not isinstance(child, nodes.title)]
        return f"#spread[{self.title()}]\n{self.blocks(front)}", self.blocks(children[at + 1 :])

    def on_source_card(self, node: ours.source_card) -> str:
        words = [child for child in node.children if isinstance(child, ours.card_text)]
        fields = self.blocks(child for child in node.children if child not in words)
        card = f"#spread[{self.anchors(node)}{fields}]\n"
        return card + self.blocks(words) + self.notes_below(node)

    def on_card_text(self, node: ours.card_text) -> str:
        words = "#block(sticky: true, below: name-gap, label-line[In the copy’s own words])\n"
        return words + self.blocks(node.children)

    def on_central_question(self, node: ours.central_question) -> str:
        return f"#boxed[{self.anchors(node)}{self.blocks(node.children)}]\n"

    def on_passages(self, node: ours.passages) -> str:
        """All passages; free room before one stands before its headings."""
        made = [self.anchors(node)]
        waiting: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.rubric):
                waiting.append(child)
                continue
            if isinstance(child, ours.passage):
                made.append(f"#room({string(self.start_of(child))});\n")
            made += [self.write(heading) for heading in waiting]
            waiting.clear()
            made.append(self.write(child))
        made.append("#notes-continued(notes)[Notes continued];\n")
        return "".join(made)

    def on_passage(self, node: ours.passage) -> str:
        start, number = string(self.start_of(node)), string(str(node["number"]))
        texts = [c for c in node.children if isinstance(c, ours.passage_text)]
        others = [c for c in node.children if c not in texts]
        pars = [f"#par[{self.inline(text)}]\n" for text in texts]
        body = self.anchors(node) + "".join(pars) + self.blocks(others) + self.notes_below(node)
        abstract = str(bool(node["abstract"])).lower()
        return f"#passage(notes, {start}, {number}, abstract: {abstract})[{body}]\n"

    def on_passage_text(self, node: ours.passage_text) -> str:
        return f"#par[{self.inline(node)}]\n"

    def on_precis(self, node: ours.precis) -> str:
        # beside the article's own words, on paper, it would only take room from the notes
        return ""

    # -- endnotes -------------------------------------------------------------------------------

    def on_endnotes(self, node: ours.endnotes) -> str:
        """Those that no reference has taken to the foot of its page."""
        left = [n for n in node.findall(ours.endnote) if n["ids"][0] not in self.set_at_foot]
        if not left:
            return ""
        heading = "".join(self.write(c) for c in node.children if isinstance(c, nodes.rubric))
        return self.anchors(node) + heading + "".join(self.write(n) for n in left)

    def on_endnote(self, node: ours.endnote) -> str:
        number = f'[{self.anchors(node)}#strong("n{node["number"]}") ]'
        return f"#endnote-below({number})[{self.body_of(node)}]\n{self.notes_below(node)}"

    # -- questions ------------------------------------------------------------------------------

    def on_question(self, node: ours.question) -> str:
        first, *rest = node.children
        answers = [c for c in rest if isinstance(c, ours.answer)]
        body = self.blocks(c for c in rest if c not in answers)
        normal, large = LINES[node["level"]]
        room = large if self.parts.look.size == "large" else normal
        lines = room if self.worksheet and not answers else 0
        head = f"[{self.anchors(node)}{self.inline(first)}]"
        answered = str(bool(answers)).lower()
        asked = f"#question({head}, lines: {lines}, answered: {answered})[{body}]\n"
        return asked + "".join(self.write(each) for each in answers)

    def on_answer(self, node: ours.answer) -> str:
        return f"#answer[{self.blocks(node.children)}]\n"

    def found_on_source(self) -> str:
        """For teachers: the notes that tell what to write in the rows of a source's analysis."""
        notes = sorted(self.document.findall(ours.marginal_note), key=lambda note: note["number"])
        rows = []
        for row, kinds in FOUND.items():
            labels = [kind.label for kind in kinds]
            found = '#"; ";'.join(
                f"note {note['number']} #emph[{self.marked_by_script(lemma(note['quote']))}]"
                for note in notes
                if note["kind"] in labels
            )
            rows.append(f"{row}: [{found}]")
        tally = [
            f"#strong[{finding.label}]: note{'s' if len(checked) > 1 else ''} "
            f"{', '.join(str(note['number']) for note in checked)}"
            for finding in Finding
            if (checked := [note for note in notes if note["finding"] == finding.slug])
        ]
        return ", ".join([*rows, f"judgement: [{'; '.join(tally)}]"])

    # -- claims, events, listings ---------------------------------------------------------------

    def on_claim(self, node: ours.claim) -> str:
        sentence, *rest = node.children
        assert isinstance(sentence, nodes.Element)
        longest = CLAIM[self.parts.look.size]
        head = f"{self.anchors(node)}#block(sticky: true, strong[{self.inline(sentence)}])\n"
        return f"#claim({breakable(node, longest)})[{head}{self.blocks(rest)}]\n"

    def on_known(self, node: ours.known) -> str:
        return f"#answer({breakable(node)})[{self.blocks(node.children)}]\n"

    def on_event(self, node: ours.event) -> str:
        head, *rest = node.children
        title = f"[{self.anchors(node)}{self.inline(head)}]"
        return f"#entry({breakable(node)}, {title}, small[{self.blocks(rest)}])\n"

    def on_plain(self, node: ours.plain) -> str:
        return self.inline(node)


def record_density(app: Sphinx, doctree: nodes.document) -> None:
    """Remember how much of an article its notes are, by which its pages are laid out."""
    if page := scholia_domain(app.env).pages.get(app.env.current_document.docname):
        texts = " ".join(each.astext() for each in doctree.findall(ours.passage_text))
        notes = " ".join(each.astext() for each in doctree.findall(ours.marginal_note))
        # to hundredths, so that a word more or less in a note does not move all lines
        page.density = ceil(100 * len(notes.split()) / max(1, len(texts.split()))) / 100


def questions_of(document: nodes.Element) -> list[ours.question]:
    """The questions of an article."""
    return list(document.findall(ours.question))


def first_sentence(paragraph: nodes.paragraph) -> Iterator[nodes.Node]:
    """The nodes of a paragraph up to the end of its first sentence, without its sources."""
    for child in paragraph.children:
        if isinstance(child, nodes.inline) and "bibtex-citation" in child["classes"]:
            continue
        if isinstance(child, nodes.Text):
            # an initial's point ends no sentence
            head, *more = re.split(r"(?<!\b[A-Z])\. ", child.astext(), maxsplit=1)
            whole = child.astext().rstrip()
            if more or (whole.endswith(".") and child is paragraph.children[-1]):
                yield nodes.Text((head if more else whole.removesuffix(".")).rstrip() + ".")
                return
        yield child.deepcopy()
