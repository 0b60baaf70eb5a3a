"""The tables of this room, read once: trigger lexicon, bodies, offices and roles."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from communique.model import Noun

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The event types of PLOVER 2021."""

QUADS: Mapping[str, str] = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation", "AID": "material cooperation", "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict", "SANCTION": "material conflict", "MOBILIZE": "material conflict",
    "COERCE": "material conflict", "ASSAULT": "material conflict",
}  # fmt: skip
"""PLOVER's four quads."""


class Rule(Noun):
    """A trigger: head lemma, the companions it needs (one of each group), what it tells of, how far to trust it."""

    event: str
    head: str
    near: tuple[frozenset[str], ...]
    weak: bool
    reciprocal: bool
    noun: bool


class Body(Noun):
    """A body that acts: full name, country code, sector."""

    name: str
    code: str
    sector: str


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf8"))


@cache
def actions() -> dict[str, Any]:
    """The trigger lexicon as it stands in actions.toml."""
    return _load("actions.toml")


@cache
def offices() -> dict[str, Any]:
    """Offices and roles as they stand in offices.toml."""
    return _load("offices.toml")


@cache
def rules() -> tuple[Mapping[str, tuple[Rule, ...]], Mapping[str, tuple[Rule, ...]]]:
    """Verb rules and noun rules by head lemma, the more specific first."""
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    for event in TYPES:
        table = actions()[event]
        both = frozenset(table.get("reciprocal", ()))
        for entries, into, noun in ((table["verbs"], verbs, False), (table["nouns"], nouns, True)):
            for entry in entries:
                rule = _rule(event, entry, both, noun)
                into.setdefault(rule.head, []).append(rule)
    return (
        {head: tuple(sorted(found, key=_rank)) for head, found in verbs.items()},
        {head: tuple(sorted(found, key=_rank)) for head, found in nouns.items()},
    )


def _rank(rule: Rule) -> tuple[int, bool]:
    return -len(rule.near), rule.weak


def _rule(event: str, entry: str, both: frozenset[str], noun: bool) -> Rule:
    head, _, rest = entry.rstrip("?").partition(" ")
    near = tuple(frozenset(word.rstrip("?") for word in group.split("|")) for group in rest.split())
    return Rule(
        event=event,
        head=head,
        near=near,
        weak=entry.endswith("?") and "|" not in entry.split(" ")[-1],
        reciprocal=head in both,
        noun=noun,
    )


@cache
def operators() -> Mapping[str, frozenset[str]]:
    """Words that open a clause and decide over what stands in it, by class."""
    return {name: frozenset(words) for name, words in actions()["operators"].items()}


@cache
def contexts() -> Mapping[str, frozenset[str]]:
    """Cue lemmas of each context."""
    return {name: frozenset(words) for name, words in actions()["contexts"].items()}


@cache
def bodies() -> tuple[re.Pattern[str], Mapping[str, Body]]:
    """A pattern that finds every known body, and the bodies by the name found."""
    known: dict[str, Body] = {}
    for code, sectors in _load("bodies.toml").items():
        for sector, entries in sectors.items():
            for entry in entries:
                names = entry.split("|")
                for name in names:
                    known[name] = Body(name=names[0], code=code, sector=sector)
    longest = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name).replace("'", "['’]") for name in longest)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), known


@cache
def roles() -> Mapping[str, str]:
    """Sector by role noun (lemma)."""
    return {word: sector for sector, words in offices()["roles"].items() for word in words}


@cache
def office_sectors() -> Mapping[str, str]:
    """Sector by office head."""
    return {head: sector for sector, heads in offices()["offices"].items() for head in heads}


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of words.toml."""
    return frozenset(_load("words.toml")[name])


@cache
def classes(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The classes of each lemma of classes.toml, of `nouns` or of `verbs`."""
    found: dict[str, list[str]] = {}
    for name, words in _load("classes.toml")[kind].items():
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def telling() -> frozenset[str]:
    """Nouns and adjectives that may be the head of an act."""
    return frozenset(rules()[1]) | frozenset(_load("classes.toml")["heads"]["nouns"])
