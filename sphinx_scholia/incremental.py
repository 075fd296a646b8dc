"""What Sphinx does not know: which pages to read again, and what pages show of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain, sources_listed
from sphinx_scholia.roles import references_in
from sphinx_scholia.transforms.definitions import terms_of
from sphinx_scholia.transforms.listings import LISTINGS_OF_NOTES, material_of, notes_listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.records import Reference, TermLink


def pages_whose_files_came_or_went(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Articles whose text, notes or recipe came or went since they were read last.

    Sphinx follows changes of a file that a page depends on, not the coming of a new one.
    """
    domain = scholia_domain(env)
    return [
        docname
        for docname, page in domain.pages.items()
        if page.article is not None
        and page.had != domain.paths.at_hand(page.article.slug, Path(env.doc2path(docname)))
    ]


def record_references(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what a page refers to, by which it is known whether others change it."""
    if references := references_in(doctree):
        scholia_domain(app.env).page.references = references


def shown_of_others(domain: ScholiaDomain, docname: str) -> list[object]:
    """All that a page shows of other pages: while it is the same, so is the page."""
    page = domain.pages.get(docname)
    if page is None:
        return []
    references, links = [*page.references], [*page.links.values()]
    for what in page.listings:
        if what in LISTINGS_OF_NOTES:
            references += [each for n in notes_listed(domain, what) for each in n.references]
            links += _links_in_notes(domain)
    terms = {link.headword for block in links for link in block}
    terms |= {each.target for each in references if each.kind == "term"}
    return [
        links,
        [material_of(domain, docname, what) for what in page.listings],
        [_reading(domain, each) for each in references],
        list(_definitions(domain, terms)),
    ]


def _links_in_notes(domain: ScholiaDomain) -> Iterator[list[TermLink]]:
    for _, page in sorted(domain.pages.items()):  # else a page that was read anew would be the last
        for stream in page.streams:
            if stream.notes:
                yield from (page.links.get(block, []) for block in stream.blocks)


def _reading(domain: ScholiaDomain, reference: Reference) -> object:
    """Where a reference leads, and its words if they are not its author's."""
    if reference.kind == "term":
        return None  # its definition says it
    if reference.kind == "cite":
        return _sources(domain.env, reference.target)
    found = domain.find(reference.kind, reference.target, reference.here)
    words = found.label(reference.here) if found and not reference.explicit else ""
    return found and (found.docname, found.anchor, words)


def _sources(env: BuildEnvironment, target: str) -> list[object]:
    """The sources that a citation of sphinxcontrib-bibtex names, as they will be shown."""
    return [
        (each.bibliography_key, each.citation_id, each.formatted_entry.label, each.entry)
        for each in sources_listed(env)
        if each.key in target  # which may hold a few words more
    ]


def _definitions(domain: ScholiaDomain, forms: Iterable[str]) -> Iterator[object]:
    """What terms mean, which a page's links lead to and which it holds."""
    for term in terms_of(domain, forms):
        record = term.record
        readings = [_reading(domain, each) for each in record.references]
        yield term.docname, record.anchor, record.forms, record.content, readings
