"""Countries as press reports name them: by name, demonym, capital or byname (Kremlin, Downing Street).

The tables are countries.tsv and, with further formal names, official.tsv. Codes are ISO 3166-1 alpha-3, with XKX for
Kosovo, XSL for Somaliland and IGO for any large organisation of states. A bare "Korea" or "Korean" names no country
and is not found.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from communique.lexicon import SENTENCES_KEPT, words
from communique.model import Noun

Kind = Literal["name", "demonym", "capital", "byname"]
KINDS: tuple[Kind, ...] = ("name", "demonym", "capital", "byname")

WORD = re.compile(r"[A-ZÀ-ÖØ-ÞİŞĐŁ](?<![^\W_].)[^\W\d_]*")
PLURAL = re.compile(r"(?:an|[^e]i|[^cs]o|ot|er|ech|ek|urk|ole|ane|wede|iton|inn|oat|erb|rit|iard|ene|ak|ussie|ina)$")

BLOCKED = words.phrases("not_a_country")
"""Phrases that hold a country's name without meaning the country."""

PERSONAL_FORMS = frozenset(words.phrases("countries_that_are_also_names"))
"""Forms that are also names or surnames of people (Jim Jordan) or of other places."""
TITLES = words.known("titles_after_a_country")
GIVEN = words.known("given_names_before_a_country")
CAUCASUS = frozenset(["Abkhazia", "Ossetia", "Batumi", "Gori", "Caucasus"])
BEFORE_STATE = re.compile(r"([A-Z][\w.'-]+), $")
NEXT_WORD = re.compile(r" ([A-Z][\w'-]+)")
LAST_WORD = re.compile(r"([A-Z][\w.'-]*) $")


class FoundCountry(Noun, frozen=True):
    """A mention of a country: offsets, words as printed, code, and by what kind of form it is named."""

    start: int
    end: int
    text: str
    code: str
    kind: Kind


class Entry(NamedTuple):
    """One row of the table."""

    code: str
    forms: tuple[tuple[str, ...], ...]


class Form(NamedTuple):
    """One way to write a country; a blocked phrase has no code."""

    text: str
    code: str
    kind: Kind


@cache
def table() -> dict[str, Entry]:
    """The rows of countries.tsv by code, the names of official.tsv added to theirs."""
    more: dict[str, list[str]] = {}
    for code, name, _ in rows("official.tsv"):
        more.setdefault(code, []).append(name)
    entries = {}
    for code, *columns in rows("countries.tsv"):
        names, *others = (tuple(form for form in cell.split(";") if form) for cell in columns)
        entries[code] = Entry(code, (names + tuple(more.get(code, ())), *others))
    return entries


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package."""
    return rows_of(__package__, name)


def rows_of(package: str, name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table of a package, without its comments."""
    for line in resources.files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def spellings(form: str, kind: Kind) -> Iterator[str]:
    """A form as the table has it, its plural if it is a people's name, and in capitals as datelines print it."""
    yield form
    if kind == "demonym" and PLURAL.search(form):
        yield form + "s"
    if len(form) > 4 and kind != "byname":
        yield form.upper()


@cache
def index() -> dict[str, tuple[Form, ...]]:
    """All forms by their first run of letters, longest first."""
    found: dict[str, dict[str, Form]] = {}
    for entry in table().values():
        for kind, forms in zip(KINDS, entry.forms, strict=True):
            for form in forms:
                for spelling in spellings(form, kind):
                    if (first := WORD.match(spelling)) is not None:
                        found.setdefault(first.group(), {}).setdefault(spelling, Form(spelling, entry.code, kind))
    for phrase in BLOCKED:
        if (first := WORD.match(phrase)) is not None:
            found.setdefault(first.group(), {})[phrase] = Form(phrase, "", "name")
    return {first: tuple(sorted(forms.values(), key=lambda f: -len(f.text))) for first, forms in found.items()}


def ambiguous(text: str, start: int, form: Form) -> bool:
    """Whether this spelling is here rather part of a person's name or a place in an American state."""
    end = start + len(form.text)
    if form.text in ("US", "CAR") and text[max(0, start - 12) : start].isupper() and text[end : end + 6].isupper():
        return True
    if form.text not in PERSONAL_FORMS:
        return False
    if form.text == "Georgia" and (city := BEFORE_STATE.search(text, max(0, start - 30), start)):
        return city.group(1) not in index() and city.group(1) not in CAUCASUS
    if (before := LAST_WORD.search(text, max(0, start - 20), start)) and before.group(1) in GIVEN:
        return True
    if form.kind == "demonym" or form.text in ("London", "Paris", "Washington", "Berlin", "Rome", "France", "England"):
        return form.text == "Paris" and text.startswith(" Hilton", end)
    after = NEXT_WORD.match(text, end)
    return after is not None and after.group(1) not in TITLES and after.group(1) not in index()


@lru_cache(maxsize=SENTENCES_KEPT)
def find(text: str, *, bynames: bool = True) -> tuple[FoundCountry, ...]:
    """What `search` finds, remembered."""
    return search(text, bynames=bynames)


def search(text: str, *, bynames: bool = True) -> tuple[FoundCountry, ...]:
    """All mentions of countries in order, the longest form at each place, none overlapping; without `bynames` only by
    name, demonym and capital ("Communist Party of China" is then found as "China")."""
    plain = text.replace("’", "'")
    forms = index()
    found: list[FoundCountry] = []
    reached = 0
    for word in WORD.finditer(plain):
        start = word.start()
        if start < reached:
            continue
        for form in forms.get(word.group(), ()):
            end = start + len(form.text)
            if not bynames and form.kind == "byname":
                continue
            if plain.startswith(form.text, start) and not plain[end : end + 1].isalnum():
                reached = end
                if form.code and not ambiguous(plain, start, form):
                    words_here = text[start:end]
                    found.append(FoundCountry(start=start, end=end, text=words_here, code=form.code, kind=form.kind))
                break
    return tuple(found)


def of(text: str) -> str | None:
    """The code of the country that exactly this name, demonym, capital or byname stands for."""
    found = find(text)
    return found[0].code if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) else None


@cache
def codes() -> tuple[str, ...]:
    """All country codes in alphabetical order, without IGO."""
    return tuple(sorted(code for code in table() if code != "IGO"))


def name(code: str) -> str:
    """The country's name in English as we print it. Raises KeyError for an unknown code."""
    return "international organisation" if code == "IGO" else table()[code].forms[0][0]


def demonym(code: str) -> str:
    """The adjective (`North Korean`), or the name where there is none. Raises KeyError for an unknown code."""
    return (table()[code].forms[1] or (name(code),))[0]


def capital(code: str) -> str:
    """The capital or seat of government; a city state is its own. Raises KeyError for an unknown code."""
    return (table()[code].forms[2] or (name(code),))[0]


def forms(code: str, kind: Kind) -> tuple[str, ...]:
    """All forms of one kind by which a country is known. Raises KeyError for an unknown code."""
    return table()[code].forms[KINDS.index(kind)]
