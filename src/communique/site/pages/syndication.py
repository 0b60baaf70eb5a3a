"""Feeds: of everything, and of every country, pair and person."""

from collections.abc import Sequence

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief, Event
from communique.site import feeds, words
from communique.site.feeds import Feed
from communique.site.frame import Frame, conditional

LIMIT = 30


class FeedKind(Convertor[str]):
    """The end of a feed's address."""

    regex = "atom|rss|json"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("feed", FeedKind())


def answer(frame: Frame, request: Request, feed: Feed) -> Response:
    """The feed in the form its address asks for."""
    if request.path_params["kind"] == "atom":
        return conditional(request, feeds.atom(feed, frame), feeds.ATOM)
    if request.path_params["kind"] == "rss":
        return conditional(request, feeds.rss(feed, frame), feeds.RSS)
    return conditional(request, feeds.json_feed(feed, frame), feeds.JSON)


def of_events(frame: Frame, events: Sequence[Event]) -> tuple[Brief, ...]:
    """The briefs that tell of events, newest first."""
    return feeds.newest_first(frame.archive().briefs(dict.fromkeys(e.story for e in events)), LIMIT)


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
    if name is None:
        return frame.missing(request, "Nobody of this name is in our record.")
    briefs = of_events(frame, events)
    return answer(frame, request, Feed(title=f"{name} – {frame.settings.title}", home=f"/person/{key}", briefs=briefs))
