"""When the desks of these tests are opened, and with what parser."""

from datetime import UTC, datetime
from functools import cache

from communique.record.spacy_parser import SpacyParser

NOW = datetime(2024, 4, 23, 12, tzinfo=UTC)


@cache
def parser() -> SpacyParser:
    """The real one, loaded once."""
    return SpacyParser()
