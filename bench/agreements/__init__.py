"""Documents in sentences: `python -m bench.agreements [train|held]` prints how they are found, errors of train alone.

A line of sentences.tsv is side, label, sentence; a label is `-` or `kind PARTY,PARTY status`, several parted by `;`.
"""

from collections.abc import Iterator
from pathlib import Path

from communique.lexicon import sentences
from communique.model import Document, Report
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

SET = Path(__file__).parent / "sentences.tsv"
Labelled = tuple[str, tuple[str, ...], str | None]


def labelled(side: str) -> Iterator[tuple[str, list[Labelled]]]:
    """Each sentence of a side with its documents: kind, codes of the parties in order, status."""
    for line in SET.read_text(encoding="utf-8").splitlines():
        mine, label, text = line.split("\t")
        if side in (mine, "all"):
            yield text, [] if label == "-" else [read(part) for part in label.split("; ")]


def read(label: str) -> Labelled:
    kind, parties, status = label.split(" ")
    return kind, tuple(sorted(parties.split(","))), None if status == "null" else status.replace("_", " ")


def figures(short: bool) -> dict[str, float]:
    """What the held side says."""
    return measured(Recorder(SpacyParser()), "held")


def told(document: Document) -> Labelled:
    return document.kind, tuple(sorted(a.code or "" for a in document.parties)), document.status


def measured(recorder: Recorder, side: str, show: bool = False) -> dict[str, float]:
    """Shares of the labelled documents with the right kind, parties, status and all three; of the sentences without
    one, the share in which none is found; of all found, the share that answers a label."""
    tally = dict.fromkeys(("labelled", "answered", "kind", "parties", "status", "whole", "found", "empty", "left"), 0)
    for number, (text, gold) in enumerate(labelled(side)):
        report = Report(
            id=f"a{number}", text=text, published="2024-03-22T12:00:00Z", language="en", sentences=sentences.split(text)
        )
        found = [told(d) for d in recorder.record(report).documents]
        tally["found"] += len(found)
        tally["empty"] += not gold
        tally["left"] += not gold and not found
        if show and sorted(found, key=str) != sorted(gold, key=str):
            print(f"{text}\n    label {gold}\n    found {found}")
        for wanted in gold:
            tally["labelled"] += 1
            if best := max(found, key=lambda f: sum(a == b for a, b in zip(f, wanted, strict=True)), default=None):
                found.remove(best)
                right = [a == b for a, b in zip(best, wanted, strict=True)]
                tally["answered"] += 1
                for name, value in zip(("kind", "parties", "status"), right, strict=True):
                    tally[name] += value
                tally["whole"] += all(right)
    share = {name: tally[name] / tally["labelled"] for name in ("answered", "kind", "parties", "status", "whole")}
    return share | {"precision": tally["answered"] / tally["found"], "none_right": tally["left"] / tally["empty"]}
