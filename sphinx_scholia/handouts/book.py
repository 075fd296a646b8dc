"""The whole reader as one book: title page, contents, every part, an index of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.frame import document, in_columns, paged
from sphinx_scholia.handouts.writing import string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_scholia.handouts.frame import Reader
    from sphinx_scholia.handouts.writing import Parts


def book_source(reader: Reader, parts: Parts) -> str:
    """All pages in the order of the table of contents."""
    config = reader.env.config
    lines = [config.author, f"Edition {config.release}" if config.release else ""]
    if reader.edition_mark:
        lines.append(reader.edition_mark)
    shown = ", ".join(string(line) for line in lines if line)
    front = f"#title-page({string(config.project)}, ({shown},), {string(config.copyright)})\n"
    contents = paged(reader, config.root_doc, parts, "#contents\n", "prose")
    body = "".join(_part(reader, docname, parts) for docname in in_order(reader))
    return document(reader, config.root_doc, parts, front + contents + body + _index(reader, parts))


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
        front, back = page.halves()
        text = paged(reader, docname, parts, front, "margin", record.article.short)
        behind = f"#columns-of-two[{back}]"
        return text + paged(reader, docname, parts, behind, "wide", record.article.short)
    wants_columns = record is not None and (record.terms or record.events)
    if wants_columns or any(page.document.findall(nodes.citation)):
        body = page.title() + in_columns(page)
        return paged(reader, docname, parts, body, "wide")
    tables = any(page.document.findall(nodes.table))
    return paged(reader, docname, parts, page.write(page.document), "wide" if tables else "prose")


def _index(reader: Reader, parts: Parts) -> str:
    """The terms with the pages on which they are linked."""
    terms = scholia_domain(reader.env).index().terms
    names = ", ".join(
        f"({string(headword)}, {string(f'{term.docname}:{term.record.anchor}')})"
        for headword, term in sorted(terms.items(), key=lambda item: item[0].casefold())
        if f"{term.docname}:{term.record.anchor}" in parts.anchors
    )
    if not names:
        return ""
    body = f"#heading(level: 1)[Index of terms]\n#columns-of-three(term-index(({names},)))\n"
    return paged(reader, reader.env.config.root_doc, parts, body, "wide")
