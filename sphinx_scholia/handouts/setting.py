"""The compiler with one handout in it. Handouts are set one at a time, nothing is fetched."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from sphinx_scholia.handouts.planning import Heights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_scholia.handouts.look import Look

HERE = Path(__file__).parent
TEMPLATE = HERE / "handout.typ"
FONTS = HERE / "fonts"
#: Names of a handout's files: the one that is set; one that measures notes; the notes; and runs of
#: pages, which the first includes.
MAIN, MEASURE, NOTES, RUN = "main.typ", "measure.typ", "notes.typ", "run-{}.typ"
#: What the template is told or reports.
Told = dict[str, Any]


class TypesettingError(Exception):
    """The compiler's own words on why a handout could not be set."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What is known of a note before pages are set."""

    id: str
    number: str
    #: the hook that draws it if it can
    home: str
    #: a digest of all that is printed of it
    digest: str


@dataclass(frozen=True, slots=True)
class Job:
    """A handout in Typst, and what it needs beside it."""

    #: name of a file -> what stands in it
    sources: Mapping[str, str]
    look: Look
    #: those in the margin, in the order of their numbers
    notes: Sequence[MarginNote] = ()
    images: Mapping[str, Path] = field(default_factory=dict)
    #: notes on what stands at the foot of a page, wherever the passages are
    at_foot: frozenset[str] = frozenset()
    #: the number of its first page
    first: int = 1

    def inputs(self) -> dict[str, str]:
        """What the template is told from the beginning."""
        return {"look": json.dumps(self.look.measures())}


class Press:
    """A handout, which is set several times by different plans.

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
        self.job = job
        self._folder = folder
        self._tell({})
        self._compiler = self._compiler_of(MAIN)

    def _compiler_of(self, name: str) -> typst.Compiler:
        return typst.Compiler(
            self._folder / name,
            root=self._folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs=self.job.inputs(),
        )

    def _tell(self, plan: Told) -> None:
        # a file, since all that was known is forgotten when the compiler's own inputs change
        told = {"first": self.job.first, "room": {}, "rest": [], "close": [], "draw": {}}
        (self._folder / "plan.json").write_text(json.dumps(told | plan), encoding="utf-8")

    def report(self, plan: Told) -> Told:
        """Where everything stands by a plan, and how many pages there are."""
        self._tell(plan)
        report: Told = _asked(self._compiler, "report")
        for place in report["places"]:
            place["page"] += self.job.first - 1
        return report

    def heights(self, notes: Iterable[str]) -> dict[str, Heights]:
        """How tall notes are."""
        self._tell({"measure": [*notes]})
        found = _asked(self._compiler_of(MEASURE), "heights")
        return {note: Heights(home, marked) for note, home, marked in found}

    def print(self, plan: Told, pages: int, timestamp: int | None) -> bytes:
        """The finished handout, which says that there are so many pages."""
        self._tell({**plan, "pages": pages})
        try:
            pdf = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
        except RuntimeError as error:  # TypstError is one
            raise TypesettingError(str(error)) from error
        assert isinstance(pdf, bytes)
        return pdf


def _asked(compiler: typst.Compiler, what: str) -> Any:
    """What the template tells, under a label."""
    try:
        (found,) = json.loads(compiler.query(f"<{what}>", field="value"))
    except RuntimeError as error:
        raise TypesettingError(str(error)) from error
    return found
