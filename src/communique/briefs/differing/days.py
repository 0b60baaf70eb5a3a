"""Days on which reports differ: in the mentions of one event, and in sentences that tell of the same act."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from communique.briefs.differing import places
from communique.briefs.differing.found import Found, Spot, apart
from communique.briefs.differing.tellings import REPORTING, Telling, acts, content, likeness, same_people, share
from communique.briefs.dossier import Evidence
from communique.briefs.telling.wording import day
from communique.lexicon import dates
from communique.model import Mention, slug

ALIKE = 0.5
"""Likeness from which on two sentences with the same verb tell of one act; by the train side of bench/differing."""
RELATED = 0.2
"""Likeness of a sentence that gives the other day, from which on the report takes no side."""
NEAR = timedelta(days=7)
"""Farther apart lie two acts and not two accounts of one."""
NIGHT = re.compile(
    r"\b(?:evening|night|overnight|midnight|late|early|first (?:minutes|hours)|dawn|morning|local time|[A-Z]\w+ time)\b"
)


def in_event(evidence: Evidence, told: Sequence[Mention], about: str) -> Iterator[Found]:
    """Days that the mentions of one event give: only ones that the sentence itself gives, and not to its source."""
    values: dict[str, list[tuple[str, int]]] = {}
    texts: dict[str, list[str]] = {}
    for mention in told:
        when = mention.date
        text = evidence.sentence(mention.report, mention.sentence)
        if when is None or when.precision != "day" or when.start != when.end or not when.text:
            continue
        at = text.find(when.text)
        if mention.status != "done" or len(dates.find(text, None)) > 1:
            continue
        if at < 0 or re.search(r"\b(?:that|the same) day\b|\bday (?:after|before|earlier|later)\b", text):
            continue
        if not REPORTING.search(text[:at].removesuffix("on ").rstrip()):
            values.setdefault(when.start, []).append((mention.report, mention.sentence))
            texts.setdefault(when.start, []).append(text)
    days = sorted(values)
    if len(days) > 1 and not across_midnight([(date.fromisoformat(d[:10]), " ".join(texts[d])) for d in days]):
        yield from apart("day", about, {day(date.fromisoformat(d[:10])): values[d] for d in days})


def in_sentences(pairs: Sequence[tuple[Telling, Telling]], known: Collection[Spot]) -> Iterator[Found]:
    """Days that differ in sentences with the same verb, told after both days. `known` are sentences that the record has
    compared."""
    for one, other in pairs:
        if one.place in known and other.place in known:
            continue
        if likeness(one, other) < ALIKE or one.again or other.again or one.ahead or other.ahead:
            continue
        if len(one.days) != 1 or len(other.days) != 1:
            continue
        a, b = one.days[0], other.days[0]
        if a.first is None or b.first is None or a.first == b.first or abs(a.first - b.first) > NEAR:
            continue
        if not same_act(one, a.start, other, b.start) or not told_after(one, other, max(a.first, b.first)):
            continue
        towns = {slug(name) for name, _ in places.towns(one)}, {slug(name) for name, _ in places.towns(other)}
        if not same_people(one, other) or (all(towns) and not towns[0] & towns[1]):
            continue
        if across_midnight([(a.first, one.text), (b.first, other.text)]) or mentions(one, b.first, other, a.first):
            continue
        values = {day(found): [place] for found, place in sorted([(a.first, one.place), (b.first, other.place)])}
        yield from apart("day", "", values)


def same_act(one: Telling, at: int, other: Telling, there: int) -> bool:
    """Whether the two days belong to one verb, and not to two that only stand in like sentences."""
    mine, its = one.verb_of(at), other.verb_of(there)
    return mine == its or (mine in other.verbs and its in one.verbs)


def told_after(one: Telling, other: Telling, last: date) -> bool:
    """Whether both reports came after the later day: one that came before could not know it."""
    return all(t.anchor is not None and t.anchor >= last for t in (one, other))


def across_midnight(told: Sequence[tuple[date, str]]) -> bool:
    """Whether the days follow on each other, and each sentence speaks of the night between them, or of two clocks."""
    ordered = sorted(told)
    close = all(b[0] - a[0] == timedelta(days=1) for a, b in pairwise(ordered))
    return close and all(NIGHT.search(text) for _, text in ordered)


def mentions(one: Telling, its: date, other: Telling, mine: date) -> bool:
    """Whether either report gives the other's day too."""
    return _gives(one, its) or _gives(other, mine)


def _gives(telling: Telling, value: date) -> bool:
    report = telling.report
    for index in range(len(report.sentences)):
        text = report.sentence(index)
        given = [d for d in dates.find(text, telling.anchor) if d.first == d.last == value]
        given = [d for d in given if not REPORTING.search(text[: d.start].removesuffix("on ").rstrip(" ,"))]
        related = telling.verbs.intersection(acts(text)) and share(telling.words, content(text)) > RELATED
        if given and related and index != telling.index:
            return True
    return False
