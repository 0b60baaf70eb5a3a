"""Who is meant: the cases of bench/resolution. `python -m bench.resolution_score [train held dev check dev2 check2 dev3
check3 dev4 dev5 dev6 check6 dev7 check7 dev8 check8 dev9 check9 dev10 dev11 check11] [--kinds] [--errors]`: the share
right of these sides, by kind, and the errors of train and the devs, never of held and the checks."""

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.lexicon import sentences
from communique.model import slug
from communique.record import naming, resolving, tables
from communique.record.spacy_parser import SpacyParser
from communique.record.told import Resolution, Told
from communique.record.tree import Tree

HERE = Path(__file__).parent / "resolution"


SIDES = ("train", "held", *(f"{side}{n}" for n in ("", "2", "3") for side in ("dev", "check")), "dev4", "dev5")
SIDES += (*(f"{side}{n}" for n in ("6", "7", "8", "9", "11") for side in ("dev", "check")), "dev10")
"""Train and held are of cases.jsonl, dev and check of practice.jsonl, dev2 and check2 of practice2.jsonl, dev3 and
check3 of practice3.jsonl, and so on; dev4, dev5 and dev10 are all of their files. Train and the devs may be read case
by case."""
READ = {"train", *(side for side in SIDES if side.startswith("dev"))}
Scored = tuple[dict[str, Any], str, Resolution, bool]


def figures(short: bool) -> dict[str, float]:
    """Share right of each side, and by kind of those that may be looked at so. A case is right if code and person
    are, the sector where the case has one, and the name where the code is no state's. The short form leaves out
    the practice cases."""
    sides = ("train", "held") if short else SIDES
    told = scored(sides)
    shares = {f"{side}_right": share(told, side) for side in sides}
    kinds = sorted({case["kind"] for case, *_ in told})
    return shares | {f"{side}_{kind}": share(told, side, kind) for side in ("train", "held") for kind in kinds}


def share(told: list[Scored], side: str, kind: str = "") -> float:
    """The share of right cases of one side, of one kind where asked."""
    mine = [right for case, where, _, right in told if where == side and kind in ("", case["kind"])]
    return sum(mine) / len(mine) if mine else 0.0


def scored(sides: Sequence[str] = SIDES) -> list[Scored]:
    """Each case of these sides with its side, what was made of it, and whether that is right."""
    cases = [(case, side) for case, side in divided() if side in sides]
    readings = {text: reading(text) for text in dict.fromkeys(case["text"] for case, _ in cases)}
    found = []
    for case, side in cases:
        answer = asked(case, *readings[case["text"]])
        found.append((case, side, answer, right(case, answer)))
    return found


def divided() -> Iterator[tuple[dict[str, Any], str]]:
    """Each case with its side: by split.json, and the practice cases by the checksum of their text, once for all."""
    held = set(json.loads((HERE / "split.json").read_text(encoding="utf-8"))["held"])
    for case in lines("cases.jsonl"):
        yield case, "held" if case["id"] in held else "train"
    for which in ("", "2", "3", "6", "7", "8", "9", "11"):
        for case in lines(f"practice{which}.jsonl"):
            yield case, ("check" if zlib.crc32(case["text"].encode()) % 2 else "dev") + which
    for which in ("4", "5", "10"):
        for case in lines(f"practice{which}.jsonl"):
            yield case, f"dev{which}"


def lines(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


PARSER = SpacyParser()


def reading(text: str) -> tuple[list[int], Told]:
    """A text read once, with where its sentences begin."""
    spans = sentences.split(text)
    pieces = [text[span.start : span.end] for span in spans]
    trees = [Tree(piece, parsed) for piece, parsed in zip(pieces, PARSER.parse(pieces), strict=True)]
    return [span.start for span in spans], Told(trees)


def asked(case: dict[str, Any], starts: list[int], read: Told) -> Resolution:
    """What the record makes of the mention of a case."""
    at = -1
    for _ in range(case["occurrence"]):
        at = case["text"].index(case["mention"], at + 1)
    index = max(i for i, start in enumerate(starts) if start <= at)
    return resolving.who(read, index, at - starts[index], at - starts[index] + len(case["mention"]))


def right(case: dict[str, Any], answer: Resolution) -> bool:
    """Is this who was meant?"""
    same = bool(answer.code == case["code"]) and (answer.person or None) == case["person"]
    if case["sector"] and answer.sector != case["sector"]:
        return False
    if case["code"] in naming.ORGANISATIONS and case["body"] and full(answer.name or "") != full(case["body"]):
        return False
    return same


def full(name: str) -> str:
    """The name a body is known by, however it is written."""
    known = tables.bodies().get(name)
    return slug(known[0].name if known else name)


def main(words: Sequence[str]) -> None:
    """Prints the share right of each side asked for (all without any), by kind and case for those that may be read."""
    sides = [side for side in SIDES if side in words] or list(SIDES)
    results = scored(sides)
    for side in sides:
        print(f"{side} {share(results, side):.3f} of {sum(where == side for _, where, *_ in results)}")
    if "--kinds" in words:
        for kind in sorted({case["kind"] for case, *_ in results}):
            print(f"  {kind:24} " + " ".join(f"{side} {share(results, side, kind):.3f}" for side in sides))
    if "--errors" in words:
        for case, side, answer, fine in results:
            if side in READ and not fine:
                wanted = (case["code"], case["sector"], case["body"], case["person"])
                got = (answer.code, answer.sector, answer.name, answer.person)
                print(f"{case['id']} [{case['kind']}] <{case['mention']}> {wanted} != {got} {answer.why}")
                print(f"    {case['text']}")


if __name__ == "__main__":
    main(sys.argv[1:])
