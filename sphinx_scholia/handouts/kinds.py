"""Which handouts are made from a page: how each is called, and what it is."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_scholia.environment import sources_listed
from sphinx_scholia.records import PageRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain


class What(Enum):
    """What a handout is: what of a page it is made from, and what lists call it."""

    ARTICLE = ("article", "article with notes")
    WORKSHEET = ("questions", "worksheet")
    KEY = ("answers", "answer key")
    BOOKLET = ("entries", "booklet")
    SHEET = ("drawings", "sheet")
    CLAIMS = ("claims", "worksheet")

    def __init__(self, _: str, label: str) -> None:
        self.label = label


def made_from(domain: ScholiaDomain, docname: str) -> Iterator[tuple[str, What]]:
    """The handouts of a page by their names, which are those of their files without “.pdf”."""
    page = domain.pages.get(docname, PageRecord())
    config = domain.env.config
    name = name_of(docname)
    if page.article is not None:
        slug = page.article.slug
        yield slug, What.ARTICLE
        yield f"{slug}-worksheet", What.WORKSHEET
        if config.scholia_edition == "teacher":
            yield f"{slug}-key", What.KEY
    elif page.terms or page.events:
        yield name, What.BOOKLET
    elif page.drawings and docname != config.root_doc:
        yield name, What.SHEET
    elif docname in pages_with_sources(domain.env):
        yield name, What.BOOKLET
    if page.claims:
        yield f"{name}-worksheet", What.CLAIMS


def name_of(docname: str) -> str:
    """The name of the handout that is a whole page."""
    return docname.replace("/", "-")


def pages_with_sources(env: BuildEnvironment) -> list[str]:
    """Where there are citations: docutils' own, or those of a bibliography."""
    own = {docname for docname, _, _ in env.domains.citation_domain.citations.values()}
    return sorted(own | {each.bibliography_key.docname for each in sources_listed(env)})
