"""Many pages: serial and parallel builds, in this folder and in that one, give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import TEXT, Built, Site, copy_of

COUNT = 24


def boats(folder: Path) -> Site:
    """The little reader with a page about each of many boats."""
    site = copy_of("lake", folder)
    names = [f"boat{number:02}" for number in range(COUNT)]
    for number, name in enumerate(names):
        other = names[(number + 7) % COUNT]
        site.write(
            {
                f"boats/{name}.rst": f"""
                    Boat {number}
                    =======

                    .. article:: {name}
                       :short: Boat {number}

                       :Author: Hale

                    .. passages::

                       1. Boat {number} of Velm was “painted in green”, as :passage:`{other}/2` was.

                       2. On Lake Ora it met :article:`{other}`.

                    .. question:: paint
                       :skill: sourcing
                       :level: 1
                       :passages: 1, {other}/1

                       Who painted it?

                       .. answer::

                          Nobody knows; :note:`{other}/green` is silent.
                """,
                f"annotations/{name}.rst": f"""
                    .. annotation:: green
                       :passage: 1
                       :quote: painted in green
                       :kind: context

                       Green was cheap at Ostra, see :question:`{other}/paint`.
                """,
                f"texts/{name}.txt": (
                    f"The boat with the number {number} was painted in green at Velm.\n\n"
                    f"It met the others on Lake Ora, and prudence kept it from Ostra."
                ),
            }
        )
    listed = "\n".join(f"   boats/{name}" for name in names)
    index = (site.folder / "index.rst").read_text(encoding="utf-8")
    return site.write({"index.rst": f"{index}{listed}\n"})


def files(built: Built) -> dict[str, bytes]:
    """What readers get of a build."""
    return {
        path.relative_to(built.out).as_posix(): path.read_bytes()
        for path in sorted(built.out.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The same reader: one process; and four, in another folder."""
    folders = tmp_path_factory.mktemp("serial"), tmp_path_factory.mktemp("in") / "parallel"
    folders[1].mkdir()
    serial = boats(folders[0]).build(**TEXT)
    return serial, boats(folders[1]).build(parallel=4, **TEXT)


def test_neither_says_anything(builds: tuple[Built, Built]) -> None:
    assert [built.warnings for built in builds] == [[], []]


def test_the_same_bytes(builds: tuple[Built, Built]) -> None:
    serial, parallel = map(files, builds)
    assert serial.keys() == parallel.keys()
    assert [name for name in serial if serial[name] != parallel[name]] == []


def test_the_records_of_all_processes_come_together(builds: tuple[Built, Built]) -> None:
    serial, parallel = (built.env.get_domain("scholia").data["pages"] for built in builds)
    assert serial.keys() == parallel.keys()
    assert len(parallel) == COUNT + 4
    for docname in serial:
        assert [note.name for note in serial[docname].notes] == [
            note.name for note in parallel[docname].notes
        ]
        assert serial[docname].links == parallel[docname].links


def test_a_parallel_build_after_a_parallel_build(tmp_path: Path) -> None:
    site = boats(tmp_path)
    site.build(parallel=4)
    for number in range(0, COUNT, 2):
        notes = site.folder / "annotations" / f"boat{number:02}.rst"
        notes.write_text(notes.read_text(encoding="utf-8").replace("cheap", "dear"))
    again = site.build(parallel=4)
    assert again.warnings == []
    for number in range(COUNT):
        price = "cheap" if number % 2 else "dear"
        assert f"Green was {price}" in again.words(f"boats/boat{number:02}.html")
