"""`communique editor …`: who may decide about stories on the site."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.tables import table, when

editors = typer.Typer(help="The editors who may sign in to the site's /admin: add, list, remove.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Name = Annotated[str, typer.Argument(help="The editor's name, as the desk's own history shows it.")]


@editors.command()
def add(name: Name, folder: Folder = Path(".")) -> None:
    """Make an editor. The password is asked for, or is the first line of standard input."""
    from communique.desk.editors import Editors

    desk = open_desk(folder)
    made = Editors(desk.store, desk.clock).add(name, password())
    typer.echo(f"{made.name}: may sign in at {desk.settings.address}/admin")


@editors.command("list")
def list_(
    json: Annotated[bool, typer.Option("--json", help="One line of JSON an editor.")] = False,
    folder: Folder = Path("."),
) -> None:
    """The editors and when each was made."""
    desk = open_desk(folder)
    known = desk.store.editors()
    if json:
        for editor in known:
            write({"name": editor.name, "made": editor.made})
        return
    table(("name", "made"), [(editor.name, when(editor.made)) for editor in known], f"{len(known)} editors.")


@editors.command()
def remove(name: Name, folder: Folder = Path(".")) -> None:
    """Forget an editor and end the sessions. What was decided stays."""
    open_desk(folder).store.remove_editor(name)


def password() -> str:
    """A new password, typed twice at a terminal."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
