"""Search that finds a name by any of its spellings: Sèvres by Sevres, Stepanakert by Xankəndi.

Both are done when the index is made, so that Sphinx's own search page needs no help, and works for
a folder of pages without a server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from docutils import nodes
from sphinx.search.en import SearchEnglish
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.transforms.terms import LinkTerms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Use our splitting of words, and tell the index of every page by what else its terms go."""
    app.add_search_language(FoldingEnglish)
    app.add_post_transform(NamesForSearch)


def plain_letters(word: str) -> Iterable[str]:
    """A word as it may be typed on a keyboard without its letters: Şuşa as Susa and Shusha."""
    yield anyascii(word)
    # as in newspapers: the Azerbaijani letters by their sound
    spoken = word.translate(SPOKEN)
    if spoken != word:
        yield anyascii(spoken)


SPOKEN = str.maketrans({"ş": "sh", "Ş": "Sh", "ç": "ch", "Ç": "Ch", "ə": "a", "Ə": "A", "ğ": "gh"})


class FoldingEnglish(SearchEnglish):
    """English, with every word that has other letters indexed without them, too."""

    def split(self, input: str) -> list[str]:
        words = super().split(input)
        folded = [other for word in words if not word.isascii() for other in plain_letters(word)]
        return [*words, *folded]


class NamesForSearch(SphinxPostTransform):
    """Put all names of the terms that a page mentions into its keywords, which are indexed."""

    formats = ("html",)
    default_priority = LinkTerms.default_priority + 2

    def run(self, **kwargs: Any) -> None:
        domain = scholia_domain(self.env)
        page = domain.pages.get(self.env.current_document.docname)
        if page is None or self.env._builder_cls.name in ("epub", "singlehtml"):
            return
        mentioned = {link.headword for links in page.links.values() for link in links}
        terms = domain.index().terms
        forms = [form.text for name in sorted(mentioned) for form in terms[name].record.forms]
        words = dict.fromkeys(word for form in forms for word in re.findall(r"\w{3,}", form))
        folded = [other for word in words if not word.isascii() for other in plain_letters(word)]
        content = ", ".join(dict.fromkeys([*words, *folded]))
        if content:
            self.document.insert(0, nodes.meta("", name="keywords", content=content))
