"""From the files of authors to their characters, before anything is parsed.

Notes and definitions get pasted from elsewhere, and bring characters along that nobody sees.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.report import Problem, ScholiaError, warn
from sphinx_scholia.texts.characters import shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ABOUT = "a character that cannot be shown, or acts unseen: take it out of"


def register(app: Sphinx) -> None:
    """Look at the characters of every page, and of what a page includes."""
    app.connect("env-before-read-docs", _decode_all)
    app.connect("source-read", _look_at_page)
    app.connect("include-read", _look_at_included)


def read(path: Path) -> str:
    """The characters of a file of notes or terms.

    Raises :class:`ScholiaError`, with its line, for a byte that is not UTF-8.
    """
    return made_plain(decoded(path), str(path))


def decoded(path: Path) -> str:
    """What a file says.

    Raises :class:`ScholiaError`, with its line, for a byte that is not UTF-8.
    """
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ScholiaError(
            f"{path}:{line}: byte 0x{raw[error.start]:02X} is not UTF-8: save the file as UTF-8"
        ) from error


def made_plain(text: str, path: str) -> str:
    """Text whose characters can all be shown; those that cannot are made signs, and reported."""
    if shown(text) == text:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if (safe := shown(line)) != line:
            start = next(i for i, (a, b) in enumerate(zip(line, safe, strict=False)) if a != b)
            words = safe[max(start - 20, 0) : start + 20]
            warn(Problem.CHARACTER, f"{ABOUT} “{words}”", location=f"{path}:{number}")
            lines[number - 1] = safe
    return "\n".join(lines)


def _decode_all(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    # Sphinx itself would stop without saying which page it is
    for docname in docnames:
        decoded(Path(env.doc2path(docname)))


def _look_at_page(app: Sphinx, docname: str, content: list[str]) -> None:
    content[0] = made_plain(content[0], str(app.env.doc2path(docname)))


def _look_at_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    content[0] = made_plain(content[0], str(Path(app.srcdir, path)))
