"""Putting a finished build in the place of the last one; a build that failed never gets here.

``python -m sphinx_scholia.publish BUILT PUBLISHED``
"""

from __future__ import annotations

import argparse
import filecmp
import shutil
import sys
from pathlib import Path


def publish(built: Path, published: Path) -> None:
    """Make ``published`` the same as ``built``, touching only files that differ.

    Dotfiles are left where they are: Sphinx's notes of the build (``.buildinfo`` and the like)
    in the one, and what a host of pages asks for (``.nojekyll``) in the other.
    """
    files = _files(built)
    for file in sorted(files):
        source, target = built / file, published / file
        if not target.exists() or not filecmp.cmp(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            # with its time, by which the next comparison sees that nothing has changed
            shutil.copy2(source, target)
    for file in _files(published) - files:
        (published / file).unlink()
        for folder in (published / file).parents:
            if folder == published or any(folder.iterdir()):
                break
            folder.rmdir()


def _files(folder: Path) -> set[Path]:
    """All files of a folder but those in its dotfiles."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {file for file in found if not file.parts[0].startswith(".")}


def main(arguments: list[str] | None = None) -> int:
    """Publish one folder as another; returns the exit status, 0 if all went well."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_scholia.publish")
    parser.add_argument("built", type=Path, help="the folder that was built")
    parser.add_argument("published", type=Path, help="the folder that readers open")
    options = parser.parse_args(arguments)
    if not options.built.is_dir():
        sys.stderr.write(f"{options.built}: there is no such folder\n")
        return 1
    publish(options.built, options.published)
    return 0


if __name__ == "__main__":
    sys.exit(main())
