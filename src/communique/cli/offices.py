"""`communique office …`: who is reported to hold which office."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.tables import table
from communique.errors import UsageError
from communique.model import OfficeDifference, Term, slug

if TYPE_CHECKING:
    from communique.desk import Desk

offices = typer.Typer(help="Who is reported to hold which office, and who says so.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]


@offices.command()
def show(
    of: Annotated[str, typer.Argument(metavar="PERSON|COUNTRY", help="A name, or a country by code or name.")],
    on: Annotated[str | None, typer.Option(help="Only what is held on this day: 2024-03-21.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON with all evidence.")] = False,
    folder: Folder = Path("."),
) -> None:
    """Offices as reports tell of them: first and last day told, beginning and end where told, differences between
    reports."""
    from communique import record
    from communique.lexicon.amendments import country_of

    desk, day = open_desk(folder), a_day(on)
    code = country_of(of)
    holdings = desk.store.holdings(code=code) if code else desk.store.holdings(slug(of))
    if not holdings:
        raise UsageError(f"{of}: no report read so far tells of an office")
    found = record.terms(holdings, day)
    if json:
        write(found)
        return
    columns = ("person", "office", "of", "told from", "to", "began", "ended", "reports")
    table(columns, [row(term) for term in found.terms])
    for difference in found.differences:
        print()
        said(desk, difference)


def a_day(text: str | None) -> str | None:
    """A day as it is written. Raises UsageError for anything else."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise UsageError(f"--on {text}: not a day; write 2024-03-21") from None


def row(term: Term) -> tuple[str, ...]:
    """A term in one line; an end without a day is told by when it was over."""
    ended = term.ended or (f"by {term.over}" if term.over else "")
    reports = len({holding.report for holding in term.evidence})
    return (
        term.name,
        term.office,
        term.code or term.body or "",
        term.first or "",
        term.last or "",
        term.began or "",
        ended,
        str(reports),
    )


def said(desk: "Desk", difference: OfficeDifference) -> None:
    """Print a difference: each side with the sentences that say so."""
    print({"holders": "Two in one seat:", "offices": "One in two seats:", "ended": "Over or not:"}[difference.kind])
    rows = []
    for side in difference.sides:
        for holding in side.evidence:
            report = desk.store.report(holding.report, holding.version)
            inside = report is not None and holding.sentence < len(report.sentences)
            words = report.sentence(holding.sentence) if report and inside else ""
            rows.append(
                (holding.day or "", side.name, side.office, side.code or "", holding.tells, holding.report, words)
            )
    table(("day", "person", "office", "of", "tells", "report", "sentence"), rows)
