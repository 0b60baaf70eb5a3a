"""How far two readers of the same reports agree, and what the record takes of what both tell.

    python -m bench.sample_record.readers              the packaged sample
    python -m bench.sample_record.readers dev          one half of bench/diplomacy, which is worked with
    python -m bench.sample_record.readers check        the other, of which only totals are looked at

The second reader labelled the reports from the rules alone and saw neither the first labels nor anything the record
takes. He is scored as the record is: events that he tells as optional count where they answer a label and are else set
aside. `both` are the labels of what both tell; what only one tells is what careful readers differ on, and is optional.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from bench import diplomacy
from bench.sample_record import reasons, scoring
from communique.model import Actor, Event, When, slug
from communique.record import Recorder, tables
from communique.record.spacy_parser import SpacyParser

SHOWN = ("event_recall", "event_precision", "participants_precision", "participants_recall", "participants_f1",
         "day_right", "office_right")  # fmt: skip


def told(label: scoring.Label, people: frozenset[str]) -> Event:
    """A labelled event as if the record had taken it."""
    start, _, end = (label["date"] or "").partition("/")
    actors, recipients = (tuple(_actor(p, people) for p in label[side]) for side in ("actors", "recipients"))
    return Event(
        id="", story="", event=label["event"], status=label["status"], reciprocal=label["reciprocal"],
        actor=actors, recipient=recipients, date=When(start, end or start) if start else None,
    )  # fmt: skip


def _actor(party: scoring.Label, people: frozenset[str]) -> Actor:
    person = bool(party["office"]) or slug(party["name"]) in people
    known = () if person else tables.bodies().get(party["name"]) or ()
    name = known[0].name if known else party["name"]
    return Actor(text=name, name=name, code=party["code"], office=party["office"], person=person)


def answered(first: Sequence[scoring.Label], other: Sequence[scoring.Label], people: frozenset[str]) -> dict[int, int]:
    """Which of the first reader's events is which of the other's."""
    return dict(scoring.paired(first, [told(label, people) for label in other], people))


def both(happening: scoring.Label, other: Sequence[scoring.Label], people: frozenset[str]) -> scoring.Label:
    """The happening with both readers' events, of which those of one alone are optional."""
    same = answered(happening["events"], other, people)
    mine = [event if i in same else event | {"optional": True} for i, event in enumerate(happening["events"])]
    more = [
        {"place": None, "reports": []} | event | {"optional": True}
        for j, event in enumerate(other) if j not in same.values()
    ]  # fmt: skip
    return happening | {"events": mine + more}


def count_reader(
    happening: scoring.Label, other: Sequence[scoring.Label], people: frozenset[str], counts: Counter[str]
) -> None:
    """The second reader scored by the first one's labels."""
    same = set(answered(happening["events"], other, people).values())
    found = [told(e, people) for j, e in enumerate(other) if j in same or not e.get("optional")]
    scoring.count_events(happening, found, people, counts)


def stories(which: str, recorder: Recorder) -> Iterator[tuple[reasons.Story, Sequence[scoring.Label]]]:
    """The happenings of a set as recorded, each with the second reader's events."""
    if which in diplomacy.SIDES:
        rows, of = diplomacy.rows("second"), reasons.diplomatic(recorder, which)
    else:
        rows = [json.loads(line) for line in (scoring.HERE / "second.jsonl").read_text(encoding="utf-8").splitlines()]
        of = reasons.sample(recorder)
    again = {row["id"]: row["events"] for row in rows}
    for story in of:
        yield story, again[story.happening["id"]]


def main(which: str) -> None:
    """Print the second reader by the first one's labels, and the record by the first's and by what both tell."""
    if which not in {"sample", *diplomacy.SIDES}:
        sys.exit(__doc__)
    of = list(stories(which, Recorder(SpacyParser())))
    happenings = [story.happening for story, _ in of]
    people = scoring.everybody(happenings) | reasons.in_office(happenings)
    counts: dict[str, Counter[str]] = {"second reader": Counter(), "record": Counter(), "record, both": Counter()}
    for story, other in of:
        count_reader(story.happening, other, people, counts["second reader"])
        scoring.count_events(story.happening, story.events(), people, counts["record"])
        scoring.count_events(both(story.happening, other, people), story.events(), people, counts["record, both"])
    print(f"{'':24}" + "".join(f"{name:>16}" for name in counts))
    for name in SHOWN:
        print(f"{name:24}" + "".join(f"{dict(scoring.shares(c))[name]:16.3f}" for c in counts.values()))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sample")
