"""What is for machines alone: sitemaps, robots.txt, ninjs, and the card of a brief."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief
from communique.site import card as cards
from communique.site import moments, ninjs, notices, sitemaps
from communique.site.frame import Frame, conditional, moved
from communique.site.language import counted

KEPT = "public, max-age=86400"


def sitemap(frame: Frame, request: Request) -> Response:
    """`/sitemap.xml`, and below it `/sitemap/{name}.xml`."""
    name = request.path_params.get("name", "")
    if name in WHOLE:
        return conditional(request, WHOLE[name](frame), sitemaps.XML)
    number = name.removeprefix("briefs-")
    found = sitemaps.briefs(frame, int(number)) if number.isdecimal() and len(number) < 9 and number != name else None
    if found is None:
        return frame.missing(request, "There is no such sitemap.")
    return conditional(request, found, sitemaps.XML)


WHOLE = {"": sitemaps.index, "pages": sitemaps.pages, "news": sitemaps.news}


def robots(frame: Frame, request: Request) -> Response:
    """`/robots.txt`."""
    return conditional(request, sitemaps.robots(frame), "text/plain; charset=utf-8")


def item(frame: Frame, request: Request) -> Response:
    """`/story/{id}.ninjs.json`: the brief as it stands; one that was withdrawn says so and no more."""
    story, archive = request.path_params["story"], frame.archive()
    settled = archive.settled(story)
    if settled != story:
        return moved(f"/story/{settled}.ninjs.json")
    newest = frame.store.brief(story)
    if newest is not None and newest.state == "withdrawn":
        newest = Brief(
            story=story, headline=notices.WITHDRAWN, version=newest.version, state=newest.state, dates=newest.dates,
            corrections=newest.corrections,
        )  # fmt: skip
    elif archive.brief(story) is None or newest is None or archive.withheld(newest):
        return frame.missing(request, "No brief is published under this address.")
    return conditional(request, msgspec.json.encode(ninjs.item(newest, frame)), ninjs.TYPE)


def card(frame: Frame, request: Request) -> Response:
    """`/story/{id}/card.png`: drawn once for what stands on it; its address carries the version."""
    archive = frame.archive()
    settled = archive.settled(request.path_params["story"])
    brief = archive.brief(settled)
    if brief is None or archive.withheld(brief):
        return frame.missing(request, "No brief is published under this address.")
    days = moments.together(brief.dates.happened)
    rests = counted(brief.witnesses, "independent witness", "independent witnesses")
    when = days[0] if len(days) == 1 else f"{days[0]} and later" if days else ""
    png = cards.drawn(frame.settings.title, brief.headline, when, rests)
    return conditional(request, png, "image/png", headers={"Cache-Control": KEPT})
