"""A digest checked against reports, for a terminal, for the next program, or as a page to send."""

import os
import sys
from pathlib import Path

import typer

from communique.cli.steps import Tally, decoded, streams, taken, write
from communique.desk import Desk
from communique.errors import InputRefused
from communique.model import Report
from communique.model.digests import CheckedDigest

FORMATS = ("text", "json", "html")


def checked(desk: Desk, files: list[Path] | None, sources: list[Path], format: str, tally: Tally) -> None:
    """Check each digest against all the reports, and print what was found in the format asked for. Ends the command."""
    from communique.briefs.digest import printing

    if format not in FORMATS:
        raise typer.BadParameter(f"{format}: text, json or html", param_hint="--format")
    reports = list(decoded(sources, Report, tally))
    if not reports:
        tally.refuse(InputRefused(", ".join(map(str, sources)), "no reports in it to check against"))
        tally.finish()
    found = list(marked(desk, files, reports, tally))
    if format == "json":
        for one in found:
            write(one)
    elif format == "html" and found:
        sys.stdout.write(printing.html(found))
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for one in found:
            print("\n".join(printing.lines(one, colour=colour)))
    tally.finish()


def marked(desk: Desk, files: list[Path] | None, reports: list[Report], tally: Tally) -> list[CheckedDigest]:
    """The digests that could be read, checked; the others are refused by name."""
    found = []
    for name, stream, folder in streams(files, tally):
        with stream:
            for page in desk.pages(name, stream, folder):
                try:
                    found.append(desk.check_digest(taken(page), reports))
                except InputRefused as error:
                    tally.refuse(InputRefused(error.name if error.name != "page" else name, error.why))
    return found
