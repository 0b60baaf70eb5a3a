"""The agencies and outlets that others name as where they have a report from, and where a text names one so."""

import re
from collections.abc import Iterator
from functools import cache

from communique.model import Noun
from communique.reading.tables import rows
from communique.reading.titles import plain

AHEAD, BEHIND = 70, 110  # characters looked at before and after a name
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # of scripts that part words
BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]\W*$")
CYRILLIC = re.compile(r"[Ѐ-ӿ]{6,}$")
_QUOTE = r"[«»“”„\"'’‘(]?"
_WORDS = r"(?:[\w'’\-]+ ){0,4}(?:[ldL]['’])?"
_ARTICLE = (
    r"(?:(?:l['’]|la |le |el |die |der |das |dem |the |a |o |an |da |do |de la |del )?"
    r"(?:(?:[\w'’\-]+ ){0,2}(?:l['’])?(?:agence|agencia|agência|agenzia|\w*[Aa]gentur|агентство|агентству|وكالة)"
    r"(?: (?:de presse|d['’]information|de noticias|de notícias))?(?: [\w\-]+){0,2} )?)?(?:l['’])?"
)
_ARABIC = r"\s?ل?(?:وكالة |لوكالة )?(?:أنباء |الأنباء )?(?:[\w]+ ){0,1}"


class Agency(Noun, frozen=True):
    """A row of agencies.tsv: short name, country whose state media it is, its spellings, those of datelines apart."""

    name: str
    country: str | None
    forms: tuple[str, ...]
    in_datelines: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """The rows of agencies.tsv."""
    return tuple(
        Agency(
            name=row[0],
            country=None if row[1] == "-" else row[1],
            forms=(row[0], *(form for form in row[2:] if form[0] != "=")),
            in_datelines=tuple(form[1:] for form in row[2:] if form[0] == "="),
        )
        for row in rows("agencies.tsv")
    )


@cache
def table() -> dict[str, str]:
    """Every spelling in the table, letters only, with its short name."""
    return {plain(form): agency.name for agency in agencies() for form in (*agency.in_datelines, *agency.forms)}


@cache
def spellings() -> frozenset[str]:
    """Every spelling in the table as it is written, those of datelines too."""
    return frozenset(form for agency in agencies() for form in (*agency.in_datelines, *agency.forms))


def named_as_source(text: str) -> Iterator[tuple[int, str]]:
    """Where known agencies are named as the source of something, not as what the text is about: where, and the short
    name."""
    for found in _spelled().finditer(text):
        if told(text, found.start()) or _forms("after").match(text, found.end(), found.end() + BEHIND):
            yield found.start(), _short(found[0])


def told(text: str, start: int) -> bool:
    """Whether the words that end at `start` say that what follows is a source."""
    said = text[max(0, start - AHEAD) : start]
    return bool(_forms("before").search(said) or _forms("near").search(said))


def credited(line: str) -> list[str]:
    """The known agencies in a line that begins like one of credits or ends with them in brackets."""
    if _forms("credit").match(line):
        return [_short(found[0]) for found in _spelled().finditer(line)]
    closing = BRACKETS.search(line)
    parts = re.split(r"\s*[/,&]\s*", closing[1]) if closing else []
    return parts if all(plain(part) in table() for part in parts) else []


@cache
def _spelled() -> re.Pattern[str]:
    forms = sorted({form for agency in agencies() for form in agency.forms}, key=len, reverse=True)
    whole = "|".join(form for form in map(_declined, forms) if not CJK.search(form))
    signs = "|".join(form for form in map(_declined, forms) if CJK.search(form))
    return re.compile(rf"(?<!{LETTER})(?:{whole})(?!{LETTER})|(?:{signs})")


def spelled_at(text: str, start: int) -> bool:
    """Whether a known agency is named from this place on."""
    return _spelled().match(text, start) is not None


def _short(form: str) -> str:
    """The short name of a spelling, with or without a Russian ending."""
    return table().get(plain(form)) or table().get(plain(form[:-1])) or table().get(plain(form[:-2])) or form


def _declined(form: str) -> str:
    """A spelling with what may be attached to it: Russian declines the longer ones; 中央社 is no agency in 中央社会."""
    if CJK.search(form):
        return re.escape(form) + ("(?![会會])" if form.endswith("社") else "")
    ending = "(?:а|у|ом|е)?" if CYRILLIC.search(form) and form[-1] not in "аеиоуыьэюяй" else ""
    return re.escape(form) + ending


@cache
def _forms(place: str) -> re.Pattern[str]:
    """All languages' words of a place as one expression that ends, or begins, where the name stands."""
    words = [(row[0], row[2]) for row in rows("attributions.tsv") if row[1] == place]
    if place == "after":
        return re.compile(rf"{_QUOTE}\)?(?:{'|'.join(form for _, form in words)})")
    if place == "credit":
        return re.compile(rf"^\W*(?:{'|'.join(form for _, form in words)})(?!\w)", re.IGNORECASE)
    parts = []
    for language, form in words:
        if language == "ar":
            parts.append(rf"(?:{form}){_ARABIC}{_QUOTE}$")
        elif language == "zh":
            parts.append(rf"(?:{form})[^。，,]{{0,6}}{_QUOTE}$")
        else:
            between = rf"(?:[\s:]+{_WORDS})" if place == "before" else rf"\s+(?:\w+ )?{_ARTICLE}"
            parts.append(rf"(?<!\w)(?:{form}){between}{_QUOTE}$")
    return re.compile("|".join(parts))
