"""The settings of ``conf.py``, and where things lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import ENUM

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

ANNOTATIONS = "annotations"
EDITIONS = ("student", "teacher")


def register(app: Sphinx) -> None:
    """Declare the settings, each with its default and type."""
    app.add_config_value("scholia_edition", "student", "env", ENUM(*EDITIONS))
    # no rebuild: the pages that show a text depend on it, and only they are read again
    app.add_config_value("scholia_texts", None, "", (str, type(None)))
    # whether to write down which texts are at hand and what they hold, in place of checking it
    app.add_config_value("scholia_record", False, "env", bool)
    app.add_config_value("scholia_lint", False, "env", bool)
    # whether pages say what may run in them, and what they need beyond the site's own files:
    # {"img-src": "https://maps.example.org"}
    app.add_config_value("scholia_policy", True, "html", bool)
    app.add_config_value("scholia_policy_sources", {}, "html", dict)
    app.add_config_value("scholia_annotations", ANNOTATIONS, "env", str)
    app.connect("config-inited", _keep_sources_back)


def _keep_sources_back(app: Sphinx, config: Config) -> None:
    """Sphinx can copy the pages' sources beside them; those hold the answers."""
    if config.scholia_edition != "teacher":
        config.html_copy_source = False


@dataclass(frozen=True, slots=True)
class Paths:
    """Where an article's parts lie outside its own page."""

    annotations: Path
    texts: Path | None
    built: Path

    @classmethod
    def of(cls, app: Sphinx) -> Paths:
        """The paths of a project; like all of Sphinx's, they count from ``conf.py``."""
        texts = app.config.scholia_texts
        doctrees = Path(app.doctreedir)
        # where sphinx-build is not told where to keep them, they lie in a dotfile of the output
        among_pages = doctrees.is_relative_to(app.outdir)
        return cls(
            annotations=Path(app.confdir, app.config.scholia_annotations).resolve(),
            texts=Path(app.confdir, texts).resolve() if texts else None,
            built=doctrees / "texts" if among_pages else doctrees.parent / "texts",
        )

    def notes(self, slug: str) -> Path:
        """The file with an article's annotations."""
        return self.annotations / f"{slug}.rst"

    def built_text(self, slug: str) -> Path:
        """The reStructuredText that a copy was made into; it exists only where the copy does."""
        return self.built / f"{slug}.rst"

    def at_hand(self, slug: str, page: Path) -> tuple[bool, bool, bool]:
        """Whether an article's text, its notes and, beside its page, its recipe are there."""
        files = (self.built_text(slug), self.notes(slug), page.with_suffix(".toml"))
        text, notes, recipe = (path.exists() for path in files)
        return text, notes, recipe
