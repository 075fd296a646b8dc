"""The mark-up that authors type. Directives parse and record; they never render."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from docutils.utils.smartquotes import smartyPants
from sphinx.util.docutils import SphinxDirective, switch_source_input
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_scholia.directives.guard import TOO_DEEP, fault_in, only_words, taken_back
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.pages import read
from sphinx_scholia.report import ScholiaError
from sphinx_scholia.roles import reference_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeVar

    from docutils.parsers.rst import DirectiveError
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

    def name_of(self, what: str) -> str:
        """The directive's argument, which names a note, a question or the like for ever."""
        return self.checked_name(self.arguments[0], what)

    def checked_name(self, name: str, what: str) -> str:
        """A name that can stand in an address as it is; ``what`` it is the name of."""
        if (plain := nodes.make_id(name)) != name:
            hint = f"write {plain!r}" if plain else "write small letters, digits and hyphens"
            raise self.error(f"{name!r} cannot be the name of {what}: {hint}")
        return name

    def parse_content_to_nodes(self, allow_section_headings: bool = False) -> list[nodes.Node]:
        """The nodes of the content, which may hold words only (:mod:`.guard`)."""
        with self.guarded():
            parsed = super().parse_content_to_nodes(allow_section_headings)
        return self.without_fault(parsed)

    def parse_file(self, path: Path, *, with_sections: bool = False) -> list[nodes.Node]:
        """The nodes of another file, parsed in place; the page depends on it from now on."""
        self.env.note_dependency(path)
        try:
            lines = read(path).splitlines()
        except ScholiaError as error:
            raise self.error(str(error)) from error
        content = StringList(lines, source=str(path))
        with switch_source_input(self.state, content), self.guarded():
            parsed = nested_parse_to_nodes(
                self.state, content, allow_section_headings=with_sections
            )
        return self.without_fault(parsed)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """While this lasts, what is parsed can reach nothing but its own words."""
        document = self.state.document
        before = list(document.findall(nodes.meta))
        try:
            with only_words(document):
                yield
        except RecursionError as error:
            raise self.error(TOO_DEEP) from error
        if taken_back(document, before):
            raise self.error("'meta' speaks for a whole page: take it out")

    def without_fault(self, parsed: list[nodes.Node]) -> list[nodes.Node]:
        """The same nodes, if they may stand where they do."""
        if fault := fault_in(parsed, self.env.current_document.docname):
            raise self.error_at(*fault)
        return parsed

    def error_at(self, message: str, node: nodes.Node) -> DirectiveError:
        """An error that names the place of a node in the content, where that is known."""
        where = f"{node.source}:{node.line}: " if node.line is not None else ""
        return self.error(f"{where}{message}")


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


def listed(text: str, mark: str = ",") -> list[str]:
    """What an author has listed on a line, with a mark between each two."""
    return [part.strip() for part in " ".join(text.split()).split(mark) if part.strip()]


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
