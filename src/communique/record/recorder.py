"""A report's record: its mentions, statements and holdings, sentence by sentence."""

import re
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from traceback import format_exception_only

from msgspec.structs import replace

from communique import times
from communique.lexicon import countries, sentences
from communique.model import Actor, Document, Holding, Mention, Place, Recorded, Report, Span, Statement, When, numbered
from communique.ports import Parsed, Parser
from communique.record import (
    actions,
    actors,
    attending,
    belonging,
    candidates,
    choosing,
    coding,
    delegations,
    documents,
    domestic,
    drafts,
    fitting,
    following,
    going_on,
    home,
    hosting,
    idioms,
    intervals,
    leaders,
    learning,
    meetings,
    occasions,
    opposite,
    people,
    senses,
    settings,
    sides,
    statements,
    status,
    timing,
    turnover,
)
from communique.record.actors import Found
from communique.record.choosing import Context
from communique.record.coding import Left
from communique.record.drafts import Draft
from communique.record.memory import Memory, Person, Seen
from communique.record.own import Own
from communique.record.statements import Sentence
from communique.record.tree import Tree

DERIVED = "record-22"
"""Names this version of the code; raised whenever it would take something else from the same report."""
LONGEST = 400
"""Sentences of a report that are read; a longer text is a document, not a report."""
TOGETHER = 16
"""Reports whose sentences are parsed together; the batches of a single one are too small to be quick."""
OPENED = 4
"""Sentences after one that opens in a capital ("In Lima, …") that are told from there."""
AHEAD = 1
"""Such lots whose parses may wait to be coded."""
INDEFINITE = re.compile(r"\b(?:leader|official|diplomat|minister|envoy|legislator|lawmaker)$")
DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]+(?:[,/] ?[A-Za-z]+\.? \d{1,2})?\s*(?:\([^)]{1,40}\))?\s*[-–—]+\s+")


class Recorder:
    """Takes the record of reports. Holds nothing between reports, so reports may come in any order. `own` are the names
    that a desk puts before the shipped ones; `beside` says that the parser works in processes of its own: in this one
    parsing and coding at a time would only hold each other up (1.4 times the CPU time)."""

    derived = DERIVED

    def __init__(self, parser: Parser, own: Own | None = None, beside: bool = False) -> None:
        self._parser, self._own, self._beside = parser, own, beside

    def record(self, report: Report) -> Recorded:
        """Mentions, statements and holdings of one version. A report in another language than English gives none."""
        return next(self.records([report]))

    def records(self, reports: Iterable[Report]) -> Iterator[Recorded]:
        """The same of each report, in order; where parsing goes on beside, some are parsed while others are coded."""
        waiting = iter(reports)
        batches = iter(lambda: list(islice(waiting, TOGETHER)), [])
        if not self._beside:
            for together in batches:
                yield from self._coded(self._parsed(together))
            return
        with ThreadPoolExecutor(2, "parse") as pool:
            ahead: deque[Future[Sequence[_Parse]]] = deque()
            for together in batches:
                ahead.append(pool.submit(self._parsed, together))
                if len(ahead) > AHEAD:
                    yield from self._coded(ahead.popleft().result())
            while ahead:
                yield from self._coded(ahead.popleft().result())

    def overheard(self, report: Report, heard: "Heard") -> Recorded:
        """The same of one report, while `heard` is handed each sentence when its acts have been coded."""
        (parse,) = self._parsed([report])
        return _coded(parse, self._own, heard)

    def _coded(self, parsed: "Sequence[_Parse]") -> Iterator[Recorded]:
        return (_coded(parse, self._own) for parse in parsed)

    def _parsed(self, reports: Sequence[Report]) -> "Sequence[_Parse]":
        reports = [_split(report) for report in reports]
        every = [_pieces(report) for report in reports]
        parses = iter(self._parser.parse([text for pieces in every for _, text in pieces]))
        return [(r, pieces, list(islice(parses, len(pieces)))) for r, pieces in zip(reports, every, strict=True)]


_Parse = tuple[Report, Sequence[tuple[int, str]], Sequence[Parsed]]
"""A report, where each of its sentences begins and how it reads, and their parses."""


@dataclass(frozen=True)
class Coded:
    """A sentence when its acts have been coded, to be looked at and not altered: who may take a side,
    what the report told before, the acts, and why others are left out."""

    index: int
    tree: Tree
    found: Sequence[Found]
    memory: Memory
    drafts: Sequence[Draft]
    left: Left


Heard = Callable[[Coded], None]


def _coded(parse: _Parse, own: Own | None = None, heard: Heard | None = None) -> Recorded:
    report, pieces, parses = parse
    trees = [Tree(text, parsed) for (_, text), parsed in zip(pieces, parses, strict=True)]
    try:
        return _Reading(report, own, heard).read(trees, [offset for offset, _ in pieces])
    except Exception as error:  # one report must never end the run for the others
        why = "".join(format_exception_only(error)).strip()
        warnings.warn(f"the record of {report.id} failed and is empty ({why})", RuntimeWarning, stacklevel=1)
        return Recorded(report=report.id, version=report.version, derived=DERIVED)


def _split(report: Report) -> Report:
    """The report with its sentences."""
    return report if report.sentences else replace(report, sentences=sentences.split(report.text, report.language))


def _pieces(report: Report) -> list[tuple[int, str]]:
    """The sentences of a report that are parsed; none of one in another language than English, or that its publisher or
    the desk has taken back."""
    if report.retracted or (report.language and not report.language.lower().startswith("en")):
        return []
    return [_piece(report, span) for span in report.sentences[:LONGEST]]


def _piece(report: Report, span: Span) -> tuple[int, str]:
    """A sentence as it is parsed: without a dateline, with where it begins."""
    text = report.text[span.start : span.end]
    lead = DATELINE.match(text)
    cut = lead.end() if lead and lead.end() < len(text) else 0
    return span.start + cut, text[cut:].rstrip()


class _Reading:
    """One report while it is read."""

    def __init__(self, report: Report, own: Own | None = None, heard: Heard | None = None) -> None:
        self.report, self.own, self.heard = report, own, heard
        self.anchor = _anchor(report)
        self.memory = Memory()
        self.last: When | None = None
        self.named: Sequence[When | None] = ()
        self.home: str | None = None
        self.seat: str | None = None
        self.opened: tuple[int, str] | None = None
        self.spoke: going_on.Spoke | None = None
        self.spoke_before: going_on.Spoke | None = None
        self.subjects: dict[int, Person] = {}
        self.mentions: list[Mention] = []
        self.documents: list[Document] = []
        self.holdings: dict[str, Holding] = {}

    def read(self, trees: Sequence[Tree], offsets: Sequence[int]) -> Recorded:
        """First who is who in the whole report, then what they did."""
        texts = [tree.text for tree in trees]
        context = Context(texts, self.own, self.anchor, _written(self.report))
        self.named = timing.named_before(texts, self.anchor)
        self.memory = Memory(context)
        for context.at, tree in enumerate(trees):
            people.find(tree.text, self.memory, tree.entities, _first_pos(tree))
        known = self.memory
        for one in known.people:
            one.code = one.code or leaders.country(one)
        following.identified(known.people, texts)
        delegations.placed(known.people, context)
        known.place(texts)
        self.home, self.seat = domestic.state(context), domestic.seat(context)
        domestic.place(known.people, context)
        self.memory = Memory(context)
        self.memory.people = known.people
        read: list[Sentence] = []
        for index, (tree, offset) in enumerate(zip(trees, offsets, strict=True)):
            context.at = index
            seen = people.find(tree.text, self.memory, tree.entities, _first_pos(tree))
            found = actors.find(tree, self.memory, seen)
            self._hold(index, tree.text, seen)
            wide = candidates.widened(tree, found, seen)
            ties: belonging.Ties = {}
            left: Left = {}
            told = coding.code(tree, wide, ties, left)
            beside = attending.beside(tree, found)
            if self.heard is not None:
                self.heard(Coded(index, tree, wide, self.memory, told, left))
            belonging.settle(tree, wide, ties=ties)
            self.spoke_before = self.spoke
            self.spoke = going_on.spoke(tree, index, found, self.anchor, self.mentions, self.spoke)
            if (capital := home.opening(tree.text)) is not None:
                self.opened = index, capital
            setting = self.opened[1] if self.opened and index - self.opened[0] <= OPENED else self.seat
            drafted = attending.apart(beside, told, attending.meeting(self.mentions, index))
            for draft in sorted(drafted, key=lambda d: d.event != "CONSULT"):  # what was said at it is of its day
                domestic.within(tree, draft, setting or self.home)
                domestic.settle(tree, (*draft.actor, *draft.recipient), self.home)
                domestic.govern(tree, draft.actor, draft.recipient, self.seat)
                for place in self._places(tree, draft):
                    self._mention(index, tree, draft, place)
            self._attended(index, tree, beside)
            self.documents += documents.find(self.report, index, tree, found, self.anchor, self.documents)
            read.append(Sentence(index=index, offset=offset, tree=tree, found=found))
            if (person := learning.learn(tree, self.memory, found)) is not None:
                self.subjects[index] = person
        hosts = hosting.hosts(self.mentions)
        self.mentions = meetings.detailed([hosting.settled(m, hosts) for m in self.mentions])
        return Recorded(
            report=self.report.id, version=self.report.version, mentions=tuple(self.mentions),
            statements=tuple(self._statements(read)), holdings=tuple(self.holdings.values()),
            documents=tuple(self.documents), derived=DERIVED,
        )  # fmt: skip

    def _places(self, tree: Tree, draft: Draft) -> Sequence[Place | None]:
        """Where an act took place; meetings told in several countries at once are as many acts."""
        if draft.apart:
            return [settings.of_visit(draft.recipient[0].code)]
        several = settings.several(tree, draft.token) if draft.event == "CONSULT" and not draft.visit else ()
        said = draft.event in sides.SPOKEN and tree.lemma(draft.token) not in senses.SIGNS
        return several or [settings.where(tree, draft.token, said)]

    def _mention(self, index: int, tree: Tree, draft: Draft, place: Place | None) -> None:
        actor, recipient = drafts.actors_of(draft)
        if not actor and not recipient:
            return
        told = draft.confidence
        if not recipient and draft.event in opposite.ANSWERS and draft.status == "done":
            recipient = opposite.doer(self.mentions, index, actor, opposite.deed(tree, draft.token))
        if not recipient and draft.event == "SUPPORT" and tree.lemma(draft.token) in status.BEARS:
            recipient = opposite.addressee(self.mentions, index, actor, tree.text)
        towards = draft.event in opposite.TOWARDS and not opposite.VOTED.search(tree.text)
        if not recipient and towards and draft.status == "done":
            recipient = opposite.side(self.mentions, index, actor)
            told *= opposite.TRUST if recipient else 1.0
        if not recipient and draft.event == "CONSULT" and idioms.after(tree, draft.token) is not None:
            recipient = opposite.across(self.mentions, index, actor)
            if idioms.told_again(tree, draft.token):
                place, draft.reciprocal = None, True
                if not recipient:
                    return
        last = self.last or self.named[index]
        date_ = None if draft.promised else timing.when(tree, draft.token, self.anchor, last)
        if date_ is None and draft.said is not None:
            date_ = timing.when(tree, draft.said, self.anchor, last)
        if timing.yet_to_be(tree, draft.token, date_, self.anchor) and draft.status == "done":
            draft.status = "planned"
        if date_ is not None and draft.status == "done" and self.anchor:
            date_ = timing.past(date_, self.anchor, draft.event in sides.SPOKEN)
        if draft.event == "CONSULT" and draft.status == "done":
            date_ = intervals.whole(tree, draft.token, date_)
        if date_ is not None and date_.precision == "day" and draft.status == "done":
            self.last = date_
        if date_ is not None and draft.status == "planned" and self.anchor:
            date_ = timing.ahead(tree, draft.token, date_, self.anchor)
        if date_ is None and draft.status == "done" and not timing.earlier(tree, draft.token):
            date_, place = self._inherited(draft, actor, recipient, place)
            if date_ is None and draft.event in sides.SPOKEN:
                date_ = going_on.goes_on(self.spoke or self.spoke_before, index, actor)
        if place is None and date_ is not None and draft.event in sides.SPOKEN and draft.status == "done":
            met = self._meeting(actor, recipient)
            place = met.place if met is not None and met.date == date_ else None
        mention = Mention(
            id=numbered(self.report, index, draft.event, self.mentions), report=self.report.id,
            version=self.report.version, event=draft.event, sentence=index, evidence=tree.text, mode=draft.mode,
            context=actions.context(tree), status=draft.status, reciprocal=draft.reciprocal, actor=actor,
            recipient=recipient, date=date_, place=place, confidence=round(min(told, 0.99), 3),
        )  # fmt: skip
        self.mentions.append(mention)
        guests = [f.actor for f in drafts.guests(tree, draft) if f.code] or hosting.guests(mention)
        if len(guests) == 1 and draft.status == "done":
            self.memory.visitors = (guests[0],)
        if draft.reciprocal and draft.status == "done" and len({a.code for a in actor + recipient}) > 1:
            self.memory.pair = actor + recipient

    def _attended(self, index: int, tree: Tree, told: Sequence[attending.Attended]) -> None:
        """Who else was at the meeting told of last: another telling of it, with them."""
        met = attending.meeting(self.mentions, index) if told else None
        if met is None or (more := attending.together(told, met)) is None:
            return
        if met.sentence == index:
            self.mentions[self.mentions.index(met)] = more
            return
        name = numbered(self.report, index, "CONSULT", self.mentions)
        self.mentions.append(replace(more, id=name, sentence=index, evidence=tree.text, context=actions.context(tree)))

    def _statements(self, read: Sequence[Sentence]) -> Sequence[Statement]:
        told = [self._named(s) for s in statements.find(self.report, read)]
        return occasions.settle(told, self.mentions, [s.tree.text for s in read])

    def _named(self, statement: Statement) -> Statement:
        """A lead's "senior Chinese leader" is the compatriot the next sentence begins with."""
        speaker = statement.speaker
        following = self.subjects.get(1) if statement.sentence == 0 else None
        if INDEFINITE.search(speaker.text) and following is not None and following.code == speaker.code:
            speaker = following.actor(speaker.text)
        return replace(statement, speaker=speaker, about=_about(statement.words, speaker.code))

    def _inherited(
        self, draft: Draft, actor: tuple[Actor, ...], recipient: tuple[Actor, ...], place: Place | None
    ) -> tuple[When | None, Place | None]:
        """Day and place of an act that the report has told before, between the same."""
        mine = {a.key for a in actor + recipient}
        if draft.event in sides.SPOKEN and (meeting := self._meeting(actor, recipient)) is not None:
            return meeting.date, place or meeting.place
        for mention in reversed(self.mentions):
            theirs = {a.key for a in mention.actor + mention.recipient}
            same = mention.event == draft.event and mention.status == "done" and mine == theirs
            if same and len(mine) > 1 and fitting.places_fit(mention.place, place) is not None:
                return mention.date, place or mention.place
        return None, place

    def _meeting(self, actor: tuple[Actor, ...], recipient: tuple[Actor, ...]) -> Mention | None:
        """The meeting the report has told of last, where these two sides sat together; of states that are told without
        people, only the one it has just told of."""
        people = {a.key for a in actor if a.person}
        mine = {a.code for a in (*actor, *recipient) if a.code}
        for met in (m for m in reversed(self.mentions) if m.event == "CONSULT" and m.status == "done"):
            there = {a.code for a in (*met.actor, *met.recipient) if a.code}
            present = {a.key for a in (*met.actor, *met.recipient) if a.person}
            dated = met.date is not None and met.date.precision == "day"
            sure = met.confidence >= opposite.SURE
            if dated and sure and len(mine & there) > 1 and (not people or people & present):
                return met
            if not people:
                return None
        return None

    def _hold(self, index: int, text: str, seen: Sequence[Seen]) -> None:
        for holding in turnover.held(self.report, index, text, seen, self.anchor):
            kept = self.holdings.setdefault(holding.id, holding)
            if kept.since is None and holding.since is not None:
                self.holdings[holding.id] = replace(kept, since=holding.since, sentence=index)


def _first_pos(tree: Tree) -> str:
    return tree.tokens[0].pos if tree.tokens else ""


def _about(words: str, own: str | None) -> tuple[str, ...]:
    """The countries that words name, other than one."""
    return tuple(dict.fromkeys(c.code for c in countries.find(words) if c.code not in {own, "IGO"}))


def _written(report: Report) -> str | None:
    """The state that a report is written from, by its dateline."""
    if report.dateline is None or report.dateline.place is None:
        return Context([report.text]).home
    return choosing.state_of(report.dateline.place)


def _anchor(report: Report) -> date | None:
    """The day of the report: its dateline's, else the day of publication."""
    for text in (report.dateline.day if report.dateline else None, report.published):
        try:
            if day := times.day_of(text):
                return day
        except ValueError:
            continue
    return None
