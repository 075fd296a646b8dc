"""Discussion questions: what is shown of them, and what is said of mistakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from building import ROOTS, TEXT, Site

FERRY = (ROOTS / "test-lake" / "ferry.rst").read_text(encoding="utf-8")
THEFT = ".. question:: theft\n   :skill: evaluation\n   :level: 3\n"

Lake = Callable[..., Site]


def heads(site: Site) -> list[str]:
    """The line above each question of the ferry's page."""
    page = site.build(**TEXT).page("ferry.html")
    return [" ".join(head.text_content().split(" ")) for head in page.find_class("question-head")]


def test_number_skill_level_and_passages_stand_above_a_question(lake: Lake) -> None:
    assert heads(lake()) == [
        "Question 1 close reading, level 1 (core) · ¶2, n1, source\u00a0card, Brook\u00a0¶1",
        "Question 2 evaluation, level 3 (extension)",
    ]


def test_the_passages_of_a_question_are_linked(lake: Lake) -> None:
    page = lake().build(**TEXT).page("ferry.html")
    (question,) = page.xpath("//*[@id='question-ferry-papers']")
    assert question.xpath("p[1]//a/@href") == ["#p2", "#n1", "#card", "bridge.html#p1"]


@pytest.mark.parametrize(("level", "word"), [("1", "core"), ("2", "stretch"), ("3", "extension")])
@pytest.mark.parametrize("skill", ["sourcing", "contextualisation", "corroboration"])
def test_skills_and_levels(lake: Lake, skill: str, level: str, word: str) -> None:
    asked = THEFT.replace("evaluation", skill).replace("3", level)
    site = lake({"ferry.rst": FERRY.replace(THEFT, asked)})
    assert heads(site)[1] == f"Question 2 {skill}, level {level} ({word})"


def test_questions_may_stand_on_a_page_without_an_article(lake: Lake) -> None:
    page = f"Compare\n=======\n\n{THEFT}   :passages: ferry/2\n\n   Well?\n\n:question:`theft`\n"
    built = lake({"glossary.rst": page}).build("html")
    assert [line for line in built.warnings if "term" not in line] == []
    page = built.page("glossary.html")
    assert page.xpath("//*[@id='question-glossary-theft']")
    assert "Hale\u00a0¶2" in page.find_class("question-head")[0].text_content()
    assert page.xpath("//a[@href='#question-glossary-theft']")[0].text_content().strip() == (
        "question\u00a01"
    )


@pytest.mark.parametrize(
    ("asked", "messages"),
    [
        (
            THEFT.replace("evaluation", "guessing"),
            "'guessing': write one of sourcing, contextualisation, corroboration, close reading, "
            "evaluation",
        ),
        (THEFT.replace("3", "4"), "'4': write one of 1, 2, 3"),
        (THEFT.replace("   :level: 3\n", ""), "question 'theft' lacks :level:"),
        (THEFT.replace("   :skill: evaluation\n", ""), "question 'theft' lacks :skill:"),
        (
            THEFT.replace("theft", "The_Theft"),
            "'The_Theft' cannot be the name of a question: write 'the-theft'",
        ),
    ],
)
def test_a_question_that_is_written_wrongly(lake: Lake, asked: str, messages: str) -> None:
    warnings = lake({"ferry.rst": FERRY.replace(THEFT, asked)}).build("dummy").warnings
    assert warnings[0].startswith("ferry.rst:40: ERROR: ")
    assert sum("ERROR" in line or "WARNING" in line for line in warnings) == 1
    assert any(messages in line for line in warnings)


def test_a_question_that_asks_nothing(lake: Lake) -> None:
    page = FERRY[: FERRY.index("   Was it theft?")]
    warnings = lake({"ferry.rst": page}).build("dummy").warnings
    assert warnings[0].startswith("ferry.rst:40: ERROR: ")
    assert 'Content block expected for the "' in warnings[0]


def test_a_question_whose_name_is_taken(lake: Lake) -> None:
    page = FERRY.replace("question:: theft", "question:: papers")
    warnings = lake({"ferry.rst": page}).build("dummy").warnings
    assert (
        "ferry.rst:40: WARNING: question 'ferry/papers' is there already, at ferry.rst:29 "
        in (warnings[0])
    )


@pytest.mark.parametrize("target", ["9", "n9", "bridge/3", "nowhere/1", "ferry/x"])
def test_a_question_about_a_passage_that_is_not_there(lake: Lake, target: str) -> None:
    page = FERRY.replace(THEFT, f"{THEFT}   :passages: {target}\n")
    assert lake({"ferry.rst": page}).build("dummy", **TEXT).warnings == [
        f"ferry.rst:40: WARNING: scholia:passage reference target not found: {target} [ref.passage]"
    ]


def test_an_answer_stands_under_its_question_in_the_teachers_edition_only(lake: Lake) -> None:
    site = lake()
    answers = {
        edition: site.build(scholia_edition=edition).page("ferry.html").find_class("answer")
        for edition in ("student", "teacher")
    }
    assert answers["student"] == []
    first, other = answers["teacher"]
    assert first.getparent().get("id") == "question-ferry-papers"
    assert " ".join(first.text_content().split()).startswith("For the teacher Hale blames habit.")
    assert other.getparent().get("id") == "question-ferry-theft"


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (".. index:: heather ale", "what goes into the index: leave it out"),
        ("See :download:`the key <ferry.toml>`.", "a file to download: link to its address"),
        (
            ".. figure:: heather.png\n         :name: heather-ale",
            "anything with a name, such as 'heather-ale': take the name away",
        ),
        (".. _heather-ale:\n\n      Words.", "anything with a name, such as 'heather-ale'"),
        (
            ".. glossary::\n\n         Heather ale\n            A drink.",
            "a glossary: put it on a page",
        ),
        (
            ".. event:: 1899\n         :name: heather\n         :title: Ale\n\n         No more.",
            "what other pages show or count: put it outside of the answer",
        ),
    ],
)
@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_an_answer_cannot_hold_what_would_leave_a_trace_of_it(
    lake: Lake, held: str, message: str, edition: str
) -> None:
    page = f"{FERRY}\n      {held}\n"
    site = lake({"ferry.rst": page, "heather.png": b"\x89PNG\r\n\x1a\n"})
    warnings = site.build("dummy", scholia_edition=edition).warnings
    said = [line for line in warnings if "an answer cannot hold" in line]
    assert len(said) == 1 and message in said[0], warnings
    assert said[0].startswith("ferry.rst:46: ERROR: ")


def test_an_answer_may_hold_addresses_lists_and_footnotes(lake: Lake) -> None:
    words = (
        "Ask `the mill <https://mill.example.org>`_ [1]_:\n\n      1. who\n\n      .. [1] Twice."
    )
    built = lake({"ferry.rst": f"{FERRY}\n      {words}\n"}).build(scholia_edition="teacher")
    assert built.warnings == []
    assert "https://mill.example.org" in built.words("ferry.html")
