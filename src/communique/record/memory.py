"""Who is who within one report, as it has told of them so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon import ranks, spelling
from communique.model import Actor, Noun, slug
from communique.record import callings, introductions, offices, sharing
from communique.record.choosing import Context


class Seen(Noun):
    """A person at one place of a sentence: offsets of the name, words printed, and who it is."""

    start: int
    end: int
    text: str
    person: "Person"
    told: tuple[offices.Office, ...] = ()
    code: str | None = None
    until: int = 0


@dataclass(eq=False)
class Person:
    """A person as this report has told of them so far."""

    name: str
    code: str | None = None
    offices: list[str] = field(default_factory=list)
    former: str | None = None
    sector: str | None = None

    @property
    def key(self) -> str:
        """The id of the person's page."""
        return slug(self.name)

    @property
    def office(self) -> str | None:
        """The office that says best who this is; of who holds none, the one held before."""
        return max(self.offices, key=ranks.rank, default=self.former)

    def actor(self, text: str) -> Actor:
        """The person as an actor of an act."""
        return Actor(
            text=text, name=self.name, code=self.code, sector=self.sector or "GOV" if self.office else self.sector,
            office=self.office, person=True,
        )  # fmt: skip


class Memory:
    """Who is who within one report, in the order it is read."""

    def __init__(self, context: Context | None = None) -> None:
        self.context = context or Context()
        self.people: list[Person] = []
        self.subject: Person | None = None
        self.visitors: tuple[Actor, ...] = ()
        self.thing: tuple[Actor, ...] = ()
        self.pair: tuple[Actor, ...] = ()
        self.row: tuple[Actor, ...] = ()
        self.awaited = sharing.Awaited()
        self._recent: list[Person] = []

    def learn(self, name: str) -> Person:
        """The person of this full name, new or known."""
        key = slug(name)
        if known := next((person for person in self.people if person.key == key), None):
            return known
        person = Person(name=name)
        self.people.append(person)
        return person

    def place(self, sentences: Sequence[str]) -> None:
        """Give who holds a high office of no country told the one state that the report tells by this office, and that
        nobody else holds it of ("Ayla Demir … the Turkish president")."""
        unplaced = [person for person in self.people if person.code is None and person.offices]
        told = {pair for text in sentences if unplaced for pair in introductions.told_of(text)}
        for person in unplaced:
            held = {offices.plain(office.lower()) for office in person.offices}
            others = {p.code for p in self.people if p.code and held & {offices.plain(o.lower()) for o in p.offices}}
            states = {code for code, words in told if offices.plain(words) in held} - others
            if len(states) == 1:
                person.code = states.pop()

    def touch(self, person: Person) -> None:
        """Remember that the report has just spoken of this person."""
        if person in self._recent:
            self._recent.remove(person)
        self._recent.append(person)

    @property
    def latest(self) -> Person | None:
        """The person the report has just spoken of."""
        return self._recent[-1] if self._recent else None

    @property
    def spoken_of(self) -> Sequence[Person]:
        """Everybody named in the sentences before, the last one last."""
        return self._recent

    def resolve(self, words: str, office: str = "") -> Person | None:
        """Who a name or a part of one means: the same full name, whatever the order or romanisation, else the person
        spoken of last whose name holds it, one of this office before others."""
        parts = slug(words).split("-")
        if exact := next((p for p in self.people if p.key == "-".join(parts)), None):
            return exact
        known = [p for p in self.people if spelling.is_part(parts, p.key.split("-"))]
        known = known or [p for p in self.people if len(parts) > 1 and spelling.same(words, p.name)]
        known = known or [p for p in self.people if p.key in spelling.loosely(parts, [q.key for q in self.people])]
        if held := [p for p in known if office and any(office in told for told in p.offices)]:
            known = held
        recent = [p for p in reversed(self._recent) if p in known]
        return next(iter(recent or known), None)

    def addressed(self, words: str) -> Person | None:
        """The one person meant by a word of address before a name or behind it ("Mwalimu Hassan", "Sato-san")."""
        first, _, rest = words.partition(" ")
        plain = [rest] if rest and slug(first) not in {part for p in self.people for part in p.key.split("-")} else []
        plain += [words.rpartition("-")[0]] if re.search(r"-(?:san|sama|ji|ssi|nim|sensei)$", words) else []
        plain += [words.rpartition(" ")[0]] if callings.BEHIND.search(words) else []
        known = [p for part in plain for p in self.people if _ends(slug(part), p.key)]
        return known[0] if len(known) == 1 else None

    def short(self, words: str) -> Person | None:
        """The person told so far by a part of this full name alone ("Ato Bekele", then "Bekele Wolde")."""
        parts = slug(words).split("-")
        told = (p for p in self.people if "-" not in p.key and p.key in (parts[0], parts[-1]))
        return next(told, None) if len(parts) > 1 else None

    def others(self, person: Person) -> list[Person]:
        """Everybody else spoken of so far, the last one last."""
        return [p for p in self._recent if p is not person]

    def holder(self, head: str) -> Person | None:
        """Who "the minister" is: the person spoken of last whose office has this head, where there is one."""
        for person in reversed(self._recent):
            if any(re.search(rf"\b{re.escape(head)}\b", office, re.I) for office in person.offices):
                return person
        return None


def _ends(part: str, key: str) -> bool:
    """Does a full name begin or end with this part?"""
    return "-" in key and (key.startswith(part + "-") or key.endswith("-" + part))
