"""The two sides of an act: from the parse where it says who (subject, object, "by", "between"), else by order of
mention with a swap for passives."""

from collections.abc import Sequence

from communique.record import actions
from communique.record.actions import Trigger
from communique.record.actors import Found
from communique.record.tree import Tree

THINGS = {
    "missile",
    "rocket",
    "drone",
    "tank",
    "aircraft",
    "helicopter",
    "warplane",
    "warship",
    "vessel",
    "artillery",
    "jet",
}
"""What is sent or fired is not whom it is sent to."""
TOWARDS = (
    "with",
    "to",
    "against",
    "on",
    "upon",
    "at",
    "from",
    "of",
    "into",
    "for",
    "between",
    "among",
    "towards",
    "toward",
    "over",
    "in",
    "about",
)
VISITS = {
    "visit",
    "arrive",
    "travel",
    "fly",
    "tour",
    "trip",
    "stop",
    "stopover",
    "go",
    "come",
    "depart",
    "leave",
    "pay",
    "return",
    "make",
    "attend",
    "lead",
    "begin",
    "start",
    "end",
    "wrap",
    "conclude",
}
DONE_TO = {
    "arrest",
    "detention",
    "killing",
    "bombing",
    "invasion",
    "release",
    "seizure",
    "deportation",
    "shelling",
    "murder",
    "assassination",
    "bombardment",
    "expulsion",
    "abduction",
    "kidnapping",
    "torture",
    "annexation",
    "occupation",
    "recognition",
    "siege",
    "blockade",
    "criticism",
    "condemnation",
    "denunciation",
    "suspension",
    "extradition",
    "massacre",
    "rejection",
    "ban",
}
MESSAGES = {"greeting", "message", "regard", "wish", "condolence", "letter", "congratulation"}


def of_act(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Who acts and who is acted on, as far as the parse says."""
    if tree.token(trigger.token).pos in {"VERB", "AUX"}:
        return _verb_sides(tree, trigger, found)
    return _noun_sides(tree, trigger, found)


def _verb_sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    verb = trigger.token
    subject = _standing_at(tree, tree.subjects(verb), found) or _meant(tree, verb, found)
    message = next((i for i in trigger.near if tree.lemma(i) in MESSAGES), None)
    if message is not None and not tree.passive(verb):
        return _conveyed(tree, verb, message, subject, found)
    agent = _standing_at(tree, [p for a in tree.kids(verb, "agent") for p in tree.kids(a, "pobj")], found)
    objects = _standing_at(tree, tree.kids(verb, "dobj", "dative"), [f for f in found if f not in subject])
    rest = [f for f in found if f not in subject and f not in agent]
    if tree.passive(verb):
        done = agent or []
        if not subject or any(i in tree.subjects(verb) for i in trigger.near):
            return done or subject, _by_preposition(tree, verb, rest, trigger) or []
        return done, subject
    if trigger.near and tree.token(verb).dep in {"acl", "relcl"} and not objects:
        objects = _by_preposition(tree, verb, rest, trigger)
    objects = (
        [f for f in objects if not f.place and not (f.code is None and tree.lemma(f.head) in THINGS)]
        or _by_preposition(tree, verb, rest, trigger)
        or _complement(tree, verb, rest)
    )
    return subject, objects


def _meant(tree: Tree, verb: int, found: Sequence[Found]) -> list[Found]:
    """Whom a pronoun in the subject means: the subject of the verb that governs its clause ("said it would")."""
    if not any(tree.token(s).pos == "PRON" for s in tree.subjects(verb)):
        return []
    for above in tree.up(verb):
        if tree.token(above).pos == "VERB" and (subject := _standing_at(tree, tree.subjects(above), found)):
            return subject
    return []


def _conveyed(
    tree: Tree, verb: int, message: int, bearer: list[Found], found: Sequence[Found]
) -> tuple[list[Found], list[Found]]:
    """A message is its sender's act, not its bearer's: "Wang conveyed Xi's greetings to Kim"."""
    rest = [f for f in found if f not in bearer]
    sender = _standing_at(tree, tree.kids(message, "poss"), rest)
    phrases = [p for h in (message, verb) for p in tree.kids(h, "prep", "dative")]
    phrases += [q for p in phrases for o in tree.kids(p, "pobj") for q in tree.kids(o, "prep")]
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


def _by_preposition(tree: Tree, verb: int, found: Sequence[Found], trigger: Trigger) -> list[Found]:
    """What a verb, or the noun it governs, is directed at: "with", "to", "against", "on" …, in this order."""
    heads = [verb, *trigger.near, *tree.kids(verb, "dobj", "prt", "advmod")]
    phrases = [(tree.lemma(p), p) for h in heads for p in tree.kids(h, "prep", "dative")]
    phrases += [(tree.lemma(q), q) for _, p in phrases for q in tree.kids(p, "prep")]
    for word in TOWARDS:
        targets = [t for lemma, p in phrases if lemma == word for t in tree.kids(p, "pobj")]
        chosen = [f for f in _standing_at(tree, targets, found) if word == "in" or not f.place]
        if chosen and not (word == "in" and trigger.event == "CONSULT" and tree.lemma(verb) not in VISITS):
            return chosen
    return []


def _complement(tree: Tree, verb: int, found: Sequence[Found]) -> list[Found]:
    """The other side inside what is said, asked or threatened: its subject, else whoever it names first."""
    for clause in tree.kids(verb, "ccomp", "xcomp", "advcl", "pcomp"):
        subject = _standing_at(tree, tree.kids(clause, "nsubj", "nsubjpass"), found)
        if subject:
            return subject
        inside = set(tree.down(clause))
        named = [f for f in found if f.head in inside and not f.place]
        if named:
            return named[:1]
    return []


def _noun_sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    noun = trigger.token
    actor = [
        f
        for f in found
        if f.head in tree.kids(noun, "poss", "amod", "compound", "nmod")
        or (f.loose and tree.token(f.head).head == noun)
    ]
    recipient: list[Found] = []
    for preposition in tree.kids(noun, "prep", "agent"):
        word = tree.lemma(preposition)
        named = _standing_at(tree, tree.kids(preposition, "pobj"), found)
        if word == "by":
            actor = named or actor
        elif word in {"between", "among"} or (word == "of" and trigger.rule.reciprocal):
            first, second = split(named)
            actor, recipient = first or actor, second or recipient
        elif word == "of":
            if tree.lemma(noun) in DONE_TO or tree.lemma(noun) == "tour" or actor:
                recipient = recipient or named
            else:
                actor = named
        elif word in TOWARDS and not all(f.place for f in named):
            recipient = recipient or [f for f in named if not f.place]
        elif word == "from":
            actor = actor or named
    for agent in (p for c in tree.kids(noun, "acl") for a in tree.kids(c, "agent") for p in tree.kids(a, "pobj")):
        actor = actor or _standing_at(tree, [agent], found)
    if not actor and tree.token(noun).dep in {"dobj", "pobj", "attr", "xcomp"}:
        actor = [f for f in _standing_at(tree, _governor_subject(tree, noun), found) if f not in recipient]
    return actor, [f for f in recipient if f not in actor]


def _governor_subject(tree: Tree, noun: int) -> list[int]:
    """The subject of the verb a noun completes ("launched an attack", "faced with threats" does not count)."""
    for above in tree.up(noun):
        if tree.token(above).pos == "VERB":
            near = tree.token(noun).head == above or tree.lemma(above) in actions.LIGHT
            return tree.subjects(above) if near and not tree.passive(above) else []
    return []


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


def split(side: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Two sides out of one list: the first country against the rest, or the first person against the others."""
    if len(side) < 2:
        return list(side), []
    key = [f.code or f.actor.name for f in side]
    first = [f for f, k in zip(side, key, strict=True) if k == key[0]]
    rest = [f for f in side if f not in first]
    return (first, rest) if rest else (list(side[:1]), list(side[1:]))


def by_order(
    tree: Tree, trigger: Trigger, found: Sequence[Found], actor: list[Found], recipient: list[Found]
) -> tuple[list[Found], list[Found]]:
    """What the parse left open, by order of mention: before the trigger acts, after it is acted on."""
    here = tree.token(trigger.token).start
    free = [f for f in found if not f.place and f not in actor and f not in recipient and f.code]
    other = _other_clauses(tree, trigger.token)
    free = [f for f in free if f.start < here or f.head not in other]
    before = [f for f in free if f.start < here]
    after = [f for f in free if f.start > here]
    passive = tree.token(trigger.token).pos == "VERB" and tree.passive(trigger.token)
    if passive:
        actor = actor or [f for f in after if _after_by(tree, f)][:1]
        recipient = recipient or before[-1:]
        return actor, [f for f in recipient if f not in actor]
    if not actor:
        actor = before[-1:]
    if not recipient:
        recipient = [f for f in after if f not in actor and not _same(f, actor)][:1]
    return actor, recipient


def _other_clauses(tree: Tree, token: int) -> set[int]:
    """Tokens of the clauses coordinated to the one an act stands in."""
    apart: set[int] = set()
    mine = {token, *tree.up(token)}
    for here in mine:
        if tree.token(here).pos in {"VERB", "AUX"}:
            for clause in tree.kids(here, "conj"):
                if clause not in mine and tree.token(clause).pos in {"VERB", "AUX"}:
                    apart.update(tree.down(clause))
    return apart


def _after_by(tree: Tree, found: Found) -> bool:
    token = tree.token(found.head)
    return token.dep == "pobj" and tree.lemma(token.head) == "by"


def _same(found: Found, others: Sequence[Found]) -> bool:
    return any(found.code == o.code and found.actor.sector == o.actor.sector for o in others)
