"""What a teacher sees of a copy that was brought in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_scholia.texts import (
    Heading,
    Mark,
    Text,
    bring_in,
    fingerprints_path,
    read_fingerprints,
    read_recipe,
    write_fingerprints,
)

FERRY = Path(__file__).parent / "cases" / "texts" / "ferry-1931.txt"
LONG = (
    "The first boat was built by the miller of Velm, who charged a penny for man and beast alike, "
    "kept no books, and paid no tax to anyone."
)


@pytest.fixture
def ferry() -> Text:
    return bring_in(FERRY, read_recipe(FERRY.with_suffix(".toml")))


def text_of(folder: Path, copy: str, recipe: str = "") -> Text:
    (folder / "lake.toml").write_text(recipe, encoding="utf-8")
    (folder / "lake.txt").write_text(copy, encoding="utf-8")
    return bring_in(folder / "lake.txt", read_recipe(folder / "lake.toml"))


def passages(text: Text) -> list[str]:
    return [passage.paragraph.text for passage in text.passages]


def reasons(text: Text) -> list[str]:
    return [dropped.why for dropped in text.dropped]


# A whole copy


def test_the_parts_of_a_copy(ferry: Text) -> None:
    assert ferry.slug == "ferry-1931"
    assert [p.number for p in ferry.passages] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [p.paragraph.line for p in ferry.passages] == [13, 16, 18, 19, 23, 25, 32, 35]
    assert [p.number for p in ferry.passages if p.continues] == [6]
    assert ferry.abstract == 1
    assert [p.text[:7] for p in ferry.card] == ["Who own", "By Toma", "Posted "]
    assert ferry.headings == (
        Heading(2, "Beginnings", ours=True),
        Heading(5, "A quarrel in winter", ours=False),
        Heading(7, "Now", ours=True),
    )
    assert [(d.line, d.why) for d in ferry.dropped] == [
        (1, "navigation"),
        (2, "picture description"),
        (3, "picture credit"),
        (11, "repeats the card"),
        (17, "repeats ¶4"),
        (27, "navigation"),
        (29, "picture description"),
        (30, "picture credit"),
        (37, "request for money"),
        (52, "navigation"),
    ]


def test_broken_words_are_mended_and_whole_ones_left(ferry: Text) -> None:
    words = "\n".join(passages(ferry))
    assert "thirty years nobody in Ostra" in words
    assert "Ship-builders, pre- and post-war alike" in words
    assert "21.4 percent of it" in words
    assert "in the early 1920s, and" in words
    assert "a bridge—it is" in words
    assert "capital — more" in words


def test_endnotes_and_their_marks(ferry: Text) -> None:
    marks = [(p.number, mark.number) for p in ferry.passages for mark in p.paragraph.marks]
    assert marks == [(2, 1), (2, 2), (3, 3), (3, 4), (4, 5), (5, 6), (6, 7), (8, 8)]
    ledgers = ferry.passages[2].paragraph
    assert ledgers.text[: ledgers.marks[1].offset].endswith("the ledgers of 1923.")
    assert "33.3 percent" in ferry.passages[6].paragraph.text
    notes = {note.number: note.paragraph.text for note in ferry.endnotes}
    assert sorted(notes) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert notes[1].endswith("Town Archive, 1875), 3.")
    assert notes[2].endswith(
        "Lake Messenger, May 7, 1901, http://lakemessenger. example/landing_stage."
    )
    assert notes[3] == "“The Sale of a Boat” (no author), p. 12."
    assert "Memories of a Teacher" in notes[4]
    assert notes[4].endswith("1928), 88-91.")
    assert notes[6].endswith("case 14/1930, in the Lake-side Reports.")


# Characters


def test_what_hides_is_shown(tmp_path: Path) -> None:
    text = text_of(tmp_path, "A bell\x07 rang\x1b[1m; txet\u202e\u2066 \x7f \x9d \ufdd0 \u200fend.")
    assert passages(text) == [
        "A bell␇ rang␛[1m; txet‹U+202E›‹U+2066› ␡ ‹U+009D› ‹U+FDD0› ‹U+200F›end."
    ]


def test_joiners_stay_where_they_are_spelling(tmp_path: Path) -> None:
    assert passages(text_of(tmp_path, "می‌خواهم and fer\u200cry\u200dman")) == [
        "می‌خواهم and ferryman"
    ]


# Paragraphs


def test_short_lines_that_are_not_wrapped_stay_apart(tmp_path: Path) -> None:
    copy = "Velm is a town.\nOstra is one, too, on the other shore.\nA ferry goes.\n\nIt is old.\n"
    assert len(passages(text_of(tmp_path, copy))) == 4


def test_a_wrapped_copy_with_a_long_address(tmp_path: Path) -> None:
    address = "https://lake.example/" + "a" * 120
    copy = (
        "The first boat was built by the miller of Velm, who charged a penny\n"
        "and kept no books, as one can read of him in the Lake Messenger, at\n"
        f"{address}\n\n"
        "Ostra paid for thirty years, and nobody ever thought to ask of his pa\u00ad\npers."
    )
    assert passages(text_of(tmp_path, copy)) == [
        "The first boat was built by the miller of Velm, who charged a penny and kept no books, "
        f"as one can read of him in the Lake Messenger, at {address}",
        "Ostra paid for thirty years, and nobody ever thought to ask of his papers.",
    ]


def test_hyphens_and_dashes_at_the_ends_of_wrapped_lines(tmp_path: Path) -> None:
    copy = (
        "It was paid for by the harbour fund, they say, and by the old ship-\n"
        "builders of the pre- and post-war years: they were rich then—richer—\n"
        "than Velm; and the ferry-men had to be content with what there was –\n"
        "in 1929, that was little — and with what the towns gave to the pre-\n"
        "and post-war poor.\n\nThe end.\n"
    )
    assert passages(text_of(tmp_path, copy))[0] == (
        "It was paid for by the harbour fund, they say, and by the old ship-builders of the pre- "
        "and post-war years: they were rich then—richer—than Velm; and the ferry-men had to be "
        "content with what there was – in 1929, that was little — and with what the towns gave to "
        "the pre- and post-war poor."
    )


# Noise


@pytest.mark.parametrize(
    "line",
    [
        "Menu Close",
        "Register now",
        "Want to write?",
        "SUBSCRIBE",
        "Share on Facebook",
        "Read more »",
        "Advertisement",
        "Sign up for our newsletter",
        "Related articles",
        "Skip to main content",
    ],
)
def test_navigation_goes(tmp_path: Path, line: str) -> None:
    text = text_of(tmp_path, f"{LONG}\n\n{line}\n")
    assert (passages(text), reasons(text)) == ([LONG], ["navigation"])


@pytest.mark.parametrize(
    "line",
    [
        "Photo by Lena Arvid",
        "Photo by Lena Arvid/AFP via Getty Images",
        "Photograph: Lena Arvid/Reuters",
        "Waiting for the boat at Velm, May 1931. EPA-EFE/Lena Arvid",
        "Waiting for the boat. Velm, 1931. Reuters",
        "Waiting for the boat at Velm (Lena Arvid/AP Photo)",
        "The landing. Pell via Wikimedia Commons, CC BY-SA 4.0",
    ],
)
def test_picture_credits_go(tmp_path: Path, line: str) -> None:
    text = text_of(tmp_path, f"{LONG}\n\n{line}\n")
    assert (passages(text), reasons(text)) == ([LONG], ["picture credit"])


@pytest.mark.parametrize(
    "line",
    [
        "Register now to vote, said the mayor of Velm, and two hundred did.",
        "The mayor had told it to Reuters.",
        "“Nobody rows any more,” he said to AFP",
        "Reuters",
        "Photo by photo, she kept the memory of the ferry.",
        "Share on, share alike: that was the rule of the boat.",
        "The picture by Pell hangs in the church of Velm.",
        "The first boat was built by the miller",  # too short for a pull-quote
        "Ostra waits.\n\nOstra waits.",  # a refrain
    ],
)
def test_what_looks_like_noise_and_is_none_stays(tmp_path: Path, line: str) -> None:
    text = text_of(tmp_path, f"{LONG}\n\n{line}\n")
    assert (passages(text), reasons(text)) == ([LONG, *line.split("\n\n")], [])


@pytest.mark.parametrize(
    ("copy", "kept_line", "why"),
    [
        (f"{LONG[:70]}\n\n{LONG}", 3, "repeats ¶1"),
        (f"{LONG}\n\n{LONG.rstrip('.')}", 1, "repeats ¶1"),
        (f"{LONG.rstrip('.')}\n\n{LONG}", 3, "repeats ¶1"),
        (f"{LONG}\n\n{LONG}", 1, "repeats ¶1"),
        (f"{LONG[:70].replace('boat', 'bo at')}\n\n{LONG}", 3, "repeats ¶1"),
    ],
)
def test_a_pull_quote_goes_and_the_paragraph_stays(
    tmp_path: Path, copy: str, kept_line: int, why: str
) -> None:
    text = text_of(tmp_path, copy)
    assert [(p.paragraph.line, p.paragraph.text) for p in text.passages] == [(kept_line, LONG)]
    assert reasons(text) == [why]


def test_the_recipe_can_keep_what_a_rule_would_drop(tmp_path: Path) -> None:
    text = text_of(tmp_path, f"{LONG}\n\nRead more.\n\n{LONG[:70]}\n", "keep = ['Read more']")
    assert passages(text) == [LONG, "Read more."]


def test_the_recipe_can_drop_every_line_that_starts_alike(tmp_path: Path) -> None:
    recipe = "[drop]\n'audio promotion' = [{ every = 'Listen to' }]"
    text = text_of(tmp_path, f"Listen to Velm\n\n{LONG}\n\nListen to Ostra\n", recipe)
    assert (passages(text), reasons(text)) == ([LONG], ["audio promotion", "audio promotion"])


def test_recipes_look_past_quotes_and_blanks(tmp_path: Path) -> None:
    copy = f"“The  miller’s\u00a0boat” is by Hale\n\n{LONG}"
    text = text_of(tmp_path, copy, "card = ['''\"The miller's boat''']")
    assert [p.text for p in text.card] == ["“The miller’s boat” is by Hale"]


# Mending


def test_words_are_joined_only_where_the_recipe_says(tmp_path: Path) -> None:
    recipe = "[mend]\n'a cause' = 'acause'\n'mid1990s' = 'mid-1990s'\n'be half' = 'behalf'"
    text = text_of(
        tmp_path,
        "One who stood for a cause knew its able men, of how many, or less, in the mid1990s; on be "
        "half of them, it may be halfway, and a causeway was built.",
        recipe,
    )
    assert passages(text) == [
        "One who stood for acause knew its able men, of how many, or less, in the mid-1990s; on "
        "behalf of them, it may be halfway, and a causeway was built."
    ]


def test_a_copy_whose_words_are_whole_needs_no_mending(tmp_path: Path) -> None:
    text = text_of(tmp_path, "On behalf of Velm.", "[mend]\n'be half' = 'behalf'")
    assert passages(text) == ["On behalf of Velm."]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("a mountain- dwelling people", "a mountain-dwelling people"),
        ("step- by-step", "step-by-step"),
        ("two- or three-fold, pre- and post-war, one- to two-day", None),
        ("a rank- and-file", "a rank-and-file"),
        ("for years— and more", "for years—and more"),
        ("for years —and more", "for years—and more"),
        ("for years — and more", None),
        ("from 1990 - 1994, well - no", None),
    ],
)
def test_hyphens_and_dashes(tmp_path: Path, broken: str, whole: str | None) -> None:
    assert passages(text_of(tmp_path, f"It is {broken}.")) == [f"It is {whole or broken}."]


# Endnote numbers


@pytest.mark.parametrize(
    ("words", "clean", "offset"),
    [
        ("They met in 2020.1 Then", "They met in 2020. Then", 17),
        ("They fought in 1914–17.1 Then", "They fought in 1914–17. Then", 23),
        ("He said “row.”1 Then", "He said “row.” Then", 14),
        ('He said "row."1 Then', 'He said "row." Then', 14),
        ("They met in Velm1 and rowed", "They met in Velm and rowed", 16),
        ("They met (in Velm)1 and rowed", "They met (in Velm) and rowed", 18),
        ("In 1990,1 they met", "In 1990, they met", 8),
        ("They met.1", "They met.", 9),
        ("It cost $2.1 million in all.1 Then", "It cost $2.1 million in all. Then", 28),
        (
            "The G1 and the A1 met in 1911–1 of them all!1",
            "The G1 and the A1 met in 1911–1 of them all!",
            44,
        ),
        ("By 7:1 they won.1 Then", "By 7:1 they won. Then", 16),
        ("In ’1 or “1 of” 1 (1) -1 they met.1", "In ’1 or “1 of” 1 (1) -1 they met.", 34),
    ],
)
def test_only_a_note_number_is_taken_for_one(
    tmp_path: Path, words: str, clean: str, offset: int
) -> None:
    recipe = "endnotes = 1\nendnotes_start = '1 Hearsay'"
    paragraph = text_of(tmp_path, f"{words}\n\n1 Hearsay.", recipe).passages[0].paragraph
    assert (paragraph.text, paragraph.marks) == (clean, (Mark(offset, 1),))


def test_without_endnotes_in_the_recipe_numbers_stay(tmp_path: Path) -> None:
    assert passages(text_of(tmp_path, "They met in 2020.1 Then")) == ["They met in 2020.1 Then"]


# Fingerprints


def test_fingerprints_are_kept_one_place_a_line_in_order(tmp_path: Path) -> None:
    path = fingerprints_path(tmp_path / "lake.toml")
    prints = {"n1": "c", "10": "b", "2": "a"}
    write_fingerprints(path, prints)
    assert path.name == "lake.fingerprints.json"
    assert path.read_text() == '{\n  "2": "a",\n  "10": "b",\n  "n1": "c"\n}\n'
    assert read_fingerprints(path) == prints
    before = path.stat().st_mtime_ns
    write_fingerprints(path, prints)
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert json.loads(path.read_text()) == prints


def test_no_fingerprints_where_none_are_recorded(tmp_path: Path) -> None:
    assert read_fingerprints(tmp_path / "none.json") == {}


def test_a_recipe_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    recipe = read_recipe(tmp_path / "lake.toml")
    assert (recipe.passages, recipe.endnotes, recipe.card, recipe.slug) == (None, 0, (), "lake")
