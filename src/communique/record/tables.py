"""The tables of this room, read once: trigger lexicon, bodies, offices and roles."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from msgspec.structs import replace

from communique.lexicon import SENTENCES_KEPT, countries
from communique.lexicon.phrases import Phrases
from communique.model import Noun
from communique.record import spellings

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The event types of PLOVER 2021."""


class Rule(Noun):
    """A trigger: head lemma, the companions it needs (one of each group), what it tells of, how far to trust it."""

    event: str
    head: str
    near: tuple[frozenset[str], ...]
    weak: bool
    reciprocal: bool
    noun: bool


class Body(Noun):
    """A body that acts: full name, country code, sector; words that speak for it where others share its name, and
    whether it is meant where nothing speaks."""

    name: str
    code: str
    sector: str
    cues: tuple[str, ...] = ()
    usual: bool = False


class FoundBody(Noun):
    """A body at one place of a text: offsets, words printed, and all that go by this name."""

    start: int
    end: int
    text: str
    bodies: tuple[Body, ...]

    @property
    def body(self) -> Body | None:
        """The body meant if the report tells of nothing else, None where the name is shared by equals."""
        plain = [body for body in self.bodies if not body.cues]
        if len(plain) == 1:
            return plain[0]
        return next((body for body in self.bodies if body.usual), None)


def load(name: str) -> dict[str, Any]:
    """A TOML table of this room."""
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf8"))


@cache
def actions() -> dict[str, Any]:
    """The trigger lexicon as it stands in actions.toml."""
    return load("actions.toml")


@cache
def offices() -> dict[str, Any]:
    """Offices and roles as they stand in offices.toml."""
    return load("offices.toml")


@cache
def rules() -> tuple[Mapping[str, tuple[Rule, ...]], Mapping[str, tuple[Rule, ...]]]:
    """Verb rules and noun rules by head lemma, the more specific first."""
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    for event in TYPES:
        table = actions()[event]
        both = frozenset(table.get("reciprocal", ()))
        for entries, into, noun in ((table["verbs"], verbs, False), (table["nouns"], nouns, True)):
            for entry in entries:
                rule = _rule(event, entry, both, noun)
                into.setdefault(rule.head, []).append(rule)
    return (
        {head: tuple(sorted(found, key=_rank)) for head, found in verbs.items()},
        {head: tuple(sorted(found, key=_rank)) for head, found in nouns.items()},
    )


def _rank(rule: Rule) -> tuple[int, bool]:
    return -len(rule.near), rule.weak


def _rule(event: str, entry: str, both: frozenset[str], noun: bool) -> Rule:
    head, _, rest = entry.rstrip("?").partition(" ")
    near = tuple(frozenset(word.rstrip("?") for word in group.split("|")) for group in rest.split())
    return Rule(
        event=event,
        head=head,
        near=near,
        weak=entry.endswith("?") and "|" not in entry.split(" ")[-1],
        reciprocal=head in both,
        noun=noun,
    )


@cache
def operators() -> Mapping[str, frozenset[str]]:
    """Words that open a clause and decide over what stands in it, by class."""
    return {name: frozenset(words) for name, words in actions()["operators"].items()}


@cache
def contexts() -> Mapping[str, Sequence[str]]:
    """The contexts that a lemma is a cue of."""
    found: dict[str, list[str]] = {}
    for name, words in actions()["contexts"].items():
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(name)
    return found


@cache
def bodies() -> Mapping[str, tuple[Body, ...]]:
    """All bodies by each name they go by, however it is spelled: those of bodies.toml, of our other tables, then of
    factbook.tsv. A state has one body of a name: the one told first."""
    known: dict[str, list[Body]] = {}
    for code, sector, entry in _entries():
        names = [_named(name) for name in entry.split("|")]
        for name, cues, usual in names:
            _add(known, name, Body(name=names[0][0], code=code, sector=sector, cues=cues, usual=usual))
    for code, sector, name in countries.rows_of(__package__, "factbook.tsv"):
        if name not in countries.codes():
            _add(known, name, Body(name=name, code=code, sector=sector))
    for name in tuple(known):
        for other in spellings.of(name):
            known.setdefault(other, known[name])
    return {name: tuple(found) for name, found in known.items()}


def _add(known: dict[str, list[Body]], name: str, body: Body) -> None:
    """Lays a body to its name, unless the state has one of this name, which then needs no word to speak for it that
    this one does not need."""
    others = known.setdefault(name, [])
    same = next((i for i, other in enumerate(others) if other.code == body.code), None)
    if same is None:
        others.append(body)
    elif body.usual and not others[same].usual:
        others[same] = replace(others[same], usual=True)


def _entries() -> Iterator[tuple[str, str, str]]:
    """Code, sector and names of each body of our own tables."""
    for code, sectors in load("bodies.toml").items():
        for sector, entries in sectors.items():
            yield from ((code, sector, entry) for entry in entries)
    for table in ("seats.tsv", "native.tsv", "forces.tsv", "parties.tsv", "firms.tsv", "known.tsv"):
        for code, sector, entries in countries.rows_of(__package__, table):
            yield from ((code, sector, entry) for entry in entries.split(";"))


def _named(entry: str) -> tuple[str, tuple[str, ...], bool]:
    """A name with its marks taken off: the words in braces, and whether `!` makes it the usual one."""
    name, _, cues = entry.rstrip("}").partition("{")
    return name.rstrip("!"), tuple(cues.split(",")) if cues else (), name.endswith("!")


@cache
def _body_names() -> Phrases:
    return Phrases(bodies())


@lru_cache(maxsize=SENTENCES_KEPT)
def find_bodies(text: str) -> tuple[FoundBody, ...]:
    """Every known body named in a text, in order, none overlapping."""
    known = bodies()
    return tuple(
        FoundBody(start=start, end=end, text=text[start:end], bodies=known[name])
        for start, end, name in _body_names().find(text)
    )


@cache
def regions() -> Mapping[str, str]:
    """The code of its state by the name of a member state or region."""
    return {name: code for code, names in load("regions.toml").items() for name in names.split(";")}


@cache
def cities() -> Mapping[str, str]:
    """The state of each town that is no capital and that one state alone has, also without the marks on its letters."""
    known = {name: code for code, cell in countries.rows("cities.tsv") for name in cell.split(";")}
    known |= {name: code for code, cell in countries.rows_of(__package__, "towns.tsv") for name in cell.split(";")}
    for name, code in tuple(known.items()):
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        if len(plain) > 4:
            known.setdefault(plain, code)
    return known


@cache
def poetic() -> Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """By poetic, native or older name, the first two also with small letters as they stand in a sentence, whose it is:
    code, kind of name, and the words of which one must be near; who needs none comes last."""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    table = load("bynames.toml")
    for section, kind in (("poetic", "byname"), ("parts", "region")):
        for code, names in table[section].items():
            for entry in names.split(";"):
                name, cues, _ = _named(entry)
                for written in _small(name) if " " in name else {name}:
                    found.setdefault(written, []).append((code, kind, cues))
    for kind, rows in table["older"].items():
        for code, names in rows.items():
            for name in names.split(";"):
                found.setdefault(name, []).append((code, kind, ()))
    return {name: tuple(sorted(told, key=lambda one: not one[2])) for name, told in found.items()}


def _small(name: str) -> set[str]:
    """A name of several words as it is printed with fewer capitals."""
    first = re.sub(r"^[A-Z](?=[a-z]+ (?:of|in)\b)", lambda m: m[0].lower(), name)
    return {name, first, re.sub(r"\b(?!The\b)[A-Z](?=[a-z])", lambda m: m[0].lower(), name)}


@cache
def generic() -> Mapping[str, str]:
    """Sector by the name that bodies of many states have."""
    return {name: sector for sector, names in load("bynames.toml")["generic"].items() for name in names.split(";")}


@cache
def having() -> Mapping[str, tuple[str, ...]]:
    """The states that have a body of such a name, where not all may ("Senate")."""
    return {name: tuple(codes.split()) for name, codes in load("bynames.toml")["having"].items()}


@cache
def money() -> Mapping[str, str]:
    """The state by the word for its money that is no other's."""
    return {word: code for code, words in load("bynames.toml")["money"].items() for word in words.split()}


@cache
def areas() -> Mapping[str, tuple[str, ...]]:
    """The states of an area by the adjective that names it ("the Himalayan kingdom")."""
    return {word: tuple(codes.split()) for word, codes in load("bynames.toml")["areas"].items()}


@cache
def kinds() -> Mapping[str, tuple[str, ...]]:
    """The states of each kind by the noun that stands for one ("the kingdom")."""
    return {noun: tuple(codes.split()) for noun, codes in load("bynames.toml")["kinds"].items()}


@cache
def roles() -> Mapping[str, str]:
    """Sector by role noun (lemma)."""
    return {word: sector for sector, words in offices()["roles"].items() for word in words}


@cache
def folk() -> Mapping[str, str]:
    """Sector by noun for people who hold no role, and what stands for them (lemma)."""
    return {word: sector for sector, words in load("folk.toml").items() for word in words}


@cache
def office_sectors() -> Mapping[str, str]:
    """Sector by office head."""
    return {head: sector for sector, heads in offices()["offices"].items() for head in heads}


@cache
def professions() -> Mapping[str, tuple[str, ...]]:
    """What people do who hold no office, by sector."""
    return {sector: tuple(nouns) for sector, nouns in offices()["professions"].items()}


@cache
def institutions() -> Mapping[str, str]:
    """Sector by the words that end the name of an institution."""
    return {phrase: sector for sector, phrases in offices()["institutions"].items() for phrase in phrases}


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of words.toml."""
    return frozenset(load("words.toml")[name])


@cache
def deeds() -> Mapping[str, frozenset[str]]:
    """The types of the acts that a noun tells again, from deeds.toml."""
    told = load("deeds.toml")
    return {
        noun: frozenset(t for t, nouns in told.items() if noun in nouns) for nouns in told.values() for noun in nouns
    }


@cache
def acting(name: str) -> frozenset[str]:
    """One of the word lists of acting.toml."""
    return frozenset(load("acting.toml")[name].replace("_", " ").split())


@cache
def given(sex: str) -> frozenset[str]:
    """Given names of women (`female`) or men (`male`), as slugs."""
    return frozenset(load("given_names.toml")[sex].split())


@cache
def classes(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The classes of each lemma of classes.toml, of `nouns` or of `verbs`."""
    found: dict[str, list[str]] = {}
    for name, words in load("classes.toml")[kind].items():
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def telling() -> frozenset[str]:
    """Nouns and adjectives that may be the head of an act."""
    return frozenset(rules()[1]) | frozenset(load("classes.toml")["heads"]["nouns"])
