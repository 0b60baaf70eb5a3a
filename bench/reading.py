"""How well pages are read: text, day, title and author against two labelled sets, beside the libraries that do it, and
speed against one of them.

`../shared` beside the checkout holds the sets; without it there is nothing to measure.
"""

import re
import time
from statistics import mean
from typing import Any

from bench import reading_fit
from bench.reading_text import DATA, HERE, WORDS, items, libraries, text_figures
from communique.decoding import decoded
from communique.files.packing import unzipped

NOT_NAMES = {"by", "and", "the", "phd", "dr", "md", "staff"}


def figures(short: bool) -> dict[str, float]:
    """The figures by name; `short` takes every third page, always the same ones, and leaves out other libraries and
    the choice out of fold."""
    if not (DATA / "pages.jsonl").exists():
        return {}
    found: dict[str, float] = {}
    for name, prefix in (("pages", ""), ("wcxb", "wcxb_")):
        pages = list(items(name, 3 if short else 1))
        _read(pages[:1]), _library_seconds(pages[:1])  # what is loaded once counts for neither
        reports, seconds = _read(pages)
        ours = score(pages, reports) | {"slowest_seconds": max(seconds)}
        found |= {prefix + key: value for key, value in ours.items()}
        if name == "pages":
            found["per_cpu_second"] = len(pages) / sum(seconds)
            found["speed_ratio"] = _library_seconds(pages) / sum(seconds)
        if not short:
            found |= {prefix + key: value for key, value in _beside(name, pages, ours["shingle_f1"]).items()}
    return found if short else found | dict(reading_fit.figures())


def _read(pages: list[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], list[float]]:
    """The reports by id, and the CPU seconds of each."""
    from communique.reading import read

    reports, seconds = {}, []
    for page in pages:
        begun = time.process_time()
        reports[page["id"]] = _report(read, page)
        seconds.append(time.process_time() - begun)
    return reports, seconds


def _beside(name: str, pages: list[dict[str, Any]], ours: float) -> dict[str, float]:
    """On pages, every library and by how much we are over the best; on the other set, trafilatura's favor_precision."""
    found: dict[str, float] = {}
    if name == "pages":
        for library, told in libraries(pages):
            found |= {f"{library}_{key}": value for key, value in told.items()}
        return found | {"over_best_library": ours - max(v for key, v in found.items() if key.endswith("_f1"))}
    text = HERE["trafilatura_precision"]
    texts = {page["id"]: text(decoded(unzipped(page["body"]), None), page["url"]) for page in pages}
    theirs = text_figures(pages, texts)["shingle_f1"]
    return {"trafilatura_precision_f1": theirs, "over_trafilatura": ours - theirs}


def score(pages: list[dict[str, Any]], reports: dict[str, dict[str, Any]]) -> dict[str, float]:
    """As score.py has them: shingle F1 of means with its precision and recall, and where the set has them day, days
    invented, title and author; and the share of pages with a report."""
    found = text_figures(pages, {key: report.get("text") for key, report in reports.items()})
    found["read"] = mean("text" in report for report in reports.values())
    return found | _facts(pages, reports) if "title" in pages[0]["gold"] else found


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


def _names(text: str) -> set[str]:
    return set(WORDS.findall(text.lower())) - NOT_NAMES


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()
