"""`communique versions`: the versions of a report the desk has seen, and what one changed. The desk reads here for
itself: words are shown whole, whatever its site may print of them."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from communique.cli.steps import open_desk
from communique.cli.tables import clean, table, when
from communique.errors import InputRefused
from communique.lexicon import printings
from communique.lexicon.differences import Changed, Differences, Piece, differences
from communique.model import Noun, Report, Version

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Numbers = Annotated[list[int] | None, typer.Argument(help="Two versions to compare.", show_default=False, min=1)]


class Compared(Noun, frozen=True):
    """What is printed: the numbers of the two versions, what changed in the text, and the other facts, each with its
    value before and after."""

    report: str
    old: int
    new: int
    differences: Differences
    facts: dict[str, tuple[object, object]]


def versions(
    report: Annotated[str, typer.Argument(help="The report's id, as in the address of its page.")],
    numbers: Numbers = None,
    diff: Annotated[int | None, typer.Option(min=1, help="Show what this version changed.")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON: a line a version, or the differences as one.")] = False,
    folder: Folder = Path("."),
) -> None:
    """List the versions of a report, or show what changed between two of them."""
    store = open_desk(folder).store
    newest = store.report(report)
    if newest is None:
        raise InputRefused(report, "no report of this id is stored")
    pair = chosen(newest, numbers or [], diff)
    if pair is None:
        listed(newest, json)
        return
    old, new = (store.report(report, number) for number in pair)
    if old is None or new is None:
        missing = pair[0] if old is None else pair[1]
        raise InputRefused(
            report, f"has no version {missing}; it has {', '.join(str(v.version) for v in newest.versions)}"
        )
    compared = Compared(
        report=report,
        old=old.version,
        new=new.version,
        differences=differences(old, new),
        facts={name: both for name, both in printings.changed(old, new).items() if name not in ("title", "text")},
    )
    if json:
        typer.echo(msgspec.json.encode(compared).decode())
    else:
        shown(compared)


def chosen(newest: Report, numbers: list[int], diff: int | None) -> tuple[int, int] | None:
    """The two versions asked for, None for a list of all. Raises InputRefused."""
    if diff is not None and not numbers:
        before = max((said.version for said in newest.versions if said.version < diff), default=0)
        if diff in {said.version for said in newest.versions} and not before:
            raise InputRefused(newest.id, f"version {diff} is the first: nothing came before it")
        return before or diff - 1, diff
    if diff is not None or len(numbers) not in (0, 2):
        raise InputRefused(newest.id, "give two versions to compare, or --diff and one, or neither")
    return (numbers[0], numbers[1]) if numbers else None


def listed(report: Report, json: bool) -> None:
    """All versions, oldest first."""
    if json:
        for said in report.versions:
            typer.echo(msgspec.json.encode(said).decode())
        return
    rows = [(str(v.version), when(v.seen), when(v.modified), noted(report, v)) for v in report.versions]
    table(("version", "seen", "publisher's date", "note"), rows, "Times are UTC. See a change with --diff VERSION.")


def noted(report: Report, version: Version) -> str:
    """The note of a version; of one carried before, that it is no new one."""
    if not version.note:
        return ""
    return version.note if version in report.corrected else "(the note it carried before)"


def shown(compared: Compared) -> None:
    """The changes, a line each: [-removed-] and {+added+}, as wdiff marks them."""
    found = compared.differences
    lines = [f"{compared.report}: version {compared.old} to {compared.new}"]
    if found.headline:
        lines.append(f"headline: {marked(found.headline)}")
    lines += [f"{place(one)}: {marked(one.pieces)}" for one in found.sentences]
    lines += [f"{name}: [-{said(old)}-] {{+{said(new)}+}}" for name, (old, new) in compared.facts.items()]
    if len(lines) == 1:
        lines.append("nothing has changed")
    if found.cut:
        lines.append("the versions are long: their ends were not compared")
    for line in lines:
        print(clean(line), file=sys.stdout)


def place(one: Changed) -> str:
    """What happened to a sentence, by its number: `sentence 4 changed`."""
    if one.kind == "moved":
        return f"sentence {(one.old or 0) + 1} moved to {(one.new or 0) + 1}"
    index = one.new if one.new is not None else one.old or 0
    return f"sentence {index + 1} {one.kind}"


def marked(pieces: tuple[Piece, ...]) -> str:
    """The pieces in one line."""
    marks = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def said(value: object) -> str:
    """A fact as text."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
