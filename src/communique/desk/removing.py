"""Sources and people removed on demand: what is kept of them goes for good, a tombstone stays.

A source goes with all its reports. A person goes by name: it is blacked out in all that is kept, letter by letter, for
a report also tells of others; and in all that comes later, by a mark that is no name.
"""

from msgspec.structs import replace

from communique.desk.retracting import Retracting, stone
from communique.errors import UsageError
from communique.lexicon.masking import Masking, marked
from communique.model import PageState, Refusal, Ruling, slug
from communique.ports import Store

PERSON, SOURCE = "person", "source"


class Removing(Retracting):
    """Implements `editorial.Removing`."""

    def erase_source(self, source: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Removing`."""
        from communique.sources.keeping import same

        with self._store.transaction():
            known = self._store.source(source)
            if known is None:
                gone = marked(source) in self._store.removals(SOURCE)
                raise UsageError("{source}: removed already" if gone else "{source}: no such source", source=source)
            ids = self._store.reports_of_source(source)
            placed = {id: self._store.story_of(id) for id in ids}
            if loose := sum(story is None for story in placed.values()):
                raise UsageError(
                    "{source}: {loose} of its reports are in no story yet; wait for the next round",
                    source=source,
                    loose=loose,
                )
            reports = [report for report in self._store.reports(ids) if report.retracted != "demand"]
            self._store.erase_reports(stone(report, self._now()) for report in reports)
            stories = sorted({story for story in placed.values() if story})
            for story in stories:
                self._store.mark_due(story)
            self._store.remove_source(source)
            self._store.drop_refusals(source)
            for mark in (source, same(known.url)):
                self._store.put_removal(SOURCE, marked(mark))
            ruling = self._entered("erase", by, why, stories, source=source)
        self._store.empty_log()
        return ruling

    def erase_person(self, name: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Removing`."""
        with self._store.transaction():
            key = slug(name)
            if masking(self._store).removed(key):
                raise UsageError("this person is removed already")
            names = self._names(key)
            if not names and len(key.split("-")) < 2:
                raise UsageError(
                    "{name}: nobody in the record is called so, and one word is no name in full", name=name
                )
            for one in {key, *map(slug, names)}:
                self._store.put_removal(PERSON, marked(one))
            masks = masking(self._store)
            stories = self._store.black_out(masks)
            ruling = self._entered("forget", by, masks.text(why), stories)
        self._store.empty_log()
        return ruling

    def _names(self, key: str) -> set[str]:
        """What a person of the record is called where it is sure who is meant: by two words and more."""
        events = self._store.events_of_person(key)
        actors = [actor for event in events for actor in (*event.actor, *event.recipient) if actor.key == key]
        actors += [said.speaker for said in self._store.statements_of_person(key)]
        called = {name for actor in actors if actor.person for name in (actor.name, actor.text)}
        called |= {holding.person for holding in self._store.holdings(key)}
        return {name for name in called if slug(name) == key or len(slug(name).split("-")) > 1}


def masking(store: Store) -> Masking:
    """What blacks out the names of all who were removed."""
    return Masking(store.removals(PERSON))


def page_masked(state: PageState, masks: Masking) -> PageState:
    """The state of a page without their names; its address is the publisher's."""
    said = {name: value for name in ("entry_title", "entry_summary") if (value := getattr(state, name))}
    return replace(state, **{name: masks.text(value) for name, value in said.items()})


def tells_of(refusal: Refusal, masks: Masking) -> bool:
    """Whether a refusal names one of them, and is not kept for that."""
    return any(masks.text(text) != text for text in (refusal.name, refusal.why))
