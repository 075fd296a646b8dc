"""Placing notes: each on its quote, where that stands exactly once, or on its passage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform

from sphinx_scholia.doctext import Flat, wrap
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.model import Kind, Quote, Span
from sphinx_scholia.nodes import (
    as_passage_text,
    card_text,
    marginal_note,
    note_reference,
    passage_text,
    passages,
    phrase,
    precis,
    source_card,
)
from sphinx_scholia.quotes import context, find_quote, nearest
from sphinx_scholia.records import NoteRecord, PageRecord, digest
from sphinx_scholia.report import Problem, warn
from sphinx_scholia.roles import references_in
from sphinx_scholia.transforms.places import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


THIN_SPACE = "\u2009"


@dataclass(frozen=True, slots=True)
class Found:
    """A note whose words were found: in which paragraph of its place, and where in it."""

    note: marginal_note
    block: int
    span: Span


class PlaceNotes(SphinxTransform):
    """Give every note of an article its number, its words and its place.

    A quote must be found before quotes are curled, since wrapping text does not
    disturb the curling, but the curling would change what is searched.
    """

    default_priority = SphinxSmartQuotes.default_priority - 20

    def apply(self, **kwargs: Any) -> None:
        page = self._page()
        whole = next(self.document.findall(passages), None)
        if page is None or page.article is None:
            return
        if whole is None:
            self._warn_of_lost_notes(page.article.slug)
            return
        self._adopt_card_text()
        places = places_of(self.document)
        page.anchors.update({name: place.container["ids"][0] for name, place in places.items()})
        notes = self._numbered(list(places))
        strict = page.article.wording == "text"
        for place in places.values():
            if mine := [n for n in notes if n["place"] == place.name]:
                self._place(mine, place, strict=strict)
        for lost in [n for n in notes if n["place"] not in places]:
            there = ", ".join(places)
            message = f"note {lost['name']!r} names passage {lost['place']!r}; there are {there}"
            warn(Problem.NOTE_PLACE, message, location=where_is(lost))
            lost["on_words"] = False
            whole.append(lost)
        page.notes = [record(n) for n in notes]
        if strict:
            page.texts = {place.name: place.text() for place in places.values()}

    def _numbered(self, order: list[str]) -> list[marginal_note]:
        """All notes, taken out of the page and numbered.

        By place, and within a place as in the file, so that a note has the same number in both
        wordings; a note without a place comes last.
        """
        notes = list(self.document.findall(marginal_note))
        notes.sort(key=lambda n: order.index(n["place"]) if n["place"] in order else len(order))
        for number, note in enumerate(notes, 1):
            note.parent.remove(note)
            note["number"] = number
        return notes

    def _page(self) -> PageRecord | None:
        return scholia_domain(self.env).pages.get(self.env.current_document.docname)

    def _warn_of_lost_notes(self, slug: str) -> None:
        notes = scholia_domain(self.env).paths.notes(slug)
        if notes.exists():
            message = f"the page of {slug!r} has no passages: write the 'passages' directive there"
            warn(Problem.NOTES_UNUSED, message, location=f"{notes}:1")

    def _adopt_card_text(self) -> None:
        """Move the copy's own words about its author to the card."""
        cards = list(self.document.findall(source_card))
        for words in list(self.document.findall(card_text)):
            words.parent.remove(words)
            cards[0].append(words)

    def _place(self, notes: list[marginal_note], place: Place, *, strict: bool) -> None:
        flats = place.flats()
        found = [match for n in notes if (match := self._find(n, place, flats, strict=strict))]
        found = self._without_crossing(found)
        if strict:
            self._check_order(found)
        on_words = {id(match.note) for match in found}
        for index, flat in enumerate(flats):
            self._wrap(flat, [match for match in found if match.block == index])
        for n in notes:
            n["on_words"] = id(n) in on_words
            if not n["on_words"]:
                self._stand_on_passage(n, place)
        self._append(notes, place)

    def _find(
        self, n: marginal_note, place: Place, flats: list[Flat], *, strict: bool
    ) -> Found | None:
        quote = Quote(n["quote"], n["prefix"], n["suffix"])
        matches = [
            Found(n, index, span)
            for index, flat in enumerate(flats)
            for span in find_quote(flat.text, quote)
        ]
        if len(matches) == 1:
            return matches[0]
        if strict and not matches:
            self._report_missing(n, quote, place)
        elif strict:
            where = "; ".join(context(flats[m.block].text, m.span) for m in matches)
            message = (
                f"“{quote.exact}” stands {len(matches)} times in {place.name}: {where}. "
                "Say with :prefix: or :suffix: which is meant."
            )
            warn(Problem.QUOTE_AMBIGUOUS, message, location=where_is(n))
        return None

    def _report_missing(self, n: marginal_note, quote: Quote, place: Place) -> None:
        texts = {name: each.text() for name, each in places_of(self.document).items()}
        here = nearest(quote, {place.name: texts.pop(place.name)}, 1)
        near = [*here, *nearest(quote, texts, 2)]
        hints = "; ".join(
            f"“{hint.phrase}” (in {hint.place}, {hint.score:.0%} alike)" for hint in near
        )
        message = f"“{quote.exact}” is not in {place.name}. " + (
            f"Nearest: {hints}." if near else "There are no words like these."
        )
        warn(Problem.QUOTE_MISSING, message, location=where_is(n))

    def _without_crossing(self, found: list[Found]) -> list[Found]:
        crossing = set()
        for one, other in combinations(found, 2):
            if one.block == other.block and one.span.crosses(other.span):
                message = (
                    f"“{other.note['quote']}” crosses “{one.note['quote']}” ({where_is(one.note)})"
                )
                warn(Problem.QUOTES_CROSS, message, location=where_is(other.note))
                crossing.add(id(other))
        return [match for match in found if id(match) not in crossing]

    def _check_order(self, found: list[Found]) -> None:
        for one, other in pairwise(found):
            if (other.block, other.span.start) < (one.block, one.span.start):
                message = (
                    f"note {other.note['name']!r} hangs on words before those of "
                    f"{one.note['name']!r}: put it above, so that numbers follow the text"
                )
                warn(Problem.NOTE_ORDER, message, location=where_is(other.note))

    def _wrap(self, flat: Flat, found: list[Found]) -> None:
        spans: list[tuple[Span, Callable[[], phrase]]] = [
            (match.span, partial(phrase_of, match.note)) for match in found
        ]
        for match, made in zip(found, wrap(flat, spans), strict=True):
            made[0]["ids"].append(f"phrase-{match.note['slug']}-{match.note['name']}")
            last = made[-1]
            last.parent.insert(last.parent.index(last) + 1, reference_to(match.note))

    def _stand_on_passage(self, n: marginal_note, place: Place) -> None:
        block = place.blocks[-1]
        reference = reference_to(n)
        reference["ids"].append(f"phrase-{n['slug']}-{n['name']}")
        if block.children and isinstance(block.children[-1], note_reference):
            block += nodes.Text(THIN_SPACE)  # notes 1 and 4 are not note 14
        block += reference

    def _append(self, notes: list[marginal_note], place: Place) -> None:
        """Put the notes behind the words they stand on, before a folded précis."""
        for block in place.blocks:
            if not isinstance(block, passage_text) and any(block.findall(note_reference)):
                block.parent.replace(block, as_passage_text(block))
        folded = [
            i for i, child in enumerate(place.container.children) if isinstance(child, precis)
        ]
        at = folded[0] if folded else len(place.container.children)
        place.container[at:at] = notes


def where_is(node: nodes.Element) -> str:
    """A node's file and line, for a message."""
    return f"{node.source}:{node.line}"


def classes_of(n: marginal_note) -> list[str]:
    """The classes by which a note, its phrase and its number are told apart from other kinds."""
    return [f"kind-{Kind.labelled(n['kind']).slug}"]


def phrase_of(n: marginal_note) -> phrase:
    """The words that a note stands on, yet to be put in."""
    return phrase("", classes=["phrase", *classes_of(n)], note=n["ids"][0])


def reference_to(n: marginal_note) -> note_reference:
    """The number that stands behind a phrase."""
    number = n["number"]
    return note_reference(
        "", str(number), note=n["ids"][0], number=number, kind=n["kind"], classes=classes_of(n)
    )


def record(n: marginal_note) -> NoteRecord:
    """What the domain remembers of a placed note."""
    return NoteRecord(
        slug=n["slug"],
        name=n["name"],
        place=n["place"],
        anchor=n["ids"][0],
        number=n["number"],
        kind=n["kind"],
        finding=n["finding"],
        content=digest(n.pformat()),  # its text alone does not hold the addresses of links
        references=references_in(n),
        on_words=n["on_words"],
        location=where_is(n),
    )
