"""What the web is told of the pages: search engines, and those who pass a link on.

Only with ``html_baseurl``, which says where they are. Open Graph (ogp.me), the Sitemaps protocol
0.9, robots.txt (RFC 9309). sphinxext-opengraph and sphinx-sitemap do not fit: the one describes a
page by its first words, which here can be an article's own; the other dates pages by git.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from markupsafe import Markup
from sphinx.util.images import get_image_size

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.html.notfound import is_missing_page
from sphinx_scholia.html.side_by_side import comparisons_of
from sphinx_scholia.nodes import central_question, passages, source_card
from sphinx_scholia.report import ScholiaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.application import Sphinx

#: characters of a description; those who show one cut it about here
LONGEST = 200


def register(app: Sphinx) -> None:
    """Settings: a picture of 1200 by 630 pixels among the static files, and its words."""
    app.add_config_value("scholia_preview", "", "html", str)
    app.add_config_value("scholia_preview_alt", "", "html", str)


def add_sharing(app: Sphinx) -> None:
    """Tell each page's head, and write a site map when all is done."""
    picture = app.config.scholia_preview
    if picture and _size(app, picture) is None:
        raise ScholiaError(
            f"conf.py: scholia_preview names {picture!r}, but html_static_path has no picture of "
            "that name; add it there"
        )
    app.connect("html-page-context", _describe)
    if app.builder.name in ("html", "dirhtml"):
        app.connect("build-finished", _write_site_map)


def is_public(app: Sphinx) -> bool:
    """Whether the pages are on the web for anyone to find: answers are not."""
    return bool(app.config.html_baseurl) and app.config.scholia_edition != "teacher"


def address_of(app: Sphinx, name: str) -> str:
    """The full address of a page or file, by its path from the first page."""
    return f"{app.config.html_baseurl.rstrip('/')}/{name}"


def _describe(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    tags = list(_icons(app, context))
    if app.config.scholia_edition == "teacher" or is_missing_page(app, page):
        tags.append('<meta name="robots" content="noindex">')
    elif is_public(app) and tree is not None:
        tags += (
            f"<meta {'name' if ':' not in name or name.startswith('twitter') else 'property'}="
            f'"{name}" content="{escape(content)}">'
            for name, content in _preview(app, page, context, tree)
        )
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def _icons(app: Sphinx, context: dict[str, Any]) -> Iterator[str]:
    """A PNG of the favicon's name among the static files is for those who show no SVG."""
    png = f"{Path(app.config.html_favicon or '').stem}.png"
    if png in {Path(file).name for file in app.config.html_static_path}:
        href = context["pathto"](f"_static/{png}", resource=True)
        if size := _size(app, png):
            yield f'<link rel="icon" type="image/png" sizes="{size[0]}x{size[1]}" href="{href}">'
        yield f'<link rel="apple-touch-icon" href="{href}">'


def _preview(
    app: Sphinx, page: str, context: dict[str, Any], tree: nodes.document
) -> Iterator[tuple[str, str]]:
    """What stands in the card that a passed-on link becomes."""
    title = str(Markup(context["title"]).striptags())
    description = description_of(tree)
    if description:
        yield "description", description
        yield "og:description", description
    yield "og:title", title
    yield "og:type", "website" if page == app.config.root_doc else "article"
    yield "og:url", context["pageurl"]
    yield "og:site_name", app.config.project
    if len(app.config.language.split("_")) == 2:  # a language and a country
        yield "og:locale", app.config.language
    if picture := app.config.scholia_preview:
        yield "og:image", address_of(app, f"_static/{picture}")
        if size := _size(app, picture):
            yield "og:image:width", str(size[0])
            yield "og:image:height", str(size[1])
        yield "og:image:alt", app.config.scholia_preview_alt or app.config.project
        yield "twitter:card", "summary_large_image"


def _size(app: Sphinx, picture: str) -> tuple[int, int] | None:
    """Width and height of a picture among the static files, in pixels; None if there is none."""
    for entry in app.config.html_static_path:
        path = Path(app.confdir, entry)
        size = get_image_size(path if path.name == picture else path / picture)
        if size:
            return size
    return None


def description_of(tree: nodes.document) -> str:
    """The central question of an article; of other pages the first paragraph, or nothing."""
    inside = next(tree.findall(central_question), tree)
    for paragraph in inside.findall(nodes.paragraph):
        words = " ".join(paragraph.astext().split())
        at: nodes.Node = paragraph
        while at.parent is not None and not isinstance(at, passages | source_card):
            at = at.parent
        ours = at.parent is None
        if ours and len(words) >= 40 and not set(paragraph["classes"]) & {"label", "handout-links"}:
            return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    return ""


def _write_site_map(app: Sphinx, exception: Exception | None) -> None:
    """Name all pages; where they are not public, leave no list of an earlier build."""
    if exception is not None:
        return
    site_map, robots = (Path(app.outdir, name) for name in ("sitemap.xml", "robots.txt"))
    site_map.unlink(missing_ok=True)
    robots.unlink(missing_ok=True)
    if not is_public(app):
        return
    comparisons = [each.pagename for each in comparisons_of(scholia_domain(app.env))]
    addresses = sorted(
        address_of(app, app.builder.get_target_uri(page))
        for page in (*app.env.all_docs, *comparisons)
    )
    lines = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    site_map.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n',
        encoding="utf-8",
    )
    if urlsplit(app.config.html_baseurl).path in ("", "/"):  # it is read at a host's root only
        told = f"User-agent: *\nAllow: /\nSitemap: {address_of(app, 'sitemap.xml')}\n"
        robots.write_text(told, encoding="utf-8")
