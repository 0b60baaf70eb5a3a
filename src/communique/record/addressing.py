"""People told again by what they were called, not by name: "the patriarch", "His Royal Highness", and "the finance
minister" of a report that told of one person without an office."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from communique.record import whom
from communique.record.memory import Seen
from communique.record.posts import Post
from communique.record.told import Resolution, Told

STYLE = re.compile(
    r"(?P<whose>his|her|their) (?:[A-Za-z]+ )?"
    r"(?:majesty|highness|excellency|eminence|holiness|grace|beatitude|lordship|ladyship|honou?r|serenity)",
    re.I,
)
"""How those are told again who are addressed by a style."""
ROYAL = re.compile(r"majesty|highness", re.I)
CROWNED = re.compile(
    r"\b(?:king|queen|prince|princess|emir|sultan|sultana|emperor|empress|duke|duchess|sheikha?|regent|crown)\b", re.I
)
PLAIN = frozenset(
    ["man", "woman", "visitor", "guest", "host", "country", "government", "state", "day", "other", "former"]
)
"""Nouns that tell nobody from anybody."""


def styled(told: Told, index: int, start: int, words: str) -> Resolution | None:
    """Who "Her Majesty" or "His Eminence" is: the person told of before, crowned where the style is a crown's."""
    style = STYLE.fullmatch(words)
    if style is None:
        return None
    female = {"her": True, "his": False}.get(style["whose"].lower())
    for at, one in _before(told, index, start):
        crowned = bool(CROWNED.search(_called(told, at, one)))
        fits = female is None or whom.sex(told, one.person) in {None, female}
        if fits and (crowned or not ROYAL.search(words)):
            return whom.person(told, index, one.person, f"“{words}”: {one.person.name} was spoken of")
    return None


def again(told: Told, index: int, start: int, words: str) -> Resolution | None:
    """Who "the patriarch" or "the banker" is: the person last told of whom the report called so at his name."""
    noun = re.fullmatch(r"(?:the|this|that) (?:[\w-]+ ){0,2}([a-z][\w-]+)", re.sub(r"['’]s?$", "", words), re.I)
    if noun is None or noun[1].lower() in PLAIN:
        return None
    called = re.compile(rf"(?<![\w-]){re.escape(noun[1])}(?![\w-])", re.I)
    for at, one in _before(told, index, start):
        if called.search(_called(told, at, one)):
            return whom.person(told, index, one.person, f"“the {noun[1]}”: so {one.person.name} was called")
    return None


def unnamed(told: Told, index: int, post: Post) -> Resolution | None:
    """Who "the finance minister" is in a report that told of one person alone, of a state and without an office."""
    people = told.memory.people
    if post.person is not None or len(people) != 1 or people[0].offices:
        return None
    code = people[0].code or whom.person(told, index, people[0], "").code
    named = index > 0 and any(one.person is people[0] for _, one in _before(told, index, post.start))
    if code is None and post.code is None and named:
        code = next(iter(told.nearest(index, post.start)), None)
    if code in {None, "IGO", "NGO", "IMG"} or post.code not in {None, code} or not named:
        return None
    found = whom.person(told, index, people[0], f"the {post.words}: nobody else was spoken of")
    name = found.name or post.body
    return replace(found, code=found.code or code, sector=post.sector or found.sector, name=name)


BEINGS = re.compile(
    r"(?:[A-Z][a-z]{2,}(?:er|or|ist|ress|man|woman|smith|wright)|Lady|Queen|King|Prince|Baron|Boss|Kid|Boy|Girl|Butcher|Doctor"
    r"|Professor|Teacher|General|Engineer|Godfather|Mother|Father|Mama|Papa|Baba|Grandmother|Uncle|Auntie|Fox|Bear|Lion"
    r"|Lioness|Mule|Wolf|Tiger|Eagle|Hawk|Dove|Bulldog|Cat|Owl|Shark|Bull|Snake|Viper|Crocodile|Scorpion|Panther|Falcon"
    r"|Raven|Crow|Cobra|Spider|Goat|Horse|Donkey|Bee|Hammer|Sphinx|Saint|Monk|Priest|Magician|Wizard|Witch)$"
)
"""Words that epithets of people end with ("the Iron Seamstress", "the Fox")."""
FAMILIAR = re.compile(
    r"(?:Mama|Papa|Baba|Uncle|Auntie|Aunt|Tata|Tante|Oom|Bibi|Babu|Big|Little|Old|Tonton|Nana|Dada|Iron) [A-Z]"
)


def epithet(told: Told, index: int, start: int, words: str) -> Resolution | None:
    """Who "the Fox of Sfax" or "Mama Asali" is, in a report that names one person alone, who was named before."""
    people = [p for p in told.memory.people if p.name not in words]
    named = re.fullmatch(r"[Tt]he ((?:[A-Z][\w'’-]+ ?)+)(?:of [A-Z][\w'’-]+)?", words)
    called = named and BEINGS.search(named[1].strip())
    if len(people) != 1 or not (called or FAMILIAR.match(words)):
        return None
    if not any(one.person is people[0] for _, one in _before(told, index, start)):
        return None
    return whom.person(told, index, people[0], f"“{words}”: nobody else was spoken of")


def _before(told: Told, index: int, start: int) -> Iterator[tuple[int, Seen]]:
    """Where people were named before a place, the last first, each with its sentence."""
    for at in range(index, -1, -1):
        for one in reversed(told.seen[at]):
            if at < index or one.end <= start:
                yield at, one


def _called(told: Told, at: int, one: Seen) -> str:
    """The words of rank and calling that stand at a name, before it and in apposition to it."""
    text = told.trees[at].text
    before = re.search(r"(?:[\w'’.-]+ ){1,4}$", text[: one.start])
    behind = re.match(r"(?:,| is| was)(?: (?:an?|the|his|her|its))? [^,.;:]{2,70}", text[one.end :])
    nearer = re.split(r"[,;.] ", before[0])[-1] if before else ""
    return " ".join([nearer, behind[0] if behind else "", *one.person.offices])
