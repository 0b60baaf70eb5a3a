"""The chart of a tie, drawn on the server: bars by week or month, cooperation upwards and conflict downwards."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from markupsafe import Markup, escape

from communique.model import Interval
from communique.site import moments
from communique.site.language import _, spoken

STEP = 26  # width of a week or month, in pixels
BAR = 16  # width of its bar
HALF = 84  # the longest bar
LEFT = 30  # room for the scale
FOOT = 34  # room for the names below


class Bar(NamedTuple):
    """A week or month: how far up and down its bar goes, its name, what stands below it, and the line below that."""

    up: float
    down: float
    name: str
    tick: str
    below: str = ""


def counts(intervals: Sequence[Interval]) -> list[Bar]:
    """Numbers of events."""
    return [
        Bar(
            i.cooperation,
            i.conflict,
            _("{cooperation} cooperation, {conflict} conflict", cooperation=i.cooperation, conflict=i.conflict),
            "",
        )
        for i in intervals
    ]


def intensity(intervals: Sequence[Interval]) -> list[Bar]:
    """Sums of values on the scale, above and below nought."""
    return [
        Bar(
            i.up,
            -i.down,
            _("sum {sum}, mean {mean} of {events}", sum=signed(i.total), mean=signed(i.mean), events=len(i.events)),
            "",
        )
        for i in intervals
    ]


def drawn(intervals: Sequence[Interval], bars: Sequence[Bar], title: str) -> Markup:
    """An SVG of weeks or months; colours and letters come from the style sheet. Empty for none."""
    if not intervals:
        return Markup("")
    bars = [named(bar, i, n and intervals[n - 1]) for n, (bar, i) in enumerate(zip(bars, intervals, strict=True))]
    up, down = max(bar.up for bar in bars), max(bar.down for bar in bars)
    unit = HALF / max(up, down, 1)
    zero = 14 + up * unit
    width = LEFT + STEP * len(bars) + 8
    height = zero + down * unit + FOOT + (8 if down else 0)
    parts = [scale(up, down, zero, unit, width)]
    for index, bar in enumerate(bars):
        x = LEFT + index * STEP + (STEP - BAR) // 2
        shapes = rect(x, zero - bar.up * unit, bar.up * unit, "cooperation")
        shapes += rect(x, zero, bar.down * unit, "conflict")
        parts += [linked(intervals[index].key, bar.name, shapes)] if shapes else []
        parts.append(label(bar, x + BAR // 2, height - FOOT + 16))
    parts.append(f'<line class="zero" x1="{LEFT}" x2="{width}" y1="{zero:.1f}" y2="{zero:.1f}"/>')
    head = (
        f'<svg class="chart" role="group" aria-label="{escape(title)}" viewBox="0 0 {width} {height:.0f}"'
        f' width="{width}" height="{height:.0f}" xmlns="http://www.w3.org/2000/svg">'
    )
    return Markup(head + "".join(parts) + "</svg>")


def linked(key: str, name: str, shapes: str) -> str:
    """A bar that leads to its line of the table, `i-` and the key of the week or month, where its evidence is."""
    return f'<a href="#i-{key}" aria-label="{escape(name)}"><title>{escape(name)}</title>{shapes}</a>'


def named(bar: Bar, interval: Interval, before: Interval | int) -> Bar:
    """A bar with what stands below it: a month's initial over its year, a Monday's day over its month."""
    year, month, day = interval.start.split("-")
    fresh = before.start.split("-") if isinstance(before, Interval) else ("", "", "")
    if "W" in interval.key:
        name = spoken().locale.months["format"]["abbreviated"][int(month)]
        below = name if fresh[1] != month else ""
        return bar._replace(name=f"{moments.week(interval.start)}: {bar.name}", tick=str(int(day)), below=below)
    below = year if fresh[0] != year else ""
    initial = spoken().locale.months["stand-alone"]["narrow"][int(month)]
    return bar._replace(name=f"{moments.month(interval.key)}: {bar.name}", tick=initial, below=below)


def signed(value: float) -> str:
    """`+3.5`, `−2`, `0`."""
    return f"{value:+g}".replace("-", "−") if value else "0"


def steps(most: float) -> int:
    """The scale's step: at most four lines on each side."""
    return next(
        size * unit for unit in (1, 10, 100, 1000, 10_000, 100_000) for size in (1, 2, 5) if size * unit * 4 >= most
    )


def rect(x: int, y: float, height: float, kind: str) -> str:
    """One bar with a rounded end where there is something to draw."""
    return f'<rect class="{kind}" x="{x}" y="{y:.1f}" width="{BAR}" height="{height:.1f}" rx="1.5"/>' if height else ""


def scale(up: float, down: float, zero: float, unit: float, width: int) -> str:
    """The horizontal lines with their numbers."""
    step = steps(max(up, down))
    lines = [(value, zero - value * unit) for value in range(0, ceil(up) + 1, step) if value <= up]
    lines += [(value, zero + value * unit) for value in range(step, ceil(down) + 1, step) if value <= down]
    return "".join(
        f'<line class="grid" x1="{LEFT}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{value}</text>'
        for value, y in lines
    )


def label(bar: Bar, x: int, y: float) -> str:
    """What stands below a bar."""
    text = f'<text x="{x}" y="{y:.1f}" text-anchor="middle">{bar.tick}</text>'
    if bar.below:
        text += f'<text class="year" x="{x}" y="{y + 14:.1f}" text-anchor="middle">{bar.below}</text>'
    return text
