"""How a handout is set: paper, size, where notes stand, sides; and what follows in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_scholia.margins import Column

if TYPE_CHECKING:
    from sphinx.config import Config

MM = 72 / 25.4

#: Paper -> width and height in points.
PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (8.5 * 72, 11 * 72)}
SIZES = ("normal", "large")
NOTES = ("margin", "none")
SIDES = ("two", "one")

INSIDE, GAP, EDGE = 23 * MM, 6 * MM, 15 * MM
TOP, BOTTOM = 24 * MM, 22 * MM
#: Words of notes to one of text where they are few, and where they are more than the text.
FEW, MANY = 0.26, 1.6
#: What an article has with as many: the notes' share of the width, the size of the text, and its
#: leading in that size.
SPARSE, DENSE = (0.38, 10.5, 0.66), (0.55, 12.75, 1.15)


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of the person who prints."""

    paper: str = "a4"
    size: str = "normal"
    notes: str = "margin"
    sides: str = "two"
    #: words of notes to one word of text
    density: float = 0.5

    @classmethod
    def of(cls, config: Config) -> Look:
        """The choices made in ``conf.py`` or on the command line."""
        return cls(
            config.scholia_paper, config.scholia_size, config.scholia_notes, config.scholia_sides
        )

    def for_density(self, density: float) -> Look:
        """The same for an article with so many words of notes to one of its text."""
        return replace(self, density=density)

    @property
    def where(self) -> str:
        """Where notes are set: in the ``margin``, ``below`` their passage, or not at all."""
        return "below" if self.notes == "margin" and self.size == "large" else self.notes

    def balance(self) -> tuple[float, float, float]:
        """The notes' share of the width, and size and leading of the text.

        Where notes are as long as the text, a wider margin and a text that is set larger and wider
        leave smaller gaps in it, and more room to write between its lines.
        """
        if self.where != "margin":
            return SPARSE
        part = min(1.0, max(0.0, (self.density - FEW) / (MANY - FEW)))
        share, size, leading = (
            few + (many - few) * part for few, many in zip(SPARSE, DENSE, strict=True)
        )
        return share, size, leading

    def measures(self) -> dict[str, float | bool | str]:
        """All lengths in points, for Python and for the template alike."""
        width, height = PAPERS[self.paper]
        shared = width - INSIDE - EDGE - GAP
        share, size, leading = self.balance()
        notes = shared * share
        large = self.size == "large"
        return {
            "width": width,
            "height": height,
            "inside": INSIDE,
            "edge": EDGE,
            "top": TOP,
            "bottom": BOTTOM,
            "gap": GAP,
            "notes": notes,
            "text": shared - notes,
            "in_margin": self.where == "margin",
            "two_sided": self.sides == "two",
            "large": large,
            "size": 16.5 if large else SPARSE[1],
            "leading": 0.95 if large else SPARSE[2],
            "text_size": 16.5 if large else size,
            "text_leading": 0.95 if large else leading,
            "note_size": 16.0 if large else 8.0,
        }

    def column(self) -> Column:
        """Where notes may stand on a page."""
        return Column(top=TOP - 2, bottom=PAPERS[self.paper][1] - BOTTOM, gap=6.5)

    def note_x(self, page: int) -> float:
        """The left edge of the notes on a page."""
        width, _ = PAPERS[self.paper]
        if self.is_verso(page):
            return EDGE
        return width - EDGE - (width - INSIDE - EDGE - GAP) * self.balance()[0]

    def is_verso(self, page: int) -> bool:
        """Whether a page is a left-hand one, on which notes stand on the left."""
        return self.sides == "two" and page % 2 == 0
