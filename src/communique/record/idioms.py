"""What verbs and nouns tell by idiom: a right that is reserved threatens, a guarantee that is wanted is asked for, and
talks that end, or after which two speak, were held."""

from collections.abc import Sequence

from communique.record import frames, framing, status, tables
from communique.record.scene import Scene
from communique.record.tree import Tree

WANTS = {"want", "seek", "demand", "need", "await"}
ASKED_FOR = {
    "assurance", "guarantee", "clarification", "explanation", "apology", "compensation", "commitment", "pledge",
    "answer", "reply", "inquiry", "investigation", "concession", "reparation", "redress", "exemption", "waiver", "help",
    "assistance", "support", "aid", "extradition", "loan", "protection", "access", "withdrawal", "retraction",
}  # fmt: skip
"""What somebody who wants it asks of another."""
REQUESTS = {"request", "solicit", "petition"}
TURNS = {"turn", "train", "use", "aim", "point", "open", "spray", "play", "direct"}
WEAPONS = frames.ARMS | {"cannon", "teargas", "gun", "rifle", "laser", "gunfire", "fire", "baton"}
"""How a weapon is used that is not fired, and such weapons."""
SHOTS = {
    "fire", "shot", "gunfire", "shelling", "rocket", "artillery", "missile", "blow", "strike", "bullet", "mortar",
}  # fmt: skip
"""What is exchanged by those who fight."""
SAVES = {"pull", "pluck", "save", "rescue", "fish", "lift", "winch", "retrieve"}
PERILS = {
    "sea", "water", "rubble", "wreckage", "ruin", "river", "flood", "ice", "dinghy", "wave", "debris", "surf", "wreck",
    "fire", "mud", "snow", "avalanche", "mine", "lake", "raft",
}  # fmt: skip
SAVED = {"CVL", "REF", "MIL", "REL", "EDU", "BUS", "LAB", "GOV", "COP"}
"""How people are saved, from what, and the sectors of people."""
GIVES = {"exchange", "swap", "share", "hand", "give", "pass", "trade", "provide", "send"}
RECORDS = {
    "record", "datum", "data", "information", "figure", "intelligence", "file", "measurement", "reading", "map", "list",
}  # fmt: skip
"""What states let each other know."""
SORRY = {"regret", "deplore", "lament", "bemoan", "resent"}
DEEDS = {
    "suspension", "decision", "move", "step", "expulsion", "ban", "measure", "withdrawal", "refusal", "closure",
    "cancellation", "veto", "vote", "ruling", "sentence", "arrest", "detention", "tariff", "embargo", "sanction",
    "restriction", "delay", "exclusion", "termination", "revocation", "seizure", "halt", "freeze",
}  # fmt: skip
"""What somebody is sorry about who blames whoever did it."""
CONCURS = {"concur"}
ANSWERS = {"answer", "respond", "reply", "retaliate"}
"""What is threatened by doing it "in kind"."""
PROPOSES = {"propose", "suggest", "recommend"}
REVIEWS = {"review", "discuss"}
"""What two sides do with their affairs when they meet."""
ORDERS, STUDIES = (
    {"order", "commission", "launch", "request"},
    {"study", "survey", "commission", "committee", "inquiry"},
)
"""How two decide together that something is looked into."""
GRANTS, CONSENT = (
    {"give", "grant", "lend"},
    {"consent", "approval", "assent", "blessing", "backing", "endorsement", "nod"},
)
DELAYS = {"delay", "block", "stall", "obstruct", "hold"}
SOUGHT = {
    "accession", "application", "bid", "membership", "ratification", "entry", "admission", "request", "vote",
    "approval", "treaty", "agreement", "accord", "deal", "resolution", "matter", "nomination", "loan", "aid",
}  # fmt: skip
"""How consent is told that is given; how it is kept back, and from what."""
SENT_FOR = {"summon", "call", "convoke"}
"""How an envoy is sent for who is to hear a complaint."""
HEARD = {"tell", "address", "speak"}
TOGETHER = {
    "lay", "walk", "stroll", "dine", "lunch", "breakfast", "plant", "inaugurate", "unveil", "embrace", "hug", "confer",
}  # fmt: skip
"""What those who do it together meet for or have met at."""
OFFICES = {"president", "minister", "premier", "king", "queen", "leader", "chancellor", "emir", "sultan", "envoy"}
PLEADS, FORGIVENESS = {"ask", "beg", "plead", "implore", "pray"}, {"forgiveness", "forgive"}
OWED = {
    "debt", "loan", "arrears", "interest", "instalment", "installment", "credit", "$", "million", "billion", "dollar",
}  # fmt: skip
"""How somebody asks to be forgiven, who apologises, and what is forgiven of what is owed."""
HELD = {
    "end", "begin", "open", "conclude", "close", "last", "start", "resume", "finish", "adjourn", "continue", "follow",
    "break", "fail", "collapse", "stall", "founder",
}  # fmt: skip
AFTER = {"after", "following"}
ONE = {"the", "this", "that", "these", "those", "their", "any"}
"""What meetings do; how they stand beside what was done at them; what tells of one known already."""


def meant(scene: Scene, index: int) -> str | None:
    """The type that a verb or noun tells by its idiom, where there is no doubt of it."""
    tree, lemma = scene.tree, scene.tree.lemma(index)
    if tree.token(index).pos != "VERB":
        if lemma == "exchange" and _led(tree, index, {"of"}) & SHOTS:
            return "ASSAULT"
        return "CONSULT" if lemma in frames.MEETINGS and _sat(scene, index) else None
    dealt = frames.dealt_with(tree, index)
    what = {tree.lemma(i) for i in dealt}
    if _acts(scene, index) and ((lemma in WANTS and what & ASKED_FOR) or (lemma in REQUESTS and what)):
        return "REQUEST"
    if (lemma == "reserve" and "right" in what) or (lemma in ANSWERS and _in_kind(scene, index)):
        return "THREATEN"
    if lemma in GRANTS and what & CONSENT and _acts(scene, index):
        return "SUPPORT"
    if lemma in PLEADS and not tree.passive(index) and _apologises(tree, index):
        return "SUPPORT"
    if lemma == "shake" and "hand" in what and _acts(scene, index):
        return "CONSULT"
    if _delays(scene, index, what):
        return "REJECT"
    if lemma in SENT_FOR and _envoy(scene, index):
        return "ACCUSE"
    if lemma in PROPOSES and (whose := _proposed(scene, index)):
        return whose
    if (lemma in HEARD and _to_parliament(scene, index)) or _meet(scene, index):
        return "CONSULT"
    if lemma in TURNS and what & WEAPONS and _against(scene, index):
        return "ASSAULT"
    if lemma in SAVES and _saves(scene, index):
        return "AID"
    if lemma in GIVES and what & RECORDS and _each_other(tree, index):
        return "COOPERATE"
    sorry = lemma in SORRY and what & DEEDS and _acts(scene, index) and not _own(tree, dealt)
    if sorry or (lemma == "complain" and _complains(scene, index)):
        return "ACCUSE"
    if lemma in ORDERS and what & STUDIES and len(_codes(scene, tree.subjects(index))) == 2:
        return "AGREE"
    return "AGREE" if lemma in CONCURS and tree.kids(index, "prep", "ccomp", "xcomp") else None


def _led(tree: Tree, head: int, words: set[str]) -> set[str]:
    return {tree.lemma(o) for p in tree.kids(head, "prep") if tree.lemma(p) in words for o in tree.kids(p, "pobj")}


def _acts(scene: Scene, verb: int) -> bool:
    return any(i in scene.actor_at for i in scene.tree.subjects(verb))


def _own(tree: Tree, heads: Sequence[int]) -> bool:
    """Is this his own who acts ("its decision")?"""
    return any(tree.lemma(k) in {"its", "his", "her", "their"} for i in heads for k in tree.kids(i, "poss"))


def _codes(scene: Scene, heads: Sequence[int]) -> set[str]:
    """The states and bodies told at these words, by code."""
    below = {j for i in heads for j in scene.tree.down(i, clauses=False)}
    return {f.code for f in scene.found if f.head in below and f.code and not f.place}


def _in_kind(scene: Scene, verb: int) -> bool:
    """Is it said that somebody will do to another as he was done by?"""
    ways = _led(scene.tree, verb, {"in", "with"}) | {scene.tree.lemma(k) for k in scene.tree.kids(verb, "advmod")}
    return bool(ways & {"kind", "countermeasure", "accordingly", "likewise", "force"}) and status.modal(
        scene.tree, verb
    ) in {"future", "plan"}


def _apologises(tree: Tree, verb: int) -> bool:
    """Does one ask to be forgiven, and no debt?"""
    asked = [
        *tree.kids(verb, "dobj", "xcomp", "ccomp"),
        *(o for p in tree.kids(verb, "prep") for o in tree.kids(p, "pobj")),
    ]
    return any(tree.lemma(i) in FORGIVENESS and not {tree.lemma(j) for j in tree.down(i)} & OWED for i in asked)


def _delays(scene: Scene, verb: int, what: set[str]) -> bool:
    """Does one of the actors keep back what another seeks of him ("held up Togo's application")?"""
    tree, lemma = scene.tree, scene.tree.lemma(verb)
    if lemma not in DELAYS or tree.passive(verb) or not _acts(scene, verb):
        return False
    if lemma == "hold" and "up" not in {tree.token(k).text.lower() for k in tree.kids(verb, "prt", "prep", "advmod")}:
        return False
    whose = _codes(scene, frames.dealt_with(tree, verb)) - _codes(scene, tree.subjects(verb))
    return bool(what & SOUGHT and whose)


def _proposed(scene: Scene, verb: int) -> str | None:
    """What is proposed that somebody do: an offer where it is he who proposes it, else asked for."""
    tree = scene.tree
    clauses = [c for c in tree.kids(verb, "ccomp") if framing.wished(scene, c)]
    mine = _codes(scene, tree.subjects(verb))
    theirs = _codes(scene, [s for c in clauses for s in tree.kids(c, "nsubj")])
    return ("AGREE" if mine & theirs else "REQUEST") if mine and theirs else None


def _envoy(scene: Scene, verb: int) -> bool:
    """Is another's envoy called in?"""
    tree = scene.tree
    whom = frames.dealt_with(tree, verb)
    if _own(tree, whom) or "home" in {tree.lemma(k) for k in tree.kids(verb, "advmod")}:
        return False
    if tree.lemma(verb) == "call":  # "called in the envoy", which a parser may take for "called in a place"
        ways = [p for p in tree.kids(verb, "prt", "prep", "advmod") if tree.lemma(p) == "in"]
        whom = [*(whom if ways else ()), *(o for p in ways for o in tree.kids(p, "pobj"))]
    named = [scene.actor_at[i].actor.office or "" for i in whom if i in scene.actor_at]
    return any(tree.lemma(i) in frames.ENVOYS for i in whom) or any(map(frames.ENVOY.search, named))


def _to_parliament(scene: Scene, verb: int) -> bool:
    """Does somebody speak to the parliament of another state?"""
    tree = scene.tree
    to = [o for p in tree.kids(verb, "prep") if tree.lemma(p) in {"to", "before"} for o in tree.kids(p, "pobj")]
    houses = {
        scene.actor_at[i].code
        for i in (*tree.kids(verb, "dobj", "dative"), *to)
        if i in scene.actor_at and scene.actor_at[i].actor.sector == "LEG"
    }
    speakers = {scene.actor_at[i].code for i in tree.subjects(verb) if i in scene.actor_at}
    return bool(houses - {None}) and bool(speakers - {None}) and not houses & speakers


def _meet(scene: Scene, verb: int) -> bool:
    """Do two states review something, or people in office of theirs do together what takes them to one place?"""
    tree, lemma = scene.tree, scene.tree.lemma(verb)
    if lemma not in TOGETHER | REVIEWS:
        return False
    heads = [j for i in tree.subjects(verb) for j in tree.joined(i)]
    office = [i for i in heads if tree.lemma(i) in OFFICES or (i in scene.actor_at and scene.actor_at[i].actor.person)]
    below = {j for i in heads for j in tree.down(i, clauses=False)}
    sides = {f.code or f.actor.key for f in scene.found if f.head in below and (f.code or f.actor.person)}
    two = len(sides) == 2 and status.modal(tree, verb) == ""
    return two and (bool(office) or lemma in REVIEWS)


def _against(scene: Scene, verb: int) -> bool:
    """Is this done to people or to another state's?"""
    tree = scene.tree
    things = frames.dealt_with(tree, verb)
    preps = [p for at in (verb, *things) for p in tree.kids(at, "prep") if tree.lemma(p) in frames.AT]
    goals = [i for p in preps for o in tree.kids(p, "pobj") for i in tree.down(o, clauses=False)]
    return any(i in scene.actor_at for i in goals) and _acts(scene, verb)


def _saves(scene: Scene, verb: int) -> bool:
    """Are people got out of danger?"""
    tree = scene.tree
    people = any(_sector(scene, i) in SAVED for i in frames.dealt_with(tree, verb))
    perils = {tree.lemma(i) for p in tree.kids(verb, "prep") if tree.lemma(p) in {"from", "off"} for i in tree.down(p)}
    return people and bool(perils & PERILS)


def _sector(scene: Scene, index: int) -> str | None:
    found = scene.actor_at.get(index)
    return found.actor.sector if found else tables.folk().get(scene.tree.lemma(index))


def _each_other(tree: Tree, verb: int) -> bool:
    """Is this done by each for the other, or with somebody?"""
    if tree.lemma(verb) in {"exchange", "swap", "trade", "share"}:
        return True
    given = tree.kids(verb, "dative", "dobj", "iobj")
    return any(tree.lemma(i) in {"other", "another"} for o in given for i in (o, *tree.children[o]))


def _complains(scene: Scene, verb: int) -> bool:
    """Does one of the actors complain of something?"""
    tree = scene.tree
    told = tree.kids(verb, "ccomp") or any(tree.lemma(p) in {"of", "about", "over"} for p in tree.kids(verb, "prep"))
    return bool(told) and _acts(scene, verb) and not tree.kids(verb, "neg")


def after(tree: Tree, noun: int) -> int | None:
    """The verb that tells what was done after a meeting told by this noun ("said after three hours of talks")."""
    top = _whole(tree, noun)
    first = min(tree.down(top, clauses=False))
    if tree.lemma(noun) not in frames.MEETINGS or first == 0 or tree.lemma(first - 1) not in AFTER:
        return None
    return tree.token(first - 1).head if tree.token(top).dep == "pobj" else tree.token(top).head


def told_again(tree: Tree, noun: int) -> bool:
    """Is this a meeting that has been told of ("the talks")?"""
    return bool({tree.token(k).text.lower() for k in tree.children[noun]} & ONE)


def _named(scene: Scene, index: int) -> bool:
    return index in scene.actor_at and scene.actor_at[index].actor.person


def _whole(tree: Tree, noun: int) -> int:
    """The head of "three hours of talks"."""
    while tree.token(noun).dep == "pobj" and tree.lemma(tree.token(noun).head) == "of":
        noun = tree.token(tree.token(noun).head).head
    return noun


def _sat(scene: Scene, noun: int) -> bool:
    """Was this meeting held, by two sides that are told: it ended or lasted, or they acted after it?"""
    tree, top = scene.tree, _whole(scene.tree, noun)
    if told_again(tree, noun):
        verb = after(tree, noun)
        return verb is not None and any(_named(scene, i) for i in tree.subjects(verb))
    token = tree.token(top)
    if token.dep == "nsubj" and tree.lemma(token.head) in HELD:
        return len(_codes(scene, [token.head])) > 1
    verb = after(tree, noun)
    if verb is None:
        return False
    doers = [i for v in (verb, *tree.up(verb)) for i in tree.subjects(v) if i != top]
    return len(_codes(scene, [noun]) | _codes(scene, doers)) > 1
