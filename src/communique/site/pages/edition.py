"""The archive as a newspaper: what was printed or revised on a day or in a week, as it stood at its end."""

from collections.abc import Iterable
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief, Noun
from communique.site import editions, ranking
from communique.site.archive import Archive
from communique.site.editions import Edition
from communique.site.frame import Frame, moved
from communique.site.language import _
from communique.site.pages.front import kicker, standings
from communique.site.watching import followed

MOST = 300
"""Briefs of one edition."""
EARLIER = 8
"""Briefs named that stood already."""


class Stood(Noun, frozen=True):
    """A brief as it stood: `address` is that of this very version where there is a newer one."""

    brief: Brief
    address: str
    newest: int


def chosen(frame: Frame, request: Request) -> Response:
    """`/edition?day=`: to the edition of a day that a reader chose."""
    given = request.query_params.get("day", "")
    if editions.read(given) is None:
        return frame.missing(request, "An edition is that of a day or a week: /edition/2024-03-24, /edition/2024-W12.")
    return moved(f"/edition/{given}", permanent=False)


def edition(frame: Frame, request: Request) -> Response:
    """`/edition/{key}`."""
    asked = editions.read(request.path_params["key"])
    try:
        begun, over = asked.bounds(frame.zone) if asked else (None, None)
    except OverflowError:
        asked = None
    if asked is None or begun is None or over is None:
        return frame.missing(request, "An edition is that of a day or a week: /edition/2024-03-24, /edition/2024-W12.")
    if asked.first > frame.now().date():
        return frame.missing(request, _("The edition of {day} is not out yet: that time has not come.", day=asked.name))
    archive = frame.archive()
    own = public(archive, frame.store.standing(over, begun, MOST + 1))
    judged = {its.brief.story: its for its in standings(frame, [one.brief for one in own])}
    ranked = ranking.ranked(list(judged.values()))
    lead = ranked[0] if ranked else None
    by_story = {one.brief.story: one for one in own}
    rest = [by_story[its.brief.story] for its in newest_first(ranked[1:])]
    before, after = around(frame, asked, begun, over)
    return frame.page(
        request,
        "edition.html",
        edition=asked,
        going=asked.last >= frame.now().date(),
        lead=by_story[lead.brief.story] if lead else None,
        why=ranking.explained(lead, frame.now()) if lead else "",
        sections=by_region(rest[: MOST - 1], judged),
        cut=len(own) > MOST,
        number=min(len(own), MOST),
        earlier=public(archive, frame.store.standing(begun, limit=EARLIER)),
        watched=followed(frame.store, frame.watched, [its.brief for its in ranked]),
        kicker=kicker,
        before=before,
        after=after,
        other=editions.of_day(asked.first, "week" if asked.kind == "day" else "day"),
    )


def public(archive: Archive, briefs: Iterable[Brief]) -> list[Stood]:
    """Those versions that may still be shown, each with where it is to be read."""
    found = []
    for brief in briefs:
        newest = archive.brief(brief.story)
        if newest is None or archive.withheld(brief):
            continue
        address = f"/story/{brief.story}" + ("" if newest.version == brief.version else f"/v/{brief.version}")
        found.append(Stood(brief=brief, address=address, newest=newest.version))
    return found


def newest_first(found: Iterable[ranking.Standing]) -> list[ranking.Standing]:
    """By last report; those without one last."""
    return sorted(found, key=lambda its: (its.reported is not None, str(its.reported), its.brief.story), reverse=True)


def by_region(found: list[Stood], judged: dict[str, ranking.Standing]) -> list[tuple[str, list[Stood]]]:
    """The briefs in sections, that of the newest first."""
    sections: dict[str, list[Stood]] = {}
    for one in found:
        sections.setdefault(judged[one.brief.story].region, []).append(one)
    return list(sections.items())


def around(frame: Frame, asked: Edition, begun: datetime, over: datetime) -> tuple[Edition | None, Edition | None]:
    """The nearest editions before and after that have briefs; none after the present."""
    earlier, later = frame.store.printed_around(begun, over)
    before = editions.holding(earlier, asked.kind, frame.zone)
    after = editions.holding(later, asked.kind, frame.zone)
    return before, after if after and after.first <= today(frame) else None


def today(frame: Frame) -> date:
    """The desk's day."""
    return frame.now().date()
