"""From a block of docutils nodes to plain text, and back: wrapping spans of it in elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from docutils import nodes

from sphinx_scholia.model import Span

T = TypeVar("T", bound=nodes.Element)

#: Stands in the flat text for a node that must not be matched into or across.
OBSTACLE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text node of a block, and where its characters begin in the block's flat text."""

    node: nodes.Text
    start: int

    @property
    def end(self) -> int:
        """Where its characters end."""
        return self.start + len(self.node)


@dataclass(frozen=True, slots=True)
class Flat:
    """The text of a block and the text nodes it came from."""

    text: str
    pieces: tuple[Piece, ...]


def flatten(
    block: nodes.Element,
    *,
    invisible: tuple[type[nodes.Node], ...] = (),
    obstacles: tuple[type[nodes.Node], ...] = (),
) -> Flat:
    """The text of ``block``, without what is ``invisible`` and closed at ``obstacles``."""
    text, pieces = "", []
    for node in _texts(block, invisible, obstacles):
        if isinstance(node, nodes.Text):
            pieces.append(Piece(node, len(text)))
            # str, not astext: it keeps docutils' escape marks, so that offsets fit the node
            text += str(node)
        else:
            text += OBSTACLE
    return Flat(text, tuple(pieces))


def wrap(flat: Flat, spans: Sequence[tuple[Span, Callable[[], T]]]) -> list[list[T]]:
    """Wrap each span in elements, one for each run of text nodes it covers.

    Spans may touch and nest but not cross. Returns for each span its elements, in order.
    """
    made: list[list[T]] = [[] for _ in spans]
    # outer before inner, so that nesting follows from the order
    order = sorted(range(len(spans)), key=lambda i: (spans[i][0].start, -spans[i][0].end))
    for piece in flat.pieces:
        covering = [
            i for i in order if spans[i][0].start < piece.end and piece.start < spans[i][0].end
        ]
        if covering:
            segments = list(_segments(piece, covering, spans))
            replacement = _nest(segments, 0, spans, made)
            piece.node.parent.replace(piece.node, replacement)
    return made


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    inside: tuple[int, ...]


def _texts(
    element: nodes.Element,
    invisible: tuple[type[nodes.Node], ...],
    obstacles: tuple[type[nodes.Node], ...],
) -> Iterator[nodes.Node]:
    for child in element.children:
        if isinstance(child, nodes.Text) or (obstacles and isinstance(child, obstacles)):
            yield child
        elif isinstance(child, nodes.Element) and not (invisible and isinstance(child, invisible)):
            yield from _texts(child, invisible, obstacles)


def _segments(
    piece: Piece, covering: list[int], spans: Sequence[tuple[Span, object]]
) -> Iterator[_Segment]:
    edges = {piece.start, piece.end}
    for i in covering:
        edges |= {spans[i][0].start, spans[i][0].end}
    cuts = sorted(edge for edge in edges if piece.start <= edge <= piece.end)
    for start, end in pairwise(cuts):
        inside = tuple(i for i in covering if spans[i][0].start <= start and end <= spans[i][0].end)
        yield _Segment(str(piece.node)[start - piece.start : end - piece.start], inside)


def _nest(
    segments: list[_Segment],
    depth: int,
    spans: Sequence[tuple[Span, Callable[[], T]]],
    made: list[list[T]],
) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for index, group in groupby(
        segments, lambda s: s.inside[depth] if len(s.inside) > depth else None
    ):
        run = list(group)
        if index is None:
            result.extend(nodes.Text(segment.text) for segment in run)
        else:
            element = spans[index][1]()
            made[index].append(element)
            element.extend(_nest(run, depth + 1, spans, made))
            result.append(element)
    return result
