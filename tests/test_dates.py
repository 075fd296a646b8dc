"""Dates of the Extended Date/Time Format, and how a reader reads them."""

from __future__ import annotations

import pytest

from sphinx_scholia.dates import When


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1923", "1923"),
        ("1805-05", "May 1805"),
        ("1805-05-14", "14 May 1805"),
        ("1748~", "about 1748"),
        ("1915/1916", "1915–1916"),
        ("1988-02-27/1988-02-29", "27–29 February 1988"),
        ("1992-05/1992-07", "May to July 1992"),
        ("1993-11-12/1994-05-05", "12 November 1993 to 5 May 1994"),
        ("2020-10-28/2020-11-08~", "about 28 October to 8 November 2020"),
        ("2020-10-03~/2020-10-03", "about 3 October 2020"),
        ("2020/2020~", "about 2020"),
        ("2020-10-03/2021", "3 October 2020 to 2021"),
        ("2022-03-28/2022-04~", "about 28 March to April 2022"),
    ],
)
def test_a_date_reads_as_one_writes_it(written: str, read: str) -> None:
    assert When.parse(written).words() == read


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("14 May 1805", "is not a date"),
        ("1805-5", "is not a date"),
        ("2021-02-30", "day is out of range|day must be"),
        ("1994-05-12/1993-11-12", "ends before it starts"),
        ("1805/", "is not a date"),
        ("2020-01-01/2020-01", "lies within 2020-01: write 2020-01, or give both ends as exactly"),
        ("2020-05/2020~", "lies within 2020: write 2020"),
        ("2020/2020-05", "lies within 2020: write 2020"),
    ],
)
def test_what_is_no_date_is_refused(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        When.parse(written)
