"""From the bytes of a supplied file to its characters."""

from __future__ import annotations

import codecs
from pathlib import Path

from sphinx_scholia.texts.model import TextError
from sphinx_scholia.texts.recipe import Recipe

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (perhaps a Word, OpenDocument or EPUB file)"),
    (b"\xd0\xcf\x11\xe0", "a Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"<!doctype html", "a saved web page"),
    (b"<html", "a saved web page"),
)
_COPY_THE_WORDS = "open it, copy its words into a text editor and save them as UTF-8 plain text"
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r")
_STRAY_CONTROLS = 4
_MOST_CONTROLS = 0.01
"""Stray control characters are shown to the reader; more than this share is no text at all."""


def decode(raw: bytes, recipe: Recipe, path: Path | None = None) -> str:
    """Turn the bytes of a supplied text into characters.

    UTF-8 with or without a byte order mark, UTF-16 with one, and any other encoding that the
    recipe names.  Raises :class:`TextError` (at ``path``) for a file that is empty, that is no
    plain text, or whose bytes cannot be decoded.
    """
    path = path or Path(f"{recipe.slug}.txt")
    mark, encoding = next(
        ((mark, name) for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)),
        (b"", recipe.encoding or "utf-8"),
    )
    raw = raw.removeprefix(mark)
    _refuse_other_files(raw, path, encoding)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, path, recipe, len(mark)) from error
    if not text.strip("\ufeff").strip():
        raise TextError(path, None, "is empty; copy the article's words into it")
    return text


def _refuse_other_files(raw: bytes, path: Path, encoding: str) -> None:
    start = raw[:200].lstrip().lower()
    for signature, kind in _OTHER_FILES:
        if start.startswith(signature.lower()):
            raise TextError(path, None, f"is {kind}, not plain text; {_COPY_THE_WORDS}")
    if "16" in encoding or "32" in encoding:  # where every second byte may be a control character
        return
    if raw.count(0) > len(raw) / 4:
        problem = "looks like UTF-16 without a byte order mark; save it as UTF-8"
        raise TextError(path, None, problem)
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > max(_STRAY_CONTROLS, len(raw) * _MOST_CONTROLS):
        raise TextError(path, None, f"is a binary file, not plain text; {_COPY_THE_WORDS}")


def _undecodable(error: UnicodeDecodeError, path: Path, recipe: Recipe, skipped: int) -> TextError:
    before = error.object[: error.start].decode(error.encoding, "ignore")
    line = len(f"{before}.".splitlines())
    problem = (
        f"byte {skipped + error.start + 1} of the file, 0x{error.object[error.start]:02X}, is not "
        f"{error.encoding.upper()}; save the text as UTF-8, or name its encoding in "
        f'{recipe.path.name}, as in encoding = "windows-1252"'
    )
    return TextError(path, line, problem)
