"""A site on loopback, served in a thread of the test's own process. Nothing here waits for ever."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from communique.site.serving import Server

LONGEST = 30.0
"""Seconds that a server may take to start or to end on a busy machine."""


class Serving:
    """A site's server that has started, on a free port unless one is given."""

    def __init__(self, app: FastAPI, port: int = 0) -> None:
        self.server = server = Server(app, port=port, log_level="warning")
        self.thread = threading.Thread(target=server.run, daemon=True)
        self.thread.start()
        end = time.monotonic() + LONGEST
        while not server.started and self.thread.is_alive() and time.monotonic() < end:
            time.sleep(0.01)
        assert server.started, "the server did not start"
        self.port = int(server.servers[0].sockets[0].getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def stop(self) -> float:
        """Seconds until the server has ended."""
        began = time.monotonic()
        self.server.should_exit = True
        self.thread.join(timeout=LONGEST)
        assert not self.thread.is_alive(), "the server did not end"
        return time.monotonic() - began


@contextmanager
def serving(app: FastAPI) -> Iterator[Serving]:
    """A site on a free port."""
    made = Serving(app)
    try:
        yield made
    finally:
        made.stop()
