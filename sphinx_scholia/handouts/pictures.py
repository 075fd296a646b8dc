"""Pictures as Typst: drawings, strips of notes, the years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.handouts.inlines import Inlines
from sphinx_scholia.handouts.writing import string

if TYPE_CHECKING:
    from sphinx_scholia.nodes import drawing, kind_letter, note_strip, timeline_picture
    from sphinx_scholia.timeline import Mark


class Pictures(Inlines):
    """What is looked at rather than read."""

    def on_drawing(self, node: drawing) -> str:
        path = Path(self.parts.source, node["uri"])
        self.parts.images.setdefault(path.name, path)
        name, alt = string(path.name), string(node["alt"])
        return f"#align(center, image({name}, alt: {alt}, width: 100%))\n"

    def on_kind_letter(self, node: kind_letter) -> str:
        return f"#kind-letter({string(node.astext())});"

    def on_note_strip(self, node: note_strip) -> str:
        cells = []
        for cell in node.findall(nodes.inline):
            if "strip-cell" in cell["classes"]:
                place, *letters = cell.astext().split()
                listed = "".join(f"{string(letter)}, " for letter in letters)
                cells.append(f"({string(place)}, ({listed}))")
        return f"#note-strip(({', '.join(cells)},))\n"

    def on_timeline_picture(self, node: timeline_picture) -> str:
        places = {}
        for name, each in zip(node["names"], node.findall(nodes.reference), strict=True):
            places[name], _ = self.place(each)
        rows = []
        for row in node["rows"]:
            events = "".join(self._mark(m, places[f"event/{m.name}"]) for m in row.events)
            written = "".join(self._mark(m, places[f"article/{m.name}"]) for m in row.written)
            gap = str(row.gap).lower()
            rows.append(
                f"(year: {string(str(row.year))}, gap: {gap}, lines: {row.lines}, "
                f"events: ({events}), written: ({written}))"
            )
        return f"#years(known, ({', '.join(rows)},))\n"

    def _mark(self, mark: Mark, place: str) -> str:
        return (
            f"(title: {string(mark.title)}, start: {mark.start}, end: {mark.end}, "
            f"line: {mark.line}, goes-on: {str(mark.goes_on).lower()}, at: {string(place)}), "
        )
