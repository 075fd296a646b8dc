"""``drawing``: a picture in SVG that is part of the page: it takes the page's colours and face."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref

from sphinx_scholia.directives import ScholiaDirective
from sphinx_scholia.nodes import drawing

if TYPE_CHECKING:
    from typing import ClassVar
    from xml.etree.ElementTree import Element

    from sphinx.util.typing import OptionSpec

SVG = "{http://www.w3.org/2000/svg}"
#: on an element of the drawing: the entry of the glossary that it leads to
TERM = "data-term"
#: all that a drawing may hold: whatever else there is could do something, or show what is not ours
ALLOWED = {
    f"{SVG}{name}"
    for name in (
        *("svg", "g", "defs", "symbol", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern", "marker"),
    )
}
#: browsers read what is in these as HTML
WORDS_ONLY = (f"{SVG}title", f"{SVG}desc")
#: values that fetch something, and the sign by which such a value may be written otherwise
FETCHES = re.compile(r"""url\((?!\s*["']?#)|\b(?:src|image|image-set)\(|\\""", re.IGNORECASE)


class Drawing(ScholiaDirective):
    """An SVG file, what it shows for those who do not see it, and a caption.

    Elements with ``data-term="CSTO"`` lead to that entry of the glossary.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "alt": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        if "alt" not in self.options:
            raise self.error(f"the drawing {self.arguments[0]} lacks :alt:, what it shows in words")
        relative, absolute = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(absolute)
        try:
            root = read_svg(Path(absolute))
        except (OSError, ValueError) as error:
            raise self.error(f"{relative}: {error}") from error
        self.scholia.page.drawings += 1
        terms = dict.fromkeys(each.attrib[TERM] for each in root.iter() if TERM in each.attrib)
        shown = self.located(drawing("", uri=self.arguments[0], alt=self.options["alt"]))
        shown += [self._term(headword) for headword in terms]
        made = nodes.figure("", shown, classes=["drawing", *self.options.get("class", [])])
        if self.content:
            caption = nodes.caption("", "", *self.parse_inline(" ".join(self.content))[0])
            made += self.located(caption)
        return [self.located(made)]

    def _term(self, headword: str) -> pending_xref:
        """The way to a term; Sphinx resolves it and names the drawing's line if there is none."""
        words = nodes.inline("", headword)
        where = {"reftarget": headword, "refdoc": self.env.current_document.docname}
        return self.located(
            pending_xref(
                "", words, refdomain="std", reftype="term", refexplicit=False, refwarn=True, **where
            )
        )


def read_svg(path: Path) -> Element:
    """The root of an SVG file.

    Raises :class:`ValueError` for what is none, and for one that holds more than shapes and words,
    :class:`OSError` where there is no such file.
    """
    try:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    except ElementTree.ParseError as error:
        raise ValueError(f"this is not SVG: {error}") from error
    if root.tag != f"{SVG}svg":
        raise ValueError(f"this is not SVG: its root is {root.tag!r}")
    for parent in list(root.iter()):
        for about in parent.findall(f"{SVG}metadata"):  # what a program notes for itself
            parent.remove(about)
    for each in root.iter():
        if fault := _fault_of(each):
            raise ValueError(f"a drawing holds shapes and words only: take out {fault}")
    return root


def _fault_of(element: Element) -> str:
    """What a drawing may not hold, of one of its elements; empty if there is nothing."""
    name = element.tag.removeprefix(SVG)
    if element.tag not in ALLOWED:
        return f"the element {name!r}"
    if element.tag in WORDS_ONLY and len(element):
        return f"{element[0].tag.removeprefix(SVG)!r} in {name!r}"
    for key, value in element.attrib.items():
        # HTML knows attributes in small letters only
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on") or attribute == "href":
            return f"{attribute!r} of {name!r}"
        if FETCHES.search(value):
            return f"what {attribute!r} of {name!r} refers to, but for '#…' in the drawing itself"
    return ""
