"""The tie of two countries and the partners of one, as functions of values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from communique.model import Actor, Agreement, Event, Meeting, New, Partner, Remark, Standing, Statement, Tie
from communique.ties.scale import QUADS, SCALE_NAME
from communique.ties.series import monthly, weekly

HAPPENED = frozenset({"done", "ongoing"})
STANDING = frozenset({"signed", "ratified", "in force"})
NO_STATES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
UNTOLD = "not told"
Days = Mapping[str, str | None]
"""The day each report was published, by its id."""


def happened(event: Event) -> bool:
    """Did it happen, or is it under way?"""
    return event.status in HAPPENED


def between(a: str, b: str, event: Event) -> bool:
    """Did this event pass between the two: one on each side, or both on a side of something done together?"""
    return _between(a, b, event, _codes(event.actor), _codes(event.recipient))


def _between(a: str, b: str, event: Event, actors: set[str], recipients: set[str]) -> bool:
    if (a in actors and b in recipients) or (b in actors and a in recipients):
        return True
    return event.reciprocal and {a, b} <= actors | recipients


def partners(code: str, events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """The countries that one had events with that happened, most events first: code to event ids."""
    found = _by(_dealings(code, events))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _dealings(code: str, events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    for event in events:
        if happened(event):
            actors, recipients = _codes(event.actor), _codes(event.recipient)
            for other in (actors | recipients) - {code} - NO_STATES:
                if _between(code, other, event, actors, recipients):
                    yield other, event.id


def tie(
    a: str,
    b: str,
    events: Iterable[Event],
    *,
    statements: Iterable[Statement] = (),
    agreements: Iterable[Agreement] = (),
    reported: Days | None = None,
    since: str | None = None,
    until: str | None = None,
    year: int | None = None,
    new_since: str | None = None,
    dealings: Mapping[str, Iterable[tuple[str, str]]] | None = None,
) -> Tie:
    """The tie of two countries (ISO 3166 alpha-3). `events` are those of either country: others than those between the
    two only tell common partners, and need not be given where `dealings` are: for each of the two, (other country,
    event id) of what happened in the period, the latest first. `reported` are the days of the reports, for what is new
    and for statements; days are ISO dates. `year` is the year whose meetings are listed, by default that of the latest
    dated event."""
    days = reported or {}
    mine = [e for e in dict.fromkeys(events) if within(e, since, until)]
    done = sorted((e for e in mine if happened(e)), key=lambda e: (_day(e) or "", e.id), reverse=True)
    ours = [e for e in done if between(a, b, e)]
    carried = {e.fulfils for e in ours}
    plans = [e for e in mine if e.status == "planned" and between(a, b, e) and e.id not in carried]
    dealt = dealings or {code: _dealings(code, done) for code in (a, b)}
    standing = [s for one in agreements if {a, b} <= _codes(one.parties) and (s := as_of(one, until))]
    told = _remarks(a, b, statements, days, since, until)
    found = Tie(
        a=a, b=b, since=since, until=until, events=tuple(ours), planned=tuple(plans), scale=SCALE_NAME,
        types=_by((e.event, e.id) for e in ours), quads=_by((QUADS[e.event], e.id) for e in ours if e.event in QUADS),
        weeks=weekly(ours), months=monthly(ours), agreements=tuple(standing),
        in_force=tuple(s.id for s in standing if s.status in STANDING), remarks=told, partners=_common(a, b, dealt),
        new=_new(new_since, [*ours, *plans], told, standing, days) if new_since else None,
    )  # fmt: skip
    return _with_meetings(found, year)


def _with_meetings(found: Tie, year: int | None) -> Tie:
    met = meetings(found.events)
    year = year or next((int(day[:4]) for e in found.events if (day := _day(e))), None)
    chosen = tuple(m for m in met if m.day and year and m.day.startswith(f"{year:04d}"))
    levels = _by((m.level or UNTOLD, m.event) for m in chosen)
    return replace(found, last=next((m for m in met if m.day), None), year=year, meetings=chosen, levels=levels)


def meetings(events: Iterable[Event]) -> list[Meeting]:
    """The meetings among events, in the order given."""
    return [
        Meeting(event=e.id, day=_day(e), level=e.level, format=e.format, duration=e.duration)
        for e in events
        if e.event == "CONSULT" and happened(e)
    ]


def as_of(agreement: Agreement, until: str | None) -> Agreement | None:
    """An agreement as it stood by the end of a day, None if nothing was told of it by then."""
    if until is None:
        return agreement
    history = [s for s in agreement.history if (when(s) or "") <= until]
    if not history:
        return None
    status = history[-1].status
    day = next((s.day for s in history if s.status == status and s.day), None)
    return replace(agreement, status=status, day=day, history=tuple(history))


def when(standing: Standing) -> str | None:
    """When an agreement came to stand so, as far as told: else the day of the first report that says it."""
    return standing.day or standing.reported


def _common(a: str, b: str, dealings: Mapping[str, Iterable[tuple[str, str]]]) -> tuple[Partner, ...]:
    first, second = _by(dealings[a]), _by(dealings[b])
    found = [Partner(code=c, first=first[c], second=second[c]) for c in first if c in second and c not in (a, b)]
    return tuple(sorted(found, key=lambda p: (-min(len(p.first), len(p.second)), -len(p.first + p.second), p.code)))


def _remarks(
    a: str, b: str, statements: Iterable[Statement], days: Days, since: str | None, until: str | None
) -> tuple[Remark, ...]:
    other = {a: b, b: a}
    found = []
    for s in statements:
        by, day = s.speaker.code or "", days.get(s.report)
        inside = (not since or (day or "") >= since) and (not until or (day is not None and day <= until))
        if inside and other.get(by) in s.about:
            found.append(Remark(by=by, about=other[by], statement=s, day=day))
    return tuple(sorted(found, key=lambda r: r.day or "", reverse=True))


def _new(
    since: str, events: Sequence[Event], remarks: Sequence[Remark], agreements: Sequence[Agreement], days: Days
) -> New:
    def first(reports: Iterable[str]) -> str:
        return min((day for r in reports if (day := days.get(r))), default="")

    return New(
        since=since,
        events=tuple(e.id for e in events if first(e.reports) >= since),
        statements=tuple(r.statement.id for r in remarks if (r.day or "") >= since),
        agreements=tuple(g.id for g in agreements if any((s.reported or "") >= since for s in g.history)),
    )


def within(event: Event, since: str | None, until: str | None) -> bool:
    """Does an event fall into a period (days, both included)? One without a day only into one open on both sides."""
    if event.date is None:
        return since is None and until is None
    return (since is None or event.date.end[:10] >= since) and (until is None or event.date.start[:10] <= until)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, key in pairs:
        found.setdefault(name, []).append(key)
    return {name: tuple(found[name]) for name in sorted(found)}


def _day(event: Event) -> str | None:
    return event.date.start[:10] if event.date else None


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {a.code for a in actors if a.code}
