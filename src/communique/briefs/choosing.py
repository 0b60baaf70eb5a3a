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
TOLD = 6
"""Events told as what happened."""


def own(evidence: Evidence) -> list[Event]:
    """The events of this happening, not those that its reports recall, nor weaker tellings of another one here."""
    known = [d for r in evidence.reports if (d := evidence.anchor(r.id))]
    first = min(known, default=None)
    originals = sum(r.copy_of is None for r in evidence.english)
    recent = [e for e in evidence.events if evidence.told(e) and not _recalled(e, first)]
    recent = [e for e in recent if not _before(e, first) or 2 * len({m.report for m in evidence.told(e)}) >= originals]
    return [e for e in recent if not any(_within(e, other) for other in recent if other is not e)]


def happenings(evidence: Evidence, events: Sequence[Event]) -> list[Event]:
    """What is told first: acts that are done, at most six, the most reported ones, in the order they happened."""
    done = [e for e in events if e.status in ("done", "ongoing")]
    ranked = sorted(range(len(done)), key=lambda n: (-_standing(evidence, done[n]), n))
    kept = [n for n in ranked if _standing(evidence, done[n]) > 0][:TOLD]
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


def planned(events: Sequence[Event]) -> list[Event]:
    """Plans of people that nothing in this story has carried out: no journey to where they have met already."""
    carried = {e.fulfils for e in events if e.fulfils}
    hosts: set[str | None] = {
        e.place.country for e in events if e.status in ("done", "ongoing") and e.place and e.place.country
    }
    open_ = [e for e in events if e.status == "planned" and e.id not in carried and not _only_visit(e, hosts)]
    return [e for e in open_ if persons(e.actor) or any("delegation" in a.text for a in e.actor)]


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
