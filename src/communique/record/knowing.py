"""What all reports of a story, and the record so far, know of people: full names, countries, offices."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from communique import times
from communique.model import Actor, Holding, Recorded, Tells, slug
from communique.record import offices, tables

SMALL = frozenset(["of", "the", "for", "and", "s", "a", "in", "on", "its", "ruling", "at", "to"])

SPELLINGS = {
    "advisor": "adviser", "defense": "defence", "labor": "labour", "councillor": "councilor", "chairwoman": "chairman",
    "chairperson": "chairman", "chair": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "organization": "organisation",
}  # fmt: skip
"""Words that make no other office, as `canonical` writes them."""


NEAR = 30
"""Days within which an office told is one held on a day: of those told nearer none is more to be believed."""
Fact = tuple[date | None, Tells, str]
"""A day, what was told of it, and the office."""


class Knowledge:
    """Names, countries and offices of people, by key; what this story's reports say comes before what is known. A
    country told with an office comes before one that somebody was only taken to act for in a sentence."""

    def __init__(self, recorded: Sequence[Recorded], known: Sequence[Holding]) -> None:
        self._codes: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._taken: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._offices: Mapping[str, list[Fact]] = defaultdict(list)
        self._earlier: Mapping[str, list[Fact]] = defaultdict(list)
        self._names: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._sectors: Mapping[str, Counter[str]] = defaultdict(Counter)
        here = {r.report for r in recorded}
        for one in recorded:
            self._learn(one)
        own = set(self._codes.keys() | self._names.keys())
        for holding in sorted(known, key=lambda h: (h.day or "", h.id), reverse=True):
            if holding.report not in here and slug(holding.person) in own:
                self._remember(holding)

    def _learn(self, recorded: Recorded) -> None:
        for mention in recorded.mentions:
            for actor in (*mention.actor, *mention.recipient):
                if actor.person:
                    self._names[actor.key][actor.name] += 1
                    if actor.code:
                        self._taken[actor.key][actor.code] += 1
                    if actor.sector:
                        self._sectors[actor.key][actor.sector] += 1
        for holding in recorded.holdings:
            key = slug(holding.person)
            self._offices[key].append(_fact(holding))
            self._names[key][holding.person] += 1
            if holding.code:
                self._codes[key][holding.code] += 1

    def _remember(self, holding: Holding) -> None:
        key = slug(holding.person)
        self._earlier[key].append(_fact(holding))
        if holding.code and not self._codes.get(key):
            self._codes[key][holding.code] += 1

    def complete(self, actor: Actor, day: date | None = None) -> Actor:
        """The actor with full name, country and the office held on this day, as far as known. What is no person is
        given back as it is."""
        if not actor.person:
            return actor
        key = self._full(actor.key)
        names = self._names.get(key)
        code = _first(self._codes.get(key)) or _first(self._taken.get(key))
        return replace(
            actor, name=_first(names) if names else actor.name, code=code or actor.code,
            office=self._office(key, day) or actor.office, sector=_first(self._sectors.get(key)) or actor.sector,
        )  # fmt: skip

    def _full(self, key: str) -> str:
        """The one longer name that this part of a name can mean in this story, if there is just one."""
        if "-" in key:
            return key
        longer = [k for k in self._names if k.startswith(key + "-") or k.endswith("-" + key)]
        return longer[0] if len(longer) == 1 else key

    def _office(self, key: str, day: date | None) -> str | None:
        """The office held on a day, by the reports of this story if they tell of one, else by the record."""
        return held_on(self._offices.get(key, ()), day) or held_on(self._earlier.get(key, ()), day)


def held_on(told: Sequence[Fact], day: date | None) -> str | None:
    """The office somebody held on a day (None: at any time), as far as told; None where all that is told had ended or
    not begun by then. Of those told within a month of the day, else of those told nearest to it, the highest, then the
    one more reports give, in the fullest words."""
    groups: dict[frozenset[str], list[Fact]] = defaultdict(list)
    for fact in told:
        groups[canonical(fact[2])].append(fact)
    away = {words: found for words, facts in groups.items() if (found := _away(facts, day)) is not None}
    if not away:
        return None
    near = max(NEAR, min(away.values()))
    chosen = [[office for _, tells, office in groups[words] if tells in HELD] for words in away if away[words] <= near]
    best = max(chosen, key=lambda g: (max(map(offices.rank, g)), len(g), max(map(len, g)), sorted(g)))
    counts = Counter(best)
    return max(sorted(counts), key=lambda office: (counts[office], len(office)))


HELD: tuple[Tells, ...] = ("holds", "leaving", "began")


def _away(facts: Sequence[Fact], day: date | None) -> int | None:
    """How many days an office was told to be held from this day; None if it was not held on it as far as told."""
    held = [at for at, tells, _ in facts if tells in HELD]
    if not held:
        return None
    if day is None or None in held:
        return 0
    days = [at for at in held if at is not None]
    ended = max((at for at, tells, _ in facts if tells == "ended" and at and at <= day), default=None)
    begun = min((at for at, tells, _ in facts if tells == "began" and at), default=None)
    if ended is not None and not any(ended < at <= day for at in days):
        return None
    if begun is not None and day < min([begun, *days]):
        return None
    return min(abs((at - day).days) for at in days)


def _fact(holding: Holding) -> Fact:
    return times.day_of(holding.since or holding.day), holding.tells, holding.office


def _first(counts: Counter[str] | None) -> str | None:
    """The most frequent, the first in the alphabet among equals."""
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


@lru_cache(maxsize=4096)
def canonical(office: str) -> frozenset[str]:
    """An office as a set of words, with names of bodies in full, so that "of the WPK Central Committee" and "of the
    Central Committee of the Workers' Party of Korea" are the same."""
    full = office
    for found in reversed(tables.find_bodies(office)):
        if found.body is not None:
            full = full[: found.start] + found.body.name + full[found.end :]
    words = re.findall(r"\w+", full.lower().replace("’", "'").replace("'s", ""))
    return frozenset(SPELLINGS.get(w, w) for w in words if w not in SMALL)


def keys(actors: Iterable[Actor]) -> frozenset[str]:
    """The people among actors, by key."""
    return frozenset(a.key for a in actors if a.person)


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries of actors; organisations by their name, for IGO is no one country."""
    return frozenset(a.key if a.code in {"IGO", "NGO", "IMG"} else a.code for a in actors if a.code)
