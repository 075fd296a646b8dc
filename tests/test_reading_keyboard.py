"""The whole of what a reader can do, by keyboard alone, on a phone's screen and on a wide one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, every_page, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
#: Where the focus is, by its place among all elements, and whether anything of it is shown.
AT = """() => {
  const at = document.activeElement;
  window.all ??= [...document.querySelectorAll('*')];
  const shown = at.getClientRects().length > 0 && getComputedStyle(at).visibility !== 'hidden';
  const inside = at.closest('#term-card') !== null;
  return [all.indexOf(at), shown, at.outerHTML.slice(0, 90), at === document.body, inside];
}"""
#: All that can have the focus and is shown, each by its place, in the order of the document.
STOPS = """() => {
  window.all = [...document.querySelectorAll('*')];
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const radios = new Set();
  return [...document.querySelectorAll(kinds)].filter(e => {
    if (e.tabIndex < 0 || e.disabled || e.type === 'hidden') return false;
    if (!e.checkVisibility({ visibilityProperty: true })) return false;
    return !e.closest('[inert], [popover]:not(:popover-open):not(aside)');
  }).map(e => all.indexOf(e));
}"""


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def walk(page: Page, most: int = 1500) -> list[tuple[int, bool, str]]:
    """Every stop of the Tab key from the top of a page to its end, without the cards of terms."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        place, shown, what, at_end, inside = page.evaluate(AT)
        if at_end or (stops and place == stops[0][0]):
            return stops
        if not inside:
            stops.append((place, shown, what))
    raise AssertionError(f"the Tab key never comes to an end: {stops[-3:]}")


@BOTH
@pytest.mark.parametrize("name", [GAVIN, "search.html"])
def test_the_tab_key_reaches_every_control_once_in_the_order_of_the_page(open_page, name, size):
    page = open_page(name, size)
    there = page.evaluate(STOPS)
    stops = walk(page)
    assert [what for _, shown, what in stops if not shown] == []
    places = [place for place, _, _ in stops]
    # the card of a term comes and goes as the focus passes: it takes no place
    reached = [place for place in places if place >= 0]
    assert reached == sorted(set(reached))
    assert set(there) - set(reached) == set()


def test_no_page_has_an_order_of_its_own_for_the_tab_key(open_page, reader_precis):
    page = open_page("index.html", LAPTOP)
    for name in every_page(reader_precis):
        page.goto(f"{reader_precis.as_uri()}/{name}")
        assert page.evaluate(STOPS), name
        assert page.evaluate(
            "[...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex < 1)"
        )


@BOTH
def test_the_first_stop_skips_what_is_the_same_on_every_page(open_page, reader_precis, size):
    page = open_page("index.html", size)
    for name in every_page(reader_precis):
        page.goto(f"{reader_precis.as_uri()}/{name}")
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert "skip" in skip.get_attribute("class")
        assert skip.is_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.sidebar-drawer') === null"), name


@BOTH
def test_whatever_a_button_opens_closes_with_escape_and_the_focus_is_where_it_was(open_page, size):
    page = open_page(GAVIN, size)
    buttons = page.locator("[popovertarget]:visible, .note-cite:visible, .passage-number:visible")
    kinds = dict.fromkeys(buttons.evaluate_all("all => all.map(e => e.className)"))
    assert {"reading-open", "passage-number"} <= set(kinds)
    for kind in kinds:
        button = page.locator(f".{kind.split()[0]}:visible").first
        button.focus()
        page.keyboard.press("Enter")
        opened = page.locator("[popover]:popover-open:not(.term-card)")
        expect(opened.first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#reading:popover-open, #cite:popover-open")).to_have_count(0)
        expect(button).to_be_focused()


@BOTH
def test_a_journey_through_the_reader(open_page, size):
    page = open_page(GAVIN, size)
    # a note, from its number, and back to its phrase
    number = page.locator(".note-reference:visible, .note-button:visible").nth(2)
    number.focus()
    page.keyboard.press("Enter")
    note = page.locator("aside.marginal-note.lit")
    note.wait_for()
    note.locator(".note-number").focus()
    page.keyboard.press("Enter")
    assert "#phrase-" in page.url
    # a kind of notes, taken away and brought back
    page.locator(".reading-open:visible").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.locator(".note-mark").first.is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(".note-mark").first.is_visible()
    page.keyboard.press("Escape")
    # a term, and on to the glossary
    page.keyboard.press("Tab")
    page.locator("#p2 .passage-text > a.term-link").first.focus()
    page.locator("#term-card").wait_for()
    while not page.evaluate("document.activeElement.closest('.term-more') !== null"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#term-card') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-*")
    # and a search, from the page's own field
    page.goto(page.url.partition("glossary")[0] + "search.html")
    page.locator("input[name=q]:visible, input[type=search]:visible").first.focus()
    page.keyboard.type("Shusha")
    page.keyboard.press("Enter")
    found = page.locator("ul.search li a").first
    found.wait_for()
    found.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)
