"""Names that may be kept no more, blacked out letter by letter, so that every offset into a text stays what it was.

What is known of a name is a mark of it and not the name. A run of words is held against the marks as the address of a
person's page is made (`model.slug`): case, accents, hyphens and punctuation between the words make no difference.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

import msgspec

from communique.lexicon.months import MONTHS
from communique.model import Noun, slug

BLACK = "█"
SOMEBODY = "a person"  # what an actor is called whose name is blacked out
LONGEST = 6  # words of a name
WORD = re.compile(r"[^\W_]+(?:['’`](?![sS]\b)[^\W_]+)*")  # without the s of a possessive
BETWEEN = re.compile(r"[ \t\u00a0\-\u2010-\u2013.,·]{1,3}")
TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "president", "premier", "minister", "chairman", "chairwoman", "secretary", "ambassador",
    "envoy", "general", "director",
})  # fmt: skip
KEPT = frozenset({
    "id", "report", "reports", "source", "story", "stories", "state", "kind", "event", "events", "mode", "status", "by",
    "copy_of", "derived",
})  # fmt: skip
"""Fields that hold no words of anybody."""
ADDRESSES = frozenset({"url", "canonical_url"})
"""Fields that are null where they would hold a name: an address with letters blacked out leads nowhere."""

N = TypeVar("N", bound=Noun)


def marked(key: str) -> str:
    """The mark of a name, by the key of a person's page."""
    return hashlib.blake2b(key.encode(), person=b"communique.name", digest_size=16).hexdigest()


class Masking:
    """Blacks out the names that have one of these marks."""

    def __init__(self, marks: Collection[str]) -> None:
        self._marks = frozenset(marks)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def removed(self, key: str) -> bool:
        """Whether this is the key of somebody whose name is blacked out."""
        return bool(self._marks) and marked(key) in self._marks

    def text(self, text: str) -> str:
        """The text without the names, as long as it was. Where a name stands in full, its first and last word are
        blacked out too wherever they stand alone."""
        found = list(self._found(text)) if self._marks else []
        if not found:
            return text
        parts = {slug(word) for start, end in found for word in _ends(text[start:end])}
        spans = [*found, *_alone(text, parts)]
        for start, end in spans:
            text = text[:start] + WORD.sub(lambda word: BLACK * len(word[0]), text[start:end]) + text[end:]
        return text

    def noun(self, noun: N) -> N:
        """The noun with all its words so; the very same where none has such a name."""
        if not self._marks:
            return noun
        given = msgspec.to_builtins(noun)
        masked = self.value(given)
        return noun if masked == given else msgspec.convert(masked, type(noun))

    def value(self, value: Any, field: str = "") -> Any:
        """The same for JSON. Whoever acts or speaks under such a name is a person without a name and page; in a list of
        who took part or what was said by whom they are left out."""
        if isinstance(value, str):
            masked = value if field in KEPT else self.text(value)
            return None if masked != value and field in ADDRESSES else masked
        if isinstance(value, list | tuple):
            return [self.value(one, field) for one in value if not self._named(one)]
        if isinstance(value, dict):
            if value.get("person") is True and self.removed(slug(str(value.get("name", "")))):
                return {"text": SOMEBODY, "name": SOMEBODY, "code": value.get("code"), "sector": value.get("sector")}
            return {name: self.value(one, name) for name, one in value.items()}
        return value

    def _named(self, one: Any) -> bool:
        """A card of a person, a statement by one, an office that one holds."""
        if not isinstance(one, dict):
            return False
        speaker = one.get("speaker")
        names = [one.get("key"), slug(speaker["name"]) if isinstance(speaker, dict) else None]
        names += [slug(one["person"])] if isinstance(one.get("person"), str) else []
        return any(isinstance(name, str) and self.removed(name) for name in names)

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        words = list(WORD.finditer(text))
        first = 0
        while first < len(words):
            last = self._run(text, words, first)
            if last is not None:
                yield words[first].start(), words[last].end()
            first = first + 1 if last is None else last + 1

    def _run(self, text: str, words: "list[re.Match[str]]", first: int) -> int | None:
        """The last word of the longest name that begins with this word."""
        found = None
        for last in range(first, min(first + LONGEST, len(words))):
            if last > first and not BETWEEN.fullmatch(text, words[last - 1].end(), words[last].start()):
                break
            if self.removed(slug(text[words[first].start() : words[last].end()])):
                found = last
        return found


def _ends(name: str) -> list[str]:
    """The first and last word of a name, but for what is also something else."""
    words = [word[0] for word in WORD.finditer(name)]
    return [word for word in (words[0], words[-1]) if len(words) > 1 and len(word) > 2 and word.lower() not in MONTHS]


def _alone(text: str, parts: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where one of these words stands alone: with a capital, and not within a longer name."""
    words = list(WORD.finditer(text))
    for n, word in enumerate(words):
        if word[0][0].isupper() and slug(word[0]) in parts:
            before = n > 0 and words[n - 1][0].lower() not in TITLES and _one_name(text, words[n - 1], word)
            if not before and not (n + 1 < len(words) and _one_name(text, word, words[n + 1])):
                yield word.start(), word.end()


def _one_name(text: str, one: "re.Match[str]", other: "re.Match[str]") -> bool:
    """Whether two words may be of one name: both with a capital, and no sentence ends between them."""
    between = text[one.end() : other.start()]
    return one[0][0].isupper() and other[0][0].isupper() and between in (" ", "-", "\u00a0")
