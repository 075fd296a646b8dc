"""Every builder shows everything, in both wordings, and no link inside leads nowhere."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from building import PRECIS, TEXT, Built, Site, copy_of
from lxml import etree, html

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text"),
    *("man", "texinfo", "gettext", "xml", "pseudoxml", "dummy"),
]
#: note -> number, kind, quote, and words of its body
NOTES = {
    "bridge-piers": ("1", "claim to check", "stone piers", "Wooden ones stood for ninety years"),
    "ferry-teacher": ("1", "sourcing", "teaches sums at Velm", "paid by the mill"),
    "ferry-council": ("2", "vocabulary", "Lakeside Council", "Ten of them kept goats"),
    "ferry-two-winters": ("3", "what happened next", "fought over one small boat", "The boat sank"),
    "ferry-books": ("4", "claim to check", "kept no books", "A ledger was found in 1950"),
    "ferry-penny": (
        "5",
        "context",
        "charged a penny for each goat",
        "The tariff board still hangs",
    ),
    "ferry-goat": ("6", "context", "each goat", "Sheep went free"),
    "ferry-theft": ("7", "contested wording", "plain theft", "paper never used the word"),
    "ferry-register": ("8", "corroboration", "vol. 2, p. 14", "The volume is lost"),
}


@pytest.fixture(scope="module", params=[PRECIS, TEXT], ids=["precis", "text"])
def builds(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Built]:
    """The little reader as every builder writes it, from doctrees that they share."""
    site: Site = copy_of("lake", tmp_path_factory.mktemp("builders"))
    return {builder: site.build(builder, **request.param) for builder in BUILDERS}


def pages(built: Built) -> dict[str, bytes]:
    """The pages of a build for the web, or in a book of it, by name."""
    (books, suffixes) = list(built.out.glob("*.epub")), (".html", ".xhtml")
    if books:
        with zipfile.ZipFile(books[0]) as book:
            return {n: book.read(n) for n in book.namelist() if n.endswith(suffixes)}
    files = (path for path in built.out.rglob("*") if path.suffix in suffixes)
    return {path.relative_to(built.out).as_posix(): path.read_bytes() for path in files}


def parsed(content: bytes) -> html.HtmlElement:
    return html.fromstring(re.sub(rb"^<\?xml.*?\?>", b"", content))


def content(built: Built, *suffixes: str) -> str:
    """All words that a build shows, on one line."""
    if "html" in suffixes:
        words = " ".join(parsed(page).text_content() for page in pages(built).values())
    else:
        files = (path for path in sorted(built.out.iterdir()) if path.suffix[1:] in suffixes)
        words = " ".join(path.read_text(encoding="utf-8") for path in files)
    return " ".join(words.split())


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_amiss(builds: dict[str, Built], builder: str) -> None:
    assert builds[builder].warnings == []


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_note_is_on_the_web_page(builds: dict[str, Built], builder: str, note: str) -> None:
    number, kind, quote, body = NOTES[note]
    found = [
        aside
        for page in pages(builds[builder]).values()
        for aside in parsed(page).xpath(f"//aside[@id='note-{note}']")
    ]
    assert len(found) == 1
    words = " ".join(found[0].text_content().split())
    assert words.startswith(number)
    assert f"{kind} " in words
    assert f"“{quote}”" in words
    assert body in words


@pytest.mark.parametrize("note", NOTES)
def test_every_note_is_in_the_plain_text(builds: dict[str, Built], note: str) -> None:
    number, kind, quote, body = NOTES[note]
    words = content(builds["text"], "txt")
    head = rf"\[{number}\] \*\*{kind.capitalize()}\*\*( \(.*?\))? on “{re.escape(quote)}”\."
    assert re.search(head, words)
    assert body in words
    assert words.count(f"[{number}]") >= 2, "also in the passage"


@pytest.mark.parametrize("note", NOTES)
def test_every_note_is_in_latex(builds: dict[str, Built], note: str) -> None:
    _, kind, quote, body = NOTES[note]
    words = content(builds["latex"], "tex").replace("\\sphinxAtStartPar ", "")
    (footnote,) = re.findall(
        rf"sphinxstylestrong{{{kind.capitalize()}}}[^“]*? on “{re.escape(quote)}”\.(.*?){body}",
        words,
    ) or [None]
    assert footnote is not None
    assert "sphinxstylestrong" not in footnote


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize(("builder", "suffix"), [("man", "7"), ("texinfo", "texi")])
def test_every_note_is_in_the_manual(
    builds: dict[str, Built], builder: str, suffix: str, note: str
) -> None:
    number, kind, quote, body = NOTES[note]
    words = content(builds[builder], suffix).replace("\\&", "").replace("\\-", "-")
    for part in (kind.capitalize(), quote, body, number):
        assert part in words


def test_latex_numbers_its_footnotes_as_the_notes_are_numbered(builds: dict[str, Built]) -> None:
    words = content(builds["latex"], "tex")
    found = Counter(re.findall(r"\\begin{footnote}\[(\d+)\]", words))
    assert found == Counter(number for number, *_ in NOTES.values())


def test_passages_bear_their_number_where_there_is_no_margin(builds: dict[str, Built]) -> None:
    for builder, suffix in (("text", "txt"), ("latex", "tex"), ("man", "7")):
        words = content(builds[builder], suffix)
        for number in (1, 2, 3, 4):
            assert f"¶{number}" in words


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_no_id_is_given_twice(builds: dict[str, Built], builder: str) -> None:
    for name, page in pages(builds[builder]).items():
        ids = Counter(parsed(page).xpath("//@id"))
        if builder == "singlehtml":
            # Sphinx's: sections of joined pages keep their ids, and both articles have this one
            assert ids.pop("questions") == 2
        assert {ident: count for ident, count in ids.items() if count > 1} == {}, name


def dead_links(found: dict[str, bytes], links: str = "//a/@href") -> Iterator[str]:
    documents = {name: parsed(page) for name, page in found.items()}
    for name, document in documents.items():
        for link in document.xpath(links):
            if re.match(r"\w+:", link):
                continue
            address, _, ident = unquote(link).partition("#")
            path = address.partition("?")[0]
            target = normpath(join(dirname(name), path)) if path else name
            if target not in documents:
                target = f"{target}/index.html" if target != "." else "index.html"
            there = documents.get(target)
            if there is None or (ident and not there.xpath("//*[@id=$ident]", ident=ident)):
                yield f"{name}: {link}"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_every_link_leads_somewhere(builds: dict[str, Built], builder: str) -> None:
    assert sorted(set(dead_links(pages(builds[builder])))) == []


def test_every_link_on_the_one_page_of_all_leads_somewhere(builds: dict[str, Built]) -> None:
    # but in the sidebar: Sphinx's issue 14221
    links = "//*[@role='main']//a/@href"
    assert sorted(set(dead_links(pages(builds["singlehtml"]), links))) == []


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_no_link_stands_inside_a_link(builds: dict[str, Built], builder: str) -> None:
    for page in pages(builds[builder]).values():
        assert not parsed(page).xpath("//a//a")


def test_the_book_is_well_formed_and_its_notes_pop_up(builds: dict[str, Built]) -> None:
    book = pages(builds["epub"])
    for page in book.values():
        etree.fromstring(page)
    ferry = etree.fromstring(book["ferry.xhtml"])
    types = Counter(ferry.xpath("//@*[name()='epub:type']"))
    assert types["noteref"] == types["footnote"] == len(NOTES) - 1
    assert not ferry.xpath("//*[local-name()='button']")


def test_a_note_on_a_web_page_stands_right_behind_its_number(builds: dict[str, Built]) -> None:
    for note in NOTES:
        page = builds["html"].page(f"{note.partition('-')[0]}.html")
        (aside,) = page.xpath(f"//aside[@id='note-{note}']")
        passage_text = aside.getparent()
        assert "passage-text" in passage_text.get("class")
        (mark,) = passage_text.xpath(f".//*[@popovertarget='note-{note}']")
        assert mark.text == NOTES[note][0]


def test_the_text_says_whose_words_are_shown(builds: dict[str, Built]) -> None:
    words = content(builds["html"], "html")
    own, ours = "These are the article’s own words", "These are our summaries"
    assert (own in words) != (ours in words)


def test_shared_doctrees_are_left_as_they_were(tmp_path: Path) -> None:
    site = copy_of("lake", tmp_path)
    site.build("latex", **TEXT)
    after_latex = site.build("html", **TEXT)
    fresh = copy_of("lake", tmp_path / "fresh").build("html", **TEXT)
    for page in ("ferry.html", "bridge.html", "glossary.html"):
        assert (after_latex.out / page).read_bytes() == (fresh.out / page).read_bytes()
