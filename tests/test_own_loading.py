"""A page with a reader's own notes moves no more than any other while it loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from own import highlight, stored, write
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, SIZES, TABLET, opener
from serving import served
from test_site_loading import MEASURE, SETTLED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
YAVUZ = "articles/yavuz-huseynov-2020.html"
KEY = "scholia-own/Five%20Articles%20on%20Nagorno-Karabakh"
#: The scripts have come by which notes are changed, and have done their work.
TAKEN_OVER = """count => document.querySelectorAll('.own-sign').length === count
  && [...document.querySelectorAll('.own-note')].every(note => note.querySelector('button'))"""
#: Where each letter of the text stands.
LETTERS = """() => {
  const unseen = 'aside, .own-note, .own-sign, .own-card, .own-offer';
  const take = node => node.parentElement.closest(unseen) ? 2 : 1;
  const walker = document.createTreeWalker(document.querySelector('.passages'), 4, take);
  const found = [];
  const above = document.querySelector('.passages').getBoundingClientRect().top;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top, width } = range.getBoundingClientRect();
      if (width && node.data[at].trim()) found.push([node.data[at], left, top - above]);
    }
  }
  return found;
}"""
#: Some words in the middle of the first long run of letters in an element.
SOME_WORDS = """selector => {
  const walker = document.createTreeWalker(document.querySelector(selector), 4);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.split(/\\s+/).slice(2, 6);
    if (words.length === 4 && !walker.currentNode.parentElement.closest('aside, summary')) {
      return words.join(' ');
    }
  }
}"""


def text(number: int) -> str:
    return f"#p{number} .passage-text"


def make_all_sorts(page: Page) -> None:
    highlight(page, text(1), "knocked off course")
    write(page, text(5), "outside powers are already taking sides", "Which powers?\nSays who?")
    write(page, text(5), "taking sides", "And which sides?")
    highlight(page, text(5), "400 fighter planes")
    highlight(page, ".passages", "long-standing cultural and political ties”. For Putin, a clash")
    write(page, text(7), "widens the danger", "A long one. " * 40)
    page.evaluate("scholia.own.setWriter('Ani and Ilham, of the second row by the window')")
    page.evaluate("scholia.own.writeOn(document.querySelector('#p6'))")
    page.locator("textarea").fill("Of the whole passage.")
    page.get_by_role("button", name="Done").click()


@pytest.fixture(scope="module")
def notes(chromium: Browser, reader_precis: Path) -> list[dict[str, Any]]:
    """Highlights and notes of all sorts, as the browser keeps them."""
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        make_all_sorts(page)
        return stored(page)


def open_with(
    chromium: Browser,
    address: str,
    notes: list[dict[str, Any]],
    size: tuple[int, int],
    until: Any = "load",
    **more: Any,
) -> Page:
    """A page as a reader sees it who made these notes on another day."""
    viewport = {"width": size[0], "height": size[1]}
    context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **more)
    pages = [note["target"]["source"].replace("/", "%2F") for note in notes]
    kept = {
        f"{KEY}/{page}/{note['id']}": json.dumps(note)
        for page, note in zip(pages, notes, strict=True)
    }
    context.add_init_script(f"""if (!localStorage.length) {{
      Object.assign(localStorage, {json.dumps(kept)});
    }}""")
    context.add_init_script(MEASURE)
    page = context.new_page()
    page.goto(address, wait_until=until)
    return page


def shifts(page: Page, count: int) -> list[Any]:
    page.wait_for_function(TAKEN_OVER, arg=count)
    return list(page.evaluate(SETTLED))


def card_of(page: Page, note: dict[str, Any]) -> Locator:
    return page.locator(f"#own-{note['id'].removeprefix('urn:uuid:')}")


def moved_at(
    chromium: Browser,
    address: str,
    notes: list[dict[str, Any]],
    size: tuple[int, int],
    places: list[str],
    **more: Any,
) -> dict[str, Any]:
    """What moves on a page that is opened at each of some places, and loaded again there."""
    found = {}
    for place in places:
        page = open_with(chromium, address + place, notes, size, **more)
        found[place] = shifts(page, len(notes))
        page.reload()
        found[f"{place} again"] = shifts(page, len(notes))
        page.context.close()
    return {place: moved for place, moved in found.items() if moved}


@pytest.mark.parametrize("late", [0, 0.5])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_moves(chromium: Browser, reader_precis: Path, notes, size, late: float) -> None:
    own = f"#own-{notes[-1]['id'].removeprefix('urn:uuid:')}"
    places = ["", "#p5", "#p7", "#phrase-gavin-2020-fighter-planes", own]
    with served(reader_precis, own_after=late) as address:
        assert moved_at(chromium, f"{address}/{GAVIN}", notes, size, places) == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_moves_on_a_page_that_comes_in_pieces(
    chromium: Browser, reader_precis: Path, notes, size
) -> None:
    with served(reader_precis, own_after=0.3, pause=0.02) as address:
        assert moved_at(chromium, f"{address}/{GAVIN}", notes, size, ["", "#p5"]) == {}


def test_nothing_moves_where_the_tools_of_a_note_stand_below_it(
    chromium: Browser, reader_precis: Path, notes
) -> None:
    """On a screen without a pointer."""
    with served(reader_precis, own_after=0.3) as address:
        finger = {"has_touch": True, "is_mobile": True}
        moved = moved_at(chromium, f"{address}/{GAVIN}", notes, LAPTOP, ["#p5"], **finger)
    assert moved == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_moves_on_the_longest_article(
    chromium: Browser, reader_text: Path, tmp_path: Path, size
) -> None:
    with opener(chromium, reader_text) as open_page:
        page = open_page(YAVUZ)
        for number in (2, 3, 3, 6, 20):
            write(page, text(number), page.evaluate(SOME_WORDS, text(number)), "Why?\n" * 4)
        page.locator("#p3 .precis > summary").click()
        write(page, "#p3 .precis", page.evaluate(SOME_WORDS, "#p3 .precis"), "Is it so?")
        notes = stored(page)
    folded = next(note for note in notes if note["body"]["value"] == "Is it so?")
    places = ["#p2", "#p3", "#p20", f"#own-{folded['id'].removeprefix('urn:uuid:')}"]
    with served(reader_text, own_after=0.4) as address:
        assert moved_at(chromium, f"{address}/{YAVUZ}", notes, size, places) == {}


# before the scripts have come


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_text_and_notes_can_be_read_at_once(
    chromium: Browser, reader_precis: Path, notes, size
) -> None:
    with served(reader_precis, own_after=1.5) as address:
        page = open_with(chromium, f"{address}/{GAVIN}#p5", notes, size, "domcontentloaded")
        expect(page.locator("#p5 .passage-text")).to_be_in_viewport()
        assert page.locator("#p5 .own-mark").count() >= 3
        signs = page.locator("#p5 .own-sign:not(.own-plain) :is(a, button):visible")
        assert signs.all_inner_texts() == ["a", "b"]
        card = page.locator("#p5 .own-note", has_text="Says who?")
        if size == PHONE:
            expect(card).to_be_hidden()
            signs.first.click()
        expect(card).to_be_visible()
        assert card.get_by_role("button").count() == 0, "this was before the scripts came"
        page.wait_for_function(TAKEN_OVER, arg=len(notes))
        expect(card).to_be_visible()
        card.get_by_role("button", name="Delete").click()
        expect(card).to_have_count(0)
        page.context.close()


def test_what_another_tab_has_changed_meanwhile(
    chromium: Browser, reader_precis: Path, notes
) -> None:
    with served(reader_precis, own_after=1) as address:
        page = open_with(chromium, f"{address}/{GAVIN}", notes, LAPTOP, "domcontentloaded")
        words = {note.get("body", {}).get("value"): note for note in notes}
        gone = card_of(page, words["And which sides?"])
        changed = card_of(page, words["Which powers?\nSays who?"])
        page.evaluate(
            """() => {
              for (const [key, value] of Object.entries(localStorage)) {
                if (value.includes('And which sides?')) delete localStorage[key];
                localStorage[key] &&= value.replace('Says who?', 'Says she?');
              }
            }"""
        )
        expect(changed).to_contain_text("Says she?")
        expect(gone).to_have_count(0)
        page.wait_for_function(TAKEN_OVER, arg=len(notes) - 1)
        page.context.close()


# while notes are made


@pytest.mark.parametrize("size", [PHONE, (600, 900), TABLET], ids=str)
def test_no_letter_moves_where_words_are_marked(chromium: Browser, reader_precis: Path, size):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN, size)
        page.evaluate("async () => { await document.fonts.ready; await scholia.own.bring() }")
        before = page.evaluate(LETTERS)
        make_all_sorts(page)
        after = page.evaluate(LETTERS)
    assert [letter for letter, *_ in before] == [letter for letter, *_ in after]
    far = [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if abs(old[1] - new[1]) > 0.5 or abs(old[2] - new[2]) > 0.5
    ]
    assert far == []
