"""Why events and participants are missed, which found ones are false, and what becomes of their days.

    python -m bench.sample_record.reasons              the packaged sample
    python -m bench.sample_record.reasons practice     the labelled acts of bench/practice, of which rules were learnt
    python -m bench.sample_record.reasons general      those of its part c, which is general news
    python -m bench.sample_record.reasons dev          a part of bench/diplomacy that is worked with
    python -m bench.sample_record.reasons dev2         another
    python -m bench.sample_record.reasons check        a part of it of which only totals are looked at
    python -m bench.sample_record.reasons check2       another

A labelled event that no found one answers is counted by what stands in its way, the first that holds: a telling of its
type and both its sides is left out by the least confidence ("unsure") or joined to another event ("joined"); its type
is told with one of its sides only ("one side"); its sides are told with another type ("other type") or another status;
nothing of the kind is told ("nothing"). A found event that answers none is doubled (its type between its sides is
labelled), of another type than labelled, or between sides nothing is labelled of.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from bench import diplomacy
from bench.practice import acts
from bench.sample_record import scoring
from communique.model import Event, Mention, Recorded, Report, slug
from communique.record import Recorder, join, joining
from communique.record.spacy_parser import SpacyParser

Label = Mapping[str, Any]


class Story(NamedTuple):
    """A happening with its reports and what was recorded of them."""

    happening: Label
    reports: list[Report]
    recorded: list[Recorded]

    def events(self) -> tuple[Event, ...]:
        """The events of the happening."""
        return join(self.happening["id"], self.reports, self.recorded, (), ())

    def unsure(self) -> list[Event]:
        """The events that are left out for want of confidence."""
        told = {id_ for event in self.events() for id_ in event.evidence}
        least = dict(joining.LEAST)
        try:
            joining.LEAST.update(dict.fromkeys(joining.LEAST, 0.0))
            return [event for event in self.events() if not told & set(event.evidence)]
        finally:
            joining.LEAST.update(least)


def sample(recorder: Recorder) -> Iterator[Story]:
    """The happenings of the packaged sample."""
    for happening in scoring.labels():
        reports = [scoring.report(name) for name in scoring.named(happening) if not name.endswith(".v2")]
        yield Story(happening, reports, [recorder.record(report) for report in reports])


def practice(recorder: Recorder, name: str = "acts") -> Iterator[Story]:
    """The labelled happenings of bench/practice."""
    for happening, reports in acts.stories(name):
        yield Story(happening, reports, [recorder.record(report) for report in reports])


def diplomatic(recorder: Recorder, side: str) -> Iterator[Story]:
    """The happenings of a part of bench/diplomacy."""
    for happening, reports in diplomacy.stories(side):
        yield Story(happening, reports, [recorder.record(report) for report in reports])


def states(label: Label) -> list[set[str]]:
    """The countries of each side of a label."""
    return [{p["code"] for p in label[side]} - {None} for side in ("actors", "recipients")]


def told_of(found: Event | Mention) -> set[str | None]:
    """The countries that take part in what was found."""
    return {a.code for a in (*found.actor, *found.recipient)}


def sides_told(label: Label, found: Event | Mention) -> int:
    """How many of the label's sides are told; one without a country always is."""
    return sum(not side or bool(side & told_of(found)) for side in states(label))


def missed(label: Label, mentions: Sequence[Mention], unsure: Sequence[Event]) -> str:
    """What stands in the way of a labelled event that none answers."""
    here = [m for m in mentions if m.report in label["reports"]]
    opens = label["status"] in scoring.OPEN
    same = [m for m in here if m.event == label["event"]]
    now = [m for m in same if (m.status in scoring.OPEN) == opens]
    if any(e.event == label["event"] and sides_told(label, e) == 2 for e in unsure):
        return "unsure"
    if any(sides_told(label, m) == 2 for m in now):
        return "joined"
    if any(sides_told(label, m) == 2 for m in same):
        return "other status"
    if any(sides_told(label, m) for m in now):
        return "one side"
    return "other type" if any(sides_told(label, m) == 2 for m in here) else "nothing"


def false(found: Event, labels: Sequence[Label]) -> str:
    """What a found event is that answers none."""
    sides = told_of(found) - {None}
    both = [e for e in labels if len(sides & set().union(*states(e))) >= min(2, len(sides))]
    if any(e["event"] == found.event for e in both):
        return "doubled"
    return "other type" if both else "other sides"


def day(label: Label, found: Event) -> str:
    """What becomes of the day of an event that was found."""
    mine = found.date and f"{found.date.start}/{found.date.end}"
    if label["date"] is None:
        return "invented" if mine else "rightly none"
    start, _, end = label["date"].partition("/")
    return "right" if mine == f"{start}/{end or start}" else "other" if mine else "none"


def count(story: Story, people: frozenset[str], counts: Mapping[str, Counter[str]]) -> None:
    """The missed, false and dated of a story; participants are counted beside events."""
    labels, found = story.happening["events"], story.events()
    pairs = dict(scoring.paired(labels, found, people))
    mentions = [m for r in story.recorded for m in r.mentions]
    unsure = story.unsure()
    for number, label in enumerate(labels):
        if label.get("optional"):
            continue
        mine = scoring.sides(label, people)
        if number not in pairs:
            why = missed(label, mentions, unsure)
            counts["events missed"][why] += 1
            counts["participants missed"][why] += len(mine)
            continue
        event = found[pairs[number]]
        theirs = {scoring.who(a) for a in (*event.actor, *event.recipient)}
        counts["participants missed"]["of a found event"] += len(mine - theirs)
        counts["participants false"]["of a found event"] += len(theirs - mine)
        counts["days"][day(label, event)] += 1
    for number in set(range(len(found))) - set(pairs.values()):
        why = false(found[number], labels)
        counts["events false"][f"{why} {found[number].event}"] += 1
        counts["participants false"][why] += len({scoring.who(a) for a in told_sides(found[number])})


def told_sides(found: Event) -> tuple[Any, ...]:
    """Everybody on either side."""
    return (*found.actor, *found.recipient)


def in_office(happenings: Sequence[Label]) -> frozenset[str]:
    """The people among those who take part, by their offices."""
    acting = (p for h in happenings for e in h["events"] for side in ("actors", "recipients") for p in e[side])
    return frozenset(slug(p["name"]) for p in acting if p["office"])


def main(which: str) -> None:
    recorder = Recorder(SpacyParser())
    sets = {
        "sample": sample, "practice": practice, "general": partial(practice, name="acts2"),
        **{side: partial(diplomatic, side=side) for side in ("dev", "dev2", "check", "check2")},
    }  # fmt: skip
    stories = list(sets[which](recorder))
    happenings = [story.happening for story in stories]
    people = scoring.everybody(happenings) | in_office(happenings)
    parts = ("events missed", "participants missed", "events false", "participants false", "days")
    counts: dict[str, Counter[str]] = {part: Counter() for part in parts}
    shared: Counter[str] = Counter()
    for story in stories:
        count(story, people, counts)
        scoring.count_events(story.happening, story.events(), people, shared)
    for name, value in scoring.shares(shared):
        if not name.startswith(("holdings", "place")):
            print(f"{name:28}{value:.4f}")
    for part, told in counts.items():
        print(f"{part} ({told.total()}): " + ", ".join(f"{why} {n}" for why, n in told.most_common()))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sample")
