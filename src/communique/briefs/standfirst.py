"""The standfirst: one or two sentences that say more than the headline and less than the body."""

from collections.abc import Iterator, Sequence
from itertools import islice

from communique.briefs import genre, ranking
from communique.briefs.dossier import Evidence
from communique.briefs.headline import lead_person, series
from communique.briefs.press import Press
from communique.briefs.telling import acts, saying, voices
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import retold
from communique.briefs.telling.saying import Remark
from communique.briefs.telling.wording import listed, tidy, when
from communique.briefs.telling.words import content, core, overlap
from communique.model import Event, Sentence, When

LONGEST = 42
"""Words of a sentence that may stand there."""
SECOND = 28
"""Words of a second one."""
NEXT = 3
"""How far into the report that the brief follows its standfirst may reach."""
ADDS, MUCH, WITHIN, SHARED = 4, 6, 0.9, 0.75
"""Content words that a lead must have beyond each sentence printed, beyond one that is within it by such a share,
and the greatest share of it in common with one."""


def standfirst(
    evidence: Evidence, events: Sequence[Event], remarks: Sequence[Remark], press: Press, names: Names
) -> tuple[Sentence, ...]:
    """Who met whom and when where there were several meetings; else the lead of a report that adds to what the body
    begins with; else the weightiest of what was said and of what the reports say besides."""
    memory = names.copy()
    made: list[Sentence] = []
    meetings = series(evidence, events)
    if meetings and (sentence := press.first(summary(evidence, meetings), memory, repeat=True)):
        made.append(sentence)
    if not made and (sentence := press.first(added(leads(evidence, memory), press), memory, repeat=True)):
        made.append(sentence)
    if not meetings and made and (follows := after(evidence, made[0], memory)):
        made += filter(None, [press.first(follows, memory)])
    for drafts in further(evidence, remarks, press, memory):
        if made and (not meetings or len(made) >= 2):
            break
        most = SECOND if made else LONGEST
        if sentence := press.first((d for d in drafts if len(d.text.split()) <= most), memory):
            made.append(sentence)
    return tuple(made)


def after(evidence: Evidence, sentence: Sentence, names: Names) -> list[Draft]:
    """The short drafts of what the report that the brief follows says right after its lead, if that was printed."""
    spine = genre.backbone(evidence)
    if spine is None or evidence.citation(spine.id, 0) not in sentence.citations[:1]:
        return []
    drafts = retold(evidence, spine, 1, names, after=True)
    return [d for d in drafts if len(d.text.split()) <= SECOND and not d.text.startswith(('"', "“"))]


def leads(evidence: Evidence, names: Names) -> Iterator[Draft]:
    """How things stand by the last news report of a later day; then the leads of the reports, the weightiest first."""
    last = ranking.latest(evidence)
    for found in [
        *([last] if last else []),
        *[f for f in ranking.leads(evidence)[:4] if told(evidence, f) and fits(evidence, f)],
    ]:
        for draft in retold(evidence, found.report, found.at, names):
            if len(draft.text.split()) <= LONGEST:
                yield draft


def added(drafts: Iterator[Draft], press: Press) -> Iterator[Draft]:
    """The drafts that say more than any sentence printed."""
    for draft in drafts:
        words = content(core(draft.text))
        more = [len(words - p) >= (MUCH if overlap(words, p) >= WITHIN else ADDS) for p in press.printed]
        if all(more) and all(len(words & p) / max(1, len(words)) < SHARED for p in press.printed):
            yield draft


def further(evidence: Evidence, remarks: Sequence[Remark], press: Press, names: Names) -> Iterator[Iterator[Draft]]:
    """What else may stand there: what the report that the brief follows says next, the first remarks, then the best
    sentences."""
    spine = genre.backbone(evidence)
    begins = sorted((f for f in ranking.ranked(evidence) if f.report is spine and f.at < NEXT), key=lambda f: f.at)
    best = islice((f for f in ranking.freshest(evidence, press.printed, ()) if told(evidence, f)), 8)
    for found in begins:
        if fits(evidence, found):
            yield retold(evidence, found.report, found.at, names)
    for remark in remarks[:3]:
        if remark.tellings[0].kind != "quotation":
            yield saying.drafts(evidence, remark, names)
    for found in best:
        if fits(evidence, found):
            yield retold(evidence, found.report, found.at, names)


def fits(evidence: Evidence, found: ranking.Ranked) -> bool:
    """Whether a sentence begins with no quotation, names what the story is about, and tells of nothing long past."""
    quoting = evidence.sentence(found.report.id, found.at).startswith(('"', "“"))
    return not quoting and ranking.bears(evidence, found) and not ranking.old(evidence, found.report, found.at)


def told(evidence: Evidence, found: ranking.Ranked) -> bool:
    """Whether a sentence is of a news report, or of the one that the brief follows."""
    return found.report is genre.backbone(evidence) or genre.news(evidence, found.report) >= genre.NEWS_AT_LEAST


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
    tellers = tuple(
        voices.of(evidence.by_id[m.report], evidence.sentence(m.report, m.sentence)) for f in cited for m in f
    )
    core = f"{person.name} met {listed(list(dict.fromkeys(others)))}{where}"
    for text in (f"{core} {span}.", f"{core}.", by_day(person.name, meetings, lead)):
        if text:
            yield Draft(text=tidy(text), citations=tuple(citations), tellers=tellers)


def by_day(name: str, meetings: Sequence[Event], lead: str | None) -> str:
    """`Kim Song Nam met Wang Huning and Liu Jianchao on Thursday, …, and Cai Qi on Friday, …`; empty for more than two
    days, which make a chain and no sentence."""
    days: dict[str, list[str]] = {}
    for event in meetings:
        _, other = acts.subject_first(event, lead)
        days.setdefault(when(event.date) if event.date else "", []).extend(a.name for a in acts.persons(other))
    parts = [f"{listed(list(dict.fromkeys(people)))} {day}" for day, people in days.items()]
    return f"{name} met {', and '.join(parts)}." if len(parts) < 3 else ""
