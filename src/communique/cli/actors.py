"""`communique actors …`: the desk's own table of actors, and to whom a name resolves."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.tables import clean, pairs

actors = typer.Typer(
    help="Whom names stand for: take in a table of your own, ask what a name means.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]


@actors.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="CSV, TSV or JSON with name, code, sector, aliases, id.")],
    folder: Folder = Path("."),
) -> None:
    """Take names from files you downloaded into the desk's own table, which the record asks before the shipped ones."""
    from communique.desk import actors as table

    open_desk(folder)
    taken = table.take(folder, files)
    for error in taken.refused:
        print(f"communique: {clean(error.name)}: {clean(error.why)}", file=sys.stderr)
    typer.echo(f"{taken.added} added, {taken.changed} changed, {taken.rows} in {folder / table.FILE}")
    raise typer.Exit(1 if taken.refused else 0)


@actors.command()
def show(
    name: Annotated[str, typer.Argument(help="A name as a report prints it.")],
    text: Annotated[str | None, typer.Option("--in", help="A sentence or report that the name stands in.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON a reading.")] = False,
    folder: Folder = Path("."),
) -> None:
    """To whom a name resolves, and why. Ends with status 1 where it stands for nobody known."""
    from communique.desk import actors as table
    from communique.record import naming

    found = naming.told(name, text, table.load(folder))
    for named in found:
        if json:
            write(named)
        else:
            pairs(
                [("name", named.text), ("stands for", named.name), ("code", named.code or "no actor"),
                 ("sector", named.sector or ""), ("kind", named.kind), ("why", named.why)]
            )  # fmt: skip
    if not found:
        print(f"communique: {clean(name)}: stands for nobody known", file=sys.stderr)
    raise typer.Exit(0 if found else 1)
