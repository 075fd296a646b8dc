"""From a handout to what is given to the compiler, and to its PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_scholia.handouts.destinations import led
from sphinx_scholia.handouts.setting import MAIN, RUN, Job, Measured
from sphinx_scholia.handouts.writing import string

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_scholia.handouts.frame import Handout, Reader
    from sphinx_scholia.handouts.workshop import Workshop
    from sphinx_scholia.handouts.writing import Parts

logger = logging.getLogger(__name__)
#: Name of the file from which all others have the notes.
NOTES = "notes.typ"
#: Tells that a handout is being set; not called for one that is there.
Say = Callable[[], None]


def set_handout(
    reader: Reader, handout: Handout, workshop: Workshop, target: Path, say: Say
) -> int:
    """Set a handout, unless it is there as it would be set now, and return how many pages it has.

    Raises :class:`~sphinx_scholia.handouts.setting.TypesettingError`.
    """
    job = job_of(reader, handout, *reader.manuscripts.written(handout))
    is_new = not workshop.is_ready(handout.name, job, target)
    if is_new:
        say()
    measured = workshop.measure(handout.name, job)
    finish = partial(led, spots=measured.spots(), address=reader.address)
    workshop.print(handout.name, job, measured.last, target, finish)
    if is_new:
        report_moved(measured)
    return measured.last


def report_moved(measured: Measured) -> None:
    """Name the notes for which there was no room on the page of their phrase."""
    if measured.moved:
        names = ", ".join(note.rpartition(":")[2] for note in measured.moved)
        logger.info("  not on the page of their phrase: %s", names)


def job_of(reader: Reader, handout: Handout, parts: Parts, body: str, first: int = 1) -> Job:
    """What to set, its first page having this number."""
    sources = {MAIN: _main(reader, handout, body), NOTES: _notes(parts)}
    for number, run in enumerate(parts.runs, 1):
        sources[RUN.format(number)] = f'#import "{NOTES}": *\n{run}'
    return Job(sources, handout.look, parts.images, frozenset(parts.at_foot), first)


def _main(reader: Reader, handout: Handout, body: str) -> str:
    """What is true of the whole handout, and its pages."""
    config = reader.env.config
    language, _, region = (config.language or "en").partition("_")
    return (
        f'#import "{NOTES}": *\n'
        f"#show: handout.with(title: {string(handout.title)}, "
        f"author: {string(config.author)}, language: {string(language)}, "
        f"region: {string(region.lower()) if region else 'none'})\n"
        f"{body}#report(notes)\n"
    )


def _notes(parts: Parts) -> str:
    """The notes, for all runs of pages."""
    notes = "".join(
        f"{string(ident)}: ({', '.join(f'{k}: {v}' for k, v in fields.items())}),\n"
        for ident, fields in parts.notes.items()
    )
    return f'#import "handout.typ": *\n#let notes = kept(({notes or ":"}))\n'
