"""The record: public PLOVER gold sentences, the held side of our own coded set, and the sample's labels (events,
participants, days, offices, speakers)."""

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.coded import scoring
from communique.model import Actor, Dateline, Event, Recorded, Report
from communique.record import Recorder, join
from communique.record.knowing import canonical
from communique.record.spacy_parser import SpacyParser

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
GOLD = HERE.parent / "tests" / "sample"
DATELINE = re.compile(r"^([A-Z][A-Z ./-]+), ([A-Z][a-z]+ \d+) \(([^)]+)\) - ")
STANDING = {"planned": "planned", "conditional": "planned", "cancelled": "planned"}


def figures(short: bool) -> dict[str, float]:
    recorder = Recorder(SpacyParser())
    return plover(recorder) | coded(recorder) | sample(recorder)


def plover(recorder: Recorder) -> dict[str, float]:
    """What score.py says of the public gold sentences; empty without them. Nothing was fitted on them; the lexicon was
    weighed by their totals per type."""
    gold, score = SHARED / "data" / "events.jsonl", SHARED / "score" / "score.py"
    if not (gold.exists() and score.exists()):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "events.jsonl"
        lines = [msgspec.json.decode(line, type=Report) for line in gold.read_bytes().splitlines() if line.strip()]
        mentions = [m for report in lines for m in recorder.record(report).mentions]
        printed.write_bytes(b"".join(msgspec.json.encode(m) + b"\n" for m in mentions))
        told = subprocess.run(
            [sys.executable, str(score), "events", str(gold), str(printed)], capture_output=True, text=True, check=True
        ).stdout
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", told)}


def coded(recorder: Recorder) -> dict[str, float]:
    """The held side of the coded set, of which nothing was ever fitted or looked at."""
    held = list(scoring.items("held"))
    parts = scoring.tables(held, scoring.recorded(recorder, held))
    return {f"coded_{name}": value for name, value in parts["all"].items()}


def sample(recorder: Recorder) -> dict[str, float]:
    """How the sample's happenings, each joined as one story, compare with what was labelled by hand."""
    counts: dict[str, int] = {}
    for happening in happenings():
        reports = [r for name in happening["reports"] if (r := report(name))]
        recorded = [recorder.record(r) for r in reports]
        events = join(happening["id"], reports, recorded, (), ())
        compare(happening, events, recorded, counts)
    if not counts:
        return {}
    share = lambda part, whole: counts.get(part, 0) / max(1, counts.get(whole, 0))  # noqa: E731
    precision, recall = share("people_right", "people_found"), share("people_right", "people_gold")
    return {
        "sample_event_recall": share("matched", "events"),
        "sample_participants_precision": precision,
        "sample_participants_recall": recall,
        "sample_participants_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "sample_day_right": share("days_right", "days"),
        "sample_office_right": share("offices_right", "offices"),
        "sample_speaker_right": share("speakers_right", "speakers"),
    }


def happenings() -> Iterator[dict[str, Any]]:
    for path in sorted(GOLD.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("happening", ())


def report(name: str) -> Report | None:
    """A sample report as reading would give it, from its source file."""
    path = HERE.parent / "src" / "communique" / "sample" / "reports" / f"{name}.md"
    if not path.exists():
        return None
    head, body = path.read_text(encoding="utf-8").removeprefix("+++\n").split("\n+++\n", 1)
    front = tomllib.loads(head)
    text = body.strip()
    found = DATELINE.match(text)
    dateline = Dateline(text=found[0], place=found[1].title(), agency=found[3]) if found else None
    language = {"meridien": "fr", "cordillera": "es"}.get(name.split("/")[0], "en")
    return Report(
        id=name, text=text, title=front["title"], published=front["published"], language=language, dateline=dateline
    )


def compare(
    happening: Mapping[str, Any], events: Sequence[Event], recorded: Sequence[Recorded], counts: dict[str, int]
) -> None:
    def count(name: str, amount: int = 1) -> None:
        counts[name] = counts.get(name, 0) + amount

    for gold, best in paired(happening, events):
        count("events")
        people = sides(gold)
        if best is None:
            count("people_gold", len(people))
            count("days", bool(gold["date"]))
            count("offices", sum(bool(p["office"]) for p in (*gold["actors"], *gold["recipients"])))
            continue
        count("matched")
        found = {who(a) for a in (*best.actor, *best.recipient)}
        count("people_gold", len(people))
        count("people_found", len(found))
        count("people_right", len(people & found))
        if gold["date"]:
            first, _, last = gold["date"].partition("/")
            count("days")
            count("days_right", bool(best.date and best.date.start == first and best.date.end == (last or first)))
        offices(gold, (*best.actor, *best.recipient), count)
    for statement in happening.get("statement", ()):
        if statement["kind"] == "quotation":
            count("speakers")
            said = [s for r in recorded for s in r.statements if statement["words"].strip(".,") in s.words]
            count("speakers_right", any(s.speaker.name == statement["speaker"] for s in said))


def paired(happening: Mapping[str, Any], events: Sequence[Event]) -> list[tuple[Mapping[str, Any], Event | None]]:
    """Each labelled event with the found one that answers it best, each used once, the likest pairs first."""
    labels = list(happening.get("event", ()))
    scored = sorted(
        ((likeness(g, e), -i, -j) for i, g in enumerate(labels) for j, e in enumerate(events) if likeness(g, e) > 0),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for _, i, j in scored:
        if -i not in chosen and -j not in chosen.values():
            chosen[-i] = -j
    return [(g, events[chosen[i]] if i in chosen else None) for i, g in enumerate(labels)]


def who(actor: Actor) -> str:
    return actor.key if actor.person or actor.code in {None, "IGO", "NGO", "IMG"} else str(actor.code)


def sides(gold: Mapping[str, Any]) -> set[str]:
    from communique.model import slug

    everyone = [*gold["actors"], *gold["recipients"]]
    state = lambda p: not p["office"] and len(p["code"]) == 3  # noqa: E731
    return {p["code"] if state(p) else slug(p["name"]) for p in everyone if p["name"] or p["code"]}


def likeness(gold: Mapping[str, Any], event: Event) -> float:
    """How well an event answers a labelled one; nothing for another type, status or pair of countries."""
    if gold["event"] != event.event or STANDING.get(gold["status"], "done") != STANDING.get(event.status, "done"):
        return 0.0
    codes = {p["code"] for p in (*gold["actors"], *gold["recipients"]) if len(p["code"]) == 3}
    mine = {a.code for a in (*event.actor, *event.recipient) if a.code}
    if codes and not codes & mine:
        return 0.0
    same = len(sides(gold) & {who(a) for a in (*event.actor, *event.recipient)})
    day = bool(event.date and gold["date"] and event.date.start == gold["date"][:10])
    return 0.1 + len(codes & mine) + 2 * same + 2 * day


def offices(gold: Mapping[str, Any], actors: Sequence[Actor], count: Any) -> None:
    """An office is right when it has the labelled one's words, or all words of the shorter of the two."""
    from communique.model import slug

    held = {a.key: a.office for a in actors if a.person}
    for person in (*gold["actors"], *gold["recipients"]):
        if not person["office"]:
            continue
        count("offices")
        mine = canonical(held.get(slug(person["name"])) or "")
        theirs = canonical(person["office"])
        count(
            "offices_right",
            bool(mine) and (mine <= theirs or theirs <= mine or len(mine & theirs) >= 0.6 * len(theirs)),
        )
