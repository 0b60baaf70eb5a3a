"""Taking a response body in without being flooded: size counted before and after decompression."""

import zlib
from collections.abc import Iterable

from communique.errors import FetchFailed

ACCEPTED = "gzip, deflate"  # what `unpack` can bound exactly; nothing else is asked for


def unpack(url: str, chunks: Iterable[bytes], encoding: str, limit: int, cut: bool = False) -> bytes:
    """The decoded body, at most `limit` bytes; of a larger one the beginning if it may be `cut`. Raises FetchFailed
    naming `url` when it is larger or broken."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _plain(url, chunks, limit, cut)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed(url, f"sent in an encoding we did not ask for ({encoding[:40]})")
    return _inflated(url, chunks, encoding, limit, cut)


def _plain(url: str, chunks: Iterable[bytes], limit: int, cut: bool) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            return _cut(url, body, limit, cut)
    return bytes(body)


def _inflated(url: str, chunks: Iterable[bytes], encoding: str, limit: int, cut: bool) -> bytes:
    inflater = None
    body = bytearray()
    try:
        for chunk in chunks:
            if not chunk:
                continue
            if inflater is None:
                inflater = zlib.decompressobj(_window(encoding, chunk))
            body += inflater.decompress(chunk, limit + 1 - len(body))
            if len(body) > limit:
                return _cut(url, body, limit, cut)
    except zlib.error as error:
        raise FetchFailed(url, f"broken compression: {error}") from error
    if inflater is not None and not inflater.eof:
        raise FetchFailed(url, "compressed body ends too early")
    return bytes(body)


def _window(encoding: str, first: bytes) -> int:
    """zlib's window bits; `deflate` is zlib by the standard and raw deflate by some servers."""
    if encoding != "deflate":
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if first[0] & 0x0F == 8 else -zlib.MAX_WBITS


def _cut(url: str, body: bytearray, limit: int, cut: bool) -> bytes:
    if not cut:
        raise FetchFailed(url, f"larger than {limit / 1e6:g} MB")
    return bytes(body[:limit])
