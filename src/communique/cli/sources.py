"""`communique source …`: the sources of a desk."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from communique import times
from communique.cli import exchange, minding
from communique.cli.steps import open_desk
from communique.cli.tables import clean, pairs, table, when
from communique.errors import UsageError
from communique.model import Source, SourceState, Subscription

sources = typer.Typer(
    help="The sources of a desk: add, list, show, remove, check, carry in and out.", no_args_is_help=True
)
exchange.register(sources)
minding.register(sources)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
Ids = Annotated[list[str] | None, typer.Argument(help="Ids that `communique source list` shows; all when left out.")]
Ownership = Annotated[str | None, typer.Option(help="public, state, private or party.")]
Country = Annotated[str | None, typer.Option(help="The publisher's country, ISO 3166 alpha-3 (FRA), or IGO.")]
Language = Annotated[str | None, typer.Option(help="The language of its reports: en, fr, pt-BR.")]
NEVER = "never verified here"


@sources.command()
def add(
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            help="A feed, a site with a feed, a page that lists articles, a folder, or an id from the catalogue."
        ),
    ] = None,
    catalogue: Annotated[str | None, typer.Option(help="Add a whole region of the catalogue: africa, asia, …")] = None,
    all: Annotated[bool, typer.Option("--all", help="Add everything found behind an address.")] = False,
    choose: Annotated[int | None, typer.Option(min=1, help="Add the one with this number of those found.")] = None,
    kind: Annotated[str | None, typer.Option(help="Take the address as it is: feed, sitemap, page, address …")] = None,
    links_selector: Annotated[
        str | None, typer.Option(help="CSS selector of the links to articles on a list page; the kind is then page.")
    ] = None,
    text_selector: Annotated[str | None, typer.Option(help="CSS selector of the article on its page.")] = None,
    publisher: Annotated[
        str | None, typer.Option(help="The publisher's name, if the feed does not say it well.")
    ] = None,
    country: Country = None,
    language: Language = None,
    ownership: Ownership = None,
    reprint: Annotated[str | None, typer.Option(help="Words a brief may take verbatim, full, or headline.")] = None,
    section: Annotated[str | None, typer.Option(help="The folder to keep it in: Asia/Ministries.")] = None,
    folder: Folder = Path("."),
) -> None:
    """Look behind addresses, show what was found, and add the best of it. What is known already is only changed."""
    from communique.cli import adding

    given = adding.given(
        links=links_selector,
        text=text_selector,
        publisher=publisher,
        country=country,
        language=language,
        ownership=ownership,
        reprint=reprint,
        section=section,
        kind=kind or ("page" if links_selector else None),
    )
    if not addresses and not catalogue:
        raise typer.BadParameter("an address, an id from the catalogue, or --catalogue and a region")
    desk = open_desk(folder)
    if catalogue:
        adding.region(desk, catalogue, given)
    failed = adding.every(desk, addresses or [], given, all=all, choose=choose)
    raise typer.Exit(1 if failed else 0)


@sources.command("list")
def list_(
    failing: Annotated[bool, typer.Option("--failing", help="Only those that fail or have ended.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON a source, with all that is known.")] = False,
    folder: Folder = Path("."),
) -> None:
    """Every source with its health, the failing first."""
    desk = open_desk(folder)
    known = [(source, desk.store.source_state(source.id)) for source in desk.store.sources()]
    held = {one.source: one for one in desk.store.subscriptions() if not one.leaving}
    chosen = [pair for pair in known if not failing or ill(pair[1])]
    chosen.sort(key=lambda pair: (not ill(pair[1]), pair[0].section.casefold(), pair[0].id))
    if json:
        from communique.cli.steps import write

        for source, state in chosen:
            write(known_of(source, state, held.get(source.id)))
        return
    told = ("health", "last answer", "asked next", "a new report", "pushed", "verified")
    columns = ("id", "publisher", "kind", "section", *told)
    rows = [
        (
            source.id,
            source.publisher,
            source.kind,
            source.section,
            health(state),
            when(state.answered),
            asked_next(state),
            every(state.interval),
            pushed(held.get(source.id), desk.clock.now()) or "",
            source.verified or NEVER,
        )
        for source, state in chosen
    ]
    count = sum(ill(state) for _, state in known)
    table(columns, rows, f"{len(known)} sources, {count} of them failing or ended.")


@sources.command()
def show(
    source: Annotated[str, typer.Argument(help="The id that `communique source list` shows, or one of the catalogue.")],
    folder: Folder = Path("."),
) -> None:
    """Everything known of a source: what it is, who owns it and why we say so, how it is doing."""
    from communique.sources import catalogue

    desk = open_desk(folder)
    entry = catalogue.entry(source)
    known = next((one for one in desk.store.sources() if one.id == source), entry)
    if known is None:
        raise UsageError(f"{source}: no such source; see communique source list and communique source catalogue")
    here = known is not entry
    if not here:
        pairs([*about(known), ("health", "in the catalogue, not among the desk's sources")])
        return
    why = desk.unsubscribed(source)
    hub = [("pushed", f"no: {why}")] if why else subscribed(desk.held(source), desk.clock.now())
    pairs([*about(known), *doing(desk.store.source_state(source)), *hub])


@sources.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `communique source list` shows.")],
    folder: Folder = Path("."),
) -> None:
    """Stop asking sources. Their reports stay."""
    desk = open_desk(folder)
    for source in [desk.source(id) for id in ids]:
        desk.remove(source)


@sources.command()
def check(ids: Ids = None, folder: Folder = Path(".")) -> None:
    """Ask sources now, keep no report, and say how each answered; those that answered well are verified today."""
    desk = open_desk(folder)
    asked = [desk.source(id) for id in dict.fromkeys(ids)] if ids else desk.store.sources()
    failed = 0
    for found in desk.verify(asked):
        if found.why is None:
            typer.echo(f"{found.source.id}  ok  {clean(found.sound or '')}")
        else:
            failed += 1
            print(f"communique: {found.source.id}: {clean(found.why)}", file=sys.stderr)
    raise typer.Exit(1 if failed else 0)


@sources.command()
def catalogue(
    region: Annotated[str | None, typer.Option(help="africa, americas, asia, europe, oceania …")] = None,
    country: Country = None,
    language: Language = None,
    ownership: Ownership = None,
) -> None:
    """The well-known sources that come with Communique. None was asked when it was made: see `verified`."""
    from communique.sources import catalogue

    wanted = {"country": country, "language": language, "ownership": ownership}
    rows = []
    for name in [region] if region else catalogue.REGIONS:
        for entry in catalogue.region(name):
            if all(value in (None, getattr(entry, field)) for field, value in wanted.items()):
                rows.append(row(name, entry))
    columns = ("id", "publisher", "region", "country", "language", "ownership", "kind", "address", "verified")
    table(columns, rows, f"{len(rows)} sources. Add one with communique source add ID, a region with --catalogue.")


def row(region: str, entry: Source) -> tuple[str, ...]:
    """An entry of the catalogue as a line of its table."""
    who = (entry.id, entry.publisher, region, entry.country or "", entry.language or "", entry.ownership)
    return (*who, entry.kind, entry.url, entry.verified or NEVER)


def about(source: Source) -> list[tuple[str, str]]:
    """What a source is, as names and values."""
    chosen = source.selectors
    picked = {f: getattr(chosen, f) for f in chosen.__struct_fields__ if getattr(chosen, f)} if chosen else {}
    return [
        ("id", source.id),
        ("publisher", source.publisher),
        ("kind", source.kind),
        ("address", source.url),
        ("section", source.section),
        ("country", source.country or "unknown"),
        ("language", source.language or "unknown"),
        ("ownership", source.ownership),
        ("because", source.ownership_reason),
        ("reprint", allowance(source.reprint)),
        ("since", source.reprint_reason),
        *((f"{name} selector", css) for name, css in picked.items()),
        ("verified", source.verified or NEVER),
    ]


def doing(state: SourceState) -> list[tuple[str, str]]:
    """How a source is doing, as names and values."""
    return [
        ("health", health(state)),
        ("last error", state.last_error or ""),
        ("last asked", when(state.asked)),
        ("last answer", when(state.answered)),
        ("asked next", asked_next(state) or "in the next round"),
        ("a new report", every(state.interval)),
        ("moved to", state.moved or ""),
        ("hub", state.hub or ""),
    ]


def subscribed(one: Subscription | None, now: datetime) -> list[tuple[str, str]]:
    """How a subscription is doing, as names and values."""
    if one is None or one.asked is None:
        return [("pushed", "no: the hub is asked in the next round")]
    held = pushed(one, now)
    why = one.last_error or f"the hub was asked at {when(one.asked)} and has not confirmed"
    return [
        ("pushed", held or f"no: {why}; asked again at {when(one.due)}"),
        ("last push", when(one.noticed)),
        ("hub asked next", when(one.due) if held else ""),
        ("hub said last", one.last_error or "" if held else ""),
    ]


def pushed(one: Subscription | None, now: datetime) -> str | None:
    """By whom a source is pushed, and until when; None where it is not."""
    until = times.instant_of(one.until) if one else None
    return f"by hub {one.hub} until {when(one.until)}" if one and until and until > now else None


def allowance(reprint: str) -> str:
    """How much of a report may be reprinted, in words."""
    return {"full": "in full", "headline": "the headline only"}.get(reprint, f"{reprint} words of a report")


def ill(state: SourceState) -> bool:
    """Whether the source fails or has ended."""
    return state.ended or state.failures > 0


def health(state: SourceState) -> str:
    """A source's state in a few words."""
    if state.paused:
        return "paused"
    if state.ended:
        return f"ended: {state.last_error or 'gone'}"
    if state.failures:
        return f"failing ({state.failures}): {state.last_error}"
    return "well" if state.answered else "never asked"


def asked_next(state: SourceState) -> str:
    """When a source is asked next; empty for the next round."""
    if state.paused:
        return "not while it is paused"
    return "never again" if state.ended else when(state.due)


def every(seconds: float | None) -> str:
    """How long it takes between two new reports."""
    if seconds is None:
        return ""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"every {seconds / length:.0f} {unit}"
    return "every minute or two"


def known_of(source: Source, state: SourceState, held: Subscription | None) -> dict[str, Any]:
    """All that is known of a source, without what its messages are signed with."""
    import msgspec

    told = msgspec.structs.asdict(state)
    del told["source"]
    pushed = msgspec.structs.asdict(held) if held else {}
    for secret in ("id", "callback", "secret", "source", "leaving"):
        pushed.pop(secret, None)
    return {**msgspec.structs.asdict(source), "health": health(state), "state": told, "pushed": pushed or None}
