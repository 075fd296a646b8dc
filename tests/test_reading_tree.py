"""What a screen reader is told: headings, landmarks, names, languages, phrases as they are read."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from reading import GAVIN, LAPTOP, PHONE, every_page, opener

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CONTROLS = {"button", "link", "checkbox", "radio", "textbox", "searchbox", "combobox", "switch"}
#: where a landmark may be given more than once, if each has a name of its own
LANDMARKS = {"main", "navigation", "banner", "contentinfo", "complementary", "search", "region"}


def tree(page: Page) -> list[dict[str, Any]]:
    """What Chromium gives to assistive technology, in its order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    todo, ordered = [nodes[0]["nodeId"]], []
    while todo:
        node = by_id.get(todo.pop())
        if node is not None:
            ordered += [] if node["ignored"] else [node]
            todo += reversed(node.get("childIds", []))
    return ordered


def role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def level(node: dict[str, Any]) -> int:
    (found,) = [p["value"]["value"] for p in node["properties"] if p["name"] == "level"]
    return int(found)


@pytest.fixture(scope="module", params=[PHONE, LAPTOP], ids=str)
def trees(request, chromium: Browser, reader_precis: Path) -> dict[str, list[dict[str, Any]]]:
    with opener(chromium, reader_precis) as open_page:
        page = open_page("index.html", request.param)
        found = {}
        for path in every_page(reader_precis):
            page.goto(f"{reader_precis.as_uri()}/{path}")
            found[path] = tree(page)
        return found


def test_headings_follow_each_other_without_a_gap(trees) -> None:
    for path, nodes in trees.items():
        main = next(i for i, node in enumerate(nodes) if role(node) == "main")
        levels = [level(n) for n in nodes[main:] if role(n) == "heading"]
        assert levels.count(1) == 1 and levels[0] == 1, path
        gaps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        assert gaps == [], path
        assert all(name(node) for node in nodes if role(node) == "heading"), path


def test_every_page_has_one_main_part_and_landmarks_that_are_told_apart(trees) -> None:
    for path, nodes in trees.items():
        marks = Counter((role(n), name(n)) for n in nodes if role(n) in LANDMARKS)
        assert [count for (each, _), count in marks.items() if each == "main"] == [1], path
        assert {mark: n for mark, n in marks.items() if n > 1} == {}, path


def test_every_control_has_a_name(trees) -> None:
    for path, nodes in trees.items():
        nameless = [n for n in nodes if role(n) in CONTROLS and not name(n)]
        assert nameless == [], path


def test_the_controls_that_scripts_open_have_names(chromium: Browser, reader_precis: Path) -> None:
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN, PHONE)
        openers = page.locator("[popovertarget]:visible").count()
        assert openers > 20
        for opened in [".reading-open:visible", "#p5 .passage-number", ".note-button >> nth=3"]:
            page.locator(opened).first.click()
            nodes = tree(page)
            assert [n for n in nodes if role(n) in CONTROLS and not name(n)] == [], opened
            page.keyboard.press("Escape")


def test_a_phrase_is_read_once_and_not_line_by_line(chromium: Browser, reader_precis: Path) -> None:
    """A phrase over three lines is one run of words, with the number of its note behind it."""
    with opener(chromium, reader_precis) as open_page:
        for size in (PHONE, LAPTOP):
            page = open_page(GAVIN, size)
            phrases = page.evaluate(
                """() => [...document.querySelectorAll('.phrase')].filter(e =>
                  e.getClientRects().length > 1 && !e.childElementCount).map(e => e.textContent)"""
            )
            assert len(phrases) > 3
            said = [name(node) for node in tree(page) if role(node) == "StaticText"]
            for phrase in phrases:
                words = " ".join(phrase.split())
                assert sum(words == " ".join(each.split()) for each in said) >= 1, words


def test_each_note_is_announced_once_by_number_and_kind(
    chromium: Browser, reader_precis: Path
) -> None:
    with opener(chromium, reader_precis) as open_page:
        for size in (PHONE, LAPTOP):
            page = open_page(GAVIN, size)
            count = page.locator(".marginal-note").count()
            marks = [n for n in tree(page) if re.fullmatch(r"Note \d+, .+", name(n))]
            numbers = [re.findall(r"\d+", name(mark))[0] for mark in marks]
            assert sorted(map(int, numbers)) == list(range(1, count + 1)), size


#: letters by which words in another script are known, and its languages
SCRIPTS = {"[\u0531-\u058f]": "hy", "[\u0400-\u04ff]": "ru uk be sr", "[\u0600-\u06ff]": "fa ar az"}


def test_words_in_other_scripts_say_their_language(chromium: Browser, reader_precis: Path) -> None:
    with opener(chromium, reader_precis) as open_page:
        page = open_page("index.html", LAPTOP)
        for path in every_page(reader_precis):
            page.goto(f"{reader_precis.as_uri()}/{path}")
            for letters, languages in SCRIPTS.items():
                unmarked = page.evaluate(
                    """([letters, languages]) => {
                      const walker = document.createTreeWalker(document.body, 4), found = [];
                      for (let text; text = walker.nextNode();) {
                        const parent = text.parentElement;
                        if (!RegExp(letters, 'u').test(text.data)) continue;
                        if (parent.closest('script, style, title')) continue;
                        if (text.data.includes('://')) continue; // an address has no language
                        const lang = parent.closest('[lang]').lang.split('-')[0];
                        if (!languages.split(' ').includes(lang)) found.push(text.data.trim());
                      }
                      return found;
                    }""",
                    [letters, languages],
                )
                assert unmarked == [], (path, languages)
