"""Whether the record bears out a sentence of background: what is read back from its words against the events.

The gate proper asks whether report sentences carry a claim. A sentence like "the third meeting this year" no report
says; so its slots are read from the printed words again and each is looked for in the events it rests on: every person
and place, both countries, every day, the level, the count, and that what is told as done is done, before this story, by
another one. What cites reports of other stories goes through the gate itself, without the words "In our record".
"""

import re
from collections.abc import Sequence

from communique.briefs.background.known import Candidate, Known, ends
from communique.lexicon import countries, dates, names, numbers
from communique.model import Check, Event, identity, slug

OURS = re.compile(r"^In our record, (?:the )?|^Our record has ")
SPOKE = re.compile(r" was last reported to speak of ")
LEVEL = re.compile(r"\b(leaders|ministers|officials)\b")


def borne_out(candidate: Candidate, known: Known) -> bool:
    """Whether a sentence says nothing but what its events, or the reports it cites, say."""
    sentence = candidate.sentence
    if sentence.citations:
        return _passes(candidate, known)
    events = [known.events[e] for e in sentence.events if e in known.events]
    if not events or len(events) != len(sentence.events):
        return False
    plan = any(e.status == "planned" for e in events)
    before = plan or all(e.status == "done" and ends(e) < known.first for e in events)
    others = all(e.story != known.evidence.dossier.story for e in events)
    text = sentence.text
    return (
        before and others and _days(text, events, known) and _names(text, events) and _levels(text, events)
        and _counts(text, candidate)
    )  # fmt: skip


def _days(text: str, events: Sequence[Event], known: Known) -> bool:
    """Each day is one of the events'; a month or year is that from which the record is kept, or in which they lie."""
    given = {day for e in events if e.date for day in (e.date.start[:10], e.date.end[:10])}
    for found in dates.find(text, None):
        if found.first is None or found.last is None:
            return False
        if found.first == found.last:
            if found.first.isoformat() not in given:
                return False
        elif found.precision == "month":
            if known.since is None or not found.first <= known.since <= found.last:
                return False
        elif found.precision == "year" and any(not found.first <= ends(e) <= found.last for e in events):
            return False
    return True


def _names(text: str, events: Sequence[Event]) -> bool:
    """Each name is a person, place or country of the events."""
    heard = {word for e in events for a in (*e.actor, *e.recipient) for word in slug(a.name).split("-")}
    heard |= {word for e in events if e.place for word in slug(f"{e.place.name} {e.place.venue or ''}").split("-")}
    codes = {a.code for e in events for a in (*e.actor, *e.recipient)}
    plain = OURS.sub("", text)
    named = countries.find(plain)
    by_place = (c for c in named if c.kind in ("capital", "byname") or c.code not in codes)
    if any(not set(slug(c.text).split("-")) <= heard for c in by_place):
        return False
    heard |= {word for c in named for word in slug(c.text).split("-")}
    return all(set(slug(n.text).split("-")) <= heard | {"this", "our", "the"} for n in names.find(plain))


def _levels(text: str, events: Sequence[Event]) -> bool:
    told = set(LEVEL.findall(text))
    return not told or {e.level for e in events} == told


def _counts(text: str, candidate: Candidate) -> bool:
    """Each number is one the candidate was counted to, and that is as many events as it rests on, or one more."""
    said = {n.value for n in numbers.find(text) if not 1900 <= n.value <= 2100}
    count = len(candidate.sentence.events)
    return said <= set(candidate.numbers) and (not candidate.numbers or candidate.numbers[0] in (count, count + 1))


def _passes(candidate: Candidate, known: Known) -> bool:
    from communique.briefs.check import check

    cited = {c.report for c in candidate.sentence.citations}
    sources = tuple(r for r in known.evidence.dossier.elsewhere.reports if r.id in cited)
    bare = re.sub(r"^In our record, (\w)", lambda m: m[1].upper(), candidate.sentence.text)
    if SPOKE.search(bare):
        return True  # its speaker, the other country and the day of the report are looked up where it is made
    claim = Check(id=identity("k", bare), claim=bare, sources=sources)
    return len(sources) == len(cited) and check(claim).verdict == "supported"
