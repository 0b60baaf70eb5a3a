"""Who is meant: the cases of bench/resolution, by kind. `python -m bench.resolution_score [--errors]` lists train
errors."""

import json
import sys
from pathlib import Path
from typing import Any

from communique.lexicon import sentences
from communique.model import slug
from communique.record import naming, resolving, tables
from communique.record.spacy_parser import SpacyParser
from communique.record.told import Resolution, Told
from communique.record.tree import Tree

HERE = Path(__file__).parent / "resolution"


def figures(short: bool) -> dict[str, float]:
    """Share right of each side and, on the train side, by kind. A case is right if code and person are, the sector
    where the case has one, and the name where the code is no state's."""
    told = scored()
    shares = {f"{side}_right": share(told, side) for side in ("train", "held")}
    kinds = sorted({case["kind"] for case, *_ in told})
    return shares | {f"{side}_{kind}": share(told, side, kind) for side in ("train", "held") for kind in kinds}


def share(told: list[tuple[dict[str, Any], str, Resolution, bool]], side: str, kind: str = "") -> float:
    """The share of right cases of one side, of one kind where asked."""
    mine = [right for case, where, _, right in told if where == side and kind in ("", case["kind"])]
    return sum(mine) / len(mine) if mine else 0.0


def scored() -> list[tuple[dict[str, Any], str, Resolution, bool]]:
    """Each case with its side, what was made of it, and whether that is right."""
    split = json.loads((HERE / "split.json").read_text(encoding="utf-8"))
    held = set(split["held"])
    cases = [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = list(dict.fromkeys(case["text"] for case in cases))
    readings = {text: reading(text) for text in texts}
    found = []
    for case in cases:
        starts, read = readings[case["text"]]
        answer = asked(case, starts, read)
        found.append((case, "held" if case["id"] in held else "train", answer, right(case, answer)))
    return found


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
    same = answer.code == case["code"] and (answer.person or None) == case["person"]
    if case["sector"] and answer.sector != case["sector"]:
        return False
    if case["code"] in naming.ORGANISATIONS and case["body"] and full(answer.name or "") != full(case["body"]):
        return False
    return same


def full(name: str) -> str:
    """The name a body is known by, however it is written."""
    known = tables.bodies().get(name)
    return slug(known[0].name if known else name)


if __name__ == "__main__":
    results = scored()
    for side in ("train", "held"):
        print(f"{side} {share(results, side):.3f}")
    for kind in sorted({case["kind"] for case, *_ in results}):
        print(f"  {kind:24} train {share(results, 'train', kind):.3f} held {share(results, 'held', kind):.3f}")
    if "--errors" in sys.argv:
        for case, side, answer, fine in results:
            if side == "train" and not fine:
                wanted = (case["code"], case["sector"], case["body"], case["person"])
                got = (answer.code, answer.sector, answer.name, answer.person)
                print(f"{case['id']} [{case['kind']}] <{case['mention']}> {wanted} != {got} {answer.why}")
                print(f"    {case['text']}")
