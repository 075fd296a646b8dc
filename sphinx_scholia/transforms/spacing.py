"""§ and ¶ stay on the line of their number, and both ends of “¶1–6” on one line.

Authors write them as they come; Unicode line breaking (UAX #14) would part them at a blank, and
behind the dash of a range.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from typing import Any

NO_BREAK_SPACE, WORD_JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
SIGN = "[§¶]+"
BLANK = re.compile(rf"({SIGN})[ \n]+(?=n?\d)")
#: “¶1–6”, “¶15–¶16”, “§§ 3-4”
RANGE = re.compile(rf"({SIGN}{NO_BREAK_SPACE}?n?\d+[–-])(?=(?:{SIGN}{NO_BREAK_SPACE}?)?n?\d)")
#: as it stands is what these mean
LITERAL = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw, nodes.comment)


def keep_together(text: str) -> str:
    """A text whose signs cannot be parted from their numbers."""
    return RANGE.sub(rf"\1{WORD_JOINER}", BLANK.sub(rf"\1{NO_BREAK_SPACE}", text))


class KeepSignsWithNumbers(SphinxPostTransform):
    """For pages and handouts; in other formats lines end where their readers put them."""

    formats = ("html", "typst")
    # when all references have their words
    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            kept = keep_together(text)
            if kept != text and not isinstance(text.parent, LITERAL):
                text.parent.replace(text, nodes.Text(kept))
