"""Links from a page on the web to the handouts that are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.handouts.kinds import What, made_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class LinkHandouts(SphinxPostTransform):
    """Below a page's title, where ``scholia_handouts_at`` says that handouts are beside the pages.

    That is a folder, counted from the first page: ``../pdf``.
    """

    formats = ("html",)
    default_priority = ReferencesResolver.default_priority + 2

    def run(self, **kwargs: Any) -> None:
        builder = self.env._builder_cls.name
        folder = self.config.scholia_handouts_at
        if not folder or builder not in ("html", "dirhtml"):
            return
        docname = self.env.current_document.docname
        depth = docname.count("/") + (builder == "dirhtml" and docname != self.config.root_doc)
        line = nodes.paragraph("", "To print: ", classes=["handout-links"])
        for name, label in self._handouts(docname):
            uri = f"{'../' * depth}{folder}/{name}"
            line += nodes.Text(" · " if len(line.children) > 1 else "")
            line += nodes.reference("", label, refuri=uri, internal=False)
        title = next(iter(self.document.findall(nodes.title)), None)
        if len(line.children) > 1 and title is not None:
            title.parent.insert(title.parent.index(title) + 1, line)

    def _handouts(self, docname: str) -> Iterator[tuple[str, str]]:
        if docname == self.config.root_doc:
            yield "reader.pdf", "the whole reader (PDF)"
            yield "index.html", "all handouts"
        for name, what in made_from(scholia_domain(self.env), docname):
            label = "with notes" if what is What.ARTICLE else what.label
            yield f"{name}.pdf", f"{label} (PDF)"
