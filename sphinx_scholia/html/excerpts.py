"""Passages of articles, copied for a page that is not the article's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import pending_xref

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.nodes import (
    claim,
    endnote_reference,
    marginal_note,
    note_reference,
    stance_sign,
)
from sphinx_scholia.roles import reference_to
from sphinx_scholia.transforms.places import places_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.records import ClaimRecord, StanceRecord
    from sphinx_scholia.transforms.places import Place


class Excerpts:
    """Copies of passages that bear no ids, and whose every link leads from another page.

    The pages they come from are unpickled once each. All nodes are unresolved: what comes of
    them is resolved as a page of its own, so that terms link and definitions open as elsewhere.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = scholia_domain(env)
        self.docname = ""
        self._doctrees: dict[str, nodes.document] = {}
        self._places: dict[str, dict[str, Place]] = {}

    def document(self, source: str, docname: str) -> nodes.document:
        """An empty page called ``docname``, with the settings of the page ``source``."""
        self.docname = docname
        return new_document(docname, self._doctree(source).settings)

    def refer(self, kind: str, target: str, words: str = "") -> pending_xref:
        """A reference from this page, perhaps in words of ours."""
        made = reference_to(kind, target, docname=self.docname, slug="")
        if words:
            made["refexplicit"] = True
            made[0] = nodes.inline("", words)
        return made

    def short(self, taken: StanceRecord) -> str:
        """The short name of a stance's article."""
        found = self.domain.index().find("article", taken.slug)
        return found.short if found else taken.slug

    def stance(self, taken: StanceRecord) -> nodes.paragraph:
        """What an article does with the claim, as a sign and a word."""
        return nodes.paragraph("", "", stance_sign(taken.stance))

    def words_of_stance(
        self, docname: str, about: ClaimRecord, taken: StanceRecord
    ) -> list[nodes.Node]:
        """What was written under a stance in the claim's table."""
        shown = next(c for c in self._doctree(docname).findall(claim) if about.anchor in c["ids"])
        row = next(
            row
            for body in shown.findall(nodes.tbody)
            for row, each in zip(body.children, about.stances, strict=True)
            if each == taken
        )
        words = [
            child.deepcopy()
            for child in row.children[-1].children
            if isinstance(child, nodes.Element) and "its-passages" not in child["classes"]
        ]
        for each in words:
            self._rehome(each)
        return [*words]

    def passage(self, slug: str, name: str) -> nodes.container:
        """A passage, an endnote or the card of an article, with its number leading there."""
        number = self.refer("passage", f"{slug}/{name}")
        hidden = nodes.inline("", "Passage ", classes=["visually-hidden"])
        number["refexplicit"] = True
        number[0] = nodes.inline("", "", hidden, nodes.Text(name), classes=["passage-number"])
        head = nodes.paragraph("", "", number, classes=["passage-place"])
        made = nodes.container("", head, classes=["passage"])
        target = self.domain.index().find("passage", f"{slug}/{name}")
        place = self._place(target.docname, name) if target else None
        if place is None:
            # an endnote whose words are not at hand
            made += nodes.paragraph("", "Its words are not in this edition.")
            return made
        copied = place.container.deepcopy()
        for note in list(copied.findall(marginal_note)):
            note.parent.remove(note)
        self._rehome(copied, slug)
        made += copied.children
        return made

    def _doctree(self, docname: str) -> nodes.document:
        if docname not in self._doctrees:
            self._doctrees[docname] = self.env.get_doctree(docname)
        return self._doctrees[docname]

    def _place(self, docname: str, name: str) -> Place | None:
        if docname not in self._places:
            self._places[docname] = places_of(self._doctree(docname))
        return self._places[docname].get(name)

    def _rehome(self, copied: nodes.Element, slug: str = "") -> None:
        """Take the ids out of a copy, and make its links lead from this page."""
        for reference in copied.findall(pending_xref):
            reference["refdoc"] = self.docname
            if reference.get("refdomain") == "scholia":
                # “Gavin ¶5”, since this is nobody's own page; “5” is one of the article's own
                own, target = reference["scholia_slug"], reference["reftarget"]
                if own and reference["reftype"] in ("passage", "note", "question"):
                    reference["reftarget"] = target if "/" in target else f"{own}/{target}"
                reference["scholia_slug"] = slug
        for number in list(copied.findall(note_reference)):
            number.replace_self(self._note(number))
        for own in list(copied.findall(endnote_reference)):
            made = self.refer("passage", f"{slug}/{own['refid']}")
            made["refexplicit"] = True
            made[0] = nodes.inline("", own.astext(), classes=["endnote-reference"])
            own.replace_self(made)
        for element in copied.findall(nodes.Element):
            element["ids"] = []

    def _note(self, reference: note_reference) -> nodes.inline:
        """The number of a note, leading to it on its article's page."""
        target = next(
            f"{note.slug}/{note.name}"
            for page in self.domain.pages.values()
            for note in page.notes
            if note.anchor == reference["note"]
        )
        hidden = nodes.inline("", "Note ", classes=["visually-hidden"])
        number = nodes.inline("", "", hidden, nodes.Text(str(reference["number"])))
        number["classes"].append("note-reference")
        link = self.refer("note", target)
        link["refexplicit"] = True
        link[0] = number
        return nodes.inline("", "", link, classes=["note-mark", *reference["classes"]])
