"""Who stands over against whom in an event: the rows it gives in tables that have one actor and one recipient."""

from itertools import combinations, product

from communique.model import Actor, Event

Sides = tuple[Actor | None, Actor | None]
NO_STATES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})  # codes of what is no country


def sides(event: Event) -> list[Sides]:
    """Each actor with each recipient; within what is done together also two of one side that are of different
    countries. A side that nobody is told of is None."""
    found: list[Sides] = []
    if event.actor and event.recipient:
        found += product(event.actor, event.recipient)
    if event.reciprocal:
        for side in (event.actor, event.recipient):
            found += [(a, b) for a, b in combinations(side, 2) if a.code != b.code]
    if not found:
        found += [(a, None) for a in event.actor] or [(None, b) for b in event.recipient] or [(None, None)]
    return list(dict.fromkeys(found))


def country(actor: Actor | None) -> str | None:
    """The actor's country, ISO 3166 alpha-3; None for none and for what is no country."""
    return actor.code if actor and actor.code and actor.code not in NO_STATES else None


def party(actor: Actor | None) -> str:
    """What tells an actor from the other actors of one event."""
    return "" if actor is None else f"{actor.key}/{actor.code or ''}"
