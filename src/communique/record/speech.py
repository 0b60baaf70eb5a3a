"""Who speaks in a sentence, to whom, and what clauses the sentence reports."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor
from communique.record import tables
from communique.record.actors import Found
from communique.record.tree import Tree

PAPERS = frozenset(
    [
        "medium", "media", "agency", "report", "newspaper", "television", "radio", "document", "source", "daily",
        "broadcaster", "press", "wire", "dispatch",
    ]
)  # fmt: skip
"""What is read, and therefore a link of the chain and no speaker."""
SPEAKING = frozenset({"GOV", "MIL", "LEG", "JUD", "PTY", "COP", "OPP", "REB", "SPY"})
SIDES = frozenset({"side", "country", "government", "nation", "state", "party", "two", "both"})
PERSONS = frozenset({"man", "woman", "minister", "leader", "president", "premier", "both"})
"""Two of whom are the two people told of last ("both men")."""
OTHERS = frozenset({"him", "her", "them", "guest", "counterpart", "host", "visitor", "colleague"})
"""Whom only what was told before can name."""
ROOMS = frozenset({"conference", "briefing", "interview", "meeting", "rally", "event", "forum", "ceremony", "summit"})
"""Where something is said, and not to whom."""
HANDED = frozenset({"office", "government", "administration", "ministry", "cabinet", "party", "team", "army", "side"})
"""What belongs to a person and speaks for him ("Abiy's office")."""
ORGANS = frozenset(
    [
        "ministry", "government", "office", "military", "army", "police", "parliament", "court", "cabinet",
        "presidency", "embassy", "navy", "administration", "junta", "service", "committee", "commission", "council",
        "force", "bank",
    ]
)  # fmt: skip
"""What is the home state's where no state is named."""
MANY = frozenset(
    {"state", "member", "country", "official", "leader", "diplomat", "power", "ally", "government", "panel"}
)


@dataclass
class Known:
    """What the report has told so far: who spoke last, which bodies it named, whose news it is, and all its people."""

    speaker: Actor | None = None
    body: Actor | None = None
    bodies: dict[str, Actor] = field(default_factory=dict)
    home: str | None = None
    people: list[Actor] = field(default_factory=list)
    earlier: list[Actor] = field(default_factory=list)
    states: dict[str, Actor] = field(default_factory=dict)

    def learn(self, tree: Tree, found: Sequence[Found]) -> None:
        """Remember the bodies and people of a sentence."""
        self.earlier = list(self.people)
        names = {f.head for f in found if f.actor.person}
        for f in found:
            if f.code in countries.codes():
                self.states.setdefault(str(f.code), _state(f.actor))
            if f.actor.person:
                self.people = [p for p in self.people if p.key != f.actor.key] + [f.actor]
            elif f.code and not f.place and tree.token(tree.token(f.head).head).head not in names:
                self.bodies[tree.lemma(f.head)] = f.actor
                self.home = self.home or (f.code if f.code in countries.codes() else None)

    def spoke(self, speaker: Actor) -> None:
        """Remember who has just spoken."""
        self.speaker = speaker
        self.body = self.body if speaker.person else speaker


def verbs(tree: Tree, name: str, quoted: Collection[tuple[int, int]]) -> list[int]:
    """Verbs of one of the lists that stand outside of quotations."""
    return [
        i
        for i, t in enumerate(tree.tokens)
        if t.pos in {"VERB", "AUX"}
        and tree.lemma(i) in tables.words(name)
        and not any(a <= t.start < b for a, b in quoted)
    ]


def speakers(tree: Tree, verb: int, found: Sequence[Found], known: Known) -> list[Actor]:
    """All who say what this verb says; none where only an agency or paper does."""
    if tree.lemma(verb) == "quote":
        return _all(tree, tree.kids(verb, "nsubjpass") or tree.kids(verb, "dobj"), found, known)
    if tree.passive(verb):
        return _all(tree, [p for a in tree.kids(verb, "agent") for p in tree.kids(a, "pobj")], found, known)
    above = _teller(tree, verb)
    if above is None or any(f.actor.person and f.head in tree.subjects(verb) for f in found):
        return _all(tree, _subjects(tree, verb), found, known)
    return _all(tree, _subjects(tree, above), found, known) if _plainly(tree, verb, above) else []


def _teller(tree: Tree, verb: int) -> int | None:
    """The verb of speech whose clause a verb is joined to without a subject or "that" of its own: "Han noted that Chile
    is …, and expressed his hope"."""
    first = verb
    while tree.token(first).dep == "conj" and not tree.kids(first, "nsubj", "nsubjpass", "mark"):
        first = tree.token(first).head
    above = tree.token(first).head
    spoken = first != verb and tree.token(first).dep == "ccomp" and tree.lemma(above) in tables.words("speech")
    return above if spoken and not tree.kids(verb, "nsubj", "nsubjpass", "mark") else None


def _plainly(tree: Tree, verb: int, above: int) -> bool:
    """Whether such a verb goes on with the one above and not with the clause inside, which has another tense or not the
    participle that this may be; a state has no "his" hope."""
    inner = next(i for i in tree.up(verb) if tree.token(i).dep == "ccomp")
    if any(tree.token(k).text.lower() in {"his", "her"} for o in tree.kids(verb, "dobj") for k in tree.kids(o, "poss")):
        return True
    tense = {tree.token(i).tag for i in (inner, *tree.kids(inner, "aux"))}
    return tree.token(verb).tag == tree.token(above).tag and not tense & {"VBD", "VBN"}


def _subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects; of "used his remarks to say" and "asked him to convey" those of the verb above."""
    above = tree.token(verb).head
    if (
        tree.token(verb).dep in {"xcomp", "advcl"}
        and not tree.kids(verb, "nsubj")
        and tree.lemma(above) in {"use", "ask"}
    ):
        return tree.subjects(above)
    if tree.token(verb).dep == "ccomp" and tree.lemma(above) == "ask" and not tree.kids(verb, "mark"):
        return tree.subjects(above)
    quoting = tree.token(above).head
    if tree.token(verb).dep == "pcomp" and tree.lemma(above) == "as" and tree.lemma(quoting) in {"quote", "cite"}:
        return tree.kids(quoting, "nsubjpass") or tree.kids(quoting, "dobj")
    return tree.subjects(verb)


def _all(tree: Tree, heads: Sequence[int], found: Sequence[Found], known: Known) -> list[Actor]:
    told: dict[tuple[str, bool], Actor] = {}
    for head in heads:
        for one in [head, *tree.kids(head, "conj")]:
            for actor in who(tree, one, found, known):
                told.setdefault((actor.key, actor.person), actor)
    return list(told.values())


def who(tree: Tree, head: int, found: Sequence[Found], known: Known) -> list[Actor]:
    """Whom a noun names as a speaker: one, the two sides of a pair, or nobody."""
    lemma, word = tree.lemma(head), tree.token(head).text.lower()
    here = [f for f in found if f.head == head]
    if word in {"it", "its"} and known.body is not None:
        return [known.body]
    if lemma in PAPERS or any(f.actor.sector == "MED" for f in here):
        return _state_media(tree, head, found)
    if several := _several(tree, head, here, known):
        return several
    below = tree.down(head, clauses=False)
    people = [f for f in found if f.actor.person and (f in here or _names(tree, f, head, lemma))]
    if people:
        return [people[0].actor]
    owner = [f for f in found if f.actor.person and f.head in below]
    if owner and lemma in HANDED and (owner[0].code or known.home):
        return [_body(tree, head, owner[0].code or known.home)]
    coded = [f for f in (*here, *found) if f.code and f.head in below and not f.actor.person]
    if coded:
        return [replace(coded[0].actor, text=_phrase(tree, head))]
    if word in {"they", "he", "she"}:
        last = known.speaker if word == "they" or (known.speaker and known.speaker.person) else None
        return [last] if last else known.earlier[-1:] if word != "they" else []
    return _without_state(tree, head, lemma, known)


def _state_media(tree: Tree, head: int, found: Sequence[Found]) -> list[Actor]:
    """The state whose media say something, and no agency's or paper's own."""
    if "state" not in {tree.lemma(c) for c in tree.children[head]}:
        return []
    of = [f for f in found if f.head in tree.down(head) and f.code and not f.actor.person and f.kind != "body"]
    return [replace(_state(of[0].actor), text=_phrase(tree, head), sector="GOV")] if of else []


def _several(tree: Tree, head: int, here: Sequence[Found], known: Known) -> list[Actor]:
    """ "The two sides", "each side", "both governments": the states; "both men", "they": the people."""
    lemma, word = tree.lemma(head), tree.token(head).text.lower()
    counted = {tree.token(c).text.lower() for c in tree.children[head]} & {"two", "both", "each"}
    if word == "they" and len(here) > 1:
        return [f.actor for f in here]
    if lemma in PERSONS and counted and len(known.people) > 1:
        return known.people[-2:]
    if lemma not in SIDES or not (counted or word in {"two", "both"}):
        return []
    if len(here) > 1:
        return [_state(f.actor) for f in here]
    return list(known.states.values())[:2] if len(known.states) > 1 else []


def _without_state(tree: Tree, head: int, lemma: str, known: Known) -> list[Actor]:
    """ "The spokesman", "the ministry", "Western states": by what the report has told before."""
    office = re.compile(rf"\b{re.escape(lemma)}\b", re.I)
    holder = next((p for p in reversed(known.people) if office.search(p.office or "")), None)
    if holder is not None and lemma in tables.office_sectors() and tree.token(head).tag not in {"NNS", "NNPS"}:
        return [holder]
    sector = tables.roles().get(lemma)
    if tree.token(head).pos not in {"NOUN", "PROPN"} or not (sector in SPEAKING or lemma in MANY):
        return []
    if tree.token(head).tag in {"NNS", "NNPS"} or lemma in {"panel"}:
        return [Actor(text=_phrase(tree, head), name=_phrase(tree, head), sector=sector)]
    if lemma in known.bodies:
        return [replace(known.bodies[lemma], text=_phrase(tree, head))]
    return [_body(tree, head, known.home)] if known.home and lemma in ORGANS else []


def _names(tree: Tree, f: Found, head: int, lemma: str) -> bool:
    """Is this the person whom an office names ("a spokesman for the ministry, X")?"""
    token = tree.token(f.head)
    if token.head == head and token.dep in {"appos", "flat", "nmod", "compound"} and lemma not in HANDED:
        return True
    office = (f.actor.office or "").lower()
    return f.head in tree.down(head, clauses=False) and bool(re.search(rf"\b{re.escape(lemma)}\b", office))


def _state(actor: Actor) -> Actor:
    """The state for which a person took part."""
    if not actor.person or actor.code is None:
        return actor
    name = countries.name(actor.code) if actor.code in countries.codes() else actor.name
    return Actor(text=actor.text, name=name, code=actor.code, sector="GOV")


def _body(tree: Tree, head: int, code: str | None) -> Actor:
    name = countries.name(code) if code in countries.codes() else _phrase(tree, head)
    return Actor(text=_phrase(tree, head), name=name, code=code, sector=tables.roles().get(tree.lemma(head), "GOV"))


def _phrase(tree: Tree, head: int) -> str:
    """A noun with what stands before it, without the article."""
    first = min([head, *(i for d in tree.kids(head, "amod", "compound", "poss", "nmod") for i in tree.down(d))])
    return re.sub(r"^(?:the|a|an) ", "", tree.text[tree.token(first).start : tree.token(head).end], flags=re.I)


def addressee(tree: Tree, verb: int, found: Sequence[Found], known: Known, speaker: Actor) -> Actor | None:
    """To whom something is said: the object of "told", "to Kim" of what is said, written or conveyed."""
    for head in _addressed(tree, verb):
        if {tree.token(head).text.lower(), tree.lemma(head)} & OTHERS and not _named(tree, head, found):
            before = [f.actor for f in found if f.actor.person and f.head < head and f.kind == "person"]
            others = [p for p in (*reversed(before), *reversed(known.earlier)) if p.key != speaker.key]
            return replace(others[0], text=tree.token(head).text) if others else None
        if tree.token(head).pos not in {"NOUN", "PROPN"} or _is_no_hearer(tree.lemma(head)):
            continue
        found_here = who(tree, head, found, known) or [f.actor for f in found if f.head == head]
        actor = found_here[0] if found_here else Actor(text=_phrase(tree, head), name=_phrase(tree, head))
        if actor.key != speaker.key:
            return actor
    return None


def _named(tree: Tree, head: int, found: Sequence[Found]) -> bool:
    """Has "his guest" a name beside it?"""
    return any(f.kind == "person" and f.head in tree.down(head, clauses=False) for f in found)


def _is_no_hearer(lemma: str) -> bool:
    times = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|time|day|week"
    return lemma in ROOMS or bool(re.fullmatch(times, lemma))


def _addressed(tree: Tree, verb: int) -> Iterator[int]:
    lemma, above = tree.lemma(verb), tree.token(verb).head
    if tree.lemma(above) == "ask" and tree.token(verb).dep in {"xcomp", "ccomp"}:
        yield from tree.kids(above, "dobj")
        yield from tree.kids(verb, "nsubj")
        return
    if lemma in {"tell", "assure", "urge", "warn", "ask", "promise", "hand", "inform", "remind"}:
        yield from tree.kids(verb, "dative")
        if lemma != "promise" or tree.kids(verb, "ccomp"):
            yield from tree.kids(verb, "dobj")
    to = [k for k in tree.kids(verb, "prep", "dative") if tree.lemma(k) == "to"]
    if lemma in {"convey", "pass", "write", "hand", "send", "extend", "deliver"}:
        things = [*tree.kids(verb, "dobj"), *(p for k in tree.kids(verb, "prep") for p in tree.kids(k, "pobj"))]
        to += [k for i in things for j in tree.down(i) for k in tree.kids(j, "prep") if tree.lemma(k) == "to"]
    if lemma != "call":
        yield from (p for k in to for p in tree.kids(k, "pobj"))
