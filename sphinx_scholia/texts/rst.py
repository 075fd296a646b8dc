"""Writing a text as reStructuredText that a person can read, and in which its words cannot act."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from sphinx_scholia.texts.model import Heading, Paragraph, Text

_WIDTH = 79
_INDENT = "   "

# Characters that begin or end inline markup wherever they stand, and an underscore that could
# end a reference.
_MARKUP = re.compile(r"[\\*`|]|_(?![^\W_])")
# A colon that could end the scheme of an address, and the sign in an e-mail address. docutils links
# the schemes it knows, of which none is nearly so long; a word without an end takes no time.
_ADDRESS = re.compile(r"[a-zA-Z][\w.+-]{0,60}:(?=\S)|(?<=\S)@(?=\S)")
_LITERAL_BLOCK = re.compile(r"(?<=:):$")
_FIRST_LINE = re.compile(
    r"[-+*•‣⁃](?= |$)"  # bullet list
    r"|\(?(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)[.)](?= |$)"  # enumerated list
    r"|[-+/](?=[\w?-])"  # options, or a grid table
    r"|\.\.(?= |$)|>>>(?= |$)|:(?=\S)|=(?=[= ])"  # comment, doctest, field, simple table
)
_RULE = re.compile(r"([!-/:-@[-`{-~])\1*")  # under or over a section title
_ONE_BLANK = "\0"  # where a line may not end
_NOTHING = f"\\{_ONE_BLANK}"  # an escaped blank: sets a role off from the word it is glued to


def to_rst(text: Text) -> str:
    """The text as reStructuredText: card, headings and passages, endnotes, dropped lines."""
    return "\n\n".join(_blocks(text)) + "\n"


def _blocks(text: Text) -> Iterator[str]:
    yield (
        f".. Made from {text.slug}.txt by sphinx-scholia. "
        "Not to be edited, and not to be committed."
    )
    if text.card:
        yield _directive("card-text", "", [], [paragraph_to_rst(p) for p in text.card])
    for passage in text.passages:
        for heading in text.headings:
            if heading.before == passage.number:
                yield _heading(heading)
        flags = ["continues"] * passage.continues
        flags += ["abstract"] * (passage.number == text.abstract)
        body = [paragraph_to_rst(passage.paragraph)]
        yield _directive("passage", str(passage.number), flags, body)
    for note in text.endnotes:
        yield _directive("endnote", str(note.number), [], [paragraph_to_rst(note.paragraph)])
    for dropped in text.dropped:
        body = [paragraph_to_rst(Paragraph(dropped.text, dropped.line))]
        yield _directive("dropped", dropped.why, [f"line: {dropped.line}"], body)


def _heading(heading: Heading) -> str:
    words = escape(heading.text)
    return _directive("heading", words, ["ours"] * heading.ours, [])


def _directive(name: str, argument: str, options: Sequence[str], body: Sequence[str]) -> str:
    lines = [f".. {name}:: {argument}".rstrip()]
    for option in options:
        flag, _, value = option.partition(": ")
        lines.append(f"{_INDENT}:{flag}: {value}".rstrip())
    for paragraph in body:
        lines += ["", textwrap.indent(paragraph, _INDENT)]
    return "\n".join(lines)


def paragraph_to_rst(paragraph: Paragraph) -> str:
    """A paragraph and its marks as wrapped reStructuredText, without an indent.

    Parsed by docutils, it gives the paragraph's very characters.
    """
    lines = textwrap.wrap(
        _with_marks(paragraph),
        _WIDTH - len(_INDENT),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(map(_no_rule, lines)).replace(_ONE_BLANK, " ")


def _with_marks(paragraph: Paragraph) -> str:
    characters = ["", *_escaped(paragraph.text)]
    for mark in paragraph.marks:
        if characters[mark.offset] == "_":  # which its mark parts from what makes it harmless
            characters[mark.offset] = r"\_"
        glued_to_next = paragraph.text[mark.offset : mark.offset + 1] not in ("", " ")
        role = f"{_NOTHING}:endnote:`{mark.number}`{_NOTHING * glued_to_next}"
        characters[mark.offset] += role
    return "".join(characters)


def _no_rule(line: str) -> str:
    """The line, made different from one that underlines a title."""
    return _NOTHING + line if _RULE.fullmatch(line) else line


def escape(words: str) -> str:
    """Words in which docutils finds nothing but words, as one line of reStructuredText."""
    return _no_rule("".join(_escaped(words))).replace(_ONE_BLANK, " ")


def _escaped(words: str) -> list[str]:
    """The characters, each with the backslash it needs."""
    places = {
        found.end() - 1
        for pattern in (_MARKUP, _ADDRESS, _LITERAL_BLOCK)
        for found in pattern.finditer(words)
    }
    if _FIRST_LINE.match(words):
        places.add(0)
    return [f"\\{c}" if place in places else c for place, c in enumerate(words)]
