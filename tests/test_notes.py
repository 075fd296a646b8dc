"""Marginal notes: where they stand, how they are numbered, and what is said of one that cannot."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from building import PRECIS, ROOTS, TEXT, Built, Site

NOTES = "annotations/ferry.rst"
FERRY = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")
# without references to notes that a test takes away
PLAIN = FERRY.replace(" Compare :note:`ferry/theft` with :question:`papers`.", "")

Lake = Callable[..., Site]


def note(name: str, passage: str, quote: str, **options: str) -> str:
    """A note of six lines and an empty one, and a line more for each option."""
    more = "".join(f"   :{option}: {value}\n" for option, value in options.items())
    return (
        f".. annotation:: {name}\n   :passage: {passage}\n   :quote: {quote}\n"
        f"   :kind: context\n{more}\n   The body of {name}.\n\n"
    )


def shown(built: Built) -> str:
    return " ".join(built.page("ferry.html").text_content().split())


# Where notes stand


def test_in_the_text_every_note_stands_on_its_words(lake: Lake) -> None:
    built = lake().build("dummy", **TEXT)
    assert built.warnings == []
    assert built.words_noted("ferry") == {
        "teacher": "teaches sums at Velm",
        "council": "Lakeside Council",
        "two-winters": "fought over one small boat",
        "books": "kept no books",
        "penny": "charged a penny for each goat",
        "goat": "each goat",
        "theft": "plain theft",
        "register": "vol. 2, p. 14",
    }


def test_in_the_precis_notes_stand_on_words_that_are_quoted_there(lake: Lake) -> None:
    built = lake().build("dummy", **PRECIS)
    assert built.warnings == []
    assert {name: words for name, words in built.words_noted("ferry").items() if words} == {
        "council": "Lakeside Council",
        "books": "kept no books",
        "penny": "charged a penny for each goat",
        "goat": "each goat",
    }


def test_a_note_whose_words_the_precis_lacks_stands_on_the_passage(lake: Lake) -> None:
    built = lake().build()
    page = built.page("ferry.html")
    (passage,) = page.xpath("//*[@id='p4']")
    (aside,) = passage.xpath(".//aside")
    assert aside.get("id") == "note-ferry-theft"
    assert aside.find_class("lemma")[0].text == "“plain theft”"
    assert not passage.xpath(".//*[contains(@class, 'phrase')]")
    (number,) = passage.xpath(".//a[@href='#note-ferry-theft']")
    assert number.text == "7"


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_numbers_follow_the_article_and_are_the_same_in_both_wordings(
    lake: Lake, wording: dict[str, str]
) -> None:
    names = ["teacher", "council", "two-winters", "books", "penny", "goat", "theft", "register"]
    assert lake().build("dummy", **wording).numbers("ferry") == list(enumerate(names, 1))


def test_numbers_follow_the_passages_also_where_the_file_does_not(lake: Lake) -> None:
    later, earlier = note("late", "4", "ice came early"), note("early", "1", "Lakeside Council")
    built = lake({"ferry.rst": PLAIN, NOTES: later + earlier}).build("dummy")
    assert built.warnings == []
    assert built.numbers("ferry") == [(1, "early"), (2, "late")]


def test_what_a_reader_sees_of_a_note(lake: Lake) -> None:
    page = lake().build(**TEXT).page("ferry.html")
    (aside,) = page.xpath("//aside[@id='note-ferry-books']")
    words = " ".join(aside.text_content().split())
    assert words == (
        "4 K claim to check a slip “kept no books” "
        "A ledger was found in 1950. Brook note 1 has more."
    )
    (phrase,) = page.xpath("//*[@id='phrase-ferry-books']")
    assert phrase.text_content() == "kept no books"
    assert phrase.getnext().text_content().startswith("4")
    assert phrase.getnext().getnext() is aside
    assert aside.xpath(".//a[@href='#phrase-ferry-books']")


def test_a_note_on_the_card_stands_on_the_copys_own_words(lake: Lake) -> None:
    page = lake().build(**TEXT).page("ferry.html")
    (card,) = page.xpath("//*[@id='card']")
    assert card.xpath(".//*[@id='phrase-ferry-teacher']")[0].text_content() == (
        "teaches sums at Velm"
    )
    assert card.xpath(".//aside[@id='note-ferry-teacher']")


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_a_note_on_an_endnote_stands_there(lake: Lake, wording: dict[str, str]) -> None:
    page = lake().build(**wording).page("ferry.html")
    (endnote,) = page.xpath("//*[@id='n1']")
    assert endnote.xpath(".//aside[@id='note-ferry-register']")


@pytest.mark.parametrize(
    ("summary", "quote"),
    [
        ("A miller *kept no* books there.", "kept no books"),
        ("A miller kept **no** books there.", "kept no books"),
        ("A miller kept `no books <https://lake.example>`__ there.", "kept no books there"),
        ("A miller kept :term:`no <Ora>` books there.", "kept no books"),
        ("A miller kept no\n      books there.", "kept no books"),
        ("A miller – so it goes – kept none.", "miller - so it goes"),
        ("A miller 'kept' none.", "miller ‘kept’ none"),
        (r"A miller \*kept\* none.", "*kept* none"),
    ],
)
def test_words_are_found_across_mark_up(lake: Lake, summary: str, quote: str) -> None:
    page = PLAIN.replace("The Lakeside Council, Hale says", f"{summary} The Council")
    built = lake({"ferry.rst": page, NOTES: note("books", "1", quote)}).build("dummy")
    assert built.warnings == []
    assert built.words_noted("ferry")["books"]


def test_quotes_that_were_escaped_stay_straight_under_a_note(lake: Lake) -> None:
    page = PLAIN.replace("He “kept no books”", r"He \"kept\" no \"books\"")
    built = lake({"ferry.rst": page, NOTES: note("books", "2", '"kept" no "books"')}).build()
    (phrase,) = built.page("ferry.html").find_class("phrase")
    assert phrase.text_content() == '"kept" no "books"'


@pytest.mark.parametrize("number", ["books,1 and", "books1, and", "books,1—and"])
def test_words_are_found_across_an_endnote_number(lake: Lake, number: str) -> None:
    copy = (ROOTS / "test-lake" / "texts" / "ferry.txt").read_text(encoding="utf-8")
    quote = f"kept no {number.replace('1', '')} charged"
    files = {
        "ferry.rst": PLAIN,
        "texts/ferry.txt": copy.replace("books,1 and", number),
        NOTES: note("books", "2", quote),
    }
    built = lake(files).build(**TEXT)
    assert built.warnings == []
    (first, *_) = built.page("ferry.html").find_class("phrase")
    assert first.text_content().startswith("kept no books")
    assert built.words_noted("ferry")["books"] == quote


def test_notes_may_nest_and_touch(lake: Lake) -> None:
    written = [
        note("whole", "2", "charged a penny for each goat"),
        note("penny", "2", "charged a penny"),
        note("inner", "2", "penny"),
        note("goat", "2", "for each goat"),
    ]
    copy = (ROOTS / "test-lake" / "texts" / "ferry.txt").read_text(encoding="utf-8")
    copy = copy.replace("“a penny is a penny”", "“such is life”")
    files = {"ferry.rst": PLAIN, "texts/ferry.txt": copy, NOTES: "".join(written)}
    built = lake(files).build("dummy", **TEXT)
    assert built.warnings == []
    assert built.words_noted("ferry") == {
        "whole": "charged a penny for each goat",
        "penny": "charged a penny",
        "inner": "penny",
        "goat": "for each goat",
    }


def test_two_notes_may_stand_on_the_same_words(lake: Lake) -> None:
    written = note("one", "2", "kept no books") + note("other", "2", "kept no books")
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build("dummy", **TEXT)
    assert built.warnings == []
    assert set(built.words_noted("ferry").values()) == {"kept no books"}


def test_a_prefix_tells_which_words_are_meant(lake: Lake) -> None:
    written = note("goat", "2", "a goat", prefix="only")
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build(**TEXT)
    assert built.warnings == []
    (phrase,) = built.page("ferry.html").find_class("phrase")
    assert phrase.xpath("preceding::text()[1]")[0].endswith("and a goat is only ")


def test_an_article_without_notes(lake: Lake) -> None:
    built = lake({"ferry.rst": PLAIN, NOTES: None}).build()
    assert built.warnings == []
    assert not built.page("ferry.html").xpath("//aside")


# Notes that find no place: the message, and the note is not lost


@pytest.mark.parametrize(
    ("written", "message"),
    [
        pytest.param(
            note("goat", "2", "a goat"),
            f"{NOTES}:1: WARNING: “a goat” stands 2 times in 2: …nny” on that shore, and "
            "[a goat] is only a goat:…; …ore, and a goat is only [a goat]:…. "
            "Say with :prefix: or :suffix: which is meant. [scholia.quote_ambiguous]",
            id="ambiguous",
        ),
        pytest.param(
            note("books", "2", "kept no acount books"),
            f"{NOTES}:1: WARNING: “kept no acount books” is not in 2. Nearest: “kept no books,” "
            "(in 2, 79% alike); “— an act of” (in 4, 52% alike); “over one small boat.” "
            "(in 1, 41% alike). [scholia.quote_missing]",
            id="missing",
        ),
        pytest.param(
            note("council", "3", "Lakeside Council"),
            "“Lakeside Council” (in 1, 100% alike)",
            id="in another passage",
        ),
        pytest.param(
            note("books", "2", "kept no book"),
            f"{NOTES}:1: WARNING: “kept no book” is not in 2. Nearest: “kept no books,” (in 2, ",
            id="part of a word",
        ),
        pytest.param(
            note("books", "2", "kept no books") + note("penny", "2", "no books, and charged"),
            f"{NOTES}:8: WARNING: “no books, and charged” crosses “kept no books” ({NOTES}:1) "
            "[scholia.quotes_cross]",
            id="crossing",
        ),
        pytest.param(
            note("penny", "2", "each goat") + note("books", "2", "kept no books"),
            f"{NOTES}:8: WARNING: note 'books' hangs on words before those of 'penny': put it "
            "above, so that numbers follow the text [scholia.note_order]",
            id="order",
        ),
        pytest.param(
            note("books", "5", "kept no books"),
            f"{NOTES}:1: WARNING: note 'books' names passage '5'; there are "
            "card, 1, 2, 3, 4, n1, n2, n3 [scholia.note_place]",
            id="no such passage",
        ),
        pytest.param(
            note("books", "2", "kept no books") + note("books", "2", "each goat"),
            f"{NOTES}:8: WARNING: note 'ferry/books' is there already, at {NOTES}:1 "
            "[scholia.name_twice]",
            id="name twice",
        ),
    ],
)
def test_a_note_without_a_clear_place_is_reported_and_shown(
    lake: Lake, written: str, message: str
) -> None:
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build(**TEXT)
    (warning,) = built.warnings
    assert message in warning
    for name in re.findall("The body of (.*)[.]", written):
        assert shown(built).count(f"The body of {name}.") >= 1
    assert len(built.page("ferry.html").xpath("//aside")) == written.count("annotation::")


def test_a_note_on_a_place_that_is_not_there_is_reported_in_the_precis_too(lake: Lake) -> None:
    built = lake({"ferry.rst": PLAIN, NOTES: note("books", "5", "kept no books")}).build()
    assert built.warnings == [
        f"{NOTES}:1: WARNING: note 'books' names passage '5'; there are card, 1, 2, 3, 4 "
        "[scholia.note_place]"
    ]
    assert "The body of books." in shown(built)


def test_crossing_quotes_are_reported_in_the_precis_too(lake: Lake) -> None:
    written = note("books", "2", "kept no books") + note("penny", "2", "no books”, and charged")
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build()
    assert built.warnings == [
        f"{NOTES}:8: WARNING: “no books”, and charged” crosses “kept no books” ({NOTES}:1) "
        "[scholia.quotes_cross]"
    ]
    assert "The body of penny." in shown(built)


@pytest.mark.parametrize("place", ["1", "2", "7", "card", "n1", "n9"])
def test_no_note_is_lost_wherever_it_wants_to_stand(lake: Lake, place: str) -> None:
    site = lake({"ferry.rst": PLAIN, NOTES: note("stray", place, "words of nobody")})
    for wording in (PRECIS, TEXT):
        page = site.build(**wording).page("ferry.html")
        (aside,) = page.xpath("//aside")
        assert "The body of stray." in aside.text_content()
        assert "“words of nobody”" in aside.text_content()


# Notes that are written wrongly

GOOD = note("books", "2", "kept no books")
KINDS = (
    "sourcing, context, claim to check, contested wording, corroboration, vocabulary, "
    "what happened next"
)


@pytest.mark.parametrize(
    ("written", "messages"),
    [
        pytest.param(
            GOOD.replace("context", "joke"),
            [f"{NOTES}:1: ERROR:", f"'joke': write one of {KINDS}."],
            id="unknown kind",
        ),
        pytest.param(
            note("books", "2", "kept no books", finding="joke"),
            [f"{NOTES}:1: ERROR:", "'joke': write one of slip, holds, disputed, unknown."],
            id="unknown finding",
        ),
        pytest.param(
            GOOD.replace("   :quote: kept no books\n", ""),
            [f"{NOTES}:1: ERROR: note 'books' lacks :quote: [docutils]"],
            id="no quote",
        ),
        pytest.param(
            GOOD.replace("   :kind: context\n", ""),
            [f"{NOTES}:1: ERROR: note 'books' lacks :kind: [docutils]"],
            id="no kind",
        ),
        pytest.param(
            GOOD.replace("   :passage: 2\n", ""),
            [f"{NOTES}:1: ERROR: note 'books' lacks :passage: [docutils]"],
            id="no passage",
        ),
        pytest.param(
            GOOD.replace("\n   The body of books.\n", ""),
            [f"{NOTES}:1: ERROR: note 'books' says nothing: write its body below, indented"],
            id="empty body",
        ),
        pytest.param(
            GOOD.replace("annotation:: books", "annotation:: The_Books"),
            [
                f"{NOTES}:1: ERROR: 'The_Books' cannot be the name of a note: write 'the-books' "
                "[docutils]"
            ],
            id="not a name",
        ),
        pytest.param(
            GOOD.replace(":kind:", ":sort:"),
            [f"{NOTES}:1: ERROR:", 'unknown option: "sort"'],
            id="unknown option",
        ),
    ],
)
def test_a_note_that_is_written_wrongly(lake: Lake, written: str, messages: list[str]) -> None:
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build("dummy")
    said = "\n".join(built.warnings)
    assert said.count("ERROR") + said.count("WARNING") == 1
    for message in messages:
        assert message in said


def test_a_mistake_in_one_note_leaves_the_others_alone(lake: Lake) -> None:
    wrong = note("goat", "2", "each goat").replace("context", "joke")
    written = f"{GOOD}{wrong}{note('theft', '4', 'ice came early')}"
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build("dummy")
    assert built.warnings[0].startswith(f"{NOTES}:8: ERROR:")
    assert built.numbers("ferry") == [(1, "books"), (2, "theft")]


def test_a_file_of_notes_holds_nothing_else(lake: Lake) -> None:
    built = lake({"ferry.rst": PLAIN, NOTES: f"{GOOD}Stray words.\n"}).build("dummy")
    assert built.warnings == [
        f"{NOTES}:8: WARNING: a file of notes holds only 'annotation' directives and comments "
        "[scholia.notes_file]"
    ]
    assert built.numbers("ferry") == [(1, "books")]
    assert "Stray words." in built.doctree("ferry").astext()


def test_a_file_of_notes_may_hold_comments(lake: Lake) -> None:
    written = f".. to be checked in May\n\n{GOOD}.. the last one\n"
    assert lake({"ferry.rst": PLAIN, NOTES: written}).build("dummy").warnings == []


@pytest.mark.parametrize("wording", [PRECIS, TEXT], ids=["precis", "text"])
def test_mistakes_in_a_body_are_reported_at_their_own_line(
    lake: Lake, wording: dict[str, str]
) -> None:
    body = "Well.\n\n   See :passage:`nowhere/1`.\n   And :nonsense:`x`, or :term:`Atlantis`."
    written = GOOD + note("goat", "2", "each goat").replace("The body of goat.", body)
    built = lake({"ferry.rst": PLAIN, NOTES: written}).build("dummy", **wording)
    assert built.warnings == [
        f'{NOTES}:15: ERROR: Unknown interpreted text role "nonsense". [docutils]',
        f"{NOTES}:15: WARNING: scholia:passage reference target not found: nowhere/1 [ref.passage]",
        f"{NOTES}:15: WARNING: term not in glossary: 'Atlantis' [ref.term]",
    ]


# Passages and cards that a note could not stand on


@pytest.mark.parametrize("summary", ["* a list", "#. a list", ".. figure:: mill.png", ".. nothing"])
def test_a_precis_begins_with_a_paragraph(lake: Lake, summary: str) -> None:
    page = FERRY.replace("3. The list of the fares goes on.", f"3. {summary}")
    warnings = lake({"ferry.rst": page}).build("text").warnings
    message = "ERROR: ferry.rst:22: précis 3 begins with a paragraph: write a sentence there"
    assert any(message in line for line in warnings), warnings


def test_a_precis_may_go_on_with_something_else(lake: Lake) -> None:
    page = FERRY.replace("fares goes on.", "fares goes on.\n\n      * a goat: a penny")
    built = lake({"ferry.rst": page}).build("text")
    assert built.warnings == []
    assert "* a goat: a penny" in built.words("ferry.txt")


def test_a_field_of_the_card_says_something(lake: Lake) -> None:
    page = FERRY.replace(":Author: Tomas Hale, of the Lakeside Review", ":Author:")
    warnings = lake({"ferry.rst": page}).build("dummy").warnings
    message = "ERROR: ':Author:' says nothing: write what is known, or take it out"
    assert any(message in line for line in warnings), warnings


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            ".. passage:: Introduction\n\n   Words.",
            "'Introduction' is no number: write one, such as 7",
        ),
        (".. endnote:: ²\n\n   Words.", "'²' is no number: write one, such as 7"),
        (".. passage:: 7", 'Content block expected for the "scholia:passage" directive'),
        (".. passage:: 7\n\n   * a list", "a part of a text is words: write them as a paragraph"),
    ],
)
def test_a_passage_that_is_written_wrongly_by_hand(lake: Lake, written: str, message: str) -> None:
    warnings = lake({"glossary.rst": f"Words\n=====\n\n{written}\n"}).build("dummy").warnings
    assert warnings[0].startswith("glossary.rst:4: ERROR: ") and message in warnings[0]


def test_a_recipe_that_is_wrong_is_reported_also_where_no_text_is_at_hand(lake: Lake) -> None:
    warnings = lake({"ferry.toml": "passages = four\n"}).build("dummy").warnings
    assert "ERROR: ferry.toml:1: is not valid TOML" in warnings[0]
    assert warnings[0].startswith("ferry.rst:15: ERROR: ")


def test_notes_of_an_article_without_passages_are_not_lost_silently(lake) -> None:
    page = "A bridge\n========\n\n.. article:: bridge\n\n   :Author: Ida Brook\n"
    warnings = lake({"bridge.rst": page}).build(nitpicky=False).warnings
    assert [w for w in warnings if "annotations/bridge.rst:1: WARNING: the page of 'bridge'" in w]
