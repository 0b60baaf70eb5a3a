"""The timeline of a story: day by day what happened, as the record has it, and which reports came out."""

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from communique.model import Credit, Event, Noun
from communique.site import moments, timeline
from communique.site.archive import Archive
from communique.site.language import _


class StoryDay(Noun, frozen=True):
    """A day of a story, in words; `lines` are the events of it, `reports` those of its reports that were published on
    it, by the desk's zone. What has no day stands at the end under its own name."""

    name: str
    iso: str
    lines: tuple[timeline.Line, ...] = ()
    reports: tuple[Credit, ...] = ()


def of_story(archive: Archive, events: Sequence[Event], credits: Iterable[Credit], zone: tzinfo) -> list[StoryDay]:
    """The days in order. An event of several days stands at its first; plans and what was denied say so."""
    happened: dict[str, list[timeline.Line]] = {}
    for line in timeline.lines(events, events, archive):
        happened.setdefault(first_day(line.event), []).append(line)
    reported: dict[str, list[Credit]] = {}
    for credit in credits:
        day = moments.date_of(credit.published, zone)
        if day is not None:
            reported.setdefault(day.isoformat(), []).append(credit)
    days = sorted({*happened, *reported}, key=lambda iso: (iso == "", iso))
    return [
        StoryDay(name=named(iso), iso=iso, lines=tuple(happened.get(iso, ())), reports=tuple(reported.get(iso, ())))
        for iso in days
    ]


def first_day(event: Event) -> str:
    """The first day of an event as it stands in a calendar, empty where it is not known to the day."""
    if event.date is None or event.date.precision not in ("day", "span"):
        return ""
    return event.date.start[:10] if isinstance(moments.read(event.date.start[:10]), date) else ""


def named(iso: str) -> str:
    """A day in words."""
    return moments.day(date.fromisoformat(iso), True) if iso else _("Day not reported")
