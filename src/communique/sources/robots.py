"""robots.txt of each host (RFC 9309), kept for a day."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from communique.errors import FetchFailed, FetchRefused, InputRefused
from communique.model import Noun

KEPT = timedelta(hours=24)
RETRIED = timedelta(minutes=10)
LARGEST = 512_000  # RFC 9309 section 2.5 asks for at least 500 KiB


class Rules(Noun, frozen=True):
    """What a host's robots.txt said, until when we go by it; `closed` says why the whole host is closed for now."""

    until: datetime
    rules: Protego
    closed: str | None = None


class Robots:
    """Asks for each host's robots.txt once a day, through `ask(url) -> text`, and answers for its addresses.

    `ask` raises FetchFailed with the status: 4xx means there are no rules, except 429; anything else closes the host
    for ten minutes, as the standard has it for a host whose rules cannot be reached.
    """

    def __init__(self, agent: str, ask: Callable[[str], str], now: Callable[[], datetime]) -> None:
        self._agent, self._ask, self._now = agent, ask, now
        self._known: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raises FetchRefused naming `url` if it is closed to us."""
        rules = self._rules(url)
        if rules.closed:
            raise FetchRefused(url, rules.closed)
        if not rules.rules.can_fetch(url, self._agent):
            raise FetchRefused(url, "closed by the publisher's robots.txt")

    def delay(self, url: str) -> float:
        """The seconds between requests that the host asks for, 0 if it asks for none."""
        return max(0.0, float(self._rules(url).rules.crawl_delay(self._agent) or 0))

    def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        with self._lock:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            known = self._known.get(host)
            if known is None or known.until <= self._now():
                known = self._known[host] = self._asked(f"{host}/robots.txt")
            return known

    def _asked(self, address: str) -> Rules:
        try:
            return Rules(until=self._now() + KEPT, rules=Protego.parse(self._ask(address)))
        except FetchFailed as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Rules(until=self._now() + KEPT, rules=Protego.parse(""))
            return self._closed(address, error)
        except InputRefused as error:
            return self._closed(address, error)

    def _closed(self, address: str, error: InputRefused) -> Rules:
        why = f"not asked, since {address} cannot be read ({error.why})"
        return Rules(until=self._now() + RETRIED, rules=Protego.parse(""), closed=why)
