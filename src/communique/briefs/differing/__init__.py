"""Where reports differ: another day, place or office for one event, told as done by one and denied by another, another
number in sentences about the same thing. Copies do not count, nor days on which something was only reported."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.wording import day, listed, nation
from communique.briefs.telling.words import content
from communique.lexicon import countries, dates, numbers
from communique.model import Citation, Difference, Event, Mention, Reading, Report

ALIGNED = 0.5
"""Share of content words from which on two sentences with the same counted thing speak of the same; by the planted
counts of the sample."""
REPORTING = re.compile(
    rf"(?:{voices.SAYING}|news agency|media|television|read-?out|statement|report|dispatch)\b[^.,;]{{0,25}}$"
    r"|according to [^.;]{0,60}$",
    re.I,
)
RANK = re.compile(r"\b(?:deputy|vice|former|acting|assistant|first deputy|honorary)\b", re.I)
Values = dict[str, list[Mention]]
NOT_COUNTED = frozenset(
    [
        "year",
        "years",
        "anniversary",
        "time",
        "times",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "hour",
        "hours",
        "minute",
        "minutes",
        "am",
        "pm",
    ]
)


def differences(evidence: Evidence) -> tuple[Difference, ...]:
    """All differences between independent reports, in the order of the events, then offices, then numbers."""
    found: list[Difference] = []
    for event in evidence.events:
        people = {actor.key for actor in (*event.actor, *event.recipient) if actor.person}
        told = [m for m in evidence.told(event) if not evidence.by_id[m.report].copy_of]
        told = [m for m in told if len(people & {a.key for a in (*m.actor, *m.recipient)}) >= min(2, len(people))]
        about = title_of(event)
        found += _different("day", about, _days(evidence, told), evidence)
        found += _different("place", about, _places(evidence, told), evidence)
        found += _different("happened", about, _happened(told), evidence)
    found += _offices(evidence)
    found += _numbers(evidence)
    return tuple(dict.fromkeys(found))


def title_of(event: Event) -> str:
    """What an event is, in a few words: `meeting of Cai Qi and Kim Song Nam`."""
    sides = list(dict.fromkeys(a.name if a.person else nation(a) for a in (*event.actor, *event.recipient)))
    kind = {"CONSULT": "meeting", "AGREE": "agreement", "ASSAULT": "attack", "SANCTION": "sanctions"}.get(
        event.event, "act"
    )
    return f"{kind} of {listed(sides[:4])}" if sides else kind


def _different(slot: str, about: str, values: Values, evidence: Evidence) -> Iterator[Difference]:
    """A difference if there are two values or more, each from a report of its own."""
    sole: Values = {}
    for value, mentions in values.items():
        alone = [
            m for m in mentions if not any(m.report == o.report for v, os in values.items() if v != value for o in os)
        ]
        if alone:
            sole[value] = alone
    if len(sole) < 2:
        return
    readings = tuple(
        Reading(value=value, citations=_cite(evidence, ((m.report, m.sentence) for m in mentions)))
        for value, mentions in sole.items()
    )
    yield Difference(slot=slot, about=about, readings=readings)


def _days(evidence: Evidence, told: Sequence[Mention]) -> Values:
    """Days of happening by value, earliest first; only days that the sentence itself gives, and not to its source."""
    values: Values = {}
    for mention in told:
        when = mention.date
        sentence = evidence.sentence(mention.report, mention.sentence)
        if (
            when is None
            or when.precision != "day"
            or when.start != when.end
            or not when.text
            or mention.status != "done"
        ):
            continue
        at = sentence.find(when.text)
        if len(dates.find(sentence, None)) > 1 or re.search(r"\b(?:that|the same) day\b", sentence):
            continue
        if at < 0 or REPORTING.search(sentence[:at].removesuffix("on ").rstrip()):
            continue
        values.setdefault(when.start, []).append(mention)
    return {day(date.fromisoformat(value[:10])): values[value] for value in sorted(values)}


def _places(evidence: Evidence, told: Sequence[Mention]) -> Values:
    """Towns by value; a country or a venue is no other place than the town in it."""
    values: Values = {}
    for mention in told:
        place = mention.place
        if (
            place is None
            or place.name not in evidence.sentence(mention.report, mention.sentence)
            or place.name == place.venue
        ):
            continue
        if countries.of(place.name) in (None, place.country) and not _is_country(place.name):
            values.setdefault(place.name, []).append(mention)
    return values if len({m.place.country for ms in values.values() for m in ms if m.place}) == 1 else {}


def _is_country(name: str) -> bool:
    code = countries.of(name)
    return code is not None and countries.name(code) == name


def _happened(told: Sequence[Mention]) -> Values:
    values: Values = {}
    for mention in told:
        if mention.status in ("done", "denied"):
            values.setdefault("it took place" if mention.status == "done" else "it is denied", []).append(mention)
    return values


def _offices(evidence: Evidence) -> Iterator[Difference]:
    """Offices of one person that share their body but not their rank: a deputy here, the head there."""
    for key, person in sorted(evidence.people.items()):
        held = [h for h in evidence.holdings.get(key, ()) if not evidence.by_id[h.report].copy_of]
        ranks: dict[str, list[tuple[str, int]]] = {}
        shown: dict[str, str] = {}
        for holding in held:
            base = content(RANK.sub("", holding.office))
            peers = [
                h
                for h in held
                if h.report != holding.report and len(content(RANK.sub("", h.office)) & base) >= max(1, len(base) - 1)
            ]
            if not peers:
                continue
            rank = " ".join(sorted(m.group().lower() for m in RANK.finditer(holding.office)))
            ranks.setdefault(rank, []).append((holding.report, holding.sentence))
            shown.setdefault(rank, holding.office)
        alone = {
            r: [p for p in places if not any(p[0] == q[0] for o, qs in ranks.items() if o != r for q in qs)]
            for r, places in ranks.items()
        }
        alone = {rank: places for rank, places in alone.items() if places}
        if len(alone) > 1:
            readings = tuple(Reading(value=shown[r], citations=_cite(evidence, places)) for r, places in alone.items())
            yield Difference(slot="office", about=f"office of {person.name}", readings=readings)


class Count:
    """A counted thing in a sentence of a report."""

    def __init__(self, report: Report, index: int, sentence: str, found: numbers.FoundNumber) -> None:
        self.place = (report.id, index)
        self.value, self.unit, self.text = found.value, (found.unit or "").lower(), found.text
        self.thing = self.unit.rstrip("s")
        self.words = content(sentence) - content(found.text)
        self.beside = {n.value for n in numbers.find(sentence) if n.unit and n.start != found.start and n.value < 1900}
        near = re.findall(r"[^\W\d_]+", sentence[found.end : found.end + 40])
        self.about = near[0] if near else self.unit


def _numbers(evidence: Evidence) -> Iterator[Difference]:
    """Different numbers of the same thing in sentences of independent reports that say the same otherwise."""
    groups: list[list[Count]] = []
    for count in _counts(evidence):
        for group in groups:
            if any(o.place[0] != count.place[0] and _about_the_same(o, count) for o in group):
                group.append(count)
                break
        else:
            groups.append([count])
    for group in groups:
        values: dict[float, list[Count]] = {}
        for count in group:
            values.setdefault(count.value, []).append(count)
        alone = {
            v: [c for c in cs if not any(c.place[0] == o.place[0] for w, os in values.items() if w != v for o in os)]
            for v, cs in values.items()
        }
        alone = {value: counts for value, counts in alone.items() if counts}
        if len(alone) > 1 and not _rounded(list(alone)):
            readings = tuple(
                Reading(value=cs[0].text, citations=_cite(evidence, (c.place for c in cs))) for cs in alone.values()
            )
            yield Difference(slot="number", about=f"number of {group[0].about}", readings=readings)


def _counts(evidence: Evidence) -> Iterator[Count]:
    for report in evidence.english:
        if report.copy_of:
            continue
        for index in range(len(report.sentences)):
            if not evidence.usable(report.id, index):
                continue
            sentence = evidence.sentence(report.id, index)
            for found in numbers.find(sentence):
                if found.ordinal or not found.unit or found.unit.lower() in NOT_COUNTED or 1900 <= found.value <= 2100:
                    continue
                yield Count(report, index, sentence, found)


def _about_the_same(one: Count, other: Count) -> bool:
    if one.thing != other.thing:
        return False
    smaller = min(len(one.words), len(other.words))
    if one.beside & other.beside and len(one.words & other.words) >= 2 and one.value not in other.beside:
        return True
    return smaller >= 3 and len(one.words & other.words) / smaller >= ALIGNED


def _rounded(values: Sequence[float]) -> bool:
    """Whether one number is only another one rounded."""
    exact = max(values, key=lambda v: len(f"{v:.12g}".rstrip("0")))
    return all(
        abs(v - exact) <= 0.05 * abs(exact) and len(f"{v:.12g}".rstrip("0")) < len(f"{exact:.12g}".rstrip("0"))
        for v in values
        if v != exact
    )


def _cite(evidence: Evidence, places: Iterable[tuple[str, int]]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(c for report, index in places if (c := evidence.citation(report, index))))
