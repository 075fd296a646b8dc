"""Which handouts a reader has, and the pages of each put together in Typst."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.articles import questions_of
from sphinx_scholia.handouts.fragments import first_sentences, sources
from sphinx_scholia.handouts.frame import Handout, article_pages, in_columns, paged
from sphinx_scholia.handouts.kinds import What, made_from, name_of, pages_with_sources
from sphinx_scholia.handouts.writing import anchor, array, by_letters, string, typographic
from sphinx_scholia.index import words_for
from sphinx_scholia.model import Stance
from sphinx_scholia.transforms.listings import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_scholia.handouts.frame import Reader
    from sphinx_scholia.handouts.look import Look
    from sphinx_scholia.handouts.writing import Parts


#: End of a file's name -> what the PDF of an article is.
VARIANTS = {
    "": What.ARTICLE.label,
    "-large": "large print",
    "-plain": "without notes",
    "-a4": "for A4 paper",
    "-letter": "for Letter paper",
}


def handouts_of(reader: Reader, look: Look, *, variants: bool) -> Iterator[Handout]:
    """All handouts of a reader but the book, in the order in which a list shows them."""
    domain = scholia_domain(reader.env)
    looks = {"": look}
    if variants:
        looks["-large"] = replace(look, size="large")
        looks["-plain"] = replace(look, notes="none")
        other = "letter" if look.paper == "a4" else "a4"
        looks[f"-{other}"] = replace(look, paper=other)
    articles = [docname for docname, _ in articles_of(domain)]
    others = sorted({*domain.pages, *pages_with_sources(reader.env)})
    for docname in dict.fromkeys([*articles, *others]):
        title = reader.full_title(docname)
        for name, what in made_from(domain, docname):
            write = partial(WRITERS[what], reader, docname)
            if what is not What.ARTICLE:
                yield Handout(name, title, what.label, look, write)
                continue
            density = domain.pages[docname].density
            for suffix, own in looks.items():
                label = VARIANTS[suffix]
                yield Handout(name + suffix, title, label, own.for_density(density), write)


# -- what each is made of -------------------------------------------------------------------------


def article_source(reader: Reader, docname: str, parts: Parts) -> str:
    """The article with its notes, then its terms, questions and sources."""
    page = reader.page(docname, parts)
    page.gather_notes()
    front, back = page.halves()
    behind = terms_of(reader, docname, parts) + back + sources_of(reader, parts)
    return article_pages(reader, docname, parts, (front, behind))


def booklet_source(reader: Reader, docname: str, parts: Parts) -> str:
    """A page of entries or events, in columns."""
    page = reader.page(docname, parts)
    body = page.title() + in_columns(page)
    return paged(reader, docname, parts, body + where_sources_are(reader, docname, parts), "wide")


def sheet_source(reader: Reader, docname: str, parts: Parts) -> str:
    """A page of drawings and what is said of them, with the few sources of that."""
    page = reader.page(docname, parts)
    body = page.write(page.document)
    return paged(reader, docname, parts, body + sources_of(reader, parts), "prose")


def where_sources_are(reader: Reader, docname: str, parts: Parts) -> str:
    """In which handouts those sources stand that a page names in brackets only."""
    named = {name.partition(":")[0] for name in parts.wanted} - {docname}
    lists = [page for page in pages_with_sources(reader.env) if page in named]
    if not lists:
        return ""
    where = ", ".join(f"{reader.title(page)} ({name_of(page)}.pdf)" for page in lists)
    return f"#closing-line[#{string(f'The sources named in brackets: see {where}.')};]\n"


def terms_of(reader: Reader, docname: str, parts: Parts) -> str:
    """The terms that an article or its notes use, each with the first sentence of its entry."""
    domain = scholia_domain(reader.env)
    used = {link.headword for links in domain.pages[docname].links.values() for link in links}
    known = domain.index().terms
    sentences = cache(partial(first_sentences, reader))
    made = []
    for headword in sorted(used & known.keys(), key=by_letters):
        term = known[headword]
        words = sentences(term.docname)[term.record.anchor].shown_in(parts)
        name = anchor(parts, f"{term.docname}:{term.record.anchor}")
        made.append(f"#short-term[#par[{name}#strong({string(typographic(headword))}) {words}]]\n")
    return "#heading(level: 2)[Terms in this article]\n" + "".join(made) if made else ""


def sources_of(reader: Reader, parts: Parts) -> str:
    """The entries of the bibliography that the pages written so far cite."""
    wanted = {*parts.wanted}
    made = "".join(
        entry.shown_in(parts)
        for page in pages_with_sources(reader.env)
        for ident, entry in sources(reader, page).items()
        if f"{page}:{ident}" in wanted
    )
    return f"#heading(level: 2)[Sources cited]\n{made}" if made else ""


def worksheet_source(reader: Reader, docname: str, parts: Parts) -> str:
    """Name and date, the questions with room to write, and a blank source analysis."""
    page = reader.page(docname, parts)
    page.worksheet = True
    asked = "".join(page.write(question) for question in questions_of(page.document))
    found = page.found_on_source() if reader.teacher else ""
    body = (
        f"{page.title()}{'' if reader.teacher else '#name-and-date'}\n"
        f"#heading(level: 2)[The source]\n#source-analysis({found});\n#pagebreak()\n"
        f"#heading(level: 2)[Questions]\n{asked}"
    )
    return paged(reader, docname, parts, body, "wide")


def key_source(reader: Reader, docname: str, parts: Parts) -> str:
    """The answers."""
    page = reader.page(docname, parts)
    asked = "".join(page.write(question) for question in questions_of(page.document))
    body = f"{page.title('Answer key')}#columns-of-two[{asked}]"
    return paged(reader, docname, parts, body, "wide")


def claims_source(reader: Reader, docname: str, parts: Parts) -> str:
    """The claims as a grid, which is empty for students."""
    page = reader.page(docname, parts)
    domain = scholia_domain(reader.env)
    articles = [article for _, article in articles_of(domain)]
    rows = []
    for claim in domain.pages[docname].claims:
        taken = {each.slug: each for each in claim.stances}
        cells = [f"[{string(claim.sentence).join(('#', ';'))}]"]
        for article in articles:
            stance = taken.get(article.slug)
            places = ", ".join(words_for(place) for place in stance.passages) if stance else ""
            words = f"{stance.stance} {places}" if stance else ""
            cells.append(f"[#{string(words.strip())};]" if reader.teacher and words else "[]")
        rows.append(array(cells))
    names = array(string(article.short) for article in articles)
    signs = " · ".join(each.label for each in Stance)
    blanks = "" if reader.teacher else "#name-and-date"
    body = (
        f"{page.title()}{blanks}\n#par[What does each article do with the claim? "
        f"Write one of: #emph({string(signs)}). Add the passage: ¶5.]\n"
        f"#claims-grid({names}, {array(rows)})\n"
    )
    return paged(reader, docname, parts, body, "table")


#: What a handout is -> what writes it.
WRITERS = {
    What.ARTICLE: article_source,
    What.WORKSHEET: worksheet_source,
    What.KEY: key_source,
    What.BOOKLET: booklet_source,
    What.SHEET: sheet_source,
    What.CLAIMS: claims_source,
}
