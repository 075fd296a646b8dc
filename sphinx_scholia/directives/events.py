"""``event``: a dated entry of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_scholia.dates import When
from sphinx_scholia.directives import ScholiaDirective, curl, listed, passage_references
from sphinx_scholia.nodes import event
from sphinx_scholia.records import EventRecord

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


class Event(ScholiaDirective):
    """What happened on a date of the Extended Date/Time Format, and which passages mention it."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged_required,
        "title": directives.unchanged_required,
        "articles": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        if missing := [option for option in ("name", "title") if option not in self.options]:
            raise self.error(f"the event of {self.arguments[0]} lacks :{missing[0]}:")
        self.assert_has_content()
        name = self.checked_name(self.options["name"], "an event")
        try:
            when = When.parse(self.arguments[0])
        except ValueError as error:
            raise self.error(str(error)) from error
        passages = tuple(listed(self.options.get("articles", "")))
        ident = f"event-{name}"
        self.scholia.page.events.append(
            EventRecord(
                name,
                ident,
                self.arguments[0],
                curl(self.options["title"]),
                passages,
                self.get_location(),
            )
        )
        head = nodes.paragraph(
            "",
            "",
            nodes.inline("", when.words(), classes=["event-date"]),
            nodes.Text(" "),
            nodes.strong("", self.options["title"], classes=["event-title"]),
            classes=["event-head"],
        )
        made = event("", head, *self.parse_content_to_nodes(), ids=[ident], classes=["event"])
        if passages:
            mentions = nodes.paragraph("", "In the articles: ", classes=["event-articles"])
            mentions += passage_references(self, passages)
            made += mentions
        return [self.located(made)]
