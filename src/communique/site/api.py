"""The API: the same facts as JSON, read only, described by OpenAPI from the very types that are sent.

Answers are msgspec structs; their JSON schemas go into the OpenAPI document as components, so what is described and
what is sent cannot drift apart.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from communique.lexicon.revisions import Revision
from communique.model import Brief, Event, Noun, Ruling, Terms, Version
from communique.searching import Facet, Found
from communique.site import brief_api, history, rates, record_api, searched
from communique.site.answering import REF, Limit, found, send, sends
from communique.site.archive import Archive
from communique.site.changes import Changes, changes, spoken
from communique.site.frame import Frame
from communique.site.linked import last
from communique.site.pages import viewed
from communique.site.pages.changes import before
from communique.site.pages.report import cited
from communique.site.record_api import AgreementList, EventList
from communique.site.revisions import BriefVersionList
from communique.site.tied import TieFacts

Number = Annotated[int, Path(ge=1, le=10_000_000, description="The version.")]
From = Annotated[int | None, Query(ge=1, le=10_000_000, alias="from", description="Else the one before.")]
Sort = Annotated[Literal["relevance", "newest"], Query(description="What comes first.")]
Skip = Annotated[int, Query(ge=0, le=9_999, description="How many to leave out.")]
Before = Annotated[int | None, Query(ge=1, le=10**15, description="Only what was decided before this one.")]


class BriefList(Noun, frozen=True):
    """Briefs by their newest report, newest first; `next` is the address of the next page."""

    items: tuple[Brief, ...]
    next: str | None = None


class CitedSentence(Noun, frozen=True):
    """A sentence of a report that a brief or the record rests on: offsets into the version's text, and its words."""

    start: int
    end: int
    words: str


class ReportFacts(Noun, frozen=True):
    """What we say in public of a report: not its text, but the sentences that are cited."""

    id: str
    version: int
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    modified: str | None
    language: str | None
    origin: tuple[str, ...]
    copy_of: str | None
    access: str
    story: str | None
    cited: tuple[CitedSentence, ...]


class VersionList(Noun, frozen=True):
    """The versions of a report we have seen, oldest first: `modified` is when its publisher says it changed it, `seen`
    when we first saw it, `note` the correction note, as many of its words as may be printed. `corrected` numbers those
    whose note no version before them carried."""

    report: str
    items: tuple[Version, ...]
    corrected: tuple[int, ...]


class SearchHit(Noun, frozen=True):
    """One search result: a brief, report, statement, event, person, organisation or country. In title and snippet the
    matches stand between U+0002 and U+0003. `url` leads to its page, or to the sentence that says so; `report` is what
    a statement or report rests on. `withheld` says that the publisher lets us show no words of it."""

    kind: str
    id: str
    title: str
    snippet: str
    at: str | None
    url: str
    report: str | None
    story: str | None
    withheld: bool


class HitList(Noun, frozen=True):
    """Search results: `total` of them, and `more` where they were not counted further; `reachable` of them can be read
    through in this order. The facets are counted over `counted` of them, spread evenly. `notes` say in plain words what
    of the query was not understood, `meant` is the query in a likelier spelling. `next` is the address of the next
    page."""

    items: tuple[SearchHit, ...]
    total: int
    more: bool
    reachable: int
    facets: tuple[Facet, ...]
    counted: int
    notes: tuple[str, ...]
    meant: str | None
    next: str | None


class Viewed(Noun, frozen=True):
    """A brief with how many readers opened it."""

    story: str
    headline: str
    views: int


class ViewedList(Noun, frozen=True):
    """The briefs most readers opened in the past `days` times 24 hours, to the minute: after `since`. A reader counts
    once a day."""

    items: tuple[Viewed, ...]
    days: int
    since: str


class DayViews(Noun, frozen=True):
    """How many readers opened a brief on a day of the desk."""

    day: date
    views: int


class ViewsByDay(Noun, frozen=True):
    """All views of a brief, by day; those of stories that became it are its own."""

    story: str
    items: tuple[DayViews, ...]


class RulingList(Noun, frozen=True):
    """What was decided about stories and events, the newest first; `by` is `desk` or `editor`. `next` is the address of
    the next page."""

    items: tuple[Ruling, ...]
    next: str | None = None


SENT = (
    BriefList, Brief, BriefVersionList, Revision, ReportFacts, VersionList, Changes, EventList, Event, AgreementList,
    TieFacts, Terms, HitList, ViewedList, ViewsByDay,
    RulingList,
)  # fmt: skip


def describe(app: FastAPI) -> None:
    """Put the schemas of what is sent into the application's OpenAPI document."""
    _, components = msgspec.json.schema_components(SENT, ref_template=REF)

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            told.setdefault("components", {}).setdefault("schemas", {}).update(components)
            rates.describe(told)
            app.openapi_schema = told
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def router(frame: Frame) -> APIRouter:
    """The addresses under /api."""
    api = APIRouter(prefix="/api", tags=["desk"])
    briefs(api, frame)
    brief_api.add(api, frame)
    versions(api, frame)
    record_api.add(api, frame)
    finding(api, frame)
    decisions(api, frame)
    return api


def briefs(api: APIRouter, frame: Frame) -> None:
    """Briefs and reports."""

    @api.get("/briefs", summary="The latest briefs", **sends(BriefList))
    def latest(request: Request, limit: Limit = 30, before: str | None = None, story: str | None = None) -> Response:
        some = list(frame.store.latest(limit + 1, before, story))
        shown, more = tuple(some[:limit]), len(some) > limit
        after = request.url.include_query_params(before=last(shown[-1]), story=shown[-1].story) if more else None
        path = f"{after.path}?{after.query}" if after else None
        return send(request, BriefList(items=shown, next=frame.address(path) if path else None))

    @api.get("/reports/{report}", summary="What is known of a report", **sends(ReportFacts, _404="No such report"))
    def facts(
        request: Request, report: str, version: Annotated[int | None, Query(ge=1, le=10_000_000)] = None
    ) -> Response:
        return send(request, found(report_facts(frame, frame.archive(), report, version), "report"))


def versions(api: APIRouter, frame: Frame) -> None:
    """The versions of a report and what they changed."""

    @api.get("/reports/{report}/versions", summary="A report's versions", **sends(VersionList, _404="No such report"))
    def every(request: Request, report: str) -> Response:
        archive = frame.archive()
        known = found(archive.report(report), "report")
        items = tuple(spoken(archive, known, said) for said in known.versions)
        corrected = tuple(said.version for said in known.corrected)
        return send(request, VersionList(report=known.id, items=items, corrected=corrected))

    @api.get(
        "/reports/{report}/versions/{version}/changes",
        summary="What a version changed",
        **sends(Changes, _404="No such version, or none to compare it with"),
    )
    def changed(request: Request, report: str, version: Number, from_: From = None) -> Response:
        archive = frame.archive()
        new = found(archive.report(report, version), "version")
        number = from_ or before(new)
        old = archive.report(report, number) if number and number != version else None
        return send(request, changes(archive, found(old, "version to compare with"), new))


def report_facts(frame: Frame, archive: Archive, name: str, version: int | None) -> ReportFacts | None:
    """The public facts of a report, None if it is not stored."""
    report = archive.report(name, version)
    if report is None:
        return None
    story = frame.store.story_of(name)
    settled = archive.settled(story) if story else None
    brief = archive.brief(settled) if settled else None
    spans = [report.sentences[i] for i in sorted(() if archive.closed(report) else cited(archive, report, brief))]
    return ReportFacts(
        id=report.id,
        version=report.version,
        title=report.title,
        url=report.canonical_url or report.url,
        publisher=report.publisher,
        published=report.published,
        modified=report.modified,
        language=report.language,
        origin=report.origin,
        copy_of=report.copy_of,
        access=report.access,
        story=settled if brief else None,
        cited=tuple(CitedSentence(start=s.start, end=s.end, words=report.text[s.start : s.end]) for s in spans),
    )


def searching_hits(frame: Frame, found: Found) -> Iterator[SearchHit]:
    """The results as the public may see them."""
    archive = frame.archive()
    for hit in found.hits:
        if (one := searched.result(frame, archive, hit)) is not None:
            yield SearchHit(
                kind=hit.kind,
                id=hit.id,
                title=hit.title if hit.kind == "event" else one.title,
                snippet=one.snippet,
                at=hit.at,
                url=frame.address(one.address),
                report=one.report.id if one.report else None,
                story=hit.id if hit.kind == "brief" else hit.of if hit.kind == "event" else None,
                withheld=one.withheld,
            )


def finding(api: APIRouter, frame: Frame) -> None:
    """Search and the most viewed."""

    @api.get("/search", summary="Search all that the desk knows", **sends(HitList))
    def search(
        request: Request, q: str = "", sort: Sort = "relevance", limit: Limit = 20, offset: Skip = 0
    ) -> Response:
        asked = searched.search(frame, q)
        found = frame.store.find(asked.query, limit, offset, newest=sort == "newest")
        more = offset + limit < found.reachable
        after = request.url.include_query_params(offset=offset + limit) if more else None
        answer = HitList(
            items=tuple(searching_hits(frame, found)),
            total=found.total,
            more=found.more,
            reachable=found.reachable,
            facets=found.facets,
            counted=found.counted,
            notes=asked.notes,
            meant=searched.meant(frame, asked, found),
            next=frame.address(f"{after.path}?{after.query}") if after else None,
        )
        return send(request, answer)

    @api.get("/most-viewed", summary="The most viewed briefs", **sends(ViewedList))
    def most_viewed(request: Request, days: Annotated[int, Query(ge=1, le=30)] = 7, limit: Limit = 10) -> Response:
        since = viewed.start(frame, days)
        most = viewed.most_viewed(frame, days, limit)
        items = tuple(Viewed(story=b.story, headline=b.headline, views=views) for b, views in most)
        return send(request, ViewedList(items=items, days=days, since=since.isoformat()))

    @api.get("/briefs/{story}/views", summary="Views of a brief by day", **sends(ViewsByDay, _404="No such brief"))
    def by_day(request: Request, story: str) -> Response:
        archive = frame.archive()
        brief = found(archive.brief(archive.settled(story)), "brief")
        items = tuple(DayViews(day=day, views=views) for day, views in frame.store.views_by_day(brief.story))
        return send(request, ViewsByDay(story=brief.story, items=items))


def decisions(api: APIRouter, frame: Frame) -> None:
    """What was decided."""

    @api.get("/history", summary="What was decided about stories and events", **sends(RulingList))
    def every(
        request: Request, limit: Limit = 50, before: Before = None, story: str | None = None, event: str | None = None
    ) -> Response:
        some = frame.store.rulings(limit + 1, before, story and frame.archive().settled(story), event)
        items = tuple(history.public(ruling) for ruling in some[:limit])
        after = request.url.include_query_params(before=items[-1].id) if len(some) > limit else None
        return send(
            request, RulingList(items=items, next=frame.address(f"{after.path}?{after.query}") if after else None)
        )
