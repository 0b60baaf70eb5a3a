"""Sources as data: one TOML table a source, read, checked and written. The shipped catalogue is made of them, and a
desk's sources are carried from one desk to another in them."""

import re
import tomllib
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from communique.errors import InputRefused
from communique.lexicon import countries
from communique.model import Source
from communique.sources import addresses

LARGEST = 20_000_000  # bytes of a file of sources
LONGEST = 2_000  # characters of one value
LOCAL = ("folder", "archive", "lines")  # kinds that may be a path instead of an address of the web
FIELDS = frozenset(field.name for field in msgspec.structs.fields(Source))
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
REPRINT = re.compile(r"full|headline|[0-9]{1,5}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read(text: str, name: str) -> tuple[tuple[Source, ...], tuple[InputRefused, ...]]:
    """The sources in a TOML text of `[[source]]` tables, and its entries that are none, each named by its place.

    Raises InputRefused naming the file `name` where it is no TOML or holds no such tables.
    """
    try:
        tables = tomllib.loads(text).get("source")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputRefused(name, f"no TOML: {error}") from error
    if not isinstance(tables, list):
        raise InputRefused(name, "holds no [[source]] tables")
    found, refused = [], []
    for number, table in enumerate(tables, 1):
        try:
            found.append(entry(table, f"{name}: source {number}"))
        except InputRefused as error:
            refused.append(error)
    return tuple(found), tuple(refused)


def entry(table: object, name: str) -> Source:
    """One table as a source. Raises InputRefused naming what is wrong with it."""
    if not isinstance(table, Mapping):
        raise InputRefused(name, "is no table")
    if unknown := sorted(set(table) - FIELDS):
        raise InputRefused(name, f"unknown {', '.join(unknown)}")
    try:
        return checked(msgspec.convert(dict(table), Source), f"{name} ({table.get('id')})" if "id" in table else name)
    except msgspec.ValidationError as error:
        raise InputRefused(name, str(error)) from error


def checked(source: Source, name: str) -> Source:
    """The source with stray white space gone. Raises InputRefused naming the first value that cannot stand."""
    fields = {field: getattr(source, field) for field in sorted(FIELDS)}
    source = replace(source, **{f: _line(value) for f, value in fields.items() if isinstance(value, str)})
    wrong = {
        "id": not ID.fullmatch(source.id),
        "url": not _address(source),
        "country": source.country is not None and source.country not in (*countries.codes(), "IGO"),
        "language": source.language is not None and not LANGUAGE.fullmatch(source.language),
        "reprint": not REPRINT.fullmatch(source.reprint),
        "verified": source.verified is not None and not DAY.fullmatch(source.verified),
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise InputRefused(name, f"{getattr(source, field)!r} is no {MEANING[field]}")
    return source


MEANING = {
    "id": "id (letters, digits, dots, dashes)",
    "url": "address (http or https; a folder or file may be a path)",
    "country": "country code (ISO 3166 alpha-3, or IGO)",
    "language": "language tag (en, pt-BR)",
    "reprint": "reprint allowance (a number of words, full, or headline)",
    "verified": "day (YYYY-MM-DD)",
}


def written(sources: Sequence[Source]) -> str:
    """The sources as TOML that `read` gives back as they are; what a source does not say is left out."""
    return "\n".join(_table(source) for source in sources)


def _table(source: Source) -> str:
    lines = ["[[source]]"]
    for name, default in ((f.name, f.default) for f in msgspec.structs.fields(Source)):
        value = getattr(source, name)
        if name != "selectors" and value != default:
            lines.append(f"{name} = {quoted(value)}")
    if source.selectors:
        chosen = msgspec.structs.asdict(source.selectors).items()
        inner = ", ".join(f"{name} = {quoted(css)}" for name, css in chosen if css is not None)
        lines.append(f"selectors = {{ {inner} }}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML basic string: JSON's, but for DEL, which TOML wants escaped too."""
    return msgspec.json.encode(text.encode("utf-8", "replace").decode()).decode().replace("\x7f", "\\u007F")


def _line(value: str) -> str:
    """One line of printable text."""
    return " ".join("".join(c if c.isprintable() else " " for c in value[:LONGEST]).split())


def _address(source: Source) -> bool:
    if source.kind in LOCAL and not source.url.startswith(("http:", "https:")):
        return bool(source.url)
    return addresses.plain(source.url, "") is not None
