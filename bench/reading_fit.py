"""Which extractors `reading` asks, chosen on two labelled sets, and how well the choice does on pages it was not made
on: in five folds, all pages of a host in one, the best combination of four is scored on the fifth.

    python -m bench.reading_fit     prints the choice, which stands in reading/body.py as SHIPPED

A combination is: rules in one of four modes and one of two others first; the last of the three where those differ, or
none; the likeness below which they do, and the length below which an answer is given up. Of the combinations that cost
at most COST times the CPU time of trafilatura's favor_precision over the same pages, the one with the best mean F1 of
the two sets wins.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from statistics import mean
from time import process_time
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench.reading_text import SETS, f1, items, overlap
from communique.decoding import decoded
from communique.files.packing import unzipped
from communique.reading import furniture
from communique.reading.body import SHIPPED, Answer, Combination, agreed, replaced
from communique.reading.document import Document
from communique.reading.extractors import by_containers, by_rules, by_words

FOLDS = 5
COST = 1.2  # more takes reading as a whole under .65 of the speed of trafilatura with the same metadata asked
MODES = {"recall": "favor_recall", "precision": "favor_precision", "fast": "fast", "balanced": "include_tables"}
EXTRACTORS: dict[str, Callable[[Document], list[str]]] = {
    "containers": by_containers,
    "words": by_words,
    **{name: lambda document, mode=mode: by_rules(document, mode) for name, mode in MODES.items()},
}
GRID = [
    Combination(first, second, third, alike, enough)
    for first in MODES
    for second, third in (("containers", "words"), ("words", "containers"), ("containers", None), ("words", None))
    for alike in ((0.9, 0.95, 0.98) if third else (0.0,))
    for enough in (0, 300, 600)
]


class Scored(NamedTuple):
    """One page under one combination."""

    precision: float
    recall: float
    seconds: float


class Asked:
    """One page and the answer of every extractor, each asked once."""

    def __init__(self, name: str, item: dict[str, Any]):
        self.set = name
        host = (urlsplit(item["url"]).hostname or "").removeprefix("www.")
        self.fold = int(sha256(host.encode()).hexdigest(), 16) % FOLDS
        document = Document(decoded(unzipped(item["body"]), None), item["url"])
        document = replaced(document, furniture.cleared(document.tree))
        self.answers, self.seconds = {}, {}
        for extractor, ask in EXTRACTORS.items():
            begun = process_time()
            self.answers[extractor] = Answer(ask(document))
            self.seconds[extractor] = process_time() - begun
        self.gold = item["gold"]["text"]
        self.found = {
            extractor: overlap(self.gold, "\n\n".join(furniture.without(answer.blocks)))
            for extractor, answer in self.answers.items()
        }

    def under(self, combination: Combination) -> Scored:
        """How well and at what cost the combination reads the page."""
        asked: list[str] = []

        def ask(extractor: str) -> Answer:
            asked.append(extractor)
            return self.answers[extractor]

        answer = agreed(combination, ask)
        taken = next(name for name in asked if self.answers[name] is answer)
        return Scored(*self.found[taken], sum(self.seconds[name] for name in asked))


def figures() -> Iterator[tuple[str, float]]:
    """The F1 of each set, for the shipped combination and out of fold, and whether the choice is what is shipped."""
    pages = [Asked(name, item) for name in SETS for item in items(name)]
    table = {combination: [page.under(combination) for page in pages] for combination in GRID}
    held: list[Scored | None] = [None] * len(pages)
    for fold in range(FOLDS):
        best = choice(table, pages, [n for n, page in enumerate(pages) if page.fold != fold])
        print(f"    fold {fold}: {', '.join(map(str, best))}", flush=True)
        for n, page in enumerate(pages):
            held[n] = table[best][n] if page.fold == fold else held[n]
    chosen = choice(table, pages, range(len(pages)))
    print(f"    all: {', '.join(map(str, chosen))}", flush=True)
    for name in SETS:
        of_set = [n for n, page in enumerate(pages) if page.set == name]
        yield f"{name}_fit_in_sample", _f1([table[chosen][n] for n in of_set])
        yield f"{name}_fit_out_of_fold", _f1([one for n in of_set if (one := held[n])])
    yield "fit_is_shipped", float(chosen == SHIPPED)


def choice(table: dict[Combination, list[Scored]], pages: list[Asked], on: Sequence[int]) -> Combination:
    """The best combination on these pages among those that cost no more than COST allows."""
    most = COST * sum(pages[n].seconds["precision"] for n in on)
    within = [one for one in table if sum(table[one][n].seconds for n in on) <= most]
    return max(within, key=lambda one: mean(_f1([table[one][n] for n in on if pages[n].set == name]) for name in SETS))


def _f1(scored: Sequence[Scored]) -> float:
    return f1(mean(one.precision for one in scored), mean(one.recall for one in scored))


if __name__ == "__main__":
    for name, value in figures():
        print(f"{name:<36} {value:.4f}")
