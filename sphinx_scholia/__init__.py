"""sphinx-scholia: annotated readers with Sphinx.

Notes stand in the margin beside the words they are about, terms link to a
shared glossary, questions follow, and one source makes a student's and a
teacher's edition. (A scholion is a note in the margin of a classical text.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_scholia import (
    bringing,
    config,
    handouts,
    html,
    incremental,
    lint,
    naming,
    outputs,
    pages,
    search,
    summary,
)
from sphinx_scholia.directives.glossary import ReaderGlossary
from sphinx_scholia.domain import ScholiaDomain
from sphinx_scholia.transforms.builders import (
    DrawingsAsWords,
    LinksOnOnePage,
    NotesAsFootnotes,
    NotesBesidePhrases,
    PickEdition,
    PicturesWherePossible,
    TermsNotInSearchTwice,
    UniqueIds,
)
from sphinx_scholia.transforms.definitions import EmbedDefinitions
from sphinx_scholia.transforms.listings import FillListings
from sphinx_scholia.transforms.place import PlaceNotes
from sphinx_scholia.transforms.safety import ShowAsWords, ShowAsWordsLater
from sphinx_scholia.transforms.spacing import KeepSignsWithNumbers
from sphinx_scholia.transforms.terms import LinkTerms, RecordStreams, relink

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"
#: When they come is said by their priorities.
TRANSFORMS = (PlaceNotes, RecordStreams, ShowAsWords, lint.CheckContent)
POST_TRANSFORMS = (
    FillListings,
    LinkTerms,
    EmbedDefinitions,
    PickEdition,
    NotesBesidePhrases,
    NotesAsFootnotes,
    DrawingsAsWords,
    PicturesWherePossible,
    TermsNotInSearchTwice,
    UniqueIds,
    LinksOnOnePage,
    ShowAsWordsLater,
    KeepSignsWithNumbers,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, the transforms, the visitors and the settings."""
    config.register(app)
    pages.register(app)
    search.register(app)
    html.register(app)
    handouts.register(app)
    app.add_domain(ScholiaDomain)
    app.add_directive("glossary", ReaderGlossary, override=True)
    app.add_directive_to_domain("std", "glossary", ReaderGlossary, override=True)
    for transform in TRANSFORMS:
        app.add_transform(transform)
    for post_transform in POST_TRANSFORMS:
        app.add_post_transform(post_transform)
    app.connect("builder-inited", html.add_style)
    app.connect("builder-inited", lint.need_textstat)
    app.connect("builder-inited", bringing.bring_in_texts)
    app.connect("env-get-outdated", incremental.pages_whose_files_came_or_went)
    app.connect("doctree-read", incremental.record_references)
    app.connect("env-updated", relink)
    app.connect("env-check-consistency", naming.record_counts)
    app.connect("env-check-consistency", lint.check_all)
    # when all extensions have worked out what pages refer to
    app.connect("env-updated", outputs.pages_to_write_here, priority=900)
    app.connect("build-finished", outputs.note_what_it_was_made_from)
    app.connect("build-finished", summary.print_summary)
    return {
        "version": __version__,
        # of the pages as they are stored after reading. 1: first shape
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
