"""Setting a handout: measure, plan the notes, set. One at a time, nothing is fetched."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from sphinx_scholia.margins import Anchor, Plan, Start, plan_notes, rooms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_scholia.handouts.look import Look

HERE = Path(__file__).parent
TEMPLATE = HERE / "handout.typ"
FONTS = HERE / "fonts"
#: One report of the template.
Mark = dict[str, Any]
#: How often pages are measured again when notes at an article's end have moved the next one.
ROUNDS = 4
#: How far notes may run past the beginning of the next passage, in points.
SLACK = 80.0
#: What a hook's own height adds between its top and the line it stands in, in points.
RISE = 1.5


class TypesettingError(Exception):
    """The compiler's own words on why a handout could not be set."""


@dataclass(frozen=True, slots=True)
class Job:
    """A handout in Typst, and what it needs beside it."""

    source: str
    look: Look
    images: Mapping[str, Path]
    #: notes on what stands at the foot of a page, wherever the passages are
    at_foot: frozenset[str] = frozenset()

    def inputs(self) -> dict[str, str]:
        """What the template is told."""
        return {"look": json.dumps(self.look.measures())}


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished handout, its pages, and the notes that do not stand on their phrase's page."""

    pdf: bytes
    pages: int
    moved: tuple[str, ...]


def typeset(job: Job, folder: Path, timestamp: int | None) -> Printed:
    """Set a handout in a folder of its own.

    Raises :class:`TypesettingError` with the compiler's message.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(TEMPLATE, folder)
    for name, path in job.images.items():
        shutil.copy(path, folder / name)
    (folder / "main.typ").write_text(job.source, encoding="utf-8")
    press = Press(folder, job.inputs())
    try:
        told, pages, moved = _with_plan(press, job)
        pdf = press.print(told, timestamp)
    except RuntimeError as error:  # TypstError is one
        raise TypesettingError(str(error)) from error
    return Printed(pdf, pages, moved)


class Press:
    """The compiler with one handout in it, which it sets several times by different plans."""

    def __init__(self, folder: Path, inputs: dict[str, str]) -> None:
        self._plan = folder / "plan.json"
        self._tell(None)
        self._compiler = typst.Compiler(
            folder / "main.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )

    def _tell(self, plan: Mark | None) -> None:
        # a file, since all that was known is forgotten when the compiler's own inputs change
        self._plan.write_text(json.dumps(plan), encoding="utf-8")

    def measure(self, plan: Mark | None) -> list[Mark]:
        """What the template reports: positions of hooks, and at last heights of notes and pages."""
        self._tell(plan)
        found: list[Mark] = json.loads(self._compiler.query("<mark>", field="value"))
        return found

    def print(self, plan: Mark, timestamp: int | None) -> bytes:
        """The finished handout."""
        self._tell(plan)
        pdf = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
        assert isinstance(pdf, bytes)
        return pdf


def _with_plan(press: Press, job: Job) -> tuple[Mark, int, tuple[str, ...]]:
    """What to tell the template for the last setting, the pages, and the notes that had to move."""
    marks = press.measure(None)
    told: Mark = {"room": {}, "rest": {}}
    if job.look.where == "margin":
        for page in _pages(marks):
            above = [a for a in _anchors(marks, page) if a.note not in job.at_foot]
            told["room"] |= rooms(_starts(marks, page), above, job.look.column(), SLACK)
        if told["room"]:
            marks = press.measure(told)
    rest, draw, moved = _plan_pages(marks, job.look)
    for _ in range(ROUNDS):
        if rest == told["rest"]:
            break
        # notes that no margin could take need pages of their own, which moves what follows
        told["rest"] = rest
        marks = press.measure(told)
        rest, draw, moved = _plan_pages(marks, job.look)
    return {**told, "draw": draw}, marks[-1]["pages"], moved


def _plan_pages(
    marks: list[Mark], look: Look
) -> tuple[dict[str, list[Mark]], dict[str, list[Mark]], tuple[str, ...]]:
    """What no margin could take, what each hook draws, and which notes are not at home."""
    rest: dict[str, list[Mark]] = {}
    drawn: dict[str, list[Mark]] = {}
    moved: list[str] = []
    for page in _pages(marks):
        hooks = _hooks(marks, page)
        plan = plan_notes(_anchors(marks, page), {h["page"] for h in hooks}, look.column())
        drawn |= _drawn(plan, hooks, look)
        origins = {hook["id"]: hook["page"] for hook in hooks}
        if plan.rest:
            rest[page] = [{"note": note, "from": origins[note]} for note in plan.rest]
        moved += [p.note for p in plan.placed if p.origin is not None] + plan.rest
    return rest, drawn, tuple(moved)


def _pages(marks: list[Mark]) -> list[str]:
    """The pages of the reader that have hooks, which are named ``page:note`` and ``page#7``."""
    names = (re.split("[:#]", mark["id"])[0] for mark in marks if "id" in mark)
    return list(dict.fromkeys(names))


def _hooks(marks: list[Mark], page: str) -> list[Mark]:
    """Those of one page, as they follow each other on paper."""
    hooks = [m for m in marks if m.get("id", "").startswith((f"{page}:", f"{page}#"))]
    return sorted(hooks, key=lambda hook: (hook["page"], hook["y"], hook["x"]))


def _starts(marks: list[Mark], page: str) -> list[Start]:
    """Where its passages begin."""
    return [Start(m["id"], m["page"], m["y"]) for m in _hooks(marks, page) if "#" in m["id"]]


def _anchors(marks: list[Mark], page: str) -> list[Anchor]:
    """Its notes, page by page in the order of their numbers.

    That is the order of the text, but for notes on a passage as a whole, which stand at its end.
    """
    heights = {note: (home, moved) for note, home, moved in marks[-1]["heights"]}
    rank = {note: number for number, note in enumerate(heights)}
    hooks = [mark for mark in _hooks(marks, page) if mark["id"] in heights]
    hooks.sort(key=lambda mark: (mark["page"], rank[mark["id"]]))
    return [Anchor(m["id"], m["page"], m["y"] - RISE, *heights[m["id"]]) for m in hooks]


def _drawn(plan: Plan, hooks: list[Mark], look: Look) -> dict[str, list[Mark]]:
    """Which notes each hook draws, and how far from itself: its own, or what came from before."""
    own = {hook["id"]: hook for hook in hooks}
    first = {hook["page"]: hook for hook in reversed(hooks)}
    drawn: dict[str, list[Mark]] = {}
    for placed in plan.placed:
        hook = own[placed.note] if placed.origin is None else first[placed.page]
        x = look.note_x(placed.page) - hook["x"]
        drawn.setdefault(hook["id"], []).append(
            {"note": placed.note, "x": x, "y": placed.y - hook["y"], "from": placed.origin}
        )
    return drawn
