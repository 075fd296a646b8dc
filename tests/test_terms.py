"""Glossary terms: where they link, by what names they are known, and what is said of mistakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from building import PRECIS, ROOTS, TEXT, Built, Site

WORDS = "glossary/words.rst"
ENTRIES = (ROOTS / "test-lake" / WORDS).read_text(encoding="utf-8")
FERRY = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")

Lake = Callable[..., Site]


def with_entry(entry: str) -> dict[str, str]:
    """The glossary with one more entry, the headword of which stands in line 14."""
    return {WORDS: f"{ENTRIES}\n   {entry}\n"}


def links(built: Built, page: str, where: str) -> list[tuple[str, str]]:
    """The terms linked in an element: words and the term's id."""
    (element,) = built.page(page).xpath(f"//*[@id='{where}']")
    return [
        (link.text_content(), link.get("href").partition("#")[2])
        for link in element.find_class("term-link")
    ]


def linked(built: Built) -> set[str]:
    """All words that are linked to a term on the page of the ferry."""
    return {link.text_content() for link in built.page("ferry.html").find_class("term-link")}


# Where terms link


def test_the_first_use_in_the_passages_links_and_again_in_the_notes(lake: Lake) -> None:
    built = lake().build(**TEXT)
    assert built.warnings == []
    assert links(built, "ferry.html", "passages") == [
        ("Lakeside Council", "term-lakeside-council"),
        ("Ostra", "term-ostra"),
        ("Ora", "term-ora"),  # which the author has linked
        ("Velm", "term-velm"),
        ("Velm", "term-velm"),
        ("prudence", "term-prudence"),
    ]
    assert links(built, "ferry.html", "note-ferry-penny") == [("Velm", "term-velm")]
    assert links(built, "ferry.html", "note-ferry-theft") == []


def test_a_term_links_inside_the_words_of_a_note(lake: Lake) -> None:
    built = lake().build()
    assert links(built, "ferry.html", "phrase-ferry-council") == [
        ("Lakeside Council", "term-lakeside-council")
    ]
    (phrase,) = built.page("ferry.html").xpath("//*[@id='phrase-ferry-council']")
    assert phrase.text_content() == "Lakeside Council"


def test_a_term_that_a_note_cuts_is_linked_whole_or_not_at_all(lake: Lake) -> None:
    ferry = FERRY.replace("Lakeside Council, Hale", "Lakeside Council of the lake, Hale")
    notes = """
        .. annotation:: council
           :passage: 1
           :quote: Council of the lake
           :kind: context

           It met in a barn.
    """
    ferry = ferry.replace(" Compare :note:`ferry/theft` with :question:`papers`.", "")
    built = lake({"ferry.rst": ferry, "annotations/ferry.rst": notes}).build()
    assert built.warnings == []
    words = "".join(word for word, term in links(built, "ferry.html", "p1") if "council" in term)
    assert words == "Lakeside Council"


@pytest.mark.parametrize(
    "summary",
    [
        "Theft it was, he says, :plain:`theft`, and ``theft``.",
        "The `theft <https://lake.example>`__ was none.",
        "He says it in *the*\\ ft.",
        "Theftless and antitheft.",
    ],
)
def test_what_an_author_keeps_out_of_links_does_not_link(lake: Lake, summary: str) -> None:
    files = {
        **with_entry("theft\n      Taking a boat."),
        "ferry.rst": FERRY.replace(
            "The Lakeside Council, Hale says, has quarrelled with Ostra for two winters.", summary
        ),
    }
    built = lake(files).build()
    first_word = [word for word, term in links(built, "ferry.html", "p1") if term == "term-theft"]
    assert first_word == (["Theft"] if summary.startswith("Theft it") else [])


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_titles_headings_cards_and_questions_do_not_link(
    lake: Lake, wording: dict[str, str]
) -> None:
    words = ("quarrel", "crossing", "ferry boat", "habit")
    entries = "\n\n   ".join(f"{word}\n      A word." for word in words)
    built = lake(with_entry(entries)).build(**wording, scholia_edition="teacher")
    assert built.warnings == []
    assert not linked(built) & {*words}
    title = built.page("ferry.html").findtext("head/title")
    assert title.startswith("Who owns a ferry boat")


def test_a_folded_precis_does_not_link(lake: Lake) -> None:
    page = lake().build(**TEXT).page("ferry.html")
    assert not page.xpath("//details//a[contains(@class, 'term-link')]")
    assert page.xpath("//details")


def test_an_entry_links_to_others_and_not_to_itself(lake: Lake) -> None:
    page = lake().build().page("glossary.html")
    (entry,) = page.xpath("//dt[@id='term-ora']/following-sibling::dd[1]/p[1]")
    assert [link.text_content() for link in entry.find_class("term-link")] == ["Velm", "Ostra"]
    (entry,) = page.xpath("//dt[@id='term-lakeside-council']/following-sibling::dd[1]/p[1]")
    assert [link.text_content() for link in entry.find_class("term-link")] == ["Lake Ora"]


# Entries


def test_ids_are_made_of_the_headword_whatever_its_script(lake: Lake) -> None:
    entries = "CSTO\n      A.\n\n   ՀԱՊԿ\n      B.\n\n   Аист\n      C.\n\n   Café, old\n      D."
    built = lake(with_entry(entries)).build()
    assert built.warnings == []
    ids = built.page("glossary.html").xpath("//dt/@id")
    assert ids[-4:] == ["term-csto", "term-hapk", "term-aist", "term-cafe-old"]


def test_ids_do_not_move_when_a_term_is_added_before(lake: Lake) -> None:
    site = lake(with_entry("Аист\n      A.\n\n   Օրա լիճ\n      B."))
    before = site.build().page("glossary.html").xpath("//dt/@id")
    site.write(with_entry("Бук\n      A.\n\n   Аист\n      A.\n\n   Օրա լիճ\n      B."))
    after = site.build().page("glossary.html").xpath("//dt/@id")
    assert sorted(set(after) - set(before)) == ["term-buk"]
    assert set(before) < set(after)


def test_names_are_shown_in_their_languages(lake: Lake) -> None:
    page = lake().build().page("glossary.html")
    (names,) = page.xpath("//dt[@id='term-ora']/following-sibling::dd[1]//*[@lang]/..")
    assert names.text_content() == "Also Lake Ora\u00a0· Armenian Օրա\u00a0· Russian Ора"
    assert [(name.get("lang"), name.text) for name in names.xpath("*[@lang]")] == [
        ("hy", "Օրա"),
        ("ru", "Ора"),
    ]


@pytest.mark.parametrize(
    ("target", "term"),
    [
        ("Ora", "term-ora"),
        ("Lake Ora", "term-ora"),
        ("Օրա", "term-ora"),
        ("lake ora", "term-ora"),
        ("Велм", "term-velm"),
        ("the water <Ora>", "term-ora"),
    ],
)
def test_a_term_can_be_referred_to_by_any_of_its_forms(lake: Lake, target: str, term: str) -> None:
    built = lake({"index.rst": f"Lake\n====\n\nSee :term:`{target}`.\n"}).build()
    assert [line for line in built.warnings if "toctree" not in line] == []
    assert f'href="glossary.html#{term}"' in built.words("index.html")


def test_see_also_links(lake: Lake) -> None:
    (see,) = lake().build().page("glossary.html").find_class("see-also")
    assert see.text_content() == "See also: Lakeside Council"
    assert see.xpath("a/@href") == ["#term-lakeside-council"]


def test_a_field_may_be_written_twice(lake: Lake) -> None:
    entry = "theft\n      Taking a boat.\n\n      :forms: larceny\n      :forms: robbery; heist"
    built = lake(with_entry(entry)).build()
    assert built.warnings == []
    assert "Also larceny; robbery; heist" in " ".join(
        built.page("glossary.html").text_content().split()
    )


def test_what_differs_only_in_capitals_signs_or_number_is_one_name(lake: Lake) -> None:
    entry = "theft\n      Taking a boat.\n\n      :forms: Thefts; boat-theft; boat thefts; larceny"
    built = lake({**with_entry(entry), "index.rst": "Lake\n====\n\n:term:`boat thefts`\n"}).build()
    (names,) = built.page("glossary.html").xpath(
        "//dt[@id='term-theft']/following-sibling::dd[1]/p[2]"
    )
    assert names.text_content() == "Also boat-theft; larceny"
    assert 'href="glossary.html#term-theft"' in built.words("index.html")


def test_sphinxs_own_glossary_mark_up_goes_on_working(lake: Lake) -> None:
    entry = "chalk : C\n   white stone\n      Used for lists.\n\n      It washes off."
    built = lake(with_entry(entry)).build()
    assert built.warnings == []
    page = built.page("glossary.html")
    assert page.xpath("//dt/@id")[-2:] == ["term-chalk", "term-white-stone"]
    assert page.xpath("//dt[@id='term-white-stone']/following-sibling::dd[1]/p/text()") == [
        "Used for lists.",
        "It washes off.",
    ]
    assert "term-chalk" in built.words("genindex.html")


# Mistakes


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        pytest.param(
            "Old Council\n      Another one.\n\n      :forms: council",
            [
                f"{WORDS}:14: WARNING: the form 'council' belongs to 'Lakeside Council' and to "
                "'Old Council': take it out of one of them [scholia.form_twice]"
            ],
            id="form twice",
        ),
        pytest.param(
            "Old Council\n      Another one.\n\n      :hy: Օրա",
            [
                f"{WORDS}:14: WARNING: the form 'Օրա' belongs to 'Ora' and to 'Old Council': "
                "take it out of one of them [scholia.form_twice]"
            ],
            id="form twice, in two files",
        ),
        pytest.param(
            "theft\n      Taking a boat.\n\n      :see also: Larceny; Ora",
            [
                f"{WORDS}:14: WARNING: 'theft' sends to 'Larceny', which is no headword "
                "[scholia.see_also]",
                f"{WORDS}:14: WARNING: term not in glossary: 'Larceny' [ref.term]",
            ],
            id="see also",
        ),
        pytest.param(
            "theft\n      Taking a boat.\n\n      :colour: red",
            [
                f"{WORDS}:4: ERROR: {WORDS}:17: ':colour:' is neither 'forms', 'see also' nor the "
                "code of a language, such as 'hy' [docutils]"
            ],
            id="unknown field",
        ),
        pytest.param(
            "theft\n      Taking :nonsense:`x` or :term:`y`.",
            [
                f'{WORDS}:15: ERROR: Unknown interpreted text role "nonsense". [docutils]',
                f"{WORDS}:15: WARNING: term not in glossary: 'y' [ref.term]",
            ],
            id="mistake in a definition",
        ),
        pytest.param(
            "Велм Mill\n      A.\n\n   Velm Mill\n      B.",
            [f"{WORDS}:17: ERROR: Duplicate ID: "],
            id="one id twice",
        ),
    ],
)
def test_mistakes_are_reported_at_their_line_of_the_glossarys_file(
    lake: Lake, entry: str, messages: list[str]
) -> None:
    warnings = lake(with_entry(entry)).build("dummy").warnings
    assert len(warnings) == len(messages)
    for warning, message in zip(warnings, messages, strict=True):
        assert warning.startswith(message)


def test_a_family_of_terms_that_is_not_there(lake: Lake) -> None:
    page = "Glossary\n========\n\n.. glossary-file:: glossary/people.rst\n"
    warnings = lake({"glossary.rst": page}).build("dummy").warnings
    message = "glossary.rst:4: ERROR: glossary/people.rst: there is no such file [docutils]"
    assert message in warnings


def test_a_term_that_an_author_links_is_one_like_the_others(lake: Lake) -> None:
    site = lake()
    index = (site.folder / "index.rst").read_text(encoding="utf-8")
    site.write({"index.rst": index.replace("Start with", "See :term:`Ostra`. Start with")})
    page = site.build().page("index.html")
    (link,) = page.find_class("term-link")
    assert link.text_content() == "Ostra"
    assert page.xpath("//*[@data-term]"), "its definition is there to be opened"
