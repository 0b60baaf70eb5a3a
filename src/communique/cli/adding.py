"""`communique source add`: what was found behind an address, what of it was taken, and what became of it."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import typer
from msgspec.structs import replace

from communique.cli.tables import clean
from communique.desk import Desk
from communique.errors import InputRefused, UsageError
from communique.model import Found, Selectors, Source


def given(links: str | None, text: str | None, **values: str | None) -> dict[str, Any]:
    """What the user said of the sources to add, checked. Raises UsageError naming the option that cannot stand."""
    from communique.sources import entries

    said: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    if links is not None or text is not None:
        said["selectors"] = Selectors(links=links, text=text)
    try:
        entries.entry({"id": "given", "url": "https://example.org/", **msgspec.to_builtins(said)}, "source add")
    except InputRefused as error:
        raise UsageError(error.why) from error
    return said


def region(desk: Desk, name: str, given: Mapping[str, Any]) -> None:
    """Add a region of the catalogue. Nothing is asked. Raises UsageError for an unknown one."""
    from communique.sources import catalogue

    for kept in desk.add(catalogue.region(name), given):
        typer.echo(told(kept.was, kept.source))


def every(desk: Desk, addresses: Sequence[str], given: Mapping[str, Any], all: bool, choose: int | None) -> int:
    """Add what is behind each address; how many failed, each said in a line on standard error."""
    failed = 0
    for address in addresses:
        try:
            one(desk, address, given, all, choose)
        except InputRefused as error:
            failed += 1
            print(f"communique: {clean(error.name)}: {clean(error.why)}", file=sys.stderr)
    return failed


def one(desk: Desk, address: str, given: Mapping[str, Any], all: bool, choose: int | None) -> None:
    """Add what is behind one address or catalogue id. Raises InputRefused where there is nothing to add."""
    from communique.sources import catalogue

    entry = catalogue.entry(address)
    if entry is not None:
        chosen = [answering(desk, entry)]
    else:
        found = looked(desk, address, given.get("kind"))
        chosen = taken(address, found, all, choose)
        if len(found) > 1 or any(one.sound for one in found):
            show(found, chosen)
    for kept in desk.add(chosen, given):
        typer.echo(told(kept.was, kept.source))


def answering(desk: Desk, entry: Source) -> Source:
    """An entry of the catalogue as it answers now: where it does not, what is found behind its site's front page, and
    where that is nothing either, the entry as it stands; both said. One that the desk has already is not asked."""
    from communique.sources.named import home

    if any(source.id == entry.id for source in desk.store.sources()):
        return entry
    why = desk.sounded(entry).why
    if why is None:
        return entry
    front = home(entry.url)
    try:
        found = desk.behind(front)
    except InputRefused:
        found = ()
    best = next((one.source for one in found if one.why is None), None)
    if best is None:
        told = f"{entry.url} does not answer now ({why}), nor is a source found behind {front}"
        print(f"communique: {entry.id}: {clean(told)}: kept as the catalogue has it", file=sys.stderr)
        return entry
    typer.echo(f"{clean(entry.url)} does not answer now ({clean(why)}); behind {clean(front)}:")
    show(found, [best])
    return replace(entry, url=best.url, kind=best.kind)


def looked(desk: Desk, address: str, kind: str | None) -> Sequence[Found]:
    """What is behind an address, or with a kind, the address itself as that."""
    if not any(sign in address for sign in "./:\\") and not Path(address).exists():
        raise InputRefused(address, "no id of the catalogue, no address and no folder")
    if kind is None:
        return desk.behind(address)
    from communique.sources import keeping

    url = address if "://" in address or Path(address).exists() else f"https://{address}"
    source = Source(id=keeping.id_of(url), url=url, kind=kind)  # type: ignore[arg-type]
    return [desk.sounded(source)]


def taken(address: str, found: Sequence[Found], all: bool, choose: int | None) -> list[Source]:
    """Of what was found, what is added: the one chosen, the first that answers, or all that do and are of its kind (a
    sitemap names again what the feeds hold).

    Raises InputRefused where that is nothing.
    """
    if choose is not None:
        if choose > len(found):
            raise InputRefused(address, f"there is no number {choose} among the {len(found)} found")
        return [found[choose - 1].source]
    well = [one.source for one in found if one.why is None]
    if not well:
        raise InputRefused(address, found[0].why or "nothing was found")
    return [source for source in well if source.kind == well[0].kind] if all else well[:1]


def show(found: Sequence[Found], chosen: Sequence[Source]) -> None:
    """What was found, each in a line, those taken marked."""
    for number, one in enumerate(found, 1):
        mark = "*" if one.source in chosen else " "
        holds = one.sound or (f"cannot be read: {one.why}" if one.why else "not asked")
        typer.echo(f"{mark} {number}  {one.source.kind}  {clean(one.source.url)}  {clean(holds)}")


def told(was: str, source: Source) -> str:
    """What became of a source, in a line."""
    words = {"added": "added", "updated": "known already, changed as given", "known": "known already"}
    words["removed"] = "not added, was removed on demand"
    return f"{words[was]}: {source.id}  {source.kind}  {clean(source.url)}  {clean(source.publisher)}"
