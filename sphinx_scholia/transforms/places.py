"""Where notes can stand: the card, the passages and the endnotes of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.doctext import Flat, flatten
from sphinx_scholia.nodes import (
    card_text,
    endnote,
    endnote_reference,
    marginal_note,
    note_reference,
    passage,
    passage_text,
    source_card,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Not part of the words: a quote may run across them.
INVISIBLE = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.raw,
    endnote_reference,
    note_reference,
    marginal_note,
)


@dataclass(frozen=True, slots=True)
class Place:
    """The card, a passage or an endnote: its name, and its paragraphs."""

    name: str
    container: nodes.Element
    blocks: Sequence[nodes.paragraph]

    def flats(self) -> list[Flat]:
        """The words of its paragraphs."""
        return [flatten(block, invisible=INVISIBLE) for block in self.blocks]

    def text(self) -> str:
        """All its words."""
        return " ".join(flat.text for flat in self.flats())


def places_of(document: nodes.document) -> dict[str, Place]:
    """All places of an article, in the order in which notes are numbered."""
    places = []
    for card in document.findall(source_card):
        # where the copy's own words are at hand, a note stands on them
        inside: list[nodes.Element] = [*card.findall(card_text)] or [card]
        blocks = [p for part in inside for p in part.findall(nodes.paragraph)]
        places.append(Place("card", card, blocks))
    places += [Place(str(p["number"]), p, texts_of(p)) for p in document.findall(passage)]
    places += [Place(f"n{n['number']}", n, texts_of(n)) for n in document.findall(endnote)]
    return {place.name: place for place in places}


def texts_of(container: nodes.Element) -> list[passage_text]:
    """The paragraphs of a passage or endnote, without its précis and its notes."""
    return [child for child in container.children if isinstance(child, passage_text)]
