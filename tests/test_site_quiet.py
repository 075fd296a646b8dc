"""How much a page loads, from where, and that nothing goes wrong: no request leaves the folder."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rcssmin
import rjsmin
from building import PROJECT
from reading import GAVIN, LAPTOP, PHONE, every_page, opener
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

OURS = PROJECT / "sphinx_scholia" / "html"
#: A reader's own notes are loaded only when asked for.
WHEN_ASKED = "own"
LIMITS = [("js", rjsmin.jsmin, 25_000), ("css", rcssmin.cssmin, 30_000)]


@pytest.mark.parametrize(("kind", "minify", "limit"), LIMITS, ids=["js", "css"])
def test_scripts_and_styles_are_small(kind: str, minify: Callable[[str], str], limit: int) -> None:
    """Minified by rjsmin and rcssmin, compressed one by one by gzip, as a server would."""
    files = [path for path in OURS.rglob(f"*.{kind}") if WHEN_ASKED not in path.parts]
    assert len(files) > 5
    small = {path.name: minify(path.read_text(encoding="utf-8")).encode() for path in files}
    sizes = {name: len(gzip.compress(content, 9)) for name, content in small.items()}
    assert sum(sizes.values()) <= limit, sizes


def listen(context: BrowserContext, address: str) -> list[str]:
    """What goes wrong in any page of a context, or leaves the folder that it was opened from."""
    wrong: list[str] = []

    def at(page: Page | None) -> str:
        return page.url.rpartition("/")[2] if page else "?"

    context.on("console", lambda said: wrong.append(f"{at(said.page)}: {said.type}: {said.text}"))
    context.on("weberror", lambda error: wrong.append(f"{at(error.page)}: {error.error}"))
    # a page that is left behind gives up what it was still waiting for
    context.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED"
            else wrong.append(f"failed: {request.url}")
        ),
    )
    context.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else wrong.append(request.url)
        ),
    )
    return wrong


def touch(page: Page) -> None:
    """Use what a page offers: the panel, a term, a note, a citation."""
    page.locator(".reading-open:visible").click()
    page.locator("#reading").wait_for()
    page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('#reading input')];
          for (const box of [...boxes, ...boxes.filter(b => b.type === 'checkbox')]) box.click();
        }"""
    )
    page.keyboard.press("Escape")
    if page.locator(".term-link:visible").count():
        page.locator(".term-link:visible").first.focus()
    if page.locator(".note-button:visible").count():
        page.locator(".note-button:visible").first.click()
        page.keyboard.press("Escape")
    if page.locator("a.passage-number:visible").count():
        page.locator("a.passage-number:visible").first.click()
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
@pytest.mark.parametrize("how", ["server", "file"])
def test_nothing_goes_wrong_on_any_page(
    chromium: Browser, reader_precis: Path, how: str, size
) -> None:
    with served(reader_precis, below="/reader") as served_at:
        address = served_at if how == "server" else reader_precis.as_uri()
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
        wrong = listen(context, f"{address}/")
        page = context.new_page()
        for name in [*every_page(reader_precis), "search.html?q=Susa"]:
            page.goto(f"{address}/{name}")
            if "q=" in name:
                page.locator("#search-results li").first.wait_for()
            touch(page)
        context.close()
    assert wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("face", ["serif", "sans", "dyslexia"])
@pytest.mark.parametrize("how", ["server", "file"])
def test_no_face_is_asked_for_in_vain(
    chromium: Browser, reader_precis: Path, how: str, face: str
) -> None:
    with served(reader_precis) as served_at:
        address = served_at if how == "server" else reader_precis.as_uri()
        context = chromium.new_context()
        setting = f"localStorage.setItem('scholia', JSON.stringify({{ face: {face!r} }}))"
        kept = f"if (location.protocol !== 'about:') {setting}"
        context.add_init_script(kept)
        wrong = listen(context, f"{address}/")
        pages = [context.new_page() for _ in range(3)]
        for page, name in zip(pages, ["index.html", GAVIN, "search.html"], strict=True):
            page.goto(f"{address}/{name}")
        # browsers complain some seconds after a page has been loaded
        pages[-1].wait_for_timeout(4500)
        context.close()
    assert wrong == []


@pytest.mark.browser
def test_a_page_that_complains_is_heard(chromium: Browser, reader_precis: Path) -> None:
    with opener(chromium, reader_precis) as open_page:
        page = open_page("index.html")
        wrong = listen(page.context, reader_precis.as_uri())
        page.evaluate("() => { new Image().src = 'missing.png'; console.warn('so') }")
        page.wait_for_timeout(300)
        assert any("missing.png" in each for each in wrong)
        assert any("warning: so" in each for each in wrong)
