"""Refusals in so many words: who declined to do something did so, whatever else the sentence denies."""

from communique.record.scene import Scene

TALK = {
    "comment", "say", "answer", "elaborate", "discuss", "specify", "name", "identify", "confirm", "give", "be", "speak",
    "speculate", "disclose", "reveal", "provide",
}  # fmt: skip
"""What is refused to those who ask for news."""


VOWS = {"vow", "promise", "pledge", "swear", "insist", "declare"}
KEEPS = {"surrender", "yield", "cede", "concede", "give", "hand", "abandon", "sell"}
"""Who says that nothing will be given up refuses it."""
SOUGHT = {
    "negotiate", "talk", "apologise", "apologize", "meet", "change", "pay", "reopen", "renegotiate", "yield",
    "compromise",
}  # fmt: skip
"""What others may want of somebody, who refuses it if he sees no reason for it."""


def told(scene: Scene, index: int) -> bool:
    """Does this verb tell that one of the actors refused to do something?"""
    tree, token = scene.tree, scene.tree.token(index)
    if tree.lemma(index) == "see" and token.pos == "VERB":
        return _needless(scene, index)
    if tree.lemma(index) in VOWS and token.pos == "VERB":
        return _keeps(scene, index)
    if (
        tree.lemma(index) != "decline"
        or token.pos != "VERB"
        or token.tag not in {"VBD", "VBN"}
        or tree.kids(index, "neg")
    ):
        return False
    what = tree.kids(index, "xcomp")
    told = what and not TALK & {tree.lemma(w) for w in what}
    open_ = any(tree.token(k).tag == "MD" for k in tree.kids(index, "aux"))
    return bool(told) and not open_ and any(s in scene.actor_at for s in tree.subjects(index))


def _needless(scene: Scene, verb: int) -> bool:
    """Does one of the actors see no reason to do something ("saw no need to negotiate")?"""
    tree = scene.tree
    whys = [o for o in tree.kids(verb, "dobj") if tree.lemma(o) in {"reason", "need", "point", "cause"}]
    none = [o for o in whys if any(tree.lemma(k) == "no" for k in tree.kids(o, "det"))]
    deeds = [x for o in (verb, *none) for x in tree.kids(o, "acl", "xcomp", "advcl", "relcl")]
    sought = any(tree.lemma(x) in SOUGHT for x in deeds)
    return bool(none) and sought and any(s in scene.actor_at for s in tree.subjects(verb))


def _keeps(scene: Scene, verb: int) -> bool:
    """Does one of the actors say that nothing will be given up ("vowed that not an inch would be surrendered")?"""
    tree = scene.tree
    for clause in tree.kids(verb, "ccomp"):
        those = tree.kids(clause, "nsubj", "nsubjpass")
        none = any(tree.lemma(k) in {"no", "not"} for s in those for k in tree.children[s])
        will = bool({tree.lemma(k) for k in tree.kids(clause, "aux")} & {"will", "would", "shall"})
        if none and will and tree.lemma(clause) in KEEPS:
            return any(s in scene.actor_at for s in tree.subjects(verb))
    return False
