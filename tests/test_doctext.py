"""Wrapping stretches of a block's text, whatever mark-up they run across."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_scholia.doctext import OBSTACLE, flatten, wrap
from sphinx_scholia.model import Span


def block() -> nodes.paragraph:
    """He *charged **a penny*** for each goat¹, said Velm."""
    charged = nodes.emphasis("", "charged ", nodes.strong("", "a penny"))
    mark = nodes.footnote_reference("", "7")
    goat = nodes.Text(" for each goat")
    return nodes.paragraph("", "He ", charged, goat, mark, nodes.Text(", said Velm."))


def wrapped(paragraph: nodes.paragraph, *quotes: str) -> list[list[nodes.inline]]:
    flat = flatten(paragraph, invisible=(nodes.footnote_reference,))
    starts = [flat.text.index(quote) for quote in quotes]
    spans = [Span(at, at + len(quote)) for at, quote in zip(starts, quotes, strict=True)]
    makers = [lambda quote=quote: nodes.inline(classes=[quote.split()[0]]) for quote in quotes]
    return wrap(flat, list(zip(spans, makers, strict=True)))


def outline(node: nodes.Node) -> str:
    """A node's mark-up in few characters: [a b] for what was wrapped, <a b> for what was there."""
    if isinstance(node, nodes.Text):
        return str(node)
    inside = "".join(map(outline, node.children))
    if isinstance(node, nodes.inline):
        return f"[{inside}]"
    return inside if isinstance(node, nodes.paragraph) else f"<{inside}>"


@pytest.mark.parametrize(
    ("quotes", "outcome"),
    [
        (["for each"], "He <charged <a penny>> [for each] goat<7>, said Velm."),
        (["charged"], "He <[charged] <a penny>> for each goat<7>, said Velm."),
        (["He charged a"], "[He ]<[charged ]<[a] penny>> for each goat<7>, said Velm."),
        (["penny for each"], "He <charged <a [penny]>>[ for each] goat<7>, said Velm."),
        (["goat, said"], "He <charged <a penny>> for each [goat]<7>[, said] Velm."),
        (["for ", "each"], "He <charged <a penny>> [for ][each] goat<7>, said Velm."),
        (["for each", "each"], "He <charged <a penny>> [for [each]] goat<7>, said Velm."),
        (["for each", "for"], "He <charged <a penny>> [[for] each] goat<7>, said Velm."),
        (["each", "for each goat"], "He <charged <a penny>> [for [each] goat]<7>, said Velm."),
        (["a penny for", "penny"], "He <charged <[a [penny]]>>[ for] each goat<7>, said Velm."),
        (["for each", "for each"], "He <charged <a penny>> [[for each]] goat<7>, said Velm."),
        ([], "He <charged <a penny>> for each goat<7>, said Velm."),
    ],
)
def test_wrapping(quotes: list[str], outcome: str) -> None:
    paragraph = block()
    wrapped(paragraph, *quotes)
    assert outline(paragraph) == outcome


def test_each_span_gets_its_elements_in_order() -> None:
    outer, inner = wrapped(block(), "charged a penny for", "penny")
    assert [each.astext() for each in outer] == ["charged ", "a penny", " for"]
    assert [each.astext() for each in inner] == ["penny"]


def test_what_is_invisible_is_not_in_the_text() -> None:
    assert "goat, said" in flatten(block(), invisible=(nodes.footnote_reference,)).text


def test_an_obstacle_closes_the_text() -> None:
    text = flatten(block(), obstacles=(nodes.footnote_reference,)).text
    assert f"goat{OBSTACLE}, said" in text


def test_a_backslash_of_the_mark_up_keeps_its_place() -> None:
    paragraph = nodes.paragraph("", "", nodes.Text("the \x00*list of fares"))
    (made,) = wrapped(paragraph, "list")
    assert made[0].astext() == "list"
    assert paragraph.astext() == "the *list of fares"


# Any mark-up and any spans that do not cross

INLINE = st.recursive(
    st.text("ab ’é", max_size=5).map(nodes.Text),
    lambda inner: st.lists(inner, max_size=4).map(lambda found: nodes.emphasis("", "", *found)),
    max_leaves=8,
)


def not_crossing(edges: Sequence[tuple[int, int]], length: int) -> list[Span]:
    spans: list[Span] = []
    for edge, other in edges:
        start, end = sorted((edge % (length + 1), other % (length + 1)))
        span = Span(start, end)
        if start < end and not any(span.crosses(each) for each in spans):
            spans.append(span)
    return spans


@given(
    st.lists(INLINE, min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=8),
)
def test_wrapping_never_changes_the_text(
    inline: list[nodes.Node], edges: list[tuple[int, int]]
) -> None:
    paragraph = nodes.paragraph("", "", *inline)
    before = paragraph.astext()
    flat = flatten(paragraph)
    spans = not_crossing(edges, len(flat.text))
    made = wrap(flat, [(span, nodes.inline) for span in spans])
    assert paragraph.astext() == before
    for span, elements in zip(spans, made, strict=True):
        words = "".join(element.astext() for element in elements)
        assert words == flat.text[span.start : span.end]
