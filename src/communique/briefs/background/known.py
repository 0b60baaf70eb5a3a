"""What the record holds on a story's main pair from before the story began, and a sentence made of it."""

from datetime import date, timedelta
from typing import NamedTuple

from communique.briefs import choosing
from communique.briefs.background.sides import beginning, main_pair
from communique.briefs.dossier import Evidence
from communique.briefs.telling.wording import country
from communique.model import Actor, Event, Sentence
from communique.ties import between

SURE = 0.5
"""Confidence from which on a meeting that one report tells counts, where both sides are told with people."""
RECALLED = timedelta(days=2)
"""Before the first report: what was over by then is not what a story is about, where there is anything later."""
FAR = frozenset(["phone", "video", "multilateral"])


class Candidate(NamedTuple):
    """A sentence of background, what it weighs, the day it is about, and the numbers it may say."""

    sentence: Sentence
    weight: float
    day: date | None = None
    numbers: tuple[float, ...] = ()


class Known(NamedTuple):
    """The main `pair`, the day the story began (`first`), the story's `own` events between the two, those of other
    stories before it (`earlier`, oldest first), its `plans`, and since when the record is kept."""

    evidence: Evidence
    pair: tuple[str, str]
    first: date
    own: tuple[Event, ...]
    earlier: tuple[Event, ...]
    plans: tuple[Event, ...]
    since: date | None

    @property
    def sides(self) -> tuple[str, str]:
        """Both countries as a sentence names them."""
        return country(self.pair[0]), country(self.pair[1])

    @property
    def events(self) -> dict[str, Event]:
        """All of them by id."""
        return {event.id: event for event in (*self.own, *self.earlier, *self.plans)}


def known(evidence: Evidence) -> Known | None:
    """What is known; None where a story is between no two countries or has no day."""
    events = choosing.own(evidence)
    reported = min((d for r in evidence.reports if (d := evidence.anchor(r.id))), default=date.min)
    told = [e for e in choosing.happenings(evidence, events) if reported - ends(e) <= RECALLED]
    pair, first = main_pair(told) or main_pair(events), beginning(evidence, told or events)
    if pair is None or first is None:
        return None
    since = evidence.dossier.elsewhere.since
    others = {e.id: e for e in evidence.dossier.earlier if e.story != evidence.dossier.story and between(*pair, e)}
    dated = sorted((e for e in others.values() if e.date), key=lambda e: (ends(e), e.id))
    return Known(
        evidence=evidence, pair=pair, first=first,
        own=tuple(e for e in events if between(*pair, e)),
        earlier=tuple(e for e in dated if e.status == "done" and ends(e) < first),
        plans=tuple(e for e in dated if e.status == "planned"),
        since=date.fromisoformat(since[:10]) if since else None,
    )  # fmt: skip


def met(event: Event) -> bool:
    """Whether the two sides met for certain: in person, on a day that is known, told by two reports or with people."""
    if event.event != "CONSULT" or event.status not in ("done", "ongoing") or event.date is None:
        return False
    if event.mode in FAR or event.format in FAR or event.date.precision != "day":
        return False
    both = any(a.person for a in event.actor) and any(a.person for a in event.recipient)
    return (event.reciprocal or bool(event.recipient)) and (
        len(event.reports) > 1 or (both and event.confidence >= SURE)
    )


def distinct(events: "tuple[Event, ...] | list[Event]") -> list[Event]:
    """Meetings, each once: what two stories tell of the same day and people is one, as the more reports tell it."""
    kept: list[Event] = []
    for event in events:
        again = next((n for n, other in enumerate(kept) if _same(event, other)), None)
        if again is None:
            kept.append(event)
        elif len(event.reports) > len(kept[again].reports):
            kept[again] = event
    return kept


def _same(one: Event, other: Event) -> bool:
    if one.date is None or other.date is None or (one.date.start, one.date.end) != (other.date.start, other.date.end):
        return False
    mine, its = ({a.key for a in (*e.actor, *e.recipient) if a.person} for e in (one, other))
    return not mine or not its or len(mine & its) >= min(2, len(mine), len(its))


def people(event: Event, code: str) -> list[Actor]:
    """The people of one country in an event."""
    return [a for a in (*event.actor, *event.recipient) if a.person and a.code == code]


def ends(event: Event) -> date:
    """The last day of an event."""
    return date.fromisoformat(event.date.end[:10]) if event.date else date.max
