"""Meetings of a pair: the last one, which one this is, one of somebody who takes part now, and plans carried out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from communique.briefs.background.known import Candidate, Known, distinct, ends, met, people
from communique.briefs.telling.wording import counted, listed, short_country, tidy, when
from communique.model import Event, Sentence, When

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
SLACK = timedelta(days=7)
"""Days from which on an act carries out another plan than this one; as in joining."""


def last_met(known: Known) -> Iterator[Candidate]:
    """When the two last met: at the level of this story's meeting where the record has one, else at any."""
    event = last(known)
    if event is None:
        return
    a, b = known.sides
    same = event.level is not None and event.level == level_now(known)
    who = f"{event.level} of {a} and {b}" if same else f"{a} and {b}"
    at = f", at the level of {event.level}," if event.level and not same else ""
    text = f"In our record, {who} last met {_when(event)}{at}{_where(known, event)}."
    yield _made(text, 10.0, [event], ends(event))


def last(known: Known) -> Event | None:
    """The last meeting before this story, at its level where there was one."""
    earlier = distinct([e for e in known.earlier if met(e)])
    same = [e for e in earlier if e.level and e.level == level_now(known)]
    return (same or earlier)[-1] if earlier else None


def which(known: Known) -> Iterator[Candidate]:
    """Which meeting at its level this is since the record or the year began; how many there were before, where this
    story has no meeting or several."""
    begins, period = span(known)
    earlier = [e for e in distinct([e for e in known.earlier if met(e)]) if ends(e) >= begins]
    level, (a, b) = level_now(known), known.sides
    same = [e for e in earlier if level and e.level == level]
    if level and same and len(held_now(known)) == 1:
        place = len(same) + 1
        nth = ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}th"
        text = f"This is the {nth} meeting at the level of {level} between {a} and {b} in our record {period}."
        yield _made(text, 9.0, same, None, (float(place),))
    elif len(earlier) > 1:
        levels = Counter(e.level for e in earlier if e.level)
        told = listed([f"{counted(n)} of {name}" for name, n in sorted(levels.items())]) if levels else ""
        told = f", all of {next(iter(levels))}" if len(levels) == 1 else f": {told}"
        whole = told if sum(levels.values()) == len(earlier) else ""
        text = f"Our record has {counted(len(earlier))} earlier meetings of {a} and {b} {period}{whole}."
        yield _made(text, 6.5, earlier, None, (float(len(earlier)), *map(float, levels.values())))


def planned(known: Known) -> Iterator[Candidate]:
    """A plan that another story told of and that this story's meeting carries out."""
    for done in held_now(known):
        plan = next((p for p in known.plans if carries_out(p, done)), None)
        if plan is not None and plan.date:
            a, b = known.sides
            text = f"In our record, a meeting of {a} and {b} had been planned {_for(plan.date)}."
            yield _made(text, 8.0, [plan], None)
            return


def somebodys(known: Known) -> Iterator[Candidate]:
    """When somebody who takes part now last met the other side, where that was another meeting than the last."""
    earlier = distinct([e for e in known.earlier if met(e)])
    for now in held_now(known)[:1]:
        for mine, its in (known.pair, known.pair[::-1]):
            guests = [] if now.place and now.place.country == mine else people(now, mine)
            for guest in guests[:1]:
                before = [e for e in earlier if any(a.key == guest.key for a in people(e, mine)) and people(e, its)]
                if not before or before[-1] == last(known):
                    continue
                event = before[-1]
                hosts = listed([h.name for h in people(event, its)[:2]])
                place = f", in {event.place.name}" if event.place else ""
                text = f"In our record, {guest.name} last met {hosts} of {short_country(its)} {_when(event)}{place}."
                yield _made(text, 5.5, [event], ends(event))
                return


def held_now(known: Known) -> list[Event]:
    """The meetings of the pair that this story tells of."""
    return distinct([e for e in known.own if met(e) and ends(e) >= known.first])


def level_now(known: Known) -> str | None:
    """The level of this story's meetings, where they have one and the same."""
    levels = {e.level for e in held_now(known)}
    return next(iter(levels)) if len(levels) == 1 else None


def span(known: Known) -> tuple[date, str]:
    """From when meetings are counted, and how that is said: since the record began, or in this year, which is said with
    the beginning of the record."""
    year = date(known.first.year, 1, 1)
    if known.since is None:
        return year, f"in {year.year}"
    begun = f"{known.since:%B} {known.since.year}"
    if known.since >= year:
        return known.since, f"since it began in {begun}"
    return year, f"in {year.year} (it begins in {begun})"


def carries_out(plan: Event, done: Event) -> bool:
    """Whether a meeting is the one that was planned: people in common where both name some, a day near it."""
    if plan.event != done.event or plan.date is None or done.date is None:
        return False
    mine, its = ({a.key for a in (*e.actor, *e.recipient) if a.person} for e in (plan, done))
    begins, over = date.fromisoformat(plan.date.start[:10]), date.fromisoformat(plan.date.end[:10])
    at = date.fromisoformat(done.date.start[:10])
    far = over - begins > SLACK or plan.date.precision != "day"
    return (not mine or not its or bool(mine & its)) and not far and begins - SLACK <= at <= over + SLACK


def _where(known: Known, event: Event) -> str:
    one, other = ([p.name for p in people(event, code)[:2]] for code in known.pair)
    if event.actor and people(event, known.pair[1])[:1] == [a for a in event.actor if a.person][:1]:
        one, other = other, one
    where = f" in {event.place.name}" if event.place else ""
    if one and other:
        return f", when {listed(one)} met {listed(other)}{where}"
    if (one or other) and event.place:
        return f", when {listed(one or other)} visited {event.place.name}"
    return f",{where}" if where else ""


def _when(event: Event) -> str:
    return when(event.date) if event.date else ""


def _for(found: When) -> str:
    return when(found).replace("on ", "for ", 1).replace("between ", "for the days between ", 1)


def _made(
    text: str, weight: float, events: list[Event], day: date | None, numbers: tuple[float, ...] = ()
) -> Candidate:
    sentence = Sentence(text=tidy(text), events=tuple(e.id for e in events))
    return Candidate(sentence, weight, day, numbers)
