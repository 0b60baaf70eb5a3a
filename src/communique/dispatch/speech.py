"""What a message asks of the language it speaks. The site has the words; the desk hands them in."""

from datetime import date
from typing import Protocol


class Speech(Protocol):
    """A language: its `tag` and `direction` (ltr, rtl) as HTML has them, and its ways to say things. Messages are known
    by their English."""

    tag: str
    direction: str

    def say(self, text: str, **fields: object) -> str:
        """A message, its fields filled."""

    def counted(self, number: int, one: str, many: str = "") -> str:
        """A number with what is counted."""

    def day(self, value: date) -> str:
        """A day in print."""

    def month(self, key: str) -> str:
        """`2024-03` in print."""

    def country(self, code: str) -> str:
        """A country by name for its code."""


def in_english(speech: Speech) -> str:
    """The attributes of an element that is English in a message in another language."""
    return "" if speech.tag == "en" else ' lang="en" dir="ltr"'
