"""``passages``: the article itself, in whichever of its two wordings is at hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.directives import ScholiaDirective
from sphinx_scholia.directives.text import endnote_of, endnotes_of, heading_of, passage_of
from sphinx_scholia.nodes import (
    SCREEN_ONLY,
    as_passage_text,
    endnote,
    marginal_note,
    passage,
    passages,
    precis,
)
from sphinx_scholia.report import Problem, warn
from sphinx_scholia.texts import TextError, read_recipe

if TYPE_CHECKING:
    from sphinx_scholia.model import Wording
    from sphinx_scholia.records import ArticleRecord
    from sphinx_scholia.texts import Recipe

#: Wording -> what the passages are, and what somebody who builds the reader can do about it.
ABOUT_WORDING = {
    "text": (
        "These are the article’s own words, from the copy at hand. "
        "They are here for your class, and not to be passed on.",
        "",
    ),
    "precis": (
        "These are our summaries, one for each numbered passage, not the article’s own words.",
        "To read the article itself in their place, put a copy of it into the folder of texts "
        "as {slug}.txt and build again.",
    ),
}


class Passages(ScholiaDirective):
    """The passages of an article.

    The content is a numbered list with the précis of every passage. Where the
    article's text is at hand, its passages take the place of the list and each
    précis folds beside its own. The notes of ``annotations/<slug>.rst`` are read
    in here; where each of them stands is found later.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        article = self._article()
        recipe = self._recipe()
        summaries = self._summaries(recipe)
        notes = self._notes()
        built = self.scholia.paths.built_text(self.slug)
        wording: Wording = "text" if built.exists() else "precis"
        if wording == "text":
            parts = self._with_text(self.parse_file(built), summaries)
        else:
            parts = self._from_summaries(summaries, recipe, notes)
        self._note_wording(article, wording, len(summaries), recipe.endnotes)
        what, how = ABOUT_WORDING[wording]
        about = nodes.paragraph("", what, classes=["about-wording"])
        if how:
            about += nodes.inline("", " " + how.format(slug=self.slug), classes=[SCREEN_ONLY])
        classes = ["passages", f"wording-{wording}"]
        whole = passages("", about, *parts, *notes, ids=["passages"], classes=classes)
        return [self.located(whole)]

    def _article(self) -> ArticleRecord:
        """The article of the page, whose passages are yet to come."""
        article = self.scholia.page.article
        if article is None:
            raise self.error("write the 'article' directive, with the card, above the passages")
        if article.passages:
            raise self.error("the passages of this page are above: write all in one numbered list")
        return article

    def _note_wording(
        self, article: ArticleRecord, wording: Wording, count: int, endnotes: int
    ) -> None:
        page = self.scholia.page
        page.article = replace(article, wording=wording, passages=count, endnotes=endnotes)
        path = Path(self.env.doc2path(self.env.current_document.docname))
        page.had = self.scholia.paths.at_hand(self.slug, path)

    def _recipe(self) -> Recipe:
        docname = self.env.current_document.docname
        path = Path(self.env.doc2path(docname)).with_suffix(".toml")
        if path.exists():
            self.env.note_dependency(path)
        try:
            return read_recipe(path)
        except TextError as error:
            raise self.error(str(error)) from error

    def _summaries(self, recipe: Recipe) -> list[list[nodes.Node]]:
        """The précis of every passage, as passage texts."""
        parsed = self.parse_content_to_nodes()
        if [type(node) for node in parsed] != [nodes.enumerated_list]:
            raise self.error(
                "the précis are one numbered list: write '1. …', an empty line, '2. …' and so on"
            )
        items = parsed[0].children
        if recipe.passages and len(items) != recipe.passages:
            raise self.error(
                f"{len(items)} précis for {recipe.passages} passages: write one for each, in order"
            )
        return [self._summary(number, item) for number, item in enumerate(items, 1)]

    def _summary(self, number: int, item: nodes.Node) -> list[nodes.Node]:
        """A précis; its number stands before the words of its first paragraph."""
        if not item.children or not isinstance(item.children[0], nodes.paragraph):
            message = f"précis {number} begins with a paragraph: write a sentence there"
            raise self.error_at(message, item)
        return [
            as_passage_text(child) if isinstance(child, nodes.paragraph) else child
            for child in item.children
        ]

    def _notes(self) -> list[nodes.Node]:
        path = self.scholia.paths.notes(self.slug)
        if not path.exists():
            return []
        parsed = self.parse_file(path)
        for node in parsed:
            if not isinstance(node, marginal_note | nodes.comment | nodes.system_message):
                where = f"{node.source or path}:{node.line or 1}"
                message = "a file of notes holds only 'annotation' directives and comments"
                warn(Problem.NOTES_FILE, message, location=where)
        return parsed

    def _with_text(
        self, text: list[nodes.Node], summaries: list[list[nodes.Node]]
    ) -> list[nodes.Node]:
        """The passages of the text, each with its précis folded beside it."""
        found = [node for node in text if isinstance(node, passage)]
        if len(found) != len(summaries):
            raise self.error(
                f"the text has {len(found)} passages, but {len(summaries)} précis are written"
            )
        for node, summary in zip(found, summaries, strict=True):
            node += precis("", *summary, classes=["precis"])
        notes = [node for node in text if isinstance(node, endnote)]
        body = [node for node in text if not isinstance(node, endnote | nodes.comment)]
        return [*body, endnotes_of(notes)] if notes else body

    def _from_summaries(
        self, summaries: list[list[nodes.Node]], recipe: Recipe, notes: list[nodes.Node]
    ) -> list[nodes.Node]:
        """Passages made of their précis, with the headings, and stubs for noted endnotes."""
        parts: list[nodes.Node] = []
        for number, summary in enumerate(summaries, 1):
            parts += [
                heading_of(h.text, ours=h.ours) for h in recipe.headings if h.before == number
            ]
            continues, abstract = number in recipe.continues, number == recipe.abstract
            parts.append(passage_of(number, summary, continues=continues, abstract=abstract))
        noted = {n["place"] for n in notes if isinstance(n, marginal_note)}
        numbers = [n for n in range(1, recipe.endnotes + 1) if f"n{n}" in noted]
        return [*parts, endnotes_of([endnote_stub(n) for n in numbers])] if numbers else parts


def endnote_stub(number: int) -> endnote:
    """What stands for an endnote of the article where its words are not at hand."""
    words = f"Endnote {number} of the article, whose words are not at hand."
    stub = endnote_of(number, [nodes.paragraph("", words)])
    stub["stub"] = True
    return stub
