"""The frame of every handout: the pages it is made from, its head, what it knows of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.articles import Articles
from sphinx_scholia.handouts.destinations import online
from sphinx_scholia.handouts.setting import RUN
from sphinx_scholia.handouts.writing import Parts, string

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.handouts.look import Look
    from sphinx_scholia.handouts.manuscripts import Manuscripts


#: How many letters of a title a running head has room for.
HEAD = 84


@dataclass(frozen=True, slots=True)
class Handout:
    """One PDF: its file's name, what it is, and how to write its pages."""

    name: str
    title: str
    what: str
    look: Look
    write: Callable[[Parts], str]
    #: whether it begins on a right-hand page where it is part of a book
    recto: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """What handouts are made from: the environment, and its pages with references resolved."""

    env: BuildEnvironment
    manuscripts: Manuscripts
    edition: str

    @property
    def edition_mark(self) -> str:
        """What a running head says of the edition."""
        return "Teacher’s edition" if self.teacher else ""

    @property
    def teacher(self) -> bool:
        return self.edition == "teacher"

    @property
    def address(self) -> str:
        """The reader's on the web, without a stroke at its end; empty if there is none."""
        return str(self.env.config.html_baseurl).rstrip("/")

    def page(self, docname: str, parts: Parts) -> Articles:
        """A page, ready to be written."""
        return Articles(docname, self.manuscripts.pages(docname), parts)

    def title(self, docname: str) -> str:
        return self.env.titles[docname].astext()

    def full_title(self, docname: str) -> str:
        """The title, with the short name of an article before it."""
        page = scholia_domain(self.env).pages.get(docname)
        short = f"{page.article.short}: " if page and page.article else ""
        return f"{short}{self.title(docname)}"


def without_title(page: nodes.Element) -> list[nodes.Node]:
    """What a page holds below its title."""
    top = next(c for c in page.children if isinstance(c, nodes.section))
    return [child for child in top.children if not isinstance(child, nodes.title)]


def in_columns(page: Articles) -> str:
    """A page in columns below its title and all that stands before its first section."""
    below = without_title(page.document)
    first = next((i for i, each in enumerate(below) if isinstance(each, nodes.section)), 0)
    front, rest = page.blocks(below[:first]), page.blocks(below[first:])
    return f"{front}#columns-of-two[{rest}]"


def paged(reader: Reader, docname: str, parts: Parts, body: str, kind: str, title: str = "") -> str:
    """A run of pages of one kind, under a running head: that of the page it comes from.

    It is a file of its own, so that the compiler knows again what it has set for another handout.
    """
    running = shorten(title or reader.full_title(docname), HEAD, placeholder=" …")
    running = running.replace(", …", " …")
    head = ", ".join(
        string(text) for text in (running, reader.edition_mark, page_online(reader, docname))
    )
    number = len(parts.runs) + 1
    parts.runs.append(f"#paged({number}, {head}, kind: {string(kind)})[\n{body}]\n")
    return f'#include "{RUN.format(number)}"\n'


def article_pages(reader: Reader, docname: str, parts: Parts, halves: tuple[str, str]) -> str:
    """The passages with their margin, then what follows, in columns on pages without one."""
    text, back = halves[0], f"#columns-of-two[{halves[1]}]"
    if parts.look.size == "large":  # which has no margin
        return paged(reader, docname, parts, text + back, "margin")
    pages = paged(reader, docname, parts, text, "margin")
    return pages + paged(reader, docname, parts, back, "wide")


def page_online(reader: Reader, docname: str) -> str:
    """The address of a page on the web, if it has one."""
    return online(reader.address, f"{docname}:") if reader.address else ""
