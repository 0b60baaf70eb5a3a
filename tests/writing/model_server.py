"""A server that speaks OpenAI's chat completions on loopback and plays models of every kind: `plays` is asked for each
request and answers through the handler; `asked` keeps the requests as they were read, `headers` what came with them."""

import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

Play = Callable[["Handler", dict[str, Any]], None]
USAGE = {"prompt_tokens": 1000, "completion_tokens": 200}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    playing: "ModelServer"

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.playing.lock:
            self.playing.asked.append(said)
            self.playing.paths.append(self.path)
            self.playing.headers.append(dict(self.headers.items()))
            play = self.playing.plays[min(len(self.playing.asked), len(self.playing.plays)) - 1]
            self.playing.busy += 1
            self.playing.busiest = max(self.playing.busiest, self.playing.busy)
        try:
            play(self, said)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the desk has given up
        finally:
            with self.playing.lock:
                self.playing.busy -= 1

    def give(self, status: int, body: bytes, **headers: str) -> None:
        """Answer."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class ModelServer:
    """The plays of the requests in their order; the last one goes on for ever."""

    def __init__(self, *plays: Play) -> None:
        self.plays = plays
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.busy = self.busiest = 0
        handler = type("Handler", (Handler,), {"playing": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> "ModelServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def shown(said: dict[str, Any]) -> dict[int, str]:
    """The numbered sentences in a request."""
    lines = [line for line in said["messages"][-1]["content"].splitlines() if line.startswith('{"n"')]
    return {value["n"]: value["text"] for value in map(json.loads, lines)}


def completion(text: str, usage: dict[str, int] | None = USAGE) -> bytes:
    """A chat completion with this text."""
    told: dict[str, Any] = {"id": "c", "choices": [{"message": {"role": "assistant", "content": text}}]}
    return json.dumps(told | ({"usage": usage} if usage else {})).encode()


def says(text: str, usage: dict[str, int] | None = USAGE) -> Play:
    """A model that always gives this text."""
    return lambda handler, said: handler.give(200, completion(text, usage))


def drafts(headline: str, *paragraphs: list[tuple[str, str]], standfirst: tuple[tuple[str, str], ...] = ()) -> Play:
    """A model that drafts sentences, each with a phrase of the sentence it rests on. The phrase "#7" cites 7."""

    def play(handler: Handler, said: dict[str, Any]) -> None:
        sentences = shown(said)

        def line(text: str, phrase: str) -> dict[str, Any]:
            if phrase.startswith("#"):
                return {"text": text, "cites": [int(number) for number in re.findall(r"\d+", phrase)]}
            return {"text": text, "cites": [n for n, sentence in sentences.items() if phrase in sentence][:1]}

        answer = {
            "headline": line(headline, paragraphs[0][0][1]),
            "standfirst": [line(*one) for one in standfirst],
            "paragraphs": [[line(*one) for one in paragraph] for paragraph in paragraphs],
        }
        handler.give(200, completion(json.dumps(answer)))

    return play


def obeys(lie: str, *also: str) -> Play:
    """A model that tells a lie wherever it can: as headline, standfirst and body, citing each sentence and all."""

    def play(handler: Handler, said: dict[str, Any]) -> None:
        numbers = list(shown(said)) or [1]
        wordings = [f"{lie}.", f"{lie}, according to The Quay.", *also]
        lines = [{"text": text, "cites": cites} for text in wordings for cites in (numbers[:6], [999], [])]
        lines += [{"text": f"{lie}.", "cites": [n]} for n in numbers[:25]]
        answer = {"headline": {"text": lie, "cites": numbers[:1]}, "standfirst": lines[:2], "paragraphs": [lines[:38]]}
        handler.give(200, completion(json.dumps(answer)))

    return play


def fails(status: int, **headers: str) -> Play:
    """A server that answers with this status, and repeats the key it was sent as some do."""
    return lambda handler, said: handler.give(
        status, json.dumps({"error": f"bad key {handler.headers.get('Authorization')}"}).encode(), **headers
    )


def raw(body: bytes) -> Play:
    """A server that answers 200 with these bytes."""
    return lambda handler, said: handler.give(200, body)


def drops(handler: Handler, said: dict[str, Any]) -> None:
    """A server that breaks off in its answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.close()


def drips(handler: Handler, said: dict[str, Any]) -> None:
    """A server that sends a byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def waits(seconds: float, then: Play) -> Play:
    """A slow one."""

    def play(handler: Handler, said: dict[str, Any]) -> None:
        time.sleep(seconds)
        then(handler, said)

    return play
