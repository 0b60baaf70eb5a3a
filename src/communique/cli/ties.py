"""`communique tie`: what passed between two countries, with the sentences that say so."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from communique.cli.steps import open_desk
from communique.cli.tables import clean
from communique.lexicon import countries
from communique.model import Actor, Agreement, Event, Interval, Meeting, Remark, Tie

if TYPE_CHECKING:
    from communique.site.tied import TieFacts

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Code = Annotated[str, typer.Argument(help="A country's code, ISO 3166 alpha-3.", show_default=False)]
DAY = ["%Y-%m-%d"]
Since = Annotated[datetime | None, typer.Option(formats=DAY, help="The first day of the period.")]
Until = Annotated[datetime | None, typer.Option(formats=DAY, help="The last day of the period.")]
New = Annotated[datetime | None, typer.Option(formats=DAY, help="Also what became known from this day on.")]


def tie(
    a: Code,
    b: Code,
    since: Since = None,
    until: Until = None,
    new_since: New = None,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON, as /api/pairs/A-B/tie.")] = False,
    folder: Folder = Path("."),
) -> None:
    """What passed between two countries: events, intensity, meetings, agreements, statements, with their evidence."""
    desk = open_desk(folder)
    days = {"since": since, "until": until, "new_since": new_since}
    found = desk.tie(a.upper(), b.upper(), **{name: f"{day:%Y-%m-%d}" for name, day in days.items() if day})
    if json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        for line in lines(found):
            print(clean(line) if line.strip() == line else "    " + clean(line))
    desk.store.close()


def lines(found: "TieFacts") -> Iterable[str]:
    """A tie for reading; what bears a line out stands indented below it."""
    told = found.tie
    period = f"{told.since or 'the beginning'} to {told.until or 'now'}"
    yield f"{countries.name(told.a)} - {countries.name(told.b)}, {period}"
    yield from (f"{kind}: {len(ids)}" for kind, ids in {**told.quads, **told.types}.items())
    yield f"Intensity ({told.scale})"
    yield from map(interval, told.months)
    known = {e.id: e for e in (*told.events, *told.planned)}
    if told.last:
        yield f"Last meeting: {told.last.day}"
    for level, ids in told.levels.items():
        yield f"Meetings in {told.year}, {level}: {len(ids)}"
    for meeting in told.meetings:
        yield from (met(meeting, known[meeting.event]), *sentences(found, meeting.event))
    for agreement in told.agreements:
        yield from (stands(agreement), *sentences(found, agreement.id))
    for remark in told.remarks:
        yield from (said(remark), *sentences(found, remark.statement.id))
    for e in told.events:
        if e.event != "CONSULT":
            yield from (event(e), *sentences(found, e.id))
    yield from (f"Both with {countries.name(p.code)}: {len(p.first)}, {len(p.second)}" for p in told.partners)
    yield from news(told, known)


def news(told: Tie, known: dict[str, Event]) -> Iterable[str]:
    """What is new since a day."""
    if told.new is not None:
        yield f"New since {told.new.since}:"
        yield from (event(known[key]) for key in told.new.events)
        yield from (stands(one) for one in told.agreements if one.id in told.new.agreements)
        yield from (said(one) for one in told.remarks if one.statement.id in told.new.statements)


def sentences(found: "TieFacts", key: str) -> Iterable[str]:
    """The evidence of a fact, each sentence with its publisher and our address of it."""
    return (f" {q.publisher or 'a report'}: {q.words} ({q.address})" for q in found.evidence.get(key, ()))


def interval(one: Interval) -> str:
    """A month of the series."""
    return f"{one.key}: {one.total:+g} of {len(one.events)} (mean {one.mean:+g})"


def sides(one: Event) -> str:
    """Who with whom."""

    def named(actors: Iterable[Actor]) -> str:
        return ", ".join(a.name or a.text for a in actors)

    return " - ".join(filter(None, (named(one.actor), named(one.recipient))))


def event(one: Event) -> str:
    """An event in a line."""
    return f"{one.date.start if one.date else 'undated'} {one.event} ({one.status}): {sides(one)}"


def met(meeting: Meeting, one: Event) -> str:
    """A meeting in a line."""
    length = f"{meeting.duration} minutes" if meeting.duration else None
    details = ", ".join(filter(None, (meeting.level, meeting.format, length)))
    return f"{meeting.day} {sides(one)}" + (f" ({details})" if details else "")


def stands(one: Agreement) -> str:
    """An agreement in a line."""
    history = "; ".join(f"{s.status or 'named'} {s.day or s.reported or ''}".strip() for s in one.history)
    return f"{one.kind}: {one.name}" + (f" on {one.subject}" if one.subject else "") + f" ({history})"


def said(remark: Remark) -> str:
    """A statement in a line."""
    s = remark.statement
    words = f'"{s.words}"' if s.kind == "quotation" else s.words
    return f"{remark.day or 'undated'} {s.speaker.name or s.speaker.text} ({remark.by} on {remark.about}): {words}"
