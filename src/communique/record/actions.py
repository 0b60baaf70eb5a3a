"""Which words of a sentence tell of an act, of which type, in which mode and context."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from communique.record import tables
from communique.record.tables import Rule
from communique.record.tree import Tree

STRONG, PLAIN, WEAK = 0.9, 0.75, 0.45
"""How far a rule is trusted: with its companions, alone, alone and ambiguous. They only rank the rules a word meets."""
NOUN_FACTOR = 0.8
ELSEWHEN = {"after", "before", "following", "during", "since", "amid", "ahead", "despite"}
LIGHT = {
    "make",
    "have",
    "take",
    "give",
    "hold",
    "pay",
    "issue",
    "launch",
    "carry",
    "conduct",
    "stage",
    "send",
    "express",
    "begin",
    "start",
    "open",
    "receive",
    "win",
    "get",
    "file",
    "lodge",
    "declare",
    "announce",
    "voice",
    "mount",
    "commit",
    "undertake",
    "resume",
    "continue",
    "call",
    "follow",
    "come",
    "be",
    "go",
}


@dataclass
class Trigger:
    """A word that tells of an act: its token, the rule it met or would meet, and how probably it does."""

    token: int
    rule: Rule
    trust: float
    near: tuple[int, ...] = ()

    @property
    def event(self) -> str:
        """The type of the act."""
        return self.rule.event


class Met(NamedTuple):
    """A rule that a word meets: how far it is trusted, and the tokens that complete it."""

    rule: Rule
    trust: float
    near: tuple[int, ...]

    @property
    def event(self) -> str:
        """The type the rule tells of."""
        return self.rule.event


def rules_at(tree: Tree, index: int) -> list[Met]:
    """The rules of the lexicon that a word meets, the most trusted one of each type, in falling trust."""
    verbs, nouns = tables.rules()
    rules = (verbs if tree.token(index).pos in {"VERB", "AUX"} else nouns).get(tree.lemma(index), ())
    best: dict[str, Met] = {}
    for rule in rules:
        near = _companions(tree, index, rule)
        if near is None:
            continue
        trust = STRONG if rule.near and not rule.weak else WEAK if rule.weak else PLAIN
        trust = trust * (NOUN_FACTOR if rule.noun else 1.0) + 0.02 * len(rule.near)
        if rule.event not in best or trust > best[rule.event].trust:
            best[rule.event] = Met(rule, trust, near)
    return sorted(best.values(), key=lambda m: -m.trust)


def _companions(tree: Tree, index: int, rule: Rule) -> tuple[int, ...] | None:
    """The tokens that meet each group of the rule, or None. Looked for among what hangs on the head within its clause,
    and, for "sanctions imposed by", in the noun the head hangs on."""
    if not rule.near:
        return ()
    hit: int | None
    field = _field(tree, index, rule.noun)
    chosen: list[int] = []
    for group in rule.near:
        if "@dobj" in group:
            hit = next(iter(tree.kids(index, "dobj") or (tree.subjects(index) if tree.passive(index) else [])), None)
        else:
            hit = next((i for i in field if tree.lemma(i) in group or tree.token(i).text.lower() in group), None)
        if hit is None:
            return None
        chosen.append(hit)
    return tuple(chosen)


@lru_cache(1024)
def _field(tree: Tree, index: int, noun: bool) -> tuple[int, ...]:
    near: list[int] = []
    subjects = set() if tree.passive(index) else set(tree.kids(index, "nsubj"))
    for child in tree.children[index]:
        dep = tree.token(child).dep
        if child in subjects or dep in {"relcl", "ccomp", "conj", "punct", "parataxis"}:
            continue
        if dep == "prep" and tree.lemma(child) in ELSEWHEN:
            continue
        if dep in {"advcl", "xcomp"}:
            near.append(child)
            continue
        near.extend(_shallow(tree, child, 3 if not noun else 1))
    token = tree.token(index)
    if token.dep in {"acl", "relcl"} and token.head != index:
        near.append(token.head)
    return tuple(sorted((i for i in near if i != index), key=lambda i: abs(i - index)))


def _shallow(tree: Tree, index: int, depth: int) -> list[int]:
    found = [index]
    if depth > 0:
        for child in tree.children[index]:
            if tree.token(child).dep not in {"relcl", "acl", "ccomp", "advcl"}:
                found.extend(_shallow(tree, child, depth - 1))
    return found


def mode(tree: Tree, trigger: Trigger) -> str | None:
    """The mode by the cue nearest to the trigger, or None."""
    modes = tables.actions()[trigger.event].get("modes", {})
    best: tuple[int, str] | None = None
    for name, cues in modes.items():
        for index in range(len(tree)):
            if tree.lemma(index) in cues and tree.token(index).pos != "PROPN" and not _calls_on(tree, index):
                distance = abs(index - trigger.token)
                if distance <= 8 and (best is None or distance < best[0]):
                    best = (distance, name)
    return best[1] if best else None


def _calls_on(tree: Tree, index: int) -> bool:
    """Is this a call on somebody, for which one goes there?"""
    after = tree.token(index + 1).text if index + 1 < len(tree) else ""
    return tree.lemma(index) == "call" and tree.token(index).pos == "VERB" and after == "on"


@lru_cache(64)
def context(tree: Tree) -> tuple[str, ...]:
    """The two contexts with most cues in the sentence."""
    cues = tables.contexts()
    counts = Counter(name for i in range(len(tree)) for name in cues.get(tree.lemma(i), ()))
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:2])
