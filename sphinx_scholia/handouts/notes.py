"""The notes of an article as Typst: their fields, and where each of them is drawn."""

from __future__ import annotations

from docutils import nodes

from sphinx_scholia import nodes as ours
from sphinx_scholia.handouts.blocks import Blocks
from sphinx_scholia.handouts.writing import string
from sphinx_scholia.model import Finding, Kind
from sphinx_scholia.quotes import lemma


class Notes(Blocks):
    """What stands in the margin, or below passages."""

    def on_marginal_note(self, node: ours.marginal_note) -> str:
        # set where its number stands, or below its passage
        return ""

    def gather_notes(self) -> None:
        """Write the notes of the page, to be drawn where their numbers stand."""
        if self.parts.look.where == "none":
            return
        for node in self.document.findall(ours.marginal_note):
            ident = self.note_id(node["ids"][0])
            self.parts.anchors.add(ident)
            if isinstance(node.parent, ours.endnote):
                self.parts.at_foot.add(ident)
            self.parts.homes[ident] = self.home_of(node) or ident
            self.parts.notes[ident] = self._fields(ident, node)

    def _fields(self, ident: str, note: ours.marginal_note) -> dict[str, str]:
        kind = Kind.labelled(note["kind"])
        finding = Finding.named(note["finding"]).label if note["finding"] else ""
        more = list(note.children)
        first = more.pop(0) if isinstance(more[0], nodes.paragraph) else nodes.paragraph()
        self.footnotes = [] if self.parts.look.where == "margin" else None
        body, rest = self.inline(first), self.blocks(more)
        below, self.footnotes = self.footnotes or [], None
        return {
            "number": string(str(note["number"])),
            "label": string(ident),
            "phrase": string(ident.replace(":note-", ":phrase-", 1)),
            "letter": string(kind.letter),
            "kind": string(kind.label),
            "finding": string(finding),
            "lemma": f"[{self.marked_by_script(lemma(note['quote']))}]",
            "body": f"[{body}]",
            "more": f"[{rest}{''.join(below)}]",
        }

    def home_of(self, note: ours.marginal_note) -> str:
        """The name of the place that draws a note if it can: the end of what it stands on."""
        place: nodes.Element | None = note.parent
        while place is not None and not isinstance(place, ours.passage | ours.endnote):
            place = place.parent
        return f"{self.start_of(place)} end" if place else ""

    def notes_below(self, place: nodes.Element) -> str:
        """Where pages have no margin for them: the notes of a passage, below it."""
        if self.parts.look.where != "below":
            return ""
        at_foot = {each["refid"] for each in place.findall(ours.endnote_reference)}
        places = [place, *(n for n in self.endnotes if n["ids"][0] in at_foot)]
        return "".join(
            f"#note-below(notes().at({string(self.note_id(n['ids'][0]))}))\n"
            for each in places
            for n in each.findall(ours.marginal_note)
        )
