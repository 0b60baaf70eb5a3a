"""The pages in a WARC file (ISO 28500), plain or gzipped."""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import InputRefused, Unreadable
from communique.model import Page
from communique.reading.decoding import LARGEST, unzipped

HTML_TYPES = ("text/html", "application/xhtml")


def responses(name: str, stream: BinaryIO) -> Iterator[Page | InputRefused]:
    """The HTML responses with status 200, in order. An archive that breaks off or is broken inside says so at its end.

    The reading library takes a cut-off archive for a finished one, so lengths are compared here.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen = 0
    try:
        for record in ArchiveIterator(_Forward(stream), record_types=WarcRecordType.response, parse_http=True):
            seen += 1
            try:
                page = _page(name, seen, record)
            except InputRefused as error:
                yield error
                continue
            if page is not None:
                yield page
    except Exception as error:  # the library raises whatever it meets in a broken archive
        yield Unreadable(name, f"broken after {seen} responses: {error}")
    if not seen:
        yield Unreadable(name, "a WARC file without responses")


class _Forward:
    """A stream as the reading library wants it: it asks for the position, which pipes do not know."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence or offset != self._at:
            raise OSError("read forwards only")
        return self._at

    def close(self) -> None:
        """Left to whoever opened the stream."""


def _page(name: str, number: int, record: Any) -> Page | None:
    url = record.headers.get("WARC-Target-URI") or ""
    named = url or f"{name}, response {number}"
    length = record.content_length
    headers = record.http_headers
    if headers is None:
        raise Unreadable(named, "the archive breaks off in it")
    kind = headers.get("content-type") or ""
    if headers.status_code != 200 or (kind and not kind.lower().startswith(HTML_TYPES)):
        return None
    if length > 2 * LARGEST:
        raise Unreadable(named, f"larger than {LARGEST / 1e6:g} MB")
    body = record.reader.read()
    if len(body) < length:
        raise Unreadable(named, "the archive breaks off in it")
    try:
        body = _decoded(body, headers)
    except (ValueError, zlib.error) as error:
        raise Unreadable(named, str(error)) from error
    fetched = record.headers.get("WARC-Date")
    return Page(url=url.strip("<>"), body=body, content_type=kind or None, fetched=fetched)


def _decoded(body: bytes, headers: Any) -> bytes:
    """The body out of transfer and content encoding. Crawlers often store it decoded and leave the headers: a body
    that is not in the encoding named is taken as it is."""
    if "chunked" in (headers.get("transfer-encoding") or "").lower():
        body = _joined(body)
    return unzipped(body)


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body put together; a body that is not chunked stays as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 20)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 4 + size
