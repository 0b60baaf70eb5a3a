"""Related stories: of what is shown, how much is wanted.

The true happenings of bench/confusable are taken as stories, each side of the split by itself, and both in one pool:
no label leads from one side to the other, so there is more that is not wanted. Weights and thresholds were fitted on
`train` (see related_fit.py); `held` is only ever measured.

Two readings of precision at 3, over the happenings with at least one labelled link: `precision` is the labelled ones
among the first three shown, over how many of the first three are shown; `of_three` is, averaged over the happenings,
the labelled ones among the first three shown, over three or how many are labelled, whichever is less. `first` is the
share of happenings whose first link is labelled. `selves` and `copies` count links to the story itself or one that
holds only copies of its reports. `empty` counts blocks with nothing in them though another happening shares two
countries or a person as far as its reports or its record name them; `unnamed` those where another has the same two
countries by its label alone.

`shared_map` is the mean average precision of `communique related` on the shared reports, on which nothing was fitted:
for each report whose happening has another, all others are ranked.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean
from typing import Literal, NamedTuple

from msgspec.structs import replace

from bench import baselines
from bench.confusable import reports, rows
from bench.grouping import shared
from communique import record
from communique.desk.steps import Steps, with_sentences
from communique.model import Event, Link, Report
from communique.stories.facts import StoryFacts, copied, facts
from communique.stories.links import acquainted, links
from communique.stories.portrait import portrait
from communique.stories.rarity import Rarity, vector

SHOWN = 3


def stories(side: Literal["train", "held"]) -> tuple[dict[str, list[Report]], dict[str, tuple[Event, ...]]]:
    """The reports of each happening with copies marked, and its record, taken as the desk takes it."""
    copies = {row["id"]: row["copy_of"] for row in rows("labels")}
    read, gold = reports(side)
    members: dict[str, list[Report]] = {}
    for report in read:
        members.setdefault(gold[report.id], []).append(replace(with_sentences(report), copy_of=copies[report.id]))
    every = [report for some in members.values() for report in some]
    taken = {found.report: found for found in Steps().recorder.records(every)}
    known = [holding for found in taken.values() for holding in found.holdings]
    return members, {
        story: record.join(story, some, [taken[r.id] for r in some], known, ()) for story, some in members.items()
    }


def rarity(of: Sequence[Report]) -> Rarity:
    """How rare words are in these reports, copies left out."""
    learnt = Rarity()
    for report in of:
        if report.copy_of is None:
            learnt.learn(vector(portrait(report).terms).keys)
    return learnt


class Pool(NamedTuple):
    """Happenings as stories: facts, links, and by label what each is linked to and which countries' doing it is."""

    told: dict[str, StoryFacts]
    found: Mapping[str, tuple[Link, ...]]
    labelled: dict[str, set[str]]
    pair: dict[str, list[str]]


def pool(*sides: tuple[dict[str, list[Report]], dict[str, tuple[Event, ...]]]) -> Pool:
    """The happenings of these sides together."""
    members = {story: some for side, _ in sides for story, some in side.items()}
    told = {story: facts(story, some, events[story]) for side, events in sides for story, some in side.items()}
    known = [row for row in rows("happenings") if row["id"] in members]
    return Pool(
        told,
        links(told.values(), rarity([report for some in members.values() for report in some])),
        {row["id"]: {link["to"] for link in row["linked"]} for row in known},
        {row["id"]: row["pair"] for row in known},
    )


def measured(its: Pool) -> dict[str, float]:
    """All figures of a pool."""
    blank = empty(its.found, its.told)
    counts = {"empty": len(blank), "unnamed": len(unnamed(its.found, its.pair) - blank)}
    return precision(its.found, its.labelled) | unwanted(its.found, its.told) | counts


def in_one_pool(train: Pool, held: Pool, both: Pool) -> dict[str, float]:
    """Precision of each side where the happenings of both are there to be shown."""
    of = {"train": train.labelled, "held": held.labelled}
    found = {side: precision(both.found, labelled) for side, labelled in of.items()}
    return {
        f"{side}_in_one_pool_{name}": its[name] for side, its in found.items() for name in ("precision", "of_three")
    }


def precision(found: Mapping[str, Sequence[Link]], labelled: Mapping[str, set[str]]) -> dict[str, float]:
    """Both readings of precision at 3, and the share of first links that are labelled."""
    asked = [story for story, wanted in sorted(labelled.items()) if wanted]
    top = {story: [link.story for link in found[story][:SHOWN]] for story in asked}
    hits = {story: sum(other in labelled[story] for other in top[story]) for story in asked}
    return {
        "precision": sum(hits.values()) / sum(map(len, top.values())),
        "of_three": mean(hits[story] / min(SHOWN, len(labelled[story])) for story in asked),
        "first": mean(top[story][:1] != [] and top[story][0] in labelled[story] for story in asked),
        "shown": mean(map(len, top.values())),
        "happenings": len(asked),
    }


def unwanted(found: Mapping[str, Sequence[Link]], told: Mapping[str, StoryFacts]) -> dict[str, float]:
    """Links to the story itself, and to copies of it."""
    every = [(told[story], told[link.story]) for story, some in found.items() for link in some]
    return {"selves": sum(a.id == b.id for a, b in every), "copies": sum(copied(a, b) for a, b in every)}


def empty(found: Mapping[str, Sequence[Link]], told: Mapping[str, StoryFacts]) -> set[str]:
    """Happenings with an empty block though another shares two countries or a person."""
    return {a for a in found if not found[a] and any(a != b and acquainted(told[a], told[b]) for b in told)}


def unnamed(found: Mapping[str, Sequence[Link]], pair: Mapping[str, Sequence[str]]) -> set[str]:
    """The same by labels of two countries."""
    return {a for a in found if not found[a] and any(a != b and len(set(pair[a]) & set(pair[b])) > 1 for b in pair)}


def average_precision(gold: Mapping[str, str], ranked: Iterable[tuple[str, Sequence[str]]]) -> float:
    """Mean average precision of rankings of all other reports, over the reports whose happening has another."""
    of = Counter(gold.values())
    found = []
    for report, others in ranked:
        hits = [place for place, other in enumerate(others, 1) if gold[other] == gold[report]]
        if of[gold[report]] > 1:
            found.append(sum(n / place for n, place in enumerate(hits, 1)) / (of[gold[report]] - 1))
    return mean(found)


def nearest(short: bool) -> dict[str, float]:
    """Mean average precision on the shared reports, ours and those of plain TF-IDF and MiniLM, and milliseconds of CPU
    for a report."""

    read, gold = shared()
    if not read:
        return {}
    begun = time.process_time()
    ours = [(report.id, [other.report for other in others]) for report, others in Steps().related(read)]
    spent = time.process_time() - begun
    found = {
        "shared_map": average_precision(gold, ours),
        "shared_map_ms": 1000 * spent / len(read),
        "shared_tfidf_map": average_precision(gold, baselines.tfidf_neighbours(read)),
    }
    if not short and (embedded := baselines.sentence_vectors(read)) is not None:
        vectors, seconds = embedded
        found["shared_minilm_map"] = average_precision(gold, baselines.minilm_neighbours(read, vectors))
        found["shared_minilm_ms"] = 1000 * seconds / len(read)
    return found


def figures(short: bool) -> dict[str, float]:
    """The figures of both sides by name, each by itself and in one pool; the short form takes `held` by itself."""
    held = stories("held")
    found = {"held": pool(held)}
    together: dict[str, float] = {}
    if not short:
        train = stories("train")
        found["train"] = pool(train)
        together = in_one_pool(found["train"], found["held"], pool(train, held))
    alone = {f"{side}_{name}": value for side, its in sorted(found.items()) for name, value in measured(its).items()}
    return alone | together | nearest(short)


if __name__ == "__main__":
    for key, value in figures(short=False).items():
        print(f"{key:28} {value:.3f}")
