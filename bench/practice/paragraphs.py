"""Short reports of a headline and two or three sentences, each with the acts it tells, for many ways of putting an act:
paragraphs-a.txt, worked with while the frames of the record were written, and paragraphs-b.txt, written afterwards.

    python -m bench.practice.paragraphs [a|b] [--errors]

A report is three lines: its headline, its text, and its acts as "TYPE status ACTOR RECIPIENT" by the codes of the two
states. A found event answers an act of its type, planned or not, that shares a state with it; participants are the
states of both sides. All are dated 14 May 2031.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.practice import HERE
from bench.sample_record.scoring import OPEN, f1, share
from communique import times
from communique.lexicon import sentences
from communique.model import Event, Report
from communique.reading.datelines import dateline
from communique.record import Recorder, join
from communique.record.spacy_parser import SpacyParser

PUBLISHED = "2031-05-14T12:00:00+00:00"


class Told(NamedTuple):
    """An act that a paragraph tells."""

    event: str
    status: str
    actor: str
    recipient: str


def paragraphs(part: str) -> Iterator[tuple[Report, list[Told]]]:
    """The reports of a part with their acts."""
    lines = [x for x in (HERE / f"paragraphs-{part}.txt").read_text(encoding="utf-8").splitlines() if x]
    for number in range(0, len(lines), 3):
        headline, text, acts = lines[number : number + 3]
        report = Report(
            id=f"{part}{number}", title=headline.removeprefix("# "), text=text, published=PUBLISHED, language="en",
            dateline=dateline(text, times.day_of(PUBLISHED)), sentences=sentences.split(text, "en"),
        )  # fmt: skip
        yield report, [Told(*act.split()) for act in acts.split(";")]


def states(event: Event) -> set[str]:
    """All who take part, by state or, of none, by name."""
    return {a.code or a.name for a in (*event.actor, *event.recipient)}


def answers(told: Told, events: Sequence[Event]) -> Event | None:
    """The found event that answers an act best, if any does."""
    same = [e for e in events if e.event == told.event and (e.status in OPEN) == (told.status in OPEN)]
    best = max(same, key=lambda e: len({told.actor, told.recipient} & states(e)), default=None)
    return best if best is not None and {told.actor, told.recipient} & states(best) else None


def main(parts: Sequence[str], errors: bool) -> None:
    recorder = Recorder(SpacyParser())
    for part in parts:
        counts: Counter[str] = Counter()
        for report, acts in paragraphs(part):
            events = list(join(report.id, [report], [recorder.record(report)], (), ()))
            counts.update(acts=len(acts), found=len(events), sides_found=sum(len(states(e)) for e in events))
            for told in acts:
                counts["sides"] += 2
                if (event := answers(told, events)) is not None:
                    events.remove(event)
                    counts.update(right=1, sides_right=len({told.actor, told.recipient} & states(event)))
                elif errors:
                    print("missed", *told, "|", report.text)
            for event in events if errors else ():
                print("false", event.event, event.status, *sorted(states(event)), "|", report.text)
        precision, recall = (share(counts["sides_right"], counts[n]) for n in ("sides_found", "sides"))
        events_told = share(counts["right"], counts["acts"]), share(counts["right"], counts["found"])
        print(f"{part}: {counts['acts']} acts, recall {events_told[0]:.3f}, precision {events_told[1]:.3f}")
        print(f"   participants: precision {precision:.3f}, recall {recall:.3f}, F1 {f1(precision, recall):.3f}")


if __name__ == "__main__":
    main([a for a in sys.argv[1:] if not a.startswith("-")] or ["a", "b"], "--errors" in sys.argv)
