"""What a reader sees and can do, in a real browser, with scripts switched off."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import pytest
from reading import every_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, TABLET, LAPTOP = (390, 844), (820, 1180), (1440, 900)
NARROW = [PHONE, TABLET]
ALL = [*NARROW, LAPTOP]
ARTICLES = [
    "gavin-2020",
    "borshchevskaya-2020",
    "yavuz-huseynov-2020",
    "broers-2022",
    "conversation-2022",
]


class Box(NamedTuple):
    """Where an element stands on the page, in CSS pixels."""

    id: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a hair's breadth."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const rects = element.getClientRects();
  const box = rects.length ? rects[rects.length - 1] : element.getBoundingClientRect();
  return [element.id, box.left, box.top + scrollY, box.right, box.bottom + scrollY];
})"""


def boxes(page: Page, selector: str) -> list[Box]:
    """The boxes of all elements that match; of one that runs over lines, its last line."""
    return [Box(*values) for values in page.evaluate(BOXES, selector)]


@pytest.fixture(scope="module", params=["precis", "text"])
def site(request: pytest.FixtureRequest) -> Path:
    """The reader itself, in both wordings."""
    return request.getfixturevalue(f"reader_{request.param}")


@pytest.fixture
def open_page(chromium: Browser, site: Path) -> Iterator[object]:
    """A function that opens a page of the site in a window of some size, without scripts."""
    contexts = []

    def open_page(name: str, size: tuple[int, int], **options: object) -> Page:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=False,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((site / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", ALL, ids=str)
def test_nothing_scrolls_sideways(open_page, site, size):
    wide = []
    for name in every_page(site):
        page = open_page(name, size)
        needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if needed > given:
            wide.append((name, needed, given))
    assert wide == []


@pytest.mark.parametrize("slug", ARTICLES)
def test_notes_stand_in_the_margin_beside_their_phrase(open_page, slug):
    page = open_page(f"articles/{slug}.html", LAPTOP)
    notes = boxes(page, ".marginal-note")
    phrases = {box.id: box for box in boxes(page, "[id^=phrase-]")}
    assert notes and len(notes) == len(phrases)
    texts = boxes(page, ".passage-text")
    column = max(text.right for text in texts)
    above = 0.0
    for note in sorted(notes, key=lambda box: box.top):
        phrase = phrases[note.id.replace("note-", "phrase-", 1)]
        assert note.left > column, f"{note.id} stands in the text"
        assert note.right <= LAPTOP[0], f"{note.id} runs off the page"
        assert note.top > phrase.top - 24, f"{note.id} stands above its phrase"
        level_with_its_line = note.top < phrase.bottom + 12
        pushed_down_by_the_one_above = note.top - above < 24
        assert level_with_its_line or pushed_down_by_the_one_above, f"{note.id} stands too low"
        above = note.bottom


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("slug", ARTICLES)
def test_no_two_notes_overlap(open_page, slug, media):
    page = open_page(f"articles/{slug}.html", LAPTOP)
    page.emulate_media(media=media)
    notes = boxes(page, ".marginal-note")
    assert all(note.bottom > note.top for note in notes), "a note is not shown"
    clashes = [(a.id, b.id) for a, b in itertools.combinations(notes, 2) if a.overlaps(b)]
    assert clashes == []


@pytest.mark.parametrize("size", NARROW, ids=str)
@pytest.mark.parametrize("slug", ARTICLES)
def test_a_note_opens_by_keyboard_beside_its_phrase_and_closes_with_escape(open_page, slug, size):
    page = open_page(f"articles/{slug}.html", size)
    buttons = page.locator(".note-button")
    assert buttons.count() == page.locator(".marginal-note").count() > 20
    for index in (0, buttons.count() // 2, buttons.count() - 1):
        button = buttons.nth(index)
        note = page.locator(f"#{button.get_attribute('popovertarget')}")
        assert not note.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        assert note.is_visible()
        shown, number = note.bounding_box(), button.bounding_box()
        assert shown["x"] >= 0 and shown["x"] + shown["width"] <= size[0]
        assert shown["y"] >= 0 and shown["y"] + shown["height"] <= size[1]
        below = shown["y"] >= number["y"] + number["height"] - 1
        above = shown["y"] + shown["height"] <= number["y"] + 1
        assert below or above, "the note covers its phrase"
        page.keyboard.press("Escape")
        assert not note.is_visible()


def test_a_note_opens_by_tap_and_closes_with_a_tap_elsewhere(open_page):
    page = open_page("articles/gavin-2020.html", PHONE, has_touch=True)
    button = page.locator(".note-button").nth(3)
    note = page.locator(f"#{button.get_attribute('popovertarget')}")
    button.tap()
    assert note.is_visible()
    page.touchscreen.tap(PHONE[0] / 2, 60)
    assert not note.is_visible()


def test_on_a_wide_screen_the_number_leads_to_the_note_and_back(open_page):
    page = open_page("articles/gavin-2020.html", LAPTOP)
    link = page.locator(".note-reference").nth(5)
    target = link.get_attribute("href")
    link.press("Enter")
    assert page.url.endswith(target)
    page.locator(f"{target} .note-number").press("Enter")
    assert page.url.endswith(target.replace("#note-", "#phrase-"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_nothing_is_fetched_from_elsewhere_and_nothing_fails(chromium, site, scripts):
    context = chromium.new_context(java_script_enabled=scripts)
    asked, complaints = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: complaints.append(request.url))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    for name in every_page(site):
        page = context.new_page()
        page.goto((site / name).as_uri())
        page.close()
    context.close()
    assert len(asked) > len(every_page(site))
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []
    assert complaints == []
