"""Reading what a model gave back: tolerant of wrapping and of near shapes, clear about what is no draft."""

import json
from collections.abc import Sequence
from typing import Any

from communique.errors import WriterFailed
from communique.model import Noun

MOST, LONGEST = 40, 100_000
"""Sentences and characters of a draft that are looked at."""
TRIED = 50
"""Places where a JSON object might begin."""
TEXT, CITES = ("text", "sentence"), ("cites", "citations", "sources", "cite", "numbers")
LISTS = ("sentences", "paragraph", "text")


class Line(Noun):
    """A drafted sentence, and the numbers it says it rests on; none where what it said could not be read."""

    text: str
    cites: tuple[int, ...] = ()


class Draft(Noun):
    """What a model drafted."""

    headline: Line | None
    standfirst: tuple[Line, ...]
    paragraphs: tuple[tuple[Line, ...], ...]


def read(text: str) -> Draft:
    """The draft in a model's answer. Raises WriterFailed saying why there is none."""
    found = _object(text[:LONGEST])
    paragraphs = tuple(lines for lines in map(_lines, _list(found.get("paragraphs"))) if lines)
    headline = next(iter(_lines([found.get("headline")])), None)
    draft = Draft(headline=headline, standfirst=_lines(_list(found.get("standfirst"))), paragraphs=paragraphs)
    count = len(draft.standfirst) + sum(map(len, paragraphs))
    if not paragraphs:
        raise WriterFailed("the model's draft has no paragraph with a sentence in it")
    if count > MOST:
        raise WriterFailed(f"the model's draft is too long ({count} sentences)")
    return draft


def _object(text: str) -> dict[str, Any]:
    """The first JSON object in a text that has paragraphs; what stands around it is left."""
    decoder, at, any_object = json.JSONDecoder(), -1, False
    for _ in range(TRIED):
        at = text.find("{", at + 1)
        if at < 0:
            break
        try:
            value, _end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            continue
        any_object = True
        if isinstance(value, dict) and "paragraphs" in value:
            return value
    what = "has no paragraphs" if any_object else "is no JSON object, or half of one"
    raise WriterFailed(f"the model's draft {what}")


def _list(value: Any) -> Sequence[Any]:
    """A list as it is, anything else as a list of one, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _lines(value: Any) -> tuple[Line, ...]:
    """The sentences in a paragraph, in any of the shapes that models give them."""
    if isinstance(value, dict) and not isinstance(_first(value, TEXT), str):
        value = _first(value, LISTS)
    return tuple(line for item in _list(value) if (line := _line(item)))


def _line(item: Any) -> Line | None:
    if isinstance(item, str):
        return Line(text=item) if item.strip() else None
    if not isinstance(item, dict):
        return None
    text = _first(item, TEXT)
    if not isinstance(text, str) or not text.strip():
        return None
    return Line(text=text, cites=_numbers(_list(_first(item, CITES))))


def _first(value: dict[str, Any], names: Sequence[str]) -> Any:
    return next((value[name] for name in names if name in value), None)


def _numbers(values: Sequence[Any]) -> tuple[int, ...]:
    """Numbers as numbers or as digits. One that is neither makes the sentence cite nothing: it is not guessed at."""
    found = []
    for value in values:
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal() and len(value) < 9:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return ()
        found.append(value)
    return tuple(dict.fromkeys(found))
