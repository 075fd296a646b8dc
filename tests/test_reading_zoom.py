"""Enlarged four times, with larger text or wider spacing, nothing is cut off or out of reach."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import CHROMIUM
from reading import GAVIN, every_page, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
#: 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10), and at 200 %
FOURFOLD, TWOFOLD = (320, 256), (640, 512)
#: WCAG 2.2, 1.4.12
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""
#: What can only be seen by scrolling the page sideways, and words that a box cuts off.
LOST = """() => {
  const lost = [];
  const scroller = e => e.closest('.table-wrapper, .highlight, .sidebar-drawer, .toc-drawer, pre');
  if (document.documentElement.scrollWidth > innerWidth) lost.push('scrolls sideways');
  for (const element of document.querySelectorAll('article[role=main] *, header *')) {
    if (!element.getClientRects().length || scroller(element)) continue;
    if (element.closest('.visually-hidden, svg, [hidden]')) continue;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const clips = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const inside = element.childElementCount || element.textContent.trim();
    if (inside && clips && element.scrollWidth > element.clientWidth + 2) lost.push(element);
    if (box.right > innerWidth + 1 || (box.left < -1 && box.right > 0)) lost.push(element);
  }
  return lost.map(e => e.outerHTML?.slice(0, 120) ?? e).slice(0, 5);
}"""


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def lost_words(page: Page, site: Path, style: str = "") -> dict[str, list[str]]:
    """What is cut off or out of reach, page by page."""
    lost = {}
    for name in every_page(site):
        page.goto(f"{site.as_uri()}/{name}")
        if style:
            page.add_style_tag(content=style)
        if found := page.evaluate(LOST):
            lost[name] = found
    return lost


@pytest.mark.parametrize("size", [FOURFOLD, TWOFOLD], ids=str)
@pytest.mark.parametrize("style", ["", SPACED], ids=["plain", "spaced"])
def test_no_page_loses_a_word(open_page, reader_precis, size, style):
    assert lost_words(open_page("index.html", size), reader_precis, style) == {}


def test_text_of_twice_the_size_loses_no_word(chromium: Browser, reader_precis: Path):
    """As a reader sets it in the browser: only the text grows, not the page."""
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    options = ["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"]
    enlarged = chromium.browser_type.launch(executable_path=found, args=options)
    with opener(enlarged, reader_precis) as open_page:
        page = open_page("index.html", (1280, 1024))
        rem = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert rem == 32
        assert lost_words(page, reader_precis) == {}
    enlarged.close()


def in_window(page: Page, selector: str) -> bool:
    """Whether a card lies in the window, as a whole, and its words can be scrolled to."""
    return page.locator(selector).evaluate(
        """card => {
          const box = card.getBoundingClientRect();
          const within = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1
            && box.bottom <= innerHeight + 1;
          const scrolls = ['auto', 'scroll'].includes(getComputedStyle(card).overflowY);
          return within && (scrolls || card.scrollHeight <= card.clientHeight + 1);
        }"""
    )


@pytest.mark.parametrize("style", ["", SPACED], ids=["", "spaced"])
def test_every_card_and_panel_can_be_used(open_page, style):
    page = open_page(GAVIN, FOURFOLD)
    if style:
        page.add_style_tag(content=style)
    note = "#note-gavin-2020-central-asia"
    # after the style, since a text that grows takes an open note with it, out of the window
    page.evaluate("note => { location.hash = note }", note)
    page.locator(note).wait_for()
    assert in_window(page, note)
    page.locator(f"{note} a").last.focus()
    assert in_window(page, note)
    page.keyboard.press("Escape")
    page.locator(".reading-open:visible").click()
    assert in_window(page, "#reading")
    page.get_by_role("radio", name="Wider").check()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.locator("#p2 .passage-text > a.term-link").first.focus()
    page.locator("#term-card").wait_for()
    assert in_window(page, "#term-card")
    page.get_by_role("link", name="Open in glossary").focus()
    page.keyboard.press("Escape")
    page.locator("#p5 .passage-number").click()
    assert in_window(page, "#cite")
