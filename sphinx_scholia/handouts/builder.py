"""The Sphinx builder ``handouts``: PDFs made to be printed and given out."""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_scholia.handouts.assembly import handouts_of
from sphinx_scholia.handouts.frame import Reader
from sphinx_scholia.handouts.listing import Entry, write_list
from sphinx_scholia.handouts.look import Look
from sphinx_scholia.handouts.setting import FONTS, TEMPLATE, Job, TypesettingError, typeset
from sphinx_scholia.handouts.writing import PAGE, Parts
from sphinx_scholia.report import Problem, ScholiaError, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element

    from sphinx_scholia.handouts.assembly import Handout

logger = logging.getLogger(__name__)

#: What was set last, and from what: kept beside the handouts, and not published with them.
STATE = ".handouts.json"
WORK = ".typst"


class HandoutsBuilder(Builder):
    """Sets each handout by itself, and only if what it is made from has changed."""

    name = "handouts"
    format = "typst"
    epilog = "The handouts are in %(outdir)s."
    supported_image_types: ClassVar = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]

    def get_outdated_docs(self) -> str:
        return "all handouts"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return PAGE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        config = self.config
        resolved = cache(self._resolved)
        reader = Reader(self.env, resolved, config.scholia_edition)
        look = Look.of(config)
        handouts = list(handouts_of(reader, look, variants=config.scholia_variants))
        before = self._state()
        # until all is done nobody knows what the folder holds
        Path(self.outdir, STATE).unlink(missing_ok=True)
        entries: list[Entry] = []
        wrong: list[str] = []
        for number, handout in enumerate(handouts, 1):
            try:
                entries.append(self._set(handout, before, f"{number} of {len(handouts)}"))
            except TypesettingError as error:
                Path(self.outdir, f"{handout.name}.pdf").unlink(missing_ok=True)
                place = place_of_glyph(str(error), self.env.all_docs, resolved)
                wrong.append(f"{handout.name}.pdf: {error}{place}")
        self._leave_nothing_stale({entry.name for entry in entries})
        state = json.dumps({entry.name: entry.state() for entry in entries}, indent=1)
        Path(self.outdir, STATE).write_text(state, encoding="utf-8")
        if wrong:
            raise ScholiaError("\n".join(wrong))
        write_list(Path(self.outdir, "index.html"), config.project, entries)

    def _resolved(self, docname: str) -> nodes.document:
        return self.env.get_and_resolve_doctree(docname, self, tags=self.tags)

    def _state(self) -> dict[str, dict[str, str]]:
        try:
            found: dict[str, dict[str, str]] = json.loads(
                Path(self.outdir, STATE).read_text(encoding="utf-8")
            )
        except (OSError, ValueError):
            return {}
        return found

    def _set(self, handout: Handout, before: dict[str, dict[str, str]], which: str) -> Entry:
        """Set a handout, unless it is there as it would be set now."""
        config = self.config
        parts = Parts(
            handout.look,
            address=config.html_baseurl.rstrip("/"),
            source=Path(self.srcdir),
        )
        job = Job(handout.write(parts), handout.look, parts.images, frozenset(parts.at_foot))
        for name, node in parts.unknown.items():
            message = f"handouts do not know the node {name!r}: it is shown as its text"
            warn(Problem.UNKNOWN_NODE, message, location=node)
        timestamp = os.environ.get("SOURCE_DATE_EPOCH")
        digest = digest_of(job, timestamp)
        path = Path(self.outdir, f"{handout.name}.pdf")
        known = before.get(handout.name, {})
        entry = Entry(handout.name, handout.title, handout.what, known.get("pages", ""), digest)
        if known.get("digest") == digest and path.exists():
            logger.debug("kept %s: %s", which, path.name)
            return entry
        logger.info("set %s: %s", which, path.name)
        folder = Path(self.outdir, WORK, handout.name)
        printed = typeset(job, folder, int(timestamp) if timestamp else None)
        new = path.with_suffix(".new")
        new.write_bytes(printed.pdf)
        new.replace(path)
        if printed.moved:
            names = ", ".join(note.rpartition(":")[2] for note in printed.moved)
            logger.info("  not on the page of their phrase: %s", names)
        return Entry(handout.name, handout.title, handout.what, str(printed.pages), digest)

    def _leave_nothing_stale(self, names: set[str]) -> None:
        """Take away handouts of an article or an edition that is no more."""
        for path in Path(self.outdir).glob("*.pdf"):
            if path.stem not in names:
                path.unlink()


def place_of_glyph(message: str, docnames: Iterable[str], page: Callable[[str], Element]) -> str:
    """Where a character stands that no typeface has: “ (gavin-2020.rst:12, U+6F22)”."""
    missing = re.search(r'the text `"(.+?)"` could not be displayed', message)
    if missing is None:
        return ""
    for docname in sorted(docnames):
        for text in page(docname).findall(nodes.Text):
            if missing[1] in text:
                at: nodes.Node = text
                while at.line is None and at.parent is not None:
                    at = at.parent
                codes = " ".join(f"U+{ord(character):04X}" for character in missing[1])
                return f" ({codes} in {at.source or docname}:{at.line or 1})"
    return ""


def digest_of(job: Job, timestamp: str | None) -> str:
    """By what a handout is known to be the same as last time."""
    found = hashlib.sha256(_own_files())
    found.update(job.source.encode())
    found.update(repr((sorted(job.inputs().items()), timestamp)).encode())
    for name, path in sorted(job.images.items()):
        found.update(name.encode() + path.read_bytes())
    return found.hexdigest()


@cache
def _own_files() -> bytes:
    """What all handouts depend on: the compiler, the template, the plan, the typefaces."""
    from importlib.metadata import version

    from sphinx_scholia import margins
    from sphinx_scholia.handouts import look, setting

    files = [TEMPLATE, *sorted(FONTS.iterdir())]
    files += [Path(module.__file__) for module in (margins, look, setting) if module.__file__]
    contents = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
    return version("typst").encode() + contents
