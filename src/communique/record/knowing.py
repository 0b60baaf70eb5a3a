"""What all reports of a story, and the record so far, know of people: full names, countries, offices."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from communique import times
from communique.lexicon import countries, ranks, spelling
from communique.model import Actor, Holding, Recorded, Tells, slug
from communique.record import offices, sharing, tables

SMALL = frozenset(["of", "the", "for", "and", "s", "a", "in", "on", "its", "ruling", "at", "to"])

SPELLINGS = {
    "advisor": "adviser", "defense": "defence", "labor": "labour", "councillor": "councilor", "chairwoman": "chairman",
    "chairperson": "chairman", "chair": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "organization": "organisation",
}  # fmt: skip
"""Words that make no other office, as `canonical` writes them."""


EQUAL = re.compile(r"\b(?:counterpart|colleague|opposite number)s?\b")
NEAR = 30
"""Days within which an office told is one held on a day: of those told nearer none is more to be believed."""
Fact = tuple[date | None, Tells, str]
"""A day, what was told of it, and the office."""


class Knowledge:
    """Names, countries and offices of people, by key; what this story's reports say comes before what is known. A
    country told with an office comes before one that somebody was only taken to act for in a sentence."""

    def __init__(
        self,
        recorded: Sequence[Recorded],
        known: Sequence[Holding],
        dealing: frozenset[str] = frozenset(),
        headlines: Iterable[str] = (),
    ) -> None:
        self._codes: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._taken: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._offices: Mapping[str, list[Fact]] = defaultdict(list)
        self._earlier: Mapping[str, list[Fact]] = defaultdict(list)
        self._names: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._sectors: Mapping[str, Counter[str]] = defaultdict(Counter)
        here = {r.report for r in recorded}
        for one in recorded:
            self._learn(one)
        self._gather()
        self._place(recorded)
        for headline in headlines:
            self._headed(headline)
        self._oppose(recorded, dealing)
        own = set(self._codes.keys() | self._names.keys())
        for holding in sorted(known, key=lambda h: (h.day or "", h.id), reverse=True):
            if holding.report not in here and slug(holding.person) in own:
                self._remember(holding)

    def _learn(self, recorded: Recorded) -> None:
        for mention in recorded.mentions:
            for actor in (*mention.actor, *mention.recipient):
                if actor.person:
                    self._names[actor.key][actor.name] += 1
                    if actor.code:
                        self._taken[actor.key][actor.code] += 1
                    if actor.sector:
                        self._sectors[actor.key][actor.sector] += 1
        for holding in recorded.holdings:
            key = slug(holding.person)
            self._offices[key].append(_fact(holding))
            self._names[key][holding.person] += 1
            if holding.code:
                self._codes[key][holding.code] += 1

    def _gather(self) -> None:
        """What is told of somebody by a part of his name is told of him by the whole of it, too."""
        whole = {key: full for key in list(self._names) if (full := self._full(key)) != key}
        for key, full in whole.items():
            for known in (self._codes, self._taken, self._sectors):
                known[full].update(known[key])
            self._offices[full] += self._offices[key]

    def _place(self, recorded: Sequence[Recorded]) -> None:
        """The country of who is told with a high office and no country: the one state that the reports tell by this
        office ("the Turkish president") and that nobody else holds it of."""
        told = {
            (str(a.code), _office_words(a.text))
            for one in recorded
            for m in one.mentions
            for a in (*m.actor, *m.recipient)
            if a.code in countries.codes() and not a.person
        }
        high = [(code, words) for code, words in told if ranks.rank(words) >= ranks.MINISTER]
        held = {key: {office for _, tells, office in facts if tells in HELD} for key, facts in self._offices.items()}
        for key in [key for key in held if not self._codes.get(key)]:
            states = {code for code, words in high if any(_same(office, words) for office in held[key])}
            taken = {
                _first(self._codes[other])
                for other in held
                if self._codes.get(other) and any(_same(a, b) for a in held[other] for b in held[key])
            }
            if len(states - taken) == 1:
                self._codes[key][(states - taken).pop()] += 1

    def _headed(self, headline: str) -> None:
        """The country of who is told without one in the reports and with it in a headline ("Iran's Tavakkoli")."""
        for country in countries.find(headline):
            whose = re.match(r"['’]s? ([\w-]+)", headline[country.end :])
            key = self._full(slug(whose[1])) if whose and country.code in countries.codes() else ""
            if self._offices.get(key) and not self._codes.get(key):
                self._codes[key][country.code] += 1

    def _oppose(self, recorded: Sequence[Recorded], dealing: frozenset[str]) -> None:
        """The country of who is told with an office and no country, and sits opposite to people or the state of one of
        the two that the story deals with: the other of them. Whom somebody asks for something may be his own."""
        told = (m for one in recorded for m in one.mentions)
        for mention in (m for m in told if m.event != "REQUEST"):
            for mine, theirs in ((mention.actor, mention.recipient), (mention.recipient, mention.actor)):
                others = dealing - {a.code for a in theirs}
                for actor in mine if len(others) == 1 and dealing & {a.code for a in theirs} else ():
                    key = self._full(actor.key)
                    if actor.person and not actor.code and self._offices.get(key) and not self._codes.get(key):
                        self._codes[key][next(iter(others))] += 1

    def _remember(self, holding: Holding) -> None:
        key = slug(holding.person)
        self._earlier[key].append(_fact(holding))
        if holding.code and not self._codes.get(key):
            self._codes[key][holding.code] += 1

    def complete(self, actor: Actor, day: date | None = None) -> Actor:
        """The actor with full name, country and the office held on this day, as far as known. What is no person is
        given back as it is."""
        if not actor.person:
            return actor
        key = self._full(actor.key)
        names = self._names.get(key)
        code = _first(self._codes.get(key)) or _first(self._taken.get(key))
        return replace(
            actor, name=_first(names) if names else actor.name, code=code or actor.code,
            office=self._office(key, day) or actor.office, sector=_first(self._sectors.get(key)) or actor.sector,
        )  # fmt: skip

    def seated(self, actor: Actor, others: Sequence[Actor], day: date | None, text: str) -> Actor:
        """Who a state told by an office ("the Omani president", "his counterpart", "both premiers") is
        by the story's reports: the one person of it in this office on the day, for a counterpart that of the other
        side; else the state. `text` is the sentence."""
        if actor.person or actor.code is None:
            return actor
        words = _shared(text).get(actor.code) or _office_words(actor.text)
        if EQUAL.search(words):
            held = {a.office for a in others if a.person and a.office}
            words = held.pop() if len(held) == 1 else ""
        if ranks.rank(words) < ranks.MINISTER:
            return actor
        holders = {
            self._full(key): key
            for key in self._offices
            if actor.code == (_first(self._codes.get(key)) or _first(self._taken.get(key)))
            and any(tells in HELD and _same(office, words) for _, tells, office in self._offices[key])
        }
        if len(holders) != 1:
            return actor
        (key,) = holders.values()
        if not self._office(key, day):
            return actor
        name = _first(self._names[key]) or actor.name
        return self.complete(Actor(text=actor.text, name=name, code=actor.code, sector="GOV", person=True), day)

    def _full(self, key: str) -> str:
        """The one longer name that this part of a name can mean in this story, if there is just one."""
        longer = [k for k in self._names if k.startswith(key + "-") or ("-" not in key and k.endswith("-" + key))]
        if not longer and "-" not in key:
            longer = sorted(spelling.loosely([key], list(self._names)) - {key})
        return longer[0] if len(longer) == 1 else key

    def _office(self, key: str, day: date | None) -> str | None:
        """The office held on a day, by the reports of this story if they tell of one, else by the record."""
        return held_on(self._offices.get(key, ()), day) or held_on(self._earlier.get(key, ()), day)


@lru_cache(maxsize=256)
def _shared(text: str) -> Mapping[str, str]:
    """The office by which a sentence tells states in a row, by their codes."""
    spans = [(c.start, c.end, str(c.code)) for c in countries.find(text)]
    return {code: office for office, codes in sharing.unnamed(text, spans) for code in codes}


def _same(office: str, words: str) -> bool:
    return canonical(offices.plain(office)) == canonical(offices.plain(words))


def _office_words(text: str) -> str:
    """What is left of the words for somebody without the countries in them."""
    for country in reversed(countries.find(text)):
        text = text[: country.start] + text[country.end :]
    return re.sub(r"['’]s\b|\band\b", " ", text).strip().lower()


def held_on(told: Sequence[Fact], day: date | None) -> str | None:
    """The office somebody held on a day (None: at any time), as far as told; None where all that is told had ended or
    not begun by then. Of those told within a month of the day, else of those told nearest to it, the highest, then the
    one more reports give, in the fullest words."""
    groups: dict[frozenset[str], list[Fact]] = defaultdict(list)
    for fact in told:
        groups[canonical(fact[2])].append(fact)
    away = {words: found for words, facts in groups.items() if (found := _away(facts, day)) is not None}
    if not away:
        return None
    near = max(NEAR, min(away.values()))
    chosen = [[office for _, tells, office in groups[words] if tells in HELD] for words in away if away[words] <= near]
    best = max(chosen, key=lambda g: (max(map(ranks.rank, g)), len(g), max(map(len, g)), sorted(g)))
    counts = Counter(best)
    return max(sorted(counts), key=lambda office: (counts[office], len(office)))


HELD: tuple[Tells, ...] = ("holds", "leaving", "began")


def _away(facts: Sequence[Fact], day: date | None) -> int | None:
    """How many days an office was told to be held from this day; None if it was not held on it as far as told."""
    held = [at for at, tells, _ in facts if tells in HELD]
    if not held:
        return None
    if day is None or None in held:
        return 0
    days = [at for at in held if at is not None]
    ended = max((at for at, tells, _ in facts if tells == "ended" and at and at <= day), default=None)
    begun = min((at for at, tells, _ in facts if tells == "began" and at), default=None)
    if ended is not None and not any(ended < at <= day for at in days):
        return None
    if begun is not None and day < min([begun, *days]):
        return None
    return min(abs((at - day).days) for at in days)


def _fact(holding: Holding) -> Fact:
    return times.day_of(holding.since or holding.day), holding.tells, holding.office


def _first(counts: Counter[str] | None) -> str | None:
    """The most frequent, the first in the alphabet among equals."""
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


@lru_cache(maxsize=4096)
def canonical(office: str) -> frozenset[str]:
    """An office as a set of words, with names of bodies in full, so that "of the WPK Central Committee" and "of the
    Central Committee of the Workers' Party of Korea" are the same."""
    full = office
    for found in reversed(tables.find_bodies(office)):
        if found.body is not None:
            full = full[: found.start] + found.body.name + full[found.end :]
    words = re.findall(r"\w+", full.lower().replace("’", "'").replace("'s", ""))
    return frozenset(SPELLINGS.get(w, w) for w in words if w not in SMALL)


def keys(actors: Iterable[Actor]) -> frozenset[str]:
    """The people among actors, by key."""
    return frozenset(a.key for a in actors if a.person)


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries of actors; organisations by their name, for IGO is no one country."""
    return frozenset(a.key if a.code in {"IGO", "NGO", "IMG"} else a.code for a in actors if a.code)
