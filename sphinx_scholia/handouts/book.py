"""The whole reader as one book: title page, contents, every page, an index of terms.

Its parts are set one by one, as handouts are, and bound together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.frame import Handout, article_pages, in_columns, paged
from sphinx_scholia.handouts.kinds import name_of
from sphinx_scholia.handouts.writing import array, by_letters, string, typographic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_scholia.handouts.frame import Reader
    from sphinx_scholia.handouts.look import Look
    from sphinx_scholia.handouts.writing import Parts

#: How many columns of a table have room in the measure of prose.
WIDE = 4
#: How to read the index.
KEY = "#strong[Bold]: the entry in the glossary. Others: a text, or its notes, first use the term."
#: Name of the book and, with a point and more behind, of its parts.
BOOK = "reader"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the contents: a heading, the number of its page, and the name of its place."""

    level: int
    title: str
    page: int
    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """A PDF that is bound from parts."""

    name: str
    title: str
    what: str
    look: Look


def parts_of_book(reader: Reader, look: Look) -> Iterator[Handout]:
    """All pages in the order of the table of contents."""
    for docname in in_order(reader):
        write = partial(_part, reader, docname)
        name = f"{BOOK}.{name_of(docname)}"
        page = scholia_domain(reader.env).pages.get(docname)
        title = reader.full_title(docname)
        if page and page.article:
            # its sheets can be taken out, and are as those of the article by itself
            own, recto = look.for_density(page.density), look.sides == "two"
            yield Handout(name, title, "part", own, write, recto=recto)
        else:
            yield Handout(name, title, "part", look, write)


def in_order(reader: Reader) -> Iterator[str]:
    """The pages as the table of contents has them, each before those below it."""
    found: dict[str, None] = {}
    waiting = [reader.env.config.root_doc]
    while waiting:
        docname = waiting.pop(0)
        if docname not in found and docname in reader.env.all_docs:
            found[docname] = None
            waiting = [*reader.env.toctree_includes.get(docname, []), *waiting]
    yield from found


def _part(reader: Reader, docname: str, parts: Parts) -> str:
    page = reader.page(docname, parts)
    record = scholia_domain(reader.env).pages.get(docname)
    if record is not None and record.article is not None:
        page.gather_notes()
        return article_pages(reader, docname, parts, page.halves())
    wants_columns = record is not None and (record.terms or record.events)
    if wants_columns or any(page.document.findall(nodes.citation)):
        body = page.title() + in_columns(page)
        return paged(reader, docname, parts, body, "wide")
    wide = any(is_wide(table) for table in page.document.findall(nodes.table))
    return paged(reader, docname, parts, page.write(page.document), "table" if wide else "prose")


def is_wide(table: nodes.table) -> bool:
    """Whether a table is too wide for the measure of prose, as where all articles are compared."""
    return len(list(table.findall(nodes.colspec))) > WIDE


def index_of_terms(
    reader: Reader, look: Look, uses: Mapping[str, Sequence[int]], entries: Mapping[str, int]
) -> Handout:
    """The terms with the numbers of the pages on which they are explained, and linked."""
    title = "Index of terms"

    def write(parts: Parts) -> str:
        terms = scholia_domain(reader.env).index().terms
        rows = []
        for headword, term in sorted(terms.items(), key=lambda item: by_letters(item[0])):
            name = f"{term.docname}:{term.record.anchor}"
            shown = f"to({string(name)})[#{string(typographic(headword))};]"
            rows.append(array([shown, numbers(uses.get(name, ()), entries.get(name))]))
        heading = f"#heading(level: 1)[{title}]\n#par[{KEY}]\n"
        body = f"{heading}#columns-of-three(term-index({array(rows)}))\n"
        return paged(reader, reader.env.config.root_doc, parts, body, "wide", title)

    return Handout(f"{BOOK}..index", title, "part", look, write)


def numbers(uses: Iterable[int], entry: int | None) -> str:
    """Numbers of pages as an index has them: “5, *36*, 128–131”, the entry's own apart."""
    pages = sorted({*uses} - {entry})
    shown = [(run[0], string(joined(run))) for run in runs(pages)]
    if entry is not None:
        shown.append((entry, f'strong("{entry}")'))
    return array(words for _, words in sorted(shown))


def runs(pages: Iterable[int]) -> list[list[int]]:
    """Pages that follow one another, together; they are in order."""
    found: list[list[int]] = []
    for page in pages:
        if found and page == found[-1][-1] + 1:
            found[-1].append(page)
        else:
            found.append([page])
    return found


def joined(run: Sequence[int]) -> str:
    """The first and the last of some pages that follow one another."""
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def front_matter(reader: Reader, look: Look, rows: Iterable[Row], *, filled: bool) -> Handout:
    """Title page and contents; ``filled`` up with an empty page."""

    def write(parts: Parts) -> str:
        config = reader.env.config
        lines = [config.author, f"Edition {config.release}" if config.release else ""]
        shown = array(string(line) for line in (*lines, reader.edition_mark) if line)
        # one or several, as Sphinx has them
        owners = [config.copyright] if isinstance(config.copyright, str) else config.copyright
        rights = "; ".join(f"© {owner}" for owner in owners if owner)
        title = f"#title-page({string(config.project)}, {shown}, {string(rights)})\n"
        listed = array(
            array([str(row.level), string(row.title), str(row.page), string(row.name)])
            for row in rows
        )
        contents = paged(reader, config.root_doc, parts, f"#contents({listed})\n", "prose")
        return title + contents + ("#empty-page\n" if filled else "")

    name = f"{BOOK}..front-filled" if filled else f"{BOOK}..front"
    return Handout(name, reader.env.config.project, "part", look, write)
