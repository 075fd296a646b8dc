"""Side by side: for each claim a page on which any two articles' passages stand beside each other.

The pages are made whenever any page is written, as Sphinx makes its index: so they are never
behind the passages that they show, and their words are not in the search index twice. Only HTML
has them; on paper and in an e-reader there is no room for two columns, and a claim's table names
the passages.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.html.excerpts import Excerpts
from sphinx_scholia.nodes import claim, known, listing
from sphinx_scholia.report import ScholiaError, ending_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.records import ClaimRecord, StanceRecord

FOLDER = "side-by-side"
BUILDERS = ("html", "dirhtml")
#: As many columns as side-by-side.css can choose from; further articles are named below them.
MOST = 12


def register(app: Sphinx) -> None:
    """Make the pages, and lead to them from each claim and from each article."""
    app.connect("env-before-read-docs", keep_the_folder_free)
    app.connect("html-collect-pages", make_pages)
    app.connect("doctree-resolved", lead_there)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim on which at least two articles have passages, and the page of the claim."""

    docname: str
    claim: ClaimRecord

    @property
    def columns(self) -> tuple[StanceRecord, ...]:
        """The stances of the articles that can be chosen."""
        return tuple(taken for taken in self.claim.stances if taken.passages)[:MOST]

    @property
    def pagename(self) -> str:
        """The name of its page, as Sphinx counts pages."""
        return f"{FOLDER}/{self.claim.name}"

    @property
    def pairs(self) -> list[tuple[StanceRecord, StanceRecord]]:
        """Which two can be chosen."""
        return list(combinations(self.columns, 2))

    def first_pair(self, slug: str = "") -> tuple[StanceRecord, StanceRecord]:
        """The pair to show first, of those with an article if one is named: two that differ."""
        pairs = [pair for pair in self.pairs if not slug or slug in (pair[0].slug, pair[1].slug)]
        return next((pair for pair in pairs if pair[0].stance != pair[1].stance), pairs[0])


def pair_id(pair: tuple[StanceRecord, StanceRecord]) -> str:
    """What stands behind the # in the address of a pair."""
    return "--".join(taken.slug for taken in pair)


def comparisons_of(domain: ScholiaDomain) -> list[Comparison]:
    """All claims that have a page, in the order in which they are written."""
    all_claims = [
        Comparison(docname, each)
        for docname, page in sorted(domain.pages.items())
        for each in page.claims
    ]
    return [each for each in all_claims if len(each.columns) > 1]


def keep_the_folder_free(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """End the build where pages of an author's own would be taken away with ours."""
    taken = sorted(each for each in env.found_docs if each.partition("/")[0] == FOLDER)
    if app.builder.name in BUILDERS and taken:
        with ending_plainly():
            raise ScholiaError(
                "\n".join(
                    f"{env.doc2path(each, base=False)}: {FOLDER}/ is where claims are compared; "
                    "give this page another folder or name"
                    for each in taken
                )
            )


def lead_there(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a link below each claim, and into the list of claims of an article."""
    if app.builder.name not in BUILDERS or docname not in app.env.all_docs:
        return
    # a page is written, so what these show may have changed; and a claim may have gone, and the
    # words of a text with it
    shutil.rmtree(Path(app.outdir, FOLDER), ignore_errors=True)
    domain = scholia_domain(app.env)
    made = {each.claim.anchor: each for each in comparisons_of(domain)}
    for shown in doctree.findall(claim):
        if found := made.get(shown["ids"][0]):
            link = link_to(app, docname, found, "Read two articles side by side on this")
            at = next(i for i, child in enumerate(shown.children) if isinstance(child, known))
            shown.insert(at, nodes.paragraph("", "", link, classes=["side-by-side-link"]))
    for place in doctree.findall(listing):
        for item in place.findall(nodes.list_item):
            if found := made.get(item.get("claim", "")):
                line = item[0]
                assert isinstance(line, nodes.paragraph)
                link = link_to(app, docname, found, "side by side", place["slug"])
                line += [nodes.Text(" · "), link]


def link_to(
    app: Sphinx, docname: str, found: Comparison, words: str, slug: str = ""
) -> nodes.reference:
    """A link to a claim's page; with an article, to a pair that has it."""
    uri = app.builder.get_relative_uri(docname, found.pagename)
    if slug:
        uri = f"{uri}#{pair_id(found.first_pair(slug))}"
    return nodes.reference("", "", nodes.inline("", words), refuri=uri, internal=True)


def make_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages, as Sphinx's ``html-collect-pages`` wishes to have them."""
    if app.builder.name not in BUILDERS or Path(app.outdir, FOLDER).exists():
        return
    builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    excerpts = Excerpts(app.env)
    found = comparisons_of(scholia_domain(app.env))
    for number, each in enumerate(found):
        document = excerpts.document(each.docname, each.pagename)
        document += page_of(each, excerpts)
        app.env.resolve_references(document, each.pagename, builder)
        # as Sphinx does for each of its pages: the numbers of the one before are not ours
        builder.current_docname, builder.secnumbers, builder.fignumbers = each.pagename, {}, {}
        yield (
            each.pagename,
            {
                "title": f"Side by side: “{each.claim.sentence}”",
                "body": "".join(builder.render_partial(part)["fragment"] for part in document),
                "parents": [],
                "prev": _neighbour(builder, each, found[number - 1]) if number else None,
                "next": _neighbour(builder, each, found[number + 1])
                if number + 1 < len(found)
                else None,
            },
            "page.html",
        )


def _neighbour(
    builder: StandaloneHTMLBuilder, here: Comparison, there: Comparison
) -> dict[str, str]:
    return {
        "link": builder.get_relative_uri(here.pagename, there.pagename),
        "title": f"“{there.claim.sentence}”",
    }


def page_of(comparison: Comparison, excerpts: Excerpts) -> nodes.section:
    """The content of a page: the claim, the choice of two, and a column for each article."""
    taken = comparison.claim
    label = nodes.paragraph("", "The claim", classes=["label"])
    sentence = nodes.paragraph("", taken.sentence, classes=["claim-sentence"])
    back = excerpts.refer("claim", taken.name, "All stances, and what is known")
    shown = comparison.first_pair()
    columns = [
        _column(each, excerpts, comparison, number, first=each in shown)
        for number, each in enumerate(comparison.columns, 1)
    ]
    return nodes.section(
        "",
        nodes.title("", "Side by side"),
        label,
        sentence,
        nodes.paragraph("", "", back),
        _choice(comparison, excerpts),
        nodes.container("", *columns, classes=["columns"]),
        *_others(comparison, excerpts),
        ids=["side-by-side"],
        classes=["side-by-side"],
    )


def _choice(comparison: Comparison, excerpts: Excerpts) -> nodes.container:
    """A link for each pair; the one that was followed last is the target of the address."""
    numbers = {taken.slug: number for number, taken in enumerate(comparison.columns, 1)}
    items = []
    for pair in comparison.pairs:
        link = nodes.reference("", "", nodes.inline("", " | ".join(map(excerpts.short, pair))))
        link["refid"] = pair_id(pair)
        link["ids"].append(pair_id(pair))
        link["classes"] = ["pair", *(f"with-{numbers[taken.slug]}" for taken in pair)]
        if pair == comparison.first_pair():
            link["classes"].append("first")
        items.append(nodes.list_item("", nodes.paragraph("", "", link)))
    label = nodes.paragraph("", "Which two", classes=["label"])
    return nodes.container("", label, nodes.bullet_list("", *items), classes=["pairs"])


def _column(
    taken: StanceRecord, excerpts: Excerpts, comparison: Comparison, number: int, *, first: bool
) -> nodes.container:
    heading = nodes.rubric("", "", excerpts.refer("article", taken.slug))
    heading["heading-level"] = 2
    column = nodes.container("", heading, excerpts.stance(taken), classes=["column"])
    column["classes"] += [f"column-{number}", *(["first"] if first else [])]
    words = excerpts.words_of_stance(comparison.docname, comparison.claim, taken)
    if words:
        column += nodes.container("", *words, classes=["its-words"])
    column += [excerpts.passage(taken.slug, place) for place in taken.passages]
    return column


def _others(comparison: Comparison, excerpts: Excerpts) -> Iterator[nodes.paragraph]:
    """The articles that have no column, so that silence is seen, too."""
    line = nodes.paragraph("", "Without a passage here: ", classes=["without-column"])
    for taken in comparison.claim.stances:
        if taken not in comparison.columns:
            line += nodes.Text(", " if len(line.children) > 1 else "")
            line += excerpts.refer("article", taken.slug)
            line += nodes.Text(f" ({taken.stance})")
    if len(line.children) > 1:
        line += nodes.Text(".")
        yield line
