"""The roles that authors type inside a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import inline
from sphinx.addnodes import pending_xref
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.nodes import plain
from sphinx_scholia.records import Reference

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment


def reference_to(kind: str, target: str, *, docname: str, slug: str) -> pending_xref:
    """A reference as the role of a kind makes it on a page, whose own article is ``slug``."""
    return pending_xref(
        "",
        inline("", target),
        refdomain="scholia",
        reftype=kind,
        reftarget=target,
        refexplicit=False,
        refwarn=True,
        refdoc=docname,
        scholia_slug=slug,
    )


def references_in(part: Element) -> tuple[Reference, ...]:
    """The references in a part of a page to things of ours, terms and sources, each once."""
    found = [
        Reference(
            "cite" if each.get("refdomain") == "cite" else each["reftype"],
            each["reftarget"],
            each.get("scholia_slug", ""),
            each.get("refexplicit", False),
        )
        for each in part.findall(pending_xref)
        if each.get("refdomain") in ("scholia", "cite") or each["reftype"] == "term"
    ]
    return tuple(dict.fromkeys(found))


class ScholiaXRefRole(XRefRole):
    """``:passage:`gavin-2020/5``` or, on the article's own page, ``:passage:`5```."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        refnode["scholia_slug"] = scholia_domain(env).slug_of(env.current_document.docname)
        return title, target


class PlainRole(SphinxRole):
    """``:plain:`status```: words in which no glossary term is linked."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        return [plain(self.rawtext, self.text)], []
