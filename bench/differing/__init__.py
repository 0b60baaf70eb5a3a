"""Where reports differ: 154 stories of our own, told before the code was tuned to find what differs in them.

`figures` prints precision and recall of the held side, over all and by slot, and the share of stories without a
difference in which none is found. `python -m bench.differing train` names the errors of the train side.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.briefs import Dossier
from communique.briefs.differing import differences
from communique.briefs.dossier import Evidence
from communique.lexicon import sentences
from communique.model import Difference, Noun, Report
from communique.reading.datelines import dateline
from communique.reading.origins import origins
from communique.record import Recorder, join
from communique.record.spacy_parser import SpacyParser
from communique.times import day_of

HERE = Path(__file__).parent
SLOTS = ("day", "number", "name", "office", "place", "speaker", "happened")


class Printed(Noun):
    """A report of the set, `id` within its story."""

    id: str
    publisher: str
    published: str
    text: str


class Differing(Noun):
    """A labelled difference: each value with the reports that give it; `a~b` are two ways to put one value."""

    slot: str
    readings: dict[str, tuple[str, ...]]


class Labelled(Noun):
    """A story with its differences; `tempting` says of one without any what it may be mistaken for."""

    story: str
    reports: tuple[Printed, ...]
    differences: tuple[Differing, ...] = ()
    tempting: str | None = None


def labelled(side: str) -> list[Labelled]:
    """The stories of a side, train or held."""
    lines = (HERE / f"{side}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Labelled) for line in lines]


def dossier(story: Labelled, recorder: Recorder) -> Dossier:
    """A story as the desk would hand it to the writer."""
    reports = tuple(report_of(printed) for printed in story.reports)
    taken = tuple(recorder.record(report) for report in reports)
    events = join(story.story, reports, taken, (), ())
    return Dossier(story=story.story, reports=reports, recorded=taken, events=events)


def report_of(printed: Printed) -> Report:
    """A report as reading would make it."""
    text, line = printed.text, dateline(printed.text, day_of(printed.published))
    return Report(
        id=printed.id, text=text, publisher=printed.publisher, published=printed.published, language="en",
        sentences=sentences.split(text, "en"), dateline=line, origin=origins(None, text, line, printed.publisher),
    )  # fmt: skip


def answers(found: Difference, gold: Differing) -> bool:
    """Whether a found difference is the labelled one: the same slot, and each labelled value told by a reading of its
    own that cites the reports which give it and none of the others."""
    if found.slot != gold.slot:
        return False
    for value, reports in gold.readings.items():
        others = {r for v, rs in gold.readings.items() if v != value for r in rs}
        for reading in found.readings:
            cited = {citation.report for citation in reading.citations}
            told = gold.slot == "happened" or any(w.lower() in reading.value.lower() for w in value.split("~"))
            if told and cited & set(reports) and not cited & others:
                break
        else:
            return False
    return True


def figures(short: bool) -> dict[str, float]:
    """The held side."""
    return measured("held")


def measured(side: str, show: bool = False) -> dict[str, float]:
    """Precision and recall over all and by slot, and the share of empty stories left empty."""
    recorder = Recorder(SpacyParser())
    return scored(((story, dossier(story, recorder)) for story in labelled(side)), show)


def scored(stories: Iterator[tuple[Labelled, Dossier]], show: bool = False) -> dict[str, float]:
    """The figures of stories with their dossiers; `show` prints what is missing and what is too much."""
    right, wanted, told, empty = Counter[str](), Counter[str](), Counter[str](), []
    for story, made in stories:
        found = list(differences(Evidence(made)))
        told.update(d.slot for d in found)
        wanted.update(d.slot for d in story.differences)
        if not story.differences:
            empty.append(not found)
        for gold in story.differences:
            if one := next((d for d in found if answers(d, gold)), None):
                found.remove(one)
                right[gold.slot] += 1
            elif show:
                print(f"missing {story.story}: {gold.slot} {gold.readings}")
        for one in found if show else ():
            readings = [(r.value, [c.report for c in r.citations]) for r in one.readings]
            print(f"false   {story.story}: {one.slot} {one.about} {readings}")
    shares = {"precision": right.total() / max(1, told.total()), "recall": right.total() / max(1, wanted.total())}
    for slot in SLOTS:
        if told[slot]:
            shares[f"{slot}_precision"] = right[slot] / told[slot]
        if wanted[slot]:
            shares[f"{slot}_recall"] = right[slot] / wanted[slot]
    return shares | {"empty_left_empty": sum(empty) / max(1, len(empty))}
