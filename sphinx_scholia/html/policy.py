"""The pages' content-security policy: no script runs but those in the site's files and the theme's.

Inline scripts are known by their hashes, which are taken from the templates of the theme that is
installed, not from the finished page: what an author's text should smuggle in is not among them.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.policy import hash_of, policy_tag
from sphinx_scholia.report import Problem, ScholiaError, ending_plainly, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

#: What a page needs. Styles may stand in the page: furo's do, and a style runs nothing.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    # the search page reads the pages it has found, to show some words of each
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
#: What more may be loaded; whatever is not named here goes by default-src.
OTHERS = ("child-src", "frame-src", "manifest-src", "media-src", "object-src", "worker-src")
NOTHING = "'none'"
INLINE = re.compile(r"<script(?![^>]*\ssrc\s*=)([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
#: Data that stands in a script element is not run.
DATA = re.compile(r"""type\s*=\s*["']?(?:application/(?:ld\+)?json|text/(?!javascript))""")
JINJA = re.compile(r"\{[{%#]")


def add_policy(app: Sphinx) -> None:
    """Put the policy into the head of every page, before anything it speaks of."""
    if not app.config.scholia_policy:
        return
    with ending_plainly():
        directives = widened(app.config.scholia_policy_sources)
    of_theme = sorted({hash_of(script) for script in _scripts_of_theme(app)})

    def write(
        app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document
    ) -> None:
        added = [
            hash_of(file.attributes.get("body", ""))
            for file in context["script_files"]
            if not getattr(file, "filename", file)
        ]
        scripts = " ".join([directives["script-src"], *of_theme, *added])
        tag = policy_tag({**directives, "script-src": scripts})
        context["metatags"] = f"{tag}\n{context.get('metatags', '')}"

    # last of all, so that nothing stands before it
    app.connect("html-page-context", write, priority=900)
    app.connect("build-finished", _finish)


def widened(more: Mapping[str, object]) -> dict[str, str]:
    """The directives, with more sources for some of them.

    Raises :class:`ScholiaError` for what is no directive, and for what are no sources.
    """
    directives = dict(DIRECTIVES)
    known = (*DIRECTIVES, *OTHERS)
    for name, sources in more.items():
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            raise ScholiaError(f"scholia_policy_sources: no directive is called {name!r}; {hint}")
        if not isinstance(sources, str) or not sources.strip() or re.search("[;,]", sources):
            raise ScholiaError(
                f"scholia_policy_sources: {name!r} is {sources!r}; write its sources as words "
                "with blanks between them, such as 'https://maps.example.org'"
            )
        both = [*directives.get(name, "").split(), *sources.split()]
        # “nothing” and something else is something else
        given = [source for source in dict.fromkeys(both) if source != NOTHING]
        directives[name] = " ".join(given) or NOTHING
    return directives


def _scripts_of_theme(app: Sphinx) -> Iterator[str]:
    """The inline scripts of all templates a page may be made from, where nothing is filled in."""
    own = [Path(app.confdir, folder) for folder in app.config.templates_path]
    for folder in [*own, *map(Path, app.builder.theme.get_theme_dirs())]:  # type: ignore[attr-defined]
        for template in sorted(folder.rglob("*.html")):
            for _, script in INLINE.findall(template.read_text(encoding="utf-8")):
                if not JINJA.search(script):
                    yield script


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        _translate_without_eval(Path(app.outdir, "_static", "translations.js"))
        for page in sorted(Path(app.outdir).rglob("*.html")):
            _report_what_will_not_run(app, page)


def _translate_without_eval(file: Path) -> None:
    """Write Sphinx's translations so that no string is evaluated, which a policy forbids.

    It makes a function of ``plural_expr`` when a page is loaded; here it is one already. What is
    not translated, as in the English of Britain, is left to Sphinx's own words.
    """
    found = re.match(r"Documentation\.addTranslations\((.*)\);", _read(file), re.DOTALL)
    if found is None:
        return
    catalogue = json.loads(found[1])
    messages = {
        words: translated
        for words, translated in catalogue["messages"].items()
        if translated and all(translated)
    }
    # true and false are no indices of a list of plurals
    file.write_text(
        f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(messages, indent=1)});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({catalogue['plural_expr']});\n"
        f"Documentation.LOCALE = {json.dumps(catalogue['locale'])};\n",
        encoding="utf-8",
    )


def _report_what_will_not_run(app: Sphinx, page: Path) -> None:
    html = _read(page)
    docname = page.relative_to(app.outdir).with_suffix("").as_posix()
    known = docname in app.env.all_docs
    for attributes, script in INLINE.findall(html):
        if not DATA.search(attributes) and hash_of(script) not in html:
            message = (
                f"an inline script ({' '.join(script.split())[:40]!r}) is not among those of the "
                "theme, and will not run; put it into a file that html_js_files names, or set "
                "scholia_policy = False"
            )
            warn(Problem.INLINE_SCRIPT, message, location=docname if known else f"{page}:1")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
