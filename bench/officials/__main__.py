"""Of which state the record takes people to be.

    python -m bench.officials

Each report is recorded by itself. Of everybody who takes part in an act it prints how often the state is the labelled
one, another, or none: of those whose state some sentence tells at the name, and of those of whom none does.
"""

import json
from collections import Counter
from pathlib import Path

from bench.practice import acts
from communique.model import slug
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

REPORTS = Path(__file__).parent / "reports.jsonl"


def counted(recorder: Recorder) -> Counter[tuple[str, str]]:
    """How the state of each person that acts is taken, by whether it is told at the name."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        people = {slug(person["name"]): person for person in row.pop("people")}
        recorded = recorder.record(acts.read(row))
        sides = (side for m in recorded.mentions for side in (m.actor, m.recipient))
        acting = {(a.key, a.code) for side in sides for a in side if a.person}
        for key, code in acting:
            parts = set(key.split("-"))
            label = people.get(key) or next((p for k, p in people.items() if parts <= set(k.split("-"))), None)
            if label is not None:
                told = "told at the name" if label["told"] else "not told there"
                counts[told, "none" if code is None else "right" if code == label["code"] else "wrong"] += 1
    return counts


if __name__ == "__main__":
    found = counted(Recorder(SpacyParser()))
    for told in ("told at the name", "not told there"):
        print(f"{told:18}" + ", ".join(f"{kind} {found[told, kind]}" for kind in ("right", "wrong", "none")))
