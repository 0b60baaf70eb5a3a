"""Which format writes which table."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from communique.errors import UsageError
from communique.exports import calendar, lines, linked, separated
from communique.exports.columns import Table
from communique.exports.gdelt import GDELT
from communique.exports.kinds import Format, Style, What
from communique.exports.polecat import POLECAT
from communique.exports.tables import AGREEMENTS, OFFICES, REPORTS, STATEMENTS

TABLES: Mapping[What, Table] = {
    "events": POLECAT, "meetings": POLECAT, "statements": STATEMENTS, "offices": OFFICES, "agreements": AGREEMENTS,
    "reports": REPORTS,
}  # fmt: skip
STYLES: Mapping[Style, Table] = {"polecat": POLECAT, "gdelt": GDELT}
OF_EVENTS = frozenset({"events", "meetings"})
FORMATS: Mapping[Format, str] = {
    "csv": separated.TYPE,
    "parquet": "application/vnd.apache.parquet",
    "json": lines.ARRAY,
    "jsonl": lines.LINES,
    "jsonld": linked.TYPE,
    "ics": calendar.TYPE,
}
"""The formats and their media types."""


def table(what: What, style: Style | None) -> Table:
    """The table in which `what` is written. Raises UsageError for columns it cannot have."""
    if style is None:
        return TABLES[what]
    if what not in OF_EVENTS:
        raise UsageError(f"{what} have columns of their own; POLECAT's and GDELT's are those of events")
    return STYLES[style]


def check(what: What, format: Format, style: Style | None) -> None:
    """Raises UsageError where `what` is not written so."""
    table(what, style)
    if format in ("jsonld", "ics") and what not in OF_EVENTS:
        raise UsageError(f"{format} is for events and meetings, not for {what}")
    if format in ("jsonld", "ics") and style is not None:
        raise UsageError(f"{format} has no columns")


def written(
    what: What,
    format: Format,
    told: Iterable[Any],
    *,
    base: str,
    name: str,
    style: Style | None = None,
    carried: Set[str] = frozenset(),
) -> Iterator[bytes]:
    """The file in pieces, of any format but Parquet, which is not written from its beginning to its end. JSON has the
    nouns, and a table's rows where its columns are asked for. `base` is the site's address, `name` the calendar's,
    `carried` the ids of plans that were carried out."""
    if format == "ics":
        return calendar.calendar(name, told, host(base), carried)
    if format == "jsonld":
        return linked.linked(told, base)
    if format == "csv":
        return separated.separated(table(what, style), told)
    found = lines.objects(table(what, style) if style else None, told)
    return lines.array(found) if format == "json" else lines.lines(found)


def host(base: str) -> str:
    """The host of the site, by which ids are told from those of other desks."""
    return base.partition("://")[2].partition("/")[0] or "communique.invalid"
