"""A hub on loopback, the site that it calls under uvicorn, and the desk between them; only the clock is played."""

import hmac
import http.client
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from communique import times
from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.model import Source, SourceState, Subscription
from communique.ports import Parsed
from communique.sources.http import HttpFetch
from tests import stores
from tests.serving import Serving
from tests.sources.conftest import Publisher, Serve, body, status

PARAGRAPH = (
    "LISBON, March 22 (Harbour Wire) - Spanish Foreign Minister Ana Ruiz met Portuguese Foreign Minister Rui Matos in "
    "Lisbon on Friday. They agreed to reopen the border bridge at Tui, which was closed in the autumn."
)


class Hub:
    """Keeps each form it is sent; `answer` says how one is answered, 202 unless told otherwise."""

    def __init__(self) -> None:
        self.forms: list[dict[str, str]] = []
        self.told: list[list[str]] = []  # the addresses in each form, as often as they stand there
        self.paths: list[str] = []
        self.answer: Callable[[dict[str, str]], Serve] = lambda form: status(202)
        hub = self

        class Desk(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                fields = parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode())
                form = dict(fields)
                hub.paths.append(self.path)
                hub.told.append([value for name, value in fields if name == "hub.url"])
                hub.forms.append(form)
                hub.answer(form)(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def verify(self, form: dict[str, str], **changed: str | None) -> tuple[int, str]:
        """Ask the callback of a form whether it was meant; `changed` parameters (`topic`, `lease_seconds`) differ from
        what is right, or are left out where None."""
        right = {"mode": form["hub.mode"], "topic": form["hub.topic"], "challenge": "speak friend"}
        lease = {"lease_seconds": "864000"} if form["hub.mode"] == "subscribe" else {}
        said = {f"hub.{name}": text for name, text in {**right, **lease, **changed}.items() if text is not None}
        return call("GET", f"{form['hub.callback']}?{urlencode(said)}")

    def push(self, form: dict[str, str], content: bytes = b"<feed/>", method: str = "sha256") -> int:
        """Push to the callback of a form, signed as it asked."""
        return sent(form["hub.callback"], content, signature(form["hub.secret"], content, method))


def signature(secret: str, content: bytes, method: str = "sha256") -> str:
    return f"{method}={hmac.new(secret.encode(), content, method).hexdigest()}"


def sent(address: str, content: bytes, signed: str | None) -> int:
    return call("POST", address, content, {"X-Hub-Signature": signed} if signed else {})[0]


def call(method: str, address: str, content: object = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """One request; status and text of the answer. `content` is bytes, or an iterable of them, which is sent chunked."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        where = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, where, content, headers or {})  # type: ignore[arg-type]
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Idle:
    """A parser for rounds in which nothing is parsed."""

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        raise AssertionError("nothing is parsed here")


class Pushed:
    """A desk, its site, a publisher with one feed, and a hub."""

    def __init__(self, folder: Path, port: int) -> None:
        self.clock = PlayedClock(datetime(2024, 3, 24, 12, tzinfo=UTC))
        self.publisher, self.hub = Publisher(), Hub()
        self.topic = f"{self.publisher.url}/feed.xml"
        settings = Settings(base_url=f"http://127.0.0.1:{port}", allow_private=True, pace=0, port=port)
        self.fetch = HttpFetch("", self.clock, allow_private=True, pace=0, timeout=1, longest=2)
        stores.empty(folder / "desk.db").close()
        self.desk = Desk(settings, folder=folder, clock=self.clock, fetch=self.fetch, parser=Idle())
        self.desk.store.put_source(Source(id="harbour", url=self.topic))
        self.articles: list[str] = []
        self.offer(self.hub.url, self.topic)
        self.site = Serving(self.desk.site(), port)

    def close(self) -> None:
        self.site.stop()
        self.desk.store.close()
        self.fetch.close()
        self.publisher.close()
        self.hub.close()

    def offer(self, hub: str | None, topic: str | None, **headers: str) -> None:
        """The feed offers this hub and topic; articles it has so far stay in it."""
        links = "".join(f'<link rel="{rel}" href="{to}"/>' for rel, to in (("hub", hub), ("self", topic)) if to)
        self._feed = lambda: body(feed(links, self.articles), "application/atom+xml", **headers)
        self.publisher.pages["/feed.xml"] = lambda handler: self._feed()(handler)

    def publish(self, name: str) -> None:
        """An article appears, in the feed and on its page."""
        self.articles.append(name)
        title = f"Ministers reopen bridge number {name}"
        text = f"<p>{PARAGRAPH}</p><p>It is the {name} bridge to be opened again since the winter storms.</p>"
        head = f"<html lang=en><head><title>{title}</title></head>"
        page = f"{head}<body><article><h1>{title}</h1>{text}</article></body>"
        self.publisher.pages[f"/news/{name}"] = body(page)

    def round(self, minutes: float = 0) -> Round:
        """What of a round has to do with sources and hubs, so many minutes later, or a second."""
        self.clock.sleep(minutes * 60 or 1)
        result = self.desk.gather(Round(begun=""), lambda step, done, total: None)
        self.desk.subscribe()
        return result

    def subscribed(self, **changed: str | None) -> dict[str, str]:
        """A round in which the desk subscribes, and the hub confirms; the form it was sent."""
        self.round()
        form = self.hub.forms[-1]
        assert self.hub.verify(form, **changed) == (200, "speak friend")
        return form

    def asked(self) -> int:
        """How often the feed was asked so far."""
        return self.publisher.paths().count("/feed.xml")

    @property
    def state(self) -> SourceState:
        return self.desk.store.source_state("harbour")

    @property
    def held(self) -> Subscription:
        held = self.desk.held("harbour")
        assert held is not None
        return held

    @property
    def rows(self) -> Sequence[Subscription]:
        return self.desk.store.subscriptions()


def minutes(desk: Pushed, moment: str | None) -> float:
    """How long it is until a moment, by the desk's clock."""
    at = times.instant_of(moment)
    assert at is not None
    return (at - desk.clock.now()).total_seconds() / 60


def feed(links: str, articles: Sequence[str]) -> str:
    entries = "".join(
        f"<entry><id>urn:{name}</id><title>Bridge {name}</title><link href='/news/{name}'/>"
        f"<updated>2024-03-22T10:00:00Z</updated></entry>"
        for name in articles
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title>{links}{entries}</feed>'
