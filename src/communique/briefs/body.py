"""The body of a brief: what happened, what was said, how it stands, what comes next."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from communique.briefs import choosing, genre, ranking
from communique.briefs.dossier import Evidence
from communique.briefs.headline import Head
from communique.briefs.telling import acts, plans, saying
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import PLANNED, retold
from communique.briefs.telling.words import content, core, overlap
from communique.lexicon import dates
from communique.model import Event, Mention, Report, Sentence, Statement

if TYPE_CHECKING:
    from communique.briefs.compose import Writing
    from communique.briefs.press import Press

REMARKS, CONTEXT, AHEAD, MOST = 3, 2, 1, 7
"""Sentences of what was said, of how things stand, of what comes next, and of all."""
STAGES, SPINE = 3, 3
"""Leads that tell a story from day to day, and sentences of the report that the brief follows which are tried first."""
SHARED = 3
"""Words that a sentence of such a text has to have in common with what is printed."""
COLOUR = 0.5
"""How much of a news report a text has to be for its sentences to be told."""
LEAST = 0.25
"""The share of the weightiest sentence's weight below which nothing more is told."""
ADDS = 5
"""Content words beyond what is printed from which on a sentence tells more than the act it tells again."""
TWICE = 0.33
"""The share of a lead's words in the standfirst from which on a report of the same day tells the same news."""
QUOTE = re.compile(r"[“\"][^”\"]+[”\"]")
POINTS = re.compile(r"[“\"](?:They|It|He|She|(?:The|This|That) (?:last|first|next|other|same)? ?(?:one|time))\b")
"""A quotation, and one that begins by pointing to somebody or something before it."""
SHORT = 8
"""Words of a quotation that does not say itself what it is about."""
FURTHER = 3
"""The sentence of a report from which on it may tell what was before the news."""
DONE = re.compile(r"\b(?:was|were|had|became|began|ended|took|broke|left|lost|won)\b|\b(?!need)\w{3,}ed\b")
BEFORE = re.compile(
    r"(?<!said )(?<!that )(?<!he )(?<!she )(?<!they )\bhad (?:been |\w+ly )?\w+(?:ed|en|wn|de|ne|id|ft|st)\b"
)
SAID = re.compile(r"\b(?:said|told|added|warned|called|asked|noted|insisted|argued|denied|promised|according to)\b")
"""What is told as done, as done before something else, and by somebody's account."""
SHARE = 0.75
"""The body's greatest length as a share of the words of the originals in the story."""


def room(evidence: Evidence, before: Sequence[Sentence]) -> int:
    """How many words the body may still grow by."""
    return max(30, int(SHARE * evidence.length)) - sum(len(sentence.text.split()) for sentence in before)


class Body:
    """The paragraphs of one brief while they are being written."""

    def __init__(self, writing: "Writing", stand: Sequence[Sentence] = ()) -> None:
        """`stand` is the standfirst, which is read before."""
        self.stand = list(stand)
        self.writing, self.evidence, self.names, self.press = writing, writing.evidence, writing.names, writing.press
        self.turn = 0
        self.planned: set[tuple[str, int]] = set()

    def happened(self, head: Head) -> list[Sentence]:
        """The news of the headline first; then the other acts in the order they happened, one sentence each."""
        self.press.paragraph(part=True)
        events = choosing.happenings(self.evidence, self.writing.events)
        told = [] if len(head.events) > 1 else self.news(events, head)
        after: Event | None = None
        series = self.writing.series()
        first = [e for e in events if any(e is told for told in head.events)]
        spot = (head.lead.report.id, head.lead.at) if head.lead else None
        if len(head.events) == 1:
            here = {(m.report, m.sentence) for m in self.evidence.told(head.events[0])}
            spot = next((s for r in ranking.leads(self.evidence) if (s := (r.report.id, r.at)) in here), None)
        elif spot and not told:
            first = [e for e in events if any((m.report, m.sentence) == spot for m in self.evidence.told(e))][:1]
        for event in [*first, *(e for e in events if e not in first)]:
            if self.has_been_told(event):
                self.writing.told.append(event)
                continue
            drafts = acts.drafts(self.evidence, event, self.names, self.turn, self.writing.lead, after, spot)
            shown = choosing.meeting(event) and (event in series or any(event is one for one in head.events))
            if sentence := self.press.first(drafts, self.names, repeat=shown):
                told.append(sentence)
                self.writing.told.append(event)
                after = event
                self.turn += 1
        return told or self.printed(self.leading(), 1 if self.stand else 2)

    def has_been_told(self, event: Event) -> bool:
        """Whether the standfirst tells an act and names everybody in it; who met whom is told in our own words."""
        cited = {(c.report, c.start) for sentence in self.stand for c in sentence.citations}
        said = " ".join(sentence.text for sentence in self.stand)
        if choosing.meeting(event):
            return False
        told = self.evidence.told(event)
        if any((c := self.evidence.citation(m.report, m.sentence)) and (c.report, c.start) in cited for m in told):
            return all(a.name in said for a in acts.persons((*event.actor, *event.recipient)))
        return any(self.again_told(m.report, m.sentence) for m in told)

    def news(self, events: Sequence[Event], head: Head) -> list[Sentence]:
        """What the headline tells, or the reports lead with, where no act of the record tells it; below a headline from
        the record, the best lead alone."""
        best = head.lead or next(iter(ranking.leads(self.evidence)), None)
        if best is None:
            return []
        for event in events:
            for mention in self.evidence.told(event):
                words = content(self.evidence.sentence(mention.report, mention.sentence))
                same = (mention.report, mention.sentence) == (best.report.id, best.at)
                if acts.told_plainly(self.evidence, event) and (same or overlap(words, best.words) >= 0.5):
                    return []
        stages = [best] if head.events else self.stages(best)
        told = self.printed((self.whole(found.report, found.at) for found in stages), STAGES)
        if head.events:
            return told
        told = told or self.printed(self.leading(), 0 if self.stand else 1)
        return told + self.following([*self.stand, *told])

    def following(self, told: Sequence[Sentence]) -> list[Sentence]:
        """What the report that the brief follows says right after its lead, where that has just been printed."""
        spine, made = genre.backbone(self.evidence), list[Sentence]()
        for index in range(1, SPINE):
            before = self.evidence.citation(spine.id, index - 1) if spine else None
            last = next(reversed((*told, *made)), None)
            if spine is None or before is None or last is None or before not in last.citations[:1]:
                break
            made += self.printed([retold(self.evidence, spine, index, self.names, after=True)], 1)
        return made

    def stages(self, best: ranking.Ranked) -> list[ranking.Ranked]:
        """The lead of the last news report, then those before it in the order of their printing, the headline's before
        others of its day."""
        found = [one for one in ranking.stages(self.evidence) if not self.again_told(one.report.id, one.at)]
        latest = ranking.latest(self.evidence)
        days = {one.report.id: self.evidence.anchor(one.report.id) or date.min for one in found}
        return sorted(found, key=lambda one: (one is not latest, days[one.report.id], one.report is not best.report))

    def again_told(self, report: str, index: int) -> bool:
        """Whether a sentence tells what the standfirst has told from another report of the same day."""
        day = self.evidence.anchor(report)
        words = content(core(self.evidence.sentence(report, index)))
        return any(
            overlap(words, content(sentence.text)) >= TWICE
            for sentence in self.stand
            if any(self.evidence.anchor(c.report) == day for c in sentence.citations)
        )

    def whole(self, report: Report, index: int) -> Iterator[Draft]:
        """The drafts of a sentence, the longest first."""
        return retold(self.evidence, report, index, self.names, whole=True)

    def leading(self) -> Iterator[Iterator[Draft]]:
        """The drafts of the sentences that reports begin with, then of the weightiest others."""
        every = [*ranking.leads(self.evidence)[:6], *ranking.ranked(self.evidence)[:8]]
        plain = [f for f in every if genre.news(self.evidence, f.report) >= genre.NEWS_AT_LEAST]
        for found in plain if self.stand else [*plain, *every]:
            yield retold(self.evidence, found.report, found.at, self.names, whole=True)

    def printed(self, several: Iterable[Iterable[Draft]], most: int) -> list[Sentence]:
        """The sentences that may be printed, at most so many."""
        told: list[Sentence] = []
        for drafts in several:
            if len(told) >= most:
                break
            if sentence := self.press.first(drafts, self.names):
                told.append(sentence)
        return told

    def further(self, happened: list[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
        """All paragraphs: two to four where the reports carry them, one where there is only a line to tell."""
        paragraphs = [happened, self.said(happened)]
        before = [sentence for paragraph in paragraphs for sentence in paragraph]
        self.press.paragraph()
        planned = plans.plans(self.evidence, choosing.planned(self.evidence, self.writing.events), self.names)
        comes = self.printed(planned, AHEAD)
        self.planned = {(c.report, c.start) for sentence in comes for c in sentence.citations}
        context, ahead = self.chosen(before)
        self.press.paragraph()
        stands = self.printed((self.again(*spot) for spot in context), CONTEXT)
        self.press.paragraph()
        comes += self.printed((self.again(*spot) for spot in ahead), AHEAD - len(comes))
        paragraphs += [stands, comes] if len(stands) > 1 else [stands + comes]
        if not any(paragraphs):
            paragraphs = [self.last_resort()]
        return tuple(tuple(paragraph) for paragraph in joined(paragraphs))

    def said(self, before: Sequence[Sentence]) -> list[Sentence]:
        """What was said, the most reported first, both sides heard, those of one speaker together."""
        self.press.paragraph()
        most = min(REMARKS, 1 + 2 * self.originals(), max(1, room(self.evidence, before) // 20))
        told: list[Sentence] = []
        last: saying.Remark | None = None
        remarks = self.in_order()
        while remarks and len(told) < most:
            remark = remarks.pop(0)
            drafts = saying.drafts(self.evidence, remark, self.names)
            if remarks and remarks[0].speaker.key == remark.speaker.key:
                pair = saying.together(self.evidence, remark, remarks[0], self.names)
                if last and last.speaker.key == remark.speaker.key:
                    pair = saying.again(pair, self.names.short(remark.speaker))
                if both := self.press.first(pair, self.names):
                    told.append(both)
                    last = remarks.pop(0)
                    continue
            if last and last.speaker.key == remark.speaker.key:
                drafts = saying.again(drafts, self.names.short(remark.speaker))
            drafts = (d for d in drafts if not self.hangs(d))
            if sentence := self.press.first(drafts, self.names):
                told.append(sentence)
                last = remark
        return told

    def hangs(self, draft: Draft) -> bool:
        """Whether a draft begins with a quotation of which nothing printed before says what or whom it is about."""
        words = QUOTE.match(draft.text)
        if words is None:
            return False
        short = len(words[0].split()) <= SHORT
        return bool(POINTS.match(words[0])) or (short and not any(content(words[0]) & p for p in self.press.printed))

    def in_order(self) -> list[saying.Remark]:
        """The remarks worth printing in the order in which their speakers take part, those of one speaker together: one
        of each speaker before a second of any."""
        done = {(m.report, m.sentence) for event in self.writing.told for m in self.evidence.told(event)}
        fresh = [r for r in self.writing.remarks if r.speaker.person or not all(spot_of(s) in done for s in r.tellings)]
        remarks = fresh[: 3 * REMARKS]
        heard: dict[str, int] = {}
        turns = []
        for number, remark in enumerate(remarks):
            side = remark.speaker.key
            turns.append((heard.get(side, 0), number))
            heard[side] = heard.get(side, 0) + 1
        kept = [remarks[number] for _, number in sorted(turns)][: REMARKS + 2]
        people = [a.key for event in self.writing.events for a in (*event.actor, *event.recipient)]
        place = {key: number for number, key in reversed(list(enumerate(people)))}
        weight = {id(remark): number for number, remark in enumerate(kept)}
        return sorted(kept, key=lambda r: (place.get(r.speaker.key, len(people)), weight[id(r)]))

    def chosen(self, before: Sequence[Sentence]) -> tuple[list[tuple[Report, int]], list[tuple[Report, int]]]:
        """The sentences (report, index) still worth telling, tried without printing: how things stand, what is old
        last; and what comes next."""
        press, names = self.press.trial(), self.names.copy()
        left = room(self.evidence, before)
        now: list[tuple[Report, int]] = []
        old: list[tuple[Report, int]] = []
        ahead: list[tuple[Report, int]] = []
        for spot in self.worth(press):
            if left <= 0 or len(now) + len(old) >= min(CONTEXT, MOST - len(before)):
                break
            coming = bool(PLANNED.search(self.evidence.sentence(spot[0].id, spot[1])))
            if coming and len(ahead) >= AHEAD:
                continue
            if sentence := press.first(self.again(*spot, names), names):
                (ahead if coming else old if ranking.old(self.evidence, *spot) else now).append(spot)
                left -= len(sentence.text.split())
        return self.grouped(now) + self.grouped(old), ahead

    def worth(self, press: "Press") -> Iterator[tuple[Report, int]]:
        """The sentences to try: what follows the lead of the report that the brief follows, then what weighs most for
        what is not said; no sentence that names nobody and nothing of the story's middle."""
        spine = genre.backbone(self.evidence)
        weighed = {(r.report.id, r.at): r for r in ranking.ranked(self.evidence)}
        done = {(m.report, m.sentence) for event in self.writing.told for m in self.evidence.told(event)}
        tried: set[tuple[str, int]] = set(done)
        tried |= {
            spot for spot in weighed if (c := self.evidence.citation(*spot)) and (c.report, c.start) in self.planned
        }
        for index in range(SPINE if spine else 0):
            if spine and (spine.id, index) in weighed and (spine.id, index) not in tried:
                tried.add((spine.id, index))
                yield spine, index
        most = max((r.weight for r in weighed.values()), default=0.0)
        for found in ranking.freshest(self.evidence, press.printed, self.writing.told):
            spot = found.report.id, found.at
            if (
                spot in tried
                or self.retells(found)
                or found.later < LEAST * most
                or not ranking.bears(self.evidence, found)
                or self.undated(found)
            ):
                continue
            if self.plain(found, press) or not spine:
                yield found.report, found.at

    def plain(self, found: ranking.Ranked, press: "Press") -> bool:
        """Whether a sentence is of a news report, or of one that is half of it and speaks of what has been told."""
        news = genre.news(self.evidence, found.report)
        known = frozenset[str]().union(*press.printed)
        return news >= genre.NEWS_AT_LEAST or (news >= COLOUR and len(found.words & known) >= SHARED)

    def undated(self, found: ranking.Ranked) -> bool:
        """Whether a sentence from further down tells of something done, by nobody's account and on no day: it may have
        been years ago."""
        text = genre.unquoted(self.evidence.sentence(found.report.id, found.at))
        days = dates.find(text, self.evidence.anchor(found.report.id))
        before = bool(BEFORE.search(text))
        return not days and (before or (found.at >= FURTHER and bool(DONE.search(text)) and not SAID.search(text)))

    def retells(self, found: ranking.Ranked) -> bool:
        """Whether a sentence tells no more than an act that was told: the same sides, nobody else, nothing said."""
        recorded = self.evidence.recorded_of(found.report.id)
        if recorded is None or any(s.sentence == found.at and s.speaker.person for s in recorded.statements):
            return False
        known = frozenset[str]().union(*self.press.printed)
        for mention in (m for m in recorded.mentions if m.sentence == found.at and m.status == "done"):
            sides, people = codes(mention), acts.whom(mention)
            for event in self.writing.told:
                named = {a.key for a in acts.persons((*event.actor, *event.recipient))}
                same = mention.event == event.event and sides and sides == codes(event) and people <= named
                if same and len(found.words - known) < ADDS:
                    return True
        return False

    def grouped(self, spots: Sequence[tuple[Report, int]]) -> list[tuple[Report, int]]:
        """Sentences of one report together and in its order, those of the report that the brief follows first."""
        spine = genre.backbone(self.evidence)
        return sorted(spots, key=lambda s: (s[0] is not spine, self.evidence.place[s[0].id], s[1]))

    def again(self, report: Report, index: int, names: Names | None = None) -> Iterator[Draft]:
        """The drafts of a sentence."""
        return (d for d in retold(self.evidence, report, index, names or self.names) if not self.hangs(d))

    def originals(self) -> int:
        """How many reports are not copies."""
        return sum(report.copy_of is None for report in self.evidence.english)

    def last_resort(self) -> list[Sentence]:
        """Where nothing passed: the shortest early sentence of a report as it stands, attributed by its citation."""
        for report in self.evidence.english:
            spots = range(min(5, len(report.sentences)))
            order = sorted(spots, key=lambda n: (len(self.evidence.sentence(report.id, n)), n))
            drafts = [
                Draft(text=text, citations=(citation,))
                for n in order
                if (citation := self.evidence.citation(report.id, n)) and (text := self.evidence.sentence(report.id, n))
            ]
            if sentence := self.press.first(drafts, self.names, repeat=True):
                return [sentence]
        return []


def spot_of(statement: Statement) -> tuple[str, int]:
    """Where a statement stands."""
    return statement.report, statement.sentence


def codes(told: Mention | Event) -> set[str]:
    """The states in an act."""
    return {a.code for a in (*told.actor, *told.recipient) if a.code}


def joined(paragraphs: Sequence[list[Sentence]]) -> list[list[Sentence]]:
    """Paragraphs without empty ones; a lone sentence at the end is no paragraph of its own in a short brief."""
    kept = [list(paragraph) for paragraph in paragraphs if paragraph]
    while len(kept) > 1 and len(kept[-1]) == 1 and len(kept[-2]) < 3:
        kept[-2:] = [kept[-2] + kept[-1]]
    return kept
