"""A page never supports itself: reports that are the page, a copy of it, or name nobody but themselves."""

import re
from collections.abc import Sequence

from communique.model import Report
from communique.model.digests import DigestPage, LeftOut

RUN = 6
"""Words in a row by which a copied text is known."""
SHORTEST = 30
"""Runs: in shorter texts a sentence that both tell alike proves no copy."""
COPIED = 0.3
"""Share of a page's runs of six words that a report has from which it is a copy of the page, or the page of it."""
SOURCE = re.compile(r"(?m)^\s*sources?\s*:\s*(\S.{3,300}?)\s*$", re.I)


def without(page: DigestPage, reports: Sequence[Report]) -> tuple[list[Report], list[LeftOut]]:
    """The reports that can support a page, and those that cannot, each with why."""
    kept, left = [], []
    mine = runs(" ".join([page.standfirst or "", *page.paragraphs]))
    out: set[str] = set()
    for report in reports:
        why = reason(page, mine, report)
        if why:
            out.add(report.id)
            left.append(LeftOut(report=report.id, why=why, publisher=report.publisher, title=report.title))
        else:
            kept.append(report)
    for report in [r for r in kept if r.copy_of in out and r.copy_of]:
        kept.remove(report)
        left.append(
            LeftOut(report=report.id, why="a copy of this page", publisher=report.publisher, title=report.title)
        )
    return kept, sorted(left, key=lambda one: one.report)


def reason(page: DigestPage, mine: frozenset[str], report: Report) -> str | None:
    """Why a report cannot support a page; None if it can."""
    if page.url and page.url in (report.url, report.canonical_url):
        return "it is this page: it has its address"
    if page.headline and report.title and plain(page.headline) == plain(report.title):
        return "it is this page: it has its headline"
    theirs = runs(report.text)
    shorter = min(len(mine), len(theirs))
    if shorter >= SHORTEST and len(mine & theirs) >= COPIED * shorter:
        return "its text is this page's text"
    if itself(report):
        return "it names only itself as its source"
    if report.language and not report.language.lower().startswith("en"):
        return f"it is not in English ({report.language})"
    return None


def itself(report: Report) -> bool:
    """Whether a report's own source line is its headline, its publisher or its address."""
    line = SOURCE.search(report.text)
    return line is not None and named(line.group(1), report.title, report.publisher, report.url)


def named(line: str, *names: str | None) -> bool:
    """Whether a source line says no more than one of these names."""
    said = plain(line)
    return bool(said) and any(name and plain(name) and (said == plain(name) or plain(name) in said) for name in names)


def plain(text: str) -> str:
    """The words of a text alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def runs(text: str) -> frozenset[str]:
    """All runs of six words."""
    found = plain(text).split()
    return frozenset(" ".join(found[n : n + RUN]) for n in range(len(found) - RUN + 1))
