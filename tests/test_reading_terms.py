"""A term's definition is shown at the term (WCAG 1.4.13), and everything can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, SIZES, opener, tap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from reading import Open

pytestmark = pytest.mark.browser
TERM = "#p2 .passage-text > a.term-link"


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def test_hover_shows_a_definition_that_can_be_entered_and_stays(open_page):
    page = open_page(GAVIN)
    card = page.locator("#term-card")
    page.locator(TERM).first.hover()
    expect(card).to_be_visible()
    assert "Nagorno-Karabakh" in card.inner_text()
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.locator("h1").hover(force=True)
    expect(card).to_be_hidden()


def test_escape_closes_a_definition_without_moving_the_pointer(open_page):
    page = open_page(GAVIN)
    page.locator(TERM).first.hover()
    expect(page.locator("#term-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#term-card")).to_be_hidden()


def test_the_focus_shows_it_and_the_tab_key_enters_it(open_page):
    page = open_page(GAVIN)
    link = page.locator(TERM).first
    page.keyboard.press("Tab")
    link.focus()
    card = page.locator("#term-card")
    expect(card).to_be_visible()
    assert link.get_attribute("aria-describedby") == "term-card"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#term-card') !== null")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert link.evaluate("e => e === document.activeElement")


def test_a_tap_opens_it_with_the_way_to_the_glossary(open_page):
    page = open_page(GAVIN, PHONE, has_touch=True)
    tap(page, f"{TERM} >> nth=0")
    card = page.locator("#term-card")
    expect(card).to_be_visible()
    assert GAVIN in page.url
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]
    card.get_by_role("link", name="Open in glossary").tap()
    page.wait_for_url("**/glossary.html#term-nagorno-karabakh")


def test_a_definition_inside_a_note_leaves_the_note_open(open_page):
    page = open_page(f"{GAVIN}#note-gavin-2020-central-asia", PHONE, has_touch=True)
    tap(page, "#note-gavin-2020-central-asia a.term-link >> nth=0")
    expect(page.locator("#term-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#term-card")).to_be_hidden()
    assert page.locator("#note-gavin-2020-central-asia").is_visible()


def test_a_definition_asks_for_nothing(open_page):
    page = open_page(GAVIN)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(TERM).first.hover()
    expect(page.locator("#term-card")).to_be_visible()
    # but for a face of the page's own, where a name is in another script; and a browser takes the
    # site's emblem when it likes
    own = (".woff2", "/emblem.svg")
    assert [address for address in asked if not address.endswith(own)] == []


def test_every_linked_term_of_every_page_has_its_definition(open_page, reader_precis):
    for name in ("notes.html", "compare.html", "glossary.html", "timeline.html", GAVIN):
        page = open_page(name)
        lacking = page.evaluate(
            """[...document.querySelectorAll('a.term-link')].filter(a => {
              const id = decodeURIComponent(a.hash.slice(1));
              return !document.querySelector(`.definition[data-term="${CSS.escape(id)}"]`)
                && !document.getElementById(id);
            }).map(a => a.href)"""
        )
        assert lacking == [], name


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_number_of_a_passage_offers_its_link_and_citation(open_page, size):
    page = open_page(GAVIN, size, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#p5 .passage-number").click()
    card = page.locator("#cite")
    assert card.is_visible() and page.url.endswith("#p5")
    card.get_by_role("button", name="Copy link").click()
    expect(card).to_contain_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"{GAVIN}#p5")
    card.get_by_role("button", name="Copy citation").click()
    expect(card).to_contain_text("The citation is copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("Summary of Gavin, ¶\u20605. In: Five Articles on Nagorno-Karabakh, ")
    assert f" {GAVIN}#p5 (read on " in cited and "file:" not in cited
    page.keyboard.press("Escape")
    assert not card.is_visible()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_a_note_is_cited_with_its_kind_and_words(open_page, size):
    name = "note-gavin-2020-central-asia"
    page = open_page(f"{GAVIN}#{name}", size, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Cite note 3", exact=True).click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#cite")).to_contain_text("The citation is copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("Note 3 (claim to check) on Gavin, ¶\u20601: “two former Soviet states")
    assert f"{GAVIN}#{name}" in cited
    assert page.locator(f"#{name}").is_visible()


def test_where_the_clipboard_is_refused_the_words_are_shown_marked(open_page):
    page = open_page(GAVIN)
    page.evaluate(
        "() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }"
    )
    page.locator("#p5 .passage-number").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("textbox", name="To be copied")).to_have_value(page.url)
