"""What one version of a report prints otherwise than another, as far as the publisher lets us show its words.

All that is shown of one report on a page, its correction note included, keeps within the words its source allows: first
the note, then every change with a few words around it, then whole sentences while there is room. What does not fit is
told by its place alone. Of a report whose headline is all we may print, no other word is shown.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from communique.lexicon import printings
from communique.lexicon.differences import Changed, Piece, differences, words
from communique.model import Noun, Report, Version
from communique.site.archive import Archive

AROUND = 5  # words kept on each side of a change where the whole sentence has no room
MOST_OF_ONE = 24  # words of one removed or added stretch there
COUNTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)*")
ORDER = ("changed", "removed", "added", "moved")
Kind = Literal["changed", "added", "removed", "moved"]


class Shown(Noun, frozen=True):
    """Words that stand in both versions (`kept`), in one of them alone, or a `gap` where some are left out."""

    kind: Literal["kept", "removed", "added", "gap"]
    text: str = ""


class Line(Noun, frozen=True):
    """A sentence that was changed: its number in each version, counted from one and null where it does not stand, and
    its words; none where they may not be shown."""

    kind: Kind
    old: int | None
    new: int | None
    pieces: tuple[Shown, ...] = ()


class Fact(Noun, frozen=True):
    """Something else that changed: `name` is byline, published, dateline, access or reserved."""

    name: str
    old: str | None
    new: str | None


class Changes(Noun, frozen=True):
    """From version `old` of a report to version `new`. `allowed` is how many of its words we may show, null for all,
    0 for none but the headline; `counts` says how many sentences changed in which way; `sentences` how many the new
    version has; `description` is empty where it did not change or may not be shown (`described` says which). `note` is
    the correction note of the new version, empty where it has none or we may not show it (`noted` says which), and
    `silent` that no new note came with the change. `cut` says that the versions were too long to be compared to their
    end."""

    report: str
    old: Version
    new: Version
    allowed: int | None
    sentences: int = 0
    headline: tuple[Shown, ...] = ()
    lines: tuple[Line, ...] = ()
    counts: Mapping[str, int] = {}
    description: tuple[Shown, ...] = ()
    described: bool = False
    facts: tuple[Fact, ...] = ()
    note: str = ""
    noted: bool = False
    silent: bool = True
    cut: bool = False

    @property
    def withheld(self) -> int:
        """How many changed sentences are told by their place alone."""
        return sum(not line.pieces for line in self.lines)

    @property
    def empty(self) -> bool:
        """Whether nothing has changed that we would tell."""
        return not (self.headline or self.lines or self.described or self.facts or self.noted)


def changes(archive: Archive, old: Report, new: Report) -> Changes:
    """From `old` to `new`, two versions of one report."""
    found = differences(old, new)
    facts = printings.changed(old, new)
    allowed = archive.least_allowed(old, new)
    room = Room(allowed)
    note = room.note(new.note or "")
    lines = room.lines(found.sentences)
    described = "description" in facts
    description = room.line(words(old.description or "", new.description or "")) if described else ()
    versions = {said.version: said for said in new.versions}
    return Changes(
        report=new.id,
        old=spoken(archive, old, versions[old.version]) if old.version in versions else Version(version=old.version),
        new=spoken(archive, new, versions[new.version]) if new.version in versions else Version(version=new.version),
        allowed=allowed,
        sentences=len(new.sentences),
        headline=_shown(found.headline),
        lines=lines,
        counts={kind: sum(line.kind == kind for line in lines) for kind in ORDER},
        description=description,
        described=described,
        facts=tuple(_facts(old, new, facts)),
        note=note,
        noted=bool(new.note),
        silent=new.version not in {said.version for said in new.corrected},
        cut=found.cut,
    )


def spoken(archive: Archive, report: Report, version: Version) -> Version:
    """A version with as much of its note as may be shown."""
    return replace(version, note=Room(archive.least_allowed(report)).note(version.note or "") or None)


def counted(text: str) -> int:
    """How many words a text has; each character of a script without spaces is one."""
    return len(COUNTED.findall(text))


def first(text: str, most: int) -> str:
    """The first words of a text, whole if it has no more."""
    found = list(COUNTED.finditer(text))
    return text if len(found) <= most else text[: found[most - 1].end()] if most > 0 else ""


def last(text: str, most: int) -> str:
    """The last words of a text."""
    found = list(COUNTED.finditer(text))
    return text if len(found) <= most else text[found[-most].start() :]


class Room:
    """The words of one report that may still be shown on a page; None for no limit."""

    def __init__(self, allowed: int | None) -> None:
        self.left = allowed

    def take(self, pieces: Sequence[Shown]) -> bool:
        """Book the words if there is room for them all."""
        cost = sum(counted(piece.text) for piece in pieces)
        if self.left is not None and cost > self.left:
            return False
        self.left = None if self.left is None else self.left - cost
        return True

    def note(self, text: str) -> str:
        """A correction note, cut off where the room ends."""
        cut = text if self.left is None else first(text, self.left)
        self.take([Shown(kind="kept", text=cut)])
        return cut if cut == text or not cut else f"{cut} […]"

    def lines(self, found: Sequence[Changed]) -> tuple[Line, ...]:
        """The changed sentences: each with what stands around the change, then whole, while there is room."""
        ranked = sorted(range(len(found)), key=lambda n: (ORDER.index(found[n].kind), n))
        taken: dict[int, tuple[Shown, ...]] = {}
        for n in ranked:
            pieces = clipped(found[n].pieces)
            if self.take(pieces):
                taken[n] = pieces
        for n in ranked:
            whole = _shown(found[n].pieces)
            if n in taken and taken[n] != whole and self._grows(taken[n], whole):
                taken[n] = whole
        return tuple(
            Line(
                kind=one.kind,
                old=None if one.old is None else one.old + 1,
                new=None if one.new is None else one.new + 1,
                pieces=taken.get(n, ()),
            )
            for n, one in enumerate(found)
        )

    def line(self, pieces: tuple[Piece, ...]) -> tuple[Shown, ...]:
        """One text more: whole, clipped, or nothing of it."""
        for shown in (_shown(pieces), clipped(pieces)):
            if self.take(shown):
                return shown
        return ()

    def _grows(self, part: Sequence[Shown], whole: Sequence[Shown]) -> bool:
        if self.left is not None:
            self.left += sum(counted(piece.text) for piece in part)
        return self.take(whole) or not self.take(part)


def clipped(pieces: Sequence[Piece]) -> tuple[Shown, ...]:
    """The pieces with the words that both versions have left out, but for those beside a change."""
    found: list[Shown] = []
    for n, piece in enumerate(pieces):
        if piece.kind != "kept":
            text = first(piece.text, MOST_OF_ONE)
            found.append(Shown(kind=piece.kind, text=text))
            found += [Shown(kind="gap")] if text != piece.text else []
            continue
        after = first(piece.text, AROUND) if n or len(pieces) == 1 else ""
        before = last(piece.text, AROUND) if n + 1 < len(pieces) else ""
        if counted(after) + counted(before) >= counted(piece.text):
            found.append(Shown(kind="kept", text=piece.text))
            continue
        found += [Shown(kind="kept", text=after)] if after else []
        found.append(Shown(kind="gap"))
        found += [Shown(kind="kept", text=before)] if before else []
    return tuple(found)


def _shown(pieces: Sequence[Piece]) -> tuple[Shown, ...]:
    return tuple(Shown(kind=piece.kind, text=piece.text) for piece in pieces)


def _facts(old: Report, new: Report, told: printings.Facts) -> list[Fact]:
    """What else changed; a dateline is told by its words, the others as they stand."""
    read: dict[str, Callable[[Report], str | None]] = {
        "byline": lambda report: ", ".join(report.byline) or None,
        "published": lambda report: report.published,
        "reserved": lambda report: "reserved" if report.reserved else "not reserved",
    }
    found = [Fact(name=name, old=value(old), new=value(new)) for name, value in read.items() if name in told]
    lines = [report.dateline.text if report.dateline else None for report in (old, new)]
    if printings.folded(lines[0] or "") != printings.folded(lines[1] or ""):
        found.append(Fact(name="dateline", old=lines[0], new=lines[1]))
    if old.access != new.access:
        found.append(Fact(name="access", old=old.access, new=new.access))
    return found
