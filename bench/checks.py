"""The gate: model summaries judged by people, and errors planted in the packaged sample's own sentences."""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from bench.planted import edits
from communique.briefs.check import check
from communique.model import Check, Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "src/communique/sample/reports"


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


def sample() -> list[Report]:
    """The English reports of the packaged sample, read from their files."""
    reports = []
    for path in sorted(SAMPLE.glob("*/*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("+++", 2)
        facts = tomllib.loads(front)
        if path.parent.name not in ("meridien", "cordillera"):
            reports.append(Report(id=path.stem, text=body.strip(), published=facts["published"], language="en"))
    return reports


def planted(short: bool) -> tuple[dict[str, float], list[tuple[str, str, str]]]:
    """The share of planted errors refused and of harmless edits refused, by kind; and the mistakes themselves."""
    total: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    mistakes = []
    for report in sample()[:: 4 if short else 1]:
        for edit in edits(report):
            verdict = check(Check(id=report.id, claim=edit.claim, sources=(report,)))
            kind = ("harmless " if edit.harmless else "") + edit.kind
            total[kind] += 1
            refused[kind] += verdict.verdict == "refused"
            if (verdict.verdict == "refused") == edit.harmless:
                mistakes.append((kind, edit.claim, "; ".join(r.text for r in verdict.reasons)))
    figures = {f"refused_{kind.replace(' ', '_')}": refused[kind] / count for kind, count in sorted(total.items())}
    harmless = [kind for kind in total if kind.startswith("harmless")]
    wrong = [kind for kind in total if kind not in harmless]
    if harmless and wrong:
        figures["planted"] = float(sum(total[k] for k in wrong))
        figures["caught"] = sum(refused[k] for k in wrong) / sum(total[k] for k in wrong)
        figures["harmless_refused"] = sum(refused[k] for k in harmless) / sum(total[k] for k in harmless)
    return figures, mistakes


def figures(short: bool) -> dict[str, float]:
    return judged(short) | planted(short)[0]


if __name__ == "__main__":
    for kind, claim, reasons in planted("--short" in sys.argv)[1]:
        print(f"{kind}: {claim}\n    {reasons}")
