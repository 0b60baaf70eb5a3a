"""Which words of a sentence tell of an act, of which type, and how it stands: what the two tables of weights make of
the cues around each word.

The first table gives the deed of a word, or none; where the sentence neither denies nor supposes anything, a network
(`opinion.py`) is heard beside it, and the geometric mean of both counts. The second says how a deed of that type stands
here: one of the six statuses, or that it is only promised (AGREE), threatened (THREATEN), refused (REJECT) or demanded
(REQUEST), which then is the act. The probability of an act is the product of both.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from communique.model import Status
from communique.record import (
    announcing,
    blows,
    cues,
    framing,
    model,
    opinion,
    refusals,
    senses,
    standing,
    status,
    tables,
    ultimatums,
    unrealised,
)
from communique.record.actions import Trigger
from communique.record.scene import Scene
from communique.record.tables import Rule

NONE = "none"
SPOKEN_OF: Mapping[str, str] = {"promise": "AGREE", "threat": "THREATEN", "refusal": "REJECT", "demand": "REQUEST"}
"""What a deed becomes that is only spoken of."""
SURE = 0.95
"""So likely of one type, or no act, by the table, a word is not shown to the network."""
SLIGHT = 0.04
"""A deed less probable than this is not followed further."""
ONLY_NAMED = 0.3
"""What is left of the probability of a deed that only stands in another act: demanded, refused, threatened, alleged."""
FLOOR, LAST = 0.3, 0.1
"""Least probability of an act that is told; of the likeliest of a sentence where none reaches the first. Chosen in the
folds of bench/record_fit.py."""
WARY = 0.8
"""The same for what happened, in a sentence that denies or supposes something. Chosen in the same folds."""
ULTIMATUM, REFUSAL, ACCESS = 0.8, 0.7, 0.8
"""How sure an ultimatum, a refusal and the letting in of monitors or relief are by their frames alone."""
HAPPENED = {"done", "ongoing"}
DOUBT, RULED_OUT = 0.7, 0.1
"""What happened is told so only where it is that much surer than that it did not: told falsely is worse than left out.
The second is for what the rules of status call denied. Chosen in the same folds."""


@dataclass(frozen=True)
class Act:
    """A word that tells an act: the deed it names with its rule, what the act is, how it stands and how surely;
    `framed` where a frame of words leaves no doubt of it."""

    trigger: Trigger
    event: str
    status: Status
    probability: float
    ought: bool = False
    framed: bool = False


@dataclass(frozen=True)
class Explained:
    """Why a word was read as it was: the types by probability, how the act stands by probability, and for the first of
    each the cues that decided most with their weights; `rule` is the verdict of the rules of status. `table` and
    `second` are the types as the table and the network alone have them (nothing where the network is not asked),
    `places` the places around the word that decided most for the network."""

    token: int
    word: str
    types: tuple[tuple[str, float], ...]
    table: tuple[tuple[str, float], ...]
    second: tuple[tuple[str, float], ...]
    places: tuple[tuple[str, float], ...]
    cues: tuple[tuple[str, float], ...]
    standing: tuple[tuple[str, float], ...]
    status_cues: tuple[tuple[str, float], ...]
    rule: str


@dataclass(frozen=True)
class Judged:
    """A word that may tell an act: the act it would be (None where no type is likely enough to follow), the least
    probability that it had to reach, whether it is told, and why."""

    token: int
    act: Act | None
    floor: float
    told: bool
    why: str


def read(scene: Scene) -> list[Act]:
    """The acts of a sentence in text order, denied ones among them, each word at most one."""
    return [judged.act for judged in judge(scene) if judged.told and judged.act is not None]


def judge(scene: Scene) -> list[Judged]:
    """All words of a sentence that may tell an act, in text order, with what is told of them."""
    asked = {i for index in scene.heads for i in ultimatums.asked(scene, index)}
    asked |= {index for index in scene.heads if framing.settled(scene, index) or framing.wished(scene, index)}
    asked |= {index for index in scene.heads if announcing.relays(scene.tree, index)}
    every = {index: None if index in asked else _act(scene, index) for index in scene.heads}
    acts = [act for act in every.values() if act is not None]
    wary = scene.wary
    found = [act for act in acts if act.probability >= _floor(scene, act)]
    last = max(acts, key=lambda act: act.probability, default=None)
    alone = not found and last is not None and not (wary and last.status in HAPPENED)
    if alone and last is not None:
        found = [last]
    return [_judged(scene, index, act, found, wary, alone) for index, act in every.items()]


def _floor(scene: Scene, act: Act) -> float:
    """Least probability of an act here; what is refused is told by the very word of denial."""
    refused = act.event == "REJECT" and status.negated(scene.tree, act.trigger.token)
    plain = refused or act.framed
    return WARY if scene.wary and act.status in HAPPENED and not plain else FLOOR


def _judged(scene: Scene, index: int, act: Act | None, found: Sequence[Act], wary: bool, alone: bool) -> Judged:
    if act is None:
        return Judged(index, None, LAST, False, "no act is likely, or it is only asked for, agreed on or said to be so")
    floor = _floor(scene, act)
    if act not in found:
        why = "less likely than what happened has to be in a sentence that denies or supposes"
        return Judged(index, act, floor, False, why if floor == WARY else "less likely than an act has to be")
    if any(_tells_again(scene, act, other) for other in found):
        return Judged(index, act, floor, False, "tells again what its verb tells, or is the way to what its noun tells")
    if alone:
        return Judged(index, act, LAST, True, "the likeliest of the sentence, where none reaches the usual floor")
    return Judged(index, act, floor, True, "likely enough")


def _plain(scene: Scene, index: int) -> Act | None:
    """An act that is told in so many words, whatever is likely by the tables."""
    if ultimatums.sets(scene, index):
        return Act(trigger(scene, index, "THREATEN", ULTIMATUM), "THREATEN", "done", ULTIMATUM)
    if refusals.told(scene, index) or framing.refused(scene, index):
        return Act(trigger(scene, index, "REJECT", REFUSAL), "REJECT", "done", REFUSAL)
    if framing.admits(scene, index):
        return Act(trigger(scene, index, "RETREAT", ACCESS), "RETREAT", "done", ACCESS)
    if senses.shuns(scene, index):
        return Act(trigger(scene, index, "SANCTION", senses.SURE), "SANCTION", "done", senses.SURE)
    return None


def _act(scene: Scene, index: int) -> Act | None:
    if (plain := _plain(scene, index)) is not None:
        return replace(plain, framed=True)
    deeds = dict(zip(model.shipped("type").classes, _heard(scene, index).both, strict=True))
    del deeds[NONE]
    if deeds["PROTEST"] > deeds["ASSAULT"] and blows.struck(scene.tree, index):
        deeds["PROTEST"], deeds["ASSAULT"] = deeds["ASSAULT"], deeds["PROTEST"]
    leaves = framing.sets_out(scene, index)
    if (meant := "CONSULT" if leaves else senses.meant(scene, index)) is not None:
        deeds = dict.fromkeys(deeds, 0.0) | {meant: max(senses.SURE, deeds[meant])}
    if barred := senses.barred(scene, index):
        if senses.scolds(scene.tree, index):
            least = senses.SURE if senses.deed_told_again(scene, index) else 0.0
            deeds["ACCUSE"] = max(deeds["ACCUSE"] + sum(deeds[event] for event in barred), least)
        deeds |= dict.fromkeys(barred, 0.0)
    if sum(deeds.values()) < LAST:
        return None
    ways = _ways(scene, index, {event: p for event, p in deeds.items() if p >= SLIGHT})
    totals: dict[str, float] = defaultdict(float)
    for (event, _, _), p in ways.items():
        totals[event] += p
    best = max(totals, key=lambda event: totals[event], default=NONE)
    likeliest, whole = max(deeds, key=lambda event: deeds[event]), sum(deeds.values())
    if (spoken := framing.becomes(scene, index, likeliest)) is not None:
        named = likeliest if best == NONE else best
        return Act(trigger(scene, index, named, whole), spoken, "done", whole)
    if senses.due(scene, index, likeliest):
        return Act(trigger(scene, index, likeliest, whole), likeliest, "planned", whole)
    if best == NONE or totals[best] < LAST:
        return None
    stood: dict[Status, float] = defaultdict(float)
    for (event, how, _), p in ways.items():
        if event == best:
            stood[_status(how)] += p
    rule = status.by_rule(scene.tree, index, best)
    doubt = RULED_OUT if rule == "denied" else DOUBT
    stands = max(stood, key=lambda s: stood[s] * (doubt if s in HAPPENED else 1.0))
    _, how, deed = max((w for w in ways if w[0] == best and _status(w[1]) == stands), key=lambda w: ways[w])
    if best == "THREATEN" == meant and stands == "planned":
        stands = "done"  # "will take countermeasures"
    if leaves and best == "CONSULT" and stands == "done":
        stands = "planned"
    only = unrealised.how(scene.tree, index, best) if stands in HAPPENED and how not in SPOKEN_OF else None
    stands = only or stands
    sure = totals[best] - (stood.get("denied", 0.0) if stands != "denied" else 0.0)
    if rule == "nothing":
        sure *= ONLY_NAMED
    if rule == "AGREE" and stands == "planned" and senses.promises(scene, index, best):
        return Act(trigger(scene, index, deed, sure), "AGREE", "done", sure)
    return Act(trigger(scene, index, deed, sure), best, stands, sure, how == "demand", meant is not None)


def _heard(scene: Scene, index: int) -> "_Heard":
    """What the table and, where it is asked, the network say of the type of a word."""
    seen = cues.of_type(scene, index)
    table = model.shipped("type").probabilities(seen)
    if scene.wary or max(table) > SURE:
        return _Heard(seen, table, [], table)
    second = opinion.shipped().probabilities(seen, opinion.words(scene, index))
    means = [math.sqrt(p * q) for p, q in zip(table, second, strict=True)]
    return _Heard(seen, table, second, [mean / sum(means) for mean in means])


class _Heard(NamedTuple):
    cues: list[str]
    table: list[float]
    second: list[float]
    both: list[float]


def _ways(scene: Scene, index: int, deeds: Mapping[str, float]) -> dict[tuple[str, str, str], float]:
    """The probability of each (type of act, how it stands, deed)."""
    table = model.shipped("status")
    found: dict[tuple[str, str, str], float] = {}
    for deed, p in deeds.items():
        for how, q in zip(table.classes, table.probabilities(standing.cues(scene, index, deed)), strict=True):
            way = "planned" if deed == "CONSULT" and how == "promise" else how
            key = (SPOKEN_OF.get(way, deed), way, deed)
            found[key] = found.get(key, 0.0) + p * q
    return found


def _status(how: str) -> Status:
    return "done" if how in SPOKEN_OF else cast(Status, how)


def trigger(scene: Scene, index: int, event: str, trust: float) -> Trigger:
    """A word as the trigger of a type: by the rule of the lexicon that it meets for it, else by one made for it."""
    for met in scene.rules(index):
        if met.event == event:
            return Trigger(index, met.rule, trust, met.near)
    lemma, noun = scene.tree.lemma(index), scene.tree.token(index).pos not in {"VERB", "AUX"}
    both = lemma in tables.actions()[event].get("reciprocal", ())
    rule = Rule(event=event, head=lemma, near=(), weak=False, reciprocal=both, noun=noun)
    return Trigger(index, rule, trust)


def _tells_again(scene: Scene, act: Act, other: Act) -> bool:
    """Is this noun only the object of a verb that tells the same act ("held talks"), or this verb the way to what its
    noun tells ("left for a tour")?"""
    token = scene.tree.token(act.trigger.token)
    if act.event == other.event and _sets_out(scene, act.trigger.token, other.trigger.token):
        return True
    if act.event == other.event and status.ready(scene.tree, other.trigger.token):
        return scene.tree.token(other.trigger.token).head == act.trigger.token
    if senses.agreed(scene, act.trigger.token, other.trigger.token) and other.event == "AGREE":
        return act.event in status.KIND and act.status in {"planned", "conditional"}
    if act is other or act.event != other.event or token.pos in {"VERB", "AUX"}:
        return False
    return act.trigger.token in other.trigger.near or (
        token.head == other.trigger.token and token.dep in {"dobj", "nsubjpass", "attr"}
    )


def _sets_out(scene: Scene, verb: int, noun: int) -> bool:
    """Does this verb of setting out lead to this noun?"""
    tree, prep = scene.tree, scene.tree.token(noun).head
    leads = tree.token(noun).dep == "pobj" and tree.lemma(prep) in {"for", "on"} and tree.token(prep).head == verb
    return leads and tree.lemma(verb) in status.SETS_OUT


def explain(scene: Scene, index: int) -> Explained:
    """How the tables read a word, whether or not it is told as an act."""
    table, second = model.shipped("type"), model.shipped("status")
    heard = _heard(scene, index)
    types = _ranked(table.classes, heard.both)
    places: list[tuple[str, float]] = []
    if heard.second:
        number = table.classes.index(types[0][0])
        places = opinion.shipped().reasons(heard.cues, opinion.words(scene, index), number)
    deed = next(event for event, _ in types if event != NONE)
    looked = standing.cues(scene, index, deed)
    stands = _ranked(second.classes, second.probabilities(looked))
    return Explained(
        index, scene.tree.token(index).text, types, _ranked(table.classes, heard.table),
        _ranked(table.classes, heard.second) if heard.second else (), tuple(places),
        tuple(table.reasons(heard.cues, types[0][0])), stands, tuple(second.reasons(looked, stands[0][0])),
        status.by_rule(scene.tree, index, deed),
    )  # fmt: skip


def _ranked(names: tuple[str, ...], values: list[float]) -> tuple[tuple[str, float], ...]:
    ranked = sorted(zip(names, values, strict=True), key=lambda pair: -pair[1])
    return tuple((name, round(value, 3)) for name, value in ranked[:3])
