"""Strips of notes and the picture of years in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_scholia.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sphinx_scholia.nodes import kind_letter, note_strip, timeline_picture
    from sphinx_scholia.timeline import Mark, Row

#: Heights in the picture of years, in CSS pixels: a row's first line, each further one, a bar.
LINE, MORE, BAR, GAP, HEAD = 18, 9, 17, 9, 20
#: Where a year begins, in pixels, and how much of the whole width it has, in per cent.
LEFT, ACROSS = 46, 84.0
#: What is shorter, as a share of a year, is a dot.
DOT = 0.012
#: A phone's picture, in pixels, and how wide a letter is: what surely has room there is named.
PHONE, LETTER = 320, 6.3


def visit_kind_letter(self: HTML5Translator, node: kind_letter) -> None:
    kind = Kind.labelled(node["kind"])
    self.body.append(
        f'<span class="kind-letter kind-{kind.slug}"><span aria-hidden="true">{kind.letter}</span>'
        f'<span class="visually-hidden">{kind.label}</span></span>'
    )
    raise nodes.SkipNode


def visit_note_strip(self: HTML5Translator, node: note_strip) -> None:
    # one that is only to be seen is told in the words beside it
    hidden: dict[str, Any] = {"aria-hidden": "true"} if node["quiet"] else {}
    self.body.append(self.starttag(node, "div", **hidden))


def visit_timeline(self: HTML5Translator, node: timeline_picture) -> None:
    references = node.findall(nodes.reference)
    links = {
        name: each.get("refuri") or f"#{each['refid']}"
        for name, each in zip(node["names"], references, strict=True)
    }
    body: list[str] = []
    top = float(HEAD)
    for row in node["rows"]:
        top += GAP if row.gap else 0
        body += _row(row, top, links)
        top += _height(row)
    self.body.append(self.starttag(node, "div"))
    self.body.append(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{top + 4:g}" role="group" '
        f'aria-label="The events by year">{"".join(_months(top))}{"".join(body)}</svg></div>\n'
    )
    raise nodes.SkipNode


def _height(row: Row) -> float:
    return LINE + MORE * (row.lines - 1) + BAR * len(row.written)


def _x(share: float) -> str:
    return f"{share * ACROSS:.2f}%"


def _months(bottom: float) -> Iterator[str]:
    yield f'<g class="years-months" aria-hidden="true" transform="translate({LEFT})">'
    for month, letter in enumerate("JFMAMJJASOND"):
        yield f'<text x="{_x((month + 0.5) / 12)}" y="12">{letter}</text>'
        x = _x(month / 12)
        yield f'<line x1="{x}" x2="{x}" y1="{HEAD}" y2="{bottom:g}"/>'
    yield "</g>"


def _row(row: Row, top: float, links: Mapping[str, str]) -> Iterator[str]:
    middle = top + LINE / 2
    if row.gap:
        y = top - GAP / 2
        yield f'<line class="years-gap" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>'
    named = f'<text class="years-year" x="0" y="{middle + 4:g}">{row.year}</text>'
    if row.events:
        count = "1 event" if len(row.events) == 1 else f"{len(row.events)} events"
        target = escape(links[f"event/{row.events[0].name}"])
        named = f'<a href="{target}" aria-label="{row.year}: {count}">{named}</a>'
    yield f'{named}<g transform="translate({LEFT})">'
    for mark in row.events:
        yield _event(mark, middle + MORE * mark.line, links)
    if len(row.events) == 1:
        yield _title(row.events[0], middle)
    for number, mark in enumerate(row.written):
        yield _written(mark, top + LINE + MORE * (row.lines - 1) + BAR * number, links)
    yield "</g>"


def _event(mark: Mark, y: float, links: Mapping[str, str]) -> str:
    """A dot, or a bar for what lasts; the year and the list lead there by keyboard."""
    line = f'x1="{_x(mark.start)}" x2="{_x(mark.end)}" y1="{y:g}" y2="{y:g}"'
    kind = " goes-on" if mark.goes_on else " short" if mark.end - mark.start < DOT else ""
    return (
        f'<a href="{escape(links[f"event/{mark.name}"])}" tabindex="-1" aria-hidden="true">'
        f'<line class="years-event{kind}" {line}/><title>{escape(mark.title)}</title></a>'
    )


def _title(mark: Mark, y: float) -> str:
    """The name of a year's only event, on the side with more room, if it has room on a phone."""
    width = len(mark.title) * LETTER + 10
    whole = PHONE * ACROSS / 100
    if mark.end * whole + width < PHONE - LEFT:
        where = f'x="{_x(mark.end)}" dx="8" text-anchor="start"'
    elif mark.start * whole > width:
        where = f'x="{_x(mark.start)}" dx="-8" text-anchor="end"'
    else:
        return ""
    return (
        f'<text class="years-title" aria-hidden="true" {where} y="{y + 4:g}">'
        f"{escape(mark.title)}</text>"
    )


def _written(mark: Mark, y: float, links: Mapping[str, str]) -> str:
    line = f'x1="{_x(mark.start)}" x2="{_x(mark.end)}" y1="{y + 8:g}" y2="{y + 8:g}"'
    right = mark.end * PHONE * ACROSS / 100 + len(mark.title) * LETTER * 1.15 + 14 < PHONE - LEFT
    where = f'x="{_x(mark.end)}" dx="9"' if right else f'x="{_x(mark.start)}" dx="-9"'
    anchor = "start" if right else "end"
    return (
        f'<a href="{escape(links[f"article/{mark.name}"])}">'
        f'<line class="years-written" {line}/>'
        f'<text class="years-article" {where} y="{y + 12:g}" text-anchor="{anchor}">'
        f"{escape(mark.title)}</text></a>"
    )
