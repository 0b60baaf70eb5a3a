"""Deriving the record again from the stored reports, with the code as it is now.

First every report that was recorded by another version of the code is recorded anew, then every story's events are
joined anew: only when all offices are known. Events keep their ids, editors' decisions are laid over them, and briefs
of stories in which something changed follow in the next round. Stories are taken a few at a time and what is done is
kept as it is done, so a run that was killed goes on where it was.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from communique import times
from communique.desk.gathering import Progress
from communique.desk.removing import masking
from communique.desk.rounds import Desk
from communique.desk.steps import with_sentences
from communique.lexicon.amendments import FIELDS
from communique.model import Event, Holding, Noun, Recorded, Redo, Story

ROOM = "record"
AT_ONCE = 20  # stories
COMPARED = (*FIELDS.values(), "level", "format", "duration")


class EventChange(Noun):
    """An event that is not what it was: both, or one that is new, or one that is no more; `fields` are those that
    changed."""

    story: str
    old: Event | None = None
    new: Event | None = None
    fields: tuple[str, ...] = ()


def redo(desk: Desk, progress: Progress = lambda step, done, total: None) -> Iterator[EventChange | Redo]:
    """Derive the record again: every event that changes as it does, in the end the counts."""
    state = desk.store.redo(ROOM) or Redo(room=ROOM, begun=times.rfc3339(desk.clock.now()))
    total = sum(story.redirect is None for story in desk.store.stories())
    if state.step == "take":
        for stories in _batches(desk, state.after):
            state = _taken(desk, stories, state)
            progress("record", state.stories, total)
        state = replace(state, step="join", after=None, stories=0)
        desk.store.put_redo(state)
    known = desk.store.holdings()
    for stories in _batches(desk, state.after):
        for story in stories:
            changes, state = _joined(desk, story, known, state)
            yield from changes
        progress("join", state.stories, total)
    desk.store.close_redo(ROOM)
    yield state


def _batches(desk: Desk, after: str | None) -> Iterator[Sequence[Story]]:
    while stories := desk.store.stories_after(after, AT_ONCE):
        yield stories
        after = stories[-1].id


def _taken(desk: Desk, stories: Sequence[Story], state: Redo) -> Redo:
    """Record the reports of some stories anew, as far as another version of the code has recorded them."""
    members = (report for story in stories for report in desk.store.reports(story.reports))
    stale = [with_sentences(report) for report in members if not _current(desk, report.id, report.version)]
    masks = masking(desk.store)
    for recorded in desk.recorder.records(stale) if stale else ():
        desk.store.put_recorded(masks.noun(recorded))
    state = replace(
        state, after=stories[-1].id, stories=state.stories + len(stories), reports=state.reports + len(stale)
    )
    desk.store.put_redo(state)
    return state


def _current(desk: Desk, report: str, version: int) -> bool:
    stored = desk.store.recorded(report, version)
    return stored is not None and stored.derived == desk.recorder.derived


def _joined(desk: Desk, story: Story, known: Sequence[Holding], state: Redo) -> tuple[list[EventChange], Redo]:
    """Join a story's events anew and keep how far that is, in one transaction. A story that has become another since,
    or has reports that are not recorded yet, is left to the next round."""
    with desk.store.transaction():
        found: list[EventChange] = []
        now = desk.store.story(story.id)
        members = desk.store.reports(now.reports) if now is not None and now.redirect is None else []
        taken = [desk.store.recorded(report.id, report.version) for report in members]
        whole: list[Recorded] = [recorded for recorded in taken if recorded is not None]
        if now is not None and members and len(whole) == len(members):
            before, after = desk.join_story(now, [with_sentences(r) for r in members], whole, known)
            found = changes(story.id, before, after)
            state = replace(state, events=state.events + sum(event.stands for event in after))
        if found:
            desk.store.mark_due(story.id)
        count = partial(_count, found)
        state = replace(
            state,
            after=story.id,
            stories=state.stories + 1,
            changed=state.changed + count(True, True),
            added=state.added + count(False, True),
            gone=state.gone + count(True, False),
        )
        desk.store.put_redo(state)
    return found, state


def _count(found: Sequence[EventChange], old: bool, new: bool) -> int:
    return sum((change.old is not None) == old and (change.new is not None) == new for change in found)


def changes(story: str, before: Sequence[Event], after: Sequence[Event]) -> list[EventChange]:
    """What of a story's events, as they are told, is not as it was: type, mode, status, day, place, sides, and a
    meeting's level, format and length."""
    old = {event.id: event for event in before if event.stands}
    new = {event.id: event for event in after if event.stands}
    found = []
    for id in dict.fromkeys((*old, *new)):
        one, other = old.get(id), new.get(id)
        fields: tuple[str, ...] = ()
        if one is not None and other is not None:
            fields = tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))
        if fields or one is None or other is None:
            found.append(EventChange(story=story, old=one, new=other, fields=fields))
    return found
