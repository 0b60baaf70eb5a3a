"""What grouping sees of a report: weighted stems, names, countries, places, numbers, and the days it is about."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from functools import cache
from itertools import chain, islice
from math import log1p

from communique.lexicon import countries, dates
from communique.model import Noun, Report
from communique.stories import glossary
from communique.stories.words import COMMON, FORMAL, STEMS, WORD, Remembered, folded, name_words, numbers
from communique.times import instant_of

TITLE, LEAD, REST = 3.0, 2.0, 1.0  # how often a word counts by where it stands
LEAD_LETTERS = 500
FIRST_LETTERS = 350
LONGEST = 20_000  # letters looked at
MOST_TERMS = 200
PRINCIPAL = 3  # countries a report is about, at most
LESSER = 0.45  # a principal country is named at least so much as the one named most
MONTH = 31  # days; longer stretches of time date nothing

PLACE = re.compile(r"\b(?:in|at|near|à|en|In|At|À|En)\s+((?:[A-ZÀ-Þ][^\W\d_]+)(?:[ -][A-ZÀ-Þ][^\W\d_]+){0,2})")
WITHIN = re.compile(r"\b(?:in|at|near|to|from|à|en)\s$", re.IGNORECASE)
NEAR = {
    0: re.compile(r"\b(?:aujourd['’]hui|ce (?:matin|soir)|cet après-midi|hoy|esta (?:mañana|tarde|noche))\b", re.I),
    -1: re.compile(r"\b(?:hier|ayer|anoche)\b", re.I),
    1: re.compile(r"\bdemain\b", re.I),
}
"""French and Spanish words for the day of the report and those beside it, by how many days they are off."""
DAY = timedelta(days=1).total_seconds()


class Portrait(Noun, frozen=True):
    """A report as grouping sees it. `terms` are stems with their weight before rarity, `opening` those of them that
    name people and bodies in the title and the first sentences. `at` is the time of
    the report in days since 1970, None if unknown. `about` are the days it tells of, as (first, last) in days since
    1970. `formal` counts the different words of diplomacy in its opening."""

    report: str
    language: str | None
    at: float | None
    terms: dict[str, float]
    title: frozenset[str]
    opening: frozenset[str]
    countries: dict[str, float]
    places: frozenset[str]
    numbers: frozenset[str]
    about: tuple[tuple[int, int], ...]
    formal: int


def portrait(report: Report) -> Portrait:
    """The portrait of a report. Never raises on odd text."""
    title = (report.title or "")[:LEAD_LETTERS]
    text = report.text[:LONGEST]
    language = report.language
    opening = f"{title}.\n{text[:LEAD_LETTERS]}"
    at = days(report.published)
    headline, lead, rest = (
        glossary.stems(part, language) for part in (title, text[:LEAD_LETTERS], text[LEAD_LETTERS:])
    )
    first = called(text[:FIRST_LETTERS], language)
    names = first | called(text[FIRST_LETTERS:], language)
    return Portrait(
        report=report.id,
        language=language,
        at=at,
        terms=terms(headline, lead, rest, names),
        title=frozenset(headline),
        opening=first | (names & called(title, language)),
        countries=named(title, text, language),
        places=frozenset(places(opening)),
        numbers=frozenset(islice(sorted(numbers(f"{title} {text}")), 60)),
        about=about(opening, at, language),
        formal=len(FORMAL.intersection(chain(headline, lead))),
    )


def called(text: str, language: str | None) -> frozenset[str]:
    """The stems of names of people and bodies in a text; names of countries, their people and capitals are none."""
    found = [stem for word in name_words(text) if (stem := STEMS[word])]
    return frozenset(glossary.english(found, language)) - glossary.geography()


def terms(title: Sequence[str], lead: Sequence[str], rest: Sequence[str], names: Set[str]) -> dict[str, float]:
    """Stems and their weights: the title counts three times, the lead twice. Of a long report the heaviest and all
    names."""
    weights: dict[str, float] = dict.fromkeys(chain(title, lead, rest), 0.0)
    for part, weight in ((title, TITLE), (lead, LEAD), (rest, REST)):
        for stem in part:
            weights[stem] += weight
    ordered = sorted(weights)
    ordered.sort(key=weights.__getitem__, reverse=True)
    kept = chain(ordered[:MOST_TERMS], (stem for stem in ordered[MOST_TERMS:] if stem in names))
    return {stem: log1p(weights[stem]) for stem in kept}


def named(title: str, text: str, language: str | None) -> dict[str, float]:
    """How much each country is named, the lead counting twice; a capital in which something happens is a place, not a
    party."""
    counts: Counter[str] = Counter()
    for part, twice in ((title, 0), (text, LEAD_LETTERS)):
        for found in countries.search(part):
            if found.kind != "capital" or not WITHIN.search(part[max(0, found.start - 8) : found.start]):
                counts[found.code] += 2 if found.start < twice else 1
    if language not in (None, "en"):
        for part in (title, text[:LEAD_LETTERS], text):
            counts.update(foreign(part))
    counts.pop("IGO", None)
    return {code: log1p(n) for code, n in counts.items()}


@cache
def beginnings() -> frozenset[str]:
    """The first words of forms of several words."""
    return frozenset(form.partition("-")[0] for form in glossary.abroad() if "-" in form)


ELIDED = Remembered(lambda word: folded(word).split("'")[-1].split("’")[-1])
"""Words without an article drawn together with them: `l'Angleterre` is `angleterre`."""


def foreign(text: str) -> Iterator[str]:
    """Codes of the countries a French or Spanish text names; forms of up to three words."""
    forms, begin = glossary.abroad(), beginnings()
    words = [ELIDED[word] for word in WORD.findall(text)]
    for i, word in enumerate(words):
        if word in begin or word in forms:
            tried = ("-".join(words[i : i + n]) for n in (3, 2, 1))
            code = next((forms[form] for form in tried if form in forms), None)
            if code:
                yield code


def principal(named: dict[str, float]) -> frozenset[str]:
    """The countries a report or story is about: those named about as much as the one named most."""
    if not named:
        return frozenset()
    least = LESSER * max(named.values())
    codes = [code for code, n in named.items() if n >= least]
    if len(codes) > PRINCIPAL:
        codes = sorted(codes, key=lambda code: (-named[code], code))[:PRINCIPAL]
    return frozenset(codes)


def places(opening: str) -> Iterator[str]:
    """Where the report says it happened; a capital in any spelling is its country's code. The dateline does not count:
    it says where the reporter sat."""
    for place in (match.group(1) for match in PLACE.finditer(opening)):
        words = [folded(word) for word in WORD.findall(place)]
        if not words or words[0] in COMMON:
            continue
        capital = next((found.code for found in countries.find(place.title()) if found.kind == "capital"), None)
        if capital or words[0] in glossary.abroad():
            yield f"@{capital or glossary.abroad()[words[0]]}"
        elif not countries.find(place):
            yield " ".join(words)


def about(opening: str, at: float | None, language: str | None) -> tuple[tuple[int, int], ...]:
    """The days the opening of a report tells of, nearer than a month."""
    anchor = None if at is None else date(1970, 1, 1) + timedelta(days=int(at))
    spans: list[tuple[int, int]] = []
    for found in dates.search(opening, anchor):
        if found.first and found.last and found.last - found.first <= timedelta(days=MONTH):
            spans.append((since_1970(found.first), since_1970(found.last)))
    if at is not None and language in glossary.LANGUAGES:
        spans += [(int(at) + shift,) * 2 for shift, words in NEAR.items() if words.search(opening)]
    return tuple(sorted(set(spans)))


def since_1970(day: date) -> int:
    """A day as a number."""
    return (day - date(1970, 1, 1)).days


def apart(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int | None:
    """Days between the nearest of two sets of spans, 0 if any overlap, None if either is empty."""
    nearest: int | None = None
    for begin, end in a:
        for its_begin, its_end in b:
            days = max(0, begin - its_end, its_begin - end)
            nearest = days if nearest is None else min(nearest, days)
    return nearest


def days(published: str | None) -> float | None:
    """A report time in days since 1970; None for unknown or unreadable."""
    try:
        moment = instant_of(published)
        return None if moment is None else moment.timestamp() / DAY
    except (ValueError, OverflowError):
        return None
