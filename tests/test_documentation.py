"""What the documents for people say is so."""

from __future__ import annotations

import re

import pytest
from building import PROJECT

from sphinx_scholia.domain import ScholiaDomain
from sphinx_scholia.model import Finding, Kind
from sphinx_scholia.report import Problem

CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_every_kind_of_warning_is_documented_and_no_other() -> None:
    table = CONTRIBUTING[CONTRIBUTING.index("## Warnings") :]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {p.value for p in Problem}


@pytest.mark.parametrize("words", [kind.label for kind in Kind] + [f.slug for f in Finding])
def test_authors_are_told_all_kinds_and_findings(words: str) -> None:
    assert words in CONTRIBUTING


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"`make ([a-z]+)", README + CONTRIBUTING))
    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_every_role_that_authors_are_shown_exists() -> None:
    shown = set(re.findall(r"`` :(\w+):`", CONTRIBUTING))
    assert {"passage", "note", "question", "article"} <= shown
    assert shown - {"term"} - {"cite"} <= set(ScholiaDomain.roles)


def test_the_readme_names_what_is_there() -> None:
    folders = README[README.index("## What is where") : README.index("## sphinx-scholia")]
    named = [
        name
        for cell in re.findall(r"^\| (`[^|]+) \|", folders, re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", cell)
    ]
    assert len(named) > 5
    assert [name for name in named if not (PROJECT / name).exists()] == []
