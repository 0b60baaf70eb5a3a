"""Numbers on which reports differ: of the same thing, in sentences that say the same otherwise. A number that is only
another one rounded, in another unit, of another part, or of an earlier hour is none."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from communique.briefs.differing.counted import GROWING, SMALL, Count, counted
from communique.briefs.differing.found import Found, apart
from communique.briefs.differing.tellings import Telling, content, hours_between, likeness, same_people, stem

ALIKE, ALIKE_SOLE, BESIDE, VOTED = 0.5, 0.34, 0.2, 0.1
"""Likeness from which on two numbers of one thing are of the same; the second where each report has one such number
alone, the third where both stand beside the same further number, the fourth where they are votes for or against. By the
train side of bench/differing and the sample's planted counts."""
FAR = 50
"""How many times another a number has to be to count something else ("three Gabonese", "some 9,000 Gabonese"); on both
sides of bench/differing it changes nothing."""
LATER = 6.0
"""Hours after which a higher toll is a later one."""
LEADING = 2
"""Sentences at the head of a report that tell the toll of all."""
OF_ALL = re.compile(
    r"\b(?:toll|total|in all|altogether|so far|confirmed|by now|now (?:known|number\w*|put|stands?)|(?:rose|risen"
    r"|climbed|rises) to)\b"
)
"""How the toll of all is told."""
VOTES = {"for": "votes in favour", "against": "votes against", "abstained": "abstentions"}
GENERIC = frozenset(["people", "person", "civili"])
VICTIMS = frozenset(["dead", "death", "body", "bodi", "victim", "casualti", "resident", "villager"])
SORT = re.compile(r"([^\W\d_]+(?:ese|ish|an|ian|ic|al|eign|i)) ([^\W\d_]+)")
OF = re.compile(r"([^\W\d_]+) of (?:the )?((?:[a-z]\w+ ?){1,2})")


def differing(told: Sequence[Telling]) -> Iterator[Found]:
    """Numbers that differ between reports of the same hours."""
    yield from (apart_by_value(name, given) for name, given, later in _unlike(tuple(told)) if not later)


def developments(told: Sequence[Telling]) -> Iterator[Found]:
    """Numbers that only rose from report to report, as tolls do; the reports in the order they came."""
    if not any(count.grows for count in counted(told)):
        return
    for name, given, later in _unlike(tuple(told)):
        if later:
            yield apart_by_value(name, {value: given[value] for value in sorted(given)})


def overtaken(told: Sequence[Telling]) -> Iterator[Count]:
    """Tolls of which a report hours later gives another, among its first sentences or as that of all."""
    every = [c for c in counted(told) if c.parts & GROWING and not c.ahead]
    heads = [c for c in every if c.telling.index < LEADING or OF_ALL.search(c.telling.text)]
    for one in every:
        since = {id(c): hours_between(one.telling.report, c.telling.report) or 0.0 for c in heads}
        later = [c for c in heads if c.parts & one.parts & GROWING and _of_one(c, one) and since[id(c)] >= LATER]
        last = max((since[id(c)] for c in later), default=0.0)
        if later and all(c.value != one.value for c in later if since[id(c)] == last):
            yield one


def _of_one(one: Count, other: Count) -> bool:
    """Whether two tolls are of the same, or one of them does not say of whom."""
    return _heads(one) == _heads(other) or "" in (_heads(one), _heads(other))


def _heads(count: Count) -> str:
    return "" if count.unit in GENERIC | VICTIMS else count.unit


def apart_by_value(name: str, given: Mapping[float, Sequence[Count]]) -> Found:
    """A difference of numbers, each in the words of the first report that gives it."""
    values = {counts[0].text: list(dict.fromkeys(c.spot for c in counts)) for counts in given.values()}
    return next(apart("number", name, values), Found("number", name, values))


@lru_cache(maxsize=4)
def _unlike(told: tuple[Telling, ...]) -> Sequence[tuple[str, dict[float, list[Count]], bool]]:
    """Groups of numbers of one thing that cannot all be one, and whether they only rose. Remembered while the brief of
    a story is written, which asks for both."""
    found: list[tuple[str, dict[float, list[Count]], bool]] = []
    everything = counted(told)
    for group in groups([count for count in everything if count.firm]):
        values: dict[float, list[Count]] = defaultdict(list)
        for count in group:
            if not _gives_another(count, group, everything):
                values[count.value].append(count)
        values = folded(values)
        if len(values) > 1 and not compatible(group):
            found.append((about(group), values, risen(values)))
    return found


def groups(firm: Sequence[Count]) -> list[list[Count]]:
    """Numbers that are of the same thing, as said in several reports."""
    by_thing: dict[tuple[bool, str], list[Count]] = defaultdict(list)
    for count in firm:
        by_thing[count.ordinal, "" if count.unit in GENERIC else count.unit].append(count)
    made: list[list[Count]] = []
    for alike in by_thing.values():
        begun = len(made)
        for count in alike:
            for group in made[begun:]:
                if any(o.spot[0] != count.spot[0] and same_thing(o, count, alike) for o in group):
                    group.append(count)
                    break
            else:
                made.append([count])
    return [group for group in made if len({c.spot[0] for c in group}) > 1]


def same_thing(one: Count, other: Count, alike: Sequence[Count]) -> bool:
    """Whether two numbers of two reports are of one thing at one time."""
    if one.rate != other.rate or one.lead != other.lead or one.ahead != other.ahead:
        return False
    if one.parts and other.parts and not one.parts & other.parts:
        return False
    if one.span != other.span and "this" not in f"{one.span} {other.span}":
        return False
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    least, most = sorted((one.value, other.value))
    if least > 0 and most > FAR * least:
        return False
    mine, its = one.telling, other.telling
    return likeness(mine, its) >= needed(one, other, alike) and same_people(mine, its) and not contrasted(mine, its)


def needed(one: Count, other: Count, alike: Sequence[Count]) -> float:
    """How like the sentences have to be."""
    mine, its = one.telling, other.telling
    if one.beside & other.beside:
        return BESIDE
    if one.duration:
        return ALIKE if mine.verbs & its.verbs or not (mine.verbs and its.verbs) else 2.0
    if bool(one.parts) != bool(other.parts):
        return ALIKE
    if all(sum(c.spot[0] == count.spot[0] and c.parts == count.parts for c in alike) == 1 for count in (one, other)):
        return VOTED if one.unit == "vote" and one.parts else ALIKE_SOLE
    return ALIKE


def contrasted(one: Telling, other: Telling) -> bool:
    """Whether two sentences speak of two sorts of a thing: "exports of oil" and "exports of shoes", "Chinese banks" and
    "foreign banks"."""
    for told in (_of, _sorts):
        mine, its = told(one.bare), told(other.bare)
        if any(mine[thing] and its[thing] and not mine[thing] & its[thing] for thing in mine.keys() & its.keys()):
            return True
    return False


def _of(text: str) -> dict[str, frozenset[str]]:
    """What things are of, by the thing."""
    return {stem(m[1]): content(m[2]) for m in OF.finditer(text)}


def _sorts(text: str) -> dict[str, frozenset[str]]:
    """The adjectives before things, by the thing."""
    found: dict[str, frozenset[str]] = {}
    for m in SORT.finditer(text):
        found[stem(m[2])] = found.get(stem(m[2]), frozenset()) | {m[1].lower()}
    return found


def _gives_another(count: Count, group: Sequence[Count], everything: Sequence[Count]) -> bool:
    """Whether the report of a number prints another one of the group, too."""
    others = {c.value for c in group if c.value != count.value}
    return any(
        c.spot[0] == count.spot[0] and c.value in others and (c.value > SMALL or c.thing == count.thing)
        for c in everything
    )


def compatible(group: Sequence[Count]) -> bool:
    """Whether all numbers can be one: rounded, or told as about, at least, at most."""
    firm = [c for c in group if c.hedge is None]
    exact = max(firm or group, key=lambda c: (_digits(c.value), c.value))
    return all(_fits(c, exact) for c in group)


def folded(values: Mapping[float, list[Count]]) -> dict[float, list[Count]]:
    """Values without those that are only another one rounded: whoever tells these stands behind the exact one."""
    kept: dict[float, list[Count]] = {}
    for value in sorted(values, key=lambda v: (-_digits(v), v)):
        exact = next((v for v in kept if all(_fits(c, kept[v][0]) for c in values[value])), value)
        kept.setdefault(exact, []).extend(values[value])
    return {value: kept[value] for value in values if value in kept}


def _fits(count: Count, exact: Count) -> bool:
    value, true = count.value, exact.value
    if value == true:
        return True
    if count.hedge == "least":
        return value <= true <= 1.5 * value
    if count.hedge == "most":
        return true <= value * 1.05
    near = abs(value - true) <= (0.12 if count.hedge == "about" else 0.05) * abs(true)
    return near and _digits(value) < _digits(true)


def _digits(value: float) -> int:
    """How exact a number is: its digits without the zeros at its end."""
    return len(f"{value:.12g}".replace(".", "").rstrip("0"))


def risen(values: Mapping[float, Sequence[Count]]) -> bool:
    """Whether a toll only rose from report to report: each higher number came hours after the lower ones."""
    every = [count for counts in values.values() for count in counts]
    if not (all(c.parts & GROWING for c in every) or any(c.so_far for c in every)):
        return False
    ordered = [values[value] for value in sorted(values)]
    return all(
        (hours_between(a.telling.report, b.telling.report) or 0.0) >= LATER
        for lower, higher in pairwise(ordered)
        for a in lower
        for b in higher
    )


def about(group: Sequence[Count]) -> str:
    """What the numbers are of, in a few words."""
    first, name = group[0], next((c.name for c in group if c.name), "")
    if first.ordinal:
        return f"which {name} it is"
    if first.duration:
        return f"number of {name.removesuffix('s')}s"
    if name in ("percentage", "sum of money"):
        return name
    shared = frozenset.intersection(*(c.parts for c in group))
    if first.unit == "vote":
        return next((told for part, told in VOTES.items() if part in shared), "number of votes")
    part = next((p for p in ("killed", "hurt", "missing", "held", "freed") if p in shared), "")
    return " ".join(word for word in ("number of", name, part) if word)
