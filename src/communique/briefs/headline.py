"""The headline, at most 90 characters: in our own words where the record carries one, else the best title shortened."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from communique.briefs.background import main_pair
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling.acts import persons
from communique.briefs.telling.naming import Names
from communique.briefs.telling.patterns import phrase
from communique.briefs.telling.saying import content
from communique.briefs.telling.wording import counted, listed, possessive, short_country
from communique.model import Actor, Event, Report

LIMIT = 90
PLURAL = ("hold", "meet", "sign", "establish", "restore", "resume", "open")
WEIGHT = {
    "CONSULT": 1.0,
    "AGREE": 1.3,
    "COOPERATE": 1.3,
    "SUPPORT": 1.3,
    "COERCE": 1.6,
    "ASSAULT": 1.6,
    "SANCTION": 1.4,
    "RETREAT": 1.5,
}
"""How much more an act of a type says than a meeting; set by hand on the first half of the sample."""


def headline(evidence: Evidence, events: Sequence[Event], names: Names) -> str:
    """The headline of a story from its own events. Never longer than the limit, never empty."""
    done = [e for e in events if e.status in ("done", "ongoing")]
    for made in (_series(evidence, done), _act(evidence, done, names)):
        if made and len(made) <= LIMIT:
            return made
    return titled(evidence)


def series(evidence: Evidence, done: Sequence[Event]) -> list[Event]:
    """The meetings of people of the story's main pair, if there are several different ones."""
    pair = main_pair(evidence.events)
    found: dict[tuple[str, ...], Event] = {}
    for event in done:
        codes = {a.code for a in event.actor} | {a.code for a in event.recipient}
        if (
            event.event == "CONSULT"
            and event.date
            and pair
            and set(pair) <= codes
            and persons(event.actor)
            and persons(event.recipient)
        ):
            found.setdefault((*sorted(a.key for a in (*event.actor, *event.recipient)), event.date.start), event)
    meetings = list(found.values())
    return meetings if len(meetings) > 1 and _together(meetings) else []


def lead_person(events: Sequence[Event]) -> str | None:
    """The key of the person that most of the events are about, if there is one in more than one of them."""
    found: Counter[str] = Counter()
    for event in events:
        found.update({a.key for a in persons((*event.actor, *event.recipient))})
    best = min(found, key=lambda key: (-found[key], key), default=None)
    return best if best and found[best] > 1 else None


def _together(meetings: Sequence[Event]) -> bool:
    days = [date.fromisoformat(e.date.start[:10]) for e in meetings if e.date]
    return (max(days) - min(days)).days <= 10


def _series(evidence: Evidence, done: Sequence[Event]) -> str | None:
    meetings = series(evidence, done)
    if not meetings:
        return None
    first = meetings[0]
    sides = [
        next((a.code for a in side if a.code and is_country(a.code)), None) for side in (first.actor, first.recipient)
    ]
    lead = lead_person(meetings)
    if lead in {a.key for a in first.recipient}:
        sides.reverse()
    if not all(sides):
        return None
    towns = list(dict.fromkeys(e.place.name for e in meetings if e.place))
    days = sorted({day for e in meetings if e.date for day in (e.date.start, e.date.end)})
    span = (date.fromisoformat(days[-1][:10]) - date.fromisoformat(days[0][:10])).days + 1
    where = f" in {towns[0]}" if len(towns) == 1 else ""
    over = "in one day" if span == 1 else f"over {counted(span)} days"
    one, other = (short_country(code) for code in sides if code)
    return f"{one} and {other} hold {counted(len(meetings))} meetings{where} {over}"


def _act(evidence: Evidence, done: Sequence[Event], names: Names) -> str | None:
    """The act the titles speak of, in the present tense."""
    ranked = sorted(range(len(done)), key=lambda n: (-_weight(evidence, done[n]), n))
    for number in ranked[:4]:
        if made := _told(evidence, done[number], names):
            return made
    return None


def _told(evidence: Evidence, event: Event, names: Names) -> str | None:
    where = f" in {event.place.name}" if event.place and event.place.name else ""
    people, others = persons(event.actor), persons(event.recipient)
    if event.event == "CONSULT" and people and others:
        if event.mode == "phone":
            return f"{_called(people, names)} and {_called(others, names)} speak by telephone"
        return f"{_called(people, names)} and {_called(others, names)} meet{where}"
    found = phrase(event, [evidence.sentence(m.report, m.sentence) for m in evidence.told(event)[:3]])
    if found is None:
        return None
    one, other = _states(event.actor), _states(event.recipient)
    if found.both and one and other:
        return f"{one} and {other} {found.present}{where}"
    if one and (other or not found.target):
        many = " and " in one
        verb, _, rest = found.present.partition(" ")
        return f"{one} {verb if many else singular(verb)} {rest}{f' {found.target} {other}' if found.target else ''}"
    return None


def singular(verb: str) -> str:
    """A verb in the third person."""
    return f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb[:-1]}ies" if verb.endswith("fy") else f"{verb}s"


def _called(people: Sequence[Actor], names: Names) -> str:
    person = people[0]
    if len(people) == 1 and person.code in (None, "USA"):
        return person.name
    if len(people) == 1 and person.code and is_country(person.code):
        return f"{possessive(short_country(person.code))} {person.name}"
    return listed([names.short(p) for p in people[:2]])


def _states(actors: Sequence[Actor]) -> str:
    codes = list(dict.fromkeys(a.code for a in actors if a.code and is_country(a.code)))
    return listed([short_country(code) for code in codes[:3]]) if codes else ""


def _weight(evidence: Evidence, event: Event) -> float:
    reports = {m.report for m in evidence.told(event)}
    words = content(" ".join(m.evidence for m in evidence.told(event)[:3]))
    titles = [content(r.title or "") for r in evidence.english]
    shared = sum(len(words & title) / max(1, len(title)) for title in titles) / max(1, len(titles))
    return WEIGHT.get(event.event, 1.0) * (1 + len(reports)) * (0.2 + shared)


def titled(evidence: Evidence) -> str:
    """The title that shares most with the others, cut at a word where it is too long."""
    heard = [r for r in evidence.reports if r.id not in evidence.dossier.mute]
    reports = [r for r in evidence.english if r.title and not r.copy_of] or [r for r in heard if r.title]
    if not reports:
        lead = next((evidence.sentence(r.id, 0) for r in evidence.english if r.sentences), "")
        return cut(lead) or "Untitled"
    counts = Counter(word for r in reports for word in content(r.title or ""))
    best = max(reports, key=lambda r: (_central(r, counts), -evidence.place[r.id]))
    return cut(_bare(best)) or "Untitled"


def _central(report: Report, counts: Counter[str]) -> float:
    words = content(report.title or "")
    return sum(counts[w] - 1 for w in words) / max(4, len(words))


def _bare(report: Report) -> str:
    """A title without the publisher's name or the origin behind it."""
    title = " ".join((report.title or "").split())
    return (
        re.sub(
            r"\s+[|–—]\s+[^|–—]{2,40}$|: (?:KCNA|state media|report|agency)$"
            r"|, (?:[A-Z]+|state media|report|agency) says$",
            "",
            title,
        )
        or title
    )


def cut(text: str) -> str:
    """A text of at most 90 characters, ended at a word."""
    text = " ".join(text.split())
    if len(text) <= LIMIT:
        return text
    return re.sub(r"[\s,;:–-]+\S*$", "", text[: LIMIT - 1]).rstrip(" ,;:") + "…"
