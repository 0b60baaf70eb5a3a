"""People: who one is, by what the whole report tells next to the name."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from communique.model import slug
from communique.record import apposed, callings, citizens, fields, left_out, naming, posts, relating, tables
from communique.record.memory import Person, Seen
from communique.record.naming import Named
from communique.record.posts import Post
from communique.record.told import Resolution, Told

FEMININE = ("a", "ie", "ine", "elle", "lein", "ijn", "een", "ette")
"""How given names of women end that no table has."""
FEMALE = re.compile(
    r"(?:queen|princess|chairwoman|spokeswoman|congresswoman|first lady|businesswoman|sheikha|baroness)", re.I
)
MALE = re.compile(
    r"\b(?:king|prince|chairman|spokesman|congressman|emir|sultan|pope|grand duke|duke|patriarch|imam|archbishop)\b",
    re.I,
)

SERVED = re.compile(
    r"\b(?:on behalf of|in the name of|(?:speaks?|spoke|speaking) for|represent(?:s|ed|ing)|acting for|acts? for"
    r"|(?:negotiat(?:es|ed|ing)|pleads?|pleaded|argu(?:es|ed|ing)|appear(?:s|ed)|bargain(?:s|ed|ing)) for"
    r"|work(?:s|ed|ing) for|employed by|in the service of|(?:hired|sent|appointed|seconded) by) (?:the )?$"
)
"""What stands before the one somebody acts for, which is said before his nationality."""
OF = re.compile(r",? (?:of|for) (?:the )?")
"""What stands between a name and whom somebody is told with ("Zabihullah Noorzai for the Taliban")."""
ORIGIN = re.compile(r"\bfrom (?:the )?$")
EMPLOYED = re.compile(
    r",? (?:(?:who|that) )?(?:of|from|at|for|in|looks after|(?:is )?in charge of|runs|heads|leads)"
    r" (?:[\w'’-]+ ){0,6}?(?:ministry|embassy|cabinet|[Ff]oreign [Oo]ffice|treasury|presidency|delegation"
    r"|central bank"
    r"|consulate|Ministry|Embassy|Cabinet|Treasury|Presidency)\b"
)
"""Who works for a government, said right behind a name."""
ONCE = re.compile(r"\b(?:former|ex|retired|one-time|onetime|once an?)[ -](?:[\w-]+ ){0,2}$")
"""What stands before a calling that somebody no longer has."""
FORMERLY = re.compile(r"(?:an? |the )?(?:former|ex-|retired|one-time|onetime)\b")
BECAME = re.compile(r"\bwho (?:is|was|became|has been|was (?:named|made|appointed))(?: \w+){0,2} $")
"""What stands between a name and an office of no state that is said of it."""
LEAD = re.compile(r"(?P<words>(?:[\w'’-]+ ){0,6}[\w'’-]+)(?P<comma>,?) $")
"""What stands right before a name."""
APPOSED = re.compile(
    r"(?:, (?!(?:who|whose|which|and|then|but|with|said|as|in|on|at|from|for|to|of)\b)"
    r"| (?:is|was|became) (?=(?:an?|the) |[A-Z]))([^,;.:]{3,70})"
)
"""What stands right behind a name and says what somebody is."""
BEHIND = re.compile(r"(?:,| is| was| became| has been| had been| remains)[^,;]*")
"""What stands between a name and an office that is said of it."""


def person(told: Told, index: int, person: Person, why: str) -> Resolution:
    """Who a person is: state, field and office, by the words next to the name in the whole report."""
    code, sector = person.code, person.actor("").sector
    reasons = [why]
    if code is None and (those := apposed.group(told, person)) is not None:
        code, sector = those[0], those[1] or sector
    if not person.offices and (does := _relation(told, person, code)) is not None:
        code, sector = code or does.code, does.sector or sector
        reasons.append(does.why)
    if code is None and left_out.unions_own(told, person):
        code = "IGO"
        reasons.append("a commissioner, where the report tells of the Union")
    if code is None or sector is None:
        near, field = _around(told, person)
        code, sector = code or near, sector or field
    if not person.offices:
        sector = _field_by_title(_honorifics(told, person)) or sector
    if code is None:
        code = _by_address(told, person)
        reasons += ["the state told of where people are addressed so"] if code else []
    if code is None:
        code, reason = left_out.of_office(told, person)
        reasons += [reason] if code else []
    if code is None and (chosen := citizens.choose(told, person)) is not None:
        code = chosen.code
        reasons.append(f"of those told of the likeliest: {', '.join(chosen.why)}")
    if not person.offices and sector is None and (shared := left_out.office(told, person)) is not None:
        sector = shared.sector or "GOV"
        reasons.append(f"{shared.words} too, as told of another before")
    if person.office == "chief executive" and code in {"HKG", "MAC"}:
        sector = "GOV"
    if person.office:
        reasons.append(f"{person.office}")
    if person.office and re.search(r"\bopposition\b", person.office):
        sector = "OPP"
    elif (field := _told_as(told, person, sector is not None)) and (field != "CVL" or sector is None):
        sector = field
    return Resolution(
        code=code, sector=sector, name=_body(told, person, code), person=person.name, office=person.office,
        why=tuple(reasons),
    )  # fmt: skip


def _relation(told: Told, person: Person, code: str | None) -> relating.Relation | None:
    """For whom a person does something, where the report says so at his name."""
    for index, seen in enumerate(told.seen):
        for one in seen:
            if one.person is person:
                found = relating.relation(told.trees[index].text, one.start, one.end, told.names[index])
                if found is not None and found.code in {code or found.code}:
                    return found
    return None


def _told_as(told: Told, person: Person, known: bool) -> str | None:
    """The field of what somebody is called in apposition to his name or right before it ("Ghana's chief constable"). A
    mere rank or style says less than an office that is known."""
    places = [(index, one) for index, seen in enumerate(told.seen) for one in seen if one.person is person]
    for way in (_apposed, _leading):
        for index, one in places:
            words = way(told, index, one, known)
            if words and not FORMERLY.match(words) and (field := fields.field(words)):
                return field
    return None


def _leading(told: Told, index: int, one: Seen, known: bool) -> str:
    """The words right before a name, without the name of a state or body."""
    text = told.trees[index].text
    ends = [n.end for n in told.names[index] if n.end <= one.start and n.kind != "body"]
    lead = LEAD.search(text[max(ends, default=0) : one.start])
    closed = text[one.end : one.end + 1] in {",", ".", ""}
    if lead is None or (lead["comma"] and not closed):
        return ""
    return "" if known and lead["words"].split(" ")[-1].lower() in _styles() else str(lead["words"])


def _apposed(told: Told, index: int, one: Seen, known: bool) -> str:
    """The words right behind a name that say what somebody is, without the name of a state or body."""
    tree = told.trees[index]
    if (those := OF_THEM.match(tree.text, one.end)) is not None and not one.person.offices:
        return re.split(r"[,.;:]| (?:who|in|on|and|was|is|has|had|said)\b", tree.text[those.end() :])[0]
    said = APPOSED.match(tree.text, one.end)
    if (
        said is None
        or (known and not said[0].startswith(","))
        or any(tree.token(i).pos in {"VERB", "AUX"} for i in tree.span(said.start(1), said.start(1) + 1))
    ):
        return ""
    ends = [n.end for n in told.names[index] if said.start(1) <= n.start <= said.start(1) + 5]
    return tree.text[max(ends, default=said.start(1)) : said.end()]


@cache
def _styles() -> frozenset[str]:
    """Ranks and styles before a name."""
    table = tables.offices()["honorifics"]
    return frozenset(word for words in table["fields"].values() for word in words) | _bearing("clergy")


def _field_by_title(honorifics: set[str]) -> str | None:
    """The sector that the words before a name tell where no office does ("Bishop", "Sgt.", "Sen.")."""
    if honorifics & _bearing("clergy"):
        return "REL"
    fields = tables.offices()["honorifics"]["fields"]
    return next((field for field, words in fields.items() if honorifics & set(words)), None)


def _by_address(told: Told, person: Person) -> str | None:
    """The one state told of where the words before a name are an honorific ("U Kyaw Thet", if Burma is told of)."""
    used = tables.offices()["honorifics"]["states"]
    homes = {code for word in _honorifics(told, person) for code in used.get(word, "").split()}
    fitting = [code for code in told.context.states() if code in homes]
    return fitting[0] if len(fitting) == 1 else None


def _body(told: Told, person: Person, code: str | None) -> str | None:
    """Of which organisation somebody is who acts for no state: the one named nearest in the sentences that name him."""
    if code not in naming.ORGANISATIONS:
        return None
    if code == "IGO" and left_out.unions_own(told, person):
        return "European Union"
    near = [
        (abs(named.start - one.start), named.name)
        for index, seen in enumerate(told.seen)
        for one in seen
        if one.person is person
        for named in told.names[index]
        if named.code == code
    ]
    return min(near)[1] if near else None


OWNS = re.compile(r"['’]s? [a-z][\w -]*(?: in [A-ZÀ-Þ][\w-]+)?,? $")
"""What stands between a body and its man who is named behind it ("the agency's man in Oslo, Brandt")."""
OF_THEM = re.compile(r" (?:of|for) (?:the |his |her |their )?(?=[a-z])")


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
    text = told.trees[index].text
    left, right = _clause(told, index, seen)
    said = [p for p in told.posts[index] if left <= p.start <= right]
    fitting = (p for p in said if p.code or BECAME.search(text[seen.end : max(seen.end, p.start)]))
    for post in fitting:
        free = post.person in {None, seen.person.name} and post.words not in {
            "colleague",
            "host",
            "visitor",
            "guest",
        }
        held = [office.lower() for office in seen.person.offices]
        apposed = post.start > seen.end and BEHIND.fullmatch(text[seen.end : post.start])
        if held and not apposed and not any(posts.same(office, post) for office in held):
            continue
        if free and not person_of_another(post, told.seen[index], seen):
            return post
    return None


def _beside(told: Told, index: int, seen: Seen) -> tuple[str | None, str | None]:
    text = told.trees[index].text
    left, right = _clause(told, index, seen)
    sector = None
    for field, nouns in tables.professions().items():
        said = "|".join(nouns)
        called = [*re.finditer(rf"(?<![\w-])(?:{said})(?![\w-])", text[left:right])]
        called += re.finditer(rf"(?<![\w-])(?i:{said}) $", text[left : seen.start])
        if any(not ONCE.search(text[left : left + one.start()]) for one in called):
            sector = field
            break
    near_text = text[left:right]
    sector = sector or next(
        (s for p, s in tables.institutions().items() if s != "GOV" and re.search(rf"(?<!\w){p}(?!\w)", near_text)),
        None,
    )
    sector = sector or ("GOV" if EMPLOYED.match(text, seen.end) else None) or _of_body(told, index, seen)
    towns = [_town(n) for n in naming.towns(text)]
    known = [
        n
        for n in (*told.names[index], *towns)
        if (n.end <= seen.start or n.start >= seen.end)
        and not _of_another(told, index, n, seen)
        and (
            (seen.person.office and (n not in towns or n.start < seen.start))
            or not _located(text, n)
            or ORIGIN.search(text[: n.start])
        )
    ]
    near = sorted(
        (n for n in known if n.code and left <= n.start <= right),
        key=lambda n: (_located(text, n) and n.start < seen.start, abs(n.start - seen.start)),
    )
    code = next(
        (
            n.code
            for n in near
            if (n.kind in {"demonym", "name", "capital", "region"} or OWNS.match(text[n.end : seen.start]))
            and (citizens.leading(told.trees[index], n, seen) or citizens.behind(text, n, seen) or n.kind == "body")
        ),
        None,
    )
    served = next((n.code for n in near if SERVED.search(text[left : n.start])), None)
    served = served or next((n.code for n in known if n.code and OF.fullmatch(text[seen.end : n.start])), None)
    return served or code, sector or ("GOV" if served and served not in naming.ORGANISATIONS else None)


def _of_another(told: Told, index: int, named: Named, seen: Seen) -> bool:
    """Does a name tell whose office somebody else holds ("with the Swedish ambassador")?"""
    text = told.trees[index].text
    return any(
        post.code == named.code
        and post.start >= named.end
        and post.person != seen.person.name
        and re.fullmatch(r"(?:['’]s?)?(?: [a-z-]+){0,2} ?", text[named.end : post.start])
        for post in told.posts[index]
    )


def _of_body(told: Told, index: int, seen: Seen) -> str | None:
    """The sector of the state or body right beside a name: "Hamas's Khalil Deif", "Ali Rahimi for Iran"."""
    text = told.trees[index].text
    for named in told.names[index]:
        behind = named.start >= seen.end and re.fullmatch(r"(?: of|,? for) (?:the )?", text[seen.end : named.start])
        if named.code and (behind or text[named.end : seen.start] in {"'s ", "’s "}):
            return named.sector or "GOV"
    return None


def sex(told: Told, person: Person) -> bool | None:
    """True for a woman, False for a man, None where nothing tells."""
    words = " ".join(person.offices)
    honorific = _honorifics(told, person)
    if FEMALE.search(words) or honorific & _bearing("female"):
        return True
    if MALE.search(words) or honorific & _bearing("male"):
        return False
    return _by_name(person.name)


@cache
def _bearing(whom: str) -> frozenset[str]:
    """Words before a name that only women (`female`), men (`male`) or the clergy bear."""
    return frozenset(tables.offices()["honorifics"][whom])


def _by_name(name: str) -> bool | None:
    """The sex by given names, the first first; by the ending where none is known."""
    if (given := callings.sex(name)) is not None:
        return given
    first = slug(name.split()[0])
    return True if first.endswith(("a", "ie", "ine", "elle", "lein", "ijn", "een", "ette", "ovna", "dottir")) else None


def _honorifics(told: Told, person: Person) -> set[str]:
    """The words right before this person's name in the report."""
    found: set[str] = set()
    for tree, seen in zip(told.trees, told.seen, strict=True):
        for one in seen:
            if one.person is person:
                found |= set(re.findall(r"\w+", tree.text[max(0, one.start - 16) : one.start].lower()))
    return found


def _clause(told: Told, index: int, seen: Seen) -> tuple[int, int]:
    """Where the clause of a name begins and ends; it goes on over the next name of a row."""
    text = told.trees[index].text
    left = max(text.rfind(mark, 0, seen.start) for mark in (";", ":", ".")) + 1
    row = next(
        (s.end for s in told.seen[index] if re.fullmatch(r" and (?:[A-Z]\w*\.? )?", text[seen.end : s.start])), seen.end
    )
    stop = re.compile(r"[;:]| said | and [A-Z]").search(text, row)
    return left, stop.start() if stop else len(text)


def person_of_another(post: Post, told: Sequence[Seen], mine: Seen) -> bool:
    """Does a name stand nearer to an office than this one?"""
    away = min(abs(post.start - mine.end), abs(mine.start - post.end))
    return any(
        s.person is not mine.person and min(abs(post.start - s.end), abs(s.start - post.end)) < away for s in told
    )


def _located(text: str, named: Named) -> bool:
    """Does a preposition of place or of going stand before a name?"""
    owns = text.startswith(("'s ", "’s "), named.end)
    return not owns and re.search(r"\b(?:in|to|at|from|near|with|against) (?:the )?$", text[: named.start]) is not None


def _town(named: Named) -> Named:
    return replace(named, kind="capital")
