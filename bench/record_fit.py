"""The two tables and the network by which the record reads acts: fitted, judged in folds, written.

    python -m bench.record_fit            prints how they do, out of fold and in sample
    python -m bench.record_fit --apart    fits on practice and short sentences alone, prints the train side
    python -m bench.record_fit --write    fits on all and writes record/type_weights.tsv, record/status_weights.tsv and
                                          record/opinion.npz

Fitted on the train side of bench/coded, on its practice and its short sentences, all of our own writing; nothing
public, nothing of the held side. A word is a case of a type when it heads the words that were labelled as telling the
act; the other words that could head one are cases of none. A good deed that is only promised, a harmful one threatened,
one refused or demanded is no case of the first table: what it is called is learnt of deeds told plainly, what it
becomes by the second.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench import network
from bench.coded import practice, scoring
from bench.coded.practice import Coded
from bench.coded.scoring import Item
from bench.logistic import fit
from communique.lexicon import sentences
from communique.model import Mention
from communique.ports import Parsed
from communique.record import Recorder, actors, acts, cues, model, opinion, people, standing, status
from communique.record.memory import Memory
from communique.record.model import Table
from communique.record.scene import Scene
from communique.record.spacy_parser import SpacyParser
from communique.record.tables import TYPES
from communique.record.tree import Tree

HERE = Path(__file__).parent
ROOM = HERE.parent / "src" / "communique" / "record"
FOLDS = 5
LEAST = 60
"""Cases a cue must be in for the network to see it."""
PENALTY = {"type": 1.0, "status": 2.0}
TYPE_LEAST, TYPE_SMALL = 4, 0.25
"""Of the table of types: cases a cue must be in, and a weight that is not kept: with .1 it is twice the size and as
often right out of fold, with .4 less often."""
CLASSES = (acts.NONE, *TYPES)
STATUSES = ("done", "ongoing", "planned", "conditional", "denied", "cancelled", *acts.SPOKEN_OF)
LAST_OF_STATUS = "practice-e"
"""The last file of practice that how a deed stands is learnt of."""
WHAT_IT_BECOMES = {event: how for how, event in acts.SPOKEN_OF.items()}
OPERATORS = frozenset(
    [
        "fail",
        "stop",
        "have",
        "plan",
        "consider",
        "deny",
        "cancel",
        "postpone",
        "call",
        "put",
        "suspend",
        "scrap",
        "be",
        "refuse",
        "mean",
        "intend",
        "hope",
        "prepare",
        "due",
        "set",
        "schedule",
        "expect",
        "think",
        "weigh",
        "decide",
        "threaten",
        "delay",
        "abandon",
    ]
)


class Parses:
    """A parser that has parsed before: the same text is parsed once."""

    def __init__(self) -> None:
        self.parser = SpacyParser()
        self.known: dict[str, Parsed] = {}

    def parse(self, texts: Sequence[str]) -> Sequence[Parsed]:
        """As the parser does."""
        new = [t for t in texts if t not in self.known]
        self.known.update(zip(new, self.parser.parse(new), strict=True))
        return [self.known[t] for t in texts]


class Case(NamedTuple):
    """A word that may tell an act, in its sentence, with the event it was labelled to tell. How the acts of `later`
    practice stand is not learnt: their writers took for a plan what others took for a promise."""

    fold: int
    practice: bool
    scene: Scene
    index: int
    event: Coded | None
    later: bool = False


def training() -> list[Item]:
    """The sentences that are learnt from; practice of two letters is kept for measuring."""
    found = list(scoring.items("train"))
    for path in sorted((HERE / "coded").glob("practice-?.txt")):
        found += [Item(s.id, s.text, "2031-05-14", path.stem, False, s.events) for s in practice.read(path)]
    return found


def fold(item: Item) -> int:
    """The fold of a sentence, by its id."""
    return zlib.crc32(item.id.encode()) % FOLDS


def cases(item: Item, parses: Parses) -> Iterator[Case]:
    """The words of a sentence that may tell an act; those that share in telling one with another word are left out."""
    for span in sentences.split(item.text, "en"):
        scene = scene_of(item.text[span.start : span.end].rstrip(), parses)
        labels: dict[int, Coded | None] = {}
        shared: set[int] = set()
        for event in item.events:
            start = item.text.find(event.trigger) - span.start
            if start < 0 or start >= span.end - span.start:
                continue
            inside = set(scene.tree.span(start, start + len(event.trigger)))
            told = headed(scene, inside, event)
            shared |= inside
            if told is not None and told not in labels:
                labels[told] = event
        for index in scene.heads:
            if index in labels or index not in shared:
                practice_, later = item.form.startswith("practice"), item.form > LAST_OF_STATUS
                yield Case(fold(item), practice_, scene, index, labels.get(index), later and practice_)


def short(parses: Parses) -> Iterator[Case]:
    """The cases of the short sentences: a type, with its status where that is not done, then a sentence with the word
    that tells the act between asterisks; of several such words it is the last. With a plus behind the type the sentence
    tells other acts too, which nobody labelled: its other words are no cases."""
    paths = sorted((HERE / "coded").glob("short-*.txt"))
    for line in chain.from_iterable(path.read_text(encoding="utf-8").splitlines() for path in paths):
        told, _, marked = line.partition(" ")
        event, _, stands = told.removesuffix("+").partition(":")
        before, _, _ = marked.rpartition("*")[0].rpartition("*")
        scene, start = scene_of(marked.replace("*", ""), parses), len(before.replace("*", ""))
        head = next((i for i in scene.tree.span(start, start + 1) if i in scene.heads), None)
        for index in scene.heads:
            label = Coded(event, stands or "done", "", False, (), ()) if index == head and event != acts.NONE else None
            if index == head or (not told.endswith("+") and (head is not None or event == acts.NONE)):
                yield Case(zlib.crc32(marked.encode()) % FOLDS, True, scene, index, label)


def scene_of(text: str, parses: Parses) -> Scene:
    """A sentence alone, as the recorder sees it."""
    tree = Tree(text, parses.parse([text])[0])
    first = tree.tokens[0].pos if tree.tokens else ""
    before, memory = Memory(), Memory()
    people.find(text, before, tree.entities, first)
    memory.people = before.people
    return Scene(tree, actors.find(tree, memory, people.find(text, memory, tree.entities, first)))


def headed(scene: Scene, inside: set[int], event: Coded) -> int | None:
    """Which word tells an act: of those labelled the one that the rest hangs on, but a verb that only says how the act
    stands leaves it to the word it governs, and a word of the lexicon for this type goes before one that is not."""
    tree = scene.tree
    heads = [i for i in scene.heads if i in inside]
    by_depth = sorted(heads, key=lambda i: (sum(1 for _ in tree.up(i)), i))
    if event.status != "done" or len(by_depth) > 1:
        plain = [
            i for i in by_depth if tree.lemma(i) not in OPERATORS or event.event in {m.event for m in scene.rules(i)}
        ]
        by_depth = plain or by_depth
    known = [i for i in by_depth if event.event in {m.event for m in scene.rules(i)}]
    if by_depth:
        return (known or by_depth)[0]
    for i in inside:  # "has been cancelled": what has been is the act
        below = [k for k in tree.kids(i, "nsubjpass", "dobj") if k in scene.heads]
        if below:
            return below[0]
    return None


def spoken_of(case: Case) -> bool:
    """Is this act a deed that is only promised, threatened, refused or demanded?"""
    event, tree, index = case.event, case.scene.tree, case.index
    if event is None or event.status != "done" or event.event not in WHAT_IT_BECOMES:
        return False
    if event.event in {met.event for met in case.scene.rules(index)}:
        return False
    return bool(status.modal(tree, index) or status.negated(tree, index) or status.ready(tree, index))


class Fitted(NamedTuple):
    """Both tables, and the network with the cues that it sees."""

    type: Table
    status: Table
    second: network.Kept
    seen: list[str]


class Learner:
    """The cases with their cues, read once."""

    def __init__(self, of: Iterable[Case]) -> None:
        self.cases = list(of)
        self.cues = [cues.of_type(case.scene, case.index) for case in self.cases]
        self.spoken = [spoken_of(case) for case in self.cases]

    def fitted(self, used: Sequence[int]) -> Fitted:
        """The tables and the network of these cases."""
        plain = [i for i in used if not self.spoken[i]]
        labels = [e.event if (e := self.cases[i].event) else acts.NONE for i in plain]
        types = fit([self.cues[i] for i in plain], labels, CLASSES, PENALTY["type"], TYPE_LEAST, TYPE_SMALL)
        early = [i for i in used if not self.cases[i].later]
        told = [(i, e, self.deed(types, i)) for i in early if (e := self.cases[i].event) is not None]
        rows = [standing.cues(self.cases[i].scene, self.cases[i].index, deed) for i, _, deed in told]
        stands = [WHAT_IT_BECOMES[e.event] if self.spoken[i] and deed != e.event else e.status for i, e, deed in told]
        second = self.network(plain, [CLASSES.index(label) for label in labels])
        return Fitted(types, fit(rows, stands, STATUSES, PENALTY["status"]), *second)

    def network(self, plain: Sequence[int], labels: Sequence[int]) -> tuple[network.Kept, list[str]]:
        """The network of these cases, its weights rounded as they are kept."""
        counts = Counter(cue for i in plain for cue in self.cues[i])
        seen = sorted(cue for cue, n in counts.items() if n >= LEAST)
        number = {cue: n for n, cue in enumerate(seen)}
        there = np.zeros((len(plain), len(seen)), np.bool_)
        for row, i in enumerate(plain):
            there[row, [number[cue] for cue in self.cues[i] if cue in number]] = True
        words = [opinion.words(self.cases[i].scene, self.cases[i].index) for i in plain]
        meant = np.array([means(at) for at in words], np.float32)
        return network.kept(network.fit(meant, there, np.array(labels), len(CLASSES))), seen

    def deed(self, types: Table, i: int) -> str:
        """The deed of a case: its label, or for one only spoken of the likeliest."""
        event = self.cases[i].event
        assert event is not None
        if not self.spoken[i]:
            return event.event
        ranked = sorted(zip(types.probabilities(self.cues[i]), types.classes, strict=True), reverse=True)
        return next(name for _, name in ranked if name != acts.NONE)


def means(words: opinion.Words) -> list[float]:
    """The mean of the vectors of the words at each place, one place after the other."""
    known = opinion.meanings()
    nothing = np.zeros(known.vectors.shape[1], np.float32)
    every = ([v for word in words.get(place, ()) if (v := known.of(word)) is not None] for place in opinion.PLACES)
    return [float(x) for found in every for x in (np.mean(found, axis=0) if found else nothing)]


def use(fitted: Fitted) -> None:
    """Make the recorder of this process read by these tables and this network."""
    known = {"type": fitted.type, "status": fitted.status}
    second = opinion.made(fitted.seen, **fitted.second._asdict())
    model.shipped = lambda name: known[name]  # type: ignore[assignment]
    opinion.shipped = lambda: second  # type: ignore[assignment]


def main() -> None:
    parses = Parses()
    of = training()
    learner = Learner(chain((case for item in of for case in cases(item, parses)), short(parses)))
    print(f"{len(of)} sentences, {len(learner.cases)} cases")
    recorder = Recorder(parses)
    every = range(len(learner.cases))
    if "--apart" in sys.argv:
        use(learner.fitted([i for i in every if learner.cases[i].practice]))
        mine = [item for item in of if not item.form.startswith("practice")]
        show("apart", mine, scoring.recorded(recorder, mine))
        return
    if "--write" not in sys.argv:
        mentions: dict[str, list[Mention]] = {}
        for number in range(FOLDS):
            use(learner.fitted([i for i in every if learner.cases[i].fold != number]))
            mine = [item for item in of if fold(item) == number]
            mentions |= {item.id: found for item, found in zip(mine, scoring.recorded(recorder, mine), strict=True)}
        show("out of fold", of, [mentions[item.id] for item in of])
    fitted = learner.fitted(every)
    use(fitted)
    if "--write" in sys.argv:
        write(fitted)
    show("in sample", of, scoring.recorded(recorder, of))


def write(fitted: Fitted) -> None:
    """Put the tables and the network where the record reads them."""
    for name, table in (("type", fitted.type), ("status", fitted.status)):
        (ROOM / f"{name}_weights.tsv").write_text("\n".join(model.written(table)) + "\n", encoding="utf-8")
    names = np.frombuffer("\n".join(fitted.seen).encode(), np.uint8)
    np.savez_compressed(ROOM / "opinion.npz", cues=names, **fitted.second._asdict())


def show(title: str, of: Sequence[Item], mentions: Sequence[Sequence[Mention]]) -> None:
    train = [(i, m) for i, m in zip(of, mentions, strict=True) if not i.form.startswith("practice")]
    for name, chosen in (("train", train), ("all", list(zip(of, mentions, strict=True)))):
        for part, values in scoring.tables([i for i, _ in chosen], [m for _, m in chosen]).items():
            print(f"{title:<12} {name:<6} {part:<14}" + " ".join(f"{k} {v:.3f}" for k, v in values.items()))


if __name__ == "__main__":
    main()
