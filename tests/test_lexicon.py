"""Finding terms: the cases of ``cases/terms.txt``."""

from __future__ import annotations

import pytest
from prose_cases import Case, cases

from sphinx_scholia.lexicon import Form, Lexicon


def lexicon_of(case: Case) -> Lexicon:
    """The lexicon of a case: each term is called by its first form."""
    terms = [[form.strip() for form in term.split(",")] for term in case["terms"].split(";")]
    return Lexicon(tuple(Form(form, forms[0]) for forms in terms for form in forms))


def shown(words: str, term: str) -> str:
    return f"[{words}]" if words == term else f"[{words}]={term}"


@pytest.mark.parametrize("case", cases("terms"))
def test_which_terms_are_found(case: Case) -> None:
    lexicon, blocks = lexicon_of(case), case["text"].split(" / ")
    if "first" in case.lines:
        uses = lexicon.first_uses(blocks, {case["own"]})
        found = [(blocks[index], match) for index, match in uses]
    else:
        found = [(case["text"], match) for match in lexicon.scan(case["text"])]
    uses_shown = [
        shown(text[match.span.start : match.span.end], match.term) for text, match in found
    ]
    assert " ".join(uses_shown) == (case["first"] or case["finds"])


def test_no_terms_are_found_where_there_are_none() -> None:
    assert list(Lexicon(()).scan("the miller of Velm")) == []
