"""The days of a sentence, read against the page's own date, against the days that reports give."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from msgspec.structs import replace

from communique.briefs.digest.case import LEAST, Case, Fault, Row
from communique.briefs.digest.shelf import bears
from communique.briefs.digest.told import Told
from communique.briefs.gate import slots
from communique.briefs.gate.passages import Name
from communique.lexicon.dates import FoundDate

ACCORDING = re.compile(r"\baccording\s+to\b[^,.;]{0,60}\s(?:on\s+)?(?:late\s+|early\s+)?$")
CLEARLY = 0.4
"""A day contradicts one only in sentences that have this much of what stands around it."""
FAR = 0.5
"""A day is looked for in sentences with this part of what the nearest sentence has."""

OF_WEEK = re.compile(r",?\s+(?:of\s+)?")
PART_OF = re.compile(r"\b(beginning|start|middle|end)\s+of\s+$", re.I)
PARTS = {"beginning": (0, 2), "start": (0, 2), "middle": (1, 3), "end": (3, 6)}
"""The days of a week, from Monday on, that its parts may mean."""

WEEKDAYS = frozenset(day.lower() for day in calendar.day_name)

Dated = tuple[FoundDate, Told]


def reporting(text: str, start: int) -> bool:
    """Whether a day is the one on which something was told."""
    return slots.reporting(text, start) or ACCORDING.search(text[max(0, start - 80) : start]) is not None


def days_of(of: Case, line: Told, telling: bool) -> Iterator[Dated]:
    """The days of a sentence, or of the one before where it leans on that: of what was done, or of who told it."""
    own = [d for d in line.days if reporting(line.text, d.start) == telling]
    if not own and not telling and (earlier := of.before(line)):
        line, own = earlier, [d for d in earlier.days if not reporting(earlier.text, d.start)]
    yield from ((d, line) for d in own)


def checked(of: Case) -> Iterator[Fault]:
    """Every day of a claim: it must be the one that reports give, for each person that it is told of."""
    for day in map(partial(in_week, of), of.claim.days):
        if day.kind == "relative":
            yield from part_of_week(of, day)
            continue
        if reporting(of.claim.text, day.start):
            yield from told_on(of, day)
        else:
            yield from done_on(of, day)


def in_week(of: Case, day: FoundDate) -> FoundDate:
    """A weekday moved into the week that stands behind it: "Monday of last week"."""
    behind = next((d for d in of.claim.days if OF_WEEK.fullmatch(of.claim.text[day.end : d.start])), None)
    if day.kind != "weekday" or behind is None or behind.first is None or day.weekday is None:
        return day
    first = behind.first + timedelta(days=day.weekday - behind.first.weekday())
    return replace(day, first=first, last=first)


def part_of_week(of: Case, day: FoundDate) -> Iterator[Fault]:
    """The beginning, middle or end of a week must have a day that reports give, or the one beside it."""
    lead = PART_OF.search(of.claim.text[: day.start])
    if lead is None or day.first is None or day.precision != "span":
        return
    low, high = PARTS[lead.group(1).lower()]
    monday = day.first - timedelta(days=day.first.weekday())
    part = replace(day, first=monday + timedelta(days=low), last=monday + timedelta(days=high))
    near = [(d, line) for _, line in of.near(day.start, day.end) for d, line in days_of(of, line, telling=False)]
    near = [(d, line) for d, line in near if d.precision == "day" and d.first]
    if near and part.first and part.last and not any(part.first <= d.first <= part.last for d, _ in near if d.first):
        printed = of.claim.text[lead.start() : day.end]
        value = plainly(near[0][0])
        yield Fault("date", f"the page says “{printed}”; {of.cite(near[0][1])} has {value}", value, near[0][1])


def told_on(of: Case, day: FoundDate) -> Iterator[Fault]:
    """The day on which somebody reported: that of a report by the same."""
    before = of.claim.text[max(0, day.start - 80) : day.start]
    off = max(0, day.start - 80)
    codes = {t.stem for t in of.claim.tokens if t.kind and off <= t.start < day.start}
    codes = (
        codes if len(codes) == 1 else {t.stem for t in of.claim.tokens if t.kind and t.end >= day.start - 25} & codes
    )
    rows = [r for r in of.around(day.start, day.end) if not codes or not codes.isdisjoint(r[1].stems)]
    found = [found for _, line in rows for found in days_of(of, line, telling=True)]
    if found and before and not any(slots.same_days(day, d) for d, _ in found):
        yield fault(of, day, found)


def done_on(of: Case, day: FoundDate) -> Iterator[Fault]:
    """The day on which something was done: asked of each person first, then of what is told most like it."""
    rows = of.around(day.start, day.end)
    rows = [r for r in rows if r[0] >= max(LEAST, FAR * rows[0][0])]
    found = [(name, dated(of, holding(name, rows), day)) for name in beside(of, day)]
    found = [(name, days) for name, days in found if days]
    same_days = partial(about, of)
    for same in (slots_weekday, same_days):
        for _, days in found:
            if not any(same(day, d) for d, _ in days):
                yield fault(of, day, days)
                return
    near = dated(of, of.near(day.start, day.end, CLEARLY), day)
    if near and not any(same_days(day, d) for d, _ in near):
        yield fault(of, day, near)
    elif not near and not any(same_days(day, d) for d, _ in dated(of, rows, day)):
        said = of.claim.text[day.start : day.end]
        yield Fault("date", f"no report gives a day for it; the page has “{said}”", grave=False)


def about(of: Case, claim: FoundDate, found: FoundDate) -> bool:
    """Whether a day is the one found; a weekday alone may be the last or the next one, seen from the page's day."""
    if slots.same_days(claim, found):
        return True
    alone = claim.kind == "weekday" and claim.text.lower() in WEEKDAYS and of.day is not None
    if not alone or found.first is None or found.first != found.last or of.day is None:
        return False
    return claim.weekday == found.first.weekday() and abs((found.first - of.day).days) < 7


def beside(of: Case, day: FoundDate) -> list[Name]:
    """Who is named in the stretch of the claim in which a day stands."""
    part = of.stretch(day.start)
    if not part:
        return of.people()
    return [name for name in of.people() if part[0].token.start <= name.start < part[-1].token.end]


def holding(name: Name, rows: Sequence[Row]) -> list[Row]:
    """The sentences that name somebody, else those whose pronouns mean them."""
    own = [row for row in rows if bears(row[1], name, own=True)]
    return own or [row for row in rows if bears(row[1], name)]


def slots_weekday(claim: FoundDate, found: FoundDate) -> bool:
    """Whether a weekday alone is that of a day; of what names none, whether it is the same day."""
    if claim.kind != "weekday" or weekday(found) is None:
        return slots.same_days(claim, found)
    return claim.weekday == weekday(found)


def dated(of: Case, rows: Sequence[Row], day: FoundDate) -> list[Dated]:
    """The days of sentences that are as exact as the one asked for."""
    found = [found for _, line in rows for found in days_of(of, line, telling=False)]
    exact = day.precision == "day"
    return [(d, line) for d, line in found if (d.precision == "day") == exact or (not exact and d.first)]


def fault(of: Case, day: FoundDate, found: Sequence[Dated]) -> Fault:
    """The day as the page says it, and the one that stands in the reports: of the same weekday if there is one."""
    same = [pair for pair in found if day.weekday is not None and weekday(pair[0]) == day.weekday]
    right, line = (same or found)[0]
    others = dict.fromkeys(plainly(d) for d, _ in found if plainly(d) != plainly(right))
    value = plainly(right)
    also = f" (others: {', '.join(list(others)[:2])})" if others else ""
    return Fault(
        "date",
        f"{reading(of.claim.text, day)}; {of.cite(line)} has {value}{also}",
        " or ".join([value, *list(others)[:2]]),
        line,
    )


def weekday(day: FoundDate) -> int | None:
    """The weekday of a day, where it is one day."""
    return (
        day.weekday if day.weekday is not None else day.first.weekday() if day.first and day.first == day.last else None
    )


def reading(text: str, day: FoundDate) -> str:
    """What the page says, and what that is by its own date."""
    lead = re.search(r"(?:\bon\s+|\bin\s+)$", text[max(0, day.start - 4) : day.start])
    printed = f"“{lead.group() if lead else ''}{text[day.start : day.end]}”"
    if day.first and day.first == day.last and not re.search(r"\d{4}", day.text):
        return f"{printed}, read against the page's own date, would be {named(day.first)}"
    return f"the page says {printed}"


def named(day: date) -> str:
    """A day in words without its weekday."""
    return f"{day.day} {day:%B %Y}"


def plainly(day: FoundDate) -> str:
    """A day as a reader is told it."""
    if day.first is None or day.last is None:
        return day.text
    if day.first == day.last:
        return f"{day.first:%A} {named(day.first)}"
    if day.precision == "year":
        return f"{day.first.year}"
    if day.precision == "month":
        return f"{day.first:%B %Y}"
    return f"{named(day.first)} to {named(day.last)}"
