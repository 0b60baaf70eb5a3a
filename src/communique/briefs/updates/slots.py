"""What a printed sentence says, as far as it can be compared with another: days, numbers, names, quotations, denials.

Two sentences on the same matter tell the same facts when these are the same, however they are worded and whoever is
named as telling them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from communique.briefs.telling.words import content
from communique.lexicon import countries, dates, names, numbers
from communique.model import Noun, Sentence

ALIKE, CITING = 0.5, 0.25
"""Share of the shorter one's content words from which on two sentences are on the same matter; where they cite a
sentence in common, the second. As `second.drafted` has it."""
QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
DENIED = re.compile(r"\b(?:not|no|never|neither|nor|denied|denies|without|n[’']t)\b", re.I)
AHEAD = re.compile(r"\b(?:will|would|plans?|planned|is to|are to|due to|expected to)\b", re.I)


class Slots(Noun, frozen=True):
    """The facts of a sentence: `days` as first and last, `numbers` by value, `names` by their last word, `lands` by
    code where they stand for themselves, `quotes` in lower case without marks, `stance`: denied, or still ahead."""

    days: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    names: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    stance: frozenset[str] = frozenset()

    def within(self, other: "Slots") -> bool:
        """Whether all of it is in the other, with the same stance."""
        return (
            self.days <= other.days
            and self.numbers <= other.numbers
            and self.names <= other.names
            and self.lands <= other.lands
            and self.quotes <= other.quotes
            and self.stance == other.stance
        )


@lru_cache(maxsize=4096)
def slots(text: str, tellers: frozenset[str]) -> Slots:
    """The facts of a printed sentence; `tellers` are the words by which publishers and origins are named, which are no
    facts of it."""
    found = dates.find(text, None)
    bare = list(text)
    for day in found:
        bare[day.start : day.end] = " " * (day.end - day.start)
    rest = "".join(bare)
    said = [(m[1] or m[2]).lower().strip(" .,;") for m in QUOTED.finditer(text)]
    lands = countries.find(rest)
    last = {
        name.text.split()[-1].removesuffix("’s").removesuffix("'s")
        for name in names.find(rest)
        if not any(land.start <= name.start and name.end <= land.end for land in lands)
    }
    return Slots(
        days=frozenset(f"{day.first}/{day.last}" if day.first else day.text.lower() for day in found),
        numbers=frozenset(number.value for number in numbers.find(rest)),
        names=frozenset(last - tellers),
        lands=frozenset(land.code for land in lands if land.kind != "demonym"),
        quotes=frozenset(said),
        stance=frozenset(
            what for what, mark in (("denied", DENIED), ("ahead", AHEAD)) if mark.search(QUOTED.sub(" ", rest))
        ),
    )


def words_of(tellers: Iterable[str]) -> frozenset[str]:
    """The words by which publishers and origins are named."""
    return frozenset(word for teller in tellers for word in re.findall(r"[\w-]+", teller))


def likeness(one: Sentence, other: Sentence, tellers: frozenset[str]) -> float:
    """How surely two sentences are on the same matter: 0 where they are not. Where each names somebody whom the other
    does not, they are on different matters: meetings of a series are told alike."""
    if one.text == other.text:
        return 2.0
    first, second = slots(one.text, tellers), slots(other.text, tellers)
    if first.names - second.names and second.names - first.names:
        return 0.0
    words, others = content(one.text), content(other.text)
    share = len(words & others) / max(1, min(len(words), len(others)))
    citing = not set(one.citations).isdisjoint(other.citations)
    return share + citing / 2 if share >= (CITING if citing else ALIKE) else 0.0
