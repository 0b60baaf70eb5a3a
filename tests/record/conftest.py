"""One recorder with the real parser for all tests of the record, and short ways to make reports."""

from collections.abc import Callable

import pytest

from communique.lexicon import sentences
from communique.model import Mention, Recorded, Report
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

Take = Callable[..., Recorded]
Acts = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def recorder() -> Recorder:
    return Recorder(SpacyParser())


def report(text: str, published: str = "2024-03-22T12:00:00+00:00", name: str = "r1", **more: object) -> Report:
    """A report of this text, split into sentences."""
    return Report(id=name, text=text, published=published, language="en", sentences=sentences.split(text), **more)  # type: ignore[arg-type]


@pytest.fixture
def take(recorder: Recorder) -> Take:
    def taken(text: str, *args: str, **more: object) -> Recorded:
        return recorder.record(report(text, *args, **more))

    return taken


@pytest.fixture
def acts(take: Take) -> Acts:
    """The mentions of a text, the surest first."""

    def found(text: str, *args: str) -> list[Mention]:
        return sorted(take(text, *args).mentions, key=lambda m: -m.confidence)

    return found
