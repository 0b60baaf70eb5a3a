"""Briefs beside the first three sentences of the best report, sides shuffled: sheets to read, votes to count.

    python -m bench.blind.pairs open FOLDER      fifteen stories of bench/references (or: closed, second … eighth)
    python -m bench.blind.pairs tally            the votes of bench/blind/votes.jsonl

A sheet shows the story's reports and the two texts, named A and B; which side is the brief's follows from SEED and
the story.
"""

import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.briefs import NOW, sample
from communique.briefs import Dossier, compose
from communique.lexicon import sentences
from communique.model import Brief, Report
from communique.reading.datelines import dateline
from communique.times import day_of

HERE = Path(__file__).parent
SEED = 20261128
LEAD = 3
NAMES = ("open", "closed", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
SETS = dict(zip(NAMES, "scdefghij", strict=True))
"""The sets, and how their stories' ids begin."""


def stories(which: str) -> Iterator[tuple[str, list[Report]]]:
    """The stories of a set with their reports, sentences split, copies marked."""
    if which != "open":
        members: dict[str, list[Report]] = defaultdict(list)
        for line in (HERE / f"{which}.jsonl").read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            members[fields.pop("story")].append(report(fields))
        yield from members.items()
        return
    printed = {r.id: r for r, _ in sample()}
    for path in sorted((HERE.parent / "practice").glob("*-reports.jsonl")):
        printed |= {r.id: r for r in (report(json.loads(line)) for line in path.read_text("utf-8").splitlines())}
    lines = (HERE.parent / "references/stories.jsonl").read_text(encoding="utf-8").splitlines()
    for story in random.Random(SEED).sample([json.loads(line) for line in lines], 15):
        yield story["id"], [printed[name] for name in story["reports"]]


def report(fields: dict[str, object]) -> Report:
    """A report of JSON fields; its language decides how its sentences are split."""
    known = {key: value for key, value in fields.items() if key in Report.__struct_fields__ and value is not None}
    made = Report(**known | {"origin": tuple(fields.get("origin") or ())})  # type: ignore[arg-type]
    line = dateline(made.text, day_of(made.published))
    return replace(made, sentences=sentences.split(made.text, made.language), dateline=line)


def briefs(which: str) -> Iterator[tuple[str, list[Report], Brief]]:
    """Each story with its reports and the brief that the desk's own rooms make of them."""
    for dossier in dossiers(which):
        yield dossier.story, list(dossier.reports), compose(dossier)


def dossiers(which: str, size: int | None = None) -> Iterator[Dossier]:
    """Each story of a set as the desk's own rooms hand it to the writer; of `size` reports, if that is given."""
    from communique.record import Recorder, join
    from communique.record.spacy_parser import SpacyParser
    from communique.stories import Grouper

    recorder = Recorder(SpacyParser())
    for story, members in stories(which):
        if len(members) != (size or len(members)):
            continue
        grouper, reports = Grouper(), []
        for member in sorted(members, key=lambda r: (r.published or "", r.id)):
            decision = grouper.decide(member)
            reports.append(replace(member, copy_of=decision.copy_of))
            grouper.observe(reports[-1], story)
        taken = [recorder.record(r) for r in reports]
        events = join(story, reports, taken, [h for t in taken for h in t.holdings], ())
        yield Dossier(story=story, reports=tuple(reports), recorded=tuple(taken), events=events, now=NOW)


def best(reports: Sequence[Report]) -> Report:
    """The English report nearest to all of its story by TF-IDF, no copy; the first of those that are as near."""
    own = [r for r in reports if r.copy_of is None and r.language == "en"]
    told = [Counter(re.findall(r"[a-z]{3,}", r.text.lower())) for r in own]
    having = Counter(word for words in told for word in words)
    weights = [
        {w: (1 + math.log(n)) * math.log((1 + len(own)) / having[w]) for w, n in words.items()} for words in told
    ]
    middle: Counter[str] = Counter()
    for weight in weights:
        middle.update(weight)
    near = [sum(v * middle[w] for w, v in weight.items()) / (math.hypot(*weight.values()) or 1.0) for weight in weights]
    return own[near.index(max(near))]


def lead(of: Report) -> str:
    """A report's title and first three sentences, as printed."""
    return f"{of.title}\n\n" + " ".join(of.text[s.start : s.end] for s in of.sentences[:LEAD])


def prose(brief: Brief) -> str:
    """A brief's headline, standfirst and body without citations."""
    parts = (brief.standfirst, *brief.body)
    return "\n\n".join([brief.headline, *(" ".join(s.text for s in part) for part in parts if part)])


def brief_is(story: str) -> str:
    """The side, A or B, on which the brief of a story stands."""
    return random.Random(f"{SEED} {story}").choice("AB")


def sheet(story: str, reports: Sequence[Report], brief: Brief) -> str:
    """What a reader is given: the reports, then the two texts."""
    texts = [prose(brief), lead(best(reports))]
    a, b = texts if brief_is(story) == "A" else texts[::-1]
    told = "\n\n".join(
        f"### {r.publisher}, {day_of(r.published)}: {r.title}\n\n{r.text}" for r in reports if r.copy_of is None
    )
    return f"# {story}\n\n## Text A\n\n{a}\n\n## Text B\n\n{b}\n\n## The reports\n\n{told}\n"


def tally() -> dict[str, float]:
    """The share of votes for the brief, and of stories where most of three votes are, by set; half for an even vote."""
    votes = [json.loads(line) for line in (HERE / "votes.jsonl").read_text(encoding="utf-8").splitlines()]
    shares: dict[str, list[float]] = defaultdict(list)
    for vote in votes:
        worth = 0.5 if vote["better"] == "even" else float(vote["better"] == brief_is(vote["story"]))
        shares[vote["story"]].append(worth)
    found: dict[str, float] = {}
    for which, begins in SETS.items():
        mine = [worths for story, worths in shares.items() if story.startswith(begins)]
        if mine:
            found[f"{which}_votes"] = sum(map(sum, mine)) / sum(map(len, mine))
            found[f"{which}_preferred"] = sum(sum(w) > len(w) / 2 for w in mine) / len(mine)
            found[f"{which}_stories"] = len(mine)
    return found


def main() -> None:
    """Write the sheets of a set, or print the tally."""
    if sys.argv[1] == "tally":
        for name, value in tally().items():
            print(f"{name} {value:.3f}")
        return
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    sides: Counter[str] = Counter()
    for story, reports, brief in briefs(sys.argv[1]):
        (folder / f"{story}.md").write_text(sheet(story, reports, brief), encoding="utf-8")
        sides[brief_is(story)] += 1
    print(f"{sum(sides.values())} sheets")


if __name__ == "__main__":
    main()
