"""The pages in a WACZ file: a zip of WARC files with an index (WACZ 1.1.1, CDXJ), read at the places that are needed.

Nothing is ever unpacked to disk, so names in the zip are only names.
"""

import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from communique.errors import InputRefused, Unreadable
from communique.files import warc
from communique.files.packing import STEEP_FROM, STEEPEST, Unpacked
from communique.files.warc import Found, Place
from communique.model import Noun

ZIP = b"PK\x03\x04"
MOST_MEMBERS = 10_000
MOST_ENTRIES = 1_000_000
LONGEST_ENTRY = 20_000
ENCRYPTED = 0x1
LOCAL_HEAD = struct.Struct("<4s22xHH")


class Entry(Noun, frozen=True, order=True):
    """Where the index says a page is: the WARC file's name, and offset and length in it."""

    file: str
    offset: int
    length: int


def placed(name: str, file: BinaryIO, place: Place | None = None) -> Iterator[Found]:
    """Each page or refusal with the place behind it. `file` can seek, and is asked only for directory, index and the
    records of pages. The place counts, in `offset`, the pages of the index in the order they stand in the file; of a
    zip without an index, whose WARC files are read through, its records. Raises what `file` raises as InputRefused."""
    done = place.offset if place else 0
    try:
        with zipfile.ZipFile(file) as archive:
            members = _members(name, archive)
            entries = _entries(archive)
            found = (
                _indexed(name, file, archive, members, entries, done) if entries else _through(name, archive, members)
            )
            for number, item in enumerate(found, done + 1 if entries else 1):
                if number > done:
                    yield item, Place(offset=number)
    except InputRefused:
        raise
    except Exception as error:  # zipfile raises whatever it meets in a broken zip
        raise Unreadable(name, f"not a WACZ file that can be read: {error}") from error


def _members(name: str, archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """The WARC files by their last name. Raises Unreadable where there is none or they cannot be read."""
    if len(archive.infolist()) > MOST_MEMBERS:
        raise Unreadable(name, f"more than {MOST_MEMBERS} files in it")
    found = {i.filename.rpartition("/")[2]: i for i in archive.infolist() if _is(i, "archive/", (".warc", ".warc.gz"))}
    if not found:
        raise Unreadable(name, "a zip file without WARC files in archive/: no WACZ")
    for info in found.values():
        if info.flag_bits & ENCRYPTED:
            raise Unreadable(f"{name}, {info.filename}", "encrypted")
        if info.file_size > max(STEEP_FROM, STEEPEST * info.compress_size):
            raise Unreadable(f"{name}, {info.filename}", f"unpacks to more than {STEEPEST} times its size")
    return found


def _is(info: zipfile.ZipInfo, folder: str, ends: tuple[str, ...]) -> bool:
    return info.filename.startswith(folder) and info.filename.lower().endswith(ends)


def _entries(archive: zipfile.ZipFile) -> list[Entry]:
    """The HTML responses with status 200 that the index names, in the order they stand in the files."""
    found: set[Entry] = set()
    for info in archive.infolist():
        if _is(info, "indexes/", (".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")) and not info.flag_bits & ENCRYPTED:
            with archive.open(info) as stream:
                lines = Unpacked(stream)  # type: ignore[arg-type]
                while len(found) < MOST_ENTRIES and (line := lines.line(LONGEST_ENTRY)):
                    entry = _entry(line)
                    if entry:
                        found.add(entry)
    return sorted(found)


def _entry(line: bytes) -> Entry | None:
    try:
        told = json.loads(line[line.index(b"{") :])
        is_page = str(told.get("status")) == "200" and str(told.get("mime", "")).lower().startswith(warc.HTML_TYPES)
        entry = Entry(file=told["filename"].rpartition("/")[2], offset=int(told["offset"]), length=int(told["length"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return entry if is_page and entry.offset >= 0 and entry.length > 0 else None


def _indexed(
    name: str,
    file: BinaryIO,
    archive: zipfile.ZipFile,
    members: Mapping[str, zipfile.ZipInfo],
    entries: list[Entry],
    done: int,
) -> Iterator[warc.Item]:
    opened: dict[str, BinaryIO] = {}
    for entry in entries[done:]:
        info = members.get(entry.file)
        here = f"{name}, {entry.file[:200]}"
        if info is None or entry.offset + entry.length > info.file_size:
            yield Unreadable(f"{here}, byte {entry.offset}", "the index names a record that is not there")
            continue
        if entry.length > warc.LARGEST_BLOCK:
            yield Unreadable(f"{here}, byte {entry.offset}", f"larger than {warc.LARGEST_BLOCK / 1e6:g} MB")
            continue
        if entry.file not in opened:
            opened[entry.file] = _opened(file, archive, info)
        opened[entry.file].seek(entry.offset)
        data = io.BytesIO(opened[entry.file].read(entry.length))
        found = warc.placed(here, data, Place(offset=entry.offset))
        nothing = Unreadable(f"{here}, byte {entry.offset}", "no record where the index names one")
        yield next(found, (nothing, None))[0]


def _through(name: str, archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Iterator[warc.Item]:
    for info in members.values():
        with archive.open(info) as stream:
            for item, _ in warc.placed(f"{name}, {info.filename}", stream):  # type: ignore[arg-type]
                yield item


def _opened(file: BinaryIO, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """A WARC file in the zip, to seek in: where it is stored as it is, as a part of the file itself, since zipfile
    would read all that lies before."""
    if info.compress_type != zipfile.ZIP_STORED:
        return archive.open(info)  # type: ignore[return-value]
    file.seek(info.header_offset)
    mark, named, extra = LOCAL_HEAD.unpack(file.read(LOCAL_HEAD.size))
    if mark != ZIP:
        raise Unreadable(info.filename, "not where the zip's directory says")
    return io.BufferedReader(_Part(file, info.header_offset + LOCAL_HEAD.size + named + extra, info.file_size), 1)


class _Part(io.RawIOBase):
    """A part of a file as a file."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
