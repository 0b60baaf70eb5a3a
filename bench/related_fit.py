"""Fits the weights and thresholds of related stories (stories/links.py) on the train side of bench/confusable and
prints them, with what happenings that were left out of the fit reach.

    python -m bench.related_fit

Left out at a time are whole units: happenings that labels join, directly or through others. For every pair of
thresholds both readings of precision at 3 are printed (see bench/related.py); shipped are those with the greatest
sum among those of which both readings are over .86.
"""

import random
from collections.abc import Mapping, Sequence

import numpy as np

from bench.confusable import rows
from bench.grouping_fit import Vector
from bench.related import precision, rarity, stories
from communique.model import Link
from communique.stories.facts import StoryFacts, facts
from communique.stories.links import Linker, Values, tied

PENALTY = 0.3  # of the squared weights
FOLDS, TIMES = 6, 6
LEAST = (-1.4, -1.2, -1.0, -0.8, -0.6, -0.4, -0.2, 0.0)
BEHIND = (2.5, 3.0, 3.5, 4.0, 4.5, 5.0)

Pair = tuple[str, str]


def units(labelled: Mapping[str, set[str]]) -> dict[str, str]:
    """The unit of each happening, called after one of its own."""
    found: dict[str, str] = {}
    for start in labelled:
        waiting = [start]
        while waiting:
            story = waiting.pop()
            if story not in found:
                found[story] = found.get(start, start)
                waiting += labelled[story]
    return found


def fit(values: Sequence[Values], wanted: Sequence[bool]) -> Vector:
    """Bias and weights of a logistic regression with an L2 penalty, by Newton's method."""
    x = np.column_stack([np.ones(len(values)), np.array(values)])
    y, w = np.array(wanted, float), np.zeros(x.shape[1])
    shrink = PENALTY * np.diag([0.0, *np.ones(x.shape[1] - 1)])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + shrink + 1e-9 * np.eye(len(w)), x.T @ (p - y) + shrink @ w)
    return w


def left_out(pairs: Mapping[Pair, Values], labelled: Mapping[str, set[str]]) -> dict[Pair, float]:
    """The log odds of each pair by fits that did not see its first happening's unit, over several divisions."""
    unit, odds = units(labelled), dict.fromkeys(pairs, 0.0)
    for seed in range(TIMES):
        order = sorted(set(unit.values()))
        random.Random(seed).shuffle(order)
        for fold in range(FOLDS):
            out = set(order[fold::FOLDS])
            seen = [pair for pair in pairs if unit[pair[0]] not in out and unit[pair[1]] not in out]
            w = fit([pairs[pair] for pair in seen], [b in labelled[a] for a, b in seen])
            for pair in pairs:
                if unit[pair[0]] in out:
                    odds[pair] += float(np.r_[1.0, pairs[pair]] @ w) / TIMES
    return odds


def shown(
    odds: Mapping[Pair, float], told: Mapping[str, StoryFacts], least: float, behind: float
) -> dict[str, list[Link]]:
    """What would be shown of each happening, by these odds and thresholds, without a look at diversity."""
    found: dict[str, list[Link]] = {}
    for story in told:
        others = sorted((b for a, b in odds if a == story), key=lambda b: -odds[story, b])
        best = odds[story, others[0]]
        ties = {other for other in others if tied(told[story], told[other])}
        enough = [o for o in others if odds[story, o] >= least and (o in ties or odds[story, o] >= best - behind)]
        chosen = enough or [other for other in others if other in ties][:1]
        found[story] = [Link(story=other, relation="related", reason="") for other in chosen[:3]]
    return found


def main() -> None:
    """Print the fit and the table of thresholds."""
    members, events = stories("train")
    labelled = {row["id"]: {link["to"] for link in row["linked"]} for row in rows("happenings") if row["id"] in members}
    told = {story: facts(story, some, events[story]) for story, some in members.items()}
    linker = Linker(rarity([report for some in members.values() for report in some]))
    for its in told.values():
        linker.put(its)
    pairs: dict[Pair, Values] = {}
    for story in told:
        others = [other for other in told if other != story]
        pairs |= {(story, other): its for other, its in zip(others, linker.values(story, others), strict=True)}
    w = fit(list(pairs.values()), [b in labelled[a] for a, b in pairs])
    print("fitted on all", dict(zip(("bias", *Values._fields), w.round(2).tolist(), strict=True)))
    odds = left_out(pairs, labelled)
    print("left out, by least and behind: precision / of_three")
    for least in LEAST:
        read = [precision(shown(odds, told, least, behind), labelled) for behind in BEHIND]
        cells = (
            f"{behind}: {its['precision']:.3f}/{its['of_three']:.3f}" for behind, its in zip(BEHIND, read, strict=True)
        )
        print(f"{least:5} ", "  ".join(cells))


if __name__ == "__main__":
    main()
