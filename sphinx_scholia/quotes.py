"""Finding a quote in a text: every place where it stands, or what comes nearest.

Both sides are folded (:mod:`sphinx_scholia.folding`), so that typographic
variants of quotes, dashes and blanks match. Nothing is ever guessed: the caller
sees all matches and decides; likeness only serves the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from sphinx_scholia.folding import fold
from sphinx_scholia.model import Quote, Span

#: docutils' mark of a backslash; it belongs to the character behind it, and hides a blank
ESCAPE = "\x00"
_ESCAPES = re.compile(rf"{ESCAPE}[ \n]?")
_ESCAPES_AT_END = re.compile(rf"(?:{ESCAPE}[ \n]?)+\Z")


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase that resembles a quote: where it stands, its words, and how like it is (0 to 1)."""

    place: str
    phrase: str
    score: float


def find_quote(text: str, quote: Quote) -> list[Span]:
    """All places where ``quote`` stands in ``text``, as spans of characters of ``text``.

    A match begins and ends at a word's edge: “fighter” does not stand in “fighters”.
    With a prefix or suffix only matches directly behind or before those words count.
    """
    haystack, offsets = fold(text)
    needle, prefix, suffix = (
        fold(part)[0].strip() for part in (quote.exact, quote.prefix, quote.suffix)
    )
    if not needle:
        return []
    return [
        _as_written(text, Span(offsets[start], offsets[end]))
        for start, end in _whole_words(haystack, needle)
        if haystack[:start].rstrip().endswith(prefix) and haystack[end:].lstrip().startswith(suffix)
    ]


def lemma(quote: str) -> str:
    """A quote in quotation marks, with those inside it made single."""
    return f"“{quote.translate(str.maketrans('“”', '‘’'))}”"


def context(text: str, span: Span, width: int = 24) -> str:
    """The words of a span with a few of those around it, for a message."""
    before, words, after = (
        _as_shown(part)
        for part in (text[: span.start], text[span.start : span.end], text[span.end :])
    )
    return f"…{before[-width:]}[{words}]{after[:width]}…"


def nearest(quote: Quote, places: Mapping[str, str], count: int = 3) -> list[Near]:
    """The ``count`` phrases most like a quote among the texts of ``places``, best first."""
    wanted = fold(quote.exact)[0].casefold()
    found = []
    for place, text in places.items():
        best = max(
            _windows(_as_shown(text), len(wanted.split())),
            key=lambda w: _likeness(wanted, w),
            default="",
        )
        if best:
            found.append(Near(place, best, _likeness(wanted, best)))
    return sorted(found, key=lambda near: -near.score)[:count]


def _as_written(text: str, span: Span) -> Span:
    """A span with the backslash of its first character, and without what hides behind its last."""
    escaped = text[: span.start].endswith(ESCAPE)
    end = len(_ESCAPES_AT_END.sub("", text[: span.end]))
    return Span(span.start - escaped, end)


def _as_shown(text: str) -> str:
    """Text as a reader sees it, on one line."""
    return re.sub(r"\s+", " ", _ESCAPES.sub("", text))


def _whole_words(haystack: str, needle: str) -> Iterator[tuple[int, int]]:
    start = haystack.find(needle)
    while start != -1:
        end = start + len(needle)
        if not (_joined(haystack, start) or _joined(haystack, end)):
            yield start, end
        start = haystack.find(needle, start + 1)


def _joined(text: str, at: int) -> bool:
    """Whether a word runs across the position ``at``."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _windows(text: str, length: int) -> Iterator[str]:
    words = [match.group() for match in re.finditer(r"\S+", text)]
    for size in {max(1, length - 1), length, length + 1}:
        for start in range(max(1, len(words) - size + 1)):
            yield " ".join(words[start : start + size])


def _likeness(wanted: str, phrase: str) -> float:
    return SequenceMatcher(
        None, wanted, fold(phrase)[0].casefold().strip(".,;:"), autojunk=False
    ).ratio()
