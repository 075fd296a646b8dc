"""From lines to paragraphs: one on each line, or wrapped with empty lines between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from sphinx_scholia.texts.characters import SOFT_HYPHEN
from sphinx_scholia.texts.model import Paragraph

_LONGEST_WRAPPED_LINE = 100
_RAGGED = 10  # a line may be this much shorter than the others need and still be full
_MOSTLY = 0.8

SUSPENDED = r"(?:and|or|to)(?![\w-])"
"""What follows a hyphen that stands for a word to come, as in "pre- and post-war"."""

_GLUES_NEXT_LINE = re.compile(r"\w[-\u2010\u2011\u2013]$|[^\s—]—$")
_SUSPENDED = re.compile(SUSPENDED)

Line = tuple[int, str]


def paragraphs_of(lines: Iterable[str]) -> list[Paragraph]:
    """The paragraphs of a copy, with the line each of them starts at.

    A paragraph is a line, unless the lines are those of a text wrapped at about 72 columns: then
    it is what stands between empty lines.
    """
    numbered = enumerate(lines, 1)
    blocks = [
        list(block) for filled, block in groupby(numbered, lambda line: bool(line[1])) if filled
    ]
    if not _is_wrapped(blocks):
        blocks = [[line] for block in blocks for line in block]
    return [Paragraph(join_lines([text for _, text in block]), block[0][0]) for block in blocks]


def _is_wrapped(blocks: list[list[Line]]) -> bool:
    """Whether lines mostly end where the next word would not have fitted."""
    texts = [[text for _, text in block] for block in blocks]
    several_words = [text for block in texts for text in block if " " in text]
    width = max(map(len, several_words), default=0)
    ends = [pair for block in texts for pair in pairwise(block)]
    if len(blocks) == 1 or not ends or width > _LONGEST_WRAPPED_LINE:
        return False
    full = [len(line) + 1 + len(after.split()[0]) > width - _RAGGED for line, after in ends]
    return sum(full) >= _MOSTLY * len(full)


def join_lines(lines: list[str]) -> str:
    """Put lines together to one; words that were broken at a hyphen come together."""
    joined = ""
    for line in lines:
        if joined.endswith(SOFT_HYPHEN):
            joined = joined.removesuffix(SOFT_HYPHEN)
        elif joined and not (_GLUES_NEXT_LINE.search(joined) and not _SUSPENDED.match(line)):
            joined += " "
        joined += line
    return joined.removesuffix(SOFT_HYPHEN)
