"""Which events a brief tells as what happened, and which as what is planned."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from communique.briefs.dossier import Evidence
from communique.briefs.telling.acts import persons
from communique.briefs.telling.patterns import phrase
from communique.model import Event

WINDOW = timedelta(days=10)
"""How long before its first report a story may have begun; what is older is background in the reports."""
AHEAD = re.compile(r"\b(?:will|would|ready|willing|hopes?|promised?)\b")
MATERIAL = frozenset(
    ["CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONCEDE"]
)
EACH = re.compile(r"\b(?:each|both|separately) (?:met|saw|received|held|spoke|called)\b")
TOLD = 6
"""Events told as what happened."""


def own(evidence: Evidence) -> list[Event]:
    """The events of this happening, not those that its reports recall, nor weaker tellings of another one here."""
    known = [d for r in evidence.reports if (d := evidence.anchor(r.id))]
    first = min(known, default=None)
    originals = sum(r.copy_of is None for r in evidence.english)
    recent = [
        e for e in evidence.events if evidence.told(e) and not _recalled(e, first) and not _side_by_side(evidence, e)
    ]
    recent = [e for e in recent if not _before(e, first) or 2 * len({m.report for m in evidence.told(e)}) >= originals]
    often = {e.id: len({m.report for m in evidence.told(e)}) for e in recent}
    return [
        e for e in recent
        if not any(_within(e, other) and often[other.id] >= often[e.id] for other in recent if other is not e)
    ]  # fmt: skip


def happenings(evidence: Evidence, events: Sequence[Event]) -> list[Event]:
    """What is told first: acts that are done, at most six, the most reported ones, in the order they happened."""
    done = [e for e in events if e.status in ("done", "ongoing")]
    standing = [_standing(evidence, event) for event in done]
    ranked = sorted(range(len(done)), key=lambda n: (-standing[n], n))
    kept = [n for n in ranked if standing[n] > 0][:TOLD]
    hosts: set[str | None] = {
        e.place.country for n in kept if (e := done[n]).place and persons(e.actor) and persons(e.recipient)
    }
    kept = [n for n in kept if not _only_visit(done[n], hosts)]
    return [done[n] for n in sorted(kept)]


def meeting(event: Event) -> bool:
    """Whether people met or spoke."""
    return event.event == "CONSULT" and bool(persons(event.actor)) and bool(persons(event.recipient))


def leading(evidence: Evidence, event: Event) -> bool:
    """Whether a report that is no preview leads with an act: its first or second sentence tells of it."""
    return any(m.sentence < 2 and m.report not in evidence.previews for m in evidence.told(event))


def planned(evidence: Evidence, events: Sequence[Event]) -> list[Event]:
    """Plans of people that nothing in this story has carried out or called off, and whose day has not come with a later
    report: no journey to where they have met already."""
    carried = {e.fulfils for e in events if e.fulfils}
    hosts: set[str | None] = {
        e.place.country for e in events if e.status in ("done", "ongoing") and e.place and e.place.country
    }
    off = [e for e in events if e.status == "cancelled"]
    open_ = [e for e in events if e.status == "planned" and e.id not in carried and not _only_visit(e, hosts)]
    open_ = [e for e in open_ if not _over(evidence, e) and not any(_same_plan(e, other) for other in off)]
    return [e for e in open_ if persons(e.actor) or any("delegation" in a.text for a in e.actor)]


def _over(evidence: Evidence, event: Event) -> bool:
    """Whether the day of a plan has come with a report later than those that tell of it."""
    days = {r.id: day for r in evidence.reports if (day := evidence.anchor(r.id))}
    told = max((days[m.report] for m in evidence.told(event) if m.report in days), default=None)
    last = max(days.values(), default=None)
    if event.date is None or told is None or last is None:
        return False
    return told < last and event.date.end[:10] <= last.isoformat()


def _same_plan(event: Event, other: Event) -> bool:
    """Whether two tell of one plan: the same people, and to the same countries."""
    people, others = ({a.key for a in persons((*e.actor, *e.recipient))} for e in (event, other))
    codes, theirs = ({a.code for a in (*e.actor, *e.recipient) if a.code} for e in (event, other))
    return event.event == other.event and bool(people & others) and codes == theirs


def _only_visit(event: Event, hosts: set[str | None]) -> bool:
    """Whether an event is no more than a journey to a country where the story has meetings."""
    goals = {a.code for a in event.recipient if a.code} | ({event.place.country} if event.place else set())
    return event.event == "CONSULT" and not persons(event.recipient) and bool(goals & hosts)


def _recalled(event: Event, first: date | None) -> bool:
    if event.date is None or first is None:
        return False
    try:
        begun, over = date.fromisoformat(event.date.start[:10]), date.fromisoformat(event.date.end[:10])
    except ValueError:
        return False
    return over < first - WINDOW or (event.date.precision != "day" and begun < first - 2 * WINDOW)


def _before(event: Event, first: date | None) -> bool:
    """Whether an event was over two days before anyone reported."""
    return bool(event.date and first and event.date.end[:10] < (first - timedelta(days=2)).isoformat())


def _within(event: Event, other: Event) -> bool:
    """Whether the other event tells the same with more: the same type and sides, its people among the other's, its day
    no other day."""
    if event.event != other.event or event.status != other.status:
        return False
    mine, its = ({a.key for a in persons((*e.actor, *e.recipient))} for e in (event, other))
    codes, theirs = ({a.code for a in (*e.actor, *e.recipient) if a.code} for e in (event, other))
    if not mine < its or not codes <= theirs:
        return False
    if event.date is None or other.date is None or event.date.precision != "day":
        return True
    return other.date.start <= event.date.start <= other.date.end


def _side_by_side(evidence: Evidence, event: Event) -> bool:
    """Whether every sentence of a meeting has all its people on one side of it: "A and B each met C" is none of A and
    B."""
    people = persons((*event.actor, *event.recipient))
    if event.event != "CONSULT" or len(people) < 2:
        return False
    told = [EACH.search(evidence.sentence(m.report, m.sentence)) for m in evidence.told(event)]
    return all(m and all(p.name.split()[-1] in m.string[: m.start()] for p in people) for m in told)


def _standing(evidence: Evidence, event: Event) -> float:
    """How firmly an act stands in the story; 0 for what is said rather than done."""
    told = evidence.told(event)
    reports = {m.report for m in told if not evidence.by_id[m.report].copy_of}
    plain = phrase(event, [evidence.sentence(m.report, m.sentence) for m in told[:3]])
    spoken = {(s.report, s.sentence) for s in evidence.statements}
    only_said = event.event != "CONSULT" and all(
        (m.report, m.sentence) in spoken or AHEAD.search(evidence.sentence(m.report, m.sentence)) for m in told
    )
    if not plain and not meeting(event) and (event.event not in MATERIAL or only_said or not leading(evidence, event)):
        return 0.0
    named = 1.0 * bool(persons(event.actor)) + 1.0 * bool(persons(event.recipient)) + 1.5 * bool(plain)
    return (1 + len(reports)) * (0.5 + named) + (1.0 if event.date else 0.0)
