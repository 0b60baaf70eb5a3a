"""The gate: model summaries judged by people, and errors planted in sentences of our own reports (bench/planted)."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from bench.planted import edits
from bench.planted.corpus import Side, corpus, side
from bench.planted.ground import Edit
from communique.briefs.check import check
from communique.model import Check, Report, Verdict

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SHORT = 8
"""The short form takes one report in so many."""
BARS = {
    "slots": ("weekday", "month", "year", "number", "altered quotation", "person not in it", "country not in it"),
    "swaps": ("other person", "other country", "other place", "roles", "sides exchanged"),
    "sense": ("negation put in", "negation left out", "plan told as done"),
    "voices": ("invented quotation", "wrong speaker"),
    "antonyms": ("antonym",),
}
"""Kinds that have one bar together."""


def judged(short: bool) -> dict[str, float]:
    """AUROC and balanced accuracy on ../shared/data/checks.jsonl, as score.py prints them; a quarter if short."""
    data, score = SHARED / "data/checks.jsonl", SHARED / "score/score.py"
    if not (data.exists() and score.exists()):
        return {}
    lines = data.read_text(encoding="utf-8").splitlines()[:: 4 if short else 1]
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        gold.write_text("\n".join(lines), encoding="utf-8")
        verdicts = []
        for line in map(json.loads, lines):
            verdict = check(Check(id=line["id"], claim=line["claim"], sources=tuple(line["sources"])))
            verdicts.append(json.dumps({"id": verdict.id, "supported": verdict.supported}))
        found.write_text("\n".join(verdicts), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, str(score), "checks", str(gold), str(found)], capture_output=True, text=True, check=True
        )
    figures = dict(re.findall(r"(\w+) (\d\.\d+)", run.stdout))
    return {name: float(figures[name]) for name in ("auroc", "balanced_accuracy")}


def checked(reports: list[Report]) -> Iterator[tuple[Edit, Verdict]]:
    """Every edit of these reports, judged beside the report it was made from."""
    for report in reports:
        for _, edit in edits(report):
            yield edit, check(Check(id=report.id, claim=edit.claim, sources=(report,)))


def planted(which: Side, short: bool) -> dict[str, float]:
    """The share of planted errors refused and of harmless edits refused, by kind and together, and checks a second."""
    total: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    reports = [r for r in corpus() if side(r.id) == which and (not short or crc32(r.id.encode()) // 2 % SHORT == 0)]
    began, harmless = time.process_time(), set()
    for edit, verdict in checked(reports):
        total[edit.kind] += 1
        refused[edit.kind] += verdict.verdict == "refused"
        if edit.harmless:
            harmless.add(edit.kind)
    took = time.process_time() - began

    def share(kinds: set[str]) -> float:
        return sum(refused[k] for k in kinds) / max(1, sum(total[k] for k in kinds))

    wrong = set(total) - harmless
    edited = harmless - {"verbatim"}
    found = {f"{kind}_of_{total[kind]}": refused[kind] / total[kind] for kind in sorted(total)}
    found |= {name: min((share({k}) for k in kinds if total[k]), default=1.0) for name, kinds in BARS.items()}
    found |= {"caught": share(wrong), "harmless_refused": share(edited), "verbatim_refused": float(refused["verbatim"])}
    found |= {"planted": float(sum(total[k] for k in wrong)), "harmless": float(sum(total[k] for k in edited))}
    found["a_second"] = total.total() / max(took, 1e-9)
    return {f"{which}_{name.replace(' ', '_')}": value for name, value in found.items()}


def figures(short: bool) -> dict[str, float]:
    return judged(short) | planted("train", short) | planted("held", short)


def mistakes(kinds: list[str]) -> Iterator[str]:
    """What the gate gets wrong on the train side, for reading; of these kinds only, if any are named."""
    for report in corpus():
        if side(report.id) != "train":
            continue
        for edit, verdict in checked([report]):
            if (verdict.verdict == "refused") == edit.harmless and (not kinds or edit.kind in kinds):
                yield f"{edit.kind} [{report.id}]: {edit.claim}\n    {'; '.join(r.text for r in verdict.reasons)}"


if __name__ == "__main__":
    print("\n".join(mistakes(sys.argv[1:])))
