"""Who has been named already in a brief, and how to name them again."""

import re
from collections.abc import Iterable

from communique.briefs.telling.wording import FAMILY_FIRST, described, offices
from communique.model import Actor


class Names:
    """Who has been named already in this brief, and how to name them again."""

    def __init__(self, people: Iterable[Actor], text: str) -> None:
        self.people = {person.key: person for person in people}
        self.text = text
        self.named: set[str] = set()
        self.shorts: dict[str, str] = {}

    def person(self, actor: Actor, *, office: str | None = None, plain: bool = False) -> str:
        """A person: with office and country at first mention, by the family name afterwards where that is unmistakable.
        `office` overrides the form of the office; `plain` leaves it out. An apposition ends with its comma."""
        if actor.key in self.named:
            return self.short(actor)
        known = self.people.get(actor.key, actor)
        code = actor.code or known.code
        forms = offices(actor.office or known.office)
        held = office if office is not None else (forms[0] if forms else "")
        if plain or not held:
            return actor.name
        return described(actor.name, held, code)

    def mark(self, actor: Actor) -> None:
        """Remember that a person has been named in full."""
        self.named.add(actor.key)

    def copy(self) -> "Names":
        """The same memory, for a draft that may not be printed."""
        other = Names(self.people.values(), self.text)
        other.named, other.shorts = set(self.named), self.shorts
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
