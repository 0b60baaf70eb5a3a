"""Digests of the packaged sample's stories, written as careless ones are: sentences that are true, sentences that no
report carries, and errors planted in the true ones. `python -m bench.digests` prints the misses of the train side."""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.briefs import sample
from communique.briefs.digest.checking import check
from communique.desk import Desk
from communique.model import Report
from communique.model.digests import DigestPage, MarkedSentence

FOLDER = Path(__file__).parent.parent / "tests" / "gate" / "digests"
SAID_AS = {"office": ("name",), "country": ("name", "place")}
"""Kinds of planted errors, and the kinds of reasons that the check gives for them, where it has another name."""


class Miss(NamedTuple):
    """A sentence that was not marked as it should be."""

    digest: str
    wanted: str
    marked: MarkedSentence

    def __str__(self) -> str:
        reasons = "".join(f"\n    {reason.kind}: {reason.text}" for reason in self.marked.reasons)
        return f"{self.digest}: {self.wanted}, not {self.marked.verdict}: {self.marked.text}{reasons}"


@cache
def shelf() -> tuple[list[Report], dict[str, str]]:
    """The reports of the sample, and the story of each."""
    reports = [report for report, _ in sample()]
    return reports, {report.id: story for report, story in Desk().group(reports)}


def page(digest: dict[str, Any], sentences: list[str]) -> DigestPage:
    """A digest as a page with these sentences."""
    form = "%A, %d %B %Y" if digest["day"].split(", ")[1][0].isdigit() else "%A, %B %d, %Y"
    return DigestPage(
        headline=digest["headline"], standfirst=digest["standfirst"], dated=digest["day"],
        day=datetime.strptime(digest["day"], form).date().isoformat(), paragraphs=(" ".join(sentences),),
    )  # fmt: skip


def body(digest: dict[str, Any], sentences: list[str]) -> list[MarkedSentence]:
    """The sentences of the body, marked."""
    found = check(page(digest, sentences), *shelf())
    return [sentence for sentence in found.sentences if sentence.part == "body"]


def read(side: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The digests of one side of the split, train or held."""
    for name in json.loads((FOLDER / "split.json").read_text(encoding="utf-8"))[side]:
        yield name, tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def measured(side: str) -> tuple[dict[str, float], list[Miss]]:
    """How many true sentences are marked supported, and wrong; how many that no report carries are not supported; how
    many errors are called wrong, for the right reason, with the right value named."""
    count: Counter[str] = Counter()
    misses: list[Miss] = []
    for name, digest in read(side):
        true = digest["true"]
        for n, mark in enumerate(body(digest, true + digest["loose"])):
            sort, wanted = ("true", "supported") if n < len(true) else ("loose", "unsupported")
            count[sort] += 1
            count[f"{sort}_{mark.verdict}"] += 1
            misses += [Miss(name, wanted, mark)] if mark.verdict != wanted else []
        for error in digest["error"]:
            sentences = list(true)
            sentences[error["in"]] = sentences[error["in"]].replace(error["replace"], error["with"], 1)
            mark = body(digest, sentences)[error["in"]]
            kinds = SAID_AS.get(error["kind"], (error["kind"],))
            reasons = [reason for reason in mark.reasons if mark.verdict == "wrong" and reason.kind in kinds]
            named = any(error["value"].lower() in reason.text.lower() for reason in reasons)
            count.update({"error": 1, "caught": mark.verdict == "wrong", "kind": bool(reasons), "value": named})
            misses += [] if named else [Miss(name, f"{error['kind']}, {error['value']}", mark)]
    return {
        f"{side}_true": count["true"],
        f"{side}_supported": count["true_supported"] / count["true"],
        f"{side}_true_called_wrong": count["true_wrong"] / count["true"],
        f"{side}_loose_not_supported": (count["loose_unsupported"] + count["loose_wrong"]) / count["loose"],
        f"{side}_errors": count["error"],
        f"{side}_caught": count["caught"] / count["error"],
        f"{side}_kind": count["kind"] / count["error"],
        f"{side}_value": count["value"] / count["error"],
    }, misses


def figures(short: bool) -> dict[str, float]:
    """The figures of both sides; the short form takes the held one."""
    return ({} if short else measured("train")[0]) | measured("held")[0]


if __name__ == "__main__":
    train, missed = measured("train")
    print(*missed, sep="\n", file=sys.stderr)
    for name, value in (train | measured("held")[0]).items():
        print(f"{name} {value:.3g}")
