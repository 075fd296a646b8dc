"""Every character of a copy made plain: one kind of line end, one kind of blank, nothing hidden."""

from __future__ import annotations

import re
import unicodedata

from sphinx_scholia.folding import INVISIBLE

SOFT_HYPHEN = "\u00ad"

_LINE_ENDS = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
# Joiners are spelling in Arabic, Persian and Indic scripts and in emoji, and noise elsewhere.
_STRAY_JOINER = re.compile(f"(?<![\u0590-\u1bff\ufe0f\U0001f000-\U0001faff])[{_JOINERS}]")
_HIDDEN = re.compile(f"[{''.join(sorted(INVISIBLE - {*_JOINERS}))}]")
_C0_OR_DELETE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_NEVER = (
    "\x80-\x84\x86-\x9f"  # C1
    "\u202a-\u202e"  # turn the reading direction unseen
    "\ud800-\udfff"  # half a character
    "\ufdd0-\ufdef"  # no characters at all, and so is the end of each plane
    + "".join(f"{chr(end - 1)}-{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
)
# Marks and isolates are spelling to those who write Arabic or Hebrew, and noise in a copy.
_DIRECTIONS = "\u061c\u200e\u200f\u2066-\u2069"
_DANGEROUS = re.compile(f"[{_NEVER}]")
_DANGEROUS_IN_A_COPY = re.compile(f"[{_NEVER}{_DIRECTIONS}]")
# Accents of any script; a pile of them is drawn over the lines above. Unicode's own bound for a
# text that is to be shown is 30 (UAX 15, stream-safe); no spelling needs more than 8.
_ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"(?<=[{_ACCENTS}]{{8}})[{_ACCENTS}]+")
_BLANKS = re.compile(r"\s+")


def lines_of(text: str) -> list[str]:
    """The lines of a text, each made :func:`plain`.

    A soft hyphen at the end of a line is kept: it says that the line ends within a word.
    """
    lines = []
    for line in _LINE_ENDS.split(text):
        clean = plain(line)
        within_a_word = clean and line.rstrip().endswith(SOFT_HYPHEN)
        lines.append(clean + SOFT_HYPHEN if within_a_word else clean)
    return lines


def plain(line: str) -> str:
    """One line in composed letters with single blanks and nothing that a reader cannot see.

    Soft hyphens, zero-width characters and byte order marks go; control characters are shown.
    """
    line = _HIDDEN.sub("", _STRAY_JOINER.sub("", line))
    line = _DANGEROUS_IN_A_COPY.sub(_code, shown(line))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", line)).strip()


def shown(words: str) -> str:
    """Words in which characters that act, or cannot be shown, are signs that say which they are.

    Controls, half characters, codes that are no character, turns of the reading direction, and
    piles of accents; what spelling needs is kept.
    """
    words = _C0_OR_DELETE.sub(_picture, words)
    words = _DANGEROUS.sub(_code, words)
    return _PILE.sub(lambda found: f"‹{len(found[0])} accents›", words)


def _code(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code)
