"""Deeds that their sentence only looks ahead to, sees as possible, calls off or says were kept from being done, by its
grammar alone: "China to send a team", "may have to cut rations", "postponed a journey", "stopped Chad from shelling".
The table of how a deed stands (`standing.py`) was fitted without these rules and knows most such deeds; what the rules
say is never told as done."""

from communique.model import Status
from communique.record import status, tables
from communique.record.tree import Tree

AHEAD = {"poised", "set", "due", "ready", "scheduled", "slated", "expected", "meant"}
PERHAPS = {"likely", "unlikely"}
BOUND = {"bound", "obliged", "obligated", "required", "supposed", "entitled"}
"""What somebody has to do, or may, and need not have done."""
WISH = {
    "hope", "hop", "aim", "intend", "plan", "wish", "aspire", "think", "consider", "mull", "contemplate", "weigh",
    "ponder", "expect",
}  # fmt: skip
"""What is only in somebody's mind, where he does it now ("are hoping to", "is thinking of") or is reported to have done
so then; "hop" is what the parser makes of "hoping"."""
PUT_OFF = {"defer", "delay"}
CALLED_OFF = {"CONSULT", "COOPERATE", "PROTEST", "MOBILIZE", "SUPPORT", "AID"}
"""Acts that a verb of calling off names by its object ("cancelled his trip")."""
KEPT_FROM = {
    "stop", "prevent", "dissuade", "save", "keep", "deter", "discourage", "refrain", "restrain", "desist", "abstain",
}  # fmt: skip
WAYS = {"xcomp", "ccomp", "pcomp"}
STEPS = 4


def how(tree: Tree, token: int, event: str) -> Status | None:
    """How a deed of this type stands that cannot have been done here; None for any other."""
    here = tree.token(token)
    if here.pos in {"VERB", "AUX"}:
        return "cancelled" if event in CALLED_OFF and _calls_off(tree, token) else _verb(tree, token)
    if here.dep in {"dobj", "nsubjpass"}:
        return "cancelled" if _calls_off(tree, here.head) else _verb(tree, here.head)
    if here.dep == "pobj":
        return _under(tree, here.head)
    return None


def _calls_off(tree: Tree, verb: int) -> bool:
    """Does this verb call off what it governs?"""
    off = tree.lemma(verb) in {"put", "call"} and "off" in {tree.lemma(k) for k in tree.kids(verb, "prt")}
    off = off or tree.lemma(verb) in PUT_OFF | set(tables.operators()["cancel"])
    return off and not tree.kids(verb, "neg") and not status.modal(tree, verb)


def _under(tree: Tree, preposition: int) -> Status | None:
    """How what a preposition leads to stands: "saved from lynching", "will be on strike"."""
    verb = tree.token(preposition).head
    if tree.lemma(preposition) == "from" and tree.lemma(verb) in KEPT_FROM and not tree.kids(verb, "neg"):
        return "denied"
    short = tree.lemma(preposition) == "of" and tree.lemma(verb) == "short"
    if short and tree.lemma(tree.token(verb).head) in {"stop", "fall"}:  # "stopped short of condemning it"
        return "denied"
    will = {tree.lemma(k) for k in tree.kids(verb, "aux")} & {"will", "shall"}
    return "planned" if tree.lemma(preposition) == "on" and tree.lemma(verb) == "be" and will else None


def _verb(tree: Tree, token: int) -> Status | None:
    if any(_nobody(tree, subject) for subject in tree.kids(token, "nsubj", "nsubjpass")):
        return "denied"
    if _headline(tree, token):
        return "planned"
    here = token
    for _ in range(STEPS):
        word, helpers = tree.token(here), _helpers(tree, here)
        if here != token and helpers & status.MAYBE:
            return "conditional"
        bare = (word.tag == "VB" and not helpers - {"to"}) or (word.tag == "VBN" and helpers == {"to"})
        if word.dep not in WAYS or not (bare or word.tag == "VBG"):
            return None
        above = word.head
        if word.dep == "pcomp":
            if (stands := _under(tree, above)) is not None:
                return stands
            above = tree.token(above).head
        if (stands := _governed(tree, above)) is not None:
            return stands
        here = above
    return None


def _helpers(tree: Tree, verb: int) -> set[str]:
    return {tree.token(k).text.lower() for k in tree.kids(verb, "aux")}


def _headline(tree: Tree, token: int) -> bool:
    """Is this what a headline looks ahead to ("China to send a team")?"""
    word = tree.token(token)
    said = word.dep == "ccomp" and tree.lemma(word.head) in tables.operators()["report"] and word.head > token
    infinitive = word.tag == "VB" and _helpers(tree, token) == {"to"}
    return infinitive and (word.dep == "ROOT" or said) and bool(tree.kids(token, "nsubj"))


def _governed(tree: Tree, above: int) -> Status | None:
    """How what stands under this word does, by the word."""
    word = tree.token(above)
    if word.text.lower() in PERHAPS:
        return "conditional"
    passive = bool(tree.kids(above, "auxpass")) or (word.pos == "ADJ" and word.dep == "acomp")
    if word.text.lower() in AHEAD and passive:
        return "planned"
    if word.text.lower() in BOUND and passive:
        return "conditional"
    told = word.dep == "ccomp" and tree.lemma(word.head) in tables.operators()["report"]
    wished = tree.lemma(above) in WISH and (word.tag in {"VBG", "VBZ", "VBP"} or (told and word.tag == "VBD"))
    return "conditional" if wished else None


def _nobody(tree: Tree, subject: int) -> bool:
    """Is this "not one capital", "none of them", "no minister"?"""
    below = tree.down(subject, clauses=False)
    first, second, *_ = (*tree.words[below[0] : below[0] + 2], "")
    if first == "not":
        return second in {"one", "a"}
    return first in status.NOBODY | {"no"} and second not in {"fewer", "less", "other"}
