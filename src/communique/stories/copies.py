"""Copies of one report: proposed by a sketch of word shingles, confirmed by exact comparison, folded on an original.

Broder, On the resemblance and containment of documents (1997). The sketch is the report's smallest shingle hashes under
one permutation (bottom-k MinHash: one hash function instead of k, as Thorup, Bottom-k and Priority Sampling, 2013,
shows to be no weaker). A sketch only proposes; what decides is the true resemblance (Jaccard) or containment of the two
shingle sets.
"""

from datetime import datetime
from typing import NamedTuple
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from communique.model import Report
from communique.stories.sketches import SKETCH, Sketches
from communique.stories.words import WORD, Remembered, folded
from communique.times import order_of

SHINGLE = 4  # words
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
    if len(found) < SHINGLE:
        return np.zeros(0, np.uint32)
    mixed: Hashes = np.correlate(np.fromiter(map(HASHES.__getitem__, found), np.uint32, len(found)), FACTORS)
    mixed ^= mixed >> SHIFT
    mixed *= FACTORS[0]
    mixed ^= mixed >> SHIFT
    mixed.sort()
    once = np.ones(len(mixed), np.bool_)
    np.not_equal(mixed[1:], mixed[:-1], out=once[1:])
    return mixed[once]


def same(a: Hashes, b: Hashes) -> bool:
    """Whether one of two texts is a copy of the other."""
    if min(len(a), len(b)) < SHORTEST:
        return False
    both = np.concatenate((a, b))
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared >= RESEMBLES * (len(a) + len(b) - shared) or shared >= CONTAINED * min(len(a), len(b))


class Printed(msgspec.Struct, gc=False):
    """What is kept of a report to tell its copies by; `at` is its time, the last there is where it has none, `number`
    its place among the sketches once it is kept, None for one too short to have copies."""

    report: str
    at: datetime
    publisher: str
    origins: tuple[str, ...]
    shingles: Hashes
    number: int | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """By which the earlier of two is known."""
        return self.at, self.report


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
    publisher = PLAIN[report.publisher or ""]
    return Printed(
        report=report.id,
        at=time_of(report),
        publisher=publisher,
        origins=tuple(sorted({PLAIN[name] for name in named if name} - {publisher, ""})),
        shingles=of,
    )


PLAIN = Remembered(lambda name: " ".join(folded(word) for word in WORD.findall(name)))
"""Publishers' names for comparison."""


def time_of(report: Report) -> datetime:
    """When a report came out; one that does not say so, or unreadably, comes last."""
    try:
        return order_of(report.published, report.id)[0]
    except (ValueError, OverflowError):
        return order_of(None, report.id)[0]


def precedes(a: Printed, b: Printed) -> bool:
    """Whether `a` is the original of two copies: the one that the other names as its origin, else the earlier."""
    owed_to_a, owed_to_b = a.publisher in b.origins, b.publisher in a.origins
    return owed_to_a if owed_to_a != owed_to_b else a.order < b.order


def sketch(printed: Printed) -> list[int]:
    """The smallest hashes of a report."""
    found: list[int] = printed.shingles[:SKETCH].tolist()
    return found


class Copies:
    """The reports that copies are looked for among. Each family of copies has one original, which may have been let go
    before them; what is kept of a family follows from its live reports."""

    def __init__(self) -> None:
        self._printed: dict[str, Printed] = {}
        self._sketches = Sketches()
        self._original: dict[str, str] = {}
        self._family: dict[str, set[str]] = {}

    def fold(self, mine: Printed) -> Folding:
        """How a report stands to those kept."""
        like = self._nearest(mine)
        if like is None:
            return ALONE
        original = self._original.get(like, like)
        known = self._printed.get(original)
        if known is None or not precedes(mine, known):
            return Folding(like=like, copy_of=original)
        copies = sorted(self._family.get(original, ()), key=lambda copy: self._printed[copy].number or 0)
        return Folding(like=like, copies=(original, *copies))

    def original(self, report: str) -> str | None:
        """What a report is a copy of, None if of nothing."""
        return self._original.get(report)

    def family(self, report: str) -> frozenset[str]:
        """The report, what it is a copy of, and the other copies of that."""
        original = self._original.get(report, report)
        return frozenset((report, original, *self._family.get(original, ())))

    def printed(self, report: str) -> Printed:
        """What is kept of a live report. Raises KeyError for others."""
        return self._printed[report]

    def _nearest(self, mine: Printed) -> str | None:
        if len(mine.shingles) < SHORTEST:
            return None
        sharing = self._sketches.sharing(sketch(mine), WORN)
        shared = sorted((-count, report) for report, count in sharing.items())
        others = [other for _, other in shared if other != mine.report][:MOST_PROPOSED]
        return next((other for other in others if same(mine.shingles, self._printed[other].shingles)), None)

    def keep(self, mine: Printed, folding: Folding) -> None:
        """Look for copies among this report too from now on."""
        if mine.report in self._printed:
            return
        self._printed[mine.report] = mine
        if len(mine.shingles) >= SHORTEST:
            mine.number = self._sketches.add(mine.report, sketch(mine))
        original = folding.copy_of or mine.report
        for copy in (mine.report,) if folding.copy_of else folding.copies:
            if copy in self._printed:
                self._leave(copy)
                self._original[copy] = original
                self._family.setdefault(original, set()).add(copy)

    def forget(self, report: str) -> None:
        """Look no longer for copies of this report."""
        mine = self._printed.pop(report, None)
        if mine is None:
            return
        if mine.number is not None:
            self._sketches.forget(mine.number)
        self._leave(report)

    def _leave(self, report: str) -> None:
        original = self._original.pop(report, None)
        if original is not None:
            self._family[original].remove(report)
            if not self._family[original]:
                del self._family[original]
