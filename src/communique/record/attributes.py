"""What a tag makes of a token, looked up instead of matched.

spaCy's attribute ruler matches some 180 patterns on every sentence, which takes a sixth of a parse. Most of them ask
for one token by its tag, or by its tag and word; those are looked up here, and only the rest is left to a ruler. The
tokens come out the same (tests/record/test_attributes.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any


class Attributes:
    """Part of speech, lemma and morphology of tokens, as the `ruler` of a pipeline gives them."""

    def __init__(self, ruler: Any) -> None:
        self._by_tag: dict[tuple[str, str | None], dict[str, str]] = {}
        rest = []
        for pattern in ruler.patterns:
            keys = list(_keys(pattern))
            if not keys:
                rest.append(pattern)
            for key in keys:
                self._by_tag.setdefault(key, {}).update(pattern["attrs"])
        self._rest = type(ruler)(ruler.vocab, validate=False)
        self._rest.add_patterns(rest)

    def __call__(self, document: Any) -> Any:
        """The document with the attributes of its tokens set."""
        for token in document:
            self._set(token, self._by_tag.get((token.tag_, None), {}))
            self._set(token, self._by_tag.get((token.tag_, token.lower_), {}))
        return self._rest(document)

    @staticmethod
    def _set(token: Any, attributes: Mapping[str, str]) -> None:
        if "POS" in attributes:
            token.pos_ = attributes["POS"]
        if "MORPH" in attributes:
            token.set_morph(attributes["MORPH"])
        if "LEMMA" in attributes:
            token.lemma_ = attributes["LEMMA"]


def _keys(pattern: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The tags and words that a pattern asks for, if it asks for nothing else."""
    for tokens in pattern["patterns"]:
        asked = tokens[0]
        plain = len(pattern["patterns"]) == len(tokens) == 1 and isinstance(asked.get("TAG"), str)
        if not plain or not set(asked) <= {"TAG", "LOWER"}:
            return
        words = asked.get("LOWER")
        if words is None or isinstance(words, str):
            yield asked["TAG"], words
        elif set(words) == {"IN"}:
            yield from ((asked["TAG"], word) for word in words["IN"])
