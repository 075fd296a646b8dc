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
    try:
        inputs, moved = _with_plan(folder, job)
        compiler = _compiler(folder, inputs)
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
        pages = _marks(compiler)[-1]["pages"]
    except RuntimeError as error:  # TypstError is one
        raise TypesettingError(str(error)) from error
    assert isinstance(pdf, bytes)
    return Printed(pdf, pages, moved)


def _compiler(folder: Path, inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(
        folder / "main.typ",
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _marks(compiler: typst.Compiler) -> list[dict[str, Any]]:
    """What the template reports: positions of hooks, and at last the heights of notes."""
    found: list[dict[str, Any]] = json.loads(compiler.query("<mark>", field="value"))
    return found


def _measure(folder: Path, inputs: dict[str, str]) -> list[dict[str, Any]]:
    return _marks(_compiler(folder, inputs))


def _with_plan(folder: Path, job: Job) -> tuple[dict[str, str], tuple[str, ...]]:
    """What to tell the template for the last setting, and the notes that had to move."""
    inputs = job.inputs()
    if job.look.where != "margin":
        return {**inputs, "plan": json.dumps({"room": {}, "draw": {}})}, ()
    marks = _measure(folder, inputs)
    room: dict[str, float] = {}
    for page in _pages(marks):
        above = [a for a in _anchors(marks, page) if a.note not in job.at_foot]
        room |= rooms(_starts(marks, page), above, job.look.column(), SLACK)
    if room:
        marks = _measure(folder, {**inputs, "plan": json.dumps({"room": room})})
    told: dict[str, Any] = {"room": room, "draw": {}, "rest": {}}
    moved: list[str] = []
    for page in _pages(marks):
        hooks = _hooks(marks, page)
        plan = plan_notes(
            _anchors(marks, page), {hook["page"] for hook in hooks}, job.look.column()
        )
        told["draw"] |= _drawn(plan, hooks, job.look)
        if plan.rest:
            origins = {hook["id"]: hook["page"] for hook in hooks}
            told["rest"][page] = [{"note": n, "from": origins[n]} for n in plan.rest]
        moved += [p.note for p in plan.placed if p.origin is not None] + plan.rest
    return {**inputs, "plan": json.dumps(told)}, tuple(moved)


def _pages(marks: list[dict[str, Any]]) -> list[str]:
    """The pages of the reader that have hooks, which are named ``page:note`` and ``page#7``."""
    names = (re.split("[:#]", mark["id"])[0] for mark in marks if "id" in mark)
    return list(dict.fromkeys(names))


def _hooks(marks: list[dict[str, Any]], page: str) -> list[dict[str, Any]]:
    """Those of one page, as they follow each other on paper."""
    hooks = [m for m in marks if m.get("id", "").startswith((f"{page}:", f"{page}#"))]
    return sorted(hooks, key=lambda hook: (hook["page"], hook["y"], hook["x"]))


def _starts(marks: list[dict[str, Any]], page: str) -> list[Start]:
    """Where its passages begin."""
    return [Start(m["id"], m["page"], m["y"]) for m in _hooks(marks, page) if "#" in m["id"]]


def _anchors(marks: list[dict[str, Any]], page: str) -> list[Anchor]:
    """Its notes in the order in which their numbers stand on paper."""
    heights = {note: (home, moved) for note, home, moved in marks[-1]["heights"]}
    return [
        Anchor(m["id"], m["page"], m["y"] - RISE, *heights[m["id"]])
        for m in _hooks(marks, page)
        if m["id"] in heights
    ]


def _drawn(plan: Plan, hooks: list[dict[str, Any]], look: Look) -> dict[str, list[dict[str, Any]]]:
    """Which notes each hook draws, and how far from itself: its own, or what came from before."""
    own = {hook["id"]: hook for hook in hooks}
    first = {hook["page"]: hook for hook in reversed(hooks)}
    drawn: dict[str, list[dict[str, Any]]] = {}
    for placed in plan.placed:
        hook = own[placed.note] if placed.origin is None else first[placed.page]
        x = look.note_x(placed.page) - hook["x"]
        drawn.setdefault(hook["id"], []).append(
            {"note": placed.note, "x": x, "y": placed.y - hook["y"], "from": placed.origin}
        )
    return drawn
