"""Checks of content, for ``make lint``: what a careful editor would ask of every note and term."""

from __future__ import annotations

import re
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import glossary, pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_scholia.environment import scholia_domain, sources_listed
from sphinx_scholia.nodes import event, known, marginal_note, source_card
from sphinx_scholia.report import Problem, ScholiaError, ending_plainly, warn
from sphinx_scholia.transforms.place import where_is
from sphinx_scholia.transforms.terms import RecordStreams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain

logger = logging.getLogger(__name__)

MOST_WORDS = {"note": 60, "definition": 60, "event": 60, "what is known": 90}
QUOTE_WORDS = range(2, 9)
CARD = (
    "Author",
    "Affiliation",
    "Outlet",
    "Title",
    "Date",
    "Genre",
    "Length",
    "Rights",
    "Find the original",
    "Ask of this source",
)
#: The median grade (years of schooling) that notes and definitions may need at most.
MOST_GRADE = 11
ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z0-9]+)?\b")


class CheckContent(SphinxTransform):
    """Report what one page's notes, definitions, events and card lack."""

    default_priority = RecordStreams.default_priority + 5

    def apply(self, **kwargs: Any) -> None:
        page = scholia_domain(self.env).pages.get(self.env.current_document.docname)
        if not self.config.scholia_lint or page is None:
            return
        page.grades = []
        for note in self.document.findall(marginal_note):
            if len(note["quote"].split()) not in QUOTE_WORDS:
                self._say(f"the quote of note {note['name']!r} has not 2 to 8 words", note)
            page.grades.append(self._check("note", note["name"], list(note.children), note))
        for entry in (
            d for g in self.document.findall(glossary) for d in g.findall(nodes.definition)
        ):
            body = [
                child
                for child in entry.findall(nodes.paragraph)
                if not {"term-names", "see-also"} & set(child["classes"])
            ]
            page.grades.append(self._check("definition", entry["headword"], body, entry))
        for happened in self.document.findall(event):
            # between its head and the passages that mention it, which are no source
            said = [
                part
                for part in happened.children[1:]
                if isinstance(part, nodes.Element) and "event-articles" not in part["classes"]
            ]
            self._check("event", happened["ids"][0], said, happened)
        for fact in self.document.findall(known):
            self._check("what is known", fact.parent["ids"][0], fact.children[1:], fact)
        for card in self.document.findall(source_card):
            fields = tuple(name.astext() for name in card.findall(nodes.field_name))
            if fields != CARD:
                self._say(f"the card has not the fields {', '.join(CARD)}, in this order", card)

    def _check(self, what: str, name: str, body: Sequence[nodes.Node], at: nodes.Element) -> float:
        """Report a body that is too long or rests on nothing; returns the grade it reads at."""
        words = " ".join(text for node in body for text in prose(node)).split()
        if len(words) > MOST_WORDS[what]:
            self._say(f"{what} {name!r} has {len(words)} words; at most {MOST_WORDS[what]}", at)
        references = [r for node in body for r in node.findall(pending_xref)]
        if not any(r["reftype"] in ("p", "t", "passage", "note") for r in references):
            self._say(f"{what} {name!r} names no source and no passage to compare", at)
        return grade(" ".join(words))

    def _say(self, message: str, at: nodes.Element) -> None:
        warn(Problem.CONTENT, message, location=where_is(at) if at.source else at)


def prose(node: nodes.Node) -> Iterator[str]:
    """The words of a node without its citations."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not (isinstance(node, pending_xref) and node["refdomain"] == "cite"):
        for child in node.children:
            yield from prose(child)


def grade(text: str) -> float:
    """The years of schooling a text needs (Coleman and Liau, 1975)."""
    import textstat  # only for lint: it is no dependency of a build

    return float(textstat.coleman_liau_index(text)) if text else 0.0


def need_textstat(app: Sphinx) -> None:
    """End the build where what it takes to check is not installed."""
    with ending_plainly():
        if app.config.scholia_lint and find_spec("textstat") is None:
            raise ScholiaError("scholia_lint needs textstat: pip install textstat")


def check_all(app: Sphinx, env: BuildEnvironment) -> None:
    """Report what only shows when all pages are read.

    These are unused terms, unexplained acronyms, sources that readers cannot tell apart, the grade.
    """
    if not app.config.scholia_lint:
        return
    check_sources(env)
    domain = scholia_domain(env)
    wordings = {page.article.wording for page in domain.pages.values() if page.article}
    if wordings == {"text"}:
        check_terms(domain)
    else:
        logger.info("whether texts use all terms is checked where all texts are at hand")
    grades = [each for page in domain.pages.values() for each in page.grades]
    if grades:
        logger.info("reading grade of notes and definitions: median %.1f", median(grades))
        if median(grades) > MOST_GRADE:
            warn(Problem.CONTENT, f"the median grade is over {MOST_GRADE}", location=None)


def check_sources(env: BuildEnvironment) -> None:
    """Report sources of one author and year, which on paper are cited alike."""
    first: dict[tuple[str, str], str] = {}
    for source in sources_listed(env):
        people = source.entry.persons.get("author") or source.entry.persons.get("editor") or []
        year = source.entry.fields.get("year", "")
        key = source.entry.key
        other = first.setdefault(("; ".join(str(each) for each in people), year), key)
        if people and other != key:
            message = (
                f"sources {other!r} and {key!r} have one author and year: "
                f"write year = {{{year}a}} and {{{year}b}}"
            )
            warn(Problem.CONTENT, message, location=source.bibliography_key.docname)


def check_terms(domain: ScholiaDomain) -> None:
    """Report terms that no text uses, and acronyms in the articles that no term explains."""
    index = domain.index()
    lexicon = index.lexicon()
    used = {
        match.term
        for page in domain.pages.values()
        for stream in page.streams
        for text in stream.blocks.values()
        for match in lexicon.scan(text)
        if match.term != stream.own
    }
    texts = [text for page in domain.pages.values() for text in page.texts.values()]
    used |= {match.term for text in texts for match in lexicon.scan(text)}
    for headword, term in index.terms.items():
        if headword not in used:
            message = f"no text uses the term {headword!r}"
            warn(Problem.CONTENT, message, location=term.record.location)
    explained = set(ACRONYM.findall(" ".join(form.text for form in lexicon.forms)))
    for docname, page in sorted(domain.pages.items()):
        for place, text in page.texts.items():
            for acronym in sorted(set(ACRONYM.findall(text)) - explained):
                if place.isdigit():
                    message = f"the acronym {acronym!r} in ¶{place} has no glossary entry"
                    warn(Problem.CONTENT, message, location=docname)
