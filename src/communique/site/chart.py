"""The chart of a tie, drawn on the server: events by month, cooperation upwards and conflict downwards."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from communique.site import moments
from communique.site.timeline import Month

STEP = 26  # width of a month, in pixels
BAR = 16  # width of its bar
HALF = 84  # the longest bar
LEFT = 30  # room for the scale
FOOT = 34  # room for the months' names


def steps(most: int) -> int:
    """The scale's step: at most four lines on each side."""
    return next(
        size * unit for unit in (1, 10, 100, 1000, 10_000, 100_000) for size in (1, 2, 5) if size * unit * 4 >= most
    )


def bar(x: int, y: float, height: float, kind: str) -> str:
    """One bar with a rounded end where there is something to draw."""
    return f'<rect class="{kind}" x="{x}" y="{y:.1f}" width="{BAR}" height="{height:.1f}" rx="1.5"/>' if height else ""


def by_month(counts: Sequence[Month], title: str) -> Markup:
    """An SVG of the months' counts; colours and letters come from the style sheet. Empty for no months."""
    if not counts:
        return Markup("")
    most = max(max(m.cooperation, m.conflict) for m in counts)
    up = max((m.cooperation for m in counts), default=0)
    down = max((m.conflict for m in counts), default=0)
    unit = HALF / max(most, 1)
    zero = 14 + up * unit
    width = LEFT + STEP * len(counts) + 8
    height = zero + down * unit + FOOT + (8 if down else 0)
    parts = [scale(up, down, zero, unit, width)]
    for index, month in enumerate(counts):
        x = LEFT + index * STEP + (STEP - BAR) // 2
        name = escape(f"{moments.month(month.key)}: {month.cooperation} cooperation, {month.conflict} conflict")
        bars = bar(x, zero - month.cooperation * unit, month.cooperation * unit, "cooperation")
        bars += bar(x, zero, month.conflict * unit, "conflict")
        if bars:
            parts.append(f"<g><title>{name}</title>{bars}</g>")
        parts.append(month_label(month.key, x + BAR // 2, height - FOOT + 16, index == 0))
    parts.append(f'<line class="zero" x1="{LEFT}" x2="{width}" y1="{zero:.1f}" y2="{zero:.1f}"/>')
    head = (
        f'<svg class="chart" role="img" aria-label="{escape(title)}" viewBox="0 0 {width} {height:.0f}"'
        f' width="{width}" height="{height:.0f}" xmlns="http://www.w3.org/2000/svg">'
    )
    return Markup(head + "".join(parts) + "</svg>")


def scale(up: int, down: int, zero: float, unit: float, width: int) -> str:
    """The horizontal lines with their numbers."""
    step = steps(max(up, down))
    lines = [(value, zero - value * unit) for value in range(0, up + 1, step)]
    lines += [(value, zero + value * unit) for value in range(step, down + 1, step)]
    return "".join(
        f'<line class="grid" x1="{LEFT}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{value}</text>'
        for value, y in lines
    )


def month_label(key: str, x: int, y: float, first: bool) -> str:
    """The month's initial, and the year under each January and the first month."""
    year, number = key.split("-")
    label = f'<text x="{x}" y="{y:.1f}" text-anchor="middle">{moments.MONTHS[int(number) - 1][0]}</text>'
    if first or number == "01":
        label += f'<text class="year" x="{x}" y="{y + 14:.1f}" text-anchor="middle">{year}</text>'
    return label
