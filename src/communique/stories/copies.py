"""Copies of one report: proposed by a sketch of word shingles, confirmed by exact comparison, folded on an original.

Broder, On the resemblance and containment of documents (1997). The sketch is the report's smallest shingle hashes under
one permutation (bottom-k MinHash: one hash function instead of k, as Thorup, Bottom-k and Priority Sampling, 2013,
shows to be no weaker). A sketch only proposes; what decides is the true resemblance (Jaccard) or containment of the two
shingle sets.
"""

from collections import Counter
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from communique.model import Report
from communique.stories.words import WORD, Remembered, folded
from communique.times import order_of

SHINGLE = 4  # words
SKETCH = 16  # smallest hashes of a report by which its copies are proposed
RESEMBLES = 0.6  # least Jaccard similarity of a copy
CONTAINED = 0.8  # or share of the shorter text's shingles that the longer holds: a copy that was cut
# In the packaged sample copies reach .66 and .98, the nearest reports that are none .13 and .25.
SHORTEST = 40  # shingles; shorter texts are notices and tables of contents, and nobody's copy
LONGEST = 4000  # words looked at
LONGEST_TEXT = 40_000  # letters looked at
MOST_PROPOSED = 8
WORN = 100  # a shingle of more reports than this is boilerplate and proposes nothing

Hashes = npt.NDArray[np.uint32]
FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], np.uint32)  # odd, as multipliers must be
SHIFT = np.uint32(15)


HASHES = Remembered(lambda word: crc32(folded(word).encode(errors="replace")))


def shingles(text: str) -> Hashes:
    """Hashes (32 bits, the same in every process) of all runs of four words of a text, each once, in order."""
    found = WORD.findall(text[:LONGEST_TEXT])[:LONGEST]
    words = np.fromiter(map(HASHES.__getitem__, found), np.uint32, len(found))
    runs = max(0, len(words) - SHINGLE + 1)
    mixed = np.zeros(runs, np.uint32)
    for place, factor in enumerate(FACTORS):
        mixed ^= words[place : place + runs] * factor
        mixed *= FACTORS[0]
        mixed ^= mixed >> SHIFT
    mixed.sort()
    once = np.ones(runs, np.bool_)
    np.not_equal(mixed[1:], mixed[:-1], out=once[1:])
    return mixed[once]


def same(a: Hashes, b: Hashes) -> bool:
    """Whether one of two texts is a copy of the other."""
    if min(len(a), len(b)) < SHORTEST:
        return False
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared >= RESEMBLES * (len(a) + len(b) - shared) or shared >= CONTAINED * min(len(a), len(b))


class Printed(NamedTuple):
    """What is kept of a report to tell its copies by."""

    report: str
    order: tuple[object, str]
    publisher: str
    origins: frozenset[str]
    shingles: Hashes


class Folding(NamedTuple):
    """How a report stands to those before it: it is a copy of `copy_of`, or `copies` are copies of it; `like` is one
    of them, None when it is like none."""

    like: str | None = None
    copy_of: str | None = None
    copies: tuple[str, ...] = ()


ALONE = Folding()


def printed(report: Report, of: Hashes) -> Printed:
    """What is to be kept of a report with these shingles."""
    named = [*report.origin, report.dateline.agency if report.dateline else None]
    publisher = plain(report.publisher)
    return Printed(
        report=report.id,
        order=order(report),
        publisher=publisher,
        origins=frozenset(plain(name) for name in named if name) - {publisher, ""},
        shingles=of,
    )


def plain(name: str | None) -> str:
    """A publisher's name for comparison."""
    return " ".join(folded(word) for word in WORD.findall(name or ""))


def order(report: Report) -> tuple[object, str]:
    """The key by which the earlier of two reports is known; a time that cannot be read counts as none."""
    try:
        return order_of(report.published, report.id)
    except (ValueError, OverflowError):
        return order_of(None, report.id)


def precedes(a: Printed, b: Printed) -> bool:
    """Whether `a` is the original of two copies: the one that the other names as its origin, else the earlier."""
    owed_to_a, owed_to_b = a.publisher in b.origins, b.publisher in a.origins
    return owed_to_a if owed_to_a != owed_to_b else a.order < b.order


def sketch(printed: Printed) -> list[int]:
    """The smallest hashes of a report."""
    found: list[int] = printed.shingles[:SKETCH].tolist()
    return found


class Copies:
    """The reports that copies are looked for among. Each family of copies has one original."""

    def __init__(self) -> None:
        self._printed: dict[str, Printed] = {}
        self._by_shingle: dict[int, tuple[str, ...]] = {}
        self._original: dict[str, str] = {}
        self._family: dict[str, list[str]] = {}

    def fold(self, mine: Printed) -> Folding:
        """How a report stands to those kept."""
        like = self._nearest(mine)
        if like is None:
            return ALONE
        original = self._original.get(like, like)
        if original in self._printed and not precedes(mine, self._printed[original]):
            return Folding(like=like, copy_of=original)
        return Folding(like=like, copies=(original, *self._family.get(original, ())))

    def _nearest(self, mine: Printed) -> str | None:
        if len(mine.shingles) < SHORTEST:
            return None
        shared: Counter[str] = Counter()
        for shingle in sketch(mine):
            others = self._by_shingle.get(shingle, ())
            if len(others) < WORN:
                shared.update(others)
        shared.pop(mine.report, None)
        for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_PROPOSED]:
            if same(mine.shingles, self._printed[other].shingles):
                return other
        return None

    def keep(self, mine: Printed, folding: Folding) -> None:
        """Look for copies among this report too from now on."""
        if mine.report in self._printed:
            return
        self._printed[mine.report] = mine
        for shingle in sketch(mine):
            others = self._by_shingle.get(shingle, ())
            if len(others) < WORN:
                self._by_shingle[shingle] = (*others, mine.report)
        original = folding.copy_of or mine.report
        for copy in (mine.report,) if folding.copy_of else folding.copies:
            self._original[copy] = original
            self._family.setdefault(original, []).append(copy)
            self._family.pop(copy, None)

    def family(self, report: str) -> frozenset[str]:
        """The report, what it is a copy of, and the other copies of that."""
        original = self._original.get(report, report)
        return frozenset((report, original, *self._family.get(original, ())))

    def forget(self, report: str) -> None:
        """Look no longer for copies of this report."""
        mine = self._printed.pop(report, None)
        if mine is None:
            return
        for shingle in sketch(mine):
            others = tuple(other for other in self._by_shingle.get(shingle, ()) if other != report)
            if others:
                self._by_shingle[shingle] = others
            else:
                self._by_shingle.pop(shingle, None)
        original = self._original.pop(report, None)
        if original in self._family:
            self._family[original].remove(report)
        self._family.pop(report, None)
