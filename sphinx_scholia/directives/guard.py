"""What the content of our directives may hold: words, and nothing that reaches beyond them.

Notes, definitions and questions get pasted from elsewhere. So they cannot hold raw HTML, read
files, or change the page around them, whatever a project's own pages may do.
"""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import download_reference, glossary, index

from sphinx_scholia.nodes import claim, event, marginal_note, question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Lists in lists and quotes in quotes, as elements: far more than any page needs, and far fewer
#: than what Python's own limit would stop in the middle of something.
DEEPEST = 40


@contextmanager
def only_words(document: nodes.document) -> Iterator[None]:
    """While this lasts, docutils refuses ``raw`` and whatever reads a file or an address.

    Its settings for what comes from people it does not know: ``raw_enabled`` and
    ``file_insertion_enabled``.
    """
    settings = document.settings
    before = settings.raw_enabled, settings.file_insertion_enabled
    settings.raw_enabled = settings.file_insertion_enabled = False
    try:
        yield
    finally:
        settings.raw_enabled, settings.file_insertion_enabled = before


def taken_back(document: nodes.document, before: Sequence[nodes.meta]) -> bool:
    """Whether a page has got ``meta`` elements that it did not have; they are taken out of it."""
    added = [meta for meta in document.findall(nodes.meta) if meta not in before]
    for meta in added:
        meta.parent.remove(meta)
    return bool(added)


def fault_in(parsed: Sequence[nodes.Node], docname: str) -> tuple[str, nodes.Node] | None:
    """What among nodes has no place in a note, a definition or a question, and where."""
    todo = [(node, 1) for node in reversed(parsed)]
    while todo:
        node, depth = todo.pop()
        if depth > DEEPEST:
            return TOO_DEEP, node
        if isinstance(node, nodes.substitution_definition):
            return "a substitution is defined for a whole page: write its words in its place", node
        path = path_of(node)
        if _leads_out(path, docname):
            return f"“{path}” lies outside the folder of the pages: put the file there", node
        if isinstance(node, nodes.Element):
            todo += [(child, depth + 1) for child in reversed(node.children)]
    return None


TOO_DEEP = "lists and quotes lie too deep in each other: write them side by side"


#: What is kept of a page even where the page itself does not show it: node -> what to say of it.
KEPT: dict[type[nodes.Element], str] = {
    download_reference: "a file to download: link to its address",
    glossary: "a glossary: put it on a page",
    index: "what goes into the index: leave it out",
    **dict.fromkeys(
        (question, claim, event, marginal_note),
        "what other pages show or count: put it outside of the answer",
    ),
}


def trace_in(parsed: Sequence[nodes.Node]) -> tuple[str, nodes.Node] | None:
    """What among nodes would leave a trace of an answer in an edition without it, and where."""
    for node in (found for each in parsed for found in each.findall(nodes.Element)):
        what = next((said for kind, said in KEPT.items() if isinstance(node, kind)), "")
        # Sphinx lists names for other projects, but for those of addresses and numbers
        names = [name for name in map(str, node.get("names", [])) if not name.isdigit()]
        if names and "refuri" not in node:
            what = what or f"anything with a name, such as {names[0]!r}: take the name away"
        if what:
            why = "a student's edition would keep a trace of it"
            return f"an answer cannot hold {what} ({why})", node
    return None


def path_of(node: nodes.Node) -> str:
    """The file that a node wants to have copied beside the pages; empty if it wants none."""
    if isinstance(node, nodes.image):
        return str(node["uri"])
    return str(node["reftarget"]) if isinstance(node, download_reference) else ""


def _leads_out(path: str, docname: str) -> bool:
    """Whether a path, as it is written on a page, leaves the source folder."""
    folder = "." if path.startswith("/") else posixpath.dirname(docname)
    path = posixpath.join(folder, path.lstrip("/"))
    return posixpath.normpath(path).split("/")[0] == ".."
