"""What is asked of the search and what it finds: the nouns, and the protocol of the store's part. As in `ports`, a
docstring is the contract."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from communique.model import Noun

Field = Literal["words", "phrase", "kind", "from", "country", "pair", "type", "lang"]
KINDS = ("brief", "report", "statement", "event", "person", "organisation", "country")
COUNTED = 3_000
"""Of how many results, the newest, are known by number: a total of so many with `more` is a least one."""
RANKED = 500
"""How many results can be read through by relevance."""


class Condition(Noun, frozen=True):
    """One thing that a result has, or with `without` has not. `field` says what: `words` (one word, in any form),
    `phrase` (these very words, one after the other), `kind`, `from` (words of the name of a publisher, source or
    speaker), `country` (ISO 3166 alpha-3), `pair` (`CHN-PRK`, in alphabetical order), `type` (PLOVER), `lang`. With
    `beginning` a word may go on."""

    field: Field
    value: str
    without: bool = False
    beginning: bool = False


class Query(Noun, frozen=True):
    """What a result has: of each group of conditions at least one. `since` and `until` are the first and the last day
    (UTC) on which it was published or happened."""

    groups: tuple[tuple[Condition, ...], ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def said(self) -> tuple[Condition, ...]:
        """The words and phrases that are asked for."""
        return tuple(c for group in self.groups for c in group if c.field in ("words", "phrase") and not c.without)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.groups and self.since is None and self.until is None


class Hit(Noun):
    """One search result. `snippet` has the matches between \\x02 and \\x03, and so has `marked`, its title. `of` is the
    report of a statement and the story of an event."""

    kind: str
    id: str
    title: str
    snippet: str
    at: str | None = None
    marked: str = ""
    of: str | None = None


class Tally(Noun, frozen=True):
    """How many of the results that were counted have this value."""

    value: str
    count: int


class Facet(Noun, frozen=True):
    """The commonest values of one field among the results; `field` is kind, country, type, from or month."""

    field: str
    values: tuple[Tally, ...]


class Found(Noun, frozen=True):
    """Results. `total` is exact unless `more`; the facets are counted over `counted` of the results, spread evenly over
    the newest `total`. `reachable` is how many can be paged through. `begun` tells that the last word was found only as
    the beginning of others."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    reachable: int = 0
    facets: tuple[Facet, ...] = ()
    counted: int = 0
    begun: bool = False


class SearchStore(Protocol):
    """Full text over briefs, newest versions of reports, what was said, events, people, organisations and countries,
    kept with them in one transaction."""

    def find(self, query: Query, limit: int = 20, offset: int = 0, *, newest: bool = False) -> Found:
        """Results by relevance, or the newest first. A last word that finds nothing whole is tried as the beginning of
        one. Takes bounded time however many match. Never raises on what is asked."""

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        """Briefs, then reports, each by relevance, as a reader would type it. Never raises on what is asked."""

    def spelled(self, words: Sequence[str]) -> Mapping[str, str]:
        """For words that stand in next to nothing: the one that is spelled nearly so and stands in much more."""
