"""The mark-up that authors type. Directives parse and record; they never render."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective, switch_source_input
from sphinx.util.parsing import nested_parse_to_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from sphinx_scholia.domain import ScholiaDomain

    N = TypeVar("N", bound=nodes.Element)


class ScholiaDirective(SphinxDirective):
    """What our directives have in common."""

    @property
    def scholia(self) -> ScholiaDomain:
        """The domain, where every directive records what it found."""
        from sphinx_scholia.domain import ScholiaDomain

        domain = self.env.get_domain(ScholiaDomain.name)
        assert isinstance(domain, ScholiaDomain)
        return domain

    @property
    def slug(self) -> str:
        """The slug of the article on this page, or a page's own name where there is none."""
        return self.scholia.slug_of(self.env.current_document.docname)

    def located(self, node: N) -> N:
        """``node``, knowing the file and line that it was written in."""
        self.set_source_info(node)
        return node

    def parse_file(self, path: Path, *, with_sections: bool = False) -> list[nodes.Node]:
        """The nodes of another file, parsed in place; the page depends on it from now on."""
        self.env.note_dependency(path)
        lines = path.read_text(encoding="utf-8").splitlines()
        content = StringList(lines, source=str(path))
        with switch_source_input(self.state, content):
            return nested_parse_to_nodes(self.state, content, allow_section_headings=with_sections)


def one_of(values: Sequence[str]) -> Callable[[str], str]:
    """An option converter that takes one of ``values`` and names them all when it gets another."""

    def convert(argument: str) -> str:
        # docutils passes None for an option without a value
        if (argument or "").strip() not in values:
            raise ValueError(f"{argument!r}: write one of {', '.join(values)}")
        return argument.strip()

    return convert
