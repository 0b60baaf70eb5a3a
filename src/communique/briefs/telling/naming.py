"""Who has been named already in a brief, and how to name them again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from communique.briefs.dossier import is_country
from communique.briefs.telling.offices import offices
from communique.briefs.telling.wording import FAMILY_FIRST, described
from communique.lexicon import countries
from communique.model import Actor

LONE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?=[ ,.;]|['’]s)(?! [A-Z])")
"""A capitalised word by itself within a sentence."""
PART = re.compile(r"\b[A-Z]\w+ (?:for|of)(?: the)? $")
"""What makes a capitalised word part of a longer name ("Movement for Renewal")."""
FULLER = re.compile(r"(?<![.“\"] )\b(?!The |In |On |At )([A-Z][a-z]+)(?= ([A-Z][a-z]{2,})\b(?! [A-Z]))")
BY_ITSELF = re.compile(r"(?<![A-Z][a-z] )\b[A-Z][a-z]{2,}\b")
TITLE = re.compile(r"(?:['’]s)?(?: [\w.'’-]+){0,9}(?:, ?| )(?:[A-Z][\w.'’-]+ ){0,2}")
"""What stands between a country and the name of its office-holder: a title, with a comma before the name or none."""
HEAD = re.compile(
    r"\b(?:(?:prime|foreign|defen[cs]e|interior|finance) minister|president|premier|chancellor|king|emir)$"
)
"""Offices of which a country has one."""
FURTHER = re.compile(r" [A-Z][\w-]+")
NEW_PHRASE = re.compile(r"[.;:\n]|\b(?:and|with|met|told|by|to)\b")
"""Where what stands before a name no longer belongs to it."""


def plain(text: str) -> str:
    """A text without accents, each letter in its place."""
    return text if text.isascii() else _plain(text)


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return re.sub(r"[^\W\d_a-zA-Z]", lambda found: unicodedata.normalize("NFD", found[0])[0], text)


@lru_cache(maxsize=8)
def called(text: str) -> tuple[dict[str, str], Counter[str]]:
    """By word, the first name of two words that it is the second of, and how often it stands without such a first."""
    fuller: dict[str, str] = {}
    for found in FULLER.finditer(text):
        fuller.setdefault(found[2], f"{found[1]} {found[2]}")
    return fuller, Counter(BY_ITSELF.findall(text))


def _everywhere(part: str, text: str) -> Iterator[int]:
    """Where a part of a text stands, one behind the other."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "zu"]
)
"""What belongs to the family name behind it."""


class Names:
    """Who has been named already in this brief, and how to name them again."""

    def __init__(self, people: Iterable[Actor], text: str, agreed: Mapping[str, str] | None = None) -> None:
        """`agreed` are the countries that several reports agree on, by person."""
        self.people = {person.key: person for person in people}
        self.agreed = agreed or {}
        self.aliases: dict[str, str] = {}
        self.text = text
        self.named: set[str] = set()
        self.told: set[str] = set()
        self.shorts: dict[str, str] = {}
        self.lands: dict[str, str | None] = {}

    def person(self, actor: Actor, *, office: str | None = None, plain: bool = False) -> str:
        """A person: with office and country at first mention, by the family name afterwards where that is unmistakable.
        `office` overrides the form of the office; `plain` leaves it out. An apposition ends with its comma."""
        if actor.key in self.named:
            return self.short(actor)
        known = self.people.get(actor.key, actor)
        code = self.land(actor)
        forms = offices(actor.office or known.office)
        actor = known
        held = office if office is not None else (forms[0] if forms else "")
        if plain or not held:
            return actor.name
        return described(actor.name, held, code)

    def strange(self, text: str) -> bool:
        """Whether a text calls by one name alone somebody whom the reports know by more, and whom nobody has named."""
        for found in LONE.finditer(text):
            word = found[0]
            if word.lower() in self.told or self.shorts_of(word) or countries.find(word):
                continue
            if PART.search(text[: found.start()]) or any(
                one.start <= found.start() < one.end for one in countries.find(text)
            ):
                continue
            fuller, often = called(self.text)
            if word in fuller and often[word] > 2:
                return fuller[word] not in text
        return False

    def shorts_of(self, word: str) -> bool:
        """Whether somebody of the record is called so."""
        return any(word in person.name.split() for person in self.people.values())

    def land(self, actor: Actor) -> str | None:
        """The country of a person, if most mentions that set one beside the name set this one, or where none does, if
        several reports agree; codes are wrong now and then where a sentence names several countries. An organisation
        needs no showing."""
        if actor.key not in self.lands:
            known = self.people.get(actor.key, actor)
            code = actor.code or known.code
            shown = self._shown(actor.name, code) if code and is_country(code) else Counter()
            sure = self.agreed.get(actor.key) == code if not shown else shown.most_common(1)[0][0] == code
            sure = sure or not is_country(code)
            other = None if code and sure else self._by_office(known)
            self.lands[actor.key] = code if code and (sure or other == code) else None if code else other
        return self.lands[actor.key]

    def _by_office(self, person: Actor) -> str | None:
        """The country of somebody whom no report sets one beside, where they speak of the holder of this office by it
        ("the Turkish president") and of one country alone for which they name nobody else."""
        if not person.office or not (head := HEAD.search(person.office)):
            return None
        others = {p.code for p in self.people.values() if p.key != person.key and (p.office or "").endswith(head[0])}
        found = {
            c.code
            for m in re.finditer(rf"\b{re.escape(head[0])}\b", self.text)
            for c in countries.find(self.text[max(0, m.start() - 24) : m.start()], bynames=False)
            if c.kind == "demonym" and self.text[max(0, m.start() - 24) + c.end : m.start()] == " "
        }
        return next(iter(found - others)) if len(found - others) == 1 else None

    def _shown(self, name: str, code: str) -> Counter[str]:
        """How often each country stands just before a name, with nothing but a title between, or just after it."""
        last = name.split()[-1] if code not in FAMILY_FIRST else name
        shown: Counter[str] = Counter()
        for start in islice(_everywhere(plain(last), plain(self.text)), 12):
            end = start + len(last)
            before = NEW_PHRASE.split(self.text[max(0, start - 70) : start])[-1]
            after = re.split(r"[.;:\n]", self.text[end : end + 90])[0]
            found_before = [c for c in countries.find(before, bynames=False) if TITLE.fullmatch(before[c.end :])]
            near = [c.code for c in found_before if not (c.kind == "demonym" and c.text.endswith("ans"))][-1:]
            if not near and re.match(r",? (?:of|from) |, (?!who\b)", after):
                near = [c.code for c in countries.find(",".join(after.split(",")[:2]), bynames=False)][:1]
            shown.update(near)
        return shown

    def mark(self, actor: Actor) -> None:
        """Remember that a person has been named in full."""
        self.named.add(actor.key)

    def hear(self, text: str) -> None:
        """Remember the words of a text that is printed: a thing that was named may be called "the panel"."""
        self.told.update(re.findall(r"[\w-]+", text.lower()))

    def copy(self) -> "Names":
        """The same memory, for a draft that may not be printed."""
        other = Names(self.people.values(), self.text, self.agreed)
        other.named, other.told, other.shorts = set(self.named), set(self.told), self.shorts
        other.lands, other.aliases = self.lands, self.aliases
        return other

    def short(self, actor: Actor) -> str:
        """The family name, if the reports use it alone and no one else here has it; else the whole name."""
        known = self.people.get(actor.key, actor)
        return self.shorts.get(actor.key) or self.shorts.setdefault(actor.key, self._short(known))

    def _short(self, actor: Actor) -> str:
        parts = actor.name.split()
        if len(parts) < 2:
            return actor.name
        family = parts[0] if actor.code in FAMILY_FIRST else parts[-1]
        if parts[-2] in PARTICLES:
            first = next(n for n in range(1, len(parts)) if parts[n] in PARTICLES)
            return " ".join(parts[first:]) if len(parts) > first + 1 > 1 else actor.name
        shared = [
            k for k, p in self.people.items() if k != actor.key and family in p.name.split() and len(p.name.split()) > 1
        ]
        if shared:
            return actor.name
        doubles = [" ".join(parts[-2:])] if len(parts) > 2 and family == parts[-1] else []
        for name in (family, *doubles):
            if self._alone(name, parts[-2] if name == family else parts[-3]):
                return name
        return actor.name

    def _alone(self, family: str, before: str) -> bool:
        """Whether the reports use a family name without what stands before it in the whole name."""
        text, name, first = plain(self.text), plain(family), f"{plain(before)} "
        at = text.find(name)
        while at >= 0:
            joined = text[max(0, at - 1) : at]
            own = not (joined.isalnum() or joined in ("-", "_")) and not text.endswith(first, 0, at)
            if own and not FURTHER.match(text, at + len(name)):
                return True
            at = text.find(name, at + 1)
        return False
