"""Two articles beside each other on one claim: whole, in place, and never behind what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import PRECIS, TEXT, Built, Site
from playwright.sync_api import expect
from reading import LAPTOP, PHONE, every_page, opener
from test_builders import dead_links, pages
from test_comparing import FERRY, INDEX, LISTINGS
from test_editions import told
from test_incremental import edit, old

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Lake = Callable[..., Site]
PAGE = "side-by-side/owner.html"
CLAIM = """
How they differ
===============

.. claim:: owner

   The boat belonged to Ostra.

   .. stance:: ferry
      :stance: disputes
      :passages: 1, 4, n1

      A miller's, says “Hale”.

   .. stance:: bridge
      :stance: reports
      :passages: 2

   .. known::

      Nobody knows.
"""


@pytest.fixture
def site(lake: Lake) -> Site:
    # in a folder of their own, so that a link that forgets where it leads from is seen
    files = {"claims/compare.rst": CLAIM, "ferry.rst": FERRY + LISTINGS}
    return old(lake({"index.rst": f"{INDEX}   claims/compare\n", **files}))


def words(built: Built) -> str:
    return " ".join(built.page(PAGE).text_content().split())


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_the_page_holds_the_cited_passages_and_nothing_twice(site: Site, wording) -> None:
    built = site.build(**wording)
    assert built.warnings == []
    page = built.page(PAGE)
    one, other = page.find_class("column")
    assert [n.text_content() for n in one.find_class("passage-number")] == [
        *("Passage 1", "Passage 4", "Passage n1"),
    ]
    assert "A miller’s, says “Hale”." in one.text_content()
    assert [n.text_content() for n in other.find_class("passage-number")] == ["Passage 2"]
    assert "rather keep the boat" in other.text_content() or wording == TEXT
    assert not [i for i, count in Counter(page.xpath("//@id")).items() if count > 1]
    assert not page.xpath("//aside[contains(@class, 'marginal-note')]")
    assert sorted(set(dead_links(pages(built)))) == []


def test_phrases_keep_their_marks_and_lead_to_their_notes(site: Site) -> None:
    page = site.build(**TEXT).page(PAGE)
    (phrase,) = page.xpath("//*[@data-note='note-ferry-theft']")
    assert phrase.text_content() == "plain theft"
    assert page.xpath("//a[@href='../ferry.html#note-ferry-theft']")


def test_the_claim_and_the_article_lead_there(site: Site) -> None:
    built = site.build(**TEXT)
    (claim,) = built.page("claims/compare.html").find_class("claim")
    assert "../side-by-side/owner.html" in claim.xpath(".//a/@href")
    (here,) = built.page("ferry.html").find_class("claims-here")
    (link,) = here.xpath(".//a[contains(@href, 'side-by-side')]/@href")
    assert link == "side-by-side/owner.html#ferry--bridge"
    assert built.page(PAGE).xpath("//a[@id='ferry--bridge']")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "handouts"])
def test_other_builders_do_not_have_it(site: Site, builder: str) -> None:
    built = site.build(builder, **TEXT)
    assert built.warnings == []
    assert not (built.out / "side-by-side").exists()


def test_in_folders_for_each_page_the_links_lead_somewhere(site: Site) -> None:
    built = site.build("dirhtml", **TEXT)
    assert (built.out / "side-by-side" / "owner" / "index.html").exists()
    assert sorted(set(dead_links(pages(built)))) == []


@pytest.mark.parametrize("name", ["side-by-side", "side-by-side/goats"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_page_of_the_authors_own_cannot_take_its_place(
    site: Site, builder: str, name: str
) -> None:
    before = site.build(builder)
    kept = {path: path.read_bytes() for path in before.out.rglob("*.html")}
    site.write({f"{name}.rst": ":orphan:\n\nGoats\n=====\n\nThey are mine.\n"})
    with pytest.raises(SystemExit) as ended:
        site.build(builder)
    assert f"{name}.rst: side-by-side/ is where claims are" in str(ended.value.__cause__)
    assert {path: path.read_bytes() for path in before.out.rglob("*.html")} == kept
    assert site.build("text").warnings == []


def test_it_is_not_in_the_search_index(site: Site) -> None:
    built = site.build(**TEXT)
    assert "side-by-side" not in (built.out / "searchindex.js").read_text(encoding="utf-8")


def test_a_students_page_holds_no_word_of_an_answer(site: Site) -> None:
    assert told(site.build(**TEXT)) == []


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("texts/ferry.txt", "had another name", "had a second name"),
        ("claims/compare.rst", "A miller's", "The baker's"),
    ],
)
def test_it_follows_what_it_shows(site: Site, file: str, before: str, after: str) -> None:
    built = site.build(**TEXT)
    shown = after.replace("'", "’")
    assert shown not in words(built)
    edit(site, file, before, after)
    assert shown in words(site.build(**TEXT))


def test_after_nothing_it_is_left_alone(site: Site) -> None:
    page = site.build(**TEXT).out / PAGE
    before = page.stat().st_mtime_ns
    again = site.build(**TEXT)
    assert again.written == set()
    assert page.stat().st_mtime_ns == before


def test_it_goes_with_its_claim_and_with_a_text(site: Site) -> None:
    built = site.build(**TEXT)
    assert "plain theft" in words(built)
    assert "plain theft" not in words(site.build())
    edit(
        site,
        "claims/compare.rst",
        "      :stance: reports\n      :passages: 2\n",
        "      :stance: silent\n",
    )
    site.build()
    assert not (built.out / PAGE).exists()


def test_the_same_bytes_in_parallel(site: Site) -> None:
    page = site.build(**TEXT).out / PAGE
    before = page.read_bytes()
    (site.folder / "index.rst").touch()
    assert (site.build(parallel=2, **TEXT).out / PAGE).read_bytes() == before


@pytest.mark.browser
@pytest.mark.parametrize("scripted", [True, False])
def test_a_pair_is_chosen_by_its_address(
    chromium: Browser, reader_precis: Path, scripted: bool
) -> None:
    with opener(chromium, reader_precis) as open_page:
        name = "side-by-side/russia-ally.html"
        page = open_page(name, LAPTOP, java_script_enabled=scripted)
        shown = page.locator(".column:visible h2")
        assert shown.all_text_contents() == ["Borshchevskaya", "Yavuz and Huseynov"]
        page.get_by_role("link", name="Yavuz and Huseynov | Conversation").click()
        expect(shown).to_have_text(["Yavuz and Huseynov", "Conversation"])
        one, other = (page.locator(".column:visible").nth(i).bounding_box() for i in (0, 1))
        assert one["x"] + one["width"] <= other["x"] and one["y"] == other["y"]
        address = page.url.rpartition("/")[2]
        assert address.endswith("#yavuz-huseynov-2020--conversation-2022")
        page = open_page(f"side-by-side/{address}", PHONE, java_script_enabled=scripted)
        one, other = (page.locator(".column:visible").nth(i).bounding_box() for i in (0, 1))
        assert one["y"] + one["height"] <= other["y"]


def test_every_link_of_the_reader_leads_somewhere(reader_precis: Path) -> None:
    found = {name: (reader_precis / name).read_bytes() for name in every_page(reader_precis)}
    dead = {link for link in dead_links(found) if ".pdf" not in link and "../pdf" not in link}
    assert sorted(dead) == []
