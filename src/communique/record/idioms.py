"""What verbs and nouns tell by idiom: a right that is reserved threatens, a guarantee that is wanted is asked for, and
talks that end, or after which two speak, were held."""

from collections.abc import Sequence

from communique.record import frames, tables
from communique.record.scene import Scene
from communique.record.tree import Tree

WANTS = {"want", "seek", "demand", "need", "expect", "await", "require"}
ASKED_FOR = {
    "assurance", "guarantee", "clarification", "explanation", "apology", "compensation", "commitment", "pledge",
    "answer", "reply", "inquiry", "investigation", "concession", "reparation", "redress", "exemption", "waiver", "help",
    "assistance", "support", "aid", "extradition", "loan", "protection", "access", "withdrawal", "retraction",
}  # fmt: skip
"""What somebody who wants it asks of another."""
REQUESTS = {"request", "solicit", "petition"}
TURNS = {"turn", "train", "use", "aim", "point", "open", "spray", "play", "direct"}
WEAPONS = frames.ARMS | {"cannon", "gas", "teargas", "gun", "rifle", "laser", "gunfire", "fire", "baton"}
"""How a weapon is used that is not fired, and such weapons."""
SHOTS = {
    "fire", "shot", "gunfire", "shelling", "rocket", "artillery", "missile", "blow", "strike", "bullet", "mortar",
}  # fmt: skip
"""What is exchanged by those who fight."""
SAVES = {"pull", "pluck", "save", "rescue", "fish", "haul", "lift", "winch", "retrieve", "drag"}
PERILS = {
    "sea", "water", "rubble", "wreckage", "ruin", "river", "flood", "ice", "dinghy", "wave", "debris", "surf", "wreck",
    "fire", "mud", "snow", "avalanche", "mine", "lake", "raft",
}  # fmt: skip
SAVED = {"CVL", "REF", "MIL", "REL", "EDU", "BUS", "LAB", "GOV", "COP"}
"""How people are saved, from what, and the sectors of people."""
GIVES = {"exchange", "swap", "share", "hand", "give", "pass", "trade", "provide", "send"}
RECORDS = {
    "record", "datum", "data", "information", "figure", "intelligence", "file", "measurement", "reading", "map", "list",
}  # fmt: skip
"""What states let each other know."""
SORRY = {"regret", "deplore", "lament", "bemoan", "resent"}
DEEDS = {
    "suspension", "decision", "move", "step", "expulsion", "ban", "measure", "withdrawal", "refusal", "closure",
    "cancellation", "veto", "vote", "ruling", "sentence", "arrest", "detention", "tariff", "embargo", "sanction",
    "restriction", "delay", "exclusion", "termination", "revocation", "seizure", "halt", "freeze",
}  # fmt: skip
"""What somebody is sorry about who blames whoever did it."""
CONCURS = {"concur"}
HELD = {
    "end", "begin", "open", "conclude", "close", "last", "start", "resume", "finish", "adjourn", "continue", "follow",
}  # fmt: skip
AFTER = {"after", "following"}
ONE = {"the", "this", "that", "these", "those", "their", "any"}
"""What meetings do; how they stand beside what was done at them; what tells of one known already."""


def meant(scene: Scene, index: int) -> str | None:
    """The type that a verb or noun tells by its idiom, where there is no doubt of it."""
    tree, lemma = scene.tree, scene.tree.lemma(index)
    if tree.token(index).pos != "VERB":
        if lemma == "exchange" and _led(tree, index, {"of"}) & SHOTS:
            return "ASSAULT"
        return "CONSULT" if lemma in frames.MEETINGS and _sat(scene, index) else None
    what = {tree.lemma(i) for i in frames.dealt_with(tree, index)}
    if (lemma in WANTS and what & ASKED_FOR) or (lemma in REQUESTS and what and _acts(scene, index)):
        return "REQUEST"
    if lemma == "reserve" and "right" in what:
        return "THREATEN"
    if lemma in TURNS and what & WEAPONS and _against(scene, index):
        return "ASSAULT"
    if lemma in SAVES and _saves(scene, index):
        return "AID"
    if lemma in GIVES and what & RECORDS and _each_other(tree, index):
        return "COOPERATE"
    if lemma in SORRY and what & DEEDS and _acts(scene, index):
        return "ACCUSE"
    return "AGREE" if lemma in CONCURS and tree.kids(index, "prep", "ccomp", "xcomp") else None


def _led(tree: Tree, head: int, words: set[str]) -> set[str]:
    return {tree.lemma(o) for p in tree.kids(head, "prep") if tree.lemma(p) in words for o in tree.kids(p, "pobj")}


def _acts(scene: Scene, verb: int) -> bool:
    return any(i in scene.actor_at for i in scene.tree.subjects(verb))


def _codes(scene: Scene, heads: Sequence[int]) -> set[str]:
    """The states and bodies told at these words, by code."""
    below = {j for i in heads for j in scene.tree.down(i, clauses=False)}
    return {f.code for f in scene.found if f.head in below and f.code and not f.place}


def _against(scene: Scene, verb: int) -> bool:
    """Is this done to people or to another state's?"""
    tree = scene.tree
    things = frames.dealt_with(tree, verb)
    preps = [p for at in (verb, *things) for p in tree.kids(at, "prep") if tree.lemma(p) in frames.AT]
    goals = [i for p in preps for o in tree.kids(p, "pobj") for i in tree.down(o, clauses=False)]
    return any(i in scene.actor_at for i in goals) and _acts(scene, verb)


def _saves(scene: Scene, verb: int) -> bool:
    """Are people got out of danger?"""
    tree = scene.tree
    people = any(_sector(scene, i) in SAVED for i in frames.dealt_with(tree, verb))
    perils = {tree.lemma(i) for p in tree.kids(verb, "prep") if tree.lemma(p) in {"from", "off"} for i in tree.down(p)}
    return people and bool(perils & PERILS)


def _sector(scene: Scene, index: int) -> str | None:
    found = scene.actor_at.get(index)
    return found.actor.sector if found else tables.folk().get(scene.tree.lemma(index))


def _each_other(tree: Tree, verb: int) -> bool:
    """Is this done by each for the other, or with somebody?"""
    if tree.lemma(verb) in {"exchange", "swap", "trade", "share"}:
        return True
    return any(tree.lemma(i) in {"other", "another"} for i in tree.kids(verb, "dative", "dobj", "iobj"))


def _sat(scene: Scene, noun: int) -> bool:
    """Was this meeting held, by two sides that are told: it ended or lasted, or they acted after it?"""
    tree = scene.tree
    top = noun
    while tree.token(top).dep == "pobj" and tree.lemma(tree.token(top).head) == "of":  # "three hours of talks"
        top = tree.token(tree.token(top).head).head
    if {tree.token(k).text.lower() for k in tree.children[noun]} & ONE:
        return False
    token = tree.token(top)
    if token.dep == "nsubj" and tree.lemma(token.head) in HELD:
        return len(_codes(scene, [token.head])) > 1
    prep = token.head
    if token.dep != "pobj" or tree.lemma(prep) not in AFTER:
        return False
    own = _codes(scene, [noun])
    doers = _codes(scene, tree.subjects(tree.token(prep).head))
    return len(own | doers) > 1
