"""How the coder does on one side of the coded set, each sentence recorded as a report of its own.

    python -m bench.coded.scoring train     prints the figures of a side, by form, and without what is doubtful

Denied events of the labels are not asked for. `type_accuracy`: the type of the surest mention is one of the
sentence's; a sentence without events is right when nothing is coded as done or ongoing. `type_f1`: all mentions
against all events, matched by type within a sentence. `status_accuracy`: of the matched. `country_*`: countries in
their role, over the mentions at least half as sure as the first, as the score of the public sentences counts them:
either role where one of the events is done together, where the surest mention is, and where no recipient is labelled.
`false_share`: mentions coded as done or ongoing that the labels do not have so, in sentences that deny, negate or
suppose, per such sentence.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.coded.practice import Coded, Party
from communique.model import Mention, Report
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

HERE = Path(__file__).parent
SIDES = ("train", "held")
FALSE_FORMS = frozenset({"negated", "denied", "hypothetical"})
HAPPENED = frozenset({"done", "ongoing"})
NOT_STATES = frozenset({"NGO", "IMG"})


class Item(NamedTuple):
    """A labelled sentence of the set."""

    id: str
    text: str
    published: str
    form: str
    doubt: bool
    events: tuple[Coded, ...]

    @property
    def told(self) -> list[Coded]:
        """The events that are not denied."""
        return [event for event in self.events if event.status != "denied"]


def items(side: str) -> Iterator[Item]:
    """The sentences of `train` or `held`."""
    wanted = set(json.loads((HERE / "split.json").read_text(encoding="utf-8"))[side])
    for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in wanted:
            events = tuple(_coded(event) for event in row["events"])
            doubt = bool(row.get("doubt")) or any(event.get("doubt") for event in row["events"])
            yield Item(row["id"], row["text"], row["published"], row["form"], doubt, events)


def _coded(event: Mapping[str, Any]) -> Coded:
    sides = (tuple(Party(p["text"], p["code"], p["sector"]) for p in event[role]) for role in ("actor", "recipient"))
    return Coded(event["event"], event["status"], event["trigger"], event["reciprocal"], *sides)


def recorded(recorder: Recorder, of: Sequence[Item]) -> list[list[Mention]]:
    """The mentions of each sentence, the surest first."""
    reports = [Report(id=item.id, text=item.text, published=item.published, language="en") for item in of]
    return [sorted(r.mentions, key=lambda m: -m.confidence) for r in recorder.records(reports)]


def compared(item: Item, mentions: Sequence[Mention]) -> Counter[str]:
    """What one sentence adds to the counts."""
    types = {event.event for event in item.told}
    happened = Counter(m.event for m in mentions if m.status in HAPPENED)
    right = bool(mentions) and mentions[0].event in types if types else not happened
    counts = Counter(sentences=1, type_right=int(right), gold=len(item.told), found=len(mentions))
    for event in types & {m.event for m in mentions}:
        theirs = Counter(e.status for e in item.told if e.event == event)
        mine = Counter(str(m.status) for m in mentions if m.event == event)
        matched = min(theirs.total(), mine.total())
        counts.update(matched=matched, status_right=min(matched, (theirs & mine).total()))
    if item.form in FALSE_FORMS:
        theirs = Counter(event.event for event in item.events if event.status in HAPPENED)
        counts.update(may_be_false=1, false=(happened - theirs).total())
    gold, guess = countries(item, mentions)
    counts.update(country_right=len(gold & guess), country_gold=len(gold), country_found=len(guess))
    return counts


def countries(item: Item, mentions: Sequence[Mention]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The labelled and the coded (role, country) of a sentence."""
    near = [m for m in mentions if m.confidence >= mentions[0].confidence / 2]
    pairs = [("a", p.code) for e in item.told for p in e.actor] + [
        ("r", p.code) for e in item.told for p in e.recipient
    ]
    found = [("a", a.code) for m in near for a in m.actor] + [("r", a.code) for m in near for a in m.recipient]
    mutual = any(e.reciprocal for e in item.told) or bool(near and near[0].reciprocal)
    either = mutual or not any(role == "r" and _state(code) for role, code in pairs)
    gold, guess = (
        {("x" if either else role, code) for role, code in side if code and _state(code)} for side in (pairs, found)
    )
    return gold, guess


def _state(code: str | None) -> bool:
    return code is not None and len(code) == 3 and code not in NOT_STATES


def figures(counts: Counter[str]) -> dict[str, float]:
    """The counts of many sentences as shares; what has no case is left out."""
    share = lambda part, whole: counts[part] / counts[whole] if counts[whole] else 0.0  # noqa: E731
    f1 = lambda p, r: 2 * p * r / (p + r) if p + r else 0.0  # noqa: E731
    country_p, country_r = share("country_right", "country_found"), share("country_right", "country_gold")
    found = {
        "sentences": float(counts["sentences"]),
        "type_accuracy": share("type_right", "sentences"),
        "type_p": share("matched", "found"),
        "type_r": share("matched", "gold"),
        "type_f1": f1(share("matched", "found"), share("matched", "gold")),
        "status_accuracy": share("status_right", "matched"),
        "country_p": country_p,
        "country_r": country_r,
        "country_f1": f1(country_p, country_r),
    }
    return found | ({"false_share": share("false", "may_be_false")} if counts["may_be_false"] else {})


def tables(of: Sequence[Item], mentions: Sequence[Sequence[Mention]]) -> dict[str, dict[str, float]]:
    """The figures of all sentences, of those without doubt, and of each form."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, found in zip(of, mentions, strict=True):
        for part in ("all", *(() if item.doubt else ("no doubt",)), item.form):
            counts[part] += compared(item, found)
    return {part: figures(counts[part]) for part in sorted(counts, key=lambda p: -counts[p]["sentences"])}


def main() -> int:
    """Print the figures of the sides named."""
    if not set(sys.argv[1:]) <= set(SIDES) or not sys.argv[1:]:
        sys.exit(__doc__)
    recorder = Recorder(SpacyParser())
    for side in sys.argv[1:]:
        of = list(items(side))
        parts = tables(of, recorded(recorder, of))
        names = list(parts["all"]) if "false_share" in parts["all"] else []
        print(f"{side:<14}" + " ".join(f"{name:>15}" for name in names))
        for part, values in parts.items():
            print(f"{part:<14}" + " ".join(f"{values[n]:15.3f}" if n in values else " " * 15 for n in names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
