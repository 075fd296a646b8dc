"""Reading values out of a recipe's TOML, with messages that name the line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from pathlib import Path

from sphinx_scholia.texts.model import TextError


class Reader:
    """Takes values of the right type out of parsed TOML.

    Python's TOML parser keeps no positions, so the line of a key or a value is looked up in the
    source; where it cannot be found, the line of the key it stands under is named.
    """

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self._lines = source.splitlines()

    def error(self, key: str, problem: str, line: int | None = None) -> TextError:
        """An error at ``line``, or at the line of ``key``, ready to be raised."""
        return TextError(self.path, line or self.line_of(key), problem)

    def line_of(self, key: str, words: str | None = None, start: int = 1) -> int:
        """Where ``key`` is set from line ``start`` on, or where ``words`` stand in its value."""
        name = re.escape(key)
        setting = re.compile(rf"\s*(\[+\s*)?(?:[\w.-]+\.)?[\"']?{name}[\"']?\s*(=|\]|\.)")
        at = self._first(setting, start)
        if words is not None:
            return self._first(re.compile(rf".*{re.escape(words)}"), at) or at
        return at or start

    def line_of_table(self, key: str, index: int) -> int:
        """Where the ``index``-th table of an array of tables begins."""
        opening = re.compile(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]")
        lines = [n for n, line in enumerate(self._lines, 1) if opening.match(line)]
        return lines[index] if index < len(lines) else self.line_of(key)

    def _first(self, pattern: re.Pattern[str], start: int) -> int:
        for number, line in enumerate(self._lines[max(start, 1) - 1 :], max(start, 1)):
            if pattern.match(line):
                return number
        return 0

    def check_keys(
        self,
        table: Collection[str],
        valid: tuple[str, ...],
        under: str | None = None,
        start: int = 1,
    ) -> None:
        """Raise :class:`TextError` for a key that no recipe has."""
        for key in table:
            if key in valid:
                continue
            near = difflib.get_close_matches(key, valid, 1)
            meant = f"did you mean '{near[0]}'? " if near else ""
            where = f" under '{under}'" if under else ""
            problem = f"unknown key '{key}'{where}; {meant}valid keys: {', '.join(valid)}"
            raise self.error(key, problem, self.line_of(key, start=start))

    def number(self, table: dict[str, object], key: str, line: int | None = None) -> int | None:
        """A number of at least 1, or None where the key is left out."""
        if key not in table:
            return None
        return self._positive(key, table[key], line)

    def numbers(self, table: dict[str, object], key: str) -> list[int]:
        """A list of numbers of at least 1."""
        return [self._positive(key, item, None) for item in self.items(table, key)]

    def _positive(self, key: str, value: object, line: int | None) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error(key, f"'{key}' is a whole number of at least 1, not {value!r}", line)
        return value

    def words(self, key: str, value: object, line: int | None = None) -> str:
        """Some words on one line."""
        if not isinstance(value, str) or not value.strip() or len(value.splitlines()) > 1:
            problem = f"'{key}' takes words in quotes, on one line; not {value!r}"
            raise self.error(key, problem, line)
        return value.strip()

    def items(self, table: dict[str, object], key: str) -> list[object]:
        """A list; an empty one where the key is left out."""
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, f"'{key}' is a list: write {key} = [ … ], not {value!r}")
        return value

    def table(self, table: dict[str, object], key: str, example: str) -> dict[str, object]:
        """A table of its own; an empty one where it is left out."""
        value = table.get(key, {})
        if not isinstance(value, dict):
            problem = f"'{key}' is a table: write [{key}], then on lines of their own {example}"
            raise self.error(key, problem)
        return value
