"""What other stories' reports told of a pair: agreements and what became of them, offices just taken, what was said of
each other. Each sentence cites the reports' sentences."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from communique import times
from communique.briefs.background.known import Candidate, Known, ends, met
from communique.briefs.telling.offices import lowered
from communique.briefs.telling.wording import day, tidy
from communique.briefs.telling.words import content
from communique.lexicon import countries
from communique.model import (
    Agreement,
    Citation,
    Holding,
    Report,
    Sentence,
    Standing,
    Statement,
    slug,
    spot,
    spot_of,
)

RECENT, NEW, SPOKE = 730, 90, 60
"""Days before the story within which an agreement, a new office and a remark are background to it."""
LONGEST = 7
"""Words of an agreement's subject that are printed: fewer than count as copied."""
BECAME = {
    "announced": "agreed on", "signed": "signed", "ratified": "ratified", "in force": "put into force",
    "suspended": "suspended", "ended": "ended",
}  # fmt: skip


def agreed(known: Known) -> Iterator[Candidate]:
    """The agreement of the two that is nearest to this story: by its subject, else the latest."""
    text = content(known.evidence.text)
    found = []
    for agreement in known.evidence.dossier.elsewhere.agreements:
        told = [s for s in agreement.history if s.story != known.evidence.dossier.story and _before(s, known)]
        if told and {a.code for a in agreement.parties} >= set(known.pair):
            topical = len(content(agreement.subject or "") & text) > 1
            found.append((topical, told[-1].day or "", agreement, told[-1]))
    for topical, _, agreement, standing in sorted(found, key=lambda f: (f[0], f[1], f[2].id), reverse=True)[:1]:
        at = date.fromisoformat(str(standing.day)[:10])
        citations = _cited(known, standing.reports, standing.evidence)
        if citations:
            a, b = known.sides
            became = BECAME[standing.status or "signed"]
            words = f"In our record, {a} and {b} {became} {_called(agreement)} on {day(at)}."
            yield Candidate(Sentence(text=tidy(words), citations=citations), 7.0 if topical else 5.0, at)


def _before(standing: Standing, known: Known) -> bool:
    if standing.day is None or standing.status is None or len(standing.day) < 10:
        return False
    return 0 < (known.first - date.fromisoformat(standing.day[:10])).days <= RECENT


def _called(agreement: Agreement) -> str:
    """An agreement by its kind and subject."""
    kind = "ceasefire" if agreement.kind == "ceasefire" else f"a {agreement.kind}"
    kind = re.sub(r"^a (?=[aeiou])", "an ", kind)
    if agreement.kind == "memorandum":
        kind = "a memorandum of understanding"
    words = (agreement.subject or "").split()
    return f"{kind} on {' '.join(words)}" if 0 < len(words) <= LONGEST else kind


def taken(known: Known) -> Iterator[Candidate]:
    """An office that somebody of this story took not long before it, as another story's report told."""
    own = {r.id for r in known.evidence.reports}
    present = {a.key: a for e in known.own for a in (*e.actor, *e.recipient) if a.person}
    for holding in sorted(known.evidence.dossier.elsewhere.holdings, key=lambda h: (h.since or "", h.id), reverse=True):
        if (
            holding.tells != "began"
            or not holding.since
            or holding.report in own
            or slug(holding.person) not in present
        ):
            continue
        at = date.fromisoformat(holding.since[:10])
        if not 0 < (known.first - at).days <= NEW:
            continue
        citations = _sentence(known, holding)
        if citations:
            words = f"In our record, {holding.person} became {lowered(holding.office)} on {day(at)}."
            yield Candidate(Sentence(text=tidy(words), citations=citations), 6.0, at)
            return


def spoke(known: Known) -> Iterator[Candidate]:
    """When somebody who takes part was last reported to speak of the other side."""
    reports = {r.id: r for r in known.evidence.dossier.elsewhere.reports}
    own = {r.id for r in known.evidence.reports}
    present = {a.key: a for e in known.own for a in (*e.actor, *e.recipient) if a.person and a.code in known.pair}
    for statement in known.evidence.dossier.elsewhere.statements:
        report, speaker = reports.get(statement.report), present.get(statement.speaker.key)
        if report is None or report.id in own or speaker is None or statement.sentence >= len(report.sentences):
            continue
        told = times.day_of(report.published)
        mine = speaker.code == known.pair[0]
        code, other = known.pair[mine], known.sides[mine]
        newest = max((ends(e) for e in known.earlier if met(e)), default=date.min)
        if (
            told is None
            or told <= newest
            or not 0 < (known.first - told).days <= SPOKE
            or not names_both(report, statement, code)
        ):
            continue
        words = f"In our record, {speaker.name} was last reported to speak of {other} on {day(told)}."
        span = report.sentences[statement.sentence]
        cited = Citation(report=report.id, version=report.version, start=span.start, end=span.end)
        yield Candidate(Sentence(text=tidy(words), citations=(cited,)), 2.0, told)
        return


def names_both(report: Report, statement: Statement, code: str) -> bool:
    """Whether the sentence of a statement itself names its speaker and the other country."""
    text = report.sentence(statement.sentence)
    named = set(slug(text).split("-")) & set(slug(statement.speaker.name).split("-"))
    return bool(named) and any(found.code == code for found in countries.find(text))


def _cited(known: Known, reports: Iterable[str], evidence: Iterable[str]) -> tuple[Citation, ...]:
    """The sentences of other stories' reports that documents were read from."""
    spots = {spot_of(document) for document in evidence}
    own = {r.id for r in known.evidence.reports}
    found = {r.id: r for r in known.evidence.dossier.elsewhere.reports}
    return tuple(
        Citation(report=r.id, version=r.version, start=span.start, end=span.end)
        for r in (found[name] for name in reports if name in found and name not in own)
        for index, span in enumerate(r.sentences)
        if spot(r.id, r.sentence(index)) in spots
    )


def _sentence(known: Known, holding: Holding) -> tuple[Citation, ...]:
    report: Report | None = next((r for r in known.evidence.dossier.elsewhere.reports if r.id == holding.report), None)
    if report is None or holding.sentence >= len(report.sentences) or report.version != holding.version:
        return ()
    span = report.sentences[holding.sentence]
    return (Citation(report=report.id, version=report.version, start=span.start, end=span.end),)
