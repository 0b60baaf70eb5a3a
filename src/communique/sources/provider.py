"""Asking an OpenID Connect provider: its documents, and whether a code is one of its own.

A door of its own, for a provider may stand within the same house, where no publisher may. It asks only addresses of the
provider that was set, follows no redirect, and takes a bounded answer in bounded time.
"""

import ssl
import weakref
from collections.abc import Mapping
from typing import Any

import httpcore2
import httpx2
import msgspec

from communique.errors import FetchFailed
from communique.sources.bodies import ACCEPTED, unpack
from communique.sources.completions import Transport
from communique.sources.guard import GuardedBackend
from communique.sources.http import PRODUCT, checked
from communique.version import __version__

LARGEST = 1_000_000  # bytes of an answer


class ProviderDoor:
    """`editorial.ProviderDoor` over HTTP; `timeout` is for a whole request, in seconds."""

    def __init__(self, timeout: float = 10.0) -> None:
        self._timeout = timeout
        self._backend = GuardedBackend(allow_private=True)
        headers = {"User-Agent": f"{PRODUCT}/{__version__}", "Accept-Encoding": ACCEPTED, "Accept": "application/json"}
        self._client = httpx2.Client(
            transport=Transport(self._backend), timeout=timeout, trust_env=False, headers=headers
        )
        weakref.finalize(self, self._client.close)

    def get(self, url: str) -> dict[str, Any]:
        """See `editorial.ProviderDoor`."""
        return self._asked("GET", url)[1]

    def post(
        self, url: str, form: Mapping[str, str], basic: tuple[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """See `editorial.ProviderDoor`."""
        return self._asked("POST", url, form, basic)

    def _asked(
        self, method: str, url: str, form: Mapping[str, str] | None = None, basic: tuple[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        try:
            checked(url, url)
            sent = {"data": dict(form)} if form is not None else {}
            with (
                self._backend.within(self._timeout),
                self._client.stream(method, url, auth=basic, **sent) as response,  # type: ignore[arg-type]
            ):
                encoding = response.headers.get("content-encoding", "")
                body = unpack(url, response.iter_raw(), encoding, LARGEST)
                status = response.status_code
        except (httpx2.TimeoutException, httpcore2.TimeoutException) as error:
            raise FetchFailed(url, "did not answer in time") from error
        except (httpx2.HTTPError, httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
            raise FetchFailed(url, "could not be reached") from error
        except (httpx2.InvalidURL, ValueError) as error:
            raise FetchFailed(url, "is no address that can be asked") from error
        if status != 200 and not (form is not None and 400 <= status < 500):
            raise FetchFailed(url, f"answered {status}", status=status)
        try:
            return status, msgspec.json.decode(body, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise FetchFailed(url, "sent no JSON object") from error
