"""Pages of fictional publishers that carry a day in every place and language publishers use, or none.

What each page says was decided by reading it as a person would, before any code was run on it. A page belongs to the
half that is tuned on if the checksum of its id is even, else to the half that is only measured; the further ones were
counted once before the code was changed for them (29 of 44 right) and then all tuned on.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from re import search
from typing import Any
from zlib import crc32

from communique.model import Page, Report
from communique.reading import read

HERE = Path(__file__).parent
PLACES = ("metadata", "marked", "printed", "languages", "further")
LATEST = datetime(2024, 6, 15, tzinfo=UTC)
TEXTS: dict[str, str] = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Dated:
    """A page and what it says: `published`, null for a page without a day, and whatever else is stated of it."""

    id: str
    page: Page
    published: str | None
    stated: dict[str, Any]
    place: str

    @property
    def tuned(self) -> bool:
        return self.place == "further" or crc32(self.id.encode()) % 2 == 0

    def report(self) -> Report:
        return read(self.page, LATEST)

    def faults(self) -> list[str]:
        """What the report gets wrong, in words."""
        report = self.report()
        wanted = {"published": self.published, **self.stated}
        found = {name: _plain(getattr(report, name)) for name in wanted}
        return [
            f"{self.id}: {name} {found[name]!r}, not {wanted[name]!r}" for name in wanted if found[name] != wanted[name]
        ]


def pages() -> Iterator[Dated]:
    """All pages of the set."""
    for place in PLACES:
        for entry in tomllib.loads((HERE / f"{place}.toml").read_text(encoding="utf-8"))["page"]:
            yield _dated(entry, place)


def _dated(entry: dict[str, Any], place: str) -> Dated:
    language = entry.get("lang", "en")
    body, head = entry["body"].replace("{text}", TEXTS[language[:2]]), entry.get("head", "")
    shown = search(r"<h1[^>]*>(.*?)</h1>", body)
    title = "" if "<title>" in head or shown is None else f"<title>{shown[1]} | Delta Wire</title>"
    head = f'<meta charset="utf-8">{title}{head}'
    text = f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'
    page = Page(
        url=entry.get("url", f"https://delta-wire.example/world/{entry['id']}"),
        body=text.encode(),
        fetched=entry.get("fetched"),
        entry_published=entry.get("entry"),
    )
    stated = {name: entry[name] or None for name in ("modified", "byline", "title") if name in entry}
    return Dated(entry["id"], page, entry.get("published"), stated, place)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
