"""The words of a text that carry meaning, and how much two texts share of them."""

import re
from functools import lru_cache

LITTLE = """
a an the of to in on at for by with from and or but that this these those it its their his her they he she we is are was
were be been will would has have had not as also said says which who whom than then there two both more most very into
over between about after before all any such other some our us i you your up out so
"""
STOP = frozenset(re.findall(r"\w+", LITTLE))
DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: \d{4})?"
)


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without an attribution at its end and without full dates, cut to their
    first six letters so that forms of a word agree."""
    bare = re.sub(r",? (?:according to [^,;]+|[A-Z][^,;]{2,80} reported)\.$", "", DATED.sub("", text)).lower()
    found = re.findall(r"\d[\d,.]*\d|[^\W_]+", bare)
    return frozenset(w if w[0].isdigit() else w[:6] for w in found if w not in STOP and (len(w) > 2 or w[0].isdigit()))


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
