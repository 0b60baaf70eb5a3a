"""What was decided about stories and events, as the public reads it: with the headlines of stories, without names of
editors."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from communique import times
from communique.model import DESK, Brief, Noun, Ruling
from communique.site import decided
from communique.site.archive import Archive

EDITOR = "editor"  # whoever it was
SHOWN = 50


class Named(Noun, frozen=True):
    """A story in the history: its headline (empty where it has none to show), and the address it has now. `gone` is one
    that stands under another address today."""

    id: str
    headline: str
    address: str
    gone: bool


class Entry(Noun, frozen=True):
    """A decision with the stories it names, in the order of the ruling; `here` is the place among them of the story
    whose page shows it, None elsewhere. One about events has them in a line each, and what was changed; one about a
    `source` has its publisher."""

    ruling: Ruling
    stories: tuple[Named, ...]
    here: int | None = None
    events: tuple[str, ...] = ()
    changed: tuple[decided.Changed, ...] = ()
    source: str = ""

    @property
    def reports(self) -> int:
        """How many reports it moved."""
        return len(self.ruling.reports)


def public(ruling: Ruling) -> Ruling:
    """The ruling as the public may have it: `by` is `desk` or `editor`."""
    return ruling if ruling.by == DESK else replace(ruling, by=EDITOR)


def entries(
    archive: Archive, rulings: Iterable[Ruling], here: str | None = None, *, names: bool = False
) -> list[Entry]:
    """Decisions with their stories named; `here` is the story whose page shows them. Editors are named among themselves
    alone."""
    found = []
    for ruling in rulings:
        stories = tuple(named(archive, story) for story in ruling.stories)
        place = None
        if here is not None:
            ids = [story.id for story in stories]
            place = ids.index(here) if here in ids else [story.address for story in stories].index(here)
        lines, changed = tuple(map(decided.line, ruling.events)), decided.changed(ruling)
        shown = ruling if names else public(ruling)
        source = archive.store.source(ruling.source) if ruling.source else None
        publisher = (source.publisher if source else "") or ruling.source or ""
        found.append(Entry(ruling=shown, stories=stories, here=place, events=lines, changed=changed, source=publisher))
    return found


def named(archive: Archive, story: str) -> Named:
    """A story by its headline; one that nobody revises any more only if what it was written from may still be shown."""
    settled = archive.settled(story)
    brief = archive.brief(story)
    if brief is not None and settled != story and archive.withheld(brief):
        brief = None
    return Named(id=story, headline=brief.headline if brief else "", address=settled, gone=settled != story)


def joined(rulings: Sequence[Ruling], story: str) -> int:
    """Of how many stories this one was joined, less those that were split off again; `rulings` are its own, from the
    newest."""
    count = 1
    for ruling in reversed(rulings):
        if ruling.kind == "merge":
            count += len(ruling.stories) - 1
        elif ruling.kind == "split" and ruling.stories[0] == story:
            count = max(1, count - 1)
    return count


def pinned(archive: Archive, now: datetime) -> Brief | None:
    """The brief that an editor has pinned to the front page, if one is `now`."""
    ruling = archive.store.pinned()
    until = times.instant_of(ruling.until if ruling else None)
    if ruling is None or (until is not None and until <= now):
        return None
    return archive.brief(archive.settled(ruling.stories[0]))
