"""The links between the stories of a store, kept as they would be if all were drawn anew.

What stories are compared by stays at hand from round to round, so a round reads the stories that are due alone. Drawn
are the links of these and of the stories near them, and all when it is reckoned anew how rare words are (see
`Grouper.rarity`). That follows from what is stored, so a desk that is killed and begun again draws the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from communique.model import Story
from communique.ports import Store
from communique.stories import Grouper
from communique.stories.facts import StoryFacts, facts
from communique.stories.links import Linker
from communique.stories.rarity import Rarity


class Linking:
    """The linker of a store, and by which rarity it judges."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._linker: Linker | None = None
        self._rarity: Rarity | None = None

    def revise(self, due: Sequence[Story], grouper: Grouper) -> None:
        """Draw and keep the links of the stories that are due and of those that these may change, all or none."""
        linker = self._told(due, grouper.rarity)
        changed = {story.id for story in due}
        if any(grouper.reckoned in story.reports for story in due):
            changed.update(linker.stories())
        for story in due:
            changed.update(linker.touched(story.id), self._store.linked_to(story.id))
        with self._store.transaction():
            for identity in sorted(changed):
                self._store.put_links(identity, linker.links(identity))

    def _told(self, due: Sequence[Story], rarity: Rarity) -> Linker:
        """The linker, told of what is due; a new one where there is none yet or rarity was reckoned anew."""
        if self._linker is None or self._rarity is not rarity:
            self._linker, self._rarity = filled(rarity, self._known()), rarity
        for story in due:
            its = self._facts(story)
            if its is None:
                self._linker.drop(story.id)
            else:
                self._linker.put(its)
        return self._linker

    def _known(self) -> Iterator[StoryFacts]:
        """The facts of all stories: those at hand, else from the store."""
        if self._linker is not None:
            yield from self._linker.facts()
            return
        for story in self._store.stories():
            if its := self._facts(story):
                yield its

    def _facts(self, story: Story) -> StoryFacts | None:
        """The facts of a story, None for one that no reader can be led to."""
        brief = self._store.brief(story.id)
        if brief is None or brief.state != "released" or story.redirect:
            return None
        return facts(story.id, self._store.reports(story.reports), self._store.events_of_story(story.id))


def filled(rarity: Rarity, known: Iterable[StoryFacts]) -> Linker:
    """A linker that knows these stories."""
    linker = Linker(rarity)
    for its in known:
        linker.put(its)
    return linker
