"""Binding PDFs that were set one by one into a book: one outline, one tree of tags, links across.

A tagged PDF knows its content by marks on each page, and finds their place in the tree by numbers
(ISO 32000-1, 14.7.4.4). Each part counts these from 0; in the book each goes on where the one
before has ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, OutlineItem, String

from sphinx_scholia.handouts.destinations import (
    Spot,
    destination,
    height,
    lead,
    listed,
    saved,
    width,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a part's outline; the highest have level 1, pages count from 0 in the part."""

    level: int
    title: str
    spot: Spot


def headings(path: Path) -> list[Heading]:
    """The outline of a PDF, in order."""
    with pikepdf.open(path) as pdf:
        return _headings(pdf)


def _headings(pdf: pikepdf.Pdf) -> list[Heading]:
    pages = {page.obj.objgen: (number, page) for number, page in enumerate(pdf.pages)}

    def walk(items: Sequence[OutlineItem], level: int) -> Iterator[Heading]:
        for item in items:
            assert isinstance(item.destination, Array)
            target, _, x, y, *_ = item.destination
            number, page = pages[target.objgen]
            spot = Spot(number, float(x), height(page) - float(y))
            yield Heading(level, item.title, spot)
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 1))


def bind(parts: Mapping[Path, int], spots: Mapping[str, Spot], address: str, front: int) -> bytes:
    """One PDF of all parts, with links to ``spots`` in it, or to the reader's ``address``.

    Each part is given with the place of its first page, counted from 0; there may be empty pages
    before it. The first ``front`` pages are numbered with Roman numerals, as is usual before the
    text begins.
    """
    # what is copied from a part is read from it when the book is written
    with ExitStack() as opened:
        book = _Book(front)
        for number, (path, start) in enumerate(parts.items()):
            book.fill_up(start)
            book.add(opened.enter_context(pikepdf.open(path)), f"{number}.")
        book.finish()
        lead(book.pdf, spots, address)
        return saved(book.pdf)


class _Book:
    """A PDF to which parts are added."""

    def __init__(self, front: int) -> None:
        self.pdf = pikepdf.new()
        self.front = front
        self._tree = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(), ParentTreeNextKey=0)
        )
        self._document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree, K=Array())
        )
        self._tree.K = Array([self._document])
        self._parents = NumberTree.new(self.pdf)
        self._identified: dict[str, Object] = {}
        self._headings: list[Heading] = []

    def fill_up(self, count: int) -> None:
        """Let there be so many pages, the last of them empty."""
        while len(self.pdf.pages) < count:
            before = self.pdf.pages[-1]
            self.pdf.add_blank_page(page_size=(width(before), height(before)))

    def add(self, part: pikepdf.Pdf, prefix: str) -> None:
        """Add the pages of a part and its tags; names in it are told apart by a prefix."""
        start = len(self.pdf.pages)
        if not start:
            self._describe(part)
        self._headings += [
            replace(each, spot=replace(each.spot, page=each.spot.page + start))
            for each in _headings(part)
        ]
        self.pdf.pages.extend(part.pages)
        tree = self.pdf.copy_foreign(part.Root.StructTreeRoot)
        self._number(start, tree)
        for role, standard in tree.RoleMap.items():
            self._tree.RoleMap[role] = standard
        children = tree.K[0].K
        for element in children:
            element.P = self._document
            self._document.K.append(element)
        if "/IDTree" in tree:
            for element in _elements(children):
                _rename(element, prefix)
                if "/ID" in element:
                    self._identified[str(element.ID)] = element

    def _describe(self, first: pikepdf.Pdf) -> None:
        """What the book says of itself is what its first part says."""
        root = self.pdf.Root
        root.Lang, root.StructTreeRoot = first.Root.Lang, self._tree
        root.MarkInfo, root.ViewerPreferences = (
            Dictionary(Marked=True),
            Dictionary(DisplayDocTitle=True),
        )
        root.Metadata = self.pdf.copy_foreign(first.Root.Metadata)
        self.pdf.trailer.Info = self.pdf.copy_foreign(first.trailer.Info)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            # of the first part: its number of pages, and which document it is
            for name in ("xmpTPg:NPages", "xmpMM:InstanceID", "xmpMM:DocumentID"):
                about.pop(name, None)
        roman, arabic = Dictionary(S=Name.r), Dictionary(S=Name.D)
        root.PageLabels = Dictionary(Nums=Array([0, roman, self.front, arabic]))

    def _number(self, start: int, tree: Object) -> None:
        """Let the marks of the last pages count from where those before have ended."""
        first = int(self._tree.ParentTreeNextKey)
        for page in list(self.pdf.pages)[start:]:
            for each in (page.obj, *listed(page.obj, "/Annots")):
                for name in ("/StructParents", "/StructParent"):
                    if name in each:
                        each[name] = int(each[name]) + first
        for number, elements in NumberTree(tree.ParentTree).items():
            self._parents[int(number) + first] = elements
        self._tree.ParentTreeNextKey = first + int(tree.ParentTreeNextKey)

    def finish(self) -> None:
        """Write what is known only when all parts are there."""
        self._tree.ParentTree = self._parents.obj
        names = sorted(self._identified)
        pairs = [each for name in names for each in (String(name), self._identified[name])]
        self._tree.IDTree = Dictionary(Names=Array(pairs))
        pages = list(self.pdf.pages)
        with self.pdf.open_outline() as outline:
            above = [outline.root]
            for each in self._headings:
                item = OutlineItem(each.title, destination(pages[each.spot.page], each.spot))
                item.is_closed = True
                del above[each.level :]
                above[-1].append(item)
                above.append(item.children)


def _elements(children: Object) -> Iterator[Object]:
    """All elements of a tree of tags."""
    waiting = list(children)
    while waiting:
        each = waiting.pop()
        if isinstance(each, Dictionary) and "/S" in each:
            yield each
            waiting += listed(each, "/K")


def _rename(element: Object, prefix: str) -> None:
    """Make an element's name, and those of others that it gives, the only ones of their kind."""
    if "/ID" in element:
        element.ID = String(prefix + str(element.ID))
    for each in listed(element, "/A"):
        if "/Headers" in each:
            each.Headers = Array([String(prefix + str(name)) for name in each.Headers])
