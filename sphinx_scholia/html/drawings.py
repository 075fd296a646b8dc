"""Drawings in HTML: set into the page, where its style reaches them and their names are links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_scholia.directives.drawing import SVG, TERM, read_svg

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx_scholia.nodes import drawing


def visit_drawing(self: HTML5Translator, node: drawing) -> None:
    if self.builder.name == "epub":  # in XHTML, and in colours of its own
        self.visit_image(node)
        self.depart_image(node)
        raise nodes.SkipNode
    root = read_svg(Path(self.builder.srcdir, node["uri"]))
    links = {each.astext(): each for each in node.findall(nodes.reference)}
    for title in root.findall(f"{SVG}title"):
        root.remove(title)  # it would follow the pointer all over the picture
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if reference := links.get(child.attrib.pop(TERM, "")):
                parent[index] = _link(reference, child)
    for each in root.iter():
        each.tag = each.tag.removeprefix(SVG)  # HTML knows its drawings without a namespace
    root.attrib |= {"role": "group", "aria-label": node["alt"]}
    self.body.append(ElementTree.tostring(root, encoding="unicode"))
    raise nodes.SkipNode


def _link(reference: nodes.reference, shown: Element) -> Element:
    target = reference.get("refuri") or f"#{reference['refid']}"
    made = ElementTree.Element(f"{SVG}a", {"href": target, "class": "reference internal"})
    made.append(shown)
    made.tail, shown.tail = shown.tail, None
    return made
