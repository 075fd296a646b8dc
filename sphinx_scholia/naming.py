"""Counting names: which article uses which name or word, and in which passages.

Counted from the articles' own words where they are at hand, and recorded then, in a file
beside the page; where they are not, the record is shown.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain
    from sphinx_scholia.records import NamesRecord

#: label of a row -> place -> how often
Counts = dict[str, dict[str, int]]


def count_names(names: NamesRecord, texts: Mapping[str, str]) -> Counts:
    """How often each row's forms stand in the passages of one article.

    The longest form counts: “Nagorno-Karabakh” is not also a “Karabakh”.
    """
    lexicon = Lexicon(names.forms)
    counts: dict[str, Counter[str]] = {row: Counter() for row in names.rows}
    for place, text in texts.items():
        if place.isdigit():
            for match in lexicon.scan(text):
                counts[match.term][place] += 1
    return {row: dict(found) for row, found in counts.items() if found}


def heat(counts: Counts, row: str) -> list[str]:
    """A class by which a table shows how much of its names an article spends on one, 1 to 5.

    Steps are of the square root, so that small numbers can be told apart.
    """
    most = max((sum(places.values()) for places in counts.values()), default=0)
    own = sum(counts.get(row, {}).values())
    return [f"heat-{math.ceil(5 * math.sqrt(own / most))}"] if own else []


def record_path(page: Path) -> Path:
    """Where the counts of a page's names are recorded."""
    return page.with_suffix(".counts.json")


def read_record(page: Path) -> dict[str, Counts]:
    """The recorded counts of all names of a page, by article; none where nothing was recorded."""
    path = record_path(page)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_record(page: Path, counts: Mapping[str, Counts]) -> None:
    """Record the counts of all articles."""
    text = json.dumps(counts, ensure_ascii=False, indent=1)
    record_path(page).write_text(f"{text}\n", encoding="utf-8")


def counts_of(domain: ScholiaDomain, docname: str) -> dict[str, Counts]:
    """The counts of a page's names: of the texts at hand, and else as they were recorded."""
    counts = read_record(Path(domain.env.doc2path(docname)))
    for page in domain.pages.values():
        if page.article and page.texts:
            tables = [count_names(names, page.texts) for names in domain.pages[docname].names]
            counts[page.article.slug] = {
                row: uses for table in tables for row, uses in table.items()
            }
    return dict(sorted(counts.items()))


def record_counts(app: Sphinx, env: BuildEnvironment) -> None:
    """Write down what the tables of names count in the texts at hand, if that is wished."""
    domain = scholia_domain(env)
    for docname, page in domain.pages.items():
        if app.config.scholia_record and page.names:
            write_record(Path(env.doc2path(docname)), counts_of(domain, docname))
