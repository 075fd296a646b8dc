"""Words that look like mark-up are shown as words, wherever they stand: nothing of them acts."""

from __future__ import annotations

import json
import zipfile
from io import StringIO

import pytest
from building import ROOTS
from lxml import etree, html
from sphinx.testing.util import SphinxTestApp

COPY = (ROOTS / "test-hostile" / "texts" / "index.txt").read_text(encoding="utf-8")
#: as the engine shows what has no shape
SHAPES = str.maketrans(
    {"\x07": "␇", "\x1b": "␛", "\x7f": "␡", "\u202e": "‹U+202E›", "\u202c": "‹U+202C›"}
)
#: elements that the hostile words would like to be
EVIL_ELEMENTS = ["b", "i", "s", "u", "hr", "img", "iframe", "marquee", "blink"]
#: words, and where they stand
AUTHORED = {
    "//h1": "Hostile <b onclick=”evil()”>words</b>",
    "//*[@id='card']": "a “date” & <img src=x onerror=evil()>",
    "//*[@class='central-question docutils container']": "Is </div><script>evil()</script> a",
    "//details": "A précis of <marquee>one</marquee> & “two”.",
    "//*[@id='note-index-quote']": "The body has <script>evil()</script>, “quotes” & <img src=x",
    "//*[@id='note-index-quote']//*[@class='lemma']": '“<b onmouseover="evil()">all</b> of it”',
    "//*[@id='note-index-nowhere']//*[@class='lemma']": "“</p></div></body>”",
    "//*[@id='question-index-what']": "What does <iframe src=”https://evil.example”></iframe> &",
    "//dt[starts-with(@id, 'term')]": "Hale <s>the younger</s>",
    "//dd[p/@class='term-names']": "A man of “<blink>letters</blink>” & numbers.",
    "//*[@lang='ru']": "Хейл <hr>",
    "//details//a[@href='#']": '<i>Hale</i> & "sons"',
}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.sphinx("html", testroot="hostile", confoverrides={"nitpicky": True})
def test_no_element_or_attribute_comes_from_words(app: SphinxTestApp, warning: StringIO) -> None:
    app.build()
    assert warning.getvalue() == ""
    page = html.parse(app.outdir / "index.html").getroot()
    (main,) = page.xpath("//*[@role='main']")
    assert not main.xpath(".//script")
    for name in EVIL_ELEMENTS:
        assert not page.xpath(f"//{name}"), name
    attributes = page.xpath("//@*")
    assert not [a for a in attributes if a.attrname.startswith("on") or a.attrname == "src=x"]
    addresses = {a for a in main.xpath(".//a/@href") if not a.startswith("#")}
    assert addresses == {"https://evil.example"}, "docutils links an address that an author writes"
    for script in page.xpath("//script"):
        assert "evil" not in etree.tostring(script, encoding="unicode", with_tail=False)


@pytest.mark.sphinx("html", testroot="hostile")
def test_all_words_of_the_copy_are_shown(app: SphinxTestApp) -> None:
    app.build()
    page = html.parse(app.outdir / "index.html").getroot()
    for mark in page.xpath("//*[contains(@class, 'note-mark')] | //aside"):
        mark.drop_tree()
    shown = words(page)
    for line in filter(None, COPY.translate(SHAPES).split("\n")):
        line = line.removeprefix("1 ").removesuffix("1")
        assert " ".join(line.split()) in shown


@pytest.mark.sphinx("html", testroot="hostile")
@pytest.mark.parametrize("where", AUTHORED)
def test_what_authors_write_is_shown(app: SphinxTestApp, where: str) -> None:
    app.build()
    page = html.parse(app.outdir / "index.html").getroot()
    assert AUTHORED[where] in words(page.xpath(where)[0])


@pytest.mark.sphinx("html", testroot="hostile")
def test_notes_stand_on_words_that_look_like_mark_up(app: SphinxTestApp) -> None:
    app.build()
    page = html.parse(app.outdir / "index.html").getroot()
    assert [words(phrase) for phrase in page.find_class("phrase")] == [
        '<b onmouseover="evil()">all</b> of it',
        "*stars*, **more stars**, `ticks`",
        "and <script>evil()</script> is how",
        "</p></div></body>",
    ]


@pytest.mark.sphinx("html", testroot="hostile")
def test_the_search_index_is_data(app: SphinxTestApp) -> None:
    app.build()
    script = (app.outdir / "searchindex.js").read_text(encoding="utf-8")
    data = script.removeprefix("Search.setIndex(").removesuffix(")")
    assert json.loads(data)["titles"][0].startswith("Hostile <b")
    assert "</script" not in data


@pytest.mark.sphinx("epub", testroot="hostile", confoverrides={"project_copyright": "none"})
def test_the_book_stays_well_formed(app: SphinxTestApp, warning: StringIO) -> None:
    app.build()
    assert warning.getvalue() == ""
    (path,) = app.outdir.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        page = etree.fromstring(book.read("index.xhtml"))
    body = page.find("{*}body")
    assert not body.xpath(".//*[local-name()='script' or local-name()='b' or local-name()='img']")


@pytest.mark.sphinx("latex", testroot="hostile")
def test_latex_commands_are_words(app: SphinxTestApp, warning: StringIO) -> None:
    app.build()
    assert warning.getvalue() == ""
    (path,) = app.outdir.glob("*.tex")
    words = path.read_text(encoding="utf-8")
    assert r"\textbackslash{}evil\{\}" in words
    assert r"\$evil" in words
