"""`communique source pause`, `resume` and `ask`: what an admin decides about sources, as under /admin/sources."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.steps import open_desk
from communique.cli.stories import NEXT, By, Folder, Why, editor
from communique.cli.tables import clean

if TYPE_CHECKING:
    from communique.desk.minding import Minding

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `communique source list` shows.")]


def register(sources: typer.Typer) -> None:
    """Add the commands to `communique source`."""
    for command in (pause, resume, ask, erase):
        sources.command()(command)


def pause(ids: Ids, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Ask sources no more until they are resumed. Their reports stay."""
    decided = minding(folder)
    for id in dict.fromkeys(ids):
        decided.pause(id, editor(by), why)
        typer.echo(f"paused: {id}")


def resume(ids: Ids, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Ask paused sources again, from the next round on."""
    decided = minding(folder)
    for id in dict.fromkeys(ids):
        decided.resume(id, editor(by), why)
        typer.echo(f"resumed: {id}")


def ask(ids: Ids, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Ask sources in the next round, whenever they were due; also those that had ended."""
    decided = minding(folder)
    for id in dict.fromkeys(ids):
        decided.ask(id, editor(by), why)
        typer.echo(f"asked in the next round: {id}")


def erase(
    source: Annotated[str, typer.Argument(metavar="ID", help="An id that `communique source list` shows.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Remove a source on demand with the words of all its reports, for good; it is never added again."""
    desk = open_desk(folder)
    known = desk.source(source)
    number = desk.store.reports_by_source().get(source, 0)
    if not yes:
        typer.confirm(f"Remove {clean(known.publisher) or source} and all words of its {number} reports?", abort=True)
    from communique.desk.removing import Removing

    Removing(desk.store, desk.clock).erase_source(source, editor(by), why)
    typer.echo(f"erased: {source}, reports: {number}. {NEXT}")


def minding(folder: Path) -> "Minding":
    """What takes these decisions on the desk's store."""
    from communique.desk.minding import Minding

    desk = open_desk(folder)
    return Minding(desk.store, desk.clock)
