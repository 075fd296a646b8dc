"""Filling listings: notes, claims, events and names shown on other pages than their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_scholia.dates import When
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.model import Kind, Stance
from sphinx_scholia.naming import counts_of, heat
from sphinx_scholia.nodes import columns, listing, marginal_note, stance_sign
from sphinx_scholia.quotes import lemma
from sphinx_scholia.records import ArticleRecord
from sphinx_scholia.roles import reference_to
from sphinx_scholia.transforms.pictures import Pictures, material
from sphinx_scholia.transforms.terms import LinkTerms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.records import ClaimRecord, EventRecord, NoteRecord, StanceRecord

#: How many passages a cell of the table of names links before it only counts the rest.
LINKED = 4
LISTINGS_OF_NOTES = ("findings", "notes")


class FillListings(SphinxPostTransform):
    """Put into each listing what other pages hold now."""

    # before terms are linked, so that a note shown again has the links it has in its own place
    default_priority = LinkTerms.default_priority - 1

    def run(self, **kwargs: Any) -> None:
        self.notes: dict[str, list[marginal_note]] = {}
        fill = {
            "claims-here": self._claims,
            "events-here": self._events,
            "findings": self._findings,
            "notes": self._all_notes,
            "names": self._names,
            **Pictures(self.domain, articles_of(self.domain)).fill,
        }
        for place in list(self.document.findall(listing)):
            self.slug = place.get("slug", "")
            # not the current page, which is the first of all where pages are joined into one
            self.docname = place["docname"]
            place.extend(fill[place["what"]](place))

    @property
    def domain(self) -> ScholiaDomain:
        return scholia_domain(self.env)

    def _refer(self, kind: str, target: str) -> pending_xref:
        return reference_to(kind, target, docname=self.docname, slug=self.slug)

    def _refer_all(self, targets: list[str]) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for target in targets:
            made += [nodes.Text(", " if made else "\u00a0"), self._refer("passage", target)]
        return made

    def _claims(self, place: listing) -> Iterator[nodes.Node]:
        items = []
        for claim, taken in claims_of(self.domain, self.slug):
            sign = stance_sign(taken.stance)
            line = nodes.paragraph("", "", self._refer("claim", claim.name), nodes.Text(" "), sign)
            line += self._refer_all([f"{self.slug}/{place}" for place in taken.passages])
            items.append(nodes.list_item("", line, *self._others(claim), claim=claim.anchor))
        if items:
            yield nodes.bullet_list("", *items, classes=["simple"])

    def _others(self, claim: ClaimRecord) -> Iterator[nodes.paragraph]:
        """What the other articles do with a claim, but for those that are silent."""
        here = self.slug
        line = nodes.paragraph("", classes=["others"])
        for taken in claim.stances:
            if taken.slug == here or taken.stance == Stance.SILENT.label:
                continue
            line += nodes.Text(" · " if line.children else "")
            line += [self._refer("article", taken.slug), nodes.Text(" "), stance_sign(taken.stance)]
            self.slug = taken.slug  # so that a reference reads “¶5”, behind the article's name
            line += self._refer_all([f"{taken.slug}/{place}" for place in taken.passages])
        self.slug = here
        if line.children:
            yield line

    def _events(self, place: listing) -> Iterator[nodes.Node]:
        items = []
        for event in events_of(self.domain, self.slug):
            date = nodes.inline("", When.parse(event.when).words(), classes=["event-date"])
            line = nodes.paragraph("", "", date, nodes.Text(" "), self._refer("event", event.name))
            own = [target for target in event.passages if target.startswith(f"{self.slug}/")]
            line += self._refer_all(own)
            items.append(nodes.list_item("", line))
        if items:
            yield nodes.bullet_list("", *items, classes=["simple"])

    def _findings(self, place: listing) -> Iterator[nodes.Node]:
        for docname, article in articles_of(self.domain):
            notes = [n for n in self._notes_of(docname) if n["finding"] == place["finding"]]
            if not notes:
                continue
            heading = nodes.rubric("", "", self._refer("article", article.slug))
            heading["heading-level"] = 3
            yield heading
            self.slug = article.slug  # so that references below it read “¶5” and “note 3”
            for note in notes:
                yield self._entry(note)

    def _all_notes(self, place: listing) -> Iterator[nodes.Node]:
        for docname, article in articles_of(self.domain):
            heading = nodes.rubric("", "", self._refer("article", article.slug))
            heading["heading-level"] = 2
            yield heading
            self.slug = article.slug  # so that references below it read “¶5” and “note 3”
            for kind in Kind:
                mine = [self._entry(n) for n in self._notes_of(docname) if n["kind"] == kind.label]
                if mine:
                    title = nodes.rubric("", "", *_kind_sign(kind))
                    title["heading-level"] = 3
                    yield nodes.container(
                        "", title, *mine, classes=["notes-of-kind", f"kind-{kind.slug}"]
                    )

    def _notes_of(self, docname: str) -> list[marginal_note]:
        """The notes of a page by number, loaded once for all listings."""
        if docname not in self.notes:
            notes = self.env.get_doctree(docname).findall(marginal_note)
            self.notes[docname] = sorted(notes, key=lambda note: note["number"])
        return self.notes[docname]

    def _entry(self, note: marginal_note) -> nodes.container:
        """A note as a listing shows it: its passage, its words, its number, and what it says."""
        target = f"{note['slug']}/{note['name']}"
        words = self._refer("phrase", target)
        words["refexplicit"] = True
        words[0] = nodes.emphasis("", lemma(note["quote"]))
        head = nodes.paragraph("", "", self._refer("passage", f"{note['slug']}/{note['place']}"))
        head += [nodes.Text(" "), words, nodes.Text(" · "), self._refer("note", target)]
        body = [child.deepcopy() for child in note.children]
        for reference in (each for child in body for each in child.findall(pending_xref)):
            reference["refdoc"] = self.docname  # where it leads from now
        return nodes.container("", head, *body, classes=["finding-entry"])

    def _names(self, place: listing) -> Iterator[nodes.Node]:
        articles = articles_of(self.domain)
        names = self.domain.pages[self.docname].names[place["index"]]
        counts = counts_of(self.domain, self.docname)
        group = nodes.tgroup("", cols=len(articles) + 1)
        group += columns([20] * (len(articles) + 1))
        cell = partial(nodes.paragraph, "", "")
        head = [cell(nodes.Text("Name or word"))]
        head += [cell(self._refer("article", article.slug)) for _, article in articles]
        group += nodes.thead("", nodes.row("", *(nodes.entry("", each) for each in head)))
        body = nodes.tbody("")
        for row in names.rows:
            made = nodes.row("", nodes.entry("", cell(nodes.Text(row))))
            for _, article in articles:
                mine = counts.get(article.slug, {})
                shown = cell(*self._uses(article.slug, mine.get(row, {})))
                made += nodes.entry("", shown, classes=heat(mine, row))
            body += made
        group += body
        yield nodes.table("", group, classes=["names-table"])

    def _uses(self, slug: str, places: dict[str, int]) -> list[nodes.Node]:
        if not places:
            return [nodes.Text("–")]
        made: list[nodes.Node] = [nodes.strong("", str(sum(places.values())))]
        self.slug = slug  # so that a reference reads “¶5”, under the article's name
        made += self._refer_all([f"{slug}/{place}" for place in list(places)[:LINKED]])
        if len(places) > LINKED:
            made.append(nodes.Text(f" and in {len(places) - LINKED} more"))
        return made


def _kind_sign(kind: Kind) -> list[nodes.Node]:
    """Letter and label of a kind, as at the head of a note."""
    letter = nodes.inline("", kind.letter, classes=["kind-letter"])
    return [nodes.inline("", "", letter, nodes.Text(f" {kind.label}"), classes=["note-kind"])]


def articles_of(domain: ScholiaDomain) -> list[tuple[str, ArticleRecord]]:
    """All articles with their pages, in the order of the table of contents."""
    found = {d: page.article for d, page in sorted(domain.pages.items()) if page.article}
    order = domain.env.toctree_includes.get(domain.env.config.root_doc, [])
    ranked = [docname for docname in order if docname in found]
    return [(d, found[d]) for d in [*ranked, *(d for d in found if d not in ranked)]]


def claims_of(domain: ScholiaDomain, slug: str) -> list[tuple[ClaimRecord, StanceRecord]]:
    """The claims on which an article is not silent, with its stance."""
    return [
        (claim, taken)
        for _, page in sorted(domain.pages.items())
        for claim in page.claims
        for taken in claim.stances
        if taken.slug == slug and taken.stance != Stance.SILENT.label
    ]


def events_of(domain: ScholiaDomain, slug: str) -> list[EventRecord]:
    """The events that an article mentions."""
    return [
        event
        for _, page in sorted(domain.pages.items())
        for event in page.events
        if any(target.startswith(f"{slug}/") for target in event.passages)
    ]


def material_of(domain: ScholiaDomain, docname: str, what: str) -> object:
    """What a listing on a page is made from: when it is the same, so is the listing.

    But for what the notes in it refer to, and the terms they use.
    """
    slug = domain.slug_of(docname)
    if what == "claims-here":
        return claims_of(domain, slug)
    if what == "events-here":
        return events_of(domain, slug)
    articles = articles_of(domain)
    if what not in (*LISTINGS_OF_NOTES, "names"):
        return material(domain, articles, what)
    names = [(docname, article.slug, article.short) for docname, article in articles]
    if what == "names":
        return names, counts_of(domain, docname)
    return names, notes_listed(domain, what)


def notes_listed(domain: ScholiaDomain, what: str) -> list[NoteRecord]:
    """The notes that a listing may show."""
    return [
        note
        for _, page in sorted(domain.pages.items())
        for note in page.notes
        if note.finding or what == "notes"
    ]
