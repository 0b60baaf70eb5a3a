"""Offices and institutions told without a person: of which state or body they are, and who holds them."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.record import acting, fields, home, posts, tables, whereabouts, whom
from communique.record.memory import Person
from communique.record.naming import Named
from communique.record.posts import Post
from communique.record.told import NOBODY, Resolution, Told, name_of, resolved
from communique.record.whom import FEMALE, MALE

EVERYWHERE = re.compile(
    r"\b(?:(?:central|reserve|national) bank|(?:armed|security|defence|defense) forces?|air force"
    r"|(?:coast|border|national|presidential|republican) guard|general staff|joint chiefs"
    r"|(?:electoral|election|anti-corruption) commission"
    r"|security services?|secret service|intelligence services?|ruling (?:party|coalition)|prosecutor[- ]general"
    r"|upper house|lower house|public prosecutor)$",
    re.I,
)
"""Institutions every state has, by more than one word."""


POSTED = re.compile(
    r"(?:ambassador|envoy|consul(?: general)?|chargé(?: d'affaires)?|high commissioner|nuncio|attaché)$"
)
LONG_AGO = re.compile(r",? (?:who was )?(?:killed|shot|murdered|assassinated|hanged|deposed|overthrown) in 1\d{3}\b")
"""How it goes on from the office of somebody who is long dead."""
AWAY = re.compile(r"^ (?:to|in|at) (?:the )?$")
"""Who is told with the place he is sent to, and what stands between."""


def post_at(told: Told, index: int, start: int, end: int) -> Post | None:
    """The office the words are about: the one that holds the word on which the others hang, else the first."""
    inside = [p for p in told.posts[index] if p.start < end and p.end > start]
    head = told.trees[index].head_of(start, end)
    at = told.trees[index].token(head).start if head is not None else start
    return next((p for p in inside if p.start <= at < p.end), next(iter(inside), None))


def institution(told: Told, index: int, start: int, end: int, names: Sequence[Named]) -> Resolution | None:
    """A ministry or court without a name of its own: of the state named with it, of the capital it sits in, else of the
    state told of nearest."""
    tree = told.trees[index]
    head = tree.head_of(start, end)
    whole = [n for n in names if n.kind == "body" and n.start <= start + 4]
    text = tree.text
    if (
        head is None
        or whole
        or not (
            tree.lemma(head) in acting.words_of("institutions")
            or EVERYWHERE.search(re.split(r" (?:in|of) ", text[start:end])[0])
        )
    ):
        return None
    near = next(
        (
            n
            for n in told.names[index]
            if n.code and n.start >= end and re.fullmatch(r",? (?:in|of) (?:the )?", text[end : n.start])
        ),
        None,
    )
    own = next((n for n in names if n.code), near)
    before = next((n for n in told.names[index] if n.code and text[n.end : start] in {" ", "'s ", "’s "}), None)
    own = own or before
    phrase = text[start:end]
    if whereabouts.BESIDE.search(text[:start]):
        return Resolution(why=("it says beside what",))
    sector = fields.field(text[max((n.end for n in names if n.end < end), default=start) : end]) or next(
        (s for p, s in tables.institutions().items() if re.search(rf"(?<!\w){p}", phrase, re.I)), "GOV"
    )
    if own is not None:
        return resolved(own.code, sector, own, f"the {tree.lemma(head)} of “{own.text}”")
    code = home.seat(text, start) or next(iter(told.nearest(index, start)), None)
    return (
        Resolution(code=code, sector=sector, name=name_of(code), why=("the state the report tells of nearest",))
        if code
        else None
    )


def holder(told: Told, index: int, start: int, female: bool) -> Resolution | None:
    """Whose office was told last before a place in a sentence."""
    for i in range(index, -1, -1):
        for post in reversed(told.posts[i]):
            if i < index or post.end <= start:
                found = office(told, i, post.start, post.end, post, ())
                if found.code:
                    return found
    return None


def majesty(told: Told, index: int, start: int, words: str) -> Resolution:
    """Who "Her Majesty" is: the queen told of before."""
    female = words.lower().startswith("her")
    for i in range(index, -1, -1):
        for post in reversed(told.posts[i]):
            fits = FEMALE if female else MALE
            if (i < index or post.end <= start) and fits.search(post.words) and post.code:
                return _of_post(post, f"“{words}”: the {post.words} told of before")
    return NOBODY


def office(told: Told, index: int, start: int, end: int, post: Post, names: Sequence[Named]) -> Resolution:
    """An office: its own state, else the one who held it before, else the state it can only be of."""
    text = told.trees[index].text
    named = max((n.end for n in names if start <= n.start and n.end <= post.start), default=start)
    mine = _sector(post, text[named:end])
    if LONG_AGO.match(text, end):
        return Resolution(why=("somebody of the past",))
    if post.person is None and (side := _received(told, index, start, post)) is not None:
        return side
    if post.code is None and (alone := _held_here(told, index, start, post) or _ranked(told, index, start, post)):
        return alone
    own = re.search(r"\b(his|her|their|its) (?:[\w-]+ ){0,2}$", text[: post.start], re.I)
    if (
        own
        and own[1].lower() in {"its", "their"}
        and post.code is None
        and (state := _of_its(told, index, own.start()))
    ):
        return resolved(state.code, mine or "GOV", state, f"“{own[1]}”: of {state.text}")
    sent = POSTED.search(post.words) is not None
    mine_own = [n for n in names if n.code and not (sent and AWAY.search(text[post.end : n.start]))]
    inside = next((n for n in mine_own if n.start < post.end and n.start >= start), None)
    inside = inside or next(iter(mine_own), None)
    inside = inside or next((n for n in told.names[index] if re.fullmatch(r", an? ", text[end : n.start])), None)
    if post.person is not None and post.start >= start and (known := told.memory.resolve(post.person)):
        return whom.person(told, index, known, f"{post.person} holds it here")
    if post.code is None and inside is not None:
        body = inside.kind == "body" and inside.sector != "GOV"
        return resolved(
            inside.code, inside.sector if body else mine or "GOV", inside, f"its own state: “{inside.text}”"
        )
    if post.code is not None:
        if (again := _held_before(told, index, start, post)) is not None:
            return whom.person(told, index, again, f"the {post.words} told of before")
        sector = None if post.body else mine
        return Resolution(
            code=post.code,
            sector=sector or post.sector or "GOV",
            name=post.body or name_of(post.code),
            office=post.words,
            why=(post.why,),
        )
    if post.words == "host":
        return _host(told, index, start, text) or (NOBODY if own else _by_state(told, index, start, post, mine, False))
    for i in range(index, -1, -1):
        for earlier in reversed(told.posts[i]):
            if (
                (i < index or earlier.end <= post.start)
                and (earlier.code or earlier.person)
                and posts.same(post.words, earlier)
            ):
                return _again(told, index, earlier)
    return _by_state(told, index, start, post, mine, bool(own))


RANKS = {
    "MIL": "general admiral colonel major captain commander marshal brigadier commodore lieutenant officer soldier",
    "LEG": "senator lawmaker deputy legislator parliamentarian congressman congresswoman speaker",
    "REL": "cleric prelate priest churchman bishop archbishop cardinal patriarch",
    "JUD": "judge justice jurist magistrate prosecutor",
}
"""By which words who holds an office of a sector is told again."""


def _ranked(told: Told, index: int, start: int, post: Post) -> Resolution | None:
    """Who "the admiral" is: the one of his field whom the report has named."""
    sector = next((s for s, nouns in RANKS.items() if post.words in nouns.split()), None)
    if sector is None or not re.search(r"\b[Tt]he $", told.trees[index].text[: post.start]):
        return None
    people = [p for p in told.memory.people if p.sector == sector]
    if len(people) != 1 or any(posts.same(post.words, other) for other in told.posts[index] if other.person):
        return None
    named = any(
        one.person is people[0] and (at < index or one.end <= start) for at in range(index + 1) for one in told.seen[at]
    )
    return whom.person(told, index, people[0], f"the {post.words}: nobody else of that field") if named else None


def _held_here(told: Told, index: int, start: int, post: Post) -> Resolution | None:
    """Whose office "in her first week as foreign minister" is: of the one person named before in the sentence."""
    if not re.search(r"\bas (?:the |an? |its |[a-z]+ )?$", told.trees[index].text[: post.start]):
        return None
    before = {one.person.key: one.person for one in told.seen[index] if one.end <= start}
    if len(before) != 1 or post.person is not None:
        return None
    return whom.person(told, index, next(iter(before.values())), f"told as {post.words}")


def _of_its(told: Told, index: int, start: int) -> Named | None:
    """The state or body that "its" means: the first one told of before in the sentence."""
    return next(
        (n for n in told.names[index] if n.code and n.end <= start and not acting.place(told.trees[index], n)), None
    )


def _held_before(told: Told, index: int, start: int, post: Post) -> Person | None:
    """Who held "the Bulgarian leader"'s office where the report told of it before, with the definite article."""
    text = told.trees[index].text
    if post.person is not None or not re.search(r"\b[Tt]he (?:[\w'’-]+ ){0,3}$", text[: post.start]):
        return None
    for i in range(index, -1, -1):
        for earlier in reversed(told.posts[i]):
            before = i < index or earlier.end <= post.start
            if before and earlier.code in {post.code, None} and earlier.person and posts.same(post.words, earlier):
                return told.memory.resolve(earlier.person)
    return None


def _again(told: Told, index: int, earlier: Post) -> Resolution:
    if earlier.person and (known := told.memory.resolve(earlier.person)):
        return whom.person(told, index, known, f"the {earlier.words} told of before")
    return _of_post(earlier, f"the {earlier.words} told of before: {earlier.why}")


def _by_state(told: Told, index: int, start: int, post: Post, sector: str | None, owned: bool) -> Resolution:
    """An office without a state of its own: the one state that has it, the capital it is told in, the state told of."""
    code, why = posts.usual(post.words, told.context.states()), "this state's office by its name"
    if post.words in {"visitor", "guest"} and index:
        first = next((p for p in told.posts[index - 1] if p.code), None)
        return _of_post(first, "who came, in the sentence before") if first else NOBODY
    if post.words == "host" or owned:
        found = holder(told, index, start, False) or NOBODY
        return replace(found, person=None, office=post.words) if owned else found
    if code is None:
        code, why = posts.seated(told.trees[index].text, told.names[index]), "told in its capital"
    if code is None:
        states, kind = told.nearest(index, start), posts.of_kind(post.words)
        fitting = [c for c in states if c in kind] if kind else states
        code, why = next(iter(fitting), kind[0] if kind else None), "the state the report tells of nearest"
    if post.words == "chief executive" and code in {"HKG", "MAC"}:
        sector = "GOV"
    return Resolution(code=code, sector=sector, name=name_of(code), office=post.words, why=(why,)) if code else NOBODY


RECEIVES = frozenset(["receive", "host", "welcome", "greet", "invite", "entertain"])
"""What a host does to his guest."""


def _received(told: Told, index: int, start: int, post: Post) -> Resolution | None:
    """Who the host and who the guest is, where the sentence before says who received whom."""
    if post.words not in {"host", "guest", "visitor"} or not index:
        return None
    tree = told.trees[index - 1]
    at = next((i for i, t in enumerate(tree.tokens) if tree.lemma(i) in RECEIVES and t.pos == "VERB"), None)
    if at is None:
        return None
    verb = tree.token(at).start
    hosting = (post.words == "host") != bool(tree.passive(at))
    people = [s for s in told.seen[index - 1] if (s.start < verb) == hosting]
    if people:
        return whom.person(told, index, people[0].person, f"the {post.words}, in the sentence before")
    sides = [p for p in told.posts[index - 1] if p.code and (p.start < verb) == hosting]
    return _of_post(sides[0], f"the {post.words}, in the sentence before") if sides else None


def _host(told: Told, index: int, start: int, text: str) -> Resolution | None:
    """Whose guest the report's person was: the state travelled to."""
    sector = next((p.sector for p in told.posts[index] if p.start > start and p.sector in {"MIL"}), "GOV")
    for i in range(index, -1, -1):
        for named in told.names[i]:
            before = told.trees[i].text[: named.start]
            if named.code and named.kind in {"capital", "name"} and re.search(r"\b(?:to|in|visited) $", before):
                return resolved(named.code, sector, named, f"the host in {named.text}")
    return None


def _sector(post: Post, words: str) -> str | None:
    """The sector of an office by all words of the mention: a junta's head is a soldier."""
    if (
        re.search(
            r"\b(?:junta|armed forces|army|navy|air force|military|defence chief|defense chief"
            r"|coastguard|joint chiefs|general staff)\b",
            words,
            re.I,
        )
        and "minister" not in words
    ):
        return "MIL"
    if re.search(
        r"\b(?:president|prime minister|minister|premier|cabinet|presidential)\b.* chief of staff\b", words, re.I
    ):
        return "GOV"
    if re.search(r"\b(?:chief of police|police chief|police commander)\b", words, re.I):
        return "COP"
    if (
        re.search(r"\b(?:parliament|speaker|lawmaker|senator|assembly|congress|senate|legislature)\b", words, re.I)
        and "minister" not in words
    ):
        return "LEG"
    if re.search(r"\b(?:governor|secretary|attorney|solicitor|auditor|commissioner)[- ]general$", post.words):
        return post.sector
    if (field := fields.field(words)) not in {None, "GOV"}:
        return field
    return post.sector


def _of_post(post: Post, why: str) -> Resolution:
    return Resolution(
        code=post.code,
        sector=post.sector or "GOV",
        name=post.body or name_of(post.code),
        person=post.person,
        office=post.words,
        why=(why,),
    )
