"""Draw ``overview.svg`` and ``karabakh.svg`` from ``south-caucasus.json``: ``python map.py``.

The same data and script give the same bytes. Colours stand in attributes, for paper; classes let
a page set its own. An element with ``data-term`` leads to that entry of the glossary.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from xml.sax.saxutils import escape

Point = tuple[float, float]
Line = list[Point]

WIDTH = 400.0
FACE = "font-family=\"'Source Serif 4', serif\""
OBLAST, CEASEFIRE = "Former USSR oblast in 1991", "Ceasefire Line 1994"


@dataclass(frozen=True)
class Label:
    """A name, where it stands, and the entry of the glossary that it leads to.

    A place's name stands off its dot by ``dx`` and ``dy``; an area's has its middle at ``at``.
    """

    text: str
    at: str | Point
    anchor: str = "start"
    dx: float = 0
    dy: float = 0
    term: str = ""
    kind: str = "town"


#: where a name stands -> its anchor, and how far it is from the dot
SIDES = {
    "right": ("start", 6, 3.5),
    "left": ("end", -6, 3.5),
    "above": ("middle", 0, -7),
    "below": ("middle", 0, 13),
}


def place(
    text: str, at: str, side: str = "right", dy: float = 0, term: str = "", kind: str = "town"
) -> Label:
    """A town's name beside its dot."""
    anchor, dx, below = SIDES[side]
    return Label(text, at, anchor, dx, dy + below, term, kind)


def area(text: str, x: float, y: float, kind: str, term: str = "") -> Label:
    """The name of a country, a region or a water, over its middle."""
    return Label(text, (x, y), "middle", 0, 0, term, kind)


DISTRICTS = "Seven surrounding districts"
NAKHCHIVAN = "Nakhchivan / Nakhichevan"


@dataclass(frozen=True)
class Drawing:
    """A map: what it shows, and the names on it."""

    name: str
    title: str
    box: tuple[float, float, float, float]
    labels: tuple[Label, ...]
    frame: tuple[float, float, float, float] | None = None
    key: bool = False

    @property
    def scale(self) -> float:
        """Units to a degree of latitude; one of longitude has fewer, by the middle's cosine."""
        west, south, east, north = self.box
        return WIDTH / ((east - west) * cos(radians((south + north) / 2)))

    @property
    def height(self) -> float:
        return round((self.box[3] - self.box[1]) * self.scale, 1)

    def at(self, point: Point) -> Point:
        """Where a place on the earth stands on the paper: equirectangular, true in the middle."""
        west, south, _, north = self.box
        narrower = cos(radians((south + north) / 2))
        return (
            round((point[0] - west) * narrower * self.scale, 1),
            round((north - point[1]) * self.scale, 1),
        )


KARABAKH = Drawing(
    "karabakh",
    "Karabakh and the land around it",
    (44.78, 38.76, 47.96, 41.16),
    (
        area("Armenia", 45.08, 39.98, "country"),
        area("Azerbaijan", 47.16, 40.78, "country"),
        area("Iran", 47.2, 38.98, "country"),
        area("Tavush", 45.16, 40.83, "region"),
        area("Nagorno-Karabakh", 46.68, 40.21, "karabakh", "Nagorno-Karabakh"),
        area("Artsakh / Karabakh", 46.68, 40.13, "both", "Nagorno-Karabakh"),
        area("Nakhchivan /\nNakhijevan", 45.33, 39.43, "region", NAKHCHIVAN),
        area("Syunik /\nZangezur", 46.06, 39.4, "region", "Syunik / Zangezur"),
        area("Lake\nSevan", 45.3, 40.4, "waters"),
        place("Tovuz", "Tovuz"),
        place("Ganja", "Ganja"),
        place("Jermuk", "Jermuk", "left"),
        place("Goris", "Goris", "left", 2),
        place("Kapan", "Kapan", "left"),
        place("Meghri", "Meghri", "left"),
        place("Karvachar / Kelbajar", "Kalbajar", "below", term="Kelbajar / Karvachar"),
        place("Aghdam", "Aghdam", term=DISTRICTS),
        place("Khojaly", "Khojaly", term="Khojaly"),
        place("Khankendi / Stepanakert", "Khankendi", dy=-1.5, term="Stepanakert / Khankendi"),
        place("Shusha / Shushi", "Shusha", dy=2.5, term="Shusha / Shushi"),
        place("Berdzor / Lachin", "Laçın", "left", term="Lachin corridor"),
        place("Fizuli", "Fuzuli", term=DISTRICTS),
        place("Jabrayil", "Jabrayil", term=DISTRICTS),
        place("Qubadli", "Qubadlı", term=DISTRICTS),
        place("Zangilan", "Zangilan", term=DISTRICTS),
    ),
    key=True,
)

OVERVIEW = Drawing(
    "overview",
    "The South Caucasus",
    (42.55, 38.1, 50.75, 43.05),
    (
        area("Russia", 46.6, 42.75, "country"),
        area("Georgia", 43.5, 42.08, "country"),
        area("Armenia", 44.62, 40.55, "country"),
        area("Azerbaijan", 48.45, 40.7, "country"),
        area("Turkey", 43.2, 39.62, "country"),
        area("Iran", 46.6, 38.5, "country"),
        area("Caspian\nSea", 50.0, 41.65, "waters"),
        area("Nagorno-Karabakh", 47.95, 39.86, "karabakh", "Nagorno-Karabakh"),
        area("Artsakh / Karabakh", 47.95, 39.67, "both", "Nagorno-Karabakh"),
        area("Nakhchivan /\nNakhijevan", 44.6, 39.12, "region", NAKHCHIVAN),
        place("Tbilisi", "Tbilisi", "above", kind="capital"),
        place("Yerevan", "Yerevan", "left", kind="capital", term="Yerevan"),
        place("Baku", "Baku", "left", kind="capital", term="Baku"),
        place("Gyumri", "Gyumri", "above", term="Gyumri"),
        place("Ganja", "Ganja"),
        place("Tovuz", "Tovuz", "above"),
    ),
    frame=KARABAKH.box,
)


class Sheet:
    """One drawing on its way to SVG."""

    def __init__(self, drawing: Drawing, data: dict) -> None:
        self.drawing, self.data = drawing, data
        self.parts: list[str] = []

    def svg(self) -> str:
        d = self.drawing
        below = 44 if d.key else 24
        self.ground()
        self.lines()
        if d.frame:
            self.box(d.frame)
        for label in d.labels:
            self.dot(label)
        for label in d.labels:
            self.name(label)
        self.parts.append("</svg>")
        self.foot()
        height = round(d.height + below, 1)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" '
            f'viewBox="0 0 {WIDTH:g} {height:g}" {FACE} font-size="11.5">\n'
            f"<title>{escape(d.title)}</title>\n" + "\n".join(self.parts) + "\n</svg>\n"
        )

    def ground(self) -> None:
        d = self.drawing
        self.parts += [
            f'<svg width="{WIDTH:g}" height="{d.height:g}">',  # which cuts off what goes beyond it
            f'<path class="map-water" fill="#dbe6ec" d="M0 0H{WIDTH:g}V{d.height:g}H0z"/>',
            f'<path class="map-land" fill="#f6f3ec" d="{self.path(self.data["land"], "z")}"/>',
            f'<path class="map-water" fill="#dbe6ec" d="{self.path(self.data["lakes"], "z")}"/>',
        ]

    def lines(self) -> None:
        lines = self.data["lines"]
        ring = joined(lines[OBLAST])
        self.parts += [
            f'<path class="map-area" fill="#e9dfc6" d="{self.path([ring], "z")}"/>',
            '<path class="map-border" fill="none" stroke="#6f6a60" stroke-width="1.1" '
            f'stroke-linejoin="round" d="{self.path(self.data["borders"])}"/>',
        ]
        if self.drawing.key:
            self.parts += [
                f'<path {CEASEFIRE_LINE} d="{self.path(lines[CEASEFIRE])}"/>',
                f'<path {OBLAST_LINE} d="{self.path([ring], "z")}"/>',
            ]

    def path(self, lines: list[Line], end: str = "") -> str:
        """Lines as path data, without what is off the sheet or too close to be seen."""
        made = []
        for line in lines:
            points: Line = []
            for x, y in map(self.drawing.at, line):
                point = (
                    min(max(x, -9), WIDTH + 9),
                    min(max(y, -9), round(self.drawing.height + 9, 1)),
                )
                if (
                    not points
                    or abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) > 0.8
                ):
                    points.append(point)
            if len(points) > 1:
                steps = pairwise(points)
                made.append(
                    f"M{points[0][0]:g} {points[0][1]:g}l"
                    + " ".join(f"{step(a[0], b[0])} {step(a[1], b[1])}" for a, b in steps)
                    + end
                )
        return "".join(made)

    def box(self, frame: tuple[float, float, float, float]) -> None:
        x, y = self.drawing.at((frame[0], frame[3]))
        right, low = self.drawing.at((frame[2], frame[1]))
        self.parts.append(
            '<rect class="map-frame" fill="none" stroke="#8a3a2a" stroke-width="1" '
            f'x="{x:g}" y="{y:g}" width="{right - x:.1f}" height="{low - y:.1f}"/>'
        )

    def dot(self, label: Label) -> None:
        if isinstance(label.at, str):
            x, y = self.drawing.at(self.data["places"][label.at])
            if label.kind == "capital":
                self.parts.append(
                    '<circle class="map-capital" fill="#fff" stroke="#26231e" stroke-width="1.4" '
                    f'cx="{x:g}" cy="{y:g}" r="3"/>'
                )
            else:
                self.parts.append(
                    f'<circle class="map-dot" fill="#26231e" cx="{x:g}" cy="{y:g}" r="2.1"/>'
                )

    def name(self, label: Label) -> None:
        at = self.data["places"][label.at] if isinstance(label.at, str) else label.at
        x, y = self.drawing.at(at)
        term = f' data-term="{escape(label.term)}"' if label.term else ""
        first, *more = (label.text.upper() if label.kind == "country" else label.text).split("\n")
        left = x + label.dx
        words = escape(first) + "".join(
            f' <tspan x="{left:.1f}" dy="12.5">{escape(line)}</tspan>' for line in more
        )
        self.parts.append(
            f'<text class="map-{label.kind}"{term} {LOOKS[label.kind]} {HALO} '
            f'text-anchor="{label.anchor}" x="{left:.1f}" y="{y + label.dy:.1f}">{words}</text>'
        )

    def foot(self) -> None:
        """The scale and, where the lines are, what they are."""
        d = self.drawing
        y = d.height + 16
        km = 50 if d.key else 100
        length = km / 111.2 * d.scale  # a degree of latitude has 111.2 km
        start = WIDTH - length - 1
        self.parts.append(
            f'<path class="map-border" fill="none" stroke="#6f6a60" stroke-width="1.1" '
            f'd="M{start:.1f} {y - 3:g}v3h{length:.1f}v-3"/>'
            f'<text class="map-note" {LOOKS["note"]} text-anchor="end" x="{start - 5:.1f}" '
            f'y="{y:g}">{km} km</text>'
        )
        if not d.key:
            return
        for line, words, term, low in (
            (
                OBLAST_LINE,
                "the Soviet autonomous oblast, as in 1991",
                "Nagorno-Karabakh Autonomous Oblast",
                0,
            ),
            (CEASEFIRE_LINE, "ceasefire line, from 1994 to 2020", "", 19),
        ):
            linked = f' data-term="{term}"' if term else ""
            self.parts.append(
                f'<path {line} d="M1 {y - 3.5 + low:g}h26"/>'
                f'<text class="map-note"{linked} {LOOKS["note"]} x="33" y="{y + low:g}">'
                f"{words}</text>"
            )


OBLAST_LINE = (
    'class="map-old" fill="none" stroke="#7a5a14" stroke-width="1.5" '
    'stroke-linecap="round" stroke-dasharray="0.1 3.2"'
)
CEASEFIRE_LINE = (
    'class="map-then" fill="none" stroke="#26231e" stroke-width="1.3" stroke-dasharray="6 3"'
)
HALO = 'stroke="#f6f3ec" stroke-width="2.6" stroke-linejoin="round" paint-order="stroke"'
LOOKS = {
    "country": 'fill="#5b564c" font-size="11" font-weight="600" letter-spacing="1.6"',
    "region": 'fill="#5b564c" font-size="11" font-style="italic"',
    "karabakh": 'fill="#26231e" font-size="11.5" font-weight="600"',
    "both": 'fill="#26231e" font-size="11" font-style="italic"',
    "waters": 'fill="#3f6275" font-size="11" font-style="italic"',
    "capital": 'fill="#26231e" font-weight="600"',
    "town": 'fill="#26231e"',
    "note": 'fill="#26231e" font-size="11"',
}


def step(start: float, end: float) -> str:
    """The way from one coordinate to the next; both have one decimal, so that nothing drifts."""
    return f"{round((end - start) * 10) / 10:g}"


def joined(lines: list[Line]) -> Line:
    """One ring from lines that begin where another ends, whichever way round each was drawn."""
    left = [[(x, y) for x, y in line] for line in lines]
    ring = left.pop(0)
    while left:
        ways = [way for line in left for way in (line, line[::-1])]
        nearest = min(ways, key=partial(gap, ring[-1]))
        left = [line for line in left if line not in (nearest, nearest[::-1])]
        ring += nearest
    return ring


def gap(end: Point, line: Line) -> float:
    """How far a line begins from where another ends."""
    return abs(line[0][0] - end[0]) + abs(line[0][1] - end[1])


def main() -> None:
    here = Path(__file__).parent
    data = json.loads((here / "south-caucasus.json").read_text(encoding="utf-8"))
    for drawing in (OVERVIEW, KARABAKH):
        (here / f"{drawing.name}.svg").write_text(Sheet(drawing, data).svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
