"""Views, counted without knowing anybody: collected in memory, written every second, judged by what the store holds.

The store holds what all processes of the site counted, so one rule holds for all of them, and a reader who is told of
twice (by the page's request and by the script on it, or by two processes) counts once.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

from starlette.requests import Request

from communique.errors import StoreError
from communique.model import View
from communique.ports import Store
from communique.site import plausible, readers

EVERY = 1.0  # seconds between two writings: what a crash can cost
MOST = 20_000  # views that wait to be written
KEPT = timedelta(days=31)  # views keep their minute for so long: the longest window, and a day for zones
Name = tuple[date, str, str]


class Views:
    """Counts views for the store. `now` is the desk's present in its zone. Until `start` and after `close` a view is
    written as it is counted; between them a thread writes, and closes the days that are over."""

    def __init__(self, store: Store, now: Callable[[], datetime], base: str) -> None:
        self._store, self._now, self._base = store, now, base
        self._waiting: dict[tuple[Name, str], int] = {}
        self._own: set[Name] = set()
        self._salt: tuple[date, bytes] | None = None
        self._open: date | None = None
        self._lock, self._writing, self._ended = threading.Lock(), threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def page(self, request: Request, story: str) -> None:
        """The story's page is sent: count it, if a person opens it. A store that cannot take it now costs the view,
        never the page."""
        if readers.opens(request.method, request.headers):
            self._count(request, story)

    def seen(self, request: Request, story: str) -> None:
        """The script on a story's page tells that it is seen, wherever the page came from."""
        if readers.tells(request.headers, self._base):
            self._count(request, story)

    def own(self, request: Request) -> None:
        """Somebody of the desk is at work here: nothing counts that they read today, in this browser."""
        try:
            name = self._named(request, self._now())
            if name not in self._own:
                self._store.leave_out(*name)
                self._own = {one for one in self._own if one[0] == name[0]} | {name}
        except StoreError:
            return

    def _count(self, request: Request, story: str) -> None:
        now = self._now()
        try:
            key = self._named(request, now), story[:100]
        except StoreError:
            return
        with self._lock:
            if len(self._waiting) < MOST:
                self._waiting.setdefault(key, int(now.timestamp() // 60))
        if self._thread is None:
            self.write()

    def _named(self, request: Request, now: datetime) -> Name:
        day = now.date()
        known = self._salt
        if known is None or known[0] != day:
            known = self._salt = day, self._store.day_salt(day)
        address = request.client.host if request.client else ""
        return day, *readers.named(known[1], address, request.headers.get("user-agent", ""))

    def write(self) -> None:
        """Write what waits, and take back what turns out to be no person's reading. What the store does not take now
        waits on. Closes the days that are over, once a day."""
        with self._writing:
            with self._lock:
                given, self._waiting = self._waiting, {}
            try:
                if given:
                    self._put([View(day=d, door=o, reader=r, story=s, minute=m) for ((d, o, r), s), m in given.items()])
                self._close_days()
            except StoreError:
                with self._lock:
                    self._waiting = given | self._waiting

    def _put(self, views: list[View]) -> None:
        with self._store.transaction():
            self._store.count_views(views)
            for day in sorted({v.day for v in views}):
                behind = self._store.views_behind(day, {v.door for v in views if v.day == day})
                ruled = plausible.ruled(behind)
                for door, reader in ruled.out:
                    self._store.leave_out(day, door, reader)
                self._store.take_back(ruled.back)

    def _close_days(self) -> None:
        today = self._now().date()
        if today != self._open:
            self._store.close_days(today, today - KEPT)
            self._open = today

    def start(self) -> None:
        """Write by a thread from now on."""
        self._ended.clear()
        self._thread = threading.Thread(target=self._run, daemon=True, name="views")
        self._thread.start()

    def close(self) -> None:
        """Write what waits; the thread ends."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.write()

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            self.write()
