"""Finding terms in running text: all forms in one pass, longest first, whole words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sphinx_scholia.model import Span


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a term, and the id of the term it leads to."""

    text: str
    term: str


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term standing in a text."""

    span: Span
    term: str


@dataclass(frozen=True)
class Lexicon:
    """All forms of all terms, ready to be looked for.

    A form with a capital letter is matched as it is written; one without may
    also begin a sentence (“enclave” finds “Enclave”). Blanks match any run of
    blanks, a hyphen any hyphen or en dash, a straight apostrophe a curly one.
    """

    forms: tuple[Form, ...]

    @cached_property
    def _terms(self) -> dict[str, str]:
        """What is found -> its term; as it is written comes before what begins a sentence."""
        written = {_plain(form.text): form.term for form in self.forms}
        for form in self.forms:
            written.setdefault(_plain(_capital(form.text) + form.text[1:]), form.term)
        return written

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted({form.text for form in self.forms}, key=lambda f: (-len(f), f))
        # \b would split “Mt.” or “Nikol?”; these two mean “no word goes on here”
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_variants, longest_first))})(?!\w)")

    def scan(self, text: str) -> Iterator[TermMatch]:
        """Every term in ``text``, from left to right, none overlapping."""
        if not self.forms:
            return
        for match in self._pattern.finditer(text):
            yield TermMatch(Span(*match.span()), self._terms[_plain(match.group())])

    def first_uses(
        self, blocks: Iterable[str], excluding: Collection[str] = ()
    ) -> Iterator[tuple[int, TermMatch]]:
        """The first use of each term in a run of blocks, as (index of the block, match)."""
        seen = set(excluding)
        for index, text in enumerate(blocks):
            for match in self.scan(text):
                if match.term not in seen:
                    seen.add(match.term)
                    yield index, match


_ALIKE = {"-": "[-‐‑–]", "'": "['’]", "’": "['’]", " ": r"\s+"}


def _variants(form: str) -> str:
    """The pattern of a form: typographic variants, and a capital at a sentence's start."""
    pattern = "".join(_ALIKE.get(char, re.escape(char)) for char in form)
    if (capital := _capital(form)) != form[0]:
        return f"[{form[0]}{capital}]{pattern[len(re.escape(form[0])) :]}"
    return pattern


def _capital(form: str) -> str:
    """The letter that a form has at the start of a sentence; “ß” has none, and “ı” has “I”."""
    upper = form[0].upper()
    return upper if form == form.lower() and len(upper) == 1 else form[0]


def _plain(text: str) -> str:
    """A form, or a stretch of text that it matches, without typographic variants."""
    return re.sub(r"\s+", " ", re.sub("[‐‑–]", "-", text.replace("’", "'")))


def same_form(text: str) -> str:
    """What two forms have in common that could be taken for each other."""
    plain = _plain(text)
    return plain[0].lower() + plain[1:]
