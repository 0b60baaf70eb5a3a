"""Deeds that are only spoken of by a frame that leaves no doubt what the act is: what somebody is ready to do, refuses
to do, has agreed should be done, or prepares to do."""

from communique.record import status
from communique.record.scene import Scene

DECIDES = {"agree", "decide", "resolve"}
ARMED = {"MIL", "REB", "UAF"}


def becomes(scene: Scene, index: int, deed: str) -> str | None:
    """The type of act a deed becomes by its frame, or None where no frame decides."""
    tree = scene.tree
    if scene.supposed or status.group(deed) == "say":
        return None
    if status.ready(tree, index) and status.group(deed) != "harm" and not status.negated(tree, index):
        above = tree.token(index).head
        says = tree.token(above).pos == "ADJ" and tree.lemma(tree.token(above).head) not in {"get", "make"}
        return "AGREE" if says and status.modal(tree, above) in {"", "future"} else None
    return None


def settled(scene: Scene, index: int) -> bool:
    """Is this what several have agreed should be done ("agreed that their ports should reopen")?"""
    tree = scene.tree
    return any(
        tree.token(i).dep == "ccomp" and tree.lemma(tree.token(i).head) in DECIDES and status.modal(tree, i) == "ought"
        for i in (index, *tree.up(index))
    )
