"""Sides that a frame tells beyond doubt, where the traits of the two sides leave one open: where somebody leaves for,
and where an envoy is called back from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from msgspec.structs import replace as replace_actor

from communique.record import status
from communique.record.actors import Found
from communique.record.sides import SPOKEN, Sides
from communique.record.traits import GOING, Act
from communique.record.tree import Tree

ENVOYS = {"ambassador", "envoy", "diplomat", "consul", "attaché", "attache", "representative", "d'affaires", "mission"}
ENVOY = re.compile(r"ambassador|envoy|consul|chargé|d.affaires|high commissioner", re.I)
SAYS = {"say", "tell", "state", "declare", "add", "stress", "insist", "write", "argue", "maintain", "reiterate"}
WRONGS = {
    "violate", "breach", "abuse", "undermine", "interfere", "meddle", "provoke", "smear", "slander", "infringe",
    "flout", "trample", "sabotage", "betray", "distort", "destabilise", "destabilize", "break", "exploit", "bully",
}  # fmt: skip
BLAMING = {
    "illegal", "unlawful", "unacceptable", "provocation", "provocative", "violation", "breach", "aggression", "crime",
    "betrayal", "insult", "outrage", "outrageous", "interference", "shameful", "disgrace", "reckless", "irresponsible",
    "irresponsibly", "recklessly", "illegally", "cowardly", "barbaric", "blackmail", "piracy", "theft", "unjustified",
    "unjust", "inadmissible", "intolerable", "hypocritical",
}  # fmt: skip
"""Verbs of speech; what is said of others' deeds when they are blamed."""
HOSTS = {"host", "hold", "chair", "mediate", "broker"}
MEETINGS = {"summit", "meeting", "talk", "session", "round", "conversation", "encounter", "negotiation"}
FIRES = {"fire", "launch", "shoot", "lob", "hurl", "drop", "send"}
ARMS = {
    "missile", "rocket", "drone", "shell", "bomb", "mortar", "grenade", "warhead", "torpedo", "projectile", "artillery",
    "weapon",
}  # fmt: skip
"""Verbs of firing and what is fired, which is no side of it."""
FORCES = {"troop", "soldier", "tank", "force", "army", "infantry"}
AT = {"at", "on", "into", "against", "toward", "towards", "over"}
ADDRESSES = {"speak", "address", "attend"}
RECEIVES = {"receive", "welcome", "host", "greet", "meet"}
BACK = {"recall", "withdraw", "pull", "call", "summon"}
CITES = {"summon", "call", "convoke"}
LEAVES = {"leave", "depart", "head"}
GOALS = {"for", "to", "into"}
LINES = {"telephone", "phone", "videoconference", "call"}
LINE = re.compile(r"\b(?:tele)?phone|\bcall\b|videoconference")
BY = {"by", "over", "on", "in", "during", "via"}
TELLS = {
    "tell", "say", "assure", "inform", "ask", "urge", "thank", "warn", "brief", "congratulate", "promise", "reassure",
    "invite", "offer", "propose", "express", "stress", "condemn",
}  # fmt: skip
"""Words for a line, the prepositions before them, and what is done over it."""


def sides(act: Act, given: Sides) -> Sides:
    """The sides as weighed, with whom the frame of the act tells of in the place of nobody, or of somebody else."""
    tree, verb = act.tree, act.token
    if tree.token(verb).pos not in {"VERB", "AUX"}:
        return given
    if act.event == "CONSULT" and tree.lemma(verb) in HOSTS and (hosted := _hosted(act)) is not None:
        return hosted
    if act.event == "CONSULT" and tree.lemma(verb) in GOING and _along(act, given):
        given = replace(given, recipient=(), together=False)
    if (
        act.event == "CONSULT"
        and tree.lemma(verb) in GOING
        and (_own(given) or _left(act, given) or _bound(act, given))
    ):
        return _with(given, _those(tree, _led(tree, verb, GOALS), act.found))
    if act.event == "CONSULT" and tree.lemma(verb) in ADDRESSES and (heard := _addressed(act)) is not None:
        return heard
    if act.event == "CONSULT" and tree.lemma(verb) in RECEIVES:
        return _received(act) or given
    if tree.token(verb).dep == "relcl" and (whom := _whom(act, given)):
        return replace(given, recipient=whom, together=False)
    if act.event == "ACCUSE" and tree.lemma(verb) in CITES and (cited := _cited(act, given)) is not None:
        return cited
    if (spoken := _of_ministry(act, given)) is not None:
        return spoken
    given = _without_abstainers(act, given)
    if act.event in {"ASSAULT", "MOBILIZE"} and tree.lemma(verb) in FIRES:
        return _fired(act, given)
    if act.event == "SANCTION" and tree.lemma(verb) in BACK:
        envoys = [o for o in tree.kids(verb, "dobj") for o in tree.joined(o) if tree.lemma(o) in ENVOYS]
        called = [i for at in (verb, *envoys) for i in _led(tree, at, {"from"})] if envoys else []
        return _with(given, _those(tree, called, act.found))
    return given


def dealt_with(tree: Tree, verb: int) -> list[int]:
    """What a verb deals with: its objects, or the subject of a passive."""
    return [j for i in tree.kids(verb, "nsubjpass" if tree.passive(verb) else "dobj") for j in tree.joined(i)]


def _own(given: Sides) -> bool:
    """Is nobody told on the other side, or only the state of those who go?"""
    return {f.code for f in given.recipient} <= {f.code for f in given.actor}


def _bound(act: Act, given: Sides) -> bool:
    """Is the other side none of those whom they leave for ("flies to Oslo with a letter on Danish ferries")?"""
    goals = {f.code for f in _those(act.tree, _led(act.tree, act.token, {"for"}), act.found)}
    return act.tree.lemma(act.token) in LEAVES and bool(goals) and not goals & {f.code for f in given.recipient}


def _received(act: Act) -> Sides | None:
    """The people of "A received B", "B was welcomed by A", who are its sides whatever else the sentence names."""
    tree, verb = act.tree, act.token
    subjects = _people(tree, tree.subjects(verb), act.found)
    agents = _agents(tree, verb)
    others = _people(tree, agents if tree.passive(verb) else tree.kids(verb, "dobj"), act.found)
    if not subjects or not others or {f.actor.key for f in subjects} & {f.actor.key for f in others}:
        return None
    first, second = (others, subjects) if tree.passive(verb) else (subjects, others)
    return Sides(tuple(first), tuple(second), probability=1.0)


def _of_ministry(act: Act, given: Sides) -> Sides | None:
    """What a ministry of no state told says is its act, and not that of those named behind ("the foreign ministry
    sent its good wishes to the fans of the Danish team")."""
    tree, verb = act.tree, act.token
    speaks = act.event in SPOKEN and not tree.passive(verb)
    own = [f for f in act.found if speaks and f.head in tree.subjects(verb) and tree.lemma(f.head) == "ministry"]
    behind = tuple(f for f in (*given.actor, *given.recipient) if f.start > tree.token(verb).start and f.code)
    if not own or not behind or own[0] in given.actor or own[0].kind not in {"role", "folk"}:
        return None
    own[0].actor = replace_actor(own[0].actor, code=None)
    return replace(given, actor=(own[0],), recipient=behind, together=False)


def _agents(tree: Tree, verb: int) -> list[int]:
    return [o for by in tree.kids(verb, "agent") for o in tree.kids(by, "pobj")]


def _cited(act: Act, given: Sides) -> Sides | None:
    """The envoy who is summoned is blamed, by whoever else is told to have sent for him, who is not of his state."""
    tree, verb = act.tree, act.token
    passive, whom = tree.passive(verb), dealt_with(tree, verb)
    there = [f for f in act.found if (f.end <= tree.token(verb).start if passive else f.head in whom)]
    blamed = [f for f in there if f.code and (tree.lemma(f.head) in ENVOYS or ENVOY.search(f.actor.office or ""))]
    if not blamed:
        return None
    by = list(given.actor)
    if passive:
        by = standing(tree, _led(tree, verb, {"to", "at"}) + _agents(tree, verb), act.found)
        by = [f for f in by if not f.actor.person]
    own = {b.code for b in blamed}
    for f in (f for f in by if f.code in own):
        if f.kind in {"role", "folk"}:
            f.actor = replace_actor(f.actor, code=None, name=f.actor.text)
            continue
        for b in (b for b in blamed if b.actor.person and b.code == f.code):  # a state told by name is not his own
            b.actor = replace_actor(b.actor, code=None)
    return Sides(tuple(by), tuple(blamed), probability=1.0 if passive else given.probability)


def _hosted(act: Act) -> Sides | None:
    """The two of "A hosted a summit of B and C", whoever the host is."""
    tree = act.tree
    held = [o for o in tree.kids(act.token, "dobj") if tree.lemma(o) in MEETINGS]
    preps = [p for o in held for p in tree.kids(o, "prep") if tree.lemma(p) in {"of", "between"}]
    those = standing(tree, [o for p in preps for o in tree.kids(p, "pobj")], act.found)
    codes = list(dict.fromkeys(f.code for f in those if f.code))
    if len(codes) < 2:
        return None
    first = tuple(f for f in those if f.code == codes[0])
    return Sides(first, tuple(f for f in those if f.code and f not in first), together=True, probability=1.0)


def _addressed(act: Act) -> Sides | None:
    """Who speaks at a body, and the body ("will speak at the World Economic Forum")."""
    tree, verb = act.tree, act.token
    speakers = standing(tree, tree.subjects(verb), act.found)
    at = [o for p in tree.kids(verb, "prep") if tree.lemma(p) == "at" for o in tree.kids(p, "pobj")]
    bodies = [f for f in standing(tree, [*at, *tree.kids(verb, "dobj")], act.found) if f.kind == "body"]
    return Sides(tuple(speakers), tuple(bodies), probability=1.0) if speakers and bodies else None


def _along(act: Act, given: Sides) -> bool:
    """Are those of the other side only who goes along ("is travelling with her culture minister")?"""
    ways = [act.tree.token(f.head).head for f in given.recipient]
    return bool(ways) and all(act.tree.lemma(i) == "with" and act.tree.token(i).head == act.token for i in ways)


def _whom(act: Act, given: Sides) -> tuple[Found, ...]:
    """Who stands before a clause with "whom" ("Rojas, to whom Peru had granted asylum"), unless he acts in it."""
    tree, verb = act.tree, act.token
    ways = (verb, *tree.kids(verb, "prep", "dative"))
    if not any(tree.token(k).text.lower() == "whom" for w in ways for k in tree.kids(w, "dobj", "pobj", "dative")):
        return ()
    here = tree.token(verb).head
    heads = [here, *([tree.token(here).head] if tree.token(here).dep == "appos" else [])]
    those = standing(tree, heads, act.found)
    return tuple(f for f in those if f not in given.actor)


def _fired(act: Act, given: Sides) -> Sides:
    """What is fired is no side of it: that is where it is fired at, if anybody's."""
    tree, verb = act.tree, act.token
    shot = {i for o in tree.kids(verb, "dobj") for i in tree.joined(o) if tree.lemma(i) in ARMS}
    sent = [o for o in tree.kids(verb, "dobj") if tree.lemma(o) in FORCES]
    into = _those(tree, _led(tree, verb, {"into"}), act.found) if sent else iter(())
    if there := tuple(f for f in into if f.code not in {g.code for g in given.actor}):
        return replace(given, recipient=there, together=False)
    if not shot & {f.head for f in given.recipient}:
        return given
    goals = [p for at in (verb, *shot) for p in tree.kids(at, "prep") if tree.lemma(p) in AT]
    below = {i for p in goals for i in tree.down(p, clauses=False)}
    own = {f.code for f in given.actor}
    hit = tuple(f for f in act.found if f.head in below and f.head not in shot and f.code and f.code not in own)
    return replace(given, recipient=hit)


def _without_abstainers(act: Act, given: Sides) -> Sides:
    """Who abstains takes no side in what others vote for ("Chad voted against it, and Togo abstained")."""
    tree = act.tree
    if "abstain" not in tree.text:
        return given
    verbs = [i for i in range(len(tree)) if tree.lemma(i) == "abstain" and i != act.token]
    away = {j for i in verbs for s in tree.kids(i, "nsubj") for j in tree.joined(s)}
    if not away & {f.head for f in given.recipient}:
        return given
    return replace(given, recipient=tuple(f for f in given.recipient if f.head not in away), together=False)


def _people(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> list[Found]:
    return [f for f in standing(tree, heads, found) if f.actor.person]


def _left(act: Act, given: Sides) -> bool:
    """Is the other side only where they left ("left Quito for Panama")?"""
    here = {i for o in act.tree.kids(act.token, "dobj") for i in act.tree.joined(o)}
    return act.tree.lemma(act.token) == "leave" and all(f.head in here for f in given.recipient)


def _led(tree: Tree, head: int, words: set[str]) -> list[int]:
    """What these prepositions lead to at a word, or at a day or thing beside it ("left on Monday for Vientiane")."""
    beside = tree.kids(head, "dobj", "npadvmod", "advmod", "prt")
    beside += [o for p in tree.kids(head, "prep") for o in (p, *tree.kids(p, "pobj"))]
    preps = [p for at in (head, *beside) for p in tree.kids(at, "prep") if tree.lemma(p) in words]
    return [i for p in preps for o in tree.kids(p, "pobj") for i in tree.joined(o)]


def _those(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> Iterator[Found]:
    return (f for f in found if f.head in heads and f.code and not f.actor.person)


def _with(given: Sides, goals: Iterator[Found]) -> Sides:
    own = {f.code for f in given.actor}
    there = tuple(f for f in goals if f.code not in own)
    return replace(given, recipient=there[:1], together=False) if there else given


class Call(NamedTuple):
    """A telephone call told by what was said in it: the verb of speech, who spoke, and to whom."""

    token: int
    actor: list[Found]
    recipient: list[Found]


def calls(tree: Tree, found: Sequence[Found]) -> Iterator[Call]:
    """The calls of "A told B by telephone that …", where the two are of different states."""
    if not LINE.search(tree.text):
        return
    lines = [i for i in range(len(tree)) if tree.lemma(i) in LINES and tree.token(i).dep == "pobj"]
    for verb in {tree.token(tree.token(i).head).head for i in lines if tree.lemma(tree.token(i).head) in BY}:
        if tree.token(verb).tag != "VBD" or tree.kids(verb, "neg") or tree.lemma(verb) not in TELLS:
            continue
        ways = [p for p in tree.kids(verb, "prep", "dative") if tree.lemma(p) in {"to", "with"}]
        to = [o for p in ways for o in tree.kids(p, "pobj")]
        actor = standing(tree, tree.subjects(verb), found)
        recipient = standing(tree, [*tree.kids(verb, "dobj", "dative"), *to], found)
        codes = {f.code for f in actor}, {f.code for f in recipient}
        if actor and recipient and not codes[0] & codes[1]:
            yield Call(verb, actor, recipient)


def over_a_line(tree: Tree, verb: int) -> bool:
    """Was this done by telephone or the like ("agreed by telephone")?"""
    ways = [p for p in tree.kids(verb, "prep", "agent") if tree.lemma(p) in BY]
    return any(tree.lemma(o) in LINES for p in ways for o in tree.kids(p, "pobj"))


def standing(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> list[Found]:
    """Who stands at these words, or in apposition to one of them."""
    here = {i for head in heads for i in tree.joined(head)}
    here |= {j for i in here for k in tree.kids(i, "appos") for j in tree.joined(k)}
    return [f for f in found if f.head in here]


def inviters(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Who invited, by "at the invitation of A"."""
    for word in range(len(tree)) if "invitation" in tree.text else ():
        if tree.lemma(word) == "invitation" and tree.lemma(tree.token(word).head) in {"at", "on", "upon"}:
            ways = [p for p in tree.kids(word, "prep") if tree.lemma(p) in {"of", "from"}]
            return [f for f in standing(tree, [o for p in ways for o in tree.kids(p, "pobj")], found) if f.code]
    return []


class Blame(NamedTuple):
    """Blame told by what was said: the word that blames, the verb of speech, who says so, and of whom."""

    token: int
    verb: int
    actor: list[Found]
    recipient: list[Found]


def blames(tree: Tree, found: Sequence[Found]) -> Iterator[Blame]:
    """The accusations of "A said that B had violated …", "B's raid was a crime, A said", of others than A's own."""
    wrong = any(f.code for f in found) and any(tree.lemma(i) in WRONGS | BLAMING for i in range(len(tree)))
    for verb in range(len(tree)) if wrong else ():
        if tree.lemma(verb) not in SAYS or tree.token(verb).pos != "VERB" or tree.kids(verb, "neg"):
            continue
        actor = [f for f in standing(tree, tree.subjects(verb), found) if f.actor.sector != "MED"]
        clauses = [j for c in tree.kids(verb, "ccomp") for j in tree.joined(c)]
        word = next((c for c in clauses if _blaming(tree, c)), None)
        if not actor or word is None:
            continue
        blamed = {i for s in tree.subjects(word) for i in tree.down(s, clauses=False)}
        mine = {f.code for f in actor}
        them = [f for f in found if f.head in blamed and f.code]
        if not mine & {f.code for f in them}:
            told = standing(tree, tree.kids(verb, "dobj", "dative"), found)
            yield Blame(word, verb, actor, them or [f for f in told if f.code not in mine])


def _blaming(tree: Tree, word: int) -> bool:
    if tree.kids(word, "neg") or any(tree.token(k).tag == "MD" for k in tree.kids(word, "aux")):
        return False
    said_of = tree.kids(word, "attr", "acomp", "advmod") if tree.lemma(word) in {"be", "act", "behave"} else []
    return tree.lemma(word) in WRONGS or any(tree.lemma(i) in BLAMING for i in said_of)


DEMANDS = SAYS | {"conclude", "tell", "believe", "warn", "remind", "think", "decide"}
EXPECTS = {"expect", "want", "like", "need"}
HEEDS = {
    "cease", "stop", "end", "halt", "return", "release", "free", "pay", "withdraw", "comply", "respect", "honour",
    "honor", "apologise", "apologize", "lift", "refrain", "abide", "cooperate", "explain", "implement", "fulfil",
    "fulfill", "keep",
}  # fmt: skip
"""What is demanded of another by who expects it; any other deed that is expected is a forecast."""
OUGHT = {"must", "should", "ought"}
OBLIGED = {"have", "need"}
"""Verbs behind which it is said what another must do, and the words for that."""


def demands(tree: Tree, found: Sequence[Found]) -> Iterator[Blame]:
    """The demands of "A said that B must do": the word for what is to be done, the verb of speech, who says so, of
    whom. Whatever B must do, A asks for it, where A is somebody told of and not of B's own side."""
    for verb in range(len(tree)):
        if (
            not (tree.lemma(verb) in DEMANDS or _expects(tree, verb))
            or tree.token(verb).pos != "VERB"
            or tree.kids(verb, "neg")
        ):
            continue
        subjects = [i for s in tree.subjects(verb) for i in (s, *tree.kids(s, "nsubj"))]
        actor = [f for f in standing(tree, subjects, found) if f.actor.sector != "MED"]
        clauses = [j for c in tree.kids(verb, "ccomp") for j in tree.joined(c)]
        word = next((c for c in clauses if tree.lemma(verb) in EXPECTS or _ought(tree, c)), None)
        if word is None or not (actor or _named(tree, subjects)):
            continue
        them = [f for f in standing(tree, tree.kids(word, "nsubj", "nsubjpass"), found) if f.code]
        them = them or _told_of_their_own(tree, verb, word, found)
        if them and not {f.code for f in actor} & {f.code for f in them}:
            yield Blame(word, verb, actor, them)


def _told_of_their_own(tree: Tree, verb: int, word: int, found: Sequence[Found]) -> list[Found]:
    """Who is told what he or his must do ("told Tonga that its ship must leave")."""
    subjects = tree.kids(word, "nsubj", "nsubjpass")
    own = {tree.token(j).text.lower() for s in subjects for j in (s, *tree.kids(s, "poss"))}
    told = standing(tree, tree.kids(verb, "dobj", "dative"), found)
    return [f for f in told if f.code] if own & {"it", "its", "they", "their", "he", "his", "she", "her"} else []


def _expects(tree: Tree, verb: int) -> bool:
    """Is somebody expected to do something ("expects Togo to pay"), as news tells a demand?"""
    clauses = tree.kids(verb, "ccomp") if tree.lemma(verb) in EXPECTS else []
    clauses = [c for c in clauses if tree.lemma(verb) != "expect" or tree.lemma(c) in HEEDS]
    return any("to" in {tree.lemma(a) for a in tree.kids(c, "aux")} for c in clauses)


def _ought(tree: Tree, word: int) -> bool:
    """Is it said that this must be done, now and not if something else happens, or ought to have been?"""
    helpers = {tree.token(k).text.lower() for k in tree.kids(word, "aux", "auxpass")}
    obliged = tree.lemma(word) in OBLIGED and bool(tree.kids(word, "xcomp")) and not helpers
    return (bool(helpers & OUGHT) or obliged) and "have" not in helpers and not status.conditional(tree, word)


def _named(tree: Tree, subjects: Sequence[int]) -> bool:
    """Is who says so somebody with a name of his own?"""
    return any(tree.token(i).pos == "PROPN" for i in subjects)
