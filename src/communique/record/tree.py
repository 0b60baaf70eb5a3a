"""A parsed sentence as the coder walks it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from communique.ports import Parsed, Token

CLAUSES = {"relcl", "advcl", "ccomp", "parataxis", "csubj"}
"""Dependencies that open a clause of its own."""


class Tree:
    """One sentence: its text, tokens and who hangs on whom. Token positions are indexes, offsets are characters."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        self.text = text
        self.tokens = parsed.tokens
        self.entities = parsed.entities
        self.token: Callable[[int], Token] = parsed.tokens.__getitem__
        """The token itself."""
        self.lemma: Callable[[int], str] = tuple(token.lemma.lower() for token in parsed.tokens).__getitem__
        """The lemma in lower case."""

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the tokens that hang on it, left to right."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index and 0 <= token.head < len(found):
                found[token.head].append(index)
        return tuple(tuple(row) for row in found)

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children with one of the dependencies."""
        told = self._deps
        return [child for child in self.children[index] if told[child] in deps]

    @cached_property
    def _deps(self) -> tuple[str, ...]:
        return tuple(token.dep for token in self.tokens)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they are printed, in lower case."""
        return tuple(token.text.lower() for token in self.tokens)

    def up(self, index: int) -> tuple[int, ...]:
        """The ancestors, nearest first."""
        if index not in self._above:
            above: list[int] = []
            here, seen = index, {index}
            while (here := self.tokens[here].head) not in seen:
                above.append(here)
                seen.add(here)
            self._above[index] = tuple(above)
        return self._above[index]

    @cached_property
    def _above(self) -> dict[int, tuple[int, ...]]:
        return {}

    def down(self, index: int, *, clauses: bool = True, skip: frozenset[int] = frozenset()) -> list[int]:
        """The subtree in text order, without subordinate clauses on wish, without the branches in `skip`."""
        found, waiting = [], [index]
        while waiting:
            here = waiting.pop()
            found.append(here)
            for child in self.children[here]:
                if child in skip or (not clauses and self.tokens[child].dep in CLAUSES):
                    continue
                waiting.append(child)
        return sorted(found)

    def span(self, start: int, end: int) -> list[int]:
        """Tokens that overlap the characters [start, end)."""
        first = bisect_right(self._ends, start)
        return list(range(first, max(first, bisect_left(self._starts, end))))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(token.end for token in self.tokens)

    def head_of(self, start: int, end: int) -> int | None:
        """The token of a stretch on which the rest of it hangs."""
        inside = self.span(start, end)
        members = set(inside)
        for index in inside:
            if self.tokens[index].head not in members or self.tokens[index].head == index:
                return index
        return inside[0] if inside else None

    def joined(self, index: int) -> list[int]:
        """A token with everything coordinated to it ("A, B and C")."""
        found = [index]
        for here in found:
            found.extend(self.kids(here, "conj"))
        return found

    def passive(self, index: int) -> bool:
        """Is this verb a passive ("was accused", "sanctions imposed by")?"""
        token = self.tokens[index]
        if token.tag != "VBN":
            return False
        if self.kids(index, "auxpass", "nsubjpass", "agent", "nsubj:pass"):
            return True
        return token.dep == "acl" and not self.kids(index, "dobj", "aux")

    def after_day(self, index: int) -> list[int]:
        """The "after" of "a day after a court refused", which the parser hangs on the day and not on the verb."""
        days = self.kids(index, "npadvmod") if self.tokens[index].dep == "advcl" else []
        return [p for day in days for p in self.kids(day, "prep") if self.lemma(p) in {"after", "before"} and p < index]

    def subjects(self, index: int) -> list[int]:
        """The heads of a verb's subject, its own or inherited through control, coordination and relative clauses."""
        for _ in range(6):
            own = self.kids(index, "nsubj", "nsubjpass", "csubj")
            if own and not (self.tokens[own[0]].tag in {"WDT", "WP"} and self.tokens[index].dep == "relcl"):
                return own
            if not own and (late := [o for p in self.after_day(index) for o in self.kids(p, "pobj") if o < index]):
                return late
            token = self.tokens[index]
            if token.dep in {"relcl", "acl"}:
                return [token.head]
            if token.head == index:
                return []
            controls = token.dep == "xcomp" and not own and self.lemma(token.head) not in {"promise", "threaten", "vow"}
            if controls and (objects := self.kids(token.head, "dobj")):
                return objects
            if token.dep == "pcomp" and self.lemma(token.head) == "as":
                return self.kids(self.tokens[token.head].head, "dobj")
            if token.dep not in {"xcomp", "conj", "advcl", "ccomp", "prep", "pcomp", "acomp", "dep", "attr", "pobj"}:
                return []
            index = token.head
        return []
