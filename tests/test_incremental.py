"""Which pages are read and written again after a change, and after none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from building import PRECIS, ROOTS, TEXT, Built, Site

LAKE = ROOTS / "test-lake"
NOTHING: set[str] = set()
#: the index page has references to the ferry, which Sphinx writes again with what they lead to
FERRY_AND_ITS_PARENTS = {"ferry", "index"}

Lake = Callable[..., Site]


def old(site: Site) -> Site:
    """The site with all its files an hour old, since Sphinx goes by the clock."""
    for path in site.folder.rglob("*"):
        if path.is_file() and "_build" not in path.relative_to(site.folder).parts:
            os.utime(path, (path.stat().st_mtime - 3600,) * 2)
    return site


def edit(site: Site, file: str, before: str, after: str) -> None:
    """Change a word or two in a file."""
    content = (site.folder / file).read_text(encoding="utf-8")
    assert before in content
    (site.folder / file).write_text(content.replace(before, after), encoding="utf-8")


def words(built: Built, docname: str) -> str:
    return " ".join(built.page(f"{docname}.html").text_content().split())


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_after_nothing_nothing_is_read_or_written(lake: Lake, wording: dict[str, str]) -> None:
    site = old(lake())
    site.build(**wording)
    again = site.build(**wording)
    assert (again.read, again.written) == (NOTHING, NOTHING)
    assert again.warnings == []


def test_after_an_edited_note_its_article_is_read(lake: Lake) -> None:
    site = old(lake())
    site.build()
    edit(site, "annotations/ferry.rst", "Sheep went free", "Sheep paid double")
    again = site.build()
    assert again.read == {"ferry"}
    assert again.written == FERRY_AND_ITS_PARENTS
    assert "Sheep paid double" in words(again, "ferry")


def test_after_a_file_of_notes_came_its_article_is_read(lake: Lake) -> None:
    site = old(lake({"annotations/bridge.rst": None, "annotations/ferry.rst": None}))
    notes = (LAKE / "annotations" / "bridge.rst").read_text(encoding="utf-8")
    before = site.build()
    assert "Wooden ones" not in words(before, "bridge")
    again = site.write({"annotations/bridge.rst": notes}).build()
    assert again.read == {"bridge"}
    assert "Wooden ones" in words(again, "bridge")


def test_after_a_file_of_notes_went_its_article_is_read(lake: Lake) -> None:
    site = lake()
    edit(site, "annotations/ferry.rst", " :note:`bridge/piers` has more.", "")
    old(site).build()
    again = site.write({"annotations/bridge.rst": None}).build()
    assert again.warnings == []
    assert again.read == {"bridge"}
    assert "Wooden ones" not in words(again, "bridge")


def test_after_a_text_came_and_went_its_article_is_read(lake: Lake) -> None:
    site = old(lake())
    site.build()
    with_texts = site.build(**TEXT)
    assert with_texts.read == {"ferry", "bridge"}
    assert "the fares were listed in chalk" in words(with_texts, "ferry")
    site.write({"texts/ferry.txt": None})
    without_one = site.build(**TEXT)
    assert without_one.read == {"ferry"}
    assert "the fares were listed in chalk" not in words(without_one, "ferry")
    without = site.build()
    assert without.read == {"bridge"}
    assert site.build().read == NOTHING


def test_after_an_edited_text_its_article_is_read(lake: Lake) -> None:
    site = old(lake())
    site.build(**TEXT)
    edit(site, "texts/ferry.txt", "listed in chalk", "listed in ink")
    again = site.build(**TEXT)
    assert again.read == {"ferry"}
    assert "the fares were listed in ink" in words(again, "ferry")


def test_a_text_saved_again_without_a_change_is_not_read(lake: Lake) -> None:
    site = old(lake())
    site.build(**TEXT)
    (site.folder / "texts" / "ferry.txt").touch()
    assert site.build(**TEXT).read == NOTHING


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_after_an_edited_recipe_its_article_is_read(lake: Lake, wording: dict[str, str]) -> None:
    site = old(lake())
    site.build(**wording)
    edit(site, "ferry.toml", 'label = "Beginnings"', 'label = "Of goats"')
    again = site.build(**wording)
    assert again.read == {"ferry"}
    assert "[Of goats]" in words(again, "ferry")


def test_a_recipe_that_comes_is_read(lake: Lake) -> None:
    site = old(lake())
    site.build()
    heading = 'passages = 2\n\n[[headings]]\nbefore = 2\nlabel = "Of piers"\n'
    again = site.write({"bridge.toml": heading}).build()
    assert again.read == {"bridge"}
    assert "[Of piers]" in words(again, "bridge")


def test_after_a_new_term_the_pages_that_use_it_are_written_and_not_read(lake: Lake) -> None:
    site = old(lake())
    site.build()
    entry = "\n   stone\n      What piers are made of.\n\n      :forms: stone piers\n"
    words_file = (LAKE / "glossary" / "words.rst").read_text(encoding="utf-8")
    again = site.write({"glossary/words.rst": words_file + entry}).build()
    assert again.read == {"glossary"}
    assert {"glossary", "bridge"} <= again.written
    assert "ferry" not in again.written
    (link,) = again.page("bridge.html").xpath("//a[contains(@href, 'term-stone')]")
    assert link.text_content() == "stone piers"


def test_after_a_term_went_its_links_go_too(lake: Lake) -> None:
    site = old(lake())
    site.build(**TEXT)
    edit(site, "glossary/words.rst", "   prudence\n", "   caution\n")
    again = site.build(**TEXT)
    assert again.read == {"glossary"}
    assert {"glossary", "ferry"} <= again.written
    assert "bridge" not in again.written
    assert not again.page("ferry.html").xpath("//a[contains(@href, 'term-prudence')]")


def test_after_an_edited_definition_only_the_glossary_is_read_and_written(lake: Lake) -> None:
    site = old(lake())
    site.build()
    edit(site, "glossary/words.rst", "Care for what may come", "Care for what has come")
    again = site.build()
    assert again.read == {"glossary"}
    assert again.written <= {"glossary", "index"}


def test_after_an_edited_answer_a_students_page_has_the_same_bytes(lake: Lake) -> None:
    site = old(lake())
    before = (site.build().out / "ferry.html").read_bytes()
    edit(site, "ferry.rst", "*quillwort*", "*fern*")
    assert (site.build().out / "ferry.html").read_bytes() == before


@pytest.mark.parametrize("other", ["text", "dirhtml"])
def test_a_text_that_went_is_gone_from_every_output(lake: Lake, other: str) -> None:
    site = old(lake())
    built = site.build(**TEXT)
    site.build(other)
    assert "listed in chalk" in words(built, "ferry"), "not yet"
    assert "listed in chalk" not in words(site.build(), "ferry")


def test_a_change_seen_by_one_builder_reaches_the_next(lake: Lake) -> None:
    site = old(lake())
    site.build()
    site.build("text")
    edit(site, "annotations/ferry.rst", "Sheep went free", "Sheep paid double")
    site.build()
    again = site.build("text")
    assert "Sheep paid double" in (again.out / "ferry.txt").read_text(encoding="utf-8")
    assert again.read == NOTHING


def test_a_warning_about_two_pages_does_not_go_away_unmended(lake: Lake) -> None:
    site = old(lake())
    site.build()
    edit(site, "glossary/words.rst", ":forms: Council", ":forms: Council; Ostra")
    (warning,) = site.build().warnings
    assert "the form 'Ostra' belongs to 'Ostra' and to 'Lakeside Council'" in warning
    edit(site, "annotations/ferry.rst", "Sheep went free", "Sheep paid double")
    assert site.build().warnings == [warning]


def test_paths_of_one_machine_are_not_kept(lake: Lake, tmp_path: Path) -> None:
    site = old(lake())
    site.build(**TEXT)
    moved = Site(site.folder.rename(tmp_path / "moved"))
    again = moved.build(**TEXT)
    assert again.warnings == []
    assert "listed in chalk" in words(again, "ferry")
