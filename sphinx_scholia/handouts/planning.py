"""From what the template reports of a handout to what it is told: where its notes are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_scholia.margins import Anchor, Plan, Start, plan_notes, rooms

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from sphinx_scholia.handouts.look import Look

#: How far notes may run past the beginning of the next passage, in points.
SLACK = 128.0
#: How much is left free before one passage at most, in points.
MOST = 56.0
#: What a hook's own height adds between its top and the line it stands in, in points.
RISE = 1.5


@dataclass(frozen=True, slots=True)
class Hook:
    """A place at which notes can be drawn: a note's number, or where a passage begins or ends.

    Those are named ``page:note``, ``page#7`` and ``page#7 end``, after the page of the reader.
    """

    id: str
    page: int
    x: float
    y: float

    @property
    def starts_passage(self) -> bool:
        return "#" in self.id and not self.id.endswith(" end")


class Heights(NamedTuple):
    """How tall a note is on the page of its phrase, and with a mark of that page, in points."""

    home: float
    marked: float


@dataclass(frozen=True, slots=True)
class Layout:
    """How the pages came out when they were set to be measured."""

    #: as they follow on paper
    hooks: Sequence[Hook]
    #: notes in the order of their numbers
    heights: Mapping[str, Heights]
    #: note -> the hook that draws it on the page of its number, if it is there
    homes: Mapping[str, str]
    #: where the margin begins on pages that have something across their whole width
    tops: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the template is told of the notes, and which of them are not at home."""

    #: those that no margin could take
    rest: list[dict[str, Any]] = field(default_factory=list)
    #: hook -> what it draws
    draw: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: passages that begin on left-hand pages
    verso: list[str] = field(default_factory=list)
    moved: tuple[str, ...] = ()


def rooms_before(layout: Layout, look: Look, at_foot: Container[str]) -> dict[str, float]:
    """How much to leave free before passages, in points, for all notes but those at the foot."""
    if look.where != "margin":
        return {}
    starts = [Start(hook.id, hook.page, hook.y) for hook in layout.hooks if hook.starts_passage]
    above = [each for each in _anchors(layout) if each.note not in at_foot]
    return rooms(starts, above, look.column(), SLACK, MOST, layout.tops)


def where_notes_stand(layout: Layout, look: Look) -> Notes:
    """Where each note is drawn."""
    hooks = layout.hooks
    pages = {hook.id: hook.page for hook in hooks}
    plan = plan_notes(_anchors(layout), pages.values(), look.column(), layout.tops)
    return Notes(
        rest=[{"note": note, "from": pages[note]} for note in plan.rest],
        draw=_drawn(plan, layout, look),
        verso=[h.id for h in hooks if h.starts_passage and look.is_verso(h.page)],
        moved=(*(p.note for p in plan.placed if p.origin is not None), *plan.rest),
    )


def _anchors(layout: Layout) -> list[Anchor]:
    """Notes, page by page in the order of their numbers.

    That is the order of the text, but for notes on a passage as a whole, which stand at its end.
    """
    rank = {note: number for number, note in enumerate(layout.heights)}
    own = [hook for hook in layout.hooks if hook.id in rank]
    own.sort(key=lambda hook: (hook.page, rank[hook.id]))
    return [Anchor(hook.id, hook.page, hook.y - RISE, *layout.heights[hook.id]) for hook in own]


def _drawn(plan: Plan, layout: Layout, look: Look) -> dict[str, list[dict[str, Any]]]:
    """Which notes each hook draws, and how far from itself.

    At the end of its passage a note does not change the passage's text, which need not be set
    again; if that is on another page, the note's own number draws it.
    """
    named = {hook.id: hook for hook in layout.hooks}
    first = {hook.page: hook for hook in reversed(layout.hooks)}
    drawn: dict[str, list[dict[str, Any]]] = {}
    for placed in plan.placed:
        hook = named[layout.homes[placed.note]]
        if hook.page != placed.page:
            hook = named[placed.note] if placed.origin is None else first[placed.page]
        x = look.note_x(placed.page) - hook.x
        drawn.setdefault(hook.id, []).append(
            {"note": placed.note, "x": x, "y": placed.y - hook.y, "from": placed.origin}
        )
    return drawn
