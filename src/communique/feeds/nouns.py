"""What a feed is to the rest of the house, and what of it may be how long."""

import re

from communique.model import Noun

LONGEST_FIELD = 100_000
LONGEST_CONTENT = 2_000_000
MOST_ENTRIES = 100_000


class Entry(Noun, frozen=True):
    """One item of a feed. `url` is absolute, or null where the item has no address. Times are as `times.py` says or
    null; `summary` and `content` are HTML as given."""

    url: str | None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()


class Feed(Noun, frozen=True):
    """A feed: what it calls itself and its items in the order given.

    `hub` and `topic` are what WebSub subscribes with, `next` the page of older items (RFC 5005), `interval` the seconds
    after which it wants to be asked again, `moved` where it says it has moved to, `ended` that nothing more will come.
    """

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    hub: str | None = None
    topic: str | None = None
    next: str | None = None
    interval: float | None = None
    moved: str | None = None
    ended: bool = False


def field(value: object, longest: int = LONGEST_FIELD) -> str | None:
    """A text, if it is one and says anything, as far as a field goes."""
    return value[:longest].strip() or None if isinstance(value, str) else None


def person(value: object) -> str | None:
    """A name without the markup and the mail address that may stand around it; None where there is only an address."""
    text = re.sub(r"<[^<>]*>|\(\s*[^\s()]+@[^\s()]+\s*\)", "", field(value, 400) or "").strip()
    return re.sub(r"^\S+@\S+ ?\(?([^()]*)\)?$", r"\1", text).strip()[:200] or None


def language(value: object) -> str | None:
    """A tag of a language as BCP 47 writes it; None for anything longer than a tag, or with blanks."""
    text = (field(value, 100) or "").replace("_", "-")
    return text if len(text) <= 40 and " " not in text and text else None
