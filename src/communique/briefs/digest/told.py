"""Sentences of the digest and of reports in one shape, so that one can be held against the other."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from communique.briefs.gate.passages import Name, Passage, Quote, Source
from communique.briefs.gate.words import Token
from communique.lexicon.dates import FoundDate
from communique.lexicon.numbers import FoundNumber


class Told(NamedTuple):
    """A sentence with what is in it; all offsets are into `text`. `start` is where it stands in its source, `source`
    and `number` are the places of the source among its like and of the sentence in it; `reach` are those whom its
    pronouns may mean, `quotes` the words in quotation marks."""

    source: int
    number: int
    start: int
    text: str
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    names: tuple[Name, ...]
    reach: tuple[Name, ...]
    days: tuple[FoundDate, ...]
    numbers: tuple[FoundNumber, ...]
    quotes: tuple[Quote, ...]


def told(source: Source, place: int) -> Iterator[Told]:
    """The sentences of a prepared source, in order."""
    for passage in source.passages:
        yield one(source, passage, place)


def one(source: Source, passage: Passage, place: int) -> Told:
    """One sentence by itself."""
    off = passage.start
    within = [q for q in source.quotes if passage.start <= q.start < passage.end]
    return Told(
        source=place, number=passage.number, start=off, text=passage.text, stems=passage.stems, reach=passage.reach,
        tokens=tuple(t._replace(start=t.start - off, end=t.end - off) for t in passage.tokens),
        names=tuple(n._replace(start=n.start - off, end=n.end - off) for n in passage.names),
        days=tuple(moved(d, off) for d in passage.days),
        numbers=tuple(moved_number(n, off) for n in passage.numbers),
        quotes=tuple(q._replace(start=q.start - off, end=q.end - off) for q in within),
    )  # fmt: skip


def moved(day: FoundDate, off: int) -> FoundDate:
    """A day with its offsets into the sentence."""
    return replace(day, start=day.start - off, end=day.end - off)


def moved_number(number: FoundNumber, off: int) -> FoundNumber:
    """A number with its offsets into the sentence."""
    return replace(number, start=number.start - off, end=number.end - off)
