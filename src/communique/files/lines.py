"""JSON Lines of pages: `url`, `html` or `file`, and optionally `id`; or reports that were read already, with `text`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from communique.errors import InputRefused, Unreadable
from communique.files.packing import LARGEST, Unpacked
from communique.files.warc import Found, Place
from communique.model import Page, Report

LONGEST = 4 * LARGEST
TEXTS = ("id", "url", "html", "file", "text")


def placed(name: str, stream: BinaryIO, base: Path | None, place: Place | None = None) -> Iterator[Found]:
    """Each line's page or refusal, with the place behind it. Files that lines name are read from the folder `base`;
    without one, they are refused. The place has the offset in the lines themselves, out of gzip, and counts lines;
    `stream` stands there, or, where it is packed, at its beginning."""
    place = place or Place()
    data = Unpacked(stream, place.offset)
    at, number = place.offset, place.count
    if data.packed:
        data.skip(at)
    while line := data.line(LONGEST):
        at, number = at + len(line), number + 1
        if line.strip():
            item: Page | InputRefused
            try:
                item = page(f"{name}, line {number}", line, base)
            except InputRefused as error:
                item = error
            is_cut = isinstance(item, InputRefused) and not line.endswith(b"\n")
            yield item, Place(offset=at - len(line), count=number - 1) if is_cut else Place(offset=at, count=number)
    if data.broken:
        yield Unreadable(name, data.broken), Place(offset=at, count=number)


def page(where: str, line: bytes, base: Path | None) -> Page:
    """The page of one line. Raises Unreadable, naming it by `where`."""
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(where, f"not JSON: {error}") from error
    if not isinstance(item, dict):
        raise Unreadable(where, "not a JSON object")
    known = {key: item[key] for key in TEXTS if item.get(key) is not None}
    if any(not isinstance(value, str) for value in known.values()):
        raise Unreadable(where, "id, url, html, file and text are texts")
    url, named = known.get("url", ""), known.get("id")
    if "html" in known:
        body = known["html"].encode("utf-8", "replace")
        return Page(url=url, id=named, body=body, content_type="text/html; charset=utf-8")
    if "file" in known:
        return Page(url=url, id=named, body=_file(where, base, known["file"]))
    if "text" in known:
        return Page(url=url, id=named, body=known["text"].encode("utf-8", "replace"), report=_report(where, item))
    raise Unreadable(where, "neither html nor file nor text in it")


def _report(where: str, item: dict[str, Any]) -> Report:
    try:
        return msgspec.convert({"id": "", **item}, Report)
    except (msgspec.ValidationError, RecursionError) as error:
        raise Unreadable(where, f"not a report: {error}") from error


def _file(where: str, base: Path | None, name: str) -> bytes:
    if base is None:
        raise Unreadable(where, "names a file, which only lines in a file of ours may")
    path = base / name
    try:
        if not path.is_file() and path.exists():
            raise Unreadable(where, f"{path}: not a file")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(where, f"{path}: {getattr(error, 'strerror', None) or error}") from error
