"""Refusals in so many words: who declined to do something did so, whatever else the sentence denies."""

from communique.record.scene import Scene

TALK = {
    "comment", "say", "answer", "elaborate", "discuss", "specify", "name", "identify", "confirm", "give", "be", "speak",
    "speculate", "disclose", "reveal", "provide",
}  # fmt: skip
"""What is refused to those who ask for news."""


def told(scene: Scene, index: int) -> bool:
    """Does this verb tell that one of the actors refused to do something?"""
    tree, token = scene.tree, scene.tree.token(index)
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
