"""Linking terms: recorded when a page is read, linked when it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import glossary, index, pending_xref, start_of_file
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from sphinx_scholia.directives.glossary import term_reference
from sphinx_scholia.doctext import Flat, flatten, wrap
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.model import Span
from sphinx_scholia.nodes import (
    endnote_reference,
    marginal_note,
    note_reference,
    passage,
    passage_text,
    plain,
)
from sphinx_scholia.records import PageRecord, Stream, TermLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.lexicon import Lexicon

#: A term is not linked in these, nor across them.
OBSTACLES = (
    nodes.reference,
    pending_xref,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.literal,
    nodes.math,
    nodes.raw,
    nodes.image,
    nodes.problematic,
    nodes.target,
    endnote_reference,
    note_reference,
    index,
    plain,
)


def linkable(block: nodes.Element) -> Flat:
    """The text of a block in which terms may be linked."""
    return flatten(block, obstacles=OBSTACLES)


class RecordStreams(SphinxTransform):
    """Record the running text of an article, of its notes, and of each glossary entry.

    After quotes are curled, so that what is recorded is what will be found again.
    """

    default_priority = SphinxSmartQuotes.default_priority + 10

    def apply(self, **kwargs: Any) -> None:
        docname = self.env.current_document.docname
        pages = scholia_domain(self.env).pages
        if docname not in pages:
            return
        self.count = 0
        texts = [
            text
            for each in self.document.findall(passage)
            for text in each.children
            if isinstance(text, passage_text)
        ]
        bodies = [
            p
            for each in self.document.findall(marginal_note)
            for p in each.findall(nodes.paragraph)
        ]
        streams = [self._stream(docname, texts), self._stream(docname, bodies, notes=True)]
        for entries in self.document.findall(glossary):
            for definition in entries.findall(nodes.definition):
                body = [p for p in definition.children if isinstance(p, nodes.paragraph)]
                streams.append(self._stream(docname, body, definition.get("headword", "")))
        pages[docname].streams = [stream for stream in streams if stream.blocks]

    def _stream(
        self, docname: str, blocks: Iterable[nodes.Element], own: str = "", *, notes: bool = False
    ) -> Stream:
        recorded = {}
        for block in blocks:
            self.count += 1
            # the key names the page, since some builders put all pages into one document
            block["block"] = f"{docname}#{self.count}"
            recorded[block["block"]] = linkable(block).text
        return Stream(recorded, own, notes)


def links_of(page: PageRecord, lexicon: Lexicon) -> dict[str, list[TermLink]]:
    """The first use of each term in each stream of a page."""
    links: dict[str, list[TermLink]] = {}
    for stream in page.streams:
        keys = list(stream.blocks)
        for position, match in lexicon.first_uses(stream.blocks.values(), {stream.own}):
            link = TermLink(match.span.start, match.span.end, match.term)
            links.setdefault(keys[position], []).append(link)
    return links


def relink(app: Sphinx, env: BuildEnvironment) -> None:
    """Work out the links of pages when all terms are known, if they or the page are new."""
    domain = scholia_domain(env)
    lexicon = domain.index().lexicon()
    for page in domain.pages.values():
        if page.linked_by != lexicon.forms:
            page.links = links_of(page, lexicon)
            page.linked_by = lexicon.forms


class LinkTerms(SphinxPostTransform):
    """Turn the first use of each term into a reference, which Sphinx then resolves."""

    # before references are resolved, and before anything else adds text to a block
    default_priority = ReferencesResolver.default_priority - 7

    def run(self, **kwargs: Any) -> None:
        for reference in self.document.findall(pending_xref):
            # what an author has linked with :term: looks so, and opens its definition, too
            is_term = (reference.get("refdomain"), reference.get("reftype")) == ("std", "term")
            if is_term and "term-link" not in reference["classes"]:
                reference["classes"].append("term-link")
                for shown in reference.findall(nodes.inline):
                    shown["classes"].append("term")
        pages = scholia_domain(self.env).pages
        joined = any(self.document.findall(start_of_file))
        for block in list(self.document.findall(nodes.paragraph)):
            docname, _, _ = block.get("block", "").partition("#")
            if docname in pages:
                # a block may be shown again on another page: its links lead from there
                here = docname if joined else self.env.current_document.docname
                self._link(block, here, pages[docname].links.get(block["block"], []))

    def _link(self, block: nodes.Element, docname: str, links: list[TermLink]) -> None:
        spans: list[tuple[Span, Callable[[], pending_xref]]] = [
            (Span(link.start, link.end), partial(term_reference, link.headword, docname))
            for link in links
        ]
        for made in wrap(linkable(block), spans):
            for reference in made:
                shown = nodes.inline("", "", *reference.children, classes=["term"])
                reference.children = []
                reference += shown
