"""Our scripts: the page works without them, and they are read from the page's own folder."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.html.faces import faces_of
from sphinx_scholia.nodes import passages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent / "static" / "scholia"
#: Plain scripts, not modules: browsers refuse modules to a page that was opened from a folder.
DEFERRED = (
    "floating.js",
    "follow.js",
    "choose.js",
    "terms.js",
    "cite.js",
    "mend.js",
    "slides.js",
    "lesson.js",
)
#: A reader's own notes: brought in by ``own.js`` when there are some, or one is to be made.
OWN = FOLDER / "own"
STYLES = (
    "beside.css",
    "follow.css",
    "choose.css",
    "terms.css",
    "cite.css",
    "pictures.css",
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
    version: dict[str, Any] = {"data-version": _digest(*sorted(OWN.iterdir()))}
    app.add_js_file("scholia/own.js", loading_method="defer", **version)
    app.connect("html-page-context", _complete_page)


def _complete_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the scripts into the head that must run before anything is painted.

    Themes write the others at the end of the page.
    """
    known = scholia_domain(app.env).pages.get(pagename)
    about = {
        "scholia-reader": f"{app.config.project}, {app.config.version}",
        "scholia-page": app.builder.get_target_uri(pagename),
    }
    if known and known.article:
        about["scholia-article"] = known.article.slug
    texts = len(list(doctree.findall(passages))) if doctree else 0
    if texts == 1:
        about["scholia-lesson"] = ""  # but not where many articles are on one page
    metas = [f'<meta name="{name}" content="{escape(says)}">' for name, says in about.items()]
    # what other readers keep in the same browser is told apart by the project's name
    faces = " ".join(faces_of(f"{context.get('title')} {context.get('body')}"))
    early = {"data-reader": app.config.project, "data-faces": faces}
    scripts = [_script(context, "early.js", early)]
    if texts:
        scripts.append(_script(context, "beside.js"))
    # a heading without a level is none to a screen reader
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = tree.replace(
            'role="heading">', 'role="heading" aria-level="2">'
        )
    context["metatags"] = "\n".join([context.get("metatags", ""), *metas, *scripts])


def _script(context: dict[str, Any], name: str, about: Mapping[str, str] = {}) -> str:
    path = context["pathto"](f"_static/scholia/{name}", resource=True)
    says = "".join(f' {key}="{escape(value)}"' for key, value in about.items())
    return f'<script src="{path}?v={_digest(FOLDER / name)}"{says}></script>'


def _digest(*files: Path) -> str:
    """Changes when a file does: a browser then fetches it again."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
