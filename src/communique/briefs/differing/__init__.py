"""Where reports differ: the day, a number, a name, an office, the place, who said it, whether it happened.

Found from the record (mentions joined into one event, offices, quotations) and from sentences of two reports that tell
of the same act. Copies do not count, nor a report that gives both values. Only newest versions take a side; what an
earlier printing said and its publisher corrected is shown as that.

tellings    sentences of two reports that tell of the same act
days, places, happenings, people, speakers, counts    what may differ in them
found       values with the sentences that give them
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from communique.briefs import genre
from communique.briefs.credits import idle, origins
from communique.briefs.differing import counts, days, happenings, people, places, speakers
from communique.briefs.differing.found import Found, Spot, merged
from communique.briefs.differing.tellings import Telling, hours_between, pairs, tellings
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.wording import country, listed, nation
from communique.lexicon import countries
from communique.model import Actor, Citation, Difference, Event, Reading, Recorded, Report

TOLD: WeakKeyDictionary[Evidence, list[Telling]] = WeakKeyDictionary()


def differences(evidence: Evidence) -> tuple[Difference, ...]:
    """All differences between independent reports: day, place and whether it happened, then people, then numbers; last
    those that a correction has settled."""
    now = found(evidence)
    shown = [_shown(evidence, one) for one in now]
    for report, recorded in evidence.dossier.former:
        before = _as_before(evidence, report, recorded)
        if before is None:
            continue
        for one in found(before):
            wrong = [v for v, spots in one.values.items() if {r for r, _ in spots} == {report.id}]
            if len(wrong) == 1 and not any(one.slot == o.slot and set(one.values) == set(o.values) for o in now):
                shown.append(_shown(before, one, wrong[0]))
    return tuple(dict.fromkeys(shown))


def developments(evidence: Evidence) -> tuple[Difference, ...]:
    """Numbers that rose from report to report, lowest and earliest first."""
    return tuple(_shown(evidence, one) for one in counts.developments(_told(evidence)))


def overtaken(evidence: Evidence, risen: Iterable[Difference]) -> dict[tuple[str, int], set[str]]:
    """By sentence (report, start), the numbers in it that have changed since: those of `risen` developments but their
    last, tolls at the head of earlier news reports, and what a report hours later gives otherwise."""
    old = [(c, r.value) for one in risen for r in one.readings[:-1] for c in r.citations]
    news = [t for t in _told(evidence) if genre.news(evidence, t.report) >= genre.NEWS_AT_LEAST]
    old += [(c, n.text) for n in counts.overtaken(news) for c in _cite(evidence, [n.spot])]
    old += [
        (c, n) for one in counts.differing(news) for n, spots in _earlier(evidence, one) for c in _cite(evidence, spots)
    ]
    passed: dict[tuple[str, int], set[str]] = {}
    for citation, number in old:
        passed.setdefault((citation.report, citation.start), set()).add(number)
    return passed


def found(evidence: Evidence) -> list[Found]:
    """The differences as values with the sentences that give them."""
    told = _told(evidence)
    alike = list(pairs(told))
    joined = list(_of_events(evidence))
    known = {spot for one in joined if one.slot == "day" for spots in one.values.values() for spot in spots}
    gathered = [
        *joined,
        *days.in_sentences(alike, known),
        *places.in_sentences(alike),
        *happenings.in_sentences(told),
        *people.in_names(evidence, alike),
        *people.in_offices(evidence),
        *speakers.differing(evidence),
        *counts.differing(told),
    ]
    return merged([one if one.about else one._replace(about=_about(evidence, one)) for one in gathered])


def _earlier(evidence: Evidence, one: Found) -> Iterator[tuple[str, list[Spot]]]:
    """The values of a difference that only reports give which are hours older than all that give the newest value."""
    told = {value: [evidence.by_id[r] for r, _ in spots] for value, spots in one.values.items()}
    newest = max(told, key=lambda value: min(r.published or "" for r in told[value]))
    for value, spots in one.values.items():
        gaps = [hours_between(old, new) or 0.0 for old in told[value] for new in told[newest]]
        if value != newest and min(gaps) >= counts.LATER:
            yield value, spots


def _told(evidence: Evidence) -> list[Telling]:
    return TOLD[evidence] if evidence in TOLD else TOLD.setdefault(evidence, tellings(evidence))


def _as_before(evidence: Evidence, report: Report, recorded: Recorded) -> Evidence | None:
    """What was known while a report stood in an earlier printing; None where the report is no longer in the story."""
    known = evidence.by_id.get(report.id)
    if known is None or known.version <= report.version:
        return None
    dossier = evidence.dossier
    return Evidence(
        replace(
            dossier,
            reports=tuple(report if r.id == report.id else r for r in dossier.reports),
            recorded=tuple(recorded if r.report == report.id else r for r in dossier.recorded),
        )
    )


def _of_events(evidence: Evidence) -> Iterator[Found]:
    for event in evidence.events:
        persons = {actor.key for actor in (*event.actor, *event.recipient) if actor.person}
        told = [m for m in evidence.told(event) if not evidence.by_id[m.report].copy_of]
        told = [m for m in told if len(persons & {a.key for a in (*m.actor, *m.recipient)}) >= min(2, len(persons))]
        about = title_of(event)
        yield from days.in_event(evidence, told, about)
        yield from places.in_event(evidence, told, about)
        yield from happenings.in_event(told, about)


KINDS = {"CONSULT": "meeting", "AGREE": "agreement", "ASSAULT": "attack", "SANCTION": "sanctions"}
ONE_SIDED = ("ASSAULT", "SANCTION")


def title_of(event: Event) -> str:
    """What an event is, in a few words: `meeting of Cai Qi and Kim Song Nam`, `attack of Chad on Niger`."""
    kind = KINDS.get(event.event, "act")
    if event.event in ONE_SIDED and event.actor and event.recipient and not event.reciprocal:
        return f"{kind} of {listed(_named(event.actor)[:2])} on {listed(_named(event.recipient)[:2])}"
    sides = _named((*event.actor, *event.recipient))
    return f"{kind} of {listed(sides[:4])}" if sides else kind


def _named(side: Sequence[Actor]) -> list[str]:
    """A side's names, each once; a state stands for its provinces and bodies."""
    names = [a.name if a.person else nation(a) for a in side]
    states = ["" if a.person or a.code not in countries.codes() else country(a.code) for a in side]
    return list(dict.fromkeys(n for n, state in zip(names, states, strict=True) if n == state or state not in names))


def _about(evidence: Evidence, one: Found) -> str:
    """What a difference between sentences is about: the event that one of them tells of, else the countries they
    name."""
    spots = {spot for places in one.values.values() for spot in places}
    for event in evidence.events:
        if any((m.report, m.sentence) in spots for m in evidence.told(event)):
            return title_of(event)
    text = " ".join(evidence.sentence(report, index) for report, index in sorted(spots))
    codes = dict.fromkeys(f.code for f in countries.find(text) if f.code in countries.codes())
    return listed([country(code) for code in list(codes)[:3]]) if codes else ""


def _shown(evidence: Evidence, one: Found, corrected: str | None = None) -> Difference:
    readings = tuple(
        Reading(
            value=value,
            citations=_cite(evidence, spots),
            witnesses=witnesses(evidence, {report for report, _ in spots}, one.reports),
            corrected=value == corrected,
        )
        for value, spots in one.values.items()
    )
    return Difference(slot=one.slot, about=one.about, readings=readings)


def witnesses(evidence: Evidence, reports: Collection[str], every: Iterable[str]) -> int:
    """How many independent witnesses stand behind reports: the distinct origins of those that add something, without
    publishers who say otherwise themselves (`every` report that takes a side)."""
    given = [evidence.by_id[report] for report in sorted(reports)]
    roots = [origins(evidence, r) for r in given if r.copy_of is None and not idle(evidence, r)]
    otherwise = {voices.publisher(evidence.by_id[r]).casefold() for r in every if r not in reports}
    return len(frozenset().union(*roots) - otherwise) if roots else 0


def _cite(evidence: Evidence, places: Iterable[Spot]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(c for report, index in places if (c := evidence.citation(report, index))))


__all__ = ["Telling", "developments", "differences", "found", "overtaken", "title_of", "witnesses"]
