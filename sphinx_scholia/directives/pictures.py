"""Pictures of what the reader holds: cards and strips of notes, claims and years at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_scholia.directives.listings import Listing

if TYPE_CHECKING:
    from docutils import nodes


class NoteStrip(Listing):
    """``note-strip``: which kinds of notes stand where; of this page's article, or of another."""

    what = "note-strip"
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [self.place({"slug": self.arguments[0] if self.arguments else self.slug})]


class ArticleCard(Listing):
    """``article-card``: an article's name, date and length, and a few words of ours about it."""

    what = "article-card"
    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        made = self.place({"slug": self.arguments[0]})
        made += self.parse_content_to_nodes()
        return [made]


class ClaimsOverview(Listing):
    """``claims-overview``: all claims, and what each article does with each, as one table."""

    what = "claims-overview"


class TimelinePicture(Listing):
    """``timeline-picture``: the events of all pages by year, and when each article was written."""

    what = "timeline-picture"
