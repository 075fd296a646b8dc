"""All pages' records put together: names to targets, and what clashes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_scholia.lexicon import Form, Lexicon, same_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_scholia.records import PageRecord, TermRecord

NO_BREAK = "\u00a0"
CARD = f"source{NO_BREAK}card"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be referred to, and how a reference reads."""

    docname: str
    anchor: str
    slug: str
    short: str
    words: str

    def label(self, here: str) -> str:
        """“Gavin ¶5”, or “¶5” on the article's own page."""
        if not self.words:
            return self.short
        return self.words if self.slug == here else f"{self.short}{NO_BREAK}{self.words}"


@dataclass(frozen=True, slots=True)
class Twice:
    """A name that was given a second time, and both places."""

    what: str
    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A form that two terms list."""

    form: str
    first: str
    second: str
    location: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry and the page it is on."""

    docname: str
    record: TermRecord


@dataclass(slots=True)
class Index:
    """Targets by kind and name, terms by headword."""

    targets: dict[str, dict[str, Target]] = field(
        default_factory=lambda: {
            kind: {} for kind in ("article", "passage", "note", "question", "claim", "event")
        }
    )
    terms: dict[str, Term] = field(default_factory=dict)
    twice: list[Twice] = field(default_factory=list)
    _locations: dict[tuple[str, str], str] = field(default_factory=dict)
    _endnotes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Mapping[str, PageRecord]) -> Index:
        """The index of all pages; of two things with one name the first page's counts."""
        index = cls()
        for docname in sorted(pages):
            index._add(docname, pages[docname])
        return index

    def find(self, what: str, name: str) -> Target | None:
        """The target of a name such as ``gavin-2020/7``, if there is one."""
        found = self.targets[what].get(name)
        slug, _, place = name.partition("/")
        if found is None and what == "passage" and place[:1] == "n" and place[1:].isdigit():
            # where the text is not at hand, an endnote no note stands on is not on the page
            article = self.targets["article"].get(slug)
            if article is not None and 0 < int(place[1:]) <= self._endnotes[slug]:
                return Target(article.docname, "passages", slug, article.short, place)
        return found

    def everything(self) -> Iterator[tuple[str, str, Target]]:
        """Every target with its kind and name."""
        for what, targets in self.targets.items():
            for name, target in targets.items():
                yield what, name, target

    def lexicon(self) -> Lexicon:
        """All forms of all terms."""
        return Lexicon(tuple(form for term in self.terms.values() for form in term.record.forms))

    def form_clashes(self) -> Iterator[Clash]:
        """Forms that belong to two terms, at the second one's entry."""
        owners: dict[str, Form] = {}
        for term in self.terms.values():
            for form in term.record.forms:
                owner = owners.setdefault(same_form(form.text), form)
                if owner.term != form.term:
                    yield Clash(form.text, owner.term, form.term, term.record.location)

    def _add(self, docname: str, page: PageRecord) -> None:
        article = page.article
        if article is not None:
            target = Target(docname, "", article.slug, article.short, "")
            self._note("article", article.slug, target, article.location)
            self._endnotes.setdefault(article.slug, article.endnotes)
        slug, short = (article.slug, article.short) if article else ("", "")
        for place, anchor in page.anchors.items():
            words = words_for(place)
            self._note(
                "passage", f"{slug}/{place}", Target(docname, anchor, slug, short, words), ""
            )
        for note in page.notes:
            words = f"note{NO_BREAK}{note.number}"
            target = Target(docname, note.anchor, slug, short, words)
            self._note("note", f"{note.slug}/{note.name}", target, note.location)
        for question in page.questions:
            words = f"question{NO_BREAK}{question.number}"
            target = Target(docname, question.anchor, slug, short, words)
            self._note("question", f"{question.slug}/{question.name}", target, question.location)
        for claim in page.claims:
            target = Target(docname, claim.anchor, "", claim.sentence, "")
            self._note("claim", claim.name, target, claim.location)
        for event in page.events:
            target = Target(docname, event.anchor, "", event.title, "")
            self._note("event", event.name, target, event.location)
        for term in page.terms:
            self.terms.setdefault(term.headword, Term(docname, term))

    def _note(self, what: str, name: str, target: Target, location: str) -> None:
        if name not in self.targets[what]:
            self.targets[what][name] = target
            self._locations[what, name] = location
        elif location:
            self.twice.append(Twice(what, name, self._locations[what, name], location))


def words_for(place: str) -> str:
    """How a place of an article is written: “¶5”, “n5”, “the card”."""
    return f"¶{place}" if place.isdigit() else CARD if place == "card" else place
