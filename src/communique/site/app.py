"""The application: which address is answered by what."""

from collections.abc import Callable
from functools import partial

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from communique.editorial import Editors
from communique.errors import StoreError
from communique.ports import Clock, Offices, Store, Subscriber
from communique.site import api
from communique.site.admin import Admin
from communique.site.callbacks import Callbacks
from communique.site.frame import Frame, conditional
from communique.site.pages import (
    brief,
    changes,
    desk,
    exports,
    front,
    history,
    pair,
    record,
    report,
    revisions,
    syndication,
)
from communique.site.settings import CALLBACKS, SiteSettings
from communique.site.shield import Shield

Page = Callable[[Frame, Request], Response]

PAGES: tuple[tuple[str, Page], ...] = (
    ("/", front.front),
    ("/story/{story}", brief.brief),
    ("/story/{story}/v/{version:int}", brief.version),
    ("/story/{story}/v/{version:int}/changes", revisions.changes),
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
    ("/pairs", record.pairs),
    ("/pair/{pair}", pair.pair),
    ("/sources", desk.sources),
    ("/search", desk.search),
    ("/about", desk.about),
    ("/history", history.history),
    ("/feed.{kind:feed}", syndication.everything),
    ("/country/{code}/feed.{kind:feed}", syndication.country),
    ("/pair/{pair}/feed.{kind:feed}", syndication.pair),
    ("/person/{key}/feed.{kind:feed}", syndication.person),
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
    )
    app.router.routes.extend(Route(path, partial(page, frame), methods=["GET"]) for path, page in PAGES)
    if subscriber is not None:
        called = Callbacks(subscriber, clock)
        app.router.routes.append(Route(f"{CALLBACKS}{{id}}", called.answer, methods=["GET", "POST"]))
    if editors is not None:
        app.router.routes.extend(Admin(frame, editors).routes())
    app.mount("/static", Static(packages=[("communique.site", "static")]))
    app.include_router(api.router(frame))
    api.describe(app)
    app.add_middleware(GZipMiddleware, minimum_size=800)
    app.add_middleware(Shield)
    app.add_exception_handler(HTTPException, partial(refused, frame))
    app.add_exception_handler(StoreError, partial(unavailable, frame))
    return app


def refused(frame: Frame, request: Request, error: Exception) -> Response:
    """What is not here, as a page that helps, or as JSON for the API."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith("/api/"):
        detail = error.detail if isinstance(error, HTTPException) else "Not found"
        return JSONResponse({"detail": detail}, status_code=status, headers=headers)
    if status == 404:
        return frame.missing(request, "There is no page under this address.")
    return PlainTextResponse(f"{status}: this address takes GET and HEAD only.\n", status_code=status, headers=headers)


def unavailable(frame: Frame, request: Request, error: Exception) -> Response:
    """The store does not answer: say so, briefly, and when to try again."""
    return conditional(
        request,
        b"The archive cannot be read at the moment. Please try again in a minute.\n",
        "text/plain; charset=utf-8",
        status=503,
        headers={"Retry-After": "60"},
    )
