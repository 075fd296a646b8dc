"""What many handouts show of one page: definitions, and entries of a bibliography.

They are written once for all handouts, and kept until their page changes: to resolve a glossary and
a bibliography after each edit of a note would take as long as to write the article.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.articles import first_sentence
from sphinx_scholia.handouts.frame import Handout
from sphinx_scholia.handouts.kinds import name_of
from sphinx_scholia.handouts.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_scholia.handouts.frame import Reader
    from sphinx_scholia.handouts.writing import Parts


class Fragment(NamedTuple):
    """A piece of a page as Typst, the places in it, and those that its links lead to."""

    typst: str
    anchors: list[str]
    wanted: list[str]

    def shown_in(self, parts: Parts) -> str:
        """The piece, as part of a handout that it is not yet in."""
        if parts.anchors & {*self.anchors}:
            return ""
        parts.anchors.update(self.anchors)
        parts.wanted.update(dict.fromkeys(self.wanted))
        return self.typst


def first_sentences(reader: Reader, docname: str) -> dict[str, Fragment]:
    """The beginning of each definition on a page, by the term's id."""
    return _kept(reader, docname, "terms", _first_sentences)


def sources(reader: Reader, docname: str) -> dict[str, Fragment]:
    """The entries of the bibliography on a page, by each of their ids, in order."""
    return _kept(reader, docname, "sources", _sources)


def _kept(
    reader: Reader, docname: str, what: str, write: Callable[[Reader, str, Parts], str]
) -> dict[str, Fragment]:
    # a name that no handout has; how pages look makes no difference to what is written
    name = f"{name_of(docname)}..{what}"
    handout = Handout(name, "", "fragments", Look(), partial(write, reader, docname))
    _, body = reader.manuscripts.written(handout)
    return {ident: Fragment(*fields) for ident, fields in json.loads(body).items()}


def _first_sentences(reader: Reader, docname: str, parts: Parts) -> str:
    page, named = reader.page(docname, parts), reader.manuscripts.pages(docname).ids
    made = {}
    for term in scholia_domain(reader.env).pages[docname].terms:
        # a definition may be but a picture, or a list
        found = named[term.anchor].parent.findall(nodes.paragraph)
        paragraph = next(iter(found), nodes.paragraph())
        words = first_sentence(paragraph)
        made[term.anchor] = _fragment(parts, (page.write(node) for node in words))
    return json.dumps(made)


def _sources(reader: Reader, docname: str, parts: Parts) -> str:
    page = reader.page(docname, parts)
    made: dict[str, Fragment] = {}
    for entry in page.document.findall(nodes.citation):
        written = _fragment(parts, [page.write(entry)])
        made |= dict.fromkeys(entry["ids"], written)
    return json.dumps(made)


def _fragment(parts: Parts, written: Iterable[str]) -> Fragment:
    """What was gathered while a piece was written, which is then forgotten."""
    made = Fragment("".join(written), sorted(parts.anchors), list(parts.wanted))
    parts.anchors.clear()
    parts.wanted.clear()
    return made
