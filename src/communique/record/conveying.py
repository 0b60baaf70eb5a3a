"""Messages handed on: "Wang conveyed Xi's greetings to Kim" is an act of Xi, not of Wang, whatever the parse says."""

from collections.abc import Sequence

from communique.record.actions import Trigger
from communique.record.actors import Found
from communique.record.sides import Sides
from communique.record.tree import Tree

PAPERS = {"note", "letter", "memorandum", "memo", "petition", "statement", "document", "paper", "ultimatum", "verbale"}
GIVES = {"hand", "give", "deliver", "send", "pass", "present"}
"""What is handed over that demands or protests, and how."""
MESSAGES = {"greeting", "message", "regard", "wish", "condolence", "letter", "congratulation"}


def sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> Sides | None:
    """The sender and whom the message is for, nobody where only who brought it is told ("Lavrov conveyed the greetings
    of Putin"); None where the trigger hands on no message."""
    verb = trigger.token
    message = next((i for i in trigger.near if tree.lemma(i) in MESSAGES), None)
    if message is None or tree.token(verb).pos not in {"VERB", "AUX"} or tree.passive(verb):
        return None
    bearer = _standing_at(tree, tree.subjects(verb), found)
    actor, recipient = _conveyed(tree, verb, message, bearer, found)
    if not actor or (not recipient and (actor == bearer or not bearer)):
        return None
    return Sides(tuple(actor), tuple(recipient), probability=1.0)


def handed(tree: Tree, token: int, found: Sequence[Found]) -> Sides | None:
    """Who hands over the paper that tells an act, and to whom ("handed the envoy a note demanding …")."""
    above = tree.token(token).head
    if tree.token(token).tag != "VBG" or tree.token(token).dep not in {"acl", "advcl"}:
        return None
    verb = next((i for i in (above, *tree.up(above)) if tree.token(i).pos == "VERB"), above)
    given = tree.kids(verb, "dobj", "npadvmod", "dative")
    papers = [i for o in given for i in (o, *tree.kids(o, "appos")) if tree.lemma(i) in PAPERS and i < token]
    if not papers or tree.lemma(verb) not in GIVES:
        return None
    to = [o for o in given if o not in papers and tree.token(o).pos != "ADP"]
    to += [t for p in tree.kids(verb, "prep", "dative") if tree.lemma(p) == "to" for t in tree.kids(p, "pobj")]
    actor, recipient = (_standing_at(tree, heads, found) for heads in (tree.subjects(verb), to))
    return Sides(tuple(actor), tuple(recipient), probability=1.0) if actor and recipient else None


def asked(tree: Tree, token: int, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Whose message somebody is asked to take ("Lima asked the envoy to convey her greetings to Rojas") and whom it is
    for; nobody where it is none, or one of the two is not told."""
    for verb in tree.kids(token, "xcomp"):
        message = next((i for i in tree.kids(verb, "dobj") if tree.lemma(i) in MESSAGES), None)
        if message is None:
            continue
        bearer = _standing_at(tree, tree.kids(token, "dobj"), found)
        actor, recipient = _conveyed(tree, verb, message, bearer, found)
        recipient = [f for f in recipient if f not in bearer]
        if actor != bearer and actor and recipient:
            return actor, recipient
    return [], []


def _conveyed(
    tree: Tree, verb: int, message: int, bearer: list[Found], found: Sequence[Found]
) -> tuple[list[Found], list[Found]]:
    """A message is its sender's act, not its bearer's: "Wang conveyed Xi's greetings to Kim"."""
    rest = [f for f in found if f not in bearer]
    sender = _standing_at(tree, tree.kids(message, "poss"), rest)
    phrases = [p for h in (*tree.joined(message), verb) for p in tree.kids(h, "prep", "dative")]
    nested = [q for p in phrases for o in tree.kids(p, "pobj") for q in tree.kids(o, "prep")]
    phrases += [q for q in nested if tree.lemma(q) != "of"]  # "to the families of the crew" tells no sender
    for word in ("of", "from"):
        sender = (
            sender
            or _standing_at(tree, [t for p in phrases if tree.lemma(p) == word for t in tree.kids(p, "pobj")], rest)[:1]
        )
    asked = tree.token(verb)
    if not sender and asked.dep in {"xcomp", "ccomp"} and tree.lemma(asked.head) in {"ask", "request", "instruct"}:
        sender = _standing_at(tree, tree.subjects(asked.head), found)
        rest = [f for f in rest if f not in sender]
    to = [t for p in phrases if tree.lemma(p) == "to" for t in tree.kids(p, "pobj")]
    target = _standing_at(tree, to, [f for f in rest if f not in sender])
    return sender or bearer, target


def _standing_at(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> list[Found]:
    """The actors that stand at these heads or, where none does, hang below them."""
    result: list[Found] = []
    for head in heads:
        joined = set(tree.joined(head))
        named = [f.head for f in found if _named_beside(tree, f, joined)]
        joined.update(i for n in named for i in tree.joined(n))
        exact = [f for f in found if f.head in joined]
        if not exact:
            below = set(tree.down(head, clauses=False))
            inside = [f for f in found if f.head in below]
            exact = [f for f in inside if not f.place] or inside
        result += [f for f in exact if f not in result]
    return result


def _named_beside(tree: Tree, found: Found, joined: set[int]) -> bool:
    """Is this a person in apposition to one of these ("its president, X")?"""
    token = tree.token(found.head)
    return found.actor.person and token.dep == "appos" and token.head in joined
