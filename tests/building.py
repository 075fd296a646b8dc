"""Building the reader itself, and copies of the little one in ``roots/test-lake``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from docutils import nodes
from docutils.utils import unescape
from lxml import html
from sphinx._cli.util.errors import strip_escape_sequences
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

from sphinx_scholia.doctext import flatten
from sphinx_scholia.nodes import marginal_note, phrase
from sphinx_scholia.transforms.places import INVISIBLE

PROJECT = Path(__file__).parent.parent
ROOTS = Path(__file__).parent / "roots"
TEXT = {"scholia_texts": "texts"}
PRECIS: dict[str, str] = {}


@dataclass(frozen=True)
class Built:
    """What a build has left behind, and what it said."""

    out: Path
    warnings: list[str]
    status: str
    env: BuildEnvironment
    read: set[str]
    written: set[str]

    def page(self, name: str) -> html.HtmlElement:
        """A page of HTML."""
        return html.fromstring((self.out / name).read_text(encoding="utf-8"))

    def words(self, name: str) -> str:
        """A file's content, with runs of blanks made one."""
        return " ".join((self.out / name).read_text(encoding="utf-8").split())

    def doctree(self, docname: str) -> nodes.document:
        """A page as it was read."""
        return self.env.get_doctree(docname)

    def words_noted(self, docname: str) -> dict[str, str]:
        """The words that each note of a page stands on, by its name."""
        return words_noted(self.doctree(docname))

    def numbers(self, docname: str) -> list[tuple[int, str]]:
        """The notes of a page with their numbers, as they are read."""
        notes = self.doctree(docname).findall(marginal_note)
        return [(n["number"], n["name"]) for n in notes]


@dataclass(frozen=True)
class Site:
    """The source folder of a reader."""

    folder: Path

    def write(self, files: Mapping[str, str | bytes | None]) -> Site:
        """Write some files; None takes one away."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")
        return self

    def build(self, builder: str = "html", *, parallel: int = 0, **settings: Any) -> Built:
        """Build it as ``sphinx-build -n`` would, beside what was built before."""
        app = SphinxTestApp(
            builder,
            srcdir=self.folder,
            # gettext keeps doctrees of its own kind
            builddir=self.folder / ("_gettext" if builder == "gettext" else "_build"),
            parallel=parallel,
            confoverrides={"nitpicky": True, **settings},
        )
        read: set[str] = set()
        written: set[str] = set()
        app.connect("source-read", lambda app, docname, content: read.add(docname))
        app.connect("doctree-resolved", lambda app, doctree, docname: written.add(docname))
        try:
            app.build()
        finally:
            app.cleanup()
        said = strip_escape_sequences(app.warning.getvalue()).replace(f"{self.folder}/", "")
        status = strip_escape_sequences(app.status.getvalue())
        return Built(app.outdir, said.splitlines(), status, app.env, read, written)


def copy_of(root: str, folder: Path, files: Mapping[str, str | bytes | None] = {}) -> Site:
    """A copy of ``roots/test-<root>`` with some files changed."""
    shutil.copytree(ROOTS / f"test-{root}", folder / root)
    return Site(folder / root).write(files)


def words_noted(doctree: nodes.document) -> dict[str, str]:
    """The words that each note of a page stands on, by its name."""
    names = {n["ids"][0]: n["name"] for n in doctree.findall(marginal_note)}
    words = dict.fromkeys(names.values(), "")
    for each in doctree.findall(phrase):
        words[names[each["note"]]] += unescape(flatten(each, invisible=INVISIBLE).text)
    return {name: " ".join(found.split()) for name, found in words.items()}


def build_reader(folder: Path, *options: str, builder: str = "html") -> Path:
    """Build the reader itself as a user's machine would, and return the folder of its pages."""
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-c", str(PROJECT), *options]
    command += ["-b", builder, "-d", str(folder / "doctrees")]
    command += [str(PROJECT / "source"), str(folder / builder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder / builder
