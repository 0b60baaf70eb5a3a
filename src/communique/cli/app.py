"""The commands. Heavy modules are imported by the desk only when a step needs them."""

from pathlib import Path
from typing import Annotated

import typer

from communique.cli import steps, texts
from communique.cli.actors import actors
from communique.cli.editors import editors
from communique.cli.events import events
from communique.cli.exports import exports
from communique.cli.keys import keys
from communique.cli.mcp import mcp
from communique.cli.offices import offices
from communique.cli.people import people
from communique.cli.redoing import redo
from communique.cli.reports import reports
from communique.cli.sources import sources
from communique.cli.stories import stories
from communique.cli.ties import tie
from communique.cli.versions import versions
from communique.cli.watches import watches
from communique.cli.writer import writer
from communique.version import __version__

app = typer.Typer(
    name="communique",
    help="A self-hosted foreign-affairs news desk: reads sources, joins reports into stories, keeps the record of "
    "diplomacy, writes briefs in which every sentence is tied to its reports, and publishes a site.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(sources, name="source")
texts.add(stories)
app.add_typer(stories, name="story")
app.add_typer(events, name="event")
app.add_typer(reports, name="report")
app.add_typer(people, name="person")
app.add_typer(offices, name="office")
app.add_typer(editors, name="editor")
app.add_typer(keys, name="key")
app.add_typer(watches, name="watch")
app.add_typer(actors, name="actors")
app.add_typer(redo, name="redo")
app.add_typer(writer, name="writer")
app.add_typer(exports, name="export", rich_help_panel="The desk")
steps.register(app)
app.command(rich_help_panel="The desk")(versions)
app.command(rich_help_panel="The desk")(tie)
app.command(rich_help_panel="The desk")(mcp)

Folder = Annotated[
    Path, typer.Option("--folder", "-C", help="The desk's folder, where communique.toml and its store are.")
]
Host = Annotated[str | None, typer.Option(help="The address the site listens on.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The port of the site.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(rich_help_panel="The desk")
def init(folder: Annotated[Path, typer.Argument(help="The folder to make the desk in.")] = Path(".")) -> None:
    """Make a desk: a settings file and an empty store. What is there already is left as it is."""
    from communique import config
    from communique.desk import Desk

    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / config.FILE
    if not settings.exists():
        settings.write_text(config.template(), encoding="utf-8")
    desk = Desk(config.load(folder), folder=folder)
    desk.store.close()
    typer.echo(
        f"{settings}: settings\n{folder / desk.settings.store}: store\n"
        "Next: communique source add ADDRESS, then communique run"
    )


@app.command(rich_help_panel="The desk")
def once(folder: Folder = Path(".")) -> None:
    """Ask every source that is due, write what is new, then stop."""
    from communique.cli import rounds

    desk = steps.open_desk(folder)
    result = rounds.watched(desk)
    desk.store.close()
    raise typer.Exit(1 if result.refusals else 0)


@app.command(rich_help_panel="The desk")
def run(folder: Folder = Path("."), host: Host = None, port: Port = None) -> None:
    """Gather for ever and serve the site. Ctrl-C ends it cleanly."""
    from communique.cli import rounds

    rounds.forever(steps.open_desk(folder, host=host, port=port))


@app.command(rich_help_panel="The desk")
def serve(folder: Folder = Path("."), host: Host = None, port: Port = None) -> None:
    """Serve the site from the store, without gathering."""
    from communique.cli import rounds

    rounds.serve(steps.open_desk(folder, host=host, port=port))


@app.command(rich_help_panel="The desk")
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port of the site; 0 takes any that is free.")] = 8600,
    stop: Annotated[bool, typer.Option("--stop", help="End after the rounds instead of serving the site.")] = False,
    keep: Annotated[Path | None, typer.Option(help="Keep the demo's desk in this folder and continue it.")] = None,
    publishers_port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port of the sample's publishers; 0 takes any that is free.")
    ] = 0,
) -> None:
    """Run the real desk on the packaged sample: fictional publishers on loopback, spring 2024, two rounds."""
    from communique.cli import rounds
    from communique.demo import Demo

    with Demo(keep, port, publishers_port) as playing:
        for moment in playing.moments():
            typer.echo(f"\nThe desk's clock stands at {moment:%A, %d %B %Y, %H:%M} UTC.")
            rounds.watched(playing.desk)
        rounds.summed_up(playing.desk)
        if not stop:
            rounds.serve(playing.desk)
