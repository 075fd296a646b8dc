"""Reading the cases in ``cases/*.txt``: a title, then ``key: value`` lines, then an empty line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

UNSEEN = {
    "line end": "\n",
    "soft hyphen": "\u00ad",
    "no-break space": "\u00a0",
    "no-break hyphen": "\u2011",
    "zero-width space": "\u200b",
    "combining acute": "\u0301",
    "escape": "\x00",
}


@dataclass(frozen=True)
class Case:
    """One case: what is given and what is expected, by name."""

    title: str
    lines: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.lines.get(key, "")


def cases(name: str) -> list[pytest.param]:
    """The cases of a file, ready for ``pytest.mark.parametrize``."""
    path = Path(__file__).parent / "cases" / f"{name}.txt"
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    found = [case_of(block) for block in blocks if not block.startswith("#")]
    return [pytest.param(case, id=case.title) for case in found]


def case_of(block: str) -> Case:
    title, *lines = block.splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return Case(title, {key: seen(value.strip()) for key, value in pairs})


def seen(value: str) -> str:
    """A value with characters in place of their names."""
    for name, character in UNSEEN.items():
        value = value.replace(f"{{{name}}}", character)
    return value
