"""Which addresses may be reached, checked where it cannot be got round: on the resolved address, while connecting.

A check of names alone is passed by a name that resolves to 127.0.0.1, by `http://2130706433/`, by a second look-up
that answers otherwise than the first. Here the name is resolved once, every address found is checked, and the
connection goes to the checked address itself.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import httpcore2

from communique.errors import FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

METADATA = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"))
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def forbidden(text: str, allow_private: bool) -> str | None:
    """Why this IP address may not be reached, or None. `allow_private` opens loopback and private ranges, and nothing
    else: link-local, metadata, multicast and reserved addresses stay closed."""
    try:
        address = _inner(ipaddress.ip_address(text.split("%")[0]))
    except ValueError:
        return "not an IP address"
    if address in METADATA:
        return "a cloud metadata address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_loopback:
        return None if allow_private else "a loopback address"
    if address.is_unspecified or address.is_reserved or (address.version == 4 and int(address) >> 24 == 0):
        return "a reserved address"
    if address.is_private:
        return None if allow_private else "a private address"
    return None if address.is_global else "not a public address"


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one only carries: mapped, compatible, 6to4, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    carried = address.ipv4_mapped or address.sixtofour
    if carried is None and (address in NAT64 or 1 < int(address) < 2**32):
        carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return carried or address


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, in the system's order. Raises httpcore2.ConnectError when there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"cannot resolve {host}: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects only to addresses that `forbidden` lets through, and ends every wait at the deadline of its thread."""

    def __init__(self, allow_private: bool, resolve: Resolve = resolve) -> None:
        self.allow_private = allow_private
        self._resolve = resolve
        self._plain = httpcore2.SyncBackend()
        self._deadlines = threading.local()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """All network waits of this thread together take at most so long; then they end in ReadTimeout."""
        self._deadlines.at = time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadlines.at = None

    def left(self, timeout: float | None) -> float | None:
        """The timeout that is left of `timeout` before the deadline. Raises httpcore2.ReadTimeout when none is."""
        at: float | None = getattr(self._deadlines, "at", None)
        if at is None:
            return timeout
        left = at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("took too long")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve, check and connect. Raises FetchRefused naming the host if any of its addresses is forbidden."""
        addresses = self._resolve(host, port)
        for address in addresses:
            if why := forbidden(address, self.allow_private):
                raise FetchRefused(host, f"{address} is {why}")
        last: httpcore2.ConnectError | httpcore2.ConnectTimeout = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return _Stream(
                    self._plain.connect_tcp(address, port, self.left(timeout), local_address, socket_options), self
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        """Never: a local socket is no publisher."""
        raise FetchRefused("unix socket", "only http and https over the network are asked")


class _Stream(httpcore2.NetworkStream):
    """A stream whose every wait ends at the deadline."""

    def __init__(self, plain: httpcore2.NetworkStream, backend: GuardedBackend) -> None:
        self._plain, self._backend = plain, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        try:
            left = self._backend.left(timeout)
        except httpcore2.ReadTimeout:
            self.close()
            raise
        return _Stream(self._plain.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)
