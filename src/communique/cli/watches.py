"""`communique watch …`: who is told of what, by mail or webhook."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.tables import pairs, table, when
from communique.errors import UsageError
from communique.model import Delivery, Watch

watches = typer.Typer(
    help="Who is told of what, by mail or webhook: add, list, show, pause, resume, remove, test.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Id = Annotated[str, typer.Argument(help="The watch's id, as `communique watch list` has it.")]
Json = Annotated[bool, typer.Option("--json", help="One line of JSON a watch.")]
SHOWN = 20  # deliveries


@watches.command()
def add(
    kind: Annotated[str, typer.Argument(help="country, pair, person, organisation, query or story.")],
    of: Annotated[
        str, typer.Argument(help="Which: CHN, CHN-PRK, a name, a query as one types it into the search, a story's id.")
    ],
    mail: Annotated[str | None, typer.Option(help="Send mail to this address.")] = None,
    webhook: Annotated[str | None, typer.Option(help="Post JSON to this address; the secret is printed once.")] = None,
    every: Annotated[str, typer.Option(help="round (each story by itself), or one mail a day or week.")] = "round",
    quiet: Annotated[str | None, typer.Option(help="Send nothing from then to then, 22:00-07:00.")] = None,
    title: Annotated[str | None, typer.Option(help="What it is called in messages.")] = None,
    language: Annotated[
        str | None, typer.Option(help="What mail speaks around a brief: en, fr, es, ar, zh; the site's unless said.")
    ] = None,
    folder: Folder = Path("."),
) -> None:
    """Tell somebody of every story on it, from now on."""
    from communique.desk.watches import Watches, feed_of

    desk = open_desk(folder)
    if mail is not None and desk.post is None:
        raise UsageError("no mail server is set: host and sender under [mail] in communique.toml")
    watch = Watches(desk.store, desk.clock).add(
        kind, of, mail=mail, webhook=webhook, every=every, quiet=quiet, title=title,
        language=language or (desk.settings.language if mail else "en"),
    )  # fmt: skip
    feed = feed_of(watch)
    typer.echo(f"{watch.id}: {watch.title}, to {watch.to}")
    if feed is not None:
        typer.echo(f"The same as a feed: {desk.settings.address}{feed}", err=True)
    if watch.secret:
        typer.echo("The secret it is signed with, shown this once:", err=True)
        typer.echo(watch.secret)


@watches.command("list")
def list_(json: Json = False, folder: Folder = Path(".")) -> None:
    """All watches: when a message was last taken, how many wait, and what failed."""
    store = open_desk(folder).store
    known = store.watches()
    if json:
        for watch in known:
            write(public(watch) | {"waiting": len(store.undelivered(watch.id))})
        return
    rows = [
        (w.id, w.title, w.kind, w.to, often(w), when(w.sent), str(len(store.undelivered(w.id))), health(w))
        for w in known
    ]
    columns = ("id", "watches", "kind", "to", "every", "last sent", "waiting", "health")
    table(columns, rows, f"{len(known)} watches.")


@watches.command()
def show(id: Id, json: Json = False, folder: Folder = Path(".")) -> None:
    """One watch, and what was last sent of it, what waits, and what was not taken."""
    from communique.desk.watches import Watches, feed_of, page_of

    desk = open_desk(folder)
    watch = Watches(desk.store, desk.clock).watch(id)
    last = desk.store.deliveries(id, limit=SHOWN)
    if json:
        write(public(watch) | {"deliveries": last})
        return
    feed, address = feed_of(watch), desk.settings.address
    pairs([
        ("id", watch.id), ("watches", watch.title), ("kind", f"{watch.kind} {watch.of}"), ("to", watch.to),
        ("every", often(watch)),
        ("language", watch.language if watch.mail else ""),
        ("page", address + page_of(watch)), ("feed", address + feed if feed else ""),
        ("made", when(watch.made)), ("last sent", when(watch.sent)), ("health", health(watch)),
    ])  # fmt: skip
    for one in last:
        print(f"  {outcome(one)}  {address}/story/{one.story} version {one.version}")


@watches.command()
def remove(id: Id, folder: Folder = Path(".")) -> None:
    """Tell nobody of it any more. What waits is not sent."""
    open_desk(folder).store.remove_watch(id)


@watches.command()
def pause(id: Id, folder: Folder = Path(".")) -> None:
    """Send nothing until it goes on. What is printed meanwhile is not sent later; what waits already is."""
    from communique.desk.watches import Watches

    desk = open_desk(folder)
    Watches(desk.store, desk.clock).pause(id)


@watches.command()
def resume(id: Id, folder: Folder = Path(".")) -> None:
    """Go on with a watch that was paused, by the desk or because its webhook answered that it is gone."""
    from communique.desk.watches import Watches

    desk = open_desk(folder)
    Watches(desk.store, desk.clock).resume(id)


@watches.command()
def test(id: Id, folder: Folder = Path(".")) -> None:
    """Send a sample now: the latest brief, marked as a sample. Quiet hours do not hold it."""
    from communique.desk.watches import Watches

    desk = open_desk(folder)
    watch = Watches(desk.store, desk.clock).watch(id)
    failed = desk.delivering.sample(watch)
    desk.store.close()
    if failed is not None:
        print(f"communique: {failed.name}: {failed.why}", file=sys.stderr)
        raise typer.Exit(1)
    typer.echo(f"{watch.id}: taken by {watch.to}")


def public(watch: Watch) -> dict[str, object]:
    """A watch as JSON, without its secret."""
    return {field: getattr(watch, field) for field in watch.__struct_fields__ if field not in ("secret", "since")}


def often(watch: Watch) -> str:
    """How often, and when not."""
    return f"{watch.every}, quiet {'–'.join(watch.quiet)}" if watch.quiet else watch.every


def health(watch: Watch) -> str:
    """How it stands, in a few words."""
    failed = f"{watch.failures} {'tries' if watch.failures > 1 else 'try'} failed: {watch.why}"
    told = [f"paused: {watch.paused}"] if watch.paused else []
    return "; ".join([*told, *([failed] if watch.failures else [])]) or "good"


def outcome(one: Delivery) -> str:
    """What became of a delivery."""
    if one.state == "sent":
        return f"sent {when(one.sent)}"
    tries = f" after {one.tries} {'tries' if one.tries > 1 else 'try'}: {one.why}" if one.tries else ""
    return f"{one.state}{tries}" + (f", due {when(one.due)}" if one.state == "waiting" else "")
