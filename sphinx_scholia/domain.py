"""The Sphinx domain ``scholia``: which article, passage, note, question and term is where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_scholia.directives.annotation import Annotation
from sphinx_scholia.directives.article import Article, CentralQuestion
from sphinx_scholia.directives.claims import Claim, Known, StanceDirective
from sphinx_scholia.directives.drawing import Drawing
from sphinx_scholia.directives.events import Event
from sphinx_scholia.directives.glossary import GlossaryFile
from sphinx_scholia.directives.listings import ClaimsHere, EventsHere, Findings, Names, Notes
from sphinx_scholia.directives.passages import Passages
from sphinx_scholia.directives.pictures import (
    ArticleCard,
    ClaimsOverview,
    NoteStrip,
    TimelinePicture,
)
from sphinx_scholia.directives.question import Answer, Question
from sphinx_scholia.directives.text import (
    CardText,
    Dropped,
    EndnoteRole,
    EndnoteText,
    Heading,
    PassageText,
)
from sphinx_scholia.index import Index, Target
from sphinx_scholia.records import PageRecord
from sphinx_scholia.report import Problem, warn
from sphinx_scholia.roles import PlainRole, ScholiaXRefRole
from sphinx_scholia.transforms.builders import joined_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.config import Paths
    from sphinx_scholia.index import Target

#: kinds whose names are not an article's own
PROJECT_WIDE = ("article", "claim", "event")
#: a reference that no author writes: to the words of a note
PHRASE = "phrase"


class ScholiaDomain(Domain):
    """Articles by slug; passages, notes and questions by ``slug/name``."""

    name = "scholia"
    label = "Scholia"
    object_types: ClassVar = {
        "article": ObjType("article", "article"),
        "passage": ObjType("passage", "passage"),
        "note": ObjType("note", "note"),
        "question": ObjType("question", "question"),
        "claim": ObjType("claim", "claim"),
        "event": ObjType("event", "event"),
    }
    directives: ClassVar = {
        "article": Article,
        "central-question": CentralQuestion,
        "passages": Passages,
        "annotation": Annotation,
        "question": Question,
        "answer": Answer,
        "glossary-file": GlossaryFile,
        "claim": Claim,
        "stance": StanceDirective,
        "known": Known,
        "event": Event,
        "drawing": Drawing,
        "article-card": ArticleCard,
        "claims-overview": ClaimsOverview,
        "note-strip": NoteStrip,
        "timeline-picture": TimelinePicture,
        "claims-here": ClaimsHere,
        "events-here": EventsHere,
        "findings": Findings,
        "notes": Notes,
        "names": Names,
        "passage": PassageText,
        "card-text": CardText,
        "endnote": EndnoteText,
        "heading": Heading,
        "dropped": Dropped,
    }
    roles: ClassVar = {
        **{
            name: ScholiaXRefRole(innernodeclass=nodes.inline, warn_dangling=True)
            for name in object_types
        },
        "endnote": EndnoteRole(),
        "plain": PlainRole(),
    }
    initial_data: ClassVar = {"pages": {}}
    # 1: first shape. 2: when articles were written, places of notes, drawings. 3: references.
    # 4: how many words of notes there are to those of the passages. 5: by which terms it is linked
    data_version = 5

    #: set when the builder is; a domain's data must not hold paths of one machine
    paths: Paths
    #: a digest for each page, when all is read
    made_from: dict[str, str]
    #: made when first asked for after reading, and again when a page was read anew
    _index: Index | None = None

    @property
    def pages(self) -> dict[str, PageRecord]:
        """What is remembered, by page."""
        return self.data["pages"]  # type: ignore[no-any-return]

    @property
    def page(self) -> PageRecord:
        """The record of the page that is being read."""
        return self.pages.setdefault(self.env.current_document.docname, PageRecord())

    def slug_of(self, docname: str) -> str:
        """The slug of the article on a page, or the page's own name where there is none."""
        record = self.pages.get(docname)
        return record.article.slug if record and record.article else docname.rpartition("/")[2]

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)
        self._index = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        self.pages.update({d: otherdata["pages"][d] for d in docnames if d in otherdata["pages"]})
        self._index = None

    def index(self) -> Index:
        """Everything that can be referred to, by its name; known when all pages are read."""
        if self._index is None:
            self._index = Index.of(self.pages)
        return self._index

    def find(self, typ: str, target: str, here: str) -> Target | None:
        """What a reference leads to; ``here`` is the article on whose page it stands, if any."""
        return self.index().find(
            "note" if typ == PHRASE else typ,
            target if "/" in target or typ in PROJECT_WIDE else f"{here}/{target}",
        )

    def check_consistency(self) -> None:
        """Names and forms must lead to one thing each; that is only known when all is read."""
        index = self.index()
        for twice in index.twice:
            message = f"{twice.what} {twice.name!r} is there already, at {twice.first}"
            warn(Problem.NAME_TWICE, message, location=twice.second)
        for term in index.terms.values():
            for headword in term.record.see_also:
                if headword not in index.terms:
                    message = (
                        f"{term.record.headword!r} sends to {headword!r}, which is no headword"
                    )
                    warn(Problem.SEE_ALSO, message, location=term.record.location)
        for clash in index.form_clashes():
            message = (
                f"the form {clash.form!r} belongs to {clash.first!r} and to {clash.second!r}: "
                "take it out of one of them"
            )
            warn(Problem.FORM_TWICE, message, location=clash.location)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> reference | None:
        here = node["scholia_slug"]
        found = self.find(typ, target, here)
        if found is None:
            return None
        if not node["refexplicit"]:
            contnode = nodes.inline("", found.label(here), classes=contnode["classes"])
        if typ == PHRASE:
            found = replace(found, anchor=found.anchor.replace("note-", "phrase-", 1))
        return self._leading(builder, fromdocname, typ, found, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        found = ((typ, self.index().find(typ, target)) for typ in self.object_types)
        return [
            (f"scholia:{typ}", self._leading(builder, fromdocname, typ, f, contnode))
            for typ, f in found
            if f is not None
        ]

    def _leading(
        self, builder: Builder, docname: str, typ: str, target: Target, words: Element
    ) -> reference:
        """A reference from a page to a target, by the id that it has in a builder's pages."""
        joined = typ == "passage" and builder.name == "singlehtml"
        anchor = joined_id(target.slug, target.anchor) if joined else target.anchor
        return make_refnode(builder, docname, target.docname, anchor, words)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for typ, name, found in self.index().everything():
            # -1: not offered by the search box, where the passages' own words are found
            yield name, found.label(""), typ, found.docname, found.anchor, -1
