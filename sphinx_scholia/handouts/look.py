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
#: Of the width that text and notes share, what the notes have: the least and the most.
LEAST, MOST = 0.36, 0.48


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of the person who prints."""

    paper: str = "a4"
    size: str = "normal"
    notes: str = "margin"
    sides: str = "two"
    #: the notes' share of the width, which grows with their number
    share: float = 0.42

    @classmethod
    def of(cls, config: Config) -> Look:
        """The choices made in ``conf.py`` or on the command line."""
        return cls(
            config.scholia_paper, config.scholia_size, config.scholia_notes, config.scholia_sides
        )

    def for_density(self, density: float) -> Look:
        """The same for an article with so many words of notes to one of its text.

        Where notes are longer than the text, a wider margin leaves smaller gaps in it.
        """
        return replace(self, share=min(MOST, max(LEAST, 0.3 + 0.12 * density)))

    @property
    def where(self) -> str:
        """Where notes are set: in the ``margin``, ``below`` their passage, or not at all."""
        return "below" if self.notes == "margin" and self.size == "large" else self.notes

    def measures(self) -> dict[str, float | bool | str]:
        """All lengths in points, for Python and for the template alike."""
        width, height = PAPERS[self.paper]
        shared = width - INSIDE - EDGE - GAP
        in_margin = self.where == "margin"
        notes = shared * self.share
        large = self.size == "large"
        dense = self.share > (LEAST + MOST) / 2
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
            "in_margin": in_margin,
            "two_sided": self.sides == "two",
            "large": large,
            "size": 16.5 if large else 10.5,
            "leading": 0.95 if large else 0.74 if dense and in_margin else 0.66,
            "note_size": 16.0 if large else 8.0,
        }

    def column(self) -> Column:
        """Where notes may stand on a page."""
        return Column(top=TOP - 2, bottom=PAPERS[self.paper][1] - BOTTOM, gap=6.5)

    def note_x(self, page: int) -> float:
        """The left edge of the notes on a page."""
        width, _ = PAPERS[self.paper]
        if self.sides == "two" and page % 2 == 0:
            return EDGE
        return width - EDGE - (width - INSIDE - EDGE - GAP) * self.share
