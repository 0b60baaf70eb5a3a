"""What of each noun is found, and by what it is narrowed and counted."""

from collections.abc import Iterable
from itertools import combinations, product

from communique.lexicon import countries
from communique.model import Actor, Brief, Event, Report, Statement
from communique.store.bodies import sortable
from communique.store.indexing import Entry

LEAD_SENTENCES = 2
LONGEST_LEAD = 500  # characters
LONGEST_READ = 20_000  # characters in which countries are looked for
MOST_COUNTRIES = 12
MOST_PAIRED = 6


def named_in(*texts: str) -> tuple[str, ...]:
    """The countries that texts name, in that order; large organisations of states are none."""
    found = dict.fromkeys(f.code for text in texts for f in countries.search(text, bynames=False) if f.code != "IGO")
    return tuple(found)[:MOST_COUNTRIES]


def paired(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Every pair of the countries."""
    return tuple((min(p), max(p)) for p in combinations(list(codes)[:MOST_PAIRED], 2))


def cut(report: Report) -> tuple[str, str]:
    """Lead and rest of a report."""
    text = report.text
    end = report.sentences[min(LEAD_SENTENCES, len(report.sentences)) - 1].end if report.sentences else 0
    if not 0 < end <= LONGEST_LEAD:
        line = text.find("\n", 40)
        end = (
            line
            if 0 < line <= LONGEST_LEAD
            else max(text.rfind(" ", 0, LONGEST_LEAD), 0) or min(len(text), LONGEST_LEAD)
        )
    return text[:end], text[end:]


def of_report(report: Report) -> Entry:
    """A report is about the countries it names, and between those named in headline and lead."""
    lead, rest = cut(report)
    title = report.title or ""
    return Entry(
        kind="report",
        ref=report.id,
        title=title,
        lead=lead,
        text=rest,
        at=sortable(report.published),
        codes=named_in(title, lead, rest[:LONGEST_READ]),
        pairs=paired(named_in(title, lead)),
        publisher=report.publisher or "",
        who=(report.publisher or "", report.source or ""),
        language=report.language or "",
    )


def of_statement(said: Statement, report: Report) -> Entry:
    """A statement is its speaker's, between the speaker's country and those that the words name."""
    by = said.speaker.code
    codes = tuple(c for c in dict.fromkeys((by, *said.about)) if c and is_country(c))
    return Entry(
        kind="statement",
        ref=said.id,
        owner=said.report,
        title=said.speaker.name or said.speaker.text,
        text=" ".join(filter(None, (said.words, said.speaker.office))),
        at=sortable(report.published),
        codes=codes,
        pairs=tuple((min(by, c), max(by, c)) for c in said.about if by and by != c and is_country(by)),
        publisher=report.publisher or "",
        who=(said.speaker.name, said.speaker.text, report.publisher or "", report.source or ""),
        language=said.language,
    )


def of_brief(brief: Brief, types: Iterable[str]) -> Entry:
    """A brief is about the countries of who took part and those that headline and standfirst name; `types` are those of
    its events."""
    sentences = [*(s for paragraph in brief.body for s in paragraph), *brief.background]
    said = [f"{s.speaker}: {s.words}" for s in brief.statements]
    present = [f"{p.name}, {p.office}" if p.office else p.name for p in brief.participants]
    lead = " ".join(s.text for s in brief.standfirst)
    took_part = [p.code for p in brief.participants if p.code and is_country(p.code)]
    codes = tuple(dict.fromkeys((*took_part, *named_in(brief.headline, lead))))[:MOST_COUNTRIES]
    return Entry(
        kind="brief",
        ref=brief.story,
        title=brief.headline,
        lead=lead,
        text="\n".join([*(s.text for s in sentences), *said, *present]),
        at=sortable(brief.dates.reported[-1] if brief.dates.reported else None),
        codes=codes,
        pairs=paired(codes),
        types=tuple(sorted(set(types))),
        who=tuple(credit.publisher or "" for credit in brief.sources),
        language="en",
    )


def of_event(event: Event) -> Entry:
    """An event is found by who took part, their offices and countries, and where it was, on its day of happening."""
    sides = (*event.actor, *event.recipient)
    place = event.place
    told = [event.mode, *event.context, event.level, event.format, *(a.office for a in sides)]
    told += [place.venue, place.name, called(place.country)] if place else []
    told += [called(a.code) for a in sides] + [a.text for a in sides]
    return Entry(
        kind="event",
        ref=event.id,
        owner=event.story,
        title=" – ".join(dict.fromkeys(filter(None, (a.name or a.text for a in sides)))),
        text="\n".join(dict.fromkeys(filter(None, told))),
        at=sortable(event.date.start) if event.date else None,
        codes=tuple(sorted({a.code for a in sides if a.code and is_country(a.code)})),
        pairs=pairs_between(event),
        types=(event.event,),
    )


def pairs_between(event: Event) -> tuple[tuple[str, str], ...]:
    """Countries between which the event passed, each pair in alphabetical order: one on either side, or, when the act
    was reciprocal, both on one side."""
    actors, recipients = codes_of(event.actor), codes_of(event.recipient)
    pairs = set(product(actors, recipients))
    if event.reciprocal:
        pairs |= set(combinations(actors, 2)) | set(combinations(recipients, 2))
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))


def codes_of(side: Iterable[Actor]) -> list[str]:
    """The codes on one side of an event, in alphabetical order."""
    return sorted({a.code for a in side if a.code})


def of_person(key: str, name: str, code: str | None, offices: Iterable[str]) -> Entry:
    """A person of the record, with the offices reported."""
    codes = (code,) if code and is_country(code) else ()
    return Entry(
        kind="person", ref=key, title=name, text="\n".join([*dict.fromkeys(offices), called(code)]), codes=codes
    )


def of_country(code: str) -> Entry:
    """A country of the record, by all its names."""
    forms = [form for kind in countries.KINDS for form in countries.forms(code, kind)]
    return Entry(
        kind="country", ref=code, title=countries.name(code), text="\n".join([code, *forms[1:]]), codes=(code,)
    )


def is_country(code: str) -> bool:
    """Whether the code is a country's."""
    return code != "IGO" and code in countries.table()


def called(code: str | None) -> str:
    """The name of a country, empty where there is none."""
    return countries.name(code) if code and is_country(code) else ""
