"""Who acts and who is acted on: the two sides of an act, taken together out of all pairs the sentence offers.

Those found in the sentence are gathered into parties (who is coordinated stands together). Every pair of parties, one
acting and the other acted on, or both acting together, or one alone, is weighed: by the traits of each as actor or
recipient, and by what ties the two. The heaviest pair is taken. Weights: sides.tsv, for the parties, and pairs.tsv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from communique.record.actors import Found
from communique.record.traits import Act, Option, Party, of, of_pair, parties
from communique.record.weights import tables as weights

MOST = 3
"""Parties that are tried on each side, the likeliest; on the train side of bench/coded a fourth changes nothing."""


@dataclass(frozen=True)
class Sides:
    """The two sides of an act, whether they do it together, how sure that is against all other ways (0..1), and what
    was weighed: (answer, table, traits) for each side and for the pair."""

    actor: tuple[Found, ...] = ()
    recipient: tuple[Found, ...] = ()
    together: bool = False
    probability: float = 0.0
    weighed: tuple[tuple[str, str, Sequence[str]], ...] = ()

    @property
    def traits(self) -> tuple[tuple[str, str, float], ...]:
        """The traits that decided, as (what it speaks for, trait, weight)."""
        return tuple(
            (answer, *trait)
            for answer, table, traits in self.weighed
            for trait in weights()[table].telling(traits, "pair" if table == "pairs" else answer)
        )


def options(
    those: Sequence[Party], first: Sequence[int], second: Sequence[int], both: Sequence[int]
) -> Iterator[Option]:
    """All ways to give out sides to those parties that may take each."""
    for actor in (*first, None):
        for recipient in (*second, None):
            if actor != recipient:
                yield Option(actor, recipient, False)
    for place, actor in enumerate(both):
        if len(those[actor]) > 1:
            yield Option(actor, None, True)
        for recipient in both[place + 1 :]:
            yield Option(actor, recipient, True)


def decide(act: Act) -> Sides:
    """The sides of an act; whose those found are must be settled."""
    those = parties(act.tree, act.found)
    if not those:
        return Sides()
    alone = weights()["sides"]
    told = [list(of(act, party)) for party in those]
    sums = [dict(zip(alone.answers, alone.sums(traits), strict=True)) for traits in told]
    likely = {answer: _likeliest([s[answer] for s in sums]) for answer in alone.answers}
    ways = list(options(those, likely["actor"], likely["recipient"], likely["together"]))
    ties = [list(of_pair(act, those, option)) for option in ways]
    totals = [
        _total(option, sums) + weights()["pairs"].sums(traits)[0] for option, traits in zip(ways, ties, strict=True)
    ]
    best = max(range(len(ways)), key=lambda n: totals[n])
    whole = sum(exp(total - totals[best]) for total in totals)
    return _given(ways[best], those, told, ties[best], 1 / whole)


def _likeliest(sums: Sequence[float]) -> list[int]:
    return sorted(sorted(range(len(sums)), key=lambda n: -sums[n])[:MOST])


def _total(option: Option, sums: Sequence[dict[str, float]]) -> float:
    first, second = option.answers
    return (0.0 if option.actor is None else sums[option.actor][first]) + (
        0.0 if option.recipient is None else sums[option.recipient][second]
    )


def _given(
    option: Option, those: Sequence[Party], told: Sequence[Sequence[str]], ties: Sequence[str], probability: float
) -> Sides:
    actor = () if option.actor is None else those[option.actor]
    recipient = () if option.recipient is None else those[option.recipient]
    numbers = zip((option.actor, option.recipient), option.answers, strict=True)
    why = [(answer, "sides", told[number]) for number, answer in numbers if number is not None]
    why.append(("pair", "pairs", ties))
    if option.together and not recipient:
        actor, recipient = apart(actor)
    return Sides(actor, recipient, option.together, probability, tuple(why))


def apart(party: Sequence[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Two sides out of one party: the first country against the rest, or the first named against the others."""
    keys = [f.code or f.actor.name for f in party]
    first = tuple(f for f, key in zip(party, keys, strict=True) if key == keys[0])
    rest = tuple(f for f in party if f not in first)
    return (first, rest) if rest else (tuple(party[:1]), tuple(party[1:]))
