"""The page of a tie: two countries and what passed between them, every figure and line with its sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from communique import ties
from communique.model import Event, Interval, Remark, Tie
from communique.site import chart, moments, tied, timeline, words
from communique.site.archive import Archive
from communique.site.feeds import Feed
from communique.site.frame import Frame, moved
from communique.site.language import _
from communique.site.pages.meetings import by_level
from communique.site.pages.record import PAGE, page_number

DATES = ("since", "until", "new_since")
WEEKS = 27
"""Weeks that are drawn; a period with events in more is drawn by month unless weeks are asked for."""
SAID = 12
"""Statements shown; the others are counted."""


def pair(frame: Frame, request: Request) -> Response:
    """`/pair/{A}-{B}`, the codes in alphabetical order; `since`, `until`, `new_since` are days, `by` is week or
    month."""
    given = request.path_params["pair"]
    a, _, b = given.upper().partition("-")
    if not (words.is_country(a) and words.is_country(b)) or a == b:
        return frame.missing(request, "A tie is between two countries, by their codes: /pair/CHN-PRK.")
    first, second = sorted((a, b))
    if given != f"{first}-{second}":
        return moved(f"/pair/{first}-{second}")
    asked = {name: day for name in DATES if (day := asked_day(request, name))}
    archive = frame.archive()
    year = int(asked["until"][:4]) if "until" in asked else frame.now().year
    tie = tied.told(archive, first, second, year=year, **asked)
    events = [
        e for e in frame.store.events_of_pair(first, second) if ties.within(e, asked.get("since"), asked.get("until"))
    ]
    context = shown(request, archive, tie, events, asked)
    return frame.page(request, "pair.html", **context, **series(request, tie, context["name"], asked))


def asked_day(request: Request, name: str) -> str | None:
    """A day among the parameters, None for none and for nonsense."""
    try:
        return date.fromisoformat(request.query_params.get(name, "")).isoformat()
    except ValueError:
        return None


def shown(request: Request, archive: Archive, tie: Tie, events: list[Event], asked: dict[str, str]) -> dict[str, Any]:
    """All of the page but the chart."""
    evidence = tied.Evidence(archive)
    evidence.know(*events, *tie.agreements, *(r.statement for r in tie.remarks))
    number = page_number(request)
    lines = timeline.ordered(events)[(number - 1) * PAGE : number * PAGE]
    archive.gather(report for event in lines for report in event.reports)
    name, home = f"{words.country(tie.a)} – {words.country(tie.b)}", f"/pair/{tie.a}-{tie.b}"
    known = {e.id: e for e in events}
    remarks = grouped(tie.remarks)
    return {
        "tie": tie, "evidence": evidence, "codes": (tie.a, tie.b), "name": name, "home": home, "total": len(events),
        "figures": figures(tie), "met": by_level(archive, known, tie.meetings, tie.year or 0),
        "types": [(words.type_of(t).label, words.side(t), ids) for t, ids in by_number(tie.types)],
        "quads": [(words.QUADS[quad], tie.quads.get(quad or "", ())) for quad in words.QUADS],
        "remarks": remarks[:SAID], "said": len(remarks), "partners": tie.partners[:12],
        "new": news(archive, tie, known),
        "people": [(code, timeline.people_of(tie.events, code)[:8]) for code in (tie.a, tie.b)],
        "years": timeline.by_year(timeline.lines(lines, events, archive)), "here": {e.id for e in lines},
        "number": number, "pages": max(1, -(-len(events) // PAGE)), "asked": dict.fromkeys(DATES, "") | asked,
        "kept": urlencode(asked) + "&" if asked else "",
        "feeds": Feed(title=name, home=home, briefs=()),
    }  # fmt: skip


def by_number(found: dict[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """The most frequent first."""
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def grouped(remarks: Sequence[Remark]) -> list[tuple[Remark, list[str]]]:
    """What is printed in the same words by several reports as one remark, with the ids of all."""
    found: dict[tuple[str, str], tuple[Remark, list[str]]] = {}
    for remark in remarks:
        words_of = remark.statement.words.casefold().strip(" .,") or remark.statement.id
        _, ids = found.setdefault((remark.statement.speaker.key, words_of), (remark, []))
        ids.append(remark.statement.id)
    return list(found.values())


def figures(tie: Tie) -> list[tuple[str, str, tuple[str, ...]]]:
    """The tie in a few figures: what, how much, and the facts that were counted."""
    last = {e.id: e for e in tie.events}.get(tie.last.event) if tie.last else None
    conflict = tuple(key for quad, ids in tie.quads.items() if quad.endswith("conflict") for key in ids)
    found = [(_("meetings in {year}", year=tie.year), str(len(tie.meetings)), tuple(m.event for m in tie.meetings))]
    if last is not None:
        found.insert(0, (_("last meeting"), moments.when(last.date), (last.id,)))
    return [
        *found,
        (_("agreements that stand"), str(len(tie.in_force)), tie.in_force),
        (_("acts of conflict"), str(len(conflict)), conflict),
        (_("planned"), str(len(tie.planned)), tuple(e.id for e in tie.planned)),
    ]


def news(archive: Archive, tie: Tie, known: dict[str, Event]) -> dict[str, Any] | None:
    """What is new since the day asked for."""
    if tie.new is None:
        return None
    return {
        "since": tie.new.since,
        "lines": [timeline.line(known[e], archive) for e in tie.new.events if e in known],
        "agreements": [a for a in tie.agreements if a.id in tie.new.agreements],
        "remarks": grouped([r for r in tie.remarks if r.statement.id in tie.new.statements]),
    }


def series(request: Request, tie: Tie, name: str, asked: dict[str, str]) -> dict[str, Any]:
    """The intensity chart and its table, by week or by month."""
    weeks = ties.filled(tie.weeks, limit=WEEKS)
    usual = "week" if tie.weeks and weeks[0].start <= tie.weeks[0].start else "month"
    by = request.query_params.get("by", usual)
    by = by if by in ("week", "month") else usual
    found: list[Interval] = weeks if by == "week" else ties.filled(tie.months)
    title = _("{name}: intensity by {by}, cooperation upwards, conflict downwards", name=name, by=words.BY[by])
    return {
        "by": by,
        "intervals": [one for one in reversed(found) if one.events],
        "chart": chart.drawn(found, chart.intensity(found), title),
        "others": [(kind, urlencode({**asked, "by": kind})) for kind in ("week", "month")],
    }
