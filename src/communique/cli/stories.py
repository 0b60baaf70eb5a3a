"""`communique story …`: the stories of a desk, and what an editor decides about them."""

import getpass
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from communique import times
from communique.cli.steps import open_desk, write
from communique.cli.tables import clean, pairs, table, when
from communique.errors import ConfigError, UsageError
from communique.lexicon.amendments import FIELDS, written
from communique.model import Ruling, Story

if TYPE_CHECKING:
    from communique.desk import Desk
    from communique.desk.editing import Editing

stories = typer.Typer(
    help="The stories of a desk: list, show, merge, split, move reports, pin to the front page, history.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The desk's folder.")]
By = Annotated[str | None, typer.Option(help="Who decides; else the login name. Readers see “an editor”.")]
Why = Annotated[str, typer.Option(help="The reason, shown to readers.")]
StoryId = Annotated[str, typer.Argument(metavar="STORY", help="An id that `communique story list` shows.")]
Json = Annotated[bool, typer.Option("--json", help="One line of JSON each, with all that is known.")]
NEXT = "Briefs follow in the next round."


@stories.command("list")
def list_(
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 30,
    json: Json = False,
    folder: Folder = Path("."),
) -> None:
    """The stories that opened last, newest first, with their headlines."""
    desk = open_desk(folder)
    every = [story for story in desk.store.stories() if story.redirect is None]
    due = {story.id for story in desk.store.due()}
    pinned = pinned_story(desk)
    shown = every[: -limit - 1 : -1]
    if json:
        for story in shown:
            write(known(desk, story) | {"pinned": story.id == pinned, "due": story.id in due})
        return
    rows = [
        (
            story.id,
            when(story.opened),
            str(len(story.reports)),
            ", ".join(word for word, so in (("pinned", story.id == pinned), ("due", story.id in due)) if so),
            headline(desk, story.id),
        )
        for story in shown
    ]
    foot = f"{len(every)} stories; due ones are written anew in the next round."
    table(("id", "opened", "reports", "state", "headline"), rows, foot)


@stories.command()
def show(story: StoryId, json: Json = False, folder: Folder = Path(".")) -> None:
    """A story with its reports and its history."""
    desk = open_desk(folder)
    found = editing(desk).story(story)
    history = desk.store.rulings(limit=1000, story=story)
    if json:
        write(known(desk, found) | {"history": history})
        return
    fixed = desk.store.fixed()
    pairs(
        [
            ("id", found.id),
            ("headline", headline(desk, found.id) or "not written yet"),
            ("opened", when(found.opened)),
            ("redirected here", ", ".join(desk.store.redirecting(found.id))),
        ]
    )
    rows = [
        (
            report.id,
            when(report.published),
            "placed by an editor" if report.id in fixed else "copy" if report.copy_of else "",
            report.publisher or "",
            report.title or "",
        )
        for report in desk.store.reports(found.reports)
    ]
    print()
    table(("report", "published", "", "publisher", "title"), rows)
    if history:
        print()
        listed(history)


@stories.command()
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="STORY...", help="Two stories or more.")],
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Make one story of several. The oldest stays; the addresses of the others lead to it."""
    ruling = editing(open_desk(folder)).merge(ids, editor(by), why)
    kept, *gone = ruling.stories
    typer.echo(f"merged: {', '.join(gone)} into {kept}, {counted(ruling)}. {NEXT}")


@stories.command()
def split(
    story: StoryId,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Reports of the story, by id.")],
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Put reports of a story into one of their own. The larger part keeps the address."""
    ruling = editing(open_desk(folder)).split(story, reports, editor(by), why)
    typer.echo(f"split: {counted(ruling)} of {story} into {ruling.stories[1]}. {NEXT}")


@stories.command()
def move(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Reports, by id.")],
    to: Annotated[str, typer.Option(help="The story they belong to.")],
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Put reports into another story. A story that is left empty redirects there."""
    desk = open_desk(folder)
    for ruling in editing(desk).move(reports, to, editor(by), why):
        left = desk.store.story(ruling.stories[0])
        empty = f"; {ruling.stories[0]} redirects there" if left and left.redirect else ""
        typer.echo(f"moved: {counted(ruling)} from {ruling.stories[0]} to {to}{empty}. {NEXT}")


@stories.command()
def pin(
    story: StoryId,
    until: Annotated[
        str | None, typer.Option(help="When it ends: 2024-04-03T18:00 in the desk's time zone, or a whole day.")
    ] = None,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Lead the front page with a story, in place of the one the desk would choose."""
    desk = open_desk(folder)
    end = moment(until, desk.settings.timezone) if until else None
    ruling = editing(desk).pin(story, editor(by), why, end)
    typer.echo(f"pinned: {story}" + (f" until {when(ruling.until)} UTC" if ruling.until else ""))


@stories.command()
def unpin(
    story: Annotated[str | None, typer.Argument(metavar="[STORY]", help="The one pinned, if left out.")] = None,
    by: By = None,
    why: Why = "",
    folder: Folder = Path("."),
) -> None:
    """Leave the choice of the lead to the desk again."""
    desk = open_desk(folder)
    chosen = story or pinned_story(desk)
    if chosen is None:
        raise UsageError("no story is pinned")
    editing(desk).unpin(chosen, editor(by), why)
    typer.echo(f"unpinned: {chosen}")


@stories.command()
def history(
    story: Annotated[str | None, typer.Argument(metavar="[STORY]", help="Of one story alone.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    json: Json = False,
    folder: Folder = Path("."),
) -> None:
    """What was decided about stories, by editors and by the desk, newest first."""
    desk = open_desk(folder)
    if story is not None:
        editing(desk).story(story)
    rulings = desk.store.rulings(limit, story=story)
    if json:
        for ruling in rulings:
            write(ruling)
        return
    listed(rulings)


def editing(desk: "Desk") -> "Editing":
    """What takes decisions on the desk's store."""
    from communique.desk.editing import Editing

    return Editing(desk.store, desk.clock)


def editor(by: str | None) -> str:
    """Who decides. Raises UsageError where nobody says and the machine does not know."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("this machine does not know your name: say who decides with --by NAME") from None


def moment(text: str, zone: str) -> Any:
    """When a pin ends. Raises UsageError for what is no time, ConfigError for an unknown zone."""
    try:
        known = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ConfigError(f"timezone: no zone is called {zone!r}") from None
    try:
        return times.end_of(text, known)
    except (ValueError, OverflowError):
        raise UsageError(f"--until {text}: not a time; write 2024-04-03T18:00 or 2024-04-03") from None


def pinned_story(desk: "Desk") -> str | None:
    """The story that is pinned now, if one is."""
    pinned = desk.store.pinned()
    until = times.instant_of(pinned.until) if pinned else None
    if pinned is None or (until is not None and until <= desk.clock.now()):
        return None
    found = desk.store.story(pinned.stories[0])
    return (found.redirect or found.id) if found else None


def headline(desk: "Desk", story: str) -> str:
    """The newest headline of the story's brief; empty where there is none."""
    brief = desk.store.brief(story)
    return brief.headline if brief else ""


def known(desk: "Desk", story: Story) -> dict[str, Any]:
    """All that is known of a story, for the next program."""
    import msgspec

    return msgspec.structs.asdict(story) | {
        "headline": headline(desk, story.id) or None,
        "redirected": desk.store.redirecting(story.id),
    }


def counted(ruling: Ruling) -> str:
    """How many reports a decision moved."""
    number = len(ruling.reports)
    return f"{number} report" + ("s" if number != 1 else "")


def listed(rulings: Iterable[Ruling]) -> None:
    """Print decisions as a table."""
    rows = [
        (
            when(ruling.at),
            ruling.by,
            ruling.kind,
            ruling.source or told(ruling.kind, [e.id for e in ruling.events] or ruling.stories),
            counted(ruling) if ruling.reports else "",
            reasons(ruling),
        )
        for ruling in rulings
    ]
    table(("at", "by", "what", "about", "reports", "why"), [tuple(map(clean, row)) for row in rows])


def reasons(ruling: Ruling) -> str:
    """Why, how sure, until when, what was changed: what there is to say of a decision beside itself."""
    score = f"score {ruling.score:.2f}" if ruling.score is not None else ""
    until = f"until {when(ruling.until)}" if ruling.until else ""
    return "; ".join(part for part in (*changed(ruling), until, score, ruling.why or "") if part)


def changed(ruling: Ruling) -> list[str]:
    """The fields that a correction set, or that were taken back, with old and new."""
    if ruling.old is None or ruling.new is None:
        return []
    names = {noun: field for field, noun in FIELDS.items()}
    told = ((names[name], written(ruling.old, names[name]), written(ruling.new, names[name])) for name in ruling.fields)
    return [f"{field}: {old or '-'} → {new or '-'}" for field, old, new in told]


def told(kind: str, names: Sequence[str]) -> str:
    """The stories or events of a decision as a person reads them."""
    first, *others = names
    if kind in ("merge", "join"):
        first, others = (first, others) if kind == "merge" else (others[0], [first])
        return f"{first} < {', '.join(others)}"
    return " > ".join(names) if others and kind in ("split", "move") else first
