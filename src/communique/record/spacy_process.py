"""The shipped parser in processes of its own: they load while sources are asked, and parse while the desk codes.

Run as a module it is one of them: requests on standard input, answers on standard output, each four bytes of length
and then MessagePack. It ends when its input does, so none is left behind by a desk that was killed.
"""

import contextlib
import queue
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
PARSES = msgspec.msgpack.Decoder(list[Parsed])


class SpacyProcess:
    """`communique.ports.Parser` over `SpacyParser` in other processes, at most `most` of them, the first started by
    `start`, others as they are needed; they end with this object. Safe to call from several threads."""

    def __init__(self, most: int = 2) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self._most = most
        self._idle: queue.LifoQueue[subprocess.Popen[bytes]] = queue.LifoQueue()
        self._lock = threading.Lock()
        weakref.finalize(self, _end, self.processes)

    def start(self) -> None:
        """Let a process load its pipeline now, if none has; returns at once."""
        with self._lock:
            if not self.processes:
                self._idle.put(self._started())

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        """One parse a sentence, in order. Raises CommuniqueError if the process ended; the next call starts another."""
        if not sentences:
            return ()
        process = self._taken()
        try:
            answer = _asked(process, msgspec.msgpack.encode(list(sentences)))
        except OSError as error:
            self._lost(process)
            raise CommuniqueError(f"the parser's process broke off: {error}") from error
        if answer is None:
            self._lost(process)
            raise CommuniqueError(f"the parser's process ended with {process.returncode}")
        self._idle.put(process)
        return PARSES.decode(answer)

    def _taken(self) -> "subprocess.Popen[bytes]":
        """A process for one request; a new one while there may be more, else the first that has time."""
        with self._lock:
            if self._idle.empty() and len(self.processes) < self._most:
                return self._started()
        return self._idle.get()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", __name__]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.processes.append(process)
        return process

    def _lost(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            self.processes.remove(process)
        _end([process])


def _asked(process: "subprocess.Popen[bytes]", request: bytes) -> bytes | None:
    assert process.stdin and process.stdout
    _send(process.stdin, request)
    return _received(process.stdout)


def _end(processes: "list[subprocess.Popen[bytes]]") -> None:
    """End them at once: they keep nothing."""
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


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
