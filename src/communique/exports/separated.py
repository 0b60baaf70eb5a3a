"""CSV by RFC 4180: UTF-8, lines ended by CR LF, cells quoted where they need it, a header.

A text that a spreadsheet would take for a formula (CWE-1236) gets an apostrophe before it. Numbers are left alone.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from communique.exports.columns import Cell, Table

TYPE = "text/csv; charset=utf-8; header=present"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
AT_ONCE = 200  # rows in a piece


def separated(table: Table, told: Iterable[object]) -> Iterator[bytes]:
    """The table in pieces."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(table.header)
    for n, row in enumerate((row for one in told for row in table.rows(one)), 1):
        writer.writerow([guarded(cell) for cell in row])
        if n % AT_ONCE == 0:
            yield taken(lines)
    yield taken(lines)


def taken(lines: io.StringIO) -> bytes:
    """What was written, which is let go of."""
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text.encode("utf-8", "replace")


def guarded(cell: Cell) -> Cell:
    """A cell that is safe to open: without control characters, line ends as LF, and no formula."""
    if not isinstance(cell, str):
        return cell
    text = CONTROLS.sub(" ", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if FORMULA.match(text) else text
