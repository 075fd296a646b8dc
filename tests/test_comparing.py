"""Claims, events, findings and names: written once, shown wherever they are needed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from building import ROOTS, TEXT, Site

Lake = Callable[..., Site]

FERRY = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")
NOTES = (ROOTS / "test-lake" / "annotations" / "ferry.rst").read_text(encoding="utf-8")
INDEX = (ROOTS / "test-lake" / "index.rst").read_text(encoding="utf-8")

CLAIM = """
.. claim:: goats-paid

   Every goat's crossing was paid for.

   .. stance:: ferry
      :stance: asserts
      :passages: 2

      “a penny for each goat”

   .. stance:: bridge
      :stance: silent

   .. known::

      Nobody counted the goats; see :passage:`ferry/n2`.
"""
EVENT = """
.. event:: 1874/1875~
   :name: boat
   :title: The miller's boat is built
   :articles: ferry/2, ferry/n1, bridge/2

   It had room for nine goats.
"""
COMPARE = f"How they differ\n===============\n\n{CLAIM}\n{EVENT}"
LISTINGS = "\n.. claims-here::\n\n.. events-here::\n"


def with_pages(lake: Lake, **pages: str) -> Site:
    """The reader with further pages, all in its table of contents."""
    names = "".join(f"   {name}\n" for name in pages)
    files = {f"{name}.rst": text for name, text in pages.items()}
    return lake({"index.rst": f"{INDEX}{names}", "ferry.rst": FERRY + LISTINGS, **files})


def test_a_claim_shows_what_each_article_says_of_it(lake: Lake) -> None:
    built = with_pages(lake, compare=COMPARE).build(**TEXT)
    assert built.warnings == []
    (claim,) = built.page("compare.html").xpath("//*[@id='claim-goats-paid']")
    rows = [" ".join(row.text_content().split()) for row in claim.xpath(".//tbody/tr")]
    assert rows == ["Hale ● asserts “a penny for each goat” ¶2", "Brook – silent"]
    assert claim.xpath(".//tbody//a/@href") == ["ferry.html", "ferry.html#p2", "bridge.html"]
    assert "Nobody counted the goats" in claim.find_class("known")[0].text_content()


def test_the_first_cell_of_a_row_is_its_head(lake: Lake) -> None:
    page = f"{COMPARE}\n{NAMES}\n.. claims-overview::\n"
    built = with_pages(lake, compare=page).build(**TEXT)
    for kind in ("stances", "names-table", "claims-table"):
        (table,) = built.page("compare.html").xpath(f"//table[contains(@class, '{kind}')]")
        rows = [[cell.tag for cell in row] for row in table.xpath(".//tbody/tr")]
        assert rows and all(row == ["th", *["td"] * (len(row) - 1)] for row in rows)


def test_an_article_leads_to_the_claims_on_which_it_is_not_silent(lake: Lake) -> None:
    built = with_pages(lake, compare=COMPARE).build(**TEXT)
    (here,) = built.page("ferry.html").find_class("claims-here")
    assert "Every goat’s crossing was paid for." in here.text_content()
    assert here.xpath(".//a/@href") == ["compare.html#claim-goats-paid", "#p2"]


def test_a_claim_on_an_articles_page_shows_what_the_others_do_with_it(lake: Lake) -> None:
    taken = (
        ".. stance:: bridge\n      :stance: disputes\n      :passages: 1, 2\n\n      “stone piers”"
    )
    compare = COMPARE.replace(".. stance:: bridge\n      :stance: silent", taken)
    page = with_pages(lake, compare=compare).build(**TEXT).page("ferry.html")
    (others,) = page.xpath("//*[contains(@class, 'claims-here')]//p[@class='others']")
    words = others.text_content().replace("\u00a0", " ").replace("\u2060", "")
    assert words == "Brook ✕ disputes ¶1, ¶2"
    assert others.xpath("a/@href")[-1] == "bridge.html#p2"


def test_an_event_shows_its_date_and_the_passages_that_mention_it(lake: Lake) -> None:
    page = with_pages(lake, compare=COMPARE).build(**TEXT).page("compare.html")
    (event,) = page.xpath("//*[@id='event-boat']")
    words = " ".join(event.text_content().split())
    assert words.startswith(
        "about 1874–1875 The miller’s boat is built It had room for nine goats."
    )
    assert words.endswith("In the articles: Hale ¶2, n1, Brook ¶2")
    assert event.xpath(".//a/@href") == ["ferry.html#p2", "ferry.html#n1", "bridge.html#p2"]


def test_an_article_lists_the_events_it_mentions(lake: Lake) -> None:
    (here,) = (
        with_pages(lake, compare=COMPARE).build(**TEXT).page("ferry.html").find_class("events-here")
    )
    assert here.xpath(".//a/@href") == ["compare.html#event-boat", "#p2", "#n1"]


def test_findings_show_the_notes_of_all_articles_once_more(lake: Lake) -> None:
    page = "Corrections\n===========\n\n.. findings:: slip\n"
    built = with_pages(lake, corrections=page).build(**TEXT)
    assert built.warnings == []
    (entry,) = built.page("corrections.html").find_class("finding-entry")
    words = " ".join(entry.text_content().split())
    assert words == "¶2 “kept no books” · note 4 A ledger was found in 1950. Brook note 1 has more."
    assert "ferry.html#note-ferry-books" in entry.xpath(".//a/@href")


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (
            {"annotations/ferry.rst": NOTES.replace("in 1950", "in 1951")},
            {"ferry", "corrections", "index"},
        ),
        ({"compare.rst": COMPARE.replace("paid for", "paid")}, {"compare", "ferry", "index"}),
        ({"compare.rst": COMPARE.replace("nine goats", "ten goats")}, {"compare", "index"}),
    ],
)
def test_only_pages_that_show_a_changed_thing_are_written_again(
    lake: Lake, change: dict[str, str], written: set[str]
) -> None:
    # the index, too: Sphinx writes a page with a table of contents whenever one in it was read
    page = "Corrections\n===========\n\n.. findings:: slip\n"
    site = with_pages(lake, compare=COMPARE, corrections=page)
    site.build(**TEXT)
    assert site.build(**TEXT).written == set()
    assert site.write(change).build(**TEXT).written == written


NAMES = """
Names
=====

.. names::

   :boat: boat; ferry boat
   :goats: goat; goats
   :Velm: Velm
"""


def uses(site: Site, **settings: object) -> list[list[str]]:
    """The table of names, row by row."""
    page = site.build(**settings).page("names.html")
    rows = page.xpath("//table//tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_names_are_counted_in_the_texts_at_hand(lake: Lake) -> None:
    assert uses(with_pages(lake, names=NAMES), **TEXT) == [
        ["Name or word", "Hale", "Brook"],
        ["boat", "2 ¶1, ¶4", "2 ¶2"],
        ["goats", "3 ¶2", "–"],
        ["Velm", "2 ¶2, ¶4", "1 ¶1"],
    ]


def test_recorded_counts_are_shown_where_no_text_is_at_hand(lake: Lake) -> None:
    site = with_pages(lake, names=NAMES)
    counted = uses(site, **TEXT)
    site.build("dummy", scholia_record=True, **TEXT)
    record = json.loads((site.folder / "names.counts.json").read_text(encoding="utf-8"))
    assert record["ferry"]["goats"] == {"2": 3}
    assert uses(site) == counted


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            CLAIM.replace("asserts", "says"),
            "'says': write one of asserts, reports, disputes, silent",
        ),
        (CLAIM.replace("      :passages: 2\n", ""), "'ferry' asserts this: name its :passages:"),
        (
            CLAIM.replace(".. known::", ".. note::"),
            "claim 'goats-paid' is one sentence, a 'stance'",
        ),
        (EVENT.replace("1874/1875~", "spring"), "'spring' is not a date"),
        (EVENT.replace("   :title: The miller's boat is built\n", ""), "lacks :title:"),
        (".. findings:: wrong", "'wrong': write one of slip, holds, disputed, unknown"),
        (
            CLAIM.replace("   .. known::", "   * Ten goats were counted.\n\n   .. known::"),
            "compare.rst:18: a claim holds its sentence, stances and 'known': put the rest into",
        ),
        (
            CLAIM.replace("stance:: bridge", "stance:: ferry"),
            "claim 'goats-paid' has two stances of 'ferry': make them one",
        ),
        (
            ".. names::\n\n   :goats: goat; goats\n   :herd: herd; goats",
            "'goats' stands in the rows 'goats' and 'herd': take it out of one of them",
        ),
        (CLAIM + CLAIM, "claim 'goats-paid' is there already, at "),
        (EVENT.replace("ferry/2,", "ferry/9,"), "ferry/9"),
    ],
)
def test_mistakes_are_named_with_file_and_line(lake: Lake, page: str, message: str) -> None:
    built = with_pages(lake, compare=f"How they differ\n===============\n\n{page}\n").build(**TEXT)
    said = "\n".join(built.warnings)
    assert message in said
    assert built.warnings[0].startswith("compare.rst:")
