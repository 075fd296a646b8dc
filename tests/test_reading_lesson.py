"""A lesson: one passage at a time, its notes one by one, by key, tap and swipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, SIZES, opener
from test_reading_access import findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
PROJECTOR = (1920, 1080)
LESSON = f"{GAVIN}?lesson"
ALL_ARTICLES = [
    *("gavin-2020", "borshchevskaya-2020", "yavuz-huseynov-2020", "broers-2022"),
    "conversation-2022",
]


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def shown(page: Page) -> list[str]:
    """The passages in sight, by id."""
    return list(page.locator(".passage:visible").evaluate_all("all => all.map(e => e.id)"))


def notes(page: Page) -> list[str]:
    """The notes in sight, in order."""
    return list(page.locator(".marginal-note:visible").evaluate_all("all => all.map(e => e.id)"))


def place(page: Page) -> str:
    """What the address says."""
    return str(page.url.rpartition("/")[2])


def test_the_button_opens_it_and_back_leaves_it(open_page):
    page = open_page(GAVIN, LAPTOP)
    page.locator(".lesson-open:visible").click()
    assert place(page) == "gavin-2020.html?lesson"
    expect(page.locator(".central-question")).to_be_visible()
    expect(page.locator(".sidebar-drawer")).to_be_hidden()
    assert shown(page) == []
    page.keyboard.press("End")
    page.go_back()
    expect(page.locator(".sidebar-drawer")).to_be_visible()
    assert place(page) == "gavin-2020.html" and len(shown(page)) == 12


@pytest.mark.parametrize("size", [*SIZES, PROJECTOR], ids=str)
def test_the_address_opens_it_at_a_passage_and_is_kept_up(open_page, size):
    page = open_page(f"{LESSON}#p5", size)
    assert shown(page) == ["p5"]
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["p6"] and place(page).endswith("?lesson#p6")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["p4"] and place(page).endswith("?lesson#p4")
    page.reload()
    assert shown(page) == ["p4"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("forward, back", [("PageDown", "PageUp"), (" ", "Shift+ ")])
def test_one_key_reveals_the_notes_one_by_one_and_then_goes_on(open_page, forward, back):
    page = open_page(f"{LESSON}#p5", PROJECTOR)
    all_notes = page.locator("#p5 .marginal-note").evaluate_all("all => all.map(e => e.id)")
    assert notes(page) == [] and len(all_notes) == 3
    for count in range(1, 4):
        page.keyboard.press(forward)
        assert notes(page) == all_notes[:count]
        lit = page.locator(".marginal-note.lit").evaluate_all("all => all.map(e => e.id)")
        assert lit == [all_notes[count - 1]]
        assert page.locator(f"[data-note={all_notes[count - 1]}].lit").count()
    page.keyboard.press(back)
    assert notes(page) == all_notes[:2]
    page.keyboard.press(forward)
    page.keyboard.press(forward)
    assert shown(page) == ["p6"] and notes(page) == []
    page.keyboard.press(back)
    assert shown(page) == ["p5"] and notes(page) == all_notes


def test_kinds_that_are_hidden_are_not_revealed(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP)
    page.evaluate("scholia.keep('hide', ['sourcing', 'corroboration'])")
    page.keyboard.press("PageDown")
    assert notes(page) == ["note-gavin-2020-fighter-planes"]
    expect(page.locator(".lesson-onward")).to_have_text("Go on")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_tap_on_a_phrase_reveals_its_note_in_sight_beside_it(open_page, size):
    page = open_page(f"{LESSON}#p5", size)
    page.locator("[data-note=note-gavin-2020-fighter-planes] .note-reference").click()
    note = page.locator("#note-gavin-2020-fighter-planes")
    expect(note).to_be_visible()
    box, bar = note.bounding_box(), page.locator(".lesson-bar").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= bar["y"] + 1
    phrase = page.locator("[data-note=note-gavin-2020-fighter-planes].phrase").last.bounding_box()
    assert phrase["y"] >= 0 and phrase["y"] + phrase["height"] <= bar["y"]
    assert phrase["y"] + phrase["height"] <= box["y"] + 4 or phrase["x"] < box["x"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_swipe_goes_on_and_back(open_page, size):
    page = open_page(f"{LESSON}#p5", size, has_touch=True)
    client = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        for kind, x in (("Start", start), ("Move", end)):
            points = [{"x": x, "y": 200}]
            client.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(300, 60)
    expect(page.locator("#p6")).to_be_visible()
    swipe(60, 300)
    expect(page.locator("#p5")).to_be_visible()


def test_escape_leaves_and_keeps_the_place(open_page):
    page = open_page(f"{LESSON}#p9", LAPTOP)
    page.locator(".lesson-bar [popovertarget=reading]").click()
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    assert shown(page) == ["p9"], "what is open above the lesson closes first"
    page.keyboard.press("Escape")
    assert place(page) == "gavin-2020.html#p9" and len(shown(page)) == 12
    assert 0 <= page.locator("#p9").bounding_box()["y"] < 200
    assert page.evaluate("document.activeElement.className") == "lesson-open"
    page.keyboard.press("PageDown")
    assert len(shown(page)) == 12


def test_letters_do_nothing_and_a_menu_has_its_own_keys(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        page.keyboard.press(letter)
    assert shown(page) == ["p5"]
    page.get_by_label("Go to").select_option("¶11 of 12")
    assert shown(page) == ["p11"] and place(page).endswith("#p11")


def test_each_move_is_announced_once(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP)
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector('.lesson-bar [role=status]');
          new MutationObserver(() => said.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    said = page.evaluate("said")
    assert said[0].startswith("Passage 6 of 12, ") and len(said) == 2
    assert page.locator(".marginal-note:visible .note-kind").text_content()[2:] in said[1]


def test_the_focus_is_neither_lost_nor_trapped(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP)
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "p6"
    page.get_by_role("button", name="Next").click()
    assert page.evaluate("document.activeElement.textContent").endswith("Next")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.tagName"))
    assert {"BODY", "A", "BUTTON", "SELECT"} <= seen


def test_links_in_a_lesson_lead_to_its_other_parts_and_back(open_page):
    page = open_page(f"{LESSON}#question-gavin-2020-map", LAPTOP)
    page.locator(".question:visible .question-head a").first.click()
    expect(page.locator("#p1")).to_be_visible()
    page.go_back()
    expect(page.locator("#question-gavin-2020-map")).to_be_visible()
    assert shown(page) == []


def test_every_part_of_every_article_can_be_reached(open_page):
    for slug in ALL_ARTICLES:
        page = open_page(f"articles/{slug}.html?lesson", PROJECTOR)
        passages, questions = (
            page.evaluate(f"document.querySelectorAll('{part}').length")
            for part in (".passage", ".question")
        )
        expect(page.locator("h1")).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".source-card")).to_be_visible()
        for number in range(1, passages + 1):
            page.keyboard.press("ArrowRight")
            assert shown(page) == [f"p{number}"], slug
        if page.locator(".endnotes").count():
            page.keyboard.press("ArrowRight")
            expect(page.locator(".endnotes")).to_be_visible()
        for _ in range(questions):
            page.keyboard.press("ArrowRight")
            assert page.locator(".question:visible").count() == 1
        page.keyboard.press("ArrowRight")
        expect(page.locator(".claims-here")).to_be_visible()


def test_the_address_of_an_endnote_leads_to_it(open_page):
    page = open_page("articles/yavuz-huseynov-2020.html?lesson#n18", LAPTOP)
    expect(page.locator(".endnotes")).to_be_visible()
    expect(page.locator("#n18")).to_be_in_viewport()
    assert shown(page) == []


def test_a_long_passage_shrinks_or_scrolls(open_page):
    page = open_page("articles/yavuz-huseynov-2020.html?lesson#p10", LAPTOP)
    small = page.locator("#p10").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert small >= 21
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("#p10 .passage-text").last.bounding_box()
    assert last["y"] + last["height"] <= page.locator(".lesson-bar").bounding_box()["y"]


def test_it_prints_as_the_whole_page(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP)
    page.emulate_media(media="print")
    assert len(shown(page)) == 12
    expect(page.locator(".lesson-bar")).to_be_hidden()


def test_without_scripts_the_address_shows_the_page(open_page):
    page = open_page(f"{LESSON}#p5", LAPTOP, java_script_enabled=False)
    assert len(shown(page)) == 12 and page.locator(".lesson-open").count() == 0


def test_only_articles_offer_it(open_page):
    page = open_page("compare.html?lesson", LAPTOP)
    assert page.locator(".lesson-open, .lesson-bar").count() == 0
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [*SIZES, PROJECTOR], ids=str)
def test_axe_finds_nothing(open_page, size, scheme):
    page = open_page(LESSON, size, color_scheme=scheme)
    assert findings(page) == []
    page.get_by_label("Go to").select_option("¶5 of 12")
    page.locator(".lesson-onward").click()
    page.locator(".lesson-onward").click()
    assert findings(page) == []
    page.get_by_label("Go to").select_option("Question 1 of 9")
    assert findings(page) == []


def test_answers_come_after_their_question(chromium: Browser, tmp_path: Path):
    from building import build_reader

    site = build_reader(
        tmp_path, "-D", f"scholia_texts={tmp_path}", "-D", "scholia_edition=teacher"
    )
    with opener(chromium, site) as open_page:
        page = open_page(f"{LESSON}#question-gavin-2020-map", PHONE)
        answer = page.locator("#question-gavin-2020-map .answer")
        expect(answer).to_be_hidden()
        page.locator(".lesson-onward").click()
        expect(answer).to_be_visible()
