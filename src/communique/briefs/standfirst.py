"""The standfirst: one or two sentences that say more than the headline and less than the body."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from communique.briefs import genre, ranking
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.headline import lead_person, series
from communique.briefs.press import Press
from communique.briefs.telling import acts, saying, voices
from communique.briefs.telling.agreed import EARLY, agreed
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import PLANNED, retold
from communique.briefs.telling.saying import Remark
from communique.briefs.telling.wording import adjective, listed, tidy, when
from communique.briefs.telling.words import content, core, overlap
from communique.model import Citation, Event, Sentence, When

Spots = frozenset[tuple[str, int]]
"""Sentences of reports."""
LONGEST = 42
"""Words of a sentence that may stand there."""
SECOND = 28
"""Words of a second one."""
NEXT = 5
"""How far into the report that the brief follows its standfirst may reach."""
ADDS, MUCH, WITHIN, SHARED = 4, 6, 0.9, 0.75
"""Content words that a lead must have beyond each sentence printed, beyond one that is within it by such a share,
and the greatest share of it in common with one."""

MOVED = re.compile(
    r"(?:(?:arrived|left|set out|landed|flew|came)\b.*\b(?:tour|visit|trip|leg|stop)\b"
    r"|(?:began|started|opened) .*\b(?:tour|trip)\b)"
)
"""How the beginning of a journey is told."""


def opening(evidence: Evidence, events: Sequence[Event], press: Press, names: Names) -> Sentence | None:
    """What was agreed at the meetings that the headline tells of: the news below it, before the body tells it."""
    meetings = [e for e in events if e.event == "CONSULT" and e.status == "done"]
    return press.first(agreed(evidence, meetings, names), names) if meetings else None


def standfirst(
    evidence: Evidence,
    events: Sequence[Event],
    remarks: Sequence[Remark],
    press: Press,
    names: Names,
    done: Spots,
    begun: Sentence | None,
) -> tuple[Sentence, ...]:
    """What was agreed (`begun`); below several meetings who met whom and when, and what journey they were part of; else
    the lead of a report that adds to what the body begins with; else the weightiest of what the reports say besides and
    of what was said. Nothing that the body begins with is told again: no sentence out of those (`done`) that its acts
    rest on, no lead that says the same."""
    memory = names.copy()
    made: list[Sentence] = [begun] if begun else []
    meetings = series(evidence, events)
    if meetings and (sentence := press.first(summary(evidence, meetings), memory, repeat=True)):
        made.append(sentence)
    if meetings and len(made) < 2 and (sentence := press.first(journey(evidence, meetings, memory), memory)):
        made.append(sentence)
    if not made and (sentence := press.first(added(leads(evidence, memory, done), press), memory)):
        made.append(sentence)
    if not meetings and not begun and made and (follows := after(evidence, made[0], memory)):
        made += filter(None, [press.first(follows, memory)])
    for drafts in further(evidence, remarks, press, memory, done, said_last=bool(meetings)):
        if made and (not meetings or len(made) >= 2):
            break
        most = SECOND if made else LONGEST
        if sentence := press.first((d for d in drafts if len(d.text.split()) <= most), memory):
            made.append(sentence)
    return tuple(made)


def journey(evidence: Evidence, meetings: Sequence[Event], names: Names) -> Iterator[Draft]:
    """The journey on which one person held these meetings: that it began, and where it leads."""
    person = evidence.people.get(lead_person(meetings) or "")
    if person is None:
        return
    part = re.escape(names.short(person))
    own = re.compile(rf"^(?:{re.escape(person.name)}|{part}|The (?:delegation|visitors))\b[^,]*? {MOVED.pattern}")
    for report in evidence.english:
        for index in range(min(len(report.sentences), EARLY)):
            text = evidence.sentence(report.id, index)
            citation = evidence.citation(report.id, index)
            if not own.search(text) or report.id in evidence.previews or citation is None or report.copy_of:
                continue
            if not text.startswith("The "):
                yield from retold(evidence, report, index, names)
                continue
            code = names.land(person) or person.code
            if not code or not is_country(code):
                continue
            whose = re.sub(r"^The (delegation|visitors)", rf"The {adjective(code)} \1", text)
            if told := absolute_days(whose, evidence.anchor(report.id)):
                yield Draft(text=tidy(told), citations=(citation,), tellers=(voices.of(report, text),))


def after(evidence: Evidence, sentence: Sentence, names: Names) -> list[Draft]:
    """The short drafts of what the report that the brief follows says right after its lead, if that was printed."""
    spine = genre.backbone(evidence)
    if spine is None or evidence.citation(spine.id, 0) not in sentence.citations[:1]:
        return []
    drafts = retold(evidence, spine, 1, names, after=True)
    return [d for d in drafts if len(d.text.split()) <= SECOND and not d.text.startswith(('"', "“"))]


def leads(evidence: Evidence, names: Names, done: Spots) -> Iterator[Draft]:
    """How things stand by the last news report of a later day; then the leads of the reports, the weightiest first."""
    last = ranking.latest(evidence)
    for found in [
        *([last] if last else []),
        *[f for f in ranking.leads(evidence)[:4] if told(evidence, f) and fits(evidence, f)],
    ]:
        if (found.report.id, found.at) in done:
            continue
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


def further(
    evidence: Evidence, remarks: Sequence[Remark], press: Press, names: Names, done: Spots, *, said_last: bool
) -> Iterator[Iterator[Draft]]:
    """What else may stand there: the weightiest of what the report that the brief follows says next, the first remarks,
    then the best sentences; `said_last` puts what was said behind what was done."""
    spine = genre.backbone(evidence)
    begins = [f for f in ranking.ranked(evidence) if f.report is spine and f.at < NEXT]
    begins.sort(key=lambda f: (-f.later, f.at))
    best = islice((f for f in ranking.freshest(evidence, press.printed, ()) if told(evidence, f)), 8)
    words = [r for r in remarks[:3] if r.tellings[0].kind != "quotation"]
    said = {(s.report, s.sentence) for r in remarks for s in r.tellings} if said_last else set()
    others = list(best) if said_last else []
    for found in chain(begins, others):
        spot = found.report.id, found.at
        coming = PLANNED.search(evidence.sentence(*spot))
        if spot not in done and spot not in said and not coming and fits(evidence, found):
            yield retold(evidence, found.report, found.at, names)
    for remark in words:
        yield saying.drafts(evidence, remark, names)
    for found in others or best:
        if (found.report.id, found.at) not in done and fits(evidence, found):
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
    if person is None or len(citations) < len(meetings) or not together(evidence, others, citations):
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


def together(evidence: Evidence, people: Sequence[str], citations: Sequence[Citation]) -> bool:
    """Whether a sentence of the cited reports names all of these people, at least by a part: else the gate lets no
    sentence through that does."""
    parts = [(name.split()[0], name.split()[-1]) for name in people]
    reports = [evidence.by_id[report] for report in dict.fromkeys(c.report for c in citations)]
    texts = [report.sentence(n) for report in reports for n in range(len(report.sentences))]
    return any(all(first in text or last in text for first, last in parts) for text in texts)


def by_day(name: str, meetings: Sequence[Event], lead: str | None) -> str:
    """`Kim Song Nam met Wang Huning and Liu Jianchao on Thursday, …, and Cai Qi on Friday, …`; empty for more than two
    days, which make a chain and no sentence."""
    days: dict[str, list[str]] = {}
    for event in meetings:
        _, other = acts.subject_first(event, lead)
        days.setdefault(when(event.date) if event.date else "", []).extend(a.name for a in acts.persons(other))
    parts = [f"{listed(list(dict.fromkeys(people)))} {day}" for day, people in days.items()]
    return f"{name} met {', and '.join(parts)}." if len(parts) < 3 else ""
