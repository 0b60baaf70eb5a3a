"""Where a sentence puts its happening, against where reports put it."""

import re
from collections import Counter
from collections.abc import Iterator

from communique.briefs.digest.case import Case, Fault, Row
from communique.briefs.digest.told import Told
from communique.briefs.digest.where import TO, Place, places

AS_NEAR = 0.85
"""What puts a happening in the claimed place must be this near, against what puts it in another."""


def checked(of: Case) -> Iterator[Fault]:
    """Every place of a claim."""
    claim = of.claim
    within = [(q.start, q.end) for q in claim.quotes]
    for place in places(claim):
        if any(a <= place.start < b for a, b in within):
            continue
        rows = of.near(place.start, place.end, part=0.6)
        there = max(
            (mark for mark, line in of.around(place.start, place.end) if told_there(of, line, place)), default=0.0
        )
        other = instead(of, place, rows)
        if there and (other is None or there >= AS_NEAR * other[2]):
            continue
        if other:
            value, line, _, also = other
            others = f" (others: {', '.join(also)})" if also else ""
            yield Fault("place", f"the page puts it in {place.text}; {of.cite(line)} has {value}{others}", value, line)
        elif not any(stands(line, place) for line in of.lines):
            yield Fault("place", f"no report puts it in {place.text}", grave=False)


def stands(line: Told, place: Place) -> bool:
    """Whether a sentence has a place, by its name, as "the capital", or as the country that holds it."""
    if place.code is None:
        return all(part in line.text for part in re.findall(r"\w{3,}", place.text))
    if not place.capital:
        return any(token.stem == place.code for token in line.tokens)
    return any(p.capital and p.code == place.code for p in places(line, TO))


def told_there(of: Case, line: Told, place: Place) -> bool:
    """Whether a sentence, or the one before where it leans on that, puts something in a place."""
    return stands(line, place) or ((earlier := of.before(line)) is not None and stands(earlier, place))


def named_so(line: Told, place: Place) -> bool:
    """Whether something is put in a place, rather than at an occasion or in a building."""
    return line.text[: place.start].rstrip().endswith((" in", "In", " near", ",", " and"))


def instead(of: Case, place: Place, rows: list[Row]) -> tuple[str, Told, float, list[str]] | None:
    """The place that most of the nearest sentences give, of the same sort, how near the first is, and others."""
    counted: Counter[str] = Counter()
    first: dict[str, tuple[Told, float]] = {}
    claimed, unknown = {p.text for p in places(of.claim)}, set[str]()
    for rank, (mark, line) in enumerate(rows):
        if place.code and any(t.kind == "name" and t.stem == place.code for t in line.tokens):
            continue
        for other in {p.text: p for p in places(line)}.values():
            if place.capital and other.code is None and not named_so(line, other):
                continue
            if other.text in claimed or (place.capital and not other.capital and other.code is not None):
                continue
            if not place.capital and place.code and other.code == place.code:
                continue
            counted[other.text] += (2 if named_so(line, other) else 1) * max(1, 6 - rank)
            first.setdefault(other.text, (line, mark))
            unknown |= {other.text} if other.code is None else set()
    if not counted:
        return None
    alike = [text for text in counted if place.code is None and text in unknown] or list(counted)
    value = max(alike, key=lambda text: (counted[text], text))
    return (*(value, *first[value]), sorted(counted.keys() - {value}, key=lambda text: (-counted[text], text))[:2])
