"""An event of the record told in our own words: who did what with whom, where, on which day, and who says so."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.clauses import clause_day, main_clause
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.mentions import full_names
from communique.briefs.telling.naming import Names
from communique.briefs.telling.offices import readable
from communique.briefs.telling.patterns import Phrase, phrase
from communique.briefs.telling.retelling import CREDIT, overtaken, retold
from communique.briefs.telling.wording import country, described, listed, nation, possessive, tidy, when
from communique.model import Actor, Citation, Event, Mention, Place, Report

CITED = 3
"""Reports cited for one event."""
SHORT = 24
"""Words of a main clause that is told for itself."""


class Form(NamedTuple):
    """How full an act is told: which form of the office each side gets (None: only the country), and the venue."""

    one: int | None
    other: int | None
    venue: bool = True


FORMS = (
    Form(0, 0), Form(1, 1), Form(0, 0, venue=False), Form(2, 2), Form(0, None), Form(None, 0), Form(None, None),
    Form(None, None, venue=False),
)  # fmt: skip
FURTHER = re.compile(r"\b(?:that|which|who|whom|whose|where|to [a-z]+)\b")
"""A clause within the act told: a day behind it would be that clause's day."""
UNFINISHED = re.compile(r"^(?:Early|Late) (?:it|he|she|they|the)\b|\b(?:described|called|termed|dubbed|labelled)\W*$")
"""A main clause of which its day, or what something is called, was cut off."""
ARRIVED = re.compile(r"\barriv\w+|\btouched down\b|\blanded\b", re.I)
VISITED = re.compile(r"\bvisit\w*\b", re.I)
TRAVELLED = re.compile(r"\b(?:travel\w*|flew|fly|went|trip|tour)\b", re.I)
RECEIVED = re.compile(r"\breceiv(?:ed|es|ing)\b|\bwas received\b|\bwelcomed\b", re.I)


def persons(actors: Sequence[Actor]) -> list[Actor]:
    """The people among actors."""
    return [actor for actor in actors if actor.person and len(actor.name.strip(" .")) > 2]


def subject_first(event: Event, lead: str | None) -> tuple[list[Actor], list[Actor]]:
    """The sides of an event, with the person the story is about (`lead`, a key) first where both act together."""
    actor, recipient = list(event.actor), list(event.recipient)
    if event.reciprocal and recipient and lead and any(a.key == lead for a in recipient):
        return recipient, actor
    return actor, recipient


def drafts(
    evidence: Evidence, event: Event, names: Names, turn: int, lead: str | None, after: Event | None,
    spot: tuple[str, int] | None = None,
) -> Iterator[Draft]:  # fmt: skip
    """The drafts of one event, the fullest first: our own words with all the record has, then with less, then the
    sentence of a report retold, the one at `spot` whole and before others. `after` is the event told just before."""
    told = evidence.told(event)
    if not told:
        return
    cited = chosen(evidence, [m for m in told if same_day(m, event)] or told)
    tellers = [voices.of(evidence.by_id[m.report], evidence.sentence(m.report, m.sentence)) for m in cited]
    yield from own_words(evidence, event, cited, tellers, names, turn, lead, after)
    for mention in sorted(told[:4], key=lambda m: (m.report, m.sentence) != spot):
        if spot == (mention.report, mention.sentence):
            yield from retold(evidence, evidence.by_id[mention.report], mention.sentence, names, whole=True)
        if not persons(event.actor) or not persons(event.recipient):
            yield from in_short(evidence, evidence.by_id[mention.report], mention.sentence, names, turn)
        yield from retold(evidence, evidence.by_id[mention.report], mention.sentence, names)


def told_plainly(evidence: Evidence, event: Event) -> bool:
    """Whether the record carries words of our own for an event."""
    if event.event == "CONSULT":
        return bool(persons(event.actor) and persons(event.recipient))
    return phrase(event, [evidence.sentence(m.report, m.sentence) for m in evidence.told(event)[:3]]) is not None


def in_short(evidence: Evidence, report: Report, index: int, names: Names, turn: int) -> Iterator[Draft]:
    """The main clause of a sentence with its day, told in another order than the report's."""
    if overtaken(evidence, report, index):
        return
    raw = evidence.sentence(report.id, index)
    citation = evidence.citation(report.id, index)
    text = voices.without_attribution(raw, report)
    found = main_clause(text)
    if found is None or citation is None or not 5 <= len(found.text.split()) <= SHORT or report not in evidence.english:
        return
    if UNFINISHED.search(found.text):
        return
    core = absolute_days(found.text, evidence.anchor(report.id))
    day = clause_day(text)
    told_when = absolute_days(day, evidence.anchor(report.id)) if day else ""
    credit = CREDIT.search(text)
    if core is None or told_when is None or not stands_alone(f"{core}.", names.told):
        return
    if credit is not None and credit["who"] not in core:
        return
    core, introduced = full_names(core, names)
    last = turn % 2 == 0 and not FURTHER.search(found.rest)
    made = f"{core} {told_when}" if last or not told_when else f"{told_when}, {core}"
    voice = voices.of(report, raw)
    yield Draft(text=tidy(f"{made}."), citations=(citation,), introduces=introduced, tellers=(voice,))


def same_day(mention: Mention, event: Event) -> bool:
    """Whether a mention does not put the event on other days than the record has settled on."""
    mine, settled = mention.date, event.date
    return mine is None or settled is None or (mine.start <= settled.end and settled.start <= mine.end)


def own_words(
    evidence: Evidence, event: Event, cited: Sequence[Mention], tellers: Sequence[voices.Voice], names: Names,
    turn: int, lead: str | None, after: Event | None,
) -> Iterator[Draft]:  # fmt: skip
    """The drafts that are made from the record alone."""
    one, other = subject_first(event, lead)
    said = [evidence.sentence(m.report, m.sentence) for m in cited]
    made: set[str] = set()
    for form in FORMS:
        memory = names.copy()
        core = clause(event, one, other, memory, said, form)
        if core is None:
            return
        where = place(event.place, said, after.place if after else None, venue=form.venue)
        told_when = when(event.date, year=not same_year(event, after)) if event.date else ""
        where = "" if event.place and voices.stands(event.place.name, core) else where
        text = f"{core} {where} {told_when}" if turn % 2 == 0 or not told_when else f"{told_when}, {core} {where}"
        if text in made:
            continue
        made.add(text)
        introduced = [a for a in persons([*one, *other]) if a.key not in names.named]
        citations = [c for m in cited if (c := evidence.citation(m.report, m.sentence))]
        citations += grounds(evidence, introduced, citations) if form != FORMS[-1] else []
        citations += placed(evidence, event, citations) if where else []
        yield Draft(
            text=tidy(f"{text}."), citations=tuple(citations), introduces=tuple(introduced), tellers=tuple(tellers),
            own=True,
        )  # fmt: skip


def clause(
    event: Event, one: list[Actor], other: list[Actor], names: Names, said: Sequence[str], form: Form
) -> str | None:
    """Who did what with whom, without place and day; None where the record is too thin for words of our own."""
    if event.event != "CONSULT":
        found = phrase(event, said)
        return acted(found, one, other, names, form) if found else None
    people, others = persons(one), persons(other)
    if people and others:
        if event.mode == "phone":
            return f"{group(people, names, form.one)} spoke by telephone with {group(others, names, form.other)}"
        return f"{group(people, names, form.one)} met {group(others, names, form.other)}"
    if people and (verb := travelled(event, other, said)):
        return f"{group(people, names, form.one)} {verb}"
    return None


def same_year(event: Event, after: Event | None) -> bool:
    """Whether the year of an event has just been said."""
    days = [e.date for e in (event, after) if e is not None and e.date is not None]
    return len(days) == 2 and len({d.start[:4] for d in days} | {days[0].end[:4]}) == 1


def travelled(event: Event, other: Sequence[Actor], said: Sequence[str]) -> str | None:
    """`arrived` where the place follows, or `visited Vietnam`."""
    if event.mode not in (None, "visit"):
        return None
    text = " ".join(said)
    if ARRIVED.search(text) and event.place:
        return "arrived"
    goal = next(
        (country(a.code) for a in other if a.code and is_country(a.code)), event.place.name if event.place else None
    )
    if goal and VISITED.search(text):
        return f"visited {goal}"
    return f"travelled to {goal}" if goal and TRAVELLED.search(text) else None


def acted(found: Phrase, one: list[Actor], other: list[Actor], names: Names, form: Form) -> str | None:
    """A phrase of the table with its sides filled in."""
    if {a.code for a in one if a.code} & {a.code for a in other if a.code}:
        return None
    sides = [side_of(one, names, form.one), side_of(other, names, form.other)]
    if found.both:
        if not all(sides) or not all(any(is_country(a.code) for a in side) for side in (one, other)):
            return None
        return f"{listed([part for side in sides for part in side])} {found.past}"
    if not sides[0] or (found.target and not sides[1]):
        return None
    return f"{listed(sides[0])} {found.past}{f' {found.target} {listed(sides[1])}' if found.target else ''}"


def side_of(actors: Sequence[Actor], names: Names, office: int | None) -> list[str]:
    """One side of an act: its states, or its people where no state is named."""
    states = list(dict.fromkeys(nation(a) for a in actors if not a.person))
    if not states:
        states = list(dict.fromkeys(country(a.code) for a in actors if a.code and is_country(a.code)))
    people = persons(actors)
    return states[:4] or ([group(people, names, office)] if people else [])


def group(people: Sequence[Actor], names: Names, office: int | None) -> str:
    """People as one phrase, named in full at first mention: with the `office`-th form of their offices, or with their
    country alone."""
    said = []
    for person in people[:3]:
        known = names.people.get(person.key, person)
        forms = readable(known.office or person.office)
        if person.key in names.named:
            said.append(names.person(person))
        elif forms and office is not None:
            said.append(described(person.name, forms[min(office, len(forms) - 1)], names.land(person)))
        else:
            said.append(countryman(person.name, names.land(person)))
    for person in people:
        names.mark(person)
    return listed([s.rstrip(",") for s in said[:-1]] + said[-1:])


def countryman(name: str, code: str | None) -> str:
    """`China's Wang Yi`, `Jake Sullivan of the United States`; the name alone where the country is not known."""
    if not code or not is_country(code):
        return name
    long = country(code)
    return f"{name} of {long}" if long.startswith("the ") else f"{possessive(long)} {name}"


def place(found: Place | None, said: Sequence[str], before: Place | None, *, venue: bool = True) -> str:
    """Where, as the reports support it: venue and town; nothing when the core says it already."""
    if found is None or not found.name:
        return ""
    town = f"in {found.name}"
    if venue and found.venue and any(found.venue in s for s in said):
        the = "the " if any(f"the {found.venue}" in s for s in said) else ""
        return f"at {the}{found.venue}{f' {town}' if found.name != found.venue else ''}"
    return town


def grounds(evidence: Evidence, people: Sequence[Actor], cited: Sequence[Citation]) -> list[Citation]:
    """The sentences in which the offices of these people stand, where none cited has them yet."""
    found: list[Citation] = []
    reports = {c.report for c in cited}
    for person in people:
        holdings = [h for h in evidence.holdings.get(person.key, ()) if not person.office or h.office == person.office]
        holdings.sort(key=lambda h: (h.report not in reports, evidence.place[h.report], h.sentence, h.id))
        if holdings:
            citation = evidence.citation(holdings[0].report, holdings[0].sentence)
            if citation and citation not in cited and citation not in found:
                found.append(citation)
    return found


def placed(evidence: Evidence, event: Event, cited: Sequence[Citation]) -> list[Citation]:
    """A sentence that names the town of an event, where none cited does: of its other mentions, else the nearest to one
    in its own report."""
    town = event.place.name if event.place else ""
    told = evidence.told(event)
    spots = [(m.report, m.sentence + step) for step in (0, -1, 1, -2, 2) for m in told]
    if any(voices.stands(town, evidence.by_id[c.report].text[c.start : c.end]) for c in cited):
        return []
    found = (evidence.citation(*s) for s in spots if s[1] >= 0 and voices.stands(town, evidence.sentence(*s)))
    return [c for c in found if c][:1]


def chosen(evidence: Evidence, told: Sequence[Mention]) -> list[Mention]:
    """The mentions to cite: one a report, originals before copies, the best agreeing first; agencies' own voices kept
    apart."""
    people = max((len(whom(mention)) for mention in told), default=0)
    firsts: dict[str, Mention] = {}
    for mention in (m for m in told if len(whom(m)) >= min(people, 2)):
        firsts.setdefault(mention.report, mention)
    found = [m for m in firsts.values() if not evidence.by_id[m.report].copy_of] or list(firsts.values())
    dated = [m for m in found if m.date is not None] or found
    return (dated + [m for m in found if m not in dated])[:CITED] if len(dated) < 2 else dated[:CITED]


def whom(mention: Mention) -> set[str]:
    """The keys of the people in a mention."""
    return {actor.key for actor in persons((*mention.actor, *mention.recipient))}
