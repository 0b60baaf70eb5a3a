"""Fits the weights by which close reports are compared and matches are weighed ([close] and [match] of
stories/weights.toml) and prints them, with how well folds that were not fitted on come out. All texts and labels are
our own: the training half of bench/confusable, parts a and b of bench/practice, and the packaged sample.

    python -m bench.grouping_fit            prints the folds and the tables
    python -m bench.grouping_fit --write    writes the tables into weights.toml
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench import confusable, practice
from bench.grouping import bcubed, grouped, in_order, sample
from communique.model import Report
from communique.stories import Grouper, matching
from communique.stories import weights as table
from communique.stories.live import Kept
from communique.stories.matching import Match
from communique.stories.pairs import Features
from communique.stories.repair import compared

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "communique" / "stories" / "weights.toml"
FOLDS = 5
PENALTY = 5.0  # of the squared weight of a feature in units of its spread
LEAN = 0.3  # added to the bias: of .0, .3 and .6 the best F1 in the folds
MATCH_LEAN = 0.5  # the same for the second table: of .3, .5, .7 and .9 the best mean F1 of the sets
SIGNS = [1 if name in ("text", "title", "shared", "place", "numbers", "foreign") else -1 for name in Features._fields]
MATCH = ("bias", *Match._fields)
MATCH_SIGNS = (1, -1, 1)

Vector = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """Pairs of reports of one set: what they are compared by, whether they tell of one happening, and the fold of each
    of the two."""

    x: Vector
    y: Vector
    folds: npt.NDArray[np.intp]


class Labelled(NamedTuple):
    """A set with the fold of each happening: what is linked or was written to be confusable is in one fold."""

    name: str
    reports: list[Report]
    gold: dict[str, str]
    fold: dict[str, int]


def folded(name: str, found: tuple[list[Report], dict[str, str]], groups: Iterable[Sequence[str]]) -> Labelled:
    """A set in folds of about the same number of reports; the happenings of a group stand in one."""
    reports, gold = found
    unit = {happening: happening for happening in gold.values()}
    for group in groups:
        members = [happening for happening in group if happening in unit]
        for other in members[1:]:
            old, new = unit[other], unit[members[0]]
            unit = {happening: new if its == old else its for happening, its in unit.items()}
    sizes: dict[str, int] = {}
    for happening in gold.values():
        sizes[unit[happening]] = sizes.get(unit[happening], 0) + 1
    loads, fold = [0] * FOLDS, {}
    for its in sorted(sizes, key=lambda its: (-sizes[its], its)):
        least = loads.index(min(loads))
        loads[least] += sizes[its]
        fold |= {happening: least for happening in unit if unit[happening] == its}
    return Labelled(name, in_order(reports), gold, fold)


def sets() -> list[Labelled]:
    """What is fitted on."""
    links = [[row["id"], *(link["to"] for link in row["linked"])] for row in confusable.rows("happenings")]
    units = json.loads((confusable.HERE / "groups.json").read_text(encoding="utf-8")).values()
    found = [folded("confusable", confusable.reports("train"), [*links, *units])]
    for part in ("a", "b"):
        links = [[row["id"], *(link["to"] for link in row["linked"])] for row in practice.rows(part, "happenings")]
        found.append(folded(part, practice.reports(part), links))
    return [*found, folded("sample", sample(), [])]


class Learnt(NamedTuple):
    """A set as the grouper has it when all its reports are in, each in the story of its happening."""

    of: Labelled
    grouper: Grouper
    recent: dict[int, Kept]

    def close(self) -> Pairs:
        """All pairs that are compared as close, by their features."""
        rows, same, folds = [], [], []
        kept = list(self.recent.values())
        for place, one in enumerate(kept[:-1]):
            others = kept[place + 1 :]
            near = table.wide(one, others) == table.KINDS.index("close")
            rows.append(self.grouper.features(one, others)[near])
            for other, is_near in zip(others, near, strict=True):
                if is_near:
                    same.append(self.happening(one) == self.happening(other))
                    folds.append((self.of.fold[self.happening(one)], self.of.fold[self.happening(other)]))
        return Pairs(np.concatenate(rows), np.array(same, float), np.array(folds))

    def matches(self) -> Pairs:
        """All pairs that the look back compares, by how good a match they are under the weights in use."""
        now = {number: self.happening(kept) for number, kept in self.recent.items()}
        found = matching.matches(compared(self.grouper, self.recent, now))
        rows = [[max(-8.0, min(8.0, match.odds)), np.log1p(match.rank), match.margin] for match in found.values()]
        same = [now[a] == now[b] for a, b in found]
        folds = [(self.of.fold[now[a]], self.of.fold[now[b]]) for a, b in found]
        return Pairs(np.array(rows), np.array(same, float), np.array(folds))

    def happening(self, kept: Kept) -> str:
        """What a report tells of."""
        return self.of.gold[kept.report]


def learnt(of: Labelled) -> Learnt:
    """A set, observed."""
    grouper = Grouper()
    for report in of.reports:
        grouper.observe(report, of.gold[report.id])
    kept = grouper.index.latest(len(of.reports))
    return Learnt(of, grouper, {one.number: one for one in kept if one.words is not None})


def fit(x: Vector, y: Vector, signs: Sequence[int]) -> Vector:
    """Logistic regression with an L2 penalty, by Newton's method: the bias and the weights. `signs` are those the
    weights can mean, 0 for either: while some come out otherwise, the worst is set to 0 and the others are fitted
    again."""
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    z = np.column_stack([np.ones(len(x)), (x - x.mean(axis=0)) / spread])
    free = np.ones(z.shape[1], dtype=bool)
    penalty = np.array([0.0, *[PENALTY] * x.shape[1]])
    while True:
        w = np.zeros(z.shape[1])
        for _ in range(100):
            p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
            gradient = (z.T @ (p - y) + penalty * w)[free]
            hessian = (z[:, free].T * (p * (1 - p) + 1e-9)) @ z[:, free] + np.diag(penalty[free] + 1e-9)
            step = np.linalg.solve(hessian, gradient)
            step *= min(1.0, 3.0 / max(1e-12, float(np.abs(step).max())))
            w[free] -= step
            if float(np.abs(step).max()) < 1e-9:
                break
        wrong = [(-abs(w[i]), i) for i, sign in enumerate((0, *signs)) if free[i] and w[i] * sign < 0]
        if not wrong:
            scaled = w[1:] / spread
            return np.array([w[0] - float(scaled @ x.mean(axis=0)), *scaled])
        free[min(wrong)[1]] = False


def fitted(pairs: Sequence[Pairs], without: Mapping[int, int], signs: Sequence[int]) -> Vector:
    """The weights fitted on all sets; `without` names for sets, by their number, a fold that is left out."""
    chosen = [(p, (p.folds != without.get(number, FOLDS)).all(axis=1)) for number, p in enumerate(pairs)]
    return fit(np.concatenate([p.x[k] for p, k in chosen]), np.concatenate([p.y[k] for p, k in chosen]), signs)


def use(sets: Sequence[Learnt], close: Sequence[Pairs], without: Mapping[int, int]) -> None:
    """Fit both tables, the second on what the first gives, and make the grouper of this process decide by them."""
    bias, *weights = map(float, fitted(close, without, SIGNS))
    table.weights()["close"] = (bias + LEAN, Features(*weights))
    bias, *weights = map(float, fitted([one.matches() for one in sets], without, MATCH_SIGNS))
    table.match_weights().update(zip(MATCH, (bias + MATCH_LEAN, *weights), strict=True))


def out_of_fold(number: int, sets: Sequence[Learnt], close: Sequence[Pairs]) -> tuple[float, ...]:
    """B-cubed of a set, each report grouped by weights that were fitted without its fold."""
    of = sets[number].of
    found = np.zeros(2)
    for fold in range(FOLDS):
        use(sets, close, {number: fold})
        mine = [report.id for report in of.reports if of.fold[of.gold[report.id]] == fold]
        if mine:
            found += np.array(bcubed(of.gold, grouped(of.reports), mine)[:2]) * len(mine)
    precision, recall = found / len(of.reports)
    return precision, recall, 2 * precision * recall / (precision + recall)


def written() -> dict[str, list[str]]:
    """The lines of the two tables in use."""
    bias, weights = table.weights()["close"]
    close = zip(("bias", *Features._fields), (bias, *weights), strict=True)
    return {
        "close": [f"{name} = {value:.2f}" for name, value in close if abs(value) >= 0.005],
        "match": [f"{name} = {value:.2f}" for name, value in table.match_weights().items()],
    }


def main() -> None:
    every = [learnt(of) for of in sets()]
    close = [one.close() for one in every]
    for number, one in enumerate(every):
        print("{:12} out of fold: P {:.3f} R {:.3f} F1 {:.3f}".format(one.of.name, *out_of_fold(number, every, close)))
    use(every, close, {})
    for one in every:
        scores = bcubed(one.of.gold, grouped(one.of.reports))
        print("{:12} in sample:   P {:.3f} R {:.3f} F1 {:.3f}".format(one.of.name, *scores))
    text = WEIGHTS.read_text(encoding="utf8")
    for name, lines in written().items():
        print(f"[{name}]", *lines, sep="\n")
        head, _, rest = text.partition(f"[{name}]\n")
        text = f"{head}[{name}]\n" + "\n".join(lines) + "\n" + rest[rest.find("\n\n") + 1 :] * ("\n\n" in rest)
    if "--write" in sys.argv:
        WEIGHTS.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
