"""``drawing``: a picture in SVG that is part of the page: it takes the page's colours and face."""

from __future__ import annotations

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
#: what could do something, or show what is not ours
REFUSED = {"script", "foreignObject", "animate", "set", "use", "image"}


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
    for each in root.iter():
        name = each.tag.removeprefix(SVG)
        if name in REFUSED or any(key.startswith("on") or "href" in key for key in each.attrib):
            raise ValueError(f"a drawing holds shapes and words only, but there is a {name!r}")
    return root
