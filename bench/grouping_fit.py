"""Fits the weights for dealings between states (stories/weights.toml, [states]) on the packaged sample and prints them,
with how well folds that were not fitted on come out. The sample and its labels are our own text.

    python bench/grouping_fit.py            prints the table
    python bench/grouping_fit.py --write    writes it into weights.toml
"""

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.grouping import SHUFFLES, bcubed, grouped, in_order, sample, shuffled
from communique.model import Report
from communique.stories import Grouper
from communique.stories import weights as table
from communique.stories.features import Features

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "communique" / "stories" / "weights.toml"
PENALTY = 0.1  # of the squared distance from the weights of [other]
FOLDS = 5
NEVER_NEGATIVE = {"text", "nearest", "title", "names", "pair", "place", "numbers", "contrast", "foreign"}
NAMES = ("bias", *Features._fields)

Examples = list[tuple[str, list[float], bool]]
Vector = npt.NDArray[np.float64]


def examples(reports: Sequence[Report], gold: Mapping[str, str]) -> Examples:
    """(happening of the report, 1 and features, belongs) of every comparison along the true path, of states only."""
    grouper, found = Grouper(), []
    for report in reports:
        for considered in grouper.decide(report).considered:
            if considered.kind == "states":
                row = [1.0, *(considered.features[name] for name in Features._fields)]
                found.append((gold[report.id], row, considered.story == gold[report.id]))
        grouper.observe(report, gold[report.id])
    return found


def fit(rows: Examples, start: Vector) -> Vector:
    """Logistic regression with an L2 penalty towards `start`, by Newton's method. While weights come out with a
    sign they cannot mean, the worst of them is set to 0 and the others are fitted again."""
    x = np.array([row for _, row, _ in rows])
    y = np.array([float(belongs) for _, _, belongs in rows])
    free = np.ones(len(start), dtype=bool)
    while True:
        w = np.where(free, start, 0.0)
        for _ in range(100):
            p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            gradient = (x.T @ (p - y) + PENALTY * (w - start))[free]
            hessian = (x[:, free].T * (p * (1 - p) + 1e-9)) @ x[:, free] + PENALTY * np.eye(int(free.sum()))
            step = np.linalg.solve(hessian, gradient)
            step *= min(1.0, 2.0 / max(1e-12, float(np.abs(step).max())))
            w[free] -= step
            if float(np.abs(step).max()) < 1e-9:
                break
        wrong = [
            (-abs(w[i]), i)
            for i, name in enumerate(NAMES)
            if free[i] and name != "bias" and (w[i] < 0 if name in NEVER_NEGATIVE else w[i] > 0)
        ]
        if not wrong:
            return w
        free[min(wrong)[1]] = False


def use(w: Vector) -> None:
    """Make the grouper of this process decide by these weights."""
    table.weights()["states"] = (float(w[0]), Features(*map(float, w[1:])))


def main() -> None:
    reports, gold = sample()
    bias, other = table.weights()["other"]
    start = np.array([bias, *other])
    orders = [in_order(reports), *(shuffled(reports, seed) for seed in range(SHUFFLES))]
    rows = [row for order in orders for row in examples(order, gold)]
    happenings = sorted(set(gold.values()))
    parts = []
    for fold in range(FOLDS):
        out = set(happenings[fold::FOLDS])
        use(fit([row for row in rows if row[0] not in out], start))
        guess = grouped(in_order(reports))
        parts.append(bcubed(gold, guess, [r.id for r in reports if gold[r.id] in out]))
    precision, recall, f1 = np.mean(parts, axis=0)
    print(f"out of fold ({FOLDS} folds of happenings): P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    w = fit(rows, start)
    use(w)
    print("in sample: P {:.3f} R {:.3f} F1 {:.3f}".format(*bcubed(gold, grouped(in_order(reports)))))
    lines = [f"{name} = {value:.2f}" for name, value in zip(NAMES, w, strict=True) if abs(value) >= 0.005]
    print("\n".join(lines))
    if "--write" in sys.argv:
        head, _, rest = WEIGHTS.read_text(encoding="utf8").partition("[states]\n")
        tail = rest[rest.index("\n\n") :]
        WEIGHTS.write_text(f"{head}[states]\n" + "\n".join(lines) + tail, encoding="utf8")
        tomllib.loads(WEIGHTS.read_text(encoding="utf8"))


if __name__ == "__main__":
    main()
