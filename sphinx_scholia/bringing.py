"""Bringing the teacher's texts in, before any page is read: copies to ``build/texts``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.config import ANNOTATIONS, Paths
from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.report import Problem, ScholiaError, ending_plainly, warn
from sphinx_scholia.texts import (
    TextError,
    bring_in,
    compare,
    fingerprints,
    fingerprints_path,
    read_fingerprints,
    read_recipe,
    to_rst,
    write_fingerprints,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_scholia.texts import Text

#: the directive that makes a page an article
ARTICLE = re.compile(r"^\.\. (?:scholia:)?article:: *(\S+)", re.MULTILINE)


def bring_in_texts(app: Sphinx) -> None:
    """Bring the texts in, or end the build with one line for each copy or recipe that is wrong."""
    with ending_plainly():
        _bring_in(app)


def _bring_in(app: Sphinx) -> None:
    """Make every copy at hand into reStructuredText, and take away what has lost its copy.

    All copies are read before anything is written, so that one that cannot be
    read leaves everything as it was.

    Raises :class:`ScholiaError` with one line for each copy or recipe that is wrong.
    """
    paths = Paths.of(app)
    scholia_domain(app.env).paths = paths
    pages = articles(Path(app.srcdir))
    for notes in files_of_notes(app.config.scholia_annotations, paths.annotations):
        name = notes.relative_to(paths.annotations).with_suffix("").as_posix()
        if name not in pages:
            _warn_unused(Problem.NOTES_UNUSED, notes, name, list(pages))
    made: dict[str, str] = {}
    wrong: list[str] = []
    for copy in copies(paths.texts) if paths.texts else []:
        if copy.stem not in pages:
            _warn_unused(Problem.TEXT_UNUSED, copy, copy.stem, list(pages))
            continue
        recipe_path = pages[copy.stem].with_suffix(".toml")
        try:
            text = bring_in(copy, read_recipe(recipe_path))
            if app.config.scholia_record:
                write_fingerprints(fingerprints_path(recipe_path), fingerprints(text))
            else:
                _warn_if_it_differs(text, copy, recipe_path)
        except TextError as error:
            wrong.append(str(error))
        else:
            made[copy.stem] = to_rst(text)
    if wrong:
        raise ScholiaError("\n".join(wrong))
    write_texts(made, paths.built)


def articles(folder: Path) -> dict[str, Path]:
    """The page of each article, by slug; its notes may bear the same name, and lie beside it."""
    pages: dict[str, Path] = {}
    for page in sorted(folder.rglob("*.rst")):
        # a page that is not UTF-8 is reported when it is read
        found = (
            None
            if is_hidden(page, folder)
            else ARTICLE.search(page.read_text(encoding="utf-8-sig", errors="replace"))
        )
        if found:
            pages.setdefault(found[1], page)
    return pages


def files_of_notes(setting: str, folder: Path) -> list[Path]:
    """The files in the folder of notes, hidden ones left out.

    Raises :class:`ScholiaError` if a folder was named that is not there; by default there may be
    none, since an article needs no notes.
    """
    if setting != ANNOTATIONS and not folder.is_dir():
        raise ScholiaError(
            f"{folder}: there is no such folder of notes; mend scholia_annotations in conf.py"
        )
    return [path for path in sorted(folder.rglob("*.rst")) if not is_hidden(path, folder)]


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file, or a folder that it is in, is set aside by its name."""
    return any(part[0] in "._" for part in path.relative_to(folder).parts)


def copies(folder: Path) -> list[Path]:
    """The copies in a folder of texts, one for each slug.

    Raises :class:`ScholiaError` if the folder is not there, or holds two copies of one slug.
    """
    if not folder.is_dir():
        raise ScholiaError(f"{folder}: there is no such folder of texts; write TEXTS=folder")
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
    by_slug: dict[str, Path] = {}
    for path in found:
        other = by_slug.setdefault(path.stem.casefold(), path)
        if other != path:
            raise ScholiaError(
                f"{path}: {other.name} is a copy of the same article; keep one of them"
            )
    return found


def write_texts(made: dict[str, str], folder: Path) -> None:
    """Write what has changed, and remove what is no longer made; the rest keeps its time."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.rst"):
        if stale.stem not in made:
            stale.unlink()
    for slug, rst in made.items():
        path = folder / f"{slug}.rst"
        if not path.exists() or path.read_text(encoding="utf-8") != rst:
            path.write_text(rst, encoding="utf-8")


def _warn_unused(problem: Problem, file: Path, name: str, slugs: list[str]) -> None:
    near = get_close_matches(name, slugs, 1, 0.4)
    hint = f"; rename it to {near[0]}{file.suffix}" if near else ""
    # with a line, since Sphinx takes a location without a colon for a page
    warn(problem, f"no article is called {name!r}{hint}", location=f"{file}:1")


def _warn_if_it_differs(text: Text, copy: Path, recipe_path: Path) -> None:
    recorded = read_fingerprints(fingerprints_path(recipe_path))
    if not recorded:
        return
    lines = {str(passage.number): passage.paragraph.line for passage in text.passages}
    lines |= {f"n{note.number}": note.paragraph.line for note in text.endnotes}
    for place in compare(text, recorded):
        message = f"{place} is not the passage that the notes were written for; compare the copies"
        warn(Problem.TEXT_DIFFERS, message, location=f"{copy}:{lines.get(place, 1)}")
