"""The mark-up of ``build/texts/<slug>.rst``, which the engine writes and reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxRole

from sphinx_scholia.directives import ScholiaDirective
from sphinx_scholia.nodes import (
    as_passage_text,
    card_text,
    endnote,
    endnote_reference,
    endnotes,
    passage,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


def passage_of(
    number: int, body: Sequence[nodes.Node], *, continues: bool = False, abstract: bool = False
) -> passage:
    """Passage ``number`` with its permalink ``#p<number>``, the same in both wordings."""
    return passage(
        "",
        *body,
        number=number,
        continues=continues,
        abstract=abstract,
        ids=[f"p{number}"],
        classes=[
            "passage",
            *(["continues"] if continues else []),
            *(["abstract"] if abstract else []),
        ],
    )


def heading_of(text: str, *, ours: bool) -> nodes.rubric:
    """A heading of the article; one that was lost and supplied by us stands in brackets."""
    heading = nodes.rubric("", f"[{text}]" if ours else text, classes=["article-heading"])
    heading["heading-level"] = 2
    return heading


def endnote_of(number: int, body: Sequence[nodes.Node]) -> endnote:
    """Endnote ``number`` of the article, with its permalink ``#n<number>``."""
    texts = [as_passage_text(p) if isinstance(p, nodes.paragraph) else p for p in body]
    return endnote("", *texts, number=number, ids=[f"n{number}"], classes=["endnote"])


def endnotes_of(notes: Sequence[endnote]) -> endnotes:
    """The article's endnotes under their heading."""
    heading = nodes.rubric("", "Endnotes of the article", classes=["article-heading"])
    heading["heading-level"] = 2
    return endnotes("", heading, *notes, ids=["endnotes"], classes=["endnotes"])


class TextDirective(ScholiaDirective):
    """A part of a brought-in text. Its words are the article's own: they are shown as they are."""

    has_content = True

    def words(self) -> list[nodes.Node]:
        """The words, in which quotes stay straight or curly as they came."""
        self.assert_has_content()
        made = [
            as_passage_text(node)
            for node in self.parse_content_to_nodes()
            if isinstance(node, nodes.paragraph)
        ]
        for text in made:
            text["support_smartquotes"] = False
        if not made:
            raise self.error("a part of a text is words: write them as a paragraph")
        return [*made]

    def number(self) -> int:
        """The number given as the directive's argument."""
        number = self.arguments[0]
        if not (number.isascii() and number.isdigit()):
            raise self.error(f"{number!r} is no number: write one, such as 7")
        return int(number)


class PassageText(TextDirective):
    """``.. passage:: 7``"""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"continues": directives.flag, "abstract": directives.flag}

    def run(self) -> list[nodes.Node]:
        flags = {option: option in self.options for option in self.option_spec}
        return [self.located(passage_of(self.number(), self.words(), **flags))]


class CardText(TextDirective):
    """``.. card-text::``"""

    def run(self) -> list[nodes.Node]:
        return [self.located(card_text("", *self.words(), classes=["card-text"]))]


class EndnoteText(TextDirective):
    """``.. endnote:: 5``"""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [self.located(endnote_of(self.number(), self.words()))]


class Heading(ScholiaDirective):
    """``.. heading:: Dilemmas``"""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {"ours": directives.flag}

    def run(self) -> list[nodes.Node]:
        words = nodes.inline("", "", *self.parse_inline(self.arguments[0])[0])
        return [self.located(heading_of(words.astext(), ours="ours" in self.options))]


class Dropped(ScholiaDirective):
    """``.. dropped:: navigation``: what was left out and why; for those who read the file."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"line": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        return []


class EndnoteRole(SphinxRole):
    """``:endnote:`5```: the article's reference to its own endnote."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        reference = endnote_reference(
            "", f"n{self.text}", refid=f"n{self.text}", internal=True, classes=["endnote-reference"]
        )
        # the way back leads to the passage; an id of its own lets it lead to the very word
        reference["ids"].append(f"n{self.text}-reference")
        self.set_source_info(reference)
        return [reference], []
