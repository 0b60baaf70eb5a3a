"""How far second readers of the held side agree with the labels, scored as the coder is.

    python -m bench.coded.second

`second.jsonl` has the 766 sentences labelled again from `RULES.md` alone, by three readers who saw neither the labels
nor anything that is coded of them; the deed that a reader gives first stands for the surest.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bench.coded import scoring
from communique.model import Actor, Mention


def mentions(row: Mapping[str, Any]) -> list[Mention]:
    """A reader's events as if they had been coded."""
    return [
        Mention(
            id="", report=row["id"], event=event["event"], status=event["status"], reciprocal=event["reciprocal"],
            actor=_side(event["actor"]), recipient=_side(event["recipient"]),
        )
        for event in row["events"] if event["status"] != "denied"
    ]  # fmt: skip


def _side(parties: Sequence[Mapping[str, str]]) -> tuple[Actor, ...]:
    return tuple(Actor(text=party["text"], name=party["text"], code=party["code"]) for party in parties)


def main() -> None:
    rows = {row["id"]: row for row in map(json.loads, (scoring.HERE / "second.jsonl").read_text("utf-8").splitlines())}
    of = list(scoring.items("held"))
    parts = scoring.tables(of, [mentions(rows[item.id]) for item in of])
    for part in ("all", "no doubt"):
        print(f"{part:<9}" + " ".join(f"{name} {value:.3f}" for name, value in parts[part].items()))


if __name__ == "__main__":
    main()
