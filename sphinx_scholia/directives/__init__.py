"""The mark-up that authors type. Directives parse and record; they never render."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from docutils.utils.smartquotes import smartyPants
from sphinx.util.docutils import SphinxDirective, switch_source_input
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.roles import reference_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from sphinx.addnodes import pending_xref

    from sphinx_scholia.domain import ScholiaDomain

    N = TypeVar("N", bound=nodes.Element)


class ScholiaDirective(SphinxDirective):
    """What our directives have in common."""

    @property
    def scholia(self) -> ScholiaDomain:
        """The domain, where every directive records what it found."""
        return scholia_domain(self.env)

    @property
    def slug(self) -> str:
        """The slug of the article on this page, or a page's own name where there is none."""
        return self.scholia.slug_of(self.env.current_document.docname)

    def located(self, node: N) -> N:
        """``node``, knowing the file and line that it was written in."""
        self.set_source_info(node)
        return node

    def reference(self, kind: str, target: str, slug: str | None = None) -> pending_xref:
        """A reference as the role of that kind would make it: ``reference("passage", "5")``.

        ``slug`` is the article that a reader has in mind there, so that “Gavin ¶5” reads “¶5”.
        """
        docname = self.env.current_document.docname
        here = self.slug if slug is None else slug
        return self.located(reference_to(kind, target, docname=docname, slug=here))

    def parse_file(self, path: Path, *, with_sections: bool = False) -> list[nodes.Node]:
        """The nodes of another file, parsed in place; the page depends on it from now on."""
        self.env.note_dependency(path)
        lines = path.read_text(encoding="utf-8").splitlines()
        content = StringList(lines, source=str(path))
        with switch_source_input(self.state, content):
            return nested_parse_to_nodes(self.state, content, allow_section_headings=with_sections)


def passage_references(
    directive: ScholiaDirective, targets: Sequence[str], slug: str | None = None
) -> list[nodes.Node]:
    """References to passages, with commas between them; an article is named once in a row."""
    made: list[nodes.Node] = []
    for target in targets:
        made += [nodes.Text(", ")] if made else []
        made.append(directive.reference("passage", target, slug))
        slug = target.partition("/")[0] if "/" in target else None
    return made


def curl(text: str) -> str:
    """Text with its quotes curled, for use on other pages, where Sphinx does not curl it."""
    return str(smartyPants(text, language="en"))


def one_of(values: Sequence[str]) -> Callable[[str], str]:
    """An option converter that takes one of ``values`` and names them all when it gets another."""

    def convert(argument: str) -> str:
        # docutils passes None for an option without a value
        if (argument or "").strip() not in values:
            raise ValueError(f"{argument!r}: write one of {', '.join(values)}")
        return argument.strip()

    return convert
