"""What was set last time is kept, and set again only if what it is made from has changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_scholia import margins
from sphinx_scholia.handouts.measuring import Measured, measure
from sphinx_scholia.handouts.proofs import Proofs
from sphinx_scholia.handouts.setting import FONTS, NOTES, TEMPLATE, Press
from sphinx_scholia.outputs import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_scholia.handouts.planning import Heights
    from sphinx_scholia.handouts.setting import Job

#: Where handouts are set, and what is remembered of them; it is not published with them.
WORK = ".typst"
Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder in which handouts are set, each in one of its own, and remembered in a file beside.

    Measuring and printing raise :class:`~sphinx_scholia.handouts.setting.TypesettingError`.
    """

    folder: Path
    #: what the PDFs say of their date, in seconds since 1970
    timestamp: int | None
    #: how tall notes are, by their digests, as far as it is known
    heights: dict[str, Heights] = field(default_factory=dict)

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget all handouts but these, and those that are parts of one of these."""
        kept = tuple(f"{name}." for name in names)
        for path in self.folder.glob("*"):
            if not f"{path.name}.".startswith(kept):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def is_ready(self, name: str, job: Job, target: Path) -> bool:
        """Whether a handout is there as it would be set now, if it still has as many pages."""
        return target.exists() and self.knows(name, job)

    def knows(self, name: str, job: Job) -> bool:
        """Whether a handout is made from the same as last time."""
        return bool(self._kept(name).get("digest") == self._digest(job))

    def measure(self, name: str, job: Job) -> Measured:
        """Find out where everything of a handout stands."""
        digest = self._digest(job)
        kept = self._kept(name)
        if kept.get("digest") == digest:
            return Measured(**kept["measured"])
        made_by = _own_files().hex()
        before = kept["proofs"] if kept.get("made_by") == made_by else {}
        proofs = Proofs(self._digest(job, notes=False), before, self.heights)
        measured = measure(Press(job, self.folder / name), proofs)
        known = {"digest": digest, "measured": asdict(measured)}
        self._keep(name, {**known, "made_by": made_by, "proofs": proofs.kept})
        return measured

    def print(
        self,
        name: str,
        job: Job,
        pages: int,
        target: Path,
        finish: Callable[[bytes], bytes] = bytes,
    ) -> bool:
        """Set a handout that was measured, of so many pages; False if it is there already."""
        kept = self._kept(name)
        if target.exists() and kept.get("pages") == pages:
            return False
        pdf = Press(job, self.folder / name).print(kept["measured"]["plan"], pages, self.timestamp)
        new = target.with_suffix(".new")
        new.write_bytes(finish(pdf))
        new.replace(target)
        self._keep(name, {**kept, "pages": pages})
        return True

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _kept(self, name: str) -> Kept:
        return remembered(self._path(name))

    def _keep(self, name: str, kept: Kept) -> None:
        self._path(name).write_text(json.dumps(kept), encoding="utf-8")

    def _digest(self, job: Job, *, notes: bool = True) -> str:
        """By what a handout is known to be as it was, but perhaps for what its notes say."""
        found = hashlib.sha256(_own_files())
        sources = {name: text for name, text in job.sources.items() if notes or name != NOTES}
        found.update(repr(sorted(sources.items())).encode())
        found.update(repr([(note.id, note.number) for note in job.notes]).encode())
        found.update(repr((sorted(job.inputs().items()), job.first, self.timestamp)).encode())
        for name, path in sorted(job.images.items()):
            found.update(name.encode() + path.read_bytes())
        return found.hexdigest()


@cache
def _own_files() -> bytes:
    """What all handouts depend on: the compiler, the template, the typefaces, our own code."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    files = [TEMPLATE, *sorted(FONTS.iterdir()), *code, Path(margins.__file__)]
    contents = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
    return version("typst").encode() + contents
