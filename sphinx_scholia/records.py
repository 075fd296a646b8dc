"""What the domain remembers of each page: plain, picklable data, never nodes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_scholia.lexicon import Form
    from sphinx_scholia.model import Wording


def digest(content: str | bytes) -> str:
    """A few letters by which a change of some content is seen."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article, the short name by which others refer to it, and the wording it is shown in."""

    slug: str
    short: str
    location: str
    wording: Wording = "precis"
    passages: int = 0
    endnotes: int = 0
    #: when it was written, in the Extended Date/Time Format
    written: str = ""
    #: how many words its own text has, where it is at hand; else as the author has counted
    words: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it was read; how it reads and where it leads may change without its page."""

    kind: str
    target: str
    #: the article that a reader has in mind there
    here: str
    #: whether its words are the author's own
    explicit: bool


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note that has found its place: on words, or on its passage as a whole."""

    slug: str
    name: str
    #: the passage ("7"), endnote ("n5") or "card" that it stands on
    place: str
    anchor: str
    number: int
    kind: str
    finding: str
    #: a digest, by which a listing of notes sees that one has changed
    content: str
    references: tuple[Reference, ...]
    on_words: bool
    location: str


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A discussion question."""

    slug: str
    name: str
    anchor: str
    number: int
    skill: str
    level: int
    location: str


@dataclass(frozen=True, slots=True)
class StanceRecord:
    """What one article does with a claim, and in which passages."""

    slug: str
    stance: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim and all stances on it."""

    name: str
    anchor: str
    sentence: str
    stances: tuple[StanceRecord, ...]
    #: the title of the section that it stands in
    section: str
    location: str


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event; ``when`` is in the Extended Date/Time Format, ``passages`` are ``slug/place``."""

    name: str
    anchor: str
    when: str
    title: str
    passages: tuple[str, ...]
    location: str


@dataclass(frozen=True, slots=True)
class NamesRecord:
    """The rows of a table of names, and the forms that each row counts."""

    rows: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A glossary entry: its headword, the id it can be linked to by, and all its forms."""

    headword: str
    anchor: str
    forms: tuple[Form, ...]
    see_also: tuple[str, ...]
    #: a digest of the definition, by which pages that hold it see that it has changed
    content: str
    references: tuple[Reference, ...]
    location: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Blocks of running text in which the first use of each term becomes a link.

    ``blocks`` maps the key of each block's node to its text; ``own`` is the
    headword of the term that the text defines, which is not linked to itself.
    """

    blocks: dict[str, str]
    own: str = ""
    #: whether these are the bodies of notes, which listings show on other pages
    notes: bool = False


@dataclass(frozen=True, slots=True)
class TermLink:
    """A link to put into a block: the characters it covers, and the headword it leads to."""

    start: int
    end: int
    headword: str


@dataclass(slots=True)
class PageRecord:
    """Everything remembered of one page."""

    article: ArticleRecord | None = None
    #: names of its passages and endnotes ("7", "n5") and the card -> anchor
    anchors: dict[str, str] = field(default_factory=dict)
    notes: list[NoteRecord] = field(default_factory=list)
    questions: list[QuestionRecord] = field(default_factory=list)
    terms: list[TermRecord] = field(default_factory=list)
    claims: list[ClaimRecord] = field(default_factory=list)
    events: list[EventRecord] = field(default_factory=list)
    names: list[NamesRecord] = field(default_factory=list)
    #: how many words of notes it has to one of its passages
    density: float = 0.0
    #: how many drawings it has
    drawings: int = 0
    #: kinds of listings on the page
    listings: list[str] = field(default_factory=list)
    #: to articles, passages, terms and so on, as its author wrote them
    references: tuple[Reference, ...] = ()
    #: of its notes and definitions, the years of schooling each needs; only for lint
    grades: list[float] = field(default_factory=list)
    #: place -> the article's own words, where they are at hand
    texts: dict[str, str] = field(default_factory=dict)
    streams: list[Stream] = field(default_factory=list)
    #: key of a block -> the links in it; derived from the streams and all terms
    links: dict[str, list[TermLink]] = field(default_factory=dict)
    #: all forms of terms when the links were found
    linked_by: tuple[Form, ...] | None = None
    #: the files that were there when the page was read: its text, its notes, its recipe
    had: tuple[bool, bool, bool] = (False, False, False)
