"""What each paragraph of a copy is: card, passage, heading, endnote or noise."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sphinx_scholia.folding import fold
from sphinx_scholia.texts.model import Dropped, Heading, Paragraph, TextError
from sphinx_scholia.texts.noise import NAVIGATION, find_repeats, is_navigation, noise_by_rule
from sphinx_scholia.texts.recipe import HeadingEntry, LineEntry, Recipe

_SHOWN_WORDS = 8


@dataclass(slots=True)
class Sorted:
    """The paragraphs of a copy, each in its place and still as they were copied."""

    card: list[Paragraph] = field(default_factory=list)
    passages: list[Paragraph] = field(default_factory=list)
    endnotes: list[Paragraph] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Named:
    """What the recipe says a paragraph is."""

    kind: str
    entry: LineEntry | HeadingEntry


def sort_out(paragraphs: Sequence[Paragraph], recipe: Recipe) -> Sorted:
    """Give every paragraph of a copy its place; none is left over.

    Raises :class:`TextError` for an entry of the recipe that names no line, or more than one.
    """
    repeats = find_repeats(paragraphs)
    named = _named_by(recipe, paragraphs, repeats)
    start = next((i for i, name in named.items() if name.kind == "endnotes"), len(paragraphs))
    result = Sorted()
    repeated: list[tuple[int, int]] = []
    passage_of: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        name = named.get(index)
        if name is None and index in repeats and index < start:
            repeated.append((index, repeats[index]))
            continue
        why = _why_dropped(paragraph, name, index > start)
        if why:
            result.dropped.append(Dropped(paragraph.line, paragraph.text, why))
        elif name and name.kind == "card":
            result.card.append(paragraph)
        elif name and isinstance(name.entry, HeadingEntry):
            result.headings.append(_heading(name.entry, paragraph, recipe, len(passage_of) + 1))
        elif index >= start:
            result.endnotes.append(paragraph)
        else:
            result.passages.append(paragraph)
            passage_of[index] = len(result.passages)
    for index, original in repeated:
        why = f"repeats {_place(passage_of.get(original), named.get(original))}"
        result.dropped.append(Dropped(paragraphs[index].line, paragraphs[index].text, why))
    result.dropped.sort(key=lambda dropped: dropped.line)
    result.headings = _with_ours(result.headings, recipe)
    return result


def _why_dropped(paragraph: Paragraph, name: _Named | None, among_endnotes: bool) -> str | None:
    if name:
        return name.entry.why if isinstance(name.entry, LineEntry) and name.kind == "drop" else None
    if among_endnotes:  # a note may well end with the name of an agency
        return NAVIGATION if is_navigation(paragraph.text) else None
    return noise_by_rule(paragraph.text)


def _place(passage: int | None, name: _Named | None) -> str:
    if passage:
        return f"¶{passage}"
    kind = name.kind if name else ""
    return {"card": "the card", "heading": "a heading"}.get(kind, "another line")


def _heading(entry: HeadingEntry, paragraph: Paragraph, recipe: Recipe, before: int) -> Heading:
    if entry.before != before:
        raise recipe.error(
            f"the heading '{entry.text}' stands before ¶{before} (line {paragraph.line} of the "
            f"text), not before ¶{entry.before}; write before = {before}",
            entry.line,
        )
    return Heading(before, paragraph.text, ours=False)


def _with_ours(headings: list[Heading], recipe: Recipe) -> list[Heading]:
    ours = [Heading(entry.before, entry.text, True) for entry in recipe.headings if entry.ours]
    return sorted([*headings, *ours], key=lambda heading: heading.before)


def _named_by(
    recipe: Recipe, paragraphs: Sequence[Paragraph], repeats: dict[int, int]
) -> dict[int, _Named]:
    """The paragraphs that the recipe names, by their index."""
    finder = _Finder(recipe, paragraphs, repeats)
    named: dict[int, _Named] = {}
    entries: list[tuple[str, LineEntry | HeadingEntry]] = [
        *(("keep", entry) for entry in recipe.keep),
        *(("drop", entry) for entry in recipe.drop),
        *(("card", entry) for entry in recipe.card),
        *(("heading", entry) for entry in recipe.headings if not entry.ours),
    ]
    if recipe.endnotes_start:
        entries.append(("endnotes", recipe.endnotes_start))
    for kind, entry in entries:
        for index in finder.find(entry):
            if index in named:
                raise recipe.error(
                    f"line {paragraphs[index].line} of the text ({_start_of(paragraphs[index])}) "
                    f"is named in line {named[index].entry.line} already; take one of them out",
                    entry.line,
                )
            named[index] = _Named(kind, entry)
    return named


class _Finder:
    """Finds the paragraphs that entries of a recipe name."""

    def __init__(
        self, recipe: Recipe, paragraphs: Sequence[Paragraph], repeats: dict[int, int]
    ) -> None:
        self._recipe = recipe
        self._paragraphs = paragraphs
        self._repeats = repeats
        self._folded = [fold(paragraph.text)[0] for paragraph in paragraphs]

    def find(self, entry: LineEntry | HeadingEntry) -> list[int]:
        """The indexes of the paragraphs that an entry names: one, or all it is meant for."""
        words = fold(entry.words if isinstance(entry, LineEntry) else entry.text)[0]
        every = isinstance(entry, LineEntry) and entry.every
        found = self._where(lambda line: _begins(line, words))
        if not found:
            raise self._not_found(words, entry.line)
        if every or len(found) == 1:
            return found
        for narrower in (
            [index for index in found if self._folded[index] == words],
            [index for index in found if index not in self._repeats],
        ):
            if len(narrower) == 1:
                return narrower
        lines = ", ".join(str(self._paragraphs[index].line) for index in found)
        raise self._recipe.error(
            f"'{words}' begins more than one line of the text ({lines}); write more of its words"
            + (f', or {{ every = "{words}" }} for all' if isinstance(entry, LineEntry) else ""),
            entry.line,
        )

    def _where(self, holds: Callable[[str], bool]) -> list[int]:
        return [index for index, line in enumerate(self._folded) if holds(line)]

    def _not_found(self, words: str, line: int) -> TextError:
        beginnings = {text[: len(words)]: index for index, text in enumerate(self._folded)}
        near = difflib.get_close_matches(words, beginnings, 1, 0.5)
        hint = "no line is like it"
        if near:
            nearest = self._paragraphs[beginnings[near[0]]]
            hint = f"the nearest is line {nearest.line}, {_start_of(nearest)}"
        problem = (
            f"no line of the text begins with '{words}' ({hint}); "
            "write the first words of a line of the text, or take the entry out"
        )
        return self._recipe.error(problem, line)


def _begins(line: str, words: str) -> bool:
    """Whether a line starts with these words, none of them cut."""
    if not line.startswith(words):
        return False
    return not (line[len(words) : len(words) + 1].isalnum() and words[-1].isalnum())


def _start_of(paragraph: Paragraph) -> str:
    words = paragraph.text.split(" ")
    return f"'{' '.join(words[:_SHOWN_WORDS])}{' …' if len(words) > _SHOWN_WORDS else ''}'"
