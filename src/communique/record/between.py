"""Between which two states the reports of a story tell of dealings, and who takes a side for the one of them that a
sentence leaves out.

A report of dealings between two states names both in its headline or first sentence, and goes on without naming the
one it is written for, or the one that everybody knows is meant ("the foreign ministry protested", "she
lands at noon"). Where at least half of a story's reports are of the same two states, and no other two are told together
nearly as often, who acts without anybody opposite to him does so towards the other of the two.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor, Mention, Recorded, Report
from communique.record import opposite
from communique.record.knowing import codes

AHEAD = 1.5
"""How many times as often the two have to be told together as any other two."""
MINISTRY = re.compile("ministry$", re.I)
EXPELLED = re.compile(
    r"\b(?:diplomats?|attach[ée]s?|envoys?|consuls?|ambassadors?)\b.{0,80}\b(?:expel|leave|depart|non grata|sent home)",
    re.I,
)
"""Whom states send home, and how that is told."""
CALMS = re.compile(
    r"\b(?:restraint|calm|de-?escalat\w+|cool heads|dialogue|all (?:sides|parties)"
    r"|both (?:sides|countries|parties|governments|capitals|states|to))\b",
    re.I,
)
OFFERS = re.compile(
    r"\boffer\w{0,3}\b.{0,160}?\b(?:host|mediat\w+|venue|good offices|bring .{1,60} together|talks|meeting)\b", re.I
)
"""What a third party asks of two who quarrel, and offers them."""
Pair = frozenset[str]


def pair(reports: Sequence[Report], recorded: Sequence[Recorded]) -> Pair:
    """The two states that a story's reports deal with, empty where they tell of one or of more alike."""
    told: Counter[Pair] = Counter()
    for report in reports:
        told.update(frozenset(two) for two in combinations(sorted(_opening(report)), 2))
    for mention in (m for one in recorded for m in one.mentions):
        sides = frozenset(a.code for a in (*mention.actor, *mention.recipient) if a.code)
        told.update([sides] if len(sides) == 2 else [])
    first = told.most_common(2)
    often = bool(first) and 2 * first[0][1] >= len(reports)
    clear = often and (len(first) == 1 or first[0][1] >= AHEAD * first[1][1])
    return first[0][0] if clear and first[0][0].issubset(countries.codes()) else frozenset()


def _opening(report: Report) -> set[str]:
    """The states that a report names in its headline and first sentence."""
    first = report.text[report.sentences[0].start : report.sentences[0].end] if report.sentences else ""
    found = (*countries.find(report.title or ""), *countries.find(first))
    return {c.code for c in found if c.code in countries.codes()}


def completed(mention: Mention, of: Pair) -> Mention:
    """With the other of the two states where a mention tells only one side of what is always done towards somebody."""
    sides = codes(mention.actor), codes(mention.recipient)
    told = sides[0] | sides[1]
    others = of - told
    if of and not of & told:
        return _from_outside(mention, of)
    if len(others) != 1 or not told <= of or mention.reciprocal or opposite.VOTED.search(mention.evidence):
        return mention
    other = _state(next(iter(others)))
    sent = mention.event == "SANCTION" and mention.status == "done" and EXPELLED.search(mention.evidence)
    if sent and mention.recipient and not mention.actor:
        return replace(mention, actor=(other,), confidence=round(mention.confidence * opposite.TRUST, 3))
    towards = mention.event in opposite.TOWARDS and (mention.status == "done" or mention.event == "SUPPORT")
    towards = towards or (mention.event == "CONSULT" and mention.status == "planned" and _there(mention, other))
    alone = mention.actor and sides[0] and not sides[1] and not mention.recipient
    if towards and alone and not opposite.at_home(mention.actor):
        return replace(mention, recipient=(other,), confidence=round(mention.confidence * opposite.TRUST, 3))
    if towards and mention.actor and all(a.code is None and MINISTRY.search(a.text) for a in mention.actor):
        actor = tuple(replace(a, code=other.code, name=other.name) for a in mention.actor)
        return replace(mention, actor=actor, confidence=round(mention.confidence * opposite.TRUST, 3))
    return mention


def _from_outside(mention: Mention, of: Pair) -> Mention:
    """A third party's call for calm, or offer to mediate, is meant for both of the two whom the story deals with."""
    asks = mention.event == "REQUEST" and CALMS.search(mention.evidence)
    offers = mention.event == "AGREE" and OFFERS.search(mention.evidence)
    if not (asks or offers) or mention.status != "done" or mention.recipient or not codes(mention.actor):
        return mention
    both = tuple(_state(code) for code in sorted(of))
    return replace(mention, recipient=both, confidence=round(mention.confidence * opposite.TRUST, 3))


def _there(mention: Mention, other: Actor) -> bool:
    """Is somebody named to travel, and to no other country than this ("lands tomorrow")?"""
    people = any(a.person for a in mention.actor)
    return people and (mention.place is None or mention.place.country in {None, other.code})


def _state(code: str) -> Actor:
    name = countries.name(code)
    return Actor(text=name, name=name, code=code, sector="GOV")
