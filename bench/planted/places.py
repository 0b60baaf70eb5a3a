"""Countries and places: strangers to the report, those of another sentence, and the same by another name."""

import re
from collections.abc import Iterator

from bench.planted.ground import Edit, Ground, Span
from communique.lexicon import countries

STRANGERS = ("PRT", "NZL", "BOL", "GHA", "FIN", "NPL", "PRY", "ZMB", "ISL", "MNG", "HND", "MDG", "LVA", "BWA")
NOT_ONE = re.compile(r"^(?:['’]s)?\s(?:of\s)?[A-Z]|^-")
PLACED = re.compile(r"\b(?:in|at|to|from|near|for|of|visited|left)\s$")


def edits(ground: Ground) -> Iterator[Edit]:
    """Of the first three countries a sentence names."""
    mine = {span.who for span in ground.spans}
    spans = [s for s in ground.spans if s.kind != "person"][:3]
    here = [s for other in ground.others for s in others_of(other)]
    for span in spans:
        if part_of_name(ground, span):
            continue
        absent = [c for c in STRANGERS if not mentions(ground.report.text, c)]
        yield Edit("country not in it", ground.put(span.start, span.end, printed(ground.pick(absent), span.kind)))
        swaps = [s.text for s in here if s.kind == span.kind and s.who not in mine and fits(s.text, span.text)]
        swaps = [t for t in dict.fromkeys(swaps) if not ground.true_elsewhere(t)]
        if swaps:
            kind = "other place" if span.kind == "capital" else "other country"
            yield Edit(kind, ground.put(span.start, span.end, ground.pick(swaps)))
        yield from aliases(ground, span)


def others_of(text: str) -> list[Span]:
    """The countries of another sentence."""
    return [Span(c.start, c.end, c.text, c.code, c.kind) for c in countries.find(text, bynames=False)]


def fits(other: str, text: str) -> bool:
    """Whether a country's form can stand for another one in a sentence: not capitals, both plural or neither."""
    return not other.isupper() and other.endswith("s") == text.endswith("s")


def part_of_name(ground: Ground, span: Span) -> bool:
    """Whether a country's name is only part of a longer one, of a newspaper or a bank say, or in capitals."""
    before = ground.text[: span.start]
    return (
        span.text.isupper()
        or NOT_ONE.match(ground.text[span.end :]) is not None
        or re.search(r"[A-Z][\w’']+\s(?:of\s(?:the\s)?)?$|-$|\bNew\s$|\bKorean\s$", before) is not None
    )


def mentions(text: str, code: str) -> bool:
    """Whether a text has anything of a country."""
    return any(found.code == code for found in countries.find(text))


def printed(code: str, kind: str) -> str:
    """A country in the form that stands where it is put."""
    if kind == "demonym":
        return countries.demonym(code)
    return countries.capital(code) if kind == "capital" else countries.name(code)


def aliases(ground: Ground, span: Span) -> Iterator[Edit]:
    """Another name of the same country, and its capital called that: harmless."""
    text, before = ground.text, ground.text[: span.start]
    if re.match(r"['’]|\s[A-Z]|-", text[span.end :]) or span.who == "IGO":
        return
    if span.kind == "name" and not before.endswith(("the ", "The ", "-")):
        official = [
            f for f in countries.forms(span.who, "name") if re.match(r"(?:Republic|Kingdom|State|Sultanate) of ", f)
        ]
        if official and span.text not in official and not re.search(r"\b(?:and|or)\s$", before):
            the = "the " if before else "The "
            yield Edit("alias", ground.put(span.start, span.end, the + official[0]), True)
    seat = span.kind == "capital" and span.text == countries.capital(span.who) and "capital" not in text
    if seat and re.search(r"\b(?:in|to|from)\s$", before):
        yield Edit("alias", ground.put(span.start, span.end, f"the {countries.demonym(span.who)} capital"), True)
