"""The decision which story a report belongs to, in one pass.

    portrait    what there is to compare: words, names, countries, places, numbers, days
    copies      a copy of a report that is known goes where that one is
    index       the live stories of the reports that share most of its heaviest words, at most four
    pairs       how the report stands to each of their reports
    weights     a logistic function over the means of these features: half and more joins, the best one
    repair      a bounded look back: what one pass got wrong is merged, split or moved

A preview and the reactions belong to the story of the happening as long as words, people, place and days say so;
where a report tells of other days or another place, it opens a story of its own, which is then linked.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from communique.model import Report
from communique.stories import saved
from communique.stories.copies import Copies, Folding, Printed, printed, shingles
from communique.stories.decision import Considered, Decision
from communique.stories.index import Index
from communique.stories.live import Kept, traits
from communique.stories.matching import Compared
from communique.stories.pairs import Features, Floats, Pairs
from communique.stories.portrait import days, portrait
from communique.stories.rarity import Rarity
from communique.stories.saved import Saved
from communique.stories.weights import KINDS, added, likelihood, wide

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
        self._pairs = Pairs()
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
        self._rarity.begin(seen.kept.number, report.id)
        if seen.kept.words is not None:
            self._rarity.learn(seen.kept.words.terms)
        self.index.keep(story, seen.kept)
        self._copies.keep(seen.printed, seen.folding)
        for gone in self.index.expired():
            self._copies.forget(gone.report)
        self._seen = None

    def saved(self, report: Report) -> Saved:
        """What the store is to keep when the report is assigned: asked after it was decided, before it is observed."""
        seen, following = self._look(report), self.index.next
        at, number = seen.kept.at, seen.kept.number
        gone = self.index.expiring(self.index.now(at), following + 1)
        row = saved.row(seen.kept, seen.printed, seen.folding, self.index.due(at), self.index.first + len(gone))
        often = number and number % saved.OFTEN == 0
        return Saved(
            row, tuple(kept.report for kept in gone), saved.counted(self._rarity, self.index) if often else None
        )

    def state(self) -> Iterator[tuple[str, Saved]]:
        """All live reports, in the order of deciding, with what the store is to keep of each; with the last comes the
        count of words."""
        for kept in self.index.latest(self.index.next):
            folding = Folding(copy_of=self._copies.original(kept.report))
            row = saved.row(kept, self._copies.printed(kept.report), folding, kept.due, self.index.first)
            last = kept.number == self.index.next - 1
            yield kept.report, Saved(row, (), saved.settled(self._rarity, self.index) if last else None)

    @classmethod
    def restored(cls, rows: Iterable[tuple[str, str, bytes | None]], counts: bytes | None) -> "Grouper":
        """The grouper that the store kept, from (report, story it is in now, row) in the order of assignment and the
        count of words. Raises StateLost where they do not give it back: then it is to be replayed."""
        grouper = cls()
        saved.restore(rows, counts, grouper.index, grouper._copies, grouper._rarity)
        return grouper

    def move(self, report: str, story: str) -> None:
        """The report, observed before, was put into another story."""
        self.index.move(report, story)
        self._seen = None

    def considered(self, kept: Kept) -> tuple[Considered, ...]:
        """The live stories nearest to a report and how it stands to each, best first: the features are means over the
        reports of the story."""
        if kept.words is None or not (told := self.index.nearest(kept.words, self._rarity)):
            return ()
        every = [*chain.from_iterable(told.values())]
        tables = wide(kept, every)
        features = self._pairs.of(kept, every, self._rarity)
        sizes = np.array([len(some) for some in told.values()])
        rows = np.column_stack((tables, features, added(features, tables)))
        means = np.add.reduceat(rows, np.cumsum(sizes) - sizes) / sizes[:, None]
        split = 1 + len(Features._fields)
        judged = [
            Considered(
                story=story,
                score=likelihood(sum(mean[split:])),
                kind=KINDS[round(mean[0])],
                features=Features(*mean[1:split]),
                bias=mean[split],
                added=Features(*mean[split + 1 :]),
            )
            for story, mean in zip(told, means.tolist(), strict=True)
        ]
        return tuple(sorted(judged, key=lambda considered: (-considered.score, considered.story)))

    def near(self, kept: Kept) -> list[Kept]:
        """The live reports that share most with a report, itself left out."""
        if kept.words is None:
            return []
        found = (other for other, _ in self.index.near(kept.words, self._rarity))
        return [other for other in found if other.number != kept.number]

    def features(self, kept: Kept, others: Sequence[Kept]) -> Floats:
        """How a report stands to others, a row for each; none may be a copy."""
        return self._pairs.of(kept, others, self._rarity)

    def compared(self, kept: Kept, others: Sequence[Kept]) -> list[Compared]:
        """A report beside each of the others; none may be a copy."""
        if not others:
            return []
        features = self.features(kept, others)
        odds = added(features, wide(kept, others)).sum(axis=1).round(6)
        text, gap = (features[:, Features._fields.index(name)] for name in ("text", "gap"))
        return list(map(Compared, odds.tolist(), text.round(6).tolist(), np.expm1(gap).tolist()))

    def family(self, report: str) -> frozenset[str]:
        """The report, what it is a copy of, and the other copies of that."""
        return self._copies.family(report)

    def _look(self, report: Report) -> Seen:
        last = self._seen
        if last is None or (last.report.id, last.report.title, last.report.text) != (
            report.id,
            report.title,
            report.text,
        ):
            print_ = printed(report, shingles(report.text))
            folding, kept = self._copies.fold(print_), Kept(self.index.next, report.id, days(report.published))
            if folding.like is None:
                drawn = portrait(report)
                kept.words, kept.traits = self._rarity.words(drawn), traits(drawn)
            last = self._seen = Seen(report, kept, print_, folding)
        return last
