"""Journeys that are planned, told together: who is to go where."""

import re
from collections.abc import Iterator, Sequence

from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.acts import persons
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import retold
from communique.briefs.telling.wording import country, listed, nation, tidy
from communique.model import Actor, Event, Mention

BRIEF = 24
"""Words of a report's sentence that is told rather than our own, which says no more than where somebody goes."""


CALLED_OFF = re.compile(
    r"\b(?:put off|postpon|call(?:ed)? off|cancel|shelved|scrapped|dropped (?:the|his|her|their)\b)"
)
"""What became of a plan, told in the sentence that tells of it."""


def plans(evidence: Evidence, events: Sequence[Event], names: Names) -> Iterator[list[Draft]]:
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
        if any(CALLED_OFF.search(evidence.sentence(m.report, m.sentence)) for m in mentions):
            continue
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
        made = [Draft(text=tidy(f"{f}."), citations=citations, tellers=tuple(tellers)) for f in forms]
        told_so = [d for m in mentions[:3] for d in retold(evidence, evidence.by_id[m.report], m.sentence, names)]
        short = [d for d in told_so if len(goals) == 1 and len(d.text.split()) <= BRIEF]
        yield [*short, *made, *told_so]


def goal_of(event: Event) -> str | None:
    """Where a planned journey leads: the town where it is known, else the country."""
    if event.place and event.place.country in {a.code for a in event.recipient}:
        return event.place.name
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
