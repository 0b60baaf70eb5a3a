"""Gzip around pages and archives, taken off within bounds, and gone on behind a broken place."""

import re
import zlib
from collections import deque
from typing import BinaryIO

GZIP = b"\x1f\x8b"
LARGEST = 12_000_000
MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
CHUNK = 65_536
KEPT = 4_000_000  # packed bytes of one member that are kept, to look in them for the next when it is broken
STEEPEST = 500  # times its packed size; deflate cannot do more than 1,032
STEEP_FROM = 50_000_000


def unzipped(body: bytes, largest: int = LARGEST) -> bytes:
    """The bytes, taken out of gzip (all of its members) if the first two say so. Raises ValueError when broken or
    larger than `largest`."""
    if not body.startswith(GZIP):
        return body
    plain = b""
    while body.startswith(GZIP):
        inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            plain += inflater.decompress(body, largest + 1 - len(plain))
        except zlib.error as error:
            raise ValueError(f"broken gzip: {error}") from error
        if len(plain) > largest:
            raise ValueError(f"larger than {largest / 1e6:g} MB when unpacked")
        if not inflater.eof:
            raise ValueError("gzip that ends too early")
        body = inflater.unused_data
    return plain


class Unpacked:
    """A stream read forward, out of gzip where it is packed, that knows where in the file each byte stands.

    Reading stops short at the end and where the packing is broken; `broken` then says what is wrong and at which
    offset, and `recover` goes on at the next member. `start` is the stream's own offset in its file.
    """

    def __init__(self, stream: BinaryIO, start: int = 0) -> None:
        self._stream, self._raw, self._raw_at, self._fed = stream, bytearray(), start, 0
        self._plain, self._at, self._ended = bytearray(), 0, False
        self._starts: deque[tuple[int, int]] = deque()
        self._inflater: zlib._Decompress | None = None
        self._inflated = self._eaten = 0
        self.broken: str | None = None
        self._take()
        self.packed = self._raw.startswith(GZIP)
        if not self.packed:
            self._starts.append((0, start))

    def ensure(self, size: int) -> bool:
        """Whether `size` more bytes are at hand, after reading on as far as needed."""
        while len(self._plain) < size and not self.broken:
            if not (self._inflate() if self.packed else self._pass()):
                break
        return len(self._plain) >= size

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer at the end, without taking them."""
        self.ensure(size)
        return bytes(self._plain[:size])

    def read(self, size: int) -> bytes:
        """The next bytes, taken; fewer at the end."""
        data = self.peek(size)
        self._drop(len(data))
        return data

    def line(self, longest: int) -> bytes:
        """The next line with its end, or as much of it as `longest` allows; empty at the end."""
        seen, end = 0, -1
        while (end := self._plain.find(b"\n", seen)) < 0 and len(self._plain) < longest:
            seen = len(self._plain)
            if not self.ensure(seen + 1):
                break
        return self.read(min(end + 1 or longest, longest, len(self._plain)))

    def skip(self, size: int) -> int:
        """Take and forget; how many there were."""
        left = size
        while left and self.ensure(1):
            step = min(left, len(self._plain))
            self._drop(step)
            left -= step
        return size - left

    def find(self, pattern: re.Pattern[bytes]) -> bool:
        """Skip to the next place the pattern (of at most 64 bytes) matches; False at the end."""
        while self.ensure(1):
            self.ensure(CHUNK)
            if found := pattern.search(self._plain):
                self._drop(found.start())
                return True
            self._drop(max(1, len(self._plain) - 64))
        return False

    def where(self) -> int:
        """The offset in the file at which reading must begin to come to the next byte: its own, or that of the packed
        member it is in."""
        while len(self._starts) > 1 and self._starts[1][0] <= self._at:
            self._starts.popleft()
        if not self.packed:
            return self._starts[0][1] + self._at
        return self._starts[0][1] if self._starts and (self._plain or self._inflater) else self._raw_at

    def recover(self) -> bool:
        """After a break: go to the next packed member, or False where there is none."""
        self._plain.clear()
        self._inflater, self.broken, at = None, None, 1
        while True:
            if found := MEMBER.search(self._raw, at):
                self._cut(found.start())
                return True
            at = max(0, len(self._raw) - 3)
            self._cut(at)
            at = 0
            if not self._take():
                return False

    def _drop(self, size: int) -> None:
        del self._plain[:size]
        self._at += size

    def _take(self) -> bool:
        data = self._stream.read(CHUNK)
        self._raw += data
        return bool(data)

    def _cut(self, size: int) -> None:
        del self._raw[:size]
        self._raw_at += size
        self._fed = max(0, self._fed - size)

    def _pass(self) -> bool:
        self._plain += self._raw
        self._cut(len(self._raw))
        return self._take()

    def _inflate(self) -> bool:
        if self._inflater is None:
            return self._open()
        if self._fed == len(self._raw) and not self._take():
            self.broken = f"breaks off at byte {self._raw_at + len(self._raw)}"
            return False
        data = bytes(self._raw[self._fed : self._fed + CHUNK])
        try:
            made = self._inflater.decompress(data, 16 * CHUNK)
        except zlib.error as error:
            self.broken = f"broken gzip from byte {self._starts[-1][1]}: {error}"
            return False
        self._plain += made
        self._inflated += len(made)
        if self._inflater.eof:
            self._cut(self._fed + len(data) - len(self._inflater.unused_data))
            self._inflater = None
            return True
        eaten = len(data) - len(self._inflater.unconsumed_tail)
        self._fed, self._eaten = self._fed + eaten, self._eaten + eaten
        if self._fed > KEPT:
            self._cut(self._fed - KEPT // 2)
        if self._inflated > max(STEEP_FROM, STEEPEST * self._eaten):
            self.broken = f"what begins at byte {self._starts[-1][1]} unpacks to more than {STEEPEST} times its size"
        return not self.broken

    def _open(self) -> bool:
        self._fed = 0
        while len(self._raw) < 4 and self._take():
            pass
        if not self._raw:
            return False
        if not MEMBER.match(self._raw):
            self.broken = f"no gzip at byte {self._raw_at}"
            return False
        self._inflater, self._inflated, self._eaten = zlib.decompressobj(16 + zlib.MAX_WBITS), 0, 0
        self._starts.append((self._at + len(self._plain), self._raw_at))
        return True
