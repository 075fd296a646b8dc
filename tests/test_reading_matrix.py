"""Every page, opened in each of four ways: from a server or a folder, with scripts or without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from reading import GAVIN, LAPTOP, PHONE, every_page
from serving import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WAYS = [
    pytest.param(where, scripts, id=f"{where}-{'scripts' if scripts else 'no-scripts'}")
    for where in ("server", "file")
    for scripts in (True, False)
]
SHOWN = """() => {
  const wanted = [...document.querySelectorAll('[role=main] > section, [role=main] > div')];
  return [...document.querySelectorAll('h1')].map(e => e.innerText.trim()).concat(
    wanted.some(e => e.getClientRects().length) ? [] : ['nothing is shown']);
}"""


@contextmanager
def opened(
    chromium: Browser, site: Path, where: str, scripts: bool, **options: object
) -> Iterator[tuple[Page, str]]:
    """A page that has been opened nowhere yet, and the address of the site."""
    with served(site, below="/reader") as served_at:
        context = chromium.new_context(java_script_enabled=scripts, **options)
        yield context.new_page(), served_at if where == "server" else site.as_uri()
        context.close()


@pytest.mark.parametrize(("where", "scripts"), WAYS)
def test_every_page_shows_its_heading_and_its_content(
    chromium: Browser, reader_precis: Path, where: str, scripts: bool
) -> None:
    amiss = {}
    with opened(chromium, reader_precis, where, scripts) as (page, address):
        for name in every_page(reader_precis):
            page.goto(f"{address}/{name}")
            headings = page.evaluate(SHOWN)
            # Sphinx's search page gets its heading from a script
            if len(headings) != (1 if scripts or name != "search.html" else len(headings)):
                amiss[name] = headings
    assert amiss == {}


@pytest.mark.parametrize(("where", "scripts"), WAYS)
def test_a_reader_gets_everywhere(
    chromium: Browser, reader_precis: Path, where: str, scripts: bool
) -> None:
    """From the first page to an article, a note, a term, and two articles on one claim."""
    size = {"width": LAPTOP[0], "height": LAPTOP[1]}
    with opened(chromium, reader_precis, where, scripts, viewport=size) as (page, address):
        page.goto(f"{address}/index.html")
        page.locator("[role=main] a", has_text="Gavin").first.click()
        assert urldefrag(page.url)[0] == f"{address}/{GAVIN}"
        page.locator("aside.marginal-note").first.wait_for()
        page.locator(".passage a.term-link").first.click()
        assert urldefrag(page.url)[0] == f"{address}/glossary.html"
        page.locator("dt:target, dt :target").wait_for()
        page.goto(f"{address}/compare.html")
        page.get_by_role("link", name="side by side").nth(1).click()
        assert page.url.startswith(f"{address}/side-by-side/")
        page.locator(".passage-text:visible").nth(1).wait_for()


@pytest.mark.parametrize(("where", "scripts"), WAYS)
def test_a_note_opens_on_a_phone(
    chromium: Browser, reader_precis: Path, where: str, scripts: bool
) -> None:
    size = {"width": PHONE[0], "height": PHONE[1]}
    with opened(chromium, reader_precis, where, scripts, viewport=size) as (page, address):
        page.goto(f"{address}/{GAVIN}")
        note = page.locator("#note-gavin-2020-fighter-planes")
        assert not note.is_visible()
        page.locator("[popovertarget=note-gavin-2020-fighter-planes]").click()
        assert note.is_visible()


@pytest.mark.parametrize("where", ["server", "file"])
def test_search_finds(chromium: Browser, reader_precis: Path, where: str) -> None:
    with opened(chromium, reader_precis, where, True) as (page, address):
        page.goto(f"{address}/search.html?q=Xankendi")
        page.locator("#search-results li a").first.wait_for()
        assert page.locator("#search-results li a", has_text="Glossary").count()
