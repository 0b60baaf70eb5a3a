"""The pages in a WARC file (ISO 28500, versions 0.18 to 1.1): plain, gzipped record by record, or gzipped as a whole.

Records are cut out here, so that each break is named by its offset, reading goes on behind it, and can be taken up
again later; what is in a record is read by fastwarc.
"""

import io
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from communique.errors import InputRefused, Unreadable
from communique.files.packing import LARGEST, Unpacked, unzipped
from communique.model import Noun, Page

HTML_TYPES = ("text/html", "application/xhtml")
BEGIN = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
AGAIN = re.compile(rb"(?<=\n)WARC/\d\.\d+[ \t]*\r?\n")
BLANK = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"(?im)^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$")
KIND = re.compile(rb"(?im)^warc-type[ \t]*:[ \t]*(\w+)")
LONGEST_HEAD = 65_536
LARGEST_BLOCK = 2 * LARGEST
LONGEST_URL = 4000
MOST_BREAKS = 1000


class Place(Noun, frozen=True):
    """How far a file was read: `offset` is where to begin again, `count` how many records (or lines) from the start of
    what `offset` says were already taken."""

    offset: int = 0
    count: int = 0


Item = Page | InputRefused | None
Found = tuple[Item, Place]


def responses(name: str, stream: BinaryIO) -> Iterator[Page | InputRefused]:
    """The pages in order: HTML responses with status 200 and HTML resources. What is broken says so in its place."""
    seen = False
    for item, _ in placed(name, stream):
        seen = True
        if item is not None:
            yield item
    if not seen:
        yield Unreadable(name, "a WARC file without records")


def placed(name: str, stream: BinaryIO, place: Place | None = None) -> Iterator[Found]:
    """Each record's page (None where it holds none) or refusal, with the place behind it. `stream` stands at the
    offset of `place`; the records it counts are passed over. Never raises for what is in the stream."""
    place = place or Place()
    data = Unpacked(stream, place.offset)
    base, count, breaks, going = place.offset, 0, 0, True
    while data.ensure(1) or data.broken:
        at = _settled(data)
        base, count = (base, count + 1) if at == base else (at, 1)
        item, whole = _record(name, data, at)
        if not whole:
            breaks += 1
            going = _recovered(data) and breaks < MOST_BREAKS
        behind = _settled(data)
        if at != place.offset or count > place.count:
            yield item, Place(offset=behind, count=count if behind == base else 0)
        if not whole and not going:
            return


def _settled(data: Unpacked) -> int:
    """Where the next record is, after the blank lines behind the last."""
    while data.ensure(1) and data.peek(1) in (b"\r", b"\n"):
        data.skip(1)
    return data.where()


def _recovered(data: Unpacked) -> bool:
    """Whether reading stands at another record, looked for behind a break."""
    return data.recover() if data.broken else data.find(AGAIN) or (data.broken is not None and data.recover())


def _record(name: str, data: Unpacked, at: int) -> tuple[Item, bool]:
    """The page or refusal of one record, and whether the record was whole."""
    here = f"{name}, byte {at}"
    head = data.peek(4096)
    if not BLANK.search(head):
        head = data.peek(LONGEST_HEAD)
    blank, length = BLANK.search(head), LENGTH.search(head)
    if not (BEGIN.match(head) and blank and length and length.end() <= blank.end()):
        ended = not data.ensure(len(head) + 1) and BEGIN.match(head) and not blank
        return Unreadable(here, data.broken or ("breaks off" if ended else "no WARC record: broken here")), False
    size, kind = int(length[1]), KIND.search(head, 0, blank.end())
    data.skip(blank.end())
    wanted = kind is not None and kind[1].lower() in (b"response", b"resource")
    if wanted and size > LARGEST_BLOCK:
        return _too_large(here, data, size)
    block = data.read(size) if wanted else b""
    if (len(block) if wanted else data.skip(size)) < size:
        return Unreadable(here, data.broken or "breaks off in a record"), False
    try:
        return (_page(here, head[: blank.start()], block) if wanted else None), True
    except InputRefused as error:
        return error, True


def _too_large(here: str, data: Unpacked, size: int) -> tuple[InputRefused | None, bool]:
    """Pictures and films pass without a word, pages do not."""
    is_page = b"text/html" in data.peek(2000).lower()
    if data.skip(size) < size:
        return Unreadable(here, data.broken or "breaks off in a record"), False
    return (Unreadable(here, f"larger than {LARGEST / 1e6:g} MB") if is_page else None), True


def _page(here: str, head: bytes, block: bytes) -> Page | None:
    """The page in a whole record, or None. Raises Unreadable."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    lines = b"\r\n".join(head.splitlines())
    try:
        record = WarcRecord.from_bytes(lines + b"\r\n\r\n" + block + b"\r\n\r\n")
        record.parse_http(quirks_mode=True)
        known: dict[str, str] = {name.lower(): value for name, value in record.headers.items()}
        kept = record.reader.read() if record.reader else b""
    except (OSError, ValueError) as error:
        raise Unreadable(here, f"a record that cannot be read: {error}") from error
    http = {name.lower(): value for name, value in record.http_headers.items()} if record.http_headers else {}
    url = known.get("warc-target-uri", "").strip("<> ")
    is_resource = record.record_type == WarcRecordType.resource
    kind = known.get("content-type", "") if is_resource and not http else http.get("content-type", "")
    status = 200 if is_resource else getattr(record.http_headers, "status_code", None)
    is_page = kind.lower().startswith(HTML_TYPES) or (not kind and not is_resource)
    if status != 200 or not is_page:
        return None
    if len(url) > LONGEST_URL:
        raise Unreadable(here, "a page with an address that is too long")
    try:
        body = _decoded(kept, http)
    except (ValueError, zlib.error) as error:
        raise Unreadable(url or here, str(error)) from error
    return Page(
        url=url,
        body=body,
        content_type=kind or None,
        fetched=_moment(known.get("warc-date", "")),
        last_modified=http.get("last-modified"),
        reserved=http.get("tdm-reservation", "").strip() == "1",
    )


def _moment(text: str) -> str | None:
    """WARC-Date, if it is a time."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if value.tzinfo else None


def _decoded(body: bytes, headers: dict[str, str]) -> bytes:
    """The body out of transfer and content encoding. Crawlers often store it decoded and leave the headers: a body
    that is not in the encoding named is taken as it is."""
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = headers.get("content-encoding", "").lower().strip()
    try:
        if packing == "deflate":
            inflater = zlib.decompressobj(zlib.MAX_WBITS if body[:1] and body[0] & 0x0F == 8 else -zlib.MAX_WBITS)
            return inflater.decompress(body, LARGEST + 1) if not body.lstrip().startswith(b"<") else body
        if packing in ("br", "zstd"):
            reader = (BrotliReader if packing == "br" else ZstdReader)(io.BytesIO(body))
            return bytes(reader.read(LARGEST + 1)) or body
    except (OSError, zlib.error):
        return body
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
