"""Fingerprints of passages and endnotes: how a different or altered copy is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from sphinx_scholia.folding import fold
from sphinx_scholia.texts.model import Text, TextError

_LENGTH = 12


def fingerprint(words: str) -> str:
    """A short hash over words as they read: straight or curly quotes make no difference."""
    folded = fold(words)[0].strip()
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def fingerprints(text: Text) -> dict[str, str]:
    """The fingerprints of all passages (``"7"``) and endnotes (``"n18"``) of a text."""
    prints = {str(p.number): fingerprint(p.paragraph.text) for p in text.passages}
    return prints | {f"n{n.number}": fingerprint(n.paragraph.text) for n in text.endnotes}


def compare(text: Text, recorded: Mapping[str, str]) -> list[str]:
    """The places where a text differs from what is recorded, in the order of the text.

    Places that only one of the two has count as different.
    """
    now = fingerprints(text)
    places = now.keys() | recorded.keys()
    return sorted((p for p in places if now.get(p) != recorded.get(p)), key=_in_order)


def _in_order(key: str) -> tuple[bool, int, str]:
    """Passages by number, then endnotes by number."""
    digits = key.removeprefix("n")
    return key.startswith("n"), int(digits) if digits.isdecimal() else 0, key


def fingerprints_path(recipe: Path) -> Path:
    """The file beside a recipe that records the fingerprints of its text."""
    return recipe.with_suffix(".fingerprints.json")


def write_fingerprints(path: Path, prints: Mapping[str, str]) -> None:
    """Record fingerprints, one place on each line; a file that says the same is left alone."""
    ordered = {key: prints[key] for key in sorted(prints, key=_in_order)}
    content = json.dumps(ordered, indent=2) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_text(content, encoding="utf-8", newline="\n")
    unfinished.replace(path)


def read_fingerprints(path: Path) -> dict[str, str]:
    """What is recorded of a text; nothing where there is no such file.

    Raises :class:`TextError` for a file that holds anything else than fingerprints.
    """
    try:
        prints = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise _unreadable(path, getattr(error, "lineno", None)) from error
    if not isinstance(prints, dict) or not all(isinstance(v, str) for v in prints.values()):
        raise _unreadable(path, None)
    return prints


def _unreadable(path: Path, line: int | None) -> TextError:
    return TextError(path, line, "does not hold fingerprints; delete it and record them anew")
