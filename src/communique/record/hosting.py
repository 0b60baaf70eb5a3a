"""Whose minister somebody is of whom a report prints only the office.

"Prime Minister Luxon received Wang in Wellington": a report at home leaves its own country out. Who holds an office of
state and meets the people of another state in that country's capital, or on the day of their visit there, is taken for
the host.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from communique.lexicon import countries, ranks
from communique.model import Actor, Mention, Place


def guests(meeting: Mention) -> list[Actor]:
    """The people who came to the other side's country for a meeting."""
    here = meeting.place.country if meeting.place else None
    sides = (meeting.actor, meeting.recipient)
    if meeting.event != "CONSULT" or here is None or not any(a.code == here for side in sides for a in side):
        return []
    return [a for side in sides for a in side if a.person and a.code not in {here, None}]


def hosts(mentions: Sequence[Mention]) -> Mapping[str, str]:
    """Countries of people without one, by key, as this report's meetings tell them."""
    told: dict[str, Counter[str]] = {}
    capital: str | None = None
    day = None
    for mention in mentions:
        if mention.event != "CONSULT" or mention.status not in {"done", "ongoing"}:
            continue
        if (here := _capital(mention.place)) is not None:
            capital, day = here, mention.date
        elif mention.date != day:
            continue
        everyone = (*mention.actor, *mention.recipient)
        others = {a.code for a in everyone if a.code}
        where = mention.place.country if mention.place and mention.place.country else capital
        if where is None or capital != where or where in others or not others:
            continue
        for actor in everyone:
            if _unplaced(actor):
                told.setdefault(actor.key, Counter())[where] += 1
    return {key: max(sorted(counts), key=lambda code: counts[code]) for key, counts in told.items()}


def _unplaced(actor: Actor) -> bool:
    return actor.person and actor.code is None and ranks.rank(actor.office or "") >= ranks.SENIOR


def _capital(place: Place | None) -> str | None:
    if place is None or place.country is None or place.country not in countries.codes():
        return None
    return place.country if place.name in countries.forms(place.country, "capital") else None


def settled(mention: Mention, told: Mapping[str, str]) -> Mention:
    """The mention with these countries filled in."""
    if not told:
        return mention

    def fill(actor: Actor) -> Actor:
        return (
            replace(actor, code=told[actor.key]) if actor.code is None and actor.person and actor.key in told else actor
        )

    return replace(mention, actor=tuple(map(fill, mention.actor)), recipient=tuple(map(fill, mention.recipient)))
