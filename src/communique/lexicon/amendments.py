"""The fields of an event as an editor reads and writes them: one short text each.

    type       CONSULT                            status   done, ongoing, planned, conditional, denied, cancelled
    mode       visit                              day      2024-03-21, 2024-03-21/2024-03-23, 2024-03, 2024
    place      Great Hall of the People, Beijing, CHN      (venue, place, country; the last by code or name)
    actor, recipient   Wang Yi; foreign minister; CHN      (name; office; country code; sector), a line each

An empty text is "not known". A line of a side is a person, unless it is a country by name or code, carries the code of
an organisation (IGO, NGO, IMG), or has a sector and no office, as bodies do: `Defence Ministry; ; PRK; MIL`.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from msgspec.structs import replace

from communique.errors import UsageError
from communique.lexicon import countries
from communique.model import Actor, Event, Place, Precision, Status, When

FIELDS = {
    "type": "event",
    "mode": "mode",
    "status": "status",
    "day": "date",
    "place": "place",
    "actor": "actor",
    "recipient": "recipient",
}
"""What an editor calls a field, and what it is called in the noun."""
BODIES = ("IGO", "NGO", "IMG")
SECTOR = re.compile(r"[A-Z]{3}")
MODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
LONGEST = 300  # letters of a text
SPANS: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}


def written(event: Event, field: str) -> str:
    """A field as text; `read` gives it back."""
    match field:
        case "type":
            return event.event
        case "mode":
            return event.mode or ""
        case "status":
            return event.status
        case "day":
            return day_written(event.date)
        case "place":
            place = event.place
            parts = (place.venue, place.name if place.name != place.venue else "", place.country) if place else ()
            return ", ".join(part for part in parts if part)
    return "\n".join(map(actor_written, event.actor if field == "actor" else event.recipient))


def day_written(when: When | None) -> str:
    """`2024-03-21`, a month or a year where no more is known, or first and last day with a slash."""
    if when is None:
        return ""
    short = {"month": 7, "year": 4}.get(when.precision)
    if short and when.start[:short] == when.end[:short]:
        return when.start[:short]
    return when.start if when.start == when.end else f"{when.start}/{when.end}"


def actor_written(actor: Actor) -> str:
    """`Wang Yi; foreign minister; CHN; GOV`, without what is empty at the end."""
    if not actor.person and actor.code and actor.name == name_of(actor.code) and not actor.sector:
        return actor.code
    return "; ".join((actor.name or actor.text, actor.office or "", actor.code or "", actor.sector or "")).rstrip("; ")


def read(event: Event, given: Mapping[str, str], types: tuple[str, ...]) -> Event:
    """The event with these fields as given; `types` are the types there are. Who is on it already keeps what a line
    does not say. Raises UsageError, in words for the editor, for what cannot be read."""
    values: dict[str, Any] = {}
    for field, text in given.items():
        if field not in FIELDS:
            raise UsageError("{field}: no field of an event; there are {fields}", field=field, fields=", ".join(FIELDS))
        if text.strip() != written(event, field):
            values[FIELDS[field]] = _value(event, field, text.strip(), types)
    return replace(event, **values)


def _value(event: Event, field: str, text: str, types: tuple[str, ...]) -> object:
    if field in ("actor", "recipient"):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if field == "actor" and not lines:
            raise UsageError("an event has somebody who acts: the actor cannot be empty")
        return tuple(_actor(event, line) for line in lines)
    if len(text) > LONGEST or not text.isprintable():
        raise UsageError("{field}: {most} letters on one line at most", field=field, most=LONGEST)
    match field:
        case "type":
            return _one_of(field, text.upper(), types)
        case "status":
            return _one_of(field, text.lower(), get_args(Status))
        case "mode":
            if text and not MODE.fullmatch(text.lower()):
                raise UsageError("mode {text}: a word such as visit, phone or third-party", text=text)
            return text.lower() or None
        case "day":
            return _when(text)
    return _place(text)


def _one_of(field: str, text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        every = ", ".join(known)
        if not text:
            raise UsageError("{field} left empty: one of {known}", field=field, known=every)
        raise UsageError("{field} {text}: one of {known}", field=field, text=text, known=every)
    return text


def _when(text: str) -> When | None:
    if not text:
        return None
    first, slash, last = (part.strip() for part in text.partition("/"))
    try:
        precision = SPANS[len(first)]
        if slash and precision != "day":
            raise ValueError
        start = date.fromisoformat(first + "-01-01"[len(first) - 4 :])
        end = date.fromisoformat(last) if slash else _end(start, precision)
    except (ValueError, KeyError):
        raise UsageError("day {text}: write 2024-03-21, 2024-03-21/2024-03-23, 2024-03 or 2024", text=text) from None
    if end < start:
        raise UsageError("day {text}: it ends before it begins", text=text)
    return When(start=start.isoformat(), end=end.isoformat(), precision="span" if slash else precision)


def _end(start: date, precision: Precision) -> date:
    if precision == "year":
        return date(start.year, 12, 31)
    return start.replace(day=monthrange(start.year, start.month)[1]) if precision == "month" else start


def _place(text: str) -> Place | None:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return None
    code = country_of(parts[-1])
    if code is not None:
        if len(parts) == 1:
            return Place(name=name_of(code), country=code)
        parts.pop()
    venue = ", ".join(parts[:-1]) or None
    return Place(name=parts[-1], country=code, venue=venue)


def _actor(event: Event, line: str) -> Actor:
    name, office, code, sector, *more = (part.strip() for part in (*line.split(";"), *[""] * (3 - line.count(";"))))
    if more or not name or not line.isprintable() or len(line) > LONGEST:
        raise UsageError("{line}: write name; office; country code; sector", line=line[:LONGEST])
    state = country_of(name)
    if state is not None and not office and not sector:
        return Actor(text=name_of(state), name=name_of(state), code=state)
    if code and country_of(code) is None and code.upper() not in BODIES:
        raise UsageError(
            "{line}: {code} is no country; write its code (CHN) or name, or one of {bodies}",
            line=line,
            code=code,
            bodies=", ".join(BODIES),
        )
    if sector and not SECTOR.fullmatch(sector):
        raise UsageError("{line}: {sector} is no sector; write GOV, MIL, LEG …", line=line, sector=sector)
    known = next((a for a in (*event.actor, *event.recipient) if name in (a.name, a.text)), None)
    person = known.person if known else bool(office) or not (sector or code.upper() in BODIES)
    return Actor(
        text=known.text if known else name,
        name=name,
        code=(country_of(code) or code.upper() or None) if code else None,
        sector=sector or (known.sector if known else "GOV" if office else None),
        office=office or None,
        person=person,
    )


def country_of(text: str) -> str | None:
    """The code of a country written by its code or name; None for anything else."""
    if text.upper() in countries.codes() and text.upper() not in BODIES:
        return text.upper()
    found = next(iter(countries.find(text)), None)
    whole = found is not None and (found.start, found.end) == (0, len(text)) and found.kind == "name"
    return found.code if found is not None and whole and found.code not in BODIES else None


def name_of(code: str) -> str:
    """The country's name; an unknown code stands for itself."""
    try:
        return countries.name(code)
    except KeyError:
        return code
