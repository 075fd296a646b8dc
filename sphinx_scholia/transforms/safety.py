"""Links that would run something, and pictures that would be fetched, are shown as words.

docutils makes a link of any address an author writes, and themes write it into the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from sphinx_scholia.pages import ABOUT
from sphinx_scholia.report import Problem, warn
from sphinx_scholia.texts.characters import shown

if TYPE_CHECKING:
    from typing import Any

#: Schemes of addresses that lead a reader somewhere, and do nothing else.
SCHEMES = ("https", "http", "mailto", "tel", "ftp")
# what a browser takes out of an address before it looks at its scheme
# https://url.spec.whatwg.org/#concept-basic-url-parser
_STRIPPED = re.compile("^[\x00-\x20]+|[\t\n\r]")
_SCHEME = re.compile("([a-zA-Z][a-zA-Z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser finds it, in small letters; empty if it has none."""
    found = _SCHEME.match(_STRIPPED.sub("", address))
    return found[1].lower() if found else ""


def is_fetched(uri: str) -> bool:
    """Whether a picture is not a file of the project."""
    return "://" in uri or uri.startswith("//")


class ShowAsWords(SphinxTransform):
    """Take the power from what an author wrote, as soon as a page is read."""

    # after all targets are resolved (660), before pictures and downloads are gathered
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        disarm(self.document)
        for text in list(self.document.findall(nodes.Text)):
            # what a directive has made of a code; the files' own characters were seen to before.
            # Between docutils' escape marks, which are controls
            safe = "\x00".join(map(shown, str(text).split("\x00")))
            if safe != text and not isinstance(text.parent, nodes.raw):
                warn(Problem.CHARACTER, f"{ABOUT} “{shown(safe)}”", location=place_of(text))
                text.parent.replace(text, nodes.Text(safe))


class ShowAsWordsLater(SphinxPostTransform):
    """The same for what other extensions make when a page is written, such as bibliographies."""

    default_priority = ReferencesResolver.default_priority + 40

    def run(self, **kwargs: Any) -> None:
        disarm(self.document)


def disarm(document: nodes.document) -> None:
    """Replace links and pictures whose addresses do more than lead somewhere."""
    for reference in list(document.findall(nodes.reference)):
        # a download's target may be an address, too
        address = reference.get("refuri") or reference.get("reftarget", "")
        if (scheme := scheme_of(address)) and scheme not in SCHEMES:
            schemes = ", ".join(f"{each}:" for each in SCHEMES)
            message = (
                f"the address “{shown(address)}” is no link: it is shown as words; "
                f"write one that begins with one of {schemes}"
            )
            warn(Problem.UNSAFE, message, location=place_of(reference))
            replace(reference, reference.children or [nodes.Text(address)])
    for image in list(document.findall(nodes.image)):
        if is_fetched(image["uri"]):
            message = (
                f"the picture “{image['uri']}” would be fetched from elsewhere: it is shown as "
                "words; put the file beside the page"
            )
            warn(Problem.UNSAFE, message, location=place_of(image))
            replace(image, [nodes.Text(image.get("alt") or image["uri"])])


def replace(node: nodes.Element, words: list[nodes.Node]) -> None:
    """Put words in the place of a node: within a line as they are, else as a paragraph."""
    made: nodes.Element = nodes.inline("", "", *words)
    pictures = any(isinstance(child, nodes.image) for child in words)
    if not isinstance(node.parent, nodes.TextElement) and not pictures:
        made = nodes.paragraph("", "", *words)
    node.replace_self(words if pictures else made)


def place_of(node: nodes.Node) -> str:
    """The file and line in which a node was written, or what of it or around it knows them."""
    known = [at for at in node.findall() if at.source and at.line is not None]
    around: nodes.Node | None = node
    while not known and around is not None:
        known = [around] if around.source and around.line is not None else []
        around = around.parent
    if known:
        return f"{known[0].source}:{known[0].line}"
    return f"{node.document['source']}:1" if node.document is not None else "?:1"
