"""What a text is made of once it has been brought in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mark:
    """An endnote number that stood glued to a word; the text itself holds no number."""

    offset: int
    """Position in the paragraph's text after which the mark stands."""
    number: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clean words on one line, without control characters."""

    text: str
    line: int
    """Line of the supplied file where the paragraph starts, counted from 1."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph of the article."""

    number: int
    paragraph: Paragraph
    continues: bool = False
    """Whether it goes on from the passage before: the copy broke one paragraph in two."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article, or a label of ours where a heading was lost."""

    before: int
    """Number of the passage it stands before."""
    text: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Endnote:
    """A note at the end of the article, without its number."""

    number: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the copy that is not part of the article."""

    line: int
    text: str
    why: str
    """The recipe's reason, or what the rule saw: ``navigation``, ``repeats ¶7``."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it was brought in from a teacher's copy."""

    slug: str
    card: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    endnotes: tuple[Endnote, ...]
    dropped: tuple[Dropped, ...]
    abstract: int | None
    """Number of the passage that is the abstract."""


class TextError(Exception):
    """A text or a recipe that cannot be used; says where, what is wrong and what to write."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        """``path:line: what is wrong; what to write instead``."""
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{where}: {self.problem}"
