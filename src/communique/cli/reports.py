"""`communique report …`: reports taken out, believed again, removed on demand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.steps import open_desk
from communique.cli.stories import NEXT, By, Folder, Why, editor

if TYPE_CHECKING:
    from communique.desk.retracting import Retracting

reports = typer.Typer(
    help="Reports that are not to be believed: withdraw, reinstate, and erase on demand.", no_args_is_help=True
)
ReportId = Annotated[str, typer.Argument(metavar="REPORT", help="An id that `communique story show` shows.")]


@reports.command()
def withdraw(report: ReportId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Take a report out: no brief tells or cites it any more, and each says so."""
    deciding(folder).withdraw(report, editor(by), why)
    typer.echo(f"withdrawn: {report}. {NEXT}")


@reports.command()
def reinstate(report: ReportId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Believe a report again that an editor took out."""
    deciding(folder).reinstate(report, editor(by), why)
    typer.echo(f"reinstated: {report}. {NEXT}")


@reports.command()
def erase(
    report: ReportId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Remove a report on demand: its words go for good, and no version of a brief that cites it is shown any more."""
    if not yes:
        typer.confirm(f"Remove all words of {report} for good?", abort=True)
    deciding(folder).erase(report, editor(by), why)
    typer.echo(f"erased: {report}. {NEXT}")


def deciding(folder: Path) -> "Retracting":
    """What takes these decisions on the desk's store."""
    from communique.desk.retracting import Retracting

    desk = open_desk(folder)
    return Retracting(desk.store, desk.clock)
