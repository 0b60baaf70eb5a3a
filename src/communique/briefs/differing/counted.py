"""A counted thing in a sentence: how many of what, in which part, in what span, and how exactly it is told."""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from communique.briefs.differing.found import Spot
from communique.briefs.differing.tellings import AHEAD, Telling, stem
from communique.lexicon import numbers
from communique.lexicon.numbers import FoundNumber

PARTS = {
    name: re.compile(pattern, re.I)
    for name, pattern in (
        ("killed", r"kill|dead\b|deaths?\b|die[ds]?\b|drown|perish|slain|bod(?:y|ies)\b"),
        ("hurt", r"wound|injur|hurt\b"),
        ("missing", r"missing"),
        ("held", r"detain|arrest|seiz|abduct|captur"),
        ("freed", r"freed|releas|hand(?:ed|ing) over"),
        ("for", r"in favou?r|supported|voted for|votes? for|approv|yes votes"),
        ("against", r"against|opposed"),
        ("abstained", r"abstain|abstention"),
    )
}
"""Parts that a number may be of: who was killed is not who was hurt."""
GROWING = frozenset(["killed", "hurt", "missing", "held"])
VOTING = frozenset(["for", "against", "abstained"])
VOTERS = frozenset(["vote", "member", "deputi", "countr", "state", "lawmak", "senato", ""])
VOTE = re.compile(r"\b(?:vot|abstain|abstention|deput|lawmaker|senator|parliament|assembly|council|resolution)", re.I)
VOTES_TO = re.compile(r" votes? to \w+")
RATE = re.compile(r"(?:\W+\w+){0,2}\W+(?:a|an|per|each|every) (year|month|week|day|hour|head|person|family)\b")
EACH = re.compile(r"\b(?:each|per|apiece)\b")
SPAN = re.compile(r"\b(?:last|this|the previous) (?:year|month|week)|\bin (?:19|20)\d\d\b")
TO_BE = re.compile(r"\b(?:(?:is|are|was|were) to|will|would) be\b")
SO_FAR = re.compile(
    r"\b(?:so far|by now|has risen|have risen|rose to|toll|had .{2,40} by|by \w+day|already|until now)\b"
)
HEDGES = (
    ("least", r"(?:at least|more than|over|above|no fewer than|upwards of|exceeding)\s+(?:some\s+)?$"),
    ("most", r"(?:up to|at most|fewer than|less than|under|below|no more than)\s+$"),
    ("about", r"(?:about|around|some|nearly|almost|roughly|approximately|close to|an estimated)\s+$"),
)
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


COUNTED: "WeakKeyDictionary[Telling, list[Count]]" = WeakKeyDictionary()


class Count:
    """A number with what it counts: `unit` the head of the noun phrase, `kinds` its other words, `parts` what it is of
    (killed, hurt, for, against …), `rate` and `span` the time it is for, `hedge` how exactly it is told (least, most,
    about)."""

    def __init__(self, telling: Telling, found: FoundNumber) -> None:
        text, before = telling.text, telling.text[: found.start]
        half = before.endswith("half ")
        self.telling, self.spot, self.ordinal = telling, telling.place, found.ordinal
        self.value, self.text = (found.value / 2, f"half {found.text}") if half else (found.value, found.text)
        clause = clause_of(text, found.start, found.end)
        self.parts = parts_of(text, clause, found)
        self.nouns = nouns_of(text[found.end :])
        self.unit = unit_of(found, self.nouns)
        if self.parts & VOTING and self.unit in VOTERS:
            self.unit = "vote"
        self.kinds = frozenset(stem(noun) for noun in self.nouns[:-1])
        self.ahead = AHEAD.search(TO_BE.sub("", clause)) is not None
        self.so_far = SO_FAR.search(text) is not None
        rate, span, lead = RATE.match(text, found.end), SPAN.search(clause), LEAD.search(before)
        self.rate = rate[1] if rate else "each" if EACH.search(clause) else None
        self.span = span.group() if span else None
        self.lead = lead[1] if lead and self.unit in SIGNS else None
        self.hedge = next((name for name, pattern in HEDGES if re.search(pattern, before, re.I)), None)
        self.duration = self.unit in TIMES
        if self.duration and before.endswith("over "):
            self.hedge = None  # "100 million over 15 years" is no more than that
        self.beside = frozenset(n.value for n in numbers.find(text) if n.value != found.value and n.value > SMALL)
        self.firm = counts(self, found, before, text[found.end :])

    spot: Spot

    @property
    def grows(self) -> bool:
        """Whether it is a number that rises while news comes in."""
        return self.so_far or bool(self.parts & GROWING)

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


def _of(telling: Telling) -> list[Count]:
    if telling not in COUNTED:
        COUNTED[telling] = [Count(telling, found) for found in numbers.find(telling.text)]
    return COUNTED[telling]


def clause_of(text: str, start: int, end: int) -> str:
    """The words around a number up to the next mark or "and" on either side."""
    left = max(text.rfind(mark, 0, start) + 1 for mark in (", ", ";", ":", " and ", " but "))
    ends = [at for mark in (", ", ";", ". ", " and ", " but ") if (at := text.find(mark, end)) >= 0]
    return text[left : min(ends, default=len(text))]


def parts_of(text: str, clause: str, found: FoundNumber) -> frozenset[str]:
    """What a number is of, by the words around it; by the whole sentence where it is the only number there."""
    parts = {name for name, pattern in PARTS.items() if pattern.search(clause)}
    if not parts and len(numbers.find(text)) == 1:
        parts = {name for name, pattern in PARTS.items() if pattern.search(text)}
    if not VOTE.search(text):
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
