"""Each host's pace: one request at a time, and never two closer together than it wants."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from communique.errors import FetchRefused
from communique.ports import Clock


class Host:
    """What is known of one host: whether it is being asked, when its last answer was over, until when it rests."""

    def __init__(self) -> None:
        self.asked = threading.Lock()
        self.ended: datetime | None = None
        self.rests: datetime | None = None


class Pace:
    """Gives each host's turns, one at a time, and waits for them by the clock.

    The pace is kept between the end of one answer and the next request. What the publisher sees lies within these two:
    so however long a thread or the network is held up, it never sees two requests closer together.
    """

    def __init__(self, clock: Clock, seconds: float, patience: float) -> None:
        """`seconds` between two requests to a host; a wait longer than `patience` seconds is refused instead."""
        self._clock, self._seconds, self._patience = clock, seconds, patience
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: str, host: str, delay: float) -> Iterator[None]:
        """The host's next turn, within which it is asked once; `delay` is what the host itself asks for in seconds.
        Raises FetchRefused naming `url` when that turn is too far off to wait for."""
        known = self._known(host)
        if not known.asked.acquire(timeout=self._patience):
            raise FetchRefused(url, f"{host} is still answering others after {self._patience:g} s")
        try:
            self._wait(url, host, known, delay)
            try:
                yield
            finally:
                known.ended = self._clock.now()
        finally:
            known.asked.release()

    def hold(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        known = self._known(host)
        known.rests = later(known.rests, self._clock.now(), seconds)

    def _wait(self, url: str, host: str, known: Host, delay: float) -> None:
        now = self._clock.now()
        at = known.rests or now
        if known.ended is not None:
            at = later(at, known.ended, max(self._seconds, delay))
        left = (at - now).total_seconds()
        if left > self._patience:
            raise FetchRefused(url, f"{host} wants to be left alone for another {left:.0f} s")
        if left > 0:
            self._clock.sleep(left)

    def _known(self, host: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(host, Host())


def later(moment: datetime | None, since: datetime, seconds: float) -> datetime:
    """The later of the moment and so many seconds after `since`."""
    after = since + timedelta(seconds=seconds)
    return after if moment is None else max(moment, after)
