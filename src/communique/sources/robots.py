"""What each host says to robots: robots.txt (RFC 9309) and tdmrep.json, each kept for a day at most."""

import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from protego import Protego

from communique.errors import FetchFailed, FetchRefused, InputRefused
from communique.model import Noun
from communique.ports import Answer
from communique.sources import tdm

KEPT = timedelta(hours=24)  # RFC 9309 section 2.4: no longer than a day
LEAST = timedelta(minutes=10)  # a host that says max-age=0 is still not asked before every page
RETRIED = timedelta(minutes=10)
STALE = timedelta(days=30)  # section 2.3.1.4: rules once read stand while the host cannot be reached
LARGEST = 512_000  # section 2.5 asks for at least 500 KiB
LONGEST_DELAY = 300.0
LINE = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:([^#]*)", re.IGNORECASE)


class Rules(Noun, frozen=True):
    """What a host's robots.txt said at `read`, until when we go by it; `closed` says why the whole host is closed for
    now."""

    until: datetime
    rules: Protego
    read: datetime | None = None
    closed: str | None = None


class Robots:
    """Asks for each host's robots.txt and tdmrep.json once a day, through `ask(url) -> Answer`, and answers for its
    addresses.

    `ask` raises FetchFailed with the status: 4xx means there are no rules, except 429; anything else closes the host
    for ten minutes, as the standard has it for a host whose rules cannot be reached, unless rules of the last thirty
    days are known. A tdmrep.json that cannot be had reserves nothing.
    """

    def __init__(self, agent: str, ask: Callable[[str], Answer], now: Callable[[], datetime]) -> None:
        self._agent, self._ask, self._now = agent, ask, now
        self._known: dict[str, Rules] = {}
        self._reserved: dict[str, tuple[datetime, tuple[tdm.Reservation, ...]]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raises FetchRefused naming `url` if it is closed to us."""
        if urlsplit(url).path == "/robots.txt":  # section 2.2.2: allowed by itself
            return
        rules = self._rules(url)
        if rules.closed:
            raise FetchRefused(url, rules.closed)
        if not rules.rules.can_fetch(url, self._agent):
            raise FetchRefused(url, "closed by the publisher's robots.txt")

    def delay(self, url: str) -> float:
        """The seconds between requests that the host asks for, as far as we know its rules already: 0 if it asks for
        none, five minutes at most."""
        known = self._known.get(_authority(url))
        return min(max(0.0, float(known.rules.crawl_delay(self._agent) or 0)), LONGEST_DELAY) if known else 0.0

    def reserved(self, url: str) -> bool:
        """Whether the host's tdmrep.json reserves this address."""
        host = _authority(url)
        with self._lock_of(host):
            until, known = self._reserved.get(host, (None, ()))
            if until is None or until <= self._now():
                known = self._reservations(host)
                self._reserved[host] = self._now() + KEPT, known
        return tdm.reserved(url, known)

    def _rules(self, url: str) -> Rules:
        host = _authority(url)
        with self._lock_of(host):
            known = self._known.get(host)
            if known is None or known.until <= self._now():
                known = self._known[host] = self._asked(f"{host}/robots.txt", known)
            return known

    def _lock_of(self, host: str) -> threading.Lock:
        with self._lock:
            return self._locks.setdefault(host, threading.Lock())

    def _asked(self, address: str, before: Rules | None) -> Rules:
        now = self._now()
        try:
            answer = self._ask(address)
        except FetchFailed as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Rules(until=now + KEPT, rules=Protego.parse(""), read=now)
            return self._closed(address, error, before)
        except InputRefused as error:
            return self._closed(address, error, before)
        kept = KEPT if answer.fresh is None else min(max(timedelta(seconds=answer.fresh), LEAST), KEPT)
        text = ours(answer.body[:LARGEST].decode("utf-8", "replace"), self._agent)
        return Rules(until=now + kept, rules=Protego.parse(text), read=now)

    def _closed(self, address: str, error: InputRefused, before: Rules | None) -> Rules:
        until = self._now() + RETRIED
        if before is not None and before.read is not None and self._now() - before.read < STALE:
            return Rules(until=until, rules=before.rules, read=before.read)
        why = f"not asked, since {address} cannot be read ({error.why})"
        return Rules(until=until, rules=Protego.parse(""), closed=why)

    def _reservations(self, host: str) -> tuple[tdm.Reservation, ...]:
        known = self._known.get(host)
        if known is not None and (known.closed or not known.rules.can_fetch(host + tdm.PLACE, self._agent)):
            return ()
        try:
            return tdm.rules(self._ask(host + tdm.PLACE).body.decode("utf-8", "replace"))
        except InputRefused:
            return ()


def ours(text: str, agent: str) -> str:
    """The rules that are for us, as one group for anyone.

    Protego matches paths by the standard, and groups not quite: it takes a group for `Com` as one for `Communique`,
    lets an unknown line between two user agents part them, breaks lines at form feeds, and opens `/` where only
    `/index.html` is allowed. So the groups are chosen here (RFC 9309 sections 2.2.1 and 2.2.4): by the whole product
    token, letters of either case; several for the same are one; `*` counts only where none is for us.
    """
    chosen: dict[str, list[str]] = {}
    current: list[str] = []
    naming = False
    for line in re.split(r"\r\n?|\n", text.removeprefix("\ufeff")):
        found = LINE.match(line)
        if not found:
            continue
        field, value = found[1].lower(), found[2].strip()
        if field == "user-agent":
            current = current if naming else []
            token = re.match(r"\*|[a-z_-]*", value.lower())
            current.append(token[0] if token else "")
            chosen.setdefault(current[-1], [])
        else:
            for token_ in current if value else ():
                chosen[token_].append(f"{field}: {_spelled(value)}")
        naming = field == "user-agent" or (naming and field == "crawl-delay")
    return "\n".join(["user-agent: *", *chosen.get(agent.lower(), chosen.get("*", []))])


def _spelled(pattern: str) -> str:
    """A pattern as Protego reads it by the standard: every character that is no syntax percent-encoded alike."""
    return re.sub(r"/index\.html$", "/index.html*", quote(pattern, safe="/%*$?=&;:@!'(),+~-._#[]"))


def _authority(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
