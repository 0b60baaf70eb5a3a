"""Every exception of Communique.

CommuniqueError
├── UsageError            the caller asked for something that makes no sense
├── ConfigError           a setting is unknown, missing or of the wrong kind
├── InputRefused          one input cannot be taken; names the input and why; the run goes on
│   ├── FetchRefused      we would not ask: robots, address, scheme, a source that ended
│   ├── FetchFailed       we asked and got no usable answer: time, status, size, network
│   ├── Unreadable        we have the bytes and can make no report of them
│   └── NotDelivered      a mail server did not take a message
├── WriterFailed          a language model gave no usable draft; the embedded writer writes then
├── StateLost             what was kept of the grouper does not give it back; the desk replays then
└── StoreError            the store cannot be opened or is of another version

Foreign errors are translated where they enter: httpx2 in sources, lxml and msgspec in reading,
smtplib in dispatch, SQLAlchemy in store. A test proves each.
"""


class CommuniqueError(Exception):
    """The root: whatever Communique raises on purpose."""


class UsageError(CommuniqueError):
    """The caller asked for something that makes no sense. `said` is the message, with `fields` to be filled in, so that
    a page can say it in another language."""

    def __init__(self, said: str, **fields: object) -> None:
        super().__init__(said.format(**fields) if fields else said)
        self.said, self.fields = said, fields


class ConfigError(CommuniqueError):
    """A setting is unknown, missing or of the wrong kind."""


class InputRefused(CommuniqueError):
    """One input cannot be taken. `name` is what the user knows it by (address, file, line), `why` is plain words."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


class FetchRefused(InputRefused):
    """We would not ask: robots.txt, a forbidden address, a scheme other than http(s), a source that ended."""


class FetchFailed(InputRefused):
    """We asked and got no usable answer: timeout, error status, too large, broken connection.

    `status` is the HTTP status where there was one; `retry_after` seconds where the server gave them."""

    def __init__(self, name: str, why: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(name, why)
        self.status = status
        self.retry_after = retry_after


class Unreadable(InputRefused):
    """We have the bytes and can make no report of them."""


class NotDelivered(InputRefused):
    """A mail server did not take a message; `lasting` tells that it never will, for this address."""

    def __init__(self, name: str, why: str, *, lasting: bool = False) -> None:
        super().__init__(name, why)
        self.lasting = lasting


class WriterFailed(CommuniqueError):
    """A language model gave no usable draft; `why` is plain words, without what the model or its server said.

    `charged` tells that tokens may have been used for it all the same."""

    def __init__(self, why: str, *, charged: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.charged = charged


class StateLost(CommuniqueError):
    """What was kept of the grouper does not give it back: a row is missing, broken or of another make."""


class StoreError(CommuniqueError):
    """The store cannot be opened, is locked or is of another version."""
