"""Rounds as a person watches them: progress, a summary, the site."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from communique.desk import Desk, Round
from communique.desk.writing import Writing
from communique.errors import CommuniqueError

console = Console()
STEPS = {
    "gather": "asking sources",
    "decide": "grouping reports",
    "record": "recording events",
    "join": "joining events",
    "brief": "writing briefs",
    "copy": "copying the site",
}


@contextmanager
def progressing(where: Console) -> Iterator[Callable[[str, int, int], None]]:
    """What a step is told by how far it is, a bar for each."""
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=where) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(STEPS[step], total=total)
            bars.update(tasks[step], completed=done)

        yield progress


def watched(desk: Desk) -> Round:
    """One round with progress bars and a summary."""
    with progressing(console) as progress:
        result = desk.once(progress)
    summary(result)
    return result


def summary(result: Round) -> None:
    """What a round did, in a table; refusals by name below it."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    rows = [
        (
            "read",
            f"{result.asked} sources asked: {result.new} reports new, {result.changed} changed, "
            f"{result.unchanged} unchanged",
        ),
        (
            "grouped",
            f"{result.opened} stories opened, {result.joined} reports joined one, {result.copies} of all are copies, "
            f"{result.moved} moved by the look back",
        ),
        ("recorded", f"{result.events} events in the stories revised"),
        ("briefed", f"{result.briefs} briefs written or revised"),
        *drafted(result.writing),
        *([("sent", f"{result.sent} messages to those who watch")] if result.sent else []),
        ("refused", f"{len(result.refusals)} inputs"),
    ]
    for name, text in rows:
        table.add_row(name, text)
    console.print(table)
    for refusal in result.refusals:
        console.print(f"  refused  {refusal.name}: {refusal.why}", style="yellow", highlight=False, soft_wrap=True)
    counts = Counter(why.partition(":")[0] for _, _, why in (result.writing.reasons if result.writing else ()))
    for why, count in counts.most_common():
        console.print(f"  not printed  {count} of the model's sentences: {why}", highlight=False, soft_wrap=True)
    for story, why in result.writing.failed if result.writing else ():
        console.print(f"  embedded  {story}: {why}", style="yellow", highlight=False, soft_wrap=True)


def drafted(writing: Writing | None) -> list[tuple[str, str]]:
    """What a model did and cost in a round, as a row of the table; none where no model is set."""
    if writing is None:
        return []
    told = (
        f"{writing.stories} stories by {writing.model}: {writing.calls} calls, {writing.kept} answered from the store, "
        f"{writing.tokens_in} tokens in, {writing.tokens_out} out, cost {writing.cost:.4f}; {writing.sentences} "
        f"sentences printed, {writing.refused} refused, {len(writing.failed)} stories written without it"
    )
    return [("drafted", told)]


def summed_up(desk: Desk) -> None:
    """What stands in the store."""
    stories, people = [story for story in desk.store.stories() if story.reports], desk.store.people()
    reports = sum(len(story.reports) for story in stories)
    console.print(
        f"\nIn the store: {reports} reports in {len(stories)} stories, "
        f"{len(people)} people, {len(desk.store.pairs())} pairs of countries.",
        highlight=False,
    )


def serve(desk: Desk, leaving: Callable[[], None] = lambda: None) -> None:
    """Serve the site until Ctrl-C; `leaving` is done before the store is closed."""
    from communique.site.serving import Server

    server = Server(desk.site(), host=desk.settings.host, port=desk.settings.port, log_level="warning")
    console.print(f"\nThe site: {desk.settings.address}/   (Ctrl-C ends it)", highlight=False, soft_wrap=True)
    latest = desk.store.latest(100)
    if latest:
        fullest = max(latest, key=lambda brief: len(brief.sources))
        console.print(f"A brief:  {desk.settings.address}/story/{fullest.story}", highlight=False, soft_wrap=True)
    pairs = desk.store.pairs()
    if pairs:
        console.print(
            f"A tie:    {desk.settings.address}/pair/{pairs[0][0]}-{pairs[0][1]}", highlight=False, soft_wrap=True
        )
    console.print(f"The API:  {desk.settings.address}/api/docs", highlight=False, soft_wrap=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        leaving()
        desk.store.close()
    console.print("Ended.")


def forever(desk: Desk) -> None:
    """Gather in a thread, serve in this one."""
    ended = threading.Event()

    def gather() -> None:
        while not ended.is_set():
            desk.wanted.clear()
            try:
                summary(desk.once())
            except CommuniqueError as error:
                console.print(f"communique: {error}", style="red")
            desk.wanted.wait(desk.settings.every)

    gathering = threading.Thread(target=gather, daemon=True, name="gather")
    gathering.start()

    def leave() -> None:
        ended.set()
        desk.wanted.set()
        gathering.join(timeout=8)

    serve(desk, leave)
