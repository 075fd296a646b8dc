"""Which handouts are made from a page: how each is called, and what it is."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_scholia.domain import ScholiaDomain


class What(Enum):
    """What a handout is: its own name here, and what lists call it."""

    ARTICLE = ("article", "article with notes")
    WORKSHEET = ("questions", "worksheet")
    KEY = ("answers", "answer key")
    BOOKLET = ("entries", "booklet")
    SHEET = ("drawings", "sheet")
    CLAIMS = ("claims", "worksheet")

    @property
    def label(self) -> str:
        return self.value[1]


def made_from(domain: ScholiaDomain, docname: str) -> Iterator[tuple[str, What]]:
    """The handouts of a page by their names, which are those of their files without “.pdf”."""
    page = domain.pages.get(docname)
    if page is None:
        return
    config = domain.env.config
    name = docname.replace("/", "-")
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
    if page.claims:
        yield f"{name}-worksheet", What.CLAIMS
