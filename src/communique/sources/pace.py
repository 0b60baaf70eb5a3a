"""Each host's pace: never two requests closer together than it wants."""

import threading
from datetime import datetime, timedelta

from communique.errors import FetchRefused
from communique.ports import Clock


class Pace:
    """Gives out moments at which a host may be asked, one at a time, and waits for them by the clock."""

    def __init__(self, clock: Clock, seconds: float, patience: float) -> None:
        """`seconds` between two requests to a host; a wait longer than `patience` seconds is refused instead."""
        self._clock, self._seconds, self._patience = clock, seconds, patience
        self._next: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def wait(self, url: str, host: str, delay: float) -> None:
        """Wait for the host's next moment; `delay` is what the host itself asks for. Raises FetchRefused naming `url`
        when that moment is too far off to wait for."""
        with self._lock:
            now = self._clock.now()
            at = max(now, self._next.get(host, now))
            left = (at - now).total_seconds()
            if left > self._patience:
                raise FetchRefused(url, f"{host} wants to be left alone for another {left:.0f} s")
            self._next[host] = at + timedelta(seconds=max(self._seconds, delay))
        if left > 0:
            self._clock.sleep(left)

    def hold(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        with self._lock:
            until = self._clock.now() + timedelta(seconds=seconds)
            self._next[host] = max(until, self._next.get(host, until))
