"""What all reports of a story, and the record so far, know of people: full names, countries, offices."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from communique.model import Actor, Holding, Recorded, slug
from communique.record import offices, tables

SMALL = frozenset(["of", "the", "for", "and", "s", "a", "in", "on", "its", "ruling", "at", "to"])

SPELLINGS = {
    "advisor": "adviser", "defense": "defence", "labor": "labour", "councillor": "councilor", "chairwoman": "chairman",
    "chairperson": "chairman", "chair": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "organization": "organisation",
}  # fmt: skip
"""Words that make no other office, as `canonical` writes them."""


class Knowledge:
    """Names, countries and offices of people, by key; what this story's reports say comes before what is known."""

    def __init__(self, recorded: Sequence[Recorded], known: Sequence[Holding]) -> None:
        self._codes: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._offices: Mapping[str, list[str]] = defaultdict(list)
        self._names: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._sectors: Mapping[str, Counter[str]] = defaultdict(Counter)
        here = {r.report for r in recorded}
        for one in recorded:
            self._learn(one)
        for holding in sorted(known, key=lambda h: (h.day or "", h.id), reverse=True):
            if holding.report not in here:
                self._remember(holding)

    def _learn(self, recorded: Recorded) -> None:
        for mention in recorded.mentions:
            for actor in (*mention.actor, *mention.recipient):
                if actor.person:
                    self._names[actor.key][actor.name] += 1
                    if actor.code:
                        self._codes[actor.key][actor.code] += 1
                    if actor.sector:
                        self._sectors[actor.key][actor.sector] += 1
        for holding in recorded.holdings:
            key = slug(holding.person)
            self._offices[key].append(holding.office)
            self._names[key][holding.person] += 1
            if holding.code:
                self._codes[key][holding.code] += 1

    def _remember(self, holding: Holding) -> None:
        key = slug(holding.person)
        if not self._offices.get(key):
            self._offices[key].append(holding.office)
        if holding.code and not self._codes.get(key):
            self._codes[key][holding.code] += 1

    def complete(self, actor: Actor) -> Actor:
        """The actor with full name, country and office, as far as known. What is no person is given back as it is."""
        if not actor.person:
            return actor
        key = self._full(actor.key)
        names = self._names.get(key)
        return replace(
            actor, name=_first(names) if names else actor.name, code=_first(self._codes.get(key)) or actor.code,
            office=self._office(key) or actor.office, sector=_first(self._sectors.get(key)) or actor.sector,
        )  # fmt: skip

    def _full(self, key: str) -> str:
        """The one longer name that this part of a name can mean in this story, if there is just one."""
        if "-" in key:
            return key
        longer = [k for k in self._names if k.startswith(key + "-") or k.endswith("-" + key)]
        return longer[0] if len(longer) == 1 else key

    def _office(self, key: str) -> str | None:
        """The office most reports give, a higher one before a lower one, in the fullest words."""
        told = self._offices.get(key)
        if not told:
            return None
        groups: dict[frozenset[str], list[str]] = defaultdict(list)
        for office in told:
            groups[canonical(office)].append(office)
        best = max(groups.values(), key=lambda g: (max(map(offices.rank, g)), len(g), max(map(len, g)), sorted(g)))
        counts = Counter(best)
        return max(sorted(counts), key=lambda office: (counts[office], len(office)))


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
