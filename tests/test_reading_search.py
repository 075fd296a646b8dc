"""A name is found whatever its spelling, also in a folder of pages without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from reading import opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from reading import Open

pytestmark = pytest.mark.browser
RESULT = "ul.search li a"


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def found(open_page, query: str) -> set[str]:
    page = open_page("search.html")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(f"{page.url}?q={quote(query)}")
    page.locator("#search-results", has_text="Search finished").wait_for(timeout=5000)
    assert faults == []
    hrefs = page.locator(RESULT).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return {href.partition("#")[0].partition("?")[0] for href in hrefs}


@pytest.mark.parametrize(
    "spellings",
    [
        ["Sèvres", "Sevres"],
        ["Shusha", "Shushi", "Şuşa", "Susa"],
        ["Stepanakert", "Xankəndi", "Xankendi", "Khankendi", "Ստեփանակերտ"],
        ["Aliyev", "Əliyev", "Алиев"],
        ["Nakhchivan", "Naxçıvan", "Naxcivan"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_all_spellings_of_a_name_find_its_pages(open_page, spellings):
    pages = {spelling: found(open_page, spelling) for spelling in spellings}
    for spelling in spellings:
        assert "glossary.html" in pages[spelling], spelling
        # one article or more mentions each of these; its words need not be spelt so
        assert any(name.startswith("articles/") for name in pages[spelling]), spelling


def test_definitions_kept_in_a_page_are_not_found_as_its_words(open_page):
    assert "articles/gavin-2020.html" not in found(open_page, "abkhazia")
