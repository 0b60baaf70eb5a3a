"""A counted thing in a sentence: how many of what, in which part, in what span, and how exactly it is told."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from communique.briefs.differing.found import Spot
from communique.briefs.differing.tellings import AHEAD, Telling, stem
from communique.lexicon import SENTENCES_KEPT, numbers
from communique.lexicon.numbers import FoundNumber

PARTS = {
    name: re.compile(pattern)
    for name, pattern in (
        ("killed", r"kill|dead\b|deaths?\b|die[ds]?\b|drown|perish|slain|bod(?:y|ies)\b"),
        ("hurt", r"wound|injur|hurt\b"),
        ("missing", r"missing"),
        ("displaced", r"displac|homeless|\bfled\b|evacuat|shelters?\b|(?:left|leave|from|fle\w+) their homes"),
        ("held", r"detain|arrest|seiz|abduct|captur"),
        ("freed", r"freed|releas|hand(?:ed|ing) over"),
        ("for", r"in favou?r|supported|voted for|votes? for|approv|yes votes"),
        ("against", r"against|opposed"),
        ("abstained", r"abstain|abstention"),
    )
}
"""Parts that a number may be of, in small letters: who was killed is not who was hurt."""
GROWING = frozenset(["killed", "hurt", "missing", "displaced", "held"])
VOTING = frozenset(["for", "against", "abstained"])
VOTERS = frozenset(["vote", "member", "deputi", "countr", "state", "lawmak", "senato", ""])
VOTE = re.compile(r"\b(?:vot|abstain|abstention|deput|lawmaker|senator|parliament|assembly|council|resolution)")
VOTES_TO = re.compile(r" votes? to \w+")
RATE = re.compile(r"(?:\W+\w+){0,2}\W+(?:a|an|per|each|every) (year|month|week|day|hour|head|person|family)\b")
EACH = re.compile(r"\b(?:each|per|apiece)\b")
SPAN = re.compile(r"\b(?:last|this|the previous) (?:year|month|week)|\bin (?:19|20)\d\d\b")
TO_BE = re.compile(r"\b(?:(?:is|are|was|were) to|will|would) be\b")
SO_FAR = re.compile(
    r"\b(?:so far|by now|has risen|have risen|rose to|toll|had .{2,40} by|by \w+day|already|until now)\b"
)
LEAD_IN = 60
"""Letters before a number in which all stands that says how exactly it is told."""
HEDGES = tuple((name, re.compile(pattern, re.I)) for name, pattern in (
    ("least", r"(?:at least|more than|over|above|no fewer than|upwards of|exceeding)\s+(?:some\s+)?$"),
    ("most", r"(?:up to|at most|fewer than|less than|under|below|no more than)\s+$"),
    ("about", r"(?:about|around|some|nearly|almost|roughly|approximately|close to|an estimated)\s+$"),
))  # fmt: skip
LEAD = re.compile(r"\b(from|by|each)\s+$")
TIMES = frozenset(["year", "month", "week", "day", "hour", "minute"])
RUNS = re.compile(r"\b(?:runs?|valid|lasts?|lease[ds]?|for|over|within|given?|gave|shut|closed|duration|term)\b")
AGO = re.compile(r"\W*(?:ago|old|later|earlier|before|after)\b|[- ](?:visit|old|trip)")
PAST = re.compile(r"(?:first|last|next|past|in|every|than|times in)\s+(?:the\s+)?(?:\w+\s+)?$", re.I)
NO_NOUN = frozenset(
    re.findall(
        r"\w+",
        "of to in on at for by with from and or but that which who whom than was were is are be been had has have will "
        "would near outside between against after before as into over under while when during across also led worth "
        "around about a an the long wide high deep strong old away last this next each met fell sank am pm",
    )
)
SMALL = 12
"""Up to which numbers come together by chance."""
SIGNS = frozenset(["USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "KRW", "TRY", "PESO", "FRANC", "%", "points"])
"""Units that are no noun behind the number."""


class Count:
    """A number with what it counts: `unit` the head of the noun phrase, `parts` what it is of (killed, hurt, for,
    against …), `firm` whether reports can differ in it. What else is asked only of numbers that may be one is found
    when it is asked."""

    def __init__(self, telling: Telling, found: FoundNumber) -> None:
        text, before = telling.text, telling.text[max(0, found.start - LEAD_IN) : found.start]
        half = before.endswith("half ")
        self.telling, self.spot, self.ordinal = telling, telling.place, found.ordinal
        self.value, self.text = (found.value / 2, f"half {found.text}") if half else (found.value, found.text)
        self.found, self.before, self.clause = found, before, clause_of(text, found.start, found.end)
        self.parts = parts_of(text, self.clause, found)
        self.nouns = nouns_of(text[found.end :])
        self.unit = unit_of(found, self.nouns)
        if self.parts & VOTING and self.unit in VOTERS:
            self.unit = "vote"
        self.duration = self.unit in TIMES
        self.firm = counts(self, found, before, text[found.end :])

    spot: Spot

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The words before the head of the noun phrase."""
        return frozenset(stem(noun) for noun in self.nouns[:-1])

    @cached_property
    def ahead(self) -> bool:
        """Whether it is of what is to come."""
        return AHEAD.search(TO_BE.sub("", self.clause)) is not None

    @cached_property
    def so_far(self) -> bool:
        """Whether it is told as what is known by now."""
        return SO_FAR.search(self.telling.text) is not None

    @cached_property
    def rate(self) -> str | None:
        """The time, or the sort of people, that it is for each of."""
        rate = RATE.match(self.telling.text, self.found.end)
        return rate[1] if rate else "each" if EACH.search(self.clause) else None

    @cached_property
    def span(self) -> str | None:
        """The year, month or week that it is of."""
        span = SPAN.search(self.clause)
        return span.group() if span else None

    @cached_property
    def lead(self) -> str | None:
        """The "from" or "by" before a sum or a share."""
        lead = LEAD.search(self.before) if self.unit in SIGNS else None
        return lead[1] if lead else None

    @cached_property
    def hedge(self) -> str | None:
        """How exactly it is told; "100 million over 15 years" is no more than that."""
        if self.duration and self.before.endswith("over "):
            return None
        return next((name for name, pattern in HEDGES if pattern.search(self.before)), None)

    @cached_property
    def beside(self) -> frozenset[float]:
        """The other numbers of its sentence."""
        every = numbers.find(self.telling.text)
        return frozenset(n.value for n in every if n.value != self.found.value and n.value > SMALL)

    @property
    def grows(self) -> bool:
        """Whether it is a number that rises while news comes in."""
        return bool(self.parts & GROWING) or self.so_far

    @property
    def thing(self) -> tuple[bool, str]:
        """What it counts, and whether it is a place in an order."""
        return self.ordinal, self.unit

    @property
    def name(self) -> str:
        """The word for what it counts."""
        if self.unit in SIGNS:
            return "percentage" if self.unit in ("%", "points") else "sum of money"
        return self.nouns[-1] if self.nouns else ""


def counted(told: Sequence[Telling]) -> list[Count]:
    """All numbers of the sentences."""
    return [count for telling in told for count in _of(telling)]


@lru_cache(maxsize=SENTENCES_KEPT)
def _of(telling: Telling) -> list[Count]:
    return [Count(telling, found) for found in numbers.find(telling.text)]


def clause_of(text: str, start: int, end: int) -> str:
    """The words around a number up to the next mark or "and" on either side."""
    left = max(text.rfind(mark, 0, start) + 1 for mark in (", ", ";", ":", " and ", " but "))
    ends = [at for mark in (", ", ";", ". ", " and ", " but ") if (at := text.find(mark, end)) >= 0]
    return text[left : min(ends, default=len(text))]


def parts_of(text: str, clause: str, found: FoundNumber) -> frozenset[str]:
    """What a number is of, by the words around it; by the whole sentence where it is the only number there."""
    small = clause.lower()
    parts = {name for name, pattern in PARTS.items() if pattern.search(small)}
    if not parts and len(numbers.find(text)) == 1:
        small = text.lower()
        parts = {name for name, pattern in PARTS.items() if pattern.search(small)}
    if parts & VOTING and not VOTE.search(text.lower()):
        parts -= VOTING
    if VOTES_TO.match(text, found.end):
        parts.add("for")
    if text[: found.start].endswith("votes to "):
        parts.add("against")
    return frozenset(parts)


def nouns_of(after: str) -> list[str]:
    """The words of what is counted, the head last."""
    found: list[str] = []
    run = re.match(r"(?:[\s-]+[^\W\d_][\w’'-]*){0,5}", after)
    words = (run.group() if run else "").replace("-", " ").split()
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == "and" and found and found[-1][:1].isupper() and following[:1].isupper():
            continue  # "Foreign and Strategic Dialogue" is one name
        plain = re.sub(r"['’]s?$", "", word)
        if plain.lower() in NO_NOUN or (found and plain.endswith(("ed", "ly"))):
            break
        found.append(plain)
        if plain != word:
            break
    return found


def unit_of(found: FoundNumber, nouns: Sequence[str]) -> str:
    """What a number counts, in a form that singular and plural share."""
    if found.unit == "%":
        return "points" if "point" in found.text else "%"
    if found.unit in SIGNS:
        return found.unit
    return stem(nouns[-1]).removesuffix("s") if nouns else ""


def counts(count: Count, found: FoundNumber, before: str, after: str) -> bool:
    """Whether a number is one that reports can differ in: no year, age or hour, no ordinal of nothing."""
    if not count.nouns and count.unit not in SIGNS:
        return count.unit == "vote" and not count.ordinal
    if count.nouns and count.nouns[0].lower() in ("time", "times"):
        return False
    if count.ordinal and (found.value < 2 or not count.nouns or count.nouns[0].lower().removesuffix("s") in TIMES):
        return False
    if count.duration:
        rest = after[after.find(count.nouns[-1]) + len(count.nouns[-1]) :]
        return bool(RUNS.search(count.telling.text)) and not AGO.match(rest) and not PAST.search(before)
    return True
