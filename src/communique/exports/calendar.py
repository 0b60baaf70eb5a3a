"""Meetings as iCalendar (RFC 5545): one all-day VEVENT each, its UID the event's id.

SEQUENCE is the time of the last change in seconds since 2000: it rises with every change and needs no memory of its
own, so a calendar written twice from one record is the same to the byte.
"""

import re
from collections.abc import Iterable, Iterator, Set
from datetime import UTC, date, datetime, timedelta

from communique.exports.moments import instant
from communique.exports.nouns import ToldEvent
from communique.model import Actor, Event
from communique.version import __version__

TYPE = "text/calendar; charset=utf-8"
STATUS = {"done": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE", "conditional": "TENTATIVE",
          "cancelled": "CANCELLED"}  # fmt: skip
FORMATS = {"phone": "by phone", "video": "by video", "multilateral": "several countries"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
UNTOLD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
OCTETS = 75  # in a line
LONGEST = 400  # characters of the names of one side


def calendar(name: str, told: Iterable[ToldEvent], host: str, carried: Set[str] = frozenset()) -> Iterator[bytes]:
    """A calendar of the meetings among events that have a day, without those plans that were `carried` out (ids), for
    which the meeting itself stands. `host` makes the UIDs unique in the world."""
    yield lines(
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Communique//Communique {__version__}//EN", "CALSCALE:GREGORIAN",
        f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    )  # fmt: skip
    for one in told:
        found = days(one.event)
        if found is not None and is_meeting(one.event) and one.event.id not in carried:
            yield lines(*entry(one, found, host))
    yield lines("END:VCALENDAR")


def is_meeting(event: Event) -> bool:
    """Is it a meeting that was held, is planned or was cancelled?"""
    return event.event == "CONSULT" and event.status in STATUS


def days(event: Event) -> tuple[date, date] | None:
    """The first and last day, None where they are not known to the day."""
    if event.date is None or event.date.precision not in ("day", "span"):
        return None
    try:
        first, last = date.fromisoformat(event.date.start[:10]), date.fromisoformat(event.date.end[:10])
    except ValueError:
        return None
    return (first, last) if first <= last < date.max else None


def entry(told: ToldEvent, found: tuple[date, date], host: str) -> Iterator[str]:
    """The lines of one VEVENT from the first to the last day."""
    event = told.event
    changed = instant(told.changed) or EPOCH
    stamp = f"{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{max(0, int((changed - EPOCH).total_seconds()))}"
    yield f"DTSTART;VALUE=DATE:{found[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{found[1] + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(summary(event))}"
    yield f"STATUS:{STATUS[event.status]}"
    if event.place:
        yield f"LOCATION:{text(', '.join(filter(None, (event.place.venue, event.place.name, event.place.country))))}"
    yield f"DESCRIPTION:{text(description(told))}"
    yield f"URL:{uri(told.brief or told.address)}"
    yield "CATEGORIES:" + ",".join(map(text, filter(None, ("Meeting", event.level, event.format))))
    if event.fulfils:
        yield f"RELATED-TO:{event.fulfils}@{host}"
    yield from ("CLASS:PUBLIC", "TRANSP:TRANSPARENT", "END:VEVENT")


def summary(event: Event) -> str:
    """Who with whom: `Kim Song Nam (PRK) – Wang Yi (CHN)`."""
    both = (shortened(", ".join(map(named, side))) for side in (event.actor, event.recipient))
    who = " – ".join(filter(None, both)) or "Meeting"
    return who if event.status in ("done", "ongoing") else f"{who} ({event.status})"


def shortened(words: str) -> str:
    """The words, cut where they are endless."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def named(actor: Actor) -> str:
    """A person with the country, a state by name."""
    name = actor.name or actor.text
    return f"{name} ({actor.code})" if actor.person and actor.code else name


def description(told: ToldEvent) -> str:
    """Offices, what is known of the meeting, the evidence with its addresses."""
    event = told.event
    lines = [f"{a.name}, {shortened(a.office)}" for a in (*event.actor, *event.recipient) if a.office]
    lasted = f"{event.duration} minutes" if event.duration else None
    known = [event.level, FORMATS.get(event.format or "", event.format), lasted]
    lines += [", ".join(filter(None, known))] if any(known) else []
    publishers = {r.id: r.publisher or "a report" for r in told.reports}
    lines += [told.headline] if told.headline else []
    lines += [
        f"{publishers.get(p.report, 'a report')}: {f'“{p.words}” ' if p.words else ''}{p.address}"
        for p in told.passages
    ]
    return "\n".join(lines)


def text(value: str) -> str:
    """Text as RFC 5545 escapes it (3.3.11), without control characters."""
    plain = UNTOLD.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")


def uri(address: str) -> str:
    """An address without what would end its line."""
    return re.sub(r"[\x00-\x20\x7f]", "", address)


def lines(*found: str) -> bytes:
    """Content lines, folded before 75 octets and never within a character (3.1)."""
    return b"".join(map(folded, found))


def folded(line: str) -> bytes:
    """One content line."""
    body, pieces = line.encode("utf-8", "replace"), []
    room = OCTETS
    while len(body) > room:
        cut = room
        while body[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(body[:cut])
        body, room = body[cut:], OCTETS - 1
    return b"\r\n ".join([*pieces, body]) + b"\r\n"
