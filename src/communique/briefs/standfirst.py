"""The standfirst: one or two sentences that say more than the headline and less than the body."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from communique.briefs import genre, ranking
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.headline import Head, lead_person, series
from communique.briefs.press import Press
from communique.briefs.telling import acts, saying, voices
from communique.briefs.telling.agreed import EARLY, agreed
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import PLANNED, retold
from communique.briefs.telling.saying import Remark
from communique.briefs.telling.wording import adjective, listed, tidy, when
from communique.briefs.telling.words import content, core
from communique.model import Citation, Event, Sentence, When

LONGEST = 46
"""Words of a sentence that may stand there."""
SECOND = 28
"""Words of a second one."""
NEXT = 5
"""How far into the report that the brief follows its standfirst may reach."""
ADDS = 4
"""Content words that a lead must have beyond the headline."""
MEETS = re.compile(
    r"^[^“”\"]{5,160}?\b(?:met|meets|received|welcomed|hosted|visited|held (?:\w+ )?(?:talks|meetings?|discussions)"
    r"|spoke (?:by|on|with|to))\b"
)
"""A meeting told for its own sake: the body tells it in our own words."""

MOVED = re.compile(
    r"(?:(?:arrived|left|set out|landed|flew|came)\b.*\b(?:tour|visit|trip|leg|stop)\b"
    r"|(?:began|started|opened) .*\b(?:tour|trip)\b)"
)
"""How the beginning of a journey is told."""


def standfirst(
    evidence: Evidence, events: Sequence[Event], remarks: Sequence[Remark], head: Head, press: Press, names: Names
) -> tuple[Sentence, ...]:
    """What was agreed at the meetings that the headline tells of; below several meetings who met whom and when, and
    what journey they were part of; else the lead that tells the headline in full, and what its report says right
    after."""
    memory = names.copy()
    met = [e for e in head.events if e.event == "CONSULT" and e.status == "done"]
    agreement = press.first(agreed(evidence, met, memory), memory) if met else None
    made: list[Sentence] = [agreement] if agreement else []
    meetings = series(evidence, events)
    if meetings and (sentence := press.first(summary(evidence, meetings), memory, repeat=True)):
        made.append(sentence)
    if meetings and len(made) < 2 and (sentence := press.first(journey(evidence, meetings, memory), memory)):
        made.append(sentence)
    if not made and (sentence := press.first(news(evidence, head, memory), memory)):
        made.append(sentence)
        made += filter(None, [press.first(after(evidence, sentence, memory), memory)])
    if not made and met:
        made += filter(None, [press.first(besides(evidence, head, remarks, memory), memory)])
    return tuple(made)


def besides(evidence: Evidence, head: Head, remarks: Sequence[Remark], names: Names) -> Iterator[Draft]:
    """What may stand below a meeting: what the report that the brief follows says next, the weightiest first, then
    other news reports; then what was said there, in reported speech."""
    spine = genre.backbone(evidence)
    begins = [f for f in ranking.ranked(evidence) if f.at < NEXT and told(evidence, f)]
    for found in sorted(begins, key=lambda f: (f.report is not spine, -f.later, f.at)):
        coming = PLANNED.search(evidence.sentence(found.report.id, found.at))
        if not coming and not cites(evidence, head, found) and fits(evidence, found):
            yield from retold(evidence, found.report, found.at, names)
    for remark in remarks[:3]:
        if remark.tellings[0].kind != "quotation":
            yield from saying.drafts(evidence, remark, names)


def news(evidence: Evidence, head: Head, names: Names) -> Iterator[Draft]:
    """The leads that tell what the headline tells, and more: the one it is made of, then those that share most with it,
    those of a later day first where they share as much."""
    words = content(head.text)
    found = [f for f in ranking.leads(evidence) if fits(evidence, f)]
    found = [f for f in found if told(evidence, f) or cites(evidence, head, f)]
    first = {f.report.id: f.at for f in sorted(found, key=lambda f: -f.at)}
    found = [f for f in found if f.at == first[f.report.id]]
    own = head.lead if head.lead in found else next((f for f in found if cites(evidence, head, f)), None)
    shared = {id(f): round(len(words & f.words) / max(1, len(words)), 1) for f in found}
    days = {f.report.id: evidence.anchor(f.report.id) or date.min for f in found}
    found.sort(key=lambda f: (-shared[id(f)], -days[f.report.id].toordinal(), -f.news))
    for one in [*([own] if own else []), *(f for f in found if f is not own)]:
        for draft in retold(evidence, one.report, one.at, names, whole=True):
            again = cites(evidence, head, one) and MEETS.match(draft.text)
            if not again and len(draft.text.split()) <= LONGEST and tells_more(draft, head.text):
                yield draft


def tells_more(sentence: Draft | Sentence, headline: str) -> bool:
    """Whether a sentence says more than the headline."""
    return len(content(core(sentence.text)) - content(headline)) >= ADDS


def cites(evidence: Evidence, head: Head, found: ranking.Ranked) -> bool:
    """Whether an act that a headline tells is told by a lead."""
    return any((m.report, m.sentence) == (found.report.id, found.at) for e in head.events for m in evidence.told(e))


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
