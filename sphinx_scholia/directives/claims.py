"""``claim``, ``stance`` and ``known``: what each article says of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_scholia.directives import (
    ScholiaDirective,
    curl,
    listed,
    one_of,
    passage_references,
)
from sphinx_scholia.model import Stance
from sphinx_scholia.nodes import cell, claim, columns, known, stance, stance_sign
from sphinx_scholia.records import ClaimRecord, StanceRecord

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


class StanceDirective(ScholiaDirective):
    """What one article does with the claim: asserts, reports, disputes it, or is silent."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "stance": one_of([each.label for each in Stance]),
        "passages": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        slug = self.arguments[0]
        if "stance" not in self.options:
            raise self.error(f"the stance of {slug!r} lacks :stance:")
        taken = stance(
            "",
            *self.parse_content_to_nodes(),
            slug=slug,
            stance=self.options["stance"],
            passages=listed(self.options.get("passages", "")),
        )
        if taken["stance"] != Stance.SILENT.label and not taken["passages"]:
            raise self.error(f"{slug!r} {taken['stance']} this: name its :passages:")
        return [self.located(taken)]


class Known(ScholiaDirective):
    """What is known of the claim, with sources."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        label = nodes.paragraph("", "What is known", classes=["label"])
        return [self.located(known("", label, *self.parse_content_to_nodes(), classes=["known"]))]


class Claim(ScholiaDirective):
    """A statement that articles make or dispute: a sentence, stances, and what is known."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.name_of("a claim")
        sentence, stances, findings = self._parts(name)
        ident = f"claim-{name}"
        self.scholia.page.claims.append(
            ClaimRecord(
                name,
                ident,
                curl(sentence.astext()),
                tuple(StanceRecord(s["slug"], s["stance"], tuple(s["passages"])) for s in stances),
                self._section(),
                self.get_location(),
            )
        )
        sentence["classes"].append("claim-sentence")
        table = self._table(stances)
        made = claim("", sentence, table, findings, ids=[ident], classes=["claim"])
        return [self.located(made)]

    def _parts(self, name: str) -> tuple[nodes.paragraph, list[stance], known]:
        """The sentence, the stances and what is known; there is no place for anything else."""
        parsed = self.parse_content_to_nodes()
        stances = [node for node in parsed if isinstance(node, stance)]
        findings = [node for node in parsed if isinstance(node, known)]
        sentences = [node for node in parsed if isinstance(node, nodes.paragraph)]
        if len(sentences) != 1 or not stances or len(findings) != 1:
            raise self.error(
                f"claim {name!r} is one sentence, a 'stance' for each article, and one 'known'"
            )
        shown = (stance, known, nodes.paragraph, nodes.comment, nodes.system_message)
        if other := next((node for node in parsed if not isinstance(node, shown)), None):
            message = "a claim holds its sentence, stances and 'known': put the rest into 'known'"
            raise self.error_at(message, other)
        slugs = [each["slug"] for each in stances]
        if twice := next((slug for slug in slugs if slugs.count(slug) > 1), ""):
            raise self.error(f"claim {name!r} has two stances of {twice!r}: make them one")
        return sentences[0], stances, findings[0]

    def _section(self) -> str:
        """The title of the section around it, if it has one of its own below the page's."""
        around = self.state.parent
        if not isinstance(around, nodes.section) or not isinstance(around.parent, nodes.section):
            return ""
        return curl(next(iter(around.findall(nodes.title))).astext())

    def _table(self, stances: list[stance]) -> nodes.table:
        """The stances as a table: article, sign and word, what it says and where."""
        group = nodes.tgroup("", cols=3)
        group += columns((18, 14, 68))
        head = nodes.row("", *(cell(nodes.Text(t)) for t in ("Article", "Stance", "Its words")))
        body = nodes.tbody("", *(self._row(each) for each in stances))
        group += [nodes.thead("", head), body]
        return nodes.table("", group, classes=["stances"])

    def _row(self, each: stance) -> nodes.row:
        article = self.reference("article", each["slug"])
        shown = stance_sign(each["stance"])
        words = nodes.entry("", *each.children)
        targets = [f"{each['slug']}/{place}" for place in each["passages"]]
        if targets:
            words += nodes.paragraph(
                "",
                "",
                *passage_references(self, targets, each["slug"]),
                classes=["its-passages"],
            )
        return nodes.row("", cell(article), cell(shown), words, classes=[f"row-{each['stance']}"])
