"""The shipped parser in a process of its own: it loads while sources are asked, and parses while the desk codes.

Run as a module it is that process: requests on standard input, answers on standard output, each four bytes of length
and then MessagePack. It ends when its input does, so none is left behind by a desk that was killed.
"""

import signal
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from typing import IO

import msgspec

from communique.errors import CommuniqueError
from communique.ports import Parsed

LENGTH = struct.Struct(">I")
PATIENCE = 5.0  # seconds an ended process gets to be gone
PARSES = msgspec.msgpack.Decoder(list[Parsed])


class SpacyProcess:
    """`communique.ports.Parser` over `SpacyParser` in another process, which is started by `start` or by the first
    sentence and ends with this object. Safe to call from several threads; one is answered at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let the process load its pipeline now; returns at once."""
        with self._lock:
            self._running()

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        """One parse a sentence, in order. Raises CommuniqueError if the process ended; the next call starts another."""
        if not sentences:
            return ()
        with self._lock:
            process = self._running()
            assert process.stdin and process.stdout
            try:
                _send(process.stdin, msgspec.msgpack.encode(list(sentences)))
                answer = _received(process.stdout)
            except OSError as error:
                raise CommuniqueError(f"the parser's process broke off: {error}") from error
            if answer is None:
                raise CommuniqueError(f"the parser's process ended with {process.wait()}")
            return PARSES.decode(answer)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", __name__]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Close its input, so that it ends, and see it gone."""
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(LENGTH.pack(len(message)) + message)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the stream ends before one is whole."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def _serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    from communique.record.spacy_parser import SpacyParser

    parser = SpacyParser()
    parser.load()
    while (request := _received(asked)) is not None:
        parses = parser.parse(msgspec.msgpack.decode(request, type=list[str]))
        _send(answered, msgspec.msgpack.encode(parses))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the desk's to answer
    try:
        _serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.stderr.close()  # the desk is gone
