"""`communique export`: facts of the record for other programs, and the site in files."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from communique.cli.copying import site
from communique.cli.steps import open_desk
from communique.errors import UsageError
from communique.exports.kinds import Format, Style, What
from communique.lexicon import countries
from communique.model import slug

if TYPE_CHECKING:
    from communique.desk import Desk
    from communique.site.exported import Selection

DAY = ["%Y-%m-%d"]
Day = Annotated[datetime | None, typer.Option(formats=DAY)]
PIECES = 1 << 16  # bytes written at once


exports = typer.Typer(help="Write the record, or the whole site, as files (docs/exports.md).", no_args_is_help=True)
exports.command()(site)


def of(what: What) -> Callable[..., None]:
    """The command that writes facts of one kind."""

    def facts(
        format: Annotated[Format | None, typer.Option(help="csv, and ics for meetings, unless said.")] = None,
        style: Annotated[
            Style | None,
            typer.Option("--columns", help="The columns of events: polecat unless said.", show_default=False),
        ] = None,
        country: Annotated[str | None, typer.Option(help="A country's code, ISO 3166 alpha-3.")] = None,
        pair: Annotated[str | None, typer.Option(help="Two codes: CHN-PRK.")] = None,
        person: Annotated[str | None, typer.Option(help="A person's name, or the key of the page.")] = None,
        since: Day = None,
        until: Day = None,
        out: Annotated[Path | None, typer.Option(help="The file to write; else standard output.")] = None,
        folder: Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")] = Path("."),
    ) -> None:
        chosen = selection(what, country, pair, person, since, until)
        kind = format or ("ics" if what == "meetings" else "csv")
        desk = open_desk(folder)
        try:
            written(desk, what, kind, style, chosen, out)
        finally:
            desk.store.close()

    return facts


for each in get_args(What):
    exports.command(each, help=f"Write {each} for other programs: CSV, Parquet, JSON, JSON-LD, iCalendar.")(of(each))


def selection(
    what: What,
    country: str | None,
    pair: str | None,
    person: str | None,
    since: datetime | None,
    until: datetime | None,
) -> "Selection":
    """Which facts are asked for. Raises UsageError for what makes no sense."""
    from communique.site.exported import Selection

    if sum(given is not None for given in (country, pair, person)) > 1:
        raise UsageError("one of --country, --pair and --person")
    if what == "reports" and (country or pair or person):
        raise UsageError("reports are chosen by --since and --until alone; those of a country stand in its events")
    if what == "agreements" and person:
        raise UsageError("agreements are between countries: --country or --pair")
    a, _, b = (pair or "").upper().partition("-")
    if (pair and a == b) or any(code not in countries.codes() for code in (a, b) if pair):
        raise UsageError(f"{pair}: a pair is two countries by their codes: CHN-PRK")
    if country and country.upper() not in countries.codes():
        raise UsageError(f"{country}: no country has this code")
    return Selection(
        country=country.upper() if country else None,
        pair=(min(a, b), max(a, b)) if pair else None,
        person=slug(person) if person else None,
        since=f"{since:%Y-%m-%d}" if since else None,
        until=f"{until:%Y-%m-%d}" if until else None,
    )


def written(desk: "Desk", what: What, kind: Format, style: Style | None, chosen: "Selection", out: Path | None) -> None:
    """Write to standard output, or to a file that takes its name only when it is whole."""
    if out is None:
        if kind == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is no text for a terminal: --out FILE")
        desk.exported(what, kind, chosen, style, sys.stdout.buffer)
        sys.stdout.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb", buffering=PIECES) as file:
            desk.exported(what, kind, chosen, style, file)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
