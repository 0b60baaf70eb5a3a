"""`communique story text|edit|release|revert|take|keep`: the words of a brief, in versions and in editors' hands."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.steps import open_desk, write
from communique.cli.stories import By, Folder, StoryId, Why, editor
from communique.errors import UsageError
from communique.model import Brief, Citation, EditorsText, Ruling

if TYPE_CHECKING:
    from communique.desk import Desk
    from communique.desk.wording import Wording
    from communique.lexicon.revisions import Revision

TURN = "% turn "
SIGNS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def add(app: typer.Typer) -> None:
    """Add the commands to those about stories."""
    for command in (text, edit, release, revert, take, keep):
        app.command()(command)


def text(
    story: StoryId,
    version: Annotated[int | None, typer.Option(min=1, help="Which version; else the newest.")] = None,
    changes: Annotated[bool, typer.Option("--changes", help="What it changed against the one before.")] = False,
    since: Annotated[int | None, typer.Option("--from", min=1, help="With --changes: against this version.")] = None,
    format: Annotated[str, typer.Option(help="md, html or json; changes: md or json.")] = "md",
    folder: Folder = Path("."),
) -> None:
    """The brief of a story, in any version, or what a version changed, word by word."""
    if format not in ("json", "md", "html") or (changes and format == "html"):
        raise typer.BadParameter(f"{format}: json, md or html; changes in json or md", param_hint="--format")
    desk = open_desk(folder)
    versions = {brief.version: brief for brief in desk.store.versions(story)}
    number = version or max(versions, default=0)
    if number not in versions:
        raise UsageError(f"{story} has no brief" + (f" of version {version}" if version else ""))
    brief = versions[number]
    if changes:
        changed(versions, number, since, format)
    elif format == "json":
        write(brief)
    else:
        reports = [r for c in brief.sources if (r := desk.store.report(c.report, c.version))]
        print(desk.markdown(brief, reports) if format == "md" else desk.html([brief], reports))


def changed(versions: dict[int, Brief], number: int, since: int | None, format: str) -> None:
    """Print what a version changed. Raises UsageError where there is none to compare with."""
    from communique.lexicon.revisions import revision

    earlier = since or max((n for n in versions if n < number), default=0)
    if earlier not in versions or earlier == number:
        raise UsageError(f"there is no version to compare version {number} with")
    told = revision(versions[earlier], versions[number])
    if format == "json":
        write(told)
    else:
        print("\n".join(lines(told)))


def lines(told: "Revision") -> list[str]:
    """A revision for reading: [-removed-] and {+added+}."""
    what = "facts changed" if told.facts else "only wording or sources changed"
    found = [f"Version {told.old} to {told.new}: {what}."]
    found += [f"headline: {marked(told.headline)}"] if told.headline else []
    found += [f"{change.kind} ({change.part}): {marked(change.pieces)}" for change in told.sentences]
    if told.happened:
        found.append(f"happened: {', '.join(told.happened[0]) or '-'} → {', '.join(told.happened[1]) or '-'}")
    return found + [f"{card.card} {card.name}: {card.old or '-'} → {card.new or '-'}" for card in told.cards]


def marked(pieces: Sequence[Any]) -> str:
    """Pieces of a change in one line."""
    return " ".join(SIGNS[piece.kind].format(piece.text.strip()) for piece in pieces if piece.text.strip())


def edit(
    story: StoryId,
    file: Annotated[
        Path | None, typer.Argument(help="The edited text; - is standard input.", show_default=False)
    ] = None,
    cite: Annotated[
        list[str] | None, typer.Option(help="A citation to choose: NUMBER=REPORT@START-END, as the check prints them.")
    ] = None,
    keep: Annotated[list[str] | None, typer.Option(help="Why a sentence is kept: NUMBER=REASON.")] = None,
    by: By = None,
    folder: Folder = Path("."),
) -> None:
    """Without a file, print the words of a brief to be edited; with one, save them as a draft and say what the check
    finds in each sentence. Nothing is refused; readers see it when it is released."""
    desk = open_desk(folder)
    wording = editing(desk)
    hand = wording.hand(story)
    if file is None:
        told = hand.draft or desk.store.brief(story)
        if told is None:
            raise UsageError(f"{story} has no brief that could be edited")
        print(written(told, hand.turn))
        return
    given = typer.get_text_stream("stdin").read() if str(file) == "-" else file.read_text(encoding="utf-8")
    words, turn = parsed(given, hand.turn)
    hand = wording.save(story, words, editor(by), turn)
    if hand.draft is not None and (cite or keep):
        chosen, whys = options(hand.draft, cite or (), keep or ())
        hand = wording.save(story, words, editor(by), hand.turn, chosen, whys)
    if hand.draft is not None:
        print("\n".join(report(desk, hand.draft)))


def release(story: StoryId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Print the draft of a brief as its next version. From then on the desk writes no other over it."""
    ruled(folder, "release", story, by, why)


def revert(story: StoryId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Give a brief back to the desk, or drop a draft that was not released."""
    ruled(folder, "revert", story, by, why)


def take(story: StoryId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Take the desk's newer text in place of the editor's."""
    ruled(folder, "take", story, by, why)


def keep(story: StoryId, by: By = None, why: Why = "", folder: Folder = Path(".")) -> None:
    """Keep the editor's text against the desk's newer one."""
    ruled(folder, "keep", story, by, why)


def ruled(folder: Path, act: str, story: str, by: str | None, why: str) -> None:
    """Decide and say what came of it."""
    wording = editing(open_desk(folder))
    ruling: Ruling = getattr(wording, act)(story, editor(by), wording.hand(story).turn, why)
    done = {"edit": "released", "revert": "given back", "take": "taken", "keep": "kept"}[ruling.kind]
    typer.echo(f"{done}: {story}" + (f", version {ruling.version}" if ruling.version else ""))


def editing(desk: "Desk") -> "Wording":
    """What takes editors' texts on the desk's store."""
    from communique.desk.wording import Wording

    wording = Wording(desk.store, desk.clock)
    wording.allowed = str(desk.settings.reprint_words)
    return wording


def written(told: Brief | EditorsText, turn: int) -> str:
    """The words of a brief as a file: a headline after #, a standfirst after >, paragraphs."""
    stand = " ".join(s.text for s in told.standfirst)
    blocks = [f"{TURN}{turn}", f"# {told.headline}", f"> {stand}" if stand else "", *map(_joined, told.body)]
    return "\n\n".join(block for block in blocks if block)


def _joined(paragraph: Sequence[Any]) -> str:
    return " ".join(sentence.text for sentence in paragraph)


def parsed(given: str, turn: int) -> tuple[tuple[str, str, str], int]:
    """Headline, standfirst and body of such a file, and the turn it was written from. Raises UsageError."""
    blocks = [block.strip() for block in given.replace("\r", "").split("\n\n") if block.strip()]
    headline, stand, body = "", "", []
    for block in blocks:
        if block.startswith(TURN) and block.removeprefix(TURN).strip().isdecimal():
            turn = int(block.removeprefix(TURN))
        elif block.startswith("# ") and not headline:
            headline = block.removeprefix("# ")
        elif block.startswith("> ") and not stand:
            stand = block.removeprefix("> ")
        else:
            body.append(block)
    if not headline or not body:
        raise UsageError("the text has a headline after # and a paragraph at least")
    return (headline, stand, "\n\n".join(body)), turn


def options(
    draft: EditorsText, cite: Sequence[str], keep: Sequence[str]
) -> tuple[dict[str, list[Citation]], dict[str, str]]:
    """What was chosen, by sentence. Raises UsageError for what names none."""
    from communique.site.admin_text import cited

    chosen: dict[str, list[Citation]] = {}
    whys: dict[str, str] = {}
    for given, kind in (*((one, "cite") for one in cite), *((one, "keep") for one in keep)):
        number, _, value = given.partition("=")
        if not number.isdecimal() or not 1 <= int(number) <= len(draft.sentences) or not value:
            raise UsageError(f"--{kind} {given}: NUMBER=…, with a number of a sentence")
        sentence = draft.sentences[int(number) - 1].text
        if kind == "cite":
            chosen.setdefault(sentence, []).append(cited(value))
        else:
            whys[sentence] = value
    return chosen, whys


def report(desk: "Desk", draft: EditorsText) -> list[str]:
    """What the check says, sentence by sentence, with what each rests on."""
    from communique.site.admin_text import written as as_written

    warned = {one.sentence: one for one in draft.warned}
    found = [f"Copied words: {line}" for line in draft.copied]
    if draft.headline in warned:
        found += [f"headline: {reason.kind}: {reason.text}" for reason in warned[draft.headline].reasons]
    for number, sentence in enumerate(draft.sentences, 1):
        said = warned.get(sentence.text)
        found.append(f"{number}. {'WARNED' if said else 'supported'}: {sentence.text}")
        found += [f"   {reason.kind}: {reason.text}" for reason in (said.reasons if said else ())]
        found += [f"   kept: {sentence.kept}"] if sentence.kept else []
        nearest = [c for c in (said.nearest if said else ()) if c not in sentence.citations]
        for label, citations in (("cites", sentence.citations), ("nearest", nearest)):
            for c in citations:
                stored = desk.store.report(c.report, c.version)
                words = " ".join(stored.text[c.start : c.end].split()) if stored else ""
                found.append(f"   {label} {as_written(c)}: {words}")
    return [*found, "Saved, not released."]
