"""The protocols of drafting a brief with a language model. As in `ports`, a docstring is the contract.

A model is told what to do (`instructions`), given the reports as data (`request`), and gives back text. What becomes of
the text is decided by the briefs room, sentence by sentence; what it costs is kept by the desk.
"""

from datetime import date
from typing import Any, Protocol

from communique.model import Noun


class Asked(Noun):
    """What a model is asked: instructions, the request with the reports in it, the JSON Schema of the answer."""

    instructions: str
    request: str
    shape: dict[str, Any]


class Written(Noun):
    """What a model gave: its text, and the tokens it counted, null where it did not say."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class Writer(Protocol):
    """A model that drafts. `identity` names the model and everything else, besides what is asked, that its answer
    depends on.

    `write` takes at most `seconds` in all, waits and further tries included, and raises WriterFailed where there is no
    answer, with the tokens that may have been paid for all the same. Safe to call from several threads.
    """

    @property
    def identity(self) -> str:
        """What is named."""

    def write(self, asked: Asked, seconds: float) -> Written:
        """The model's answer."""


class DraftStore(Protocol):
    """What models have written, by what they were asked, and what was spent on it."""

    def keep_draft(self, key: str, written: Written) -> None:
        """Keep an answer; one that is kept under this key already gives way."""

    def draft(self, key: str) -> Written | None:
        """The answer kept under this key."""

    def spend(self, day: date, amount: float) -> None:
        """Add to what was spent on this day, in the currency of the prices."""

    def spent(self, day: date) -> float:
        """What was spent on this day; 0 where nothing was."""
