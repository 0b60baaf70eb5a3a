"""Ultimatums: what somebody will do unless another does as he is told ("will close the pass unless the toll is paid").
Whatever the deed is, it is threatened; what is asked for behind "unless" is no act that was done."""

from collections.abc import Sequence

from communique.record import status
from communique.record.scene import Scene
from communique.record.tree import Tree

BEFALLS = {"be", "have", "become", "need", "face", "lose", "suffer", "die", "run", "remain", "stay", "fail", "collapse"}
"""What will happen to somebody unless he is helped: a warning, and no threat of his."""
THREATS = {"threaten", "vow", "swear"}


def sets(scene: Scene, index: int) -> bool:
    """Does somebody say that he will do this unless?"""
    tree = scene.tree
    if tree.lemma(index) in BEFALLS or tree.passive(index) or not _unless(tree, index):
        return False
    subjects = tree.subjects(index)
    acts = any(i in scene.actor_at or tree.token(i).pos == "PRON" for i in subjects)
    return acts and status.modal(tree, index) == "future" and not status.negated(tree, index)


def asked(scene: Scene, index: int) -> Sequence[int]:
    """The words of what is asked for, where this word threatens."""
    tree = scene.tree
    clauses = _conditions(tree, index) if tree.lemma(index) in THREATS else []
    clauses = clauses or (_unless(tree, index) if sets(scene, index) else [])
    return [i for clause in clauses for i in tree.down(clause)]


def _conditions(tree: Tree, index: int) -> list[int]:
    """The clauses that say when a threat holds, at the verb that threatens or at the deed."""
    deeds = (index, *tree.kids(index, "xcomp", "ccomp"))
    clauses = [c for deed in deeds for c in tree.kids(deed, "advcl")]
    return [c for c in clauses if any(tree.lemma(k) in {"if", "unless"} for k in tree.children[c])]


def _unless(tree: Tree, index: int) -> list[int]:
    """The clauses with "unless", or "if … not", that hang on a verb."""
    return [c for c in tree.kids(index, "advcl") if _not_done(tree, c)]


def _not_done(tree: Tree, clause: int) -> bool:
    marks = {tree.lemma(k) for k in tree.children[clause]}
    left_undone = status.negated(tree, clause) or tree.lemma(clause) in {"fail", "refuse"}
    return "unless" in marks or ("if" in marks and left_undone)
