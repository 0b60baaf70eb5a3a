"""The demo: the real desk, asked to read the sample's publishers over HTTP, with the clock of spring 2024."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.sample.server import SampleServer

MOMENTS = (datetime(2024, 3, 24, tzinfo=UTC), datetime(2024, 4, 30, tzinfo=UTC))
NOTICE = (
    "This is a sample. The publishers are fictional, the reports were written for Communique from public facts, "
    "and some carry planted mistakes."
)


class Demo:
    """The sample's publishers and a desk that knows them. Without a folder it leaves nothing behind."""

    def __init__(self, folder: Path | None = None, port: int = 8600, publishers_port: int = 0) -> None:
        self.folder = folder
        self.publishers_port = publishers_port
        self.clock = PlayedClock(MOMENTS[0])
        self.settings = Settings(
            title="Communique", notice=NOTICE, port=port, pace=0.0, allow_private=True, contact="demo@localhost"
        )

    def __enter__(self) -> "Demo":
        with ExitStack() as stack:
            if self.folder is None:
                self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="communique-demo-")))
            self.folder.mkdir(parents=True, exist_ok=True)
            self.desk = Desk(self.settings, folder=self.folder, clock=self.clock)
            stack.callback(lambda: self.desk.store.close())
            self.server = stack.enter_context(SampleServer(self.clock.now, self._known_port()))
            for source in self.server.sources():
                self.desk.store.put_source(source)
            self._leaving = stack.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._leaving.close()

    def _known_port(self) -> int:
        """Where the publishers listened before, on a desk that is continued: reports are known by their addresses."""
        known = [urlsplit(source.url).port for source in self.desk.store.sources()]
        return known[0] or 0 if known else self.publishers_port

    def moments(self) -> Iterator[datetime]:
        """The moments not yet played on this store; the clock stands at each while the caller has it."""
        finished = self.desk.store.last_round()
        for moment in MOMENTS:
            self.clock.moment = moment
            if finished is None or moment > finished:
                yield moment
