"""What a brief is written from: everything the desk knows of one story, as values, and the order it is read in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from msgspec.structs import replace

from communique import times
from communique.briefs.telling import offices
from communique.lexicon import countries, sentences
from communique.model import (
    Actor,
    Agreement,
    Brief,
    Citation,
    Event,
    Holding,
    Mention,
    Noun,
    Recorded,
    Report,
    Statement,
    slug,
)

NOTICE = re.compile(
    r"^(?:(?:corrections?|clarifications?|editor['’]?s note|source)\b\s*:|\(?(?:update[sd]?|correct(?:s|ed)"
    r"|recasts|adds)"
    r" (?:with|to|throughout|in|byline|headline|paragraphs?|quotes?|details?|lead|background)\b)",
    re.I,
)
"""How a paragraph begins that speaks of the report and not of the world."""
DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ .,'’/]{2,40}(?:, [A-Z][a-z]+)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([^)]{2,40}\))?"
    r"|\([A-Z][^)]{1,40}\)) (?:-|–|—|--) "
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,30}, [A-Z][a-z]{2,8}\.? \d{1,2}(?: ?\([^)]{2,40}\))?: "
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,30}: (?=[A-Z])|^[A-Z][a-z]{2,8}\.? \d{1,2} \([^)]{2,40}\) (?:-|–|—|--) "
)
"""Town, day and agency before the first sentence."""


class Elsewhere(Noun):
    """What the record holds from other stories, besides events, on the countries and people of one: since when it is
    kept (`since`, the first day of any report), `agreements`, `holdings` that tell of a beginning, `statements` of two
    sides about each other, latest first, and the `reports` these are read from."""

    since: str | None = None
    agreements: tuple[Agreement, ...] = ()
    holdings: tuple[Holding, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()


class Dossier(Noun):
    """One story as values: the newest versions of its `reports` (copies and origins marked), what was `recorded` from
    each, the `events` joined from that, `earlier` events of other stories and what else they tell (`elsewhere`) for
    background, the `previous` brief, the
    desk's `now` (RFC 3339, used for `updated` only), and the `allowances`: by report id, the words a brief may take
    verbatim (a number as text, `full` or `headline`; 60 where it is not given). Reports that are `mute` are listed and
    not retold; those that are `retracted`, in the version that says so, are neither. `printings` are the older versions
    that the previous brief cites, `undone` the mentions of events that an editor took out of the record. `former` are
    printings that their publishers corrected, with what was recorded from them. `forgot` are decisions, with their
    times, by which people were removed whom the story named."""

    story: str
    reports: tuple[Report, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    events: tuple[Event, ...] = ()
    earlier: tuple[Event, ...] = ()
    elsewhere: Elsewhere = Elsewhere()
    previous: Brief | None = None
    now: str = ""
    allowances: Mapping[str, str] = {}
    mute: frozenset[str] = frozenset()
    retracted: tuple[Report, ...] = ()
    printings: tuple[Report, ...] = ()
    undone: frozenset[str] = frozenset()
    former: tuple[tuple[Report, Recorded], ...] = ()
    forgot: tuple[tuple[int, str], ...] = ()


class Evidence:
    """A dossier in reading order, with what is looked up again and again. The order of the reports, and with it every
    byte of the brief, comes from (published, id) and never from the order they were handed over in. `forms` are those
    of sentences (report, index, whether whole) that `telling.retelling` has begun to make."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        unique = {report.id: report for report in dossier.reports}
        self.reports = [
            _split(r) for r in sorted(unique.values(), key=lambda r: times.order_of(_known(r.published), r.id))
        ]
        self._told: dict[str, list[Mention]] = {}
        self._sentences: dict[tuple[str, int], str] = {}
        self._usable: dict[tuple[str, int], bool] = {}
        self.forms: dict[tuple[str, int, bool], Iterable[str]] = {}
        self.place = {report.id: index for index, report in enumerate(self.reports)}
        self.by_id = {report.id: report for report in self.reports}
        recorded = {r.report: r for r in dossier.recorded if r.report in self.place}
        self.recorded = [recorded[report.id] for report in self.reports if report.id in recorded]
        self._recorded = recorded
        self.mentions: dict[str, Mention] = {m.id: m for r in self.recorded for m in r.mentions}
        self.statements: list[Statement] = [
            s
            for r in self.recorded
            if r.report not in dossier.mute
            for s in sorted(r.statements, key=lambda s: (s.start, s.end, s.id))
        ]

    @cached_property
    def events(self) -> list[Event]:
        """Events in the order they happened: dated ones by day, then by the report that first tells of them."""
        return sorted(self.dossier.events, key=self._order)

    @cached_property
    def holdings(self) -> dict[str, list[Holding]]:
        """By person, the offices reported in sentences that speak of the world."""
        found: dict[str, list[Holding]] = {}
        for recorded in self.recorded:
            for holding in (h for h in recorded.holdings if h.tells == "holds"):
                if self.usable(holding.report, holding.sentence):
                    found.setdefault(slug(holding.person), []).append(holding)
        return found

    @cached_property
    def english(self) -> list[Report]:
        """The reports whose words may stand in an English brief."""
        return [
            report
            for report in self.reports
            if (report.language or "en").lower().startswith("en") and report.id not in self.dossier.mute
        ]

    @cached_property
    def text(self) -> str:
        """All English reports as one text, to ask whether a form of a name is used at all."""
        return "\n".join(report.text for report in self.english)

    @cached_property
    def length(self) -> int:
        """The words of the English originals."""
        return sum(len(report.text.split()) for report in self.english if report.copy_of is None)

    @cached_property
    def people(self) -> dict[str, Actor]:
        """Everyone in an event or with a statement by key, as first told of and with an office where one is known."""
        found: dict[str, Actor] = {}
        actors = [a for e in self.events for a in (*e.actor, *e.recipient)] + [s.speaker for s in self.statements]
        for actor in actors:
            known = found.get(actor.key)
            if actor.person and (known is None or (known.office is None and actor.office)):
                found[actor.key] = actor
        return {key: replace(person, office=self._office(person)) for key, person in found.items()}

    def _office(self, person: Actor) -> str | None:
        """The office that most reports give, the one first told of among several; none that breaks off."""
        given: dict[str, set[str]] = {}
        for holding in (h for h in self.holdings.get(person.key, ()) if offices.whole(h.office)):
            given.setdefault(holding.office, set()).add(holding.report)
        most = max((len(reports) for reports in given.values()), default=0)
        often = [office for office, reports in given.items() if len(reports) == most]
        broken = person.office and not offices.whole(person.office)
        return person.office if (most < 2 and not broken) or not often or person.office in often else often[0]

    def recorded_of(self, report: str) -> Recorded | None:
        """What the record took from a report."""
        return self._recorded.get(report)

    @cached_property
    def previews(self) -> frozenset[str]:
        """The reports that were printed before the day on which the act that most of them tell of was done: what they
        say of it is what was still to come."""
        done = [e for e in self.events if e.status == "done" and e.date and e.date.precision == "day"]
        counts = {e.id: len({m.report for m in self.told(e)}) for e in done}
        main = min(done, key=lambda e: (-counts[e.id], e.date.start if e.date else "", e.id), default=None)
        days = {r.id: d.isoformat() for r in self.reports if (d := self.anchor(r.id))}
        alone = main is not None and counts[main.id] < 2 < sum(not r.copy_of for r in self.reports)
        if main is None or main.date is None or alone or not any(d >= main.date.start for d in days.values()):
            return frozenset()
        return frozenset(name for name, d in days.items() if d < main.date.start)

    @cached_property
    def countries(self) -> dict[str, str]:
        """By person, the country that the record of two reports and more gives, where none gives another."""
        found: dict[str, dict[str, set[str]]] = {}
        for recorded in self.recorded:
            actors = [a for m in recorded.mentions for a in (*m.actor, *m.recipient)]
            for actor in (*actors, *(s.speaker for s in recorded.statements)):
                if actor.person and actor.code:
                    found.setdefault(actor.key, {}).setdefault(actor.code, set()).add(recorded.report)
        sole = {key: next(iter(codes.items())) for key, codes in found.items() if len(codes) == 1}
        return {key: code for key, (code, reports) in sole.items() if len(reports) > 1}

    @cached_property
    def hosts(self) -> dict[str, str]:
        """By person without a country, the state in whose capital somebody of another state was received by him on a
        visit there."""
        done = [e for e in self.events if e.event == "CONSULT" and e.status == "done" and e.date]
        found: dict[str, str] = {}
        for event in done:
            for mine, theirs in ((event.actor, event.recipient), (event.recipient, event.actor)):
                guests = {a.key: a.code for a in theirs if a.person and a.code}
                near = [e.place for e in done if e.place and _day(e) == _day(event) and guests.keys() & _keys(e)]
                towns = {(p.name, p.country) for p in ([event.place] if event.place else near)}
                for host in (a for a in mine if a.person and not a.code and a.office):
                    (town, code), *others = towns or {("", None)}
                    if (
                        guests
                        and code
                        and not others
                        and code not in guests.values()
                        and countries.capital(code) == town
                    ):
                        found.setdefault(host.key, code)
        return found

    def told(self, event: Event) -> list[Mention]:
        """The mentions an event rests on that can be found again, in reading order; best agreement with it first."""
        if event.id in self._told:
            return self._told[event.id]
        found = [self.mentions[m] for m in event.evidence if m in self.mentions]
        found = [m for m in found if m.report in self.by_id and self.usable(m.report, m.sentence)]
        found.sort(key=lambda m: (-_agreement(m, event), self.place[m.report], m.sentence, m.id))
        return self._told.setdefault(event.id, found)

    def sentence(self, report: str, index: int) -> str:
        """The words of a stored sentence, without a dateline; empty where there is none."""
        if (report, index) not in self._sentences:
            found = self.by_id.get(report)
            there = found is not None and 0 <= index < len(found.sentences)
            text = without_dateline(found, found.sentence(index)).strip() if found and there else ""
            self._sentences[report, index] = text
        return self._sentences[report, index]

    def usable(self, report: str, index: int) -> bool:
        """Whether a sentence speaks of the world: no correction note, no source line, nothing of a mute report."""
        if (report, index) not in self._usable:
            self._usable[report, index] = self._speaks(report, index)
        return self._usable[report, index]

    def _speaks(self, report: str, index: int) -> bool:
        found = self.by_id.get(report)
        if found is None or report in self.dossier.mute or not 0 <= index < len(found.sentences):
            return False
        start = found.sentences[index].start
        paragraph = found.text.rfind("\n", 0, start) + 1
        return not NOTICE.match(found.text[paragraph : start + 40].lstrip())

    def citation(self, report: str, index: int) -> Citation | None:
        """The citation of a stored sentence."""
        found = self.by_id.get(report)
        if found is None or not 0 <= index < len(found.sentences):
            return None
        span = found.sentences[index]
        return Citation(report=report, version=found.version, start=span.start, end=span.end)

    def anchor(self, report: str) -> date | None:
        """The day from which "on Thursday" is counted in this report."""
        return self._days.get(report)

    @cached_property
    def last(self) -> date | None:
        """The last day on which any report was printed."""
        return max(filter(None, self._days.values()), default=None)

    @cached_property
    def _days(self) -> dict[str, date | None]:
        return {report.id: day(report.published) for report in self.reports}

    def _order(self, event: Event) -> tuple[str, str, int, int, str]:
        told = min(((self.place[m.report], m.sentence) for m in self.told(event)), default=(len(self.reports), 0))
        return event.date.start if event.date else "9999", event.date.end if event.date else "9999", *told, event.id


def _day(event: Event) -> str:
    return event.date.start if event.date else ""


def _keys(event: Event) -> set[str]:
    return {a.key for a in (*event.actor, *event.recipient) if a.person}


def day(text: str | None) -> date | None:
    """The calendar day of a report time; None for an unknown or unreadable one."""
    try:
        return times.day_of(text)
    except ValueError:
        return None


def without_dateline(report: Report, text: str) -> str:
    """A sentence without the dateline it may begin with."""
    dateline = report.dateline.text if report.dateline else ""
    if dateline and text.startswith(dateline):
        return text[len(dateline) :].lstrip(" -–—:,")
    return DATELINE.sub("", text, count=1)


def is_country(code: str | None) -> bool:
    """Whether a code names a country we can name."""
    return code is not None and code in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(countries.codes())


def _known(published: str | None) -> str | None:
    return published if day(published) else None


def _split(report: Report) -> Report:
    if report.sentences or not report.text:
        return report
    return replace(report, sentences=sentences.split(report.text, report.language))


def _agreement(mention: Mention, event: Event) -> float:
    """How much of the event this mention itself says: people first, then day, place and venue."""
    names = {a.key for a in (*event.actor, *event.recipient)}
    own = {a.key for a in (*mention.actor, *mention.recipient)}
    score = 2.0 * len(names & own) / max(1, len(names))
    if event.date and mention.date:
        score += 1.0 if (event.date.start, event.date.end) == (mention.date.start, mention.date.end) else -1.0
    if event.place and mention.place and event.place.name == mention.place.name:
        score += 0.5 + 0.4 * (event.place.venue is not None and event.place.venue == mention.place.venue)
    return score - (1.0 if mention.status != event.status else 0.0)
