"""Tables as Typst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.handouts.pictures import Pictures
from sphinx_scholia.handouts.writing import array, breakable, string
from sphinx_scholia.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Size of the print -> letters of a table so that it is not divided between pages.
SHORT_TABLE = {"normal": 1100, "large": 450}
#: The sign of a stance, which nothing parts from its word.
SIGN = re.compile(f"[{''.join(stance.sign for stance in Stance)}]\u00a0")
#: How many words of a column are compared by how wide they are when set.
LONGEST = 3


class Tables(Pictures):
    """What stands in rows and columns."""

    def on_table(self, node: nodes.table) -> str:
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        caption = "".join(f"#table-caption[{self.inline(title)}]\n" for title in titles)
        group = next(c for c in node.children if isinstance(c, nodes.tgroup))
        specs = [c for c in group.children if isinstance(c, nodes.colspec)]
        shares = array(str(max(1, spec.get("colwidth", 1))) for spec in specs)
        parts = [c for c in group.children if isinstance(c, nodes.thead | nodes.tbody)]
        head = [r for p in parts if isinstance(p, nodes.thead) for r in rows_of(p)]
        body = [r for p in parts if isinstance(p, nodes.tbody) for r in rows_of(p)]
        words = array(array(map(string, each)) for each in longest_words(head + body, len(specs)))
        # without a head it is no table to those who listen to it
        kind = "table" if head else "grid"
        names = ", ".join(self._cells(row, kind, head=True) for row in head)
        rows = [f"table.header({names})"] if head else []
        rows += [self._row(row, kind, len(specs)) for row in body]
        whole = breakable(node, SHORT_TABLE[self.parts.look.size])
        given = f"{kind}, {shares}, {words}, {whole}, {', '.join(rows)}"
        return f"{caption}{self.anchors(node)}#ruled-table({given});\n"

    def _row(self, row: nodes.Element, kind: str, columns: int) -> str:
        """A row; one that names those below it stays with them."""
        names_others = len(row.children) == 1 < columns
        cells = self._cells(row, kind)
        return f"{kind}.header(level: 2, repeat: false, {cells})" if names_others else cells

    def _cells(self, row: nodes.Element, kind: str, *, head: bool = False) -> str:
        return ", ".join(self._cell(entry, kind, head=head) for entry in entries_of(row))

    def _cell(self, entry: nodes.entry, kind: str, *, head: bool) -> str:
        body = self.blocks(entry.children)
        spans = f"colspan: {entry.get('morecols', 0) + 1}, rowspan: {entry.get('morerows', 0) + 1}"
        heat = next((c[-1] for c in entry["classes"] if c.startswith("heat-")), "")
        spans += f", fill: luma({100 - 6 * int(heat)}%)" if heat else ""
        shown = "#show: table-head;" if head else ""
        return f"{kind}.cell({spans}, {breakable(entry)})[{shown}{body}]"


def rows_of(part: nodes.Element) -> list[nodes.row]:
    """The rows of a table's head or body, without those of tables within."""
    return [child for child in part.children if isinstance(child, nodes.row)]


def entries_of(row: nodes.Element) -> list[nodes.entry]:
    """The fields of a row."""
    return [child for child in row.children if isinstance(child, nodes.entry)]


def longest_words(rows: Iterable[nodes.Element], columns: int) -> list[Sequence[str]]:
    """For each column the words that may need most room; a no-break space is part of one."""
    found: list[set[str]] = [set() for _ in range(columns)]
    for row in rows:
        at = 0
        for entry in entries_of(row):
            wide = entry.get("morecols", 0) + 1
            if wide == 1 and at < columns:
                # words can be parted at a hyphen or a stroke; and a sign is drawn, this wide
                text = entry.astext().replace("-", "- ").replace("/", "/ ")
                text = SIGN.sub("MM", text)
                found[at].update(word for each in text.split("\n") for word in each.split(" "))
            at += wide
    return [sorted(words, key=lambda word: (-len(word), word))[:LONGEST] for words in found]
