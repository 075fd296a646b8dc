"""The closed list of what the engine warns of, and the one door through which it does."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node

logger = logging.getLogger(__name__)


class Problem(Enum):
    """Kinds of warnings. ``suppress_warnings = ["scholia.text_differs"]`` silences one kind."""

    NOTES_FILE = "notes_file"
    """A file of notes holds something else than annotations and comments."""
    NOTES_UNUSED = "notes_unused"
    """A file of notes has no article of its name."""
    QUOTE_MISSING = "quote_missing"
    """The words a note hangs on are not in its passage."""
    QUOTE_AMBIGUOUS = "quote_ambiguous"
    """The words stand in the passage more than once, and nothing tells which is meant."""
    QUOTES_CROSS = "quotes_cross"
    """Two quotes overlap without one lying inside the other."""
    NOTE_ORDER = "note_order"
    """A note stands in its file before another that hangs on earlier words."""
    NOTE_PLACE = "note_place"
    """A note names a passage that the article does not have."""
    NAME_TWICE = "name_twice"
    """Two articles, notes or questions bear the same name."""
    FORM_TWICE = "form_twice"
    """A form is listed for two terms, so that a link could lead to either."""
    SEE_ALSO = "see_also"
    """A glossary entry points to a term that does not exist."""
    CONTENT = "content"
    """A note, term, event or card lacks what an editor asks of it (only with ``scholia_lint``)."""
    TEXT_DIFFERS = "text_differs"
    """A passage is not the one that the notes were written for."""
    TEXT_UNUSED = "text_unused"
    """A text has no article of its name."""
    INLINE_SCRIPT = "inline_script"
    """A page holds a script that its content-security policy does not let run."""
    UNSAFE = "unsafe"
    """A link would run something, or a picture would be fetched: it is shown as words."""
    CHARACTER = "character"
    """A character cannot be shown, or acts unseen: it is shown as a sign that says which it is."""
    UNKNOWN_NODE = "unknown_node"
    """A handout shows a node of a kind it does not know as its text."""


class ScholiaError(SphinxError):
    """Something without which nothing can be built; the last good build stays."""

    category = "Scholia"


def warn(problem: Problem, message: str, *, location: Node | str | tuple[str, int] | None) -> None:
    """Report a problem at a node, a ``path:line`` or a ``(docname, line)``."""
    logger.warning(message, location=location, type="scholia", subtype=problem.value)


@contextmanager
def ending_plainly() -> Iterator[None]:
    """End the build with one line for each problem that a :class:`ScholiaError` names.

    Not Sphinx's own way to end, which adds a trace and a plea to report it: its issue 14543.
    """
    try:
        yield
    except ScholiaError as error:
        for problem in str(error).splitlines():
            logger.error("%s", problem)
        raise SystemExit(2) from error
