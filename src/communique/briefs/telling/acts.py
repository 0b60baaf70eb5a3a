"""An event of the record told in our own words: who did what with whom, where, on which day, and who says so."""

import re
from collections.abc import Iterator, Sequence

from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.naming import Names
from communique.briefs.telling.patterns import Phrase, phrase
from communique.briefs.telling.retelling import Draft, retold
from communique.briefs.telling.wording import country, described, listed, nation, readable, tidy, when
from communique.model import Actor, Citation, Event, Mention, Place

CITED = 3
"""Reports cited for one event."""
ARRIVED = re.compile(r"\barriv\w+|\btouched down\b|\blanded\b", re.I)
VISITED = re.compile(r"\bvisit\w*\b", re.I)
TRAVELLED = re.compile(r"\b(?:travel\w*|flew|fly|went|trip|tour)\b", re.I)
RECEIVED = re.compile(r"\breceiv(?:ed|es|ing)\b|\bwas received\b|\bwelcomed\b", re.I)


def persons(actors: Sequence[Actor]) -> list[Actor]:
    """The people among actors."""
    return [actor for actor in actors if actor.person]


def subject_first(event: Event, lead: str | None) -> tuple[list[Actor], list[Actor]]:
    """The sides of an event, with the person the story is about (`lead`, a key) first where both act together."""
    actor, recipient = list(event.actor), list(event.recipient)
    if event.reciprocal and recipient and lead and any(a.key == lead for a in recipient):
        return recipient, actor
    return actor, recipient


def drafts(
    evidence: Evidence, event: Event, names: Names, turn: int, lead: str | None, after: Event | None
) -> Iterator[Draft]:
    """The drafts of one event, the fullest first: our own words with all the record has, then with less, then the
    sentence of a report retold. `after` is the event told just before."""
    told = evidence.told(event)
    if not told:
        return
    cited = chosen(evidence, [m for m in told if same_day(m, event)] or told)
    tellers = [voices.of(evidence.by_id[m.report], evidence.sentence(m.report, m.sentence)) for m in cited]
    yield from own_words(evidence, event, cited, tellers, names, turn, lead, after)
    for mention in told[:4]:
        yield from retold(evidence, evidence.by_id[mention.report], mention.sentence, names, turn)


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
    for shorter in range(4):
        memory = names.copy()
        core = clause(event, one, other, memory, said, shorter)
        if core is None:
            return
        where = place(event.place, said, after.place if after else None, venue=shorter != 1)
        told_when = when(event.date, year=not same_year(event, after)) if event.date else ""
        where = "" if event.place and re.search(rf"\b{re.escape(event.place.name)}\b", core) else where
        text = f"{core} {where} {told_when}" if turn % 2 == 0 or not told_when else f"{told_when}, {core} {where}"
        introduced = [a for a in persons([*one, *other]) if a.key not in names.named]
        citations = [c for m in cited if (c := evidence.citation(m.report, m.sentence))]
        citations += grounds(evidence, introduced, citations) if shorter < 3 else []
        yield Draft(
            text=tidy(voices.attributed(tidy(text), tellers, turn)),
            citations=tuple(citations),
            introduces=tuple(introduced),
        )


def clause(
    event: Event, one: list[Actor], other: list[Actor], names: Names, said: Sequence[str], shorter: int
) -> str | None:
    """Who did what with whom, without place and day; None where the record is too thin for words of our own."""
    if event.event != "CONSULT":
        found = phrase(event, said)
        return acted(found, one, other, names, shorter) if found else None
    people, others = persons(one), persons(other)
    if people and others:
        if event.mode == "phone":
            return f"{group(people, names, shorter)} spoke by telephone with {group(others, names, shorter)}"
        return f"{group(people, names, shorter)} met {group(others, names, shorter)}"
    if people and (verb := travelled(event, other, said)):
        return f"{group(people, names, shorter)} {verb}"
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


def acted(found: Phrase, one: list[Actor], other: list[Actor], names: Names, shorter: int) -> str | None:
    """A phrase of the table with its sides filled in."""
    if {a.code for a in one if a.code} & {a.code for a in other if a.code}:
        return None
    sides = [side_of(one, names, shorter), side_of(other, names, shorter)]
    if found.both:
        if not all(sides) or not all(any(is_country(a.code) for a in side) for side in (one, other)):
            return None
        return f"{sides[0]} and {sides[1]} {found.past}"
    if found.target and not sides[1]:
        return None
    return f"{sides[0]} {found.past}{f' {found.target} {sides[1]}' if found.target else ''}" if sides[0] else None


def side_of(actors: Sequence[Actor], names: Names, shorter: int) -> str:
    """One side of an act: its states, or its people where no state is named."""
    states = list(dict.fromkeys(nation(a) for a in actors if not a.person))
    if not states:
        states = list(dict.fromkeys(country(a.code) for a in actors if a.code and is_country(a.code)))
    if states:
        return listed(states[:4])
    people = persons(actors)
    return group(people, names, shorter) if people else ""


def group(people: Sequence[Actor], names: Names, shorter: int) -> str:
    """People as one phrase, named in full at first mention; `shorter` trims their offices step by step."""
    said = []
    for person in people[:3]:
        known = names.people.get(person.key, person)
        forms = readable(person.office or known.office)
        first = person.key not in names.named
        office = forms[min(shorter, len(forms) - 1)] if forms and first and shorter < 3 else ""
        said.append(
            described(person.name, office, person.code or known.code) if office else names.person(person, plain=True)
        )
    for person in people:
        names.mark(person)
    return listed([s.rstrip(",") for s in said[:-1]] + said[-1:])


def place(found: Place | None, said: Sequence[str], before: Place | None, *, venue: bool = True) -> str:
    """Where, as the reports support it: venue and town; nothing when the core says it already."""
    if found is None or not found.name:
        return ""
    town = f"in {found.name}"
    if venue and found.venue and any(found.venue in s for s in said):
        the = "" if re.match(r"the |[A-Z]\w+['’]s ", found.venue, re.I) else "the "
        return f"at {the}{found.venue} {town}"
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


def plans(evidence: Evidence, events: Sequence[Event], names: Names, turn: int) -> Iterator[list[Draft]]:
    """Planned visits of one traveller, told together; each item is the drafts of one sentence."""
    trips: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        goal = goal_of(event)
        if goal and event.actor and event.event == "CONSULT" and not persons(event.recipient):
            trips.setdefault(tuple(sorted(a.key for a in event.actor)), []).append(event)
    told: set[str] = set()
    for group_ in trips.values():
        goals = list(dict.fromkeys(g for e in group_ if (g := goal_of(e))))
        mentions = [m for e in group_ for m in evidence.told(e)]
        fresh = [g for g in goals if g not in told]
        if not mentions or not fresh:
            continue
        told.update(goals)
        cited = best_covering(evidence, mentions)
        sentences = [evidence.sentence(m.report, m.sentence) for m in cited]
        goals.sort(key=lambda goal: sentences[0].find(goal.removeprefix("the ")))
        whole = evidence.by_id[cited[0].report].text
        text = f"{traveller(group_[0].actor, names, sentences[0], whole)} to go on to {listed(goals)}"
        tellers = [voices.of(evidence.by_id[m.report], evidence.sentence(m.report, m.sentence)) for m in cited]
        citations = tuple(c for m in cited if (c := evidence.citation(m.report, m.sentence)))
        going = any(
            re.search(r"\b(?:go|travel|continue|move) on\b|\bcontinue in\b", evidence.sentence(m.report, m.sentence))
            for m in cited
        )
        forms = [text] if going else [text.replace("to go on to", "to visit")]
        made = [Draft(text=tidy(voices.attributed(tidy(f), tellers, turn)), citations=citations) for f in forms]
        for mention in mentions[:3]:
            made += list(retold(evidence, evidence.by_id[mention.report], mention.sentence, names, turn))
        yield made


def goal_of(event: Event) -> str | None:
    """Where a planned journey leads."""
    found = next((country(a.code) for a in event.recipient if a.code and is_country(a.code) and not a.person), None)
    if found is None and event.place and event.mode == "visit":
        return event.place.name
    return found


def traveller(actors: Sequence[Actor], names: Names, sentence: str, report: str) -> str:
    """Who is to travel, with the verb; the delegation where the report has one and the sentence not its head."""
    people = persons(actors)
    delegation = re.search(r"\bdelegation\b", report)
    if delegation and not any(part in sentence for p in people for part in p.name.split()):
        return "The delegation is"
    if people:
        return f"{listed([names.person(p, plain=True) for p in people[:3]])} {'is' if len(people) == 1 else 'are'}"
    text = actors[0].text
    if re.search(r"\bdelegation\b", text):
        return "The delegation is"
    return f"{nation(actors[0])} is"


def best_covering(evidence: Evidence, mentions: Sequence[Mention]) -> list[Mention]:
    """Up to two sentences that tell of most of these mentions."""
    counts: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions:
        counts.setdefault((mention.report, mention.sentence), []).append(mention)
    copies = {r.id for r in evidence.reports if r.copy_of}
    ranked = sorted(counts.items(), key=lambda i: (i[0][0] in copies, -len(i[1]), evidence.place[i[0][0]], i[0][1]))
    return [found[0] for _, found in ranked[:2]]
