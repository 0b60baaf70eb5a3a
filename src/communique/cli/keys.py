"""`communique key …`: keys of the API, each with a rate of its own."""

import re
import secrets
from pathlib import Path
from typing import Annotated

import typer

from communique import times
from communique.cli.steps import open_desk, write
from communique.cli.tables import table, when
from communique.errors import UsageError
from communique.model import Key

keys = typer.Typer(help="Keys of the API, each with a rate of its own: add, list, remove.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Name = Annotated[str, typer.Argument(help="Who has the key.")]
USUAL, MOST = 600, 1_000_000  # requests a minute
LONGEST = 100  # letters of a name


@keys.command()
def add(
    name: Name,
    rate: Annotated[str, typer.Option(help="Requests a minute: 600, or 600/minute; 0 for no limit.")] = str(USUAL),
    folder: Folder = Path("."),
) -> None:
    """Make a key and print it, this once: the store keeps its hash alone."""
    from communique.site.rates import hashed

    named = " ".join(name.split())
    if not named or len(named) > LONGEST:
        raise UsageError(f"a name has 1 to {LONGEST} letters")
    desk, key = open_desk(folder), secrets.token_urlsafe(32)
    desk.store.put_key(hashed(key), Key(name=named, rate=a_minute(rate), made=times.rfc3339(desk.clock.now())))
    typer.echo(key)


@keys.command("list")
def list_(
    json: Annotated[bool, typer.Option("--json", help="One line of JSON a key.")] = False,
    folder: Folder = Path("."),
) -> None:
    """Who has a key, how often they may ask, and when it was made."""
    known = open_desk(folder).store.known_keys()
    if json:
        for key in known:
            write({"name": key.name, "rate": key.rate, "made": key.made})
        return
    rows = [(key.name, f"{key.rate}/minute" if key.rate else "no limit", when(key.made)) for key in known]
    table(("name", "rate", "made"), rows, f"{len(known)} keys.")


@keys.command()
def remove(name: Name, folder: Folder = Path(".")) -> None:
    """Forget a key: who asks with it is refused from now on."""
    open_desk(folder).store.remove_key(name)


def a_minute(text: str) -> int:
    """Requests a minute. Raises UsageError for what is no rate."""
    found = re.fullmatch(r"(\d{1,7})(?:/(?:min|minute))?", text.strip())
    if not found or int(found[1]) > MOST:
        raise UsageError(f"--rate {text}: a number of requests a minute up to {MOST}: 600, or 600/minute")
    return int(found[1])
