"""The protocol of the record seen by days, countries and bodies. As in `ports`, a docstring is the contract."""

from collections.abc import Sequence
from typing import Protocol

from communique.model import Event


class SurveyStore(Protocol):
    """Events that are told, by when they happened. Days are ISO dates, both included; an event is within them if any of
    its days is, one without a day only where both are open."""

    def meetings_within(
        self, since: str, until: str, *, country: str | None = None, pair: tuple[str, str] | None = None
    ) -> Sequence[Event]:
        """Meetings (CONSULT), however they stand, of all, of one country or of a pair in alphabetical order, by (day,
        id)."""

    def pairs_within(self, since: str | None = None, until: str | None = None) -> Sequence[tuple[str, str, str, int]]:
        """(code, code, event type, number) of what happened or is under way between two countries, codes in
        alphabetical order, by (code, code, type)."""

    def countries_within(self, since: str | None = None, until: str | None = None) -> Sequence[tuple[str, str, int]]:
        """(code, event type, number) of what happened or is under way with a country on either side, by (code,
        type)."""

    def dealings_within(
        self, code: str, since: str | None = None, until: str | None = None
    ) -> Sequence[tuple[str, str]]:
        """(other country, event id) of what happened or is under way between a country and any other, the latest first
        (undated last), on a day by id backwards."""

    def bodies(self) -> Sequence[tuple[str, str, str, int]]:
        """(key, name, code, number of events) of every organisation that acts for itself or is acted on (code IGO, IMG
        or NGO), most events first."""

    def events_of_body(self, key: str) -> Sequence[Event]:
        """Events with the organisation on either side, by date, newest first (undated last)."""
