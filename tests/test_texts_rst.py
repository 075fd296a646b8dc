"""A text as reStructuredText: readable, and unable to do anything but be read."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_scholia.texts import (
    Dropped,
    Heading,
    Mark,
    Paragraph,
    Passage,
    Text,
    bring_in,
    read_recipe,
    to_rst,
)
from sphinx_scholia.texts.characters import plain
from sphinx_scholia.texts.rst import escape, paragraph_to_rst


class Container(Directive):
    """Stands in for the directives of the engine: holds what it is given."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = dict.fromkeys(
        ("ours", "abstract", "continues", "line"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        node = nodes.container(name=self.name, argument=self.arguments, options=self.options)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def parse(source: str) -> nodes.document:
    for name in ("card-text", "passage", "heading", "endnote", "dropped"):
        directives.register_directive(name, Container)
    roles.register_local_role(
        "endnote", lambda name, raw, text, *_, **__: ([nodes.superscript("", f"⟨{text}⟩")], [])
    )
    settings = {"report_level": 1, "halt_level": 1, "warning_stream": False}
    return publish_doctree(source, settings_overrides=settings)


def read_back(source: str) -> list[str]:
    """The paragraphs that docutils finds, each of which may hold words and marks only."""
    document = parse(source)
    allowed = (nodes.document, nodes.container, nodes.paragraph, nodes.Text, nodes.superscript)
    for node in document.findall():
        superscript = isinstance(node.parent, nodes.superscript)
        assert (
            superscript
            or isinstance(node, (*allowed, nodes.comment))
            or isinstance(node.parent, nodes.comment)
        ), node.pformat()
    return [p.astext().replace("\n", " ") for p in document.findall(nodes.paragraph)]


MARKUP = [
    *r"\*`|_<>[](){}:.,;!?-+=~^#@/$%&'" + '"“”‘’«»—–…•‣⁃  ',
    *["a", "A", "x", "I", "iv", "é", "ж", "1", "12", "word", "Ora", "的", "\U0001f6f6"],
    *["1. ", "12) ", "a) ", "(iv) ", "(a) ", "#. ", "i. ", "- ", "* ", "• ", "-a ", "--all", "/V "],
    *["::", " ::", "..", ".. ", ".. note:: ", "...", ">>> ", "| ", "__ ", "|s|", "[1]_", "[#]_"],
    *["http://x", "https://a.b/c_d", "mailto:a@b.c", "a@b.c", "x_", "x__", "_x", "`x`_", "_`t`"],
    *["+---+", "+===+", "=====", "===== =====", "----", "~~~", ":field: ", ":role:`x`", "**b**"],
    *["*e*", "``l``", "\\ ", "\\\\", ".. _t: ", ".. |s| ", ".. [1] ", "PEP 8", "RFC 822", "C:\\x"],
]
PROSE = (
    "the ferry of Lake Ora goes at ten and comes back in the evening when there is somebody to row"
)
pieces_of_text = st.lists(st.sampled_from([*MARKUP, " ", f" {PROSE} "]), min_size=1, max_size=14)
texts = (
    st.one_of(pieces_of_text.map("".join), st.text(st.characters(exclude_categories=["Cs"])))
    .map(plain)
    .filter(bool)
)


@settings(max_examples=1500, deadline=None)
@given(texts)
@example("- a list")
@example(f"{PROSE} =====")
@example(f"{PROSE} =====\\")
@example("title title =====")
@example("\\\\\\\\")
@example("ends in this::")
@example("ends in this ::")
@example("..")
@example(".. note:: x")
@example("-a")
@example("-")
@example("http://a.b@c")
def test_every_character_survives(text: str) -> None:
    source = paragraph_to_rst(Paragraph(text, 1))
    assert read_back(source) == [text]
    assert max(map(len, source.splitlines())) <= max(80, *(len(w) * 2 + 2 for w in text.split()))


@settings(max_examples=300, deadline=None)
@given(texts)
@example(":name: x")
@example("C:\\temp::")
def test_every_character_survives_in_a_passage_and_in_a_heading(text: str) -> None:
    passage = Passage(1, Paragraph(text, 1))
    whole = Text("a", (), (passage,), (Heading(1, text, True),), (), (Dropped(1, text, "n"),), 1)
    document = parse(to_rst(whole))
    heading, body, dropped = document.findall(nodes.container)
    assert body.astext().replace("\n", " ") == text
    assert dropped.astext().replace("\n", " ") == text
    # A heading is words, too, where the directive parses its argument as docutils' own do.
    assert [parse(argument).astext() for argument in heading["argument"]] == [text]


@settings(max_examples=300, deadline=None)
@given(texts, st.lists(st.integers(0, 200), max_size=3))
@example("landing_stage", [8])
@example("https://a.b/c_d", [14, 14])
def test_marks_stand_where_they_stood(text: str, offsets: list[int]) -> None:
    places = sorted(min(offset, len(text)) for offset in offsets)
    marks = tuple(Mark(place, number) for number, place in enumerate(places, 1))
    expected = text
    for mark in reversed(marks):
        expected = f"{expected[: mark.offset]}⟨{mark.number}⟩{expected[mark.offset :]}"
    assert read_back(paragraph_to_rst(Paragraph(text, 1, marks))) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“Whoever rows,” wrote Maren Oll in 1928–29 (p. 12), “rows for both” — at 10:30; so what?",
        "It cost $1.5 billion, or 33.3 % & more: see landing_stage.pdf, and Psalm 23:4 [sic].",
        "… and the S400-type boats, who’d have thought, don't float at all!",
        "A quarrel: Velm/Ostra, 1931.",
    ],
)
def test_ordinary_prose_has_no_escapes(text: str) -> None:
    assert escape(text) == text


def test_what_a_person_reads() -> None:
    words = Paragraph("He said no. " + PROSE.capitalize() + ".", 4, (Mark(11, 7),))
    text = Text(
        slug="ferry-1931",
        card=(Paragraph("By Tomas Hale", 1), Paragraph("Tomas Hale rows.", 9)),
        passages=(
            Passage(1, Paragraph("Abstract.", 3)),
            Passage(2, words, continues=True),
        ),
        headings=(Heading(1, "Beginnings", True), Heading(2, "A quarrel", False)),
        endnotes=(),
        dropped=(Dropped(2, "Menu", "navigation"),),
        abstract=1,
    )
    assert to_rst(text) == (
        """\
.. Made from ferry-1931.txt by sphinx-scholia. Not to be edited, and not to be committed.

.. card-text::

   By Tomas Hale

   Tomas Hale rows.

.. heading:: Beginnings
   :ours:

.. passage:: 1
   :abstract:

   Abstract.

.. heading:: A quarrel

.. passage:: 2
   :continues:

   He said no.\\ :endnote:`7` The ferry of lake ora goes at ten and comes back
   in the evening when there is somebody to row.

.. dropped:: navigation
   :line: 2

   Menu
"""
    )


def test_a_whole_text_reads_back() -> None:
    path = Path(__file__).parent / "cases" / "texts" / "ferry-1931.txt"
    text = bring_in(path, read_recipe(path.with_suffix(".toml")))
    found = read_back(to_rst(text))
    notes = [note.paragraph.text for note in text.endnotes]
    assert found[3] == text.passages[0].paragraph.text
    assert found[4].startswith("The first boat was built in 1874")
    assert "kept no books.⟨1⟩ For thirty years" in found[4]
    assert found[len(text.card) + len(text.passages) :][: len(notes)] == notes
