"""Whom the names of a sentence stand for: bodies, states by all their names, regions, and names that need their
context."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from msgspec.structs import replace

from communique.lexicon import countries, sentences
from communique.lexicon.phrases import Phrases
from communique.model import Noun
from communique.record import choosing, home, tables
from communique.record.choosing import Context
from communique.record.own import Own

ORGANISATIONS = frozenset(["IGO", "NGO", "IMG"])
NOWHERE = Context()
BEFORE = {"ERI": ("ETH", date(1993, 5, 24)), "SSD": ("SDN", date(2011, 7, 9))}
"""States that were no unit with a code of its own before their independence: what they were of, and until when."""
EUROPEAN = re.compile(
    r"(?<![\w-])European(?= (?:(?:trade|competition|energy|climate) )?"
    r"(?:commissioners?|Commissioners?|foreign policy chief|capitals|leaders"
    r"|officials|diplomats|negotiators|lawmakers)\b)"
)
"""The adjective before an office that only the European Union has, or its members together."""


class Named(Noun):
    """A name at one place of a sentence: offsets, words printed, code (None is no actor), the name in full, sector
    where the name has one, by what kind of name, and why in words."""

    start: int
    end: int
    text: str
    code: str | None
    name: str
    sector: str | None
    kind: str
    why: str


def find(text: str, context: Context = NOWHERE) -> list[Named]:
    """Every name in order, none overlapping. Without a context an ambiguous name is taken as usual."""
    plain = text.replace("’", "'")
    if context.here != plain:
        context = Context([text], context.own, context.day, context.written)
    elif plain in context.found:
        return context.found[plain]
    found: list[Named] = []
    covered: set[int] = set()
    for named in _all(text, context):
        span = range(named.start, named.end)
        if covered.isdisjoint(span):
            covered.update(span)
            found.append(named)
    kept = (n for n in found if n.kind != "blocked" and not text.startswith("$", n.end))
    told = (_as_it_was(n, context.day) for n in kept)
    context.found[plain] = sorted(told, key=lambda n: n.start)
    return context.found[plain]


def _as_it_was(named: Named, day: date | None) -> Named:
    """Before a state there was, its towns and movements were of the one it left."""
    before, since = BEFORE.get(named.code or "", ("", date.min))
    if day is None or day >= since:
        return named
    why = f"{named.why}; before {since.year} of {countries.name(before)}"
    return replace(named, code=before, name=named.name if named.kind == "body" else countries.name(before), why=why)


def told(name: str, text: str | None = None, own: Own | None = None) -> list[Named]:
    """The readings of a name by itself, or of those in a text that overlap it; without the article if need be."""
    whole = text if text is not None else name
    spans = sentences.split(whole)
    pieces = [whole[span.start : span.end] for span in spans]
    context = Context(pieces, own)
    found: list[Named] = []
    for context.at, piece in enumerate(pieces):
        starts = [m.start() for m in re.finditer(re.escape(name), piece)]
        found += [n for n in find(piece, context) if any(n.start < at + len(name) and n.end > at for at in starts)]
    return found


def _all(text: str, context: Context) -> Iterator[Named]:
    """Names by how much they are to be trusted; the earlier ones cover the later."""
    for start, end, row in context.own.find(text):
        yield Named(
            start=start, end=end, text=text[start:end], code=row.code, name=row.name, sector=row.sector,
            kind="body" if row.sector or row.code in ORGANISATIONS else "name",
            why=f"the desk's own table{f', from {row.id}' if row.id else ''}: {row.name}",
        )  # fmt: skip
    known = countries.find(text)
    long = [_country(c) for c in known if (" " in c.text or "-" in c.text) and c.text not in choosing.readings()]
    bodies = tables.find_bodies(text)
    yield from _beside(text, known, bodies, context.setting())
    other = list(_otherwise(text, context))
    long += [named for named in other if " " in named.text or "-" in named.text]
    named_bodies = [named for body in bodies if (named := _body(body, context)) is not None]
    yield from sorted(named_bodies + long, key=lambda n: (n.start - n.end, n.kind != "body"))
    for match in EUROPEAN.finditer(text):
        yield Named(
            start=match.start(), end=match.end(), text=match[0], code="IGO", name="European Union", sector="GOV",
            kind="body", why="an office of the European Union",
        )  # fmt: skip
    for start, end, name in _regions().find(text):
        yield _region(text, start, end, name)
    for start, end, _ in _blocked().find(text):
        yield Named(start=start, end=end, text="", code=None, name="", sector=None, kind="blocked", why="")
    for start, end, name in _chosen().find(text):
        if (named := _choice(text, start, end, name, context)) is not None:
            yield named
    for country in known:
        yield _country(country)
    if context.generic:
        yield from _nearest(text, context)
    yield from other


def _otherwise(text: str, context: Context) -> Iterator[Named]:
    """States and member states by poetic, native and older names."""
    for start, end, name in _poetic().find(text):
        for code, kind, cues in tables.poetic()[name]:
            if not cues or any(cue in sentence for cue in cues for sentence in context.sentences):
                named = _plain(text, start, end, code, kind, "another name of")
                yield replace(named, sector="GOV") if kind in {"capital", "region"} else named
                break


def _beside(
    text: str, known: Sequence[countries.FoundCountry], bodies: Sequence[tables.FoundBody], dateline: str | None
) -> Iterator[Named]:
    """Bodies by a name that many states have, right beside a state ("Congress in Lima", "Kenya's National Assembly"),
    in a sentence that says in which capital ("In Abuja the Senate …"), or in a report that is written from one."""
    for start, end, name in _generic().find(text):
        for country in known:
            before = country.kind != "capital" and text[country.end : start] in {"'s ", "’s "}
            if before or re.fullmatch(
                r",? (?:in|of) (?:the )?", text[end : country.start] if country.start >= end else ""
            ):
                yield _of_state(text, start, end, name, country.code, f"beside “{country.text}”")
                break
        else:
            part = any(b.start <= start and end <= b.end and b.end - b.start > end - start for b in bodies)
            code = home.seat(text, start) or (dateline if not part and _owned(name, dateline) else None)
            if code is not None and _owned(name, code):
                yield _of_state(text, start, end, name, code, f"told from {countries.name(code)}")


def _owned(name: str, code: str | None) -> bool:
    """May a state have a body of this name?"""
    return code is not None and code in tables.having().get(name, (code,))


def _nearest(text: str, context: Context) -> Iterator[Named]:
    """Such bodies alone in a sentence: of the state the report tells of nearest."""
    codes = [code for code in (context.setting(), *context.states()) if code]
    for start, end, name in _generic().find(text):
        code = next((code for code in codes if _owned(name, code)), None)
        if code is None:
            continue
        yield _of_state(text, start, end, name, code, f"the report tells of {countries.name(code)}")


def _of_state(text: str, start: int, end: int, name: str, code: str, why: str) -> Named:
    return Named(
        start=start, end=end, text=text[start:end], code=code, name=f"{name} of {countries.name(code)}",
        sector=tables.generic()[name], kind="body", why=why,
    )  # fmt: skip


@cache
def _generic() -> Phrases:
    return Phrases(tables.generic())


def _body(found: tables.FoundBody, context: Context) -> Named | None:
    body, why = found.body, "the body's name"
    if body is None or len(found.bodies) > 1:
        body, why = _among(found, context) or (body, "of those who share the name, the usual one")
    if body is None:
        return None
    return Named(
        start=found.start, end=found.end, text=found.text, code=body.code, name=body.name, sector=body.sector,
        kind="body", why=f"{why}: {body.name}",
    )  # fmt: skip


def _among(found: tables.FoundBody, context: Context) -> tuple[tables.Body, str] | None:
    """The body that a word of the report speaks for, or the one whose state the report tells of nearest."""
    told = [b for b in found.bodies if any(cue in s for cue in b.cues for s in context.sentences)]
    if len(told) == 1:
        return told[0], "a word of the report speaks for this body"
    for code in context.states():
        of_state = [b for b in found.bodies if b.code == code]
        if of_state:
            return of_state[0], f"the report tells of {countries.name(code)}"
    return None


def _country(found: countries.FoundCountry) -> Named:
    name = countries.name(found.code) if found.code != "IGO" else found.text
    sector = "GOV" if found.kind in {"capital", "byname"} else None
    return Named(
        start=found.start, end=found.end, text=found.text, code=found.code, name=name, sector=sector, kind=found.kind,
        why=f"{found.kind} of {name}",
    )  # fmt: skip


def _region(text: str, start: int, end: int, name: str) -> Named:
    code = tables.regions()[name]
    return Named(
        start=start, end=end, text=text[start:end], code=code, name=name, sector="GOV", kind="region",
        why=f"a region of {countries.name(code)}",
    )  # fmt: skip


def _choice(text: str, start: int, end: int, name: str, context: Context) -> Named | None:
    own = name in choosing.readings()
    plain = name[0].lower() + name[1:] if name.startswith("The ") and not own else name
    known = countries.of(plain)
    kinds = (k for k in countries.KINDS if known and plain in countries.forms(known, k))
    country: countries.Kind = next(kinds, "name")
    kind = "region" if known is None and plain in tables.regions() else country
    if countries.ambiguous(text, start, countries.Form(plain, "", country)):
        return None
    choice = choosing.choose(plain, context, start)
    if choice is None or (not choice.cues and plain.startswith("the ")):
        return None
    reading = choice.reading
    full = reading.name or (countries.name(reading.code) if reading.code in countries.codes() else plain)
    told = f"for it speak: {', '.join(choice.cues)}" if choice.cues else "the usual reading"
    sector = reading.sector or ("GOV" if kind == "capital" and reading.code else None)
    return Named(
        start=start, end=end, text=text[start:end], code=reading.code, name=full,
        sector=None if sector == "-" else sector,
        kind="body" if reading.name else kind, why=f"{plain}: {full if reading.code else 'no actor'}; {told}",
    )  # fmt: skip


def _plain(text: str, start: int, end: int, code: str, kind: str, why: str) -> Named:
    name = countries.name(code)
    return Named(
        start=start, end=end, text=text[start:end], code=code, name=name, sector=None, kind=kind, why=f"{why} {name}"
    )


def towns(text: str) -> list[Named]:
    """Large cities that are no capitals: they say of which state something is, and act for none."""
    return [
        _plain(text, start, end, _cities()[1][name], "town", "a city of")
        for start, end, name in _cities()[0].find(text)
    ]


@cache
def _cities() -> tuple[Phrases, dict[str, str]]:
    known = {name: code for code, cell in countries.rows("cities.tsv") for name in cell.split(";")}
    return Phrases(known), known


@cache
def _regions() -> Phrases:
    ambiguous = choosing.readings()
    return Phrases(name for name in tables.regions() if name not in ambiguous and countries.of(name) is None)


@cache
def _blocked() -> Phrases:
    return Phrases(countries.BLOCKED)


@cache
def _chosen() -> Phrases:
    names = list(choosing.readings())
    return Phrases([*names, *("The " + name[4:] for name in names if name.startswith("the "))])


@cache
def _poetic() -> Phrases:
    return Phrases(tables.poetic())
