"""What grouping costs while news streams in: time for each report, live state, copies; and a restart from the store.

The reports are those of wire.py, which is not counted. Times are of deciding and observing one report, by the clock
of the processor. A machine that is shared makes them longer all the same, so the short form, which is to hold anywhere,
counts in yards: a yard is the time in which the words of a text are found by one regular expression, taken between the
decisions. Live state is what the process has grown by while all reports came in, with every cache that grows with them.

    python -m bench.stream [REPORTS]
"""

import gc
import random
import re
import sys
import time
from array import array
from itertools import islice
from pathlib import Path
from statistics import fmean, median

from bench.grouping import bcubed
from bench.wire import Wire
from communique.model import Report, identity
from communique.stories import Grouper
from communique.stories.copies import printed, shingles, sketch

REPORTS = 100_000
SHORT = 3000
END = 5000  # reports at either end that are held against each other
PAGE = 4096  # bytes, as /proc counts memory
SIGNED = 3000  # texts whose signatures are taken
YARD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # of its own: a yard stays as long however the desk finds words
AFTER = 200  # reports by which a restored grouper is held against the one that was not stopped


def resident() -> float:
    """Megabytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


class Stream:
    """A grouper in a stream of reports: what it decided, and what each decision took, in milliseconds."""

    def __init__(self, reports: int) -> None:
        self.wire = iter(Wire(reports + AFTER))
        self.grouper = Grouper()
        self.gold: dict[str, str] = {}
        self.found: dict[str, str] = {}
        self.cpu, self.yards = array("d"), array("d")  # not lists, which the garbage collector walks through
        self.megabytes = 0.0

    def run(self, reports: int) -> None:
        """Take in so many."""
        gc.collect()
        before = resident()
        for report, happening in islice(self.wire, reports):
            ran = time.process_time()
            story = self.grouper.decide(report).story or identity("s", report.id)
            self.grouper.observe(report, story)
            self.cpu.append(1000 * (time.process_time() - ran))
            ran = time.process_time()
            YARD.findall(report.text)
            self.yards.append(1000 * (time.process_time() - ran))
            self.gold[report.id], self.found[report.id] = str(happening), story
        gc.collect()
        self.megabytes = resident() - before - kept_for_truth(self.gold)

    def restarted(self) -> dict[str, float]:
        """Put the grouper together again from what a store keeps of it, and let both decide what comes next."""
        state = [(report, self.found[report], saved.row, saved.counted) for report, saved in self.grouper.state()]
        ran = time.process_time()
        again = Grouper.restored(((report, story, row) for report, story, row, _ in state), state[-1][3])
        seconds = time.process_time() - ran
        same = 0
        for report, _ in self.wire:
            decision = self.grouper.decide(report)
            same += again.decide(report) == decision
            for grouper in (self.grouper, again):
                grouper.observe(report, decision.story or identity("s", report.id))
        rows = sum(len(row) for _, _, row, _ in state)
        return {
            "live": len(state),
            "restore_seconds": seconds,
            "restored_same": same / AFTER,
            "row_bytes": rows / len(state),
            "count_bytes": len(state[-1][3] or b""),
        }


def streamed(reports: int) -> dict[str, float]:
    """The figures of so many reports in a stream."""
    stream = Stream(reports)
    stream.run(reports)
    cpu, end = stream.cpu, min(END, reports // 3)
    precision, recall, f1 = bcubed(stream.gold, stream.found)
    return {
        "reports": reports,
        "median_ms": median(cpu),
        "p99_ms": sorted(cpu)[int(0.99 * reports)],
        "slowest_ms": max(cpu),
        "median_yards": median(cpu) / median(stream.yards),
        "last_to_first_mean": fmean(cpu[-end:]) / fmean(cpu[:end]),
        "last_to_first_median": median(cpu[-end:]) / median(cpu[:end]),
        "megabytes": stream.megabytes,
        "precision": precision,
        "recall": recall,
        "f1": f1,
    } | stream.restarted()


def kept_for_truth(gold: dict[str, str]) -> float:
    """Megabytes of what the bench itself keeps by the end: ids, stories, happenings, times."""
    return (2 * sys.getsizeof(gold) + len(gold) * (3 * 64 + 2 * 40)) / 1e6


def signatures(words: int) -> tuple[float, float]:
    """Texts of so many words of which shingles and sketch are taken in a second, and what one takes in yards."""
    texts, taken, yards = some_texts(words), 0.0, 0.0
    for text in texts:
        ran = time.process_time()
        sketch(printed(text, shingles(text.text)))
        done = time.process_time()
        YARD.findall(text.text)
        taken, yards = taken + done - ran, yards + time.process_time() - done
    return len(texts) / taken, taken / yards


def some_texts(words: int) -> list[Report]:
    """Reports of exactly so many words, from those of the wire."""
    chance, texts = random.Random(words), []
    for report, _ in Wire(SIGNED, seed=words):
        mine = report.text.split(" ")
        while len(mine) < words:
            mine += chance.sample(mine, len(mine))
        texts.append(Report(id=report.id, text=" ".join(mine[:words]), published=report.published))
    return texts


CLOCKED = ("median_ms", "p99_ms", "slowest_ms", "last_to_first_mean", "last_to_first_median", "restore_seconds")


def figures(short: bool) -> dict[str, float]:
    """All figures of cost by name; the short form leaves out what only a quiet machine or a long stream can tell."""
    found = streamed(SHORT if short else REPORTS)
    for words in (100, 500):
        a_second, yards = signatures(words)
        found |= {f"signatures_of_{words}_words": a_second, f"signature_yards_of_{words}_words": yards}
    clocked = (*CLOCKED, "signatures_of_100_words", "signatures_of_500_words")
    return {name: value for name, value in found.items() if not (short and name in clocked)}


if __name__ == "__main__":
    REPORTS = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    for key, value in figures(short=False).items():
        print(f"{key:28} {value:.4g}")
