"""The page that a host shows where there is none: ``404.html``, made by sphinx-notfound-page.

It is shown at any depth, so its links are from the root of the host: they begin with the path of
``html_baseurl``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


def register(app: Sphinx) -> None:
    """Tell the extension where the site begins; does nothing where it is not loaded."""
    # before it looks at its settings itself
    app.connect("config-inited", _say_where, priority=400)
    app.connect("html-page-context", _fill, priority=450)


def _say_where(app: Sphinx, config: Config) -> None:
    if "notfound_urls_prefix" in config:
        path = urlsplit(config.html_baseurl).path.rstrip("/")
        config.notfound_urls_prefix = f"{path}/"
        config.notfound_context = {"title": "Page not found", "body": ""}


def is_missing_page(app: Sphinx, page: str) -> bool:
    """Whether this is the page that stands for those that are not there."""
    return "notfound_urls_prefix" in app.config and page == app.config.notfound_pagename


def _fill(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document
) -> None:
    if not is_missing_page(app, page):
        return
    context["pageurl"] = None  # it has no address of its own
    first, search = (context["pathto"](name) for name in (app.config.root_doc, "search"))
    context["body"] = (
        "<h1>Page not found</h1>\n"
        "<p>There is no page at this address. There may be a slip in it, or the page has moved."
        f' The <a href="{first}">first page</a> leads to all others.</p>\n'
        f'<form class="search-here" role="search" action="{search}">'
        '<label for="search-here">Search for a name, a term or a word</label>'
        '<input type="search" id="search-here" name="q"><button>Search</button></form>\n'
    )
