"""Whether a brief is about what somebody watches: by the events of its story, as the feeds have it."""

from collections.abc import Collection, Sequence
from itertools import combinations, product

from communique.model import Event, Watch

BODIES = ("IGO", "NGO", "IMG")  # codes of organisations


def about(watch: Watch, story: str, events: Sequence[Event], found: Collection[str]) -> bool:
    """Whether a story with these events is one that the watch is for; `found` are the stories that its query finds."""
    if watch.kind == "story":
        return story == watch.of
    if watch.kind == "query":
        return story in found
    return any(tells_of(watch, event) for event in events)


def tells_of(watch: Watch, event: Event) -> bool:
    """Whether an event is of the country, between the pair, or with the person or the organisation."""
    sides = (*event.actor, *event.recipient)
    if watch.kind == "country":
        return any(side.code == watch.of for side in sides)
    if watch.kind == "person":
        return any(side.person and side.key == watch.of for side in sides)
    if watch.kind == "organisation":
        return any(side.code in BODIES and not side.person and side.key == watch.of for side in sides)
    return watch.of in {f"{a}-{b}" for a, b in between(event)}


def between(event: Event) -> set[tuple[str, str]]:
    """The countries between which an event passed, each pair in alphabetical order: one on either side, or both on one
    side of a reciprocal act."""
    actors, recipients = ({side.code for side in sides if side.code} for sides in (event.actor, event.recipient))
    found = set(product(actors, recipients))
    if event.reciprocal:
        found |= set(combinations(actors, 2)) | set(combinations(recipients, 2))
    return {(min(a, b), max(a, b)) for a, b in found if a != b}
