"""Each slot of a clause bound to the sentences that tell of the same people and say the same."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.briefs.gate import passages, words
from communique.briefs.gate.claims import Clause
from communique.briefs.gate.passages import Name, Passage, Source
from communique.briefs.gate.words import Token
from communique.lexicon import countries, dates, numbers
from communique.lexicon.dates import FoundDate
from communique.lexicon.numbers import FoundNumber
from communique.model import Reason

NEAREST = 6
"""How many content words around a slot its evidence is measured by; half must be there (STACK.md, "The check")."""
CLOSE = 0.7
"""A sentence is evidence for a clause that names nobody if it has this part of the best sentence's share of its words."""
PAIRS = frozenset(["sides", "countries", "leaders", "parties", "nations", "states", "neighbours", "governments"])
"""What there are two of wherever two sides meet."""
PLACE_LEAD = re.compile(r"\b(?:in|at|near|from|to|for|of|through|visit(?:ed|s|ing)?|left|reached)\s+(?:the\s+)?$", re.I)


class Bound(NamedTuple):
    """What the sources say of a clause: the sentences that tell of its people, best first, and what of its words
    each has; `missing` are people of the clause that no such sentence has."""

    evidence: tuple[tuple[Source, Passage], ...]
    shares: tuple[float, ...]
    missing: tuple[Name, ...]


def content(tokens: Iterable[Token]) -> list[Token]:
    """The words that carry meaning."""
    return [t for t in tokens if words.meaningful(t)]


def has(passage: Passage, token: Token) -> bool:
    """Whether a sentence has a word, or one that says the same."""
    return not passage.stems.isdisjoint(words.alike(token.stem))


def share(passage: Passage, tokens: Sequence[Token], clause: Clause) -> float:
    """How much of these words a sentence has; words of names that stand for someone in it count as there."""
    if not tokens:
        return 0.0
    known = [n for n in clause.people if bears(passage, n)]
    there = sum(has(passage, t) or any(n.start <= t.start < n.end for n in known) for t in tokens)
    return there / len(tokens)


def bears(passage: Passage, name: Name, *, own: bool = False) -> bool:
    """Whether someone of this name is in a sentence, or meant by its pronouns."""
    there = passage.names if own else (*passage.names, *passage.reach)
    if any(passages.matches(name.key, n.key) for n in there):
        return True
    return len(name.key) > 1 and all(words.stem(part) in passage.stems for part in name.key)


def letters(text: str) -> str:
    """The initials of a name's capitalised words."""
    return "".join(w[0] for w in re.findall(r"[^\W_][\w’'-]*", text) if w[0].isupper())


def acronym(source: Source, text: str) -> bool:
    """Whether a source uses a name's acronym, or has in full the name whose acronym this is."""
    if text.isupper():
        return text in source.initials or text in source.acronyms
    return len(letters(text)) > 2 and letters(text) in source.acronyms


def near(clause: Clause, start: int, end: int) -> list[Token]:
    """The content words of a clause nearest a slot."""
    around = [t for t in content(clause.tokens) if not start <= t.start < end]
    around.sort(key=lambda t: min(abs(t.start - end), abs(start - t.end)))
    return around[:NEAREST]


def bound(clause: Clause, sources: Sequence[Source], text: str) -> Bound:
    """The sentences that can be evidence for a clause: all of its people are in them, or as many as in any."""
    tokens = content(clause.tokens)
    rated: list[tuple[int, float, int, Source, Passage]] = []
    subject = clause.people[0] if clause.people else None
    codes = [t for t in clause.tokens if t.kind in ("name", "demonym")] if not clause.people else []
    for source in sources:
        for passage in source.passages:
            there = sum(
                bears(passage, n, own=n is subject and first_is_other(passage, n))
                or acronym_in(passage, text[n.start : n.end])
                for n in clause.people
            ) + sum(t.stem in passage.stems for t in codes)
            value = share(passage, tokens, clause)
            if there or value >= 0.3:
                rated.append((there, value, -passage.start, source, passage))
    most = max((r[0] for r in rated), default=0)
    wanted = len(clause.people) + len(codes)
    kept = sorted((r for r in rated if r[0] == most), key=lambda r: r[:3], reverse=True)
    if not clause.people and kept:
        kept = [r for r in rated if r[1] >= CLOSE * max(x[1] for x in rated) and r[0] >= min(most, wanted)]
        kept.sort(key=lambda r: r[1:3], reverse=True)
    missing: tuple[Name, ...] = ()
    if clause.people and most < len(clause.people) and kept:
        best = kept[0]
        missing = tuple(
            n for n in clause.people if not bears(best[4], n) and not acronym_in(best[4], text[n.start : n.end])
        )
    elif clause.people and not kept:
        missing = clause.people
    return Bound(tuple((r[3], r[4]) for r in kept[:12]), tuple(r[1] for r in kept[:12]), missing)


def first_is_other(passage: Passage, name: Name) -> bool:
    """Whether a sentence begins with a name of its own, so that its pronouns are not its subject."""
    if not passage.names or passage.names[0].start - passage.start > 40:
        return False
    return not passages.matches(name.key, passage.names[0].key)


def acronym_in(passage: Passage, text: str) -> bool:
    """Whether a body is in a sentence by its acronym, or in full where the claim has the acronym."""
    if text.isupper():
        return len(text) > 2 and text in passages.initials(passage.text)
    return len(letters(text)) > 2 and letters(text) in passages.shortened(passage.text)


def beside(source: Source, passage: Passage) -> list[Passage]:
    """A sentence, the one before if it leans on that, and the one after if that leans on it."""
    found = [passage]
    if passage.reach and passage.number:
        found.append(source.passages[passage.number - 1])
    following = source.passages[passage.number + 1 : passage.number + 2]
    return found + [p for p in following if passages.LEANING.match(p.text)]


def words_missing(
    clause: Clause, found: Bound, sources: Sequence[Source], text: str, skip: Sequence[tuple[int, int]]
) -> list[Token]:
    """Content words of a clause that none of its evidence has, nor the sentences beside it."""
    stems: set[str] = set()
    for source, passage in found.evidence:
        stems.update(stem for p in beside(source, passage) for stem in p.stems)
    everywhere = {stem for source in sources for p in source.passages for stem in p.stems}
    lost = []
    for token in content(clause.tokens):
        if token.stem in words.known("glue") or token.text[0].isdigit() or any(a <= token.start < b for a, b in skip):
            continue
        pool = everywhere if token.upper and not token.kind else stems
        if pool.isdisjoint(words.alike(token.stem)) and not abbreviated(token, sources, text):
            lost.append(token)
    return lost


def abbreviated(token: Token, sources: Sequence[Source], text: str) -> bool:
    """Whether a capitalised word is part of a name whose acronym the sources use, or an acronym of a name in them."""
    if not token.upper:
        return False
    if token.text.isupper():
        return any(acronym(s, token.text) for s in sources)
    for run in re.finditer(r"[A-Z][\w’'-]+(?:\s(?:(?:of|for|the|and|on|in)\s)*[A-Z][\w’'-]+)+", text):
        if run.start() <= token.start < run.end() and any(acronym(s, run.group()) for s in sources):
            return True
    return False


def same_days(claim: FoundDate, found: FoundDate) -> bool:
    """Whether a claim's date is the one found: the same days, or days within the claim's month, span or year."""
    if claim.weekday is not None and found.weekday is not None and claim.weekday != found.weekday:
        return False
    if claim.first and claim.last and found.first and found.last:
        if claim.precision == "day":
            return claim.first == found.first == found.last
        return claim.first <= found.first and found.last <= claim.last
    if claim.weekday is not None and (found.weekday is not None or found.first):
        return claim.weekday == (
            found.weekday if found.weekday is not None else found.first.weekday() if found.first else -1
        )
    return words.plain(claim.text) == words.plain(found.text)


def said(found: FoundDate) -> str:
    """A date as a reader is told it."""
    if not found.first or not found.last:
        return found.text
    if found.first == found.last:
        return f"{found.first:%A} {found.first.day} {found.first:%B %Y} (“{found.text}”)"
    return f"{found.first.isoformat()} to {found.last.isoformat()} (“{found.text}”)"


def days_beside(source: Source, passage: Passage) -> tuple[FoundDate, ...]:
    """The days of a sentence, or of the one before if it leans on that."""
    if passage.days or not passage.reach or not passage.number:
        return passage.days
    return source.passages[passage.number - 1].days


def check_days(clause: Clause, found: Bound, text: str) -> list[Reason]:
    """Every date of a clause against the days in its evidence, each report's own date resolving its weekdays."""
    reasons = []
    for loose in dates.find(text, None):
        if not clause.start <= loose.start < clause.end or loose.kind == "relative":
            continue
        around, right = near(clause, loose.start, loose.end), False
        seen: list[FoundDate] = []
        for source, passage in found.evidence:
            day = next((d for d in dates.find(text, source.published) if d.start == loose.start), loose)
            if loose.first is None and source.published is None:
                day = loose
            candidates = days_beside(source, passage)
            if share(passage, around, clause) >= 0.5:
                right = right or any(same_days(day, d) for d in candidates)
                seen += candidates
        if not right:
            told = f"the source has {said(seen[0])}" if seen else "no source gives that day for it"
            reasons.append(Reason(kind="date", text=f"not {loose.text}: {told}"))
    return reasons


def same_number(claim: FoundNumber, found: FoundNumber) -> bool:
    """Whether two numbers are one: value, and currency or per cent where both have it."""
    if abs(claim.value - found.value) > 1e-6 * max(1.0, abs(claim.value)):
        return False
    special = {"%", "USD", "EUR", "GBP", "CNY", "JPY", "KRW", "RUB", "INR"}
    return not ({claim.unit, found.unit} & special) or claim.unit == found.unit


def same_unit(claim: FoundNumber, found: FoundNumber) -> bool:
    """Whether two numbers count the same thing."""
    return bool(claim.unit and found.unit and words.same(words.stem(claim.unit), words.stem(found.unit)))


def check_numbers(clause: Clause, found: Bound, text: str, skip: Sequence[tuple[int, int]]) -> list[Reason]:
    """Every number of a clause against its evidence."""
    reasons = []
    for number in numbers.find(text):
        if not clause.start <= number.start < clause.end or any(a <= number.start < b for a, b in skip):
            continue
        if number.value == 2 and number.unit in PAIRS:
            continue
        around, right = near(clause, number.start, number.end), False
        seen: list[str] = []
        for _, passage in found.evidence:
            if share(passage, around, clause) >= 0.5 or any(same_unit(number, n) for n in passage.numbers):
                right = right or any(same_number(number, n) for n in passage.numbers)
                seen += [n.text for n in passage.numbers if same_unit(number, n)] or []
        if not right:
            told = f"the source has {seen[0]}" if seen else "no source gives that number for it"
            reasons.append(Reason(kind="number", text=f"not {number.text}: {told}"))
    return reasons


def check_places(clause: Clause, found: Bound, text: str) -> list[Reason]:
    """Every place a clause puts its happening in against its evidence: venues, capitals, countries."""
    reasons = []
    for name in clause.others:
        printed = text[name.start : name.end]
        if not any(bears(p, name) or acronym_in(p, printed) or dateline(s, printed) for s, p in found.evidence):
            reasons.append(Reason(kind="place", text=f"{printed}: no source puts or names it there"))
    for token in clause.tokens:
        if token.kind not in ("capital", "name") or not PLACE_LEAD.search(text[max(0, token.start - 14) : token.start]):
            continue
        if any(place_in(s, p, token) for s, p in found.evidence):
            continue
        there = [t.text for _, p in found.evidence[:3] for t in p.tokens if t.kind == token.kind]
        told = f"the source has {there[0]}" if there else "no source puts it there"
        reasons.append(Reason(kind="place", text=f"not {token.text}: {told}"))
    return reasons


def dateline(source: Source, place: str) -> bool:
    """Whether a report was filed from this place."""
    head = passages.DATELINE.match(source.text)
    return bool(head and place.upper() in head.group().upper())


def place_in(source: Source, passage: Passage, token: Token) -> bool:
    """Whether a sentence has a place: a capital by its own name or as "the capital", a country by any form."""
    around = (passage, *source.passages[max(0, passage.number - 1) : passage.number]) if passage.reach else (passage,)
    for one in around:
        for other in one.tokens:
            if other.stem == token.stem and (token.kind == "name" or other.kind == "capital"):
                return True
        if token.kind == "capital" and "capital" in one.stems and token.stem in one.stems:
            return True
    return dateline(source, token.text)


def named(code: str) -> str:
    """A country token for people."""
    try:
        return countries.name(code.removeprefix("@"))
    except KeyError:
        return code
