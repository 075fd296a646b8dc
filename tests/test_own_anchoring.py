"""Where a reader's note stands: by its words, folded as the engine folds, and never by a guess."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from own import bring, marked, open_panel, stored, write
from playwright.sync_api import expect
from reading import GAVIN, opener

from sphinx_scholia.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
#: what is folded, composed, dropped or astral, and letters around it
ALPHABET = (
    "ab .'\"`´ʻʼ‘’‚‛′‹›＇«»“”„‟″〝〞〟＂‐‑‒–—―−﹘﹣－…\n\t\xa0\u2009\u3000\x85\x1d"
    "\xad\u034f\u200b\u200d\u2060\ufeffeéəöЙщ\u0301\u0306\u0308\u0327\u0340\u0958\u1fef\u2126"
    "\u1100\u1161\u11a8ՀԱ😀𝒜🇦🇲א\u202e"
)


@pytest.fixture
def page(chromium: Browser, reader_precis: Path) -> Iterator[Page]:
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        bring(page)
        yield page


def test_words_are_folded_as_by_the_engine(page):
    chance = random.Random(1923)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randrange(25))) for _ in range(2000)]
    # JavaScript counts code units; an offset is compared as the number of code points before it
    folded = page.evaluate(
        """texts => texts.map(text => {
          const { folded, offsets } = scholia.own.fold(text);
          const points = unit => [...text.slice(0, unit)].length;
          let unit = 0;
          const starts = [...folded].map(letter => {
            const start = points(offsets[unit]);
            unit += letter.length;
            return start;
          });
          return [folded, [...starts, points(offsets.at(-1))]];
        })""",
        texts,
    )
    for text, (words, offsets) in zip(texts, folded, strict=True):
        assert (words, tuple(offsets)) == fold(text), ascii(text)


def find(page: Page, text: str, **note: Any) -> str | None:
    """What is found of a note's words in a text, with the place marked by brackets."""
    whole = {"exact": "", "prefix": "", "suffix": "", "start": None, "passage": "", **note}
    return page.evaluate(
        """([text, note]) => {
          const span = scholia.own.find({ text, pieces: [] }, note);
          if (!span) return null;
          const [from, to] = [span.start, span.end];
          return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
        }""",
        [text, whole],
    )


@pytest.mark.parametrize(
    ("text", "note", "found"),
    [
        ("a boat – “old” boats", {"exact": 'boat - "old"'}, "a [boat – “old”] boats"),
        ("an old\n  boat", {"exact": "old boat"}, "an [old\n  boat]"),
        ("Ostra\xadva sails", {"exact": "Ostrava"}, "[Ostra\xadva] sails"),
        ("S\u0327us\u0327a fell", {"exact": "Şuşa"}, "[S\u0327us\u0327a] fell"),
        ("😀 boat 😀 sail", {"exact": "sail", "prefix": "😀"}, "😀 boat 😀 [sail]"),
        ("boats sail", {"exact": "boat"}, None),
        ("a boat", {"exact": "Boat"}, None),
        ("red boat, blue boat", {"exact": "boat", "prefix": "blue "}, "red boat, blue [boat]"),
        ("boat one, boat two", {"exact": "boat", "suffix": " two"}, "boat one, [boat] two"),
        ("boat, boat", {"exact": "boat"}, None),
        ("boat, boat", {"exact": "boat", "start": 6}, "boat, [boat]"),
        ("boat, boat", {"exact": "boat", "start": 3}, None),
        ("😀boat,  boat", {"exact": "boat", "start": 7}, "😀boat,  [boat]"),
        ("a boat", {"exact": "boat", "prefix": "the "}, None),
        ("wait…", {"exact": "."}, None),
        ("a boat", {"exact": "   "}, None),
        ("a.*b and a.*b", {"exact": "a.*b", "suffix": " and"}, "[a.*b] and a.*b"),
    ],
)
def test_words_are_found_in_one_place_or_not_at_all(page, text, note, found):
    assert find(page, text, **note) == found


def test_what_is_written_down_counts_code_points_of_the_text_as_it_is_read(page):
    described = page.evaluate(
        """() => {
          const text = "one 😀\\u00ad  two\\nthree";
          return scholia.own.describe({ text, pieces: [] }, { start: 9, end: 12 });
        }"""
    )
    assert described == {
        "exact": "two",
        "prefix": "one 😀 ",
        "suffix": " three",
        "start": 6,
        "end": 9,
        "passage": "",
    }


def test_the_quote_of_a_note_is_written_as_the_standard_asks(page):
    write(page, "#p5 .passage-text", "“up to 400 fighter planes” kept", "One.")
    (kept,) = stored(page)
    quote, position, passage = kept["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        # a quotation mark at the edge is no letter, and taken as it was selected
        "exact": "“up to 400 fighter planes” kept",
        "prefix": "oscow alleged: that they had sent ",
        "suffix": " in Syria. Even so, Gavin is sure",
    } | {"prefix": quote["prefix"], "suffix": quote["suffix"]}
    assert quote["prefix"].endswith("that they had sent ") and len(quote["prefix"]) == 32
    assert quote["suffix"].startswith(" in Syria. Even so") and len(quote["suffix"]) == 32
    assert position["end"] - position["start"] == len(quote["exact"])
    assert (passage["type"], passage["value"]) == ("FragmentSelector", "p5")


def test_every_word_of_a_page_can_be_marked_and_found_again(page):
    """Spans all over the page are described, and found where they were."""
    missed = page.evaluate(
        """() => {
          const { own } = scholia;
          const flat = own.flatten();
          const missed = [];
          for (let at = 0; at < flat.text.length - 60; at += 97) {
            const range = document.createRange();
            const ends = [at, at + 5 + (at % 50)].map(offset =>
              [flat.pieces.findLast(({ start }) => start <= offset), offset]);
            const [[from, start], [to, end]] = ends;
            if (start - from.start > from.node.length || end - to.start > to.node.length) continue;
            range.setStart(from.node, start - from.start);
            range.setEnd(to.node, end - to.start);
            const span = own.spanOf(flat, range);
            if (!span) continue;
            const found = own.find(flat, own.describe(flat, span));
            if (found?.start !== span.start || found?.end !== span.end) {
              missed.push(flat.text.slice(span.start, span.end));
            }
          }
          return missed;
        }"""
    )
    assert missed == []


@pytest.mark.texts
def test_a_note_on_a_quotation_stands_in_both_wordings(chromium, reader_precis, reader_text):
    """And one on words that only one wording has is listed in the other."""
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        write(page, "#p5 .passage-text", "up to 400 fighter planes", "In both.")
        # our words: with the texts put in they are in the folded précis
        write(page, "#p5 .passage-text", "outside powers are already taking sides", "In ours.")
        kept = page.evaluate("JSON.stringify(localStorage)")
    with opener(chromium, reader_text) as open_page:
        page = open_page(GAVIN)
        page.evaluate("kept => Object.assign(localStorage, JSON.parse(kept))", kept)
        page.reload()
        expect(page.locator(".own-sign")).to_have_count(2)
        assert sorted(marked(page)) == [
            "outside powers are already taking sides",
            "up to 400 fighter planes",
        ]
        panel = open_panel(page)
        panel.locator(".own-entry").filter(has_text="In ours.").click()
        expect(page.locator(".own-note").filter(has_text="In ours.")).to_be_visible()
        page.evaluate("localStorage.clear()")
        page.reload()
        only = page.locator("#p5 .passage-text").first.evaluate(
            "e => e.firstChild.data.trim().split(/\\s+/).slice(0, 5).join(' ')"
        )
        write(page, "#p5 .passage-text", only, "In theirs.")
        kept = page.evaluate("JSON.stringify(localStorage)")
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        page.evaluate("kept => Object.assign(localStorage, JSON.parse(kept))", kept)
        page.reload()
        panel = open_panel(page)
        expect(panel.locator(".own-placeless .own-whole")).to_have_text("In theirs.")
