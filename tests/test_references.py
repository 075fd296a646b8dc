"""References: how they read, where they lead, and what is said of dead ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from building import PRECIS, ROOTS, TEXT, Built, Site
from sphinx.util.inventory import InventoryFile

FERRY = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")
NBSP = "\u00a0"

Lake = Callable[..., Site]


def with_line(page: str, line: str) -> dict[str, str]:
    """A page of the reader with one more line at its end."""
    old = (ROOTS / "test-lake" / page).read_text(encoding="utf-8")
    return {page: f"{old}\n{line}\n"}


def last_link(built: Built, page: str) -> tuple[str, str]:
    link = built.page(page).xpath("(//*[@role='main']//p/a)[last()]")[0]
    return link.text_content(), link.get("href")


@pytest.mark.parametrize(
    ("role", "label", "target"),
    [
        (":passage:`ferry/2`", f"Hale{NBSP}¶2", "ferry.html#p2"),
        (":passage:`ferry/n1`", f"Hale{NBSP}n1", "ferry.html#n1"),
        (":passage:`ferry/card`", f"Hale{NBSP}source{NBSP}card", "ferry.html#card"),
        (":note:`ferry/books`", f"Hale{NBSP}note{NBSP}4", "ferry.html#note-ferry-books"),
        (
            ":question:`bridge/piers`",
            f"Brook{NBSP}question{NBSP}1",
            "bridge.html#question-bridge-piers",
        ),
        (":article:`ferry`", "Hale", "ferry.html"),
        (":passage:`the goats <ferry/2>`", "the goats", "ferry.html#p2"),
        (":note:`the ledger <ferry/books>`", "the ledger", "ferry.html#note-ferry-books"),
        (":article:`his article <ferry>`", "his article", "ferry.html"),
        (":any:`ferry/books`", "ferry/books", "ferry.html#note-ferry-books"),
        (":scholia:passage:`ferry/2`", f"Hale{NBSP}¶2", "ferry.html#p2"),
    ],
)
def test_references_from_another_page(lake: Lake, role: str, label: str, target: str) -> None:
    built = lake(with_line("glossary.rst", f"See {role}.")).build(**TEXT)
    assert built.warnings == []
    assert last_link(built, "glossary.html") == (label, target)


@pytest.mark.parametrize(
    ("role", "label", "target"),
    [
        (":passage:`2`", "¶2", "#p2"),
        (":passage:`ferry/2`", "¶2", "#p2"),
        (":passage:`n1`", "n1", "#n1"),
        (":passage:`card`", f"source{NBSP}card", "#card"),
        (":note:`books`", f"note{NBSP}4", "#note-ferry-books"),
        (":question:`papers`", f"question{NBSP}1", "#question-ferry-papers"),
        (":passage:`bridge/1`", f"Brook{NBSP}¶1", "bridge.html#p1"),
    ],
)
def test_references_on_the_articles_own_page(
    lake: Lake, role: str, label: str, target: str
) -> None:
    built = lake(with_line("ferry.rst", f"See {role}.")).build(**TEXT)
    assert built.warnings == []
    assert last_link(built, "ferry.html") == (label, target)


@pytest.mark.parametrize(
    ("role", "warning"),
    [
        (":passage:`ferry/9`", "scholia:passage reference target not found: ferry/9 [ref.passage]"),
        (":passage:`ferry/p2`", "scholia:passage reference target not found: ferry/p2"),
        (":passage:`nowhere/1`", "scholia:passage reference target not found: nowhere/1"),
        (":passage:`nowhere/n1`", "scholia:passage reference target not found: nowhere/n1"),
        (":passage:`2`", "scholia:passage reference target not found: 2 [ref.passage]"),
        (":note:`ferry/bocks`", "scholia:note reference target not found: ferry/bocks [ref.note]"),
        (":question:`ferry/what`", "scholia:question reference target not found: ferry/what"),
        (":article:`fairy`", "scholia:article reference target not found: fairy [ref.article]"),
    ],
)
def test_a_dead_reference_is_reported_at_its_line(lake: Lake, role: str, warning: str) -> None:
    (said,) = lake(with_line("glossary.rst", f"See {role}.")).build("dummy").warnings
    assert said.startswith(f"glossary.rst:7: WARNING: {warning}")


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_an_endnote_can_be_referred_to_in_both_wordings(
    lake: Lake, wording: dict[str, str]
) -> None:
    built = lake(with_line("glossary.rst", "See :passage:`ferry/n2`.")).build(**wording)
    assert built.warnings == []
    label, target = last_link(built, "glossary.html")
    assert label == f"Hale{NBSP}n2"
    page, _, ident = target.partition("#")
    assert built.page(page).xpath(f"//*[@id='{ident}']")


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_an_endnote_that_the_article_lacks_is_a_dead_reference(
    lake: Lake, wording: dict[str, str]
) -> None:
    built = lake(with_line("glossary.rst", "See :passage:`ferry/n4`.")).build("dummy", **wording)
    assert built.warnings == [
        "glossary.rst:7: WARNING: scholia:passage reference target not found: ferry/n4 "
        "[ref.passage]"
    ]


def test_an_endnote_and_its_number_lead_to_each_other(lake: Lake) -> None:
    page = lake().build(**TEXT).page("ferry.html")
    for number in (1, 2, 3):
        (reference,) = page.xpath(f"//*[@id='p2' or @id='p3' or @id='p4']//a[@href='#n{number}']")
        (back,) = page.xpath(f"//*[@id='n{number}']/a[@role='doc-backlink']")
        assert back.get("href") == f"#{reference.get('id')}"


def test_two_articles_of_one_slug(lake: Lake) -> None:
    page = "Again\n=====\n\n.. article:: ferry\n\n   :Author: Nobody\n"
    warnings = lake({"glossary.rst": page}).build("dummy").warnings
    message = "glossary.rst:4: WARNING: article 'ferry' is there already, at ferry.rst:5"
    assert any(line.startswith(message) for line in warnings)


@pytest.mark.parametrize("role", ["any", "passage"])
@pytest.mark.parametrize("place", ["2", "n1", "card"])
def test_where_all_pages_are_one_references_lead_to_its_ids(
    lake: Lake, role: str, place: str
) -> None:
    site = lake(with_line("glossary.rst", f"See :{role}:`ferry/{place}`."))
    page = site.build("singlehtml", **TEXT).page("index.html")
    (link,) = page.xpath("//p[starts-with(., 'See ')][a]/a[contains(@href, 'ferry')]")[-1:]
    assert page.xpath(f"//*[@id='{link.get('href').rpartition('#')[2]}']")


@pytest.mark.parametrize("second", ["ferry", "raft"])
def test_two_articles_on_one_page(lake: Lake, second: str) -> None:
    page = f"{FERRY}\n.. article:: {second}\n\n   :Author: Nobody\n"
    built = lake({"ferry.rst": page}).build("dummy")
    message = "a page holds one article, and 'ferry' is here: give "
    assert built.warnings[0].startswith(f"ferry.rst:50: ERROR: {message}'{second}' its own page")
    assert built.numbers("ferry")


def test_the_passages_of_an_article_are_one_list(lake: Lake) -> None:
    built = lake({"ferry.rst": f"{FERRY}\n.. passages::\n\n   1. One more.\n"}).build("dummy")
    message = "ferry.rst:50: ERROR: the passages of this page are above: write all in one numbered"
    assert [line for line in built.warnings if line.startswith(message)] == built.warnings


def test_other_projects_can_refer_to_everything(lake: Lake) -> None:
    built = lake().build(**TEXT)
    inventory = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="lake/").data
    assert set(inventory["scholia:article"]) == {"ferry", "bridge"}
    assert {name for name in inventory["scholia:passage"] if "ferry" in name} == {
        *(f"ferry/{place}" for place in ("1", "2", "3", "4", "n1", "n2", "n3", "card"))
    }
    note = inventory["scholia:note"]["ferry/books"]
    assert (note.uri, note.display_name) == (
        "lake/ferry.html#note-ferry-books",
        f"Hale{NBSP}note{NBSP}4",
    )
    assert inventory["scholia:question"]["ferry/papers"].uri == (
        "lake/ferry.html#question-ferry-papers"
    )
    assert inventory["std:term"]["Lake Ora"].uri == "lake/glossary.html#term-ora"
