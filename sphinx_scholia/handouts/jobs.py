"""From a handout to what is given to the compiler, and to its PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_scholia.handouts.destinations import led
from sphinx_scholia.handouts.setting import MAIN, MEASURE, NOTES, RUN, Job, MarginNote
from sphinx_scholia.handouts.writing import string
from sphinx_scholia.records import digest

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_scholia.handouts.frame import Handout, Reader
    from sphinx_scholia.handouts.measuring import Measured
    from sphinx_scholia.handouts.workshop import Workshop
    from sphinx_scholia.handouts.writing import Parts

logger = logging.getLogger(__name__)
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
    head = f'#import "{NOTES}": *\n{_shown(reader, handout)}'
    sources = {
        MAIN: f"{head}{body}#report\n",
        MEASURE: f"{head}#heights(notes)\n",
        NOTES: _notes(parts),
        **{RUN.format(n): f'#import "{NOTES}": *\n{run}' for n, run in enumerate(parts.runs, 1)},
    }
    look = handout.look
    set_in = f"{head}{look.measures()}"
    notes = [
        MarginNote(note, fields["number"], parts.homes[note], digest(f"{set_in}{fields}"))
        for note, fields in parts.notes.items()
        if look.where == "margin"
    ]
    return Job(sources, look, notes, parts.images, frozenset(parts.at_foot), first)


def _shown(reader: Reader, handout: Handout) -> str:
    """What is true of the whole handout."""
    config = reader.env.config
    language, _, region = (config.language or "en").partition("_")
    return (
        f"#show: handout.with(title: {string(handout.title)}, "
        f"author: {string(config.author)}, language: {string(language)}, "
        f"region: {string(region.lower()) if region else 'none'})\n"
    )


def _notes(parts: Parts) -> str:
    """The notes, for all runs of pages."""
    notes = "".join(
        f"{string(ident)}: ({', '.join(f'{k}: {v}' for k, v in fields.items())}),\n"
        for ident, fields in parts.notes.items()
    )
    return f'#import "handout.typ": *\n#let notes = kept(({notes or ":"}))\n'
