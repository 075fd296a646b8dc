"""The list of handouts, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_scholia.policy import hash_of, policy_tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STYLE = (
    "body{font:17px/1.5 Georgia,serif;max-width:42rem;margin:3rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.1rem;margin:1.6rem 0 .3rem}ul{margin:0;padding-left:1.2rem}"
    "@media(prefers-color-scheme:dark){body{background:#131416;color:#e6e6e6}a{color:#9ecbff}}"
)

#: The page is words, links and this style.
POLICY = {"default-src": "'none'", "style-src": hash_of(STYLE), "base-uri": "'none'"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A handout that is there: its file's name, title, what it is, its pages."""

    name: str
    title: str
    what: str
    pages: int


def write_list(path: Path, project: str, entries: Sequence[Entry]) -> None:
    """Write the page: handouts under the titles of what they are made from."""
    sections = []
    for title, group in groupby(entries, key=lambda entry: entry.title):
        items = "".join(f"<li>{_item(entry)}</li>\n" for entry in group)
        sections.append(f"<h2>{escape(title)}</h2>\n<ul>\n{items}</ul>\n")
    name = f"{escape(project)}: handouts"
    path.write_text(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"{policy_tag(POLICY)}\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n<h1>{name}</h1>\n{''.join(sections)}",
        encoding="utf-8",
    )


def _item(entry: Entry) -> str:
    pages = "1 page" if entry.pages == 1 else f"{entry.pages} pages"
    return f'<a href="{entry.name}.pdf">{escape(entry.what.capitalize())}</a>, {pages}'
