"""The reader itself: it builds without a warning, loses no note, and gives nothing away."""

from __future__ import annotations

import pickle
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import PROJECT, build_reader, words_noted
from docutils import nodes
from lxml import html

from sphinx_scholia.folding import fold
from sphinx_scholia.nodes import endnote, marginal_note, passage

PASSAGES = {
    "borshchevskaya-2020": 10,
    "gavin-2020": 12,
    "yavuz-huseynov-2020": 57,
    "conversation-2022": 15,
    "broers-2022": 21,
}
#: builders whose output has the notes as asides, and as footnotes
ASIDES, FOOTNOTES = ("html", "epub"), ("latex", "text")


def folded(words: str) -> str:
    return " ".join(fold(words)[0].split())


@dataclass(frozen=True)
class Note:
    """A note as its author wrote it."""

    slug: str
    name: str
    quote: str


def notes() -> Iterator[Note]:
    for slug in PASSAGES:
        written = (PROJECT / "annotations" / f"{slug}.rst").read_text(encoding="utf-8")
        for block in written.split(".. annotation:: ")[1:]:
            (quote,) = re.findall(r"^   :quote: (.*)$", block, re.MULTILINE)
            yield Note(slug, block.split()[0], quote)


@dataclass(frozen=True)
class Reader:
    """The reader as some builders wrote it, in one wording and edition."""

    folder: Path
    options: tuple[str, ...]

    def out(self, builder: str) -> Path:
        """Where a builder wrote it; it is asked the first time, and must not warn."""
        if not (self.folder / builder).exists():
            build_reader(self.folder, *self.options, builder=builder)
        return self.folder / builder

    def doctree(self, slug: str) -> nodes.document:
        self.out("html")
        path = self.folder / "doctrees" / "articles" / f"{slug}.doctree"
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]

    def pages(self, builder: str) -> dict[str, html.HtmlElement]:
        """The pages of the articles."""
        if builder == "epub":
            (path,) = self.out("epub").glob("*.epub")
            with zipfile.ZipFile(path) as book:
                found = {slug: book.read(f"articles/{slug}.xhtml") for slug in PASSAGES}
        else:
            out = self.out(builder)
            found = {slug: (out / "articles" / f"{slug}.html").read_bytes() for slug in PASSAGES}
        return {slug: html.document_fromstring(page) for slug, page in found.items()}

    def files(self, builder: str) -> Iterator[str]:
        """All that its readers get, as text."""
        for path in sorted(self.out(builder).rglob("*")):
            if path.suffix in (".html", ".js", ".txt", ".tex", ".rst", ".xhtml"):
                yield path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def precis(reader_precis: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    empty = tmp_path_factory.mktemp("no-texts")
    return Reader(reader_precis.parent, ("-D", f"scholia_texts={empty}"))


@pytest.fixture(scope="module")
def text(reader_text: Path, texts_folder: Path) -> Reader:
    return Reader(reader_text.parent, ("-D", f"scholia_texts={texts_folder}"))


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder, empty = tmp_path_factory.mktemp("teacher"), tmp_path_factory.mktemp("no-texts")
    return Reader(folder, ("-D", f"scholia_texts={empty}", "-D", "scholia_edition=teacher"))


@pytest.fixture(params=["precis", pytest.param("text", marks=pytest.mark.texts)])
def reader(request: pytest.FixtureRequest) -> Reader:
    """The student's edition, in both wordings."""
    found: Reader = request.getfixturevalue(request.param)
    return found


# Everything is there


@pytest.mark.parametrize("builder", [*ASIDES, *FOOTNOTES])
def test_the_students_edition_builds_without_a_warning(reader: Reader, builder: str) -> None:
    assert any(reader.out(builder).iterdir())


def test_the_teachers_edition_builds_without_a_warning(teacher: Reader) -> None:
    assert any(teacher.out("html").iterdir())


def test_every_passage_is_there(reader: Reader) -> None:
    counts = {slug: len(list(reader.doctree(slug).findall(passage))) for slug in PASSAGES}
    assert counts == PASSAGES


@pytest.mark.texts
def test_every_note_stands_on_its_exact_quote(text: Reader) -> None:
    stands = {slug: words_noted(text.doctree(slug)) for slug in PASSAGES}
    wrong = [note for note in notes() if folded(stands[note.slug][note.name]) != folded(note.quote)]
    assert wrong == []


@pytest.mark.parametrize("builder", ASIDES)
def test_every_note_is_beside_the_article(reader: Reader, builder: str) -> None:
    found = {
        (slug, aside.get("id")): aside.text_content()
        for slug, page in reader.pages(builder).items()
        for aside in page.xpath("//aside[starts-with(@id, 'note-')]")
    }
    assert set(found) == {(note.slug, f"note-{note.slug}-{note.name}") for note in notes()}
    for note in notes():
        words = folded(found[note.slug, f"note-{note.slug}-{note.name}"])
        assert folded(note.quote.translate(str.maketrans("“”", "‘’"))) in words


def lemmas(words: str) -> Counter[str]:
    """The quotes that footnotes begin with."""
    kinds = (
        "Sourcing|Context|Claim to check|Contested wording|Corroboration|Vocabulary|"
        "What happened next"
    )
    plain = words.replace(r"\sphinxhyphen{}", "-")
    plain = re.sub(r"\\sphinxstylestrong|[\\{}*]", "", plain)
    plain = re.sub(r"(?<=\w-)\s+", "", " ".join(plain.split()))  # lines end after hyphens, too
    found = re.findall(rf"(?:{kinds})(?: \([a-z ]+\))? on (“.*?”)\.", plain)
    return Counter(folded(quote)[1:-1] for quote in found)


@pytest.mark.parametrize("builder", FOOTNOTES)
def test_every_note_is_a_footnote_of_the_article(reader: Reader, builder: str) -> None:
    found = lemmas(" ".join(reader.files(builder)))
    wanted = Counter(folded(note.quote.translate(str.maketrans("“”", "‘’"))) for note in notes())
    assert wanted - found == Counter()


def test_numbers_are_the_same_in_both_wordings(precis: Reader, text: Reader) -> None:
    for slug in PASSAGES:
        numbers = [
            {n["name"]: n["number"] for n in reader.doctree(slug).findall(marginal_note)}
            for reader in (precis, text)
        ]
        assert numbers[0] == numbers[1]


@pytest.mark.texts
def test_endnotes_and_their_numbers_lead_to_each_other(text: Reader) -> None:
    page = text.pages("html")["yavuz-huseynov-2020"]
    assert len(list(text.doctree("yavuz-huseynov-2020").findall(endnote))) == 43
    for number in range(1, 44):
        (reference,) = page.xpath(f"//a[@href='#n{number}' and @id='n{number}-reference']")
        assert reference.xpath("ancestor::*[contains(@class, 'passage-text')]")
        (back,) = page.xpath(f"//*[@id='n{number}']/a[@href='#n{number}-reference']")
        assert back.text == f"n{number}"


@pytest.mark.parametrize("builder", ASIDES)
def test_no_id_is_given_twice(reader: Reader, builder: str) -> None:
    for page in reader.pages(builder).values():
        assert [ident for ident, count in Counter(page.xpath("//@id")).items() if count > 1] == []


# Nothing is given away


ANSWER = re.compile(r"\.\. answer::\n\n((?: {6}.*\n|\n)+)")


def answers() -> Iterator[str]:
    """Of each answer eight words in a row, without mark-up, that authors wrote nowhere else."""
    folders = (PROJECT / name for name in ("source", "annotations", "glossary"))
    files = [path.read_text(encoding="utf-8") for each in folders for path in each.rglob("*.rst")]
    public = " ".join(ANSWER.sub("", page) for page in files)
    for page in files:
        for block in ANSWER.findall(page):
            found = re.findall(r"(?=(?:^|(?<= ))((?:[A-Za-z,.]+ ){7}[A-Za-z]+))", block)
            yield next(words for words in found if words not in public)


def test_no_answer_is_in_a_students_build(reader: Reader, teacher: Reader) -> None:
    all_answers = list(answers())
    assert len(all_answers) >= 5 * len(PASSAGES)
    told = " ".join(" ".join(teacher.files("html")).split())
    assert [answer for answer in all_answers if answer not in told] == []
    for builder in (*ASIDES, *FOOTNOTES):
        shown = " ".join(" ".join(reader.files(builder)).split())
        assert [answer for answer in all_answers if answer in shown] == []
        assert "For the teacher" not in shown


WORD = re.compile(r"\d[\d.,]*\d|\w+")


def runs(words: str, length: int) -> Iterator[str]:
    """All runs of so many words, folded."""
    found = WORD.findall(folded(words).casefold())
    for start in range(len(found) - length + 1):
        yield " ".join(found[start : start + length])


def sentences(folder: Path) -> set[str]:
    """All runs of ten words of the articles but those in the titles of sources."""
    known = {
        run for path in folder.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"), 10)
    }
    assert len(known) > 10_000
    sources = (PROJECT / "source" / "bibliography.bib").read_text(encoding="utf-8")
    return known - {run for title in re.findall(r" = \{(.*)\}", sources) for run in runs(title, 10)}


@pytest.mark.texts
def test_no_sentence_of_an_article_is_in_the_repository(texts_folder: Path) -> None:
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a checkout")
    known = sentences(texts_folder)
    for name in filter(None, listed.stdout.split("\0")):
        path = PROJECT / name
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "replace")
            assert [run for run in runs(content, 10) if run in known] == [], name


@pytest.mark.texts
def test_no_sentence_of_an_article_is_on_a_page_without_texts(
    precis: Reader, texts_folder: Path
) -> None:
    known = sentences(texts_folder)
    for path in precis.out("html").rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        for entry in page.find_class("citation"):  # titles of sources are facts
            entry.drop_tree()
        for block in page.iter("p", "aside", "div", "li", "dt", "dd", "td"):
            block.tail = f" ENDOFBLOCK {block.tail or ''}"
        words = page.text_content()
        assert [run for run in runs(words, 10) if run in known] == [], path.name
