"""Whether a mention can tell of the same act as another: people, countries, days and places compared."""

import re
from collections.abc import Sequence
from datetime import date

from communique.model import Actor, Mention, Place, When
from communique.record.knowing import codes, keys
from communique.record.sides import SPOKEN

OPEN = {"planned", "conditional", "cancelled"}
SLACK = 2
"""Days by which reports of one meeting of the same two people may differ before they are two meetings."""
SIGNED = re.compile(r"\b(?:sign(?:ed|s|ing)?|initial(?:led|ed)|ratif\w+|conclu\w+|names? to|relations)\b", re.I)
AGAIN = re.compile(r"\bagain\b", re.I)
RECENT = 45
"""Days after which an act told without a day is no longer the one that happened then."""


def fit(mention: Mention, seed: Mention, told: date | None) -> float | None:
    """How well a mention fits an act, or None where it must be another one: what one promised is not what two
    agreed, nor thanks what two signed."""
    if mention.event != seed.event or (mention.status in OPEN) != (seed.status in OPEN):
        return None
    if mention.event == "AGREE" and mention.reciprocal != seed.reciprocal:
        return None
    if mention.event == "SUPPORT" and _signs(mention) != _signs(seed):
        return None
    if mention.event != "CONSULT" and mention.reciprocal != seed.reciprocal and _towards_others(mention, seed):
        return None
    if mention.status in OPEN and _told_too_late(mention, seed, told):
        return None
    if _told_apart(mention, seed):
        return None
    people = _people_fit(mention, seed)
    if people is None or _by_nobody(mention, seed) or _by_nobody(seed, mention):
        return None
    days = days_fit(mention.date, seed.date, SLACK if people >= 2 else 0 if people else 1 if not _meets(mention) else 0)
    place = places_fit(mention.place, seed.place)
    dated = (mention.date or seed.date) if mention.date is None or seed.date is None else None
    if dated is not None and told and abs((told - day(dated.end)).days) > RECENT:
        return None
    if days is None or place is None:
        return None
    return 3 * people + 2 * days + place


def _told_apart(one: Mention, other: Mention) -> bool:
    """Does one report tell what was said, and sentences later what was said again? These are two acts, but for what a
    lead tells and the report then tells anew of the same people."""
    spoken = one.event in SPOKEN and not one.reciprocal and not other.reciprocal
    apart = one.report == other.report and abs(one.sentence - other.sentence) > 1
    anew = 0 in {one.sentence, other.sentence} and keys(one.actor) == keys(other.actor)
    return spoken and apart and not anew


def _told_too_late(mention: Mention, seed: Mention, told: date | None) -> bool:
    """Is a plan without a day told when the day of the other is over, or for once more on that day ("again")?"""
    vague = mention.date is None or mention.date.precision != "day"
    if not vague or seed.date is None or told is None:
        return False
    over = day(seed.date.end)
    return over < told or (over == told and AGAIN.search(mention.evidence) is not None)


def _towards_others(one: Mention, other: Mention) -> bool:
    """Is what one tells done towards a state that the other, done together, does not have?"""
    directed, together = (other, one) if one.reciprocal else (one, other)
    return not codes(directed.recipient) <= codes((*together.actor, *together.recipient))


def _by_nobody(one: Mention, other: Mention) -> bool:
    """Were those of one blow of no state ("gunmen"), and those of the other a state's?"""
    blow = one.event in {"ASSAULT", "COERCE"} and not one.reciprocal
    return blow and bool(one.actor) and not codes(one.actor) and bool(codes(other.actor))


def _signs(mention: Mention) -> bool:
    """Does it tell of something done together, or of a paper, which one side may be told to sign?"""
    return mention.reciprocal or SIGNED.search(mention.evidence) is not None


def _meets(mention: Mention) -> bool:
    return mention.event == "CONSULT"


def _people_fit(mention: Mention, seed: Mention) -> float | None:
    """The number of people in common; None where a country's side is held by different people, or the countries differ.
    Who acts and who is acted on matters, but not in what two sides do together."""
    mutual = mention.reciprocal or seed.reciprocal or mention.event == "CONSULT"
    if mutual:
        pairs = [((*mention.actor, *mention.recipient), (*seed.actor, *seed.recipient))]
    else:
        pairs = [(mention.actor, seed.actor), (mention.recipient, seed.recipient)]
    common = 0.0
    for mine, theirs in pairs:
        a, b = codes(mine), codes(theirs)
        if (
            a
            and b
            and (len(a & b) < min(len(a), len(b), 2) or (mutual and len(a & b) < 2 and not keys(mine) & keys(theirs)))
        ):
            return None
        for code in (a | b) or {""}:
            left = {x.key for x in mine if x.person and x.code == code}
            right = {x.key for x in theirs if x.person and x.code == code}
            if left and right and not left & right:
                return None
            common += len(left & right)
        if code_less(mine, theirs) or code_less(theirs, mine):
            return None
        common += 0.1 * len(a & b)
    return common


def others(mention: Mention, known: Sequence[Actor]) -> bool:
    """Are all people that a mention tells of a country others than those `known` of it? Then it tells another act."""
    for code in {a.code for a in (*mention.actor, *mention.recipient) if a.code and a.person}:
        mine = {a.key for a in (*mention.actor, *mention.recipient) if a.person and a.code == code}
        theirs = {a.key for a in known if a.person and a.code == code}
        if theirs and not mine & theirs:
            return True
    return False


def elsewhen(mention: Mention, others: Sequence[Mention]) -> bool:
    """Is its day, or its country of happening, another than one of these tellings of an act gives?"""
    return any(
        days_fit(mention.date, m.date, SLACK) is None or places_fit(mention.place, m.place) is None for m in others
    )


def code_less(mine: Sequence[Actor], theirs: Sequence[Actor]) -> bool:
    """Does one telling have somebody of no known country whom the other, with people on two sides, does not have?"""
    known = keys(theirs)
    return len(known) > 1 and any(a.person and a.code is None and a.key not in known for a in mine)


def days_fit(a: When | None, b: When | None, slack: int) -> float | None:
    """How well two dates agree, None where they are more than `slack` days apart; an unknown one fits any."""
    if a is None or b is None:
        return 0.0
    gap = max(day(a.start).toordinal() - day(b.end).toordinal(), day(b.start).toordinal() - day(a.end).toordinal(), 0)
    if gap > slack:
        return None
    return 1.0 if (a.start, a.end) == (b.start, b.end) else 0.5 if gap == 0 else 0.1


def day(text: str) -> date:
    """The day of a date or time."""
    return date.fromisoformat(text[:10])


def places_fit(a: Place | None, b: Place | None) -> float | None:
    """How well two places agree, None where they are in different countries."""
    if a is None or b is None:
        return 0.0
    if a.country and b.country and a.country != b.country:
        return None
    return 1.0 if a.name == b.name else 0.2
