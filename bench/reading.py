"""How well pages are read: text, day, title and author against two labelled sets, and speed against one library.

`../shared` beside the checkout holds the sets; without it there is nothing to measure.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
WORDS = re.compile(r"\w+")
NOT_NAMES = {"by", "and", "the", "phd", "dr", "md", "staff"}


def figures(short: bool) -> dict[str, float]:
    """The figures by name; `short` takes every third page, always the same ones."""
    if not (DATA / "pages.jsonl").exists():
        return {}
    from communique.reading import read

    found: dict[str, float] = {}
    for name in ("pages", "wcxb"):
        items = list(_items(name, 3 if short else 1))
        begun = time.process_time()
        reports = {item["id"]: _report(read, item) for item in items}
        spent = time.process_time() - begun
        prefix = "" if name == "pages" else f"{name}_"
        found |= {prefix + key: value for key, value in score(items, reports).items()}
        if name == "pages":
            found["speed_ratio"] = round(_library_seconds(items) / spent, 3)
    return found


def score(items: list[dict[str, Any]], reports: dict[str, dict[str, Any]]) -> dict[str, float]:
    """As score.py has them: shingle F1 of means, and where the set has them day, days invented, title and author; and
    the share of pages with a report."""
    pairs = [_overlap(item["gold"]["text"], reports[item["id"]].get("text")) for item in items]
    precision, recall = mean(p for p, _ in pairs), mean(r for _, r in pairs)
    found = {"shingle_f1": 2 * precision * recall / ((precision + recall) or 1.0)}
    found["read"] = mean("text" in report for report in reports.values())
    if "title" in items[0]["gold"]:
        found |= _facts(items, reports)
    return {name: round(value, 4) for name, value in found.items()}


def _facts(items: list[dict[str, Any]], reports: dict[str, dict[str, Any]]) -> dict[str, float]:
    golds = [(item["gold"], reports[item["id"]]) for item in items]
    signed = [(gold, got) for gold, got in golds if len(_names(gold["author"] or "")) >= 2]
    return {
        "date": mean(
            (got.get("published") or "")[:10] == gold["published"][:10] for gold, got in golds if gold["published"]
        ),
        "invented": mean(bool(got.get("published")) for gold, got in golds if not gold["published"]),
        "title": mean(_plain(got.get("title")) == _plain(gold["title"]) for gold, got in golds if gold["title"]),
        "author": mean(
            _dice(_names(gold["author"]), _names(" ".join(got.get("byline") or []))) >= 0.5 for gold, got in signed
        ),
    }


def _items(name: str, every: int) -> Iterator[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::every]:
        item: dict[str, Any] = json.loads(line)
        yield item | {"body": (DATA / item["file"]).read_bytes()}


def _report(read: Any, item: dict[str, Any]) -> dict[str, Any]:
    from communique.errors import Unreadable
    from communique.model import Page

    try:
        report = read(Page(url=item["url"], id=item["id"], body=item["body"]))
    except Unreadable as refusal:
        return {"refused": refusal.why}
    return {"text": report.text, "published": report.published, "title": report.title, "byline": report.byline}


def _library_seconds(items: list[dict[str, Any]]) -> float:
    """What trafilatura alone takes for the same pages with the same metadata asked."""
    import gzip

    from trafilatura import bare_extraction

    begun = time.process_time()
    for item in items:
        bare_extraction(gzip.decompress(item["body"]), url=item["url"], favor_precision=True, with_metadata=True)
    return time.process_time() - begun


def _shingles(text: str | None) -> Counter[tuple[str, ...]]:
    words = WORDS.findall(text or "")
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3) if words else 0))


def _overlap(want: str, got: str | None) -> tuple[float, float]:
    gold, found = _shingles(want), _shingles(got)
    hit = sum((gold & found).values())
    return (hit / found.total() if found else 0.0), (hit / gold.total() if gold else 1.0)


def _names(text: str) -> set[str]:
    return set(WORDS.findall(text.lower())) - NOT_NAMES


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()
