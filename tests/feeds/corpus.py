"""The corpus: feed files of our own making, each with the record a person reads in it, or with the error."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from communique import feeds

FOLDER = Path(__file__).parent / "corpus"
FOUND_AT = "https://kestrel.example/feed.xml"


class Case(NamedTuple):
    """A file, where it was found and with which header, and what it is: a feed, or why it is refused."""

    path: Path
    url: str
    content_type: str | None
    expected: feeds.Feed | str

    def parsed(self) -> feeds.Feed:
        return feeds.parse(self.path.read_bytes(), self.url, self.content_type)


def cases() -> list[Case]:
    """All files of the corpus, by folder."""
    tables = sorted(FOLDER.glob("*/expected.toml"))
    return [_case(t.parent, told) for t in tables for told in tomllib.loads(t.read_text(encoding="utf-8"))["feed"]]


def _case(folder: Path, told: dict[str, Any]) -> Case:
    path, url, kind = folder / told.pop("file"), told.pop("url", FOUND_AT), told.pop("content_type", None)
    if error := told.get("error"):
        return Case(path, url, kind, error)
    entries = tuple(
        feeds.Entry(**{"url": None, **entry, "authors": tuple(entry.get("authors", ()))})
        for entry in told.pop("entry", [])
    )
    return Case(path, url, kind, feeds.Feed(**{"title": None, "language": None, **told, "entries": entries}))
