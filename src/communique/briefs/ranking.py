"""How much a sentence of a report matters to the story.

What many reports say (the share of the originals that use its words), its place in its report (news is told in order of
weight), and whether the record took an act or words from it; sentences of reports printed before the event weigh less.
A centroid with a position prior (after Radev et al. 2004, and the lead baseline).
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

from communique.briefs import genre
from communique.briefs.credits import idle
from communique.briefs.dossier import Evidence
from communique.briefs.telling.words import content, core
from communique.lexicon import dates
from communique.model import Event, Report

FIRST, RECORDED, PREVIEW, LATE = 1.0, 0.1, 0.6, 40
"""Weight of the first place, of what the record took from a sentence, factor of a preview, and how far a report is
read."""
STEP, AGAIN, FULLEST = 6.0, 6, 3.0
"""The place after which half the weight of the first is left; the place a lead has once the news is told; the power
that prefers the report which tells most. Chosen by leaving out one report of each story of our own reports and setting
what is ranked of the others beside it."""
OLD = 30
"""Days before the story from which on what happened is history."""
WHOLE, WITHIN = 6, 4
"""Words of a sentence that tells something, and among how many the first such is looked for."""
RANKED: WeakKeyDictionary[Evidence, list["Ranked"]] = WeakKeyDictionary()
NAMED: WeakKeyDictionary[Evidence, frozenset[str]] = WeakKeyDictionary()
BEARING: WeakKeyDictionary[Evidence, dict[tuple[str, int], bool]] = WeakKeyDictionary()
NAME = re.compile(r"[A-Z](?<![.!?:] .)(?<!^.)(?<!\w.)[\w-]{2,}")
"""A capitalised word that begins no sentence."""
COMMON = frozenset(
    re.findall(
        r"\w+",
        """Minister Ministers President Prime Foreign Secretary General Party Committee Council State Ministry Chairman
        Deputy Vice Ambassador King Queen January February March April May June July August September October November
        December Monday Tuesday Wednesday Thursday Friday Saturday Sunday""",
    )
)
"""What is written like a name and names nobody."""
WEIGHTS: WeakKeyDictionary[Evidence, dict[str, float]] = WeakKeyDictionary()


class Ranked(NamedTuple):
    """A sentence (the `at`-th of a `report`) with its weight and the words it is weighed by; `later` is its weight
    once the news has been told, when a report's first sentence tells it again, `news` what it weighs for itself and
    the kind of its report, whatever that tells besides."""

    report: Report
    at: int
    weight: float
    words: frozenset[str]
    later: float = 0.0
    news: float = 0.0


def ranked(evidence: Evidence) -> list[Ranked]:
    """The sentences of the English originals, best first."""
    if evidence in RANKED:
        return RANKED[evidence]
    originals = [r for r in evidence.english if not r.copy_of]
    active = [r for r in originals if not idle(evidence, r)] or originals
    said = {report.id: _said(evidence, report) for report in active}
    weights = _weights(active, said)
    recorded = {(m.report, m.sentence) for m in evidence.mentions.values() if m.status != "denied"}
    recorded |= {(s.report, s.sentence) for s in evidence.statements}
    WEIGHTS[evidence] = weights
    middling = _middling(said, weights)
    found = []
    for report in active:
        for index in range(min(len(report.sentences), LATE)):
            text = evidence.sentence(report.id, index)
            words = said[report.id][index]
            if len(words) < 4 or genre.item(text) or genre.spoken(text) or not evidence.usable(report.id, index):
                continue
            central = math.fsum(weights[w] for w in words) / math.sqrt(len(words)) / 3
            told = central + RECORDED * ((report.id, index) in recorded)
            place, after = FIRST / (1 + index / STEP), FIRST / (1 + (index or AGAIN) / STEP)
            factor = middling[report.id] ** FULLEST * (PREVIEW if report.id in evidence.previews else 1.0)
            kind = genre.news(evidence, report)
            found.append(
                Ranked(report, index, (told + place) * factor * kind, words, (told + after) * factor * kind,
                       (told + place) * kind)
            )  # fmt: skip
    found.sort(key=lambda r: (-r.weight, evidence.place[r.report.id], r.at))
    return RANKED.setdefault(evidence, found)


def _weights(reports: Sequence[Report], told: Mapping[str, Sequence[frozenset[str]]]) -> dict[str, float]:
    """By word, the share of the reports that use it; of one report, how often it does."""
    use: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for report in reports:
        said = told[report.id]
        use.update(content(report.title or "").union(*said))
        often.update(chain.from_iterable(said))
    many = max(1, len(reports))
    return {w: (use[w] - 0.5) / many if many > 1 else min(1.0, often[w] / 4) for w in use}


def _said(evidence: Evidence, report: Report) -> list[frozenset[str]]:
    """The words of a report's sentences, without the offices of people."""
    return [content(core(evidence.sentence(report.id, n))) for n in range(min(len(report.sentences), LATE))]


def _new(words: frozenset[str], known: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of what a sentence says that is new, each word by its weight."""
    every = _total(words, weights)
    return _total(words - known, weights) / every if every else 0.0


def _total(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.fsum([weights.get(word, 0.0) for word in words])


def _middling(said: Mapping[str, Sequence[frozenset[str]]], weights: Mapping[str, float]) -> dict[str, float]:
    """By report, how much of the story it tells, as a share of the one that tells most."""
    told = {name: _total(frozenset[str]().union(*sentences), weights) for name, sentences in said.items()}
    most = max(told.values(), default=0.0) or 1.0
    return {name: value / most for name, value in told.items()}


def leads(evidence: Evidence) -> list[Ranked]:
    """The sentences that reports begin with, best first: the first of each, or the second where the first tells no
    news."""
    begins = {r.id: beginning(evidence, r) for r in evidence.english}
    every = sorted((r for r in ranked(evidence) if r.at < begins[r.report.id] + 2), key=lambda r: -r.news)
    return [r for r in every if r.report.id not in evidence.previews] or every


def beginning(evidence: Evidence, report: Report) -> int:
    """The first sentence of a report that tells anything: no place, day or number of a release."""
    first = range(min(len(report.sentences), WITHIN))
    whole = (n for n in first if len(evidence.sentence(report.id, n).split()) >= WHOLE)
    return next((n for n in whole if evidence.usable(report.id, n)), 0)


def stages(evidence: Evidence) -> list[Ranked]:
    """The lead of each news report that was not printed before the event, in the order of their printing."""
    spine = genre.backbone(evidence)
    kept: dict[str, Ranked] = {}
    for found in sorted(leads(evidence), key=lambda r: r.at):
        plain = genre.news(evidence, found.report) >= genre.NEWS_AT_LEAST and bears(evidence, found)
        if found.report is spine or plain:
            kept.setdefault(found.report.id, found)
    return sorted(kept.values(), key=lambda r: evidence.place[r.report.id])


def freshest(
    evidence: Evidence, printed: Sequence[frozenset[str]], told: Sequence[Event], most: int = 60
) -> Iterator[Ranked]:
    """Sentences one after the other, each time the one that weighs most for what `printed` (growing meanwhile) does not
    say; without those that the events told rest on."""
    done = {(m.report, m.sentence) for event in told for m in evidence.told(event)}
    left = [r for r in ranked(evidence)[:most] if (r.report.id, r.at) not in done]
    weights = WEIGHTS[evidence]
    new = [1.0] * len(left)
    news = bool(printed)
    while left:
        known = frozenset().union(*printed) if printed else frozenset()
        best, heaviest = 0, -1.0
        for at, found in enumerate(left):
            weight = found.later if news else found.weight
            if weight * new[at] > heaviest:  # what is new only becomes less: who weighed less before is not asked again
                new[at] = _new(found.words, known, weights)
                if weight * new[at] > heaviest:
                    best, heaviest = at, weight * new[at]
        news = True
        new.pop(best)
        yield left.pop(best)


def latest(evidence: Evidence) -> Ranked | None:
    """The lead of the last news report, where there are several, printed one after the other."""
    found = stages(evidence)
    if len(found) < 2 or (found[-1].report.published or "") <= (found[0].report.published or ""):
        return None
    return found[-1]


def bears(evidence: Evidence, found: Ranked) -> bool:
    """Whether a sentence names what the story is about, or whom it means by "he" or "the minister": a name that half of
    the originals use (two at least)."""
    spots = BEARING.setdefault(evidence, {})
    if (found.report.id, found.at) not in spots:
        spots[found.report.id, found.at] = _bears(evidence, found)
    return spots[found.report.id, found.at]


def _bears(evidence: Evidence, found: Ranked) -> bool:
    if evidence not in NAMED:
        use = Counter(n for r in evidence.english if not r.copy_of for n in set(NAME.findall(f"{r.title}. {r.text}")))
        many = sum(not r.copy_of for r in evidence.english)
        NAMED[evidence] = frozenset(
            n for n, c in use.items() if n not in COMMON and ((2 * c >= many and c > 1) or many == 1)
        )
    named = NAME.findall(evidence.sentence(found.report.id, found.at))
    recorded = evidence.recorded_of(found.report.id)
    if recorded is not None:
        meant = [s.speaker.name for s in recorded.statements if s.sentence == found.at]
        meant += [a.name for m in recorded.mentions if m.sentence == found.at for a in m.actor if a.person]
        named += [word for name in meant for word in name.split()]
    return not NAMED[evidence].isdisjoint(named)


def old(evidence: Evidence, report: Report, index: int) -> bool:
    """Whether a sentence tells of what was over long before the story."""
    anchor = evidence.anchor(report.id)
    text = evidence.sentence(report.id, index)
    days = [found.last for found in dates.find(text, anchor) if found.last]
    if days and anchor:
        return (anchor - max(days)).days > OLD
    return bool(
        re.search(r"\bhad (?:\w+ed|been|said|told|made|taken|given|won|lost|begun|gone)\b|\bin (?:19|20)\d\d\b", text)
    )
