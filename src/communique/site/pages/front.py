"""The front page: the lead, the latest, the most viewed, and the ways into the record."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief
from communique.site import history, ranking, words
from communique.site.feeds import Feed
from communique.site.frame import Frame
from communique.site.linked import last
from communique.site.pages.viewed import block
from communique.site.watching import followed

PAGE = 20
SHOWN = 5  # most viewed
POOL = 40  # latest briefs among which the lead is chosen
OF_REGION = 4  # briefs named of each region


def standings(frame: Frame, briefs: Iterable[Brief]) -> list[ranking.Standing]:
    """How briefs stand, each story's once."""
    known = {brief.story: brief for brief in briefs}
    credits = {credit.report for brief in known.values() for credit in brief.sources if credit.witness}
    by_id = {source.id: source for source in frame.store.sources()}
    reports = frame.store.reports(credits)
    sources = {report.id: by_id[report.source] for report in reports if report.source in by_id}
    return [
        ranking.standing(brief, sources, frame.store.events_of_story(story), frame.watched)
        for story, brief in known.items()
    ]


def by_region(found: Iterable[ranking.Standing]) -> list[tuple[str, list[Brief]]]:
    """The first briefs of each region, in the order given."""
    regions: dict[str, list[Brief]] = {}
    for its in found:
        regions.setdefault(its.region, []).append(its.brief)
    return [(region, briefs[:OF_REGION]) for region, briefs in regions.items()]


def kicker(brief: Brief) -> tuple[tuple[str, str], ...]:
    """The countries a brief is about, by its participants: (code, name), at most three."""
    codes = dict.fromkeys(p.code for p in brief.participants if p.code and words.is_country(p.code))
    return tuple((code, words.country(code)) for code in list(codes)[:3])


def front(frame: Frame, request: Request) -> Response:
    """`/`, and with `before` and `story` the pages after it."""
    before, story = request.query_params.get("before"), request.query_params.get("story")
    since = frame.store.last_printed()  # before anything is read: what comes meanwhile is told as new
    found = list(frame.store.latest(limit=PAGE + 1, before=before, story=story))
    shown, more = found[:PAGE], len(found) > PAGE
    pinned = history.pinned(frame.archive(), frame.now()) if before is None else None
    pool = [*frame.store.latest(limit=POOL), *((pinned,) if pinned else ())] if before is None else []
    ranked = ranking.ranked(standings(frame, pool), pinned.story if pinned else None)
    first = next(iter(ranked), None)
    today = frame.now().date()
    context: dict[str, Any] = {
        "lead": first.brief if first else None,
        "why": ranking.explained(first, frame.now(), pinned=pinned.story if pinned else None) if first else "",
        "latest": [brief for brief in shown if not first or brief.story != first.brief.story],
        "next": (last(shown[-1]), shown[-1].story) if more else None,
        "paged": before is not None,
        "regions": by_region(ranked[1:]),
        "watched": followed(frame.store, frame.watched, [its.brief for its in ranked]) if before is None else [],
        "kicker": kicker,
        "since": since,
        "viewed": block(frame, request, SHOWN),
        "pairs": frame.store.pairs(8),
        "people": frame.store.people(8),
        "countries": frame.store.countries(12),
        "sources": len(frame.store.sources()),
        "gathered": frame.store.last_round(),
        "day": today,
        "feeds": Feed(title="Latest updates", home="/", briefs=()),
    }
    return frame.page(request, "front.html", **context)
