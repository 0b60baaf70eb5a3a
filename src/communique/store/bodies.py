"""How nouns and times stand in columns."""

from datetime import UTC

import msgspec

from communique.drafting import Written
from communique.errors import StoreError
from communique.model import (
    Agreement,
    Brief,
    Delivery,
    Event,
    Hand,
    Holding,
    Key,
    Link,
    Noun,
    PageState,
    Recorded,
    Redo,
    Refusal,
    Report,
    Ruling,
    Session,
    Source,
    SourceState,
    Statement,
    Subscription,
    User,
    Waiting,
    Watch,
)
from communique.times import instant_of

AGREEMENT = msgspec.json.Decoder(Agreement)
BRIEF = msgspec.json.Decoder(Brief)
DELIVERY = msgspec.json.Decoder(Delivery)
EVENT = msgspec.json.Decoder(Event)
HAND = msgspec.json.Decoder(Hand)
HOLDING = msgspec.json.Decoder(Holding)
KEY = msgspec.json.Decoder(Key)
LINK = msgspec.json.Decoder(Link)
PAGE_STATE = msgspec.json.Decoder(PageState)
REDO = msgspec.json.Decoder(Redo)
RECORDED = msgspec.json.Decoder(Recorded)
REFUSAL = msgspec.json.Decoder(Refusal)
REPORT = msgspec.json.Decoder(Report)
RULING = msgspec.json.Decoder(Ruling)
SESSION = msgspec.json.Decoder(Session)
SOURCE = msgspec.json.Decoder(Source)
SOURCE_STATE = msgspec.json.Decoder(SourceState)
STATEMENT = msgspec.json.Decoder(Statement)
SUBSCRIPTION = msgspec.json.Decoder(Subscription)
USER = msgspec.json.Decoder(User)
WAITING = msgspec.json.Decoder(Waiting)
WATCH = msgspec.json.Decoder(Watch)
WRITTEN = msgspec.json.Decoder(Written)


def encoded(noun: Noun) -> bytes:
    """The noun as JSON. Raises StoreError for text that no file can hold (half of a surrogate pair)."""
    try:
        return msgspec.json.encode(noun)
    except UnicodeEncodeError as error:
        raise StoreError(f"{type(noun).__name__} holds text that is not Unicode: {error.reason}") from error


def sortable(time: str | None) -> str | None:
    """A report time as UTC text of one width, whose order is the order of time. None for unknown or unreadable."""
    try:
        moment = instant_of(time)
        return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return None
