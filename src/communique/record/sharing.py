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


@lru_cache(1024)
def _titles(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_plural().finditer(text))


def _row(gap: str) -> bool:
    return re.fullmatch(r" (?:(?:and|or) )?(?:the )?(?:[A-Z]\w+,? (?:and (?:the )?)?)*", gap) is not None


def _row_of(gap: str) -> bool:
    return re.fullmatch(r" of (?:the )?(?:[A-Z][\w ]*?,? ?(?:and )?(?:the )?)*", gap) is not None
