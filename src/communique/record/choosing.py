"""Which of its readings an ambiguous name has here, by the words and states that the report tells of around it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any

from communique.lexicon import countries
from communique.lexicon.phrases import Phrases
from communique.model import Noun
from communique.record import home, tables
from communique.record.own import Own

KEPT = 256
"""Sentences whose places are remembered: each reading of a name, and each sentence of a report, asks for them."""
NEAR, FAR = 3, 1
"""What a word of the sentence and one of the rest of the report counts."""
WORD = re.compile(r"[a-z]\w+")
DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,3})"
    r"(?:, (?!\d)[A-Z][\w ]{2,20})?,? ?(?:\(?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)\)?)?"
    r"(?: ?\([A-Z][\w ]{2,20}\))? ?(?:-{1,2}|[–—]|:) "
    r"|(?P<capitals>[A-ZÀ-Þ]{4,}(?: [A-ZÀ-Þ]{2,}){0,2})(?:, [A-Z]\w+\.| \([A-Z][\w ]{2,20}\)) (?=[A-ZÀ-Þ])"
)
"""How a report opens that says where and when it was written."""


class Reading(Noun):
    """One meaning of a name: code (None is no actor), sector where not the state itself, the body's name."""

    code: str | None
    sector: str | None
    name: str | None
    cues: tuple[str, ...]


class Choice(Noun):
    """The reading taken, and the words that spoke for it; none where it is the usual one."""

    reading: Reading
    cues: tuple[str, ...]


class Context:
    """What a report tells of, sentence by sentence: its words and the states it names. `at` is the sentence being
    read, `own` the desk's own names, `day` that of the report. With `generic` a name that bodies of many states have
    ("the Supreme Court") stands for that of the state told of nearest; the coder of acts puts such names together by
    the parse instead."""

    def __init__(
        self,
        sentences: Sequence[str] = (),
        own: Own | None = None,
        day: date | None = None,
        written: str | None = None,
    ) -> None:
        self.own, self.day, self.written = own or Own(), day, written
        self.sentences = [s.replace("’", "'") for s in sentences]
        self.at = 0
        self.generic = False
        self.found: dict[str, list[Any]] = {}
        self._rest = (-1, "")
        self._codes: dict[int, tuple[str, ...]] = {}
        self._hints: tuple[str, ...] | None = None

    @property
    def here(self) -> str:
        """The sentence being read."""
        return self.sentences[self.at] if self.at < len(self.sentences) else ""

    def rest(self) -> str:
        """All sentences but the one being read, with bounds between them."""
        if self._rest[0] != self.at:
            told = "\n".join(s for i, s in enumerate(self.sentences) if i != self.at)
            self._rest = (self.at, told)
        return self._rest[1]

    def codes(self, index: int) -> tuple[str, ...]:
        """The states that a sentence names beyond doubt, in order."""
        if index not in self._codes:
            text = self.sentences[index]
            found = (
                c
                for c in countries.find(text)
                if c.text not in doubtful() and c.code != "IGO" and not _spoken(text, c.start, c.end, c.kind)
            )
            self._codes[index] = tuple(c.code for c in found)
        return self._codes[index]

    def states(self) -> list[str]:
        """The states named, the nearest first: those of this sentence, of those before from the last, then of the
        rest."""
        order = [self.at, *range(self.at - 1, -1, -1), *range(self.at + 1, len(self.sentences))]
        told: list[str] = []
        for index in order:
            if index < len(self.sentences):
                codes = self.codes(index)
                told += codes if index == self.at else reversed(codes)
        return list(dict.fromkeys(told)) or (list(self.hints()) if self.generic else [])

    def tells(self, code: str | None, but: str) -> bool:
        """Does the report tell of a state by another name than this one?"""
        found = (name for text in self.sentences for name in countries.find(text))
        return any(name.code == code and name.text != but for name in found)

    @cached_property
    def home(self) -> str | None:
        """The state from which the report is written, where it opens with the place."""
        opening = DATELINE.match(self.sentences[0]) if self.sentences and self.written is None else None
        return state_of(opening["place"] or opening["capitals"]) if opening else self.written

    def last(self) -> str | None:
        """The state that the sentence before tells of first."""
        return next(iter(self.codes(self.at - 1)), None) if 0 < self.at <= len(self.sentences) else None

    def setting(self) -> str | None:
        """The state that the sentence is told from: by the capital that one before opens in, or by the dateline."""
        before = (home.opening(self.sentences[index]) for index in range(self.at - 1, -1, -1))
        return next((code for code in before if code), self.home)

    def hints(self) -> tuple[str, ...]:
        """The states that a report which names none still tells of: by an ambiguous name as it is read here, by towns,
        regions and money that one state alone has."""
        if self._hints is None:
            self._hints = ()
            self._hints = tuple(dict.fromkeys(self._hinted()))
        return self._hints

    def _hinted(self) -> Iterator[str]:
        at = self.at
        for index, text in enumerate(self.sentences):
            self.at = index
            for found in countries.find(text):
                if found.text in doubtful() and (choice := choose(found.text, self, found.start)) is not None:
                    yield from (choice.reading.code,) if choice.reading.code in countries.codes() else ()
            yield from (_homes()[place] for place in _named(text))
            yield from (tables.money()[word] for word in WORD.findall(text) if word in tables.money())
        self.at = at


def state_of(place: str) -> str | None:
    """The state of the place in a dateline, printed in capitals or not."""
    place = place.title() if place.isupper() else place
    known = (found.code for found in countries.find(place) if found.code != "IGO")
    return next(known, None) or next((_homes()[name] for name in _named(place)), None)


def _spoken(text: str, start: int, end: int, kind: str) -> bool:
    """Is a demonym told as a language ("gave the reason in French and left")?"""
    spoken = kind == "demonym" and re.search(r"\b(?:in|into) $", text[:start])
    return (
        bool(spoken)
        and re.match(r"(?:[.,;:!?]|$| (?:and|or|before|while|but|on|at|with|to|that)\b)", text[end:]) is not None
    )


@cache
def readings() -> Mapping[str, tuple[Reading, ...]]:
    """The readings of each ambiguous name, the usual one first."""
    table = tables.load("ambiguous.toml")
    states = {name: {key.partition(":")[0] for key in entry} - {"-", "IGO"} for name, entry in table.items()}
    return {
        name: tuple(
            _reading(
                key,
                _pooled(name, key, cues, [table[other] for other in table if len(states[other] & states[name]) > 1]),
            )
            for key, cues in entry.items()
        )
        for name, entry in table.items()
    }


def _pooled(name: str, key: str, cues: Sequence[str], alike: Sequence[Mapping[str, Sequence[str]]]) -> list[str]:
    """What speaks for a state in a name ("Korea") and in the others that the same states share ("Koreans")."""
    own = key.partition(":")[0]
    more = (
        cue for entry in alike for other in entry if own not in {"-", "IGO"} and other == key for cue in entry[other]
    )
    return list(dict.fromkeys((*cues, *more)))


@cache
def doubtful() -> frozenset[str]:
    """The names that more than one state may be meant by."""
    return frozenset(name for name, known in readings().items() if len(_meant(known)) > 1)


def _meant(known: Sequence[Reading]) -> set[str]:
    """The states a name may mean, and the organisation it means first."""
    return {r.code for r in known if r.code and (r.code != "IGO" or r is known[0])}


def _seat(known: Sequence[Reading]) -> bool:
    """Is a name that of a town of one state, where an organisation sits?"""
    return known[0].code != "IGO" and any(r.code == "IGO" for r in known) and len(_meant(known)) < 2


def _reading(key: str, cues: Sequence[str]) -> Reading:
    code, _, rest = key.partition(":")
    sector, _, name = rest.partition(":")
    if code == "IGO":
        sector, name = "GOV", rest
    none = code == "-" or sector == "-"
    return Reading(code=None if none else code, sector=sector or None, name=name or None, cues=tuple(cues))


def choose(name: str, context: Context, position: int = 0) -> Choice | None:
    """The reading of an ambiguous name in this sentence, None for a name that is not ambiguous. The name itself, at
    `position`, is no word of its surroundings."""
    known = readings().get(name)
    if known is None:
        return None
    here = context.here
    around = here[:position] + " " * len(name) + here[position + len(name) :]
    rest, others = context.rest(), [s for i, s in enumerate(context.sentences) if i != context.at]
    best, most = Choice(reading=known[0], cues=()), 0
    for reading in known:
        near = _told(reading.cues, around)
        far = _told(reading.cues, rest)
        near |= _seats(reading.code, [around]) - {name}
        far |= _seats(reading.code, others) - {name}
        weight = NEAR * len(near) + FAR * len(far - near)
        if weight > most:
            best, most = Choice(reading=reading, cues=tuple(sorted(near | far))), weight
    return best


def _seats(code: str | None, sentences: Iterable[str]) -> set[str]:
    """The capitals, cities and regions of a state that sentences name; of the first two none that others share."""
    if code is None or code not in countries.codes():
        return set()
    homes = _homes()
    return {place for text in sentences for place in _named(text) if homes[place] == code}


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names capitals, towns and regions that one state alone has, and that state."""
    yield from ((start, end, _homes()[place]) for start, end, place in _places().find(text))


@lru_cache(KEPT)
def _named(text: str) -> frozenset[str]:
    """The places named in a text, which each reading of a name in a sentence asks for."""
    return frozenset(place for _, _, place in _places().find(text))


@cache
def _homes() -> Mapping[str, str]:
    """The state of each capital, city and region that only one has."""
    shared = {name for name, known in readings().items() if not _seat(known)}
    homes = {**tables.regions(), **tables.cities()}
    for code in countries.codes():
        homes |= dict.fromkeys(countries.forms(code, "capital"), code)
    return {place: code for place, code in homes.items() if place not in shared and code != "IGO"}


@cache
def _places() -> Phrases:
    return Phrases(_homes())


def _told(cues: Sequence[str], text: str) -> set[str]:
    small = text.lower() if any(cue.islower() for cue in cues) else ""
    return {cue for cue in cues if (cue in text or (cue.islower() and cue in small)) and _pattern(cue).search(text)}


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)", re.I if cue.islower() else 0)
