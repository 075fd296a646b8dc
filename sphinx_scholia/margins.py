"""Where the notes of printed pages stand: order kept, none overlapping, as near as can be.

Pure: lengths are numbers of one unit, ``y`` grows downwards, pages are numbered from 1. The
positions come from a setting of the pages, and what is found here is drawn in the last one
without moving anything in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

#: Lengths are measured in floating point; a hair more than the page is not more.
HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Column:
    """The margin of every page: where notes begin and end, and what lies between two."""

    top: float
    bottom: float
    gap: float

    @property
    def height(self) -> float:
        """How much a page can hold."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Anchor:
    """A note's place in the text, and its height at home and when its origin is marked."""

    note: str
    page: int
    y: float
    height: float
    moved_height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A note on a page; ``origin`` is the page of its phrase, if that is another one."""

    note: str
    page: int
    y: float
    origin: int | None = None


@dataclass(slots=True)
class Plan:
    """All notes: those in margins, and those that no margin could take, in order."""

    placed: list[Placed] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def plan_notes(
    anchors: Sequence[Anchor],
    pages: Iterable[int],
    column: Column,
    tops: Mapping[int, float] = {},
) -> Plan:
    """Where every note stands.

    ``anchors`` are in the order of the text; ``pages`` are those on which a note from before can
    be drawn; ``tops`` say where the margin begins on a page that has something across its whole
    width. A page takes what it can hold, and the rest goes on to the next. A note taller than a
    page goes to the rest at once, so that it does not drag all others along.
    """
    plan = Plan()
    waiting: list[Anchor] = []
    by_page: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        by_page.setdefault(anchor.page, []).append(anchor)
    for page in sorted({*pages, *by_page}):
        queue = waiting + by_page.get(page, [])
        tall = [a for a in queue if _height(a, page) > column.height + HAIR]
        plan.rest += [a.note for a in tall]
        queue = [a for a in queue if a not in tall]
        free = replace(column, top=tops.get(page, column.top))
        count = _how_many_fit(queue, page, free)
        plan.placed += _spread(queue[:count], page, free)
        waiting = queue[count:]
    rest = {*plan.rest, *(anchor.note for anchor in waiting)}
    plan.rest = [anchor.note for anchor in anchors if anchor.note in rest]
    return plan


def _height(anchor: Anchor, page: int) -> float:
    return anchor.height if anchor.page == page else anchor.moved_height


def _how_many_fit(queue: Sequence[Anchor], page: int, column: Column) -> int:
    used = -column.gap
    for count, anchor in enumerate(queue):
        used += column.gap + _height(anchor, page)
        if used > column.height + HAIR:
            return count
    return len(queue)


def _spread(queue: Sequence[Anchor], page: int, column: Column) -> list[Placed]:
    """Notes of one page, the sum of squared distances from their phrases the least possible."""
    offsets: list[float] = []
    total = -column.gap
    for anchor in queue:
        offsets.append(total + column.gap)
        total += column.gap + _height(anchor, page)
    wished = [
        (anchor.y if anchor.page == page else column.top) - offset
        for anchor, offset in zip(queue, offsets, strict=True)
    ]
    highest, lowest = column.top, column.bottom - total
    return [
        Placed(
            anchor.note,
            page,
            min(max(start, highest), max(lowest, highest)) + offset,
            None if anchor.page == page else anchor.page,
        )
        for anchor, start, offset in zip(queue, isotonic(wished), offsets, strict=True)
    ]


def isotonic(values: Iterable[float]) -> list[float]:
    """The nearest sequence that never falls, by least squares (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a passage begins."""

    name: str
    page: int
    y: float


def rooms(
    starts: Sequence[Start],
    anchors: Sequence[Anchor],
    column: Column,
    slack: float,
    most: float,
    tops: Mapping[int, float] = {},
) -> dict[str, float]:
    """How much to leave free before passages, so that the notes of those before find room.

    Without it, notes that are longer than their text would drift further from it on each page.
    They may run past the beginning of a passage by ``slack``, and begin as much above their
    phrase. ``most`` is left free before one passage: a larger gap looks like the end of the text.
    Worked out on one endless column, in which no note lies across the end of a page.
    """
    page_height = column.height + column.gap
    origin = min((s.page for s in starts), default=1)

    def position(page: int, y: float) -> float:
        return (page - origin) * page_height + y - column.top

    events = [(position(s.page, s.y), 0, s.name, 0.0) for s in starts]
    events += [(position(a.page, a.y), 1, a.note, a.height) for a in anchors]
    found: dict[str, float] = {}
    end = max((position(page, y) for page, y in tops.items()), default=0.0)
    shift = 0.0
    for at, is_note, name, height in sorted(events, key=lambda event: event[:2]):
        here = at + shift
        if is_note:
            start = max(end, here - slack)
            page_end = (start // page_height + 1) * page_height
            if start + height > page_end and height <= page_height:
                start = page_end
            end = start + height + column.gap
        elif end - slack > here:
            # a gap ends with its page: the next page is as far as a passage can be moved
            page_end = (here // page_height + 1) * page_height
            found[name] = min(end - slack - here, page_end - here, most)
            shift += found[name]
    return found
