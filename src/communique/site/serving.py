"""The site on a port: uvicorn, told to end its streams before it waits for them, with as many open files as it may."""

import resource
import socket
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """Serves the site. Uvicorn alone would wait for readers of updates to leave. Whose word on a reader's address is
    believed is the site's setting, not uvicorn's."""

    def __init__(self, app: FastAPI, **config: Any) -> None:
        super().__init__(uvicorn.Config(app, proxy_headers=False, **config))
        self._updates = app.state.updates

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take the files the machine allows, as each reader of updates holds one open; then listen."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):  # some systems allow less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        self._updates.close()
        await super().shutdown(sockets)
