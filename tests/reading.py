"""What the tests of the pages in a browser share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PHONE, TABLET, LAPTOP = (390, 844), (820, 1180), (1440, 900)
SIZES = [PHONE, TABLET, LAPTOP]
GAVIN = "articles/gavin-2020.html"

#: Opens a page, perhaps with ``#address``, in a window of some size; more options are a context's.
Open = Callable[..., "Page"]


@contextmanager
def opener(chromium: Browser, site: Path) -> Iterator[Open]:
    """A function that opens pages of a site as files, each as if by a new reader."""
    contexts = []

    def open_page(name: str, size: tuple[int, int] = LAPTOP, **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{name}")
        return page

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()


def every_page(site: Path) -> list[str]:
    """All pages of a site, by their path in it; not the one that only a server has a use for."""
    pages = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    return sorted(pages - {"404.html"})


#: Where the first line of an element is, when it has come to rest there and nothing covers it.
AT_REST = """async e => {
  const frame = () => new Promise(requestAnimationFrame);
  const first = () => {
    const r = e.getClientRects()[0];
    return r && [r.left + 6, r.top + r.height / 2];
  };
  const before = first();
  await frame(); await frame();
  const now = first();
  const isStill = now && String(now) === String(before);
  return isStill && e.contains(document.elementFromPoint(...now)) && now;
}"""


def tap(page: Page, selector: str) -> None:
    """Tap the first line of something that may run over several."""
    locator = page.locator(selector)
    locator.evaluate("e => e.scrollIntoView({block: 'center'})")
    x, y = page.wait_for_function(AT_REST, arg=locator.element_handle()).json_value()
    page.touchscreen.tap(x, y)
