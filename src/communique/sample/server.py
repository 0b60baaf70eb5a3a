"""The sample's publishers as real HTTP servers, one loopback address each, one port for all."""

import hashlib
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from communique.model import Selectors, Source
from communique.sample.content import Article, Publisher, articles, on_sale, publishers

# how a publisher announces its pages: address, media type, template
LISTINGS = {
    "rss": ("feed.xml", "application/rss+xml", "rss.xml"),
    "atom": ("atom.xml", "application/atom+xml", "atom.xml"),
    "json": ("feed.json", "application/feed+json", "feed.json"),
    "page": ("latest", "text/html", "latest.html"),
}


class Press:
    """Prints pages and feeds of one publisher as they are at a given time."""

    def __init__(self, publisher: Publisher, base: str) -> None:
        self.publisher = publisher
        self.base = base
        self.printings = articles(publisher)
        self.templates = jinja2.Environment(
            loader=jinja2.PackageLoader("communique.sample"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self.templates.filters["rfc822"] = lambda text: format_datetime(datetime.fromisoformat(text))
        self.templates.filters["clock"] = lambda text: f"{datetime.fromisoformat(text):%d %B %Y, %H:%M}"

    def listing(self, now: datetime) -> Response:
        """The feed or list page."""
        _, kind, template = LISTINGS[self.publisher.listing]
        return self._print(template, kind, entries=self._out(now))

    def front(self, now: datetime) -> Response:
        """The front page, which names the feed where there is one."""
        return self._print("latest.html", "text/html", entries=self._out(now))

    def article(self, slug: str, now: datetime) -> Response:
        """An article page; 410 for one that was taken down, 404 for one that is not out."""
        if slug in self.publisher.gone:
            return PlainTextResponse("This article has been taken down.", 410)
        out = self._out(now)
        found = [article for article in out if article.slug == slug]
        if not found:
            return PlainTextResponse("Not found.", 404)
        others = [article for article in out if article.slug != slug][:4]
        return self._print(f"{self.publisher.layout}.html", "text/html", article=found[0], others=others)

    def _out(self, now: datetime) -> Sequence[Article]:
        return on_sale(self.printings, now)

    def _print(self, template: str, kind: str, **context: object) -> Response:
        feed, feed_kind, _ = LISTINGS[self.publisher.listing]
        text = self.templates.get_template(template).render(
            publisher=self.publisher, base=self.base, feed=f"{self.base}/{feed}", feed_kind=feed_kind, **context
        )
        tag = f'"{hashlib.blake2s(text.encode(), digest_size=8).hexdigest()}"'
        return Response(text, media_type=kind, headers={"ETag": tag, "Cache-Control": "max-age=0"})


class SampleServer:
    """All publishers, in a thread. `now` says which moment is played. Use as a context manager."""

    def __init__(self, now: Callable[[], datetime], port: int = 0) -> None:
        self.now = now
        self.sockets = _sockets([publisher.address for publisher in publishers()], port)
        self.port = int(self.sockets[0].getsockname()[1])
        self.presses = {p.address: Press(p, f"http://{p.address}:{self.port}") for p in publishers()}
        config = uvicorn.Config(self._app(), log_level="critical", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=(self.sockets,), daemon=True, name="sample")

    def __enter__(self) -> "SampleServer":
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=5)
        for listening in self.sockets:
            listening.close()

    def sources(self) -> Sequence[Source]:
        """The publishers as sources a desk can be given."""
        return [
            Source(
                id=press.publisher.id,
                url=f"{press.base}/{LISTINGS[press.publisher.listing][0]}",
                kind="page" if press.publisher.listing == "page" else "feed",
                publisher=press.publisher.name,
                country=press.publisher.country,
                language=press.publisher.language,
                ownership=press.publisher.ownership,  # type: ignore[arg-type]
                reprint=press.publisher.reprint,
                selectors=Selectors(links="main a") if press.publisher.listing == "page" else None,
            )
            for press in self.presses.values()
        ]

    def _app(self) -> Starlette:
        def serve(make: Callable[[Press, Request], Response]) -> Callable[[Request], Response]:
            def answer(request: Request) -> Response:
                press = self.presses.get(request.url.hostname or "")
                if press is None:
                    return PlainTextResponse("No such publisher.", 404)
                response = make(press, request)
                if request.headers.get("if-none-match") == response.headers.get("etag", ""):
                    return Response(status_code=304, headers={"ETag": response.headers["etag"]})
                return response

            return answer

        def moment() -> datetime:
            return self.now().astimezone(UTC)

        routes = [
            Route("/robots.txt", serve(lambda press, request: PlainTextResponse(_robots(press.publisher)))),
            Route("/", serve(lambda press, request: press.front(moment()))),
            Route("/{name}", serve(lambda press, request: _listing(press, request, moment()))),
            Route("/news/{slug}", serve(lambda press, request: press.article(request.path_params["slug"], moment()))),
        ]
        return Starlette(routes=routes)


def _listing(press: Press, request: Request, now: datetime) -> Response:
    if request.path_params["name"] != LISTINGS[press.publisher.listing][0]:
        return PlainTextResponse("Not found.", 404)
    return press.listing(now)


def _robots(publisher: Publisher) -> str:
    closed = "".join(f"Disallow: /news/{slug}\n" for slug in publisher.closed)
    return f"User-agent: *\n{closed or 'Disallow:'}\n"


def _sockets(addresses: Sequence[str], port: int) -> list[socket.socket]:
    """A listening socket on each address, all with one port: the given one, or the first that is free on all."""
    for _ in range(50):
        sockets: list[socket.socket] = []
        chosen = port
        try:
            for address in addresses:
                # asyncio sets TCP_NODELAY only where the protocol is named: 40 ms a request
                listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
                sockets.append(listening)
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listening.bind((address, chosen))
                chosen = chosen or listening.getsockname()[1]
                listening.listen(128)
            return sockets
        except OSError:
            for listening in sockets:
                listening.close()
            if port:
                raise
    raise OSError("no port is free on all of the sample's loopback addresses")
