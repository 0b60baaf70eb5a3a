"""Short texts in the ten languages of the desk, each with the one fact that it states, or states not; and addresses.

What each says was decided by reading it as a person would, and counted once before any code was changed for it. A case
belongs to the half that is tuned on if the checksum of its text is even, else to the half that is only measured.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from communique.reading.addresses import canonical
from communique.reading.bylines import names
from communique.reading.datelines import dateline
from communique.reading.document import Document
from communique.reading.languages import language
from communique.reading.notes import split
from communique.reading.origins import origins

from ..pages import html

HERE = Path(__file__).parent
DAY = date(2024, 3, 24)


class Case(NamedTuple):
    """A text, what it states, and what is read from it."""

    language: str
    wanted: Any
    text: str
    read: Callable[[str], Any]

    @property
    def tuned(self) -> bool:
        return crc32(self.text.encode()) % 2 == 0

    def fault(self) -> str | None:
        found = self.read(self.text)
        return None if found == self.wanted else f"{self.language}: {self.text!r}: {found!r}, not {self.wanted!r}"


def _origins() -> Iterator[Case]:
    for tongue, wanted, text in rows("origins"):
        yield Case(tongue, _listed(wanted), text, lambda text: tuple(sorted(origins(None, text, None, "Delta Wire"))))


def _datelines() -> Iterator[Case]:
    def read(text: str) -> tuple[str | None, ...]:
        found = dateline(text, DAY)
        return (found.place, found.agency, found.day) if found else (None, None, None)

    for tongue, place, agency, day, text in rows("datelines"):
        yield Case(tongue, tuple(None if one == "-" else one for one in (place, agency, day)), text, read)


def _bylines() -> Iterator[Case]:
    for tongue, wanted, text in rows("bylines"):
        yield Case(tongue, _listed(wanted), text, lambda text: tuple(sorted(names(text))))


def _notes() -> Iterator[Case]:
    def read(text: str) -> str:
        return "note" if split(["Text.", text, "More text."])[1] else "-"

    for tongue, wanted, text in rows("notes"):
        yield Case(tongue, wanted, text, read)


def _languages() -> Iterator[Case]:
    for wanted, text in rows("languages"):
        yield Case(wanted, wanted, text, lambda text: language(None, text))


def _addresses() -> Iterator[Case]:
    def read(text: str) -> str | None:
        url, link = text.split(" ")
        relation, target = ("amphtml", link[4:]) if link.startswith("amp:") else ("canonical", link)
        head = "" if link == "-" else f'<link rel="{relation}" href="{target}">'
        return canonical(Document(html(head=head), url))

    for kind, url, link, wanted in rows("addresses"):
        yield Case(kind, wanted, f"{url} {link}", read)


SETS = {
    "addresses": _addresses,
    "origins": _origins,
    "datelines": _datelines,
    "bylines": _bylines,
    "notes": _notes,
    "languages": _languages,
}


def cases(name: str) -> list[Case]:
    """All cases of a set."""
    return list(SETS[name]())


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a set's file, notes to the reader left out; a written backslash and n is an end of line."""
    for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [field.replace("\\n", "\n") for field in line.split("\t")]


def _listed(wanted: str) -> tuple[str, ...]:
    return tuple(sorted(wanted.split("; "))) if wanted != "-" else ()
