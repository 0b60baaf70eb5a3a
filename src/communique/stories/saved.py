"""The state of the grouper as the store keeps it: a row for each live report, and the words counted so far.

A row is written with the assignment of its report and holds what nothing else tells: the report's number, the time its
life runs from, its words as they were weighed at that moment, its traits, its shingles, and whose copy it is. The story
is not in it: where reports are now stands in the assignments. The words of all reports there ever were are counted in
one block, which stands for the reports before a number; those of later rows are added when the state is restored.
"""

from collections.abc import Iterable
from datetime import datetime
from zlib import compress, crc32, decompress
from zlib import error as ZlibError

import msgspec
import numpy as np

from communique.errors import StateLost
from communique.stories.copies import Copies, Folding, Printed
from communique.stories.index import CLOCK, Index
from communique.stories.live import Kept, Traits
from communique.stories.packing import packed, unpacked
from communique.stories.rarity import SETTLES, Rarity

DERIVED = f"stories-4.{crc32(repr((Traits.__struct_fields__, Traits.__annotations__)).encode()):08x}"
"""By what rows are made. Raise it with every change of what is drawn from a report or how it is weighed: rows of
another make are not believed, and the reports are replayed."""
OFTEN = SETTLES  # reports after which the count of words is saved again: what is settled is reckoned then, and later
# rows are still live, for the latest two thousand are


class Row(msgspec.Struct, array_like=True, frozen=True):
    """What is kept of one report; `first` is the number of the first report that is live when it has been observed."""

    derived: str
    number: int
    first: int
    at: float | None
    due: float
    packed: bytes | None
    printed: datetime
    publisher: str
    origins: tuple[str, ...]
    shingles: bytes
    copy_of: str | None
    copies: tuple[str, ...]


class Counted(msgspec.Struct, array_like=True, frozen=True):
    """The words of the reports before a number, and the times of the latest of them."""

    derived: str
    number: int
    reports: int
    times: tuple[float, ...]
    words: bytes


class Saved(msgspec.Struct, frozen=True):
    """What the store is to do when a report is assigned: keep its row, let go of the rows of `gone` reports, and keep
    the count of words if there is one."""

    row: bytes
    gone: tuple[str, ...] = ()
    counted: bytes | None = None


ENCODER = msgspec.msgpack.Encoder()
ROWS, COUNTS = msgspec.msgpack.Decoder(Row), msgspec.msgpack.Decoder(Counted)


def row(kept: Kept, printed: Printed, folding: Folding, due: float, first: int) -> bytes:
    """The row of a report."""
    return ENCODER.encode(
        Row(
            derived=DERIVED,
            number=kept.number,
            first=first,
            at=kept.at,
            due=due,
            packed=None if kept.words is None or kept.traits is None else packed(kept.words, kept.traits),
            printed=printed.at,
            publisher=printed.publisher,
            origins=printed.origins,
            shingles=printed.shingles.tobytes(),
            copy_of=folding.copy_of,
            copies=folding.copies,
        )
    )


def counted(rarity: Rarity, index: Index) -> bytes:
    """The count of words as it is."""
    return block(rarity, index.next, index.times)


def settled(rarity: Rarity, index: Index) -> bytes | None:
    """The count as it was when it was last settled, which must not be lost; None before it ever was."""
    live = index.latest(index.next)
    number = next((kept.number for kept in live if kept.report == rarity.reckoned), None)
    if number is None:
        return None
    times = [kept.at for kept in live if kept.number < number and kept.at is not None]
    return block(rarity.settled, number, times[-CLOCK:])


def block(rarity: Rarity, number: int, times: Iterable[float]) -> bytes:
    """A count of words as bytes."""
    counts = rarity.counts
    keys = np.flatnonzero(counts).astype(np.int32)
    words = compress(keys.tobytes() + counts[keys].tobytes(), level=1)
    return ENCODER.encode(Counted(DERIVED, number, rarity.reports, tuple(times), words))


def recounted(counts: bytes | None, index: Index, rarity: Rarity) -> int:
    """Take over a count of words. The number of reports it stands for."""
    if counts is None:
        return 0
    its = COUNTS.decode(counts)
    if its.derived != DERIVED:
        raise StateLost(f"words were counted by {its.derived}")
    keys, of = np.frombuffer(decompress(its.words), np.int32).reshape(2, -1)
    rarity.recall(its.reports, keys, of)
    index.times.extend(its.times)
    return its.number


def restore(
    rows: Iterable[tuple[str, str, bytes | None]], counts: bytes | None, index: Index, copies: Copies, rarity: Rarity
) -> None:
    """Bring an empty state to where it was, from (report, story it is in now, row) in the order of deciding and the
    count of words saved last. Raises StateLost where a row is missing or anything is of another make."""
    last: Row | None = None
    try:
        begin = recounted(counts, index, rarity)
        for report, story, body in rows:
            last = following(report, body, last, begin)
            kept = put(report, story, last, index, copies)
            if last.number >= begin:
                learn(kept, index, rarity)
    except (msgspec.DecodeError, ZlibError, ValueError) as error:
        raise StateLost(str(error)) from error
    if index.next < begin or (last is not None and index.first != last.first):
        raise StateLost("rows are missing")


def following(report: str, body: bytes | None, before: Row | None, begin: int) -> Row:
    """The row of a report, which must follow the one before it; the first must not come after what was counted."""
    if body is None:
        raise StateLost(f"{report} has no row")
    found = ROWS.decode(body)
    if found.derived != DERIVED:
        raise StateLost(f"{report} was drawn by {found.derived}")
    if found.number > begin if before is None else found.number != before.number + 1:
        raise StateLost(f"rows before that of {report} are missing")
    return found


def put(report: str, story: str, its: Row, index: Index, copies: Copies) -> Kept:
    """A report is live again."""
    words, traits = (None, None) if its.packed is None else unpacked(its.packed)
    index.put(story, kept := Kept(its.number, report, its.at, words, traits), its.due)
    shingles = np.frombuffer(its.shingles, np.uint32)
    printed = Printed(report, its.printed, its.publisher, its.origins, shingles)
    copies.keep(printed, Folding(copy_of=its.copy_of, copies=its.copies))
    return kept


def learn(kept: Kept, index: Index, rarity: Rarity) -> None:
    """Its words and its time are counted."""
    rarity.begin(kept.number, kept.report)
    if kept.words is not None:
        rarity.learn(kept.words.terms)
    if kept.at is not None:
        index.times.append(kept.at)
