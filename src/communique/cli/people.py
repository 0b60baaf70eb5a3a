"""`communique person erase`: people removed on demand."""

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.steps import open_desk
from communique.cli.stories import NEXT, By, Folder, Why, editor

people = typer.Typer(help="People of the record: erase on demand.", no_args_is_help=True)


@people.callback()
def group() -> None:
    """People of the record: erase on demand."""


@people.command()
def erase(
    name: Annotated[str, typer.Argument(help="The name in full, or the key of the person's page: kim-song-nam.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Black out a person's name in all that is kept and all that comes, for good; their page, statements and offices
    go."""
    from communique.desk.removing import Removing

    desk = open_desk(folder)
    if not yes:
        typer.confirm(f"Black out {name} in every report, brief and event for good?", abort=True)
    ruling = Removing(desk.store, desk.clock).erase_person(name, editor(by), why)
    typer.echo(f"erased: a person; stories that named them: {len(ruling.stories)}. {NEXT}")
