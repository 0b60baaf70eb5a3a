"""iCalendar, RFC 5545: as the icalendar library reads it, and what it does not look at."""

from collections.abc import Iterator

from icalendar import Calendar

from tests.site.valid import forms

LONGEST = 75  # octets of a line (3.1)
STATUS = ("TENTATIVE", "CONFIRMED", "CANCELLED")  # of an event (3.8.1.11)


def faults(body: bytes) -> list[str]:
    """What is wrong with a calendar."""
    return list(found(body))


def found(body: bytes) -> Iterator[str]:
    """The faults, one by one."""
    if b"\n" in body.replace(b"\r\n", b"") or not body.endswith(b"\r\n"):
        yield "line end: not CRLF"
    if any(len(line) > LONGEST for line in body.split(b"\r\n")):
        yield "long: a line of more than 75 octets"
    try:
        calendar = Calendar.from_ical(body)
    except (ValueError, IndexError) as error:
        yield f"calendar: {error}"
        return
    for name in ("VERSION", "PRODID"):
        if not calendar.get(name):
            yield f"missing: {name}"
    events = calendar.walk("VEVENT")
    for number, event in enumerate(events, 1):
        where = f"event {number}"
        yield from (f"broken: {error} in {where}" for error in event.errors)
        yield from (f"missing: {name} in {where}" for name in ("UID", "DTSTAMP", "DTSTART") if name not in event)
        if event.get("STATUS") not in (None, *STATUS):
            yield f"status: {event.get('STATUS')} in {where}"
        if "DTEND" in event and "DURATION" in event:
            yield f"end: two in {where}"
        if not event.errors and "DTSTART" in event and "DTEND" in event and not event["DTSTART"].dt < event["DTEND"].dt:
            yield f"order: {where} ends before it begins"
    yield from (f"same uid: {uid}" for uid in forms.doubled(str(event.get("UID")) for event in events))
