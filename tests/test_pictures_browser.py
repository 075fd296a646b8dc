"""The pictures of the reader in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reading import LAPTOP, PHONE, SIZES, Open, opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

#: Words in a drawing that lie over each other, or beyond its edge.
CLASHES = """() => {
  const clashes = []
  for (const svg of document.querySelectorAll('figure.drawing > svg, .years > svg')) {
    const sheet = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')]
    const words = texts.map(e => [e.textContent, e.getBoundingClientRect()])
    words.forEach(([name, a], i) => {
      if (a.left < sheet.left - 1 || a.right > sheet.right + 1) clashes.push(`${name}: cut off`)
      for (const [other, b] of words.slice(0, i)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (across > 1 && down > 3) clashes.push(`${name} on ${other}`)
      }
    })
  }
  return clashes
}"""
SHOWN = "[...document.querySelectorAll('figure.drawing text, .years text')].length"


@pytest.fixture(scope="module")
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_one:
        yield open_one


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["index.html", "map.html", "timeline.html"])
def test_no_word_of_a_picture_lies_over_another(
    open_page: Open, name: str, size: tuple[int, int]
) -> None:
    page = open_page(name, size)
    assert page.evaluate(SHOWN) > 20
    assert page.evaluate(CLASHES) == []


@pytest.mark.parametrize(
    "name", ["index.html", "map.html", "timeline.html", "compare.html", "names.html"]
)
def test_no_page_with_a_picture_is_wider_than_a_phone(open_page: Open, name: str) -> None:
    for width in (320, PHONE[0]):
        page = open_page(name, (width, 800))
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_the_head_of_a_long_table_stays_in_view(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page("compare.html", size)
    page.locator(".claims-table tbody tr").last.scroll_into_view_if_needed()
    head = page.locator("table.claims-table thead th").nth(1)
    top = head.evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= top < 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_takes_the_colours_of_the_page(open_page: Open, scheme: str) -> None:
    page = open_page("map.html", color_scheme=scheme)
    fill = page.locator(".map-land").first.evaluate("e => getComputedStyle(e).fill")
    channels = [int(each) for each in fill.removeprefix("rgb(").rstrip(")").split(",")]
    assert (min(channels) > 200) is (scheme == "light")


def test_a_name_on_the_map_leads_to_the_glossary(open_page: Open) -> None:
    page = open_page("index.html")
    page.locator("figure.drawing a", has_text="Shusha / Shushi").click()
    assert page.url.endswith("glossary.html#term-shusha-shushi")


def test_an_article_is_one_click_from_the_start(open_page: Open) -> None:
    for position in range(5):
        page = open_page("index.html", PHONE)
        page.locator(".article-card .card-name a").nth(position).click()
        assert "/articles/" in page.url
