"""Tables: drawn for a person at a terminal, plain and parted by tabs for the next program."""

import sys
from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], foot: str = "") -> None:
    """Print rows under their columns; `foot` is for the person alone. Nothing is cut off."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(map(clean, row)))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*columns, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in drawn.columns:
        column.overflow = "fold"
    for row in rows:
        drawn.add_row(*(Text(clean(cell)) for cell in row))
    console = Console()
    console.print(drawn)
    if foot:
        console.print(f"\n{foot}", highlight=False, markup=False)


def pairs(rows: Iterable[tuple[str, str]]) -> None:
    """Print names and values, one a line, without the empty ones."""
    shown = [(name, clean(value)) for name, value in rows if value]
    width = max(len(name) for name, _ in shown)
    for name, value in shown:
        print(f"{name:<{width}}  {value}")


def clean(text: str) -> str:
    """One line that no terminal takes for a command: what publishers wrote is printed, not obeyed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def when(text: str | None) -> str:
    """A time for the eye: to the minute, in UTC."""
    from communique import times

    at = times.instant_of(text)
    return at.strftime("%Y-%m-%d %H:%M") if at else ""
