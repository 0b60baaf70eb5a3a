"""People and bodies told again by what they are, not by name: "he", "the 61-year-old", "her successor", "its leader",
"the church", "senators"."""

import re
from collections.abc import Iterator

from communique.record import acting, fields, tables, whom, whose
from communique.record.memory import Seen
from communique.record.naming import ORGANISATIONS, Named
from communique.record.told import NOBODY, Resolution, Told, name_of, resolved
from communique.record.tree import Tree

WORDS = re.compile(
    r"(?:(?P<which>(?i:the|this|that|these|those|both)) |(?P<whose>(?i:his|her|its|their)) (?:own )?)?"
    r"(?P<phrase>[A-Za-z0-9][^A-Z]*)"
)
BEHIND = re.compile(r",? (?:of|who|which|that|from|with|in|at|on|for|to|behind|turned|told|named) ")
AGED = re.compile(r"\b(?:\d\d?|[a-z]+ty(?:-[a-z]+)?)-year-old$|-something$")
PARENT = re.compile(r"\b(?P<who>father|mother|grandfather|grandmother) of (?:\w+|\d+)\b|\b(?:father|mother)-of-\w+$")
ONCE = re.compile(
    r"^(?:[\w-]+,? )*(?:former|one-time|onetime|ex-\w+|retired|veteran|career|trained|self-taught|self-made|seasoned"
    r"|soft-spoken|bearded|wily|ageing|aging|exiled|deposed|ousted|jailed|accused|condemned|convicted|newly"
    r"|embattled)\b"
)
"""What is said of one person who was named before."""
MEN = re.compile(
    r"\b(?:father|grandfather|son|widower|[a-z]*man|actor|monk|priest|king|prince|patriarch|bishop|cardinal)$"
)
WOMEN = re.compile(r"\b(?:mother|grandmother|daughter|widow|[a-z]*woman|actress|nun|queen|princess|heiress)$")
AFTER = frozenset(["successor", "predecessor", "replacement", "deputy", "stand-in", "understudy"])
"""Who holds, held or will hold the office of another."""
PLURAL = re.compile(r"(?:(?<=ss|sh|ch)e|(?<=x)e)?s$")
"""How a noun ends that tells of several ("bosses", "dockers")."""
PRONOUNS = frozenset(["he", "she", "him", "her", "his"])
ROYAL = re.compile(r"\b(?:king|queen|crown prince|crown princess|prince|princess|emir|sultan|grand duke)\b")


def pronoun(told: Told, index: int, start: int, word: str) -> Resolution:
    """The person spoken of: of the sentence before or this one, the subject first, the sex by office and given name."""
    female = word in {"she", "her"}
    doing = _doing(told.trees[index], start) if word in {"him", "her"} else set()
    here = [s for s in told.seen[index] if s.end <= start]
    doers = {s.person.key for s in here if doing & set(told.trees[index].span(s.start, s.end))}
    before = [s for s in here if s.person.key not in doers]
    earlier = [s for i in range(index - 1, -1, -1) for s in told.seen[i] if s.person.key not in doers]
    fitting = [s for s in (*before, *earlier) if whom.sex(told, s.person) in {None, female}]
    sure = [s for s in fitting if whom.sex(told, s.person) == female]
    if chosen := next(iter(sure or fitting), None):
        return whom.person(told, index, chosen.person, f"“{word}”: {chosen.person.name} was spoken of")
    return whose.holder(told, index, start, female) or NOBODY


def _doing(tree: Tree, start: int) -> set[int]:
    """The tokens of the subject of the verb whose object a pronoun is, who is somebody else."""
    head = tree.head_of(start, start + 3)
    if head is None or tree.token(head).dep not in {"dobj", "dative", "pobj"}:
        return set()
    verb = next((up for up in tree.up(head) if tree.token(up).pos == "VERB"), None)
    return set() if verb is None else {i for subject in tree.subjects(verb) for i in (subject, *tree.down(subject))}


def described(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """Who is meant by words without a name: whose he is who is owned, the person they are said of, or those of a field
    in the state told of."""
    words = WORDS.fullmatch(re.sub(r"['’]s?$", "", told.trees[index].text[start:end]))
    if words is None:
        return None
    phrase = words["phrase"].lower()
    core = BEHIND.split(phrase)[0]
    if words["whose"]:
        return _owned(told, index, start, words["whose"].lower(), core)
    many = _plural(core)
    if words["which"] is None and not many:
        return None
    if words["which"] and not many and (one := _person(told, index, start, phrase, core)) is not None:
        return whom.person(told, index, one.person, f"“{phrase}”: {one.person.name} was spoken of")
    return _those(told, index, start, core, many)


def _plural(core: str) -> bool:
    last = core.rpartition(" ")[2]
    return bool(re.search(r"(?:[^s]s|men|women|police|people|clergy)$", last)) and not last.endswith(
        ("ous", "is", "us")
    )


def _owned(told: Told, index: int, start: int, whose_: str, core: str) -> Resolution | None:
    """Who "her successor", "his doctors", "its leader" are: of the state of whom the pronoun means."""
    head = core.rpartition(" ")[2]
    if whose_ in {"his", "her"}:
        owner = pronoun(told, index, start, whose_)
        if owner.code is None:
            return None
        sector = owner.sector if head in AFTER else fields.field(core)
        why = f"“{whose_} {core}”: of {owner.person or owner.office or owner.name}"
        return Resolution(code=owner.code, sector=sector, name=owner.name, why=(why,))
    if (topic := _topic(told, index, start)) is None:
        return None
    at, named = topic
    sector, code, tree = named.sector, named.code, told.trees[at]
    if sector is None and (phrase := fields.behind(tree, named.end)):
        sector = fields.field(phrase)
    own = None if head in tables.words("of_whom") else fields.field(core)
    found = own or sector or ("GOV" if head in tables.words("of_whom") and code not in ORGANISATIONS else None)
    return resolved(code, found, named, f"“{whose_} {core}”: of {named.text}")


def _topic(told: Told, index: int, start: int) -> tuple[int, Named] | None:
    """Whom "its" and "their" mean, with the sentence: the first told of before in the sentence, or in the one before,
    that is no mere place."""
    for at in (index, index - 1):
        if at < 0:
            continue
        for named in told.names[at]:
            if named.code and (at < index or named.end <= start) and not acting.place(told.trees[at], named):
                return at, named
    return None


def _person(told: Told, index: int, start: int, phrase: str, core: str) -> Seen | None:
    """The person said to be something: the one of that field, else whom the last sentence with people names first."""
    head = core.rpartition(" ")[2]
    said = AGED.search(core) or PARENT.search(phrase) or ONCE.search(core) or "turned" in phrase.split()
    if not said and head not in tables.words("one_person"):
        return None
    female = False if MEN.search(head) else True if WOMEN.search(head) else None
    parent = PARENT.search(phrase)
    if parent:
        female = "mother" in parent[0]
    for at in range(index, -1, -1):
        here = [s for s in told.seen[at] if at < index or s.end <= start]
        fitting = [s for s in here if female is None or whom.sex(told, s.person) in {None, female}]
        field = None if said else fields.field(core)
        alike = [s for s in fitting if field and whom.person(told, at, s.person, "").sector == field]
        if alike or fitting:
            return (alike or fitting)[0]
    return None


def _those(told: Told, index: int, start: int, core: str, many: bool) -> Resolution | None:
    """Whose "the church", "senators" or "the warships" are: of the state whose people of that field were told of last,
    else of the state the report tells of nearest."""
    sector = fields.field(core) or (tables.roles().get(PLURAL.sub("", core)) if many else None)
    if sector is None:
        return None
    if (before := next(_told_before(told, index, start, sector, core), None)) is not None:
        why = f"“{core}”: those of {before[1]} told of before"
        return Resolution(code=before[0], sector=sector, name=name_of(before[0]) or before[1], why=(why,))
    near = next(iter(told.nearest(index, start)), None)
    if near is None:
        return None
    return Resolution(code=near, sector=sector, name=name_of(near), why=(f"“{core}”: of the state told of nearest",))


def _told_before(told: Told, index: int, start: int, sector: str, core: str) -> Iterator[tuple[str, str]]:
    """State and name of those of a field told of before a place, the last first."""
    royal = core.endswith("palace")
    for at in range(index, -1, -1):
        tree = told.trees[at]
        for named in reversed(told.names[at]):
            if named.code is None or not (at < index or named.end <= start):
                continue
            phrase = fields.behind(tree, named.end) or ""
            field = named.sector if named.kind == "body" else fields.field(phrase) if phrase else None
            same = field == sector and (sector not in {"CVL", "GOV"} or phrase.split(" ")[-1] == core or royal)
            if same and (not royal or ROYAL.search(phrase)):
                yield named.code, named.name
        for post in reversed(told.posts[at]):
            if post.code and (at < index or post.end <= start) and post.sector == sector and sector != "GOV":
                yield post.code, post.body or post.code
