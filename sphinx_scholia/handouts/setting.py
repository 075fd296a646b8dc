"""Setting a handout: measure, plan the notes, set. One at a time, nothing is fetched."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typst

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

HERE = Path(__file__).parent
TEMPLATE = HERE / "handout.typ"
FONTS = HERE / "fonts"
#: Names of a handout's files: the one that is set, and those it includes, each a run of pages.
MAIN, RUN = "main.typ", "run-{}.typ"
#: What the template is told or reports.
Told = dict[str, Any]
#: How much of a last page must be filled for it to stay as it is, in points.
FEW_LINES = 130.0
#: How often pages are measured again to learn what follows from notes that are not at home.
ROUNDS = 4


class TypesettingError(Exception):
    """The compiler's own words on why a handout could not be set."""


@dataclass(frozen=True, slots=True)
class Job:
    """A handout in Typst, and what it needs beside it."""

    #: name -> what stands in it; :data:`MAIN` is the one that is set
    sources: Mapping[str, str]
    look: Look
    images: Mapping[str, Path] = field(default_factory=dict)
    #: notes on what stands at the foot of a page, wherever the passages are
    at_foot: frozenset[str] = frozenset()
    #: the number of its first page
    first: int = 1

    def inputs(self) -> dict[str, str]:
        """What the template is told from the beginning."""
        return {"look": json.dumps(self.look.measures())}


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


class Press:
    """The compiler with one handout in it, which it sets several times by different plans.

    All its methods raise :class:`TypesettingError` with the compiler's message.
    """

    def __init__(self, job: Job, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(TEMPLATE, folder)
        for name, path in job.images.items():
            shutil.copy(path, folder / name)
        for name, source in job.sources.items():
            (folder / name).write_text(source, encoding="utf-8")
        self._job = job
        self._plan = folder / "plan.json"
        self._tell({})
        self._compiler = typst.Compiler(
            folder / MAIN,
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs=job.inputs(),
        )

    def _tell(self, plan: Told) -> None:
        # a file, since all that was known is forgotten when the compiler's own inputs change
        told = {"first": self._job.first, "room": {}, "rest": [], "marked": [], "close": []}
        self._plan.write_text(json.dumps(told | plan), encoding="utf-8")

    def _ask(self, plan: Told) -> Told:
        """What the template reports: places, notes and their heights, how many pages there are."""
        self._tell(plan)
        try:
            (found,) = json.loads(self._compiler.query("<report>", field="value"))
        except RuntimeError as error:
            raise TypesettingError(str(error)) from error
        for place in found["places"]:
            place["page"] += self._job.first - 1
        report: Told = found
        return report

    def measure(self) -> Measured:
        """Find out where everything stands, and where the notes are to be drawn."""
        report = self._ask({})
        # at first all notes are at home; those that go on to pages of their own may be parted there
        heights = _heights(report)
        made = _Made({}, report, self._notes(report, heights))
        room = rooms_before(_layout(report, heights), self._job.look, self._job.at_foot)
        if made.notes.moved and room:
            made = self._make({"room": room}, heights)
        made = self._settle(made, heights)
        if close := ends_nearly_empty(made.report, self._job.look):
            closer = self._settle(self._make({**made.plan, "close": close}, heights), heights)
            if closer.report["pages"] < made.report["pages"]:
                made = closer
        plan, report, notes = made.plan, made.report, made.notes
        plan |= {"draw": notes.draw, "verso": notes.verso}
        if notes.draw:
            report = self._ask(plan)  # where links in notes lead, and which pages use a term
        anchors = {
            place["anchor"]: (place["page"], place["x"], place["y"])
            for place in report["places"]
            if "anchor" in place
        }
        return Measured(plan, report["pages"], notes.moved, anchors, _uses(report))

    def _make(self, plan: Told, heights: Mapping[str, float]) -> _Made:
        report = self._ask(plan)
        return _Made(plan, report, self._notes(report, heights))

    def _notes(self, report: Told, heights: Mapping[str, float]) -> Notes:
        return where_notes_stand(_layout(report, heights), self._job.look)

    def _settle(self, made: _Made, heights: Mapping[str, float]) -> _Made:
        """Make pages until nothing follows from notes that are not at home."""
        for _ in range(ROUNDS):
            # notes that no margin could take need pages of their own, which moves what follows;
            # others that are not at home are taller by the mark of their origin
            marked = {*made.plan.get("marked", ()), *made.notes.moved}
            away = {"rest": made.notes.rest, "marked": sorted(marked)}
            if away == {name: made.plan.get(name, []) for name in away}:
                break
            made = self._make({**made.plan, **away}, heights)
        return made

    def print(self, plan: Told, pages: int, timestamp: int | None) -> bytes:
        """The finished handout, which says that there are so many pages."""
        self._tell({**plan, "pages": pages})
        try:
            pdf = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
        except RuntimeError as error:  # TypstError is one
            raise TypesettingError(str(error)) from error
        assert isinstance(pdf, bytes)
        return pdf


def _heights(report: Told) -> dict[str, float]:
    starts = {place["anchor"]: place["y"] for place in report["places"] if "anchor" in place}
    ends = {place["end"]: place["y"] for place in report["places"] if "end" in place}
    return {note: ends[note] - starts[note] for note, _ in report["homes"] if note in ends}


def _layout(report: Told, heights: Mapping[str, float]) -> Layout:
    places = report["places"]
    hooks = [Hook(p["hook"], p["page"], p["x"], p["y"]) for p in places if "hook" in p]
    hooks.sort(key=lambda hook: (hook.page, hook.y, hook.x))
    tops = {place["page"]: place["y"] for place in places if "margin" in place}
    return Layout(hooks, heights, dict(report["marked"]), dict(report["homes"]), tops)


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
