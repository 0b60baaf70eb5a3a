"""Whom a brief rests on: the list of sources, how many of them are witnesses, and the three kinds of dates."""

import re
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from communique import times
from communique.briefs import copying
from communique.briefs.dossier import Evidence, day
from communique.briefs.telling import voices
from communique.lexicon import names, numbers
from communique.model import Credit, Dates, Event, Report, When

NEW = 0.1
"""The share of a report's names, numbers and quotations that must be its own if it names no source and comes after
others; by what the digests of the sample hold."""
IDLE: WeakKeyDictionary[Evidence, dict[str, bool]] = WeakKeyDictionary()
QUOTED = re.compile(r"“([^”]{3,200})”|\"([^\"]{3,200})\"")


def credits(evidence: Evidence) -> tuple[tuple[Credit, ...], int]:
    """A line for each report, in reading order, and the number of independent witnesses: distinct origins, where a
    report without one counts as its own, unless it is a copy or adds nothing to what others had said before."""
    counted: set[str] = set()
    lines = []
    for report in evidence.reports:
        roots = origins(evidence, report)
        mute = report.id in evidence.dossier.mute
        witness = report.copy_of is None and not mute and not roots <= counted and not idle(evidence, report)
        if witness:
            counted |= roots
        lines.append(
            Credit(
                report=report.id, version=report.version, publisher=voices.publisher(report),
                title=None if mute else report.title,
                url=report.canonical_url or report.url, published=report.published, language=report.language,
                origin=() if mute else tuple(voices.foreign(report)) or report.origin, copy_of=report.copy_of,
                witness=witness,
            )
        )  # fmt: skip
    return tuple(lines), len(counted)


def origins(evidence: Evidence, report: Report, depth: int = 3) -> set[str]:
    """Where a report's news comes from in the end: its origins, followed through the publishers of this story; itself
    if it names none."""
    if report.copy_of in evidence.by_id and depth:
        return origins(evidence, evidence.by_id[report.copy_of], depth - 1)
    roots: set[str] = set()
    for name in voices.foreign(report):
        passed = [r for r in evidence.reports if r.id != report.id and voices.same(name, voices.publisher(r))]
        through = {root for r in passed for root in (origins(evidence, r, depth - 1) if depth else set())}
        roots |= through or {name.casefold()}
    return roots or {voices.publisher(report).casefold()}


def idle(evidence: Evidence, report: Report) -> bool:
    """Whether a report names no origin, or only itself, and tells nothing that was not told before it."""
    known = IDLE.setdefault(evidence, {})
    if report.id not in known:
        known[report.id] = _idle(evidence, report)
    return known[report.id]


def _idle(evidence: Evidence, report: Report) -> bool:
    if voices.foreign(report) or (report.dateline and report.dateline.agency):
        return False
    before = [r for r in evidence.reports[: evidence.place[report.id]] if r.id != report.id]
    dated = any(m.date and m.date.precision == "day" and m.report == report.id for m in evidence.mentions.values())
    itself = any(
        o.casefold() == (report.title or "").casefold() or voices.same(o, voices.publisher(report))
        for o in report.origin
    )
    if not before or (dated and not itself):
        return False
    own = facts(evidence, report)
    if itself or not own:
        return bool(own)
    heard = set[str]().union(*(copying.vocabulary(f"{r.title or ''}\n{r.text}") for r in before))
    heard |= {f"{number.value:g}" for r in before for number in numbers.find(r.text)}
    return sum(not heard.issuperset(copying.words(fact)) for fact in own) / len(own) <= NEW


def facts(evidence: Evidence, report: Report) -> set[str]:
    """The names, numbers and quotations of a report, where it speaks of the world."""
    usable = [n for n in range(len(report.sentences)) if evidence.usable(report.id, n)]
    text = " ".join(evidence.sentence(report.id, n) for n in usable)
    found = {name.text.casefold() for name in names.find(text)}
    found |= {f"{number.value:g}" for number in numbers.find(text)}
    return found | {(m[1] or m[2]).casefold().strip(" .,") for m in QUOTED.finditer(text)}


def happened(events: Iterable[Event]) -> tuple[When, ...]:
    """The days on which what was done happened, in order; a longer span that only holds such days is left out."""
    found = {(e.date.start, e.date.end, e.date.precision) for e in events if e.status == "done" and e.date}
    days = {(a, b) for a, b, precision in found if precision == "day"}
    kept = [f for f in found if f[2] == "day" or not any(f[0] <= a and b <= f[1] for a, b in days)]
    return tuple(When(start=a, end=b, precision=p) for a, b, p in sorted(kept))


def dates(evidence: Evidence, events: Iterable[Event], updated: str | None) -> Dates:
    """When it happened, when it was first and last reported, when we last changed a fact."""
    known = [r.published for r in evidence.reports if r.published and day(r.published)]
    known.sort(key=lambda p: (times.instant_of(p), p))
    reported = tuple(dict.fromkeys([known[0], known[-1]])) if known else ()
    return Dates(happened=happened(events), reported=reported, updated=updated)
