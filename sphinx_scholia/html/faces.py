"""Which of the typefaces a page needs, so that they can be asked for before it is painted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Loaded only where a reader has chosen it.
CHOSEN = "Lexend"
FOLDER = Path(__file__).parent / "faces"
RULE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
#: Words in italics: emphasis, titles of works, the lemma of a note, the question above an article.
ITALIC = re.compile(
    r'<(?:em|i|cite|p class="(?:lemma|claim-sentence)")[ >][^<]*'
    r'|<div class="central-question.*?</div>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a typeface, and the characters it is used for."""

    name: str
    family: str
    italic: bool
    ranges: tuple[range, ...]

    def has(self, characters: Iterable[str]) -> bool:
        """Whether any of the characters is shown in this face."""
        return any(ord(each) in span for each in characters for span in self.ranges)


@cache
def faces() -> tuple[Face, ...]:
    """The faces that the style sheet declares, in its order."""
    style = (FOLDER / "faces.css").read_text(encoding="utf-8")
    return tuple(_face(rule) for rule in RULE.findall(style))


def _face(rule: str) -> Face:
    values = dict(re.findall(r"^ *([\w-]+): (.*);$", rule, re.MULTILINE))
    ranges = (
        range(int(first, 16), int(last or first, 16) + 1)
        for first, last in RANGE.findall(values["unicode-range"])
    )
    name = re.search(r"fonts/(.+)\.woff2", values["src"])
    assert name, f"faces.css: no file in {values['src']}"
    family = values["font-family"].strip('"')
    return Face(name[1], family, values["font-style"] == "italic", tuple(ranges))


def faces_of(html: str) -> list[str]:
    """The names of the files that a page is set from, unless its reader has chosen otherwise."""
    upright, italic = set(html), set("".join(ITALIC.findall(html)))
    return [
        face.name
        for face in faces()
        if face.family != CHOSEN and face.has(italic if face.italic else upright)
    ]
