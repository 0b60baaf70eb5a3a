"""What a tag makes of a token, looked up instead of matched.

spaCy's attribute ruler matches some 180 patterns on every sentence, which takes a sixth of a parse. Nearly all of them
ask for one token by its tag, its word and how it hangs: what they make of such a token is worked out once. Only those
that ask for several tokens are left to a ruler, which is asked where one of their words stands. The tokens come out the
same (tests/record/test_attributes.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

NOT_ASKED = 0
FIRST = ("ai", "all", "c'm", "gon", "got", "let", "nothin'", "nuthin'")
"""A word that stands in whatever the patterns that ask for several tokens, or for more than words, can match; "there
is" and white space are the rest of it."""


class Made(NamedTuple):
    """What becomes of a token, by the numbers of spaCy's strings: its part of speech, forms and lemma."""

    pos: int | None
    morph: int | None
    lemma: int | None


class Attributes:
    """Part of speech, lemma and morphology of tokens, as the `ruler` of a pipeline gives them."""

    def __init__(self, ruler: Any) -> None:
        self._vocab = ruler.vocab
        self._plain = [pattern for pattern in ruler.patterns if _plain(pattern)]
        words = {word for pattern in self._plain for (asked,) in pattern["patterns"] for word in _words(asked)}
        self._words = {self._vocab.strings.add(word) for word in words}
        self._first = {self._vocab.strings.add(word) for word in FIRST}
        self._there, self._space = self._vocab.strings.add("expl"), self._vocab.strings.add("_SP")
        self._rest = type(ruler)(ruler.vocab, validate=False)
        self._rest.add_patterns([pattern for pattern in ruler.patterns if not _plain(pattern)])
        self._made: dict[tuple[int, int, int], Made] = {}

    def __call__(self, document: Any) -> Any:
        """The document with the attributes of its tokens set."""
        left = False
        for token in document:
            tag, dep, lower = token.tag, token.dep, token.lower
            left = left or lower in self._first or dep == self._there or tag == self._space or token.is_space
            key = (tag, dep, lower if lower in self._words else NOT_ASKED)
            if (made := self._made.get(key)) is None:
                made = self._made[key] = self._of(token)
            pos, morph, lemma = made
            if pos is not None:
                token.pos = pos
            if morph is not None:
                token.set_morph(morph)
            if lemma is not None:
                token.lemma = lemma
        return self._rest(document) if left else document

    def _of(self, token: Any) -> Made:
        told = {"TAG": token.tag_, "LOWER": token.lower_, "DEP": token.dep_}
        attributes: dict[str, str] = {}
        for pattern in self._plain:
            if any(all(_is(told[k], v) for k, v in asked.items()) for (asked,) in pattern["patterns"]):
                attributes |= pattern["attrs"]
        strings = self._vocab.strings
        return Made(
            strings.add(attributes["POS"]) if "POS" in attributes else None,
            self._vocab.morphology.add(attributes["MORPH"]) if "MORPH" in attributes else None,
            strings.add(attributes["LEMMA"]) if "LEMMA" in attributes else None,
        )


def _plain(pattern: Mapping[str, Any]) -> bool:
    """Does a pattern ask for one token, by tag, relation and listed words alone?"""
    return all(
        len(tokens) == 1
        and set(tokens[0]) <= {"TAG", "LOWER", "DEP"}
        and all(isinstance(v, str) or set(v) in ({"IN"}, {"NOT_IN"}) for v in tokens[0].values())
        for tokens in pattern["patterns"]
    )


def _words(asked: Mapping[str, Any]) -> Iterator[str]:
    told = asked.get("LOWER", {})
    yield from (told,) if isinstance(told, str) else (word for words in told.values() for word in words)


def _is(value: str, wanted: str | Mapping[str, Any]) -> bool:
    if isinstance(wanted, str):
        return value == wanted
    return value in wanted["IN"] if "IN" in wanted else value not in wanted["NOT_IN"]
