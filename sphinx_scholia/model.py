"""The words of the house as data: kinds, findings, skills, quotes and spans.

Pure Python: nothing here knows Sphinx or docutils.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Kind(Enum):
    """What a note does for its reader; told apart by letter, label and colour."""

    SOURCING = ("sourcing", "S")
    CONTEXT = ("context", "C")
    CLAIM_TO_CHECK = ("claim to check", "K")
    CONTESTED_WORDING = ("contested wording", "W")
    CORROBORATION = ("corroboration", "R")
    VOCABULARY = ("vocabulary", "V")
    WHAT_HAPPENED_NEXT = ("what happened next", "N")

    def __init__(self, label: str, letter: str) -> None:
        self.label = label
        self.letter = letter

    @classmethod
    def labelled(cls, label: str) -> Kind:
        """The kind with a label such as “claim to check”."""
        return next(kind for kind in cls if kind.label == label)

    @property
    def slug(self) -> str:
        """The label as a class name: ``claim-to-check``."""
        return self.label.replace(" ", "-")


class Finding(Enum):
    """What came of checking the words a note stands on."""

    SLIP = ("slip", "a slip")
    HOLDS = ("holds", "holds")
    DISPUTED = ("disputed", "disputed")
    UNKNOWN = ("unknown", "not known")

    def __init__(self, slug: str, label: str) -> None:
        self.slug = slug
        self.label = label

    @classmethod
    def named(cls, slug: str) -> Finding:
        """The finding that authors write as ``slug``."""
        return next(finding for finding in cls if finding.slug == slug)


class Stance(Enum):
    """What an article does with a claim; told apart by sign, word and colour."""

    ASSERTS = ("asserts", "●")
    REPORTS = ("reports", "◐")
    DISPUTES = ("disputes", "✕")
    SILENT = ("silent", "–")

    def __init__(self, label: str, sign: str) -> None:
        self.label = label
        self.sign = sign

    @classmethod
    def labelled(cls, label: str) -> Stance:
        """The stance that authors write as ``label``."""
        return next(stance for stance in cls if stance.label == label)


#: The four reading skills of the history classroom, and evaluation.
SKILLS = ("sourcing", "contextualisation", "corroboration", "close reading", "evaluation")

#: Level of a question -> the word shown for it.
LEVELS = {1: "core", 2: "stretch", 3: "extension"}

#: Which of its two wordings an article shows.
Wording = Literal["precis", "text"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a note hangs on: a W3C Web Annotation ``TextQuoteSelector``.

    Source: Web Annotation Data Model, section 4.2.4.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, ``[start, end)``, in one block of text."""

    start: int
    end: int

    def crosses(self, other: Span) -> bool:
        """Whether the two overlap without one lying inside the other."""
        first, second = sorted((self, other), key=lambda s: (s.start, -s.end))
        return first.start < second.start < first.end < second.end
