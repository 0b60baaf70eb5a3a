"""Reading what somebody types into a search: words, "exact phrases", -left out, OR, and fields.

    kim OR wang "great hall" -trade from:kestrel country:nk pair:CHN-PRK type:meeting after:2024-03-01 lang:ko

All parts must hold; OR joins its neighbours; a minus leaves out. Whatever cannot be read is told in a plain line, and
the rest is searched: nothing a person can type is an error. Pure.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from communique.lexicon import countries
from communique.model import Noun
from communique.searching import KINDS, Condition, Field, Query

LONGEST = 1000  # characters
MOST_PARTS = 32
LONGEST_PART = 200
FIELDS = ("from", "country", "pair", "type", "after", "before", "on", "lang")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
SPELT = {"person": "people", "country": "countries", "organisation": "organization"}
CALLED = {"meeting": "CONSULT", "meetings": "CONSULT", "talks": "CONSULT", "mobilise": "MOBILIZE"}
PART = re.compile(r'(-?)(?:([^\W\d_]+):(?=\S))?(?:"([^"]*)"|([^\s"]+))')
UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
NAMES_DAYS = ("after", "before", "on")


class Part(Noun, frozen=True):
    """One part as it was typed, and what it asks for: a condition, or the first and last day it allows."""

    typed: str
    condition: Condition | None = None
    since: str | None = None
    until: str | None = None
    joined: bool = False


class Asked(Noun, frozen=True):
    """What was typed, as it was understood. `notes` are plain lines about what was not; `parts` are those that were,
    `joined` by OR to the one before or not."""

    typed: str
    query: Query = Query()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


class Unread(Exception):
    """A part that says nothing that can be searched; the message is the plain line about it."""


def parse(typed: str, today: date | None = None) -> Asked:
    """What is asked by what was typed. `today` gives `today` and `yesterday` a meaning. Raises nothing."""
    notes: list[str] = []
    text = UNSEEN.sub(" ", typed)
    if len(text) > LONGEST:
        notes.append(f"Only the first {LONGEST:,} characters were searched.")
        text = text[:LONGEST]
    if text.count('"') % 2:
        notes.append("A quotation mark is not closed: the quotation was taken to end with the line.")
        text += '"'
    parts: list[Part] = []
    either = False
    for found in PART.finditer(text):
        whole = found.group()
        if whole == "OR":
            either = bool(parts)
            continue
        if len(parts) == MOST_PARTS:
            notes.append(f"Only the first {MOST_PARTS} parts were searched.")
            break
        try:
            for part in understood(found, today, notes):
                parts.append(joined(part, parts, notes) if either else part)
                either = False
        except Unread as error:
            notes.append(str(error))
    return Asked(
        typed=" ".join(text.split()), query=query_of(parts), parts=tuple(parts), notes=tuple(dict.fromkeys(notes))
    )


def joined(part: Part, before: list[Part], notes: list[str]) -> Part:
    """The part as an alternative to the one before it, where both can be one."""
    for one in (before[-1], part):
        if one.condition is None or one.condition.without:
            notes.append(f"{one.typed} cannot stand beside OR: it was asked of every result.")
            return part
    return Part(typed=part.typed, condition=part.condition, joined=True)


def query_of(parts: list[Part]) -> Query:
    """The query of all parts together."""
    groups: list[tuple[Condition, ...]] = []
    for part in parts:
        if part.condition is not None and part.joined and groups:
            groups[-1] += (part.condition,)
        elif part.condition is not None:
            groups.append((part.condition,))
    since = max((part.since for part in parts if part.since), default=None)
    until = min((part.until for part in parts if part.until), default=None)
    return Query(groups=tuple(groups), since=since, until=until)


def understood(found: re.Match[str], today: date | None, notes: list[str]) -> list[Part]:
    """The parts that one stretch of the text stands for. Raises Unread."""
    minus, field, quoted, plain = found.groups()
    value = (quoted if quoted is not None else plain).strip()[:LONGEST_PART]
    name = (field or "").lower()
    if name in FIELDS:
        return [fielded(found.group(), name, value, bool(minus), today)]
    if value.endswith(":") and value[:-1].lower() in FIELDS:
        raise Unread(f"{value} needs something right after it, without a space.")
    if field and quoted is None and not value.startswith("/"):
        notes.append(f"There is no field {field}: – searched for the words. Fields are {', '.join(FIELDS)}.")
        value = " ".join(w for part in (field, *value.split(":")) if (w := part.lstrip("-")) != "OR")
    elif field:
        value = f"{field}:{value}"
    if not any(c.isalnum() for c in value):
        return []
    kind: Field = "phrase" if quoted is not None and not field else "words"
    said = [value] if kind == "phrase" else [w for w in value.split() if any(c.isalnum() for c in w)]
    return [
        Part(
            typed=found.group() if len(said) == 1 else minus + word,
            condition=Condition(field=kind, value=word, without=bool(minus), beginning=begun(word, kind)),
        )
        for word in said
    ]


def begun(word: str, kind: Field) -> bool:
    """Whether a word says that it may go on: `tariff*`."""
    return kind == "words" and word.endswith("*") and sum(c.isalnum() for c in word) >= 3


def fielded(typed: str, name: str, value: str, without: bool, today: date | None) -> Part:
    """A part with a field of its own. Raises Unread."""
    if name in NAMES_DAYS:
        if without:
            raise Unread(f"{typed}: days cannot be left out with a minus; use after:, before: or on:.")
        return bounded(typed, name, value, today)
    field, told = READ[name](value)
    return Part(typed=typed, condition=Condition(field=field, value=told, without=without))


def bounded(typed: str, name: str, value: str, today: date | None) -> Part:
    """`after:`, `before:` and `on:` a day, month or year."""
    first, last = days(value, today)
    try:
        if name == "after":
            return Part(typed=typed, since=(last + timedelta(days=1)).isoformat())
        if name == "before":
            return Part(typed=typed, until=(first - timedelta(days=1)).isoformat())
    except OverflowError:
        raise Unread(f"{typed}: there are no days there.") from None
    return Part(typed=typed, since=first.isoformat(), until=last.isoformat())


def days(value: str, today: date | None) -> tuple[date, date]:
    """The first and last day of `2024-03-22`, `2024-03`, `2024`, `today` or `yesterday`. Raises Unread."""
    if today is not None and value.lower() in ("today", "yesterday"):
        day = today - timedelta(days=value.lower() == "yesterday")
        return day, day
    told = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?", value)
    try:
        if told is None:
            raise ValueError
        year, month, day_of_month = (int(n) if n else None for n in told.groups())
        first = date(year or 0, month or 1, day_of_month or 1)
        if day_of_month:
            return first, first
        if month:
            return first, date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
        return first, date(first.year, 12, 31)
    except ValueError:
        raise Unread(f"“{value}” is no day: write 2024-03-22, 2024-03 or 2024. Searched without it.") from None


def publisher(value: str) -> tuple[Field, str]:
    """Words of a name."""
    if not any(c.isalnum() for c in value):
        raise Unread("from: needs a name after it.")
    return "from", value


def country(value: str) -> tuple[Field, str]:
    """A country by name, code, demonym or capital."""
    return "country", code_of(value)


def pair(value: str) -> tuple[Field, str]:
    """Two countries: `CHN-PRK`, or by name where quoted: `"north korea-china"`."""
    for cut in (m.start() for m in re.finditer("-", value)):
        try:
            codes = sorted({code_of(value[:cut]), code_of(value[cut + 1 :])})
        except Unread:
            continue
        if len(codes) == 2:
            return "pair", "-".join(codes)
    raise Unread(f"“{value}” is no pair of countries: write pair:CHN-PRK. Searched without it.")


def kind_or_type(value: str) -> tuple[Field, str]:
    """A kind of result, or a type of event."""
    word = value.lower()
    for kind in KINDS:
        if word in (kind, kind + "s", SPELT.get(kind)):
            return "kind", kind
    code = CALLED.get(word, word.upper())
    if code in TYPES:
        return "type", code
    kinds = ", ".join(KINDS)
    raise Unread(
        f"“{value}” is no type: {kinds}, meeting, or {', '.join(t.lower() for t in TYPES)}. Searched without it."
    )


def language(value: str) -> tuple[Field, str]:
    """A language by its tag."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", value):
        raise Unread(f"“{value}” is no language: write its two letters, lang:fr. Searched without it.")
    return "lang", value.split("-")[0].lower()


READ: dict[str, Callable[[str], tuple[Field, str]]] = {
    "from": publisher, "country": country, "pair": pair, "type": kind_or_type, "lang": language,
}  # fmt: skip


def code_of(value: str) -> str:
    """The code of a country by any of its names, its demonym, capital or code. Raises Unread."""
    code = named().get(value.replace("’", "'").strip().casefold())
    if code is None:
        raise Unread(f"“{value}” is no country we know: write its name or code, country:PRK. Searched without it.")
    return code


@cache
def named() -> dict[str, str]:
    """Codes by every form of a country's name, names before demonyms and these before capitals, and bynames."""
    found: dict[str, str] = {}
    for kind in countries.KINDS:
        for code in countries.codes():
            for form in countries.forms(code, kind):
                found.setdefault(form.casefold(), code)
    short = {"nk": "PRK", "sk": "KOR", "rok": "KOR", "dprk": "PRK", "uk": "GBR", "us": "USA", "uae": "ARE", "eu": ""}
    found = {form: code for form, code in (short | found).items() if code}
    return found | {code.casefold(): code for code in countries.codes()}
