"""Offices told in the plural: "the premiers of Croatia and Italy, Ivo Babić and Paolo Serra"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from communique.lexicon import names
from communique.record import tables
from communique.record.offices import Office

NAME = rf"[{names.UPPER}][\w'’.-]+(?: (?:[a-z]{{2,3}} )?[{names.UPPER}][\w'’.-]+)+"
NAMES = re.compile(rf",? ({NAME})((?:, {NAME})*),? and ({NAME})")
"""Two or more full names in a row."""
NEXT = 3
"""Sentences after an office told in the plural in which those who hold it are named."""


@cache
def _plural() -> re.Pattern[str]:
    told = (*tables.office_sectors(), "colleague")
    heads = sorted((h for h in told if not h.endswith(("s", "y"))), key=len, reverse=True)
    before = "|".join(sorted(map(re.escape, tables.offices()["modifiers"]["words"]), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])((?:(?:{before}) )*)({'|'.join(map(re.escape, heads))})s(?![\w-])")


def shared(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, tuple[Office, str | None]]]:
    """Where each name begins that shares such an office, with the office in the singular and the state of the same
    place in the row of states, None where the rows differ. `spans` are the states and bodies of the sentence."""
    for title in _titles(text):
        before = [code for left, right, code in spans if right <= title.start() and _row(text[right : title.start()])]
        behind = [
            (right, code) for left, right, code in spans if left >= title.end() and _row_of(text[title.end() : left])
        ]
        told = NAMES.match(text, behind[-1][0] if behind else title.end())
        if told is None:
            continue
        starts = [
            told.start(1),
            *(m.start(1) for m in re.finditer(rf", ({NAME})", text[: told.end(2)]) if m.start() >= told.start(2)),
        ]
        starts.append(told.start(3))
        codes = [code for _, code in behind] or before
        for place, start in enumerate(starts):
            words = (title[1] + title[2]).lower()
            office = Office(
                words=words, start=title.start(), end=title.end(), sector=tables.office_sectors().get(title[2], "GOV")
            )
            yield start, (office, codes[place] if len(codes) == len(starts) else None)


def unnamed(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Offices told in the plural of several states and without names ("the presidents of Peru and Chile met"), in the
    singular, with the states."""
    for title in _titles(text):
        row = [code for left, right, code in spans if right <= title.start() and _row(text[right : title.start()])]
        row = row or [code for left, _, code in spans if left >= title.end() and _row_of(text[title.end() : left])]
        if len(set(row)) > 1:
            yield (title[1] + title[2]).lower(), tuple(row)


class Awaited:
    """Offices that a report has told of several states without names, which its next sentences may give."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[str, int]] = {}

    def tell(self, text: str, spans: Sequence[tuple[int, int, str]], at: int) -> None:
        """Remember those of a sentence, by its number."""
        for office, codes in unnamed(text, spans):
            self._told |= dict.fromkeys(codes, (office, at))

    def office(self, code: str | None, start: int, held: Sequence[str], at: int) -> Office | None:
        """The office of who is named by his state alone ("Rosa Lima of Peru") soon after "the presidents of Peru and
        Chile", the first one who is; nothing for who is known by another."""
        words, told = self._told.get(code or "", ("", at))
        if not words or at - told > NEXT or list(held) not in ([], [words]):
            return None
        del self._told[str(code)]
        head = words.rpartition(" ")[2]
        return Office(words=words, start=start, end=start, sector=tables.office_sectors().get(head, "GOV"))


@lru_cache(1024)
def _titles(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_plural().finditer(text))


def _row(gap: str) -> bool:
    return re.fullmatch(r" (?:(?:and|or) )?(?:the )?(?:[A-Z]\w+,? (?:and (?:the )?)?)*", gap) is not None


def _row_of(gap: str) -> bool:
    return re.fullmatch(r" of (?:the )?(?:[A-Z][\w ]*?,? ?(?:and )?(?:the )?)*", gap) is not None
