"""Handouts: everything of the pages is in the PDFs, set as asked, and linked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from building import PRECIS, ROOTS, TEXT, Built, Site, copy_of
from page import ValidationProfile, validate_pdf
from sphinx.util.nodes import clean_astext

from sphinx_scholia.nodes import marginal_note

#: note -> number, letter, kind, and words of its body
NOTES = {
    "teacher": ("1", "S", "sourcing", "paid by the mill"),
    "council": ("2", "V", "vocabulary", "Ten of them kept goats"),
    "two-winters": ("3", "N", "what happened next", "The boat sank"),
    "books": ("4", "K", "claim to check", "A ledger was found in 1950"),
    "penny": ("5", "C", "context", "The tariff board still hangs"),
    "goat": ("6", "C", "context", "Sheep went free"),
    "theft": ("7", "W", "contested wording", "paper never used the word"),
    "register": ("8", "R", "corroboration", "The volume is lost"),
}


def squash(text: str) -> str:
    """Words without blanks and hyphens, which are others at the ends of other lines."""
    return re.sub(r"[\s\u00ad\u2060-]", "", text)


def words(built: Built, name: str = "ferry") -> str:
    """The text of a handout, in the order in which it is read."""
    reader = pypdf.PdfReader(built.out / f"{name}.pdf")
    return squash("".join(page.extract_text() for page in reader.pages))


def said(built: Built) -> list[str]:
    """Which handouts were set."""
    return re.findall(r"set \d+ of \d+: (.+)\.pdf", built.status)


@pytest.fixture(scope="module", params=[PRECIS, TEXT], ids=["precis", "text"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return copy_of("lake", tmp_path_factory.mktemp("handouts")).build("handouts", **request.param)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = copy_of("lake", tmp_path_factory.mktemp("teacher"))
    return site.build("handouts", scholia_edition="teacher", **TEXT)


# -- what is in them ------------------------------------------------------------------------------


def test_nothing_is_amiss(built: Built) -> None:
    assert built.warnings == []
    assert sorted(path.stem for path in built.out.glob("*.pdf")) == [
        *("bridge", "bridge-worksheet", "ferry", "ferry-worksheet", "glossary", "reader")
    ]


@pytest.mark.parametrize("name", ["ferry", "reader"])
@pytest.mark.parametrize("note", NOTES)
def test_every_note_is_there_once_with_its_number(built: Built, name: str, note: str) -> None:
    number, letter, kind, body = NOTES[note]
    found = words(built, name)
    assert found.count(squash(body)) == 1
    before = found[: found.index(squash(body))]
    assert re.search(rf"Note{number}{letter}{squash(kind)}[^¶]*$", before)


def test_notes_are_the_same_as_in_the_doctree_and_in_its_order(built: Built) -> None:
    found = words(built)
    notes = list(built.doctree("ferry").findall(marginal_note))
    assert [n["number"] for n in notes] == list(range(1, len(NOTES) + 1))
    for note in notes:
        assert found.count(squash(f"Note {note['number']} ")) == 1
        assert squash(f"“{note['quote']}”") in found


def test_questions_and_terms_are_there(built: Built) -> None:
    found = words(built)
    assert squash("Question 1 close reading, level 1 (core)") in found
    assert squash("Why did nobody ask for papers?") in found
    assert squash("Lakeside Council The body that ran the ferry on Lake Ora.") in found
    assert squash("Why did nobody ask for papers?") in words(built, "ferry-worksheet")


def test_the_whole_book_has_every_page_and_an_index(built: Built) -> None:
    found = words(built, "reader")
    for docname in built.env.all_docs:
        assert squash(clean_astext(built.env.titles[docname])) in found
    assert re.search(r"IndexofTerms.*LakesideCouncil,\d", found, re.IGNORECASE)


def test_a_student_gets_no_answers(built: Built) -> None:
    everything = "".join(words(built, path.stem) for path in built.out.glob("*.pdf"))
    assert "quillwort" not in everything
    assert "marshmallow" not in everything
    assert not list(built.out.glob("*-key.pdf"))


@pytest.mark.parametrize("name", ["ferry", "ferry-worksheet", "ferry-key", "reader"])
def test_a_teacher_gets_them_with_a_mark_on_the_page(teacher: Built, name: str) -> None:
    assert "quillwort" in words(teacher, name)
    assert squash("TEACHER’S EDITION") in words(teacher, name).upper()


def test_the_list_names_every_handout(built: Built) -> None:
    listed = built.words("index.html")
    for path in built.out.glob("*.pdf"):
        assert f'href="{path.name}"' in listed


# -- how they are set -----------------------------------------------------------------------------


def test_paper_and_size(lake: Callable[..., Site]) -> None:
    built = lake().build("handouts", scholia_paper="letter", scholia_size="large", **TEXT)
    page = pypdf.PdfReader(built.out / "ferry.pdf").pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda t, cm, tm, font, size: sizes.append(size) if t else None)
    assert max(sizes) >= 16
    assert all(squash(body) in words(built) for *_, body in NOTES.values())


def test_without_notes(lake: Callable[..., Site]) -> None:
    built = lake().build("handouts", scholia_notes="none", **TEXT)
    assert built.warnings == []
    assert not any(squash(body) in words(built) for *_, body in NOTES.values())
    assert squash("kept no books") in words(built)


def test_only_some_of_them(lake: Callable[..., Site]) -> None:
    site = lake()
    assert said(site.build("handouts", scholia_handouts=["ferry*"])) == ["ferry", "ferry-worksheet"]
    with pytest.raises(SystemExit) as ended:
        site.build("handouts", scholia_handouts=["fery"])
    assert "no handout is called fery; write one of: ferry, " in str(ended.value.__cause__)


def test_variants_are_beside_the_rest(lake: Callable[..., Site]) -> None:
    built = lake().build("handouts", scholia_variants=True)
    assert {path.stem for path in built.out.glob("ferry-*.pdf")} == {
        *("ferry-large", "ferry-plain", "ferry-letter", "ferry-worksheet")
    }


TREES = [
    *("alder", "birch", "cedar", "dogwood", "elder", "fir", "gorse"),
    *("hazel", "ivy", "juniper", "larch", "maple", "oak", "pine"),
]


def notes_file(count: int, length: int) -> dict[str, str]:
    """So many notes of so many words, all in one passage."""
    body = " ".join(f"word{n}" for n in range(length))
    passage = ", ".join(f"the {tree} tree" for tree in TREES)
    return {
        "texts/ferry.txt": f"One.\n\nTwo.\n\nThree.\n\nThey planted {passage}.\n",
        "ferry.toml": None,
        "annotations/ferry.rst": "\n".join(
            f".. annotation:: n{n}\n   :passage: 4\n   :quote: the {tree} tree\n"
            f"   :kind: context\n\n   Begin{n} {body} end{n}.\n"
            for n, tree in enumerate(TREES[:count], 1)
        ),
    }


@pytest.mark.parametrize(("count", "length"), [(0, 1), (1, 20), (5, 80), (14, 90), (1, 1500)])
def test_hard_cases(lake: Callable[..., Site], count: int, length: int) -> None:
    files = {**notes_file(count, length), "ferry.rst": FERRY, "glossary.rst": GLOSSARY}
    built = lake(files).build("handouts", **TEXT)
    found = words(built)
    places = [found.index(f"Begin{n}word0") for n in range(1, count + 1)]
    assert places == sorted(places)
    assert all(found.count(f"end{n}.") == 1 for n in range(1, count + 1))
    for name in ("ferry", "reader"):
        for page in pypdf.PdfReader(built.out / f"{name}.pdf").pages:
            for _, x, y in starts(page):
                assert 30 < x < float(page.mediabox.width) - 40
                assert 30 < y < float(page.mediabox.height) - 30
    if count == 14:
        assert "←fromp.1" in found
        assert "not on the page of their phrase: note-ferry-n" in built.status
    if length == 1500:
        assert "Notescontinued" in found


def test_the_index_names_the_pages_on_which_notes_were_set(lake: Callable[..., Site]) -> None:
    """Those notes that had to go on to the next page stand there, not where they were wanted."""
    notes = notes_file(14, 90)
    notes["annotations/ferry.rst"] = notes["annotations/ferry.rst"].replace("word89", ":term:`Ora`")
    notes["texts/ferry.txt"] += f"\nFive, {'and on, ' * 500} five.\n"
    article = FERRY.replace("4. Four.\n", "4. Four.\n       5. Five.\n")
    built = lake({**notes, "ferry.rst": article, "glossary.rst": GLOSSARY}).build(
        "handouts", **TEXT
    )
    assert "not on the page of their phrase: note-ferry-n" in built.status
    path = built.out / "reader.pdf"
    reader = pypdf.PdfReader(path)
    pages = [squash(page.extract_text()) for page in reader.pages]
    glossary = next(n for n, words in enumerate(pages) if "OraAlake." in words)
    text = [n for n, label in enumerate(reader.page_labels) if label.isdigit()][:-1]
    linking = [reader.page_labels[n] for n in text if glossary in targets(path, n)]
    assert len(linking) > 2
    listed = re.search(r"Ora,([\d,–]+?)page", pages[-1])
    assert listed
    named = [run.partition("–") for run in listed[1].split(",")]
    assert [
        str(page) for first, _, last in named for page in range(int(first), int(last or first) + 1)
    ] == [*linking, reader.page_labels[glossary]]


#: the article with nothing that refers to a note
FERRY = """
    ==============
    Who owns a ferry boat
    ==============

    .. article:: ferry

       :Author: Tomas Hale

    .. passages::

       1. One.
       2. Two.
       3. Three.
       4. Four.
    """.replace("==============", "=" * 21)
GLOSSARY = """
    Glossary
    ========

    .. glossary::

       Ora
          A lake.
    """


def test_numbers_of_two_notes_on_a_passage_are_told_apart(lake: Callable[..., Site]) -> None:
    files = {**notes_file(2, 5), "ferry.rst": FERRY, "glossary.rst": GLOSSARY}
    # no text is at hand, and the précis does not quote the notes' words
    found = words(lake(files).build("handouts", **PRECIS))
    assert ".1,2Note1" in found


def starts(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Pieces of text, and where they begin on a page."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, y))

    page.extract_text(visitor_text=note)
    return found


# -- structure ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ferry", "ferry-worksheet", "glossary", "reader"])
def test_they_are_tagged_and_a_checker_finds_nothing(built: Built, name: str) -> None:
    path = built.out / f"{name}.pdf"
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"]
        with pdf.open_outline() as outline:
            assert outline.root
    report = validate_pdf(path, profile=ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("name", ["ferry", "reader"])
def test_links_lead_to_terms_notes_phrases_and_passages(built: Built, name: str) -> None:
    names = targets(built.out / f"{name}.pdf")
    assert len(names) > 20
    assert None not in names


@pytest.mark.parametrize("address", ["", "https://example.org"])
def test_links_from_and_to_a_page_whose_name_has_other_letters_and_signs(
    lake: Callable[..., Site], address: str
) -> None:
    page = (
        "Озеро\n=====\n\nSee :ref:`below <below>` and :term:`Velm`.\n\n.. _below:\n\nBelow\n-----\n"
    )
    site = lake({"озеро ö #1.rst": page, "more.rst": "More\n====\n\nSee :doc:`озеро ö #1`.\n"})
    index = site.folder / "index.rst"
    index.write_text(index.read_text(encoding="utf-8") + "\n   озеро ö #1\n   more\n", "utf-8")
    built = site.build("handouts", html_baseurl=address)
    reader = pypdf.PdfReader(built.out / "reader.pdf")
    pages = [squash(each.extract_text()) for each in reader.pages]
    lake_page = next(n for n, words in enumerate(pages) if "SeebelowandVelm" in words)
    more_page = next(n for n, words in enumerate(pages) if "SeeОзеро" in words)
    glossary = next(n for n, words in enumerate(pages) if words.startswith("Glossary") and n > 1)
    assert targets(built.out / "reader.pdf", lake_page) == [lake_page, glossary]
    assert targets(built.out / "reader.pdf", more_page) == [lake_page]
    assert lake_page in targets(built.out / "reader.pdf", 1)


def test_a_footnote_of_a_note_stands_in_the_note(lake: Callable[..., Site]) -> None:
    notes = (ROOTS / "test-lake/annotations/ferry.rst").read_text(encoding="utf-8")
    footnote = "free [#f]_.\n\n   .. [#f] In ink."
    edited = notes.replace("Sheep went free.", f"Sheep went {footnote}")
    built = lake({"annotations/ferry.rst": edited}).build("handouts")
    words = squash(
        "".join(p.extract_text() for p in pypdf.PdfReader(built.out / "ferry.pdf").pages)
    )
    assert "Sheepwentfree1.1Inink." in words
    assert words.count("Inink") == 1


@pytest.mark.parametrize("address", ["", "https://example.org/reader"])
def test_what_a_handout_does_not_hold_is_online_or_words_only(
    lake: Callable[..., Site], address: str
) -> None:
    path = lake().build("handouts", html_baseurl=address).out / "ferry.pdf"
    pages = pypdf.PdfReader(path).pages
    annotations = [each.get_object() for page in pages for each in page.get("/Annots", [])]
    led = {each["/A"]["/URI"] for each in annotations if "/A" in each}
    assert (f"{address}/bridge.html#p1" in led) == bool(address)
    assert all(uri.startswith("http") for uri in led)
    assert "Brook¶1tells" in squash("".join(page.extract_text() for page in pages))
    report = validate_pdf(path, profile=ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_a_book_is_one_document(built: Built) -> None:
    """Its contents, its index and its outline lead to where things stand, whatever the part."""
    reader = pypdf.PdfReader(built.out / "reader.pdf")
    pages = [squash(page.extract_text()) for page in reader.pages]
    glossary = next(
        n
        for n, words in enumerate(pages)
        if "LakesideCouncil" in words and words.startswith("Glossary") and n > 1
    )
    labels = reader.page_labels
    assert labels[:2] == ["i", "ii"]
    (entry,) = [each for each in reader.outline if getattr(each, "title", "") == "Glossary"]
    assert reader.get_destination_page_number(entry) == glossary
    assert f"Glossary{'.' * 3}" in pages[1].replace("…", "...")
    assert re.search(rf"Glossary\.+{labels[glossary]}(?!\d)", pages[1])
    numbered = [n for n, label in enumerate(labels) if label.isdigit()]
    for n in numbered:
        assert not pages[n] or f"page{labels[n]}of{labels[-1]}" in pages[n]
    # a term of one part leads to its entry in another
    ferry = next(n for n, words in enumerate(pages) if "Whoownsaferryboat" in words and n > 1)
    assert glossary in targets(built.out / "reader.pdf", ferry)


@pytest.mark.parametrize(("sides", "empty"), [("two", [False, True]), ("one", [False])])
def test_articles_of_a_book_begin_on_right_hand_pages(
    lake: Callable[..., Site], sides: str, empty: list[bool]
) -> None:
    """So that their sheets can be taken out, where both sides are printed."""
    built = lake().build("handouts", scholia_sides=sides)
    reader = pypdf.PdfReader(built.out / "reader.pdf")
    pages = {
        int(label): squash(page.extract_text())
        for label, page in zip(reader.page_labels, reader.pages, strict=True)
        if label.isdigit()
    }
    ferry = next(number for number, words in pages.items() if "Whoownsaferryboat" in words)
    assert [not pages[number] for number in range(1, ferry)] == empty
    assert sides == "one" or ferry % 2 == 1
    assert sum(not words for words in pages.values()) == sum(empty)


@pytest.mark.parametrize("address", ["", "https://example.org/reader"])
def test_a_table_of_two_pages_whose_head_leads_elsewhere(
    lake: Callable[..., Site], address: str
) -> None:
    rows = "".join(f"   * - Row {number}\n     - Words\n" for number in range(80))
    head = "   * - :article:`ferry`\n     - `Site <https://example.org>`_\n"
    table = f".. list-table::\n   :header-rows: 1\n\n{head}{rows}"
    site = lake({"more.rst": f"More\n====\n\nSee :article:`bridge`.\n\n{table}"})
    index = site.folder / "index.rst"
    index.write_text(index.read_text(encoding="utf-8") + "\n   more\n", encoding="utf-8")
    built = site.build("handouts", html_baseurl=address)
    reader = pypdf.PdfReader(built.out / "reader.pdf")
    pages = [squash(page.extract_text()) for page in reader.pages]
    tables = [n for n, words in enumerate(pages) if "Site" in words and "Row" in words]
    assert len(tables) > 1
    # a whole page is led to by its first heading
    (bridge,) = [each for each in reader.outline if "bridge" in getattr(each, "title", "").lower()]
    assert reader.get_destination_page_number(bridge) in targets(
        built.out / "reader.pdf", tables[0]
    )


def targets(path: Path, only: int | None = None) -> list[int | None]:
    """The page that each link inside leads to, from all pages or from one."""
    reader = pypdf.PdfReader(path)
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    found: list[int | None] = []
    for page in reader.pages if only is None else [reader.pages[only]]:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            if action.get("/S") == "/URI":
                continue
            place = annotation.get_object().get("/Dest") or action.get("/D")
            if isinstance(place, str):
                place = reader.named_destinations[place].dest_array
            found.append(numbers.get(place[0].idnum) if place is not None else None)
    return found


def test_words_of_another_language_say_so(built: Built) -> None:
    content = (built.out / ".typst" / "glossary" / "run-1.typ").read_text(encoding="utf-8")
    assert '#text(lang: "hy")[' in content
    assert '#text(lang: "ru", "Велм")' in content


# -- building again -------------------------------------------------------------------------------


def test_the_same_bytes_in_another_folder(
    lake: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1000000000")
    one, other = lake().build("handouts"), copy_of("lake", tmp_path / "other").build("handouts")
    for path in one.out.glob("*.pdf"):
        assert path.read_bytes() == (other.out / path.name).read_bytes(), path.name


def test_nothing_is_set_again_behind_an_empty_page(lake: Callable[..., Site]) -> None:
    sections = "".join(f"Part {number}\n-------\n\nWords.\n\n" for number in range(60))
    site = lake({"more.rst": f"More\n====\n\n{sections}"})
    index = site.folder / "index.rst"
    index.write_text(index.read_text(encoding="utf-8") + "\n   more\n", encoding="utf-8")
    # title, two pages of contents, and an empty page, so that the text begins on the right
    built = site.build("handouts")
    assert pypdf.PdfReader(built.out / "reader.pdf").page_labels[3:5] == ["iv", "1"]
    assert said(site.build("handouts")) == []


def test_only_what_has_changed_is_set_again(lake: Callable[..., Site]) -> None:
    site = lake()
    assert len(said(site.build("handouts"))) == 6
    assert said(site.build("handouts")) == []
    notes = site.folder / "annotations" / "bridge.rst"
    notes.write_text(notes.read_text(encoding="utf-8") + "\n   And more.\n", encoding="utf-8")
    before = parts_set(site)
    assert said(site.build("handouts")) == ["bridge", "reader"]
    after = parts_set(site)
    assert {name for name in after if after[name] != before[name]} == {"reader.bridge.pdf"}


def parts_set(site: Site) -> dict[str, int]:
    """When each part of the book was set last."""
    folder = site.folder / "_build" / "handouts" / ".typst"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("reader*.pdf")}


def test_a_handout_of_another_edition_does_not_stay(lake: Callable[..., Site]) -> None:
    site = lake()
    assert (site.build("handouts", scholia_edition="teacher").out / "ferry-key.pdf").exists()
    built = site.build("handouts")
    assert not (built.out / "ferry-key.pdf").exists()
    assert "quillwort" not in words(built)


def test_a_letter_that_no_typeface_has(lake: Callable[..., Site]) -> None:
    site = lake()
    site.build("handouts")
    notes = site.folder / "annotations" / "bridge.rst"
    notes.write_text(notes.read_text(encoding="utf-8") + "\n   漢\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "handouts", site.folder]
    ended = subprocess.run([*command, site.folder / "_build" / "handouts"], capture_output=True)
    assert ended.returncode == 2
    # one line for each handout, and no trace
    (line, book) = ended.stderr.decode().splitlines()
    assert re.search(r"ERROR: bridge\.pdf: .*U\+6F22 in .*bridge\.rst:\d", line)
    assert "reader.pdf" in book
    out = site.folder / "_build" / "handouts"
    assert not (out / "bridge.pdf").exists(), "what it held is stale"
    assert (out / "ferry.pdf").exists()


def test_a_node_that_nobody_taught_us(lake: Callable[..., Site]) -> None:
    site = lake()
    page = site.folder / "index.rst"
    page.write_text(page.read_text(encoding="utf-8") + "\n-o  rows with oars\n", encoding="utf-8")
    built = site.build("handouts")
    assert [w for w in built.warnings if "handouts do not know the node 'option_list'" in w]
    assert squash("rows with oars") in words(built, "reader")


def test_pages_on_the_web_link_their_handouts(lake: Callable[..., Site]) -> None:
    built = lake().build("html", scholia_handouts_at="../pdf")
    links = built.page("ferry.html").xpath("//p[contains(@class, 'handout-links')]//a/@href")
    assert links == ["../pdf/ferry.pdf", "../pdf/ferry-worksheet.pdf"]
    assert not built.page("ferry.html").xpath("//a[contains(@href, 'key.pdf')]")
