"""``question`` and ``answer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_scholia.directives import ScholiaDirective, listed, one_of, passage_references
from sphinx_scholia.directives.guard import trace_in
from sphinx_scholia.model import LEVELS, SKILLS
from sphinx_scholia.nodes import answer, question
from sphinx_scholia.records import QuestionRecord

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


class Question(ScholiaDirective):
    """A discussion question: a skill, a level, and the passages it sends the reader to."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "skill": one_of(SKILLS),
        "level": one_of([str(level) for level in LEVELS]),
        "passages": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        name = self.name_of("a question")
        if missing := [option for option in ("skill", "level") if option not in self.options]:
            raise self.error(f"question {name!r} lacks :{missing[0]}:")
        self.assert_has_content()
        ident = f"question-{self.slug}-{name}"
        skill, level = self.options["skill"], int(self.options["level"])
        asked_before = self.scholia.page.questions
        number = len(asked_before) + 1
        asked_before.append(
            QuestionRecord(self.slug, name, ident, number, skill, level, self.get_location())
        )
        head = nodes.paragraph(
            "",
            "",
            nodes.strong("", f"Question {number}", classes=["question-number"]),
            nodes.Text(" "),
            nodes.inline(
                "", f"{skill}, level {level} ({LEVELS[level]})", classes=["question-skill"]
            ),
            classes=["question-head"],
        )
        targets = listed(self.options.get("passages", ""))
        if references := passage_references(self, targets):
            head += [nodes.Text(" · "), *references]
        asked = question(
            "",
            head,
            *self.parse_content_to_nodes(),
            slug=self.slug,
            name=name,
            number=number,
            skill=skill,
            level=level,
            ids=[ident],
            classes=["question"],
        )
        return [self.located(asked)]


class Answer(ScholiaDirective):
    """What a good answer contains, likely misreadings, where opinions may differ."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        label = nodes.paragraph("", "For the teacher", classes=["label"])
        parsed = self.parse_content_to_nodes()
        if trace := trace_in(parsed):
            raise self.error_at(*trace)
        return [self.located(answer("", label, *parsed, classes=["answer"]))]
