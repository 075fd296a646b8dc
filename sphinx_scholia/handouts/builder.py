"""The Sphinx builder ``handouts``: PDFs made to be printed and given out."""

from __future__ import annotations

import atexit
import gc
import os
import re
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_scholia.handouts.assembly import handouts_of
from sphinx_scholia.handouts.book import BOOK, Book
from sphinx_scholia.handouts.bookbinding import set_book
from sphinx_scholia.handouts.frame import Handout, Reader
from sphinx_scholia.handouts.jobs import set_handout
from sphinx_scholia.handouts.listing import Entry, write_list
from sphinx_scholia.handouts.look import Look
from sphinx_scholia.handouts.manuscripts import Manuscripts, Pages, of_all_handouts
from sphinx_scholia.handouts.setting import TypesettingError
from sphinx_scholia.handouts.workshop import WORK, Workshop
from sphinx_scholia.handouts.writing import PAGE
from sphinx_scholia.report import ScholiaError, ending_plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element

logger = logging.getLogger(__name__)


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

    def init(self) -> None:
        # to search all pages once more when the process ends takes as long as to set an article
        atexit.register(gc.freeze)

    def get_outdated_docs(self) -> str:
        return "all handouts"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return PAGE + quote(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        with ending_plainly(), looking_for_no_garbage():
            self._set_all()

    def _set_all(self) -> None:
        """Set the handouts and list them.

        Raises :class:`~sphinx_scholia.report.ScholiaError` if one could not be set, and then has
        set the others.
        """
        config = self.config
        look = Look.of(config)
        work = Path(self.outdir, WORK)
        reader = self._reader(work)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        workshop = Workshop(work, int(epoch) if epoch else None)
        every: list[Handout | Book] = [
            *handouts_of(reader, look, variants=config.scholia_variants),
            Book(BOOK, config.project, "the whole book", look),
        ]
        workshop.keep_only({handout.name for handout in every})
        handouts = self._wanted(every)
        entries: list[Entry] = []
        wrong: list[str] = []
        for number, handout in enumerate(handouts, 1):
            path = Path(self.outdir, f"{handout.name}.pdf")
            say = partial(logger.info, "set %s of %s: %s", number, len(handouts), path.name)
            try:
                if isinstance(handout, Book):
                    pages = set_book(reader, handout, workshop, path, say)
                else:
                    pages = set_handout(reader, handout, workshop, path, say)
                entries.append(Entry(handout.name, handout.title, handout.what, pages))
            except TypesettingError as error:
                path.unlink(missing_ok=True)
                place = place_of_glyph(str(error), self.env.all_docs, self._resolved)
                wrong.append(f"{path.name}: {error}{place}")
        self._leave_nothing_stale({handout.name for handout in handouts})
        if wrong:
            raise ScholiaError("\n".join(wrong))
        write_list(Path(self.outdir, "index.html"), config.project, entries)

    def _reader(self, work: Path) -> Reader:
        """What handouts are made from, and what was written of them last time."""
        common = of_all_handouts(self.env, self.tags)
        manuscripts = Manuscripts(self.env, Pages(self._resolved), work, common)
        return Reader(self.env, manuscripts, self.config.scholia_edition)

    def _wanted(self, every: list[Handout | Book]) -> list[Handout | Book]:
        """Those that were asked for.

        Raises :class:`~sphinx_scholia.report.ScholiaError` if there is none of such a name, or if
        two would have one name.
        """
        names = [each.name for each in every]
        for name in names:
            if names.count(name) > 1:
                message = (
                    f"two handouts would be {name}.pdf: give the article or the page another name"
                )
                raise ScholiaError(message)
        patterns = self.config.scholia_handouts or ["*"]
        found = [each for each in every if any(fnmatch(each.name, p) for p in patterns)]
        if not found:
            known = ", ".join(names)
            message = f"no handout is called {', '.join(patterns)}; write one of: {known}"
            raise ScholiaError(message)
        return found

    def _resolved(self, docname: str) -> nodes.document:
        return self.env.get_and_resolve_doctree(docname, self, tags=self.tags)

    def _leave_nothing_stale(self, names: set[str]) -> None:
        """Take away handouts of an article or an edition that is no more."""
        for path in Path(self.outdir).glob("*.pdf"):
            if path.stem not in names:
                path.unlink()


@contextmanager
def looking_for_no_garbage() -> Iterator[None]:
    """All pages stay until the last handout is set: to search them for what does not takes long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
