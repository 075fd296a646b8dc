"""What a builder needs otherwise than the page holds it: the edition, and where notes can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import index, start_of_file
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.model import Finding
from sphinx_scholia.nodes import (
    answer,
    drawing,
    endnote,
    endnote_reference,
    endnotes,
    marginal_note,
    note_reference,
    passage,
    passage_text,
    passages,
    precis,
    source_card,
    timeline_picture,
)
from sphinx_scholia.quotes import lemma
from sphinx_scholia.transforms.places import texts_of

if TYPE_CHECKING:
    from typing import Any

BEFORE_REFERENCES = ReferencesResolver.default_priority - 5


class PickEdition(SphinxPostTransform):
    """Take the answers out of a student's build, so that no output of it can hold them."""

    default_priority = BEFORE_REFERENCES

    def run(self, **kwargs: Any) -> None:
        if self.config.scholia_edition != "teacher":
            for each in list(self.document.findall(answer)):
                each.parent.remove(each)


class NotesBesidePhrases(SphinxPostTransform):
    """Put each note directly behind its phrase, where plain CSS can float it into the margin."""

    formats = ("html",)
    default_priority = 600

    def run(self, **kwargs: Any) -> None:
        # asked as Sphinx's own post-transforms do: a transform's "app" is deprecated
        if self.env._builder_cls.name == "epub":
            return  # readers of EPUB show a note at a tap, from wherever it stands
        notes = {n["ids"][0]: n for n in self.document.findall(marginal_note)}
        for reference in list(self.document.findall(note_reference)):
            block: nodes.Element = reference
            while not isinstance(block.parent, passage_text):
                block = block.parent
            annotation = notes[reference["note"]]
            annotation.parent.remove(annotation)
            block.parent.insert(block.parent.index(block) + 1, annotation)


class TermsNotInSearchTwice(SphinxPostTransform):
    """Keep terms out of the search index's index entries; it has them as objects.

    Sphinx forgets the entries of pages that it does not write again, so that a build with nothing
    to do would leave another search index than the one before.
    """

    formats = ("html",)
    default_priority = BEFORE_REFERENCES

    def run(self, **kwargs: Any) -> None:
        for term in self.document.findall(nodes.term):
            for entry in list(term.findall(index)):
                term.remove(entry)


class NotesAsFootnotes(SphinxPostTransform):
    """Where there is no margin, notes are footnotes, and passages bear their number as text."""

    formats = ("latex", "texinfo", "text", "man")
    # before LaTeX gathers its footnotes (600)
    default_priority = BEFORE_REFERENCES

    def run(self, **kwargs: Any) -> None:
        for each in self.document.findall(passage):
            self._show_number(each)
        for folded in list(self.document.findall(precis)):
            folded.insert(0, nodes.paragraph("", "", nodes.emphasis("", "Précis")))
        for reference in list(self.document.findall(note_reference)):
            number = str(reference["number"])
            made = nodes.footnote_reference(
                "", number, refid=reference["note"], ids=reference["ids"]
            )
            made["docname"] = reference["note"]
            reference.replace_self(made)
        for annotation in list(self.document.findall(marginal_note)):
            annotation.replace_self(self._footnote(annotation))

    def _show_number(self, each: passage) -> None:
        texts_of(each)[0].insert(0, [nodes.strong("", f"¶{each['number']}"), nodes.Text(" ")])

    def _footnote(self, annotation: marginal_note) -> nodes.footnote:
        head = nodes.paragraph("", "", nodes.strong("", annotation["kind"].capitalize()))
        if annotation["finding"]:
            head += nodes.Text(f" ({Finding.named(annotation['finding']).label})")
        head += nodes.Text(f" on {lemma(annotation['quote'])}.")
        made = nodes.footnote(
            "",
            nodes.label("", str(annotation["number"])),
            head,
            *annotation.children,
            ids=annotation["ids"],
            names=[],
        )
        # by page and number LaTeX tells footnotes apart; joined pages have one name, and many a 1
        made["docname"] = annotation["ids"][0]
        return made


class DrawingsAsWords(SphinxPostTransform):
    """Where no drawing in SVG can be shown, what it shows is said."""

    formats = ("latex", "texinfo", "man")
    # before Sphinx looks for a picture that the builder can show (100)
    default_priority = BEFORE_REFERENCES

    def run(self, **kwargs: Any) -> None:
        for each in list(self.document.findall(drawing)):
            each.replace_self(nodes.paragraph("", "", nodes.emphasis("", each["alt"])))


class PicturesWherePossible(SphinxPostTransform):
    """Leave pictures out where they cannot be drawn: the same is told in a list or in words."""

    default_priority = ReferencesResolver.default_priority + 1

    def run(self, **kwargs: Any) -> None:
        builder = self.env._builder_cls
        drawn = builder.format == "html" and builder.name != "epub"
        for link in list(self.document.findall(nodes.reference)):
            if any("lesson-link" in inline["classes"] for inline in link.findall(nodes.inline)):
                self._lesson(link, is_there=drawn and builder.name != "singlehtml")
        if not drawn and builder.format != "typst":
            for each in list(self.document.findall(timeline_picture)):
                each.parent.remove(each)

    def _lesson(self, link: nodes.reference, *, is_there: bool) -> None:
        """An article is opened as a lesson by its address; elsewhere the whole line has no use."""
        if is_there:
            page, mark, anchor = link["refuri"].partition("#")
            link["refuri"] = f"{page}?lesson{mark}{anchor}"
        elif link.parent.parent is not None:
            link.parent.parent.remove(link.parent)


#: Elements whose ids are short, since a page has one article; joined pages need longer ones.
SHORT_IDS = (source_card, passages, passage, endnotes, endnote)


class UniqueIds(SphinxPostTransform):
    """Where all pages are joined into one, put the page's name before ids such as ``p7``."""

    builders = ("singlehtml",)
    default_priority = BEFORE_REFERENCES

    def run(self, **kwargs: Any) -> None:
        for page in self.document.findall(start_of_file):
            slug = scholia_domain(self.env).slug_of(page["docname"])
            for each in (n for kind in SHORT_IDS for n in page.findall(kind)):
                each["ids"] = [joined_id(slug, ident) for ident in each["ids"]]
            for reference in page.findall(endnote_reference):
                reference["ids"] = [joined_id(slug, ident) for ident in reference["ids"]]
                reference["refid"] = joined_id(slug, reference["refid"])


class LinksOnOnePage(SphinxPostTransform):
    """Where all pages are joined into one, make “#document-ferry#p7” lead to “#p7”.

    Sphinx itself did so before 8.2 and will again: its issue 14221.
    """

    builders = ("singlehtml",)
    default_priority = ReferencesResolver.default_priority + 1

    def run(self, **kwargs: Any) -> None:
        for reference in self.document.findall(nodes.reference):
            page, _, anchor = reference.get("refuri", "").rpartition("#")
            if page.startswith("#"):
                reference["refuri"] = f"#{anchor}"


def joined_id(slug: str, ident: str) -> str:
    """The id of something on an article's page, where all pages are one."""
    return f"{slug}-{ident}"
