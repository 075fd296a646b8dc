"""A phrase and its note belong together, on every screen; a note can be linked to."""

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

NAME = "gavin-2020-central-asia"
PHRASE, NOTE = f"#phrase-{NAME}", f"#note-{NAME}"
NUMBER = f"[data-note=note-{NAME}] .note-reference"


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def lit(page) -> set[str]:
    return set(
        page.evaluate("[...document.querySelectorAll('.lit')].map(e => e.id || e.className)")
    )


def is_lit(page, selector: str) -> bool:
    return bool(page.locator(f"{selector}.lit").count())


def test_the_pointer_on_a_phrase_lights_up_its_note_and_the_reverse(open_page):
    page = open_page(GAVIN, LAPTOP)
    assert lit(page) == set()
    page.locator(PHRASE).hover()
    assert is_lit(page, PHRASE) and is_lit(page, NOTE)
    page.locator("h1").hover()
    assert lit(page) == set()
    page.locator(NOTE).hover()
    assert is_lit(page, PHRASE) and is_lit(page, NOTE)


def test_the_focus_on_a_number_lights_up_phrase_and_note(open_page):
    page = open_page(GAVIN, LAPTOP)
    page.locator(NUMBER).focus()
    assert is_lit(page, PHRASE) and is_lit(page, NOTE)
    page.locator(NUMBER).blur()
    assert lit(page) == set()


def test_a_tap_on_a_phrase_opens_its_note_and_a_second_one_closes_it(open_page):
    page = open_page(GAVIN, PHONE, has_touch=True)
    note = page.locator(NOTE)
    tap(page, PHRASE)
    expect(note).to_be_visible()
    assert is_lit(page, PHRASE)
    page.wait_for_timeout(400)  # two taps at once are something else: they enlarge the page
    tap(page, PHRASE)
    expect(note).to_be_hidden()
    expect(page.locator(".lit")).to_have_count(0)


def test_a_note_that_was_opened_by_its_phrase_does_not_cover_it(open_page):
    page = open_page(GAVIN, PHONE, has_touch=True)
    phrases = page.locator(".phrase")
    for index in range(0, phrases.count(), 5):
        phrase = phrases.nth(index)
        phrase.evaluate("e => e.scrollIntoView({block: 'center'})")
        page.evaluate("e => e.click()", phrase.element_handle())
        note = page.locator(f"#{phrase.get_attribute('data-note')}")
        shown = note.bounding_box()
        assert shown is not None
        last = phrase.evaluate("e => [...e.getClientRects()].at(-1).toJSON()")
        below, above = (
            shown["y"] >= last["bottom"] - 1,
            shown["y"] + shown["height"] <= last["y"] + 1,
        )
        assert below or above, phrase.text_content()
        page.keyboard.press("Escape")
        assert not note.is_visible()


def test_words_can_still_be_marked_and_terms_in_a_phrase_followed(open_page):
    page = open_page(GAVIN, PHONE)
    page.locator(f"{PHRASE} a").click()
    assert "glossary.html#term-central-asia" in page.url or not page.locator(NOTE).is_visible()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", [NAME, "gavin-2020-biography"])
def test_the_address_of_a_note_opens_it(open_page, size, name):
    page = open_page(f"{GAVIN}#note-{name}", size)
    note = page.locator(f"#note-{name}")
    assert note.is_visible() and is_lit(page, f"#phrase-{name}")
    box = note.bounding_box()
    assert box["y"] >= 0 and box["y"] < size[1]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_address_of_a_note_shows_it_without_scripts(open_page, size):
    page = open_page(f"{GAVIN}#note-{NAME}", size, java_script_enabled=False)
    box = page.locator(NOTE).bounding_box()
    assert box is not None and 0 <= box["y"] < size[1] and box["x"] + box["width"] <= size[0]


def test_an_address_that_is_not_well_formed_stops_nothing(open_page):
    page = open_page(f"{GAVIN}?lesson#%")
    expect(page.locator("html")).to_have_attribute("data-lesson", "on")
    page = open_page(f"{GAVIN}#%")
    page.locator(NUMBER).focus()
    assert is_lit(page, PHRASE)


def test_a_link_on_the_page_opens_a_note_each_time(open_page):
    page = open_page(GAVIN, PHONE)
    for _ in range(2):
        page.evaluate(f"location.hash = '{NOTE}'")
        page.evaluate(
            """hash => {
              const link = document.createElement('a');
              link.href = hash;
              document.querySelector('h1').append(link);
              link.click();
              link.remove();
            }""",
            NOTE,
        )
        assert page.locator(NOTE).is_visible()
        page.keyboard.press("Escape")
        assert not page.locator(NOTE).is_visible()


def test_the_number_of_an_open_note_leads_back_to_its_phrase(open_page):
    page = open_page(f"{GAVIN}#note-{NAME}", PHONE)
    page.locator(f"{NOTE} .note-number").click()
    assert page.url.endswith(PHRASE) and not page.locator(NOTE).is_visible()
    box = page.locator(PHRASE).bounding_box()
    assert 0 <= box["y"] < PHONE[1]
