"""Handouts of readers that lack something, have two of it, or say more to teachers."""

from __future__ import annotations

from collections.abc import Callable

import pypdf
import pytest
from building import TEXT, Site
from test_comparing import CLAIM
from test_handouts import said, squash, starts, words

CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="{}"/></svg>'


def with_page(site: Site, name: str, text: str) -> Site:
    """The little reader with one more page."""
    index = (site.folder / "index.rst").read_text(encoding="utf-8")
    return site.write({f"{name}.rst": text, "index.rst": f"{index}\n   {name}\n"})


def test_a_reader_without_a_glossary(lake: Callable[..., Site]) -> None:
    site = lake({"glossary.rst": None, "glossary/words.rst": None})
    index = (site.folder / "index.rst").read_text(encoding="utf-8")
    site.write({"index.rst": index.replace("   glossary\n", "")})
    built = site.build("handouts", nitpicky=False)
    assert "IndexofTerms" not in words(built, "reader")
    assert squash("Who owns a ferry boat") in words(built, "reader")


def test_a_book_that_nobody_is_named_as_author_of(lake: Callable[..., Site]) -> None:
    built = lake().build("handouts", author="", release="")
    assert squash("Two Articles on Lake Ora") in words(built, "reader")


def test_two_handouts_of_one_name_are_refused(lake: Callable[..., Site]) -> None:
    terms = "Words\n=====\n\n.. glossary::\n\n   Oar\n      A long paddle.\n"
    site = with_page(lake(), "ferry-worksheet", terms)
    with pytest.raises(SystemExit) as ended:
        site.build("handouts")
    assert "two handouts would be ferry-worksheet.pdf" in str(ended.value.__cause__)


def test_two_drawings_of_one_file_name_are_both_shown(lake: Callable[..., Site]) -> None:
    text = "Maps\n====\n\n.. drawing:: a/lake.svg\n   :alt: Small.\n\n"
    text += "   One\n\n.. drawing:: b/lake.svg\n   :alt: Large.\n\n   Two\n"
    site = lake({"a/lake.svg": CIRCLE.format(2), "b/lake.svg": CIRCLE.format(4)})
    built = with_page(site, "maps", text).build("handouts")
    work = built.out / ".typst" / "maps"
    assert {path.read_text() for path in work.glob("*.svg")} == {CIRCLE.format(2), CIRCLE.format(4)}


def test_a_picture_whose_name_ends_in_capitals_is_shown(lake: Callable[..., Site]) -> None:
    site = lake({"OAR.SVG": CIRCLE.format(3)})
    built = with_page(site, "oar", "Oar\n===\n\n.. image:: OAR.SVG\n   :alt: An oar\n").build(
        "handouts"
    )
    assert [path.name for path in (built.out / ".typst" / "reader.oar").glob("*.svg")]


def test_no_strip_of_notes_where_there_are_none(lake: Callable[..., Site]) -> None:
    site = lake()
    page = site.folder / "ferry.rst"
    shown = page.read_text(encoding="utf-8") + "\n.. note-strip:: ferry\n"
    site.write({"ferry.rst": shown})
    assert "Wherethenotesare" in words(site.build("handouts"))
    assert "Wherethenotesare" not in words(site.build("handouts", scholia_notes="none"))


def test_a_teachers_worksheet_says_which_notes_answer(lake: Callable[..., Site]) -> None:
    site = lake()
    student = words(site.build("handouts", **TEXT), "ferry-worksheet")
    teacher = words(site.build("handouts", scholia_edition="teacher", **TEXT), "ferry-worksheet")
    assert "Name" in student
    assert "note1" not in student
    assert "Name" not in teacher
    assert "note1" in teacher


def test_what_only_teachers_had_is_forgotten(lake: Callable[..., Site]) -> None:
    site = lake()
    built = site.build("handouts", scholia_edition="teacher")
    assert list((built.out / ".typst").glob("ferry-key*"))
    built = site.build("handouts")
    assert not list((built.out / ".typst").glob("ferry-key*"))
    assert said(site.build("handouts")) == []


def test_numbers_in_the_index_are_joined(lake: Callable[..., Site]) -> None:
    page = "Page {0}\n======\n\nThe :term:`Velm` council.\n"
    site = lake()
    for number in range(5, 8):
        site = with_page(site, f"p{number}", page.format(number))
    found = words(site.build("handouts"), "reader").rpartition("Indexofterms")[2]
    # its own entry stands apart from the three pages behind
    assert "Велм,3,5,7,8–10" in found


def test_an_index_puts_letters_with_signs_among_the_others(lake: Callable[..., Site]) -> None:
    terms = "\n.. glossary::\n\n   Özal\n      A name.\n\n   Zeno\n      Another.\n"
    built = with_page(lake(), "names", f"Names\n=====\n{terms}").build("handouts")
    found = words(built, "reader").rpartition("Indexofterms")[2]
    assert found.index("Özal") < found.index("Zeno")


def test_a_last_page_of_a_few_lines_is_brought_in(lake: Callable[..., Site]) -> None:
    entry = "   Word {0}\n      It means " + "and on, " * 90 + "and so on.\n\n"
    text = "More\n====\n\n.. glossary::\n\n" + "".join(entry.format(n) for n in range(28))
    built = with_page(lake(), "more", text).build("handouts", scholia_handouts=["more"])
    pages = pypdf.PdfReader(built.out / "more.pdf").pages
    # set as wide as elsewhere there is a sixth, with a few lines
    assert len(pages) == 5
    assert pages[-1].extract_text().count("and on") > 150


def test_what_is_of_no_use_on_paper_is_left_out(lake: Callable[..., Site]) -> None:
    page = "Plan\n====\n\n.. rst-class:: screen-only\n\nPress the red button.\n"
    built = with_page(lake(), "plan", page).build("handouts")
    assert "redbutton" not in words(built, "reader")
    # nor how somebody who builds the reader gets the article's own words
    assert "buildagain" not in words(built, "ferry")


def test_the_bibliography_is_a_booklet_of_its_own(lake: Callable[..., Site]) -> None:
    sources = "Sources\n=======\n\n.. bibliography::\n"
    term = "Words\n=====\n\n.. glossary::\n\n   goat\n      An animal. :cite:p:`hale`\n"
    site = with_page(with_page(lake(), "sources", sources), "animals", term)
    book = "@misc{hale, author = {Tomas Hale}, title = {On goats}, year = {1931}}\n"
    settings = {
        "extensions": ["sphinx_scholia", "sphinxcontrib.bibtex"],
        "bibtex_bibfiles": ["all.bib"],
    }
    built = site.write({"all.bib": book}).build("handouts", **settings)
    assert "Ongoats" in words(built, "sources")
    assert "Thesourcesnamedinbrackets:seeSources(sources.pdf)." in words(built, "animals")
    assert "brackets" not in words(built, "glossary")


def test_no_column_is_narrower_than_its_longest_word(lake: Callable[..., Site]) -> None:
    rows = "\n".join(
        f"   * - {first}\n     - {middle}\n     - {last}"
        for first, middle, last in [
            ("Incomprehensibilities", "Words", "Extraordinarinesses"),
            ("a", "b " * 90, "c"),
        ]
    )
    table = f".. list-table::\n   :header-rows: 1\n   :widths: 4 92 4\n\n{rows}\n"
    built = with_page(lake(), "more", f"More\n====\n\n{table}").build("handouts")
    pages = pypdf.PdfReader(built.out / "reader.pdf").pages
    (page,) = [page for page in pages if "Incomprehensibilities" in page.extract_text()]
    at = {text: x for text, x, _ in starts(page)}
    # a letter is at least this wide, in points
    wide = 4.0
    assert at["Words"] > at["Incomprehensibilities"] + wide * len("Incomprehensibilities")
    assert at["Extraordinarinesses"] + wide * len("Extraordinarinesses") < page.mediabox.width - 40


def test_an_introduction_stays_with_the_first_entry(lake: Callable[..., Site]) -> None:
    section = (
        "Part {0}\n-------\n\nThis introduces {0} here.\n\n"
        ".. glossary::\n\n   Entry {0}.\n      {1}\n\n"
    )
    parts = "".join(section.format(n, "and on, " * (30 + n)) for n in range(10, 60))
    built = with_page(lake(), "more", f"More\n====\n\n{parts}").build(
        "handouts", scholia_handouts=["more"]
    )
    pages = [squash(p.extract_text()) for p in pypdf.PdfReader(built.out / "more.pdf").pages]
    assert len(pages) > 3
    for number in range(10, 60):
        (page,) = [each for each in pages if f"Thisintroduces{number}here." in each]
        assert f"Entry{number}." in page


def test_a_claim_is_not_parted_from_what_is_said_of_it(lake: Callable[..., Site]) -> None:
    claims = "".join(
        CLAIM.replace("goats-paid", f"goat-{n}")
        .replace("Every goat's crossing was", f"Goat {n} had")
        .replace("Nobody counted the goats", "and on, " * n + f"what is known of {n}")
        for n in range(10, 40)
    )
    built = with_page(lake(), "compare", f"Claims\n======\n{claims}").build("handouts")
    pages = [squash(p.extract_text()) for p in pypdf.PdfReader(built.out / "reader.pdf").pages]
    for number in range(10, 40):
        (page,) = [each for each in pages if f"Goat{number}hadpaidfor" in each]
        assert f"whatisknownof{number}" in page


def test_sources_cited_follow_the_bibliography(lake: Callable[..., Site]) -> None:
    book = "@misc{hale, author = {Tomas Hale}, title = {On goats}, year = {1931}}\n"
    site = with_page(lake(), "sources", "Sources\n=======\n\n.. bibliography::\n")
    notes = site.folder / "annotations" / "ferry.rst"
    noted = notes.read_text(encoding="utf-8").replace("Sheep went free.", "See :cite:t:`hale`.")
    site.write({"all.bib": book, "annotations/ferry.rst": noted})
    settings = {
        "extensions": ["sphinx_scholia", "sphinxcontrib.bibtex"],
        "bibtex_bibfiles": ["all.bib"],
        "bibtex_reference_style": "author_year",
    }
    listed = words(site.build("handouts", **settings)).partition("Sourcescited")[2]
    assert "Ongoats.1931." in listed
    site.write({"all.bib": book.replace("On goats", "On sheep")})
    listed = words(site.build("handouts", **settings)).partition("Sourcescited")[2]
    assert "Onsheep.1931." in listed
    assert "goats" not in listed


def test_a_definition_may_be_all_emphasis_or_without_a_paragraph(
    lake: Callable[..., Site],
) -> None:
    terms = "   Toll\n      ::\n\n         a + b\n\n   Sail\n      *Once* *upon*.\n"
    text = f"More\n====\n\n.. glossary::\n\n{terms}"
    site = with_page(lake(), "more", text)
    notes = site.folder / "annotations" / "ferry.rst"
    noted = notes.read_text(encoding="utf-8").replace("Sheep went free.", "No Toll, no Sail.")
    built = site.write({"annotations/ferry.rst": noted}).build("handouts")
    shown = words(built, "ferry").partition("Termsinthisarticle")[2]
    assert "SailOnceupon." in shown
    assert "Toll" in shown
