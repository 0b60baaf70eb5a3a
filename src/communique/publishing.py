"""The protocols of what is printed: briefs as they are kept, who reads them, and a list of sources. As in `ports`, a
docstring is the contract."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from communique.model import Brief, Hand, Printed, Report, Source, View, Waiting


class BriefStore(Protocol):
    """Briefs in all versions."""

    def put_brief(self, brief: Brief) -> None:
        """Keep this version, make it searchable unless its story redirects, clear the story's mark as due."""

    def brief(self, story: str, version: int | None = None) -> Brief | None:
        """The given version, or the newest."""

    def latest_of(self, stories: Collection[str], limit: int = 30) -> Sequence[Brief]:
        """As `latest`, of these stories alone, or of those that they redirect to."""

    def withdrawn(self, limit: int = 30) -> Sequence[Brief]:
        """Those that were printed and are withdrawn now, as `latest` has others."""

    def versions(self, story: str) -> Sequence[Brief]:
        """Oldest first."""

    def latest(self, limit: int = 30, before: str | None = None, story: str | None = None) -> Sequence[Brief]:
        """Newest versions that are released, of stories that redirect to no other, by last report, newest first:
        (reported[-1], story) descending. For paging, `before` is the `reported[-1]` of the last one seen; with its
        `story` too, others of the very same time are not lost."""

    def standing(self, until: datetime, since: datetime | None = None, limit: int = 40) -> Sequence[Brief]:
        """Briefs as they stood at a moment: of each story that redirects to no other and is not withdrawn today, the
        newest version printed (`updated`, else reported) before it, if that is released; only those printed from
        `since` on. Printed last first, then by story."""

    def printed_around(self, since: datetime, until: datetime) -> tuple[str | None, str | None]:
        """When something that `standing` gives was last printed before `since`, and when first from `until` on, as
        times in UTC."""

    def last_opened(self) -> int:
        """The number of the story that opened last, counted up from 1 as they open, 0 without one."""

    def opened(self, after: int, until: int) -> Sequence[Brief]:
        """Newest versions that are released, of the stories with a number above `after` and up to `until` that
        redirect to no other, by the order they opened."""

    def last_printed(self) -> int:
        """The highest `seq` there is, 0 where no brief is kept. Every version put in has a higher one than all before
        it, whatever process put it in."""

    def printed_since(self, seq: int, limit: int) -> Sequence[Printed]:
        """Newest versions with a higher `seq` that are released, of stories that redirect to no other: the last
        `limit` of them, by `seq`."""

    def put_hand(self, hand: Hand) -> None:
        """Keep how a brief stands in the hand of editors, in place of what was kept."""

    def hand(self, story: str) -> Hand | None:
        """How a story's brief stands in the hand of editors, None where none ever took it up."""


class WaitingStore(Protocol):
    """Briefs that wait for an editor's release, one a story. Nothing that is listed, found, counted or numbered
    elsewhere is one of them."""

    def put_waiting(self, waiting: Waiting) -> None:
        """Keep a brief that waits, in place of the story's that waited before; clear the story's mark as due."""

    def hold_waiting(self, story: str, held: bool) -> None:
        """Mark the story's brief that waits, if there is one, as held back or not."""

    def waiting(self, story: str) -> Waiting | None:
        """The story's brief that waits."""

    def all_waiting(self, limit: int = 100) -> Sequence[Waiting]:
        """By last report, newest first."""

    def drop_waiting(self, story: str) -> None:
        """Let go of the story's brief that waits, if there is one."""


class Subscriptions(Protocol):
    """Sources as a list that feed readers take, OPML 2.0."""

    def __call__(self, sources: Sequence[Source], title: str) -> bytes:
        """Those of the web, in their folders."""


class Masks(Protocol):
    """What blacks out names in words that are kept."""

    def text(self, text: str) -> str:
        """The text without the names, as long as it was."""

    def value(self, value: Any, field: str = "") -> Any:
        """The same for JSON, all that is in it; `field` is what it is called where it stands."""

    def removed(self, key: str) -> bool:
        """Whether this is the key of somebody who is removed."""


class ErasingStore(Protocol):
    """What is removed on demand."""

    def erase_reports(self, stones: Iterable[Report]) -> None:
        """Keep nothing of reports but these tombstones, each as the newest version and in place of those before: text,
        notes, what the record took from it, search entries of it and of its story's brief, that brief where it waits
        for release, and what models wrote."""

    def reports_of_source(self, source: str) -> Sequence[str]:
        """The ids of all reports of a source."""

    def drop_refusals(self, source: str) -> None:
        """Let go of what was refused of a source."""

    def black_out(self, masks: Masks) -> Sequence[str]:
        """Put all words that are kept through the masks: reports in all versions, briefs, events, decisions, search.
        What was taken from reports that changed goes, and the stories concerned are due: all of these, by id. People
        who are removed have no page and no watch any more."""

    def empty_log(self) -> None:
        """Outside of a transaction: what was erased is not left beside the store either, as far as nobody reads it."""

    def put_removal(self, kind: str, mark: str) -> None:
        """Keep the tombstone of a source or person: a mark by which it is known when it comes again."""

    def removals(self, kind: str) -> frozenset[str]:
        """The marks of what was removed of a kind."""


class ViewStore(Protocol):
    """Views by the minute for as long as windows reach, by the day after that; no address is ever stored."""

    def day_salt(self, day: date) -> bytes:
        """The secret of a day, random, the same for all who ask while the day is on."""

    def close_days(self, day: date, folded: date) -> None:
        """The days before `day` are over: their salts, and who was left out on them, are erased. Views of days before
        `folded` are counted together by day, and who read what on them is erased."""

    def count_views(self, views: Sequence[View]) -> None:
        """A reader counts once a day per story, from the first minute; for the story that one redirects to; never for
        one without a released brief, and not at all where left out on that day."""

    def views_behind(self, day: date, doors: Collection[str]) -> Sequence[View]:
        """What is counted of these doors on a day, by minute."""

    def leave_out(self, day: date, door: str, reader: str = "") -> None:
        """What was counted on that day of a reader, or of all behind a door, is taken back, and they are not counted
        again on it."""

    def take_back(self, views: Sequence[View]) -> None:
        """These count no longer."""

    def most_viewed(self, since: datetime, limit: int = 10) -> Sequence[tuple[str, int]]:
        """(story, views) in the minutes after that of `since`, most first, ties by story id; of stories whose brief is
        released. What is folded is not in it."""

    def views_by_day(self, story: str) -> Sequence[tuple[date, int]]:
        """All views ever counted of a story, by day."""
