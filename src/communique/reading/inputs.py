"""The pages in a file, whatever kind it is of: HTML, a feed, WARC, or JSON Lines with `url` and `html` or `file`.

The kind is known by the first bytes, never by the name; gzip around any of them likewise.
"""

import io
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from communique import feeds
from communique.errors import InputRefused, Unreadable
from communique.files import lines, mail, wacz, warc
from communique.files.packing import GZIP, LARGEST, unzipped
from communique.model import Page


def pages(
    name: str, stream: BinaryIO, base: Path | None = None, *, jsonl: bool = False
) -> Iterator[Page | InputRefused]:
    """The pages in a stream that the user knows by `name`; what cannot be taken comes as an InputRefused in its place.

    `base` is the folder against which `file` in JSON Lines is read; without it, the folder of `name`. JSON Lines are
    known by their first bytes, or because `jsonl` says so.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    head = _head(buffered)
    if not jsonl and head.startswith(b"WARC/"):
        yield from warc.responses(name, buffered)
        return
    if head.startswith(wacz.ZIP):
        yield from _zipped(name, buffered)
        return
    if jsonl or (head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and not feeds.looks_like(head)):
        for item, _ in lines.placed(name, buffered, base if base is not None else Path(name).parent):
            if item is not None:
                yield item
        return
    if not name.lower().endswith(".txt") and (mail.looks_like(head) or mail.MBOX.match(head)):
        yield from mail.messages(name, buffered)
        return
    try:
        body = unzipped(buffered.read(LARGEST + 1))
    except (OSError, ValueError) as error:
        yield Unreadable(name, str(error))
        return
    if len(body) > LARGEST:
        yield Unreadable(name, f"larger than {LARGEST / 1e6:g} MB")
    elif not body.strip():
        yield Unreadable(name, "empty")
    elif feeds.looks_like(body):
        yield from _feed(name, body)
    else:
        yield Page(url=_address(name), body=body, content_type="text/plain" if name.endswith(".txt") else None)


def _zipped(name: str, stream: io.BufferedReader) -> Iterator[Page | InputRefused]:
    """The pages in a WACZ file."""
    if not stream.seekable():
        yield Unreadable(name, "a WACZ file is read from a file, not from a pipe")
        return
    try:
        for item, _ in wacz.placed(name, stream):
            if item is not None:
                yield item
    except InputRefused as error:
        yield error


class _Raw(io.RawIOBase):
    """Any binary stream as a raw one, so that it can be peeked into."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _head(stream: io.BufferedReader) -> bytes:
    """The first bytes, looked at through gzip, without taking them."""
    head = stream.peek(8192)[:8192]
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 4096)
    except zlib.error:
        return b""


def _address(name: str) -> str:
    """A file's name as an address; standard input has none."""
    path = Path(name)
    return path.resolve().as_uri() if path.exists() else ("" if name in ("-", "<stdin>") else name)


def _feed(name: str, body: bytes) -> Iterator[Page | InputRefused]:
    """Each entry of a feed, with the text the feed itself carries."""
    try:
        feed = feeds.parse(body, _address(name))
    except InputRefused as error:
        yield Unreadable(name, error.why)
        return
    if not feed.entries:
        yield Unreadable(name, "a feed without articles")
    for number, entry in enumerate(feed.entries, 1):
        text = entry.content or entry.summary
        if not text:
            yield Unreadable(f"{name}, entry {number}", "carries no text")
            continue
        yield Page(
            url=entry.url or "",
            body=_html(text, feed, entry).encode(),
            content_type="text/html; charset=utf-8",
            entry_title=entry.title,
            entry_published=entry.published,
            entry_summary=entry.summary if entry.content else None,
        )


def _html(text: str, feed: feeds.Feed, entry: feeds.Entry) -> str:
    """An entry as a page, so that it is read like one."""
    head = f"<title>{escape(entry.title or '')}</title>" + "".join(
        f'<meta name="author" content="{escape(author)}">' for author in entry.authors
    )
    site = f'<meta property="og:site_name" content="{escape(feed.title)}">' if feed.title else ""
    lang = f' lang="{escape(feed.language)}"' if feed.language else ""
    body = text if "<p" in text else f"<p>{text}</p>"
    article = f"<article><h1>{escape(entry.title or '')}</h1>{body}</article>"
    return f"<html{lang}><head>{head}{site}</head><body>{article}</body></html>"
