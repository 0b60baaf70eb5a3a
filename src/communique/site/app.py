"""The application: which address is answered by what."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from ipaddress import ip_network

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from communique.editorial import Editors, Provider
from communique.errors import ConfigError, StoreError
from communique.ports import Clock, Offices, Store, Subscriber
from communique.publishing import Subscriptions
from communique.site import api
from communique.site.admin import Admin
from communique.site.callbacks import Callbacks
from communique.site.frame import Frame, conditional
from communique.site.keeping import Kept
from communique.site.live import Updates
from communique.site.pages import (
    brief,
    calendar,
    changes,
    copy,
    desk,
    edition,
    exports,
    front,
    history,
    machines,
    map,
    matrix,
    organisation,
    pair,
    record,
    report,
    revisions,
    search,
    syndication,
    viewed,
)
from communique.site.prefixes import Prefixes
from communique.site.rates import Rates
from communique.site.settings import CALLBACKS, SiteSettings
from communique.site.shield import Shield
from communique.site.signed_in import SignedIn

Page = Callable[[Frame, Request], Response]

PAGES: tuple[tuple[str, Page], ...] = (
    ("/", front.front),
    ("/edition", edition.chosen),
    ("/edition/{key}", edition.edition),
    ("/robots.txt", machines.robots),
    ("/sitemap.xml", machines.sitemap),
    ("/sitemap/{name}.xml", machines.sitemap),
    ("/story/{story}.ninjs.json", machines.item),
    ("/story/{story}/card.png", machines.card),
    ("/story/{story}", brief.brief),
    ("/story/{story}/v/{version:int}", brief.version),
    ("/story/{story}/v/{version:int}/changes", revisions.changes),
    ("/story/{story}/cite.bib", brief.bibtex),
    ("/story/{story}/v/{version:int}/cite.bib", brief.bibtex),
    ("/report/{report}", report.report),
    ("/report/{report}/v/{version:int}", report.report),
    ("/report/{report}/v/{version:int}/changes", changes.changes),
    ("/export/terms.jsonld", exports.terms),
    ("/export/{what}.{kind:export}", exports.everything),
    ("/country/{code}.{kind:export}", exports.country),
    ("/pair/{pair}.{kind:export}", exports.pair),
    ("/person/{key}.{kind:export}", exports.person),
    ("/countries", record.countries),
    ("/country/{code}", record.country),
    ("/people", record.people),
    ("/person/{key}", record.person),
    ("/organisations", organisation.organisations),
    ("/organisation/{key}", organisation.organisation),
    ("/pairs", record.pairs),
    ("/pair/{pair}", pair.pair),
    ("/calendar", calendar.calendar),
    ("/calendar/{month}", calendar.calendar),
    ("/matrix", matrix.matrix),
    ("/map", map.world),
    ("/sources", desk.sources),
    ("/most-viewed", viewed.viewed),
    ("/search", search.search),
    ("/search/feed.{kind:feed}", search.feed),
    ("/opensearch.xml", search.description),
    ("/about", desk.about),
    ("/history", history.history),
    ("/feed.{kind:feed}", syndication.everything),
    ("/history/feed.{kind:feed}", syndication.decisions),
    ("/corrections/feed.{kind:feed}", syndication.corrections),
    ("/most-viewed/feed.{kind:feed}", syndication.most_viewed),
    ("/country/{code}/feed.{kind:feed}", syndication.country),
    ("/pair/{pair}/feed.{kind:feed}", syndication.pair),
    ("/person/{key}/feed.{kind:feed}", syndication.person),
    ("/organisation/{key}/feed.{kind:feed}", syndication.organisation),
)
FOR_EVER = "public, max-age=31536000, immutable"


class Static(StaticFiles):
    """Static files, kept for ever: their addresses change with their contents."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, or 304."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = FOR_EVER
        return response


def build(
    store: Store,
    clock: Clock,
    settings: SiteSettings,
    subscriber: Subscriber | None,
    editors: Editors | None,
    offices: Offices | None,
    opml: Subscriptions | None = None,
    provider: Provider | None = None,
) -> FastAPI:
    """The whole site over a store."""
    frame = Frame(store, clock, settings, offices)
    app = FastAPI(
        title=f"{settings.title} API",
        description="Briefs, the reports they rest on, and the record of who did what with whom. Read only.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=partial(running, frame),
    )
    app.state.updates = Updates(store)
    app.router.routes.extend(Route(path, partial(page, frame), methods=["GET"]) for path, page in PAGES)
    if settings.exported:
        app.router.routes.insert(0, Route("/search", partial(copy.search, frame), methods=["GET"]))
        app.router.routes.append(Route("/copy", partial(copy.copy, frame), methods=["GET"]))
    if opml is not None:
        app.router.routes.append(Route("/sources.opml", partial(syndication.sources, frame, opml), methods=["GET"]))
    app.router.routes.append(Route("/updates", app.state.updates.answer, methods=["GET"]))
    app.router.routes.append(Route("/view/{story}", partial(seen, frame), methods=["POST"]))
    if subscriber is not None:
        called = Callbacks(subscriber, clock)
        app.router.routes.append(Route(f"{CALLBACKS}{{id}}", called.answer, methods=["GET", "POST"]))
    if editors is not None:
        app.router.routes.extend(Admin(frame, editors, provider).routes())
    app.mount("/static", Static(packages=[("communique.site", "static")]))
    app.include_router(api.router(frame))
    api.describe(app)
    app.add_middleware(Rates, frame=frame)
    app.add_middleware(GZipMiddleware, minimum_size=800)
    app.add_middleware(Shield)
    app.add_middleware(Kept, store=store, now=frame.now, seen=frame.views.page)
    if settings.sign_in:
        app.add_middleware(SignedIn, store=store, editors=editors)
    app.add_middleware(Prefixes, usual=settings.language)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=networks(settings.trusted_proxies))
    app.add_exception_handler(HTTPException, partial(refused, frame))
    app.add_exception_handler(StoreError, partial(unavailable, frame))
    return app


@asynccontextmanager
async def running(frame: Frame, app: FastAPI) -> AsyncIterator[None]:
    """Views are written by a thread while the site runs, and at its end."""
    frame.views.start()
    yield
    await run_in_threadpool(frame.views.close)


def seen(frame: Frame, request: Request) -> Response:
    """`/view/{id}`: the script on a story's page tells that it is seen. The answer says nothing to anybody."""
    frame.views.seen(request, request.path_params["story"])
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def networks(given: tuple[str, ...]) -> list[str]:
    """The addresses and networks of trusted proxies. Raises ConfigError for what is none."""
    try:
        return [str(ip_network(name.strip(), strict=False)) for name in given]
    except ValueError as error:
        raise ConfigError(f"trusted_proxies: {error}") from None


def refused(frame: Frame, request: Request, error: Exception) -> Response:
    """What is not here, as a page that helps, or as JSON for the API."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith("/api/"):
        detail = error.detail if isinstance(error, HTTPException) else "Not found"
        return JSONResponse({"detail": detail}, status_code=status, headers=headers)
    if status == 404:
        return frame.missing(request, "There is no page under this address.")
    allowed = (headers or {}).get("Allow", "GET, HEAD")
    return PlainTextResponse(f"{status}: this address takes {allowed} only.\n", status_code=status, headers=headers)


def unavailable(frame: Frame, request: Request, error: Exception) -> Response:
    """The store does not answer: say so, briefly, and when to try again."""
    return conditional(
        request,
        b"The archive cannot be read at the moment. Please try again in a minute.\n",
        "text/plain; charset=utf-8",
        status=503,
        headers={"Retry-After": "60"},
    )
