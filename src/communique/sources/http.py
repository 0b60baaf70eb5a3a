"""The one door to the network: polite, bounded, and closed to addresses that are nobody's news.

One `get` is: scheme and address checked, robots.txt asked, the host's pace kept, the request sent, the body taken in
within limits; a redirect goes through all of it again. A `post` is the same without robots.txt. Time is by the clock
that was handed in, except that a server's slowness is real and is measured by the machine.
"""

import re
import ssl
import weakref
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
from msgspec.structs import replace

from communique.errors import FetchFailed, FetchRefused
from communique.ports import Answer, Clock
from communique.sources import tdm
from communique.sources.bodies import ACCEPTED, unpack
from communique.sources.freshness import fresh
from communique.sources.guard import GuardedBackend, Resolve, resolve
from communique.sources.pace import Pace
from communique.sources.robots import LARGEST, Robots
from communique.version import __version__

Form = Mapping[str, str | Sequence[str]]
PRODUCT = "Communique"
REDIRECTS = (301, 302, 303, 307, 308)
LASTING = (301, 308)
KEEPING = (307, 308)  # redirects that keep method and form
ANSWERS = (200, 206, 304)
TAKEN = range(200, 300)
MOST_SAID = 2000  # bytes of what is answered to a form
LONGEST_HOLD = 86_400.0
KEPT_OPEN = 1.5  # seconds; servers close an idle connection after 2 or 5, and a request sent just then is lost
MOST_KEPT_OPEN = 64


class HttpFetch:
    """`Door` over HTTP. Seconds and bytes throughout; `contact` is an address or URL for the User-Agent."""

    def __init__(
        self,
        contact: str,
        clock: Clock,
        *,
        allow_private: bool = False,
        pace: float = 2.0,
        patience: float = 60.0,
        timeout: float = 15.0,
        longest: float = 60.0,
        largest: int = 12_000_000,
        redirects: int = 5,
        resolve: Resolve = resolve,
    ) -> None:
        """`timeout` is for one wait on the network, `longest` for a whole request; `patience` the longest wait for a
        host's pace before its request is refused."""
        self._longest, self._largest, self._redirects = longest, largest, redirects
        self._clock = clock
        self._backend = GuardedBackend(allow_private, resolve)
        self._client = httpx2.Client(
            transport=_Transport(self._backend),
            timeout=timeout,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": agent(contact), "Accept-Encoding": ACCEPTED, "Accept-Language": "en, *;q=0.5"},
        )
        weakref.finalize(self, self._client.close)  # a desk that is dropped leaves no connection open
        self._pace = Pace(clock, pace, patience)
        self._robots = Robots(PRODUCT, self._rules, clock.now)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> Answer:
        """See `ports.Fetch`. Redirects are followed by hand, each checked like a first request."""
        part = f"bytes={span[0]}-{span[1]}" if span else None
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified, "Range": part}
        asked = {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}
        if span:
            asked["Accept-Encoding"] = "identity"  # a part of a compressed body cannot be unpacked
        answer = self._follow(url, asked, self._largest, rules=True)
        fits(url, answer, span, conditional=bool(etag or last_modified))
        stated = tdm.by_header(answer.headers)
        if stated is None:  # a 304 may leave out what the whole answer said
            stated = self._robots.reserved(answer.url) or (None if answer.status == 304 else False)
        return replace(answer, reserved=stated)

    def post(self, url: str, form: Form) -> Answer:
        """See `ports.Door`."""
        return self._follow(url, {}, MOST_SAID, rules=False, form=form)

    def call(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """See `ports.Door`."""
        host = checked(url, url)
        with self._pace.turn(url, host, 0.0):
            answer = self._ask(url, url, dict(headers), MOST_SAID, True, body)
            self._judge(url, host, answer, TAKEN)
        if answer.status in REDIRECTS:
            raise FetchFailed(url, f"redirects ({answer.status}), which is not followed", status=answer.status)
        return answer

    def close(self) -> None:
        """Give back all connections."""
        self._client.close()

    def _rules(self, url: str) -> Answer:
        """A host's robots.txt or tdmrep.json, asked at the host's pace like all else; of one above half a megabyte the
        whole lines of its beginning (RFC 9309 section 2.5)."""
        answer = self._follow(url, {}, LARGEST, rules=False)
        fits(url, answer, None, conditional=False)
        whole = len(answer.body) < LARGEST
        return answer if whole else replace(answer, body=answer.body[: answer.body.rfind(b"\n") + 1])

    def _follow(
        self,
        url: str,
        headers: dict[str, str],
        limit: int,
        rules: bool,
        form: Form | None = None,
    ) -> Answer:
        at, seen = url, {url}
        moved, lasting = None, True
        for _ in range(self._redirects + 1):
            parts = checked(url, at)
            if rules:
                self._open(url, at)
            with self._pace.turn(url, parts, self._robots.delay(at)):
                answer = self._ask(url, at, headers, limit, not rules, form)
                self._judge(url, parts, answer, ANSWERS if form is None else TAKEN)
            if answer.status not in REDIRECTS:
                return replace(answer, moved=moved, fresh=fresh(answer.headers, self._clock.now()))
            if form is not None and answer.status not in KEEPING:
                raise FetchFailed(
                    url, f"redirects in a way that loses the form ({answer.status})", status=answer.status
                )
            lasting = lasting and answer.status in LASTING
            target = answer.headers.get("location", "")
            at = urljoin(at, target).partition("#")[0]
            if not target or at in seen:
                raise FetchFailed(
                    url, "redirects in a circle" if target else "redirects to nowhere", status=answer.status
                )
            seen.add(at)
            moved = at if lasting else moved
        raise FetchFailed(url, f"more than {self._redirects} redirects")

    def _open(self, url: str, at: str) -> None:
        try:
            self._robots.check(at)
        except FetchRefused as error:
            raise FetchRefused(url, error.why if at == url else f"redirects to {at}: {error.why}") from error

    def _ask(
        self,
        url: str,
        at: str,
        headers: dict[str, str],
        limit: int,
        cut: bool,
        form: Form | bytes | None,
    ) -> Answer:
        method = "GET" if form is None else "POST"
        sent: dict[str, Any] = {"content" if isinstance(form, bytes) else "data": form}
        try:
            with (
                self._backend.within(self._longest),
                self._client.stream(method, at, headers=headers, **sent) as response,
            ):
                got = {name.lower(): value for name, value in response.headers.items()}
                body = b""
                if response.status_code in (200, 206):
                    body = unpack(url, response.iter_raw(), got.get("content-encoding", ""), limit, cut)
                return Answer(url=at, status=response.status_code, headers=got, body=body)
        except FetchRefused as error:
            raise FetchRefused(url, f"{error.name}: {error.why}") from error
        except (httpx2.TimeoutException, httpcore2.TimeoutException) as error:
            raise FetchFailed(url, "no answer in time") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise FetchFailed(url, str(error) or type(error).__name__) from error
        except (ssl.SSLError, OSError, ValueError) as error:
            raise FetchFailed(url, f"{type(error).__name__}: {error}") from error

    def _judge(self, url: str, host: str, answer: Answer, good: Container[int]) -> None:
        if answer.status in good or answer.status in REDIRECTS:
            return
        wait = self._retry_after(answer.headers.get("retry-after"))
        if wait and answer.status in (429, 503):
            self._pace.hold(host, wait)
        raise FetchFailed(url, f"answered {answer.status}", status=answer.status, retry_after=wait)

    def _retry_after(self, text: str | None) -> float | None:
        """Seconds, at most a day, from either form of the header."""
        if not text:
            return None
        if text.strip().isdecimal():
            return min(float(text), LONGEST_HOLD)
        try:
            at: datetime = parsedate_to_datetime(text)
            return min(max(0.0, (at - self._clock.now()).total_seconds()), LONGEST_HOLD)
        except (ValueError, TypeError, IndexError):
            return None


class _Transport(httpx2.HTTPTransport):
    """httpx2's transport with our network backend in its pool."""

    def __init__(self, backend: GuardedBackend) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            network_backend=backend,
            max_connections=None,  # the callers are counted, and none must wait for a connection
            max_keepalive_connections=MOST_KEPT_OPEN,
            keepalive_expiry=KEPT_OPEN,
        )


def fits(url: str, answer: Answer, span: tuple[int, int] | None, conditional: bool) -> None:
    """Raises FetchFailed where the answer is not one to what was asked: a 304 that nothing was asked for, a part that
    was not asked, or another part than the one asked."""
    if answer.status == 304 and not conditional:
        raise FetchFailed(url, "says it has not changed (304), but nothing of it is known", status=304)
    if answer.status != 206:
        return
    if span is None:
        raise FetchFailed(url, "sent a part (206) where the whole was asked", status=206)
    found = re.fullmatch(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", answer.headers.get("content-range", "").strip())
    if not found or int(found[1]) != span[0] or not span[0] <= int(found[2]) <= span[1]:
        raise FetchFailed(url, "sent another part than the one asked", status=206)
    if len(answer.body) != int(found[2]) - int(found[1]) + 1:
        raise FetchFailed(url, "sent a part of another length than it says", status=206)


def agent(contact: str) -> str:
    """The User-Agent: who we are and how to reach whoever runs this desk."""
    contact = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")[:200]
    return f"{PRODUCT}/{__version__} (news desk{'; ' + contact if contact else ''})"


def checked(url: str, at: str) -> str:
    """The host and port of `at`. Raises FetchRefused naming `url` unless it is a whole http(s) address."""
    try:
        parts = urlsplit(at)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(url, f"not an address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise FetchRefused(url, f"only http and https are asked, not {parts.scheme or 'a bare name'}")
    if not parts.hostname:
        raise FetchRefused(url, "an address without a host")
    if parts.username or parts.password:
        raise FetchRefused(url, "an address with a password in it")
    return f"{parts.hostname}:{port or (443 if parts.scheme == 'https' else 80)}"
