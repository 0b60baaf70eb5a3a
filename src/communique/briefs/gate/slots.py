"""Days, numbers and places of a clause against the sentences it is bound to."""

import re
from collections.abc import Sequence

from communique.briefs.gate import passages, words
from communique.briefs.gate.binding import Bound, acronym_in, bears, has, near, share
from communique.briefs.gate.claims import Clause
from communique.briefs.gate.passages import Name, Passage, Source
from communique.briefs.gate.words import Token
from communique.lexicon import countries, dates, numbers
from communique.lexicon.dates import FoundDate
from communique.lexicon.numbers import FoundNumber
from communique.model import Reason

PAIRS = frozenset(["sides", "countries", "leaders", "parties", "nations", "states", "neighbours", "governments"])
"""What there are two of wherever two sides meet."""
PLACE_LEAD = re.compile(r"\b(?:in|at|near|from|to|for|of|through|visit(?:ed|s|ing)?|left|reached)\s+(?:the\s+)?$", re.I)


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


def bears_beside(source: Source, passage: Passage, name: Name) -> bool:
    """Whether a place stands in the sentence before, and this one goes on from there."""
    return leans(passage) and bears(source.passages[passage.number - 1], name, own=True)


def leans(passage: Passage) -> bool:
    """Whether a sentence goes on from the one before: it begins with "he", "the two" or the like."""
    return passage.number > 0 and passages.LEANING.match(passage.text) is not None


TOLD = re.compile(
    r"\b(?:said|says|reported|announced|told|confirmed|added|released|published)\b"
    r"(?:\s+\w+){0,2}?\s+(?:late\s+|early\s+)?(?:on\s+)?(?:the\s+(?:night|morning|afternoon|evening)\s+of\s+)?$"
)
"""What comes before a day on which something was told, which need not be the day on which it was done."""


def reporting(text: str, start: int) -> bool:
    """Whether the day at `start` is that of a report: "KCNA said on Saturday"."""
    return TOLD.search(text[max(0, start - 60) : start]) is not None


def days_beside(source: Source, passage: Passage) -> tuple[FoundDate, ...]:
    """The days of a sentence, or of the one before if it leans on that."""
    if passage.days or not leans(passage):
        return passage.days
    return source.passages[passage.number - 1].days


def tells(source: Source, passage: Passage, around: Sequence[Token], clause: Clause) -> bool:
    """Whether a sentence, or the one it leans on, has a word of what was done and not of who did it: that somebody is
    named on a day does not date what they did on another."""
    named = (*clause.people, *clause.others)
    done = [t for t in around if not t.kind and not t.upper and not any(n.start <= t.start < n.end for n in named)]
    told = (passage, source.passages[passage.number - 1]) if leans(passage) else (passage,)
    return not done or any(has(p, t) for p in told for t in done)


UNKNOWN = "no source gives that day for it"
"""What is said of a day that stands nowhere."""


def check_days(clause: Clause, found: Bound, text: str) -> list[Reason]:
    """Every date of a clause against the days in its evidence, each report's own date resolving its weekdays."""
    reasons = []
    for loose in dates.find(text, None):
        if not clause.start <= loose.start < clause.end or loose.kind == "relative":
            continue
        around, right = near(clause, loose.start, loose.end), False
        seen: list[FoundDate] = []
        told = reporting(text, loose.start)
        for source, passage in found.evidence:
            if share(passage, around, clause) < 0.5 or not tells(source, passage, around, clause):
                continue
            day = next((d for d in dates.find(text, source.published) if d.start == loose.start), loose)
            if loose.first is None and source.published is None:
                day = loose
            candidates = [d for d in days_beside(source, passage) if told or not reporting(source.text, d.start)]
            right = right or any(same_days(day, d) for d in candidates)
            seen += candidates
        if not right:
            instead = f"the source has {said(seen[0])}" if seen else UNKNOWN
            reasons.append(Reason(kind="date", text=f"not {loose.text}: {instead}"))
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
        if not any(
            bears(p, name, own=True) or bears_beside(s, p, name) or acronym_in(p, printed) or dateline(s, printed)
            for s, p in found.evidence
        ):
            reasons.append(Reason(kind="place", text=f"{printed}: no source puts or names it there"))
    for token in clause.tokens:
        if token.kind not in ("capital", "name") or not PLACE_LEAD.search(text[max(0, token.start - 14) : token.start]):
            continue
        if any(place_in(s, p, token) and not elsewhere(p, clause, token) for s, p in found.evidence):
            continue
        there = [place for _, p in found.evidence[:3] if (place := elsewhere(p, clause, token))]
        there += [t.text for _, p in found.evidence[:3] for t in p.tokens if t.kind == token.kind]
        told = f"the source has {there[0]}" if there else "no source puts it there"
        reasons.append(Reason(kind="place", text=f"not {token.text}: {told}"))
    return reasons


def dateline(source: Source, place: str) -> bool:
    """Whether a report was filed from this place."""
    head = passages.DATELINE.match(source.text)
    return bool(head and place.upper() in head.group().upper())


def place_in(source: Source, passage: Passage, token: Token) -> bool:
    """Whether a sentence has a place: a capital by its own name or as "the capital", a country by any form."""
    around = (passage, *source.passages[max(0, passage.number - 1) : passage.number]) if leans(passage) else (passage,)
    for one in around:
        for other in one.tokens:
            if other.stem == token.stem and (token.kind == "name" or other.kind == "capital"):
                return True
        if token.kind == "capital" and "capital" in one.stems and token.stem in one.stems:
            return True
    return dateline(source, token.text)


def elsewhere(passage: Passage, clause: Clause, token: Token) -> str:
    """The place of which a sentence tells with "where" what a clause puts in another; empty where it does not. All that
    it shares with the clause besides names stands behind "where" then, and the place before it, but not as what "where"
    is of ("came to Lima from Ica, where he met …")."""
    texts = [t.text.lower() for t in passage.tokens]
    if "where" not in texts:
        return ""
    at = texts.index("where")
    here = [n for n, t in enumerate(passage.tokens) if t.stem == token.stem and t.kind == token.kind]
    told = {t.stem for t in clause.tokens if not t.kind and not t.upper and words.meaningful(t)}
    before, behind = ({t.stem for t in part} for part in (passage.tokens[:at], passage.tokens[at:]))
    apart = bool(here) and max(here) < at - 1 and bool(told & behind) and not told & before
    return passage.tokens[at - 1].text if apart else ""


def named(code: str) -> str:
    """A country token for people."""
    try:
        return countries.name(code.removeprefix("@"))
    except KeyError:
        return code
