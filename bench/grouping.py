"""Grouping: B-cubed of the stories that are formed, against labels.

The sets: the packaged sample with its own labels and the train side of bench/confusable (weights were fitted on both,
see grouping_fit.py for figures out of fold), the held side (only ever measured on), and the shared reports of general
news (no weight was fitted on them; those for long reports were set by hand, beside part c of bench/practice). Beside
ours stand two simple methods, in the same run: one pass over TF-IDF vectors and one over sentence vectors of MiniLM,
the latter where .venv-bench has it.
"""

import json
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from communique.desk.steps import Steps
from communique.model import Report
from communique.times import order_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "communique" / "sample" / "reports"
SAMPLE_GOLD = "tests/sample"
SHARED = ROOT.parent / "shared" / "data" / "stories.jsonl"
SHUFFLES = 4

Gold = dict[str, str]


def sample() -> tuple[list[Report], Gold]:
    """The first versions of the packaged sample's reports, and the happening of each."""
    entries = tomllib.loads((SAMPLE.parent / "publishers.toml").read_text(encoding="utf8"))["publisher"]
    publishers = {entry["id"]: entry for entry in entries}
    gold: Gold = {}
    for path in sorted((ROOT / SAMPLE_GOLD).glob("*.toml")):
        for happening in tomllib.loads(path.read_text(encoding="utf8")).get("happening", []):
            gold.update(dict.fromkeys(happening["reports"], happening["id"]))
    reports = []
    for name in sorted(gold):
        _, front, text = (SAMPLE / f"{name}.md").read_text(encoding="utf8").split("+++", 2)
        facts = tomllib.loads(front)
        publisher = publishers[name.split("/")[0]]
        reports.append(
            Report(
                id=name,
                text=text.strip(),
                title=facts["title"],
                description=facts.get("description"),
                published=facts["published"],
                publisher=publisher["name"],
                language=publisher["language"],
            )
        )
    return reports, gold


def shared() -> tuple[list[Report], Gold]:
    """The shared reports and the happening of each; empty where they are not at hand."""
    if not SHARED.exists():
        return [], {}
    reports, gold = [], {}
    for line in SHARED.read_text(encoding="utf8").splitlines():
        reports.append(msgspec.json.decode(line, type=Report))
        gold[reports[-1].id] = str(json.loads(line)["gold"]["event"])
    return reports, gold


def in_order(reports: Iterable[Report]) -> list[Report]:
    """As a desk decides them: by (published, id)."""
    return sorted(reports, key=lambda report: order_of(report.published, report.id))


def shuffled(reports: Iterable[Report], seed: int) -> list[Report]:
    """In some other order, the same for the same seed."""
    order = in_order(reports)
    random.Random(seed).shuffle(order)
    return order


def grouped(reports: Iterable[Report]) -> dict[str, str]:
    """The story of each report as `communique group` prints it: decided in the order given, then looked at again."""
    return {report.id: story for report, story in Steps().group(reports)}


def bcubed(gold: Mapping[str, str], guess: Mapping[str, str], of: Sequence[str] | None = None) -> tuple[float, ...]:
    """Precision, recall and F1 (Bagga and Baldwin 1998), averaged over all reports or those given."""
    truth, found = Counter(gold.values()), Counter(guess.values())
    both = Counter((gold[r], guess[r]) for r in gold)
    some = list(gold if of is None else of)
    precision = sum(both[gold[r], guess[r]] / found[guess[r]] for r in some) / len(some)
    recall = sum(both[gold[r], guess[r]] / truth[gold[r]] for r in some) / len(some)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measured(name: str, reports: Sequence[Report], gold: Gold, orders: int) -> dict[str, float]:
    """The figures of one set, in date order and over shuffled orders."""
    begun = time.process_time()
    guess = grouped(in_order(reports))
    spent = (time.process_time() - begun) / len(reports)
    precision, recall, f1 = bcubed(gold, guess)
    found = {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1, f"{name}_ms": 1000 * spent}
    if orders:
        others = [bcubed(gold, grouped(shuffled(reports, seed)))[2] for seed in range(orders)]
        found |= {f"{name}_f1_shuffled": sum(others) / orders, f"{name}_f1_shuffled_least": min(others)}
    return found


def figures(short: bool) -> dict[str, float]:
    """All figures of grouping by name; milliseconds are of CPU, per report. `train` and `held` are the sides of
    bench/confusable. `short` leaves out the shuffled orders and the baselines (see baselines.py). Sets that are not at
    hand are left out."""
    from bench import baselines, confusable

    orders = {"sample": 2 * SHUFFLES, "shared": 2 * SHUFFLES}
    sides = (("train", confusable.reports("train")), ("held", confusable.reports("held")))
    found: dict[str, float] = {}
    for name, (reports, gold) in (("sample", sample()), ("shared", shared()), *sides):
        if reports:
            found |= measured(name, reports, gold, 0 if short else orders.get(name, 0))
            beside = {} if short else baselines.figures(in_order(reports), gold)
            found |= {f"{name}_{figure}": value for figure, value in beside.items()}
            if others := [value for figure, value in beside.items() if figure.endswith("_f1")]:
                found[f"{name}_over_baselines"] = found[f"{name}_f1"] - max(others)
    return found


if __name__ == "__main__":
    for key, value in figures(short=False).items():
        print(f"{key:28} {value:.3f}")
