"""What each output folder was last made from.

Builders that share their doctrees read a page once, for whichever of them comes first; the next
one sees only that the page's own file is older than its output. Pages also come from other files,
from other pages and from an edition, so that it would leave what the folder held: an old
definition, the words of a text that was taken away, or answers.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.incremental import shown_of_others
from sphinx_scholia.records import digest

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STAMP = ".scholia.json"
#: the stamp while it is being written, so that no half of one is taken for it
UNFINISHED = f"{STAMP}.new"


def pages_to_write_here(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that this output folder holds in another edition, or made from something else."""
    stamp = Path(app.outdir, STAMP)
    before = remembered(stamp)
    # until the build is finished nobody knows what the folder holds; and a book holds all files
    stamp.unlink(missing_ok=True)
    Path(app.outdir, UNFINISHED).unlink(missing_ok=True)
    # now, since a file may be edited while pages are written
    made_from = scholia_domain(env).made_from = what_pages_are_made_from(env)
    if before.get("edition") != app.config.scholia_edition:
        _forget_what_pages_left(app)
        return sorted(env.all_docs)
    return [page for page, made in made_from.items() if before.get("pages", {}).get(page) != made]


def note_what_it_was_made_from(app: Sphinx, exception: Exception | None) -> None:
    """Remember it for the next build into the same folder."""
    if exception is None:
        made_from = scholia_domain(app.env).made_from
        now = {"edition": app.config.scholia_edition, "pages": made_from}
        unfinished = Path(app.outdir, UNFINISHED)
        unfinished.write_text(json.dumps(now, indent=1), encoding="utf-8")
        unfinished.replace(Path(app.outdir, STAMP))


def what_pages_are_made_from(env: BuildEnvironment) -> dict[str, str]:
    """For each page a digest of its files, and of what it shows of other pages."""
    domain = scholia_domain(env)
    digest_of = cache(_digest_of)  # many pages depend on one file
    made_from = {}
    for page in sorted(env.all_docs):
        others = [env.srcdir / file for file in sorted(env.dependencies.get(page, ()))]
        files = [digest_of(path) for path in (env.doc2path(page), *others)]
        made_from[page] = digest(repr((files, shown_of_others(domain, page))))
    return made_from


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else ""


def remembered(path: Path) -> dict[str, Any]:
    """What a file of an earlier build says; nothing if one that broke off has left half of it."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except (OSError, ValueError):
        return {}


def _forget_what_pages_left(app: Sphinx) -> None:
    """Sphinx keeps the words of rewritten pages in the search index, and copies of old sources."""
    if index := getattr(app.builder, "searchindex_filename", None):
        Path(app.outdir, index).unlink(missing_ok=True)
    shutil.rmtree(Path(app.outdir, "_sources"), ignore_errors=True)
