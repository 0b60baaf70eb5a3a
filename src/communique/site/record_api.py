"""The record in the API: events of countries, pairs and people, offices, agreements, and the tie of two countries."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.model import Agreement, Event, Holding, Noun, Terms
from communique.site import tied, words
from communique.site.answering import Limit, Offset, found, send, sends
from communique.site.frame import Frame
from communique.site.tied import Exhibit, TieFacts

Day = Annotated[date | None, Query(description="A day, 2024-03-21.")]
On = Annotated[date | None, Query(description="Only what is held on this day, as far as reported.")]
NO_COUNTRY = "No such country"


class EventList(Noun, frozen=True):
    """Events, newest first (undated last); `total` counts all of them, `next` is the address of the next page."""

    items: tuple[Event, ...]
    total: int
    offset: int = 0
    next: str | None = None


class AgreementList(Noun, frozen=True):
    """Agreements a country is party to, newest first (undated last), each with the sentences that tell of it by its
    id."""

    items: tuple[Agreement, ...]
    evidence: dict[str, tuple[Exhibit, ...]]


def add(api: APIRouter, frame: Frame) -> None:
    """Add these addresses."""
    events(api, frame)
    offices(api, frame)
    agreements(api, frame)


def events(api: APIRouter, frame: Frame) -> None:
    """Events by country, pair and person."""

    def page(request: Request, listed: Any, offset: int, limit: int) -> Response:
        shown = tuple(listed[offset : offset + limit])
        more = request.url.include_query_params(offset=offset + limit, limit=limit)
        further = frame.address(f"{more.path}?{more.query}") if offset + limit < len(listed) else None
        return send(request, EventList(items=shown, total=len(listed), offset=offset, next=further))

    @api.get("/countries/{code}/events", summary="A country's events", **sends(EventList, _404="No such country"))
    def of_country(request: Request, code: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        found(code if words.is_country(code) else None, "country")
        return page(request, frame.store.events_of_country(code), offset, limit)

    @api.get("/pairs/{a}-{b}/events", summary="Events between two countries", **sends(EventList, _404="No such pair"))
    def of_pair(request: Request, a: str, b: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        found(a if words.is_country(a) and words.is_country(b) else None, "pair")
        return page(request, frame.store.events_of_pair(*sorted((a, b))), offset, limit)

    @api.get("/people/{key}/events", summary="A person's events", **sends(EventList, _404="No such person"))
    def of_person(request: Request, key: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        return page(request, found(frame.store.events_of_person(key) or None, "person"), offset, limit)


def offices(api: APIRouter, frame: Frame) -> None:
    """One event, and who is reported to hold which office."""

    def terms(request: Request, holdings: Sequence[Holding], on: date | None) -> Response:
        return send(request, frame.terms(holdings, on.isoformat() if on else None))

    @api.get("/events/{event}", summary="An event", **sends(Event, _404="No such event"))
    def one(request: Request, event: str) -> Response:
        return send(request, found(frame.store.event(event), "event"))

    @api.get("/people/{key}/offices", summary="A person's offices", **sends(Terms, _404="No such person"))
    def of_person(request: Request, key: str, on: On = None) -> Response:
        return terms(request, found(frame.store.holdings(key) or None, "person"), on)

    @api.get("/countries/{code}/offices", summary="A country's offices", **sends(Terms, _404=NO_COUNTRY))
    def of_country(request: Request, code: str, on: On = None) -> Response:
        found(code if words.is_country(code) else None, "country")
        return terms(request, frame.store.holdings(code=code), on)


def agreements(api: APIRouter, frame: Frame) -> None:
    """Agreements of a country, and the tie of two."""

    @api.get("/countries/{code}/agreements", summary="A country's agreements", **sends(AgreementList, _404=NO_COUNTRY))
    def of_country(request: Request, code: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        found(code if words.is_country(code) else None, "country")
        archive = frame.archive()
        shown = tuple(tied.printed(archive, frame.store.agreements_of_country(code)[offset : offset + limit]))
        evidence = tied.Evidence(archive)
        evidence.know(*shown)
        borne = {one.id: tied.exhibits(evidence.of(one.id)) for one in shown}
        return send(request, AgreementList(items=shown, evidence=borne))

    @api.get("/pairs/{a}-{b}/tie", summary="The tie of two countries", **sends(TieFacts, _404="No such pair"))
    def tie(
        request: Request,
        a: str,
        b: str,
        since: Day = None,
        until: Day = None,
        new_since: Day = None,
        year: Annotated[int | None, Query(ge=1, le=9999, description="Whose meetings are listed.")] = None,
    ) -> Response:
        found(a if words.is_country(a) and words.is_country(b) and a != b else None, "pair")
        archive = frame.archive()
        days = {"since": since, "until": until, "new_since": new_since}
        asked = {name: day.isoformat() for name, day in days.items() if day}
        first, second = sorted((a, b))
        return send(request, tied.facts(archive, tied.told(archive, first, second, year=year, **asked)))
