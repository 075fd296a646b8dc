"""What each output folder was last made from.

Builders that share their doctrees read a page once, for whichever of them comes first; the next
one sees only that the page's own file is older than its output. Pages also come from a text, from
notes and from an edition, so that it would leave what the folder held: the words of a text that
was taken away, or answers.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.config import Paths
from sphinx_scholia.environment import scholia_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STAMP = ".scholia.json"


def pages_to_write_here(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that this output folder holds in another edition, or of another text or notes."""
    stamp = Path(app.outdir, STAMP)
    before = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    # until the build is finished nobody knows what the folder holds
    stamp.unlink(missing_ok=True)
    if before.get("edition") != app.config.scholia_edition:
        _forget_what_pages_left(app)
        return sorted(env.all_docs)
    return [page for page, made in made_from(app, env).items() if before["pages"].get(page) != made]


def note_what_it_was_made_from(app: Sphinx, exception: Exception | None) -> None:
    """Remember it for the next build into the same folder."""
    if exception is None:
        now = {"edition": app.config.scholia_edition, "pages": made_from(app, app.env)}
        Path(app.outdir, STAMP).write_text(json.dumps(now, indent=1), encoding="utf-8")


def made_from(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """For each article's page a digest of the files it shows besides its own."""
    paths = Paths.of(app)
    articles = {
        docname: page.article.slug
        for docname, page in scholia_domain(env).pages.items()
        if page.article is not None
    }
    return {
        docname: _digest(paths.built_text(slug)) + _digest(paths.notes(slug))
        for docname, slug in sorted(articles.items())
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "-"


def _forget_what_pages_left(app: Sphinx) -> None:
    """Sphinx keeps the words of rewritten pages in the search index, and copies of old sources."""
    if index := getattr(app.builder, "searchindex_filename", None):
        Path(app.outdir, index).unlink(missing_ok=True)
    shutil.rmtree(Path(app.outdir, "_sources"), ignore_errors=True)
