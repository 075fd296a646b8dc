"""A reader's own highlights and notes: made, found again, shown beside ours, taken away."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from own import highlight, marked, open_panel, select, served, stored, write
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, SIZES, opener, tap
from test_reading_access import findings

from sphinx_scholia.html.scripts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
WORDS = "outside powers are already taking sides"
TEXT = "#p5 .passage-text"


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def note(page: Page):
    return page.locator(".own-note")


def test_nothing_of_it_is_loaded_before_it_is_asked_for(open_page):
    page = open_page("index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("index.html", GAVIN))
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/own/" in url] == []
    select(page, TEXT, WORDS)
    assert len([url for url in asked if "/own/" in url]) > 5
    assert {url.split(":")[0] for url in asked} == {"file"}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_note_is_shown_beside_its_words_also_after_a_reload(open_page, size):
    page = open_page(GAVIN, size)
    before = page.locator(".passages").inner_text()
    write(page, TEXT, WORDS, "Which powers?\nSays who?")
    for _ in range(2):
        assert marked(page) == [WORDS]
        sign = page.locator(".own-sign :is(a, button):visible")
        assert sign.inner_text() == "a"
        if size == LAPTOP:
            expect(note(page)).to_be_visible()
            beside = page.locator(TEXT).bounding_box()
            assert note(page).bounding_box()["x"] > beside["x"] + beside["width"]
        else:
            expect(note(page)).to_be_hidden()
            sign.click()
        expect(note(page).locator(".own-line")).to_have_text(["Which powers?", "Says who?"])
        page.reload()
        expect(page.locator(".own-mark")).not_to_have_count(0)
    page.locator(".own-sign").evaluate("e => e.remove()")
    assert page.locator(".passages").inner_text() == before or size == LAPTOP


def test_with_the_mouse(open_page):
    page = open_page(GAVIN)
    page.locator("#p5").scroll_into_view_if_needed()
    page.evaluate("async () => { await document.fonts.ready }")
    box = page.evaluate(
        """() => {
          const text = document.querySelector('#p5 .passage-text').firstChild;
          const range = document.createRange();
          range.setStart(text, 4);
          range.setEnd(text, 23);
          return range.getBoundingClientRect().toJSON();
        }"""
    )
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, y, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Highlight", exact=True).click()
    assert marked(page) == ["war may well spread"], "and widened to whole words"


def test_with_a_finger(open_page):
    page = open_page(GAVIN, PHONE, has_touch=True)
    select(page, TEXT, WORDS)
    page.get_by_role("button", name="Note", exact=True).tap()
    page.keyboard.type("Which?")
    page.touchscreen.tap(380, 800)
    expect(note(page)).to_be_hidden()
    tap(page, ".own-mark")
    expect(note(page).locator(".own-line")).to_have_text("Which?")
    page.wait_for_timeout(400)  # two taps at once are something else: they enlarge the page
    tap(page, ".own-mark")
    expect(note(page)).to_be_hidden()


def test_with_the_keyboard_alone(open_page):
    page = open_page(GAVIN)
    page.evaluate("document.querySelector('#p5 .passage-number').focus()")
    select(page, TEXT, WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Note"
    page.keyboard.press("Enter")
    page.keyboard.type("Which?")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "a", "the focus is at the note"
    expect(note(page).locator(".own-line")).to_have_text("Which?")
    assert [each["body"]["value"] for each in stored(page)] == ["Which?"]


def test_what_is_offered_is_no_trap_for_the_keyboard(open_page):
    page = open_page(GAVIN)
    select(page, TEXT, WORDS)
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
    assert seen[:2] == ["Highlight", "Note"] and "Highlight" not in seen[2:]
    select(page, TEXT, WORDS)
    page.keyboard.press("Escape")
    expect(page.locator(".own-offer")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_a_note_on_a_whole_passage(open_page, size):
    page = open_page(GAVIN, size)
    page.locator("#p5 .passage-number").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Write a note").click()
    page.locator(".own-note textarea").fill("The core of it.")
    page.get_by_role("button", name="Done").click()
    page.reload()
    expect(page.locator("#p5 .own-sign")).to_have_count(1)
    assert page.locator("#p5 .own-note .lemma").text_content() == "¶5"


def test_a_note_is_edited_and_deleted_and_the_deletion_undone(open_page):
    page = open_page(GAVIN)
    write(page, TEXT, WORDS, "One.")
    note(page).get_by_role("button", name="Edit").click()
    page.locator("textarea").fill("Two.")
    page.get_by_role("button", name="Done").click()
    expect(note(page).locator(".own-line")).to_have_text("Two.")
    note(page).get_by_role("button", name="Delete").click()
    expect(note(page)).to_have_count(0)
    assert (marked(page), stored(page)) == ([], [])
    page.get_by_role("button", name="Undo").click()
    expect(note(page).locator(".own-line")).to_have_text("Two.")
    page.reload()
    expect(note(page).locator(".own-line")).to_have_text("Two.")


def test_a_note_without_a_word_leaves_nothing(open_page):
    page = open_page(GAVIN)
    select(page, TEXT, WORDS)
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("button", name="Done").click()
    assert (marked(page), stored(page), note(page).count()) == ([], [], 0)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_highlight_opens_at_a_click_to_be_written_on_or_deleted(open_page, size):
    page = open_page(GAVIN, size, has_touch=True)
    highlight(page, TEXT, WORDS)
    card = page.locator(".own-card")
    expect(card).to_be_hidden()
    page.locator(".own-mark").first.tap()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator(".own-mark").first.tap()
    card.get_by_role("button", name="Write a note").click()
    page.keyboard.type("Now a note.")
    page.get_by_role("button", name="Done").click()
    page.reload()
    assert page.locator(".own-line").text_content() == "Now a note."


def test_what_is_typed_is_kept_at_once(open_page):
    page = open_page(GAVIN, PHONE)
    select(page, TEXT, WORDS)
    page.get_by_role("button", name="Note", exact=True).click()
    page.keyboard.type("Not yet done")
    page.reload()
    expect(note(page).locator(".own-line")).to_have_text("Not yet done")


def test_words_across_phrases_notes_and_passages(open_page):
    page = open_page(GAVIN)
    words = "that they had sent “up to 400 fighter planes” kept in Syria"
    highlight(page, TEXT, words)
    highlight(page, ".passages", "long-standing cultural and political ties”. For Putin, a clash")
    for _ in range(2):
        assert marked(page)[0] == words
        assert "For Putin, a clash" in marked(page)[1]
        assert not any("ambassador" in each for each in marked(page)), "not the words of a note"
        assert page.locator("#phrase-gavin-2020-fighter-planes").inner_text() == (
            "up to 400 fighter planes"
        )
        page.reload()
        expect(page.locator(".own-mark").first).to_be_visible()


def test_a_highlight_under_one_of_our_phrases_can_still_be_opened(open_page):
    page = open_page(GAVIN, PHONE)
    highlight(page, TEXT, "400 fighter planes")
    page.locator(".own-plain button").click()
    expect(page.locator(".own-card")).to_be_visible()


def test_our_phrases_still_open_our_notes_under_a_highlight(open_page):
    page = open_page(GAVIN, PHONE)
    highlight(page, TEXT, "sent “up to 400 fighter planes” kept")
    page.locator("#phrase-gavin-2020-fighter-planes").click()
    expect(page.locator("#note-gavin-2020-fighter-planes")).to_be_visible()


def test_letters_follow_the_page_and_the_panel_lists_and_opens(open_page):
    page = open_page(GAVIN, PHONE)
    write(page, "#p7 .passage-text", "widens the danger", "Second.")
    write(page, TEXT, WORDS, "First.")
    signs = page.locator(".own-sign button")
    assert signs.all_inner_texts() == ["a", "b"]
    panel = open_panel(page)
    entries = panel.locator(".own-entry")
    assert [" ".join(e.split()) for e in entries.all_inner_texts()] == [
        f"a“{WORDS}” First.",
        "b“widens the danger” Second.",
    ]
    expect(panel.locator(".own-pages li")).to_have_text(
        ["[Russia’s reasons to worry about the Karabakh war]: 2 notes and highlights"]
    )
    entries.nth(1).click()
    expect(panel).to_be_hidden()
    expect(note(page).filter(has_text="Second.")).to_be_visible()


def test_the_panel_opens_on_every_page_and_leads_to_the_notes_of_others(open_page):
    page = open_page(GAVIN, LAPTOP)
    write(page, TEXT, WORDS, "One.")
    page.goto(page.url.replace(GAVIN, "index.html"))
    panel = open_panel(page)
    expect(panel.locator(".own-pages a")).to_have_text(["Gavin"])
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "own-open"
    open_panel(page)
    panel.locator(".own-pages a").click()
    expect(note(page)).to_be_visible()


def test_the_address_of_a_note_opens_it(open_page):
    page = open_page(GAVIN, PHONE)
    write(page, TEXT, WORDS, "One.")
    anchor = note(page).get_attribute("id")
    page.goto(f"{page.url}?again#{anchor}")
    expect(note(page)).to_be_visible()


def test_they_are_hidden_like_a_kind_of_ours(open_page):
    page = open_page(GAVIN, LAPTOP)
    write(page, TEXT, WORDS, "One.")
    page.locator(".reading-open:visible").click()
    page.get_by_role("checkbox", name="reader’s note").uncheck()
    page.reload()
    expect(page.locator(".own-mark").first).to_be_attached()
    expect(note(page)).to_be_hidden()
    expect(page.locator(".own-sign")).to_be_hidden()


def test_they_are_printed_unless_that_is_switched_off(open_page):
    page = open_page(GAVIN, PHONE)
    write(page, TEXT, WORDS, "On paper.")
    page.emulate_media(media="print")
    expect(note(page)).to_be_visible()
    expect(page.locator(".own-sign a")).to_be_visible()
    expect(page.locator(".own-tools").first).to_be_hidden()
    page.evaluate("scholia.keep('print', ['notes'])")
    expect(note(page)).to_be_visible()
    expect(page.locator(".marginal-note.kind-context").first).to_be_hidden()
    page.evaluate("scholia.keep('print', ['own'])")
    expect(note(page)).to_be_hidden()
    assert page.locator(".own-mark").evaluate("e => getComputedStyle(e).backgroundImage") == "none"
    expect(page.locator(".marginal-note.kind-context").first).to_be_visible()


def test_a_note_without_its_words_here_is_listed_and_not_lost(open_page, chromium, reader_precis):
    page = open_page(GAVIN, LAPTOP)
    write(page, TEXT, WORDS, "One.")
    page.evaluate(
        """() => {
          const [key] = Object.keys(localStorage).filter(key => key.startsWith('scholia-own/'));
          localStorage[key] = localStorage[key].replaceAll('outside powers', 'inside powers');
        }"""
    )
    page.reload()
    panel = open_panel(page)
    expect(panel.locator(".own-placeless")).to_contain_text("“inside powers are already")
    expect(panel.locator(".own-placeless .own-whole")).to_have_text("One.")
    assert marked(page) == []


def test_where_there_is_a_server_and_a_policy_for_scripts(chromium, reader_precis):
    policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"
    with served(reader_precis, Content_Security_Policy=policy) as address:
        context = chromium.new_context(reduced_motion="reduce")
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text))
        page.goto(f"{address}/{GAVIN}")
        refused.clear()  # the theme's own
        write(page, TEXT, WORDS, "One.")
        open_panel(page)
        assert [line for line in refused if "own/" in line] == []
        page.reload()
        expect(note(page)).to_contain_text("One.")
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_axe_finds_nothing(open_page, size, scheme):
    page = open_page(GAVIN, size, color_scheme=scheme)
    highlight(page, TEXT, "sent “up to 400 fighter planes” kept")
    write(page, TEXT, WORDS, "Which powers? " * 60)
    found = findings(page)
    open_panel(page)
    found += findings(page)
    page.keyboard.press("Escape")
    select(page, "#p7 .passage-text", "widens the danger")
    found += findings(page)
    page.get_by_role("button", name="Note", exact=True).click()
    found += findings(page)
    page.get_by_role("button", name="Done").click()
    page.locator(".own-plain button").focus()
    page.keyboard.press("Enter")
    page.locator(".own-card").get_by_role("button", name="Delete").click()
    found += findings(page)
    assert found == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_with_the_largest_letters_nothing_runs_off(open_page, size):
    page = open_page(GAVIN, size)
    page.evaluate("scholia.keep('size', '1.5')")
    write(page, TEXT, WORDS, "Which?")
    sign = page.locator(".own-sign :is(a, button):visible")
    sign.click()
    expect(note(page)).to_be_visible()
    box = note(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0] + 1
    select(page, TEXT, "Turkey strongly backs")
    offered, words = (
        page.locator(".own-offer").bounding_box(),
        page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()"),
    )
    assert abs(offered["y"] - (words["y"] + words["height"])) < 40
    open_panel(page)
    needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert needed <= given


def test_what_is_always_loaded_is_small():
    starter = (FOLDER / "own.js").read_bytes()
    assert len(gzip.compress(starter)) < 1100, "before it is minified"
