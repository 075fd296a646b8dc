"""The five real texts: counts and marks, checked where the texts are at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from sphinx_scholia.texts import Text, bring_in, read_recipe
from sphinx_scholia.texts.noise import is_navigation

pytestmark = [pytest.mark.texts, pytest.mark.usefixtures("texts_folder")]
RECIPES = Path(__file__).parent.parent / "source" / "articles"

WORDS = {
    "borshchevskaya-2020": [102, 159, 199, 113, 86, 101, 75, 162, 94, 118],
    "gavin-2020": [68, 90, 86, 63, 88, 87, 58, 85, 45, 96, 77, 79],
    "conversation-2022": [55, 88, 63, 55, 59, 34, 78, 32, 101, 82, 60, 73, 69, 59, 39],
    "broers-2022": [
        *(34, 66, 42, 54, 55, 49, 34, 31, 39, 46, 58, 53, 31, 42, 52, 51, 51, 71, 42, 53, 46)
    ],
    # As supplied, with broken words counted as two.
    "yavuz-huseynov-2020": [
        *(151, 237, 134, 74, 172, 44, 169, 130, 82, 118, 51, 110, 32, 131, 115, 100, 121, 22, 136),
        *(84, 214, 77, 37, 209, 35, 75, 107, 124, 120, 171, 124, 191, 244, 202, 140, 80, 119, 236),
        *(79, 53, 179, 50, 76, 279, 204, 198, 12, 113, 64, 167, 51, 29, 53, 37, 49, 135, 95),
    ],
}
NOISE_LINES = {
    "borshchevskaya-2020": [23, 26],
    "gavin-2020": [],
    "conversation-2022": [1, 2, 3, 10, 23, 24, 42, 43, 51, 53, 55],
    "broers-2022": [5, 17],
    "yavuz-huseynov-2020": [9],
}
CARD_LINES = {
    "borshchevskaya-2020": [21],
    "gavin-2020": [25],
    "conversation-2022": [5],
    "broers-2022": [],
    "yavuz-huseynov-2020": [1, 3, 5, 7, 11],
}


def read(slug: str) -> Text:
    path = Path(os.environ["SCHOLIA_TEXTS"]) / f"{slug}.txt"
    return bring_in(path, read_recipe(RECIPES / f"{slug}.toml"))


def supplied(slug: str) -> str:
    return (Path(os.environ["SCHOLIA_TEXTS"]) / f"{slug}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", WORDS)
def test_every_passage_is_there_and_as_long_as_it_was(slug: str) -> None:
    paragraphs = [passage.paragraph for passage in read(slug).passages]
    lines = supplied(slug).splitlines()
    assert [len(lines[p.line - 1].split()) for p in paragraphs] == WORDS[slug]
    shorter = [
        before - len(p.text.split()) for before, p in zip(WORDS[slug], paragraphs, strict=True)
    ]
    assert min(shorter) >= 0
    # 40 broken words, 8 hyphens and 2 dashes in one article, a dash in another
    closed_up = {"yavuz-huseynov-2020": 50, "borshchevskaya-2020": 1}
    assert sum(shorter) == closed_up.get(slug, 0)


@pytest.mark.parametrize("slug", WORDS)
def test_noise_and_card_lines(slug: str) -> None:
    text = read(slug)
    assert [d.line for d in text.dropped] == NOISE_LINES[slug]
    assert [p.line for p in text.card] == CARD_LINES[slug]
    assert all(d.why for d in text.dropped)


@pytest.mark.parametrize("slug", WORDS)
def test_no_passage_is_noise(slug: str) -> None:
    for passage in read(slug).passages:
        words = passage.paragraph.text
        assert not is_navigation(words)
        assert not re.search(r"AFP|Getty|EPA-EFE|Wikimedia|click here|[Nn]ewsletter|Noa", words)
        assert "  " not in words
        assert words.isprintable()


def test_pull_quotes() -> None:
    assert [d.why for d in read("broers-2022").dropped] == ["repeats ¶7", "repeats ¶13"]


def test_headings() -> None:
    found = {slug: [(h.before, h.ours) for h in read(slug).headings] for slug in WORDS}
    assert found == {
        "borshchevskaya-2020": [],
        "gavin-2020": [],
        "conversation-2022": [(8, False), (12, False)],
        "broers-2022": [],
        "yavuz-huseynov-2020": [(n, True) for n in (5, 12, 24, 31, 34, 38, 44, 56)],
    }


def test_abstract_and_false_breaks() -> None:
    text = read("yavuz-huseynov-2020")
    assert text.abstract == 1
    assert [p.number for p in text.passages if p.continues] == [11, 26]


def test_all_endnotes_are_called_in_order() -> None:
    text = read("yavuz-huseynov-2020")
    marks = [mark.number for p in text.passages for mark in p.paragraph.marks]
    assert marks == list(range(1, 44))
    assert [note.number for note in text.endnotes] == list(range(1, 44))
    called = {mark.number: p.number for p in text.passages for mark in p.paragraph.marks}
    assert (called[18], called[21], called[31], called[43]) == (19, 21, 34, 51)
    assert [n.paragraph.line for n in text.endnotes if n.number in (1, 2, 21, 22, 43)] == [
        *(137, 139, 162, 164, 191)
    ]
    glued = re.compile(r"[^\W\d_][.,]?[”’]?\d")
    assert not [p.number for p in text.passages if glued.search(p.paragraph.text)]


def test_all_forty_four_broken_words_are_mended() -> None:
    text = read("yavuz-huseynov-2020")
    recipe = read_recipe(RECIPES / "yavuz-huseynov-2020.toml")
    breaks = [mend.broken for mend in recipe.mend if " " in mend.broken]
    words_supplied = " ".join(supplied(text.slug).split())
    assert sum(len(re.findall(rf"\b{broken}\b", words_supplied)) for broken in breaks) == 44
    words = [p.paragraph.text for p in text.passages] + [n.paragraph.text for n in text.endnotes]
    everything = "\n".join(words)
    assert not [broken for broken in breaks if re.search(rf"\b{broken}\b", everything)]
    for apart in ("who stood", "a cause", "ts able-", "of how", "or less"):
        assert apart in everything
    assert not re.search(r"\w- (?!and|or|to)\w|\w— |mid1990s", everything)
