"""What a sentence reports as said: the clause of a verb of speech, what is named, blamed, asked for or conveyed."""

import re
from collections.abc import Collection, Iterator

from communique.model import Noun
from communique.record import speech, tables
from communique.record.tree import Tree

CONVEYED = frozenset({"greeting", "message", "regard", "wish", "condolence", "letter", "congratulation", "thanks"})
BEARING = frozenset({"convey", "pass", "hand", "deliver", "extend"})
NAMING = frozenset({"accuse", "call", "describe", "compare", "liken", "label", "brand", "term"})
WELCOMING = frozenset({"welcome", "hail", "praise", "condemn", "denounce", "dismiss"})
"""Verbs whose object counts as words only with "as" ("welcomed the vote as a step")."""
ASKING = frozenset({"urge", "ask", "warn", "call", "demand", "appeal"})
VOICING = frozenset({"express", "voice", "announce", "promise", "pledge", "reiterate", "repeat", "propose"})
SPOKEN_OF = {"complain": "of", "speak": "of", "call": "for", "appeal": "for", "ask": "for"}
LEAST = 8
"""Characters of a clause that is worth telling."""
LEAD = re.compile(r"(?:(?:that|for)\b|,|“|\"|:)\s*")
TAIL = re.compile(r"(?:[\s,;]+(?:and|but|while|as|adding)?)+$")
ACCORDING = re.compile(r"\b[Aa]ccording to ")
BEGINS = re.compile(r",\s+(?=[a-z]|[A-Z][\w-]+ (?:was|is|has|had|will|would)\b)")
"""Where the sentence begins behind "According to X, "."""


class Clause(Noun):
    """A reported clause: the token of its verb (of "according" where no verb tells it), its offsets, and
    whether it is only what a verb names or asks for."""

    verb: int
    start: int
    end: int
    named: bool = False


def find(tree: Tree, quoted: Collection[tuple[int, int]]) -> list[Clause]:
    """All clauses a sentence reports, in order, each beginning once."""
    told: dict[int, Clause] = {}
    for clause in sorted(_every(tree, quoted), key=lambda c: (c.start, -c.end)):
        inside = any(a <= clause.start and clause.end <= b + 2 for a, b in quoted)
        if clause.end - clause.start >= LEAST and not inside:
            told.setdefault(clause.start, clause)
    return list(told.values())


def _every(tree: Tree, quoted: Collection[tuple[int, int]]) -> Iterator[Clause]:
    for verb in speech.verbs(tree, "reported", quoted):
        lemma = tree.lemma(verb)
        told = list(_that(tree, verb)) if lemma not in {"call", "ask", "urge"} else []
        yield from told or _before(tree, verb, tree.kids(verb, "nsubj"))
        if not told:
            yield from _object(tree, verb, lemma)
    for match in ACCORDING.finditer(tree.text):
        word = tree.span(match.start(), match.start() + 1)
        if word and not any(a <= match.start() < b for a, b in quoted):
            yield from _around(tree, word[0], match.start(), match.end())


def _that(tree: Tree, verb: int) -> Iterator[Clause]:
    """Clauses after a verb ("said that A and that B"), and the sentence before it that hangs on it ("A, he said")."""
    roots = [r for r in tree.kids(verb, "ccomp") if r > verb or tree.kids(r, "mark")]
    for root in roots or _far(tree, verb):
        others = [c for c in tree.kids(root, "conj") if tree.kids(c, "nsubj", "nsubjpass") and tree.kids(c, "mark")]
        others += [c for o in others for c in tree.kids(o, "conj") if tree.kids(c, "mark")]
        skip = frozenset(others)
        yield from (_clause(tree, verb, tree.down(r, skip=skip - {r})) for r in (root, *others))


def _far(tree: Tree, verb: int) -> list[int]:
    """The clause after "that" where the parse hangs it on a noun in between ("told reporters after the talks that")."""
    for i in range(verb + 1, len(tree)):
        if tree.token(i).text == "that" and tree.token(i).tag in {"IN", "WDT"}:
            above = [a for a in tree.up(i) if tree.token(a).dep in {"relcl", "acl", "ccomp", "advcl"}]
            own = [a for a in above if any(s != i for s in tree.kids(a, "nsubj", "nsubjpass"))]
            return own[:1] if own and verb in tree.up(own[0]) else []
        if tree.token(i).pos == "VERB" or tree.token(i).text == ",":
            break
    return []


def _clause(tree: Tree, verb: int, inside: list[int]) -> Clause:
    """The words of a clause from its first token on, without "that" before and conjunctions behind."""
    inside = [i for i in inside if i > verb] if any(i > verb for i in inside) else inside
    start, end = tree.token(inside[0]).start, tree.token(inside[-1]).end
    lead = LEAD.match(tree.text[start:end])
    start += lead.end() if lead else 0
    end = start + len(TAIL.sub("", tree.text[start:end]))
    return Clause(verb=verb, start=start, end=end)


def _before(tree: Tree, verb: int, subjects: list[int]) -> Iterator[Clause]:
    """The sentence before ", he said"; also where "said he" stands after a comma."""
    if not subjects or tree.lemma(verb) in BEARING | NAMING:
        return
    first = min(tree.down(subjects[0])[0], verb)
    at = tree.token(first).start
    head = re.search(r",\s+$", tree.text[:at])
    if (
        head is None
        or re.search(r"\b(?:which|who|and|but)$", tree.text[: head.start()])
        or len(tree.text[: head.start()].split()) < 2
        or not _is_clause(tree, head.start())
    ):
        return
    start = max((m.end() for m in re.finditer(r"[;:]\s+", tree.text[: head.start()])), default=0)
    yield Clause(verb=verb, start=start, end=head.start())


def _is_clause(tree: Tree, end: int) -> bool:
    """Is what stands before a sentence of its own, and no "After he left"?"""
    verbs = [t for t in tree.tokens if t.start < end and t.pos in {"VERB", "AUX"} and t.tag != "VBG"]
    first = tree.tokens[0]
    return bool(verbs) and not (first.dep == "mark" or first.pos == "SCONJ")


def _around(tree: Tree, word: int, start: int, end: int) -> Iterator[Clause]:
    """What stands before ", according to X", or after "According to X, "."""
    if start > 0:
        yield Clause(verb=word, start=0, end=len(TAIL.sub("", tree.text[:start])))
    elif comma := re.compile(r",\s+(?=the |an? |[a-z]|[A-Z][\w-]+ (?:was|is|has|had|will|would)\b)").search(
        tree.text, end
    ):
        yield Clause(verb=word, start=comma.end(), end=len(tree.text.rstrip(" .")))


def _object(tree: Tree, verb: int, lemma: str) -> Iterator[Clause]:
    """What a verb names, asks for, voices or conveys: from its object to the end of what hangs on it."""
    objects = [o for o in tree.kids(verb, "dobj", "ccomp", "xcomp", "oprd", "dative") if o > verb or lemma in ASKING]
    if any(tree.token(o).text.lower() in {"what", "which", "itself", "themselves"} for o in tree.children[verb]):
        return
    if lemma in BEARING:
        things = [*objects, *(p for k in tree.kids(verb, "prep") for p in tree.kids(k, "pobj"))]
        things = [t for t in things if tree.lemma(t) in CONVEYED]
        yield from (_clause(tree, verb, tree.down(t)) for t in things[:1])
    elif (start := _begins(tree, verb, lemma, objects)) is not None:
        words = _clause(tree, verb, _behind(tree, verb, start))
        yield Clause(verb=verb, start=words.start, end=words.end, named=True)


def _begins(tree: Tree, verb: int, lemma: str, objects: list[int]) -> int | None:
    """Where the words of what is named, asked for or voiced begin, if this is such a verb with such an object."""
    preps = {tree.lemma(k): k for k in tree.kids(verb, "prep") if tree.kids(k, "pobj", "pcomp")}
    to = " to " in tree.text[tree.token(verb).end :]
    if (of := preps.get(SPOKEN_OF.get(lemma, ""))) is not None:
        return tree.token(of).end
    if lemma == "call":
        if "on" in preps:
            return tree.token(preps["on"]).end if to else None
        objects = objects if tree.kids(verb, "oprd", "ccomp", "xcomp") else []
    objects += [
        a
        for a in tree.kids(verb, "advcl")
        if lemma in ASKING and {tree.lemma(m) for m in tree.kids(a, "mark")} == {"for"}
    ]
    if any(tree.lemma(o) in BEARING for o in objects) or not objects:
        return None
    first = tree.token(min(tree.down(objects[0]))).start
    if lemma in VOICING:
        return first if tree.token(objects[0]).dep != "xcomp" and tree.token(objects[0]).pos == "NOUN" else None
    if lemma == "raise":
        return first if tree.lemma(objects[0]) in {"concern", "objection", "question", "doubt"} else None
    return first if lemma in NAMING | ASKING or (lemma in WELCOMING and "as" in preps) else None


def _behind(tree: Tree, verb: int, start: int) -> list[int]:
    """The tokens under a verb from an offset on, without a second verb that goes on after "and"."""
    skip = frozenset(tree.kids(verb, "conj", "cc", "parataxis", "punct"))
    inside = [i for i in tree.down(verb, skip=skip) if tree.token(i).start >= start]
    return inside or [verb]


def is_spoken(tree: Tree, verb: int) -> bool:
    """Is this a verb of speech at all?"""
    return tree.lemma(verb) in tables.words("speech")
