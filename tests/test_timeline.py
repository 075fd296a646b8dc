"""Where events stand in the picture of years."""

from __future__ import annotations

import itertools

import pytest

from sphinx_scholia.timeline import NEAR, rows, share


@pytest.mark.parametrize(
    ("day", "expected"),
    [((2021, 1, 1), 0.5 / 365), ((2021, 12, 31), 364.5 / 365), ((2020, 2, 0), 59.5 / 366)],
)
def test_a_day_stands_at_its_noon_and_day_0_is_the_last_of_its_month(
    day: tuple[int, int, int], expected: float
) -> None:
    assert share(*day) == pytest.approx(expected, abs=1e-4)


def test_years_come_in_order_and_a_gap_is_marked() -> None:
    made = rows([("b", "1990", "B"), ("a", "1988-02-27", "A")], [("w", "1989-05", "W")])
    assert [(row.year, row.gap) for row in made] == [(1988, False), (1989, False), (1990, False)]
    assert [row.gap for row in rows([("a", "1805", "A"), ("b", "1828", "B")], [])] == [False, True]


def test_marks_that_would_touch_stand_on_lines_of_their_own() -> None:
    (row,) = rows([("a", "2020-09", "A"), ("b", "2020-09-15", "B"), ("c", "2020-12", "C")], [])
    assert [(mark.name, mark.line) for mark in row.events] == [("a", 0), ("b", 1), ("c", 0)]
    for line in range(row.lines):
        marks = [mark for mark in row.events if mark.line == line]
        gaps = [b.start - a.end for a, b in itertools.pairwise(marks)]
        assert all(gap >= NEAR for gap in gaps)


def test_what_lasts_into_another_year_goes_on_to_the_end_of_its_first() -> None:
    (row,) = rows([("a", "1915-04/1916-02", "A")], [])
    (mark,) = row.events
    assert mark.goes_on
    assert mark.end == share(1915, 12, 31)
