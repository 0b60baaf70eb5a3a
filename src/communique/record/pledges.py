"""Promises told by what somebody in office says will be done: "the ferries will be delivered, the minister said",
"Prime Minister Lund said that Norway would finance the bridge"."""

from collections.abc import Iterator, Sequence

from communique.record import frames, status
from communique.record.actors import Found
from communique.record.frames import Blame, standing
from communique.record.tree import Tree

ANNOUNCES = frames.SAYS | {"announce", "pledge", "promise", "confirm", "vow"}
GIFTS = {
    "deliver", "supply", "provide", "send", "ship", "hand", "transfer", "donate", "lend", "finance", "fund", "train",
    "lift", "waive", "reopen", "restore", "return", "give", "grant", "help", "assist", "support", "conduct",
    "undertake", "host", "invest", "share", "forgive",
}  # fmt: skip
"""What is promised to another by who says that it will be done."""
OWN = {"it", "he", "she", "they", "we", "country", "government", "ministry", "kingdom", "republic"}


def made(tree: Tree, found: Sequence[Found]) -> Iterator[Blame]:
    """The promises of people in office: the word for what will be done, the verb of speech, who says so, and
    to whom."""
    for verb in range(len(tree)) if any(f.actor.office for f in found) else ():
        if tree.lemma(verb) not in ANNOUNCES or tree.token(verb).pos != "VERB" or tree.kids(verb, "neg"):
            continue
        actor = [f for f in standing(tree, tree.subjects(verb), found) if f.actor.person and f.actor.office and f.code]
        mine = {f.code for f in actor}
        for word in (j for c in tree.kids(verb, "ccomp") for j in tree.joined(c)) if len(mine) == 1 else ():
            if tree.lemma(word) in GIFTS and _will(tree, word) and _by(tree, word, mine, found):
                below = set(tree.down(word))
                yield Blame(word, verb, actor, [f for f in found if f.head in below and f.code and f.code not in mine])


def _will(tree: Tree, word: int) -> bool:
    """Will it be done, on no condition?"""
    helpers = {tree.token(k).text.lower() for k in tree.kids(word, "aux")}
    sure = bool(helpers & {"will", "would", "shall"}) and not tree.kids(word, "neg")
    return sure and not status.conditional(tree, word) and not status.supposed(tree)


def _by(tree: Tree, word: int, mine: set[str | None], found: Sequence[Found]) -> bool:
    """Will it be done by the speaker's own side, or to a thing by whom it is not said?"""
    subjects = tree.kids(word, "nsubj", "nsubjpass")
    codes = {f.code for f in found if f.head in subjects and f.code}
    if tree.passive(word):
        return bool(subjects) and not codes and not tree.kids(word, "agent")
    return (bool(codes) and codes <= mine) or any(tree.token(s).text.lower() in OWN for s in subjects)
