"""Blocks of any page as Typst: paragraphs, lists, tables, pictures, boxes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_scholia.handouts.inlines import Inlines
from sphinx_scholia.handouts.tables import Tables
from sphinx_scholia.handouts.writing import breakable, string
from sphinx_scholia.nodes import listing

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Kinds of pictures that Typst can set.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")

#: What a paragraph below a heading may introduce.
INTRODUCED = (
    nodes.table,
    nodes.definition_list,
    nodes.bullet_list,
    addnodes.glossary,
    listing,
)
#: Classes of paragraphs that are set small.
SMALL = {
    "term-names",
    "see-also",
    "event-articles",
    "about-wording",
    "card-date",
    "card-length",
    "others",
}


class Blocks(Tables):
    """What stands by itself."""

    def on_document(self, node: nodes.document) -> str:
        return self.blocks(node.children)

    def on_section(self, node: nodes.section) -> str:
        self.level += 1
        # what leads to the page as a whole leads to its first heading
        page = self.anchor("") if self.level == 1 else ""
        front, rest = introduction(node.children)
        kept = f"#introduction[{self.blocks(front)}]\n" if front else ""
        title = self.blocks(node.children[:1])
        made = page + self.anchors(node) + title + kept + self.blocks(rest)
        self.level -= 1
        return made

    def on_title(self, node: nodes.title) -> str:
        if isinstance(node.parent, nodes.section):
            return self.heading(max(self.level, 1), self.inline(node))
        return f"#par(strong[{self.inline(node)}])\n"

    def on_rubric(self, node: nodes.rubric) -> str:
        return self.heading(max(2, node.get("heading-level", 3)), self.inline(node))

    def heading(self, level: int, words: str) -> str:
        """A heading, at the highest one below the heading before it: no level is skipped."""
        self.deepest = min(level, self.deepest + 1)
        return f"#heading(level: {self.deepest})[{words}]\n"

    def on_paragraph(self, node: nodes.paragraph) -> str:
        words = self.inline(node)
        if "label" in node["classes"]:
            return f"#block(sticky: true, below: name-gap, label-line[{words}])\n"
        if "lead" in node["classes"]:
            return f"{self.anchors(node)}#par(emph[{words}])\n"
        if "card-name" in node["classes"]:
            return f"#card-name[{words}]\n"
        if "card-title" in node["classes"]:
            return f"#par(emph[{words}])\n"
        if SMALL & {*node["classes"]}:
            more = isinstance(node.next_node(descend=False, siblings=True), nodes.paragraph)
            sticky = str("term-names" in node["classes"] and more).lower()
            return f"{self.anchors(node)}#small-par(sticky: {sticky})[{words}]\n"
        return f"{self.anchors(node)}#par[{words}]\n" if words else ""

    def on_container(self, node: nodes.container) -> str:
        if node.get("design_component") == "card":
            return f"#card[{self.blocks(node.children)}]\n"
        if "sd-card-title" in node["classes"]:
            return f"#block(sticky: true, below: name-gap, strong[{self.inline(node)}])\n"
        if "drawings" in node["classes"]:
            shown = ", ".join(f"[{self.write(child)}]" for child in node.children)
            return f"#{'sheet' if 'large' in node['classes'] else 'side-by-side'}({shown})\n"
        if "finding-entry" in node["classes"]:
            head, *rest = node.children
            line = f"#block(sticky: true, below: name-gap, par[{self.inline(head)}])\n"
            return self.anchors(node) + line + self.blocks(rest)
        return self.anchors(node) + self.blocks(node.children)

    def on_compound(self, node: nodes.compound) -> str:
        # a table of contents of the pages below has its own place in a book
        return "" if "toctree-wrapper" in node["classes"] else self.blocks(node.children)

    def on_PassthroughTextElement(self, node: nodes.Element) -> str:  # noqa: N802
        """sphinx-design's: words, or a link that covers a card, for which paper has no use."""
        if any("sd-stretched-link" in r["classes"] for r in node.findall(nodes.reference)):
            return ""
        words = self.inline(node)
        return words if "sd-card-title" in node.parent["classes"] else f"#par[{words}]\n"

    on_figure = on_legend = on_topic = on_sidebar = on_container
    on_glossary = on_compact_paragraph = on_tabular_col_spec = on_container
    on_decoration = on_highlightlang = Inlines.on_nothing

    def on_caption(self, node: nodes.TextElement) -> str:
        return f"#par(emph[{self.inline(node)}])\n"

    on_attribution = on_subtitle = on_centered = on_caption

    def on_transition(self, node: nodes.transition) -> str:
        return "#align(center, line(length: 20%, stroke: hair))\n"

    def on_block_quote(self, node: nodes.block_quote) -> str:
        return f"#quotation[{self.blocks(node.children)}]\n"

    def on_literal_block(self, node: nodes.literal_block) -> str:
        return f"#raw({string(node.astext())}, block: true)\n"

    on_doctest_block = on_math_block = on_literal_block

    def on_line_block(self, node: nodes.line_block) -> str:
        lines = [
            self.inline(c) if isinstance(c, nodes.line) else self.write(c) for c in node.children
        ]
        return f"#par[{'#linebreak();'.join(lines)}]\n"

    # -- lists ----------------------------------------------------------------------------------

    def on_bullet_list(self, node: nodes.bullet_list) -> str:
        return f"#list({self._items(node)});\n"

    def on_enumerated_list(self, node: nodes.enumerated_list) -> str:
        numbers = {"arabic": "1", "loweralpha": "a", "upperalpha": "A"}
        numbers |= {"lowerroman": "i", "upperroman": "I"}
        pattern = (
            node.get("prefix", "")
            + numbers[node.get("enumtype", "arabic")]
            + node.get("suffix", ".")
        )
        start = node.get("start", 1)
        return f"#enum(start: {start}, numbering: {string(pattern)}, {self._items(node)});\n"

    def _items(self, node: nodes.Element) -> str:
        return ", ".join(
            f"[{self.anchors(item)}{self.blocks(item.children)}]"
            for item in node.findall(nodes.list_item)
            if item.parent is node
        )

    def on_definition_list(self, node: nodes.definition_list) -> str:
        return self.blocks(node.children)

    def on_definition_list_item(self, node: nodes.definition_list_item) -> str:
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        names = "; ".join(self.anchors(t) + self.inline(t) for t in terms)
        rest = [child for child in node.children if child not in terms]
        body = "".join(self.blocks(each.children) for each in rest)
        return f"#entry({breakable(node)}, strong[{names}])[{body}]\n"

    def on_field_list(self, node: nodes.field_list) -> str:
        pairs = [
            f"([{self.inline(field.children[0])}], [{self.blocks(field.children[1].children)}])"
            for field in node.children
        ]
        return f"#fields({', '.join(pairs)});\n"

    on_docinfo = Inlines.on_nothing

    # -- pictures and boxes ---------------------------------------------------------------------

    def on_image(self, node: nodes.image) -> str:
        path = Path(self.parts.source, next(iter(node["candidates"].values())))
        if path.suffix.lower() not in PICTURES or not path.is_file():
            return f"#par[{self.marked_by_script(node.get('alt', ''))}]\n"
        name = self.laid_beside(path)
        alt = string(node.get("alt", "") or path.stem)
        return f"#align(center, image({string(name)}, alt: {alt}))\n"

    def on_admonition(self, node: nodes.Element) -> str:
        children = list(node.children)
        title = f"[{type(node).__name__.capitalize()}]"
        if children and isinstance(children[0], nodes.title):
            title = f"[{self.inline(children.pop(0))}]"
        return f"#admonition({title})[{self.blocks(children)}]\n"

    on_note = on_warning = on_tip = on_hint = on_important = on_admonition
    on_attention = on_caution = on_danger = on_error = on_seealso = on_admonition

    def on_citation(self, node: nodes.citation) -> str:
        body = self.blocks([c for c in node.children if not isinstance(c, nodes.label)])
        return f"{self.anchors(node)}#short-term[{body}]\n"

    def on_footnote(self, node: nodes.footnote) -> str:
        # one that nothing refers to would be lost otherwise
        if {*node["ids"]} & self.set_at_foot or node.get("backrefs"):
            return ""
        return f"#endnote-below({string(node[0].astext())})[{self.paragraphs_in_line(node)}]\n"


def introduction(
    children: Sequence[nodes.Node],
) -> tuple[Sequence[nodes.Node], Sequence[nodes.Node]]:
    """What stands between a section's title and its first entry or table, and the rest.

    It stays with that, since by itself at the foot of a page it introduces nothing.
    """
    below = children[1:]
    match below:
        case [nodes.paragraph(), what, *_] if isinstance(what, INTRODUCED):
            return below[:1], below[1:]
    return [], below
