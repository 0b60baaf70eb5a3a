"""The embedded writer: one story in, one brief out, the same bytes for the same story.

First what happened, in our own words from the record; then what was said; then the plans and the rest, retold and
attributed. Every sentence passes the gate before it is printed.
"""

import warnings
from collections.abc import Iterator, Sequence
from traceback import format_exception_only

from msgspec.structs import replace

from communique.briefs import choosing, copying, credits
from communique.briefs.background import background
from communique.briefs.body import Body, room
from communique.briefs.differing import developments, differences, overtaken
from communique.briefs.dossier import Dossier, Evidence
from communique.briefs.headline import borne, headline, lead_person, series
from communique.briefs.press import Contest, Gate, Press
from communique.briefs.standfirst import standfirst, tells_more
from communique.briefs.telling import acts, saying
from communique.briefs.telling.naming import Names
from communique.briefs.telling.offices import carded
from communique.briefs.updates.notices import corrections
from communique.briefs.updates.numbering import numbered
from communique.briefs.updates.revising import revised
from communique.model import Actor, Brief, Citation, Difference, Event, Participant, Said, Sentence, words_allowed

CARDS = 12
"""Cards of statements."""

WITHDRAWN = "This brief was withdrawn"


def compose(dossier: Dossier, gate: Gate | None = None) -> Brief:
    """The brief of a story. `gate` is asked for every sentence (by default `briefs.check.check`). With a previous brief
    that says the same, that one is given back unchanged; else the new one carries the next version number."""
    return Writing(dossier, gate or standard()).brief()


def composed(dossier: Dossier) -> Brief | None:
    """The same; None, with a warning that names the story, where writing fails: one story must never end the round for
    the others. What was printed of it before stays."""
    try:
        return compose(dossier)
    except Exception as error:
        why = "".join(format_exception_only(error)).strip()
        warnings.warn(
            f"the brief of {dossier.story} failed and is left as it was ({why})", RuntimeWarning, stacklevel=1
        )
        return None


class Writing:
    """One brief while it is being written. Without `sparing`, its sentences can be read apart: each is attributed."""

    def __init__(self, dossier: Dossier, gate: Gate, *, sparing: bool = True) -> None:
        self.dossier = dossier
        self.evidence = Evidence(dossier)
        self.names = Names(self.evidence.people.values(), self.evidence.text, self.evidence.countries)
        self.events = choosing.own(self.evidence)
        self.remarks = saying.remarks(self.evidence)
        self.differences = tuple(map(brief_form, differences(self.evidence)))
        self.names.aliases = other_names(self.differences)
        self.developments = developments(self.evidence)
        ledger = copying.Ledger(self.evidence.reports, dossier.allowances)
        contested = {
            (c.report, c.start): Contest(f"{d.slot} {d.about}", r.value, alone=d.slot in ("number", "day"))
            for d in self.differences if d.open for r in d.readings if not r.corrected for c in r.citations
        }  # fmt: skip
        passed = overtaken(self.evidence, self.developments)
        self.press = Press(self.evidence, gate, ledger, contested, passed, sparing=sparing)
        self.stale: dict[str, set[str]] = {}
        for (report, _), numbers in passed.items():
            self.stale.setdefault(report, set()).update(numbers)
        self.lead = lead_person(self.series()) or lead_person(self.events)
        self.told: list[Event] = []

    def brief(self) -> Brief:
        """What is written, within the allowances and in its place among the versions, with what still holds of the
        previous one. Where all reports are withdrawn, so is the brief."""
        if self.dossier.retracted and not self.evidence.reports:
            return numbered(self.withdrawn(), self.dossier.previous, self.dossier.now)
        brief = within(self.written(), self.evidence, self.dossier)
        brief = revised(brief, self.dossier.previous, self.evidence, self.press.gate)
        return numbered(brief, self.dossier.previous, self.dossier.now)

    def withdrawn(self) -> Brief:
        """A brief that says no more than why there is none."""
        previous, notices = self.dossier.previous, corrections(self.evidence, self.dossier.allowances)
        return Brief(
            story=self.dossier.story, headline=WITHDRAWN, state="withdrawn", corrections=notices,
            dates=previous.dates if previous else credits.dates(self.evidence, (), None),
        )  # fmt: skip

    def written(self) -> Brief:
        """Everything, in the order in which verbatim words are booked: notices, differences, headline, standfirst,
        what happened, the people, the rest of the body, the statements."""
        notices = corrections(self.evidence, self.dossier.allowances)
        self.press.ledger.keep(notice.text for notice in notices)
        self.press.ledger.keep(map(copying.shown, (*self.differences, *self.developments)))
        head = headline(self.evidence, self.events, self.names, self.holds, self.stale)
        self.press.ledger.take(head.text)
        self.names.hear(head.text)
        fresh = self.names.copy()
        with self.press.apart():
            stand = standfirst(self.evidence, self.events, self.remarks, head, self.press, fresh)
        body = Body(self, stand)
        happened = body.happened(head)
        untold = [e for e in head.events if len(head.events) > 1 and not any(e is told for told in self.told)]
        if untold and self.told:
            kept = [e for e in self.events if not any(e is missing for missing in untold)]
            head = headline(self.evidence, kept, self.names, self.holds, self.stale)
        quoting = bool(happened) and happened[0].text.startswith(('"', "“"))
        if not stand and len(happened) > 1 and not quoting and tells_more(happened[0], head.text):
            stand, happened = (happened[0],), happened[1:]
        participants = self.participants()
        paragraphs = body.further(happened)
        lines, witnesses = credits.credits(self.evidence)
        return Brief(
            story=self.dossier.story, headline=borne(head, [s.text for p in (stand, *paragraphs) for s in p]),
            standfirst=stand, body=paragraphs,
            participants=participants, statements=self.statements(), differences=self.differences,
            developments=self.developments,
            background=background(self.evidence, [s.text for p in paragraphs for s in p]),
            sources=lines, corrections=notices, witnesses=witnesses,
            dates=credits.dates(self.evidence, self.events, None),
        )  # fmt: skip

    def holds(self, claim: str, events: Sequence[Event]) -> bool:
        """Whether the gate has nothing against a claim beside the reports that tell of some events."""
        return self.press.holds(claim, [m.report for e in events for m in self.evidence.told(e)])

    def series(self) -> Sequence[Event]:
        """The meetings the headline counts: each is told, whatever words they share."""
        return series(self.evidence, self.events) or self.events[:1]

    def room(self, before: Sequence[Sentence]) -> int:
        """How many words the body may still grow by."""
        return room(self.evidence, before)

    def participants(self) -> tuple[Participant, ...]:
        """Everyone in what is told, in the order they appear, each once; where nobody is, everyone in what was done."""
        found: dict[str, tuple[Actor, Event]] = {}
        happened = choosing.happenings(self.evidence, self.events)
        for done in (self.told, happened, [e for e in self.events if e.status in ("done", "ongoing")]):
            for event in () if found else done:
                for actor in (*event.actor, *event.recipient):
                    if actor.person:
                        found.setdefault(actor.key, (actor, event))
        whole = [set(actor.name.split()) for actor, _ in found.values() if len(actor.name.split()) > 1]
        kept = {k: v for k, v in found.items() if len(v[0].name.split()) > 1 or not any(v[0].name in w for w in whole)}
        named = {actor.name for actor, _ in kept.values()}
        doubles = {alias for alias, name in self.names.aliases.items() if name in named}
        return tuple(self.participant(actor, event) for actor, event in kept.values() if actor.name not in doubles)

    def participant(self, actor: Actor, event: Event) -> Participant:
        """A person's card, with the first form of the office that costs no word of the allowances, else the first that
        they leave room for: what is left is for what happened and was said."""
        known = self.evidence.people.get(actor.key, actor)
        held = carded(actor.office) or carded(known.office)
        forms = [form for form in held if self.press.ledger.fits(form)]
        free = [form for form in forms if not self.press.ledger.cost(form)]
        office = next(iter([*free, *forms]), None)
        self.press.ledger.take(office or "")
        code = actor.code or known.code or self.names.land(actor) or self.evidence.hosts.get(actor.key)
        mentions = acts.chosen(self.evidence, self.evidence.told(event))[:1]
        citations: list[Citation] = [c for m in mentions if (c := self.evidence.citation(m.report, m.sentence))]
        citations += acts.grounds(self.evidence, [replace(actor, office=actor.office or known.office)], citations)
        return Participant(name=actor.name, key=actor.key, code=code, office=office, citations=tuple(citations))

    def statements(self) -> tuple[Said, ...]:
        """The cards of what was said, as many as the allowances leave room for."""
        cards: list[Said] = []
        for remark in self.remarks:
            made = saying.card(self.evidence, remark)
            if len(cards) < CARDS and self.press.ledger.fits(made.words):
                self.press.ledger.take(made.words)
                cards.append(made)
        return tuple(cards)


def other_names(found: Sequence[Difference]) -> dict[str, str]:
    """By name, the one that the brief calls somebody by on whose name reports differ: the first given."""
    readings = [[r.value for r in d.readings if not r.corrected] for d in found if d.slot == "name" and d.open]
    return {other: names[0] for names in readings for other in names[1:]}


def brief_form(found: Difference) -> Difference:
    """A difference with long offices as a card has them: what is left of the allowances is for the text."""
    if found.slot != "office":
        return found
    readings = (replace(r, value=(carded(r.value) or [r.value])[:2][-1]) for r in found.readings)
    return replace(found, readings=tuple(readings))


def within(brief: Brief, evidence: Evidence, dossier: Dossier) -> Brief:
    """The brief cut back, from its last sentence on, until no report is copied beyond its allowance: runs that only
    arise where two sentences meet are seen here. What takes nothing from such a report stays."""
    for report in evidence.reports:
        most = words_allowed(dossier.allowances.get(report.id))
        while most is not None and (much := copying.copied(brief, report)) > most:
            shorter = next((one for one in without_one(brief) if copying.copied(one, report) < much), None)
            if shorter is None:
                break
            brief = shorter
    return brief


def without_one(brief: Brief) -> Iterator[Brief]:
    """The brief without one card of a statement or one sentence of the body, the last first; a sentence remains."""
    for at in reversed(range(len(brief.statements))):
        yield replace(brief, statements=brief.statements[:at] + brief.statements[at + 1 :])
    spots = [(p, n) for p, paragraph in enumerate(brief.body) for n in range(len(paragraph))]
    for p, n in reversed(spots[1:]):
        kept = brief.body[p][:n] + brief.body[p][n + 1 :]
        yield replace(brief, body=brief.body[:p] + ((kept,) if kept else ()) + brief.body[p + 1 :])


def standard() -> Gate:
    """The gate."""
    from communique.briefs.check import check

    return check
