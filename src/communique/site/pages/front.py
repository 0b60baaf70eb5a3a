"""The front page: the lead, the latest, the most viewed, and the ways into the record."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief
from communique.site import history, ranking, words
from communique.site.feeds import Feed
from communique.site.frame import Frame
from communique.site.linked import last

PAGE = 20
POOL = 40  # latest briefs among which the lead is chosen


def lead(frame: Frame, pinned: Brief | None) -> ranking.Standing | None:
    """The brief to lead with, of the latest there are and what an editor has pinned."""
    briefs = {brief.story: brief for brief in (*frame.store.latest(limit=POOL), *((pinned,) if pinned else ()))}
    credits = {credit.report for brief in briefs.values() for credit in brief.sources if credit.witness}
    by_id = {source.id: source for source in frame.store.sources()}
    reports = frame.store.reports(credits)
    sources = {report.id: by_id[report.source] for report in reports if report.source in by_id}
    standings = [
        ranking.standing(brief, sources, frame.store.events_of_story(story), frame.watched)
        for story, brief in briefs.items()
    ]
    return next(iter(ranking.ranked(standings, pinned.story if pinned else None)), None)


def kicker(brief: Brief) -> tuple[tuple[str, str], ...]:
    """The countries a brief is about, by its participants: (code, name), at most three."""
    codes = dict.fromkeys(p.code for p in brief.participants if p.code and words.is_country(p.code))
    return tuple((code, words.country(code)) for code in list(codes)[:3])


def front(frame: Frame, request: Request) -> Response:
    """`/`, and with `before` and `story` the pages after it."""
    before, story = request.query_params.get("before"), request.query_params.get("story")
    found = list(frame.store.latest(limit=PAGE + 1, before=before, story=story))
    shown, more = found[:PAGE], len(found) > PAGE
    pinned = history.pinned(frame.archive(), frame.now()) if before is None else None
    first = lead(frame, pinned) if before is None else None
    today = frame.now().date()
    context: dict[str, Any] = {
        "lead": first.brief if first else None,
        "why": ranking.explained(first, frame.now(), pinned=pinned.story if pinned else None) if first else "",
        "latest": [brief for brief in shown if not first or brief.story != first.brief.story],
        "next": (last(shown[-1]), shown[-1].story) if more else None,
        "paged": before is not None,
        "kicker": kicker,
        "viewed": [
            ("Since yesterday", most_viewed(frame, 1), "Nobody has opened a brief since yesterday."),
            ("Past seven days", most_viewed(frame, 6), "Nobody has opened a brief in the past seven days."),
        ],
        "pairs": frame.store.pairs()[:8],
        "people": frame.store.people()[:8],
        "countries": frame.store.countries()[:12],
        "sources": len(frame.store.sources()),
        "gathered": frame.store.last_round(),
        "day": today,
        "feeds": Feed(title="Latest updates", home="/", briefs=()),
    }
    return frame.page(request, "front.html", **context)


def most_viewed(frame: Frame, days: int, limit: int = 5) -> list[tuple[Brief, int]]:
    """The briefs most readers opened, today and on so many days before; merged stories under what they became."""
    archive = frame.archive()
    counts: dict[str, int] = {}
    for story, views in frame.store.most_viewed(frame.now().date() - timedelta(days=days), limit * 4):
        settled = archive.settled(story)
        counts[settled] = counts.get(settled, 0) + views
    best = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    return [(brief, views) for story, views in best if (brief := archive.brief(story)) is not None][:limit]
