"""The desk's own table of actors, a file beside its store."""

import os
from collections.abc import Sequence
from pathlib import Path

from communique.errors import InputRefused
from communique.model import Noun
from communique.record import own
from communique.record.own import Own, Row

FILE = "actors.tsv"


class Taken(Noun):
    """What became of the rows of an import: how many are new, changed, in the table now, and what was refused."""

    added: int
    changed: int
    rows: int
    refused: tuple[InputRefused, ...]


def load(folder: Path) -> Own:
    """The table of the desk in a folder; empty where there is none. Raises InputRefused for a row that is none, for
    it was not `take` that wrote it."""
    path = folder / FILE
    if not path.exists():
        return Own()
    rows, refused = own.read(_bytes(path), str(path))
    if refused:
        raise refused[0]
    return Own(rows)


def take(folder: Path, files: Sequence[Path]) -> Taken:
    """Take the rows of files into the table. A file or row that is refused changes nothing; what is known stays. The
    table is put in place whole, so that a crash leaves the old one or the new one."""
    new: list[Row] = []
    refused: list[InputRefused] = []
    for path in files:
        try:
            rows, wrong = own.read(_bytes(path), str(path))
        except InputRefused as error:
            refused.append(error)
            continue
        new += rows
        refused += wrong
    rows, added, changed = own.merged(load(folder).rows, new)
    if added or changed:
        beside = folder / f"{FILE}.{os.getpid()}"
        try:
            with beside.open("w", encoding="utf-8", newline="") as stream:
                stream.write(own.written(rows))
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(folder / FILE)
        except OSError as error:
            raise InputRefused(str(folder / FILE), (error.strerror or str(error)).lower()) from error
        finally:
            beside.unlink(missing_ok=True)
    return Taken(added=added, changed=changed, rows=len(rows), refused=tuple(refused))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > own.LARGEST:
            raise InputRefused(str(path), f"larger than {own.LARGEST / 1e6:g} MB")
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(str(path), (error.strerror or str(error)).lower()) from error
