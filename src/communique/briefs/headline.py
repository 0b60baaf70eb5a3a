"""The headline, at most 90 characters: in our own words where the record carries one, else the best title improved."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from communique.briefs import genre, ranking
from communique.briefs.background import main_pair
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling.acts import persons
from communique.briefs.telling.clauses import main_clause
from communique.briefs.telling.naming import Names
from communique.briefs.telling.patterns import phrase
from communique.briefs.telling.voices import stands, without_attribution
from communique.briefs.telling.wording import counted, listed, possessive, short_country
from communique.briefs.telling.words import content
from communique.lexicon import ranks
from communique.model import Actor, Event, Report

LIMIT = 90
NAMED = 3
"""How many are named whom somebody met; of more, two and the count of the others."""
NO_SUBJECT = re.compile(r"^(?:The )?[Nn]umber of\b|\b(?:is|are|was|were|be|been|has|have|had|to|thereby)$")
"""What is no subject of the verb found behind it, but the first half of another one."""
LEANING = re.compile(r"\b(?:he|she|they|his|her|their|our|we)\b")
OWN, ENOUGH = 1.3, 0.3
"""How much more words of the record count than a clause of a lead, and the share of a title's words from which on a
clause may stand for it."""
SERIES = re.compile(
    r"^(?:(?:preliminary|joint|final|press|media|public) )?(?:statement|readout|read-out|remarks|communiqu[eé]"
    r"|release|bulletin)\b"
    r"|\b(?:update|bulletin|release|report|digest) (?:no\b|number\b|#)|\bsituation report\b",
    re.I,
)
"""Titles that name a paper and not the news."""
LAST_PART = re.compile(r"(?P<rest>(?:[^ ]+ ){4,}[^ ,;]+)[,;] (?P<part>(?:[^ ,;]+ ?){2,})$")
"""What a title says besides, behind its last comma."""
BOUND = re.compile(r"[,;:] | (?:as|after|while|amid|by|despite|following|over|but|before|ahead of) ")
"""Where a title may end."""
MARK = re.compile(
    r"^(?:Column|Opinion|Analysis|Explainer|Updated?(?: \d)?|Exclusive|Live|Video|Watch|Correct(?:ion|ed)"
    r"|Clarification|Breaking)"
    r"(?:: | - )",
    re.I,
)
"""What is printed before a title to say what kind of text it is above."""
QUOTING = 0.5
"""What a title loses that gives somebody's words."""
LESS = 0.8
"""What a title is worth that has to be cut, or is days older than the last news."""
SPINE = 1.25
"""How much more the title of the report counts that the brief follows."""


class Head(NamedTuple):
    """A headline, and what it tells: events of the record, or the lead of a report, or what the title of a report
    stands above."""

    text: str
    events: tuple[Event, ...] = ()
    lead: "ranking.Ranked | None" = None


NOTHING: Mapping[str, Set[str]] = {}
Holds = Callable[[str, Sequence[Event]], bool]
"""Whether the reports of some events support a claim."""


def headline(
    evidence: Evidence, events: Sequence[Event], names: Names, holds: Holds, stale: Mapping[str, Set[str]] = NOTHING
) -> Head:
    """The headline of a story from its own events. Never longer than the limit, never empty; one that tells a meeting
    or an act of the record has to hold by its reports.

    By report, `stale` are numbers that have changed since: no headline tells them. Several meetings of one person, or
    of two countries, are told together; else the act, of the record or of a lead, that shares most with the titles;
    else the best title."""
    done = [e for e in events if e.status in ("done", "ongoing")]
    made = _series(evidence, done, names)
    if made and len(made.text) <= LIMIT:
        return made
    found = [h for h in (*_acts(evidence, done, names, holds), *_leads(evidence, stale)) if len(h.text) <= LIMIT]
    weights = [_share(evidence, h.text) * (OWN if h.events else 1.0) for h in found]
    best = max(range(len(found)), key=lambda n: (weights[n], -n), default=None)
    if best is not None and (found[best].events or weights[best] >= ENOUGH):
        return found[best]
    return titled(evidence, stale)


def series(evidence: Evidence, events: Sequence[Event]) -> list[Event]:
    """The meetings held by people of the story's main pair, if there are several different ones."""
    pair = main_pair(evidence.events)
    found: dict[tuple[str, ...], Event] = {}
    for event in events:
        codes = {a.code for a in event.actor} | {a.code for a in event.recipient}
        if (
            event.event == "CONSULT"
            and event.mode != "phone"
            and event.status in ("done", "ongoing")
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


def _series(evidence: Evidence, done: Sequence[Event], names: Names) -> Head | None:
    """`North Korea's Choe Son Hui meets Putin and Lavrov in Moscow`, the highest of them first; of many the others are
    counted, and the meetings where no one person is in all."""
    meetings = series(evidence, done)
    if not meetings:
        return None
    towns = list(dict.fromkeys(e.place.name for e in meetings if e.place))
    placed = len(towns) == 1 and all(e.place for e in meetings)
    where = f" in {towns[0]}" if placed else ""
    days = sorted({day for e in meetings if e.date for day in (e.date.start, e.date.end)})
    span = (date.fromisoformat(days[-1][:10]) - date.fromisoformat(days[0][:10])).days + 1
    over = "in one day" if span == 1 else f"in {counted(span)} days"
    lead = lead_person(meetings)
    person = evidence.people.get(lead or "")
    if person and all(lead in {a.key for a in persons((*e.actor, *e.recipient))} for e in meetings):
        others = {a.key: a for e in meetings for a in persons((*e.actor, *e.recipient)) if a.key != lead}
        highest_first = sorted(
            others.values(), key=lambda a: -ranks.rank((evidence.people.get(a.key) or a).office or "")
        )
        met = [names.short(a) for a in highest_first]
        if len(met) > NAMED:
            met[NAMED - 1 :] = [f"{counted(len(met) - NAMED + 1)} others"]
        one = f"{_called([person], names)} meets {listed(met)}{where}"
        if met and len(one) <= LIMIT:
            return Head(one, tuple(meetings))
        return Head(
            f"{_called([person], names)} holds {counted(len(meetings))} meetings{where} {over}", tuple(meetings)
        )
    first = meetings[0]
    sides = [next((a.code for a in s if a.code and is_country(a.code)), "") for s in (first.actor, first.recipient)]
    if not all(sides):
        return None
    one, other = (short_country(code) for code in sides if code)
    return Head(f"{one} and {other} hold {counted(len(meetings))} meetings{where} {over}", tuple(meetings))


def _acts(evidence: Evidence, done: Sequence[Event], names: Names, holds: Holds) -> Iterator[Head]:
    """The acts of the record in the present tense, those told by most reports first."""
    ranked = sorted(range(len(done)), key=lambda n: (-len({m.report for m in evidence.told(done[n])}), n))
    for number in ranked[:6]:
        event = done[number]
        met = event.event == "CONSULT" and event.mode != "phone"
        for placed in (True, False) if met else (True,):
            text = _told(evidence, event, names, placed=placed)
            if text and (not met or holds(re.sub(r" meet(?= in |$)", " met", text) + ".", [event])):
                yield Head(text, (event,))
                break


def _told(evidence: Evidence, event: Event, names: Names, *, placed: bool = True) -> str | None:
    where = f" in {event.place.name}" if placed and event.place and event.place.name else ""
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
        told = f"{listed([*one, *other])} {found.present}"
        return told if len(told + where) > LIMIT else told + where
    if one and not found.both and (other or not found.target):
        verb, _, rest = found.present.partition(" ")
        told = verb if len(one) > 1 else singular(verb)
        return f"{listed(one)} {told} {rest}{f' {found.target} {listed(other)}' if found.target else ''}"
    return None


def _leads(evidence: Evidence, stale: Mapping[str, Set[str]]) -> Iterator[Head]:
    """The main clauses of the leads in the present tense, where nothing but an aside is cut."""
    for found in ranking.leads(evidence)[:4]:
        sentence = without_attribution(evidence.sentence(found.report.id, found.at), found.report)
        clause = main_clause(sentence)
        if clause and any(stands(number, clause.text) for number in stale.get(found.report.id, ())):
            continue
        if clause is None or NO_SUBJECT.search(clause.subject) or LEANING.search(clause.text):
            continue
        rest = re.sub(r"^(?:an?|the) ", "", clause.rest)
        subject = re.sub(r"^(?:The|An?) (?=\w+ \w)", "", clause.subject)
        yield Head(f"{subject[:1].upper()}{subject[1:]} {clause.present} {rest}", lead=found)


def singular(verb: str) -> str:
    """A verb in the third person."""
    return f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb[:-1]}ies" if verb.endswith("fy") else f"{verb}s"


def _called(people: Sequence[Actor], names: Names) -> str:
    person = people[0]
    code = names.land(person)
    if len(people) > 1:
        return listed([names.short(p) for p in people[:2]])
    return (
        f"{possessive(short_country(code))} {person.name}"
        if code and is_country(code) and code != "USA"
        else person.name
    )


def _states(actors: Sequence[Actor]) -> list[str]:
    codes = list(dict.fromkeys(a.code for a in actors if a.code and is_country(a.code)))
    bodies = list(dict.fromkeys(a.name for a in actors if a.code == "IGO" and not a.person))
    return [short_country(code) for code in codes[:3]] or bodies[:2]


def _share(evidence: Evidence, text: str) -> float:
    """How much of the titles a headline says, on average."""
    words = content(text)
    own = [r for r in evidence.english if not r.copy_of]
    titles = [content(r.title or "") for r in own if r.id not in evidence.previews] or [
        content(r.title or "") for r in own
    ]
    return sum(len(words & title) / max(1, len(title)) for title in titles) / max(1, len(titles))


def titled(evidence: Evidence, stale: Mapping[str, Set[str]] = NOTHING) -> Head:
    """The title that shares most with the others and names who it is about, cut at a word where it is too long."""
    heard = [r for r in evidence.reports if r.id not in evidence.dossier.mute]
    reports = [r for r in evidence.english if r.title and not r.copy_of] or [r for r in heard if r.title]
    if not reports:
        lead = next((evidence.sentence(r.id, 0) for r in evidence.english if r.sentences), "")
        return Head(cut(lead) or "Untitled")
    counts = Counter(word for r in reports for word in content(r.title or ""))
    use = Counter(word for r in reports for word in content(r.text))
    spine = genre.backbone(evidence)

    now = [r for r in reports if not any(stands(n, r.title or "") for n in stale.get(r.id, ()))]
    reports = now or reports
    reports = [r for r in reports if not SERIES.search(r.title or "")] or reports
    since = evidence.place[spine.id] if spine in reports else 0
    later = [r for r in reports if evidence.place[r.id] >= since]
    plain = [[r for r in some if genre.news(evidence, r) >= genre.NEWS_AT_LEAST] for some in (later, reports)]
    reports = plain[0] or plain[1] or later or reports

    def standing(report: Report) -> tuple[float, int]:
        told = _central(report, counts, use, len(reports)) * genre.news(evidence, report)
        told *= LESS if len(_bare(report)) > LIMIT else 1.0
        day = evidence.anchor(report.id)
        told *= LESS if day and (genre.last_day(evidence) - day).days > 1 else 1.0
        return told * (SPINE if report is spine else 1.0), -evidence.place[report.id]

    best = max(reports, key=standing)
    below = [found for found in ranking.leads(evidence) if found.report is best]
    return Head(cut(_bare(best)) or "Untitled", lead=min(below, key=lambda found: found.at, default=None))


def _central(report: Report, counts: Counter[str], use: Counter[str], many: int) -> float:
    """How much of the story a title says: words of other titles and of the texts; a question, a column's mark and a
    title without a name say less."""
    title = report.title or ""
    words = content(title)
    shared = math.fsum(counts[w] - 1 + use[w] / many for w in words) / max(4, len(words))
    named = len(re.findall(r"\b[A-Z]\w+", title[1:]))
    return (
        shared
        - QUOTING * ('"' in title or "“" in title)
        + 0.2 * min(3, named)
        - 1.0 * ("?" in title)
        - 0.5 * bool(re.match(r"[\w ]{3,20}: |(?:Clarification|Correction|In brief)\b", title))
    )


def _bare(report: Report) -> str:
    """A title without the publisher's name or the origin behind it, and without the mark of a column before it."""
    title = " ".join((report.title or "").split())
    told = re.sub(
        r"\s+[|–—]\s+[^|–—]{2,40}$|: (?:KCNA|state media|report|agency)$"
        r"|, (?:[A-Z]+|state media|report|agency) says$",
        "",
        MARK.sub("", title),
    )
    return told or title


def cut(text: str) -> str:
    """A text of at most 90 characters, ended where a clause ends, else at a word."""
    text = " ".join(text.split())
    if len(text) <= LIMIT:
        return text
    if (parts := [m.start() for m in BOUND.finditer(text, LIMIT // 2, LIMIT + 1)]) and text.count(
        '"', 0, parts[-1]
    ) % 2 == 0:
        return text[: parts[-1]]
    return re.sub(r"[\s,;:–-]+\S*$", "", text[: LIMIT - 1]).rstrip(" ,;:") + "…"


def borne(head: Head, printed: Sequence[str]) -> str:
    """A headline made of a title without its last part, where that says something of which the text has not a word."""
    found = LAST_PART.match(head.text)
    if head.events or found is None:
        return head.text
    words = content(found["part"])
    told = frozenset[str]().union(*map(content, printed))
    return found["rest"] if words and words.isdisjoint(told) else head.text
