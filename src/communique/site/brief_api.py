"""One brief in the API: as it stands, in its versions, and what each changed."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from communique.lexicon.revisions import Revision
from communique.model import Brief
from communique.site import notices, revisions
from communique.site.answering import found, send, sends
from communique.site.frame import Frame, conditional, moved
from communique.site.revisions import BriefVersionList

MERGED = "The story has become another: its brief is there"
WITHDRAWN = "It was withdrawn: its notices say why, and nothing else is sent"
Number = Annotated[int, Path(ge=1, le=10_000_000, description="The version.")]
From = Annotated[int | None, Query(ge=1, le=10_000_000, alias="from", description="Else the one before.")]


def add(api: APIRouter, frame: Frame) -> None:
    """The addresses below /api/briefs/ID."""

    @api.get("/briefs/{story}", summary="A brief", **sends(Brief, _301=MERGED, _404="No such brief", _410=WITHDRAWN))
    def one(
        request: Request, story: str, version: Annotated[int | None, Query(ge=1, le=10_000_000)] = None
    ) -> Response:
        archive = frame.archive()
        settled = archive.settled(story)
        if settled != story:
            return moved(f"/api/briefs/{settled}")
        newest = frame.store.brief(story)
        if newest is not None and newest.state == "withdrawn":
            told = Brief(
                story=story, headline=notices.WITHDRAWN, version=newest.version, state=newest.state, dates=newest.dates,
                corrections=newest.corrections,
            )  # fmt: skip
            return conditional(request, msgspec.json.encode(told), "application/json", status=410)
        found(archive.brief(story), "brief")
        brief = frame.store.brief(story, version) if version else newest
        shown = brief and brief.state == "released" and not archive.withheld(brief)
        return send(request, found(brief if shown else None, "version"))

    @api.get("/briefs/{story}/versions", summary="A brief's versions", **sends(BriefVersionList, _404="No such brief"))
    def every(request: Request, story: str) -> Response:
        archive = frame.archive()
        return send(request, found(revisions.listed(archive, archive.settled(story)), "brief"))

    @api.get(
        "/briefs/{story}/versions/{version}/changes",
        summary="What a version of a brief changed",
        **sends(Revision, _404="No such version, or none to compare it with"),
    )
    def changed(request: Request, story: str, version: Number, from_: From = None) -> Response:
        archive = frame.archive()
        told = revisions.told(archive, archive.settled(story), version, from_)
        return send(request, found(told, "version to compare"))
