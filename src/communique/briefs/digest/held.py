"""The meetings that the reports of a story tell of together, as the record has them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from communique.briefs.digest.case import Meeting
from communique.briefs.gate.passages import key_of
from communique.lexicon import countries
from communique.model import Event, Report
from communique.times import day_of

Record = Callable[[Sequence[Report]], Sequence[Event]]
"""What joins the events of the reports of one story."""
WINDOW = timedelta(days=10)
"""A meeting longer before the first report of a story belongs to another one."""


def meetings(reports: Sequence[Report], record: Record) -> list[Meeting]:
    """The meetings that took place, in order of their days."""
    found = sorted(held(record(reports), reports), key=lambda event: event.date.start if event.date else "")
    return [told(event) for event in found]


def held(events: Sequence[Event], reports: Sequence[Report]) -> Iterator[Event]:
    """Of these events the meetings of two sides that were held about the time of the reports."""
    days = [day for report in reports if (day := day_of(report.published))]
    for event in events:
        sides = {actor.code for actor in (*event.actor, *event.recipient)}
        named = [actor for actor in (*event.actor, *event.recipient) if actor.person]
        day = day_of(event.date.start) if event.date and len(event.date.start) == 10 else None
        near = day is not None and bool(days) and min(days) - WINDOW <= day <= max(days)
        if event.event == "CONSULT" and event.status == "done" and len(sides) > 1 and len(named) > 1 and near:
            yield event


def told(event: Event) -> Meeting:
    """A meeting for a reader: who, of which country, on which day."""
    actors = [actor for actor in (*event.actor, *event.recipient) if actor.person and actor.name]
    day = day_of(event.date.start) if event.date else None
    names = " and ".join(actor.name or "" for actor in actors)
    when = f" on {day.day} {day:%B %Y}" if day else ""
    return Meeting(
        tuple(" ".join(key_of(actor.name or "")) for actor in actors),
        tuple(actor.code for actor in actors if actor.code and actor.code in countries.codes()),
        f"{names}{when}",
    )
