"""Formulas as MathML, which browsers set themselves: Sphinx's own way fetches a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import SkipNode
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml

if TYPE_CHECKING:
    from docutils.nodes import math, math_block
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def register(app: Sphinx) -> None:
    """Be the one way to set formulas, where a project's ``html_math_renderer`` names no other."""
    app.add_html_math_renderer("scholia_mathml", (_visit, None), (_visit, None))


def _visit(self: HTML5Translator, node: math | math_block) -> None:
    is_block = node.tagname == "math_block"
    tag = "div" if is_block else "span"
    try:
        # an EPUB would have to declare its MathML
        formula = "" if self.builder.name == "epub" else tex2mathml(node.astext(), is_block)
    except MathError:
        formula = ""
    words = formula or f"<code>{self.encode(node.astext())}</code>"
    self.body.append(f"{self.starttag(node, tag, '', CLASS='math')}{words}</{tag}>")
    raise SkipNode
