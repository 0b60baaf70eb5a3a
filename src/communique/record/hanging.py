"""By what a name hangs on in the parse: what is sent to it or felt at it makes it act; what it has, or what is done to
a house, makes it a place."""

import re
from functools import cache

from communique.record import fields, tables
from communique.record.naming import Named
from communique.record.tree import Tree

WORDED = re.compile(r"\b[Aa]ccording to (?:the )?$")
LEFT = re.compile(r" (?:no|alone|little|few|without|with (?:no|little|few)|(?:out in|in) the (?:dark|cold|lurch))\b")
"""How it goes on where a state is left so and nobody goes away."""
LIES = re.compile(r"lie[sd]? (?:to|about)\b|lies[,.]? ?[”\"]")
PLACES = frozenset(["name", "capital", "region"])
GOES = frozenset(["go", "come", "send", "return", "deliver", "bring", "travel"])
LEAVES = frozenset(["leave", "tour", "flee", "exit", "cross", "traverse", "roam"])
KIN = frozenset(
    [
        "mother",
        "father",
        "wife",
        "husband",
        "parent",
        "grandmother",
        "grandfather",
        "mother-in-law",
        "family",
        "ancestor",
        "accent",
        "surname",
    ]
)
PARTS = frozenset(["separate", "divide", "part"])


def acts(tree: Tree, named: Named, head: int) -> bool:
    """Does what a name hangs on make it act, whatever else would say that it is a place?"""
    text, token = tree.text, tree.token(head)
    if WORDED.search(text[: named.start]):
        return True
    above = token.head
    if token.dep in {"dobj", "dative", "nsubj"} and tree.lemma(above) in LEAVES and LEFT.match(text, named.end):
        return not tables.acting("weather") & {t.lemma for t in tree.tokens}
    if token.dep == "nsubj" and tree.lemma(above) == "lie":
        return LIES.match(text, tree.token(above).start) is not None
    if token.dep == "dobj" and tree.lemma(above) == "reach":
        return _sends(tree, above)
    if token.dep != "pobj":
        return False
    if _misled(tree, named, head):
        return True
    preposition, over = tree.token(above).text.lower(), tree.token(above).head
    lemma = tree.lemma(over)
    if preposition in {"at", "in"} and lemma in tables.acting("felt"):
        return True
    if preposition == "at" and named.kind == "body":
        return tree.token(over).pos == "NOUN" and _who_acts(tree, over)
    if preposition == "to":
        return lemma in tables.acting("messages") or (lemma in GOES and _sends(tree, over)) or lemma == "leave"
    if preposition == "in" and named.kind == "capital" and tree.token(over).pos == "NOUN":
        return lemma == "bank" and any(tree.lemma(i) == "central" for i in tree.children[over])
    return preposition == "from" and lemma in tables.acting("messages")


def says(tree: Tree, named: Named, head: int) -> str | None:
    """Why a name is a place or a thing's by what it hangs on, in words; None where that does not tell."""
    token = tree.token(head)
    lemma = tree.lemma(token.head)
    if named.kind == "demonym":
        return _of_a_thing(tree, named, head)
    if token.dep in {"dobj", "nsubjpass"} and lemma in tables.acting("handled") and named.sector != "REB":
        return f"what is done to a house or town: {lemma}"
    if named.kind not in PLACES:
        return None
    if token.dep == "dobj" and lemma in LEAVES:
        return f"“{lemma}” says where"
    if token.dep == "dobj" and lemma in PARTS:
        return f"“{lemma}” says where"
    if token.dep == "nsubj" and lemma in {"have", "be", "get", "boast"}:
        return _has(tree, token.head)
    if token.dep == "pobj" and tree.token(token.head).text.lower() in {"on", "about", "of"}:
        over = tree.lemma(tree.token(token.head).head)
        return f"what is told in a {over}" if over in tables.acting("told") else None
    return None


def _sends(tree: Tree, verb: int) -> bool:
    """Is it a message or money that goes, is sent or reaches somebody?"""
    moved = [*tree.kids(verb, "dobj", "nsubjpass"), *(() if tree.kids(verb, "nsubjpass") else tree.subjects(verb))]
    return any(tree.lemma(i) in tables.acting("messages") for i in moved)


def _misled(tree: Tree, named: Named, head: int) -> bool:
    """Is a name taken into the place before it, and the subject of what follows ("In New York Tuvalu asked")?"""
    before = next((t for t in tree.tokens if t.end + 1 == named.start), None)
    after = next((t for t in tree.tokens if t.start == named.end + 1), None)
    if before is None or after is None or tree.text[named.start - 1] != " ":
        return False
    return before.pos == "PROPN" and before.text[0].isupper() and after.pos in {"VERB", "AUX"} and head is not None


def _who_acts(tree: Tree, noun: int) -> bool:
    lemma = tree.lemma(noun)
    return lemma in tables.acting("people") or fields.field(lemma) == "GOV"


def _has(tree: Tree, verb: int) -> str | None:
    """What a land or town has or is, where that is no government's."""
    for kid in tree.kids(verb, "dobj", "attr", "npadvmod"):
        lemma = tree.lemma(kid)
        if {lemma, lemma.removesuffix("s")} & (tables.acting("features") | tables.acting("weather")):
            return f"a land or town has or is that: {lemma}"
    return None


def _of_a_thing(tree: Tree, named: Named, head: int) -> str | None:
    """ "His suit was Italian", "her Spanish is good"."""
    token = tree.token(head)
    if any(tree.token(kid).text.lower() in {"his", "her", "my", "their"} for kid in tree.kids(head, "poss")):
        return "a language"
    if token.dep not in {"acomp", "attr"}:
        return None
    subject = next(iter(tree.subjects(token.head)), None)
    lemma = tree.lemma(subject) if subject is not None else ""
    if lemma in KIN:
        return f"it says from where a {lemma} is"
    if token.tag != "JJ" or subject is None or tree.token(subject).pos != "NOUN":
        return None
    person = lemma in tables.acting("people") or lemma in tables.folk() or fields.field(lemma) is not None
    return None if person else f"it says from where a {lemma} is"


def counted(tree: Tree, head: int, noun: int) -> str | None:
    """What passes between lands, or is had by one, and rises or falls ("exports to Chile doubled", "its copper price
    fell"): it does nothing."""
    token = tree.token(noun)
    if noun == head and token.dep == "pobj" and tree.token(token.head).text.lower() in {"to", "from", "in"}:
        noun = tree.token(token.head).head
        token = tree.token(noun)
    elif noun == head:
        return None
    counted = tree.lemma(noun) in tables.acting("flows") and token.dep in {"nsubj", "nsubjpass"}
    return tree.lemma(noun) if counted and tree.lemma(token.head) in tables.acting("moves") else None


def armed(words: str) -> bool:
    """Do these words behind a name tell of its forces or police ("battalion", "coastguard cutters")?"""
    return _forces().search(words) is not None


@cache
def _forces() -> re.Pattern[str]:
    phrases = (phrase for phrase, sector in tables.institutions().items() if sector in {"MIL", "COP"})
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})$", re.I)
