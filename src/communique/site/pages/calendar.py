"""The calendar of meetings, past and planned: of all, of a country, of a pair."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from communique.site import meets, words
from communique.site.frame import Frame
from communique.site.meets import Month

SHOWN = 5
"""Meetings of a day that stand open; the others unfold."""
HELP = "A calendar is that of a month: /calendar/2024-03, with ?country=CHN or ?pair=CHN-PRK."


def calendar(frame: Frame, request: Request) -> Response:
    """`/calendar` and `/calendar/{month}`, with `country` or `pair`."""
    today = frame.now().date()
    month = meets.read(request.path_params.get("month", f"{today:%Y-%m}"))
    chosen = selected(request)
    if month is None or chosen is None:
        return frame.missing(request, HELP)
    country, pair = chosen
    found = frame.store.meetings_within(month.first.isoformat(), month.last.isoformat(), country=country, pair=pair)
    days, vague = meets.days_of(month, found, frame.archive())
    of = words.country(country) if country else " – ".join(map(words.country, pair)) if pair else ""
    home = f"/country/{country}" if country else f"/pair/{'-'.join(pair)}" if pair else ""
    kept = urlencode({"country": country} if country else {"pair": "-".join(pair)} if pair else {})
    return frame.page(
        request,
        "calendar.html",
        month=month,
        days=days,
        vague=vague,
        total=sum(len(day.meets) for day in days) + len(vague),
        shown=SHOWN,
        of=of,
        home=home,
        country=country or "",
        pair=pair,
        kept=kept and f"?{kept}",
        ics=f"{home}.ics" if home else "/export/meetings.ics",
        codes=sorted((code for code, _ in frame.store.countries() if words.is_country(code)), key=words.country),
        before=month.moved(-1),
        after=month.moved(1),
        now=Month(today.year, today.month),
    )


def selected(request: Request) -> tuple[str | None, tuple[str, str] | None] | None:
    """The country or the pair asked for, None for what is neither."""
    country, both = (request.query_params.get(name, "").upper() for name in ("country", "pair"))
    a, _, b = both.partition("-")
    if (country and not words.is_country(country)) or (country and both):
        return None
    if both and (a == b or not (words.is_country(a) and words.is_country(b))):
        return None
    return country or None, (min(a, b), max(a, b)) if both else None
