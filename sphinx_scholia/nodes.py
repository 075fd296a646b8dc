"""What an annotated article is made of, as nodes.

Every class but ``endnote_reference`` extends one that all of Sphinx's writers
know, so that a builder we never heard of still shows everything; the HTML
visitors are in :mod:`sphinx_scholia.html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.model import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence


#: Class of what is of no use on paper, which authors can give as well.
SCREEN_ONLY = "screen-only"


class source_card(nodes.container):
    """Who wrote this, when, and how we know: a field list. ``slug``."""


class card_text(nodes.container):
    """Words of the copy that belong on the card: byline, biography, disclaimer."""


class central_question(nodes.container):
    """The one question that a lesson can be hung on."""


class passages(nodes.container):
    """All passages of an article, with its headings. ``slug``, ``wording``."""


class passage(nodes.container):
    """One numbered paragraph of an article. ``number``, ``continues``, ``abstract``."""


class passage_text(nodes.paragraph):
    """A paragraph in which notes can stand."""


class precis(nodes.container):
    """Our summary of a passage, where the passage itself is shown."""


class endnotes(nodes.container):
    """The article's own notes."""


class endnote(nodes.container):
    """One of them. ``number``; ``stub`` where its words and the reference to it are not at hand."""


class endnote_reference(nodes.reference):
    """The article's number for one of its endnotes, “n5”, leading there."""


class phrase(nodes.inline):
    """Words of a passage that a note stands on. ``note`` is the note's id."""


class note_reference(nodes.inline):
    """The number of a note, behind its phrase or passage. ``note``, ``number``, ``kind``."""


class marginal_note(nodes.container):
    """A marginal annotation.

    ``slug``, ``name``, ``number``, ``place``, ``quote``, ``prefix``, ``suffix``,
    ``kind``, ``finding``, ``on_words`` (or else on its passage as a whole).
    """


class question(nodes.container):
    """A discussion question. ``slug``, ``name``, ``number``, ``skill``, ``level``."""


class answer(nodes.container):
    """What a good answer contains; only the teacher edition has it."""


class claim(nodes.container):
    """A statement that articles make or dispute."""


class stance(nodes.container):
    """What one article does with a claim. ``slug``, ``stance``, ``passages``."""


class known(nodes.container):
    """What is known of a claim."""


class event(nodes.container):
    """A dated entry of the timeline."""


class listing(nodes.container):
    """A place where other pages' notes, claims or events are shown. ``what``."""


class definitions_here(nodes.container):
    """Definitions of the terms that a page links, unseen until one is asked for."""


class definition_here(nodes.container):
    """One of them. ``term`` is the id of its entry in the glossary."""


class drawing(nodes.image):
    """A picture in SVG, set into the page; what it holds are references to the terms it names."""


class kind_letter(nodes.inline):
    """The letter of a kind of notes, which stands for a note. ``kind``."""


class note_strip(nodes.container):
    """An article's passages in a row, each with its notes' letters. ``quiet``: only to be seen."""


class timeline_picture(nodes.container):
    """Events by year.

    ``rows`` as :mod:`.timeline` makes them; what it holds are references, in the order of
    ``names``, which are ``event/name`` and ``article/slug``.
    """


class plain(nodes.inline):
    """Words in which no term is linked."""


def as_passage_text(paragraph: nodes.paragraph) -> passage_text:
    """A paragraph made one in which notes can stand."""
    made = passage_text(paragraph.rawsource, "", *paragraph.children, **paragraph.attributes)
    made.source, made.line = paragraph.source, paragraph.line
    return made


def columns(widths: Sequence[int]) -> list[nodes.colspec]:
    """The columns of a table; each row is named by its first cell, which is a head, too."""
    return [nodes.colspec("", colwidth=w, stub=int(n == 0)) for n, w in enumerate(widths)]


def cell(content: nodes.Node) -> nodes.entry:
    """A cell of a table, with one line in it."""
    return nodes.entry("", nodes.paragraph("", "", content))


def stance_sign(label: str) -> nodes.inline:
    """What an article does with a claim: a sign and a word, which say the same as the colour."""
    taken = Stance.labelled(label)
    return nodes.inline("", f"{taken.sign}\u00a0{taken.label}", classes=[f"stance-{taken.label}"])


#: All of them.
ALL: tuple[type[nodes.Element], ...] = (
    source_card,
    card_text,
    central_question,
    passages,
    passage,
    passage_text,
    precis,
    endnotes,
    endnote,
    endnote_reference,
    phrase,
    note_reference,
    marginal_note,
    question,
    answer,
    claim,
    stance,
    known,
    event,
    listing,
    definitions_here,
    definition_here,
    drawing,
    kind_letter,
    note_strip,
    timeline_picture,
    plain,
)
