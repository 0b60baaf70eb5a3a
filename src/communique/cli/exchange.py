"""`communique source import` and `export`: a desk's sources as OPML, which feed readers know, or as TOML, whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.steps import open_desk
from communique.cli.tables import clean
from communique.errors import InputRefused, UsageError
from communique.model import Source

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Format = Annotated[str | None, typer.Option(help="opml or toml; else by the file's name, and opml without one.")]
FORMATS = ("opml", "toml")


def register(sources: typer.Typer) -> None:
    """Add the commands to `communique source`."""
    sources.command("import")(import_)
    sources.command()(export)


def import_(
    file: Annotated[Path, typer.Argument(help="An OPML or TOML file; - is standard input.")],
    format: Format = None,
    folder: Folder = Path("."),
) -> None:
    """Take in the sources of a file, folders kept. Nothing is asked; an address that is known is not added twice."""
    desk, chosen = open_desk(folder), chosen_format(file, format)
    found, refused, repeated = taken(file, chosen)
    counts = {"added": 0, "updated": 0, "known": 0, "removed": 0}
    for kept in desk.add(found):
        counts[kept.was] += 1
    for error in refused:
        print(f"communique: {clean(error.name)}: {clean(error.why)}", file=sys.stderr)
    told = f"{counts['added']} added, {counts['updated']} changed, {counts['known']} known already"
    told += f", {counts['removed']} not taken: removed on demand" if counts["removed"] else ""
    typer.echo(told + (f", {repeated} named twice in the file" if repeated else ""))
    raise typer.Exit(1 if refused else 0)


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output when left out.")] = None,
    format: Format = None,
    folder: Folder = Path("."),
) -> None:
    """Write the desk's sources: OPML for feed readers, TOML with everything we know of them."""
    from communique.sources import entries, opml

    desk, chosen = open_desk(folder), chosen_format(file, format)
    known = desk.store.sources()
    body = opml.written(known, desk.settings.title) if chosen == "opml" else entries.written(known).encode()
    if file is None or str(file) == "-":
        sys.stdout.write(body.decode())
        return
    try:
        file.write_bytes(body)
    except OSError as error:
        raise InputRefused(str(file), (error.strerror or str(error)).lower()) from error


def chosen_format(file: Path | None, format: str | None) -> str:
    """The format asked for, or by the file's name. Raises UsageError for another."""
    chosen = format or ("toml" if file and file.suffix.lower() == ".toml" else "opml")
    if chosen not in FORMATS:
        raise UsageError(f"--format {chosen}: opml or toml")
    return chosen


def taken(file: Path, format: str) -> tuple[tuple[Source, ...], tuple[InputRefused, ...], int]:
    """The sources in a file, what in it is none, and how many addresses it names again."""
    from communique.sources import entries, opml

    name = "standard input" if str(file) == "-" else str(file)
    try:
        body = sys.stdin.buffer.read(opml.LARGEST + 1) if str(file) == "-" else limited(file, opml.LARGEST)
    except OSError as error:
        raise InputRefused(name, (error.strerror or str(error)).lower()) from error
    if format == "opml":
        found = opml.read(body, name)
        return found.sources, found.refused, found.repeated
    if len(body) > entries.LARGEST:
        raise InputRefused(name, f"larger than {entries.LARGEST / 1e6:g} MB")
    try:
        return *entries.read(body.decode("utf-8-sig"), name), 0
    except UnicodeDecodeError as error:
        raise InputRefused(name, "no TOML: not UTF-8") from error


def limited(file: Path, most: int) -> bytes:
    """The bytes of a file, and no more than one over the limit."""
    with file.open("rb") as stream:
        return stream.read(most + 1)
