"""Acts and actors of a sentence put together: who did what to whom.

Every trigger is read for its status, then given its two sides: from the parse where it says who (subject, object,
"by", "between"), else by order of mention with a swap for passives, which on news sentences is as good as the parse
and fails in other places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.model import Actor, Status
from communique.record import actions, status, tables
from communique.record.actions import Trigger
from communique.record.actors import Found
from communique.record.tree import Tree

TOWARDS = ("with", "to", "against", "on", "upon", "at", "from", "of", "into", "for", "between", "among", "towards", "toward", "over", "in", "about")
VISITS = {"visit", "arrive", "travel", "fly", "tour", "trip", "stop", "stopover", "go", "come", "depart", "leave", "pay", "return", "make", "attend", "lead", "begin", "start", "end", "wrap", "conclude"}
HOSTS = {"receive", "host", "welcome", "greet"}
TOGETHER = {"AGREE", "COOPERATE"}
MESSAGES = {"greeting", "message", "regard", "wish", "condolence", "letter", "congratulation"}
AT_HOME = {"PROTEST", "ASSAULT", "COERCE", "CONCEDE"}
DONE_TO = {"arrest", "detention", "killing", "bombing", "invasion", "release", "seizure", "deportation", "shelling", "murder", "assassination", "bombardment", "expulsion", "abduction", "kidnapping", "torture", "annexation", "occupation", "recognition", "siege", "blockade", "criticism", "condemnation", "denunciation", "suspension", "extradition", "massacre", "rejection", "ban"}
FLOOR = 0.12
"""Below this confidence a reading is noise."""


@dataclass
class Draft:
    """An act as read from one sentence, with where its sides stand."""

    event: str
    token: int
    status: Status
    reciprocal: bool
    confidence: float
    actor: list[Found] = field(default_factory=list)
    recipient: list[Found] = field(default_factory=list)
    mode: str | None = None
    visit: bool = False
    apart: bool = False


def code(tree: Tree, found: Sequence[Found]) -> list[Draft]:
    """The acts a sentence tells of, the surest first."""
    sources = _sources(tree, found)
    acting = [f for f in found if f not in sources]
    drafts: list[Draft] = []
    for trigger in actions.find(tree):
        stand = status.read(tree, trigger.token, trigger.event)
        if stand is None:
            continue
        drafts.extend(_draft(tree, trigger, stand, acting, sources))
    drafts.sort(key=lambda d: (-d.confidence, d.token))
    return _distinct(drafts)


def _draft(tree: Tree, trigger: Trigger, stand: status.Stand, found: Sequence[Found], sources: Sequence[Found]) -> list[Draft]:
    actor, recipient = _sides(tree, trigger, found)
    if stand.ought:
        speaker = list(sources) or []
        actor, recipient = speaker, actor or recipient
    actor, recipient = _placed(actor, recipient, stand.event)
    guessed = not actor or not recipient
    if not actor or not recipient:
        actor, recipient = _by_order(tree, trigger, found, actor, recipient)
    visit = trigger.event == "CONSULT" and tree.lemma(trigger.token) in VISITS
    if visit and not recipient:
        recipient = [f for f in found if f.place and f.code and f not in actor]
    if _calls_on(tree, trigger, recipient):
        stand.event = "CONSULT"
    both = (trigger.rule.reciprocal or stand.event == "CONSULT" != trigger.event) and stand.event in {trigger.event, "AGREE", "CONSULT"}
    if not recipient and (both or (stand.event in TOGETHER and len({f.code for f in actor if f.code}) > 1)):
        actor, recipient = _split(actor)
        both = both or bool(recipient)
    if both and not actor:
        actor, recipient = _split(recipient)
    if not recipient and stand.event in AT_HOME:
        recipient = [f for f in found if f.place and f.code and f not in actor][:1]
    if not actor and not recipient:
        return []
    draft = Draft(
        stand.event, trigger.token, stand.status, both and bool(recipient),
        trigger.trust * stand.factor * _known(actor, recipient) * (0.92 if guessed else 1.0), actor, recipient,
        actions.mode(tree, trigger), visit,
    )  # fmt: skip
    if draft.confidence < FLOOR:
        return []
    return _separate(tree, draft)


def _calls_on(tree: Tree, trigger: Trigger, recipient: Sequence[Found]) -> bool:
    """ "Called on the general" is a visit, "called on the general to resign" is none."""
    if trigger.event != "REQUEST" or trigger.rule.head != "call" or {"on"} not in [set(g) & {"on"} for g in trigger.rule.near]:
        return False
    asks = tree.kids(trigger.token, "xcomp", "ccomp", "advcl")
    return not asks and bool(recipient) and all(f.actor.person for f in recipient)


def _placed(actor: list[Found], recipient: list[Found], event: str) -> tuple[list[Found], list[Found]]:
    """Between states, those without one ("leaders", "ambassadors") are no side of their own."""
    if event in AT_HOME or not any(_identified(f) for f in (*actor, *recipient)):
        return actor, recipient
    return [f for f in actor if _identified(f)], [f for f in recipient if _identified(f)]


def _identified(found: Found) -> bool:
    return found.code is not None or found.actor.person


def _known(actor: Sequence[Found], recipient: Sequence[Found]) -> float:
    sides = sum(any(f.code or f.actor.person for f in side) for side in (actor, recipient))
    return (0.6, 0.85, 1.0)[sides]


def _separate(tree: Tree, draft: Draft) -> list[Draft]:
    """Visits to several countries are several acts, and so are meetings told as separate ones."""
    many = draft.visit and len({f.code for f in draft.recipient}) > 1
    apart = draft.event == "CONSULT" and len(draft.recipient) > 1 and any(
        tree.lemma(i) in {"separately", "separate", "respectively"} for i in range(len(tree))
    )
    if not many and not apart:
        each = any(tree.lemma(k) == "each" for k in tree.children[draft.token]) or any(
            tree.token(i).text.lower() == "each" for i in range(len(tree)) if i < draft.token
        )
        if draft.event == "CONSULT" and each and len(draft.actor) > 1 and len(draft.recipient) == 1:
            return [replace(draft, actor=[f]) for f in draft.actor]
        return [draft]
    return [replace(draft, recipient=[f], apart=many) for f in draft.recipient]


def _sources(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Those who only report: media, the subjects of reporting verbs, and "according to X"."""
    reports = tables.operators()["report"]
    known = tables.rules()[0]
    sources: list[Found] = []
    for f in found:
        head = f.head
        token = tree.token(head)
        while token.dep in {"conj", "appos", "compound", "amod", "poss"} and token.head != head:
            head = token.head
            token = tree.token(head)
        lemma = tree.lemma(token.head)
        says = token.dep == "nsubj" and lemma in reports and (lemma not in known or not f.actor.person)
        parenthetic = says and bool(tree.kids(token.head, "ccomp", "parataxis", "advcl")) 
        according = token.dep == "pobj" and lemma == "to" and tree.lemma(tree.token(token.head).head) in {"accord", "according"}
        according = according or (token.dep == "pobj" and lemma == "to" and token.head > 0 and tree.lemma(token.head - 1) in {"accord", "according"})
        if f.actor.sector == "MED" or according or parenthetic:
            sources.append(f)
    return sources


def _sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    if tree.token(trigger.token).pos in {"VERB", "AUX"}:
        return _verb_sides(tree, trigger, found)
    return _noun_sides(tree, trigger, found)


def _verb_sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    verb = trigger.token
    subject = _of(tree, tree.subjects(verb), found)
    message = next((i for i in trigger.near if tree.lemma(i) in MESSAGES), None)
    if message is not None and not tree.passive(verb):
        return _conveyed(tree, verb, message, subject, found)
    agent = _of(tree, [p for a in tree.kids(verb, "agent") for p in tree.kids(a, "pobj")], found)
    objects = _of(tree, tree.kids(verb, "dobj", "dative"), [f for f in found if f not in subject])
    rest = [f for f in found if f not in subject and f not in agent]
    if tree.passive(verb):
        done = agent or []
        if not subject or any(i in tree.subjects(verb) for i in trigger.near):
            return done or subject, _by_preposition(tree, verb, rest, trigger) or []
        return done, subject
    if trigger.near and tree.token(verb).dep in {"acl", "relcl"} and not objects:
        objects = _by_preposition(tree, verb, rest, trigger)
    objects = [f for f in objects if not f.place] or _by_preposition(tree, verb, rest, trigger) or _complement(tree, verb, rest)
    return subject, objects


def _conveyed(
    tree: Tree, verb: int, message: int, bearer: list[Found], found: Sequence[Found]
) -> tuple[list[Found], list[Found]]:
    """A message is its sender's act, not its bearer's: "Wang conveyed Xi's greetings to Kim"."""
    rest = [f for f in found if f not in bearer]
    sender = _of(tree, tree.kids(message, "poss"), rest)
    phrases = [p for h in (message, verb) for p in tree.kids(h, "prep", "dative")]
    phrases += [q for p in phrases for o in tree.kids(p, "pobj") for q in tree.kids(o, "prep")]
    for word in ("of", "from"):
        sender = sender or _of(tree, [t for p in phrases if tree.lemma(p) == word for t in tree.kids(p, "pobj")], rest)[:1]
    to = [t for p in phrases if tree.lemma(p) == "to" for t in tree.kids(p, "pobj")]
    target = _of(tree, to, [f for f in rest if f not in sender])
    return sender or bearer, target


def _by_preposition(tree: Tree, verb: int, found: Sequence[Found], trigger: Trigger) -> list[Found]:
    """What a verb, or the noun it governs, is directed at: "with", "to", "against", "on" …, in this order."""
    heads = [verb, *trigger.near, *tree.kids(verb, "dobj", "prt", "advmod")]
    phrases = [(tree.lemma(p), p) for h in heads for p in tree.kids(h, "prep", "dative")]
    phrases += [(tree.lemma(q), q) for _, p in phrases for q in tree.kids(p, "prep")]
    for word in TOWARDS:
        targets = [t for lemma, p in phrases if lemma == word for t in tree.kids(p, "pobj")]
        chosen = [f for f in _of(tree, targets, found) if word == "in" or not f.place]
        if chosen and not (word == "in" and trigger.event == "CONSULT" and tree.lemma(verb) not in VISITS):
            return chosen
    return []


def _complement(tree: Tree, verb: int, found: Sequence[Found]) -> list[Found]:
    """The other side inside what is said, asked or threatened: its subject, else whoever it names first."""
    for clause in tree.kids(verb, "ccomp", "xcomp", "advcl", "pcomp"):
        subject = _of(tree, tree.kids(clause, "nsubj", "nsubjpass"), found)
        if subject:
            return subject
        inside = set(tree.down(clause))
        named = [f for f in found if f.head in inside and not f.place]
        if named:
            return named[:1]
    return []


def _noun_sides(tree: Tree, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    noun = trigger.token
    actor = [f for f in found if f.head in tree.kids(noun, "poss", "amod", "compound", "nmod") or (f.loose and tree.token(f.head).head == noun)]
    recipient: list[Found] = []
    for preposition in tree.kids(noun, "prep", "agent"):
        word = tree.lemma(preposition)
        named = _of(tree, tree.kids(preposition, "pobj"), found)
        if word == "by":
            actor = named or actor
        elif word in {"between", "among"} or (word == "of" and trigger.rule.reciprocal):
            first, second = _split(named)
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
        actor = actor or _of(tree, [agent], found)
    if not actor and tree.token(noun).dep in {"dobj", "pobj", "attr", "xcomp"}:
        actor = [f for f in _of(tree, _governor_subject(tree, noun), found) if f not in recipient]
    return actor, [f for f in recipient if f not in actor]


def _governor_subject(tree: Tree, noun: int) -> list[int]:
    """The subject of the verb a noun completes ("launched an attack", "faced with threats" does not count)."""
    for above in tree.up(noun):
        if tree.token(above).pos == "VERB":
            near = tree.token(noun).head == above or tree.lemma(above) in actions.LIGHT
            return tree.subjects(above) if near and not tree.passive(above) else []
    return []


def _of(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> list[Found]:
    """The actors that stand at these heads or, where none does, hang below them."""
    result: list[Found] = []
    for head in heads:
        joined = set(tree.joined(head))
        exact = [f for f in found if f.head in joined or _named_beside(tree, f, joined)]
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


def _split(side: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Two sides out of one list: the first country against the rest, or the first person against the others."""
    if len(side) < 2:
        return list(side), []
    key = [f.code or f.actor.name for f in side]
    first = [f for f, k in zip(side, key, strict=True) if k == key[0]]
    rest = [f for f in side if f not in first]
    return (first, rest) if rest else (list(side[:1]), list(side[1:]))


def _by_order(
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


def sides(draft: Draft) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The two sides as actors, each once; a state is left out beside its own people, and beside itself."""
    actor = _actors(draft.actor)
    states = {(a.code, a.sector or "GOV") for a in actor if a.code and a.code not in {"IGO", "NGO", "IMG"}}
    recipient = tuple(
        a for a in _actors(draft.recipient) if a not in actor and (a.person or (a.code, a.sector or "GOV") not in states)
    )
    return actor, recipient


def _actors(found: Sequence[Found]) -> tuple[Actor, ...]:
    people = {f.code for f in found if f.actor.person and f.code}
    chosen: dict[tuple[str, str | None], Actor] = {}
    for f in found:
        if not f.actor.person and f.code in people:
            continue
        chosen.setdefault((f.actor.name, f.actor.sector if not f.actor.person else None), f.actor)
    return tuple(chosen.values())


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One act told by verb and noun ("held talks", "the talks") is told once; so are acts with the same sides."""
    kept: list[Draft] = []
    for draft in drafts:
        mine = _signature(draft)
        if any(k.event == draft.event and (_signature(k) == mine or mine < _signature(k)) and k.status == draft.status for k in kept):
            continue
        kept.append(draft)
    return kept


def _signature(draft: Draft) -> set[tuple[str, str | None]]:
    return {(f.actor.name, f.code) for f in [*draft.actor, *draft.recipient]}
