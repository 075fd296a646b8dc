"""Filling the places of pictures: what the reader holds, to be taken in at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.dates import When
from sphinx_scholia.model import Kind, Stance
from sphinx_scholia.nodes import cell, columns, kind_letter, note_strip, timeline_picture
from sphinx_scholia.report import ScholiaError
from sphinx_scholia.roles import reference_to
from sphinx_scholia.timeline import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.addnodes import pending_xref

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.nodes import listing
    from sphinx_scholia.records import ArticleRecord, ClaimRecord, PageRecord

#: What a student reads in a minute.
WORDS_A_MINUTE = 180
Articles = list[tuple[str, "ArticleRecord"]]


class Pictures:
    """What stands in each picture, as nodes that every builder knows."""

    def __init__(self, domain: ScholiaDomain, articles: Articles) -> None:
        self.domain = domain
        self.articles = articles
        self.fill = {
            "note-strip": self._strip_here,
            "article-card": self._card,
            "claims-overview": self._claims,
            "timeline-picture": self._timeline,
        }

    def page(self, place: listing) -> tuple[str, PageRecord]:
        """The page of an article, which a place names.

        Raises :class:`ScholiaError` if there is none.
        """
        slug = place["slug"]
        docname = next((docname for docname, each in self.articles if each.slug == slug), None)
        if docname is None:
            known = ", ".join(each.slug for _, each in self.articles)
            at = f"{place.source}:{place.line}"
            raise ScholiaError(f"{at}: no article is called {slug!r}; there are {known}")
        return docname, self.domain.pages[docname]

    def _refer(self, place: listing, kind: str, target: str, *shown: nodes.Node) -> pending_xref:
        made = reference_to(kind, target, docname=place["docname"], slug="")
        if shown:
            made["refexplicit"] = True
            made[:] = [nodes.inline("", "", *shown)]
        return made

    # -- where the notes are --------------------------------------------------------------------

    def _strip_here(self, place: listing) -> Iterator[nodes.Node]:
        _, page = self.page(place)
        yield nodes.paragraph("", "Where the notes are", classes=["label"])
        yield self._strip(place, page, linked=True)

    def _strip(self, place: listing, page: PageRecord, *, linked: bool) -> note_strip:
        line = nodes.paragraph()
        for where, kinds in kinds_by_place(page).items():
            shown: list[nodes.Node] = [nodes.inline("", where, classes=["strip-place"])]
            for kind in kinds:
                shown += [nodes.Text(" "), kind_letter("", kind.letter, kind=kind.label)]
            here = nodes.inline("", classes=["strip-cell"])
            if linked:
                here += self._refer(place, "passage", f"{place['slug']}/{where}", *shown)
            else:
                here += shown
            line += [here, nodes.Text(" ")]
        return note_strip("", line, classes=["note-strip"], quiet=not linked)

    # -- a card ---------------------------------------------------------------------------------

    def _card(self, place: listing) -> Iterator[nodes.Node]:
        docname, page = self.page(place)
        article = page.article
        assert article is not None
        about = list(place.children)
        place.clear()
        name = self._refer(place, "article", article.slug, nodes.Text(article.short))
        head = nodes.container("", nodes.paragraph("", "", name, classes=["card-name"]))
        title = self.domain.env.titles[docname].astext()
        head += nodes.paragraph("", title, classes=["card-title"])
        if article.written:
            when = f"Written {When.parse(article.written).words()}"
            head += nodes.paragraph("", when, classes=["card-date"])
        head += nodes.paragraph("", " · ".join(lengths(page)), classes=["card-length"])
        lesson = nodes.inline("", "Start a lesson", classes=["lesson-link"])
        read = self._refer(place, "article", article.slug, nodes.Text("Read"))
        links = nodes.paragraph("", "", read, nodes.Text(" · "), classes=["card-links"])
        links += self._refer(place, "article", article.slug, lesson)
        yield head
        yield nodes.container("", *about, self._strip(place, page, linked=False), links)

    # -- who says what --------------------------------------------------------------------------

    def _claims(self, place: listing) -> Iterator[nodes.Node]:
        group = nodes.tgroup("", cols=len(self.articles) + 1)
        group += columns((40, *[12] * len(self.articles)))
        head = [cell(nodes.Text("Claim"))]
        head += [cell(self._refer(place, "article", a.slug)) for _, a in self.articles]
        body = nodes.tbody()
        section = ""
        for claim in claims_in_order(self.domain):
            if claim.section != section:
                section = claim.section
                across = cell(nodes.strong("", section))
                across["morecols"] = len(self.articles)
                body += nodes.row("", across, classes=["section-row"])
            body += self._claim(place, claim)
        group += [nodes.thead("", nodes.row("", *head)), body]
        yield nodes.table("", group, classes=["claims-table"])

    def _claim(self, place: listing, claim: ClaimRecord) -> nodes.row:
        taken = {each.slug: each for each in claim.stances}
        row = nodes.row("", cell(self._refer(place, "claim", claim.name)))
        for _, article in self.articles:
            each = taken.get(article.slug)
            if each is None:
                row += cell(nodes.Text(""))
                continue
            stance = Stance.labelled(each.stance)
            word = nodes.inline("", f"\u00a0{stance.label}", classes=["stance-word"])
            sign = nodes.inline("", stance.sign, word, classes=[f"stance-{stance.label}"])
            first = next(iter(each.passages), "")
            target = f"{article.slug}/{first}"
            row += cell(self._refer(place, "passage", target, sign) if first else sign)
        return row

    # -- the years ------------------------------------------------------------------------------

    def _timeline(self, place: listing) -> Iterator[nodes.Node]:
        found = [e for _, page in sorted(self.domain.pages.items()) for e in page.events]
        events = [(e.name, e.when, e.title) for e in found]
        written = [(a.slug, a.written, a.short) for _, a in self.articles if a.written]
        links = [self._refer(place, "event", name) for name, _, _ in events]
        links += [self._refer(place, "article", slug) for slug, _, _ in written]
        names = [f"event/{name}" for name, _, _ in events] + [f"article/{s}" for s, _, _ in written]
        made = timeline_picture("", rows=rows(events, written), names=names, classes=["years"])
        made += nodes.paragraph("", "", *links)
        yield made


def claims_in_order(domain: ScholiaDomain) -> Iterator[ClaimRecord]:
    """All claims, page by page, as they are written."""
    for _, page in sorted(domain.pages.items()):
        yield from page.claims


def kinds_by_place(page: PageRecord) -> dict[str, Sequence[Kind]]:
    """The card, all passages and the endnotes with notes, and the kinds of the notes on each."""
    assert page.article is not None
    found: dict[str, list[Kind]] = {"card": []}
    found |= {str(number): [] for number in range(1, page.article.passages + 1)}
    for note in sorted(page.notes, key=lambda note: note.number):
        found.setdefault(note.place, []).append(Kind.labelled(note.kind))
    return {place: kinds for place, kinds in found.items() if kinds or place.isdigit()}


def lengths(page: PageRecord) -> Iterator[str]:
    """How long an article is, and what there is on it: “12 passages”, “37 notes”."""
    article = page.article
    assert article is not None
    words = sum(len(t.split()) for place, t in page.texts.items() if place.isdigit())
    words = words or article.words
    yield counted(article.passages, "passage")
    if words:
        minutes = counted(max(1, round(words / WORDS_A_MINUTE)), "minute")
        yield f"{minutes}\u00a0to\u00a0read"
    yield counted(len(page.notes), "note")
    if page.questions:
        yield counted(len(page.questions), "question")


def counted(number: int, noun: str) -> str:
    """“1 note”, “12 notes”, kept on one line."""
    return f"{number}\u00a0{noun}{'' if number == 1 else 's'}"


def material(domain: ScholiaDomain, articles: Articles, what: str) -> object:
    """What a picture is made from; a page with one is written again when that has changed."""
    if what == "claims-overview":
        return [list(claims_in_order(domain)), articles]
    if what == "timeline-picture":
        return [[page.events for _, page in sorted(domain.pages.items())], articles]
    pages = [domain.pages[docname] for docname, _ in articles]
    titles = [domain.env.titles[docname].astext() for docname, _ in articles]
    return [(kinds_by_place(page), list(lengths(page)), page.article) for page in pages], titles
