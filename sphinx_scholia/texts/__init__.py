"""Bringing texts in: read a teacher's copy of an article, clean it, and write reStructuredText."""

from __future__ import annotations

from sphinx_scholia.texts.bringing import bring_in
from sphinx_scholia.texts.decoding import decode
from sphinx_scholia.texts.fingerprint import (
    compare,
    fingerprints,
    fingerprints_path,
    read_fingerprints,
    write_fingerprints,
)
from sphinx_scholia.texts.model import (
    Dropped,
    Endnote,
    Heading,
    Mark,
    Paragraph,
    Passage,
    Text,
    TextError,
)
from sphinx_scholia.texts.recipe import Recipe, read_recipe
from sphinx_scholia.texts.rst import to_rst

__all__ = [
    "Dropped",
    "Endnote",
    "Heading",
    "Mark",
    "Paragraph",
    "Passage",
    "Recipe",
    "Text",
    "TextError",
    "bring_in",
    "compare",
    "decode",
    "fingerprints",
    "fingerprints_path",
    "read_fingerprints",
    "read_recipe",
    "to_rst",
    "write_fingerprints",
]
