"""How much a sentence of a report matters to the story.

What many reports say (the share of the originals that use its words), its place in its report (news is told in order of
weight), and whether the record took an act or words from it; sentences of reports printed before the event weigh less.
A centroid with a position prior (after Radev et al. 2004, and the lead baseline).
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from communique.briefs.credits import idle
from communique.briefs.dossier import Evidence
from communique.briefs.telling.words import content
from communique.model import Event, Report

FIRST, RECORDED, PREVIEW, LATE = 1.0, 0.1, 0.6, 40
"""Weight of the first place (the n-th has 1/n of it), of what the record took from a sentence, factor of a preview, and
how far a report is read."""
RANKED: WeakKeyDictionary[Evidence, list["Ranked"]] = WeakKeyDictionary()


class Ranked(NamedTuple):
    """A sentence (the `at`-th of a `report`) with its weight and the words it is weighed by."""

    report: Report
    at: int
    weight: float
    words: frozenset[str]


def ranked(evidence: Evidence) -> list[Ranked]:
    """The sentences of the English originals, best first."""
    if evidence in RANKED:
        return RANKED[evidence]
    originals = [r for r in evidence.english if not r.copy_of]
    active = [r for r in originals if not idle(evidence, r)] or originals
    weights = _weights(evidence, active)
    recorded = {(m.report, m.sentence) for m in evidence.mentions.values() if m.status != "denied"}
    recorded |= {(s.report, s.sentence) for s in evidence.statements}
    found = []
    for report in active:
        for index in range(min(len(report.sentences), LATE)):
            words = content(evidence.sentence(report.id, index))
            if len(words) < 4 or not evidence.usable(report.id, index):
                continue
            central = sum(weights[w] for w in words) / math.sqrt(len(words)) / 3
            weight = central + FIRST / (1 + index) + RECORDED * ((report.id, index) in recorded)
            weight *= PREVIEW if report.id in evidence.previews else 1.0
            found.append(Ranked(report, index, weight, words))
    found.sort(key=lambda r: (-r.weight, evidence.place[r.report.id], r.at))
    return RANKED.setdefault(evidence, found)


def _weights(evidence: Evidence, reports: Sequence[Report]) -> dict[str, float]:
    """By word, the share of the reports that use it; of one report, how often it does."""
    use: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for report in reports:
        said = [content(evidence.sentence(report.id, n)) for n in range(min(len(report.sentences), LATE))]
        use.update(content(report.title or "").union(*said))
        often.update(word for words in said for word in words)
    many = max(1, len(reports))
    return {w: (use[w] - 0.5) / many if many > 1 else min(1.0, often[w] / 4) for w in use}


def leads(evidence: Evidence) -> list[Ranked]:
    """The sentences that reports begin with, best first: the first of each, or the second where the first tells no
    news."""
    found = [r for r in ranked(evidence) if r.at < 2 and r.report.id not in evidence.previews]
    return found or [r for r in ranked(evidence) if r.at < 2]


def freshest(
    evidence: Evidence, printed: Sequence[frozenset[str]], told: Sequence[Event], most: int = 60
) -> Iterator[Ranked]:
    """Sentences one after the other, each time the one that weighs most for what `printed` (growing meanwhile) does not
    say; without those that the events told rest on."""
    done = {(m.report, m.sentence) for event in told for m in evidence.told(event)}
    left = [r for r in ranked(evidence)[:most] if (r.report.id, r.at) not in done]
    while left:
        known = frozenset().union(*printed) if printed else frozenset()
        best = max(left, key=lambda r: r.weight * len(r.words - known) / (2 + len(r.words)))
        left.remove(best)
        yield best
