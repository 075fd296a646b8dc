"""Links in a PDF to places of the reader, which are found when the PDF is made.

The compiler is told their names only, as addresses that begin with :data:`NAMED`. To find each
place took it longer than to set the words; and so the same words are the same to it wherever they
are printed, and are set once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

#: The address of a link to a place of the reader, as far as its name.
NAMED = "place:"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a PDF: its page, counted from 0, and where on it, in points from its top left."""

    page: int
    x: float
    y: float


def online(address: str, place: str) -> str:
    """The address on the web of a place, ``page:id`` or ``page:``, below that of the reader."""
    docname, _, ident = place.partition(":")
    return f"{address}/{docname}.html" + (f"#{ident}" if ident else "")


def led(document: bytes, spots: Mapping[str, Spot], address: str) -> bytes:
    """A PDF the links of which lead to where places are: see :func:`lead`."""
    with pikepdf.open(BytesIO(document)) as pdf:
        # that tags are suspect is not said either way: poppler takes the word for a mistake
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        lead(pdf, spots, address)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """The same bytes for the same content."""
    made = BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    # of PDF 1.7, by which PDF/UA-1 goes
    pdf.save(made, min_version="1.7", deterministic_id=True, object_stream_mode=streams)
    return made.getvalue()


def lead(pdf: Pdf, spots: Mapping[str, Spot], address: str) -> None:
    """Let links lead to ``spots``, to the reader's address for other places, or not be links."""
    pages = list(pdf.pages)
    labels = [page.label for page in pages]
    elements = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pages:
        annotations = listed(page.obj, "/Annots")
        for link in annotations:
            # the compiler writes addresses as they are, not as PDF's own strings
            uri = bytes(link.A.URI).decode() if "/A" in link else ""
            if not uri.startswith(NAMED):
                continue
            place = uri.removeprefix(NAMED)
            if spot := spots.get(place):
                del link["/A"]
                link.Dest = destination(pages[spot.page], spot)
                link.Contents = String(f"page {labels[spot.page]}")
            elif address:
                link.A.URI = link.Contents = String(online(address, quote(place, safe="/:")))
            else:
                _be_words_only(link, elements)
        # what is no link has no place among the tags
        left = [each for each in annotations if "/StructParent" in each]
        if len(left) < len(annotations):
            page.obj.Annots = Array(left)


def _be_words_only(link: Object, elements: NumberTree) -> None:
    """Take a link out of the tree of tags, in which its words stay."""
    number = int(link.StructParent)
    element = elements[number]
    del elements[number], link["/StructParent"]
    element.S = Name.Span
    element.K = Array([each for each in listed(element, "/K") if not _is_reference(each)])


def _is_reference(content: Object) -> bool:
    return isinstance(content, Dictionary) and content.get("/Type") == Name.OBJR


def destination(page: Page, spot: Spot) -> Array:
    """What an outline or a link leads to."""
    return Array([page.obj, Name.XYZ, round(spot.x, 3), round(height(page) - spot.y, 3), 0])


def height(page: Page) -> float:
    """How tall a page is, in points."""
    return float(page.mediabox[3])


def width(page: Page) -> float:
    """How wide a page is, in points."""
    return float(page.mediabox[2])


def listed(holder: Object, key: str) -> list[Object]:
    """What stands under a key: nothing, one thing, or an array of them."""
    found = holder.get(key, Array())
    return list(found) if isinstance(found, Array) else [found]
