"""A story that may still take in reports, and how rare words are."""

from collections.abc import Iterable, Mapping
from math import log, sqrt
from typing import NamedTuple

from communique.stories.portrait import Portrait
from communique.stories.words import STEM

FLOOR = 0.05
PRIOR = 20  # reports a fresh desk pretends to have seen, so that its first counts do not weigh too much
PRUNED_AT = 200_000  # stems counted before those seen once are let go
COMPARED = 200  # terms of a story that are compared with a report
REMEMBERED = 8  # latest reports of a story that a new one is compared with singly

Vector = Mapping[str, float]


class Rarity:
    """Inverse document frequency over the observed reports, copies counted once."""

    def __init__(self) -> None:
        self._reports = PRIOR
        self._counts: dict[str, int] = {}

    def learn(self, stems: Iterable[str]) -> None:
        """Count one report's stems."""
        self._reports += 1
        for stem in stems:
            self._counts[stem] = self._counts.get(stem, 0) + 1
        if len(self._counts) > PRUNED_AT:
            self._counts = {stem: n for stem, n in self._counts.items() if n > 1}

    def of(self, stem: str) -> float:
        """The weight of a stem: near 0 for one in every report, more for rarer ones."""
        return max(FLOOR, log((self._reports + 2) / (self._counts.get(stem, 0) + 0.5)))

    def weighted(self, terms: Vector) -> dict[str, float]:
        """The terms weighted by rarity, of length 1."""
        vector = {stem: weight * self.of(stem) for stem, weight in terms.items()}
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {stem: weight / length for stem, weight in vector.items()}

    def weigh(self, portrait: Portrait) -> "Weighted":
        """A report as it is compared."""
        return Weighted(
            terms=self.weighted(portrait.terms),
            title=self.weighted(dict.fromkeys(sorted(portrait.title), 1.0)),
            names={name: self.of(name[:STEM]) ** 2 for name in sorted(portrait.names)},
        )


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[stem] for stem, weight in a.items() if stem in b)


class Member(NamedTuple):
    """One of the latest reports of a story, weighted by what was rare when it joined; the weight of its names."""

    terms: Vector
    title: Vector
    names: float


class Weighted(NamedTuple):
    """A report as it is compared: what it says, weighted by what is rare. `names` are squares, not of length 1."""

    terms: Vector
    title: Vector
    names: Vector

    def member(self) -> Member:
        """What is remembered of it."""
        return Member(terms=self.terms, title=self.title, names=sum(self.names.values()))


class LiveStory:
    """What grouping knows of a story: the sum of its reports' portraits, and the latest of them."""

    def __init__(self, identity: str) -> None:
        self.id = identity
        self.size = 0
        self.formal = 0
        self.terms: dict[str, float] = {}
        self.names: set[str] = set()
        self.countries: dict[str, float] = {}
        self.places: set[str] = set()
        self.numbers: set[str] = set()
        self.languages: set[str | None] = set()
        self.about: set[tuple[int, int]] = set()
        self.times: list[float] = []
        self.members: list[Member] = []
        self.reports: list[str] = []
        self.indexed: dict[str, float] = {}

    def add(self, portrait: Portrait, mine: Weighted) -> None:
        """Take in a report that is no copy."""
        self.size += 1
        self.formal += portrait.formal
        accumulate(self.terms, portrait.terms)
        accumulate(self.countries, portrait.countries)
        self.names |= portrait.names
        self.places |= portrait.places
        self.numbers |= portrait.numbers
        self.languages.add(portrait.language)
        self.about |= set(portrait.about)
        self.members = [*self.members, mine.member()][-REMEMBERED:]
        if len(self.terms) > 2 * COMPARED:
            heaviest = sorted(self.terms.items(), key=lambda item: (-item[1], item[0]))
            self.terms = dict(heaviest[:COMPARED])

    def seen(self, report: str, at: float | None) -> None:
        """Note a report of the story, a copy too, and its time."""
        self.reports.append(report)
        if at is not None:
            self.times.append(at)


def accumulate(sums: dict[str, float], more: Vector) -> None:
    """Add the values of `more` to the sums."""
    for key, value in more.items():
        sums[key] = sums.get(key, 0.0) + value
