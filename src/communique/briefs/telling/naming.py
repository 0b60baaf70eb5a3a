"""Who has been named already in a brief, and how to name them again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from communique.briefs.dossier import is_country
from communique.briefs.telling.wording import FAMILY_FIRST, described, offices
from communique.lexicon import countries
from communique.model import Actor

LONE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?=[ ,.;]|['’]s)(?! [A-Z])")
"""A capitalised word by itself within a sentence."""


TITLE = re.compile(r"(?:['’]s)?(?: [\w.'’-]+){0,9}(?:, ?| )(?:[A-Z][\w.'’-]+ ){0,2}")
"""What stands between a country and the name of its office-holder: a title, with a comma before the name or none."""
NEW_PHRASE = re.compile(r"[.;:\n]|\b(?:and|with|met|told|by|to)\b")
"""Where what stands before a name no longer belongs to it."""


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """A text without accents, each letter in its place."""
    return re.sub(r"[^\W\d_a-zA-Z]", lambda found: unicodedata.normalize("NFD", found[0])[0], text)


class Names:
    """Who has been named already in this brief, and how to name them again."""

    def __init__(self, people: Iterable[Actor], text: str, agreed: Mapping[str, str] | None = None) -> None:
        """`agreed` are the countries that several reports agree on, by person."""
        self.people = {person.key: person for person in people}
        self.agreed = agreed or {}
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
            fuller = re.search(rf"(?<![.“\"] )\b(?!The |In |On |At )[A-Z][a-z]+ {word}\b(?! [A-Z])", self.text)
            if fuller and len(re.findall(rf"(?<![A-Z][a-z] )\b{word}\b", self.text)) > 2:
                return fuller[0] not in text
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
            self.lands[actor.key] = code if code and (sure or not is_country(code)) else None
        return self.lands[actor.key]

    def _shown(self, name: str, code: str) -> Counter[str]:
        """How often each country stands just before a name, with nothing but a title between, or just after it."""
        last = name.split()[-1] if code not in FAMILY_FIRST else name
        shown: Counter[str] = Counter()
        for found in islice(re.finditer(re.escape(plain(last)), plain(self.text)), 12):
            before = NEW_PHRASE.split(self.text[max(0, found.start() - 70) : found.start()])[-1]
            after = re.split(r"[.;:\n]", self.text[found.end() : found.end() + 90])[0]
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
        other.lands = self.lands
        return other

    def short(self, actor: Actor) -> str:
        """The family name, if the reports use it alone and no one else here has it; else the whole name."""
        return self.shorts.get(actor.key) or self.shorts.setdefault(actor.key, self._short(actor))

    def _short(self, actor: Actor) -> str:
        parts = actor.name.split()
        if len(parts) < 2:
            return actor.name
        family = parts[0] if actor.code in FAMILY_FIRST else parts[-1]
        shared = [
            k for k, p in self.people.items() if k != actor.key and family in p.name.split() and len(p.name.split()) > 1
        ]
        before, after = r"(?<![\w-])", r"(?! [A-Z][\w-]+)"
        alone = re.search(rf"(?<!{re.escape(parts[-2])} ){before}{re.escape(family)}{after}", self.text)
        return actor.name if shared or not alone else family
