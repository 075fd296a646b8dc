"""Where events stand in a picture of years: one row a year, its days from left to right.

Pure geometry: positions across are shares of the year, heights are in units of a row's line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sphinx_scholia.dates import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: How near two marks may come to each other, as a share of the year: a dot on a phone's screen.
NEAR = 0.03
#: Name, date as in :mod:`.dates`, title.
Dated = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event, or the time in which an article was written, within one year."""

    name: str
    title: str
    start: float
    end: float
    #: the line of its row that it stands on, from 0
    line: int = 0
    #: whether it goes on in a later year
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A year, what happened in it, and what was written in it."""

    year: int
    #: whether years without an event lie before it
    gap: bool
    events: tuple[Mark, ...]
    written: tuple[Mark, ...]

    @property
    def lines(self) -> int:
        """How many lines its events take."""
        return max((mark.line for mark in self.events), default=0) + 1


def rows(events: Iterable[Dated], written: Iterable[Dated]) -> list[Row]:
    """The rows of a picture of years."""
    happened, wrote = _by_year(events), _by_year(written)
    made: list[Row] = []
    for year in sorted(happened.keys() | wrote.keys()):
        gap = bool(made) and made[-1].year + 1 < year
        marks = _on_lines(happened.get(year, []))
        articles = tuple(sorted(wrote.get(year, []), key=lambda mark: mark.start))
        made.append(Row(year, gap, marks, articles))
    return made


def _by_year(dated: Iterable[Dated]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for name, text, title in dated:
        when = When.parse(text)
        goes_on = when.end.year > when.start.year
        last = (12, 31) if goes_on else (when.end.month or 12, when.end.day)
        start = share(when.start.year, when.start.month or 1, when.start.day or 1)
        end = share(when.start.year, *last)
        found.setdefault(when.start.year, []).append(Mark(name, title, start, end, goes_on=goes_on))
    return found


def share(year: int, month: int, day: int) -> float:
    """How much of a year has gone by at noon of a day; day 0 is the last of its month."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    if not day:
        after = date(year + month // 12, month % 12 + 1, 1)
        return round(((after - first).days - 0.5) / days, 4)
    return round(((date(year, month, day) - first).days + 0.5) / days, 4)


def _on_lines(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks that would touch each other stand on lines of their own."""
    ends: list[float] = []
    placed = []
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        free = (n for n, end in enumerate(ends) if mark.start - end >= NEAR)
        line = next(free, len(ends))
        ends[line : line + 1] = [mark.end]
        placed.append(Mark(mark.name, mark.title, mark.start, mark.end, line, mark.goes_on))
    return tuple(placed)
