"""Dates of events: the Extended Date/Time Format (ISO 8601-2, level 1), and how they read.

Understood are years, months, days, approximate dates (``2020-10~``) and intervals of two of
them (``1988-02-27/1988-02-29``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>~?)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or a day; missing parts are 0."""

    year: int
    month: int = 0
    day: int = 0
    about: bool = False

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ``1988``, ``1988-02``, ``1988-02-27``, each perhaps with ``~``.

        Raises :class:`ValueError` for what is no such date, or no day of the calendar.
        """
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date: write 1988, 1988-02 or 1988-02-27")
        year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
        date(year, month or 1, day or 1)  # raises ValueError for 30 February
        return cls(year, month, day, bool(match["about"]))

    @property
    def known(self) -> tuple[int, ...]:
        """What is known of it: the year, perhaps the month, perhaps the day."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    def words(self, *, year: bool = True) -> str:
        """As it reads in running text: “27 February 1988”; a second date may have the year."""
        if not self.month:
            return str(self.year)
        parts = ["d"] if self.day else []
        parts += ["MMMM"]
        parts += ["y"] if year else []
        known = date(self.year, self.month, self.day or 1)
        return format_date(known, " ".join(parts), locale="en_GB")


@dataclass(frozen=True, slots=True)
class When:
    """A moment, or the time from one to another."""

    start: Moment
    end: Moment

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a date or an interval ``start/end``.

        Raises :class:`ValueError` for what is neither, and for an end before its start.
        """
        first, slash, second = text.partition("/")
        start = Moment.parse(first)
        end = Moment.parse(second) if slash else start
        if (end.year, end.month or 12, end.day or 31) < (start.year, start.month, start.day):
            raise ValueError(f"{text!r} ends before it starts")
        shorter, longer = sorted((start.known, end.known), key=len)
        if shorter != longer and longer[: len(shorter)] == shorter:
            wider = "-".join(f"{part:02}" for part in shorter)
            raise ValueError(
                f"{text!r} lies within {wider}: write {wider}, or give both ends as exactly"
            )
        return cls(start, end)

    def words(self) -> str:
        """“27–29 February 1988”, “about April 2022”, “January to March 1990”."""
        start, end = self.start, self.end
        about = "about " if start.about or end.about else ""
        if start.known == end.known:
            return about + start.words()
        same_year = start.year == end.year
        same_month = same_year and start.month == end.month
        if same_month and start.day and end.day:
            return f"{about}{start.day}–{end.words()}"
        if not (start.month or end.month):
            return f"{about}{start.year}–{end.year}"
        return f"{about}{start.words(year=not same_year)} to {end.words()}"
