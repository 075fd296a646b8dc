"""How an annotated article is written in HTML, and the style that sets it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import citation
from sphinx.writers.html5 import HTML5Translator

from sphinx_scholia import nodes
from sphinx_scholia.html import (
    drawings,
    formulas,
    notfound,
    pictures,
    sharing,
    side_by_side,
    visitors,
)
from sphinx_scholia.html.policy import add_policy
from sphinx_scholia.html.scripts import add_scripts

if TYPE_CHECKING:
    from typing import Any

    from docutils.nodes import Element
    from sphinx.application import Sphinx

HERE = Path(__file__).parent


def register(app: Sphinx) -> None:
    """Register all nodes, with visitors where a node is more than a box with a class."""
    formulas.register(app)
    written: dict[type[Element], tuple[Any, Any]] = {
        nodes.passage: (visitors.visit_passage, visitors.depart_div),
        nodes.passage_text: (visitors.visit_passage_text, visitors.depart_div),
        nodes.precis: (visitors.visit_precis, visitors.depart_precis),
        nodes.marginal_note: (visitors.visit_marginal_note, visitors.depart_marginal_note),
        nodes.note_reference: (visitors.visit_note_reference, None),
        nodes.endnote: (visitors.visit_endnote, visitors.depart_div),
        nodes.passages: (visitors.visit_passages, visitors.depart_div),
        nodes.definitions_here: (visitors.visit_definitions, visitors.depart_definitions),
        nodes.definition_here: (visitors.visit_definition, visitors.depart_div),
        nodes.drawing: (drawings.visit_drawing, None),
        nodes.kind_letter: (pictures.visit_kind_letter, None),
        nodes.note_strip: (pictures.visit_note_strip, visitors.depart_div),
        nodes.timeline_picture: (pictures.visit_timeline, None),
        nodes.phrase: (visitors.visit_phrase, visitors.depart_span),
    }
    notfound.register(app)
    sharing.register(app)
    app.add_node(
        citation, override=True, html=(visitors.visit_citation, HTML5Translator.depart_citation)
    )
    for node in nodes.ALL:
        # known by name, also where writers do not look at a node's parents, as docutils' XML does
        app.add_node(node)
    for node, visit_and_depart in written.items():
        app.add_node(node, override=True, html=visit_and_depart)
    side_by_side.register(app)


def add_style(app: Sphinx) -> None:
    """Put our style sheet beside the theme's, and the reading faces where a page may load them."""
    if app.builder.format != "html":
        return
    app.config.html_static_path.append(str(HERE / "static"))
    app.add_css_file("scholia.css")
    if app.builder.name != "epub":  # an e-reader has faces of its own
        app.config.html_static_path.append(str(HERE / "faces"))
        app.add_css_file("faces.css")
        add_policy(app)
        sharing.add_sharing(app)
    add_scripts(app)
