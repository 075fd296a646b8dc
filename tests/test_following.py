"""A page follows what it shows of other files and pages, in every folder that is built into."""

from __future__ import annotations

from collections.abc import Callable
from shutil import rmtree

import pytest
from building import ROOTS, TEXT, Built, Site
from test_comparing import CLAIM, COMPARE, EVENT, NAMES, with_pages
from test_incremental import NOTHING, edit, old, words

Lake = Callable[..., Site]
NOTES = ROOTS / "test-lake" / "annotations" / "ferry.rst"
FIRST_NOTE = NOTES.read_text(encoding="utf-8").partition(".. annotation:: council")[0]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><text>Goats</text></svg>'
PLAN = "Plan\n====\n\n.. drawing:: goats.svg\n   :alt: All that Velm has\n"
LESSON = """
Lesson
======

Look at :article:`ferry`, :passage:`ferry/2`, :note:`ferry/goat`, :question:`ferry/theft`,
:claim:`goats-paid` and :event:`boat`.
"""
OTHERS = {"lesson", "plan", "sources", "bridge", "names", "corrections"}
QUESTION = """
Questions
=========

.. question:: goats
   :skill: sourcing
   :level: 1

   Who kept the goats?
"""
LEDGER = "\n   ledger\n      A book of what is owed.\n"


@pytest.fixture
def site(lake: Lake) -> Site:
    """The reader with a page of every kind that shows what stands elsewhere."""
    pages = {
        "compare": COMPARE,
        "lesson": LESSON,
        "plan": PLAN,
        "names": NAMES,
        "corrections": "Corrections\n===========\n\n.. findings:: slip\n",
        "sources": "Sources\n=======\n\n:term:`prudence`, or :note:`a toll <ferry/penny>`\n",
    }
    counts = '{"ferry": {"boat": {"1": 2}}}\n'
    return old(with_pages(lake, **pages).write({"goats.svg": DRAWING, "names.counts.json": counts}))


SHOWN = [
    # file, edit, and the page that has new words then
    ("glossary/words.rst", "for what may come", "for tomorrow", "glossary", "for tomorrow"),
    ("glossary/words.rst", "for what may come", "for tomorrow", "sources", "for tomorrow"),
    ("glossary/words.rst", "\n   prudence", f"{LEDGER}\n   prudence", "corrections", "owed"),
    ("goats.svg", "Goats", "Sheep", "plan", "Sheep"),
    ("ferry.toml", "Beginnings", "Of sheep", "ferry", "Of sheep"),
    ("names.counts.json", '"1": 2', '"1": 7', "names", "7 ¶1"),
    ("annotations/ferry.rst", "in 1950", "in 1951", "corrections", "in 1951"),
    ("annotations/bridge.rst", ".. annot", f"{FIRST_NOTE}.. annot", "corrections", "Brook note 2"),
    ("ferry.rst", ":short: Hale", ":short: Vessel", "corrections", "Vessel"),
    ("ferry.rst", ":short: Hale", ":short: Vessel", "names", "Vessel"),
    ("ferry.rst", ":short: Hale", ":short: Vessel", "lesson", "Vessel, Vessel ¶2"),
    ("annotations/ferry.rst", FIRST_NOTE, "", "lesson", "Hale note 5"),
    (
        "ferry.rst",
        ".. question:: papers",
        f"{QUESTION}.. question:: papers",
        "lesson",
        "question 3",
    ),
    ("compare.rst", "was paid for", "cost a penny", "lesson", "crossing cost a penny"),
    ("compare.rst", "boat is built", "boat is bought", "lesson", "boat is bought"),
]


@pytest.mark.parametrize(("file", "before", "after", "page", "shown"), SHOWN)
def test_a_page_shows_what_stands_elsewhere_now(
    site: Site, file: str, before: str, after: str, page: str, shown: str
) -> None:
    assert shown not in spaced(site.build(), page)
    edit(site, file, before, after)
    site.build("dummy")  # reads it first, as "make pdf" before "make" does
    again = site.build()
    assert again.read == NOTHING
    assert shown in spaced(again, page)


def spaced(built: Built, page: str) -> str:
    return words(built, page).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("file", "before", "after", "left"),
    [
        ("bridge.rst", "she thinks", "she says", OTHERS - {"bridge"}),
        ("annotations/ferry.rst", "Sheep went free", "Sheep paid double", OTHERS),
        ("annotations/ferry.rst", FIRST_NOTE, "", OTHERS - {"lesson", "corrections"}),
        ("ferry.rst", "quarrelled with Ostra", "fallen out with Ostra", OTHERS),
    ],
)
def test_a_page_that_shows_the_same_as_before_is_left_alone(
    site: Site, file: str, before: str, after: str, left: set[str]
) -> None:
    site.build()
    edit(site, file, before, after)
    again = site.build()
    assert again.read <= again.written
    assert again.written & left == NOTHING
    assert site.build().written == NOTHING


def test_a_page_that_cites_a_source_follows_the_bibliography(lake: Lake) -> None:
    book = "@misc{hale, author = {Tomas Hale}, title = {On goats}, year = {1931}}\n"
    other = book.replace("hale,", "brook,").replace("Tomas Hale", "Ida Brook")
    index = "Lake\n====\n\n.. toctree::\n\n   one\n   two\n   sources\n"
    citing = "{0}\n====\n\nAs :cite:t:`{1}` says.\n"
    site = old(
        lake(
            {
                "index.rst": index,
                "one.rst": citing.format("Once", "hale"),
                "two.rst": citing.format("More", "brook"),
                "sources.rst": "Sources\n=======\n\n.. bibliography::\n",
                "all.bib": book + other,
            }
        )
    )
    settings = {
        "extensions": ["sphinx_scholia", "sphinxcontrib.bibtex"],
        "bibtex_bibfiles": ["all.bib"],
        "bibtex_reference_style": "author_year",
    }
    assert "Hale [1931]" in words(site.build(**settings), "one")
    assert site.build(**settings).written == NOTHING
    edit(site, "all.bib", book, book.replace("1931", "1932"))
    site.build("dummy", **settings)
    again = site.build(**settings)
    assert "Hale [1932]" in words(again, "one")
    assert "1932" in words(again, "sources")
    assert "two" not in again.written


def test_a_link_leads_to_where_a_thing_has_moved(site: Site) -> None:
    site.build()
    head = "{0}\n{1}\n\n{2}"
    site.write(
        {
            "compare.rst": head.format("Claims", "======", CLAIM),
            "plan.rst": head.format("Plan", "====", EVENT),
        }
    )
    assert site.build().page("lesson.html").xpath("//a[contains(@href, 'plan.html#event-boat')]")


def test_a_listing_follows_the_address_in_a_note(site: Site) -> None:
    address = "`in 1950 <https://example.org/a>`__"
    edit(site, "annotations/ferry.rst", "in 1950", address)
    site.build()
    edit(site, "annotations/ferry.rst", "org/a>", "org/b>")
    page = site.build().page("corrections.html")
    assert page.xpath("//a[@href='https://example.org/b']")


def test_builders_in_turn_write_nothing_when_nothing_has_changed(site: Site) -> None:
    site.build(**TEXT)
    site.build("text", **TEXT)
    assert site.build(**TEXT).written == NOTHING
    assert site.build("text", **TEXT).written == NOTHING


def test_in_parallel_pages_follow_too(site: Site) -> None:
    site.build(parallel=2)
    edit(site, "ferry.rst", ":short: Hale", ":short: Vessel")
    assert "Vessel" in words(site.build(parallel=2), "lesson")
    assert site.build().written == NOTHING


@pytest.mark.parametrize("left", ["", '{"edition": "stu', "\0"])
def test_after_a_build_that_broke_off_all_is_written(site: Site, left: str) -> None:
    built = site.build()
    (built.out / ".scholia.json").write_text(left, encoding="utf-8")
    again = site.build()
    assert again.warnings == []
    assert again.written == set(again.env.all_docs)


def given_to_the_compiler(site: Site) -> dict[tuple[str, str], bytes]:
    """What each handout and each part of the book is set from."""
    files = site.build("handouts").out.glob(".typst/*/*")
    return {(path.parent.name, path.name): path.read_bytes() for path in files}


@pytest.mark.parametrize(("file", "before", "after"), sorted({edit[:3] for edit in SHOWN}))
def test_handouts_are_as_if_written_for_the_first_time(
    site: Site, file: str, before: str, after: str
) -> None:
    first = given_to_the_compiler(site)
    edit(site, file, before, after)
    then = given_to_the_compiler(site)
    assert then != first
    rmtree(site.folder / "_build")
    assert then == given_to_the_compiler(site)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("Sheep went home", id="as tall"),
        pytest.param("Sheep went free. " + "Goats did not, said Velm. " * 60, id="taller"),
        pytest.param("Sheep went free. " + "Goats did not, said Velm. " * 400, id="than a page"),
        pytest.param("Sheep went [#f]_ free.\n\n   .. [#f] So it is said", id="with a footnote"),
    ],
)
def test_pages_of_an_edited_note_are_as_if_set_for_the_first_time(lake: Lake, after: str) -> None:
    """Where text stood before is remembered, but never what follows from the note."""
    site = old(lake())
    given_to_the_compiler(site)
    edit(site, "annotations/ferry.rst", "Sheep went free", after)
    then = given_to_the_compiler(site)
    pages = (site.folder / "_build/handouts/ferry.pdf").read_bytes()
    rmtree(site.folder / "_build")
    assert then == given_to_the_compiler(site)
    assert pages == (site.folder / "_build/handouts/ferry.pdf").read_bytes()


def test_of_a_page_that_has_not_changed_no_handout_is_written_again(site: Site) -> None:
    site.build("handouts")
    assert site.build("handouts").written == NOTHING
    edit(site, "plan.rst", "has", "had")
    assert site.build("handouts").written == {"plan"}


def test_handouts_follow_the_settings(site: Site) -> None:
    site.build("handouts")
    again = site.build("handouts", html_baseurl="https://lake.example")
    assert again.written == set(again.env.all_docs)
