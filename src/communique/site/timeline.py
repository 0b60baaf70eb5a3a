"""Events as a reader meets them on the pages of countries, people and pairs: as lines."""

from collections.abc import Iterable, Sequence

import msgspec

from communique.model import Actor, Event, Noun
from communique.site import moments, words
from communique.site.archive import Archive, Quoted
from communique.site.language import _


class Party(Noun, frozen=True):
    """One actor in a line: the name, the page it has (empty for none), office, and country."""

    name: str
    page: str = ""
    office: str | None = None
    code: str | None = None
    country: str = ""


class Line(Noun, frozen=True):
    """One event in a timeline. `plan` is the planned event it carried out, `outcome` the event that carried it out;
    `again` is true where the line above is told in the same brief."""

    event: Event
    label: str
    verb: str
    status: str
    side: words.Side
    day: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str
    evidence: tuple[Quoted, ...]
    headline: str | None
    story: str
    plan: str = ""
    outcome: str = ""
    again: bool = False


def party(actor: Actor) -> Party:
    """An actor with the page it has, if it has one."""
    country = words.country(actor.code)
    name = words.named(actor)
    if actor.person:
        return Party(name=name, page=f"/person/{actor.key}", office=actor.office, code=actor.code, country=country)
    if words.is_country(actor.code):
        known = name.casefold() in (country.casefold(), words.english(actor.code).casefold())
        page = f"/country/{actor.code}" if known else ""
        return Party(name=country if known else name, page=page, code=actor.code, country="" if known else country)
    page = f"/organisation/{actor.key}" if actor.code in words.BODIES and actor.name else ""
    return Party(name=name, page=page, country="" if name == country or page else country)


def place_of(event: Event) -> str:
    """`Great Hall of the People, Beijing, China`."""
    if event.place is None:
        return ""
    parts = (event.place.venue, event.place.name, words.english(event.place.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def line(event: Event, archive: Archive) -> Line:
    """An event as a line, with its evidence and the story it is told in."""
    story = archive.settled(event.story)
    brief = archive.brief(story)
    return Line(
        event=event,
        label=words.label(event),
        verb=words.verb(event),
        status=words.STATUSES.get(event.status, event.status),
        side=words.side(event.event),
        day=day_within_year(event),
        actors=tuple(map(party, event.actor)),
        recipients=tuple(map(party, event.recipient)),
        place=place_of(event),
        evidence=tuple(archive.evidence(event.reports, event.evidence)),
        headline=brief.headline if brief else None,
        story=story,
        plan=event.fulfils or "",
    )


def day_within_year(event: Event) -> str:
    """The day of happening where the year stands above it: `Thursday 21 March`."""
    text = moments.when(event.date, weekday=True)
    return moments.yearless(text, event.date.start[:4]) if event.date else text


def ordered(events: Sequence[Event]) -> list[Event]:
    """What is planned without a day first, unless it was carried out; then all others in the order given."""
    done = {event.fulfils for event in events if event.fulfils}
    ahead = [e for e in events if e.status == "planned" and e.date is None and e.id not in done]
    first = {event.id for event in ahead}
    return ahead + [event for event in events if event.id not in first]


def heading(one: Line) -> str:
    """What a line stands under in a timeline."""
    if one.event.date is not None and moments.read(one.event.date.start):
        return one.event.date.start[:4]
    return _("Planned, no day given") if one.event.status == "planned" and not one.outcome else _("Undated")


def lines(shown: Sequence[Event], everything: Sequence[Event], archive: Archive) -> list[Line]:
    """The lines of some of the events; plans among all of them know what carried them out."""
    outcomes = {event.fulfils: event.id for event in everything if event.fulfils}
    return [msgspec.structs.replace(line(e, archive), outcome=outcomes.get(e.id, "")) for e in shown]


def by_year(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under the year they happened in, in the order given. A line told in the same brief as the one above it is
    marked so."""
    found: dict[str, list[Line]] = {}
    for before, one in zip((None, *lines), lines, strict=False):
        again = before is not None and before.story == one.story
        found.setdefault(heading(one), []).append(msgspec.structs.replace(one, again=again))
    return list(found.items())


def people_of(events: Iterable[Event], code: str) -> list[tuple[Party, list[str]]]:
    """The people of a country in events, with the ids of these, most often first."""
    told: dict[str, list[str]] = {}
    first: dict[str, Party] = {}
    for event in events:
        for actor in {a.key: a for a in (*event.actor, *event.recipient) if a.person and a.code == code}.values():
            told.setdefault(actor.key, []).append(event.id)
            first.setdefault(actor.key, party(actor))
    return [(first[key], ids) for key, ids in sorted(told.items(), key=lambda item: -len(item[1]))]
