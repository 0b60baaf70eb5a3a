"""What simple methods reach, to measure ours against: one pass that compares each report with every story and joins the
nearest from a threshold on, and rankings of all others. Texts are TF-IDF vectors, or sentence vectors of MiniLM, where
.venv-bench has it (see sentences.py).

The thresholds are those with the best mean B-cubed F1 over the packaged sample and the train side of bench/confusable;
`python -m bench.baselines` prints what each reaches on both.
"""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from communique.model import Report
from communique.stories.words import stems

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ROOT / ".venv-bench" / "bin" / "python"
TFIDF_JOINS = 0.2
MINILM_JOINS = 0.65
TFIDF_TRIED = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
MINILM_TRIED = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)

Vectors = Mapping[str, npt.NDArray[np.float32]]


def tfidf_single_pass(reports: Iterable[Report], joins: float = TFIDF_JOINS) -> dict[str, str]:
    """Stories by the cosine of TF-IDF vectors with each story's centroid, rarity learnt on the way."""
    counts = Counter[str]()
    centroids: dict[str, Counter[str]] = {}
    stories: dict[str, str] = {}
    for seen, report in enumerate(reports):
        terms = Counter(stems(f"{report.title or ''} {report.text}"))
        rarity = {stem: log((seen + 2) / (counts[stem] + 1)) for stem in terms}
        best, story = joins, report.id
        for identity, centroid in centroids.items():
            shared = sum(n * centroid[stem] * rarity[stem] ** 2 for stem, n in terms.items() if stem in centroid)
            if shared:
                own = sum((n * rarity[stem]) ** 2 for stem, n in terms.items())
                its = sum((n * log((seen + 2) / (counts[stem] + 1))) ** 2 for stem, n in centroid.items())
                if shared / sqrt(own * its) > best:
                    best, story = shared / sqrt(own * its), identity
        centroids.setdefault(story, Counter()).update(terms)
        stories[report.id] = story
        counts.update(terms.keys())
    return stories


def sentence_vectors(reports: Sequence[Report]) -> tuple[Vectors, float] | None:
    """A vector of length 1 for each report, and the seconds of one thread they took; None without .venv-bench."""
    if not BESIDE.exists():
        return None
    given = ({"id": report.id, "text": f"{report.title or ''}. {report.text}"} for report in reports)
    told = subprocess.run(
        [BESIDE, "-I", ROOT / "bench" / "sentences.py"],
        input="".join(json.dumps(text) + "\n" for text in given),
        capture_output=True,
        check=True,
        text=True,
    )
    *lines, last = map(json.loads, told.stdout.splitlines())
    return {line["id"]: np.array(line["vector"], np.float32) for line in lines}, last["seconds"]


def minilm_single_pass(reports: Iterable[Report], vectors: Vectors, joins: float = MINILM_JOINS) -> dict[str, str]:
    """Stories by the cosine of a report's vector with the mean of each story's."""
    names: list[str] = []
    sums: list[npt.NDArray[np.float32]] = []
    stories: dict[str, str] = {}
    for report in reports:
        mine = vectors[report.id]
        cosines = np.array([its @ mine / np.linalg.norm(its) for its in sums])
        nearest = int(cosines.argmax()) if len(cosines) else -1
        if nearest < 0 or cosines[nearest] <= joins:
            nearest = len(names)
            names.append(report.id)
            sums.append(np.zeros_like(mine))
        sums[nearest] = sums[nearest] + mine
        stories[report.id] = names[nearest]
    return stories


def figures(reports: Sequence[Report], gold: Mapping[str, str]) -> dict[str, float]:
    """B-cubed F1 and milliseconds a report (CPU, one thread) of both methods on reports in order."""
    from bench.grouping import bcubed

    begun = time.process_time()
    stories = tfidf_single_pass(reports)
    found = {
        "tfidf_f1": bcubed(gold, stories)[2],
        "tfidf_ms": 1000 * (time.process_time() - begun) / len(reports),
    }
    if (embedded := sentence_vectors(reports)) is not None:
        vectors, seconds = embedded
        begun = time.process_time()
        stories = minilm_single_pass(reports, vectors)
        seconds += time.process_time() - begun
        found |= {"minilm_f1": bcubed(gold, stories)[2], "minilm_ms": 1000 * seconds / len(reports)}
    return found


def tfidf_neighbours(reports: Sequence[Report]) -> Iterator[tuple[str, list[str]]]:
    """For each report all others by the cosine of TF-IDF vectors of title and text."""
    terms = {report.id: Counter(stems(f"{report.title or ''} {report.text}")) for report in reports}
    counts = Counter(stem for its in terms.values() for stem in its)
    vectors = {}
    for report, its in terms.items():
        weights = {stem: n * log(len(reports) / counts[stem]) for stem, n in its.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors[report] = {stem: weight / length for stem, weight in weights.items()}
    for report, mine in vectors.items():
        scores = {
            other: sum(weight * its[stem] for stem, weight in mine.items() if stem in its)
            for other, its in vectors.items()
            if other != report
        }
        yield report, sorted(scores, key=lambda other: -scores[other])


def minilm_neighbours(reports: Sequence[Report], vectors: Vectors) -> Iterator[tuple[str, list[str]]]:
    """For each report all others by the cosine of their vectors."""
    every = np.stack([vectors[report.id] for report in reports])
    for place, report in enumerate(reports):
        order = np.argsort(-(every @ every[place]), kind="stable")
        yield report.id, [reports[i].id for i in order if i != place]


def main() -> None:
    """What each threshold reaches."""
    from bench import confusable
    from bench.grouping import bcubed, in_order, sample

    for name, (reports, gold) in (("sample", sample()), ("train", confusable.reports("train"))):
        reports = in_order(reports)
        scores = {joins: bcubed(gold, tfidf_single_pass(reports, joins))[2] for joins in TFIDF_TRIED}
        print(name, "tfidf ", "  ".join(f"{joins}: {f1:.3f}" for joins, f1 in scores.items()))
        if (embedded := sentence_vectors(reports)) is not None:
            scores = {joins: bcubed(gold, minilm_single_pass(reports, embedded[0], joins))[2] for joins in MINILM_TRIED}
            print(name, "minilm", "  ".join(f"{joins}: {f1:.3f}" for joins, f1 in scores.items()))


if __name__ == "__main__":
    main()
