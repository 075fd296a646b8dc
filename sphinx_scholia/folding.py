"""One way of looking past how a text is typed: curly or straight, one blank or a line end.

A copy from the web, a précis typed by hand and a page after smart quotes write the same words
with different characters.  Everything that compares words (quotes, fingerprints, recipes)
compares them folded, and finds its way back with the offsets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["INVISIBLE", "fold"]

INVISIBLE = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Soft hyphen, zero-width characters and the byte order mark: a reader never sees them."""

_DOCUTILS_ESCAPE = "\x00"  # docutils leaves it in text nodes where the source had a backslash
_DROPPED = INVISIBLE | {_DOCUTILS_ESCAPE}

_SINGLE_QUOTES = "`\u00b4\u02bb\u02bc\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07"
_DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_ASCII_FORMS = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    "\u2026": "...",
}
_LAST_BLANK = "\u3000"
_BLANKS = dict.fromkeys(filter(str.isspace, map(chr, range(ord(_LAST_BLANK) + 1))), " ")
#: what becomes one other character, whatever stands around it
_ONE_FOR_ONE = str.maketrans(
    {sign: form for sign, form in (_ASCII_FORMS | _BLANKS).items() if len(form) == 1}
)


@lru_cache(maxsize=256)  # a passage is searched once for each of its notes
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold quotes, dashes, ellipses, blanks and accents of ``text`` to one form; keep the case.

    Returns the folded text, and for each of its characters the offset in ``text`` that it comes
    from, with ``len(text)`` as one last entry, so that ``offsets[a]`` and ``offsets[b]`` enclose
    what was folded to ``folded[a:b]``.
    """
    plain = text.translate(_ONE_FOR_ONE)
    if _is_folded(plain):  # as nearly all texts are then
        return plain, tuple(range(len(text) + 1))
    folded: list[str] = []
    offsets: list[int] = []
    for character, offset in _composed(text):
        if character.isspace():
            if folded and folded[-1] == " ":
                continue
            character = " "
        for letter in _ASCII_FORMS.get(character, character):
            folded.append(letter)
            offsets.append(offset)
    offsets.append(len(text))
    return "".join(folded), tuple(offsets)


def _is_folded(text: str) -> bool:
    """Whether nothing is left to fold in a text each character of which has its own form."""
    return (
        "  " not in text
        and "\u2026" not in text
        and _DROPPED.isdisjoint(text)
        and unicodedata.is_normalized("NFC", text)
    )


def _composed(text: str) -> Iterator[tuple[str, int]]:
    """The visible characters with their offsets, letters and their accents put together."""
    cluster: list[tuple[str, int]] = []
    before = ""
    for offset, character in enumerate(text):
        # a blank that was escaped sets mark-up off from a word, and is not shown
        unseen = character in _DROPPED or (before == _DOCUTILS_ESCAPE and character in " \n")
        before = character
        if unseen:
            continue
        if cluster and not _joins_the_one_before(character):
            yield from _compose(cluster)
            cluster = []
        cluster.append((character, offset))
    yield from _compose(cluster)


def _joins_the_one_before(character: str) -> bool:
    """Whether normalisation may put this character together with the one before it."""
    if character.isascii():
        return False
    hangul_vowel_or_final = "\u1160" <= character <= "\u11ff"
    return hangul_vowel_or_final or unicodedata.category(character).startswith("M")


def _compose(cluster: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    composed = unicodedata.normalize("NFC", "".join(character for character, _ in cluster))
    # What could be composed stands first; accents that stay apart keep their own offsets.
    apart = len(cluster) - len(composed)
    for index, character in enumerate(composed):
        source = 0 if index == 0 else max(0, index + apart)
        yield character, cluster[source][1]
