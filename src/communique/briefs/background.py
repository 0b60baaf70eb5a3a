"""Background from the desk's own record: when these two last met, how often this year, what they last signed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling.acts import persons
from communique.briefs.telling.wording import counted, country, listed, tidy, when
from communique.model import Event, Sentence


def background(evidence: Evidence) -> tuple[Sentence, ...]:
    """Up to two sentences on the story's main pair, from events that were over before this story's first; empty where
    the record holds none. They rest on events and say that they come from our record."""
    pair = main_pair(evidence.events)
    first = beginning(evidence)
    if pair is None or first is None:
        return ()
    earlier = [
        e
        for e in evidence.dossier.earlier
        if e.status == "done" and _between(e, pair) and e.story != evidence.dossier.story
    ]
    dated = sorted({e.id: e for e in earlier if e.date and _ends(e) < first}.values(), key=lambda e: (_ends(e), e.id))
    meetings = [e for e in dated if e.event == "CONSULT" and e.mode != "phone" and (e.reciprocal or e.recipient)]
    made: list[Sentence] = []
    if meetings:
        firm = [e for e in meetings if len(e.reports) > 1]
        made.append(_last_met(pair, (firm or meetings)[-1]))
        this_year = [e for e in firm if e.date and e.date.start[:4] == str(first.year)]
        if len(this_year) > 1:
            made.append(_how_often(pair, this_year, first))
    return tuple(made)


def main_pair(events: Sequence[Event]) -> tuple[str, str] | None:
    """The two countries that most of a story's events are between, in alphabetical order of their codes."""
    found: Counter[tuple[str, str]] = Counter()
    for event in events:
        one, other = _codes(event)
        for pair in {(min(a, b), max(a, b)) for a in one for b in other if a != b}:
            found[pair] += 3 if event.status in ("done", "ongoing") else 1
    return min(found, key=lambda pair: (-found[pair], pair)) if found else None


def beginning(evidence: Evidence) -> date | None:
    """The first day of what a story tells as done; the first day of reporting where that is not known."""
    days = [
        e.date.start
        for e in evidence.events
        if e.status in ("done", "ongoing") and e.date and e.date.precision == "day"
    ]
    known = [d for r in evidence.reports if (d := evidence.anchor(r.id))]
    first = min(known, default=None)
    days = [d for d in days if first is None or (first - date.fromisoformat(d)).days < 15]
    return date.fromisoformat(min(days)) if days else first


def _last_met(pair: tuple[str, str], event: Event) -> Sentence:
    a, b = (country(code) for code in pair)
    one, other = persons(event.actor), persons(event.recipient)
    where = f" in {event.place.name}" if event.place else ""
    who = ""
    if one and other:
        who = f", when {listed([p.name for p in one[:2]])} met {listed([p.name for p in other[:2]])}{where}"
        where = ""
    elif (one or other) and event.place:
        who = f", when {listed([p.name for p in (one or other)[:2]])} visited {event.place.name}"
        where = ""
    day = when(event.date) if event.date else ""
    return Sentence(text=tidy(f"In our record, {a} and {b} last met {day}{where}{who}."), events=(event.id,))


def _how_often(pair: tuple[str, str], meetings: Sequence[Event], first: date) -> Sentence:
    a, b = (country(code) for code in pair)
    text = f"Our record has {counted(len(meetings))} earlier meetings of {a} and {b} in {first.year}."
    return Sentence(text=text, events=tuple(e.id for e in meetings))


def _codes(event: Event) -> tuple[set[str], set[str]]:
    one = {a.code for a in event.actor if a.code and is_country(a.code)}
    return one, {a.code for a in event.recipient if a.code and is_country(a.code)}


def _between(event: Event, pair: tuple[str, str]) -> bool:
    one, other = _codes(event)
    return (pair[0] in one and pair[1] in other) or (pair[1] in one and pair[0] in other)


def _ends(event: Event) -> date:
    return date.fromisoformat(event.date.end[:10]) if event.date else date.max
