"""`python -m bench [--short] [ROOM ...]`: print each room's figures, write bench/results.json, hold the floors.

A room's module has `figures(short)`, which returns names and values; a figure whose data is not at hand is left out,
and said so. Floors stand in bench/floors.toml: `name = value` is a least value, `name_most = value` a greatest one;
`short_...` are figures of the short form alone.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.measuring import measured

HERE = Path(__file__).parent
ROOMS = (
    "sources",
    "feeds",
    "reading",
    "facts",
    "grouping",
    "related",
    "stream",
    "record",
    "resolution_score",
    "agreements",
    "checks",
    "digests",
    "briefs",
    "differing",
    "ranking",
    "search",
    "views",
    "live",
    "start",
    "pages",
)
UNTIMED = ("digests", "resolution_score", "ranking", "differing", "facts", "agreements")
"""Rooms that measure no time, the longest first; the short form measures them two at a time."""


def held(room: str, figures: dict[str, float], floors: dict[str, float], short: bool) -> list[str]:
    """The floors of a room that these figures undercut, in words."""
    broken = []
    for name, floor in floors.items():
        figure = name.removesuffix("_most")
        if figure not in figures:
            if not (short or not figures or figure.startswith("short_")):
                broken.append(f"{room}.{figure} was not measured, its floor is {floor}")
        elif name.endswith("_most") and figures[figure] > floor:
            broken.append(f"{room}.{figure} is {figures[figure]:.4g}, over {floor}")
        elif not name.endswith("_most") and figures[figure] < floor:
            broken.append(f"{room}.{figure} is {figures[figure]:.4g}, under {floor}")
    return broken


def every(rooms: Iterable[str], short: bool) -> Iterator[tuple[str, dict[str, float], float]]:
    """The figures of each room and the seconds they took, as they come."""
    together = [room for room in UNTIMED if short and room in rooms]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield from pool.map(measured, together, [short] * len(together))
    yield from (measured(room, short) for room in rooms if room not in together)


def main() -> int:
    """Measure, print, write, and return 1 when a floor is undercut."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--short", action="store_true", help="a sample of the data, within five minutes")
    given = parser.parse_args()
    if unknown := set(given.rooms) - set(ROOMS):
        parser.error(f"no such room: {', '.join(sorted(unknown))}; there are {', '.join(ROOMS)}")
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    results_file = HERE / "results.json"
    results = json.loads(results_file.read_text()) if results_file.exists() else {}
    broken = []
    for room, figures, took in every(given.rooms or ROOMS, given.short):
        print(f"{room} ({took:.0f} s)" + ("" if figures else ": no data at hand, nothing measured"), flush=True)
        for name, value in figures.items():
            print(f"  {name:<36} {value:.4g}", flush=True)
        broken += held(room, figures, floors.get(room, {}), given.short)
        if not given.short and figures:
            results[room] = {name: round(value, 4) for name, value in figures.items()}
    if not given.short:
        results_file.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")
    for line in broken:
        print(f"floor: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
