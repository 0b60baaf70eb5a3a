"""`communique redo …`: derive again from the stored reports, with the code as it is now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from communique.cli.events import row
from communique.cli.rounds import progressing
from communique.cli.steps import open_desk, write
from communique.lexicon.amendments import FIELDS, written
from communique.model import Event, Redo

if TYPE_CHECKING:
    from communique.desk.redoing import EventChange

redo = typer.Typer(
    help="Derive again from the stored reports; ids and what editors decided stay.", no_args_is_help=True
)
NAMES = {noun: field for field, noun in FIELDS.items()}


@redo.callback()
def _room() -> None:
    pass


@redo.command()
def record(
    json: Annotated[
        bool, typer.Option("--json", help="One line of JSON for each event that changed, then counts.")
    ] = False,
    folder: Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")] = Path("."),
) -> None:
    """Take mentions, statements and offices again, join the events again, and show what changed. A run that was cut off
    goes on where it was."""
    from communique.desk import redoing

    desk = open_desk(folder)
    under_way = desk.store.redo(redoing.ROOM)
    if under_way is not None:
        typer.echo(f"going on with what was begun on {under_way.begun[:10]}", err=True)
    with progressing(Console(stderr=True)) as progress:
        for found in redoing.redo(desk, progress):
            if json:
                write(found)
            elif isinstance(found, Redo):
                typer.echo(summed_up(found))
            else:
                typer.echo(told(found))
    desk.store.close()


def told(change: "EventChange") -> str:
    """A change in one line."""
    if change.old is None or change.new is None:
        mark, event = ("+", change.new) if change.old is None else ("-", change.old)
        return "\t".join((mark, change.story, *(row(event)[:4] if event else ())))
    fields = [f"{NAMES.get(name, name)}: {one(change.old, name)} → {one(change.new, name)}" for name in change.fields]
    return "\t".join(("~", change.story, change.new.id, "; ".join(fields)))


def one(event: Event, name: str) -> str:
    """A field of an event on one line."""
    text = written(event, NAMES[name]) if name in NAMES else str(getattr(event, name) or "")
    return text.replace("\n", " | ") or "-"


def summed_up(done: Redo) -> str:
    """The counts in a sentence."""
    return (
        f"{done.reports} reports recorded again, {done.stories} stories joined: {done.events} events, "
        f"{done.changed} changed, {done.added} new, {done.gone} gone. Briefs follow in the next round."
    )
