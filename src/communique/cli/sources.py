"""`communique source …`: the sources of a desk."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from communique.cli.steps import open_desk
from communique.errors import InputRefused, UsageError
from communique.model import SourceState

sources = typer.Typer(help="The sources of a desk: add, list, remove, check.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]


@sources.command()
def add(
    address: Annotated[
        str, typer.Argument(help="A feed, a site with a feed, a page that lists articles, or a folder.")
    ],
    publisher: Annotated[
        str | None, typer.Option(help="The publisher's name, if the feed does not say it well.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="The publisher's country, ISO 3166 alpha-3.")] = None,
    ownership: Annotated[str | None, typer.Option(help="public, state, private or party.")] = None,
    reprint: Annotated[str | None, typer.Option(help="Words a brief may take verbatim, full, or headline.")] = None,
    folder: Folder = Path("."),
) -> None:
    """Find the feed or list behind an address, show what was found, and add it."""
    if ownership not in (None, "public", "state", "private", "party"):
        raise typer.BadParameter(f"{ownership}: public, state, private or party", param_hint="--ownership")
    desk = open_desk(folder)
    found = desk.discover(address)[0]
    given = {"publisher": publisher, "country": country, "ownership": ownership, "reprint": reprint}
    source = replace(found, **{name: value for name, value in given.items() if value is not None})
    desk.store.put_source(source)
    typer.echo(f"{source.id}  {source.kind}  {source.url}  {source.publisher}")


@sources.command("list")
def list_(folder: Folder = Path(".")) -> None:
    """Every source with its health."""
    desk = open_desk(folder)
    for source in desk.store.sources():
        typer.echo(f"{source.id}  {source.kind}  {source.url}  {health(desk.store.source_state(source.id))}")


@sources.command()
def remove(
    source: Annotated[str, typer.Argument(help="The id that `communique source list` shows.")],
    folder: Folder = Path("."),
) -> None:
    """Stop asking a source. Its reports stay."""
    open_desk(folder).store.remove_source(source)


@sources.command()
def check(
    source: Annotated[str | None, typer.Argument(help="One source's id; all when left out.")] = None,
    folder: Folder = Path("."),
) -> None:
    """Ask sources now, keep nothing, and say how each answered."""
    desk = open_desk(folder)
    asked = [known for known in desk.store.sources() if source in (None, known.id)]
    if source and not asked:
        raise UsageError(f"{source}: no such source; see communique source list")
    failed = 0
    for known in asked:
        try:
            typer.echo(f"{known.id}  ok  {desk.sound(known)}")
        except InputRefused as error:
            failed += 1
            typer.echo(f"communique: {known.id}: {error.why}", err=True)
    raise typer.Exit(1 if failed else 0)


def health(state: SourceState) -> str:
    """A source's state in a few words."""
    if state.ended:
        return f"ended: {state.last_error or 'gone'}"
    if state.failures:
        return f"failing ({state.failures}): {state.last_error}"
    return f"well, answered {state.answered}" if state.answered else "never asked"
