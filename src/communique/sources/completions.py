"""Asking a language model at an address that speaks OpenAI's chat completions (Ollama, vLLM, llama.cpp, a provider).

A door of its own, for it may lead to this machine, where no publisher may: it asks the one address that was set,
follows no redirect, and takes a bounded answer in bounded time. What a server says when it refuses is not passed on,
for some repeat the key they were sent; the status is.
"""

import ssl
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpcore2
import httpx2
import msgspec

from communique.drafting import Asked, Written
from communique.errors import FetchFailed, FetchRefused, WriterFailed
from communique.sources.bodies import ACCEPTED, unpack
from communique.sources.guard import GuardedBackend
from communique.sources.http import PRODUCT, checked
from communique.version import __version__

LARGEST = 2_000_000  # bytes of an answer
LONGEST_WAIT = 30.0  # seconds between two tries, whatever Retry-After says: a round does not stand still for longer
FIRST_WAIT = 0.5
PASSING = frozenset([408, 409, 425, 429, 500, 502, 503, 504, 529])
"""Statuses that another try may change."""
UNKNOWN_FORM = frozenset([400, 404, 415, 422, 501])
"""Statuses by which servers say that they do not take a part of the request."""
SEED = 1


class Message(msgspec.Struct):
    """What is read of a message."""

    content: str | None = None


class Choice(msgspec.Struct):
    """What is read of a choice."""

    message: Message


class Usage(msgspec.Struct):
    """The tokens a server counted."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Completion(msgspec.Struct):
    """What is read of an answer."""

    choices: list[Choice]
    usage: Usage | None = None


class _Again(Exception):
    """Another try may help; `wait` is what the server asked for."""

    def __init__(self, why: str, wait: float | None = None, charged: bool = False) -> None:
        super().__init__(why)
        self.why, self.wait, self.charged = why, wait, charged


class CompletionsWriter:
    """`drafting.Writer` over HTTP. `address` is what `/chat/completions` is put behind; `timeout` is for one try, in
    seconds; `tokens` bounds an answer. Temperature is 0 and the seed fixed: as far as a server can, it repeats itself.
    """

    def __init__(
        self,
        address: str,
        model: str,
        key: str | None = None,
        *,
        timeout: float = 120.0,
        tries: int = 3,
        tokens: int = 2000,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = f"{address.rstrip('/')}/chat/completions"
        self._model, self._timeout, self._tries, self._tokens, self._sleep = model, timeout, tries, tokens, sleep
        self._form = 0
        self._backend = GuardedBackend(allow_private=True)
        headers = {"User-Agent": f"{PRODUCT}/{__version__}", "Accept-Encoding": ACCEPTED}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = httpx2.Client(
            transport=Transport(self._backend), timeout=timeout, trust_env=False, headers=headers
        )
        weakref.finalize(self, self._client.close)

    @property
    def identity(self) -> str:
        """Model and sampling; not the address, for the same model may move."""
        return f"{self._model} temperature 0 seed {SEED} tokens {self._tokens}"

    def write(self, asked: Asked, seconds: float) -> Written:
        """See `drafting.Writer`."""
        end, charged = time.monotonic() + seconds, False
        for number in range(1, self._tries + 1):
            left = end - time.monotonic()
            if left <= 0:
                raise WriterFailed("no time left for the model", charged=charged)
            try:
                return self._once(asked, end)
            except _Again as failed:
                charged = charged or failed.charged
                wait = min(LONGEST_WAIT, failed.wait if failed.wait is not None else FIRST_WAIT * 2 ** (number - 1))
                if number == self._tries or wait >= end - time.monotonic():
                    tries = "1 try" if number == 1 else f"{number} tries"
                    raise WriterFailed(f"the model {failed.why} ({tries})", charged=charged) from failed
                self._sleep(wait)
        raise WriterFailed("the model was not asked")

    def _once(self, asked: Asked, end: float) -> Written:
        """One try, in the fullest form of a request that the server is known to take."""
        form = self._form
        while True:
            status, headers, body = self._post(self._payload(asked, form), min(self._timeout, end - time.monotonic()))
            if status == 200:
                self._form = form
                return written(body)
            if status in PASSING:
                raise _Again(f"answered {status}", retry_after(headers))
            if status not in UNKNOWN_FORM or form + 1 >= len(FORMS):
                raise WriterFailed(f"the model answered {status}")
            form += 1

    def _payload(self, asked: Asked, form: int) -> bytes:
        messages = [{"role": "system", "content": asked.instructions}, {"role": "user", "content": asked.request}]
        said = {"model": self._model, "messages": [m for m in messages if m["content"]]}
        return msgspec.json.encode(said | FORMS[form](asked, self._tokens))

    def _post(self, payload: bytes, seconds: float) -> tuple[int, Mapping[str, str], bytes]:
        try:
            checked(self._url, self._url)
            sent = {"Content-Type": "application/json"}
            with (
                self._backend.within(max(0.01, seconds)),
                self._client.stream("POST", self._url, headers=sent, content=payload) as response,
            ):
                got = {name.lower(): value for name, value in response.headers.items()}
                body = b""
                if response.status_code == 200:
                    body = unpack(self._url, response.iter_raw(), got.get("content-encoding", ""), LARGEST)
                return response.status_code, got, body
        except FetchRefused as error:
            raise WriterFailed(f"the model's address may not be asked: {error.why}") from error
        except FetchFailed as error:
            raise WriterFailed(f"the model's answer was refused: {error.why}", charged=True) from error
        except (httpx2.TimeoutException, httpcore2.TimeoutException) as error:
            raise _Again("did not answer in time", charged=True) from error
        except (httpx2.HTTPError, httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
            unsent = isinstance(error, httpx2.ConnectError | httpcore2.ConnectError)
            why = "could not be reached" if unsent else "broke off"
            raise _Again(why, charged=not unsent) from error
        except (httpx2.InvalidURL, ValueError) as error:
            raise WriterFailed("the model's address cannot be asked") from error


def _schema(asked: Asked) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "brief", "strict": True, "schema": asked.shape}}


FORMS: Sequence[Callable[[Asked, int], dict[str, Any]]] = (
    lambda asked, most: {"temperature": 0, "seed": SEED, "max_tokens": most, "response_format": _schema(asked)},
    lambda asked, most: {"temperature": 0, "seed": SEED, "max_tokens": most},
    lambda asked, most: {"max_completion_tokens": most},
)
"""What is said besides model and messages, the fullest first: with the schema of the answer, without it, and in the way
of models that take no temperature."""


def written(body: bytes) -> Written:
    """The text of an answer. An envelope that is none (half of it, another page) may be whole at another try."""
    try:
        read = msgspec.json.decode(body, type=Completion)
        text = read.choices[0].message.content
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, IndexError) as error:
        raise _Again("sent an answer that is no chat completion", charged=True) from error
    if not text:
        raise _Again("sent an empty answer", charged=True)
    usage = read.usage
    if usage is None or usage.prompt_tokens < 0 or usage.completion_tokens < 0:
        return Written(text=text)
    return Written(text=text, tokens_in=usage.prompt_tokens, tokens_out=usage.completion_tokens)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from either form of the header; None where it is not there or cannot be read."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None


class Transport(httpx2.HTTPTransport):
    """httpx2's transport with our network backend in its pool."""

    def __init__(self, backend: GuardedBackend) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend, max_keepalive_connections=0)
