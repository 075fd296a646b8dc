"""What somebody hostile would write, in every place for words: shown or refused, and never run."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from building import TEXT, Site
from hostile import CONF, article, payloads, write_site
from lxml import etree
from reading import LAPTOP, PHONE, every_page, opener

from sphinx_scholia.folding import INVISIBLE
from sphinx_scholia.report import ScholiaError
from sphinx_scholia.texts.characters import plain

if TYPE_CHECKING:
    from building import Built
    from playwright.sync_api import Browser, Page

ALL = payloads()
SHOWN = [p for p in ALL if p.fate == "shown"]
OTHERS = [p for p in ALL if p.fate != "shown"]
REFUSED = {p.kind: p.says for p in ALL if p.fate == "refused"}
#: where authors write a payload -> the file that a message has to name
PLACES = ["annotations/clerk.rst", "terms.rst", "summary.rst", "claims.rst", "events.rst"]
PLACES_IN_LINE = [*PLACES, "titles.rst"]


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("shown")
    write_site(folder, SHOWN)
    return Site(folder).build(nitpicky=False)


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("others")
    write_site(folder, OTHERS)
    return Site(folder).build(nitpicky=False)


def squash(text: str) -> str:
    return re.sub(r"\s+", "", "".join(c for c in text if c not in INVISIBLE))


def words_of(built: Built, page: str, ident: str) -> str:
    """The words of an element, as they are shown."""
    return squash("".join(built.page(f"{page}.html").get_element_by_id(ident).itertext()))


# -- characters ---------------------------------------------------------------------------------


def test_there_is_enough_of_it() -> None:
    assert len(ALL) >= 100
    assert len({p.words for p in ALL}) == len(ALL)


def test_what_is_words_is_built_without_a_complaint(shown: Built) -> None:
    assert shown.warnings == []


@pytest.mark.parametrize("kind", dict.fromkeys(p.kind for p in SHOWN))
def test_its_very_characters_are_shown_in_every_place(shown: Built, kind: str) -> None:
    pages = {name: shown.page(f"{name}.html") for name in ("terms", "titles", "summary")}
    terms = [squash("".join(e.itertext())) for e in pages["terms"].xpath("//dl/dt | //dl/dd")]
    titles = [squash("".join(e.itertext())) for e in pages["titles"].xpath("//h2")]
    (card,) = pages["summary"].find_class("source-card")
    fields = squash("".join(card.itertext()))
    for n, payload in enumerate(SHOWN, 1):
        if payload.kind != kind:
            continue
        copied, written = squash(plain(payload.line)), squash(payload.words)
        for page, ident in [
            ("clerk", f"p{n}"),
            ("clerk", f"note-clerk-quote-{n}"),
        ]:
            assert copied in words_of(shown, page, ident), (n, ident)
        for page, ident in [
            ("clerk", f"note-clerk-body-{n}"),
            ("summary", f"p{n}"),
            ("summary", f"note-summary-lemma-{n}"),
            ("summary", f"question-summary-q-{n}"),
            ("claims", f"claim-c-{n}"),
            ("events", f"event-e-{n}"),
        ]:
            assert written in words_of(shown, page, ident), (n, ident)
        assert any(written in words for words in titles), n
        assert f"About{written}here" in fields
        entry = next(i for i, words in enumerate(terms) if words.startswith(f"Entry{n}{written}"))
        assert f"Before{written}afterit" in terms[entry + 1]
        assert f"Also{written}wrote".replace(";", ",") in terms[entry + 1]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refusal_names_the_file_and_line_of_every_place(others: Built, kind: str) -> None:
    mine = [p for p in OTHERS if p.kind == kind]
    for place in PLACES_IN_LINE if all(not p.is_block for p in mine) else PLACES:
        if place == "titles.rst" and kind == "Files of the machine":
            continue  # whoever writes a page may take files from where he likes
        said = [
            line
            for line in others.warnings
            if re.match(rf"{re.escape(place)}:\d+: (WARNING|ERROR): ", line)
            and REFUSED[kind] in line
        ]
        assert len(said) >= len(mine), (place, said)


def test_nothing_unseen_is_in_any_file(others: Built, shown: Built) -> None:
    for built in (others, shown):
        for path in built.out.rglob("*.*"):
            if path.suffix in (".html", ".js") and path.parent.name != "_static":
                found = re.findall(
                    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufffe]",
                    path.read_text(encoding="utf-8"),
                )
                assert found == [], path.name


def test_no_file_of_the_machine_is_copied(others: Built) -> None:
    copied = [
        path.name
        for path in others.out.rglob("*")
        if "passwd" in path.name or path.name == "secret.png"
    ]
    assert copied == []
    assert "scholia_texts" not in (others.out / "terms.html").read_text(encoding="utf-8")
    assert "root:" not in "".join(p.read_text(encoding="utf-8") for p in others.out.glob("*.html"))


# -- in a browser -------------------------------------------------------------------------------

WATCH = """
window.ran = [];
for (const name of ['evil', 'alert', 'confirm', 'prompt', 'open']) {
  window[name] = (...said) => { ran.push(`${name}(${said.map(String)})`); };
}
"""
#: Elements of which a page of ours has none in its own words.
FOREIGN = [
    *["iframe", "object", "embed", "base", "marquee", "frameset", "plaintext", "xmp", "video"],
    *["section form", "section input", "section dialog", "section script", "section style"],
    *["section svg", "section math", "section template", "section link", "section meta"],
]
#: What could run something, now or when it is used, and what has run.
LIVE = """foreign => {
  const found = [...document.querySelectorAll(foreign)].filter(e => !e.closest('.math'));
  const leading = ['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'poster', 'xlink:href'];
  const harmless = ['file:', 'https:', 'http:', 'mailto:'];
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(element);
      if (!leading.includes(name)) continue;
      const { protocol } = new URL(value, location.href);
      if (!harmless.includes(protocol)) found.push(element);
    }
  }
  found.push(...[...document.scripts].filter(s => !s.src && s.text.includes('evil')));
  return [...found.map(e => e.outerHTML.slice(0, 200)), ...(window.ran ?? [])];
}"""


#: What Sphinx's search page says when it is done.
ENDED = re.compile("Search finished|did not match any")


def live(page: Page) -> list[str]:
    """What on a page has run, or could."""
    return page.evaluate(LIVE, ", ".join(FOREIGN))


def watched(open_page, site: Path, name: str, size: tuple[int, int]) -> tuple[Page, list[str]]:
    """A page, and a list of all that it should not have done."""
    page = open_page("genindex.html", size)
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("popup", lambda popup: wrong.append(popup.url))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.as_uri(), "data:")) else wrong.append(request.url)
        ),
    )
    page.add_init_script(WATCH)
    page.goto(f"{site.as_uri()}/{name}")
    return page, wrong


@pytest.fixture(params=["shown", "others"])
def built(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(request.param)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_nothing_of_it_runs_whatever_a_reader_opens(chromium: Browser, built: Built, size) -> None:
    with opener(chromium, built.out) as open_page:
        page, wrong = watched(open_page, built.out, "index.html", size)
        for name in every_page(built.out):
            page.goto(f"{built.out.as_uri()}/{name}")
            assert live(page) == [], name
            open_everything(page)
            assert live(page) == [], name
            assert page.url.partition("#")[0] == f"{built.out.as_uri()}/{name}"
        assert wrong == []


def open_everything(page: Page) -> None:
    """All that folds or opens, and the card of each term."""
    page.keyboard.press("Tab")
    page.evaluate(
        """async () => {
          const settled = () => new Promise(done => setTimeout(done));
          for (const fold of document.querySelectorAll('details')) fold.open = true;
          for (const card of document.querySelectorAll('[popover]')) {
            if (card.getClientRects().length) continue;
            card.showPopover();
            await settled();
            card.hidePopover();
          }
          for (const button of document.querySelectorAll('main button, article button')) {
            button.click();
            await settled();
          }
          for (const link of document.querySelectorAll('a.term-link, a.passage-number')) {
            link.focus();
            if (link.matches('.passage-number')) link.click();
            await settled();
          }
        }"""
    )


@pytest.mark.browser
def test_nothing_of_it_runs_when_it_is_searched_for(chromium: Browser, built: Built) -> None:
    with opener(chromium, built.out) as open_page:
        for query in ("heading", "<img src=x onerror=evil()>", "constructor", "__proto__"):
            page, wrong = watched(open_page, built.out, "search.html", LAPTOP)
            page.goto(f"{page.url}?q={query}")
            page.locator("#search-results", has_text=ENDED).wait_for()
            assert live(page) == [], query
            assert wrong == []
            if query == "heading":
                assert page.locator("ul.search li").count() > 10
                for payload in ALL:
                    page.evaluate("words => Search.performSearch(words)", payload.line)
                assert live(page) == []
                assert wrong == []


#: What reaches beyond the window, if the page can be scrolled sideways.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const beyond = e => e.getBoundingClientRect().right > innerWidth + 1;
  const all = [...document.querySelectorAll('body *')].filter(beyond);
  return all.map(e => e.outerHTML.slice(0, 100)).slice(0, 5);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_it_breaks_no_page(chromium: Browser, built: Built, size) -> None:
    with opener(chromium, built.out) as open_page:
        page = open_page("index.html", size)
        for name in every_page(built.out):
            page.goto(f"{built.out.as_uri()}/{name}")
            too_wide = page.evaluate(TOO_WIDE)
            assert too_wide == [], name
            assert page.locator("h1").count() == 1
            assert page.locator("footer").last.is_visible()


@pytest.mark.browser
def test_all_around_it_stays_in_its_place(chromium: Browser, built: Built) -> None:
    """Passages below each other, notes in the margin, each as wide as it should be."""
    with opener(chromium, built.out) as open_page:
        for name in ("clerk.html", "summary.html"):
            page = open_page(name, LAPTOP)
            if not page.locator(".passages").count():
                # a card or a list of précis that holds what is refused is not there
                assert name == "summary.html" and built.warnings
                continue
            wrong = page.evaluate(
                """() => {
                  const wrong = [];
                  const column = document.querySelector('.passages').getBoundingClientRect();
                  let above = 0;
                  for (const passage of document.querySelectorAll('.passage')) {
                    const box = passage.getBoundingClientRect();
                    if (box.top < above - 1 || box.height < 20) wrong.push(passage.id);
                    above = box.bottom;
                  }
                  let end = 0;
                  for (const note of document.querySelectorAll('.passages .marginal-note')) {
                    const box = note.getBoundingClientRect();
                    const apart = box.left > column.left + 400 && box.right <= innerWidth;
                    const readable = box.width > 200 && box.height > 30 && box.top > end - 1;
                    const whole = note.scrollWidth <= note.clientWidth + 1;
                    if (!apart || !readable || !whole) wrong.push(note.outerHTML.slice(0, 300));
                    end = box.bottom;
                  }
                  return wrong;
                }"""
            )
            assert wrong == [], name
            assert page.locator(".marginal-note").count() >= 40


# -- on paper and in an e-reader ------------------------------------------------------------------

#: scripts for which the handouts have no typeface: an error names each letter
UNSET = ("Right to left, unseen and piled up", "As long as can be")


def test_on_paper_it_is_words(tmp_path: Path) -> None:
    some = [p for p in SHOWN if p.kind not in UNSET]
    write_site(tmp_path, some)
    built = Site(tmp_path).build("handouts", nitpicky=False)
    assert built.warnings == []
    for name in ("clerk", "summary", "terms", "reader"):
        reader = pypdf.PdfReader(built.out / f"{name}.pdf")
        words = squash("".join(page.extract_text() for page in reader.pages))
        for call in ("javascript:evil", '#panic("evil")', '#read("../conf.py")'):
            assert squash(call) in words
        assert not forbidden_links(reader)


def test_on_paper_nothing_that_was_refused_acts_and_no_old_page_is_left(tmp_path: Path) -> None:
    write_site(tmp_path, OTHERS)
    (tmp_path / "_build" / "handouts").mkdir(parents=True)
    (tmp_path / "_build" / "handouts" / "clerk.pdf").write_bytes(b"of last year")
    try:
        built = Site(tmp_path).build("handouts", nitpicky=False)
    except SystemExit as ended:
        assert re.search(r"\.pdf: ", str(ended.__cause__))
    else:
        assert "javascript" in str(built.warnings)
    for path in (tmp_path / "_build" / "handouts").glob("*.pdf"):
        assert not forbidden_links(pypdf.PdfReader(path)), path.name


def forbidden_links(reader: pypdf.PdfReader) -> list[str]:
    """Links of a PDF that lead neither to a place in it nor to the web, and its scripts."""
    found = [name for name in ("/JavaScript", "/OpenAction", "/AA") if name in reader.root_object]
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            address = str(action.get("/URI", "https:"))
            if action.get("/S", "/GoTo") not in ("/GoTo", "/URI") or not address.startswith("http"):
                found.append(str(action))
    return found


@pytest.mark.parametrize("fates", [SHOWN, OTHERS], ids=["shown", "others"])
def test_in_an_e_reader_it_is_words(tmp_path: Path, fates) -> None:
    write_site(tmp_path, fates)
    built = Site(tmp_path).build("epub", nitpicky=False, project_copyright="none")
    (path,) = built.out.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        pages = [name for name in book.namelist() if name.endswith(".xhtml")]
        for name in pages:
            page = etree.fromstring(book.read(name))  # well-formed, or it is not read at all
            addresses = page.xpath("//@href | //@src")
            assert not [a for a in addresses if re.match("(?!https?:|mailto:)[a-z-]+:", a)], name
            assert not page.xpath("//*[local-name()='script' or local-name()='iframe']"), name
            assert not [a for a in page.xpath("//@*") if a.attrname.startswith("on")], name
    assert len(pages) > 8


# -- files --------------------------------------------------------------------------------------

NOT_UTF8 = {
    "half a character": b"\xed\xa0\x80",
    "halves in the wrong order": b"\xed\xb0\x80\xed\xa0\x80",
    "overlong": b"\xc0\xbcscript\xc0\xbe",
    "beyond all planes": b"\xf5\x80\x80\x80",
    "cut short": b"\xe2\x82",
}


@pytest.mark.parametrize("raw", NOT_UTF8.values(), ids=NOT_UTF8)
@pytest.mark.parametrize("name", ["annotations/ferry.rst", "glossary/words.rst", "texts/ferry.txt"])
def test_bytes_that_are_no_characters_are_refused_with_their_line(lake, name, raw) -> None:
    site = lake()
    path = site.folder / name
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\n" + raw, 1))
    if name.startswith("texts"):
        with pytest.raises(SystemExit) as ended:
            site.build(**TEXT)
        said = str(ended.value.__cause__)
    else:
        said = "\n".join(site.build(**TEXT).warnings)
    assert re.search(rf"{name}:2: .*byte.*UTF-8", said), said


def test_a_page_with_such_bytes_is_named(lake) -> None:
    site = lake()
    path = site.folder / "bridge.rst"
    path.write_bytes(path.read_bytes() + b"\nhalf \xed\xa0\x80 of it\n")
    line = path.read_bytes().count(b"\n")
    with pytest.raises(ScholiaError, match=rf"bridge\.rst:{line}: byte 0xED is not UTF-8"):
        site.build()


BIG = 500_000


def test_half_a_million_characters_without_a_blank(tmp_path: Path, chromium: Browser) -> None:
    word = "a" * BIG
    note = ".. annotation:: long\n   :passage: 1\n   :quote: the clerk\n   :kind: context\n\n   "
    site = Site(tmp_path).write(
        {
            "conf.py": CONF,
            "index.rst": article("index", "", iter(["Said."])),
            "texts/index.txt": f"{word} wrote the clerk of the mill.\n",
            "annotations/index.rst": f"{note}{word}\n",
        }
    )
    built = site.build(nitpicky=False)
    assert built.warnings == []
    with opener(chromium, built.out) as open_page:
        for size in (PHONE, LAPTOP):
            page = open_page("index.html#note-index-long", size)
            assert page.evaluate(TOO_WIDE) == []
            note_box = page.locator("#note-index-long").bounding_box()
            assert note_box["x"] >= 0 and note_box["x"] + note_box["width"] <= size[0]


def test_ten_thousand_lines(tmp_path: Path) -> None:
    lines = [f"The clerk wrote line {n} of it." for n in range(10_000)]
    batched = [lines[n : n + 4] for n in range(0, len(lines), 4)]
    site = Site(tmp_path).write(
        {
            "conf.py": CONF,
            "index.rst": article("index", "", (f"Said {n}." for n in range(2_500))),
            "texts/index.txt": "\n\n".join(map("\n".join, batched)),
        }
    )
    built = site.build(nitpicky=False)
    assert built.warnings == []
    assert lines[-1] in built.words("index.html")
