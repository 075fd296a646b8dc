"""What a reader chooses (which notes, how the text is set) is done, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import GAVIN, LAPTOP, PHONE, SIZES, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
BROERS = "articles/broers-2022.html"


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def open_panel(page: Page) -> None:
    page.locator(".reading-open:visible").click()
    assert page.locator("#reading").is_visible()


def shown_kinds(page: Page) -> set[str]:
    return set(
        page.evaluate(
            """[...document.querySelectorAll('.note-mark, .notes-of-kind')]
               .filter(e => e.getClientRects().length)
               .map(e => /kind-([\\w-]+)/.exec(e.className)[1])"""
        )
    )


def other_page(page: Page, name: str) -> None:
    """Another page in the same browser, as the reader goes on."""
    page.goto(page.url.rpartition("articles/")[0] + name)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_one_kind_of_notes_is_hidden_here_and_on_the_next_page(open_page, size):
    page = open_page(GAVIN, size)
    before = shown_kinds(page)
    open_panel(page)
    page.get_by_role("checkbox", name="sourcing").uncheck()
    assert shown_kinds(page) == before - {"sourcing"}
    if size == LAPTOP:
        assert not page.locator(".marginal-note.kind-sourcing").first.is_visible()
    for name in (BROERS, "notes.html"):
        other_page(page, name)
        assert "sourcing" not in shown_kinds(page) and shown_kinds(page)


def test_none_and_all(open_page):
    page = open_page(GAVIN)
    before = shown_kinds(page)
    open_panel(page)
    page.get_by_role("button", name="Show none").click()
    assert shown_kinds(page) == set()
    assert (
        page.locator(".phrase").first.evaluate("e => getComputedStyle(e).textDecorationLine")
        == "none"
    )
    page.get_by_role("button", name="Show all").click()
    assert shown_kinds(page) == before


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_note_that_is_asked_for_by_its_address_is_shown_though_its_kind_is_hidden(
    open_page, size
):
    page = open_page(GAVIN, size)
    page.evaluate("scholia.keep('hide', ['claim-to-check'])")
    other_page(page, f"{GAVIN}?again#note-gavin-2020-central-asia")
    assert page.locator("#note-gavin-2020-central-asia").is_visible()


def test_the_panel_is_worked_by_keyboard(open_page):
    page = open_page(GAVIN)
    page.locator(".reading-open:visible").focus()
    page.keyboard.press("Enter")
    assert page.locator("#reading").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"
    page.keyboard.press("Escape")
    assert not page.locator("#reading").is_visible()
    assert page.evaluate("document.activeElement.className") == "reading-open"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_larger_text_is_kept_and_runs_off_nowhere(open_page, size):
    page = open_page(GAVIN, size)
    line = page.locator(".passage .passage-text").first
    before = line.evaluate("e => parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom")
    open_panel(page)
    page.get_by_role("radio", name="Largest").check()
    page.get_by_role("radio", name="Wider").check()
    other_page(page, BROERS)
    line = page.locator(".passage .passage-text").first
    after = line.evaluate("e => parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom")
    assert after == pytest.approx(before * 1.5)
    needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert needed <= given
    other_page(page, f"{BROERS}?again#note-broers-2022-{first_note(page)}")
    box = page.locator(":target").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0] + 1


def first_note(page: Page) -> str:
    return str(page.locator(".marginal-note").nth(5).get_attribute("id")).removeprefix(
        "note-broers-2022-"
    )


@pytest.mark.parametrize(
    "kept", ["", "null", "[]", '{"hide": 5, "size": ["x"]}', "{", '{"size": "9"}']
)
def test_a_store_that_holds_something_else_does_no_harm(open_page, kept):
    page = open_page(GAVIN)
    page.evaluate("kept => localStorage.setItem('scholia', kept)", kept)
    faults = []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.reload()
    assert faults == [] and shown_kinds(page)


@pytest.mark.parametrize("name", [GAVIN, "index.html", "notes.html"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_but_the_faces_moves_while_a_page_loads(open_page, name, size):
    page = open_page(name, size)
    page.route("**/*.woff2", lambda route: route.abort())
    page.evaluate("scholia.keep('size', '1.25'); scholia.keep('hide', ['context'])")
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });"""
    )
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate("moved") == 0
