"""The weights of the part of the gate that weighs meaning, fitted on claims of our own, and what they reach.

`python -m bench.meaning_fit` fits the training side of bench/meaning/claims.tsv and prints the weights beside those of
gate/meaning.toml, what both reach on the held side, and, where the shared set of judged summaries is at hand, what a
model of the same cues reaches that is fitted on that set itself: in-sample, and out of fold (five folds, all claims of
one article in one fold).
"""

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.logistic import Vector, minimised
from communique.briefs import check
from communique.briefs.gate import meaning, passages, words
from communique.lexicon import sentences
from communique.model import Report

HERE = Path(__file__).parent
JUDGED = HERE.parent.parent / "shared/data/checks.jsonl"
NAMES = ("order", "together", "slots", "against")
PENALTY = 1.0
OTHERS = 2
"""A true claim is also laid beside this many reports of other happenings that share most of its words: false there."""
FOLDS = 5


class Case(NamedTuple):
    """A claim with the cues of its sentences. `group` keeps together what may not be parted."""

    group: str
    kind: str
    true: bool
    rows: tuple[tuple[float, ...], ...]


def row(sentence: str, sources: Sequence[passages.Source]) -> tuple[float, ...]:
    """What the table weighs of one sentence."""
    cues = meaning.cues(sentence, sources)
    reasons = [] if check.verbatim(sentence, sources) else check.against(sentence, sources, cues)[0]
    counted = meaning.counted(cues, reasons)
    return tuple(counted[name] for name in NAMES)


def rows(claim: str, given: Sequence[str | Report]) -> tuple[tuple[float, ...], ...]:
    """The rows of a claim's sentences."""
    sources = [passages.source(one) for one in given]
    claim = claim.strip()
    if claim == claim.lower():
        claim = check.capitalised(check.joined(claim), sources)
    return tuple(row(claim[s.start : s.end], sources) for s in sentences.split(claim))


def practice() -> tuple[dict[str, Report], dict[str, str]]:
    """The English reports of part c of bench/practice, and the happening of each."""
    lines = (HERE / "practice/c-reports.jsonl").read_text(encoding="utf-8").splitlines()
    found = {one["id"]: one for one in map(json.loads, lines)}
    labels = map(json.loads, (HERE / "practice/c-labels.jsonl").read_text(encoding="utf-8").splitlines())
    reports = {
        i: Report(id=i, text=one["text"], published=one["published"], language=one["language"])
        for i, one in found.items()
    }
    return reports, {label["id"]: label["happening"] for label in labels}


def held(happening: str) -> bool:
    """Whether claims about a happening are only measured on: every third one."""
    return int(happening.removeprefix("ch")) % 3 == 0


def content(text: str) -> frozenset[str]:
    """The stems that carry meaning."""
    return frozenset(t.stem for t in words.tokens(text) if words.meaningful(t))


def ours() -> Iterator[Case]:
    """The claims written by hand, and the true ones once more beside reports of other happenings."""
    reports, happening = practice()
    stems = {i: content(report.text) for i, report in reports.items()}
    for line in (HERE / "meaning/claims.tsv").read_text(encoding="utf-8").splitlines():
        about, kind, claim = line.split("\t")
        yield Case(happening[about], kind, kind == "yes", rows(claim, [reports[about]]))
        if kind == "yes":
            mine, side = content(claim), held(happening[about])
            other = [i for i in reports if happening[i] != happening[about] and held(happening[i]) == side]
            for near in sorted(other, key=lambda i: (-len(mine & stems[i]), i))[:OTHERS]:
                yield Case(happening[about], "other", False, rows(claim, [reports[near]]))


def theirs() -> Iterator[tuple[str, Case]]:
    """The summaries judged by people, with the set each is from."""
    for line in map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines()):
        yield line["set"], Case(line["sources"][0], "", line["gold"]["supported"], rows(line["claim"], line["sources"]))


def fitted(cases: Sequence[Case], weight: Callable[[Case], float]) -> Vector:
    """Logistic regression with an L2 penalty: the constant, then a weight for each name. A claim of several sentences
    counts by their mean."""
    x = np.array([[1.0, *np.mean(case.rows, axis=0)] for case in cases])
    y = np.array([float(case.true) for case in cases])
    w = np.array([weight(case) for case in cases])

    def loss(b: Vector) -> tuple[float, Vector]:
        z = x @ b
        kept = np.array([0.0, *b[1:]])
        value = float(w @ (np.logaddexp(0, z) - y * z)) + PENALTY / 2 * float(kept @ kept)
        return value, x.T @ (w * (1 / (1 + np.exp(-z)) - y)) + PENALTY * kept

    return minimised(loss, np.zeros(1 + len(NAMES)))


def balanced(cases: Sequence[Case]) -> Callable[[Case], float]:
    """Weights that make true and false claims count alike."""
    true = sum(case.true for case in cases)
    return lambda case: len(cases) / 2 / (true if case.true else len(cases) - true)


def score(case: Case, b: Vector) -> float:
    """A claim is as good as its worst sentence."""
    return float(min(b[0] + np.array(case.rows) @ b[1:]))


def auroc(scores: Sequence[float], true: Sequence[bool]) -> float:
    """The chance that a true claim scores above a false one, ties halved."""
    yes = [s for s, t in zip(scores, true, strict=True) if t]
    no = [s for s, t in zip(scores, true, strict=True) if not t]
    return statistics.mean((a > b) + (a == b) / 2 for a in yes for b in no)


def told(cases: Sequence[Case], b: Vector) -> str:
    """AUROC, and the balanced accuracy where half and more is true."""
    scores, true = [score(case, b) for case in cases], [case.true for case in cases]
    right = [
        statistics.mean((s >= 0) == t for s, t in zip(scores, true, strict=True) if t == side) for side in (True, False)
    ]
    return f"AUROC {auroc(scores, true):.3f}, balanced accuracy {statistics.mean(right):.3f}, {len(cases)} claims"


def shipped() -> Vector:
    """The weights of gate/meaning.toml."""
    table = meaning.table()
    return np.array([table[name] for name in ("constant", *NAMES)])


def on_judged(b: Vector) -> Iterator[str]:
    """What the shipped weights reach on the judged summaries, and weights fitted on these."""
    found = list(theirs())
    sets = sorted({name for name, _ in found})

    def mean(scores: Sequence[float]) -> float:
        of = [[(s, c.true) for s, (n, c) in zip(scores, found, strict=True) if n == name] for name in sets]
        return statistics.mean(auroc([s for s, _ in one], [t for _, t in one]) for one in of)

    def alike(given: Sequence[tuple[str, Case]]) -> Callable[[Case], float]:
        number = {(n, t): sum(a == n and c.true == t for a, c in given) for n in sets for t in (True, False)}
        of = {id(c): n for n, c in given}
        return lambda case: len(given) / len(number) / number[of[id(case)], case.true]

    yield f"judged, shipped weights: mean AUROC {mean([score(case, b) for _, case in found]):.3f}"
    inside = fitted([case for _, case in found], alike(found))
    yield f"judged, fitted on itself, in-sample: {mean([score(case, inside) for _, case in found]):.3f}"
    groups = sorted({case.group for _, case in found})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    out = [0.0] * len(found)
    for number in range(FOLDS):
        learnt = [pair for pair in found if fold[pair[1].group] != number]
        weights = fitted([case for _, case in learnt], alike(learnt))
        for index, (_, case) in enumerate(found):
            if fold[case.group] == number:
                out[index] = score(case, weights)
    yield f"judged, fitted on itself, out of fold: {mean(out):.3f}"


def main() -> None:
    """Fit and print."""
    cases = list(ours())
    learnt = [case for case in cases if not held(case.group)]
    weights = fitted(learnt, balanced(learnt))
    for name, own, there in zip(("constant", *NAMES), weights, shipped(), strict=True):
        print(f"{name:<10} {own:6.2f}   shipped {there:6.2f}")
    print("training side:", told(learnt, weights))
    print("held side, shipped weights:", told([case for case in cases if held(case.group)], shipped()))
    if JUDGED.exists():
        print(*on_judged(shipped()), sep="\n")


if __name__ == "__main__":
    main()
