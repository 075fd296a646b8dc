"""Nothing moves while a page loads, by the browser's own measure; faces come in time or never."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from reading import GAVIN, LAPTOP, PHONE, SIZES, every_page, opener
from serving import served

from sphinx_scholia.html.faces import FOLDER, faces, faces_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Layout Instability, W3C: what shifted without the reader having touched anything
MEASURE = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const words = node => node?.outerHTML ?? node?.textContent ?? '';
      const moved = source => words(source.node).slice(0, 80);
      if (!entry.hadRecentInput) shifts.push([entry.value, ...entry.sources.map(moved)]);
    }
  }).observe({ type: 'layout-shift', buffered: true });
"""
SETTLED = """() => document.fonts.ready.then(() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifts)))))"""
CHOSEN = [
    {},
    {"face": "dyslexia", "leading": "wide"},
    {"face": "sans", "size": "1.5", "hide": ["sourcing", "context"]},
]
KINDS = ["index.html", GAVIN, "glossary.html", "compare.html", "search.html?q=Susa"]


def open_anew(
    chromium: Browser, address: str, size: tuple[int, int], chosen: object, scheme: str = "light"
) -> Page:
    """A page as a reader sees it for the first time, with an empty cache."""
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    context.add_init_script(f"localStorage.setItem('scholia', {json.dumps(json.dumps(chosen))})")
    context.add_init_script(MEASURE)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_page_moves(chromium: Browser, reader_precis: Path, size) -> None:
    moved = {}
    with served(reader_precis) as address:
        for name in ["404.html", *every_page(reader_precis)]:
            page = open_anew(chromium, f"{address}/{name}", size, {})
            if shifts := page.evaluate(SETTLED):
                moved[name] = shifts
            page.context.close()
    assert moved == {}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("late", [0.06, 0.8])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_none_moves_with_late_faces_and_what_was_chosen(
    chromium: Browser, reader_precis: Path, size, late: float, scheme: str
) -> None:
    moved = {}
    with served(reader_precis, faces_after=late) as address:
        for number, name in enumerate(KINDS):
            chosen = CHOSEN[number % len(CHOSEN)] if scheme == "dark" else CHOSEN[-number % 3]
            page = open_anew(chromium, f"{address}/{name}", size, chosen, scheme)
            if shifts := page.evaluate(SETTLED):
                moved[name, str(chosen)] = shifts
            page.context.close()
    assert moved == {}


@pytest.mark.browser
def test_the_measure_sees_a_page_that_moves(chromium: Browser, reader_precis: Path) -> None:
    with served(reader_precis) as address:
        page = open_anew(chromium, f"{address}/{GAVIN}", LAPTOP, {})
        page.evaluate("() => document.querySelector('h1').before(document.createElement('hr'))")
        page.evaluate("() => { document.querySelector('hr').style.margin = '200px' }")
        page.wait_for_function("() => shifts.length")
        page.context.close()


def faces_shown(page: Page, selector: str) -> set[str]:
    """The families that the letters of an element are drawn from, as the browser tells."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {" ".join(font["familyName"].split()[:2]) for font in fonts}


@pytest.mark.browser
@pytest.mark.parametrize("how", ["server", "file"])
def test_faces_are_there_on_the_very_first_page(
    chromium: Browser, reader_precis: Path, how: str
) -> None:
    with served(reader_precis) as served_at:
        address = served_at if how == "server" else reader_precis.as_uri()
        page = open_anew(chromium, f"{address}/{GAVIN}", LAPTOP, {})
        assert faces_shown(page, ".passage-text") == {"Source Serif"}
        assert faces_shown(page, ".central-question p:last-child") == {"Source Serif"}
        assert faces_shown(page, ".sidebar-brand-text") == {"Source Sans"}
        page.goto(f"{address}/glossary.html")
        # an Azerbaijani letter within its word, and a Cyrillic one
        assert faces_shown(page, "dl.glossary") <= {"Source Serif", "Source Sans", "Noto Serif"}
        page.context.close()


# the face for readers with dyslexia


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_it_is_loaded_only_where_it_is_chosen_and_kept(
    chromium: Browser, reader_precis: Path, size
) -> None:
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN, size)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert not [url for url in asked if "lexend" in url]
        page.locator(".reading-open:visible").click()
        page.get_by_role("radio", name="Dyslexia-friendly").check()
        page.wait_for_selector("[data-face=dyslexia]", state="attached")
        assert faces_shown(page, ".passage-text") <= {"Lexend", "Lexend SemiBold"}
        page.goto(f"{reader_precis.as_uri()}/glossary.html")
        assert "Lexend" in faces_shown(page, "dl.glossary > dd")
        # letters and words are set apart, and nothing is in italics
        style = page.evaluate(
            """() => {
              const { letterSpacing, wordSpacing, fontSize } = getComputedStyle(
                document.querySelector('dl.glossary dd p'));
              const italic = [...document.querySelectorAll('[role=main] *')]
                .filter(e => getComputedStyle(e).fontStyle === 'italic').map(e => e.outerHTML);
              return [...[letterSpacing, wordSpacing, fontSize].map(parseFloat), italic];
            }"""
        )
        assert style[0] >= 0.03 * style[2] and style[1] >= 3.5 * style[0]
        assert style[3] == []


def test_lexend_has_the_letters_of_turkish_and_azerbaijani() -> None:
    (regular, semibold) = [face for face in faces() if face.family == "Lexend"]
    for letter in "əƏğĞşŞıİöÖüÜçÇ":
        assert regular.has(letter) and semibold.has(letter)
    assert not regular.has("ж") and not regular.has("Ա"), "these come from other faces"


# what a page asks for


def test_each_face_has_its_file_and_its_licence() -> None:
    files = {path.stem for path in (FOLDER / "fonts").glob("*.woff2")}
    assert {face.name for face in faces()} == files
    for family in ("lexend", "noto-serif-armenian", "source-sans", "source-serif"):
        licence = (FOLDER / "fonts" / f"LICENSE-{family}.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in " ".join(licence.split())


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>plain</p>", {"latin-wght-normal"}),
        ("<p>a <em>title</em></p>", {"latin-wght-normal", "latin-wght-italic"}),
        ("<p>Əliyev</p>", {"latin-wght-normal", "latin-ext-wght-normal"}),
        ("<p>Карабах</p>", {"latin-wght-normal", "cyrillic-wght-normal"}),
        ("<p>Արցախ</p>", {"latin-wght-normal", "armenian-400-normal"}),
    ],
)
def test_a_page_asks_for_the_faces_of_its_letters(html: str, wanted: set[str]) -> None:
    found = {name.split("-", 3)[3] for name in faces_of(html)}
    assert found == wanted
