"""What a sentence says became of a document: signed, ratified, in force, ended.

It is told by the verb the document is object or subject of ("signed a treaty", "the treaty expired", "withdrew from the
treaty") or by the noun it hangs on ("the signing of a treaty"); that has to have happened, or to be planned, by the
same rules as any other act (`status`).
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from communique.model import Force, Kind
from communique.record import status
from communique.record.tree import Tree

SIDES = {"with", "between", "by", "among"}
"""Prepositions behind which a party stands."""
FORCES = re.compile(r"\b(?:force|effect|hold)\b")


@dataclass(frozen=True)
class Act:
    """What becomes of a document: the token that tells it, and how the document stands by it."""

    token: int
    force: Force | None
    planned: bool = False


@cache
def table(part: str) -> dict[str, frozenset[str]]:
    """One part of documents.toml."""
    text = resources.files(__package__).joinpath("documents.toml").read_text(encoding="utf8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)[part].items()}


@cache
def by_word(part: str) -> dict[str, str]:
    """The same the other way round: word to name."""
    return {word: name for name, words in table(part).items() for word in words}


def kind_of(tree: Tree, noun: int) -> Kind | None:
    """What kind of document a token names, None for no document or for what only modifies another noun."""
    token, lemma = tree.token(noun), tree.lemma(noun)
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    kind = by_word("kinds").get(lemma) or by_word("kinds").get(lemma.removesuffix("s"))
    if kind is None or (token.dep in {"compound", "amod", "nmod", "poss"} and tree.token(token.head).pos != "VERB"):
        return None
    before = {tree.lemma(k) for k in tree.kids(noun, "compound", "amod", "nmod")}
    if lemma == "statement" and not before & table("words")["joint"]:
        return None
    closer = before & table("words")["closer"]
    heads = [noun, token.head] if token.dep == "dobj" else [noun]
    on = [k for head in heads for k in tree.kids(head, "prep") if tree.lemma(k) == "on"]
    about = {tree.lemma(p) for k in on for p in tree.kids(k, "pobj")}
    if "loan" in before | about:
        return "loan"
    return "ceasefire" if closer else cast(Kind, kind)


def proper(tree: Tree, noun: int) -> bool:
    """Has the document a name of its own ("the Indus Waters Treaty", "the Treaty on …")?"""
    return tree.token(noun).text[:1].isupper() and noun > 0


def act_on(tree: Tree, noun: int) -> Act | None:
    """What becomes of a document, or None where nothing does and it has no name of its own."""
    told = _telling(tree, noun)
    if told is None:
        plain = tree.lemma(noun) in table("words")["plain"]
        return Act(noun, None) if proper(tree, noun) and not plain else None
    token, force = told
    stand = status.read(tree, token, "CONSULT")
    if stand is None or stand.ought or stand.status in {"conditional", "denied", "cancelled"} or _barred(tree, token):
        return None
    if stand.event == "REJECT" or _none_of_it(tree, noun):
        return None
    if stand.status == "planned":
        hoped = force in {"signed", "announced", "in force", "ratified"}
        return Act(token, "announced" if hoped else None, True)
    return Act(token, force)


def _none_of_it(tree: Tree, noun: int) -> bool:
    return any(tree.lemma(k) in {"no", "any"} for k in tree.children[noun])


def _barred(tree: Tree, token: int) -> bool:
    """Does it stand under what is only hoped for, demanded or refused?"""
    barred = table("words")["barred"]
    here = token
    for above in tree.up(token):
        if tree.token(here).dep in {"advcl", "relcl", "conj", "parataxis", "nsubj"}:
            return False
        nobody = any(tree.lemma(s) in {"nobody", "none"} for s in tree.kids(above, "nsubj"))
        if tree.lemma(above) in barred or nobody:
            return True
        here = above
    return False


def _telling(tree: Tree, noun: int) -> tuple[int, Force] | None:
    """The word that tells what becomes of a document, and what it tells."""
    here = noun
    while tree.token(here).dep in {"conj", "appos"} and tree.token(here).head != here:
        here = tree.token(here).head
    main = _governing(tree, here)
    if main is not None and main[1] != "announced":
        return main
    for below in (*tree.kids(noun, "acl", "relcl"), *([] if here == noun else tree.kids(here, "acl", "relcl"))):
        if (force := _of_verb(tree, below)) and force != "announced":
            return below, force
    return main


def _governing(tree: Tree, here: int) -> tuple[int, Force] | None:
    token, above = tree.token(here), tree.token(here).head
    if token.dep in {"dobj", "nsubjpass", "nsubj", "attr"}:
        return _above(tree, above, token.dep)
    if token.dep == "pobj":
        governor = tree.token(above).head
        if tree.token(governor).pos == "ADP":  # "out of"
            governor = tree.token(governor).head
        if tree.lemma(above) == "of" and tree.lemma(governor) in table("words")["many"]:
            return _telling(tree, governor)
        if tree.lemma(above) == "of" and tree.token(governor).pos in {"NOUN", "PROPN"}:
            return _of_noun(tree, governor)
        return _above(tree, governor, "pobj", tree.lemma(above))
    return None


def _above(tree: Tree, verb: int, dep: str, preposition: str = "") -> tuple[int, Force] | None:
    if tree.token(verb).pos == "NOUN":
        return _of_noun(tree, verb)
    force = _of_verb(tree, verb)
    if force is None:
        return None
    lemma = tree.lemma(verb)
    if preposition and (lemma, preposition) not in PREPOSITIONS:
        particle = tree.lemma(verb) in {"pull", "back"} and preposition in {"of", "from"}
        if not particle:
            return None
    if dep == "nsubj" and lemma not in {"expire", "lapse", "end"} and force != "in force" and not tree.passive(verb):
        return None
    return verb, force


PREPOSITIONS = {
    ("withdraw", "from"), ("pull", "out"), ("pull", "from"), ("exit", "from"), ("agree", "on"), ("agree", "to"),
    ("agree", "upon"), ("give", "to"), ("accede", "to"), ("tear", "up"), ("participation", "in"), ("settle", "on"),
}  # fmt: skip


def _of_verb(tree: Tree, verb: int) -> Force | None:
    """How a document stands by a verb."""
    lemma = tree.lemma(verb)
    if lemma in {"enter", "come", "go", "take", "be"}:
        inside = " ".join(tree.token(i).text.lower() for i in tree.down(verb, clauses=False) if i > verb)[:40]
        return "in force" if FORCES.search(inside) else None
    if lemma in {"approve", "back", "endorse", "give", "pass", "vote"}:
        if lemma == "give" and "approval" not in {tree.lemma(k) for k in tree.kids(verb, "dobj")}:
            return None
        told = {tree.lemma(i) for s in tree.subjects(verb) for i in tree.down(s, clauses=False)}
        return "ratified" if told & table("words")["legislatures"] else None
    if lemma == "tear" and not tree.kids(verb, "prt"):
        return None
    objects = {kind_of(tree, o) for o in tree.kids(verb, "dobj", "nsubjpass")}
    if lemma in table("words")["issues"]:
        return "signed" if objects & {"communique", "declaration"} else None
    if lemma in table("words")["lends"]:
        return "announced" if "loan" in objects else None
    if lemma == "conclude" and not objects - {None}:
        return "announced"
    return cast("Force | None", by_word("verbs").get(lemma))


def _of_noun(tree: Tree, noun: int) -> tuple[int, Force] | None:
    """How a document stands by the noun it hangs on: "the signing of", "withdrawal from", "talks on"."""
    lemma = tree.lemma(noun)
    if (force := by_word("nouns").get(lemma)) is not None:
        return noun, cast(Force, force)
    above = tree.token(noun).head
    verb = tree.token(above).pos == "VERB" and tree.token(noun).dep == "dobj"
    if lemma in {"participation", "membership"} and verb and tree.lemma(above) in table("verbs")["suspended"] | {"end"}:
        return above, "suspended" if tree.lemma(above) in table("verbs")["suspended"] else "ended"
    if lemma in {"approval", "consent"} and verb:
        force = _of_verb(tree, above)
        return (above, force) if force else None
    if lemma in {"talk", "negotiation"} and verb and tree.lemma(above) in {"conclude", "complete", "finish"}:
        return above, "announced"
    if lemma in {"law", "bill", "decree"}:
        return None
    return None
