"""What is written of each handout is kept, and written again only if it would be another.

After an edit nearly all pages are as they were; to resolve and to write them would take as long as
to set an article.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pprint import pformat
from typing import TYPE_CHECKING, Any

import docutils
import sphinx

import sphinx_scholia
from sphinx_scholia.environment import scholia_domain, sources_listed
from sphinx_scholia.handouts.workshop import WORK
from sphinx_scholia.handouts.writing import Parts
from sphinx_scholia.outputs import remembered
from sphinx_scholia.records import digest
from sphinx_scholia.report import Problem, warn
from sphinx_scholia.transforms.listings import articles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinx_scholia.handouts.frame import Handout


#: End of a file's name.
WRITTEN = ".written.json"


class Pages:
    """The pages of a reader with their references resolved, each only if it is asked for."""

    def __init__(self, resolve: Callable[[str], nodes.document]) -> None:
        self._resolve = cache(resolve)
        #: pages that were asked for since this was last emptied
        self.asked: set[str] = set()

    def __call__(self, docname: str) -> nodes.document:
        self.asked.add(docname)
        return self._resolve(docname)


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """What was written, by a handout's name, in a folder; and what it was written from."""

    env: BuildEnvironment
    pages: Pages
    folder: Path
    #: a digest of what all of them depend on
    common: str

    def written(self, handout: Handout) -> tuple[Parts, str]:
        """The pages of a handout, and what was gathered while they were written."""
        path = self.folder / f"{handout.name}{WRITTEN}"
        kept = remembered(path)
        if kept and kept["made_from"] == self._made_from(handout, kept["pages"]):
            self.pages.asked.update(kept["pages"])
            return _gathered(blank(self.env, handout), kept["gathered"]), kept["body"]
        # what is written may be part of another that is being written
        before = {*self.pages.asked}
        self.pages.asked.clear()
        parts, body = write(self.env, handout)
        asked = sorted(self.pages.asked)
        self.pages.asked |= before
        kept = {"made_from": self._made_from(handout, asked), "pages": asked}
        kept |= {"gathered": _to_keep(parts), "body": body}
        path.unlink(missing_ok=True)
        if not parts.unknown:  # of which is told each time
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(kept), encoding="utf-8")
        return parts, body

    def _made_from(self, handout: Handout, pages: Iterable[str]) -> str:
        """While this is the same, so is what would be written from these pages."""
        made_from = scholia_domain(self.env).made_from
        shown = [(page, made_from.get(page)) for page in pages]
        return digest(repr((self.common, handout.title, handout.look, shown)))


def forget_what_was_written(app: Sphinx) -> None:
    """If all pages are read anew, write all anew: so they are asked for, or a build went wrong."""
    if app.fresh_env_used:
        for path in Path(app.outdir, WORK).glob(f"*{WRITTEN}"):
            path.unlink()


def blank(env: BuildEnvironment, handout: Handout) -> Parts:
    """What a handout begins with."""
    return Parts(handout.look, source=Path(env.srcdir))


def write(env: BuildEnvironment, handout: Handout) -> tuple[Parts, str]:
    """Write the pages of a handout.

    A node of a kind that handouts do not know is reported.
    """
    parts = blank(env, handout)
    body = handout.write(parts)
    for name, node in parts.unknown.items():
        message = f"handouts do not know the node {name!r}: it is shown as its text"
        warn(Problem.UNKNOWN_NODE, message, location=node)
    return parts, body


def of_all_handouts(env: BuildEnvironment, tags: Tags) -> str:
    """A digest of what any page may depend on, beside what is known of each.

    These are the settings, the names and titles of all that can be referred to, what is cited, the
    articles and their order, and the code.
    """
    settings = pformat({each.name: each.value for each in env.config})
    named = [
        (domain.name, sorted(domain.get_objects()))
        for domain in env.domains.sorted()
        if domain.name != "scholia"  # of whose names each page's own digest tells
    ]
    return digest(
        repr(
            (
                # of functions and the like, where in memory they are
                re.sub(r" at 0x[0-9a-f]+", "", settings),
                sorted(tags),
                str(env.srcdir),
                named,
                [(each.key, each.citation_id) for each in sources_listed(env)],
                articles_of(scholia_domain(env)),
                sorted(env.toctree_includes.items()),
                sphinx.__version__,
                docutils.__version__,
                _code(),
            )
        )
    )


def _code() -> list[bytes]:
    """Our own modules, one after the other."""
    files = Path(sphinx_scholia.__file__).parent.rglob("*.py")
    return [path.read_bytes() for path in sorted(files)]


def _to_keep(parts: Parts) -> dict[str, Any]:
    return {
        "notes": parts.notes,
        "homes": parts.homes,
        "at_foot": sorted(parts.at_foot),
        "images": {name: str(path) for name, path in parts.images.items()},
        "runs": parts.runs,
    }


def _gathered(parts: Parts, kept: dict[str, Any]) -> Parts:
    parts.notes.update(kept["notes"])
    parts.homes.update(kept["homes"])
    parts.at_foot.update(kept["at_foot"])
    parts.images.update({name: Path(path) for name, path in kept["images"].items()})
    parts.runs.extend(kept["runs"])
    return parts
