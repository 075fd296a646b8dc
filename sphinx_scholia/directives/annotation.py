"""``annotation``: one marginal note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_scholia.directives import ScholiaDirective, one_of
from sphinx_scholia.model import Finding, Kind
from sphinx_scholia.nodes import marginal_note

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec

REQUIRED = ("passage", "quote", "kind")


class Annotation(ScholiaDirective):
    """A note on a quote: named by its author, of one kind, with a body in reStructuredText.

    It stands where it was written until :class:`~sphinx_scholia.transforms.place.PlaceNotes`
    finds its words.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "passage": directives.unchanged_required,
        "quote": directives.unchanged_required,
        "prefix": directives.unchanged_required,
        "suffix": directives.unchanged_required,
        "kind": one_of([kind.label for kind in Kind]),
        "finding": one_of([finding.slug for finding in Finding]),
    }

    def run(self) -> list[nodes.Node]:
        name = self.name_of("a note")
        if missing := [option for option in REQUIRED if option not in self.options]:
            raise self.error(f"note {name!r} lacks :{missing[0]}:")
        if not self.content:
            raise self.error(f"note {name!r} says nothing: write its body below, indented")
        annotation = marginal_note(
            "",
            *self.parse_content_to_nodes(),
            slug=self.slug,
            name=name,
            ids=[f"note-{self.slug}-{name}"],
            place=self.options["passage"],
            quote=self.options["quote"],
            prefix=self.options.get("prefix", ""),
            suffix=self.options.get("suffix", ""),
            kind=self.options["kind"],
            finding=self.options.get("finding", ""),
            classes=["marginal-note", f"kind-{Kind.labelled(self.options['kind']).slug}"],
        )
        return [self.located(annotation)]
