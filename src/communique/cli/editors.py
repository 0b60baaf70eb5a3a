"""`communique editor …`: who may sign in to the site, and as what."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.tables import table, when
from communique.model import ROLES

if TYPE_CHECKING:
    from communique.desk.editors import Editors

editors = typer.Typer(
    help="The users who may sign in to the site, each with a role: add, list, role, email, password, remove.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Name = Annotated[str, typer.Argument(help="The user's name, as the desk's own history shows it.")]
ROLE = f"What the user may do: {', '.join(ROLES)} (docs/site.md)."


@editors.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help=ROLE)] = "editor",
    folder: Folder = Path("."),
) -> None:
    """Make a user. The password is asked for, or is the first line of standard input."""
    from communique.desk.editors import Editors, known

    desk, chosen = open_desk(folder), known(role)
    made = Editors(desk.store, desk.clock).add(name, password(), chosen)
    typer.echo(f"{made.name}: may sign in at {desk.settings.address}/admin as {made.role}")


@editors.command("list")
def list_(
    json: Annotated[bool, typer.Option("--json", help="One line of JSON a user.")] = False,
    folder: Folder = Path("."),
) -> None:
    """The users, their roles, and when each was made."""
    known = open_desk(folder).store.users()
    if json:
        for user in known:
            write({"name": user.name, "role": user.role, "made": user.made})
        return
    rows = [(user.name, user.role, when(user.made)) for user in known]
    table(("name", "role", "made"), rows, f"{len(known)} users.")


@editors.command()
def role(name: Name, role: Annotated[str, typer.Argument(help=ROLE)], folder: Folder = Path(".")) -> None:
    """Give a user another role. The sessions end."""
    from communique.desk.editors import known

    users(folder).set_role(name, known(role))


@editors.command("password")
def password_(name: Name, folder: Folder = Path(".")) -> None:
    """Give a user another password, asked for or the first line of standard input. The sessions end."""
    users(folder).set_password(name, password())


@editors.command()
def email(
    name: Name,
    address: Annotated[str, typer.Argument(help="The address; empty for none.")],
    folder: Folder = Path("."),
) -> None:
    """Say by which e-mail address a provider of OpenID Connect tells of a user. The sessions end."""
    users(folder).set_email(name, address)


@editors.command()
def remove(name: Name, folder: Folder = Path(".")) -> None:
    """Forget a user and end the sessions. What was decided stays."""
    users(folder).remove_user(name)


def users(folder: Path) -> "Editors":
    """The desk's users."""
    from communique.desk.editors import Editors

    desk = open_desk(folder)
    return Editors(desk.store, desk.clock)


def password() -> str:
    """A new password, typed twice at a terminal."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
