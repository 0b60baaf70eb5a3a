"""Our own labelled sentences as the record room meets them: parsed, with who was found in each, and the word that tells
each act. Sentences are those of the measured set (`train` or `held`) and the practice sentences."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.coded import practice
from bench.coded.practice import Coded, Party, Sentence
from communique.ports import Parsed, Parser
from communique.record import actors, candidates, people, tables
from communique.record.actors import Found
from communique.record.memory import Memory
from communique.record.traits import Act
from communique.record.tree import Tree

HERE = Path(__file__).parent
WORDS = {"VERB", "AUX", "NOUN"}


class Read:
    """A labelled sentence, parsed, with who may take a side in it."""

    def __init__(self, sentence: Sentence, parsed: Parsed) -> None:
        self.id, self.gold = sentence.id, sentence.events
        self.tree = tree = Tree(sentence.text, parsed)
        first = tree.tokens[0].pos if tree.tokens else ""
        memory = Memory()
        people.find(tree.text, memory, tree.entities, first)
        seen = people.find(tree.text, memory, tree.entities, first)
        self.found = candidates.widened(tree, actors.find(tree, memory, seen), seen)
        self._told = [found.actor for found in self.found]

    def plain(self) -> None:
        """Leave those found the country they are told with."""
        for found, actor in zip(self.found, self._told, strict=True):
            found.actor = actor

    def acts(self) -> Iterator[tuple[Coded, Act]]:
        """The labelled acts, each as those found see it."""
        for gold in self.gold:
            token = head(self.tree, gold.trigger)
            yield gold, Act(self.tree, token, gold.event, mutual(self.tree, token), self.found)


def measured(side: str) -> list[Sentence]:
    """The sentences of one side of the measured set."""
    ids = set(json.loads((HERE / "split.json").read_text(encoding="utf-8"))[side])
    rows = map(json.loads, (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines())
    return [Sentence(row["id"], row["text"], tuple(map(_coded, row["events"]))) for row in rows if row["id"] in ids]


def practised() -> list[Sentence]:
    """The practice sentences that are as long as those of reports; sides fitted on the short ones too, of accord (d)
    and of deeds denied (e), come out worse in public sentences."""
    return [sentence for path in sorted(HERE.glob("practice-[abc].txt")) for sentence in practice.read(path)]


def _coded(event: dict[str, Any]) -> Coded:
    actor, recipient = (
        tuple(Party(one["text"], one["code"], one["sector"]) for one in event[side]) for side in ("actor", "recipient")
    )
    return Coded(event["event"], event["status"], event["trigger"], event["reciprocal"], actor, recipient)


def read(sentences: Iterable[Sentence], parser: Parser) -> list[Read]:
    """These sentences, each read as a report of its own."""
    kept = list(sentences)
    return [Read(s, parsed) for s, parsed in zip(kept, parser.parse([s.text for s in kept]), strict=True)]


def head(tree: Tree, words: str) -> int:
    """The token on which the words that tell an act hang, a verb or noun if there is one among them."""
    start = tree.text.index(words)
    inside = tree.span(start, start + len(words))
    telling = [i for i in inside if tree.token(i).pos in WORDS and tree.token(i).dep not in {"aux", "auxpass"}]
    depth = {i: sum(1 for _ in tree.up(i)) for i in inside}
    return min(telling or inside, key=lambda i: (depth[i], i))


def mutual(tree: Tree, token: int) -> bool:
    """Does the lexicon have this word for what is done together?"""
    return any(rule.reciprocal for of in tables.rules() for rule in of.get(tree.lemma(token), ()))


def named(found: Found, party: Party, text: str) -> bool:
    """Does somebody found stand in the words of a labelled party?"""
    start = text.find(party.text)
    while start >= 0:
        if found.start < start + len(party.text) and found.end > start:
            return True
        start = text.find(party.text, start + 1)
    return False
