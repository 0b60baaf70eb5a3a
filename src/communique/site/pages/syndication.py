"""Feeds: of everything, of every country, pair, person and organisation, and of lists that have no order by news."""

from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief, Correction, Event, identity
from communique.publishing import Subscriptions
from communique.site import feeds, history, moments, ninjs, notices, words
from communique.site.feeds import Entry, Feed
from communique.site.frame import Frame, conditional
from communique.site.pages import viewed

LIMIT = 30
LOOKED_AT = 200  # latest briefs among which notices are looked for


class FeedKind(Convertor[str]):
    """The end of a feed's address."""

    regex = r"atom|rss|ninjs\.json|json"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("feed", FeedKind())


WRITERS = {"atom": (feeds.atom, feeds.ATOM), "rss": (feeds.rss, feeds.RSS), "json": (feeds.json_feed, feeds.JSON)}


def answer(frame: Frame, request: Request, feed: Feed) -> Response:
    """The feed in the form its address asks for; the header says what it says, for hubs that read no further."""
    kind = request.path_params["kind"]
    if kind == "ninjs.json":
        if feed.items:
            return frame.missing(request, "ninjs is for briefs, of which this list has none.")
        return conditional(request, msgspec.json.encode(ninjs.collection(feed, frame)), ninjs.TYPE)
    write, sent_as = WRITERS[kind]
    return conditional(request, write(feed, frame), sent_as, headers={"Link": feeds.links(feed, kind, frame)})


def of_events(frame: Frame, events: Sequence[Event]) -> tuple[Brief, ...]:
    """The briefs that tell of events, newest first."""
    return feeds.newest_first(frame.store.latest_of({e.story for e in events}, LIMIT), LIMIT)


def everything(frame: Frame, request: Request) -> Response:
    """`/feed.atom`, `/feed.rss`, `/feed.json`: also what was withdrawn, as long as it would be listed."""
    latest = list(frame.store.latest(LIMIT))
    oldest = min((feeds.reported(brief) for brief in latest), default="") if len(latest) == LIMIT else ""
    latest += [brief for brief in frame.store.withdrawn(LIMIT) if feeds.reported(brief) >= oldest]
    briefs = feeds.newest_first(latest, LIMIT)
    return answer(frame, request, Feed(title=frame.settings.title, home="/", briefs=briefs))


def country(frame: Frame, request: Request) -> Response:
    """`/country/{code}/feed.*`."""
    code = request.path_params["code"]
    if not words.is_country(code):
        return frame.missing(request, "No country has this code.")
    briefs = of_events(frame, frame.store.events_of_country(code))
    title = f"{words.country(code)} – {frame.settings.title}"
    return answer(frame, request, Feed(title=title, home=f"/country/{code}", briefs=briefs))


def pair(frame: Frame, request: Request) -> Response:
    """`/pair/{A}-{B}/feed.*`."""
    a, _, b = request.path_params["pair"].partition("-")
    if not (words.is_country(a) and words.is_country(b) and a < b):
        return frame.missing(request, "A tie is between two countries, by their codes: /pair/CHN-PRK.")
    briefs = of_events(frame, frame.store.events_of_pair(a, b))
    title = f"{words.country(a)} and {words.country(b)} – {frame.settings.title}"
    return answer(frame, request, Feed(title=title, home=f"/pair/{a}-{b}", briefs=briefs))


def person(frame: Frame, request: Request) -> Response:
    """`/person/{key}/feed.*`."""
    key = request.path_params["key"]
    events = frame.store.events_of_person(key)
    name = next((a.name for e in events for a in (*e.actor, *e.recipient) if a.person and a.key == key), None)
    name = name or next((s.speaker.name for s in frame.store.statements_of_person(key)), None)
    name = name or next((held.person for held in frame.store.holdings(key)), None)
    if name is None:
        return frame.missing(request, "Nobody of this name is in our record.")
    briefs = of_events(frame, events)
    return answer(frame, request, Feed(title=f"{name} – {frame.settings.title}", home=f"/person/{key}", briefs=briefs))


def organisation(frame: Frame, request: Request) -> Response:
    """`/organisation/{key}/feed.*`."""
    key = request.path_params["key"]
    name = next((name for known, name, _, _ in frame.store.bodies() if known == key), None)
    if name is None:
        return frame.missing(request, "No organisation of this name is in our record.")
    briefs = of_events(frame, frame.store.events_of_body(key))
    title = f"{name} – {frame.settings.title}"
    return answer(frame, request, Feed(title=title, home=f"/organisation/{key}", briefs=briefs))


def sources(frame: Frame, opml: Subscriptions, request: Request) -> Response:
    """`/sources.opml`: the sources, for whoever wants to read them in a feed reader."""
    body = opml(frame.store.sources(), f"Sources of {frame.settings.title}")
    return conditional(request, body, feeds.OPML)


def most_viewed(frame: Frame, request: Request) -> Response:
    """`/most-viewed/feed.*`: what most readers opened in the past seven days, the most first."""
    briefs = tuple(brief for brief, _ in viewed.most_viewed(frame, 7, LIMIT))
    title = f"Most viewed – {frame.settings.title}"
    return answer(frame, request, Feed(title=title, home="/", under="/most-viewed", briefs=briefs))


def decisions(frame: Frame, request: Request) -> Response:
    """`/history/feed.*`: what was decided about stories and events."""
    entries = history.entries(frame.archive(), frame.store.rulings(LIMIT))
    items = tuple(decision(frame, one) for one in entries)
    return answer(
        frame, request, Feed(title=f"What was decided – {frame.settings.title}", home="/history", items=items)
    )


def decision(frame: Frame, one: history.Entry) -> Entry:
    """A decision as the page of the history tells it."""
    macros: Any = frame.templates.get_template("macros.html").module
    told = Markup(str(macros.ruling(one)).replace('href="/', f'href="{frame.address("/")}'))
    title = Markup(str(told).partition("</p>")[0]).striptags()
    return Entry(
        id=frame.address(f"/history#d-{one.ruling.id}"),
        address=frame.address(f"/history?before={one.ruling.id + 1}#d-{one.ruling.id}"),
        title=title,
        summary=told.striptags(),
        html=str(told),
        updated=moments.rfc3339(one.ruling.at) or feeds.EPOCH,
        published=moments.rfc3339(one.ruling.at),
    )


def corrections(frame: Frame, request: Request) -> Response:
    """`/corrections/feed.*`: the notices on the latest briefs, of reports corrected, taken back or taken out."""
    briefs = (*frame.store.latest(LOOKED_AT), *frame.store.withdrawn(LIMIT))
    items = [notice(frame, brief, one) for brief in briefs for one in brief.corrections]
    items.sort(key=lambda one: (one.updated, one.id), reverse=True)
    shown = Feed(
        title=f"Corrections – {frame.settings.title}", home="/history", under="/corrections", items=tuple(items[:LIMIT])
    )
    return answer(frame, request, shown)


def notice(frame: Frame, brief: Brief, one: Correction) -> Entry:
    """A notice on a brief."""
    address, at = frame.address(f"/story/{brief.story}#corrections"), moments.rfc3339(one.at)
    headline = notices.WITHDRAWN if brief.state == "withdrawn" else brief.headline
    line = notices.line(one)
    return Entry(
        id=f"{address}-{identity('n', one.kind, one.report, str(one.version), one.at)}",
        address=address,
        title=f"{words.NOTICES[one.kind]}: {headline}",
        summary=line,
        html=f"<p>{escape(line)}</p>",
        updated=at or feeds.EPOCH,
        published=at,
    )
