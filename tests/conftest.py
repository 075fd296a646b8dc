"""What all tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from building import ROOTS, Site, copy_of

pytest_plugins = ("sphinx.testing.fixtures",)

PROJECT = Path(__file__).parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


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


def build_reader(folder: Path, *options: str) -> Path:
    """Build the reader itself as a user's machine would, and return the folder of its pages."""
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-c", str(PROJECT), *options]
    command += ["-d", str(folder / "doctrees"), str(PROJECT / "source"), str(folder / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"


@pytest.fixture(scope="session")
def reader_precis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the reader where no texts are at hand."""
    empty = tmp_path_factory.mktemp("no-texts")
    return build_reader(tmp_path_factory.mktemp("precis"), "-D", f"scholia_texts={empty}")


@pytest.fixture(scope="session")
def reader_text(tmp_path_factory: pytest.TempPathFactory, texts_folder: Path) -> Path:
    """The pages of the reader with the articles' own words."""
    return build_reader(tmp_path_factory.mktemp("text"), "-D", f"scholia_texts={texts_folder}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A real browser."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        unavailable("browser", "no Chromium was found: install Debian's chromium, or Chrome")
    from playwright.sync_api import sync_playwright

    # Chromium refuses a sandbox to root; it looks for nothing on the network
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()
