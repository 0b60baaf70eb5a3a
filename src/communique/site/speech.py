"""A language of the interface for what is said outside a page: mail, which rooms below write without knowing of it."""

from datetime import date

from communique.site import moments, words
from communique.site.language import _, counted, known, speaking


class Speech:
    """The language of this code. Raises ConfigError for one that the interface does not speak."""

    def __init__(self, code: str) -> None:
        self._code = code
        self.tag, self.direction = known(code).tag, str(known(code).direction)

    def say(self, text: str, **fields: object) -> str:
        """A message, its fields filled."""
        with speaking(self._code):
            return _(text, **fields)

    def counted(self, number: int, one: str, many: str = "") -> str:
        """A number with what is counted."""
        with speaking(self._code):
            return counted(number, one, many)

    def day(self, value: date) -> str:
        """A day in print."""
        with speaking(self._code):
            return moments.day(value)

    def month(self, key: str) -> str:
        """`2024-03` in print."""
        with speaking(self._code):
            return moments.month(key)

    def country(self, code: str) -> str:
        """A country by name for its code."""
        with speaking(self._code):
            return words.country(code)
