"""Checks happenings.jsonl against the sample's texts and prints counts: python bench/sample_record/check.py"""

import json
import pathlib
import re
from collections import Counter

HERE = pathlib.Path(__file__).parent
REPORTS = HERE.parents[1] / "src/communique/sample/reports"
TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
PLAIN = str.maketrans("ğáéó", "gaeo")
STATES = ("done", "planned", "ongoing", "conditional", "cancelled")


def text(report):
    words = (REPORTS / f"{report}.md").read_text(encoding="utf-8").split("+++", 2)[2]
    return re.sub(r"\s+", " ", words)


def main():
    happenings = [json.loads(line) for line in (HERE / "happenings.jsonl").read_text(encoding="utf-8").splitlines()]
    for happening in happenings:
        for event in happening["events"]:
            assert event["event"] in TYPES and event["status"] in STATES and event["reports"], event
            assert event["actors"] or event["recipients"], event
            assert event["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", event["date"]), event
            assert all(text(report) for report in event["reports"]), event
        for statement in happening["statements"]:
            assert statement["words"] in text(statement["report"]) and len(statement["words"].split()) <= 8, statement
        for office in happening["offices"]:
            for report in office["reports"]:
                assert office["person"].split()[-1].translate(PLAIN) in text(report).translate(PLAIN), (office, report)
    events = [event for happening in happenings for event in happening["events"]]
    optional = sum("optional" in event for event in events)
    print(f"{len(happenings)} happenings, {len(events)} events, {optional} of them optional,")
    print(sum(len(h["statements"]) for h in happenings), "statements,", end=" ")
    print(sum(len(h["offices"]) for h in happenings), "offices")
    print(Counter(event["event"] for event in events), Counter(event["status"] for event in events))


if __name__ == "__main__":
    main()
