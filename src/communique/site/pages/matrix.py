"""The matrix of all pairs: the countries with most dealings, each with each."""

from collections import Counter
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from communique.site import balance, periods, words
from communique.site.balance import Balance
from communique.site.frame import Frame

SIDES = 18
"""Countries in a row."""
Pair = tuple[str, str]


def matrix(frame: Frame, request: Request) -> Response:
    """`/matrix`, with `period` 30, 90, year or all."""
    period = periods.read(request.query_params.get("period", ""), frame.now().date())
    if period is None:
        return frame.missing(request, "The matrix counts 30 or 90 days, a year or all: /matrix?period=90.")
    found = balances(frame.store.pairs_within(period.since, period.until))
    codes = busiest(found)
    shown = {pair: one for pair, one in found.items() if set(pair) <= set(codes)}
    most = max((one.total for one in shown.values()), default=0)
    cells = {pair: (one, balance.shade(one.total, most)) for pair, one in shown.items()}
    ranked = sorted(found.items(), key=lambda item: (-item[1].total, item[0]))
    return frame.page(
        request,
        "matrix.html",
        period=period,
        codes=codes,
        cells=cells,
        others=len(found) - len(shown),
        total=sum(one.total for one in found.values()),
        ranked=ranked[:30],
        pairs=len(found),
    )


def balances(counted: Iterable[tuple[str, str, str, int]]) -> dict[Pair, Balance]:
    """The balance of every pair of countries that have pages."""
    told: dict[Pair, list[tuple[str, int]]] = {}
    for a, b, kind, number in counted:
        if words.is_country(a) and words.is_country(b):
            told.setdefault((a, b), []).append((kind, number))
    return {pair: balance.of_types(kinds) for pair, kinds in told.items()}


def busiest(found: dict[Pair, Balance]) -> list[str]:
    """The countries of most events with others, most first."""
    sums: Counter[str] = Counter()
    for (a, b), one in found.items():
        sums.update({a: one.total, b: one.total})
    return sorted(sums, key=lambda code: (-sums[code], code))[:SIDES]
