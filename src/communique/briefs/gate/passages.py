"""Sources as the gate reads them: sentences with their words, people, days, numbers and quotations."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from communique import times
from communique.briefs.gate import words
from communique.briefs.gate.items import Item, itemised
from communique.briefs.gate.words import Token
from communique.lexicon import dates, names, numbers, sentences
from communique.lexicon.dates import FoundDate
from communique.lexicon.numbers import FoundNumber
from communique.model import Report, Span

DATELINE = re.compile(
    r"^\s*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. ,/-]{2,60}?(?:,? (?:[A-Z][a-z]+, )?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([^()\n]{2,40}\))? ?[-–—]+ |^\s*[A-Z][a-z]{2,8}\.? \d{1,2} \([^()\n]{2,40}\) ?[-–—]+ "
)
QUOTED = re.compile(
    r"[“«„]([^”»“«„]{2,1500}?)[”»]|\"(?<!\w.)([^\"\n]{2,1500}?)\"(?!\w)|"
    r"[‘'`](?<!\w.)[‘'`]?(\w[^’'\n]{2,300}?)[’']{1,2}(?!\w)"
)
GENERIC = re.compile(
    r"\b(?:he|she|they|him|her|his|their|them|both sides|on (?:that|the same) day|"
    r"the (?:delegation|visitors?|two|pair|sides?|minister|president|premier|envoy|leaders?|official|guests?|meeting|"
    r"talks|diplomat|ambassador|host|both))\b",
    re.I,
)
"""Words that lean on the sentence before."""


LEANING = re.compile(
    r"(?:he|she|they|it|both|his|her|their|the (?:delegation|visitors?|two|sides?|minister|president|premier|envoy|"
    r"leaders?|guests?|meeting|talks|diplomat|ambassador))\b",
    re.I,
)
CAPITALISED = re.compile(r"[A-Z][\w’'-]+(?:['’]?\s(?:(?:of|for|the|and|on|in)\s)*[A-Z][\w’'-]+)+")
"""The long names of bodies."""
GROUP = re.compile(r"\b(?:delegation|visitors|mission|guests)\b", re.I)
LED = re.compile(
    r"\b(?:delegation|visitors|mission|guests)\b[^.\n]{0,90}?\b((?:led|headed)\s+by)\b|"
    r"\bwho\s+(?:is\s+leading|leads|led|heads|headed)\s+(?:the|a)\s+(?:[\w-]+\s+){0,3}delegation\b"
)


class Name(NamedTuple):
    """A person or body in place: `key` is the full name it stands for in this source, in plain words."""

    start: int
    end: int
    key: tuple[str, ...]


@dataclass(eq=False)
class Passage:
    """One sentence of a source with what is in it; offsets are into the source's text. `reach` holds the names that
    pronouns and "the delegation" in it may stand for. Compared by identity, so that what was found out about it is
    remembered for the next claim."""

    number: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    names: tuple[Name, ...]
    reach: tuple[Name, ...]
    days: tuple[FoundDate, ...]
    numbers: tuple[FoundNumber, ...]

    @cached_property
    def says(self) -> frozenset[str]:
        """Its stems and all that say the same."""
        return frozenset[str]().union(*map(words.alike, self.stems))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The sentence as a row of items."""
        return itemised(self.tokens, self.days, self.numbers, self.names)

    @cached_property
    def whole(self) -> str:
        """The sentence without a dateline, for comparing it word for word."""
        dateline = DATELINE.match(self.text)
        return normal(self.text[dateline.end() if dateline else 0 :])


class Quote(NamedTuple):
    """Words in quotation marks, and the sentence they stand in."""

    start: int
    end: int
    text: str
    passage: int


@dataclass(eq=False)
class Source:
    """A source prepared for checking. `origins` are those it says it has it from and its publisher, `stems` all
    that stand in it. Compared by identity."""

    text: str
    plain: str
    published: date | None
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    acronyms: frozenset[str]
    initials: frozenset[str]
    origins: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=16384)
def key_of(name: str) -> tuple[str, ...]:
    """A name in plain words: `Choe Ryong-hae` and `Choe Ryong Hae` are the same."""
    return tuple(part for part in re.split(r"[\s.\-]+", words.plain(name)) if part)


def resolved(text: str) -> tuple[Name, ...]:
    """The names of a text, a surname alone standing for the full name told last before it (or else after it)."""
    found = [Name(n.start, n.end, key_of(n.text)) for n in names.find(text)]
    full = [n for n in found if len(n.key) > 1]
    out = []
    for name in found:
        if len(name.key) == 1:
            bearers = [n for n in full if name.key[0] in (n.key[0], n.key[-1])]
            before = [n for n in bearers if n.start < name.start]
            if bearers:
                name = Name(name.start, name.end, (before[-1] if before else bearers[0]).key)
        out.append(name)
    return tuple(out)


def compounds(tokens: Sequence[Token]) -> frozenset[str]:
    """The single words of countries' names that have several."""
    several = (t.text for t in tokens if t.kind and (" " in t.text or "-" in t.text))
    return frozenset(words.stem(part.group()) for text in several for part in words.WORD.finditer(text))


def led(text: str, people: Sequence[Name]) -> tuple[Name, ...]:
    """The leaders of delegations a text tells of: "the delegation" stands for them too."""
    found = []
    for match in LED.finditer(text):
        if match.group(1):
            found += [people[i] for i in between(people, match.end(), match.end() + 60)[:1]]
        else:
            found += [people[i] for i in between(people, max(0, match.start() - 160), match.start())[-1:]]
    return tuple(found)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Text with one kind of quotation mark, dash and space, for comparing word for word."""
    for marks, one in (("“”„«»", '"'), ("‘’`´", "'"), ("–—", "-")):
        for mark in marks:
            text = text.replace(mark, one)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def quotations(text: str) -> tuple[tuple[int, int, str], ...]:
    """All words in quotation marks."""
    return tuple((m.start(), m.end(), m.group(m.lastindex or 0)) for m in QUOTED.finditer(text))


@lru_cache(maxsize=8192)
def shortened(text: str) -> frozenset[str]:
    """The acronyms a text uses."""
    return frozenset(re.findall(r"\b[A-Z]{3,8}\b", text))


@lru_cache(maxsize=8192)
def initials(text: str) -> frozenset[str]:
    """The acronyms the capitalised names of a text would make."""
    found: set[str] = set()
    for run in CAPITALISED.finditer(text):
        letters = "".join(word[0] for word in run.group().split() if word[0].isupper())
        found.update(letters[i:j] for i in range(len(letters)) for j in range(i + 3, len(letters) + 1))
    return frozenset(found)


Found = TypeVar("Found", FoundDate, FoundNumber)


def moved(found: Found, start: int) -> Found:
    """What was found in a sentence, placed in the text in which the sentence starts there."""
    return replace(found, start=found.start + start, end=found.end + start)


def between(items: Sequence[Name], start: int, end: int) -> list[int]:
    """Indices of the names that begin within a stretch of text."""
    starts = [item.start for item in items]
    return list(range(bisect_right(starts, start - 1), bisect_right(starts, end - 1)))


@lru_cache(maxsize=256)
def prepared(text: str, published: date | None, spans: tuple[tuple[int, int], ...], origins: tuple[str, ...]) -> Source:
    """A source ready to be checked against; kept for the next claim."""
    dateline = DATELINE.match(text)
    head = dateline.end() if dateline else 0
    people = tuple(n for n in resolved(text) if n.start >= head)
    leaders = led(text, people)
    made: list[Passage] = []
    said = [text[start:end] for start, end in spans]
    for index, ((start, end), sentence, days) in enumerate(
        zip(spans, said, dates.by_sentence(said, published), strict=True)
    ):
        own = [people[i] for i in between(people, start, end)]
        tokens = tuple(
            Token(t.start + start, t.end + start, t.text, t.stem, t.upper, t.kind)
            for t in words.tokens(sentence)
            if t.start + start >= head
        )
        reach: tuple[Name, ...] = ()
        if made and GENERIC.search(sentence):
            reach = made[-1].names + (made[-1].reach if not made[-1].names else ())
            reach = reach or (made[-2].names if len(made) > 1 else ())
        if GROUP.search(sentence):
            reach += tuple(n for n in leaders if n not in reach)
        made.append(
            Passage(
                number=index, start=start, end=end, text=sentence, tokens=tokens,
                stems=frozenset([t.stem for t in tokens]) | compounds(tokens), names=tuple(own), reach=reach,
                days=tuple(moved(d, start) for d in days if d.start + start >= head),
                numbers=tuple(moved(n, start) for n in numbers.find(sentence, days)),
            )
        )  # fmt: skip
    starts = [p.start for p in made]
    quotes = tuple(Quote(a, b, t, max(0, bisect_right(starts, a) - 1)) for a, b, t in quotations(text)) if made else ()
    return Source(
        text, normal(text), published, tuple(made), quotes, shortened(text), initials(text), origins,
        frozenset[str]().union(*(p.stems for p in made)),
    )  # fmt: skip


def source(given: str | Report) -> Source:
    """A bare text or a report, prepared."""
    if isinstance(given, str):
        spans: Sequence[Span] = sentences.split(given)
        return prepared(given, None, tuple((s.start, s.end) for s in spans), ())
    spans = given.sentences or sentences.split(given.text, given.language)
    try:
        published = times.day_of(given.published)
    except ValueError:
        published = None
    origins = tuple(o for o in (*given.origin, given.publisher, given.dateline and given.dateline.agency) if o)
    return prepared(given.text, published, tuple((s.start, s.end) for s in spans), origins)


@lru_cache(maxsize=65536)
def matches(claim: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether two plain names can be of one bearer: equal, written together, or one a part of the other."""
    if not claim or not found:
        return False
    if "".join(claim) == "".join(found):
        return True
    short, long = sorted((set(claim), set(found)), key=len)
    return short <= long
