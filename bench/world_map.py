"""Writes src/communique/site/world.tsv: the shapes of countries in the Equal Earth projection, from world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m bench.world_map package

world-atlas (ISC) repackages Natural Earth (public domain) at 1:110 million; states too small for it get a point, the
middle of their largest island at 1:50 or 1:10 million. Its numbers are ISO 3166-1 numeric; names are matched against
our own table of countries. Projection: B. Savric, T. Patterson, B. Jenny, The Equal Earth map projection (2018).
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from communique.lexicon import countries

TARGET = Path("src/communique/site/world.tsv")
WIDTH = 1800  # units from edge to edge
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
NAMES = {
    "W. Sahara": "ESH", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Falkland Is.": "FLK",
    "Eq. Guinea": "GNQ", "Côte d'Ivoire": "CIV", "Central African Rep.": "CAF", "Congo": "COG",
    "eSwatini": "SWZ", "Palestine": "PSE", "Bosnia and Herz.": "BIH", "Macedonia": "MKD", "S. Sudan": "SSD",
    "Solomon Is.": "SLB", "Czechia": "CZE", "N. Mariana Is.": "MNP", "U.S. Virgin Is.": "VIR",
    "British Virgin Is.": "VGB", "Cayman Is.": "CYM", "Turks and Caicos Is.": "TCA", "Marshall Is.": "MHL",
    "Cook Is.": "COK", "Wallis and Futuna Is.": "WLF", "Fr. Polynesia": "PYF", "Pitcairn Is.": "PCN",
    "Faeroe Is.": "FRO", "Åland": "ALA", "St. Pierre and Miquelon": "SPM", "St. Kitts and Nevis": "KNA",
    "St. Vin. and Gren.": "VCT", "Antigua and Barb.": "ATG", "São Tomé and Principe": "STP",
    "Saint Helena": "SHN", "Sint Maarten": "SXM", "Vatican": "VAT", "Micronesia": "FSM", "Macao": "MAC",
    "Georgia": "GEO", "Jersey": "JEY", "Guernsey": "GGY", "Isle of Man": "IMN", "American Samoa": "ASM",
    "Hong Kong": "HKG", "Jordan": "JOR", "Somaliland": "XSL", "Kosovo": "XKX", "Chad": "TCD",
    "Curaçao": "CUW", "Saint Lucia": "LCA",
}  # fmt: skip
APART = {  # parts of states that Natural Earth counts to these, and the smallest: longitude, latitude
    "GUF": (-53.1, 4.0), "GLP": (-61.5, 16.2), "MTQ": (-61.0, 14.7), "REU": (55.5, -21.1), "MYT": (45.2, -12.8),
    "GIB": (-5.35, 36.14), "TUV": (179.2, -8.5), "TKL": (-171.8, -9.2),
}  # fmt: skip
Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth, in radians of the sphere, y upwards."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square, sixth = theta**2, theta**6
    x = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x /= 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


UNIT = WIDTH / (2 * projected(180, 0)[0])
TOP = projected(0, 84)[1]


def drawn(point: Point) -> tuple[int, int]:
    """A place on the sheet, y downwards from 84 degrees north."""
    x, y = projected(*point)
    return round(x * UNIT + WIDTH / 2), round((TOP - y) * UNIT)


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        found.append(points)
    return found


def unwound(points: list[Point]) -> list[list[Point]]:
    """A ring in one or two pieces that do not cross the edge of the sheet at 180 degrees."""
    whole = [points[0]]
    for x, y in points[1:]:
        turns = round((whole[-1][0] - x) / 360)
        whole.append((x + 360 * turns, y))
    left, right = min(x for x, _ in whole), max(x for x, _ in whole)
    if left >= -180 and right <= 180:
        return [whole]
    edge = 180.0 if right > 180 else -180.0
    side, away = (1, -360) if edge > 0 else (-1, 360)
    inside, outside = clipped(whole, edge, side), clipped(whole, edge, -side)
    return [inside, [(x + away, y) for x, y in outside]]


def clipped(points: list[Point], edge: float, side: int) -> list[Point]:
    """What of a ring lies on one side of a meridian (1: to the west), closed along it."""
    found: list[Point] = []
    for a, b in pairwise([*points, points[0]]):
        before, after = side * (edge - a[0]) >= 0, side * (edge - b[0]) >= 0
        found += [a] if before else []
        if before != after:
            found.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
    return found


def rings(geometry: dict[str, Any], known: list[list[Point]]) -> Iterator[list[Point]]:
    """The outer and inner rings of a country."""
    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
    for polygon in polygons or []:
        for ring in polygon:
            points: list[Point] = []
            for index in ring:
                arc = known[index] if index >= 0 else known[~index][::-1]
                points += arc[1:] if points else arc
            yield from (piece for piece in unwound(points) if piece)


def code_of(name: str) -> str | None:
    """Our code for a name of Natural Earth."""
    known = NAMES.get(name) or countries.of(name)
    return known if known in countries.codes() else None


def path(points: list[Point]) -> str:
    """A ring as a path of whole steps; empty where it is no more than a speck."""
    sheet: list[tuple[int, int]] = []
    for point in map(drawn, points):
        if not sheet or point != sheet[-1]:
            sheet.append(point)
    if sheet[0] == sheet[-1]:
        sheet.pop()
    if len(sheet) < 3:
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(sheet)]
    return f"M{sheet[0][0]} {sheet[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def area(points: list[Point]) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def middle(points: list[Point]) -> Point:
    """The middle of a ring's corners."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def main(folder: str) -> None:
    """Read the package, write the table."""
    shapes: dict[str, str] = {}
    points: dict[str, Point] = dict(APART)
    for scale in ("110m", "50m", "10m"):
        topology = json.loads((Path(folder) / f"countries-{scale}.json").read_text(encoding="utf-8"))
        known = arcs(topology)
        for geometry in topology["objects"]["countries"]["geometries"]:
            name = geometry["properties"]["name"]
            code, found = code_of(name), list(rings(geometry, known))
            if scale == "110m" and name != "Antarctica":
                shapes[code or f"- {name}"] = "".join(map(path, found))
            elif code and found and code not in shapes:
                points.setdefault(code, middle(max(found, key=area)))
    lines = [f"{code.split()[0]}\t{shape}" for code, shape in sorted(shapes.items()) if shape]
    lines += [
        f"{code}\t{' '.join(map(str, drawn(point)))}" for code, point in sorted(points.items()) if code not in shapes
    ]
    bottom = max(int(drawn((0, -56))[1]), 0)
    head = f"# {WIDTH} by {bottom}. From world-atlas 2.0.2 (ISC; Natural Earth, public domain) by bench/world_map.py.\n"
    head += "# code (- for land without one)\ta path, or the two coordinates of a dot\n"
    TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    missing = sorted(set(countries.codes()) - set(shapes) - set(points))
    print(
        f"{len(shapes)} shapes, {len(lines) - len(shapes)} dots, {TARGET.stat().st_size} bytes; without any: {missing}"
    )
    print([code for code in shapes if code.startswith("-")])


if __name__ == "__main__":
    main(*sys.argv[1:])
