"""A file on a server, read at the places that are needed by range requests (RFC 9110 section 14)."""

import io
import re
from collections import OrderedDict

from communique.errors import FetchFailed
from communique.ports import Answer, Fetch

CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)$")
KEPT = 8_000_000
MOST_ASKED = 240


class Spans(io.RawIOBase):
    """The file at an address, of which whole blocks are asked and the last of them kept.

    `size` is that of the file, `asked` counts requests, `validator` is what tells this state of the file from others.
    A server that does not serve parts is taken at its word once: its answer is the whole file, which the door to the
    network bounds. Raises FetchFailed where an answer is not what was asked for, the file changes while it is read, or
    more than MOST_ASKED requests would be needed; and whatever `fetch` raises.
    """

    def __init__(
        self, fetch: Fetch, url: str, block: int, etag: str | None = None, last_modified: str | None = None
    ) -> None:
        """Ask for the first block, conditionally where validators are given; `changed` tells whether that gave any."""
        self._fetch, self._url, self._block, self._at = fetch, url, block, 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._whole: bytes | None = None
        self.asked = self.size = 0
        self.etag = self.last_modified = self.validator = None
        self.changed = True
        answer = self._ask(0, block - 1, etag, last_modified)
        if answer is None:
            return
        self.changed = answer.status != 304
        self.etag, self.last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if self.changed:
            self._keep(answer, 0)
            self.validator = self._said(answer)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """As any file does."""
        at = offset + (0, self._at, self.size)[whence]
        if at < 0:
            raise OSError("before the beginning of the file")
        self._at = at
        return at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """The next bytes, all that fit."""
        end = min(self._at + len(buffer), self.size)
        data = self._bytes(self._at, end) if end > self._at else b""
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _bytes(self, start: int, end: int) -> bytes:
        if self._whole is not None:
            return self._whole[start:end]
        first, last = start // self._block, (end - 1) // self._block
        while missing := [n for n in range(first, last + 1) if n not in self._blocks]:
            begin = missing[0]
            until = next((n for n in range(begin, last + 1) if n in self._blocks), last + 1)
            until = min(until, begin + max(1, KEPT // 2 // self._block))
            if (last + 1 - first) * self._block > KEPT:
                raise FetchFailed(self._url, f"a part larger than {KEPT / 1e6:g} MB would have to be asked for")
            answer = self._ask(begin * self._block, min(until * self._block, self.size) - 1)
            if answer is None:
                return b""
            self._keep(answer, begin * self._block)
            if answer.status == 200:
                return answer.body[start:end]
        joined = b"".join(self._blocks[n] for n in range(first, last + 1))
        for n in range(first, last + 1):
            self._blocks.move_to_end(n)
        while len(self._blocks) * self._block > KEPT:
            self._blocks.popitem(last=False)
        return joined[start - first * self._block : end - first * self._block]

    def _ask(self, first: int, last: int, etag: str | None = None, last_modified: str | None = None) -> Answer | None:
        if self.asked >= MOST_ASKED:
            raise FetchFailed(self._url, f"more than {MOST_ASKED} parts would have to be asked for")
        self.asked += 1
        try:
            return self._fetch.get(self._url, etag=etag, last_modified=last_modified, span=(first, last))
        except FetchFailed as error:
            if error.status == 416 and not self.size:
                return None  # an empty file has no first block
            if self.asked == 1 and error.status is None and "larger" in error.why:
                why = f"{error.why}, and the server serves no parts of it"
                raise FetchFailed(error.name, why) from error
            raise

    def _keep(self, answer: Answer, first: int) -> None:
        if answer.status == 200:
            self._whole, self.size = answer.body, len(answer.body)
            return
        told = CONTENT_RANGE.match(answer.headers.get("content-range", ""))
        if not told or int(told[1]) != first or int(told[2]) - first + 1 != len(answer.body):
            raise FetchFailed(self._url, "the server sent another part than the one asked for")
        if self.validator and (int(told[3]), self._said(answer)) != (self.size, self.validator):
            raise FetchFailed(self._url, "changed while it was read")
        self.size = int(told[3])
        for at in range(0, len(answer.body), self._block):
            self._blocks[(first + at) // self._block] = answer.body[at : at + self._block]

    def _said(self, answer: Answer) -> str:
        """What tells this state of the file from others; by its size alone where the server says nothing."""
        return answer.headers.get("etag") or answer.headers.get("last-modified") or f"size {self.size}"
