"""People: who one is, by what the whole report tells next to the name."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.lexicon import countries
from communique.record import naming, posts, tables
from communique.record.naming import Named
from communique.record.people import Person, Seen
from communique.record.posts import Post
from communique.record.told import Resolution, Told

FEMALE = re.compile(
    r"(?:queen|princess|chairwoman|spokeswoman|congresswoman|first lady|businesswoman|sheikha|baroness)", re.I
)
MALE = re.compile(r"(?:king|prince|chairman|spokesman|congressman|emir|sultan|pope)\b", re.I)


def person(told: Told, index: int, person: Person, why: str) -> Resolution:
    """Who a person is: state, field and office, by the words next to the name in the whole report."""
    code, sector = person.code, person.actor("").sector
    reasons = [why]
    if code is None or sector is None:
        near, field = _around(told, person)
        code, sector = code or near, sector or field
    if code is None:
        code, reason = _left_over(told, person)
        reasons += [reason] if code else []
    if person.office:
        reasons.append(f"{person.office}")
    if person.office and re.search(r"\bopposition\b", person.office):
        sector = "OPP"
    return Resolution(code=code, sector=sector, person=person.name, office=person.office, why=tuple(reasons))


def _around(told: Told, person: Person) -> tuple[str | None, str | None]:
    """State and field of a person without office, by the words next to the name."""
    places = [(index, one) for index, seen in enumerate(told.seen) for one in seen if one.person is person]
    for index, one in places:
        if (post := _post_beside(told, index, one)) is not None:
            return post.code, post.sector or "GOV"
    for index, one in sorted(places, key=lambda t: -len(t[1].text)):
        code, sector = _beside(told, index, one)
        if code or sector:
            return code, sector
    return None, None


def _post_beside(told: Told, index: int, seen: Seen) -> Post | None:
    """An office told in the clause of a name, nearer to it than to any other's."""
    left, right = _clause(told.trees[index].text, seen)
    fitting = (p for p in told.posts[index] if p.code and left <= p.start <= right)
    for post in fitting:
        free = post.person in {None, seen.person.name} and post.words not in {
            "colleague",
            "host",
            "visitor",
            "guest",
        }
        if free and not person_of_another(post, told.seen[index], seen):
            return post
    return None


def _beside(told: Told, index: int, seen: Seen) -> tuple[str | None, str | None]:
    text = told.trees[index].text
    left, right = _clause(text, seen)
    sector = None
    for field, nouns in tables.professions().items():
        if re.search(rf"(?<![\w-])(?:{'|'.join(nouns)})(?![\w-])", text[left:right]):
            sector = field
            break
    near_text = text[left:right]
    sector = sector or next(
        (s for p, s in tables.institutions().items() if s != "GOV" and re.search(rf"(?<!\w){p}(?!\w)", near_text)),
        None,
    )
    sector = sector or _of_body(told, index, seen)
    towns = [_town(n) for n in naming.towns(text)]
    known = [n for n in (*told.names[index], *towns) if n.end <= seen.start or n.start >= seen.end]
    near = sorted(
        (n for n in known if n.code and left <= n.start <= right),
        key=lambda n: (_located(text, n) and n.start < seen.start, abs(n.start - seen.start)),
    )
    code = next((n.code for n in near if n.kind in {"demonym", "name", "capital", "region"}), None)
    return code, sector


def _left_over(told: Told, person: Person) -> tuple[str | None, str]:
    """The state that has such an office, or the one of two told of whose man no other person is."""
    states = told.context.states()
    for office in person.offices:
        if code := next((c for c in states if c in posts.of_kind(office.lower())), None):
            return code, f"the state told of that has a {office}"
    others = {p.code or _left_by_office(p, states) for p in told.memory.people if p is not person}
    left = [c for c in states if c not in others]
    if person.office and len(states) == 2 and len(left) == 1:
        return left[0], f"of two states told of, the other is {countries.name(next(c for c in states if c != left[0]))}"
    return None, ""


def _left_by_office(person: Person, states: Sequence[str]) -> str | None:
    return next((c for o in person.offices for c in states if c in posts.of_kind(o.lower())), None)


def _of_body(told: Told, index: int, seen: Seen) -> str | None:
    """The sector of the state or body right beside a name: "Hamas's Khalil Deif", "Ali Rahimi for Iran"."""
    text = told.trees[index].text
    for named in told.names[index]:
        behind = named.start >= seen.end and re.fullmatch(r" (?:of|for) (?:the )?", text[seen.end : named.start])
        if named.code and (behind or text[named.end : seen.start] in {"'s ", "’s "}):
            return named.sector or "GOV"
    return None


def sex(told: Told, person: Person) -> bool | None:
    """True for a woman, False for a man, None where nothing tells."""
    words = " ".join(person.offices)
    honorific = _honorifics(told, person)
    if FEMALE.search(words) or honorific & {"ms", "mrs", "miss", "mme", "lady", "dame", "daw"}:
        return True
    if MALE.search(words) or honorific & {"mr", "sir", "lord", "monsignor", "sheikh"}:
        return False
    given = person.name.split()[0].lower()
    return True if given.endswith(("a", "ie", "ine", "elle", "lein", "ijn", "een")) else None


def _honorifics(told: Told, person: Person) -> set[str]:
    """The words right before this person's name in the report."""
    found: set[str] = set()
    for tree, seen in zip(told.trees, told.seen, strict=True):
        for one in seen:
            if one.person is person:
                found |= set(re.findall(r"\w+", tree.text[max(0, one.start - 6) : one.start].lower()))
    return found


def _clause(text: str, seen: Seen) -> tuple[int, int]:
    """Where the clause of a name begins and ends."""
    left = max(text.rfind(mark, 0, seen.start) for mark in (";", ":", ".")) + 1
    stop = re.compile(r"[;:]| said | and [A-Z]").search(text, seen.end)
    return left, stop.start() if stop else len(text)


def person_of_another(post: Post, told: Sequence[Seen], mine: Seen) -> bool:
    """Does a name stand nearer to an office than this one?"""
    away = min(abs(post.start - mine.end), abs(mine.start - post.end))
    return any(
        s.person is not mine.person and min(abs(post.start - s.end), abs(s.start - post.end)) < away for s in told
    )


def _located(text: str, named: Named) -> bool:
    """Does a preposition of place or of going stand before a name?"""
    return re.search(r"\b(?:in|to|at|from|near|with|against) (?:the )?$", text[: named.start]) is not None


def _town(named: Named) -> Named:
    return replace(named, kind="capital")
