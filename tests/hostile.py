"""Two little readers, made of the payloads in ``cases/hostile.txt``: each in every place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_scholia.texts.characters import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CASES = Path(__file__).parent / "cases" / "hostile.txt"
CONF = """\
project = "Hostile"
version = "1"
extensions = ["sphinx_scholia"]
primary_domain = "scholia"
html_theme = "furo"
html_show_sphinx = False
scholia_texts = "texts"
scholia_edition = "teacher"
smartquotes = False
exclude_patterns = ["_build", "annotations"]
"""


@dataclass(frozen=True)
class Payload:
    """What somebody hostile would write, and what becomes of it where authors write it."""

    kind: str
    fate: str
    says: str
    words: str

    @property
    def is_block(self) -> bool:
        return self.words.startswith((".. ", "- -")) or "\n" in self.words

    @property
    def line(self) -> str:
        """On one line, as in a place for words only."""
        return self.words.replace("\n", " ")


def payloads() -> list[Payload]:
    found = []
    for block in CASES.read_text(encoding="utf-8").strip().split("\n\n"):
        head, *lines = block.splitlines()
        if head.startswith("#"):
            continue
        kind, fate, says = re.fullmatch(
            r"(.+): (shown|harmless|refused)(?: “(.+)”)?", head
        ).groups()
        found += [Payload(kind, fate, says or "", decoded(line)) for line in lines]
    return found


def decoded(line: str) -> str:
    """A payload with characters in place of their codes."""

    def characters(found: re.Match[str]) -> str:
        codes = re.findall(r"U\+([0-9A-F]+)", found[1])
        return "".join(chr(int(code, 16)) for code in codes) * int(found[2] or 1)

    return re.sub(r"\{((?:U\+[0-9A-F]+,?)+)(?:\*(\d+))?\}", characters, line.replace("⏎", "\n"))


def write_site(folder: Path, every: list[Payload]) -> None:
    """A reader in whose every place every payload stands."""
    numbered = list(enumerate(every, 1))
    words = [(n, p) for n, p in numbered if not p.is_block]
    # a page's title is its author's own; Sphinx itself stops at a file to download there
    titled = [(n, p) for n, p in words if p.kind != "Files of the machine"]
    for name, content in {
        "conf.py": CONF,
        "index.rst": index([n for n, _ in titled][::9]),
        "texts/clerk.txt": copy(every),
        "clerk.rst": article("clerk", "", (f"Summary of {n}." for n, _ in numbered)),
        "annotations/clerk.rst": "".join(notes_on_text(n, p) for n, p in numbered),
        "summary.rst": article("summary", card(words), precis(numbered))
        + "".join(question(n, p) for n, p in numbered),
        "annotations/summary.rst": "".join(notes_on_precis(n, p) for n, p in numbered),
        "terms.rst": "Terms\n=====\n\n" + "".join(term(n, p) for n, p in numbered),
        "claims.rst": "Claims\n======\n\n" + "".join(claim(n, p) for n, p in numbered),
        "events.rst": "Events\n======\n\n" + "".join(event(n, p) for n, p in numbered),
        "titles.rst": "Titles\n======\n\n" + "".join(section(n, p, "-") for n, p in titled),
        **{f"title-{n}.rst": section(n, p, "=") for n, p in titled[::9]},
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", errors="surrogatepass")


def index(titled: Iterable[int]) -> str:
    pages = ["clerk", "summary", "terms", "claims", "events", "titles"]
    listed = "".join(f"   {page}\n" for page in [*pages, *(f"title-{n}" for n in titled)])
    return f"All\n===\n\n.. toctree::\n\n{listed}\n.. notes::\n"


def copy(every: list[Payload]) -> str:
    return "".join(f"{p.line} wrote the clerk {n} of the mill.\n\n" for n, p in enumerate(every, 1))


def article(slug: str, fields: str, summaries: Iterator[str]) -> str:
    listed = "".join(f"   {n}. {each}\n\n" for n, each in enumerate(summaries, 1))
    head = f"The {slug}\n{'=' * 20}\n\n.. article:: {slug}\n\n   :Author: A clerk\n{fields}\n"
    return f"{head}.. passages::\n\n{listed}"


def precis(numbered: Iterable[tuple[int, Payload]]) -> Iterator[str]:
    return (f"Said {p.words} here." if p.fate == "shown" else f"Said {n}." for n, p in numbered)


def card(numbered: Iterable[tuple[int, Payload]]) -> str:
    return "".join(f"   :Field {n}: About {p.words} here.\n" for n, p in numbered)


def body(payload: Payload, indent: int) -> str:
    """Words in which a payload stands, or blocks before and behind it, with an indent."""
    if payload.is_block:
        text = f"Before it.\n\n{payload.words}\n\nAfter it."
    else:
        text = f"Before {payload.words} after it."
    return "\n".join(" " * indent + line if line else "" for line in text.split("\n")) + "\n"


def notes_on_text(n: int, p: Payload) -> str:
    quotes = [
        ("quote", f"{plain(p.line)} wrote", "Some words."),
        ("body", f"clerk {n}", body(p, 3)),
    ]
    return "".join(note(f"{name}-{n}", n, quote, says) for name, quote, says in quotes)


def notes_on_precis(n: int, p: Payload) -> str:
    return note(f"lemma-{n}", n, f"{p.line} is nowhere", "Some words.")


def note(name: str, passage: int, quote: str, says: str) -> str:
    options = f"   :passage: {passage}\n   :quote: {quote}\n   :kind: context\n"
    return f".. annotation:: {name}\n{options}\n   {says.strip()}\n\n"


def question(n: int, p: Payload) -> str:
    head = f"\n.. question:: q-{n}\n   :skill: sourcing\n   :level: 1\n\n"
    return f"{head}{body(p, 3)}\n   .. answer::\n\n{body(p, 6)}\n"


def term(n: int, p: Payload) -> str:
    headword = f"Entry {n}" if p.is_block else f"Entry {n} {p.words}"
    # as it stands in the copy, where it is linked, but for semicolons: they divide forms
    forms = "" if p.is_block else f"\n      :forms: {p.words.replace(';', ',')} wrote\n"
    return f".. glossary::\n\n   {headword}\n{body(p, 6)}{forms}\n"


def claim(n: int, p: Payload) -> str:
    sentence = f"That {n} holds." if p.is_block else f"That {p.words} holds."
    stance = "   .. stance:: clerk\n      :stance: silent\n\n"
    return f".. claim:: c-{n}\n\n   {sentence}\n\n{stance}   .. known::\n\n{body(p, 6)}\n"


def event(n: int, p: Payload) -> str:
    options = f"   :name: e-{n}\n   :title: On {p.line} then\n   :articles: clerk/{n}\n"
    return f".. event:: 19{n % 100:02}\n{options}\n{body(p, 3)}\n"


def section(n: int, p: Payload, under: str) -> str:
    title = f"Heading {n} {p.words}"
    return f"{title}\n{under * (2 * len(title))}\n\nWords below it.\n\n"
