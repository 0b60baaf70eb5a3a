"""People in a report: full names with the offices around them, and who a surname or "the delegation" is later on."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor, Noun, slug
from communique.record import introductions, offices, tables, titles

WORD = r"(?:[A-ZÀ-Þ](?:[\wÀ-ÿ]|['’](?!s\b)(?=\w))*(?:-[\wÀ-ÿ]+)*\.?|(?:al|el|ul|as|ad|ar|at|an)-[A-Z][\w-]*)"
PARTICLE = r"(?:al|el|bin|ibn|bint|de|da|do|dos|di|del|della|van|von|der|den|ter|ten|la|le|du|y|ben|ould|uz|ur|ul|St\.)"
RUN = re.compile(rf"(?<![\w-]){WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{0,4}}")


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
        return max(self.offices, key=offices.rank, default=self.former)

    def actor(self, text: str) -> Actor:
        """The person as an actor of an act."""
        return Actor(
            text=text, name=self.name, code=self.code, sector=self.sector or "GOV" if self.office else self.sector,
            office=self.office, person=True,
        )  # fmt: skip


class Memory:
    """Who is who within one report, in the order it is read."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.subject: Person | None = None
        self.visitors: tuple[Actor, ...] = ()
        self.thing: tuple[Actor, ...] = ()
        self.pair: tuple[Actor, ...] = ()
        self._recent: list[Person] = []

    def learn(self, name: str) -> Person:
        """The person of this full name, new or known."""
        key = slug(name)
        for person in self.people:
            if person.key == key:
                return person
        person = Person(name=name)
        self.people.append(person)
        return person

    def touch(self, person: Person) -> None:
        """Remember that the report has just spoken of this person."""
        if person in self._recent:
            self._recent.remove(person)
        self._recent.append(person)

    def resolve(self, words: str) -> Person | None:
        """Who a part of a name means: the same full name, else the person spoken of last whose name begins or ends
        with it."""
        parts = slug(words).split("-")
        known = [p for p in self.people if _is_part(parts, p.key.split("-"))]
        if not known:
            return None
        exact = [p for p in known if p.key == "-".join(parts)]
        if exact:
            return exact[0]
        recent = [p for p in reversed(self._recent) if p in known]
        return (recent or known)[0]

    def others(self, person: Person) -> list[Person]:
        """Everybody else spoken of so far, the last one last."""
        return [p for p in self._recent if p is not person]

    def holder(self, head: str) -> Person | None:
        """Who "the minister" is: the person spoken of last whose office has this head, where there is one."""
        for person in reversed(self._recent):
            if any(re.search(rf"\b{re.escape(head)}\b", office, re.I) for office in person.offices):
                return person
        return None


def _is_part(parts: Sequence[str], whole: Sequence[str]) -> bool:
    return list(whole[: len(parts)]) == list(parts) or list(whole[-len(parts) :]) == list(parts)


def mask(text: str) -> tuple[set[int], list[tuple[int, int, str]]]:
    """The offsets covered by names of countries and bodies, and these names as (start, end, code)."""
    spans: list[tuple[int, int, str]] = []
    covered: set[int] = set()
    pattern, known = tables.bodies()
    for match in pattern.finditer(text):
        body = known[match[0].replace("’", "'")]
        spans.append((match.start(), match.end(), body.code))
        covered.update(range(match.start(), match.end()))
    for country in countries.find(text):
        if country.start not in covered:
            spans.append((country.start, country.end, country.code))
            covered.update(range(country.start, country.end))
    return covered, sorted(spans)


def find(text: str, memory: Memory, entities: Iterable[tuple[int, int, str]] = (), starts: str = "") -> list[Seen]:
    """The people named in a sentence; new ones are learnt. `entities` are a parser's named entities; `starts` is the
    part of speech of the first word, which is capitalised whatever it is."""
    covered, spans = mask(text)
    labels = list(entities)
    shared = introductions.shared(text)
    found: list[Seen] = []
    for start, end in _runs(text, covered, starts, {part for p in memory.people for part in p.key.split("-")}):
        words = text[start:end]
        told = titles.before(text, start) or _handed_on(text, start, shared, found)
        behind, until = titles.after(text, end, covered, bool(told))
        honorific = _honorific(text, start)
        person = _who(words, memory, bool(told), bool(behind), honorific, _label(labels, start, end))
        if person is None:
            continue
        seen = _seen(text, start, end, person, told, behind, until, spans)
        seen = _same_office(seen, found, memory)
        if seen.code is None and told:
            seen = replace(seen, code=_owner(text[: told[0].start], found, spans, memory))
        _note(person, seen)
        memory.touch(person)
        found.append(seen)
    return found


def _handed_on(
    text: str, start: int, shared: Sequence[tuple[int, offices.Office]], found: Sequence[Seen]
) -> list[offices.Office]:
    """The title of several that this name stands under, right behind it or behind another name that does."""
    for end, office in shared:
        if text[end:start] == " ":
            return [office]
        if not found or found[-1].told[:1] != (office,):
            continue
        if re.fullmatch(r"(?: of (?:the )?[\w .]+)?(?:,|,? and) ", text[found[-1].end : start]):
            return [office]
    return []


def _same_office(seen: Seen, found: Sequence[Seen], memory: "Memory") -> Seen:
    """A counterpart holds the office of the person named before."""
    if not any("counterpart" in office.words for office in seen.told):
        return seen
    others = [s.person for s in found if s.person is not seen.person] or memory.others(seen.person)
    model = others[-1].office if others else None
    words = re.split(r" of (?!foreign|external)", model)[0] if model else ""
    held = offices.rank(words) >= offices.MINISTER
    told = [
        replace(o, words=words, sector=offices.sector_of(words)) if "counterpart" in o.words and held else o
        for o in seen.told
    ]
    return replace(seen, told=tuple(o for o in told if "counterpart" not in o.words))


def _owner(before: str, found: Sequence[Seen], spans: Sequence[tuple[int, int, str]], memory: "Memory") -> str | None:
    """Whose minister "its foreign minister" and "his foreign minister" are."""
    whose = re.search(r"\b(its|their|his|her) (?:[\w-]+ )?$", before, re.I)
    if whose is None:
        return None
    if whose[1].lower() in {"its", "their"}:
        earlier = [code for _, end, code in spans if end <= whose.start()]
        return earlier[0] if earlier else next((a.code for a in memory.thing if a.code), None)
    if found:
        return found[-1].code or found[-1].person.code
    return memory.subject.code if memory.subject else None


def _who(
    words: str,
    memory: Memory,
    title: bool,
    behind: bool,
    honorific: bool,
    label: str,
) -> Person | None:
    """The person a run of capitalised words names, if it names one."""
    several = len(words.split()) > 1 or "-" in words
    known = memory.resolve(words)
    if known is not None:
        if several and len(slug(words)) > len(known.key):
            known.name = words
        return known
    if any(part.lower().strip(".") in tables.words("institutions") for part in words.split()):
        return None
    if several and (title or behind or honorific or label == "PERSON"):
        return memory.learn(words)
    if not several and (honorific or (title and label in {"PERSON", ""})):
        return memory.learn(words)
    return None


def _seen(
    text: str, start: int, end: int, person: Person, told: Sequence[offices.Office], behind: Sequence[offices.Office],
    until: int, spans: Sequence[tuple[int, int, str]],
) -> Seen:  # fmt: skip
    code = introductions.country(text, start, end, told, behind, until, spans)
    return Seen(
        start=start, end=end, text=text[start:end], person=person, told=(*told, *behind), code=code, until=until
    )


def _note(person: Person, seen: Seen) -> None:
    """Learn office and country from where a name stands."""
    for office in seen.told:
        person.sector = person.sector or office.sector
        if office.former:
            person.former = person.former or f"former {office.words}".replace("former former", "former")
        elif office.words and office.words not in person.offices:
            person.offices.append(office.words)
    if seen.code and not person.code:
        person.code = seen.code


def _honorific(text: str, start: int) -> bool:
    found = re.search(r"(\w+)\.? $", text[max(0, start - 14) : start])
    return bool(found) and found[1].lower() in tables.offices()["honorifics"]["words"]  # type: ignore[index]


def _label(entities: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    return next((label for a, b, label in entities if a < end and b > start), "")


def _runs(text: str, covered: set[int], starts: str, known: Collection[str] = ()) -> list[tuple[int, int]]:
    """Stretches of capitalised words that are no country, body, title or day, nor open the sentence unless `known`."""
    blocked = set(covered)
    for start, end in introductions.spans(text):
        blocked.update(range(start, end))
    words = list(tables.offices()["honorifics"]["words"])
    for match in re.finditer(r"\b([A-Za-z]+)\.? (?=[A-Z])", text):
        inside = re.search(r"[A-ZÀ-Þ][\w'’-]+ $", text[: match.start()]) and match.start() - 1 not in blocked
        if match[1].lower() in words and match[1][0].isupper() and not inside:
            blocked.update(range(match.start(), match.end() - 1))
    shown = "".join("·" if i in blocked else c for i, c in enumerate(text))
    runs: list[tuple[int, int]] = []
    for match in RUN.finditer(shown):
        first = slug(match[0].split(" ")[0])
        runs.extend(_trimmed(shown, match.start(), match.end(), "" if first in known else starts))
    return runs


def _trimmed(text: str, start: int, end: int, starts: str) -> list[tuple[int, int]]:
    """The run without opening words, days and initials that are no name."""
    pieces: list[tuple[int, int]] = []
    begin: int | None = None
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        left, right = start + word.start(), start + word.end()
        plain = word[0].lower().strip(".")
        opening = left == 0 and starts in {"ADP", "DET", "PRON", "ADV", "SCONJ", "CCONJ", "AUX", "VERB", "NUM", "NOUN"}
        if plain in tables.words("not_names") or opening:
            if begin is not None:
                pieces.append((begin, last))
            begin = None
        elif begin is None:
            begin = left
        last = right
    if begin is not None:
        pieces.append((begin, last))
    return [
        (a, b - 1 if text[b - 1] == "." and b - a > 3 and text[b - 3] != " " else b) for a, b in pieces if b - a > 1
    ]
