"""Article text against labelled pages: the score, the labelled sets, and the libraries that are measured beside us."""

import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from communique.decoding import decoded
from communique.files.packing import unzipped
from communique.reading.document import Document
from communique.reading.extractors import by_words

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
BESIDE = ROOT / ".venv-bench" / "bin" / "python"
SETS = ("pages", "wcxb")
WORDS = re.compile(r"\w+")
Text = Callable[[str, str], str | None]


def items(name: str, every: int = 1) -> Iterator[dict[str, Any]]:
    """Every page of a set, or each so many, with its bytes."""
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::every]:
        item: dict[str, Any] = json.loads(line)
        yield item | {"body": (DATA / item["file"]).read_bytes()}


def overlap(want: str, got: str | None) -> tuple[float, float]:
    """Precision and recall of runs of four words."""
    gold, found = _shingles(want), _shingles(got)
    hit = sum((gold & found).values())
    return (hit / found.total() if found else 0.0), (hit / gold.total() if gold else 1.0)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / ((precision + recall) or 1.0)


def text_figures(items: list[dict[str, Any]], texts: dict[str, str | None]) -> dict[str, float]:
    """F1, precision and recall over pages: F1 is that of the means."""
    pairs = [overlap(item["gold"]["text"], texts.get(item["id"])) for item in items]
    precision, recall = mean(p for p, _ in pairs), mean(r for _, r in pairs)
    return {"shingle_f1": f1(precision, recall), "precision": precision, "recall": recall}


def libraries(items: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, float]]]:
    """Each library's figures and pages per CPU-second, asked for text alone: those that the desk uses here, and those
    of requirements/bench.txt in a process of their own, where .venv-bench has them."""
    pages = [{"id": item["id"], "url": item["url"], "html": decoded(unzipped(item["body"]), None)} for item in items]
    for name, text in HERE.items():
        begun = time.process_time()
        texts = {page["id"]: text(page["html"], page["url"]) for page in pages}
        yield name, _figures(items, texts, time.process_time() - begun)
    yield from _beside(items, pages)


def _beside(items: list[dict[str, Any]], pages: list[dict[str, str]]) -> Iterator[tuple[str, dict[str, float]]]:
    if not BESIDE.exists():
        return
    told = subprocess.run(
        [BESIDE, "-I", ROOT / "bench" / "beside.py"],
        input="".join(json.dumps(page) + "\n" for page in pages),
        capture_output=True,
        check=True,
        text=True,
    )
    texts: dict[str, str | None] = {}
    for line in map(json.loads, told.stdout.splitlines()):
        if "seconds" in line:
            yield line["library"], _figures(items, texts, line["seconds"])
            texts = {}
        else:
            texts[line["id"]] = line["text"]


def _figures(items: list[dict[str, Any]], texts: dict[str, str | None], seconds: float) -> dict[str, float]:
    found = text_figures(items, texts)
    return {"f1": found["shingle_f1"], "precision": found["precision"], "per_cpu_second": len(items) / seconds}


def _trafilatura(mode: str) -> Text:
    from trafilatura import extract

    return lambda html, url: extract(html, url=url, include_comments=False, **{mode: True})


def _words(html: str, url: str) -> str:
    return "\n\n".join(by_words(Document(html, url)))


HERE: dict[str, Text] = {
    "trafilatura_precision": _trafilatura("favor_precision"),
    "trafilatura_fast": _trafilatura("fast"),
    "trafilatura_default": _trafilatura("include_tables"),  # which it does by default
    "justext": _words,
}


def _shingles(text: str | None) -> Counter[tuple[str, ...]]:
    words = WORDS.findall(text or "")
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3) if words else 0))
