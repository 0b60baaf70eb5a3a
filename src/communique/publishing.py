"""The protocols of what is printed: briefs as they are kept. As in `ports`, a docstring is the contract."""

from collections.abc import Sequence
from typing import Protocol

from communique.model import Brief, Hand, Report


class BriefStore(Protocol):
    """Briefs in all versions."""

    def put_brief(self, brief: Brief) -> None:
        """Keep this version, make it searchable unless its story redirects, clear the story's mark as due."""

    def brief(self, story: str, version: int | None = None) -> Brief | None:
        """The given version, or the newest."""

    def withdrawn(self, limit: int = 30) -> Sequence[Brief]:
        """Those that were printed and are withdrawn now, as `latest` has others."""

    def versions(self, story: str) -> Sequence[Brief]:
        """Oldest first."""

    def latest(self, limit: int = 30, before: str | None = None, story: str | None = None) -> Sequence[Brief]:
        """Newest versions that are released, of stories that redirect to no other, by last report, newest first:
        (reported[-1], story) descending. For paging, `before` is the `reported[-1]` of the last one seen; with its
        `story` too, others of the very same time are not lost."""

    def put_hand(self, hand: Hand) -> None:
        """Keep how a brief stands in the hand of editors, in place of what was kept."""

    def hand(self, story: str) -> Hand | None:
        """How a story's brief stands in the hand of editors, None where none ever took it up."""


class ErasingStore(Protocol):
    """What is removed on demand."""

    def erase_report(self, stone: Report) -> None:
        """Keep nothing of a report but this tombstone, as its newest version and in place of those before: text, notes,
        what the record took from it, search entries of it and of its story's brief, and what models wrote."""
