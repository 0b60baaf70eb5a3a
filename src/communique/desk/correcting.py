"""What an editor decides about events of the record: correct, remove, restore, join.

Each decision is one transaction: its entry in the history, and the events of the story with it laid over them. Rounds
lay all decisions over the events again, whatever they join (`record.corrections`); so the history is all that is kept.
"""

from collections.abc import Mapping, Sequence

import msgspec

from communique.desk.editing import Editing
from communique.errors import UsageError
from communique.lexicon import amendments
from communique.model import Decision, Event, Ruling


class Correcting(Editing):
    """Decisions about stories and events of a store. Implements `editorial.Editing` and `editorial.Correcting`."""

    def event(self, id: str) -> Event:
        """See `editorial.Correcting`."""
        found = self._store.event(id)
        if found is None:
            raise UsageError("{id}: no such event", id=id)
        return found

    def correct(self, event: str, given: Mapping[str, str], by: str, why: str = "") -> Ruling:
        """See `editorial.Correcting`."""
        from communique.record.tables import TYPES

        with self._store.transaction():
            old = self._standing(event)
            new = amendments.read(old, given, TYPES)
            fields = [name for name in amendments.FIELDS.values() if getattr(old, name) != getattr(new, name)]
            if not fields:
                raise UsageError("{event}: nothing to correct, it says so already", event=event)
            return self._laid("correct", by, why, old, new, fields)

    def remove(self, event: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Correcting`."""
        with self._store.transaction():
            return self._laid("remove", by, why, self._standing(event))

    def restore(self, event: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Correcting`."""
        with self._store.transaction():
            old = self.event(event)
            if old.coded is None:
                raise UsageError("{event}: nothing to take back, it stands as the reports tell it", event=event)
            if not old.stands:
                new = msgspec.structs.replace(old, removed=False, joined=None)
                return self._laid("restore", by, why, old, new)
            fields = [name for name in amendments.FIELDS.values() if getattr(old, name) != getattr(old.coded, name)]
            if not fields:
                raise UsageError("{event}: only evidence of other events was joined to it; restore those", event=event)
            values = {name: getattr(old.coded, name) for name in fields}
            return self._laid("restore", by, why, old, msgspec.structs.replace(old, **values), fields)

    def join(self, event: str, other: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Correcting`."""
        with self._store.transaction():
            new, old = self._standing(event), self._standing(other)
            if new.id == old.id:
                raise UsageError("a join takes two events")
            if new.story != old.story:
                raise UsageError(
                    "{other} is told in {first}, {event} in {second}: merge the stories first",
                    other=other,
                    first=old.story,
                    event=event,
                    second=new.story,
                )
            return self._laid("join", by, why, old, new)

    def _standing(self, id: str) -> Event:
        found = self.event(id)
        if found.joined is not None:
            raise UsageError(
                "{id} was joined to {joined}: name that one, or restore it first", id=id, joined=found.joined
            )
        if found.removed:
            raise UsageError("{id} was removed: restore it first", id=id)
        return found

    def _laid(
        self, kind: Decision, by: str, why: str, old: Event, new: Event | None = None, fields: Sequence[str] = ()
    ) -> Ruling:
        """Enter the decision and lay it over the story's events, which its brief then has to follow."""
        from communique import record

        new = new and msgspec.structs.replace(new, coded=None)
        ruling = self._entered(kind, by, why, [self._now_of(old.story)], about=(old, new, tuple(fields)))
        before = self._store.events_of_story(old.story, every=True)
        told = [event.coded or event for event in before]
        reports = {report for event in before for report in event.reports}
        events = record.corrected(told, self._store.rulings_about(told), before, reports)
        self._store.put_events(old.story, events)
        self._store.mark_due(self._now_of(old.story))
        return ruling

    def _now_of(self, story: str) -> str:
        """The story, or the one that it has become."""
        found = self._store.story(story)
        return found.redirect or story if found else story
