"""Definitions of a page's terms, kept in the page, so that looking one up asks for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.nodes import definition_here, definitions_here
from sphinx_scholia.transforms.terms import LinkTerms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.index import Term

#: what a page of its own, and an e-reader that shows notes itself, do without
WITHOUT = ("epub", "singlehtml")


class EmbedDefinitions(SphinxPostTransform):
    """Put the definitions of all linked terms at the end of a page, unseen until asked for."""

    formats = ("html",)
    # after terms are linked, before references are resolved; a definition shown has no term links
    default_priority = LinkTerms.default_priority + 1

    def run(self, **kwargs: Any) -> None:
        # asked as Sphinx's own post-transforms do: a transform's "app" is deprecated
        if self.env._builder_cls.name in WITHOUT:
            return
        domain = scholia_domain(self.env)
        here = self.env.current_document.docname
        used = [term for term in terms_of(domain, self._targets()) if term.docname != here]
        if used:
            bodies = self._bodies({term.docname for term in used})
            entries = [self._entry(term, bodies[term.record.headword]) for term in used]
            self.document += definitions_here("", *entries, classes=["definitions", "no-search"])

    def _targets(self) -> list[str]:
        return [
            reference["reftarget"]
            for reference in self.document.findall(pending_xref)
            if reference["reftype"] == "term"
        ]

    def _bodies(self, docnames: set[str]) -> dict[str, nodes.definition]:
        return {
            body["headword"]: body
            for docname in sorted(docnames)
            for body in self.env.get_doctree(docname).findall(nodes.definition)
            if "headword" in body
        }

    def _entry(self, term: Term, body: nodes.definition) -> definition_here:
        parts = [child for child in body.children if isinstance(child, nodes.Element)]
        shown = [part.deepcopy() for part in parts if "see-also" not in part["classes"]]
        for child in shown:
            for element in child.findall(nodes.Element):
                element["ids"] = []  # they are the glossary's
            for reference in child.findall(pending_xref):
                reference["refdoc"] = self.env.current_document.docname  # it leads from here now
        name = nodes.paragraph("", "", nodes.strong("", term.record.headword))
        return definition_here("", name, *shown, term=term.record.anchor, classes=["definition"])


def terms_of(domain: ScholiaDomain, forms: Iterable[str]) -> Iterator[Term]:
    """The terms that are meant by some of their forms, each once, by headword."""
    terms = domain.index().terms
    meant = {form.text: term for term in terms.values() for form in term.record.forms}
    found = {meant[form].record.headword: meant[form] for form in forms if form in meant}
    yield from (found[headword] for headword in sorted(found))
