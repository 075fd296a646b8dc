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
_DANGEROUS = re.compile(
    "[\x80-\x84\x86-\x9f"  # C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # change the reading direction unseen
    "\ud800-\udfff"  # half a character
    "\ufdd0-\ufdef"  # no characters at all, and so is the end of each plane
    + "".join(f"{chr(end - 1)}-{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
    + "]"
)
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
    line = _C0_OR_DELETE.sub(_picture, line)
    line = _DANGEROUS.sub(lambda found: f"‹U+{ord(found[0]):04X}›", line)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", line)).strip()


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code)
