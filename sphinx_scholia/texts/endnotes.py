"""Endnotes: their numbers, glued to words of the passages, and the notes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_scholia.texts.model import Endnote, Mark, Paragraph, TextError
from sphinx_scholia.texts.paragraphs import join_lines
from sphinx_scholia.texts.recipe import Recipe

_NUMBER = re.compile(r"(?<!\d)[1-9]\d*(?!\d)")
_GOES_ON = re.compile(r"[\w%]|[.,:/–-]\d")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_YEAR = re.compile(r"(?<!\d)\d{4}$")
_CLOSING = "”’»›\"')]"
_STOPS = ".!?…"


@dataclass(frozen=True, slots=True)
class _Found:
    """A number that may be an endnote's, with the marks before it."""

    number: int
    passage: int
    """Index of the passage."""
    start: int
    end: int
    doubt: int
    """How unlike an endnote's number this and the numbers before it look, taken together."""
    before: _Found | None


def with_marks(passages: Sequence[Paragraph], recipe: Recipe, path: Path) -> list[Paragraph]:
    """Take the numbers of the endnotes out of the passages and keep where they stood.

    Years, decimals and sums look like such numbers, too; so all endnotes have to be found, in
    their order, and of all ways to find them the least doubtful is taken.  Raises
    :class:`TextError` (at ``path``) that names the first number that is missing.
    """
    chains: dict[int, _Found] = {}
    for index, paragraph in enumerate(passages):
        for number, start, end, doubt in _candidates(paragraph.text):
            before = chains.get(number - 1)
            if number > recipe.endnotes or (number > 1 and before is None):
                continue
            doubt += before.doubt if before else 0
            if number not in chains or doubt < chains[number].doubt:
                chains[number] = _Found(number, index, start, end, doubt, before)
    missing = next((n for n in range(1, recipe.endnotes + 1) if n not in chains), None)
    if missing is not None:
        raise _missing_mark(missing, chains.get(missing - 1), passages, recipe, path)
    found: dict[int, list[_Found]] = {}
    last = chains.get(recipe.endnotes)
    while last:
        found.setdefault(last.passage, []).insert(0, last)
        last = last.before
    return [_take_out(paragraph, found.get(i, [])) for i, paragraph in enumerate(passages)]


def _candidates(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Numbers glued to what stands before them: number, start, end and doubt."""
    for match in _NUMBER.finditer(text):
        doubt = _doubt(text[: match.start()], text[match.end() :])
        if doubt is not None:
            yield int(match[0]), match.start(), match.end(), doubt


def _doubt(before: str, after: str) -> int | None:
    """How unlike an endnote's number a number looks between these; None if it cannot be one."""
    last = before[-1:]
    if not last or _GOES_ON.match(after):
        return None
    if last.isalpha():
        word = _LAST_WORD.search(before)
        one_letter = word is not None and len(word[0]) == 1  # as in "G20"
        return None if one_letter else 1 if last.islower() else 2
    last_but_one = before[-2:-1]
    if not last_but_one.strip():
        return None
    sentence_goes_on = after[:1] == " " and after[1:2].islower()
    if last in _STOPS:
        if last_but_one.isdigit():  # "in 2020.21 The" against "76.92 percent"
            return None if sentence_goes_on else 0
        return 2 if sentence_goes_on else 0
    if last in ",;:":
        if last_but_one.isdigit():
            return 2 if last != ":" and _YEAR.search(before[:-1]) else None
        return 0
    return 0 if last in _CLOSING else None


def _missing_mark(
    missing: int, before: _Found | None, passages: Sequence[Paragraph], recipe: Recipe, path: Path
) -> TextError:
    if before is None:
        return TextError(
            path,
            None,
            "no number 1 is glued to a word, where the first endnote would be called; "
            f"put the numbers back, or take 'endnotes' out of {recipe.path.name}",
        )
    paragraph = passages[before.passage]
    words = " ".join(paragraph.text[: before.end].split(" ")[-3:])
    return TextError(
        path,
        paragraph.line,
        f"the number of endnote {missing} of {recipe.endnotes} is missing: endnote {before.number} "
        f"is called in ¶{before.passage + 1} ('… {words}'), and no {missing} is glued to a word "
        f"after it; put the number back, or correct 'endnotes' in {recipe.path.name}",
    )


def _take_out(paragraph: Paragraph, found: Sequence[_Found]) -> Paragraph:
    text = ""
    marks = []
    start = 0
    for number in found:
        text += paragraph.text[start : number.start]
        marks.append(Mark(len(text), number.number))
        start = number.end
    return Paragraph(text + paragraph.text[start:], paragraph.line, tuple(marks))


def endnotes_of(lines: Sequence[Paragraph], recipe: Recipe, path: Path) -> list[Endnote]:
    """Put the lines of the notes together to endnotes.

    A line that starts with the next number begins a note; any other goes on with the one before.
    Raises :class:`TextError` that names the first note that is missing.
    """
    notes: list[tuple[int, list[str]]] = []
    for paragraph in lines:
        opening = _opening(len(notes) + 1).match(paragraph.text)
        if opening and len(notes) == recipe.endnotes:
            raise TextError(
                path,
                paragraph.line,
                f"a line starts with {len(notes) + 1}, but {recipe.path.name} says that there are "
                f"{recipe.endnotes} endnotes; write endnotes = {len(notes) + 1}",
            )
        if opening:
            notes.append((paragraph.line, [paragraph.text[opening.end() :]]))
        elif notes:
            notes[-1][1].append(paragraph.text)
        else:
            start = recipe.endnotes_start
            problem = "'endnotes_start' names a line that does not start with 1; name note 1"
            raise recipe.error(problem, start.line if start else None)
    if len(notes) < recipe.endnotes:
        raise _missing_note(notes, recipe, path)
    return [
        Endnote(number, Paragraph(join_lines(texts), line))
        for number, (line, texts) in enumerate(notes, 1)
    ]


def _opening(number: int) -> re.Pattern[str]:
    """What a line starts with that begins the note of this number."""
    return re.compile(rf"[\[(]?{number}(?:[.,:)\]]*(?: |$)|[.:)\]]*(?=[^\W\d]|[“‘\"'`]))")


def _missing_note(notes: list[tuple[int, list[str]]], recipe: Recipe, path: Path) -> TextError:
    line = notes[-1][0] if notes else None
    return TextError(
        path,
        line,
        f"endnote {len(notes) + 1} of {recipe.endnotes} is missing: after note {len(notes)} no "
        f"line starts with {len(notes) + 1}; start its line with its number, or correct "
        f"'endnotes' in {recipe.path.name}",
    )
