"""What stands beside a build: recording, publishing, and builds that must not happen."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from building import PROJECT, ROOTS, TEXT, Site

from sphinx_scholia.publish import main

FERRY = (ROOTS / "test-lake" / "texts" / "ferry.txt").read_text(encoding="utf-8")

Lake = Callable[..., Site]


Command = Callable[..., "Said"]


class Said(NamedTuple):
    """What a command has answered."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path) -> Said:
    """Run a module of Python, as a Makefile would."""
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Do what ``python -m sphinx_scholia.publish`` does, without another Python."""

    def call(*arguments: str | Path) -> Said:
        status = main([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return call


def sphinx_build(site: Site, *options: str) -> Said:
    """Run sphinx-build on a site, with its doctrees beside the pages."""
    build = site.folder / "_build"
    where = ("-d", build / "doctrees", site.folder, build / "html")
    return run("sphinx", "-q", "-n", "-W", "--no-color", *options, *where)


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("folder", ["texts", "My texts", "../Ida's texts", "/home/ida/My texts"])
@pytest.mark.parametrize("target", ["student", "pdf", "live", "lint", "record"])
def test_a_folder_of_texts_may_have_any_name(target: str, folder: str) -> None:
    command = ["make", "--dry-run", "--no-print-directory", "-C", PROJECT, target]
    done = subprocess.run([*command, f"TEXTS={folder}"], capture_output=True, text=True, check=True)
    commands = [shlex.split(line) for line in done.stdout.replace("\\\n", "").splitlines()]
    (*_, last) = [words for words in commands if f"scholia_texts={folder}" in words]
    assert "-D" in last and (target != "live" or folder in last)


# recording


def record(site: Site, **settings: object) -> list[str]:
    """Write down which texts are at hand, as ``make record`` does; returns what was warned of."""
    return site.build("dummy", scholia_record=True, **{**TEXT, **settings}).warnings


def test_fingerprints_are_recorded_beside_each_page(lake: Lake) -> None:
    site = lake()
    assert record(site) == []
    written = sorted(path.name for path in site.folder.glob("*.fingerprints.json"))
    assert written == ["bridge.fingerprints.json", "ferry.fingerprints.json"]
    places = json.loads((site.folder / written[1]).read_text(encoding="utf-8"))
    assert list(places) == ["1", "2", "3", "4", "n1", "n2", "n3"]
    assert site.build("dummy", **TEXT).warnings == []


def test_a_text_without_a_page_is_not_recorded(lake: Lake) -> None:
    site = lake({"texts/canal.txt": FERRY})
    record(site)
    assert not list(site.folder.rglob("canal*.json"))


def test_a_differing_text_is_named_passage_by_passage(lake: Lake) -> None:
    site = lake()
    record(site)
    altered = FERRY.replace("washed off by rain", "washed off by snow")
    altered = altered.replace("4 April 1931", "5 April 1931")
    site.write({"texts/ferry.txt": altered})
    words = "is not the passage that the notes were written for; compare the copies"
    assert site.build("dummy", **TEXT).warnings == [
        f"texts/ferry.txt:7: WARNING: 3 {words} [scholia.text_differs]",
        f"texts/ferry.txt:15: WARNING: n3 {words} [scholia.text_differs]",
    ]


def test_a_differing_text_can_be_accepted(lake: Lake) -> None:
    site = lake()
    record(site)
    site.write({"texts/ferry.txt": FERRY.replace("washed off by rain", "washed off by snow")})
    quiet = {"suppress_warnings": ["scholia.text_differs"]}
    assert site.build("dummy", **TEXT, **quiet).warnings == []


# publish


def put(folder: Path, content: dict[str, str]) -> None:
    for name, words in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")


def test_publishing_makes_the_public_folder_the_same(tmp_path: Path, command: Command) -> None:
    put(tmp_path / "new", {"index.html": "new", "a/b/c.html": "new"})
    put(tmp_path / "public", {"index.html": "old", "stale.html": "old", "x/y/stale.html": "old"})
    assert command(tmp_path / "new", tmp_path / "public").status == 0
    assert files(tmp_path / "public") == {"index.html": "new", "a/b/c.html": "new"}
    assert not (tmp_path / "public" / "x").exists()


def test_publishing_for_the_first_time(tmp_path: Path, command: Command) -> None:
    put(tmp_path / "new", {"index.html": "new"})
    assert command(tmp_path / "new", tmp_path / "public").status == 0
    assert files(tmp_path / "public") == {"index.html": "new"}


def test_publishing_touches_only_what_differs(tmp_path: Path, command: Command) -> None:
    put(tmp_path / "new", {"same.html": "same", "other.html": "new"})
    put(tmp_path / "public", {"same.html": "same", "other.html": "old"})
    for path in (tmp_path / "public").iterdir():
        os.utime(path, (1000, 1000))
    assert command(tmp_path / "new", tmp_path / "public").status == 0
    times = {path.name: path.stat().st_mtime for path in (tmp_path / "public").iterdir()}
    assert times["same.html"] == 1000
    assert times["other.html"] > 1000


def test_what_sphinx_keeps_for_itself_is_not_published(tmp_path: Path, command: Command) -> None:
    notes = {".buildinfo": "x", ".doctrees/index.doctree": "x", ".scholia.json": "{}"}
    put(tmp_path / "new", {"index.html": "new", "_static/a.css": "new", **notes})
    assert command(tmp_path / "new", tmp_path / "public").status == 0
    assert files(tmp_path / "public") == {"index.html": "new", "_static/a.css": "new"}


def test_dotfiles_of_the_public_folder_are_left(tmp_path: Path, command: Command) -> None:
    put(tmp_path / "new", {"index.html": "new"})
    put(tmp_path / "public", {".nojekyll": "", ".git/HEAD": "main"})
    assert command(tmp_path / "new", tmp_path / "public").status == 0
    assert set(files(tmp_path / "public")) == {"index.html", ".nojekyll", ".git/HEAD"}


def test_nothing_is_published_from_a_folder_that_is_not_there(
    tmp_path: Path, command: Command
) -> None:
    put(tmp_path / "public", {"index.html": "old"})
    result = command(tmp_path / "new", tmp_path / "public")
    assert result.status == 1
    assert result.err == f"{tmp_path}/new: there is no such folder\n"
    assert files(tmp_path / "public") == {"index.html": "old"}


# Builds that must not happen


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        pytest.param(
            {"texts/ferry.txt": b"%PDF-1.7 and so on"},
            ["texts/ferry.txt: is a PDF, not plain text; open it, copy its words"],
            id="a copy that is no text",
        ),
        pytest.param(
            {"texts/ferry.txt": b"%PDF-1.7", "texts/bridge.txt": b""},
            [
                "texts/bridge.txt: is empty; copy the article's words into it",
                "texts/ferry.txt: is a PDF, not plain text; open it, copy its words",
            ],
            id="two copies that are no texts",
        ),
        pytest.param(
            {"texts/ferry.txt": FERRY.replace("1 Register", "One more.\n\n1 Register")},
            ["has 5 passages, but ferry.toml says 4"],
            id="a passage too many",
        ),
        pytest.param(
            {"ferry.toml": "passages = four\n"},
            ["ferry.toml:1: is not valid TOML"],
            id="a recipe that is none",
        ),
        pytest.param(
            {"texts/Ferry.TXT": FERRY},
            ["texts/ferry.txt: Ferry.TXT is a copy of the same article; keep one of them"],
            id="two copies of one article",
        ),
    ],
)
def test_a_text_that_cannot_be_used_stops_the_build_and_leaves_everything(
    lake: Lake, changes: dict[str, str | bytes], messages: list[str]
) -> None:
    site = lake()
    site.build(**TEXT)
    before = files(site.folder / "_build" / "texts")
    pages = (site.folder / "_build" / "html" / "ferry.html").read_bytes()
    result = sphinx_build(site.write(changes), "-D", "scholia_texts=texts")
    assert result.status != 0
    said = result.err.replace(f"{site.folder}/", "").splitlines()
    assert len(said) == len(messages)
    for line, message in zip(said, messages, strict=True):
        assert line.startswith("ERROR: ")
        assert message in line
    assert files(site.folder / "_build" / "texts") == before
    assert (site.folder / "_build" / "html" / "ferry.html").read_bytes() == pages


def test_a_folder_of_texts_that_is_not_there_stops_the_build(lake: Lake) -> None:
    site = lake()
    result = sphinx_build(site, "-D", "scholia_texts=nowhere")
    assert result.status != 0
    assert result.err == (
        f"ERROR: {site.folder}/nowhere: there is no such folder of texts; write TEXTS=folder\n"
    )


def test_a_text_without_an_article_is_pointed_out(lake: Lake) -> None:
    site = lake({"texts/fery.txt": FERRY, "texts/zeppelin.txt": FERRY})
    assert site.build("dummy", **TEXT).warnings == [
        "texts/fery.txt:1: WARNING: no article is called 'fery'; rename it to ferry.txt "
        "[scholia.text_unused]",
        "texts/zeppelin.txt:1: WARNING: no article is called 'zeppelin' [scholia.text_unused]",
    ]


def test_a_policy_that_is_none_stops_the_build(lake: Lake) -> None:
    site = lake()
    conf = (site.folder / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": f'{conf}\nscholia_policy_sources = {{"image-src": "data:"}}\n'})
    result = sphinx_build(site)
    assert result.status != 0
    assert result.err == (
        "ERROR: scholia_policy_sources: no directive is called 'image-src'; "
        "did you mean 'img-src'?\n"
    )


def test_notes_without_an_article_are_pointed_out(lake: Lake) -> None:
    site = lake(
        {
            "annotations/fery.rst": ".. no notes as yet\n",
            "annotations/old/ferry.rst": ".. no notes as yet\n",
            "annotations/zeppelin.rst": "",
            "annotations/_draft.rst": "",
        }
    )
    unused = "[scholia.notes_unused]"
    for _ in range(2):  # also where no page is read again
        assert site.build("dummy").warnings == [
            "annotations/fery.rst:1: WARNING: no article is called 'fery'; rename it to ferry.rst "
            + unused,
            "annotations/old/ferry.rst:1: WARNING: no article is called 'old/ferry'; rename it to "
            f"ferry.rst {unused}",
            f"annotations/zeppelin.rst:1: WARNING: no article is called 'zeppelin' {unused}",
        ]


def test_a_folder_of_notes_that_is_not_there_stops_the_build(lake: Lake) -> None:
    site = lake()
    result = sphinx_build(site, "-D", "scholia_annotations=anotations")
    assert result.status != 0
    assert result.err == (
        f"ERROR: {site.folder}/anotations: there is no such folder of notes; "
        "mend scholia_annotations in conf.py\n"
    )


def test_other_files_among_the_texts_are_left_alone(lake: Lake) -> None:
    site = lake({"texts/README.md": "mine", "texts/ferry.pdf": b"%PDF", "texts/.DS_Store": b"\0"})
    assert site.build("dummy", **TEXT).warnings == []


def test_a_warning_fails_the_build_where_warnings_are_errors(lake: Lake) -> None:
    site = lake({"annotations/bridge.rst": "Stray words.\n"})
    result = sphinx_build(site)
    assert result.status == 1
    assert f"{site.folder}/annotations/bridge.rst:1: " in result.err


def test_without_a_place_for_doctrees_texts_are_not_among_the_pages(lake: Lake) -> None:
    site = lake()
    out = site.folder / "_build" / "html"
    result = run("sphinx", "-q", "-D", "scholia_texts=texts", site.folder, out)
    assert (result.status, result.err) == (0, "")
    (built,) = out.rglob("ferry.rst")
    assert built.relative_to(out).parts[0] == ".doctrees"
    assert "listed in chalk" in (out / "ferry.html").read_text(encoding="utf-8")


def test_notes_among_the_pages_are_not_taken_for_the_page(lake: Lake) -> None:
    page = """
        :orphan:

        .. article:: abbey

           :Author: Hale

        .. passages::

           1. One.
    """
    files = {
        "abbey.rst": page,
        "abbey.toml": 'passages = 1\ncard = ["Written by"]\n',
        "annotations/abbey.rst": ".. no notes as yet\n",
        "texts/abbey.txt": "Written by Hale\n\nThe abbey stood on the shore of the lake.\n",
    }
    built = lake(files).build(**TEXT)
    assert built.warnings == []
    assert "stood on the shore" in built.words("abbey.html")


def test_the_build_ends_with_a_line_for_each_article(lake: Lake) -> None:
    status = lake().build(**TEXT).status
    rows = [line.split() for line in status.splitlines() if line.startswith(("bridge ", "ferry "))]
    assert rows == [
        ["bridge", "text", "2", "1", "0", "4", "1"],
        ["ferry", "text", "4", "8", "0", "4", "2"],
    ]
