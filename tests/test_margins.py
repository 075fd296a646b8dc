"""Where notes of a printed page stand: in order, apart, on the page, as near as can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_scholia.margins import (
    Anchor,
    Column,
    Placed,
    Plan,
    Start,
    isotonic,
    plan_notes,
    rooms,
)

COLUMN = Column(top=50, bottom=750, gap=6)


def anchors(*places: tuple[int, float, float]) -> list[Anchor]:
    """Notes from page, position and height; a mark of its origin makes each 10 taller."""
    return [
        Anchor(str(number), page, y, height, height + 10)
        for number, (page, y, height) in enumerate(places, 1)
    ]


def check(plan: Plan, given: list[Anchor]) -> None:
    """What must hold of every plan."""
    heights = {a.note: (a.page, a.height, a.moved_height) for a in given}
    assert sorted([*plan.rest, *(p.note for p in plan.placed)]) == sorted(heights)
    order = [a.note for a in given if a.note not in plan.rest]
    assert [p.note for p in plan.placed] == order
    assert plan.rest == [a.note for a in given if a.note in plan.rest]
    before: dict[int, float] = {}
    for placed in plan.placed:
        page, height, moved_height = heights[placed.note]
        assert placed.origin == (None if placed.page == page else page)
        assert placed.page >= page
        assert placed.y >= COLUMN.top - 1e-3
        assert placed.y >= before.get(placed.page, COLUMN.top) - 1e-3
        end = placed.y + (height if placed.origin is None else moved_height)
        assert end <= COLUMN.bottom + 1e-3
        before[placed.page] = end + COLUMN.gap


def test_a_note_with_room_stands_at_its_phrase() -> None:
    given = anchors((1, 100, 40), (1, 300, 40))
    assert plan_notes(given, {1}, COLUMN).placed == [Placed("1", 1, 100), Placed("2", 1, 300)]


def test_two_notes_on_one_line_share_the_way() -> None:
    given = anchors((1, 300, 44), (1, 300, 44))
    assert plan_notes(given, {1}, COLUMN).placed == [Placed("1", 1, 275), Placed("2", 1, 325)]


def test_a_note_in_the_last_line_ends_with_the_page() -> None:
    given = anchors((1, 740, 90))
    assert plan_notes(given, {1}, COLUMN).placed == [Placed("1", 1, 660)]


def test_five_long_notes_in_one_passage() -> None:
    given = anchors(*[(1, 200 + 12 * n, 120) for n in range(5)])
    plan = plan_notes(given, {1}, COLUMN)
    check(plan, given)
    assert plan.rest == []
    assert {p.page for p in plan.placed} == {1}


def test_fourteen_notes_go_on_to_the_next_pages_with_their_origin() -> None:
    given = anchors(*[(1, 200 + 6 * n, 150) for n in range(14)])
    plan = plan_notes(given, {1, 2, 3}, COLUMN)
    check(plan, given)
    assert [(p.page, p.origin) for p in plan.placed] == [
        *[(1, None)] * 4,
        *[(2, 1)] * 4,
        *[(3, 1)] * 4,
    ]
    assert plan.rest == ["13", "14"]


def test_a_note_taller_than_a_page_holds_up_no_other() -> None:
    given = anchors((1, 100, 40), (1, 200, 900), (1, 300, 40))
    plan = plan_notes(given, {1}, COLUMN)
    check(plan, given)
    assert plan.rest == ["2"]
    assert [p.y for p in plan.placed] == [100, 300]


def test_a_note_that_only_its_origin_makes_too_tall() -> None:
    given = anchors((1, 100, 650), (1, 200, 695))
    plan = plan_notes(given, {1, 2}, COLUMN)
    check(plan, given)
    assert plan.rest == ["2"]


def test_an_article_without_notes() -> None:
    assert plan_notes([], set(), COLUMN) == Plan()
    assert rooms([], [], COLUMN, slack=60, most=50) == {}


def test_isotonic_keeps_what_is_in_order_and_joins_what_is_not() -> None:
    assert isotonic([1, 2, 3]) == [1, 2, 3]
    assert isotonic([3, 1, 5]) == [2, 2, 5]
    assert isotonic([]) == []


def test_a_passage_waits_for_the_notes_of_the_one_before() -> None:
    starts = [Start("1", 1, 50), Start("2", 1, 120)]
    given = anchors((1, 50, 200), (1, 60, 200))
    found = rooms(starts, given, COLUMN, slack=40, most=900)
    # the notes end at 406 + the gap below them; 40 of it may be beside the second passage
    assert found == {"2": pytest.approx(50 + 412 - 40 - 120)}


def test_no_gap_in_a_text_is_so_large_that_it_looks_like_the_end() -> None:
    starts = [Start("1", 1, 50), Start("2", 1, 120), Start("3", 1, 200)]
    given = anchors((1, 50, 200), (1, 60, 200))
    found = rooms(starts, given, COLUMN, slack=40, most=60)
    # what is left over goes before the next passage
    assert found == {"2": 60, "3": 60}


def test_a_passage_that_has_waited_to_the_end_of_a_page_waits_no_longer() -> None:
    starts = [Start("1", 1, 50), Start("2", 1, 700)]
    given = anchors(*[(1, 60.0 + n, 300) for n in range(4)])
    found = rooms(starts, given, COLUMN, slack=40, most=900)
    assert found == {"2": pytest.approx(COLUMN.height + COLUMN.gap - 650)}


@given(
    st.lists(st.tuples(st.integers(1, 6), st.floats(50, 750), st.floats(5, 1200)), max_size=40).map(
        sorted
    ),
    st.sets(st.integers(1, 9)),
)
def test_whatever_the_notes_none_is_lost_and_none_overlaps(
    places: list[tuple[int, float, float]], pages: set[int]
) -> None:
    given_notes = anchors(*places)
    check(plan_notes(given_notes, pages, COLUMN), given_notes)
