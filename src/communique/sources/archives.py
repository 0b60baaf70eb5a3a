"""An archive (WARC, WACZ) or JSON Lines as a source: a file here or on a server, read on from round to round.

How far it was read is kept in the state of the file's own address, in `etag`, as `done offset count mark validator`:
whether the end was reached, the place (see `files.warc.Place`), a checksum of the bytes before it, and what tells
this state of the file from others (its ETag or Last-Modified; here, its time and size). A file that is as it was when
its end was reached is not read again; one that has only grown is read on; after any other change it is read from its
beginning.
"""

import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from communique import feeds, times
from communique.errors import FetchFailed, InputRefused, Unreadable
from communique.files import lines, packing, wacz, warc
from communique.files.warc import Place
from communique.model import Noun, Page, PageState, Source, SourceKind, identity
from communique.ports import Fetch
from communique.sources.folders import Found
from communique.sources.spans import Spans

MOST_PAGES = 200  # of one archive in one round; the rest is read in the next
MOST_BYTES = 24_000_000
MOST_RECORDS = 20_000
MOST_PARTS = 60  # range requests in one round, as many as pages of a feed
PART = {"archive": 262_144, "lines": 1_048_576}
SMALL_PART = 16_384  # for WACZ, which is read at single places
MARKED = 64
ENDS = (".warc", ".warc.gz", ".wacz", ".jsonl", ".jsonl.gz")


class Reached(Noun, frozen=True):
    """How far a file was read."""

    done: bool = False
    place: Place = Place()
    mark: int = 0
    validator: str = ""


def pages(source: Source, known: Mapping[str, PageState], fetch: Fetch, now: datetime) -> Found:
    """Read on in the file. Raises InputRefused where nothing of it can be had."""
    moment = times.rfc3339(now)
    before = known.get(source.url) or PageState(url=source.url, source=source.id, first=moment)
    reached = _reached(before.etag)
    file, validator = _opened(source, reached, before, fetch)
    with closing(file):
        if reached.done and validator in (None, reached.validator):
            return Found(pages=(), unchanged=1, refused=(), states=(replace(before, asked=moment),))
        place = reached.place if validator == reached.validator or _marked(file, reached) else Place()
        taken, refused, place, done = _taken(source, file, place)
        after = Reached(done=done, place=place, mark=_mark(file, place), validator=validator or "")
    kept = file.last_modified if isinstance(file, Spans) and not file.etag else None
    state = replace(before, asked=moment, etag=_told(after), last_modified=kept)
    return Found(pages=taken, unchanged=0, refused=refused, states=(state,), more=not done and place != reached.place)


def found(url: str, fetch: Fetch) -> Source | None:
    """The source that a path or address is, if it is an archive or JSON Lines by its first bytes; None for all else.
    Only addresses that end like one are asked. Raises what `fetch` raises."""
    path = _path(url) if "://" in url or Path(url).is_file() else None
    name = urlsplit(url).path.rpartition("/")[2]
    if path is not None and path.is_file():
        with path.open("rb") as file:
            head = file.read(4096)
    elif "://" in url and name.lower().endswith(ENDS):
        head = fetch.get(url, span=(0, 4095)).body
    else:
        return None
    kind = _kind(head)
    return Source(id=identity("o", url), url=url, kind=kind, publisher=name) if kind else None


def _kind(head: bytes) -> SourceKind | None:
    plain = _unpacked(head)
    if head.startswith(wacz.ZIP) or warc.BEGIN.match(plain):
        return "archive"
    is_lines = plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and not feeds.looks_like(plain)
    return "lines" if is_lines else None


def _unpacked(head: bytes) -> bytes:
    if not head.startswith(packing.GZIP):
        return head
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 4096)
    except zlib.error:
        return b""


def _path(url: str) -> Path | None:
    """The path of a file here; None for a web address."""
    if url.startswith(("http://", "https://")):
        return None
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)


def _opened(source: Source, reached: Reached, before: PageState, fetch: Fetch) -> tuple[BinaryIO | Spans, str | None]:
    """The file and what tells its state; None for that if the server says it is as it was."""
    path = _path(source.url)
    if path is None:
        small = urlsplit(source.url).path.lower().endswith((".wacz", ".zip"))
        etag = reached.validator if reached.done and not before.last_modified else None
        etag = None if etag and etag.startswith("size ") else etag
        modified = before.last_modified if reached.done else None
        spans = Spans(fetch, source.url, SMALL_PART if small else PART[source.kind], etag, modified)
        return spans, spans.validator if spans.changed else None
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise FetchFailed(source.url, "not a file")
        return path.open("rb"), f"{about.st_mtime_ns}-{about.st_size}"
    except (OSError, ValueError) as error:
        raise FetchFailed(source.url, getattr(error, "strerror", None) or str(error)) from error


def _taken(
    source: Source, file: BinaryIO | Spans, place: Place
) -> tuple[tuple[Page, ...], tuple[InputRefused, ...], Place, bool]:
    """Pages and refusals from the place on, how far that went, and whether it was to the end."""
    found: list[Page] = []
    refused: list[InputRefused] = []
    records = size = 0
    try:
        for item, behind in _placed(source, cast(BinaryIO, file), place):
            place, records = behind, records + 1
            if isinstance(item, Page):
                found.append(_owned(source, item))
                size += len(item.body)
            elif item is not None:
                refused.append(item)
            asked = file.asked if isinstance(file, Spans) else 0
            if len(found) >= MOST_PAGES or size >= MOST_BYTES or records >= MOST_RECORDS or asked >= MOST_PARTS:
                return tuple(found), tuple(refused), place, False
    except InputRefused as error:
        if not records:
            raise
        return tuple(found), (*refused, error), place, False
    return tuple(found), tuple(refused), place, True


def _placed(source: Source, file: BinaryIO, place: Place) -> Iterator[warc.Found]:
    file.seek(0)
    head = file.read(4096)
    packed = head.startswith(packing.GZIP)
    if source.kind == "lines":
        path = _path(source.url)
        file.seek(0 if packed else place.offset)
        return lines.placed(source.url, file, path.parent if path else None, place)
    if head.startswith(wacz.ZIP):
        return wacz.placed(source.url, file, place)
    if head and not packed and not warc.BEGIN.match(head):
        raise Unreadable(source.url, "neither a WARC nor a WACZ file")
    file.seek(place.offset)
    return warc.placed(source.url, file, place)


def _owned(source: Source, page: Page) -> Page:
    """The page as one of this source: where it has an address, that and not the line's own id tells it from others."""
    own = identity("r", source.id, page.id) if page.id and not page.url else None
    return replace(page, source=source, id=own)


def _mark(file: BinaryIO | Spans, place: Place) -> int:
    """A checksum of the bytes before the place; 0 where the place does not count bytes of the file."""
    file.seek(0)
    head = file.read(2)
    if head == b"PK" or not place.offset > 0:
        return 0
    file.seek(max(0, place.offset - MARKED))
    data = file.read(min(MARKED, place.offset))
    return zlib.crc32(data) if len(data) == min(MARKED, place.offset) else 0


def _marked(file: BinaryIO | Spans, reached: Reached) -> bool:
    """Whether the file is still the same up to the place."""
    return bool(reached.mark) and _mark(file, reached.place) == reached.mark


def _told(reached: Reached) -> str:
    place = reached.place
    return f"{int(reached.done)} {place.offset} {place.count} {reached.mark} {reached.validator}"


def _reached(text: str | None) -> Reached:
    try:
        done, offset, count, mark, validator = (text or "").split(" ", 4)
        place = Place(offset=int(offset), count=int(count))
        return Reached(done=done == "1", place=place, mark=int(mark), validator=validator)
    except ValueError:
        return Reached()
