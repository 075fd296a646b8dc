"""Folding: the same words typed differently compare equal, and the way back is right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_scholia.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("‘Lake’ ‚x‛ ‹y› `z´", "'Lake' 'x' 'y' 'z'"),
        ("“Lake” „x‟ «y»", '"Lake" "x" "y"'),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("so … on", "so ... on"),
        ("one\u00a0two \n\t three\u2009four", "one two three four"),
        ("ferry\u00adman \u200b\u2060 \ufeffhouse", "ferryman house"),
        ('say \x00"lazy\x00"', 'say "lazy"'),
        ("Cafe\u0301 A\u030angstro\u0308m", "Café Ångström"),
        ("e\u200b\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("İstanbul ISTANBUL ß", "İstanbul ISTANBUL ß"),
        ("", ""),
    ],
)
def test_one_form_for_what_reads_the_same(typed: str, folded: str) -> None:
    assert fold(typed)[0] == folded


def source_of(text: str, words: str) -> str:
    """What stands in ``text`` where the folded text has ``words``."""
    folded, offsets = fold(text)
    start = folded.index(words)
    return text[offsets[start] : offsets[start + len(words)]]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("the  “old”\n ferry… sank", '"old" ferry...', "“old”\n ferry…"),
        ("a cafe\u0301 by the lake", "café", "cafe\u0301"),
        ("a cafe\u0301 by the lake", "by", "by"),
        ("fer\u00adry\u200bman left", "ferryman", "fer\u00adry\u200bman"),
        ("q\u0323\u0307x", "x", "x"),
    ],
)
def test_offsets_lead_back_to_the_typed_words(text: str, words: str, source: str) -> None:
    assert source_of(text, words) == source


def test_an_accent_that_cannot_be_composed_keeps_its_own_offset() -> None:
    folded, offsets = fold("q\u0307 e\u0301")
    assert folded == "q\u0307 é"
    assert offsets == (0, 1, 2, 3, 5)


@given(st.text(st.one_of(st.characters(), st.sampled_from("e\u0301\u0323 \u00a0“’—…\u00ad\x00"))))
def test_folding_is_stable_and_its_offsets_rise(text: str) -> None:
    folded, offsets = fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert list(offsets) == sorted(offsets)
    assert fold(folded)[0] == folded


@given(st.text(st.sampled_from("aeio uéçñÖğ“”’—…-'\"\u0301\u0323\u0327 \n\u00a0")))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = (fold(unicodedata.normalize(form, text))[0] for form in ("NFC", "NFD"))
    assert composed == decomposed
