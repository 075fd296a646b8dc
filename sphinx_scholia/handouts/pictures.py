"""Pictures as Typst: drawings, strips of notes, the years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.handouts.inlines import Inlines
from sphinx_scholia.handouts.writing import array, string
from sphinx_scholia.nodes import note_strip

if TYPE_CHECKING:
    from sphinx_scholia.nodes import drawing, kind_letter, listing, timeline_picture
    from sphinx_scholia.timeline import Mark


class Pictures(Inlines):
    """What is looked at rather than read."""

    def on_drawing(self, node: drawing) -> str:
        name = string(self.laid_beside(Path(self.parts.source, node["uri"])))
        alt = string(node["alt"])
        return f"#align(center, image({name}, alt: {alt}, width: 100%))\n"

    def laid_beside(self, path: Path) -> str:
        """The name that a file of a picture has beside the source."""
        names = {each: name for name, each in self.parts.images.items()}
        name = names.get(path) or f"{len(names)}{path.suffix.lower()}"
        self.parts.images[name] = path
        return name

    def on_kind_letter(self, node: kind_letter) -> str:
        return f"#kind-letter({string(node.astext())});"

    def on_listing(self, node: listing) -> str:
        """A card is not divided; where there are no notes, nothing shows where they are."""
        if node["what"] == "article-card":
            return f"#block(width: 100%, breakable: false)[{self.blocks(node.children)}]\n"
        strips = any(isinstance(child, note_strip) for child in node.children)
        return "" if strips and self.parts.look.where == "none" else self.blocks(node.children)

    def on_note_strip(self, node: note_strip) -> str:
        if self.parts.look.where == "none":
            return ""
        cells = []
        for cell in node.findall(nodes.inline):
            if "strip-cell" in cell["classes"]:
                place, *letters = cell.astext().split()
                cells.append(array([string(place), array(string(letter) for letter in letters)]))
        return f"#note-strip({array(cells)})\n"

    def on_timeline_picture(self, node: timeline_picture) -> str:
        places = {}
        for name, each in zip(node["names"], node.findall(nodes.reference), strict=True):
            places[name] = self.place(each)
        rows = []
        for row in node["rows"]:
            events = array(self._mark(m, places[f"event/{m.name}"]) for m in row.events)
            written = array(self._mark(m, places[f"article/{m.name}"]) for m in row.written)
            gap = str(row.gap).lower()
            rows.append(
                f"(year: {string(str(row.year))}, gap: {gap}, lines: {row.lines}, "
                f"events: {events}, written: {written})"
            )
        return f"#years({array(rows)})\n"

    def _mark(self, mark: Mark, place: str) -> str:
        return (
            f"(title: {string(mark.title)}, start: {mark.start}, end: {mark.end}, "
            f"line: {mark.line}, goes-on: {str(mark.goes_on).lower()}, at: {string(place)})"
        )
