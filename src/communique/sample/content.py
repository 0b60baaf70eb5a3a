"""The articles on disk: one Markdown file with TOML front matter for each printing of a report."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """A fictional publisher: how it calls itself, where it listens, how it announces and prints its articles."""

    id: str
    name: str
    kind: str
    country: str
    language: str
    ownership: str
    address: str
    listing: str
    layout: str
    tagline: str
    reprint: str
    gone: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class Front(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The front matter of an article. Times are RFC 3339 with the publisher's own offset."""

    title: str
    published: str
    description: str | None = None
    byline: tuple[str, ...] = ()
    section: str = "World"
    keywords: tuple[str, ...] = ()
    modified: str | None = None
    correction: str | None = None


class Article:
    """One printing of one report."""

    def __init__(self, publisher: Publisher, path: Path) -> None:
        head, body = path.read_text(encoding="utf-8").removeprefix("+++\n").split("\n+++\n", 1)
        self.publisher = publisher
        self.slug = path.name.removesuffix(".md").removesuffix(".v2")
        self.front = msgspec.convert(tomllib.loads(head), Front)
        self.body = body.strip()

    @property
    def printed(self) -> datetime:
        """When this printing went up: its correction's time for a corrected one."""
        return datetime.fromisoformat(self.front.modified or self.front.published)

    @cached_property
    def blocks(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The body as (tag, lines): `p`, `h2`, `blockquote` with one line, `ul` with one line an item."""
        return [_block(part) for part in self.body.split("\n\n") if part.strip()]


def _block(part: str) -> tuple[str, Sequence[str]]:
    lines = part.strip().splitlines()
    for mark, tag in (("## ", "h2"), ("> ", "blockquote"), ("- ", "ul")):
        if all(line.startswith(mark) for line in lines):
            texts = [line.removeprefix(mark) for line in lines]
            return tag, texts if tag == "ul" else [" ".join(texts)]
    return "p", [" ".join(lines)]


def publishers() -> Sequence[Publisher]:
    """All publishers, in the order of the file."""
    table = tomllib.loads((FOLDER / "publishers.toml").read_text(encoding="utf-8"))
    return [msgspec.convert(entry, Publisher) for entry in table["publisher"]]


def articles(publisher: Publisher) -> Sequence[Article]:
    """All printings of a publisher, first printings before their corrections."""
    paths = (FOLDER / "reports" / publisher.id).glob("*.md")
    return sorted((Article(publisher, path) for path in paths), key=lambda article: (article.printed, article.slug))


def on_sale(printings: Sequence[Article], now: datetime) -> Sequence[Article]:
    """What a reader finds at `now`: the newest printing of each article that is out, newest article first."""
    newest = {article.slug: article for article in printings if article.printed <= now}
    return sorted(newest.values(), key=lambda article: datetime.fromisoformat(article.front.published), reverse=True)
