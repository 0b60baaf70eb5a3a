"""What an editor decides about stories: merge, split, move, pin, unpin.

Each decision is one transaction: assignments, redirects, marks for revision, and its entry in the history. The next
round revises the stories, and a desk that runs in another process follows by the history. The desk never undoes what a
person decided; another decision of a person does.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from communique import times
from communique.desk.regrouping import fresh, regroup
from communique.errors import UsageError
from communique.model import DESK, Decision, Event, Ruling, Story
from communique.ports import Clock, Store

LONGEST = 500  # letters of a reason
LONGEST_NAME = 60


class Editing:
    """Decisions about the stories of a store. Implements `editorial.Editing`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def merge(self, stories: Sequence[str], by: str, why: str = "") -> Ruling:
        """See `editorial.Editing`."""
        with self._store.transaction():
            chosen = [self.story(id) for id in dict.fromkeys(stories)]
            if len(chosen) < 2:
                raise UsageError("a merge takes two stories or more")
            every = self._store.stories([story.id for story in chosen])
            oldest = every[0].id
            parts = {report: oldest for story in every for report in story.reports}
            changes = regroup(self._store, every, parts).changes
            self._fix(parts, oldest)
            came = [report for change in changes for report in change.reports]
            return self._entered("merge", by, why, [story.id for story in every], came)

    def split(self, story: str, reports: Sequence[str], by: str, why: str = "") -> Ruling:
        """See `editorial.Editing`."""
        with self._store.transaction():
            whole, chosen = self.story(story), dict.fromkeys(reports)
            for report in chosen:
                if report not in whole.reports:
                    other = self._store.story_of(report)
                    if other is None:
                        raise UsageError("{report}: not in {story}, but in no story", report=report, story=story)
                    raise UsageError(
                        "{report}: not in {story}, but in {other}", report=report, story=story, other=other
                    )
            if not chosen:
                raise UsageError("a split takes one report or more")
            if len(chosen) == len(whole.reports):
                raise UsageError("a split that takes all reports of {story} leaves nothing of it", story=story)
            out = fresh(self._store, next(iter(chosen)))
            parts = {report: out if report in chosen else story for report in whole.reports}
            found = regroup(self._store, [whole], parts)
            self._fix(chosen, found.story[next(iter(chosen))])
            (change,) = found.changes
            return self._entered("split", by, why, change.stories, change.reports)

    def move(self, reports: Sequence[str], story: str, by: str, why: str = "") -> Sequence[Ruling]:
        """See `editorial.Editing`."""
        with self._store.transaction():
            joined = self.story(story)
            left: dict[str, list[str]] = {}
            for report in dict.fromkeys(reports):
                before = self._store.story_of(report)
                if before is None:
                    known = self._store.report(report) is not None
                    raise UsageError("{report}: in no story", report=report) if known else unknown(report)
                if before == story:
                    raise UsageError("{report} is in {story} already", report=report, story=story)
                left.setdefault(before, []).append(report)
            if not left:
                raise UsageError("a move takes one report or more")
            self._fix((*joined.reports, *(report for moved in left.values() for report in moved)), story)
            for before in left:
                if not self.story(before).reports:
                    self._store.redirect(before, story)
            return [self._entered("move", by, why, (before, story), moved) for before, moved in left.items()]

    def pin(self, story: str, by: str, why: str = "", until: datetime | None = None) -> Ruling:
        """See `editorial.Editing`."""
        with self._store.transaction():
            brief = self._store.brief(self.story(story).id)
            if brief is None or brief.state != "released":
                raise UsageError("{story} has no brief to lead with", story=story)
            if until is not None and until <= self._clock.now():
                raise UsageError("{until} is past", until=times.rfc3339(until))
            return self._entered("pin", by, why, [story], until=until)

    def unpin(self, story: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Editing`."""
        with self._store.transaction():
            self.story(story)
            pinned = self._store.pinned()
            led = self._store.story(pinned.stories[0]) if pinned else None
            if led is None or (led.redirect or led.id) != story:
                raise UsageError("{story} is not pinned", story=story)
            return self._entered("unpin", by, why, [story])

    def story(self, id: str) -> Story:
        """See `editorial.Editing`."""
        found = self._store.story(id)
        if found is None:
            raise UsageError("{id}: no such story", id=id)
        if found.redirect is not None:
            raise UsageError("{id} redirects to {redirect}: name that one", id=id, redirect=found.redirect)
        return found

    def _fix(self, reports: Iterable[str], story: str) -> None:
        for report in reports:
            self._store.assign(report, story, fixed=True)

    def _entered(
        self,
        kind: Decision,
        by: str,
        why: str,
        stories: Sequence[str],
        reports: Sequence[str] = (),
        until: datetime | None = None,
        about: tuple[Event | None, Event | None, tuple[str, ...]] = (None, None, ()),
        version: int | None = None,
        source: str | None = None,
    ) -> Ruling:
        ruling = Ruling(
            at=times.rfc3339(self._clock.now()),
            by=named(by),
            kind=kind,
            stories=tuple(stories),
            reports=tuple(reports),
            why=reason(why) or None,
            until=times.rfc3339(until) if until else None,
            old=about[0],
            new=about[1],
            fields=about[2],
            version=version,
            source=source,
        )
        return self._store.put_ruling(ruling)


def unknown(report: str) -> UsageError:
    """What is said of a report that is not stored."""
    return UsageError("{report}: no such report", report=report)


def named(by: str) -> str:
    """An editor's name as the history keeps it. Raises UsageError for none, and for the desk's own."""
    name = " ".join(by.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError("an editor's name has 1 to {most} letters on one line", most=LONGEST_NAME)
    if name.casefold() == DESK:
        raise UsageError("{name}: the desk decides under this name; choose another", name=name)
    return name


def reason(why: str) -> str:
    """A reason as the history keeps it. Raises UsageError where it is too long."""
    text = " ".join("".join(c if c.isprintable() else " " for c in why).split())
    if len(text) > LONGEST:
        raise UsageError("a reason has {most} letters at most, this one {length}", most=LONGEST, length=len(text))
    return text
