"""What a build ends with: what each article shows, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_scholia.environment import scholia_domain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_scholia.records import PageRecord

logger = logging.getLogger(__name__)

COLUMNS = (
    "article",
    "wording",
    "passages",
    "notes on words",
    "on passages",
    "terms linked",
    "questions",
)


def print_summary(app: Sphinx, exception: Exception | None) -> None:
    """Print one line for each article, at the end of a build that did not break off."""
    if exception is not None:
        return
    pages = scholia_domain(app.env).pages
    rows = [_row(page) for _, page in sorted(pages.items()) if page.article]
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    logger.info("")
    for row in (COLUMNS, *rows):
        cells = (
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        logger.info("  ".join(cells).rstrip())
    logger.info("%s", _totals(pages))
    logger.info("")


def _totals(pages: Mapping[str, PageRecord]) -> str:
    """“207 notes, 101 terms, 24 claims, 98 events”."""
    counted = {
        what: sum(len(getattr(page, what)) for page in pages.values())
        for what in ("notes", "questions", "terms", "claims", "events")
    }
    return ", ".join(f"{count} {what}" for what, count in counted.items() if count)


def _row(page: PageRecord) -> tuple[str, ...]:
    article = page.article
    assert article is not None
    on_words = sum(note.on_words for note in page.notes)
    linked = {link.headword for links in page.links.values() for link in links}
    counts = (
        article.passages,
        on_words,
        len(page.notes) - on_words,
        len(linked),
        len(page.questions),
    )
    return (
        article.slug,
        {"precis": "précis"}.get(article.wording, article.wording),
        *map(str, counts),
    )
