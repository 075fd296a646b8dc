"""Putting a finished build in the place of the last one; a build that failed never gets here."""

from __future__ import annotations

import filecmp
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def publish(built: Path, published: Path) -> None:
    """Make ``published`` the same as ``built``, touching only files that differ.

    Sphinx's own notes of the build (``.buildinfo`` and the like) stay behind.
    """
    files = {
        path.relative_to(built)
        for path in built.rglob("*")
        if path.is_file() and not path.relative_to(built).parts[0].startswith(".")
    }
    for file in sorted(files):
        source, target = built / file, published / file
        if not target.exists() or not filecmp.cmp(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            # with its time, by which the next comparison sees that nothing has changed
            shutil.copy2(source, target)
    for path in sorted(published.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(published) not in files:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
