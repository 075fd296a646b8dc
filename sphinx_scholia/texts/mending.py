"""Closing the breaks that a printed page has left in the words of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_scholia.texts.model import Paragraph, TextError
from sphinx_scholia.texts.paragraphs import SUSPENDED
from sphinx_scholia.texts.recipe import Mend, Recipe

_LETTER = r"[^\W\d_]"
_HYPHEN_AND_BLANK = re.compile(rf"(?<={_LETTER})([-\u2010\u2011]) (?={_LETTER})(?!{SUSPENDED})")
_DASH_AND_BLANK = re.compile(r"(?<=\S)(?:— | —)(?=\S)")


class Mender:
    """Mends the words that a recipe lists, and breaks that need no list."""

    def __init__(self, mends: Sequence[Mend]) -> None:
        self._right = {mend.broken: mend.right for mend in mends}
        longest_first = sorted(self._right, key=len, reverse=True)
        listed = "|".join(map(re.escape, longest_first))
        # A number may be glued to the end of a word: that is an endnote.
        self._listed = re.compile(rf"(?<!\w)(?:{listed})(?!{_LETTER})") if listed else None

    def mend(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with its words whole."""
        text = paragraph.text
        if self._listed:
            text = self._listed.sub(lambda found: self._right[found[0]], text)
        text = _HYPHEN_AND_BLANK.sub(r"\1", text)
        text = _DASH_AND_BLANK.sub("—", text)
        return Paragraph(text, paragraph.line)


def check_mends(recipe: Recipe, mended: Iterable[str]) -> None:
    """Raise :class:`TextError` for a mend whose words are nowhere in the text.

    A copy in which a word is whole already is as good, so the mended text is searched.
    """
    everything = "\n".join(mended)
    for mend in recipe.mend:
        if not re.search(rf"(?<!\w){re.escape(mend.right)}(?!{_LETTER})", everything):
            raise TextError(
                recipe.path,
                mend.line,
                f"neither '{mend.broken}' nor '{mend.right}' is in the text; "
                "copy the broken words from it, or take the line out",
            )
