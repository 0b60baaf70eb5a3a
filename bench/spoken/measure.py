"""Measures offices, speakers and addressees on the cases: `python -m bench.spoken.measure [--show]`."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.sample_record.scoring import alike, f1, share
from communique.lexicon import sentences
from communique.model import Noun, Recorded, Report, Statement, slug
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

HERE = Path(__file__).parent
SETS = {"cases": HERE / "cases.txt", "fresh": HERE / "fresh.txt"}


class Case(Noun):
    """A text and what it tells; a told thing is (kind, fields)."""

    text: str
    told: tuple[tuple[str, tuple[str, ...]], ...]


def cases(name: str) -> Iterator[Case]:
    """The cases of one of the sets, in order."""
    for block in SETS[name].read_text(encoding="utf-8").strip().split("\n\n"):
        text, *lines = block.strip().split("\n")
        told = tuple((line[0], tuple(part.strip() for part in line[2:].split("|"))) for line in lines)
        yield Case(text=text.replace(" // ", "\n\n"), told=told)


def figures(recorder: Recorder, name: str, show: bool = False) -> dict[str, float]:
    """Shares over all cases of a set; `show` prints what is wrong."""
    counts: Counter[str] = Counter()
    for number, case in enumerate(cases(name)):
        report = Report(
            id=f"case-{number}", text=case.text, published="2024-03-22T12:00:00+00:00", language="en",
            sentences=sentences.split(case.text),
        )  # fmt: skip
        wrong = [*_offices(case, recorder.record(report), counts), *_speech(case, recorder.record(report), counts)]
        if wrong and show:
            print(case.text, *wrong, sep="\n    ")
    precision = share(counts["offices_right"], counts["offices_found"])
    recall = share(counts["offices_right"], counts["offices"])
    return {
        "texts": number + 1,
        "offices_precision": precision,
        "offices_recall": recall,
        "offices_f1": f1(precision, recall),
        "quotations_found": share(counts["q_met"], counts["q"]),
        "quotations_precision": share(counts["q_met"], counts["q_found"]),
        "speaker_right": share(counts["q_right"], counts["q"]),
        "speaker_of_reported_right": share(counts["r_right"], counts["r"]),
        "addressee_right": share(counts["to_right"], counts["q_met"] + counts["r_met"]),
    }


def _offices(case: Case, taken: Recorded, counts: Counter[str]) -> Iterator[str]:
    held = [(slug(h.person), h.office, h.code or "-") for h in taken.holdings if h.tells in ("holds", "leaving")]
    counts["offices_found"] += len(held)
    for kind, told in case.told:
        if kind != "o":
            continue
        counts["offices"] += 1
        found = [h for h in held if h[0] == slug(told[0]) and alike(h[1], told[1]) and told[2] in {h[2], "-"}]
        if found:
            counts["offices_right"] += 1
            held.remove(found[0])
        else:
            yield f"missed: {told}"
    for one in held:
        yield f"invented: {one}"


def _speech(case: Case, taken: Recorded, counts: Counter[str]) -> Iterator[str]:
    free = list(taken.statements)
    counts["q_found"] += sum(s.kind == "quotation" for s in free)
    for kind, told in case.told:
        if kind == "o":
            continue
        counts[kind] += 1
        found = _found(kind, told, case, free)
        if found is None:
            yield f"missed: {kind} {told}"
            continue
        free.remove(found)
        counts[f"{kind}_met"] += 1
        right, to = _by(told[0], found), _to(told[1], found)
        counts[f"{kind}_right"] += right
        counts["to_right"] += to
        if not (right and to):
            yield f"wrong: {kind} {told}: {found.speaker}, to {found.addressee}"
    for statement in free:
        if statement.kind == "quotation":
            yield f"invented: {statement.words} by {statement.speaker.name}"


def _found(kind: str, told: Sequence[str], case: Case, free: Sequence[Statement]) -> Statement | None:
    name = "quotation" if kind == "q" else "reported"
    here = [s for s in free if s.kind == name and s.words.startswith(told[2])]
    return max(here, key=lambda s: _by(told[0], s), default=None)


def _by(name: str, statement: Statement) -> bool:
    body, _, code = name.partition("/")
    if code:
        return not statement.speaker.person and statement.speaker.code == code
    return statement.speaker.person and statement.speaker.key == slug(body)


def _to(name: str, statement: Statement) -> bool:
    if name == "-" or statement.addressee is None:
        return name == "-" and statement.addressee is None
    return slug(name) in {statement.addressee.key, slug(statement.addressee.text)}


if __name__ == "__main__":
    taker = Recorder(SpacyParser())
    for given in SETS:
        print(given)
        for name, value in figures(taker, given, "--show" in sys.argv).items():
            print(f"  {name:28} {value:.3f}")
