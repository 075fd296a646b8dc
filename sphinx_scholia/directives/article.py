"""``article`` (the source card) and ``central-question``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_scholia.dates import When
from sphinx_scholia.directives import ScholiaDirective
from sphinx_scholia.nodes import central_question, source_card
from sphinx_scholia.records import ArticleRecord

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


class Article(ScholiaDirective):
    """Makes a page an article: gives its slug and short name, and holds its source card.

    The content is a field list; fields are shown in the order in which they are written.
    ``:written:`` is when, as of an event; ``:words:`` how many, for when the text is not at hand.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "short": directives.unchanged_required,
        "written": directives.unchanged_required,
        "words": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        slug = self.name_of("an article")
        if other := self.scholia.page.article:
            raise self.error(
                f"a page holds one article, and {other.slug!r} is here: give {slug!r} its own page"
            )
        fields = self.parse_content_to_nodes()
        if [type(node) for node in fields] != [nodes.field_list]:
            raise self.error(
                "the card of an article is one field list, such as ':Author: A. N. Author'"
            )
        for field in fields[0].children:
            if not any(field.findall(nodes.paragraph)):
                name = field.children[0].astext()
                raise self.error(f"':{name}:' says nothing: write what is known, or take it out")
        written = self.options.get("written", "")
        try:
            When.parse(written or "1931")
        except ValueError as error:
            raise self.error(f":written: {error}") from error
        self.scholia.page.article = ArticleRecord(
            slug,
            self.options.get("short", slug),
            location=self.get_location(),
            written=written,
            words=self.options.get("words", 0),
        )
        self.scholia.page.anchors["card"] = "card"
        return [self.located(source_card("", *fields, ids=["card"], classes=["source-card"]))]


class CentralQuestion(ScholiaDirective):
    """The one question of an article that a lesson can be hung on."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        label = nodes.paragraph("", "Central question", classes=["label"])
        question = central_question(
            "", label, *self.parse_content_to_nodes(), classes=["central-question"]
        )
        return [self.located(question)]
