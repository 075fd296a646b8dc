"""Which pages to read or write again, beyond those whose own files have changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.transforms.definitions import redefine
from sphinx_scholia.transforms.listings import relist
from sphinx_scholia.transforms.terms import relink

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_whose_files_came_or_went(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Articles whose text, notes or recipe came or went since they were read last.

    Sphinx follows changes of a file that a page depends on, not the coming of a new one.
    """
    domain = scholia_domain(env)
    return [
        docname
        for docname, page in domain.pages.items()
        if page.article is not None
        and page.had != domain.paths.at_hand(page.article.slug, Path(env.doc2path(docname)))
    ]


def pages_that_show_other_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to write again because terms or listed things have changed elsewhere."""
    domain = scholia_domain(env)
    return [*relink(domain), *relist(domain), *redefine(domain)]
