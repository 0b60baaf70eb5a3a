"""The standfirst: one or two sentences that say more than the headline and less than the body."""

from collections.abc import Iterator, Sequence

from communique.briefs import choosing
from communique.briefs.dossier import Evidence
from communique.briefs.headline import lead_person, series
from communique.briefs.press import Press
from communique.briefs.telling import acts, saying, voices
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import Draft, retold
from communique.briefs.telling.saying import Remark
from communique.briefs.telling.wording import listed, tidy, when
from communique.model import Event, Sentence, When

LONGEST = 36
"""Words of a remark that may stand there."""


def standfirst(
    evidence: Evidence, events: Sequence[Event], remarks: Sequence[Remark], press: Press, names: Names
) -> tuple[Sentence, ...]:
    """Who met whom and when where there were several meetings; then what was said, or what comes next."""
    memory = names.copy()
    told: list[Sentence] = []
    meetings = series(evidence, events)
    if meetings and (sentence := press.first(summary(evidence, meetings), memory, repeat=True)):
        told.append(sentence)
    for drafts in further(evidence, events, remarks, memory, bool(meetings)):
        if len(told) >= (2 if meetings else 1):
            break
        if sentence := press.first(drafts, memory):
            told.append(sentence)
    if not told and (sentence := press.first(plain(evidence, events, names), memory, repeat=True)):
        told.append(sentence)
    return tuple(told)


def plain(evidence: Evidence, events: Sequence[Event], names: Names) -> Iterator[Draft]:
    """The first happening once more, without offices: where there is nothing else to say."""
    for event in choosing.happenings(evidence, events)[:3]:
        yield from list(acts.drafts(evidence, event, names, 0, None, None))[3:]


def further(
    evidence: Evidence, events: Sequence[Event], remarks: Sequence[Remark], names: Names, meetings: bool
) -> Iterator[Iterator[Draft] | list[Draft]]:
    """What else may stand there: plans after several meetings, else the first remark; then the best sentences."""
    if meetings:
        yield from acts.plans(evidence, choosing.planned(events), names, 1)
    for remark in remarks[:3]:
        yield (draft for draft in saying.drafts(evidence, remark, names, 1) if len(draft.text.split()) <= LONGEST)
    for report, index in choosing.ranked(evidence)[:10]:
        yield retold(evidence, report, index, names, 1)


def summary(evidence: Evidence, meetings: Sequence[Event]) -> Iterator[Draft]:
    """`Kim Song Nam met Wang Huning, … and Wang Yi in Beijing between 21 and 23 March 2024.`"""
    lead = lead_person(meetings)
    others: list[str] = []
    for event in meetings:
        one, other = acts.subject_first(event, lead)
        if not any(a.key == lead for a in one):
            return
        others += [a.name for a in acts.persons(other)]
    person = evidence.people.get(lead or "")
    cited = [acts.chosen(evidence, evidence.told(event))[:1] for event in meetings]
    citations = [c for found in cited for m in found if (c := evidence.citation(m.report, m.sentence))]
    if person is None or len(citations) < len(meetings):
        return
    days = [e.date for e in meetings if e.date]
    span = when(When(start=min(d.start for d in days), end=max(d.end for d in days)))
    towns = list(dict.fromkeys(e.place.name for e in meetings if e.place))
    where = f" in {towns[0]}" if len(towns) == 1 else ""
    tellers = voices.names(
        [voices.of(evidence.by_id[m.report], evidence.sentence(m.report, m.sentence)) for f in cited for m in f]
    )
    core = f"{person.name} met {listed(list(dict.fromkeys(others)))}{where}"
    ends = f"{person.name} {', and '.join(met(e, lead) for e in (meetings[0], meetings[-1]))}."
    if when(days[0]) == when(days[-1]):
        ends = ends.replace(f" {when(days[0])}, and met", " and met")
    texts = [
        f"{core} {span}.",
        f"{core}, according to {voices.listed(tellers)}.",
        by_day(person.name, meetings, lead),
        ends,
    ]
    for text in texts:
        yield Draft(text=tidy(text), citations=tuple(citations))


def met(event: Event, lead: str | None) -> str:
    """`met Wang Yi on Saturday, 23 March 2024`"""
    _, other = acts.subject_first(event, lead)
    return f"met {listed([a.name for a in acts.persons(other)])} {when(event.date) if event.date else ''}".strip()


def by_day(name: str, meetings: Sequence[Event], lead: str | None) -> str:
    """`Kim Song Nam met Wang Huning and Liu Jianchao on Thursday, …, and met Cai Qi on Friday, …`"""
    days: dict[str, list[str]] = {}
    for event in meetings:
        _, other = acts.subject_first(event, lead)
        days.setdefault(when(event.date) if event.date else "", []).extend(a.name for a in acts.persons(other))
    parts = [f"met {listed(list(dict.fromkeys(people)))} {day}" for day, people in days.items()]
    return f"{name} {', and '.join(parts)}."
