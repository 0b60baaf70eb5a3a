"""What an editor writes into a brief: saved, checked, released, given back; and the desk's newer text beside it.

Each step is one transaction, with its entry in the history where readers see something of it. While an editor's text
stands, rounds lay the desk's cards, sources and notices under it and keep the desk's own text as a proposal.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from communique import times
from communique.desk.correcting import Correcting
from communique.desk.editing import named, reason
from communique.desk.steps import with_sentences
from communique.errors import UsageError
from communique.model import ALLOWED, Brief, Citation, Decision, Hand, Ruling
from communique.ports import Store

if TYPE_CHECKING:
    from communique.briefs import Dossier

LONGEST = 20_000  # letters of a text


class Wording(Correcting):
    """Decisions about stories, events and briefs. Implements `editorial.Wording` too."""

    allowed = str(ALLOWED)
    """Words of a report that may be printed where its source says nothing else."""

    def hand(self, story: str) -> Hand:
        """See `editorial.Wording`."""
        self.story(story)
        return self._store.hand(story) or Hand(story=story)

    def save(
        self, story: str, words: tuple[str, str, str], by: str, turn: int,
        chosen: Mapping[str, Sequence[Citation]] | None = None, whys: Mapping[str, str] | None = None,
    ) -> Hand:  # fmt: skip
        """See `editorial.Wording`."""
        from communique import briefs

        if sum(map(len, words)) > LONGEST:
            raise UsageError("a brief has {most} letters at most", most=LONGEST)
        if not words[0].strip() or not words[2].strip():
            raise UsageError("a brief has a headline and a paragraph at least")
        with self._store.transaction():
            hand, brief = self._begun(story, turn), self._printed(story)
            before = [*brief.sentences, *(hand.draft.sentences if hand.draft else ())]
            given = {text: reason(why) for text, why in (whys or {}).items() if why.strip()}
            if hand.draft:
                given = {s.text: s.kept for s in hand.draft.sentences if s.kept} | given
            text = briefs.judged(
                dossier(self._store, story, self.allowed), words, before, chosen or {}, given, named(by),
                times.rfc3339(self._clock.now()),
            )  # fmt: skip
            return self._kept(replace(hand, draft=text))

    def release(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """See `editorial.Wording`."""
        from communique import briefs

        with self._store.transaction():
            hand, brief = self._begun(story, turn), self._printed(story)
            if hand.draft is None:
                raise UsageError("{story}: nothing is saved that could be released", story=story)
            given = dossier(self._store, story, self.allowed, times.rfc3339(self._clock.now()))
            desk = (
                brief if hand.text is None else replace(hand.newer or hand.base or brief, corrections=brief.corrections)
            )
            made = briefs.laid(desk, hand.draft, given, brief)
            if briefs.tells_otherwise(brief, hand.draft):
                made = replace(made, dates=replace(made.dates, updated=given.now))
            self._store.put_brief(made)
            self._passed(story)
            base = hand.base if hand.text else brief
            self._kept(replace(hand, text=hand.draft, draft=None, base=base))
            return self._about("edit", by, why, story, made.version)

    def revert(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """See `editorial.Wording`."""
        with self._store.transaction():
            hand = self._begun(story, turn)
            if hand.text is None and hand.draft is None:
                raise UsageError("{story}: the desk writes this brief already", story=story)
            if hand.text is None:
                self._kept(replace(hand, draft=None))
                return self._about("revert", by, why or "A text that was not released is dropped.", story)
            return self._given_back("revert", hand, by, why)

    def take(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """See `editorial.Wording`."""
        with self._store.transaction():
            return self._given_back("take", self._offered(story, turn), by, why)

    def keep(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """See `editorial.Wording`."""
        with self._store.transaction():
            hand = self._offered(story, turn)
            self._kept(replace(hand, base=hand.newer, newer=None))
            return self._about("keep", by, why, story)

    def _given_back(self, kind: Decision, hand: Hand, by: str, why: str) -> Ruling:
        brief, desk = self._printed(hand.story), hand.newer or hand.base
        version = None
        if desk is not None:
            made = replace(desk, version=brief.version + 1, corrections=brief.corrections, sources=brief.sources,
                           dates=replace(brief.dates, updated=times.rfc3339(self._clock.now())))  # fmt: skip
            self._store.put_brief(made)
            version = made.version
        self._kept(Hand(story=hand.story, turn=hand.turn))
        self._passed(hand.story)
        self._store.mark_due(hand.story)
        return self._about(kind, by, why, hand.story, version)

    def _offered(self, story: str, turn: int) -> Hand:
        hand = self._begun(story, turn)
        if hand.newer is None:
            raise UsageError("{story}: the desk has no newer text", story=story)
        return hand

    def _begun(self, story: str, turn: int) -> Hand:
        """The brief's hand, if nobody has changed it since `turn`."""
        hand = self.hand(story)
        if hand.turn != turn:
            last = hand.draft or hand.text
            if last is None:
                raise UsageError(
                    "somebody was quicker (somebody gave it back to the desk); look at it, yours is not lost"
                )
            raise UsageError(
                "somebody was quicker ({name} did at {at}); look at it, yours is not lost", name=last.by, at=last.at
            )
        return hand

    def _passed(self, story: str) -> None:
        """What waited was written before what is printed now: the next round writes it anew."""
        if self._store.waiting(story) is not None:
            self._store.drop_waiting(story)
            self._store.mark_due(story)

    def _printed(self, story: str) -> Brief:
        brief = self._store.brief(story)
        if brief is None or brief.state != "released":
            raise UsageError("{story} has no brief that could be edited", story=story)
        return brief

    def _kept(self, hand: Hand) -> Hand:
        hand = replace(hand, turn=hand.turn + 1)
        self._store.put_hand(hand)
        return hand

    def _about(self, kind: Decision, by: str, why: str, story: str, version: int | None = None) -> Ruling:
        return self._entered(kind, by, why, [story], version=version)


def dossier(store: Store, story: str, allowed: str, now: str = "") -> "Dossier":
    """The reports of a story as an editor's text is checked against them."""
    from communique import briefs

    found = store.story(story)
    reports = [with_sentences(r) for r in store.reports(found.reports if found else ()) if not r.retracted]
    words = {source.id: source.reprint for source in store.sources()}
    brief = store.brief(story)
    cited = {(c.report, c.version) for s in brief.sentences for c in s.citations} if brief else set()
    older = cited - {(report.id, report.version) for report in reports}
    return briefs.Dossier(
        story=story,
        reports=tuple(reports),
        previous=brief,
        now=now,
        allowances={r.id: r.allowance(words.get(r.source or "", allowed)) for r in reports},
        printings=tuple(r for id, version in sorted(older) if (r := store.report(id, version))),
    )


def adopted(store: Store, story: str) -> Hand | None:
    """The hand of a story; where it has none, the one of a story that it was merged with. Within a transaction."""
    hand = store.hand(story)
    if hand is not None and hand.text is not None:
        return hand
    for became in reversed(store.redirecting(story)):
        other = store.hand(became)
        if other is not None and other.text is not None:
            store.put_hand(Hand(story=became, turn=other.turn + 1))
            hand = replace(other, story=story, turn=(hand.turn if hand else 0) + 1, base=None, newer=None)
            store.put_hand(hand)
    return hand


def under(store: Store, hand: Hand, desk: Brief, given: "Dossier") -> Brief:
    """The brief to print while an editor's text stands: that text over the desk's cards. The desk's own is kept, as a
    proposal where it is another than the editors have seen. Within a transaction."""
    from communique import briefs

    text = hand.text
    if text is None:
        return desk
    same = hand.base is not None and told(hand.base) == told(desk)
    hand = replace(hand, base=desk, newer=None) if same else replace(hand, newer=desk if desk.sentences else None)
    store.put_hand(hand)
    return briefs.laid(desk, text, given, store.brief(hand.story))


def told(brief: Brief) -> tuple[str, ...]:
    """The words of a brief that editors write."""
    return (brief.headline, *(sentence.text for sentence in brief.sentences))


def desks_own(store: Store, story: str) -> Brief | None:
    """The previous brief as the desk wrote it, whatever editors made of it."""
    hand, brief = store.hand(story), store.brief(story)
    if hand is None or hand.text is None or brief is None or not brief.edited:
        return brief
    own = hand.newer or hand.base
    return own and replace(own, corrections=brief.corrections, edited=UNSET)
