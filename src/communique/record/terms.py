"""Offices as dated facts: all that reports said of who holds what, made into terms, and where reports differ.

A report says that an office is held on its day, that it began or ended, that somebody is named for it. What different
reports say of one person and one office is one term; a new one begins where a report tells of a new beginning after an
end. Nothing is inferred beyond what is told: a term has a last day only where a report says that it ended.

Where reports cannot all be right both sides are kept, each with its reports: see `model.OfficeDifference`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Holding, OfficeDifference, Term, Terms, slug
from communique.record.knowing import NEAR, canonical

PASSING = re.compile(r"(?:(?:caretaker|interim|newly elected|newly appointed|new|current|incumbent) )+", re.I)
MINISTERS = {
    "foreign minister": r"foreign(?: affairs)?|external affairs|external relations",
    "defence minister": r"(?:national )?defen[cs]e",
    "finance minister": r"finance",
    "interior minister": r"interior|home(?: affairs)?",
    "trade minister": r"(?:foreign )?trade|commerce",
}
"""Ministers of whom a country has one, by what they are ministers of."""
HEADS = {
    "president": r"president",
    "prime minister": r"prime minister|premier|taoiseach",
    "chancellor": r"chancellor",
    "monarch": r"king|emir|sultan",
    "crown prince": r"crown prince",
    "supreme leader": r"supreme leader",
}
SEATS = [(seat, re.compile(words, re.I)) for seat, words in HEADS.items()] + [
    (seat, re.compile(rf"(?:{of}) (?:minister|secretary)|(?:minister|secretary) (?:of|for) (?:the )?(?:{of})", re.I))
    for seat, of in MINISTERS.items()
]
"""Offices of which a country has one at a time, in the words by which press reports call them."""
YEAR = 365
"""Days after which nobody holds reports to a difference any more that has not been told again."""
NATIONAL = [*HEADS, *MINISTERS]
CHAIR = re.compile(
    r"(?:chairman|chairwoman|chairperson|chair|director|director[- ]general|head|speaker|secretary[- ]general"
    r"|general secretary|governor|chief) of (?:the )?[A-Z]"
)
"""Offices of a named body of which there is one at a time."""


def terms(holdings: Iterable[Holding], on: str | None = None) -> Terms:
    """The terms that holdings give, the one reported last first, and where they differ; with `on` those of a day alone:
    not ended, as far as told, nor yet to begin, and in each seat whom reports tell of nearest to the day, with whoever
    else is told to hold it then; heads of state and government first, then ministers."""
    people: dict[tuple[str, str | None], list[Holding]] = defaultdict(list)
    for key, told in _by_person(holdings).items():
        codes = {holding.code for holding in told if holding.code}
        for holding in told:  # a report that names no country means the only one that others name
            people[key, holding.code or (next(iter(codes)) if len(codes) == 1 else None)].append(holding)
    made = [
        term
        for (key, code), told in sorted(people.items(), key=lambda item: (item[0][0], item[0][1] or ""))
        for group in _by_office(told, code)
        for spell in _spells(group)
        for term in [_term(key, code, spell)]
    ]
    made.sort(key=lambda t: (_newest(t), t.person, t.office), reverse=True)
    found = Terms(terms=tuple(made), differences=tuple(_differences(made)))
    return found if on is None else _on(found, on)


def _on(found: Terms, day: str) -> Terms:
    held = [term for term in found.terms if (days := span(term)) and _lasts(term, days, day)]
    nearest: dict[object, Term] = {}
    for term in sorted(held, key=lambda t: _distance(t, day)):
        nearest.setdefault((term.seat, term.code) if term.seat else id(term), term)
    chosen = {(t.person, t.office, t.code) for t in nearest.values()}
    told = [
        difference
        for difference in found.differences
        if chosen & {(side.person, side.office, side.code) for side in difference.sides}
        and all(side in held or difference.kind == "ended" for side in difference.sides)
        and all(_distance(side, day) <= YEAR for side in difference.sides)
    ]
    chosen |= {(s.person, s.office, s.code) for d in told if d.kind == "holders" for s in d.sides}
    kept = [term for term in held if (term.person, term.office, term.code) in chosen]
    kept.sort(key=lambda term: NATIONAL.index(term.seat) if term.seat in NATIONAL else len(NATIONAL))
    return Terms(terms=tuple(kept), differences=tuple(told))


def _lasts(term: Term, days: tuple[str, str], day: str) -> bool:
    """Is nothing told that puts the day before the term or after it? A report may tell late of what has begun."""
    over = [end for end in (term.ended, term.over) if end and end > (term.last or "")]
    begins = term.began or (date.fromisoformat(days[0]) - timedelta(NEAR)).isoformat()
    return begins <= day and not any(end <= day for end in over)


def _distance(term: Term, day: str) -> int:
    days = span(term)
    if days is None or days[0] <= day <= days[1]:
        return 0
    near = days[0] if day < days[0] else days[1]
    return abs((date.fromisoformat(near) - date.fromisoformat(day)).days)


@lru_cache(maxsize=4096)
def seat_of(office: str, code: str | None) -> str | None:
    """The seat that an office is, None for one that several may hold at a time or whose country is unknown."""
    plain = PASSING.sub("", bare(office, code))
    if re.match(CHAIR, plain):
        return " ".join(sorted(canonical(plain)))
    if code is None:
        return None
    if code == "USA" and plain.lower() == "secretary of state":
        return "foreign minister"
    return next((seat for seat, pattern in SEATS if pattern.fullmatch(plain)), None)


@lru_cache(maxsize=4096)
def bare(office: str, code: str | None) -> str:
    """The words of an office without the country behind them, which stands in the code."""
    for found in countries.find(office):
        if found.code == code and found.end == len(office) and found.kind == "name":
            return re.sub(r"(?:,| of)?(?: the)? *$", "", office[: found.start])
    return office


def _by_person(holdings: Iterable[Holding]) -> dict[str, list[Holding]]:
    people: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        people[slug(holding.person)].append(holding)
    return people


def _by_office(told: Sequence[Holding], code: str | None) -> list[list[Holding]]:
    """One person's holdings by office: in one seat, in the same words, or in fewer of the words of just one other."""
    groups: dict[object, list[Holding]] = defaultdict(list)
    for holding in told:
        seat = seat_of(holding.office, code)
        groups[seat if seat in NATIONAL else canonical(bare(holding.office, code))].append(holding)
    for key in [key for key in groups if isinstance(key, frozenset)]:
        head = _head(groups[key][0].office)
        fuller = [
            other
            for other, held in groups.items()
            if other != key and any(key < canonical(h.office) and _head(h.office) == head for h in held)
        ]
        if len(fuller) == 1:
            groups[fuller[0]] += groups.pop(key)
    return [sorted(group, key=_order) for group in groups.values()]


def _head(office: str) -> str:
    """The first words of an office, up to what it is of."""
    return re.split(r" (?:of|for) ", office.lower())[0].rsplit(" ", 1)[-1]


def _order(holding: Holding) -> tuple[str, str]:
    return _when(holding), holding.id


def _when(holding: Holding) -> str:
    """The day that a holding speaks of, "" for unknown."""
    return holding.since or holding.day or ""


def _spells(group: Sequence[Holding]) -> list[list[Holding]]:
    """Parted where a report tells of a beginning after an end."""
    spells: list[list[Holding]] = [[]]
    for holding in group:
        if holding.tells == "began" and any(h.tells == "ended" for h in spells[-1]):
            spells.append([])
        spells[-1].append(holding)
    return spells


def _term(key: str, code: str | None, told: Sequence[Holding]) -> Term:
    held = sorted(h.day for h in told if h.tells in ("holds", "leaving") and h.day)
    ended = [h for h in told if h.tells == "ended"]
    words = Counter(h.office for h in told)
    office = max(words, key=lambda w: (len(canonical(w)), words[w], w))
    names = Counter(h.person for h in told)
    return Term(
        person=key, name=max(names, key=lambda n: (names[n], n)), office=bare(office, code) or office, code=code,
        body=next((h.body for h in told if h.body), None), seat=seat_of(office, code),
        first=held[0] if held else None, last=held[-1] if held else None,
        began=_told_most(h.since for h in told if h.tells == "began"),
        ended=_told_most(h.since for h in ended),
        over=min((h.day for h in ended if h.day and not h.since), default=None), evidence=tuple(told),
    )  # fmt: skip


def _told_most(days: Iterable[str | None]) -> str | None:
    """The day most reports give, the earliest of those."""
    counts = Counter(day for day in days if day)
    return min(counts, key=lambda day: (-counts[day], day)) if counts else None


def _newest(term: Term) -> str:
    return max((h.day or "" for h in term.evidence), default="")


def _differences(made: Sequence[Term]) -> Iterable[OfficeDifference]:
    seats: dict[tuple[str, str | None], list[Term]] = defaultdict(list)
    people: dict[str, list[Term]] = defaultdict(list)
    for term in made:
        if term.seat is not None:
            seats[term.seat, term.code].append(term)
            people[term.person].append(term)
    for held in seats.values():
        for one, other in combinations(held, 2):
            if one.person != other.person and overlap(one, other):
                yield OfficeDifference(kind="holders", sides=(one, other))
    for own in people.values():
        for one, other in combinations(own, 2):
            if _at_odds(one, other) and overlap(one, other):
                yield OfficeDifference(kind="offices", sides=(one, other))
    for term in made:
        if (sides := _over_and_held(term)) is not None:
            yield OfficeDifference(kind="ended", sides=sides)


def span(term: Term) -> tuple[str, str] | None:
    """The first and the last day on which it was held as far as told: from a reported beginning, to a reported end."""
    days = [day for day in (term.first, term.last, term.began, term.ended) if day]
    return (min(days), max(days)) if days and (term.first or term.began) else None


def overlap(one: Term, other: Term) -> bool:
    """Are two terms told to have been held on a day both? The day on which one hands over to the other is not one."""
    a, b = span(one), span(other)
    if a is None or b is None:
        return False
    begins, ends = max(a[0], b[0]), min(a[1], b[1])
    handed = begins == ends and begins in (one.began, other.began, one.ended, other.ended)
    return begins <= ends and not handed


def _at_odds(one: Term, other: Term) -> bool:
    """Can one person not be both at a time, where no report says that it is so? Ministers may not lead two ministries,
    nor anybody hold a seat in two countries; a prime minister may well be foreign minister too."""
    if {h.report for h in one.evidence} & {h.report for h in other.evidence}:
        return False
    if one.seat not in NATIONAL or other.seat not in NATIONAL:
        return False
    if one.code != other.code:
        return True
    both = {one.seat, other.seat}
    return one.seat != other.seat and (both <= set(MINISTERS) or both == {"president", "prime minister"})


def _over_and_held(term: Term) -> tuple[Term, Term] | None:
    """The two sides of a term that one report says had ended by a day, and another that it was held after it."""
    ended = [h for h in term.evidence if h.tells == "ended"]
    end = min((_when(h) for h in ended if _when(h)), default=None)
    if end is None:
        return None
    held = [h for h in term.evidence if h.tells in ("holds", "leaving") and (h.day or "") > end]
    others = {h.report for h in ended}
    held = [h for h in held if h.report not in others]
    if not held:
        return None
    return replace(term, evidence=tuple(ended)), replace(term, evidence=tuple(held))
