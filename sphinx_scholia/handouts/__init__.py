"""Handouts: the reader as PDFs that are made to be printed. Set by Typst; no TeX, no browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import ENUM

from sphinx_scholia.handouts import look
from sphinx_scholia.handouts.articles import record_density
from sphinx_scholia.handouts.builder import HandoutsBuilder
from sphinx_scholia.handouts.links import LinkHandouts
from sphinx_scholia.handouts.manuscripts import forget_what_was_written

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the builder and what can be chosen."""
    app.add_builder(HandoutsBuilder)
    app.add_post_transform(LinkHandouts)
    app.connect("builder-inited", forget_what_was_written)
    app.connect("doctree-read", record_density)
    # where the handouts lie, as seen from the first page; empty where there are none
    app.add_config_value("scholia_handouts_at", "", "html", str)
    app.add_config_value("scholia_paper", "a4", "", ENUM(*look.PAPERS))
    app.add_config_value("scholia_size", "normal", "", ENUM(*look.SIZES))
    app.add_config_value("scholia_notes", "margin", "", ENUM(*look.NOTES))
    app.add_config_value("scholia_sides", "two", "", ENUM(*look.SIDES))
    # patterns of the names of those to set, as of files; all of them where there is none
    app.add_config_value("scholia_handouts", [], "", list)
    # whether to set the articles in large print, without notes and on the other paper as well
    app.add_config_value("scholia_variants", False, "", bool)
