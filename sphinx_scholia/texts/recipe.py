"""The recipe of a text: what is particular to one copy, a few words per line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_scholia.texts.model import TextError
from sphinx_scholia.texts.recipe_reader import Reader

__all__ = ["HeadingEntry", "LineEntry", "Mend", "Recipe", "read_recipe"]

_KEYS = (
    "abstract",
    "card",
    "continues",
    "drop",
    "encoding",
    "endnotes",
    "endnotes_start",
    "headings",
    "keep",
    "mend",
    "passages",
)
_MOST_WORDS = 9
"""A recipe is committed and the text is not, so an entry may not hold a sentence of it."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """Names a line of the copy by the words it starts with."""

    words: str
    line: int
    """Line of the recipe, for messages."""
    why: str = ""
    every: bool = False
    """Whether the entry is meant for every line that starts so, not for one."""


@dataclass(frozen=True, slots=True)
class HeadingEntry:
    """A heading of the copy, or a label of ours where the copy has lost one."""

    before: int
    text: str
    ours: bool
    line: int


@dataclass(frozen=True, slots=True)
class Mend:
    """Words that the copy has broken, and how they are written."""

    broken: str
    right: str
    line: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to read one copy of one article; every part may be left out."""

    path: Path
    encoding: str | None = None
    passages: int | None = None
    endnotes: int = 0
    endnotes_start: LineEntry | None = None
    abstract: int | None = None
    continues: tuple[int, ...] = ()
    card: tuple[LineEntry, ...] = ()
    keep: tuple[LineEntry, ...] = ()
    drop: tuple[LineEntry, ...] = ()
    headings: tuple[HeadingEntry, ...] = ()
    mend: tuple[Mend, ...] = ()
    key_lines: dict[str, int] = field(default_factory=dict)
    """Where each key stands in the recipe, for messages."""

    @property
    def slug(self) -> str:
        """The slug of the article."""
        return self.path.stem

    def error(self, problem: str, line: int | None = None) -> TextError:
        """An error at a line of the recipe, ready to be raised."""
        return TextError(self.path, line, problem)


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; a recipe that does not exist is an empty one.

    Raises :class:`TextError` for a file that is not TOML, for unknown keys and for values of the
    wrong type, with the line and with what may stand there.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(source)
    except FileNotFoundError:
        return Recipe(path)
    except OSError as error:
        raise TextError(path, None, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TextError(path, line, "is not UTF-8; save the recipe as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        problem = f"is not valid TOML ({error}); write 'key = value' with values in quotes"
        raise TextError(path, int(at[1]) if at else None, problem) from error
    reader = Reader(path, source)
    reader.check_keys(table, _KEYS)
    return _recipe_of(reader, table)


def _recipe_of(reader: Reader, table: dict[str, object]) -> Recipe:
    endnotes = reader.number(table, "endnotes")
    starts = _lines(reader, "endnotes_start", [table[k] for k in ("endnotes_start",) if k in table])
    if bool(endnotes) != bool(starts):
        raise reader.error(
            "endnotes" if endnotes else "endnotes_start",
            "an article with endnotes needs both: write 'endnotes = 12', and "
            "'endnotes_start = \"…\"' with the first words of the line of note 1",
        )
    return Recipe(
        path=reader.path,
        encoding=_encoding(reader, table),
        passages=reader.number(table, "passages"),
        endnotes=endnotes or 0,
        endnotes_start=starts[0] if starts else None,
        abstract=reader.number(table, "abstract"),
        continues=tuple(reader.numbers(table, "continues")),
        card=_lines(reader, "card", reader.items(table, "card")),
        keep=_lines(reader, "keep", reader.items(table, "keep")),
        drop=_drops(reader, table),
        headings=_headings(reader, table),
        mend=_mends(reader, table),
        key_lines={key: reader.line_of(key) for key in table},
    )


def _encoding(reader: Reader, table: dict[str, object]) -> str | None:
    if "encoding" not in table:
        return None
    name = reader.words("encoding", table["encoding"])
    try:
        b" ".decode(name, "replace")
    except (LookupError, UnicodeError):
        raise reader.error(
            "encoding",
            f"no encoding is called '{name}'; write for example encoding = \"windows-1252\"",
        ) from None
    return name


def _lines(reader: Reader, key: str, items: list[object], why: str = "") -> tuple[LineEntry, ...]:
    entries = []
    for item in items:
        every = isinstance(item, dict)
        if isinstance(item, dict):
            reader.check_keys(item, ("every",), key)
            item = item.get("every")
        words = reader.words(key, item)
        line = reader.line_of(key, words)
        if len(words.split()) > _MOST_WORDS:
            raise reader.error(
                key,
                f"'{words}' is too long; the first {_MOST_WORDS} words of a line, or fewer, do",
                line,
            )
        entries.append(LineEntry(words, line, why, every))
    return tuple(entries)


def _drops(reader: Reader, table: dict[str, object]) -> tuple[LineEntry, ...]:
    entries: list[LineEntry] = []
    reasons = reader.table(table, "drop", 'a reason and lines, as in navigation = ["Menu"]')
    for why in reasons:
        if not re.fullmatch(r"\w+([ '’-]\w+)*", why):
            line = reader.line_of(why)
            raise reader.error("drop", f"'{why}' is no reason; write it in plain words", line)
        entries += _lines(reader, why, reader.items(reasons, why), why)
    return tuple(entries)


def _headings(reader: Reader, table: dict[str, object]) -> tuple[HeadingEntry, ...]:
    entries = []
    for index, item in enumerate(reader.items(table, "headings")):
        line = reader.line_of_table("headings", index)
        if not isinstance(item, dict):
            raise reader.error("headings", "write a table: [[headings]], then its lines", line)
        reader.check_keys(item, ("before", "text", "label"), "headings", line)
        before = reader.number(item, "before", line)
        kinds = [kind for kind in ("text", "label") if kind in item]
        if before is None or len(kinds) != 1:
            raise reader.error(
                "headings",
                "a heading has 'before' (the number of the passage it stands before) and either "
                "'text' (a line of the copy) or 'label' (words of ours)",
                line,
            )
        words = reader.words(kinds[0], item[kinds[0]], line)
        entries.append(HeadingEntry(before, words, kinds == ["label"], line))
    return tuple(entries)


def _mends(reader: Reader, table: dict[str, object]) -> tuple[Mend, ...]:
    mends = []
    pairs = reader.table(table, "mend", 'broken and right words, as in "erupt ed" = "erupted"')
    for broken, right in pairs.items():
        line = reader.line_of(broken)
        right = reader.words(broken, right, line)
        if _letters(broken) != _letters(right) or broken == right:
            raise reader.error(
                "mend",
                f"'{broken}' = '{right}' does not mend a break: only blanks and hyphens may differ "
                "(an author's spelling stays as it is)",
                line,
            )
        mends.append(Mend(broken, right, line))
    return tuple(mends)


def _letters(words: str) -> str:
    return "".join(character for character in words if character.isalnum())
