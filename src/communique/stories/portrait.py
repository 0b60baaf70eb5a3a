"""What grouping sees of a report: weighted stems, names, countries, places, numbers, and the days it is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import chain, islice
from math import log1p

from communique.lexicon import countries, dates
from communique.model import Noun, Report
from communique.stories.words import COMMON, FORMAL, WORD, Remembered, folded, name_words, numbers, stems
from communique.times import instant_of

TITLE, LEAD, REST = 3.0, 2.0, 1.0  # how often a word counts by where it stands
LEAD_LETTERS = 500
LONGEST = 20_000  # letters looked at
MOST_TERMS = 200
PRINCIPAL = 3  # countries a report is about, at most
LESSER = 0.45  # a principal country is named at least so much as the one named most
MONTH = 31  # days; longer stretches of time date nothing

PLACE = re.compile(r"\b(?:in|at|near|à|en|In|At|À|En)\s+((?:[A-ZÀ-Þ][^\W\d_]+)(?:[ -][A-ZÀ-Þ][^\W\d_]+){0,2})")
WITHIN = re.compile(r"\b(?:in|at|near|to|from|à|en)\s$", re.IGNORECASE)
DAY = timedelta(days=1).total_seconds()


class Portrait(Noun, frozen=True):
    """A report as grouping sees it. `terms` are stems with their weight before rarity. `at` is the time of the report
    in days since 1970, None if unknown. `about` are the days it tells of, as (first, last) in days since 1970.
    `formal` counts the different words of diplomacy in its opening."""

    report: str
    language: str | None
    at: float | None
    terms: dict[str, float]
    title: frozenset[str]
    names: frozenset[str]
    countries: dict[str, float]
    places: frozenset[str]
    numbers: frozenset[str]
    about: tuple[tuple[int, int], ...]
    formal: int


def portrait(report: Report) -> Portrait:
    """The portrait of a report. Never raises on odd text."""
    title = (report.title or "")[:LEAD_LETTERS]
    text = report.text[:LONGEST]
    opening = f"{title}.\n{text[:LEAD_LETTERS]}"
    at = days(report.published)
    headline, lead = stems(title), stems(text[:LEAD_LETTERS])
    return Portrait(
        report=report.id,
        language=report.language,
        at=at,
        terms=terms(headline, lead, stems(text[LEAD_LETTERS:])),
        title=frozenset(headline),
        names=frozenset(name_words(f"{title}\n{text}")),
        countries=named(opening, text, report.language),
        places=frozenset(places(opening)),
        numbers=frozenset(islice(sorted(numbers(f"{title} {text}")), 60)),
        about=about(opening, at),
        formal=len(FORMAL.intersection(chain(headline, lead))),
    )


def terms(title: Sequence[str], lead: Sequence[str], rest: Sequence[str]) -> dict[str, float]:
    """Stems and their weights: the title counts three times, the lead twice."""
    weights: dict[str, float] = dict.fromkeys(chain(title, lead, rest), 0.0)
    for part, weight in ((title, TITLE), (lead, LEAD), (rest, REST)):
        for stem in part:
            weights[stem] += weight
    ordered = sorted(weights)
    ordered.sort(key=weights.__getitem__, reverse=True)
    return {stem: log1p(weights[stem]) for stem in ordered[:MOST_TERMS]}


def named(opening: str, text: str, language: str | None) -> dict[str, float]:
    """How much each country is named, what opens the report counting twice; a capital in which something happens is a
    place, not a party."""
    counts: Counter[str] = Counter()
    for part in (opening, text):
        for found in countries.find(part):
            if found.kind != "capital" or not WITHIN.search(part[max(0, found.start - 8) : found.start]):
                counts[found.code] += 1
        if language not in (None, "en"):
            counts.update(foreign(part))
    counts.pop("IGO", None)
    return {code: log1p(n) for code, n in counts.items()}


@cache
def abroad() -> dict[str, str]:
    """Folded French and Spanish forms with the code they stand for."""
    table = resources.files(__package__).joinpath("abroad.tsv").read_text(encoding="utf8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {form: code for code, forms in rows for form in forms.split(" ")}


@cache
def beginnings() -> frozenset[str]:
    """The first words of forms of several words."""
    return frozenset(form.partition("-")[0] for form in abroad() if "-" in form)


ELIDED = Remembered(lambda word: folded(word).split("'")[-1].split("’")[-1])
"""Words without an article drawn together with them: `l'Angleterre` is `angleterre`."""


def foreign(text: str) -> Iterator[str]:
    """Codes of the countries a French or Spanish text names; forms of up to three words."""
    forms, begin = abroad(), beginnings()
    words = [ELIDED[word] for word in WORD.findall(text)]
    for i, word in enumerate(words):
        several = ("-".join(words[i : i + n]) for n in (3, 2)) if word in begin else ()
        code = next((forms[form] for form in (*several, word) if form in forms), None)
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
        if capital or words[0] in abroad():
            yield f"@{capital or abroad()[words[0]]}"
        elif not countries.find(place):
            yield " ".join(words)


def about(opening: str, at: float | None) -> tuple[tuple[int, int], ...]:
    """The days the opening of a report tells of, nearer than a month."""
    anchor = None if at is None else date(1970, 1, 1) + timedelta(days=int(at))
    spans: list[tuple[int, int]] = []
    for found in dates.find(opening, anchor):
        if found.first and found.last and found.last - found.first <= timedelta(days=MONTH):
            spans.append((since_1970(found.first), since_1970(found.last)))
    return tuple(sorted(set(spans)))


def since_1970(day: date) -> int:
    """A day as a number."""
    return (day - date(1970, 1, 1)).days


def apart(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> int | None:
    """Days between the nearest of two sets of spans, 0 if any overlap, None if either is empty."""
    others = list(b)
    return min((max(0, x[0] - y[1], y[0] - x[1]) for x in a for y in others), default=None)


def days(published: str | None) -> float | None:
    """A report time in days since 1970; None for unknown or unreadable."""
    try:
        moment = instant_of(published)
        return None if moment is None else moment.timestamp() / DAY
    except (ValueError, OverflowError):
        return None
