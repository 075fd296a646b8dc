"""The student's edition holds no word that only the teacher should read."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path

import pytest
from building import PRECIS, TEXT, Built, Site, copy_of

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "dummy"),
]
#: words that stand only in answers
WORDS = (b"quillwort", b"marshmallow", b"For the teacher")


def content(path: Path) -> bytes:
    """What a file holds, unpacked where it is packed."""
    raw = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if path.suffix == ".gz":
        return gzip.decompress(raw)
    if path.name == "objects.inv":
        return zlib.decompress(raw[raw.index(b"zlib.\n") + 6 :])
    return raw


def told(built: Built) -> list[str]:
    """The files of a build that hold a word of an answer."""
    return [
        f"{path.relative_to(built.out)}: {word.decode()}"
        for path in built.out.rglob("*")
        if path.is_file()
        for word in WORDS
        if word.lower() in content(path).lower()
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("lake", tmp_path_factory.mktemp("editions"))


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_students_build_holds_no_word_of_an_answer(
    site: Site, builder: str, wording: dict[str, str]
) -> None:
    assert told(site.build(builder, **wording, html_copy_source=True)) == []


@pytest.mark.parametrize(
    ("builder", "file"),
    [
        ("html", "ferry.html"),
        ("dirhtml", "ferry/index.html"),
        ("singlehtml", "index.html"),
        ("text", "ferry.txt"),
        ("epub", "TwoArticlesonLakeOra.epub"),
    ],
)
def test_a_teachers_build_has_the_answers(site: Site, builder: str, file: str) -> None:
    found = told(site.build(builder, scholia_edition="teacher"))
    assert {f"{file}: {word.decode()}" for word in WORDS} <= set(found)


def test_a_students_build_in_the_place_of_a_teachers_is_clean(tmp_path: Path) -> None:
    site = copy_of("lake", tmp_path)
    site.build(scholia_edition="teacher", html_copy_source=True)
    # another builder reads the pages again, so that the next one finds nothing to read
    site.build("text", scholia_edition="student")
    assert told(site.build(scholia_edition="student")) == []


def test_an_edition_that_does_not_exist_is_the_students(tmp_path: Path) -> None:
    built = copy_of("lake", tmp_path).build(scholia_edition="pupil")
    (warning,) = built.warnings
    assert "The config value `scholia_edition` has to be a one of" in warning
    assert told(built) == []
