"""What simple methods reach, to measure ours against."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt

from communique.model import Report
from communique.stories.words import stems

JOINS = 0.2  # cosine; between the best thresholds on the two sets of grouping.py (.30 and .15)


def tfidf_single_pass(reports: Iterable[Report]) -> dict[str, str]:
    """Stories by the cosine of TF-IDF vectors with each story's centroid, joined from `JOINS` on, compared with all."""
    counts = Counter[str]()
    centroids: dict[str, Counter[str]] = {}
    stories: dict[str, str] = {}
    for seen, report in enumerate(reports):
        terms = Counter(stems(f"{report.title or ''} {report.text}"))
        rarity = {stem: log((seen + 2) / (counts[stem] + 1)) for stem in terms}
        best, story = JOINS, report.id
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
