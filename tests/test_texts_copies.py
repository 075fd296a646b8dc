"""Copies of a text: nothing of one is lost, and how it was saved makes no difference.

Run on an invented copy with every kind of noise, and on the real texts where they are at hand.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_scholia.texts import (
    Paragraph,
    Text,
    TextError,
    bring_in,
    compare,
    fingerprints,
    read_recipe,
    to_rst,
)

HERE = Path(__file__).parent
RECIPES = HERE.parent / "source" / "articles"
REAL = [
    "borshchevskaya-2020",
    "broers-2022",
    "conversation-2022",
    "gavin-2020",
    "yavuz-huseynov-2020",
]


@dataclass(frozen=True)
class Copy:
    """A copy of a text, and its recipe."""

    path: Path
    recipe: Path

    def words(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def bring_in(self) -> Text:
        return bring_in(self.path, read_recipe(self.recipe))

    def saved_as(self, raw: bytes, folder: Path) -> Text:
        path = folder / self.path.name
        path.write_bytes(raw)
        return bring_in(path, read_recipe(self.recipe))


@pytest.fixture(
    params=["ferry-1931", *(pytest.param(slug, marks=pytest.mark.texts) for slug in REAL)]
)
def copy(request: pytest.FixtureRequest) -> Copy:
    slug: str = request.param
    if slug not in REAL:
        folder = HERE / "cases" / "texts"
        return Copy(folder / f"{slug}.txt", folder / f"{slug}.toml")
    real: Path = request.getfixturevalue("texts_folder")
    return Copy(real / f"{slug}.txt", RECIPES / f"{slug}.toml")


# Nothing is lost


def with_numbers(paragraph: Paragraph) -> str:
    """The words of a paragraph with the endnote numbers where they stood."""
    text = paragraph.text
    for mark in reversed(paragraph.marks):
        text = f"{text[: mark.offset]}{mark.number}{text[mark.offset :]}"
    return text


def pieces(text: Text, headings_at: dict[str, int]) -> list[tuple[int, str]]:
    """Everything that a text has kept or dropped of its copy, by line."""
    return sorted(
        [
            *((p.line, p.text) for p in text.card),
            *((p.paragraph.line, with_numbers(p.paragraph)) for p in text.passages),
            *((headings_at[h.text], h.text) for h in text.headings if not h.ours),
            *((n.paragraph.line, f"{n.number} {n.paragraph.text}") for n in text.endnotes),
            *((d.line, d.text) for d in text.dropped),
        ]
    )


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def test_every_letter_and_digit_of_a_copy_is_kept_or_shown_as_dropped(copy: Copy) -> None:
    lines = copy.words().splitlines()
    headings_at = {line.strip(): number for number, line in enumerate(lines, 1)}
    found = pieces(copy.bring_in(), headings_at)
    starts = [line for line, _ in found]
    assert starts == sorted(set(starts)), "no line is used twice"
    for (start, words), end in zip(found, [*starts[1:], len(lines) + 1], strict=True):
        supplied = "".join(lines[start - 1 : end - 1])
        assert letters(words) == letters(supplied), f"line {start}"
    assert not "".join(lines[: starts[0] - 1]).strip()


def test_no_word_is_there_twice_or_missing(copy: Copy) -> None:
    lines = copy.words().splitlines()
    headings_at = {line.strip(): number for number, line in enumerate(lines, 1)}
    kept = " ".join(words for _, words in pieces(copy.bring_in(), headings_at))
    supplied = " ".join(copy.words().split())
    for mend in read_recipe(copy.recipe).mend:
        supplied = re.sub(rf"\b{mend.broken}\b", mend.right, supplied)
    words = re.compile(r"[^\W\d_]+")
    assert Counter(words.findall(kept)) == Counter(words.findall(supplied))


LINES = [
    "Menu",
    "Read more",
    "Reuters",
    "Lake. Hale/AFP",
    "The ferry of Velm is older than the oldest of its friends and foes.",
    "The ferry of Velm is older than the oldest of its friends",
    "pre-",
    "and then —",
    "1. Velm",
    "",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(LINES), st.text("aé1 .-—\u00ad\u00a0“”\x0c\r'", max_size=90)),
        min_size=1,
        max_size=25,
    )
)
def test_no_rule_loses_a_letter_of_any_copy(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.txt"
        path.write_bytes("\n".join(lines).encode())
        try:
            text = bring_in(path, read_recipe(Path(folder) / "any.toml"))
        except TextError as error:
            assert re.search("is empty|has no passages", str(error))
            return
    assert "".join(letters(words) for _, words in pieces(text, {})) == letters("".join(lines))


# Coats: ways to save the same words


def wrapped(words: str) -> str:
    paragraphs = [
        textwrap.fill(line, 72, break_long_words=False)
        for line in words.splitlines()
        if line.strip()
    ]
    return "\n\n".join(paragraphs) + "\n"


def sprinkled(words: str, character: str) -> str:
    """With an invisible character inside every fourth word or so."""
    chance = random.Random(1931)
    return "".join(
        f"{c}{character}" if c.isalpha() and chance.random() < 0.05 else c for c in words
    )


COATS: dict[str, Callable[[str], bytes]] = {
    "Windows line ends": lambda words: words.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": lambda words: words.replace("\n", "\r").encode(),
    "line separators": lambda words: words.replace("\n", "\u2028").encode(),
    "form feeds between pages": lambda words: words.replace("\n\n", "\n\f\n").encode(),
    "UTF-8 with a byte order mark": lambda words: words.encode("utf-8-sig"),
    "UTF-16, little end first": lambda words: b"\xff\xfe" + words.encode("utf-16-le"),
    "UTF-16, big end first": lambda words: b"\xfe\xff" + words.encode("utf-16-be"),
    "no-break spaces": lambda words: words.replace(" ", "\u00a0").encode(),
    "thin spaces and tabs": lambda words: (
        words.replace(", ", ",\u2009").replace(" a ", "\ta\t").encode()
    ),
    "zero-width spaces": lambda words: sprinkled(words, "\u200b").encode(),
    "soft hyphens": lambda words: sprinkled(words, "\u00ad").encode(),
    "byte order marks in the middle": lambda words: words.replace("\n", "\n\ufeff").encode(),
    "decomposed letters": lambda words: unicodedata.normalize("NFD", words).encode(),
    "trailing blanks": lambda words: words.replace("\n", " \t \n").encode(),
    "leading blanks": lambda words: words.replace("\n", "\n   ").encode(),
    "doubled blanks": lambda words: words.replace(" ", "  ").encode(),
    "doubled empty lines": lambda words: words.replace("\n", "\n\n").encode(),
    "no empty lines": lambda words: "\n".join(filter(None, words.splitlines())).encode(),
    "wrapped at 72 columns": lambda words: wrapped(words).encode(),
    "wrapped, with Windows line ends and a byte order mark": lambda words: (
        wrapped(words).replace("\n", "\r\n").encode("utf-8-sig")
    ),
}


def without_lines(text: Text) -> Text:
    """The text as if every part of it stood in line 0."""
    return replace(
        text,
        card=tuple(replace(p, line=0) for p in text.card),
        passages=tuple(replace(p, paragraph=replace(p.paragraph, line=0)) for p in text.passages),
        endnotes=tuple(replace(n, paragraph=replace(n.paragraph, line=0)) for n in text.endnotes),
        dropped=tuple(replace(d, line=0) for d in text.dropped),
    )


@pytest.mark.parametrize("coat", COATS)
def test_the_same_words_give_the_same_text(copy: Copy, coat: str, tmp_path: Path) -> None:
    plain = without_lines(copy.bring_in())
    coated = copy.saved_as(COATS[coat](copy.words()), tmp_path)
    assert without_lines(coated) == plain
    assert to_rst(without_lines(coated)) == to_rst(plain)
    assert compare(coated, fingerprints(plain)) == []


STRAIGHT = str.maketrans("“”‘’`", "\"\"'''")


def test_straight_quotes_stay_straight_and_leave_the_fingerprints(
    copy: Copy, tmp_path: Path
) -> None:
    curly = copy.bring_in()
    straight = copy.saved_as(copy.words().translate(STRAIGHT).encode(), tmp_path)
    assert [p.paragraph.text for p in straight.passages] == [
        p.paragraph.text.translate(STRAIGHT) for p in curly.passages
    ]
    assert [p.paragraph.marks for p in straight.passages] == [
        p.paragraph.marks for p in curly.passages
    ]
    assert fingerprints(straight) == fingerprints(curly)


def test_windows_1252_where_the_recipe_says_so(tmp_path: Path) -> None:
    folder = HERE / "cases" / "texts"
    ferry = Copy(folder / "ferry-1931.txt", folder / "ferry-1931.toml")
    recipe = tmp_path / "ferry-1931.toml"
    recipe.write_text('encoding = "windows-1252"\n' + ferry.recipe.read_text(encoding="utf-8"))
    saved = Copy(ferry.path, recipe).saved_as(ferry.words().encode("windows-1252"), tmp_path)
    assert saved == ferry.bring_in()


def test_another_copy_is_noticed_and_its_places_named(copy: Copy, tmp_path: Path) -> None:
    recorded = fingerprints(copy.bring_in())
    text = copy.bring_in()
    first, *others = text.passages
    altered = replace(first.paragraph, text=first.paragraph.text.upper())
    changed = replace(text, passages=(replace(first, paragraph=altered), *others[:-1]))
    assert compare(changed, recorded) == ["1", str(len(text.passages))]
