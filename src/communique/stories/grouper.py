"""The decision which story a report belongs to, in one pass.

    portrait    what there is to compare: words, names, countries, places, numbers, days
    copies      a copy of a report that is known goes where that one is
    index       the live stories that share most of its heaviest words, at most ten
    features    how the report stands to each of them
    weights     a logistic function over the features: half and more joins, the best one

A preview and the reactions belong to the story of the happening as long as words, people, place and days say so;
where a report tells of other days or another place, it opens a story of its own, which is then linked.
"""

from typing import NamedTuple

from communique.model import Report
from communique.stories.copies import Copies, Folding, Printed, printed, shingles
from communique.stories.decision import Considered, Decision
from communique.stories.features import compare, contrasted
from communique.stories.index import Index
from communique.stories.live import Rarity, Weighted
from communique.stories.portrait import Portrait, portrait
from communique.stories.weights import kind_of, score

JOINS = 0.5


class Seen(NamedTuple):
    """What was made of the report that was looked at last, so that observing it after deciding costs nothing twice."""

    report: Report
    portrait: Portrait
    mine: Weighted
    printed: Printed
    folding: Folding


class Grouper:
    """Decides reports in the order given. Its state is a fold over what was observed: replayed in the same order it
    decides the same, in any process."""

    def __init__(self) -> None:
        self._index = Index()
        self._copies = Copies()
        self._rarity = Rarity()
        self._story: dict[str, str] = {}
        self._seen: Seen | None = None

    def decide(self, report: Report) -> Decision:
        """Where the report belongs. Changes nothing. A report that was observed before stays where it is."""
        if report.id in self._story:
            return Decision(report=report.id, story=self._story[report.id], copy_of=report.copy_of)
        seen = self._look(report)
        folding = seen.folding
        if folding.like is not None:
            story = self._story[folding.like]
            return Decision(report=report.id, story=story, copy_of=folding.copy_of, copies=folding.copies)
        considered = self._considered(seen)
        joins = considered[0].story if considered and considered[0].score >= JOINS else None
        return Decision(report=report.id, story=joins, considered=considered)

    def observe(self, report: Report, story: str) -> None:
        """The report was put into the story. The same report again changes nothing."""
        if report.id in self._story:
            return
        seen = self._look(report)
        copied = seen.folding.like is not None
        self._index.keep(story, seen.portrait, None if copied else seen.mine)
        self._copies.keep(seen.printed, seen.folding)
        self._story[report.id] = story
        if not copied:
            self._rarity.learn(seen.portrait.terms)
        for gone in self._index.expired():
            for member in gone.reports:
                self._copies.forget(member)
                del self._story[member]
        self._seen = None

    def _look(self, report: Report) -> Seen:
        last = self._seen
        if last is None or (last.report.id, last.report.title, last.report.text) != (
            report.id,
            report.title,
            report.text,
        ):
            drawn = portrait(report)
            mine = self._rarity.weigh(drawn)
            print_ = printed(report, shingles(report.text))
            last = self._seen = Seen(report, drawn, mine, print_, self._copies.fold(print_))
        return last

    def _considered(self, seen: Seen) -> tuple[Considered, ...]:
        stories = self._index.nearest(seen.mine.terms)
        features = contrasted([compare(seen.portrait, seen.mine, story, self._rarity) for story in stories])
        kinds = [kind_of(seen.portrait, story) for story in stories]
        found = [
            Considered(story=story.id, score=score(kind, its), kind=kind, features=its._asdict())
            for story, kind, its in zip(stories, kinds, features, strict=True)
        ]
        return tuple(sorted(found, key=lambda considered: (-considered.score, considered.story)))
