"""What grouping costs while news streams in: time for each report, live state, copies; and a restart from the store.

The reports are those of wire.py, which is not counted. Times are of deciding and observing one report, by the clock
of the processor for medians and ratios (the machine may be shared) and by the clock on the wall for the slowest. Live
state is what the process has grown by while all reports came in, with every cache that grows with them.

    python -m bench.stream [REPORTS]
"""

import gc
import random
import sys
import time
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


def resident() -> float:
    """Megabytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def streamed(reports: int) -> dict[str, float]:
    """The figures of so many reports in a stream."""
    wire = iter(Wire(reports))
    grouper, gold, found = Grouper(), {}, {}
    cpu, wall = [], []
    gc.collect()
    before = resident()
    for report, happening in wire:
        began, ran = time.perf_counter(), time.process_time()
        decision = grouper.decide(report)
        story = decision.story or identity("s", report.id)
        grouper.observe(report, story)
        cpu.append(1000 * (time.process_time() - ran))
        wall.append(1000 * (time.perf_counter() - began))
        gold[report.id], found[report.id] = str(happening), story
    gc.collect()
    grown = resident() - before - kept_for_truth(gold, found)
    end = min(END, reports // 3)
    precision, recall, f1 = bcubed(gold, found)
    return {
        "reports": reports,
        "median_ms": median(cpu),
        "p99_ms": sorted(cpu)[int(0.99 * reports)],
        "median_wall_ms": median(wall),
        "slowest_ms": max(cpu),
        "slowest_wall_ms": max(wall),
        "last_to_first_mean": fmean(cpu[-end:]) / fmean(cpu[:end]),
        "last_to_first_median": median(cpu[-end:]) / median(cpu[:end]),
        "megabytes": grown,
        "live": len(grouper.index.latest(reports)),
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def kept_for_truth(gold: dict[str, str], found: dict[str, str]) -> float:
    """Megabytes of what the bench itself keeps: ids, stories, happenings, times."""
    return (2 * sys.getsizeof(gold) + len(gold) * (3 * 64 + 2 * 40)) / 1e6


def signatures(words: int) -> float:
    """Texts of so many words of which shingles and sketch are taken in a second."""
    texts = some_texts(words)
    ran = time.process_time()
    for text in texts:
        sketch(printed(text, shingles(text.text)))
    return len(texts) / (time.process_time() - ran)


def some_texts(words: int) -> list[Report]:
    """Reports of exactly so many words, from those of the wire."""
    chance, texts = random.Random(words), []
    for report, _ in Wire(SIGNED, seed=words):
        mine = report.text.split(" ")
        while len(mine) < words:
            mine += chance.sample(mine, len(mine))
        texts.append(Report(id=report.id, text=" ".join(mine[:words]), published=report.published))
    return texts


def figures(short: bool) -> dict[str, float]:
    """All figures of cost by name."""
    found = streamed(SHORT if short else REPORTS)
    return found | {"signatures_of_100_words": signatures(100), "signatures_of_500_words": signatures(500)}


if __name__ == "__main__":
    for key, value in streamed(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS).items():
        print(f"{key:28} {value:.4g}")
    for length in (100, 500):
        print(f"{f'signatures_of_{length}_words':28} {signatures(length):.4g}")
