"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from building import ROOTS, Site, copy_of

pytest_plugins = ("sphinx.testing.fixtures",)


def unavailable(what: str, reason: str) -> NoReturn:
    """Skip a test that lacks something; fail it where SCHOLIA_REQUIRE names that thing."""
    required = os.environ.get("SCHOLIA_REQUIRE", "").split(",")
    if what in map(str.strip, required):
        pytest.fail(f"SCHOLIA_REQUIRE={','.join(required)}, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def texts_folder() -> Path:
    """The folder with the five real texts."""
    folder = os.environ.get("SCHOLIA_TEXTS", "")
    if not folder or not Path(folder).is_dir():
        unavailable("texts", "the five real texts are not at hand: set SCHOLIA_TEXTS=folder")
    return Path(folder).resolve()


@pytest.fixture
def lake(tmp_path: Path) -> Callable[..., Site]:
    """Make a copy of the little reader about Lake Ora, with some files changed."""

    def make(files: Mapping[str, str | bytes | None] = {}) -> Site:
        return copy_of("lake", tmp_path, files)

    return make


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where ``@pytest.mark.sphinx(testroot=…)`` finds its roots."""
    return ROOTS


@pytest.fixture
def sphinx_test_tempdir(tmp_path: Path) -> Path:
    """A copy of a root for each test: no test sees the files of another."""
    return tmp_path
