"""A wire of invented news: reports of happenings between states, with the happening of each, as fast as they are read.

What stands in it is made to cost what news costs, not to be read. Words follow Zipf's law (Zipf 1949) over invented
vocabularies of five languages, parted by the true function words of each; states, capitals and their adjectives are the
desk's own. A happening has a kind, sides, people, a place, a day, numbers and matter of its own; its reports come in a
burst that dies away in days, some tell of the days that follow, one in eight is a copy of an earlier one, whole, cut or
with a line more. Sizes of happenings are heavy-tailed, most have one to three reports, some a hundred. One happening in
three follows an earlier one: the same sides and people on another day, and some of its matter. Lengths are log-normal
about a hundred words, between 60 and 600. The same seed gives the same reports.
"""

import random
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from communique.lexicon import countries
from communique.model import Report

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
A_DAY = 500  # reports: a hundred thousand take 200 days, so most are let go again while they come
SHORTEST, USUAL, LONGEST = 60, 105, 600  # words
COPIED = 0.12
FOLLOWS = 0.33
PUBLISHERS = 400
AGENCIES = ("Kestrel", "Meridian", "Norden", "Agence Sud", "Plata", "Osten")
LANGUAGES = {"en": 70, "fr": 10, "es": 10, "de": 5, "pt": 5}
VOCABULARY = {"en": 40_000, "fr": 15_000, "es": 15_000, "de": 15_000, "pt": 15_000}
KINDS = 40  # of happenings, each with words of its own
KIND_WORDS = 300

FUNCTION = {
    "en": "the of and to in a that for on with as was at by from has his it an be is were their had which not said will"
    " have but after been who its also more this would than or when between over into during about two new under",
    "fr": "de la le les et des en un une du dans que pour par sur est au qui avec plus son ce il se pas aux sa ont été"
    " entre après cette selon deux leur mais comme",
    "es": "de la el en que y los del las un por con una se su para al es lo como más ha sus sobre entre este fue según"
    " también tras dos desde hasta pero",
    "de": "der die das und in den von zu mit des dem auf für ist im ein eine als auch sich nach bei hat werden aus an"
    " über wurde noch zwischen unter zwei gegen",
    "pt": "de a o que e do da em os no um para na uma com por dos as se ao mais foi como das entre após sobre seu sua"
    " segundo também dois pelo",
}
OPENINGS = {
    "en": "{who}, {office} of {state}, met {whom} of {other} in {town} on {day}",
    "fr": "{who}, {office} de {state}, a rencontré {whom} de {other} à {town} {day}",
    "es": "{who}, {office} de {state}, recibió a {whom} de {other} en {town} el {day}",
    "de": "{who}, {office} von {state}, traf {whom} aus {other} in {town} am {day}",
    "pt": "{who}, {office} de {state}, recebeu {whom} de {other} em {town} na {day}",
}
OFFICES = ("Foreign Minister", "Prime Minister", "envoy", "President", "spokesman", "ambassador", "Defence Minister")
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
ONSETS = [*"bcdfghklmnprstvwz", "br", "dr", "gr", "kr", "pl", "sh", "st", "tr", "ch"]
VOWELS = [*"aeiouaeo", "ai", "ou"]
CODAS = ["", "", "", "n", "r", "s", "l", "t", "nd", "st"]
ENDINGS = {"en": ["", "ing", "ed", "ment"], "fr": ["", "e", "tion", "ées"], "es": ["o", "a", "ción", "ado"]}
ENDINGS |= {"de": ["", "en", "ung", "lich"], "pt": ["o", "a", "ção", "ado"]}


class Happening(NamedTuple):
    """What happened: its kind's words and its own, who took part, where, when (days since the beginning)."""

    number: int
    kind: int
    states: tuple[str, ...]
    people: tuple[str, ...]
    town: str
    day: float
    matter: tuple[int, ...]
    numbers: tuple[str, ...]


class Words:
    """Words with the sums of their weights, to draw from. (Nothing in this file is a long list: the garbage collector
    would walk through it in the middle of what is measured.)"""

    def __init__(self, words: Sequence[str], power: float) -> None:
        self.words = tuple(words)
        self.sums = tuple(accumulate(1 / (rank + 2.7) ** power for rank in range(len(words))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Some of them, by weight."""
        return chance.choices(self.words, cum_weights=self.sums, k=count)


def invented(chance: random.Random, count: int, endings: list[str]) -> list[str]:
    """Different words that are none."""
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = chance.choice((1, 2, 2, 2, 3))
        parts = [chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables)]
        words["".join(parts) + chance.choice(endings)] = None
    return list(words)


class World:
    """What news is made of: the words of each language, states, people and towns."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.words = {
            language: Words(invented(chance, count, ENDINGS[language]), 1.0) for language, count in VOCABULARY.items()
        }
        self.function = {language: Words(text.split(), 0.7) for language, text in FUNCTION.items()}
        names = [word.title() for word in invented(chance, 9000, ["", "a", "o", "ov", "i"])]
        self.given, self.family = Words(names[:1500], 0.6), Words(names[1500:], 0.5)
        towns = [word.title() for word in invented(chance, 6000, ["", "a", "grad", "ville", "bad"])]
        codes = list(countries.codes())
        chance.shuffle(codes)
        self.states = Words(codes, 0.8)
        self.people = {code: tuple(self.person(chance) for _ in range(40)) for code in codes}
        self.towns = {code: (countries.capital(code), *chance.sample(towns, 25)) for code in codes}
        self.kinds = [tuple(chance.randrange(200, 9000) for _ in range(KIND_WORDS)) for _ in range(KINDS)]

    def person(self, chance: random.Random) -> str:
        """A name."""
        return f"{self.given.draw(chance, 1)[0]} {self.family.draw(chance, 1)[0]}"


class Wire:
    """`reports` reports, by time, each with the number of its happening."""

    def __init__(self, reports: int, seed: int = 7) -> None:
        self.world = World(seed)
        self._chance = random.Random(seed + 1)
        self._begins, self._ends = array("d"), array("d")
        scheduled = self._schedule(reports)
        self._times, self._numbers = array("d", (at for at, _ in scheduled)), array("I", (n for _, n in scheduled))

    def _schedule(self, reports: int) -> list[tuple[float, int]]:
        """When each report comes and of which happening, by time."""
        chance, coming = self._chance, []
        days = reports / A_DAY
        while len(coming) < reports:
            number, begin = len(self._begins), chance.random() * days
            size = min(150, int(chance.paretovariate(1.15)))
            times = [
                begin + chance.expovariate(1 / 0.5) + (chance.random() < 0.2) * chance.random() * 3 for _ in range(size)
            ]
            self._begins.append(begin)
            self._ends.append(max(times))
            coming += [(at, number) for at in times]
        return sorted(coming)[:reports]

    def __iter__(self) -> Iterator[tuple[Report, int]]:
        happenings: dict[int, Happening] = {}
        printed: dict[int, list[Report]] = {}
        past: list[Happening] = []
        for n, (at, number) in enumerate(zip(self._times, self._numbers, strict=True)):
            if number not in happenings:
                happenings[number] = self._happening(number, past)
                past.append(happenings[number])
                del past[:-3000]
            report = self._report(n, at, happenings[number], printed.setdefault(number, []))
            printed[number].append(report)
            yield report, number
            if at >= self._ends[number]:
                del happenings[number], printed[number]

    def _happening(self, number: int, past: list[Happening]) -> Happening:
        chance, world = self._chance, self.world
        before = chance.choice(past) if past and chance.random() < FOLLOWS else None
        states = (
            before.states if before else tuple(dict.fromkeys(world.states.draw(chance, chance.choice((1, 2, 2, 3)))))
        )
        kind = before.kind if before else chance.randrange(KINDS)
        people = [chance.choice(world.people[state]) for state in states for _ in range(2)]
        if before:
            people[: len(people) // 2] = before.people[: len(people) // 2]
        matter = chance.sample(world.kinds[kind], 14) + [chance.randrange(1000, 14_000) for _ in range(10)]
        if before:
            matter[:5] = before.matter[:5]
        return Happening(
            number=number,
            kind=kind,
            states=states,
            people=tuple(people),
            town=chance.choice(world.towns[chance.choice(states)]),
            day=self._begins[number],
            matter=tuple(matter),
            numbers=tuple(str(chance.randrange(11, 9999)) for _ in range(4)),
        )

    def _report(self, n: int, at: float, about: Happening, before: list[Report]) -> Report:
        chance = self._chance
        publisher = f"Courier {chance.randrange(PUBLISHERS)}"
        published = (BEGIN + timedelta(days=at)).isoformat(timespec="seconds")
        if before and chance.random() < COPIED:
            first = chance.choice(before)
            text = self._copied(first)
            return Report(
                id=f"w{n:06}", text=text, title=first.title, published=published, publisher=publisher,
                language=first.language, origin=(first.publisher or "",),
            )  # fmt: skip
        language = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        title, text = self._told(language, at, about)
        return Report(
            id=f"w{n:06}", text=text, title=title, published=published, publisher=publisher, language=language
        )

    def _copied(self, report: Report) -> str:
        sentences = report.text.split("\n")
        way = self._chance.random()
        if way < 0.3 and len(sentences) > 4:
            return "\n".join(sentences[: -len(sentences) // 5 or None])
        if way < 0.6:
            return f"({self._chance.choice(AGENCIES)}) {report.text}"
        return report.text

    def _told(self, language: str, at: float, about: Happening) -> tuple[str, str]:
        chance = self._chance
        length = round(min(LONGEST, max(SHORTEST, chance.lognormvariate(0, 0.5) * USUAL)))
        first = self._opening(language, at, about)
        sentences, count = [first], len(first.split())
        while count < length:
            sentence = self._sentence(language, about, min(chance.randrange(10, 26), max(5, length - count)))
            sentences.append(sentence)
            count += sentence.count(" ") + 1
        common = self.world.words[language].words
        words = [common[m % len(common)] for m in chance.sample(about.matter, 3)]
        title = f"{countries.name(about.states[0])} {' '.join(words)} {about.people[0].split()[-1]}"
        return title, "\n".join(sentences)

    def _opening(self, language: str, at: float, about: Happening) -> str:
        chance = self._chance
        happened = min(int(at), int(about.day) + chance.choice((0, 0, 0, 1)))
        state, other = about.states[0], about.states[-1]
        day = WEEKDAYS[language].split()[(BEGIN + timedelta(days=happened)).weekday()]
        said = OPENINGS[language].format(
            who=about.people[0],
            office=chance.choice(OFFICES),
            state=countries.name(state),
            whom=about.people[-1],
            other=countries.name(other),
            town=about.town,
            day=day,
        )
        return f"{said}."

    def _sentence(self, language: str, about: Happening, length: int) -> str:
        """A sentence of so many words: two in five of function, half of the others the happening's own."""
        chance, world = self._chance, self.world
        words = world.function[language].draw(chance, 2 * length // 5)
        common = world.words[language]
        own = (length - len(words)) // 2
        words += [common.words[m % len(common.words)] for m in chance.choices(about.matter, k=own)]
        words += common.draw(chance, length - len(words))
        chance.shuffle(words)
        name = chance.choice(about.people)
        words[length // 2] = name if chance.random() < 0.4 else name.rpartition(" ")[2]
        if chance.random() < 0.3:
            words[-1] = countries.demonym(chance.choice(about.states))
        if chance.random() < 0.25:
            words[1] = chance.choice(about.numbers)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."
