"""A desk's own table of actors: rows from files its user downloaded, which the record asks before the shipped tables.

A row is `name` (as it is printed), `code` (ISO 3166 alpha-3, XKX, XSL, IGO, NGO or IMG), and, each of them optional,
`sector` (GOV, MIL …; empty where the name is a state's own), `aliases` (parted by |), `id` (where it is from, an
address). Files are CSV, TSV or JSON with these as columns or keys: a list of objects, or SPARQL's own result format.
What a query service wraps in `<…>` or `"…"@en` is taken off.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from communique.errors import InputRefused
from communique.lexicon import countries
from communique.lexicon.phrases import Phrases
from communique.model import Noun

COLUMNS = ("name", "code", "sector", "aliases", "id")
SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "REB",
        "LEG",
        "JUD",
        "PTY",
        "OPP",
        "CVL",
        "REF",
        "MED",
        "BUS",
        "EDU",
        "LAB",
        "REL",
        "SPY",
        "CRM",
        "NGO",
        "IGO",
    ]
)
LARGEST = 64_000_000
"""Bytes of a file that are taken."""
LONGEST = 200
"""Characters of a name."""
WRAPPED = re.compile(r'^<(.*)>$|^"(.*)"(?:@[\w-]+|\^\^\S+)?$', re.S)


class Row(Noun, frozen=True):
    """One actor of the desk's own."""

    name: str
    code: str
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    id: str | None = None


class Own:
    """Rows by each name they go by. Where two rows have a name, the later one is meant."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _known(self) -> Mapping[str, Row]:
        return {name: row for row in self.rows for name in (*row.aliases, row.name)}

    @cached_property
    def _names(self) -> Phrases:
        return Phrases(name.replace("’", "'") for name in self._known)

    def find(self, text: str) -> Iterator[tuple[int, int, Row]]:
        """Start, end and row of each name in a text, in order, none overlapping."""
        for start, end, name in self._names.find(text) if self.rows else ():
            yield start, end, self._known.get(name) or self._known[name.replace("'", "’")]


def read(body: bytes, name: str) -> tuple[list[Row], list[InputRefused]]:
    """The rows of a file and what in it is none, each by its line or, in JSON, its number. Raises InputRefused for a
    file that is no table at all."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(name, "not UTF-8") from error
    rows: list[Row] = []
    refused: list[InputRefused] = []
    for number, record in _records(text, name):
        try:
            rows.append(_row(record))
        except ValueError as error:
            refused.append(InputRefused(f"{name}:{number}", str(error)))
    return rows, refused


def _records(text: str, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _from_json(text, name)
        return
    first = text.partition("\n")[0]
    service = first.startswith("?")  # what a query service calls TSV has no quoting of fields, but quoted values
    reader = csv.DictReader(
        io.StringIO(text, newline=""),
        delimiter="\t" if "\t" in first else ",",
        quoting=csv.QUOTE_NONE if service else csv.QUOTE_MINIMAL,
    )
    heads = {head: (head or "").strip().lstrip("?").lower() for head in reader.fieldnames or ()}
    if not {"name", "code"} <= set(heads.values()):
        raise InputRefused(name, "its first line names no columns name and code")
    try:
        for record in reader:
            yield reader.line_num, {heads.get(k, ""): _plain(v) for k, v in record.items() if isinstance(v, str)}
    except csv.Error as error:
        raise InputRefused(f"{name}:{reader.line_num}", str(error)) from error


def _from_json(text: str, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputRefused(name, f"no JSON: {error}") from error
    if isinstance(told, dict):
        told = told.get("results", {}).get("bindings") if isinstance(told.get("results"), dict) else None
    if not isinstance(told, list):
        raise InputRefused(name, "neither a list of objects nor a SPARQL result")
    for number, record in enumerate(told, 1):
        fields = record if isinstance(record, dict) else {}
        values = {k: v.get("value") if isinstance(v, dict) else v for k, v in fields.items()}
        yield number, {k: "|".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in values.items() if v}


def _plain(value: str) -> str:
    wrapped = WRAPPED.match(value.strip())
    return ((wrapped[1] or wrapped[2] or "") if wrapped else value).strip()


def _row(record: Mapping[str, str]) -> Row:
    """The row of a record. Raises ValueError with the reason."""
    name, code = record.get("name", "").strip(), record.get("code", "").strip().upper()
    sector = record.get("sector", "").strip().upper() or None
    aliases = tuple(dict.fromkeys(a.strip() for a in record.get("aliases", "").split("|") if a.strip()))
    if not name:
        raise ValueError("no name")
    if re.fullmatch(r"Q\d+", name):
        raise ValueError(f"{name}: an item without a name in the language asked for")
    if code not in countries.codes() and code not in {"IGO", "NGO", "IMG"}:
        raise ValueError(f"{name}: no such code: {code or 'none given'}")
    if sector is not None and sector not in SECTORS:
        raise ValueError(f"{name}: no such sector: {sector}")
    for one in (name, *aliases):
        if len(one) > LONGEST or not one.isprintable():
            raise ValueError(f"{one[:40]!r}: a name is one line of at most {LONGEST} characters")
        if not re.match(r"\w\w", one) or not any(c.isupper() for c in one):
            raise ValueError(f"{one}: a name begins with two letters or digits and has a capital")
    return Row(name=name, code=code, sector=sector, aliases=aliases, id=record.get("id") or None)


def merged(known: Iterable[Row], new: Iterable[Row]) -> tuple[list[Row], int, int]:
    """Known rows with the new ones, and how many were added and changed. A row of the same name and code takes the
    place of the known one and keeps its aliases too."""
    rows = {(row.name, row.code): row for row in known}
    added = changed = 0
    for row in new:
        before = rows.get((row.name, row.code))
        if before is None:
            added += 1
        else:
            aliases = tuple(dict.fromkeys((*before.aliases, *row.aliases)))
            row = Row(
                name=row.name,
                code=row.code,
                sector=row.sector or before.sector,
                aliases=aliases,
                id=row.id or before.id,
            )
            changed += row != before
        rows[row.name, row.code] = row
    return list(rows.values()), added, changed


def written(rows: Iterable[Row]) -> str:
    """The rows as a tab-separated table that `read` takes."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    for row in sorted(rows, key=lambda r: (r.name.casefold(), r.code)):
        table.writerow((row.name, row.code, row.sector or "", "|".join(row.aliases), row.id or ""))
    return out.getvalue()
