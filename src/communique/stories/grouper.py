"""The decision which story a report belongs to, in one pass.

    portrait    what there is to compare: words, names, countries, places, numbers, days
    copies      a copy of a report that is known goes where that one is
    index       the live stories of the reports that share most of its heaviest words, at most ten
    features    how the report stands to each of them
    weights     a logistic function over the features: half and more joins, the best one
    repair      a bounded look back: what one pass got wrong is merged, split or moved

A preview and the reactions belong to the story of the happening as long as words, people, place and days say so;
where a report tells of other days or another place, it opens a story of its own, which is then linked.
"""

from collections.abc import Sequence
from typing import NamedTuple

from communique.model import Report
from communique.stories.copies import Copies, Folding, Printed, printed, shingles
from communique.stories.decision import Considered, Decision
from communique.stories.features import compare, contrasted
from communique.stories.index import Index
from communique.stories.lens import Lens
from communique.stories.live import Kept, LiveStory, traits
from communique.stories.portrait import portrait
from communique.stories.rarity import Rarity
from communique.stories.weights import kind_of, score

JOINS = 0.5


class Seen(NamedTuple):
    """What was made of the report that was looked at last, so that observing it after deciding costs nothing twice."""

    report: Report
    kept: Kept
    printed: Printed
    folding: Folding


class Grouper:
    """Decides reports in the order given. Its state follows from the order in which reports were observed and the
    stories they are in now: replayed so, it decides the same, in any process."""

    def __init__(self) -> None:
        self.index = Index()
        self._copies = Copies()
        self._rarity = Rarity()
        self._lens = Lens()
        self._seen: Seen | None = None

    @property
    def rarity(self) -> Rarity:
        """How rare words are, reckoned anew now and then."""
        return self._rarity.settled

    @property
    def reckoned(self) -> str | None:
        """The report by which that was last done."""
        return self._rarity.reckoned

    def decide(self, report: Report) -> Decision:
        """Where the report belongs. Changes nothing. A report that was observed before stays where it is."""
        known = self.index.story_of(report.id)
        if known is not None:
            return Decision(report=report.id, story=known, copy_of=report.copy_of)
        seen = self._look(report)
        folding = seen.folding
        if folding.like is not None:
            story = self.index.story_of(folding.like)
            return Decision(report=report.id, story=story, copy_of=folding.copy_of, copies=folding.copies)
        considered = self.considered(seen.kept)
        joins = considered[0].story if considered and considered[0].score >= JOINS else None
        return Decision(report=report.id, story=joins, considered=considered)

    def observe(self, report: Report, story: str) -> None:
        """The report was put into the story. The same report again changes nothing."""
        if self.index.story_of(report.id) is not None:
            return
        seen = self._look(report)
        kept = seen.kept
        self._rarity.begin(kept.number, report.id)
        if seen.folding.like is not None:
            kept = kept._replace(words=None, traits=None)
        elif kept.words is not None:
            self._rarity.learn(kept.words.terms.keys)
        self.index.keep(story, kept)
        self._copies.keep(seen.printed, seen.folding)
        for gone in self.index.expired():
            self._copies.forget(gone.report)
        self._seen = None

    def move(self, report: str, story: str) -> None:
        """The report, observed before, was put into another story."""
        self.index.move(report, story)
        self._seen = None

    def considered(self, kept: Kept) -> tuple[Considered, ...]:
        """The live stories nearest to a report and how it stands to each, best first."""
        return self._judged(kept, self.index.nearest(kept.words)) if kept.words is not None else ()

    def again(self, kept: Kept) -> tuple[Considered | None, tuple[Considered, ...], tuple[Considered, ...]]:
        """How a report that is in a story stands to it without itself, None where it is alone; how it stands to others
        beside that story; and how to others as if its own were not there."""
        if kept.words is None:
            return None, (), ()
        own = self.index.story_of(kept.report)
        others = [story for story in self.index.nearest(kept.words) if story.id != own]
        live = self.index.get(own) if own else None
        rest = LiveStory(live.id, [member for member in live.members if member.report != kept.report]) if live else None
        alone = self._judged(kept, others)
        if rest is None or not rest.size:
            return None, alone, alone
        judged = self._judged(kept, [rest, *others])
        mine = next(considered for considered in judged if considered.story == own)
        return mine, tuple(considered for considered in judged if considered is not mine), alone

    def _judged(self, kept: Kept, stories: Sequence[LiveStory]) -> tuple[Considered, ...]:
        if kept.words is None or kept.traits is None:
            return ()
        with self._lens.on(kept.words) as lens:
            found = [compare(kept.at, kept.traits, lens, story, self._rarity) for story in stories]
        kinds = [kind_of(kept.traits, story) for story in stories]
        judged = [
            Considered(story=story.id, score=score(kind, its), kind=kind, features=its._asdict())
            for story, kind, its in zip(stories, kinds, contrasted(found), strict=True)
        ]
        return tuple(sorted(judged, key=lambda considered: (-considered.score, considered.story)))

    def _look(self, report: Report) -> Seen:
        last = self._seen
        if last is None or (last.report.id, last.report.title, last.report.text) != (
            report.id,
            report.title,
            report.text,
        ):
            drawn = portrait(report)
            words = self._rarity.weigh(drawn)
            kept = Kept(self.index.next, report.id, drawn.at, words, traits(drawn))
            print_ = printed(report, shingles(report.text))
            last = self._seen = Seen(report, kept, print_, self._copies.fold(print_))
        return last
