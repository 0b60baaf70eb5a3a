"""The links between the stories of a store, kept as they would be if all were drawn anew.

What stories are compared by is kept in the store and at hand from round to round, so a round reads the reports of the
stories that are due alone. Drawn are the links of these and of the stories near them, and all when it is reckoned anew
how rare words are (see `Grouper.rarity`). That follows from what is stored, so a desk that is killed and begun again
draws the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from communique.model import Story
from communique.ports import Store
from communique.stories import Grouper
from communique.stories.facts import StoryFacts, facts, packed, unpacked
from communique.stories.links import Linker
from communique.stories.rarity import Rarity


class Linking:
    """The linker of a store, by which rarity it judges, and in which story it knows each report to be."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._linker: Linker | None = None
        self._rarity: Rarity | None = None
        self._home: dict[str, str] = {}
        self._became: dict[str, str] = {}
        self._missing: dict[str, StoryFacts | None] = {}

    def revise(self, due: Sequence[Story], grouper: Grouper) -> None:
        """Draw and keep the links of the stories that are due and of those that these may change, all or none."""
        linker = self._ready(grouper.rarity)
        changed = {story.id for story in due} | self._left(due)
        drawn = {story.id: self._draw(story) for story in self._current(changed)} | self._missing
        for identity, its in drawn.items():
            linker.put(its) if its else linker.drop(identity)
        for identity in list(changed):
            changed.update(linker.touched(identity), self._store.linked_to(identity))
            changed.update(other for other in linker.acquaintances(identity) if len(self._store.links(other)) < 2)
        if any(grouper.reckoned in story.reports for story in due):
            changed.update(linker.stories())
        with self._store.transaction():
            for identity, its in drawn.items():
                self._store.put_facts(identity, packed(its) if its else None)
            for identity in sorted(changed):
                self._store.put_links(identity, linker.links(identity))
        self._missing = {}

    def _left(self, due: Sequence[Story]) -> set[str]:
        """The stories that reports of those due were in before, and those that became one that is due."""
        left = {home for story in due for report in story.reports if (home := self._home.get(report))}
        into = {story.id for story in due}
        return left | {story for story, became in self._became.items() if became in into}

    def _current(self, stories: Iterable[str]) -> Iterator[Story]:
        return (found for story in sorted(stories) if (found := self._store.story(story)))

    def _ready(self, rarity: Rarity) -> Linker:
        """The linker; a new one where there is none yet, or where it was reckoned anew how rare words are."""
        if self._linker is None:
            self._linker, kept = Linker(rarity), self._store.facts()
            for story in self._store.stories():
                self._place(story)
                its = unpacked(kept[story.id]) if story.id in kept else None
                if its is None and not story.redirect:
                    its = self._missing[story.id] = self._draw(story)
                if its is not None:
                    self._linker.put(its)
        elif self._rarity is not rarity:
            known, self._linker = self._linker.facts(), Linker(rarity)
            for its in known:
                self._linker.put(its)
        self._rarity = rarity
        return self._linker

    def _place(self, story: Story) -> None:
        """Remember where reports are, and what a story became."""
        self._home.update(dict.fromkeys(story.reports, story.id))
        if story.redirect:
            self._became[story.id] = story.redirect

    def _draw(self, story: Story) -> StoryFacts | None:
        """The facts of a story as it stands now, None for one that no reader can be led to."""
        self._place(story)
        brief = self._store.brief(story.id)
        if brief is None or brief.state != "released" or story.redirect:
            return None
        return facts(story.id, self._store.reports(story.reports), self._store.events_of_story(story.id))
