"""What editors decided about events, laid over the events that reports give.

Decisions are taken in the order in which they were made. Each is about an event by its id; where the story has no event
of this id any more, since it was merged, parted, grown or coded anew, it is about the one that shares most of its
evidence: the same mentions, else the same sentences. So no round undoes what an editor decided, and the events as the
reports alone give them stay beside it, in `coded`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from communique.model import Event, Ruling, spot_of
from communique.record import meetings

SHAPING = {"event", "mode", "actor", "recipient"}
"""Fields by which level and format of a meeting go."""


@dataclass
class Decided:
    """What holds for one event after all decisions: corrected fields, whether it was removed, and where it went."""

    values: dict[str, Any] = field(default_factory=dict)
    removed: bool = False
    joined: str | None = None


def corrected(
    events: Sequence[Event], rulings: Sequence[Ruling], before: Sequence[Event] = (), reports: Collection[str] = ()
) -> tuple[Event, ...]:
    """The events of a story as editors want them, with those removed and joined last. `events` are as the reports give
    them, `rulings` the decisions about any of them from the oldest; `before` are the events this story had and
    `reports` those it has: a corrected event which the reports do not give any more stays as long as one of its own
    is among them."""
    found = [*events, *_kept(events, rulings, before, reports)]
    decided = {event.id: Decided() for event in found}
    for ruling in rulings:
        _take(ruling, found, decided)
    ends = {event.id: _end(event.id, decided) for event in found}
    made = [_laid(event, found, decided, ends) for event in found]
    led = [replace(event, fulfils=_led(event, decided, ends)) for event in made]
    return tuple(sorted(led, key=lambda event: not event.stands))


def _kept(
    events: Sequence[Event], rulings: Sequence[Ruling], before: Sequence[Event], reports: Collection[str]
) -> list[Event]:
    """Corrected events that the reports, or another coding of them, do not give any more."""
    known = {event.id for event in events}
    kept = []
    for event in before:
        if event.coded is None or not event.stands or event.id in known or not set(event.reports) & set(reports):
            continue
        about = [ruling for ruling in rulings if event.id in {one.id for one in ruling.events}]
        if about and not any(target(one, events) for ruling in about for one in ruling.events):
            kept.append(event.coded)
    return kept


def _take(ruling: Ruling, events: Sequence[Event], decided: Mapping[str, Decided]) -> None:
    """Lay one decision to the event it is about."""
    if ruling.old is None:
        return
    about = target(ruling.old, events)
    if about is None:
        return
    state = decided[about.id]
    whole = about.id == ruling.old.id or _spots(about) <= _spots(ruling.old)
    match ruling.kind:
        case "correct" if ruling.new is not None:
            state.values |= {name: getattr(ruling.new, name) for name in ruling.fields}
        case "remove":
            state.removed = state.removed or whole
        case "join" if ruling.new is not None:
            kept = target(ruling.new, events)
            if kept is not None and kept.id != about.id and whole:
                state.joined = kept.id
        case "restore":
            if ruling.old.stands:
                state.values.clear()
            else:
                state.removed, state.joined = False, None


def target(event: Event, events: Sequence[Event]) -> Event | None:
    """The event that this one has become: by id, else by most mentions in common, else by most sentences in common and
    then by type. None where nothing of it is left."""
    told = event.coded or event
    mentions, spots = set(told.evidence), _spots(told)
    best: tuple[int, int, bool] = (0, 0, False)
    chosen = None
    for one in events:
        if one.id == event.id:
            return one
        score = (len(mentions & set(one.evidence)), len(spots & _spots(one)), one.event == told.event)
        if score > best and score[1]:
            best, chosen = score, one
    return chosen


def _spots(event: Event) -> set[str]:
    return {spot_of(mention) for mention in event.evidence}


def _end(event: str, decided: Mapping[str, Decided]) -> str:
    """The event that one is told as, after all joins."""
    seen = {event}
    while (to := decided[event].joined) is not None and to not in seen:
        seen.add(to)
        event = to
    return event


def _laid(event: Event, events: Sequence[Event], decided: Mapping[str, Decided], ends: Mapping[str, str]) -> Event:
    """The event with what was decided about it and with the evidence of those joined to it."""
    state = decided[event.id]
    came = [one for one in events if one.id != event.id and ends[one.id] == event.id]
    joined = ends[event.id] if state.joined is not None and ends[event.id] != event.id else None
    new = replace(
        event,
        **state.values,
        removed=state.removed,
        joined=joined,
        evidence=tuple(dict.fromkeys((*event.evidence, *(m for one in came for m in one.evidence)))),
        reports=tuple(dict.fromkeys((*event.reports, *(r for one in came for r in one.reports)))),
    )
    if state.values.keys() & SHAPING:
        new = meetings.again(new, event)
    return replace(new, coded=event) if new != event else event


def _led(event: Event, decided: Mapping[str, Decided], ends: Mapping[str, str]) -> str | None:
    """The plan an event carried out, where it still stands or has gone into another."""
    plan = event.fulfils and ends.get(event.fulfils, event.fulfils)
    if not plan or plan == event.id or (plan in decided and decided[plan].removed):
        return None
    return plan
