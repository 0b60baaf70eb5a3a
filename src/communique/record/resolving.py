"""Who is meant by some words of a report: a state, a body, a person, or nobody, and why.

`Reading(trees)` reads a report once; `who(sentence, start, end)` then answers for any words of it, by these rules in order:
a person named there or told of before; a pronoun, by the person spoken of; an office, by the state named with it, by who
held it earlier in the report, by the states that have such an office and that the report tells of; a state, body or region
by its name, ambiguous names by what the report tells of; a noun that stands for a state ("the kingdom"). A name that only
says where, or which thing, is nobody's.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace



from communique.lexicon import countries
from communique.model import Noun
from communique.record import acting, naming, people, posts, tables
from communique.record.choosing import Context
from communique.record.naming import Named
from communique.record.people import Memory, Person, Seen
from communique.record.posts import Post
from communique.record.tree import Tree

PRONOUNS = frozenset(["he", "she", "him", "her", "his"])
FEMALE = re.compile(r"(?:queen|princess|chairwoman|spokeswoman|congresswoman|first lady|businesswoman|sheikha|baroness)", re.I)
MALE = re.compile(r"(?:king|prince|chairman|spokesman|congressman|emir|sultan|pope)\b", re.I)
MAJESTY = re.compile(r"(?:his|her) (?:majesty|highness|royal highness|excellency|holiness)", re.I)
ABROAD = re.compile(r"\b(?:flew|flies|fly|travelled|traveled|came|went|arrived|visit\w*|landed|received) (?:\w+ ){0,2}?(?:to|in|at|by)\b")


class Resolution(Noun):
    """Who is meant: code (None: no actor), sector, the name in full (of a body or state), person and office if one is
    named, and the reasons in words, the deciding one first."""

    code: str | None = None
    sector: str | None = None
    name: str | None = None
    person: str | None = None
    office: str | None = None
    why: tuple[str, ...] = ()


NOBODY = Resolution(why=("no name, office or noun for a state is known here",))


class Reading:
    """A report while it is asked who is meant in it."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = trees
        self.context = Context([tree.text for tree in trees])
        self.names: list[list[Named]] = []
        self.seen: list[list[Seen]] = []
        self.posts: list[list[Post]] = []
        self._read()

    def _read(self) -> None:
        """First who is who in the whole report, then what is told of them sentence by sentence."""
        first = Memory(self.context)
        for self.context.at, tree in enumerate(self.trees):
            people.find(tree.text, first, tree.entities, _first_pos(tree))
        self.memory = Memory(self.context)
        self.memory.people = first.people
        for self.context.at, tree in enumerate(self.trees):
            seen = people.find(tree.text, self.memory, tree.entities, _first_pos(tree))
            names = naming.find(tree.text, self.context)
            self.seen.append(seen)
            self.names.append(names)
            self.posts.append(posts.find(tree.text, seen, names))

    def who(self, index: int, start: int, end: int) -> Resolution:
        """Who is meant by the words [start, end) of a sentence."""
        self.context.at = index
        text = self.trees[index].text
        words = re.sub(r"^(?:the|a|an) ", "", text[start:end].strip(), flags=re.I)
        if words.lower() in PRONOUNS:
            return self._pronoun(index, start, words.lower())
        if seen := self._named_person(index, start, end):
            return self._person(index, seen.person, f"named here as {seen.text}")
        if MAJESTY.fullmatch(words):
            return self._majesty(index, start, words)
        names = [n for n in self.names[index] if n.start < end and n.end > start]
        if (found := self._institution(index, start, end, names)) is not None:
            return found
        post = self._post(index, start, end)
        if post is not None:
            return self._office(index, start, end, post, names)
        if names:
            return self._name(index, start, end, names)
        return self._noun(index, start, end, words.lower()) or NOBODY

    def _post(self, index: int, start: int, end: int) -> Post | None:
        """The office the words are about: the one that holds the word on which the others hang, else the first."""
        inside = [p for p in self.posts[index] if p.start < end and p.end > start]
        head = self.trees[index].head_of(start, end)
        at = self.trees[index].token(head).start if head is not None else start
        return next((p for p in inside if p.start <= at < p.end), next(iter(inside), None))

    def _institution(self, index: int, start: int, end: int, names: Sequence[Named]) -> Resolution | None:
        """A ministry or court without a name of its own: of the state named with it, of the capital it sits in, else of the
        state told of nearest."""
        tree = self.trees[index]
        head = tree.head_of(start, end)
        whole = [n for n in names if n.kind == "body" and n.start <= start + 4]
        if head is None or whole or tree.lemma(head) not in acting.words_of("institutions"):
            return None
        text = tree.text
        near = next((n for n in self.names[index] if n.code and n.start >= end and re.fullmatch(r",? (?:in|of) (?:the )?", text[end : n.start])), None)
        own = next((n for n in names if n.code), near)
        before = next((n for n in self.names[index] if n.code and text[n.end : start] in {" ", "'s ", "’s "}), None)
        own = own or before
        phrase = text[start:end]
        sector = next((s for p, s in tables.institutions().items() if re.search(rf"(?<!\w){p}", phrase, re.I)), "GOV")
        if own is not None:
            return _resolved(own.code, sector, own, f"the {tree.lemma(head)} of “{own.text}”")
        code = next(iter(self.context.states()), None)
        return Resolution(code=code, sector=sector, name=_name(code), why=("the state the report tells of nearest",)) if code else None

    def _named_person(self, index: int, start: int, end: int) -> Seen | None:
        return next((s for s in self.seen[index] if s.start < end and s.end > start), None)

    def _person(self, index: int, person: Person, why: str) -> Resolution:
        code, sector = person.code, person.actor("").sector
        reasons = [why]
        if code is None or sector is None:
            told, field = self._around(person)
            code, sector = code or told, sector or field
        if code is None:
            code, reason = self._left_over(person)
            reasons += [reason] if code else []
        if person.office:
            reasons.append(f"{person.office}")
        if person.office and re.search(r"\bopposition\b", person.office):
            sector = "OPP"
        return Resolution(code=code, sector=sector, person=person.name, office=person.office, why=tuple(reasons))

    def _around(self, person: Person) -> tuple[str | None, str | None]:
        """State and field of a person without office, by the words next to the name."""
        told = [(index, one) for index, seen in enumerate(self.seen) for one in seen if one.person is person]
        for index, one in told:
            if (post := self._post_beside(index, one)) is not None:
                return post.code, post.sector or "GOV"
        for index, one in sorted(told, key=lambda t: -len(t[1].text)):
            code, sector = self._beside(index, one)
            if code or sector:
                return code, sector
        return None, None

    def _post_beside(self, index: int, seen: Seen) -> Post | None:
        """An office told in the clause of a name, nearer to it than to any other's."""
        left, right = _clause(self.trees[index].text, seen)
        fitting = (p for p in self.posts[index] if p.code and left <= p.start <= right)
        for post in fitting:
            free = post.person in {None, seen.person.name} and post.words not in {"colleague", "host", "visitor", "guest"}
            if free and not person_of_another(post, self.seen[index], seen):
                return post
        return None

    def _left_over(self, person: Person) -> tuple[str | None, str]:
        """The state that has such an office, or the one of two told of whose man no other person is."""
        told = self.context.states()
        for office in person.offices:
            if code := next((c for c in told if c in posts.of_kind(office.lower())), None):
                return code, f"the state told of that has a {office}"
        others = {p.code or self._left_by_office(p, told) for p in self.memory.people if p is not person}
        left = [c for c in told if c not in others]
        if person.office and len(told) == 2 and len(left) == 1:
            return left[0], f"of two states told of, the other is {countries.name(next(c for c in told if c != left[0]))}"
        return None, ""

    def _left_by_office(self, person: Person, told: Sequence[str]) -> str | None:
        return next((c for o in person.offices for c in told if c in posts.of_kind(o.lower())), None)

    def _beside(self, index: int, seen: Seen) -> tuple[str | None, str | None]:
        text = self.trees[index].text
        left, right = _clause(text, seen)
        sector = None
        for field, nouns in tables.professions().items():
            if re.search(rf"(?<![\w-])(?:{'|'.join(nouns)})(?![\w-])", text[left:right]):
                sector = field
                break
        near_text = text[left:right]
        sector = sector or next((s for p, s in tables.institutions().items() if s != "GOV" and re.search(rf"(?<!\w){p}(?!\w)", near_text)), None)
        sector = sector or self._of_body(index, seen)
        towns = [_town(n) for n in naming.towns(text)]
        known = [n for n in (*self.names[index], *towns) if n.end <= seen.start or n.start >= seen.end]
        near = sorted((n for n in known if n.code and left <= n.start <= right), key=lambda n: (_located(text, n) and n.start < seen.start, abs(n.start - seen.start)))
        code = next((n.code for n in near if n.kind in {"demonym", "name", "capital", "region"}), None)
        return code, sector

    def _of_body(self, index: int, seen: Seen) -> str | None:
        """The sector of the state or body right beside a name: "Hamas's Khalil Deif", "Ali Rahimi for Iran"."""
        text = self.trees[index].text
        for named in self.names[index]:
            behind = named.start >= seen.end and re.fullmatch(r" (?:of|for) (?:the )?", text[seen.end : named.start])
            if named.code and (behind or text[named.end : seen.start] in {"'s ", "’s "}):
                return named.sector or "GOV"
        return None

    def _pronoun(self, index: int, start: int, word: str) -> Resolution:
        """The person spoken of: of the sentence before or this one, the subject first, the sex by office and given name."""
        female = word in {"she", "her"}
        told = [s for s in self.seen[index] if s.end <= start]
        earlier = [s for i in range(index - 1, -1, -1) for s in self.seen[i]]
        fitting = [s for s in (*told, *earlier) if self._sex(s.person) in {None, female}]
        sure = [s for s in fitting if self._sex(s.person) == female]
        if chosen := next(iter(sure or fitting), None):
            return self._person(index, chosen.person, f"“{word}”: {chosen.person.name} was spoken of")
        return self._holder(index, start, female) or NOBODY

    def _sex(self, person: Person) -> bool | None:
        """True for a woman, False for a man, None where nothing tells."""
        words = " ".join(person.offices)
        honorific = self._honorifics(person)
        if FEMALE.search(words) or honorific & {"ms", "mrs", "miss", "mme", "lady", "dame", "daw"}:
            return True
        if MALE.search(words) or honorific & {"mr", "sir", "lord", "monsignor", "sheikh"}:
            return False
        given = person.name.split()[0].lower()
        return True if given.endswith(("a", "ie", "ine", "elle", "lein", "ijn", "een")) else None

    def _honorifics(self, person: Person) -> set[str]:
        """The words right before this person's name in the report."""
        found: set[str] = set()
        for tree, seen in zip(self.trees, self.seen, strict=True):
            for one in seen:
                if one.person is person:
                    found |= set(re.findall(r"\w+", tree.text[max(0, one.start - 6) : one.start].lower()))
        return found

    def _holder(self, index: int, start: int, female: bool) -> Resolution | None:
        for i in range(index, -1, -1):
            for post in reversed(self.posts[i]):
                if i < index or post.end <= start:
                    found = self._office(i, post.start, post.end, post, ())
                    if found.code:
                        return found
        return None

    def _majesty(self, index: int, start: int, words: str) -> Resolution:
        female = words.lower().startswith("her")
        for i in range(index, -1, -1):
            for post in reversed(self.posts[i]):
                fits = FEMALE if female else MALE
                if (i < index or post.end <= start) and fits.search(post.words) and post.code:
                    return _of_post(post, f"“{words}”: the {post.words} told of before")
        return NOBODY

    def _office(self, index: int, start: int, end: int, post: Post, names: Sequence[Named]) -> Resolution:
        """An office: its own state, else the one who held it before, else the state it can only be of."""
        text = self.trees[index].text
        mine = _sector(post, text[start:end])
        inside = next((n for n in names if n.code and n.start < post.end and n.start >= start), None)
        inside = inside or next((n for n in names if n.code), None)
        if post.person is not None and post.start >= start and (known := self.memory.resolve(post.person)):
            return self._person(index, known, f"{post.person} holds it here")
        if post.code is None and inside is not None:
            body = inside.kind == "body" and inside.sector != "GOV"
            return _resolved(inside.code, inside.sector if body else mine or "GOV", inside, f"its own state: “{inside.text}”")
        if post.code is not None:
            if (again := self._held_before(index, start, post)) is not None:
                return self._person(index, again, f"the {post.words} told of before")
            body = post.body
            sector = None if body else mine
            return Resolution(code=post.code, sector=sector or post.sector or "GOV", name=body or _name(post.code), office=post.words, why=(post.why,))
        own = re.search(r"\b(his|her|their|its) (?:[\w-]+ ){0,2}$", text[: post.start], re.I)
        if post.words in {"host"} and own:
            return self._host(index, start, text) or NOBODY
        for i in range(index, -1, -1):
            for earlier in reversed(self.posts[i]):
                if (i < index or earlier.end <= post.start) and (earlier.code or earlier.person) and posts.same(post.words, earlier):
                    return self._again(index, earlier)
        return self._by_state(index, start, post, mine, bool(own))

    def _held_before(self, index: int, start: int, post: Post) -> Person | None:
        """Who held "the Bulgarian leader"'s office where the report told of it before, with the definite article."""
        text = self.trees[index].text
        if post.person is not None or not re.search(r"\b[Tt]he (?:[\w-]+ ){0,3}$", text[: post.start]):
            return None
        for i in range(index, -1, -1):
            for earlier in reversed(self.posts[i]):
                before = i < index or earlier.end <= post.start
                if before and earlier.code == post.code and earlier.person and posts.same(post.words, earlier):
                    return self.memory.resolve(earlier.person)
        return None

    def _again(self, index: int, earlier: Post) -> Resolution:
        if earlier.person and (known := self.memory.resolve(earlier.person)):
            return self._person(index, known, f"the {earlier.words} told of before")
        return _of_post(earlier, f"the {earlier.words} told of before: {earlier.why}")

    def _by_state(self, index: int, start: int, post: Post, sector: str | None, owned: bool) -> Resolution:
        """An office without a state of its own: the one state that has it, the capital it is told in, the state told of."""
        code, why = posts.usual(post.words), "this state's office by its name"
        if post.words in {"visitor", "guest"} and index:
            first = next((p for p in self.posts[index - 1] if p.code), None)
            return _of_post(first, "who came, in the sentence before") if first else NOBODY
        if post.words == "host" or owned:
            return self._holder(index, start, False) or NOBODY
        if code is None:
            code, why = posts.seated(self.trees[index].text, self.names[index]), "told in its capital"
        if code is None:
            told, kind = self.context.states(), posts.of_kind(post.words)
            fitting = [c for c in told if c in kind] if kind else told
            code, why = next(iter(fitting), kind[0] if kind else None), "the state the report tells of nearest"
        return Resolution(code=code, sector=sector, name=_name(code), office=post.words, why=(why,)) if code else NOBODY

    def _host(self, index: int, start: int, text: str) -> Resolution | None:
        """Whose guest the report's person was: the state travelled to."""
        sector = next((p.sector for p in self.posts[index] if p.start > start and p.sector in {"MIL"}), "GOV")
        for i in range(index, -1, -1):
            for named in self.names[i]:
                before = self.trees[i].text[: named.start]
                if named.code and named.kind in {"capital", "name"} and re.search(r"\b(?:to|in|visited) $", before):
                    return _resolved(named.code, sector, named, f"the host in {named.text}")
        return None

    def _name(self, index: int, start: int, end: int, names: Sequence[Named]) -> Resolution:
        """A state, body or region by its name: the sector by the noun it stands before."""
        tree = self.trees[index]
        named = names[0]
        if why := acting.place(tree, named):
            return Resolution(name=named.name or None, why=(why, named.why))
        sector = named.sector
        phrase = tree.text[named.start : max(end, named.end)]
        head = tree.head_of(start, end)
        if named.kind not in {"body", "capital", "byname"} or named.end < end:
            sector = _field(tree, index, named, head, end) or sector
        if re.search(r"\bopposition (?:party )?$", tree.text[: named.start]) and named.sector == "PTY":
            sector = "OPP"
        if named.kind == "demonym" and phrase == named.text:
            sector = self._countryman(tree, index, named) or sector
        return _resolved(named.code, sector, named, named.why)

    def _countryman(self, tree: Tree, index: int, named: Named) -> str | None:
        """The sector of "the Latvian" (an official told of before) and of "Filipinos"."""
        if (before := self._compatriot(index, named)) is not None:
            return before.sector
        head = tree.head_of(named.start, named.end)
        if head is None or tree.token(head).dep in acting.MODIFIES:
            return None
        if tree.token(head).tag in {"NNS", "NNPS"}:
            return "CVL"
        officials = re.compile(r"\b(?:ministers|presidents|leaders|envoys|ambassadors|negotiators|premiers|delegates)\b")
        return "GOV" if any(officials.search(t.text) for t in self.trees[: index + 1]) else None

    def _compatriot(self, index: int, named: Named) -> Post | None:
        """The official of this state told of before, whom "the Latvian" means."""
        return next((p for i in range(index, -1, -1) for p in reversed(self.posts[i]) if p.code == named.code and (i < index or p.start < named.start)), None)

    def _noun(self, index: int, start: int, end: int, words: str) -> Resolution | None:
        """ "The kingdom", "the island": the state of that kind told of nearest, else the best known one."""
        words = re.sub(r"['’]s.*$", "", words)
        area = next((codes for word, codes in tables.areas().items() if re.search(rf"\b{word}\b", words, re.I)), ())
        noun = next((k for k in sorted(tables.kinds(), key=len, reverse=True) if re.search(rf"(?<![\w-]){re.escape(k)}(?![\w-])", words)), None)
        if noun is None:
            return None
        kind = tuple(c for c in tables.kinds()[noun] if not area or c in area) or area
        told = self.context.states()
        code = next((c for c in told if c in kind), None) if kind else next(iter(told), None)
        if code is None and kind and len(words.split()) < 3:
            code = kind[0]
        code = code or next(iter(told), None)
        return Resolution(code=code, name=_name(code), why=(f"“{noun}”: the state of that kind that the report tells of",)) if code else None


def _clause(text: str, seen: Seen) -> tuple[int, int]:
    """Where the clause of a name begins and ends."""
    left = max(text.rfind(mark, 0, seen.start) for mark in (";", ":", ".")) + 1
    stop = re.compile(r"[;:]| said | and [A-Z]").search(text, seen.end)
    return left, stop.start() if stop else len(text)


def person_of_another(post: Post, told: Sequence[Seen], mine: Seen) -> bool:
    """Does a name stand nearer to an office than this one?"""
    away = min(abs(post.start - mine.end), abs(mine.start - post.end))
    return any(s.person is not mine.person and min(abs(post.start - s.end), abs(s.start - post.end)) < away for s in told)


def _located(text: str, named: Named) -> bool:
    """Does a preposition of place or of going stand before a name?"""
    return re.search(r"\b(?:in|to|at|from|near|with|against) (?:the )?$", text[: named.start]) is not None


def _town(named: Named) -> Named:
    return replace(named, kind="capital")


def _field(tree: Tree, index: int, named: Named, head: int | None, end: int) -> str | None:
    """The sector of the noun that a name stands before ("Colombian soldiers"), or of an institution named with it."""
    at = tree.head_of(named.start, named.end)
    while at is not None and tree.token(at).dep in acting.MODIFIES and tree.token(at).head != at:
        at = tree.token(at).head
    for token in (at, head):
        if token is not None and (sector := tables.roles().get(tree.lemma(token)) or tables.office_sectors().get(tree.lemma(token))):
            return sector
    for phrase, sector in tables.institutions().items():
        if re.search(rf"(?<!\w){phrase}", tree.text[named.start : end + 1], re.I):
            return sector
    if at is not None and (tree.lemma(at) in acting.words_of("people") or acting.PERSONAL.search(tree.token(at).text)) and at != tree.head_of(named.start, named.end):
        return "CVL" if tree.token(at).tag in {"NNS", "NN"} else None
    return None


def _sector(post: Post, words: str) -> str | None:
    """The sector of an office by all words of the mention: a junta's head is a soldier."""
    if re.search(r"\b(?:junta|armed forces|army|navy|air force|military|defence chief|defense chief|coastguard)\b", words, re.I) and "minister" not in words:
        return "MIL"
    if re.search(r"\b(?:president|prime minister|minister|premier|cabinet|presidential)\b.* chief of staff\b", words, re.I):
        return "GOV"
    if re.search(r"\b(?:chief of police|police chief|police commander)\b", words, re.I):
        return "COP"
    if re.search(r"\b(?:parliament|speaker|lawmaker|senator|assembly)\b", words, re.I) and "minister" not in words:
        return "LEG"
    return post.sector


def _resolved(code: str | None, sector: str | None, named: Named, why: str) -> Resolution:
    return Resolution(code=code, sector=sector, name=named.name, why=(why,) if why == named.why else (why, named.why))


def _of_post(post: Post, why: str) -> Resolution:
    return Resolution(code=post.code, sector=post.sector or "GOV", name=post.body or _name(post.code), person=post.person, office=post.words, why=(why,))


def _name(code: str | None) -> str | None:
    return countries.name(code) if code in countries.codes() and code is not None else None


def _first_pos(tree: Tree) -> str:
    return tree.tokens[0].pos if tree.tokens else ""
