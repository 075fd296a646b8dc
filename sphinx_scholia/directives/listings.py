"""Listings: what other pages hold, shown again where it is needed. Nothing is written twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.directives import ScholiaDirective, listed, one_of
from sphinx_scholia.lexicon import Form
from sphinx_scholia.model import Finding
from sphinx_scholia.naming import record_path
from sphinx_scholia.nodes import listing
from sphinx_scholia.records import NamesRecord

if TYPE_CHECKING:
    from collections.abc import Sequence


class Listing(ScholiaDirective):
    """The place of a listing, which is filled in when the page is written."""

    #: what is listed: the name of the directive
    what = ""

    def run(self) -> list[nodes.Node]:
        return [self.place({"slug": self.slug})]

    def place(self, choice: dict[str, object]) -> listing:
        """An empty listing; the page is written again when what it shows has changed."""
        if self.what not in self.scholia.page.listings:
            self.scholia.page.listings.append(self.what)
        docname = self.env.current_document.docname
        classes = ["listing", self.what]
        return self.located(listing("", what=self.what, docname=docname, classes=classes, **choice))


class ClaimsHere(Listing):
    """``claims-here``: the claims on which this page's article has something to say."""

    what = "claims-here"


class EventsHere(Listing):
    """``events-here``: the events that this page's article mentions."""

    what = "events-here"


class Findings(Listing):
    """``findings``: all notes that came to one finding, article by article."""

    what = "findings"
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        try:
            finding = one_of([finding.slug for finding in Finding])(self.arguments[0])
        except ValueError as error:
            raise self.error(str(error)) from error
        return [self.place({"finding": finding})]


class Notes(Listing):
    """``notes``: all notes, article by article and kind by kind."""

    what = "notes"


class Names(Listing):
    """``names``: how often each article uses which name or word, and where.

    The content is a field list: what a row shows, and the forms that it counts.
    """

    what = "names"
    has_content = True

    def run(self) -> list[nodes.Node]:
        fields = self.parse_content_to_nodes()
        if [type(node) for node in fields] != [nodes.field_list]:
            raise self.error(
                "the names are one field list, such as ':Artsakh: Artsakh; Republic of Artsakh'"
            )
        rows = [(f.children[0].astext(), f.children[1].astext()) for f in fields[0].children]
        forms = self._forms(rows)
        record = record_path(Path(self.env.doc2path(self.env.current_document.docname)))
        if record.exists():
            self.env.note_dependency(record)
        self.scholia.page.names.append(NamesRecord(tuple(label for label, _ in rows), tuple(forms)))
        return [self.place({"index": len(self.scholia.page.names) - 1})]

    def _forms(self, rows: Sequence[tuple[str, str]]) -> list[Form]:
        """The forms of all rows; each counts for one of them."""
        counted: dict[str, str] = {}
        forms = [Form(form, label) for label, body in rows for form in listed(body, ";")]
        for form in forms:
            other = counted.setdefault(form.text, form.term)
            if other != form.term:
                raise self.error(
                    f"{form.text!r} stands in the rows {other!r} and {form.term!r}: "
                    "take it out of one of them"
                )
        return forms
