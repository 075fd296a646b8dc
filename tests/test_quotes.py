"""Finding quotes: the cases of ``cases/quotes.txt``, and what is said of a quote not found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose_cases import Case, cases

from sphinx_scholia.model import Quote, Span
from sphinx_scholia.quotes import context, find_quote, lemma, nearest


@pytest.mark.parametrize("case", cases("quotes"))
def test_where_a_quote_stands(case: Case) -> None:
    quote = Quote(case["quote"], case["prefix"], case["suffix"])
    text = case["text"]
    found = [
        f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
        for span in find_quote(text, quote)
    ]
    if case["finds"] == "nothing":
        assert found == []
    elif case["finds"].endswith(" places"):
        assert f"{len(found)} places" == case["finds"]
    else:
        assert len(found) == 1
        assert case["finds"] in found[0]


WORDS = st.lists(
    st.text(st.sampled_from("abcÉéñÖğհё’“”-–.,\u00ad\u0301"), min_size=1), min_size=1, max_size=12
)


@given(WORDS, st.data())
def test_every_run_of_whole_words_is_found_at_its_place(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + bool(first)
    exact = " ".join(words[first : last + 1])
    found = find_quote(text, Quote(exact))
    if any(c.isalnum() for c in exact):
        inside = Span(start, start + len(exact))
        assert any(inside.start <= span.start and span.end <= inside.end for span in found)


@given(WORDS, st.data())
def test_a_quote_with_all_around_it_as_prefix_and_suffix_is_found_once(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    parts = words[:first], words[first : last + 1], words[last + 1 :]
    before, exact, after = (" ".join(part) for part in parts)
    if any(c.isalnum() for c in exact):
        assert len(find_quote(" ".join(words), Quote(exact, before, after))) == 1


def test_the_obvious_phrase_is_nearest() -> None:
    places = {
        "1": "For two winters the Lakeside Council has quarrelled with Ostra.",
        "2": "The miller built it in 1874, kept no account books, and charged a penny.",
        "3": "When the ice came early, the company laid up its boat.",
    }
    best, *others = nearest(Quote("kept no acount books"), places)
    assert (best.place, best.phrase) == ("2", "kept no account books,")
    assert best.score > 0.9
    assert len(others) == 2
    assert all(other.score < 0.6 for other in others)


@pytest.mark.parametrize(
    ("quote", "phrase"),
    [
        ("Kept No Books", "kept no books"),
        ("kept books", "kept no books"),
        ("miler of Velm kept", "miller of Velm kept"),
        ("he kept no books", "kept no books"),
        ("keptno books", "kept no books"),
        ("charged a pennny", "charged a penny"),
        ("for every goat", "for each goat."),
    ],
)
def test_a_slip_of_the_pen_is_recognised(quote: str, phrase: str) -> None:
    text = {"1": "The miller of Velm kept no books and charged a penny for each goat."}
    assert [near.phrase for near in nearest(Quote(quote), text)] == [phrase]


def test_nothing_is_near_in_no_text() -> None:
    assert nearest(Quote("kept no books"), {}) == []
    assert nearest(Quote("kept no books"), {"1": ""}) == []


def test_the_context_of_a_match_shows_it_in_brackets() -> None:
    text = "The miller of Velm kept no books and charged a penny for each of the goats."
    span = Span(text.index("kept"), text.index(" and"))
    assert context(text, span, 10) == "…r of Velm [kept no books] and charg…"


def test_messages_show_words_on_one_line_as_a_reader_sees_them() -> None:
    text = "The miller kept no\n  books,\x00  and \x00*charged\x00* a penny."
    (span,) = find_quote(text, Quote("books, and"))
    assert context(text, span, 8) == "…kept no [books, and] *charge…"
    assert nearest(Quote("no book, and"), {"2": text})[0].phrase == "no books, and"


def test_a_quote_within_a_lemma_has_single_marks() -> None:
    assert lemma("since “a penny” is") == "“since ‘a penny’ is”"
