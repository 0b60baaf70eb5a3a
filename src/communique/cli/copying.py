"""`communique export site`: the whole site as files for any plain file server."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from communique.cli.rounds import progressing
from communique.cli.steps import Tally, open_desk
from communique.errors import InputRefused


def site(
    into: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder to fill: empty, or one filled by this command.", show_default=False
        ),
    ],
    base: Annotated[
        str | None, typer.Option(help="The address the copy will have, also a folder of a host; else base_url.")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            help="A language to keep the pages of, by its code, besides the desk's own; may be repeated. Else all."
        ),
    ] = None,
    folder: Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")] = Path("."),
) -> None:
    """Write the whole public site, with search, as files that any plain file server serves (docs/site.md)."""
    from communique.desk import copying

    desk, tally, begun = open_desk(folder), Tally(), time.perf_counter()
    try:
        with progressing(Console(stderr=True)) as progress:
            done = copying.copied(desk, into, base, language, progress)
    finally:
        desk.store.close()
    for refusal in done.refusals:
        tally.refuse(InputRefused(refusal.name, refusal.why))
    typer.echo(
        f"{into}: {done.files} files, {done.pages} of them pages; {done.written} written, {done.removed} removed, in "
        f"{time.perf_counter() - begun:.1f} s",
        err=True,
    )
    raise typer.Exit(1 if tally.refused else 0)
