"""What the model looks at to tell how a deed stands: done, planned, denied, or only promised, refused, demanded.
A cue is a short name, as it stands in the table of weights."""

from collections.abc import Iterator

from communique.record import status
from communique.record.cues import COMPLEMENTS
from communique.record.scene import Scene

SIGNS = frozenset(
    [
        "if",
        "unless",
        "whether",
        "denied",
        "denies",
        "deny",
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "would",
        "could",
        "may",
        "might",
        "should",
        "will",
        "next",
        "tomorrow",
        "cancelled",
        "canceled",
        "postponed",
        "suspended",
        "scrapped",
        "planned",
        "expected",
        "due",
        "yet",
        "false",
        "untrue",
        "dismissed",
        "rejected",
        "considering",
        "were",
        "had",
        "feared",
        "fears",
        "alleged",
        "suspected",
        "still",
        "been",
        "called",
        "n't",
        "without",
        "short",
        "provided",
    ]
)
"""Words whose presence anywhere in a sentence is a cue."""
MARKS = {"mark", "advmod", "neg", "det", "prt", "npadvmod"}
REACH = 3
"""How many words above the deed are looked at."""


def cues(scene: Scene, index: int, event: str) -> list[str]:
    """The cues for how an act of this type stands."""
    found = dict.fromkeys(("bias", f"group={status.group(event)}", f"event={event}"))
    found.update(dict.fromkeys(_verdict(scene, index, event)))
    found.update(dict.fromkeys(_own(scene, index, event)))
    found.update(dict.fromkeys(_above(scene, index, event)))
    found.update(dict.fromkeys(_below(scene, index)))
    found.update(dict.fromkeys(f"has={word}" for word in sorted(SIGNS.intersection(scene.tree.words))))
    return list(found)


def _verdict(scene: Scene, index: int, event: str) -> Iterator[str]:
    """What the rules of status say, and the classes of words in whose scope the deed stands."""
    tree, group = scene.tree, status.group(event)
    rule = status.by_rule(tree, index, event)
    yield from (f"rule={rule}", f"rule={rule}/{group}", f"rule={rule}/{event}")
    for name in sorted(status.operators(tree, index, event)):
        yield from (f"scope={name}", f"scope={name}/{group}", f"scope={name}/{tree.token(index).dep}")
    if scene.supposed:
        modal = status.modal(tree, index)
        yield from ("supposed", f"supposed={modal}", f"supposed={modal}/{group}", f"supposed={rule}")
    if status.conditional(tree, index):
        yield "conditional"
    if status.ready(tree, index):
        yield from ("ready", f"ready/{group}")


def _own(scene: Scene, index: int, event: str) -> Iterator[str]:
    """The form of the word and its auxiliaries."""
    tree, group, token = scene.tree, status.group(event), scene.tree.token(index)
    modal, negated = status.modal(tree, index), status.negated(tree, index)
    tense = " ".join(sorted(tree.token(a).text.lower() for a in tree.kids(index, "aux", "auxpass")))
    yield from (f"modal={modal}", f"modal={modal}/{group}", f"modal={modal}/{event}")
    yield from (f"negated={negated}", f"negated={negated}/{modal}", f"negated={negated}/{modal}/{group}")
    yield from (f"tag={token.tag}", f"tag={token.tag}/{token.dep}", f"dep={token.dep}", f"head={scene.lemmas[index]}")
    yield from (f"aux={tense}", f"aux={tense}/{token.tag}", f"aux={tense}/{token.tag}/{group}")


def _above(scene: Scene, index: int, event: str) -> Iterator[str]:
    """The words that govern the deed, and how they stand themselves."""
    tree, group, here = scene.tree, status.group(event), index
    for step, above in enumerate(tree.up(index)):
        if step == REACH:
            return
        lemma = scene.lemmas[above]
        yield from (f"up={lemma}", f"up={lemma}/{tree.token(here).dep}", f"up={lemma}/{group}")
        for kid in tree.kids(above, "neg", "aux", "mark", "prt"):
            if kid != here:
                yield f"up.{tree.token(kid).dep}={scene.lemmas[kid]}"
        here = above


def _below(scene: Scene, index: int) -> Iterator[str]:
    """What hangs on the deed."""
    tree = scene.tree
    for kid in tree.children[index]:
        dep = tree.token(kid).dep
        if dep in MARKS:
            yield f"{dep}={scene.lemmas[kid]}"
        elif dep in {"advcl", "prep"}:
            yield f"{dep}={scene.lemmas[kid]}"
            yield from (f"if={scene.lemmas[mark]}" for mark in tree.kids(kid, "mark", "advmod"))
        elif dep in {"nsubj", "nsubjpass", "dobj"}:
            yield f"{dep}={scene.lemmas[kid]}"
            yield from (f"{dep}.{scene.lemmas[word]}" for word in tree.kids(kid, "det", "neg"))
        elif dep in COMPLEMENTS:
            yield f"then={dep}"
