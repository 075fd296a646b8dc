"""Our scripts: the page works without them, and they are read from the page's own folder."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.nodes import passages

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent / "static" / "scholia"
#: Plain scripts, not modules: browsers refuse modules to a page that was opened from a folder.
DEFERRED = ("floating.js", "follow.js", "choose.js", "terms.js", "cite.js", "mend.js", "lesson.js")
STYLES = (
    "follow.css",
    "choose.css",
    "terms.css",
    "cite.css",
    "side-by-side.css",
    "lesson.css",
    "print.css",
)


def add_scripts(app: Sphinx) -> None:
    """Load scripts and their style; an e-reader does without."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    for name in STYLES:
        app.add_css_file(f"scholia/{name}")
    for name in DEFERRED:
        app.add_js_file(f"scholia/{name}", loading_method="defer")
    app.connect("html-page-context", _complete_page)


def _complete_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the one script into the head that must run before anything is painted.

    Themes write the others at the end of the page.
    """
    digest = hashlib.sha256((FOLDER / "early.js").read_bytes()).hexdigest()[:8]
    path = context["pathto"]("_static/scholia/early.js", resource=True)
    script = f'<script src="{path}?v={digest}"></script>'
    about = {
        "scholia-reader": f"{app.config.project}, {app.config.version}",
        "scholia-page": app.builder.get_target_uri(pagename),
    }
    if doctree and len(list(doctree.findall(passages))) == 1:
        about["scholia-lesson"] = ""  # but not where many articles are on one page
    metas = [f'<meta name="{name}" content="{escape(says)}">' for name, says in about.items()]
    # a heading without a level is none to a screen reader
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = tree.replace(
            'role="heading">', 'role="heading" aria-level="2">'
        )
    context["metatags"] = "\n".join([context.get("metatags", ""), *metas, script])
