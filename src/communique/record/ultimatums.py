"""Ultimatums: what somebody will do unless another does as he is told ("will close the pass unless the toll is paid").
Whatever the deed is, it is threatened; what is asked for behind "unless" is no act that was done."""

from collections.abc import Sequence

from communique.record import status
from communique.record.scene import Scene
from communique.record.tree import Tree

BEFALLS = {"be", "have", "become", "need", "face", "lose", "suffer", "die", "run", "remain", "stay", "fail", "collapse"}
"""What will happen to somebody unless he is helped: a warning, and no threat of his."""
THREATS = {"threaten", "warn", "vow", "promise", "pledge", "swear"}


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
    clauses = _unless(tree, index)
    threatens = bool(clauses) and (sets(scene, index) or _threatened(tree, index))
    return [i for clause in clauses for i in tree.down(clause)] if threatens else ()


def _unless(tree: Tree, index: int) -> list[int]:
    """The clauses with "unless", or "if … not", that hang on a verb."""
    return [c for c in tree.kids(index, "advcl") if _not_done(tree, c)]


def _not_done(tree: Tree, clause: int) -> bool:
    marks = {tree.lemma(k) for k in tree.children[clause]}
    left_undone = status.negated(tree, clause) or tree.lemma(clause) in {"fail", "refuse"}
    return "unless" in marks or ("if" in marks and left_undone)


def _threatened(tree: Tree, index: int) -> bool:
    return tree.lemma(index) in THREATS or any(
        tree.lemma(above) in THREATS and tree.token(index).dep in {"xcomp", "ccomp"} for above in tree.up(index)[:1]
    )
