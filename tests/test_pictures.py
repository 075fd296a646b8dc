"""What can be taken in at a glance: cards, strips of notes, claims, years, drawings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import TEXT, Site
from test_comparing import COMPARE, EVENT, FERRY, NAMES, with_pages

from sphinx_scholia.report import ScholiaError

Lake = Callable[..., Site]

DATED = FERRY.replace(
    "   :short: Hale\n", "   :short: Hale\n   :written: 1931-05~\n   :words: 360\n"
)
SVG = """
<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">
<title>The lake</title>
<path class="map-water" fill="#ddd" d="M0 0h100v50z"/>
<text data-term="Velm" x="5" y="20">Velm</text>
</svg>
"""
PICTURES = """
Pictures
========

.. article-card:: ferry

   A teacher of Velm looks back.

.. claims-overview::

.. timeline-picture::

.. note-strip:: bridge
"""


def words(element: object) -> str:
    return " ".join(element.text_content().split())  # type: ignore[attr-defined]


def pictured(lake: Lake, page: str = PICTURES) -> Site:
    site = with_pages(lake, compare=COMPARE, pictures=page)
    return site.write({"ferry.rst": DATED + "\n.. note-strip::\n"})


def test_a_card_says_who_when_and_how_long_and_leads_to_the_article(lake: Lake) -> None:
    built = pictured(lake).build(**TEXT)
    assert built.warnings == []
    (card,) = built.page("pictures.html").find_class("article-card")
    assert "Written about May 1931" in words(card)
    assert "A teacher of Velm looks back." in words(card)
    count = len(built.numbers("ferry"))
    assert f"4 passages · 1 minute to read · {count} notes" in words(card)
    assert card.xpath(".//a/@href") == ["ferry.html", "ferry.html", "ferry.html?lesson"]


def test_where_a_text_is_not_at_hand_its_words_are_those_that_were_counted(lake: Lake) -> None:
    (card,) = pictured(lake).build().page("pictures.html").find_class("article-card")
    assert "2 minutes to read" in words(card)


def test_a_strip_has_a_link_for_each_passage_that_says_which_notes_are_there(lake: Lake) -> None:
    built = pictured(lake).build(**TEXT)
    (strip,) = built.page("ferry.html").xpath("//div[contains(@class, 'note-strip')][p/span]")
    cells = {a.get("href"): words(a) for a in strip.iter("a")}
    assert [f"#p{n}" in cells for n in range(1, 5)] == [True] * 4
    letters = [e.text_content() for e in strip.xpath(".//*[@aria-hidden='true']")]
    assert len(letters) == len(built.numbers("ferry"))
    kinds = {r.kind for r in built.env.get_domain("scholia").pages["ferry"].notes}
    assert all(kind in " ".join(cells.values()) for kind in kinds)


def test_an_unknown_article_ends_the_build_with_the_names_that_there_are(lake: Lake) -> None:
    page = "Pictures\n========\n\n.. note-strip:: fery\n"
    with pytest.raises(ScholiaError, match=r"no article is called 'fery'; there are ferry, bridge"):
        pictured(lake, page).build(**TEXT)


def test_the_claims_are_one_table_of_signs_that_lead_to_passages(lake: Lake) -> None:
    page = pictured(lake).build(**TEXT).page("pictures.html")
    (table,) = page.xpath("//table[contains(@class, 'claims-table')]")
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Claim", "Hale", "Brook"],
        ["Every goat’s crossing was paid for.", "● asserts", "– silent"],
    ]
    assert table.xpath(".//tbody//a/@href") == ["compare.html#claim-goats-paid", "ferry.html#p2"]


def test_the_years_lead_to_events_and_show_when_an_article_was_written(lake: Lake) -> None:
    page = pictured(lake).build(**TEXT).page("pictures.html")
    (years,) = page.find_class("years")
    links = [a for a in years.iter("a") if a.get("aria-hidden") is None]
    assert [(a.get("href"), a.get("aria-label") or words(a)) for a in links] == [
        ("compare.html#event-boat", "1874: 1 event"),
        ("ferry.html", "Hale"),
    ]


def test_a_picture_is_written_again_when_what_it_shows_has_changed(lake: Lake) -> None:
    site = pictured(lake)
    site.build(**TEXT)
    changed = EVENT.replace("1874/1875~", "1873/1875~")
    assert (
        "pictures"
        in site.write({"compare.rst": COMPARE.replace(EVENT, changed)}).build(**TEXT).written
    )
    assert site.build(**TEXT).written == set()


def test_a_date_of_writing_that_is_none_is_refused(lake: Lake) -> None:
    wrong = DATED.replace("1931-05~", "May 1931")
    said = lake({"ferry.rst": wrong}).build().warnings
    assert any(":written: 'May 1931' is not a date" in line for line in said)


def test_the_darker_a_field_the_larger_its_share(lake: Lake) -> None:
    page = with_pages(lake, names=NAMES).build(**TEXT).page("names.html")
    classes = [[td.get("class") for td in row.iter("td")] for row in page.xpath("//tbody/tr")]
    assert classes == [["heat-5", "heat-5"], ["heat-5", None], ["heat-5", "heat-4"]]


# -- drawings -----------------------------------------------------------------------------------

DRAWN = "Map\n===\n\n.. drawing:: lake.svg\n   :alt: The lake, with Velm.\n\n   Lake Ora\n"


def with_drawing(lake: Lake, svg: str = SVG, page: str = DRAWN) -> Site:
    return with_pages(lake, map=page).write({"lake.svg": svg})


def test_a_drawing_is_part_of_the_page_and_its_names_lead_to_the_glossary(lake: Lake) -> None:
    built = with_drawing(lake).build(**TEXT)
    assert built.warnings == []
    (svg,) = built.page("map.html").xpath("//figure//svg")
    assert (svg.get("role"), svg.get("aria-label")) == ("group", "The lake, with Velm.")
    assert svg.xpath(".//a/@href") == ["glossary.html#term-velm"]
    assert [words(text) for text in svg.iter("text")] == ["Velm"]
    assert not list(svg.iter("title"))


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        "<foreignObject/>",
        '<image href="https://example.org/x.png"/>',
        '<rect ONLOAD="alert(1)"/>',
        "<style>@import url(https://example.org/x.css)</style>",
        '<desc><iframe xmlns="http://www.w3.org/1999/xhtml" src="//example.org"/></desc>',
        "<title><g/></title>",
        '<img src="https://example.org/x.png"/>',
        '<img xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/x.png"/>',
        '<meta http-equiv="refresh" content="0; url=//example.org"/>',
        '<animateTransform attributeName="transform"/>',
        '<path xmlns="" d="M0 0"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
        '<textPath xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
        '<rect fill="url(https://example.org/x.svg#a)"/>',
        "<rect style=\"fill: URL( 'https://example.org/x.svg#a')\"/>",
        '<rect style="fill: u\\72l(https://example.org/x.svg)"/>',
        "<rect style='background: -webkit-image-set(\"https://example.org/x.png\" 1x)'/>",
    ],
)
def test_a_drawing_that_could_do_something_is_refused(lake: Lake, evil: str) -> None:
    svg = SVG.replace("</svg>", f"{evil}</svg>")
    built = with_drawing(lake, svg).build(**TEXT)
    assert any("map.rst:4" in line and "shapes and words only" in line for line in built.warnings)
    assert not built.page("map.html").xpath("//article//svg")


def test_a_drawing_may_be_as_programs_write_it(lake: Lake) -> None:
    drawn = """
    <metadata><rdf:RDF xmlns:rdf="urn:r"><a href="https://example.org">by</a></rdf:RDF></metadata>
    <defs><linearGradient id="deep"><stop offset="0"/></linearGradient></defs>
    <desc>Deep</desc>
    <rect fill="url(#deep)" style="stroke: url( '#deep' ); fill: rgb(0 0 0)"/></svg>
    """
    built = with_drawing(lake, SVG.replace("</svg>", drawn)).build(**TEXT)
    assert built.warnings == []
    (svg,) = built.page("map.html").xpath("//figure//svg")
    assert svg.xpath(".//rect/@fill") == ["url(#deep)"]
    assert "example.org" not in built.words("map.html")


@pytest.mark.parametrize(
    ("svg", "said"),
    [("<svg", "this is not SVG"), ("<html/>", "its root is 'html'")],
)
def test_what_is_no_drawing_is_named(lake: Lake, svg: str, said: str) -> None:
    built = with_drawing(lake, svg).build(**TEXT)
    assert any("map.rst:4" in line and said in line for line in built.warnings)


def test_a_drawing_without_words_is_refused(lake: Lake) -> None:
    built = with_drawing(lake, page=DRAWN.replace("   :alt: The lake, with Velm.\n", "")).build()
    assert any("lacks :alt:" in line for line in built.warnings)


def test_a_drawing_is_read_again_when_its_file_changes(lake: Lake) -> None:
    site = with_drawing(lake)
    site.build(**TEXT)
    again = site.write({"lake.svg": SVG.replace(">Velm<", ">Velm, the town<")}).build(**TEXT)
    assert again.read == {"map"}
    assert "Velm, the town" in again.words("map.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "man", "texinfo"])
def test_every_builder_has_the_pictures_or_their_words(lake: Lake, builder: str) -> None:
    site = with_pages(lake, compare=COMPARE, pictures=PICTURES, map=DRAWN)
    built = site.write({"lake.svg": SVG, "ferry.rst": DATED}).build(builder, **TEXT)
    assert built.warnings == []


def test_the_maps_are_as_their_script_draws_them(tmp_path: Path) -> None:
    import runpy
    import shutil

    from building import PROJECT

    for name in ("map.py", "south-caucasus.json"):
        shutil.copy(PROJECT / "source" / "pictures" / name, tmp_path)
    runpy.run_path(str(tmp_path / "map.py"), run_name="__main__")
    drawn = sorted(tmp_path.glob("*.svg"))
    assert [path.name for path in drawn] == ["karabakh.svg", "overview.svg"]
    for path in drawn:
        assert path.read_bytes() == (PROJECT / "source" / "pictures" / path.name).read_bytes()
