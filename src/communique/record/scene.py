"""A sentence as the model of acts sees it: lemmas with the actors masked, and classes of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.lexicon import dates
from communique.lexicon.calendar import MONTHS
from communique.record import actions, status, tables
from communique.record.actions import Met
from communique.record.actors import Found
from communique.record.tree import Tree

WORDS = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX", "PART", "ADP"}
ACTIVE = {"VERB", "AUX"}
HIDDEN = ""
"""The lemma of a token inside the name of an actor."""


@dataclass(frozen=True)
class Scene:
    """A sentence with the actors found in it."""

    tree: Tree
    found: Sequence[Found]

    @cached_property
    def actor_at(self) -> Mapping[int, Found]:
        """The actor a token is the head of."""
        return {f.head: f for f in reversed(self.found)}

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Lemmas in lower case; who is named is told as what he is ("STATE", "PERSON"), so that what is learnt of one
        country is learnt of all."""
        tree = self.tree
        lemmas = [self._plain(i) for i in range(len(tree))]
        for f in self.found:
            if f.kind in {"role", "reference"}:
                continue
            for i in tree.span(f.start, f.end):
                if i != f.head or tree.token(i).pos == "PROPN" or f.kind == "demonym":
                    lemmas[i] = HIDDEN
            if not lemmas[f.head]:
                lemmas[f.head] = "PERSON" if f.actor.person else "BODY" if f.kind == "body" else "STATE"
        return tuple(lemmas)

    def _plain(self, index: int) -> str:
        token = self.tree.token(index)
        if token.pos == "NUM":
            return "NUM"
        if token.pos == "PROPN" and token.text[:1].isupper() and index and token.dep not in {"ROOT"}:
            lower = token.text.lower()
            known = lower in tables.classes("nouns") or lower.removesuffix("s") in tables.classes("nouns")
            return lower if known else "NAME"
        return self.tree.lemma(index)

    def side(self, index: int) -> str:
        """What stands at a token as a side of an act: the sector of an actor, a class of nouns, or nothing known."""
        f = self.actor_at.get(index)
        if f is None:
            for kid in self.tree.kids(index, "poss", "amod", "compound", "nmod"):
                if kid in self.actor_at:
                    f = self.actor_at[kid]
                    break
        if f is not None:
            return "PERSON" if f.actor.person else (f.actor.sector or ("BODY" if f.code == "IGO" else "NAMED"))
        token = self.tree.token(index)
        return token.pos if token.pos in {"PRON", "PROPN", "NUM"} else "other"

    def classes(self, index: int) -> Sequence[str]:
        """The classes a noun or verb belongs to."""
        kind = "verbs" if self.tree.token(index).pos in ACTIVE else "nouns"
        return tables.classes(kind).get(self.lemmas[index], ())

    @cached_property
    def _met(self) -> dict[int, Sequence[Met]]:
        return {}

    @cached_property
    def supposed(self) -> bool:
        """Does the sentence suppose something?"""
        return status.supposed(self.tree)

    @cached_property
    def wary(self) -> bool:
        """Does the sentence suppose or deny something?"""
        return self.supposed or status.denying(self.tree)

    def rules(self, index: int) -> Sequence[Met]:
        """The lexicon's rules that a word meets, the most trusted of each type."""
        if index not in self._met:
            self._met[index] = actions.rules_at(self.tree, index)
        return self._met[index]

    @cached_property
    def trust(self) -> Mapping[int, float]:
        """How far the rule that is trusted most is trusted, by word that may tell an act and meets one."""
        return {index: max(m.trust for m in met) for index in self.heads if (met := self.rules(index))}

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The words that may tell an act: all verbs but those that only describe a noun, and nouns of the lexicon or
        known to tell acts."""
        return tuple(i for i in range(len(self.tree)) if self._may_head(i))

    def _may_head(self, index: int) -> bool:
        token = self.tree.token(index)
        if token.text.lower() in MONTHS and self._dated(token.start):
            return False
        if token.pos == "VERB":
            return token.dep not in {"amod", "case", "mark", "prep", "compound"}
        if token.pos == "NOUN" or (token.pos in {"PROPN", "ADJ"} and index not in self.actor_at):
            return token.dep != "compound" and self.tree.lemma(index) in tables.telling()
        return False

    def _dated(self, offset: int) -> bool:
        """Does a day stand here ("7 March")?"""
        return any(match.start() <= offset < match.end() for _, match in dates.known(self.tree.text))
