"""What ``make lint`` says of content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from building import ROOTS, TEXT, Site
from test_command import sphinx_build

Lake = Callable[..., Site]

NOTES = (ROOTS / "test-lake" / "annotations" / "ferry.rst").read_text(encoding="utf-8")
CARD = "\n".join(
    f"   :{name}: not known"
    for name in (
        "Author",
        "Affiliation",
        "Outlet",
        "Title",
        "Date",
        "Genre",
        "Length",
        "Rights",
        "Find the original",
        "Ask of this source",
    )
)


def said(site: Site, **settings: object) -> list[str]:
    """The findings of lint, without the colour of warnings."""
    built = site.build("dummy", scholia_lint=True, **TEXT, **settings)
    return [line for line in built.warnings if "[scholia.content]" in line]


def lines_with(words: str, site: Site) -> list[str]:
    return [line.split(": ")[0] for line in said(site) if words in line]


def test_a_note_without_a_source_is_named_with_file_and_line(lake: Lake) -> None:
    line = NOTES.splitlines().index(".. annotation:: goat") + 1
    assert f"annotations/ferry.rst:{line}" in lines_with("note 'goat' names no source", lake())


def test_a_note_with_a_passage_to_compare_needs_no_source(lake: Lake) -> None:
    assert lines_with("note 'theft' names no source", lake()) == []


@pytest.mark.parametrize(("words", "found"), [(60, 0), (61, 1)])
def test_a_note_has_at_most_sixty_words(lake: Lake, words: int, found: int) -> None:
    notes = NOTES.replace("Sheep went free.", " ".join(["word"] * words))
    site = lake({"annotations/ferry.rst": notes})
    assert len(lines_with(f"note 'goat' has {words} words; at most 60", site)) == found


def test_a_quote_has_two_to_eight_words(lake: Lake) -> None:
    notes = NOTES.replace(":quote: each goat", ":quote: goat\n   :prefix: each")
    site = lake({"annotations/ferry.rst": notes})
    assert len(lines_with("the quote of note 'goat' has not 2 to 8 words", site)) == 1


def test_a_card_has_all_its_fields_in_order(lake: Lake) -> None:
    ferry = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")
    card = ferry[ferry.index("   :Author:") : ferry.index(".. central-question::")]
    site = lake()
    assert "ferry.rst:5" in lines_with("the card has not the fields", site)
    site.write({"ferry.rst": ferry.replace(card, f"{CARD}\n\n")})
    assert "ferry.rst:5" not in lines_with("the card has not the fields", site)


EVENT = """
    Times
    =====

    .. event:: 1874
       :name: boat
       :title: The boat is built
       :articles: ferry/2

       It had room for nine goats.

       {more}
"""


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("Nobody counted them.", "event 'event-boat' names no source"),
        (f"See :passage:`ferry/2`: {'word ' * 60}", "event 'event-boat' has 69 words; at most 60"),
    ],
)
def test_all_paragraphs_of_an_event_are_looked_at(lake: Lake, more: str, message: str) -> None:
    site = lake({"times.rst": EVENT.format(more=more)})
    assert lines_with(message, site) == ["times.rst:4"]
    site.write({"times.rst": EVENT.format(more="See :passage:`ferry/2`.")})
    assert lines_with("event 'event-boat'", site) == []


def test_without_what_it_takes_to_check_the_build_ends(lake: Lake) -> None:
    site = lake()
    conf = (site.folder / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": f'import sys\n{conf}\nsys.modules["textstat"] = None\n'})
    result = sphinx_build(site, "-D", "scholia_lint=1")
    assert (result.status, result.err) == (
        2,
        "ERROR: scholia_lint needs textstat: pip install textstat\n",
    )
    assert sphinx_build(site).status == 0


def test_an_acronym_of_a_text_needs_an_entry(lake: Lake) -> None:
    text = (ROOTS / "test-lake" / "texts" / "ferry.txt").read_text(encoding="utf-8")
    site = lake({"texts/ferry.txt": text.replace("the town of Ostra", "the VLT of Ostra")})
    assert any("the acronym 'VLT' in ¶1 has no glossary entry" in line for line in said(site))


def test_a_term_that_no_text_uses_is_named(lake: Lake) -> None:
    words = (ROOTS / "test-lake" / "glossary" / "words.rst").read_text(encoding="utf-8")
    site = lake({"glossary/words.rst": f"{words}\n   unheard-of thing\n      Nobody says it.\n"})
    assert any("no text uses the term 'unheard-of thing'" in line for line in said(site))


def test_without_lint_nothing_is_said(lake: Lake) -> None:
    assert lake().build("dummy", **TEXT).warnings == []


def test_sources_that_are_cited_alike_are_named(lake: Lake) -> None:
    entry = "@misc{{{0}, author = {{{{Hale}}}}, title = {{{1}}}, year = {{1931{2}}}}}\n"
    sources = "Sources\n=======\n\n.. bibliography::\n   :all:\n"
    settings = {
        "extensions": ["sphinx_scholia", "sphinxcontrib.bibtex"],
        "bibtex_bibfiles": ["all.bib"],
    }
    alike = entry.format("goats", "On goats", "") + entry.format("sheep", "On sheep", "")
    site = lake({"sources.rst": sources, "all.bib": alike})
    assert any("'goats' and 'sheep' have one author and year" in s for s in said(site, **settings))
    apart = entry.format("goats", "On goats", "a") + entry.format("sheep", "On sheep", "b")
    site.write({"all.bib": apart})
    assert not any("one author and year" in line for line in said(site, **settings))
