"""Making the book: its parts are measured, set with the numbers of their pages, and bound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.binding import bind, headings
from sphinx_scholia.handouts.book import Row, front_matter, index_of_terms, parts_of_book
from sphinx_scholia.handouts.destinations import Spot
from sphinx_scholia.handouts.jobs import job_of, report_moved
from sphinx_scholia.handouts.manuscripts import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_scholia.handouts.book import Book
    from sphinx_scholia.handouts.frame import Handout, Reader
    from sphinx_scholia.handouts.jobs import Say
    from sphinx_scholia.handouts.measuring import Measured
    from sphinx_scholia.handouts.setting import Job
    from sphinx_scholia.handouts.workshop import Workshop
    from sphinx_scholia.handouts.writing import Parts

#: In the contents: titles of pages, and of what is directly below.
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book that has been measured."""

    name: str
    job: Job
    measured: Measured
    path: Path


@dataclass(slots=True)
class Bindery:
    """Where the parts of a book are set."""

    reader: Reader
    workshop: Workshop
    say: Say
    #: whether anything is not as it was last time
    is_new: bool = False

    def change(self) -> None:
        """Note that the book is not as it was, and tell so once."""
        if not self.is_new:
            self.say()
        self.is_new = True

    def measure(self, handout: Handout, parts: Parts, body: str, first: int) -> Part:
        """Measure a part whose first page has this number."""
        job = job_of(self.reader, handout, parts, body, first)
        path = self.workshop.folder / f"{handout.name}.pdf"
        if not self.workshop.knows(handout.name, job):
            self.change()
        return Part(handout.name, job, self.workshop.measure(handout.name, job), path)

    def print(self, part: Part, pages: int) -> None:
        """Set a part of a book that has so many numbered pages."""
        if self.workshop.print(part.name, part.job, pages, part.path):
            report_moved(part.measured)
            self.change()

    def front(self, book: Book, rows: list[Row]) -> Part:
        """What stands before the first numbered page; on two sides that is a right-hand one."""
        for filled in (False, True):
            handout = front_matter(self.reader, book.look, rows, filled=filled)
            part = self.measure(handout, *write(self.reader.env, handout), 1)
            if book.look.sides == "one" or part.measured.last % 2 == 0:
                break
        self.print(part, 0)
        return part


def set_book(reader: Reader, book: Book, workshop: Workshop, target: Path, say: Say) -> int:
    """Set the book, unless it is there as it would be set now, and return how many pages it has.

    Raises :class:`~sphinx_scholia.handouts.setting.TypesettingError`.
    """
    bindery = Bindery(reader, workshop, say)
    if not target.exists():
        bindery.change()
    parts = _measure_all(bindery, book)
    last = parts[-1].measured.last
    for part in parts:
        bindery.print(part, last)
    spots: dict[str, Spot] = {}
    rows = list(_contents(parts, spots))
    front = bindery.front(book, rows)
    before = front.measured.last
    for part in parts:
        spots |= part.measured.spots()
    if bindery.is_new:
        moved = {name: replace(spot, page=spot.page + before) for name, spot in spots.items()}
        starts = {part.path: before + part.job.first - 1 for part in parts}
        new = target.with_suffix(".new")
        new.write_bytes(bind({front.path: 0, **starts}, moved, reader.address, before))
        new.replace(target)
    return before + last


def _measure_all(bindery: Bindery, book: Book) -> list[Part]:
    """All numbered pages; the index comes last, since it names the numbers of the others."""
    reader = bindery.reader
    parts_of = parts_of_book(reader, book.look)
    written = [(each, *reader.manuscripts.written(each)) for each in parts_of]
    done: list[Part] = []
    first = 1
    uses: dict[str, list[int]] = {}
    entries: dict[str, int] = {}
    for handout, parts, body in written:
        if handout.recto and first % 2 == 0:
            first += 1
        done.append(bindery.measure(handout, parts, body, first))
        first = done[-1].measured.last + 1
        for name, pages in done[-1].measured.uses.items():
            uses.setdefault(name, []).extend(pages)
        entries |= {name: page for name, (page, _, _) in done[-1].measured.anchors.items()}
    if scholia_domain(reader.env).index().terms:
        index = index_of_terms(reader, book.look, uses, entries)
        done.append(bindery.measure(index, *write(reader.env, index), first))
    return done


def _contents(parts: list[Part], spots: dict[str, Spot]) -> Iterator[Row]:
    """The lines of the contents, whose places are added to those of the book."""
    for part in parts:
        for number, heading in enumerate(headings(part.path)):
            if heading.level > DEPTH:
                continue
            name = f"{part.name} {number}"
            page = part.job.first + heading.spot.page
            spots[name] = Spot(page - 1, heading.spot.x, heading.spot.y)
            yield Row(heading.level, heading.title, page, name)
