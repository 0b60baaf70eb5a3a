"""The map of the world: countries shaded by how much the record has of them."""

from functools import cache
from importlib import resources
from typing import NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from communique.site import balance, periods, words
from communique.site.frame import Frame

DOT = 6  # the radius of a state too small for a shape, in units of the sheet


class Land(NamedTuple):
    """A country on the sheet: its code (empty for land without one), and the path or dot it is drawn by."""

    code: str
    shape: Markup


class Sheet(NamedTuple):
    """The sheet: its size, and the lands on it, those with a shape first."""

    width: int
    height: int
    lands: tuple[Land, ...]


@cache
def sheet() -> Sheet:
    """The world, from world.tsv."""
    first, *lines = resources.files("communique.site").joinpath("world.tsv").read_text(encoding="utf-8").splitlines()
    width, _, height = first.removeprefix("# ").partition(".")[0].split()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    lands = tuple(Land("" if code == "-" else code, drawn(shape)) for code, shape in rows)
    return Sheet(int(width), int(height), lands)


def drawn(shape: str) -> Markup:
    """A path of steps, or a dot for two coordinates."""
    if shape.startswith("M"):
        return Markup('<path d="{}"/>').format(shape)
    x, y = shape.split()
    return Markup('<circle cx="{}" cy="{}" r="{}"/>').format(x, y, DOT)


def world(frame: Frame, request: Request) -> Response:
    """`/map`, with `period` 30, 90, year or all."""
    period = periods.read(request.query_params.get("period", ""), frame.now().date())
    if period is None:
        return frame.missing(request, "The map counts 30 or 90 days, a year or all: /map?period=90.")
    told: dict[str, list[tuple[str, int]]] = {}
    for code, kind, number in frame.store.countries_within(period.since, period.until):
        if words.is_country(code):
            told.setdefault(code, []).append((kind, number))
    found = {code: balance.of_types(kinds) for code, kinds in told.items()}
    most = max((one.total for one in found.values()), default=0)
    return frame.page(
        request,
        "map.html",
        period=period,
        sheet=sheet(),
        found=found,
        shades={code: balance.shade(one.total, most) for code, one in found.items()},
        ranked=sorted(found.items(), key=lambda item: (-item[1].total, item[0])),
        steps=steps(most),
    )


def steps(most: int) -> list[tuple[int, int, int]]:
    """(shade, first, last number) of the legend, without shades that no number has."""
    numbers: dict[int, list[int]] = {}
    for number in range(1, most + 1):
        numbers.setdefault(balance.shade(number, most), []).append(number)
    return [(shade, found[0], found[-1]) for shade, found in sorted(numbers.items())]
