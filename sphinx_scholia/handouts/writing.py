"""What every part of the translator shares: one page of the reader, on its way into Typst.

A node is written by the method ``on_<class>`` of its class or of the nearest one above it, so
that other extensions' nodes that extend docutils' are written as those.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from anyascii import anyascii
from docutils import nodes

from sphinx_scholia.nodes import SCREEN_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_scholia.handouts.look import Look

#: How our builder writes the address of a page, so that it can be told from one on the web.
PAGE = "%"
#: How many letters an entry, a box or a cell may have so as not to be divided.
SHORT = 600
_encode = json.JSONEncoder(ensure_ascii=False).encode
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
#: Letters by which a language is known -> its code; others are marked by the author.
#: And addresses.
_SCRIPTS = re.compile(
    "(?P<hy>[\u0531-\u058f]+(?:[ ,.-]+[\u0531-\u058f]+)*)"
    "|(?P<ru>[\u0400-\u04ff]+(?:[ ,.-]+[\u0400-\u04ff]+)*)"
    # an address, in which a hyphen of ours would be read as its own; a copy may have parted it
    r"|(?P<url>(?:https?://|www\.)\S+|\S+/\S*-\S+|\S+(?:-\S+){3,}|\S+%[0-9A-F]{2}\S*)"
)


def string(text: str) -> str:
    """A string as Typst reads it: JSON's escapes are its own."""
    return _encode(_INVISIBLE.sub("", text))


def array(items: Iterable[str]) -> str:
    """An array as Typst reads it, also of one thing or of none."""
    return f"({''.join(f'{each}, ' for each in items)})"


def typographic(words: str) -> str:
    """Words that do not come from a page, on which quotes have been curled already."""
    return words.replace("'", "’")


def by_letters(text: str) -> str:
    """The key by which names are put in order: Özal before Pashinyan."""
    return anyascii(text).casefold()


@dataclass(slots=True)
class Parts:
    """What is gathered while the pages of one handout are written."""

    look: Look
    #: the names of all places that can be led to
    anchors: set[str] = field(default_factory=set)
    #: id of a note -> its fields, each as Typst
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    #: id of a note -> the hook that draws it if it can
    homes: dict[str, str] = field(default_factory=dict)
    #: those on the article's endnotes
    at_foot: set[str] = field(default_factory=set)
    #: files to lay beside the source: name there -> path
    images: dict[str, Path] = field(default_factory=dict)
    #: the folder that the paths of pictures count from
    source: Path = field(default_factory=Path)
    #: nodes that nobody taught us: class -> the first of them
    unknown: dict[str, nodes.Node] = field(default_factory=dict)
    #: targets of links to other pages, in order
    wanted: dict[str, None] = field(default_factory=dict)
    #: the runs of its pages
    runs: list[str] = field(default_factory=list)


class Writing:
    """The pages' nodes as Typst. Methods return mark-up; nothing is written to a file here."""

    def __init__(self, docname: str, document: nodes.Element, parts: Parts) -> None:
        self.docname = docname
        self.document = document
        self.parts = parts
        self.level = 0
        #: the level of the last heading
        self.deepest = 0
        #: notes that have their place at the foot of a page
        self.set_at_foot: set[str] = set()
        #: footnotes of a note in the margin, which stand in it, since what notes say moves no text
        self.footnotes: list[str] | None = None
        #: the language in which words stand, if it is not the reader's
        self.language = ""

    def write(self, node: nodes.Node) -> str:
        """A node as Typst; one of an unknown kind as its content."""
        if isinstance(node, nodes.Element) and SCREEN_ONLY in node["classes"]:
            return ""
        for kind in type(node).__mro__:
            if method := getattr(self, f"on_{kind.__name__}", None):
                return str(method(node))
        self.parts.unknown.setdefault(type(node).__name__, node)
        if any(isinstance(child, nodes.Inline | nodes.Text) for child in node.children):
            words = self.inline(node)
            return words if isinstance(node, nodes.Inline) else f"#par[{words}]\n"
        if not isinstance(node, nodes.Inline):
            return self.blocks(node.children)
        return self.inline(node)

    def inline(self, node: nodes.Node) -> str:
        """The children of a node, on one line."""
        return "".join(self.write(child) for child in node.children)

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Children as blocks; words that stand between blocks are made a paragraph."""
        made: list[str] = []
        words: list[str] = []

        def end_paragraph() -> None:
            if "".join(words).replace('#" ";', "").strip():
                made.append(f"#par[{''.join(words)}]\n")
            words.clear()

        for child in children:
            if isinstance(child, nodes.Text | nodes.Inline) and not isinstance(
                child, nodes.image | nodes.target | nodes.raw
            ):
                words.append(self.write(child))
            else:
                end_paragraph()
                made.append(self.write(child))
        end_paragraph()
        return "".join(made)

    def anchors(self, node: nodes.Element) -> str:
        """Places to link to, one for each id of a node."""
        return "".join(self.anchor(ident) for ident in node["ids"])

    def anchor(self, ident: str) -> str:
        """A place to link to on this page."""
        return anchor(self.parts, f"{self.docname}:{ident}")

    def place(self, reference: nodes.Element) -> str:
        """The name of the place in the reader that a reference leads to, if it does."""
        if reference.get("refid"):
            return f"{self.docname}:{reference['refid']}"
        uri = reference.get("refuri", "")
        if not uri.startswith(PAGE):
            return ""
        docname, _, ident = uri[len(PAGE) :].partition("#")
        name = f"{unquote(docname)}:{ident}"
        self.parts.wanted.setdefault(name)
        return name

    def marked_by_script(self, text: str) -> str:
        """Words as strings: those in Armenian and Cyrillic letters with their language."""
        if self.language:
            return f"#{string(text)};"
        made, end = [], 0
        for match in _SCRIPTS.finditer(text):
            if match.start() > end:
                made.append(f"#{string(text[end : match.start()])};")
            how = "hyphenate: false" if match.lastgroup == "url" else f'lang: "{match.lastgroup}"'
            made.append(f"#text({how}, {string(match.group())});")
            end = match.end()
        if end < len(text):
            made.append(f"#{string(text[end:])};")
        return "".join(made)


def anchor(parts: Parts, name: str) -> str:
    """A place to link to; of two with one name the first is it."""
    if name in parts.anchors:
        return ""
    parts.anchors.add(name)
    return f"#anchor({string(name)});"


def breakable(node: nodes.Node, short: int = SHORT) -> str:
    """Whether an entry, a box or a cell may be divided between pages, as Typst is told."""
    return f"breakable: {str(len(node.astext()) >= short).lower()}"
