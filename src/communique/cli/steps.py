"""The file steps: JSON Lines to JSON Lines, from files or standard input, each without a store."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import typer

from communique import config
from communique.desk import Desk
from communique.errors import InputRefused
from communique.model import Check, Report

T = TypeVar("T")
Files = Annotated[
    list[Path] | None, typer.Argument(help="Files to read; none or - is standard input.", show_default=False)
]
TOLD = 20
"""Lines of a file that are refused one by one."""
PANEL = "Steps over files (no store needed)"


def open_desk(folder: Path, **flags: Any) -> Desk:
    """The desk in a folder. Raises UsageError where there is none yet, ConfigError for wrong settings."""
    from communique.errors import UsageError

    if not (folder / config.FILE).exists():
        raise UsageError(f"{folder}: no desk here (no {config.FILE}); make one with: communique init {folder}")
    return Desk(config.load(folder, **flags), folder=folder)


def register(app: typer.Typer) -> None:
    """Add the file steps to the command line."""
    for step in (read, group, related, record, brief, check):
        app.command(rich_help_panel=PANEL)(step)


class Tally:
    """Counts and prints refusals: one line each on standard error."""

    def __init__(self) -> None:
        self.refused = 0

    def refuse(self, error: InputRefused) -> None:
        """Print one refusal."""
        self.refused += 1
        print(f"communique: {error.name}: {error.why}", file=sys.stderr)

    def finish(self) -> None:
        """End with status 1 if anything was refused."""
        sys.stdout.flush()
        raise typer.Exit(1 if self.refused else 0)


def read(
    files: Files = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Lines of id, url and html (or file) instead of pages.")
    ] = False,
    base: Annotated[
        Path | None, typer.Option(help="Where the files named in JSON Lines are; else beside the list.")
    ] = None,
) -> None:
    """Page bytes to reports: HTML pages, feeds, WARC files or JSON Lines, known by their first bytes."""
    desk, tally = Desk(), Tally()
    for name, stream, folder in streams(files, tally):
        with stream:
            for page in desk.pages(name, stream, base or folder, jsonl=jsonl):
                attempt(lambda page=page: write(desk.read(taken(page))), tally)  # type: ignore[misc]
    tally.finish()


def group(
    files: Files = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also the stories considered for each report, and what spoke for and against."),
    ] = False,
) -> None:
    """Reports to stories: one line a report, in the order given: report and story."""
    desk, tally = Desk(), Tally()
    if explain:
        for explained in desk.explain(decoded(files, Report, tally)):
            write(explained)
    else:
        for report, story in desk.group(decoded(files, Report, tally)):
            write({"report": report.id, "story": story})
    tally.finish()


def related(
    files: Files = None,
    most: Annotated[int, typer.Option(min=0, help="How many others are named for each; 0 names all.")] = 10,
) -> None:
    """For each report the others, nearest first: report, related with report and score."""
    desk, tally = Desk(), Tally()
    for report, others in desk.related(decoded(files, Report, tally), most or None):
        write({"report": report.id, "related": [{"report": other, "score": score} for other, score in others]})
    tally.finish()


def record(
    files: Files = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="For reading instead: how each sentence was parsed and coded, and why so."),
    ] = False,
) -> None:
    """Reports to PLOVER-coded events, one line for each mention, with its evidence sentence."""
    desk, tally = Desk(), Tally()
    for report in decoded(files, Report, tally):
        if explain:
            sys.stdout.writelines(f"{line}\n" for line in desk.account(report))
            continue
        for mention in desk.take(report).mentions:
            write(mention)
    tally.finish()


def brief(
    files: Files = None,
    format: Annotated[str, typer.Option(help="json (one line a story), md or html (for reading).")] = "json",
) -> None:
    """Reports to briefs: one for each story, every sentence with its citations."""
    if format not in ("json", "md", "html"):
        raise typer.BadParameter(f"{format}: json, md or html", param_hint="--format")
    desk, tally = Desk(), Tally()
    reports = list(decoded(files, Report, tally))
    briefs = desk.compose(reports)
    if format == "html":
        print(desk.html(list(briefs), reports))
    else:
        for composed in briefs:
            print(desk.markdown(composed, reports)) if format == "md" else write(composed)
    tally.finish()


def check(
    files: Files = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="Folder of a model that weighs meaning, in place of the built-in weights.", show_default=False
        ),
    ] = None,
    sources: Annotated[
        list[Path] | None,
        typer.Option("--sources", help="Reports (JSON Lines) against which a digest, HTML or plain text, is checked."),
    ] = None,
    format: Annotated[
        str | None, typer.Option(help="Of a checked digest: text (for a terminal), json or html (to send).")
    ] = None,
) -> None:
    """Is each sentence supported by its sources? Lines of id, claim, sources to verdicts with reasons.

    With --sources: anybody's digest, each sentence marked with what supports it and what is wrong."""
    from communique.cli import digests

    told = {} if model is None else {"check": {"model": model}}
    desk, tally = Desk(config.load(Path(), **told)), Tally()
    if sources:
        digests.checked(desk, files, sources, format or "text", tally)
        return
    if format is not None:
        raise typer.BadParameter("it goes with --sources", param_hint="--format")
    for asked in decoded(files, Check, tally):
        write(desk.check(asked))
    tally.finish()


def streams(files: list[Path] | None, tally: Tally) -> Iterator[tuple[str, Any, Path]]:
    """(name, byte stream, folder) of each input; what cannot be opened is refused by name."""
    for path in files or [Path("-")]:
        if str(path) == "-":
            yield "standard input", sys.stdin.buffer, Path(".")
            continue
        try:
            yield str(path), path.open("rb"), path.parent
        except OSError as error:
            tally.refuse(InputRefused(str(path), (error.strerror or str(error)).lower()))


def decoded(files: list[Path] | None, kind: type[T], tally: Tally) -> Iterator[T]:
    """The nouns in JSON Lines; a line that is none is refused by file and line number, and many together."""
    decoder = msgspec.json.Decoder(kind)
    for name, stream, _ in streams(files, tally):
        refused = 0
        with stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                try:
                    yield decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    refused += 1
                    if refused <= TOLD:
                        tally.refuse(InputRefused(f"{name}:{number}", str(error)))
        if refused > TOLD:
            tally.refuse(InputRefused(name, f"{refused - TOLD:,} more lines are no {kind.__name__.lower()} in JSON"))


def taken(page: Any) -> Any:
    """The page, or the refusal it stands for, raised."""
    if isinstance(page, InputRefused):
        raise page
    return page


def attempt(step: Callable[[], None], tally: Tally) -> None:
    """Do one input; a refusal is counted and the run goes on."""
    try:
        step()
    except InputRefused as error:
        tally.refuse(error)


def write(noun: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(msgspec.json.encode(noun).decode() + "\n")
