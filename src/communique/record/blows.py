"""Strikes of armed forces told from those of workers: both are done against somebody and have the same name."""

from communique.record.tree import Tree

DEALT = {
    "carry",
    "conduct",
    "launch",
    "mount",
    "exchange",
    "trade",
    "answer",
    "order",
    "resume",
    "retaliate",
    "respond",
}
"""Verbs that armed strikes are dealt with."""
ON = {"on", "in", "inside", "against", "into"}
WORK = {
    "union", "worker", "teacher", "nurse", "doctor", "driver", "docker", "miner", "student", "employee", "staff", "pay",
    "wage", "labour", "labor", "hunger", "general", "walkout", "work", "job", "picket", "protester",
}  # fmt: skip
"""Words of labour, beside which a strike is one of workers."""


def struck(tree: Tree, index: int) -> bool:
    """Is this noun an armed strike: dealt by one of these verbs, or on somewhere, and nothing of labour is told?"""
    if tree.lemma(index) != "strike" or tree.token(index).pos != "NOUN":
        return False
    if any(tree.lemma(i) in WORK for i in range(len(tree))):
        return False
    above = tree.lemma(tree.token(index).head)
    return above in DEALT or any(tree.lemma(p) in ON for p in tree.kids(index, "prep"))
