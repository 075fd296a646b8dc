"""What cannot be brought in is said in one sentence: where, what is wrong, what to write."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from sphinx_scholia.texts import (
    TextError,
    bring_in,
    fingerprints,
    fingerprints_path,
    read_fingerprints,
    read_recipe,
    write_fingerprints,
)

VELM = "The first boat was built by the miller of Velm, who charged a penny and kept no books."
OSTRA = "Ostra paid for thirty years, and nobody thought to ask the miller for his papers."
WINTER = "When the ice came early, the company laid up the boat, and Ostra called it theft."
COPY = f"{VELM}\n\nA quarrel\n\n{OSTRA}\n\n{WINTER}\n"


def problem(folder: Path, copy: str | bytes, recipe: str = "") -> str:
    """The message that a copy and a recipe give, with the folder left out."""
    (folder / "lake.toml").write_text(recipe, encoding="utf-8")
    raw = copy if isinstance(copy, bytes) else copy.encode()
    (folder / "lake.txt").write_bytes(raw)
    with pytest.raises(TextError) as error:
        bring_in(folder / "lake.txt", read_recipe(folder / "lake.toml"))
    message = str(error.value)
    assert "\n" not in message
    return message.replace(f"{folder}/", "")


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", VELM)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "lake.txt: is empty; copy the article's words into it"),
        (b" \r\n\t\n", "lake.txt: is empty;"),
        (b"\xef\xbb\xbf\n", "lake.txt: is empty;"),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
            "lake.txt: is a PDF, not plain text; open it, copy its words",
        ),
        (zipped(), "lake.txt: is a zip archive (perhaps a Word,"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900),
            "lake.txt: is a Word file, not plain text",
        ),
        (b"{\\rtf1 " + VELM.encode(), "lake.txt: is an RTF file"),
        (b"<!DOCTYPE html>\n<html>" + VELM.encode(), "lake.txt: is a saved web page"),
        (bytes(range(256)) * 4, "lake.txt: is a binary file, not plain text"),
        (
            VELM.encode("utf-16-le"),
            "lake.txt: looks like UTF-16 without a byte order mark; save it",
        ),
        (
            f"{VELM}\n\nOrá".encode("latin-1"),
            "lake.txt:3: byte 91 of the file, 0xE1, is not UTF-8; save the text as UTF-8, or name "
            'its encoding in lake.toml, as in encoding = "windows-1252"',
        ),
        (
            b"\xff\xfe" + VELM.encode("utf-16-le") + b"\n",
            "lake.txt:1: byte 175 of the file, 0x0A, is not UTF-16-LE",
        ),
    ],
)
def test_what_is_no_text(tmp_path: Path, raw: bytes, message: str) -> None:
    assert problem(tmp_path, raw).startswith(message)


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"lake\.txt: cannot be read \(No such file"):
        bring_in(tmp_path / "lake.txt", read_recipe(tmp_path / "lake.toml"))
    (tmp_path / "lake.txt").mkdir()
    with pytest.raises(TextError, match=r"lake\.txt: cannot be read \(Is a directory"):
        bring_in(tmp_path / "lake.txt", read_recipe(tmp_path / "lake.toml"))


def test_a_wrong_encoding_in_the_recipe(tmp_path: Path) -> None:
    message = problem(tmp_path, "Orá".encode("latin-1"), '\nencoding = "ascii"')
    assert "is not ASCII; save the text as UTF-8" in message
    assert problem(tmp_path, COPY, '\nencoding = "windows-1931"').startswith(
        "lake.toml:2: no encoding is called 'windows-1931'; write for example encoding = "
    )


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ("passages = \n", "lake.toml:1: is not valid TOML ("),
        (
            "passages = 3\npasages = 3\n",
            "lake.toml:2: unknown key 'pasages'; did you mean 'passages'? valid keys: abs",
        ),
        (
            "[[headings]]\nbefore = 1\ntitle = 'x'\n",
            "lake.toml:3: unknown key 'title' under 'headings'; ",
        ),
        ("\npassages = '3'\n", "lake.toml:2: 'passages' is a whole number of at least 1, not '3'"),
        ("passages = true\n", "lake.toml:1: 'passages' is a whole number"),
        ("continues = [2, 0]\n", "lake.toml:1: 'continues' is a whole number of at least 1, not 0"),
        ("card = 'By Hale'\n", "lake.toml:1: 'card' is a list: write card = [ … ], not 'By Hale'"),
        ("card = [\n  'By Hale',\n  3,\n]\n", "lake.toml:1: 'card' takes words in quotes"),
        ("drop = ['Menu']\n", "lake.toml:1: 'drop' is a table: write [drop], then on lines"),
        (
            "[drop]\n':x: y' = ['Menu']\n",
            "lake.toml:2: ':x: y' is no reason; write it in plain words",
        ),
        (
            "[mend]\n'mil ler' = 'Miller'\n",
            "lake.toml:2: 'mil ler' = 'Miller' does not mend a break",
        ),
        ("[mend]\n'boat' = 'boat'\n", "lake.toml:2: 'boat' = 'boat' does not mend a break"),
        ("endnotes = 3\n", "lake.toml:1: an article with endnotes needs both"),
        ("\n[[headings]]\ntext = 'A quarrel'\n", "lake.toml:2: a heading has 'before'"),
        (
            "[[headings]]\nbefore = 1\ntext = 'x'\nlabel = 'y'\n",
            "lake.toml:1: a heading has 'before'",
        ),
        ("headings = ['A quarrel']\n", "lake.toml:1: write a table: [[headings]], then its lines"),
        (
            "card = [\n  'By Hale',\n  'The first boat was built by the miller of Velm',\n]\n",
            "lake.toml:3: 'The first boat was built by the miller of Velm' is too long; the first",
        ),
    ],
)
def test_a_recipe_that_cannot_be_read(tmp_path: Path, recipe: str, message: str) -> None:
    assert problem(tmp_path, COPY, recipe).startswith(message)


def test_a_recipe_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "lake.toml").write_bytes("passages = 3\n# Orá\n".encode("latin-1"))
    with pytest.raises(TextError, match=r"lake\.toml:2: is not UTF-8; save the recipe as UTF-8"):
        read_recipe(tmp_path / "lake.toml")


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        (
            "card = [\n  'Ostra paid for fourty',\n]\n",
            "lake.toml:2: no line of the text begins with 'Ostra paid for fourty' (the nearest is "
            "line 5, 'Ostra paid for thirty years, and nobody thought …'); write the first words",
        ),
        (
            "card = ['By Hale']\n",
            "lake.toml:1: no line of the text begins with 'By Hale' (no line is like it)",
        ),
        ("[drop]\nnoise = ['Ostr']\n", "lake.toml:2: no line of the text begins with 'Ostr'"),
        (
            "card = ['A quarrel']\n[drop]\nnoise = ['A quarrel']\n",
            "lake.toml:1: line 3 of the text ('A quarrel') is named in line 3 already; take one",
        ),
        (
            "\n[[headings]]\nbefore = 3\ntext = 'A quarrel'\n",
            "lake.toml:2: the heading 'A quarrel' stands before ¶2 (line 3 of the text), not "
            "before ¶3; write before = 2",
        ),
        ("continues = [1]\n", "lake.toml:1: 'continues' names ¶1; write a number from 2 to 4"),
        ("\nabstract = 9\n", "lake.toml:2: 'abstract' names ¶9; write a number from 1 to 4"),
        ("[[headings]]\nbefore = 9\nlabel = 'x'\n", "lake.toml:1: 'headings' names ¶9; write"),
        (
            "[mend]\n\"mil ner\" = 'milner'\n",
            "lake.toml:2: neither 'mil ner' nor 'milner' is in the text; copy the broken words",
        ),
        (
            "passages = 3\n",
            "lake.txt:3: has 4 passages, but lake.toml says 3; 'A quarrel …' looks like none: ",
        ),
        (
            "passages = 9\n",
            "lake.txt: has 4 passages, but lake.toml says 9; if the copy is right, write passages",
        ),
        (
            "[drop]\nall = ['The first', 'A quarrel', 'Ostra paid', 'When the']\n",
            "lake.txt: has no passages: every line of it is dropped or on the card",
        ),
    ],
)
def test_a_recipe_that_does_not_fit(tmp_path: Path, recipe: str, message: str) -> None:
    assert problem(tmp_path, COPY, recipe).startswith(message)


def test_words_that_begin_two_lines(tmp_path: Path) -> None:
    copy = f"{COPY}\nListen to Ostra\n\nListen to Velm\n"
    assert problem(tmp_path, copy, "[drop]\nx = ['Listen to']\n").startswith(
        "lake.toml:2: 'Listen to' begins more than one line of the text (9, 11); write more of its "
        'words, or { every = "Listen to" } for all'
    )


def test_a_passage_that_a_rule_has_dropped(tmp_path: Path) -> None:
    message = problem(tmp_path, f"{COPY}\nRead more.\n", "passages = 5\n")
    assert "dropped lines are 9: name a passage among them in 'keep'" in message


def test_recorded_fingerprints_tell_which_passage_is_new_or_missing(tmp_path: Path) -> None:
    recipe = tmp_path / "lake.toml"
    recipe.write_text("[drop]\nheading = ['A quarrel']\n")
    (tmp_path / "lake.txt").write_text(COPY)
    text = bring_in(tmp_path / "lake.txt", read_recipe(recipe))
    write_fingerprints(fingerprints_path(recipe), fingerprints(text))
    fitting = "passages = 3\n" + recipe.read_text()
    added = COPY.replace(OSTRA, f"{OSTRA}\n\nSubscribe to the Review of the Lake, which is yours.")
    assert problem(tmp_path, added, fitting).startswith(
        "lake.txt:7: has 4 passages, but lake.toml says 3; 'Subscribe to the Review of the Lake, "
        "which …' looks new; if the copy is right"
    )
    assert "; ¶2 looks missing; " in problem(tmp_path, COPY.replace(OSTRA, ""), fitting)


NOTED = "It was built in 1874.1 No one in Ostra asked.2 Then the ledgers of 1923.3 were burned.4"
NOTES = "1 Mill Register, 3.\n2 Oll, Memories,\n1990.\n3 The same.\n4 Hearsay.\n"
NOTED_RECIPE = "endnotes = 4\nendnotes_start = '1 Mill Register'\n"


@pytest.mark.parametrize(
    ("passage", "notes", "recipe", "message"),
    [
        (
            NOTED.replace("asked.2", "asked."),
            NOTES,
            NOTED_RECIPE,
            "lake.txt:1: the number of endnote 2 of 4 is missing: endnote 1 is called in ¶1 "
            "('… built in 1874.1'), and no 2 is glued to a word after it",
        ),
        (NOTED.replace("1874.1 ", "1874. "), NOTES, NOTED_RECIPE, "lake.txt: no number 1 is glued"),
        (
            NOTED,
            NOTES.replace("3 The", "The"),
            NOTED_RECIPE,
            "lake.txt:4: endnote 3 of 4 is missing: after note 2 no line starts with 3; start its",
        ),
        (
            NOTED,
            NOTES + "5 Another.\n",
            NOTED_RECIPE,
            "lake.txt:8: a line starts with 5, but lake.toml says that there are 4 endnotes; write "
            "endnotes = 5",
        ),
        (
            NOTED,
            NOTES,
            NOTED_RECIPE.replace("1 Mill", "2 Oll,").replace(" Register", " Memories"),
            "lake.toml:2: 'endnotes_start' names a line that does not start with 1",
        ),
    ],
)
def test_endnotes_that_are_not_all_there(
    tmp_path: Path, passage: str, notes: str, recipe: str, message: str
) -> None:
    assert problem(tmp_path, f"{passage}\n\n{notes}", recipe).startswith(message)


@pytest.mark.parametrize("content", ["[1]", "{", '{"1": 2}', "\xff"])
def test_a_file_of_fingerprints_that_holds_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "lake.fingerprints.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(TextError, match=re.escape("does not hold fingerprints; delete it")):
        read_fingerprints(path)
