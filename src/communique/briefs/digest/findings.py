"""What is wrong with a digest as a page: no day, a word that hides one, its own date, a source that is itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from communique.briefs.digest import own
from communique.briefs.digest.days import named, reporting
from communique.briefs.digest.marking import Marker
from communique.briefs.digest.told import Told
from communique.briefs.gate import passages
from communique.lexicon.dates import FoundDate
from communique.model import Citation
from communique.model.digests import DigestPage, Finding, MarkedSentence
from communique.times import day_of

VAGUE = re.compile(
    r"\b(?:recently|recent(?=\s+(?:meeting|talks|visit|days|weeks|summit))|lately|in\s+recent\s+(?:days|weeks)|"
    r"the\s+other\s+day|not\s+long\s+ago|newly)\b",
    re.I,
)
MEETING = re.compile(r"\b(?:met|meets?|meetings?|talks|received|hosted|welcomed|held\s+talks|summit|dialogue)\b", re.I)
HAPPENED = re.compile(r"\b(?:met|signed|visited|received|voted|struck|attacked|joined|arrived|agreed|recalled)\b", re.I)
LATE = 14
"""Days between what happened and the page's date from which a reader should be told."""

Dated = tuple[date, Told]


def found(
    page: DigestPage, claims: Sequence[Told], marked: Sequence[MarkedSentence], marker: Marker
) -> Iterator[Finding]:
    """Everything that is wrong with a page as a whole."""
    days = happened(claims, marked, marker)
    cited = tuple(marker.citation(line) for _, line in days)
    if page.day is None:
        yield Finding(kind="date", text="The page gives no date of its own: its weekdays cannot be read as days.")
    yield from no_day(claims, days, cited, marker)
    yield from hidden(page, claims, days, cited)
    yield from late(page, days, cited)
    line = page.source_line
    if line and own.named(line, page.headline, page.publisher, page.url):
        yield Finding(kind="source", text=f"The source line names the page itself: “{line}”. No report is named.")


def happened(claims: Sequence[Told], marked: Sequence[MarkedSentence], marker: Marker) -> list[Dated]:
    """The days of what the page tells, by the sentences that support it or tell of its people meeting: each once, in
    order, with a sentence that gives it."""
    found: dict[date, Told] = {}
    people = [name for claim in claims for name in claim.names]
    rests = {(s.citation.report, s.citation.start) for mark in marked for s in mark.support}
    for place in marker.story():
        for line in marker.shelf.lines[place]:
            named_here = any(passages.matches(n.key, other.key) for n in line.names for other in people)
            at = (marker.shelf.reports[place].id, line.start)
            if not (at in rests and HAPPENED.search(line.text)) and not (named_here and MEETING.search(line.text)):
                continue
            for day in line.days:
                if done(line, day) and day.first:
                    found.setdefault(day.first, line)
    return sorted(found.items(), key=lambda pair: pair[0])


def done(line: Told, day: FoundDate) -> bool:
    """Whether a day is one day on which something was done."""
    return (
        day.precision == "day"
        and day.first == day.last
        and day.first is not None
        and not reporting(line.text, day.start)
    )


def no_day(
    claims: Sequence[Told], days: Sequence[Dated], cited: tuple[Citation, ...], marker: Marker
) -> Iterator[Finding]:
    """No sentence gives a day for what it tells, though reports do."""
    if any(d.kind != "relative" and done(c, d) for c in claims for d in c.days):
        return
    text = " ".join(c.text for c in claims).lower()
    thing = next((thing for thing in ("meeting", "talks", "visit", "summit") if re.search(rf"\b{thing}\b", text)), None)
    thing = thing or ("meeting" if MEETING.search(text) else None)
    if thing is None or not days:
        return
    told = "; ".join(f"{day:%A} {named(day)} ({marker.cited(line)})" for day, line in days)
    said = f"No day is given for the {thing}. The reports have {told}."
    held = marker.meetings(marker.story())
    if len(held) > 1:
        said += f" Together they tell of {len(held)} meetings: {'; '.join(meeting.told for meeting in held)}."
    yield Finding(kind="day", text=said, citations=cited)


def hidden(
    page: DigestPage, claims: Sequence[Told], days: Sequence[Dated], cited: tuple[Citation, ...]
) -> Iterator[Finding]:
    """A word such as "recently" that stands for a day."""
    said = list(dict.fromkeys(m.group().lower() for c in claims for m in VAGUE.finditer(c.text)))
    if not said:
        return
    own_day = day_of(page.day)
    instead = ""
    if days:
        low, high = days[0][0], days[-1][0]
        span = named(low) if low == high else f"{named(low)} to {named(high)}"
        ago = f", {(own_day - high).days} days and more before the page's date" if own_day and own_day > high else ""
        instead = f" It was {span}{ago}."
    words = ", ".join(f"“{word}”" for word in said)
    yield Finding(kind="time", text=f"{words} hides the day.{instead}", citations=cited)


def late(page: DigestPage, days: Sequence[Dated], cited: tuple[Citation, ...]) -> Iterator[Finding]:
    """The page's date against the days of what it tells."""
    own_day = day_of(page.day)
    if own_day is None or not days:
        return
    last = days[-1][0]
    gap = (own_day - last).days
    if gap < 0:
        yield Finding(
            kind="date",
            text=f"The page is dated {named(own_day)}, before what it tells ({named(last)}).",
            citations=cited,
        )
    elif gap >= LATE:
        first = days[0][0]
        span = named(first) if first == last else f"{named(first)} to {named(last)}"
        said = f"The page is dated {named(own_day)}; what it tells took place on {span}, {gap} days before."
        yield Finding(kind="date", text=said, citations=cited)
