"""Bringing a text in: from the file that a teacher has copied to clean, numbered passages."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from sphinx_scholia.texts.characters import lines_of
from sphinx_scholia.texts.decoding import decode
from sphinx_scholia.texts.endnotes import endnotes_of, with_marks
from sphinx_scholia.texts.fingerprint import fingerprint, fingerprints_path, read_fingerprints
from sphinx_scholia.texts.mending import Mender, check_mends
from sphinx_scholia.texts.model import Dropped, Endnote, Paragraph, Passage, Text, TextError
from sphinx_scholia.texts.paragraphs import paragraphs_of
from sphinx_scholia.texts.recipe import Recipe
from sphinx_scholia.texts.sorting import sort_out

_FEWEST_WORDS = 8
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", '"', "”", "’", "'", ")", "»", "]")


def bring_in(path: Path, recipe: Recipe) -> Text:
    """Read the copy of an article and make it a text.

    Raises :class:`TextError` for a file that is no text, and for a recipe that does not fit it.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror}); a text is a file called {recipe.slug}.txt"
        raise TextError(path, None, problem) from error
    paragraphs = paragraphs_of(lines_of(decode(raw, recipe, path)))
    found = sort_out(paragraphs, recipe)
    mender = Mender(recipe.mend)
    card = [mender.mend(paragraph) for paragraph in found.card]
    passages = [mender.mend(paragraph) for paragraph in found.passages]
    _check_count(passages, found.dropped, recipe, path)
    _check_numbers(len(passages), recipe)
    endnotes = [
        Endnote(note.number, mender.mend(note.paragraph))
        for note in endnotes_of(found.endnotes, recipe, path)
    ]
    everything = [*card, *passages, *(note.paragraph for note in endnotes)]
    check_mends(recipe, [paragraph.text for paragraph in everything])
    passages = with_marks(passages, recipe, path)
    return Text(
        slug=recipe.slug,
        card=tuple(card),
        passages=tuple(
            Passage(number, paragraph, number in recipe.continues)
            for number, paragraph in enumerate(passages, 1)
        ),
        headings=tuple(found.headings),
        endnotes=tuple(endnotes),
        dropped=tuple(found.dropped),
        abstract=recipe.abstract,
    )


def _check_numbers(passages: int, recipe: Recipe) -> None:
    """The passages that the recipe names by number have to be there."""
    lines = recipe.key_lines
    named = [("continues", number, 2, lines.get("continues")) for number in recipe.continues]
    named += [("headings", heading.before, 1, heading.line) for heading in recipe.headings]
    if recipe.abstract is not None:
        named.append(("abstract", recipe.abstract, 1, lines.get("abstract")))
    for key, number, least, line in named:
        if not least <= number <= passages:
            problem = f"'{key}' names ¶{number}; write a number from {least} to {passages}"
            raise recipe.error(problem, line)


def _check_count(
    passages: Sequence[Paragraph], dropped: Sequence[Dropped], recipe: Recipe, path: Path
) -> None:
    expected = recipe.passages
    if not passages:
        raise TextError(path, None, "has no passages: every line of it is dropped or on the card")
    if expected is None or len(passages) == expected:
        return
    line, suspicion = _against_recorded(passages, recipe) or _by_looks(passages, expected, dropped)
    problem = (
        f"has {len(passages)} passages, but {recipe.path.name} says {expected}; {suspicion}"
        f"if the copy is right, write passages = {len(passages)}"
    )
    raise TextError(path, line, problem)


def _against_recorded(
    passages: Sequence[Paragraph], recipe: Recipe
) -> tuple[int | None, str] | None:
    """The first passage that the recorded fingerprints do not know, or miss."""
    recorded = read_fingerprints(fingerprints_path(recipe.path))
    before = [recorded[key] for key in recorded if key.isdecimal()]
    now = [fingerprint(paragraph.text) for paragraph in passages]
    if not before:
        return None
    for _, old, old_end, new, new_end in SequenceMatcher(None, before, now, False).get_opcodes():
        if new_end - new > old_end - old:
            return passages[new].line, f"{_shown(passages[new])} looks new; "
        if new_end - new < old_end - old:
            return None, f"¶{old + 1} looks missing; "
    return None


def _by_looks(
    passages: Sequence[Paragraph], expected: int, dropped: Sequence[Dropped]
) -> tuple[int | None, str]:
    """The first passage that does not look like one, or the lines that may be passages."""
    if len(passages) > expected:
        for paragraph in passages:
            short = len(paragraph.text.split()) < _FEWEST_WORDS
            if short or not paragraph.text.endswith(_SENTENCE_ENDS):
                suspicion = f"{_shown(paragraph)} looks like none: name it in the recipe; "
                return paragraph.line, suspicion
        return None, ""
    lines = ", ".join(str(line.line) for line in dropped)
    return None, f"dropped lines are {lines}: name a passage among them in 'keep'; " * bool(lines)


def _shown(paragraph: Paragraph) -> str:
    return f"'{' '.join(paragraph.text.split()[:_FEWEST_WORDS])} …'"
