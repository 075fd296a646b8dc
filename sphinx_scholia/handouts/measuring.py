"""Finding out where everything in a handout stands, and where its notes are to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_scholia.handouts.destinations import Spot
from sphinx_scholia.handouts.planning import (
    Hook,
    Layout,
    Notes,
    rooms_before,
    where_notes_stand,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_scholia.handouts.look import Look
    from sphinx_scholia.handouts.proofs import Proofs
    from sphinx_scholia.handouts.setting import Press, Told

#: How much of a last page must be filled for it to stay as it is, in points.
FEW_LINES = 150.0
#: How often a run of pages can be set closer.
DEGREES = 2
#: How often pages are measured again to learn what follows from notes that no margin could take.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a handout before it is set for good."""

    #: what to tell the template for the last setting
    plan: Told
    #: the number of its last page
    last: int
    #: notes that do not stand on the page of their phrase
    moved: tuple[str, ...]
    #: name of a place -> number of its page, and where on it, in points from its upper left corner
    anchors: Mapping[str, tuple[int, float, float]]
    #: name of a term -> numbers of the pages on which it is linked
    uses: Mapping[str, list[int]]

    def spots(self) -> dict[str, Spot]:
        """Where its places are in a PDF that begins with the page 1."""
        return {name: Spot(page - 1, x, y) for name, (page, x, y) in self.anchors.items()}


class _Made(NamedTuple):
    """Pages as they came out by a plan, and where the notes would stand on them."""

    plan: Told
    report: Told
    notes: Notes


def measure(press: Press, proofs: Proofs) -> Measured:
    """Find out where everything stands.

    Raises :class:`~sphinx_scholia.handouts.setting.TypesettingError`.
    """
    return _Measuring(press, proofs).measured()


class _Measuring:
    """The steps to the plan of a handout: each is made of what the one before has shown."""

    def __init__(self, press: Press, proofs: Proofs) -> None:
        self._press, self._proofs = press, proofs
        self._job = press.job
        digests = {note.id: note.digest for note in self._job.notes}
        self._heights = proofs.heights(digests, press.heights)
        self._homes = {note.id: note.home for note in self._job.notes}

    def measured(self) -> Measured:
        made = self._make({})
        layout = self._layout(made.report)
        room = rooms_before(layout, self._job.look, self._job.at_foot)
        if made.notes.moved and room:
            made = self._make({"room": room})
        plan, report, notes = self._without_few_lines(self._settle(made))
        plan = {**plan, "draw": notes.draw, "verso": notes.verso}
        if self._job.notes:
            report = self._press.report(plan)  # what is in notes, too
        anchors = {
            place["anchor"]: (place["page"], place["x"], place["y"])
            for place in report["places"]
            if "anchor" in place
        }
        return Measured(plan, report["pages"], notes.moved, anchors, _uses(report))

    def _make(self, plan: Told) -> _Made:
        ask = self._press.report
        report = self._proofs.report(plan, ask) if self._job.notes else ask(plan)
        return _Made(plan, report, where_notes_stand(self._layout(report), self._job.look))

    def _settle(self, made: _Made) -> _Made:
        """Make pages until nothing follows from notes that no margin could take.

        These need pages of their own, which moves what follows.
        """
        for _ in range(ROUNDS):
            if made.notes.rest == made.plan.get("rest", []):
                break
            made = self._make({**made.plan, "rest": made.notes.rest})
        return made

    def _without_few_lines(self, made: _Made) -> _Made:
        """Bring last pages of a few lines in, by setting their runs of pages closer."""
        closer = made
        for _ in range(DEGREES):
            if not (close := ends_nearly_empty(closer.report, self._job.look)):
                break
            close = [*closer.plan.get("close", []), *close]
            closer = self._settle(self._make({**closer.plan, "close": close}))
            if closer.report["pages"] < made.report["pages"]:
                made = closer
        return made

    def _layout(self, report: Told) -> Layout:
        places = report["places"]
        hooks = [Hook(p["hook"], p["page"], p["x"], p["y"]) for p in places if "hook" in p]
        hooks.sort(key=lambda hook: (hook.page, hook.y, hook.x))
        tops = {place["page"]: place["y"] for place in places if "margin" in place}
        return Layout(hooks, self._heights, self._homes, tops)


def ends_nearly_empty(report: Told, look: Look) -> list[int]:
    """The runs of pages of which the last holds but a few lines, which could be brought in."""
    first = {place["run"]: place["page"] for place in report["places"] if "run" in place}
    lowest = look.column().top + FEW_LINES
    return [
        place["end-of-run"]
        for place in report["places"]
        if "end-of-run" in place
        and place["y"] < lowest
        and place["page"] > first[place["end-of-run"]]
    ]


def _uses(report: Told) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = {}
    for place in report["places"]:
        if "use" in place:
            found.setdefault(place["use"], {})[place["page"]] = None
    return {name: list(pages) for name, pages in found.items()}
