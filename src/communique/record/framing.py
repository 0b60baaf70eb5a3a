"""Deeds that are only spoken of by a frame that leaves no doubt what the act is: what somebody is ready to do, refuses
to do, has agreed should be done, or prepares to do."""

from communique.record import status, tables
from communique.record.scene import Scene

DECIDES = {"agree", "decide", "resolve"}
GRANTS = {
    "accept", "admit", "allow", "attend", "give", "grant", "hand", "host", "join", "let", "meet", "open", "pay",
    "permit", "provide", "receive", "recognise", "recognize", "release", "return", "send", "share", "sign", "take",
    "talk", "withdraw",
}  # fmt: skip
"""What one refuses who says that he will not."""
LETS = {"allow", "let", "permit", "admit"}
MONITORS = {"inspector", "monitor", "observer", "peacekeeper"}
WAYS = {"delivery", "passage", "entry", "access", "shipment", "flight", "transit", "convoy"}
RELIEF = {"aid", "relief", "food", "grain", "flour", "medicine", "supply", "humanitarian", "fuel"}
"""Who and what is let in between foes, and the ways it goes."""
READY = {"ready", "willing", "prepared", "prepare"}
MEASURES, FIRM = {"step", "measure", "action"}, {"further", "additional", "tough", "harsh", "stern"}
"""What is threatened by readiness to take it."""
WISHES = {"propose", "suggest", "recommend", "demand", "ask", "urge", "request", "order", "require", "advise"}
TRIPS = {"tour", "trip", "visit"}
ARMED = {"MIL", "REB", "UAF"}


def becomes(scene: Scene, index: int, deed: str) -> str | None:
    """The type of act a deed becomes by its frame, or None where no frame decides."""
    tree = scene.tree
    if _arms(scene, index, deed):
        return "MOBILIZE"
    if _strikes_back(scene, index):
        return "THREATEN"
    if scene.supposed or status.group(deed) == "say":
        return None
    if status.ready(tree, index) and status.group(deed) != "harm" and not status.negated(tree, index):
        above = tree.token(index).head
        says = tree.token(above).pos == "ADJ" and tree.lemma(tree.token(above).head) not in {"get", "make"}
        return "AGREE" if says and status.modal(tree, above) in {"", "future"} else None
    return None


def sets_out(scene: Scene, index: int) -> bool:
    """Does somebody only leave for it ("leaves for Quito", "left for a tour of Chile"), so that it is planned?"""
    tree, token = scene.tree, scene.tree.token(index)
    if tree.lemma(index) in status.SETS_OUT and token.pos == "VERB":
        goals = [o for p in tree.kids(index, "prep") if tree.lemma(p) == "for" for o in tree.kids(p, "pobj")]
        return any(o in scene.actor_at for o in goals)
    above = tree.token(token.head)
    leaves = token.dep == "pobj" and above.lemma.lower() == "for" and tree.lemma(above.head) in status.SETS_OUT
    return leaves and tree.lemma(index) in TRIPS


def _strikes_back(scene: Scene, index: int) -> bool:
    """Is somebody ready, at this word, to take measures towards nothing good ("prepared to take further steps")?"""
    tree = scene.tree
    deeds = [x for x in tree.kids(index, "xcomp") if tree.lemma(x) == "take"] if tree.lemma(index) in READY else []
    for deed in deeds:
        taken = [o for o in tree.kids(deed, "dobj") if tree.lemma(o) in MEASURES]
        firm = any(tree.lemma(k) in FIRM for o in taken for k in tree.children[o])
        aims = any(tree.kids(i, "acl", "relcl", "xcomp", "advcl") for i in (deed, *taken))
        towards = {tree.lemma(p) for i in (deed, *taken) for p in tree.kids(i, "prep")}
        if firm and not aims and not towards & {"toward", "towards", "to", "for"}:
            return True
    return False


def refused(scene: Scene, index: int) -> bool:
    """Does somebody say that he will not grant this, of his own will ("says it will not accept more")?"""
    tree = scene.tree
    above = tree.token(index).head
    helpers = {tree.lemma(k) for k in tree.kids(index, "aux")}
    says = tree.token(index).dep in {"ccomp", "ROOT"} and tree.lemma(above) in tables.operators()["report"]
    own = any(tree.token(i).pos == "PRON" or i in scene.actor_at for i in tree.kids(index, "nsubj"))
    firm = bool(tree.kids(index, "neg")) and "will" in helpers and tree.lemma(index) in GRANTS
    return says and own and firm


def admits(scene: Scene, index: int) -> bool:
    """Does somebody let in monitors, or relief ("allowed the delivery of flour")? RETREAT by the ontology's own table
    (CAMEO 0861 to 0863)."""
    tree = scene.tree
    if tree.lemma(index) not in LETS or status.by_rule(tree, index, "RETREAT") != "done" or tree.kids(index, "neg"):
        return False
    if not any(i in scene.actor_at or tree.token(i).pos == "PRON" for i in tree.subjects(index)):
        return False
    for what in (*tree.kids(index, "dobj"), *(s for c in tree.kids(index, "ccomp") for s in tree.kids(c, "nsubj"))):
        words = {tree.lemma(i) for i in tree.down(what, clauses=False)}
        if tree.lemma(what) in MONITORS or (words & WAYS | {tree.lemma(what)} & {"convoy"} and words & RELIEF):
            return True
    return False


def _arms(scene: Scene, index: int, deed: str) -> bool:
    """Do soldiers prepare for this attack ("prepared to storm", "is preparing for an assault")?"""
    tree = scene.tree
    verb = tree.token(index).head
    if tree.token(verb).dep in {"prep", "xcomp"} and tree.lemma(verb) in {"for", "resume", "launch", "begin", "start"}:
        verb = tree.token(verb).head
    if deed != "ASSAULT" or tree.lemma(verb) != "prepare" or tree.token(verb).pos != "VERB" or tree.passive(verb):
        return False
    return any(scene.side(i) in ARMED for i in tree.subjects(verb))


def settled(scene: Scene, index: int) -> bool:
    """Is this what several have agreed should be done ("agreed that their ports should reopen")?"""
    tree = scene.tree
    return any(
        tree.token(i).dep == "ccomp" and tree.lemma(tree.token(i).head) in DECIDES and status.modal(tree, i) == "ought"
        for i in (index, *tree.up(index))
    )


def wished(scene: Scene, index: int) -> bool:
    """Is this only proposed or asked for, in the subjunctive ("proposed that Peru lift its ban")?"""
    tree, token = scene.tree, scene.tree.token(index)
    plain = token.tag in {"VB", "VBP"} and not tree.kids(index, "aux", "auxpass")
    return plain and token.dep == "ccomp" and tree.lemma(token.head) in WISHES and bool(tree.kids(index, "nsubj"))
