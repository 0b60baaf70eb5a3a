"""Did it happen? What stands around a trigger decides: negation, auxiliaries, and the words that open its clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.model import Status
from communique.record import tables
from communique.record.tree import Tree

HOSTILE = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"}
KIND = {"COOPERATE", "AID", "RETREAT", "CONCEDE", "SUPPORT"}
STOP = {"relcl", "nsubj", "advcl", "csubj", "parataxis"}
FUTURE, MAYBE, OUGHT = (
    {"will", "shall", "'ll", "’ll", "would", "wo"},
    {"may", "might", "could", "can"},
    {"should", "must", "ought"},
)
BEARS = {"convey", "pass", "relay", "deliver"}
"""What a bearer is asked to do with a message: asking him is how it is sent."""
SETS_OUT = {"leave", "depart", "head", "fly", "set", "embark", "bind"}
TAKES_PART = {"take", "participate", "have", "play", "join", "engage"}
KEPT = 512
"""Answers about the words of the last sentences that are kept: an act asks for each several times."""


@dataclass
class Stand:
    """How a trigger stands: as an event of this type and status. `ought` marks what a speaker wants of another."""

    event: str
    status: Status = "done"
    ought: bool = False


def read(tree: Tree, token: int, event: str) -> Stand | None:
    """How the trigger stands, or None when it tells of nothing that happened, is planned or may come."""
    mood = modal(tree, token)
    is_negated = negated(tree, token)
    above = operators(tree, token, event)
    if is_negated:
        return _refusal(tree, token, event, mood)
    if above & {"refuse", "deny", "fail", "accuse", "request", "threat"}:
        return None
    if "cancel" in above:
        return Stand(event, "cancelled")
    if "suppose" in above:
        return Stand(event, "conditional")
    if mood == "ought":
        return Stand("REQUEST", ought=True)
    if conditional(tree, token) or mood == "maybe":
        return Stand(event, "conditional")
    if mood == "future":
        return _future(event)
    if ready(tree, token):
        return _future(event)
    if "plan" in above or mood == "plan":
        return Stand(event, "planned")
    if tree.token(token).tag == "VBG" and any(tree.lemma(a) == "be" for a in tree.kids(token, "aux")):
        return Stand(
            event,
            "planned"
            if tree.lemma(token) in {"visit", "travel", "go", "fly", "arrive"} and _later(tree)
            else "ongoing",
        )
    return Stand(event)


def _future(event: str) -> Stand:
    """A promise of good is an agreement, a promise of harm a threat (PLOVER: express intent); a meeting is a plan."""
    if event in KIND:
        return Stand("AGREE")
    if event in HOSTILE:
        return Stand("THREATEN")
    return Stand(event, "planned")


def _refusal(tree: Tree, token: int, event: str, mood: str) -> Stand | None:
    """ "Will not release" is a refusal; "did not meet" is nothing that happened."""
    if mood == "ought":
        return Stand("REQUEST", ought=True)
    if mood in {"future", "maybe"} and event in KIND | {"CONSULT", "AGREE"}:
        return Stand("REJECT")
    return None


@lru_cache(KEPT)
def modal(tree: Tree, token: int) -> str:
    """What the auxiliaries make of a word: future, maybe, ought, plan, or nothing."""
    words = {tree.token(a).text.lower() for a in tree.kids(token, "aux", "auxpass")}
    here = tree.token(token)
    if here.dep == "conj" and not words & (FUTURE | MAYBE | OUGHT) and not tree.kids(token, "nsubj", "nsubjpass"):
        return modal(tree, here.head) if here.head < token and here.pos == tree.token(here.head).pos == "VERB" else ""
    if words & FUTURE:
        return "future"
    if words & MAYBE:
        return "maybe"
    if words & OUGHT:
        return "ought"
    above = tree.token(here.head)
    if here.dep == "xcomp" and above.lemma == "be" and "to" in words:
        return "plan"
    if (
        here.dep == "xcomp"
        and above.lemma in {"go", "set", "due", "expect", "schedule", "slate", "plan"}
        and "to" in words
    ):
        return "plan"
    if here.pos == "NOUN":
        return _modal_of_verb(tree, token)
    return ""


def _modal_of_verb(tree: Tree, token: int) -> str:
    """A noun stands as its verb does: "will hold talks", "talks will take place", "should a meeting be held"."""
    here = tree.token(token)
    if here.dep in {"dobj", "nsubj", "nsubjpass", "attr"} and tree.token(here.head).pos in {"VERB", "AUX"}:
        controlled = (
            tree.kids(here.head, "xcomp") if tree.lemma(here.head) in {"be", "expect", "schedule", "plan"} else []
        )
        return next((m for v in (here.head, *controlled) if (m := modal(tree, v))), "")
    above = tree.token(here.head)
    if here.dep == "pobj" and above.text.lower() == "for":
        due = {tree.lemma(above.head), *(tree.lemma(k) for k in tree.kids(above.head, "acomp"))}
        return "plan" if due & (SETS_OUT | {"due", "expect", "schedule"}) else ""
    return ""


NOBODY = {"none", "nobody", "neither", "nothing", "noone", "nor"}
NOT_BY = {"no", "without", "never", "neither", "nor", "hardly", "barely"}


@lru_cache(KEPT)
def negated(tree: Tree, token: int) -> bool:
    """Is the word, or what it completes, negated?"""
    here, above = tree.token(token), tree.token(token).head
    if _denied_at(tree, token) or _in_vain(tree, token) or _stayed_out(tree, token) or disbelieved(tree, token):
        return True
    if here.dep in {"dobj", "attr", "nsubjpass", "nsubj"} and above != token:
        return bool(tree.kids(above, "neg"))
    if here.dep == "xcomp" and tree.kids(above, "neg"):
        return True
    if here.dep == "conj" and not tree.kids(token, "nsubj", "nsubjpass"):
        return tree.token(above).pos == here.pos == "VERB" and _denied_at(tree, above)
    return here.dep == "pobj" and tree.lemma(above) == "without"


@lru_cache(KEPT)
def _denied_at(tree: Tree, token: int) -> bool:
    """Does a word of denial hang on the word, or on its subject or object?"""
    words = {tree.lemma(k) for k in tree.children[token]} | {tree.token(k).text.lower() for k in tree.children[token]}
    if tree.kids(token, "neg") or words & (NOT_BY | NOBODY | {"longer"}):
        return True
    for side in tree.kids(token, "nsubj", "nsubjpass", "dobj", "attr"):
        if tree.lemma(side) in NOBODY or any(tree.lemma(k) in {"no", "not", "neither"} for k in tree.children[side]):
            return True
    phrases = [o for p in tree.kids(token, "prep") for o in tree.kids(p, "pobj")]
    return any(tree.lemma(k) == "no" and tree.lemma(o) in {"point", "time"} for o in phrases for k in tree.children[o])


def _in_vain(tree: Tree, token: int) -> bool:
    """ "Failed to", "has yet to", "stopped short of", "let alone", "far from" doing it."""
    above = tree.token(token).head
    if tree.token(token).dep == "xcomp" and (
        tree.lemma(above) in {"fail", "neglect", "omit"}
        or (tree.lemma(above) in {"have", "be"} and any(tree.lemma(k) == "yet" for k in tree.children[above]))
    ):
        return True
    before = [tree.token(i).text.lower() for i in range(max(0, token - 3), token)]
    near = " ".join(before)
    return any(words in near for words in tables.words("in_vain"))


def _stayed_out(tree: Tree, noun: int) -> bool:
    """Did somebody not take part in what this noun tells?"""
    here, above = tree.token(noun), tree.token(noun).head
    if here.dep != "pobj" or tree.lemma(above) not in {"in", "from", "of"}:
        return False
    part = tree.token(above).head
    verb = tree.token(part).head if tree.lemma(part) in {"part", "role", "hand"} else part
    return tree.lemma(verb) in TAKES_PART and bool(tree.kids(verb, "neg"))


@lru_cache(KEPT)
def disbelieved(tree: Tree, token: int) -> bool:
    """Is this told in a claim that somebody denies ("dismissed a report that …")?"""
    told = False
    here = token
    for above in tree.up(token):
        dep = tree.token(here).dep
        whole = dep in {"acl", "ccomp"} or (
            dep == "relcl" and any(tree.lemma(k) == "that" for k in tree.kids(here, "mark"))
        )
        told = told or (whole and tree.lemma(above) in tables.words("claims"))
        if told and tree.token(above).pos == "VERB":
            return tree.lemma(above) in tables.words("disbelieving")
        here = above
    return False


@lru_cache(KEPT)
def operators(tree: Tree, token: int, event: str) -> set[str]:
    """The classes of the words in whose scope the trigger stands."""
    found: set[str] = set()
    here = token
    coordinated = False
    for above in tree.up(token):
        dep = tree.token(here).dep
        lemma = tree.lemma(above)
        if dep == "nsubjpass" or (dep == "nsubj" and tree.token(above).pos in {"ADJ", "AUX"}):
            found |= _classes(lemma) & {"plan", "cancel"}
        if dep in STOP:
            break
        if dep in {"conj", "appos"}:
            coordinated = True
        elif not coordinated or dep in {"xcomp", "ccomp", "dobj", "pobj", "acl"}:
            found |= _classes_here(tree, above, here, lemma)
        if dep not in {"conj", "appos"}:
            coordinated = False
        here = above
    if event == "CONSULT":
        found.discard("accuse")
    if event == "SUPPORT" and tree.lemma(token) in BEARS:
        found.discard("request")
    return found


def _classes(lemma: str) -> set[str]:
    return {name for name, words in tables.operators().items() if lemma in words}


def _classes_here(tree: Tree, above: int, here: int, lemma: str) -> set[str]:
    classes = _classes(lemma) - {"report", "begin", "promise"}
    dep = tree.token(here).dep
    if tree.token(above).pos not in {"VERB", "NOUN", "ADJ"}:
        return set()
    if lemma in {"want", "agree", "decide", "invite"} and dep in {"xcomp", "ccomp"}:
        own = bool(tree.kids(here, "nsubj")) or bool(tree.kids(above, "dobj"))
        return {"request"} if own and lemma in {"want", "invite"} else {"plan"}
    if lemma in {
        "call",
        "set",
        "charge",
        "order",
        "look",
        "rule",
        "about",
        "press",
        "need",
        "suspect",
        "suspend",
    } and dep not in {"xcomp", "ccomp", "pobj", "prep", "pcomp"}:
        return set()
    if lemma in {"agree", "accept"} and dep in {"prep", "pobj"}:
        return {"plan"}
    if dep == "prep" and tree.lemma(here) in {
        "in",
        "on",
        "at",
        "after",
        "during",
        "before",
        "since",
        "amid",
        "following",
    }:
        return set()
    return classes


@lru_cache(KEPT)
def ready(tree: Tree, token: int) -> bool:
    """Does the act stand under "ready", "willing", "prepared" to do it?"""
    here = tree.token(token)
    above = tree.token(here.head)
    return here.dep in {"xcomp", "advcl", "ccomp"} and above.lemma.lower() in {"ready", "willing", "prepared"}


@lru_cache(KEPT)
def conditional(tree: Tree, token: int) -> bool:
    """Does "if", "unless" or "whether" open its clause?"""
    marks = {tree.lemma(m) for m in tree.kids(token, "mark", "advmod")}
    if marks & {"if", "unless", "whether"}:
        return True
    here = tree.token(token)
    return here.dep in {"dobj", "nsubj", "nsubjpass"} and bool(
        {tree.lemma(m) for m in tree.kids(here.head, "mark")} & {"if", "unless", "whether"}
    )


def _later(tree: Tree) -> bool:
    return any(tree.lemma(i) in {"next", "tomorrow", "later", "will", "upcoming"} for i in range(len(tree)))


def group(event: str) -> str:
    """What becomes of a type when it is only promised: good deeds, harmful ones, meetings, and what is said."""
    return "good" if event in KIND else "harm" if event in HOSTILE else "meet" if event == "CONSULT" else "say"


def by_rule(tree: Tree, token: int, event: str) -> str:
    """The verdict of the rules in a word: a status, or the type an act has become, or nothing."""
    stand = read(tree, token, event)
    if stand is not None:
        return stand.status if stand.event == event else stand.event
    denied = negated(tree, token) or operators(tree, token, event) & {"deny", "fail"}
    return "denied" if denied else "nothing"


def supposed(tree: Tree) -> bool:
    """Does the sentence suppose something: "if", "unless", or a verb put first ("should it fall", "were it to")?"""
    if any(_said_of_acts(tree, i) for i in _among(tree, tables.words("supposing"))):
        return True
    words = tree.words
    return any(
        (token.text in {"Should", "Were", "Had"} and (i == 0 or words[i - 1] == ","))
        or (token.text in {"should", "were", "had"} and token.dep == "aux" and i > 0 and words[i - 1] == ",")
        for i, token in enumerate(tree.tokens)
    )


def denying(tree: Tree) -> bool:
    """Does the sentence deny anything?"""
    return any(_said_of_acts(tree, i) for i in _among(tree, tables.words("denying")))


def _among(tree: Tree, known: frozenset[str]) -> Iterator[int]:
    return (i for i, word in enumerate(tree.words) if word in known)


def _said_of_acts(tree: Tree, index: int) -> bool:
    """Is a word of doubt said of what was done, and not only of who or what somebody is ("a suspected smuggler", "the
    disputed reef")?"""
    token = tree.token(index)
    return token.dep != "amod" or tree.lemma(token.head) in tables.telling()
