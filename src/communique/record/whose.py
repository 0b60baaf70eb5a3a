"""Offices and institutions told without a person: of which state or body they are, and who holds them."""

import re
from collections.abc import Sequence

from communique.record import acting, posts, tables, whom
from communique.record.naming import Named
from communique.record.people import Person
from communique.record.posts import Post
from communique.record.told import NOBODY, Resolution, Told, name_of, resolved
from communique.record.whom import FEMALE, MALE


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
    if head is None or whole or tree.lemma(head) not in acting.words_of("institutions"):
        return None
    text = tree.text
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
    sector = next((s for p, s in tables.institutions().items() if re.search(rf"(?<!\w){p}", phrase, re.I)), "GOV")
    if own is not None:
        return resolved(own.code, sector, own, f"the {tree.lemma(head)} of “{own.text}”")
    code = next(iter(told.context.states()), None)
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
    mine = _sector(post, text[start:end])
    inside = next((n for n in names if n.code and n.start < post.end and n.start >= start), None)
    inside = inside or next((n for n in names if n.code), None)
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
    own = re.search(r"\b(his|her|their|its) (?:[\w-]+ ){0,2}$", text[: post.start], re.I)
    if post.words in {"host"} and own:
        return _host(told, index, start, text) or NOBODY
    for i in range(index, -1, -1):
        for earlier in reversed(told.posts[i]):
            if (
                (i < index or earlier.end <= post.start)
                and (earlier.code or earlier.person)
                and posts.same(post.words, earlier)
            ):
                return _again(told, index, earlier)
    return _by_state(told, index, start, post, mine, bool(own))


def _held_before(told: Told, index: int, start: int, post: Post) -> Person | None:
    """Who held "the Bulgarian leader"'s office where the report told of it before, with the definite article."""
    text = told.trees[index].text
    if post.person is not None or not re.search(r"\b[Tt]he (?:[\w-]+ ){0,3}$", text[: post.start]):
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
        return holder(told, index, start, False) or NOBODY
    if code is None:
        code, why = posts.seated(told.trees[index].text, told.names[index]), "told in its capital"
    if code is None:
        states, kind = told.context.states(), posts.of_kind(post.words)
        fitting = [c for c in states if c in kind] if kind else states
        code, why = next(iter(fitting), kind[0] if kind else None), "the state the report tells of nearest"
    return Resolution(code=code, sector=sector, name=name_of(code), office=post.words, why=(why,)) if code else NOBODY


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
            r"\b(?:junta|armed forces|army|navy|air force|military|defence chief|defense chief|coastguard)\b",
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
