"""JSON: one object a line, or all in one array. Objects are the nouns, or rows by the names of a table's columns."""

from collections.abc import Iterable, Iterator

import msgspec

from communique.exports.columns import Table

LINES = "application/x-ndjson"
ARRAY = "application/json"


def objects(table: Table | None, told: Iterable[object]) -> Iterator[object]:
    """The facts as they are, or the rows of a table as mappings."""
    if table is None:
        return iter(told)
    return (dict(zip(table.header, row, strict=True)) for one in told for row in table.rows(one))


def lines(found: Iterable[object]) -> Iterator[bytes]:
    """One object a line."""
    return (encoded(one) + b"\n" for one in found)


def array(found: Iterable[object]) -> Iterator[bytes]:
    """One array."""
    start = b"[\n"
    for one in found:
        yield start + encoded(one)
        start = b",\n"
    yield b"[]\n" if start == b"[\n" else b"\n]\n"


def encoded(one: object) -> bytes:
    """An object as JSON; halves of characters become question marks."""
    try:
        return msgspec.json.encode(one)
    except UnicodeEncodeError:
        return msgspec.json.encode(whole(msgspec.to_builtins(one)))


def whole(value: object) -> object:
    """The same value without halves of characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {whole(key): whole(found) for key, found in value.items()}
    return [whole(found) for found in value] if isinstance(value, list | tuple) else value
