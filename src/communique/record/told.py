"""A report as it was read to be asked who is meant in it, and the shape of the answer."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Noun
from communique.record import callings, choosing, home, naming, offices, people, posts, relating, tables
from communique.record.choosing import Context
from communique.record.memory import Memory, Seen
from communique.record.naming import Named
from communique.record.own import Own
from communique.record.posts import Post
from communique.record.tree import Tree


class Resolution(Noun):
    """Who is meant: code (None: no actor), sector, the name in full (of a body or state), person and office if one is
    named, and the reasons in words, the deciding one first."""

    code: str | None = None
    sector: str | None = None
    name: str | None = None
    person: str | None = None
    office: str | None = None
    why: tuple[str, ...] = ()


LOCATED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Pp]ort of|[Tt]own of|[Cc]ity of) (?:the )?$")
"""What stands before a place in which something is told."""
GOES_ON = re.compile(r" [A-ZÀ-Þ]")
"""What stands behind a word that is the first of a name of several."""
SENT = frozenset(["ambassador", "envoy", "consul", "nuncio", "commissioner", "attaché", "embassy", "consulate"])
"""Who acts where others rule."""
NOBODY = Resolution(why=("no name, office or noun for a state is known here",))


class Told:
    """What each sentence of a report tells: names, people, offices. `context.at` is the sentence asked about."""

    def __init__(self, trees: Sequence[Tree], own: Own | None = None) -> None:
        self.trees = trees
        self.context = Context([tree.text for tree in trees], own)
        self.context.generic = True
        self.names: list[list[Named]] = []
        self.seen: list[list[Seen]] = []
        self.posts: list[list[Post]] = []
        self._read()

    @property
    def dateline(self) -> str | None:
        """The state from which the report is written, where it opens with the place."""
        return self.context.home

    def nearest(self, index: int, start: int) -> list[str]:
        """Of which state an institution or office without one may be, told at a place of a sentence: that of the place
        it hangs on, of the seat told at it or that the sentence opens with or leaves, of a town in which something is
        told before it, then the states named before it there, that of the dateline, those of the sentences before, and
        only then those named behind it, to whom or with whom something is done."""
        text = self.trees[index].text
        self.context.at = index
        seat = home.seat(text, start) or home.left(text)
        before = {found.code for found in countries.find(text) if found.start < start}
        here = [code for code in self.context.codes(index) if code in before]
        earlier = [code for at in range(index - 1, -1, -1) for code in self._by_role(at)]
        town = next((code for at, _, code in self.places(index) if at < start and LOCATED.search(text[:at])), None)
        known = [
            self._of_place(index, start),
            seat,
            town,
            *here,
            self.context.setting(),
            *earlier,
            *self.context.states(),
        ]
        return list(dict.fromkeys(code for code in known if code))

    def _by_role(self, at: int) -> list[str]:
        """The states that a sentence names beyond doubt, the last first, but whose people do what it tells before all
        others."""
        tree, codes = self.trees[at], self.context.codes(at)
        doing = set()
        for named in self.names[at]:
            top = tree.head_of(named.start, named.end)
            while (
                top is not None
                and tree.token(top).dep in {"amod", "compound", "poss", "nmod"}
                and tree.token(top).head != top
            ):
                top = tree.token(top).head
            acts = top is not None and tree.token(top).dep == "nsubj" and tree.lemma(top) not in SENT
            if acts and top is not None and tree.token(tree.token(top).head).dep == "ROOT":
                doing.add(named.code)
        last = list(reversed(codes))
        return sorted(last, key=lambda code: code not in doing)

    def places(self, index: int) -> Iterator[tuple[int, int, str]]:
        """Where a sentence names capitals, towns and regions of one state alone, and that state; no name of a person
        that is such a word too ("Keren Ruiz", "Tomas Aswan")."""
        text, seen = self.trees[index].text, self.seen[index]
        for start, end, code in choosing.places(text):
            if not GOES_ON.match(text, end) and not any(one.start < end and start < one.end for one in seen):
                yield start, end, code

    def _of_place(self, index: int, start: int) -> str | None:
        """The state of the place that a noun which begins somewhere hangs on ("the governor of Kandahar")."""
        tree = self.trees[index]
        for begin, end, code in self.places(index):
            head = tree.head_of(begin, end) if 0 < begin - start < 60 else None
            over = tree.token(head).head if head is not None and tree.token(head).dep == "pobj" else None
            if over is not None and tree.token(over).text in {"of", "in"}:
                noun = tree.token(tree.token(over).head)
                if noun.pos in {"NOUN", "PROPN"} and start <= noun.start and noun.end + 1 == tree.token(over).start:
                    return code
        return None

    def _read(self) -> None:
        """First who is who in the whole report, then what is told of them sentence by sentence."""
        first = Memory(self.context)
        for at, tree in enumerate(self.trees):
            self.context.at = at
            people.find(tree.text, first, tree.entities, _first_pos(tree))
            covered, _ = people.mask(tree.text, first)
            for name in relating.names(tree.text, people.runs(tree.text, covered, _first_pos(tree), first)):
                if first.resolve(name) is None:
                    first.learn(name)
        self._introduce(first)
        self.memory = Memory(self.context)
        self.memory.people = first.people
        for at, tree in enumerate(self.trees):
            self.context.at = at
            seen = people.find(tree.text, self.memory, tree.entities, _first_pos(tree))
            names = naming.find(tree.text, self.context)
            self.seen.append(seen)
            self.names.append(names)
            self.posts.append(posts.find(tree.text, seen, names))
        self._tell_later()
        self._tell_by_people()

    def _introduce(self, first: Memory) -> None:
        """Learns the one name that acts in the first sentence of a report which names nobody else, where an office is
        told later that says who it was: "Duarte Vilhena will ask lawmakers … the premier"."""
        if first.people or len(self.trees) < 2 or not any(map(_tells_of_holder, self.trees[1:])):
            return
        self.context.at, tree = 0, self.trees[0]
        covered, _ = people.mask(tree.text, first)
        runs = people.runs(tree.text, covered, _first_pos(tree), first)
        acting = [tree.text[start:end] for start, end in runs if _does_something(tree, start, end)]
        if len(acting) == 1:
            first.learn(acting[0])

    def _tell_by_people(self) -> None:
        """Gives the one person of a report who has no state that of "the Bulgarian" behind him, where nobody else who
        is named is one."""
        loose = [person for person in self.memory.people if person.code is None and person.offices]
        if len(loose) != 1:
            return
        first = next((i for i, seen in enumerate(self.seen) if any(one.person is loose[0] for one in seen)), None)
        taken = {person.code for person in self.memory.people}
        for index in range((first or 0) + 1, len(self.trees)) if first is not None else ():
            text = self.trees[index].text
            for named in self.names[index]:
                alone = re.search(r"\b[Tt]he $", text[: named.start]) and re.match(
                    r" [a-z]+(?:ed|s)? ", text[named.end :]
                )
                if named.kind == "demonym" and alone and named.code not in taken and self._acts(index, named):
                    loose[0].code = named.code
                    return

    def _acts(self, index: int, named: Named) -> bool:
        """Does one of a state's people do something in a sentence?"""
        head = self.trees[index].head_of(named.start, named.end)
        token = None if head is None else self.trees[index].token(head)
        return token is not None and token.dep == "nsubj" and token.tag not in {"NNS", "NNPS"}

    def _tell_later(self) -> None:
        """Gives the one person of a report, of whom no office was told, the office it tells of next: "Mulrooney came
        back hoarse. The Taoiseach said …". A state told of before may as well be the other side."""
        if len(self.memory.people) != 1 or self.memory.people[0].offices:
            return
        person = self.memory.people[0]
        first = next((i for i, seen in enumerate(self.seen) if seen), len(self.trees))
        for index in range(first + 1, len(self.trees)):
            for at, post in enumerate(self.posts[index]):
                code = post.code or posts.usual(post.words, ())
                if post.person or post.body or code is None or not _definite(self.trees[index].text, post):
                    continue
                if person.code is None and not self._before(index, code):
                    person.code, person.sector = code, post.sector or "GOV"
                    person.offices.append(post.words)
                    self.posts[index][at] = replace(post, person=person.name, code=code)
                return

    def _before(self, index: int, code: str) -> bool:
        """Was a state told of before a sentence, beyond the place and day a report opens with?"""
        return any(
            named.code == code and named.kind != "body" and not (at == 0 and len(self.trees[0].text) < 25)
            for at in range(index)
            for named in self.names[at]
        )


def _tells_of_holder(tree: Tree) -> bool:
    """Does a sentence tell of one who holds an office, by the office alone ("the finance chief")?"""
    found = offices.title_pattern().finditer(tree.text)
    return any(re.search(r"\b[Tt]he (?:[\w-]+ ){0,2}$", tree.text[: office.start()]) for office in found)


def _does_something(tree: Tree, start: int, end: int) -> bool:
    """May this be the full name of somebody who does what the sentence tells?"""
    words, head = tree.text[start:end], tree.head_of(start, end)
    if not 2 <= len(words.split()) <= 4 or callings.institution(words) or tables.find_bodies(words) or head is None:
        return False
    token = tree.token(head)
    return token.dep == "nsubj" and tree.token(token.head).pos == "VERB" and start <= token.start < end


def _definite(text: str, post: Post) -> bool:
    """Is an office told as that of one ("the Dutch prime minister", "Denmark's transport minister")?"""
    before = text[: post.start]
    return re.search(r"(?:\b[Tt]he (?:[\w-]+ ){0,3}|['’]s? )$", before) is not None


def resolved(code: str | None, sector: str | None, named: Named, why: str) -> Resolution:
    """The one a name stands for, and why."""
    return Resolution(code=code, sector=sector, name=named.name, why=(why,) if why == named.why else (why, named.why))


def name_of(code: str | None) -> str | None:
    """The name of a state as we print it."""
    return countries.name(code) if code in countries.codes() and code is not None else None


def _first_pos(tree: Tree) -> str:
    return tree.tokens[0].pos if tree.tokens else ""
