"""What passed between two countries: counts, quads, meetings and an intensity series. Defined in docs/record.md."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from communique.model import Actor, Event, Noun
from communique.record import offices
from communique.record.tables import QUADS

Level = Literal["leaders", "ministers", "officials"]

SCALE_NAME = "Goldstein scale (1992), as assigned to CAMEO root classes and carried over to PLOVER types"
SCALE: Mapping[str, float] = {
    "AGREE": 4.0, "CONSULT": 1.0, "SUPPORT": 3.5, "COOPERATE": 6.0, "AID": 7.0, "CONCEDE": 5.0, "RETREAT": 5.0,
    "REQUEST": -5.0, "ACCUSE": -2.0, "REJECT": -4.0, "THREATEN": -6.0, "PROTEST": -6.5, "MOBILIZE": -7.2,
    "SANCTION": -4.0, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip
"""From -10 (conflict) to +10 (cooperation). J. S. Goldstein, A Conflict-Cooperation Scale for WEIS Events Data, Journal
of Conflict Resolution 36 (1992); its means per CAMEO root class; classes that PLOVER merged take the milder value."""
HAPPENED = {"done", "ongoing"}


class Month(Noun):
    """One month of a tie: `month` as 2024-03, number of events, sum and mean of their values on the scale."""

    month: str
    events: int
    total: float
    mean: float


class Meeting(Noun):
    """A meeting of the two sides: the event, its day, and how high it was held."""

    event: str
    level: Level
    day: str | None = None


class Tie(Noun):
    """Two countries and what passed between them, of what happened and is dated or not; plans are counted apart.

    `types` and `quads` count events; `meetings` are this `year`'s, by day; `last` is the latest meeting of all;
    `months` is the intensity series on the named `scale`, without the months in which nothing is recorded."""

    a: str
    b: str
    events: int = 0
    planned: int = 0
    types: dict[str, int] = msgspec.field(default_factory=dict)
    quads: dict[str, int] = msgspec.field(default_factory=dict)
    last: Meeting | None = None
    year: int | None = None
    meetings: tuple[Meeting, ...] = ()
    levels: dict[str, int] = msgspec.field(default_factory=dict)
    months: tuple[Month, ...] = ()
    scale: str = SCALE_NAME
    first_day: str | None = None
    last_day: str | None = None


def between(a: str, b: str, event: Event) -> bool:
    """Did this event pass between the two: one on each side, or both on a side of something done together?"""
    actors, recipients = _codes(event.actor), _codes(event.recipient)
    if (a in actors and b in recipients) or (b in actors and a in recipients):
        return True
    return event.reciprocal and {a, b} <= actors | recipients


def tie(a: str, b: str, events: Sequence[Event], year: int | None = None) -> Tie:
    """The tie of two countries (ISO 3166 alpha-3) over these events; others are left out. `year` is the year whose
    meetings are listed, by default that of the latest dated event."""
    mine = [e for e in events if between(a, b, e)]
    happened = sorted((e for e in mine if e.status in HAPPENED), key=lambda e: (_day(e) or "", e.id))
    days = [day for e in happened if (day := _day(e))]
    year = year or (int(days[-1][:4]) if days else None)
    met = [Meeting(event=e.id, day=_day(e), level=level(e)) for e in happened if e.event == "CONSULT"]
    this_year = tuple(m for m in met if m.day and year and m.day.startswith(f"{year:04d}"))
    return Tie(
        a=a, b=b, events=len(happened), planned=sum(e.status == "planned" for e in mine),
        types=dict(sorted(Counter(e.event for e in happened).items())),
        quads=dict(sorted(Counter(QUADS[e.event] for e in happened if e.event in QUADS).items())),
        last=next((m for m in reversed(met) if m.day), None), year=year, meetings=this_year,
        levels=dict(sorted(Counter(m.level for m in this_year).items())), months=_months(happened),
        first_day=days[0] if days else None, last_day=days[-1] if days else None,
    )  # fmt: skip


def level(event: Event) -> Level:
    """How high a meeting was held: by the highest office on each side, the lower of the two. A side told without
    people does not count; without any, it is a meeting of officials."""
    sides = [
        max((offices.rank(a.office or "") for a in side if a.person), default=None)
        for side in (event.actor, event.recipient)
    ]
    lowest = min((r for r in sides if r is not None), default=0)
    return "leaders" if lowest >= offices.LEADER else "ministers" if lowest >= offices.MINISTER else "officials"


def _months(events: Sequence[Event]) -> tuple[Month, ...]:
    values: dict[str, list[float]] = {}
    for event in events:
        day = _day(event)
        if day and event.event in SCALE and event.date is not None and event.date.precision in {"day", "span", "month"}:
            values.setdefault(day[:7], []).append(SCALE[event.event])
    return tuple(
        Month(month=month, events=len(v), total=round(sum(v), 2), mean=round(sum(v) / len(v), 2))
        for month, v in sorted(values.items())
    )


def _day(event: Event) -> str | None:
    return event.date.start if event.date else None


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {a.code for a in actors if a.code}
