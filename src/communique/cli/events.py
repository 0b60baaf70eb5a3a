"""`communique event …`: the events of the record, and what an editor decides about them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.steps import open_desk, write
from communique.cli.stories import By, Json, Why, editor, listed
from communique.cli.tables import pairs, table
from communique.errors import UsageError
from communique.lexicon.amendments import FIELDS, written
from communique.model import Event

if TYPE_CHECKING:
    from communique.desk import Desk
    from communique.desk.correcting import Correcting

events = typer.Typer(
    help="The events of the record: list those of a story, show, correct, remove, restore, join, history.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An id that `communique event list STORY` shows.")]
NEXT = "The brief follows in the next round."


@events.command("list")
def list_(
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story, by id.")],
    json: Json = False,
    folder: Folder = Path("."),
) -> None:
    """The events of a story, also those that editors removed or joined."""
    desk = open_desk(folder)
    found = desk.store.events_of_story(correcting(desk).story(story).id, every=True)
    if json:
        for event in found:
            write(event)
        return
    table(("event", "type", "day", "who", "state"), [row(event) for event in found])


@events.command()
def show(event: EventId, json: Json = False, folder: Folder = Path(".")) -> None:
    """An event as it stands, what the reports alone tell of it, its sentences and its history."""
    desk = open_desk(folder)
    found = correcting(desk).event(event)
    history = desk.store.rulings(limit=1000, event=event)
    if json:
        write({"event": found, "history": history})
        return
    told = found.coded or found
    pairs(
        [("event", found.id), ("story", found.story), ("state", state(found))]
        + [
            (field, shown(found, field) + (f" (reports: {shown(told, field)})" if changed(found, field) else ""))
            for field in FIELDS
        ]
    )
    print()
    wanted = set(found.evidence)
    reports = desk.store.reports(found.reports)
    taken = [(report, desk.store.recorded(report.id, report.version)) for report in reports]
    rows = [
        (report.id, report.publisher or "", mention.evidence)
        for report, recorded in taken
        for mention in (recorded.mentions if recorded else ())
        if mention.id in wanted
    ]
    table(("report", "publisher", "evidence"), list(dict.fromkeys(rows)))
    if history:
        print()
        listed(history)


@events.command()
def correct(
    event: EventId,
    type: Annotated[str | None, typer.Option(help="CONSULT, AGREE, ACCUSE …")] = None,
    mode: Annotated[str | None, typer.Option(help="visit, phone …; empty for none.")] = None,
    status: Annotated[str | None, typer.Option(help="done, ongoing, planned, conditional, denied, cancelled.")] = None,
    day: Annotated[str | None, typer.Option(help="2024-03-21, 2024-03-21/2024-03-23, 2024-03, 2024; or empty.")] = None,
    place: Annotated[str | None, typer.Option(help="“venue, town, country”; empty for not known.")] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="“name; office; country code; sector”, once for each on the first side.")
    ] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="The same, second side; empty for nobody.")] = None,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Set fields of an event. What the reports tell stays beside it."""
    sides = {"actor": actor, "recipient": recipient}
    given = {"type": type, "mode": mode, "status": status, "day": day, "place": place}
    given |= {name: "\n".join(lines) if lines is not None else None for name, lines in sides.items()}
    said = {name: text for name, text in given.items() if text is not None}
    if not said:
        raise UsageError(f"say what is to be corrected: --{', --'.join(FIELDS)}")
    ruling = correcting(open_desk(folder)).correct(event, said, editor(by), why)
    names = {noun: field for field, noun in FIELDS.items()}
    typer.echo(f"corrected: {', '.join(names[name] for name in ruling.fields)} of {event}. {NEXT}")


@events.command()
def remove(event: EventId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Take an event out of the record: it did not happen, or is none."""
    correcting(open_desk(folder)).remove(event, editor(by), why)
    typer.echo(f"removed: {event}. {NEXT}")


@events.command()
def restore(event: EventId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Put one that was removed or joined back; take back all corrections of one that stands."""
    ruling = correcting(open_desk(folder)).restore(event, editor(by), why)
    typer.echo(f"{'corrections taken back' if ruling.fields else 'restored'}: {event}. {NEXT}")


@events.command()
def join(
    event: EventId,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The one that goes, of the same story.")],
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Tell two events of a story as one: the first stays, and gets the other's evidence."""
    correcting(open_desk(folder)).join(event, other, editor(by), why)
    typer.echo(f"joined: {other} into {event}. {NEXT}")


@events.command()
def history(event: EventId, json: Json = False, folder: Folder = Path(".")) -> None:
    """What editors decided about an event, newest first."""
    desk = open_desk(folder)
    rulings = desk.store.rulings(limit=1000, event=event)
    if not rulings:
        correcting(desk).event(event)  # says so where there is none
    if json:
        for ruling in rulings:
            write(ruling)
        return
    listed(rulings)


def correcting(desk: "Desk") -> "Correcting":
    """What takes decisions on the desk's store."""
    from communique.desk.correcting import Correcting

    return Correcting(desk.store, desk.clock)


def row(event: Event) -> tuple[str, ...]:
    """An event in one line of a table."""
    who = " – ".join(", ".join(a.name or a.text for a in side) for side in (event.actor, event.recipient) if side)
    return event.id, event.event, written(event, "day"), who, state(event)


def state(event: Event) -> str:
    """What was decided about an event, else its status."""
    if event.removed:
        return "removed"
    if event.joined:
        return f"joined to {event.joined}"
    return f"{event.status}, corrected" if event.coded else event.status


def shown(event: Event, field: str) -> str:
    """A field on one line."""
    return written(event, field).replace("\n", " | ") or "-"


def changed(event: Event, field: str) -> bool:
    """Whether a field stands otherwise than the reports give it."""
    return event.coded is not None and written(event.coded, field) != written(event, field)
