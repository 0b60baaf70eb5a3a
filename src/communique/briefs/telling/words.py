"""The words of a text that carry meaning, and how much two texts share of them."""

import calendar
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from communique.lexicon import countries

LITTLE = """
a an the of to in on at for by with from and or but that this these those it its their his her they he she we is are was
were be been will would has have had not as also said says which who whom than then there two both more most very into
over between about after before all any such other some our us i you your up out so
"""
STOP = frozenset(re.findall(r"\w+", LITTLE))
MONTHS = tuple(calendar.month_name)[1:]
DATED = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
)


def standing(name: str, text: str, joined: str = "") -> Iterator[int]:
    """Where a name stands in a text as words of its own; `joined` are marks that make it part of a longer word."""
    at = text.find(name)
    while at >= 0:
        around = text[max(0, at - 1) : at] + text[at + len(name) : at + len(name) + 1]
        if not any(c == "_" or c.isalnum() or c in joined for c in around):
            yield at
        at = text.find(name, at + 1)


CREDIT = re.compile(r",? (?:according to [^,;]+|[A-Z][^,;]{2,80} reported)\.$")
DIGIT, WORD = re.compile(r"\d"), re.compile(r"\d[\d,.]*\d|[^\W_]+")


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without an attribution at its end and without full dates, cut to their
    first six letters so that forms of a word agree."""
    bare = DATED.sub("", text) if DIGIT.search(text) and any(month in text for month in MONTHS) else text
    if "according to" in bare or "reported." in bare:
        bare = CREDIT.sub("", bare)
    found = WORD.findall(bare.lower())
    return frozenset(w if w[0].isdigit() else w[:6] for w in found if w not in STOP and (len(w) > 2 or w[0].isdigit()))


ALIKE = """
approve approved ratify ratified pass passed vote voted votes endorse adopted let
parliament lawmakers assembly deputies legislature
hand handed give gave present presented deliver delivered passed deposit deposited
document documents papers paper protocol instrument agreement agreements memorandum memorandums treaty pact accord deal
meet met receive received hold held talk talks meeting saw welcomed
back backs support supports supported
accept accepted recognise recognised recognize recognized
side sides party parties
begin began start started open opened
signed sign put
trip visit tour journey
envoy ambassador
end ended finish finished
"""
"""Words of news that say the same when two sentences are compared, each line one."""


@cache
def _classes() -> Mapping[str, str]:
    """By a word cut to six letters, the one that stands for it: of words that say the same, of a capital's country."""
    found = {word[:6]: line.split()[0][:6] for line in ALIKE.strip().splitlines() for word in line.split()}
    towns = {c: countries.capital(c) for c in countries.codes()}
    found |= {t.lower()[:6]: countries.name(c).lower()[:6] for c, t in towns.items() if t.isalpha() and len(t) > 3}
    counts = {word: f"{number:02}" for number, word in enumerate(NUMBERS.split(), 4)}
    return found | counts | {str(int(count)): count for count in counts.values()}


NUMBERS = "four five six seven eight nine ten eleven twelve"


@lru_cache(maxsize=20_000)
def alike(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, with one word for those that say the same."""
    classes = _classes()
    return frozenset(classes.get(word, word) for word in content(text))


HELD = re.compile(
    r", (?:the |an? |its )?(?:[\w'’-]+ ){0,3}(?:secretary|president|minister|leader|chairman|chairwoman|director|head|"
    r"member|chief|ambassador|envoy|who (?:heads|chairs))\b[^,]*(?:, |(?=\.$))"
)


def core(text: str) -> str:
    """A sentence without the offices of the people in it: what it says, for comparing it with others."""
    return HELD.sub(" ", text)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a share of the smaller set."""
    return len(one & other) / max(1, min(len(one), len(other)))
