"""Which stories hang together, and why: at most five for each, with the reason a reader is shown.

Two stories are linked when they share people, share two countries, happen in one place in one week, or are told with
the same words. What is shared by few stories weighs more than what is shared by many. Of the stories that qualify the
nearest in time are preferred, and each one chosen makes those like it less wanted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, combinations
from math import log, log1p, sqrt

from communique.model import Link, Noun
from communique.stories.words import stems
from communique.times import day_of

MOST = 5
LETTERS = 8000  # of a story's text that are compared
TERMS = 120  # heaviest terms of a story that are compared
SOUGHT = 25  # heaviest terms by which others are looked for
WORN = 200  # what more stories than this share leads to none of them
PROPOSED = 60  # stories compared with one
LIKE_WORDS = 0.2  # cosine from which words alone link two stories
WEEK = 7
SAMENESS = 0.6  # how much likeness to a story already chosen takes from a candidate
REPEATED = 0.25  # and the same reason over again
TALKS = frozenset(stems("talks met meets meeting meetings visit visits summit entretiens visite reuniones visita"))


class StoryFacts(Noun, frozen=True):
    """What links are drawn from: `people` are keys, `countries` codes of those that acted, `dates` the days of
    happening, `places` names of places of happening."""

    id: str
    title: str = ""
    text: str = ""
    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    dates: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()


class Traits:
    """A story's facts as they are compared."""

    def __init__(self, facts: StoryFacts) -> None:
        self.facts = facts
        self.counts: dict[str, int] = {}
        for stem in chain(stems(facts.title) * 3, stems(facts.text[:LETTERS])):
            self.counts[stem] = self.counts.get(stem, 0) + 1
        self.vector: dict[str, float] = {}
        self.days = sorted(day for text in facts.dates if (day := readable(text)) is not None)

    @cached_property
    def talks(self) -> bool:
        """Whether it tells of a meeting."""
        return not TALKS.isdisjoint(self.counts)

    def shareable(self) -> Iterator[str]:
        """What other stories may share with it."""
        yield from (f"person {key}" for key in sorted(self.facts.people))
        yield from (f"pair {a} {b}" for a, b in combinations(sorted(self.facts.countries), 2))
        yield from (f"place {place}" for place in sorted(self.facts.places))
        heaviest = sorted(self.vector.items(), key=lambda item: (-item[1], item[0]))
        yield from (f"term {stem}" for stem, _ in heaviest[:SOUGHT])


def readable(text: str) -> date | None:
    """The day of a time, None for one that cannot be read."""
    try:
        return day_of(text)
    except ValueError:
        return None


def links(stories: Sequence[StoryFacts]) -> Mapping[str, tuple[Link, ...]]:
    """The links of every story, best first, at most five, never to itself. The same stories give the same links in
    whatever order they come."""
    traits = {facts.id: Traits(facts) for facts in sorted(stories, key=lambda facts: facts.id)}
    rarity = rarity_of([set(its.counts) for its in traits.values()])
    for its in traits.values():
        its.vector = vector(its.counts, rarity)
    sharing: dict[str, list[str]] = {}
    for identity, its in traits.items():
        for key in its.shareable():
            sharing.setdefault(key, []).append(identity)
    known = rarity_of([set(its.facts.people) for its in traits.values()])
    return {identity: linked(its, proposed(its, sharing), traits, known) for identity, its in traits.items()}


def rarity_of(sets: Sequence[Iterable[str]]) -> Callable[[str], float]:
    """From 0, in every set, to 1, in one of very many."""
    counts: dict[str, int] = {}
    for members in sets:
        for member in members:
            counts[member] = counts.get(member, 0) + 1
    most = log(len(sets) + 1)
    return lambda member: log((len(sets) + 1) / (counts.get(member, 0) + 0.5)) / most


def vector(counts: Mapping[str, int], rarity: Callable[[str], float]) -> dict[str, float]:
    """The heaviest terms by TF-IDF, of length 1."""
    weights = {stem: log1p(n) * rarity(stem) for stem, n in counts.items()}
    heaviest = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS])
    length = sqrt(sum(weight * weight for weight in heaviest.values())) or 1.0
    return {stem: weight / length for stem, weight in heaviest.items()}


def likeness(a: Traits, b: Traits) -> float:
    """The cosine of what two stories say."""
    return sum(weight * b.vector[stem] for stem, weight in a.vector.items() if stem in b.vector)


def proposed(its: Traits, sharing: Mapping[str, Sequence[str]]) -> list[str]:
    """The stories that share most with this one."""
    shared: dict[str, float] = {}
    for key in its.shareable():
        others = sharing[key]
        if len(others) <= WORN:
            for other in others:
                shared[other] = shared.get(other, 0.0) + (0.2 if key.startswith("term") else 1.0)
    shared.pop(its.facts.id, None)
    return sorted(shared, key=lambda other: (-shared[other], other))[:PROPOSED]


def linked(
    its: Traits, others: Iterable[str], traits: Mapping[str, Traits], known: Callable[[str], float]
) -> tuple[Link, ...]:
    """The best links among the proposed stories, each judged also by what was chosen before it."""
    found = [link for other in others if (link := between(its, traits[other], known)) is not None]
    chosen: list[Link] = []

    def wanted(link: Link) -> tuple[float, str]:
        like = max((likeness(traits[link.story], traits[other.story]) for other in chosen), default=0.0)
        repeated = sum(other.reason == link.reason for other in chosen)
        return SAMENESS * like + REPEATED * repeated - link.score, link.story

    while found and len(chosen) < MOST:
        best = min(found, key=wanted)
        found.remove(best)
        chosen.append(best)
    return tuple(chosen)


def between(a: Traits, b: Traits, known: Callable[[str], float]) -> Link | None:
    """The link from one story to another, None if nothing ties them."""
    people = sum(known(key) for key in sorted(a.facts.people & b.facts.people))
    pair = same_sides(a.facts.countries, b.facts.countries)
    gap = days_between(a, b)
    here = bool(a.facts.places & b.facts.places) and gap is not None and gap <= WEEK
    words = likeness(a, b)
    relation = order(a, b)
    if pair and relation != "related" and a.talks and b.talks:
        reason = f"{relation} talks of the same sides"
    elif pair and not people:
        reason = "same two countries"
    elif people:
        reason = "same people"
    elif here:
        reason = "same place and week"
    elif words >= LIKE_WORDS:
        reason = "same matter"
    else:
        return None
    score = 2 * words + pair + min(1.0, people) + 0.3 * here - 0.1 * log1p(WEEK if gap is None else gap)
    return Link(story=b.facts.id, relation=relation, reason=reason, score=round(score, 4))


def same_sides(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two stories are about the same two countries: 0 if they share fewer, 1 if neither names others."""
    shared = len(a & b)
    return shared / max(len(a), len(b)) if shared >= 2 else 0.0


def days_between(a: Traits, b: Traits) -> int | None:
    """Days between the two happenings, 0 if they overlap, None if either has no day."""
    if not a.days or not b.days:
        return None
    return max(0, (a.days[0] - b.days[-1]).days, (b.days[0] - a.days[-1]).days)


def order(a: Traits, b: Traits) -> str:
    """What the second is to the first: earlier, later, or related when they overlap or have no day."""
    if not a.days or not b.days:
        return "related"
    return "earlier" if b.days[-1] < a.days[0] else "later" if b.days[0] > a.days[-1] else "related"
