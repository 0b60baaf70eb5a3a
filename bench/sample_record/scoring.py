"""The sample's full labels against what the record takes: events, participants, days, places, offices, statements.

Each happening's reports are recorded one by one, in their first printing, and joined as one story. README.md says how
the labels were made; what is optional there counts neither as missed nor as invented. A share over labels of which none
was met is 0. `day_right`, `place_right` and `office_right` are over matched events; those ending in `_of_all` count an
event that was missed as wrong.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.sample_record import voices
from communique import times
from communique.lexicon import sentences
from communique.model import Actor, Event, Recorded, Report, slug
from communique.reading.datelines import dateline
from communique.reading.origins import origins
from communique.record import Recorder, join, tables
from communique.record.knowing import canonical

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "src" / "communique" / "sample" / "reports"
LANGUAGES = {"meridien": "fr", "cordillera": "es"}
OPEN = {"planned", "conditional", "cancelled"}
ABROAD = {None, "", "IGO", "NGO", "IMG"}

Label = Mapping[str, Any]


def labels() -> list[dict[str, Any]]:
    """The happenings with their labels."""
    return [json.loads(line) for line in (HERE / "happenings.jsonl").read_text(encoding="utf-8").splitlines()]


def report(name: str) -> Report:
    """A sample report as reading would give it, from its source file."""
    head, body = (REPORTS / f"{name}.md").read_text(encoding="utf-8").removeprefix("+++\n").split("\n+++\n", 1)
    front = tomllib.loads(head)
    text = body.strip()
    line = dateline(text, times.day_of(front["published"]))
    language = LANGUAGES.get(name.split("/")[0], "en")
    return Report(
        id=name, text=text, title=front["title"], published=front["published"], language=language, dateline=line,
        origin=origins(front["title"], text, line, None), sentences=sentences.split(text, language),
    )  # fmt: skip


def named(happening: Label) -> list[str]:
    """The reports of a happening, later printings too."""
    lists = [e["reports"] for part in ("events", "offices") for e in happening[part]]
    return sorted({name for names in lists for name in names} | {s["report"] for s in happening["statements"]})


def figures(recorder: Recorder) -> dict[str, float]:
    """Every figure of the sample, by name."""
    counts: Counter[str] = Counter()
    happenings = labels()
    people = everybody(happenings)
    for happening in happenings:
        reports = {name: report(name) for name in named(happening)}
        recorded = {name: recorder.record(r) for name, r in reports.items()}
        first = [name for name in reports if not name.endswith(".v2")]
        events = join(happening["id"], [reports[n] for n in first], [recorded[n] for n in first], (), ())
        count_events(happening, events, people, counts)
        count_holdings(happening, recorded, counts)
        voices.count_statements(happening, reports, recorded, people, counts)
    return {f"sample_{name}": value for name, value in (*shares(counts), *voices.shares(counts))}


def everybody(happenings: Sequence[Label]) -> frozenset[str]:
    """Keys of all who are labelled with an office: the people, as against states and bodies."""
    told = {o["person"] for h in happenings for o in h["offices"]}
    acting = {
        a["name"] for h in happenings for e in h["events"] for a in (*e["actors"], *e["recipients"]) if a["office"]
    }
    return frozenset(slug(name) for name in told | acting)


def who(actor: Actor) -> str:
    """One found, as participants are compared: people and bodies of no state by name, all others by country."""
    return actor.key if actor.person or actor.code in ABROAD else str(actor.code)


def meant(label: Label, people: frozenset[str]) -> str:
    """The same of one labelled."""
    if label["office"] or slug(label["name"]) in people or label["code"] in ABROAD:
        known = tables.bodies().get(label["name"])
        return slug(known[0].name if known else label["name"])
    return str(label["code"])


def sides(event: Label, people: frozenset[str]) -> set[str]:
    """All who take part in a labelled event."""
    return {meant(p, people) for p in (*event["actors"], *event["recipients"])}


def paired(events: Sequence[Label], found: Sequence[Event], people: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Which labelled event is told by which found one, each used once, the likest pairs first."""
    likest = sorted(
        ((likeness(e, f, people), -i, -j) for i, e in enumerate(events) for j, f in enumerate(found)), reverse=True
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in likest:
        if score > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield -i, -j


def likeness(label: Label, event: Event, people: frozenset[str]) -> float:
    """How well a found event answers a labelled one; nothing for another type or standing, or if nobody is the same."""
    if label["event"] != event.event or (label["status"] in OPEN) != (event.status in OPEN):
        return 0.0
    everyone = (*event.actor, *event.recipient)
    codes = {p["code"] for p in (*label["actors"], *label["recipients"])} - ABROAD
    same = len(codes & {a.code for a in everyone})
    shared = len(sides(label, people) & {who(a) for a in everyone})
    if not same and not shared:
        return 0.0
    day = bool(event.date and label["date"] and event.date.start == label["date"][:10])
    return same + 2 * shared + 2 * day + 0.1 * (not label.get("optional"))


def count_events(happening: Label, found: Sequence[Event], people: frozenset[str], counts: Counter[str]) -> None:
    """Events, and of the matched ones participants, days, places and offices."""
    events = happening["events"]
    pairs = dict(paired(events, found, people))
    counts["found"] += len(found)
    for number, label in enumerate(events):
        event = found[pairs[number]] if number in pairs else None
        if label.get("optional"):
            counts["found_optional"] += event is not None
            continue
        counts["events"] += 1
        mine, theirs = sides(label, people), {who(a) for a in (*event.actor, *event.recipient)} if event else set()
        counts["sides"] += len(mine)
        counts["sides_found"] += len(theirs)
        counts["sides_right"] += len(mine & theirs)
        counts["days_of_all"] += label["date"] is not None
        counts["offices_of_all"] += sum(bool(p["office"]) for p in (*label["actors"], *label["recipients"]))
        if event is not None:
            counts["matched"] += 1
            count_matched(label, event, counts)
    for number in set(range(len(found))) - set(pairs.values()):
        counts["sides_found"] += len({who(a) for a in (*found[number].actor, *found[number].recipient)})


def count_matched(label: Label, event: Event, counts: Counter[str]) -> None:
    """Day, place and offices of a matched event; the office of somebody it does not name is wrong."""
    day = f"{event.date.start}/{event.date.end}" if event.date else None
    if label["date"] is not None:
        start, _, end = label["date"].partition("/")
        counts["days"] += 1
        counts["days_right"] += day == f"{start}/{end or start}"
    else:
        counts["dayless"] += 1
        counts["days_invented"] += day is not None
    if label["place"] is not None:
        place = event.place
        counts["places"] += 1
        town = label["place"]["name"]
        same = place is not None and place.country == label["place"]["country"]
        counts["places_right"] += same and (town is None or (place is not None and place.name == town))
    held = {a.key: a.office for a in (*event.actor, *event.recipient) if a.person}
    for person in (*label["actors"], *label["recipients"]):
        if person["office"]:
            office = held.get(slug(person["name"])) or ""
            counts["offices"] += 1
            counts["offices_present"] += slug(person["name"]) in held
            counts["offices_right"] += alike(office, person["office"])
            counts["offices_same"] += canonical(office) == canonical(person["office"])


def alike(one: str, other: str) -> bool:
    """Is this the same office, all words of the shorter one among those of the longer?"""
    mine, theirs = canonical(one), canonical(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def count_holdings(happening: Label, recorded: Mapping[str, Recorded], counts: Counter[str]) -> None:
    """Who was said to hold which office, report by report; equal wordings are paired before alike ones."""
    for name, taken in recorded.items():
        told = [(slug(o["person"]), o["office"]) for o in happening["offices"] if name in o["reports"]]
        held = [(slug(h.person), h.office) for h in taken.holdings if h.tells in ("holds", "leaving")]
        if name.endswith(".v2"):
            held = [h for h in held if any(p == h[0] and alike(o, h[1]) for p, o in told)]
        counts["holdings"] += len(told)
        counts["holdings_found"] += len(held)
        for same in (lambda a, b: canonical(a) == canonical(b), alike):
            for person, office in list(told):
                match = next((h for h in held if h[0] == person and same(h[1], office)), None)
                if match is not None:
                    told.remove((person, office))
                    held.remove(match)
                    counts["holdings_right"] += 1


def share(part: int, whole: int) -> float:
    """A part of a whole, 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shares(counts: Counter[str]) -> Iterator[tuple[str, float]]:
    """The counts of events and holdings as shares."""
    yield "event_recall", share(counts["matched"], counts["events"])
    yield "event_precision", share(counts["matched"], counts["found"] - counts["found_optional"])
    precision = share(counts["sides_right"], counts["sides_found"])
    recall = share(counts["sides_right"], counts["sides"])
    yield "participants_precision", precision
    yield "participants_recall", recall
    yield "participants_f1", f1(precision, recall)
    yield "day_right", share(counts["days_right"], counts["days"])
    yield "day_right_of_all", share(counts["days_right"], counts["days_of_all"])
    yield "day_invented", share(counts["days_invented"], counts["dayless"])
    yield "place_right", share(counts["places_right"], counts["places"])
    yield "office_right", share(counts["offices_right"], counts["offices"])
    yield "office_right_of_present", share(counts["offices_right"], counts["offices_present"])
    yield "office_right_of_all", share(counts["offices_right"], counts["offices_of_all"])
    yield "office_same_words", share(counts["offices_same"], counts["offices"])
    yield "holdings_precision", share(counts["holdings_right"], counts["holdings_found"])
    yield "holdings_recall", share(counts["holdings_right"], counts["holdings"])
