"""Who is meant by some words of a report: a state, a body, a person, or nobody, and why.

`Told(trees)` reads a report once; `who(told, sentence, start, end)` then answers for any words of it, by these rules
in order: a person named there or told of before; a pronoun, by the person spoken of; an office, by the state named
with it, by who held it earlier in the report, by the states that have such an office and that the report tells of; a
state, body or region by its name, ambiguous names by what the report tells of; a noun that stands for a state ("the
kingdom"). A name that only says where, or which thing, is nobody's.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import slug
from communique.record import (
    acting,
    addressing,
    alluding,
    apposed,
    describing,
    fields,
    neighbours,
    recalled,
    relating,
    renamed,
    tables,
    unlisted,
    whereabouts,
    whom,
    whose,
)
from communique.record.memory import Person, Seen
from communique.record.naming import Named
from communique.record.posts import Post
from communique.record.told import NOBODY, Resolution, Told, name_of, resolved
from communique.record.tree import Tree

OFFICIALS = re.compile(
    r"\b(?:minister|president|leader|envoy|ambassador|negotiator|premier|delegate|chancellor|king)s?\b"
)
ONE_OF = re.compile(
    r"^[- ](?:member|ally|candidate|aspirant|applicant|republic|state|country|nation|satellite)"
    r"(?: state| country| nation)?$"
)
PAST = re.compile(r"\b(?:former|ex|post)[- ](?:Soviet|Yugoslav)$")
"""What is not the body or the vanished state itself ("the NATO member", "the former Soviet republic")."""
MAN = re.compile(rf"['’]s? {relating.FIGURES}(?: (?:in|at|on|to|for) [A-Z]\w+| was | is |$)")
"""Who acts for a state is told so ("Berlin's man in Lagos")."""
RULING = frozenset(["junta", "regime", "government", "monarchy"])
"""Nouns that stand for a state's government."""
LABOUR = re.compile(
    r"\b(?:dockers?|dockworkers?|longshoremen|stevedores?|(?:trade |labou?r )?unions?|unionists?"
    r"|(?:garment|textile|rail|railway|port|dock|postal|transport|metal|steel|oil|hospital|airport|factory|mine|sugar|tea|car"
    r"|auto|construction|shipyard|farm|plantation|refinery|power|sanitation|health|domestic|migrant) ?workers?)\b"
)
"""Those who act as workers do, together."""


def who(told: Told, index: int, start: int, end: int) -> Resolution:
    """Who is meant by the words [start, end) of a sentence."""
    told.context.at = index
    text = told.trees[index].text
    words = re.sub(r"^(?:the|a|an) ", "", text[start:end].strip(), flags=re.I)
    if whereabouts.christened(text, start):
        return Resolution(why=("the name of a thing",))
    if words.lower() in alluding.PRONOUNS:
        return alluding.pronoun(told, index, start, words.lower())
    seen = _named_person(told, index, start, end)
    if seen is None and (known := _surname(told, index, start, end)) is not None:
        return whom.person(told, index, known, f"“{text[start:end]}”: {known.name} was named")
    if seen and not (addressing.FAMILIAR.match(words) and addressing.epithet(told, index, start, words)):
        if (same := renamed.otherwise(told, index, seen)) is not None:
            return whom.person(told, index, same, f"“{seen.text}”: {same.name}, as others write it")
        return whom.person(told, index, seen.person, f"named here as {seen.text}")
    if (called := addressing.epithet(told, index, start, text[start:end])) is not None:
        return called
    if addressing.STYLE.fullmatch(words):
        return addressing.styled(told, index, start, words) or whose.majesty(told, index, start, words)
    names = [n for n in told.names[index] if n.start < end and n.end > start]
    if (described := describing.state(told, index, start, end)) is not None:
        return described
    if (
        names
        and ONE_OF.search(text[names[0].end : end])
        and (names[0].code == "IGO" or PAST.search(text[start : names[0].end]))
    ):
        return _noun(told, words) or NOBODY
    if (beside := neighbours.neighbour(told, index, start, end)) is not None:
        return beside
    if not names and OF_A_NAME.search(text[:start]) and re.fullmatch(r"[A-Z][a-z]+", text[start:end]):
        return Resolution(why=("a part of a name",))
    if not names and (own := _of_the_noun(told, index, start, end)) is not None:
        return own
    if not names and (again := recalled.body(told, index, start, end)) is not None:
        return again
    if (found := unlisted.body(told, index, start, end, names)) is not None:
        return found
    if (found := whose.institution(told, index, start, end, names)) is not None:
        return found
    post = whose.post_at(told, index, start, end)
    whole = next((n for n in names if n.kind == "body" and n.start <= start + 4 and n.end >= end), None)
    if post is not None and (whole is None or " " not in whole.text or post.start < whole.start):
        if (alone := addressing.unnamed(told, index, post)) is not None:
            return alone
        return whose.office(told, index, start, end, post, names)
    if names:
        return _by_name(told, index, start, end, names)
    again = addressing.again(told, index, start, text[start:end]) if len(words) < len(text[start:end]) else None
    if again is None and (of_old := recalled.people(told, index, start, end)) is not None:
        return of_old
    owner = re.match(r"(?:the|The) [\w-]+(?=['’]s )", text[start:end])
    if again is None and owner is not None and _noun(told, words) is None:
        return who(told, index, start, start + owner.end())
    return again or _noun(told, words) or alluding.described(told, index, start, end) or NOBODY


OF_A_NAME = re.compile(r"(?:^|[a-z,] )(?!The )[A-ZÀ-Þ][a-zà-ÿ'’-]+ $")
"""What stands before a word that is the last of a name ("Kano State")."""
OWNER = re.compile(r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:[\w-]+ ){0,4}?[a-z-]+(?=['’]s? (?P<rest>[a-z]))")
"""A noun for a state that owns what is told ("the island's parliament")."""


def _of_the_noun(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """Whose "the kingdom's foreign minister" or "the mainland's coast guard" is: of the state that the noun means."""
    text = told.trees[index].text
    owner = OWNER.match(text[start:end])
    if owner is None:
        return None
    stop = start + owner.end()
    state = describing.state(told, index, start, stop) or _noun(told, text[start + 4 : stop])
    if state is None or state.code is None:
        return None
    post = whose.post_at(told, index, start, end)
    if post is not None and post.start > stop:
        return whose.office(told, index, post.start, end, replace(post, code=post.code or state.code), ())
    sector = fields.field(text[start + owner.start("rest") : end])
    return replace(state, sector=sector, why=(f"of “{owner[0]}”", *state.why))


def _named_person(told: Told, index: int, start: int, end: int) -> Seen | None:
    """The person whose name the words are, or end with; whoever is owned by him is somebody else."""
    text = told.trees[index].text
    inside = (s for s in told.seen[index] if s.start < end and s.end > start)
    return next((s for s in inside if not re.match(r"['’]s? [\w-]", text[s.end : end])), None)


PREPOSED = re.compile(r"\b(?:the|an?|in|at|from|to|near|of|into|for|with|against|over|outside) $", re.I)
"""What stands before a place or an office, and before no surname without a title."""


def _surname(told: Told, index: int, start: int, end: int) -> Person | None:
    """Whose surname the words are, though they could be a place's, an office's or another word: of the one person
    named before in full whose name ends so."""
    text = told.trees[index].text
    words = re.sub(r"['’]s?$", "", text[start:end])
    if any(n.start < end and n.end > start and n.kind != "body" for n in told.names[index]):
        return None
    if not words[:1].isupper() or PREPOSED.search(text[:start]) or re.match(r" [A-ZÀ-Þ]", text[start + len(words) :]):
        return None
    part = slug(words)
    before = {
        one.person.key: one.person
        for at in range(index + 1)
        for one in told.seen[at]
        if (at < index or one.end <= start) and one.person.key.endswith(f"-{part}")
    }
    return next(iter(before.values())) if part and len(before) == 1 else None


def _by_name(told: Told, index: int, start: int, end: int, names: Sequence[Named]) -> Resolution:
    """A state, body or region by its name: the sector by the noun it stands before."""
    tree = told.trees[index]
    named = names[0]
    if (its := _elliptic(told, index, named, end)) is not None:
        return its
    if why := acting.place(tree, named):
        return Resolution(name=named.name or None, why=(why, named.why))
    if (own := _owned_body(tree.text, named, end)) is not None:
        return own
    sector = named.sector
    if sector in {"BUS", "MED"} and (named.start < start or named.end > end + 1):
        return Resolution(name=named.name, why=("a part of the name of a firm or paper", named.why))
    phrase = tree.text[named.start : max(end, named.end)]
    head = tree.head_of(start, end)
    apart = named.kind == "body" and re.match(r" (?:of|in|for) ", tree.text[named.end : end])
    if named.kind not in {"body", "capital", "byname"} or (named.end < end and not apart):
        lead = re.sub(r" (?:of|in|for|from)(?: the)? $", "", tree.text[start : max(start, named.start)])
        sector = fields.field(lead) or _field(tree, index, named, head, end) or sector
    if sector in {None, "CVL"} and MAN.match(tree.text, named.end):
        sector = "GOV"
    if re.search(r"\bopposition (?:party )?$", tree.text[: named.start]) and named.sector == "PTY":
        sector = "OPP"
    if named.kind == "demonym" and start < named.start and (one := apposed.compatriot(told, index, named)) is not None:
        return whom.person(told, index, one.person, f"“the {named.text}”: {one.person.name} was spoken of")
    if named.kind == "demonym" and phrase == named.text:
        sector = _countryman(told, tree, index, named) or sector
    return resolved(named.code, sector, named, named.why)


ELLIPTIC = re.compile(
    r"[.,;:]|$| (?:is|was|has|had|does|did|would|will|said|let|wants?|refused|went|came|did|stayed|left|and)\b"
)
"""What follows on an office that is left out ("Benin's president stayed, Togo's went")."""


def _elliptic(told: Told, index: int, named: Named, end: int) -> Resolution | None:
    """The office told of before in the sentence, of another state: "Benin's president stayed, Togo's went"."""
    text = told.trees[index].text
    if not re.fullmatch(r"['’]s", text[named.end : end]) or not ELLIPTIC.match(text, end):
        return None
    before = [post for post in told.posts[index] if post.end <= named.start and post.code != named.code]
    return resolved(named.code, before[-1].sector or "GOV", named, f"its {before[-1].words}") if before else None


def _owned_body(text: str, named: Named, end: int) -> Resolution | None:
    """A body told with its state ("Uganda's UPDF"), where that state has one of the name."""
    for found in tables.find_bodies(text):
        if text[named.end : found.start] in {"'s ", "’s ", "' ", "’ "} and found.end <= end:
            body = next((body for body in found.bodies if body.code == named.code), None)
            if body is not None:
                return resolved(body.code, body.sector, named, f"{body.name} of {named.text}")
    return None


def _noun(told: Told, words: str) -> Resolution | None:
    """ "The kingdom", "the island": the state of that kind told of nearest, else the best known one."""
    if re.fullmatch(r"(?:[A-Z][\w'’-]+ )+(?:Islands?|States?|Republics|Province|Territory|Kingdom)", words):
        return None
    words = words.lower()
    words = re.sub(r"['’]s.*$", "", words)
    told_areas = [word for word in tables.areas() if re.search(rf"\b{word}\b", words, re.I)]
    areas = [tables.areas()[a] for a in told_areas if not any(a != b and a in b for b in told_areas)]
    area = tuple(code for code in areas[0] if all(code in other for other in areas)) if areas else ()
    noun = next(
        (
            k
            for k in sorted(tables.kinds(), key=len, reverse=True)
            if re.search(rf"(?<![\w-]){re.escape(k)}(?![\w-])", words)
        ),
        None,
    )
    if noun is None:
        return None
    kind = tuple(c for c in tables.kinds()[noun] if not area or c in area) or area
    if area and noun == "republic":
        kind = tuple(c for c in area if c not in tables.kinds()["monarchy"])
    if not area and (noun in describing.GREAT or re.fullmatch(describing.MEMBER, noun)):
        return None
    states = [*told.context.states(), *([told.dateline] if told.dateline else ())]
    code = next((c for c in states if c in kind), None) if kind else next(iter(states), None)
    titled = [c for c in states if any(noun.title() in name.split() for name in countries.forms(c, "name"))]
    code = titled[0] if len(titled) == 1 and not area else code
    if code is None and kind:
        code = kind[0]
    code = code or next(iter(states), None)
    return (
        Resolution(
            code=code,
            sector="GOV" if noun in RULING else None,
            name=name_of(code),
            why=(f"“{noun}”: the state of that kind that the report tells of",),
        )
        if code
        else None
    )


def _countryman(told: Told, tree: Tree, index: int, named: Named) -> str | None:
    """The sector of "the Latvian" (an official told of before) and of "Filipinos"."""
    if (before := _compatriot(told, index, named)) is not None:
        return before.sector
    head = tree.head_of(named.start, named.end)
    if head is None or tree.token(head).dep in acting.MODIFIES:
        return None
    if tree.token(head).tag in {"NNS", "NNPS"}:
        return "CVL"
    return "GOV" if any(OFFICIALS.search(t.text) for t in told.trees[: index + 1]) else None


def _compatriot(told: Told, index: int, named: Named) -> Post | None:
    """The official of this state told of before, whom "the Latvian" means."""
    return next(
        (
            p
            for i in range(index, -1, -1)
            for p in reversed(told.posts[i])
            if p.code == named.code and (i < index or p.start < named.start)
        ),
        None,
    )


def _field(tree: Tree, index: int, named: Named, head: int | None, end: int) -> str | None:
    """The sector of the noun that a name stands before ("Colombian soldiers"), or of an institution named with it."""
    words = tree.text[named.end : end]
    if re.search(r"\bopposition\b", words):
        return "OPP"
    if LABOUR.search(words):
        return "LAB"
    if (told := fields.field(words) if words else None) is not None:
        return told
    at = tree.head_of(named.start, named.end)
    while at is not None and tree.token(at).dep in acting.MODIFIES and tree.token(at).head != at:
        at = tree.token(at).head
    for token in (at, head):
        if token is not None and (
            sector := tables.roles().get(tree.lemma(token)) or tables.office_sectors().get(tree.lemma(token))
        ):
            return sector
    for token in (at, head):
        for sector, nouns in tables.professions().items():
            if token is not None and tree.lemma(token) in nouns:
                return sector
    for phrase, sector in tables.institutions().items():
        if re.search(rf"(?<!\w){phrase}", tree.text[named.start : end + 1], re.I):
            return sector
    if (
        at is not None
        and (tree.lemma(at) in acting.words_of("people") or acting.PERSONAL.search(tree.token(at).text))
        and at != tree.head_of(named.start, named.end)
    ):
        return "CVL" if tree.token(at).tag in {"NNS", "NN"} else None
    return None
