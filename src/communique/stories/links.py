"""Which stories hang together, and why: at most five for each, with the reason a reader is shown.

How near two stories are is a logistic function of five values: the cosine of their words, that of the countries they
name, the three rarest names they share, whether they share a person of the record, and the days between them. Shown is
what is near enough and not far behind the best; where that is nothing, the nearest with which the story shares two
countries or a person. Of these each one chosen makes those like it less wanted. A story is never linked with itself,
nor with one that only holds copies of its reports.

Weights and thresholds were fitted by bench/related_fit.py on the train side of bench/confusable and rounded;
`python -m bench related` prints what they reach there and on the side that was left out.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log1p, sqrt
from typing import NamedTuple

import numpy as np

from communique.model import Link
from communique.stories.facts import StoryFacts, apart, copied
from communique.stories.rarity import BUCKETS, Keys, Rarity, Vector, Weights, unit, vector
from communique.stories.reasons import explained

MOST = 5
SOUGHT, CALLED = 40, 15  # heaviest words and rarest names of a story by which others are looked for
WORN = 200  # stories, the nearest in time, that are looked at of all that share one thing
PROPOSED = 60  # stories compared with one
TIED, NATION, NAME = 0.3, 0.3, 0.1  # what a pair or a person, a country and a rare name count beside words in that
ASIDE = 0.05  # and who is in the record of both, but no party of either
TIES = frozenset({"pair", "person", "recorded"})
RAREST = 3  # names
ALIKE = 0.5  # root of the cosine of words under which no two texts are copies
UNDATED = 30.0  # days between two stories of which one has no time

BIAS = -5.0
LEAST = -0.6  # log odds from which a story is shown
BEHIND = 3.5  # log odds behind the best at which it no longer is
REPEATED = 0.5  # log odds that one loses for each chosen with the same reason
SAMENESS = 2.0  # and for its likeness to one that was chosen

Key = tuple[str, object]


class Values(NamedTuple):
    """How one story stands to another: root of the cosine of words, cosine of countries, mean rarity of the rarest
    shared names (all 0 to 1), 1 for a shared person, log of 1 + days between."""

    words: float
    countries: float
    names: float
    people: float
    gap: float


WEIGHTS = Values(words=6.8, countries=4.3, names=4.9, people=0.9, gap=-1.3)


class Traits(NamedTuple):
    """A story's facts as they are compared: `words` of length 1, `names` with their rarity from 0 to 1, `countries` of
    length 1."""

    facts: StoryFacts
    words: Vector
    names: Vector
    countries: Mapping[str, float]
    keys: tuple[tuple[Key, float], ...] = ()


class Near(NamedTuple):
    """Another story, how near it is, in log odds, and the cosine of the words of the two."""

    its: Traits
    odds: float
    words: float


def links(stories: Iterable[StoryFacts], rarity: Rarity) -> Mapping[str, tuple[Link, ...]]:
    """The links of every story. The same stories give the same links in whatever order they come."""
    linker = Linker(rarity)
    for its in stories:
        linker.put(its)
    return {story: linker.links(story) for story in linker.stories()}


class Linker:
    """Stories by what others may share with them. What is asked about one story costs about the same however many
    there are. How rare words are is taken as given, so that a story changes the links of those near it alone."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._traits: dict[str, Traits] = {}
        self._sharing: dict[Key, list[tuple[float, str, float]]] = {}
        self._words, self._names = np.zeros(BUCKETS, np.float32), np.zeros(BUCKETS, np.float32)

    def stories(self) -> list[str]:
        """The ids of all stories, in order."""
        return sorted(self._traits)

    def facts(self) -> Iterator[StoryFacts]:
        """What was put."""
        return (its.facts for its in self._traits.values())

    def put(self, facts: StoryFacts) -> None:
        """Keep a story, in place of what was known of it."""
        self.drop(facts.id)
        its = self._traits[facts.id] = self._drawn(facts)
        for key, weight in its.keys:
            insort(self._sharing.setdefault(key, []), (time_of(facts), facts.id, weight))

    def drop(self, story: str) -> None:
        """Forget a story, if it is known."""
        its = self._traits.pop(story, None)
        for key, weight in its.keys if its else ():
            sharing = self._sharing[key]
            del sharing[bisect_left(sharing, (time_of(its.facts), story, weight))]  # type: ignore[union-attr]
            if not sharing:
                del self._sharing[key]

    def near(self, story: str) -> list[str]:
        """The stories that share most with this one, itself left out: those its links may lead to."""
        its = self._traits.get(story)
        shared: dict[str, float] = {}
        for key, weight in its.keys if its else ():
            for _, other, its_weight in self._nearest(self._sharing[key], its):  # type: ignore[arg-type]
                shared[other] = shared.get(other, 0.0) + weight * its_weight
        shared.pop(story, None)
        return sorted(shared, key=lambda other: (-shared[other], other))[:PROPOSED]

    def acquaintances(self, story: str) -> list[str]:
        """The stories that share two countries or a person with this one, the nearest in time: those its links may lead
        to where nothing is near."""
        its = self._traits.get(story)
        ties = [key for key, _ in its.keys if key[0] in TIES] if its else []
        found = {
            (abs(at - time_of(its.facts)), other)  # type: ignore[union-attr]
            for key in ties
            for at, other, _ in self._nearest(self._sharing[key], its)  # type: ignore[arg-type]
            if other != story
        }
        return [other for _, other in sorted(found)][:WORN]

    def touched(self, story: str) -> set[str]:
        """The stories whose links a change of this one may change, itself included; but for acquaintances that nothing
        is near to."""
        if story not in self._traits:
            return {story}
        mine, near = self._traits[story].facts, self._judged(story, self.near(story))
        return {story, *(o.its.facts.id for o in near if o.odds >= LEAST or acquainted(mine, o.its.facts))}

    def links(self, story: str) -> tuple[Link, ...]:
        """The links of a story, best first; none for one that is not known."""
        if story not in self._traits:
            return ()
        its = self._traits[story]
        near = shown(its, self._judged(story, self.near(story)))
        near = (near or shown(its, self._judged(story, self.acquaintances(story))))[: 3 * MOST]
        whys = [explained(its.facts, other.its.facts, other.words) for other in near]
        return tuple(
            Link(
                story=near[i].its.facts.id,
                relation=whys[i].relation,
                reason=whys[i].words,
                score=round(likely(near[i].odds), 4),
            )
            for i in chosen(near, [why.words for why in whys])
        )

    def _drawn(self, facts: StoryFacts) -> Traits:
        words = vector({stem: log1p(weight) for stem, weight in facts.words.items()})
        words = Vector(words.keys, unit(words.weights * self._rarity.of(words.keys)))
        names = vector(dict.fromkeys(sorted(facts.names), 1.0))
        length = sqrt(sum(n * n for n in facts.countries.values())) or 1.0
        its = Traits(
            facts=facts,
            words=words,
            names=Vector(names.keys, self._share(names.keys)),
            countries={code: n / length for code, n in facts.countries.items()},
        )
        return its._replace(keys=tuple(keys(its)))

    def _share(self, keys: Keys) -> Weights:
        """Rarity from 0 to 1, that of a word nobody has used."""
        return (self._rarity.of(keys) / np.float32(self._rarity.most)).astype(np.float32)

    def _nearest(self, sharing: Sequence[tuple[float, str, float]], its: Traits) -> Sequence[tuple[float, str, float]]:
        """Of the stories that share one thing those nearest in time."""
        if len(sharing) <= WORN:
            return sharing
        place = bisect_left(sharing, (time_of(its.facts), its.facts.id))
        first = max(0, min(place - WORN // 2, len(sharing) - WORN))
        return sharing[first : first + WORN]

    def values(self, story: str, others: Iterable[str]) -> list[Values]:
        """How a story stands to others, all of them known."""
        its = self._traits[story]
        self._words[its.words.keys], self._names[its.names.keys] = its.words.weights, its.names.weights
        found = [self._values(its, self._traits[other]) for other in others]
        self._words[its.words.keys], self._names[its.names.keys] = 0.0, 0.0
        return found

    def _values(self, its: Traits, other: Traits) -> Values:
        """How another story stands to the one that is laid out."""
        words = float((self._words[other.words.keys] * other.words.weights).sum(dtype=np.float64))
        rarest = np.sort(self._names[other.names.keys])[-RAREST:]
        return Values(
            words=sqrt(max(0.0, words)),
            countries=sum(n * other.countries[code] for code, n in its.countries.items() if code in other.countries),
            names=float(rarest.sum(dtype=np.float64)) / RAREST,
            people=float(not its.facts.people.keys().isdisjoint(other.facts.people)),
            gap=log1p(UNDATED if (days := apart(its.facts, other.facts)) is None else days),
        )

    def _judged(self, story: str, others: Sequence[str]) -> list[Near]:
        """Which of these a story may be linked with, nearest first."""
        mine = self._traits[story].facts
        found = [
            Near(self._traits[other], odds(values), values.words**2)
            for other, values in zip(others, self.values(story, others), strict=True)
            if not copied(mine, self._traits[other].facts, values.words >= ALIKE)
        ]
        return sorted(found, key=lambda near: (-near.odds, near.its.facts.id))


def keys(its: Traits) -> Iterator[tuple[Key, float]]:
    """What other stories may share with it, and what that counts."""
    for i in np.argsort(-its.words.weights, kind="stable")[:SOUGHT]:
        yield ("word", int(its.words.keys[i])), float(its.words.weights[i])
    for i in np.argsort(-its.names.weights, kind="stable")[:CALLED]:
        yield ("name", int(its.names.keys[i])), sqrt(NAME) * float(its.names.weights[i])
    yield from ((("country", code), sqrt(NATION) * n) for code, n in its.countries.items())
    yield from ((("pair", pair), sqrt(TIED)) for pair in sorted(its.facts.pairs))
    yield from ((("person", person), sqrt(TIED)) for person in sorted(its.facts.people))
    yield from ((("recorded", key), sqrt(ASIDE)) for key in sorted(its.facts.recorded))


def shown(its: Traits, found: Sequence[Near]) -> list[Near]:
    """Those near enough of stories ordered by nearness; failing these the nearest of those it is tied to."""
    best = found[0].odds if found else 0.0
    enough = [n for n in found if n.odds >= LEAST and (n.odds >= best - BEHIND or tied(its.facts, n.its.facts))]
    return (
        enough
        or [near for near in found if tied(its.facts, near.its.facts)][:1]
        or [near for near in found if acquainted(its.facts, near.its.facts)][:1]
    )


def chosen(near: Sequence[Near], reasons: Sequence[str]) -> list[int]:
    """The places of at most five of some stories, each judged also by those chosen before it."""
    left, found, lost = list(range(len(near))), list[int](), [0.0] * len(near)
    while left and len(found) < MOST:
        best = max(left, key=lambda i: (near[i].odds - lost[i], -i))
        left.remove(best)
        found.append(best)
        for i in left:
            lost[i] += REPEATED * (reasons[i] == reasons[best]) + SAMENESS * cosine(near[i].its, near[best].its)
    return found


def odds(values: Values) -> float:
    """How near, in log odds."""
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))


def tied(a: StoryFacts, b: StoryFacts) -> bool:
    """Whether two stories share two parties or a principal person."""
    return not a.pairs.isdisjoint(b.pairs) or not a.people.keys().isdisjoint(b.people)


def acquainted(a: StoryFacts, b: StoryFacts) -> bool:
    """Whether two stories share two countries or a person at all, as parties or in the record of both."""
    return tied(a, b) or not a.recorded.keys().isdisjoint(b.recorded)


def likely(odds: float) -> float:
    """Log odds as a likelihood."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, odds))))


def time_of(facts: StoryFacts) -> float:
    """When its first report came out, in days since 1970; nought where that is not known."""
    return facts.times[0] if facts.times else 0.0


def cosine(a: Traits, b: Traits) -> float:
    """How far two stories say the same."""
    _, mine, its = np.intersect1d(a.words.keys, b.words.keys, assume_unique=True, return_indices=True)
    return float((a.words.weights[mine] * b.words.weights[its]).sum(dtype=np.float64))
