"""A difference while it is being found: values with the sentences that give them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

Spot = tuple[str, int]
"""A report and the index of a sentence."""


class Found(NamedTuple):
    """A difference in a slot: values as they are to be shown, in order, each with the sentences that give it."""

    slot: str
    about: str
    values: dict[str, list[Spot]]

    @property
    def reports(self) -> frozenset[str]:
        """All reports that take a side."""
        return frozenset(report for spots in self.values.values() for report, _ in spots)


def apart(slot: str, about: str, values: Mapping[str, Sequence[Spot]]) -> Iterator[Found]:
    """A difference if two values or more are each told by a report that tells no other: one that gives two does not
    take sides."""
    sole: dict[str, list[Spot]] = {}
    for value, spots in values.items():
        others = {report for v, them in values.items() if v != value for report, _ in them}
        alone = [spot for spot in spots if spot[0] not in others]
        if alone:
            sole[value] = alone
    if len(sole) > 1:
        yield Found(slot, about, sole)


def merged(found: Sequence[Found]) -> list[Found]:
    """Findings of one slot that share a value and a report, or that lay the same values apart, taken together."""
    made: list[Found] = []
    for one in found:
        for number, other in enumerate(made):
            shared = any(set(spots) & set(other.values.get(value, ())) for value, spots in one.values.items())
            same = set(one.values) == set(other.values)
            if one.slot == other.slot and (shared or same):
                values = {v: list(s) for v, s in other.values.items()}
                for value, spots in one.values.items():
                    values[value] = list(dict.fromkeys([*values.get(value, ()), *spots]))
                made[number] = Found(one.slot, other.about or one.about, values)
                break
        else:
            made.append(one)
    return [again for one in made for again in apart(one.slot, one.about, one.values)]
