"""A sentence as a row of items that can be laid beside another: words, names, countries, days, numbers, negations."""

from collections.abc import Sequence
from typing import NamedTuple

from communique.briefs.gate import words
from communique.briefs.gate.words import Token
from communique.lexicon.dates import FoundDate
from communique.lexicon.numbers import FoundNumber

MODALS = {
    "will": "will", "would": "will", "shall": "will", "may": "may", "might": "may", "can": "can", "could": "can",
    "should": "should", "must": "must",
}  # fmt: skip
"""Modal verbs, those of one meaning under one key."""
BE = frozenset(["was", "were", "been", "being", "be", "is", "are", "got"])
SHORT = {"wo": "will", "ca": "can", "sha": "shall"}
"""What is left of "won't" and the like without its "not"."""
SPECIAL = frozenset(["%", "USD", "EUR", "GBP", "CNY", "JPY", "KRW", "RUB", "INR"])


class Item(NamedTuple):
    """One item: `kind` is word, name, country, day, number, no (a negation) or plan (a mark of what is not done yet);
    `key` is what is compared; for a country `seat` says that its capital is named. `day` and `number` are what was
    found."""

    kind: str
    key: str
    start: int
    end: int
    text: str
    seat: bool = False
    day: FoundDate | None = None
    number: FoundNumber | None = None


def itemised(
    tokens: Sequence[Token],
    days: Sequence[FoundDate],
    numbers: Sequence[FoundNumber],
    names: Sequence[tuple[int, int, tuple[str, ...]]],
) -> tuple[Item, ...]:
    """The items of a sentence in order; a day, a number, a name of several words, "the Thai capital" are one each."""
    found: list[Item] = []
    reached = -1
    marks: dict[int, Item] = {}
    spans = [Item("day", day_key(d), d.start, d.end, d.text, day=d) for d in days]
    spans += [Item("number", number_key(n), n.start, n.end, n.text, number=n) for n in numbers]
    for start, end, key in names:
        inside = [t for t in tokens if start <= t.start < end]
        if len(key) > 1 and not any(t.kind for t in inside):
            spans.append(Item("name", " ".join(key), start, end, " ".join(t.text for t in inside)))
    for span in spans:
        first = next((t.start for t in tokens if span.start <= t.start < span.end), span.start)
        marks.setdefault(first, span)
    for at, token in enumerate(tokens):
        if token.start < reached:
            continue
        mark = marks.get(token.start)
        if mark:
            found.append(mark)
            reached = mark.end
        elif token.kind:
            found.append(Item("country", token.stem, token.start, token.end, token.text, token.kind == "capital"))
        else:
            found += plain(tokens, at)
            if token.stem == "capital" and len(found) > 1 and found[-2].kind == "country":
                found[-2:] = [found[-2]._replace(seat=True, end=token.end)]
    return tuple(found)


def plain(tokens: Sequence[Token], at: int) -> list[Item]:
    """The items of a word: a negation, a mark of a plan, or itself."""
    token = tokens[at]
    lower = words.plain(token.text) or token.stem
    lower = SHORT.get(lower, lower) if at + 1 < len(tokens) and tokens[at + 1].stem == "n't" else lower
    if lower == "cannot":
        middle = token.start + 3
        return [
            Item("plan", "can", token.start, middle, "can"),
            Item("no", "not", middle, token.end, "not"),
        ]
    kind, key = "word", token.stem
    if token.stem == "n't" or lower in words.known("negators"):
        kind, key = "no", "not" if token.stem == "n't" else lower
    elif lower in MODALS:
        kind, key = "plan", MODALS[lower]
    elif lower == "to" and at and tokens[at - 1].text.lower() in BE:
        kind, key = "plan", "will"
    elif token.stem in words.known("plans") and any(t.text.lower() == "to" for t in tokens[at + 1 : at + 3]):
        kind = "plan"
    return [Item(kind, key, token.start, token.end, token.text)]


def day_key(day: FoundDate) -> str:
    """A day by when it was; by its words where that cannot be known, or where weekday and date are at odds."""
    at_odds = day.first and day.first == day.last and day.weekday is not None and day.weekday != day.first.weekday()
    if day.first and day.last and not at_odds:
        return f"{day.first.isoformat()} {day.last.isoformat()}"
    return words.plain(day.text)


def number_key(number: FoundNumber) -> str:
    """A number by its value, and its unit where that is money or a share."""
    return f"{number.value:.6g} {number.unit if number.unit in SPECIAL else ''}"


def loose(item: Item) -> bool:
    """Whether an item is a word that may come and go."""
    return item.kind == "word" and item.text.lower() in words.known("loose")


def content(item: Item) -> bool:
    """Whether an item carries meaning of its own."""
    return item.kind != "word" or not (
        item.text.lower() in words.known("function") or item.key in words.known("function")
    )
