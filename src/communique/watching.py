"""The protocols of watching: how watches and what is sent of them are kept, and who takes mail. As in `ports`, a
docstring is the contract."""

from collections.abc import Sequence
from email.message import EmailMessage
from typing import Protocol

from communique.model import Brief, Delivery, Watch


class WatchStore(Protocol):
    """Watches, and the outbox: of each watch, story and version one delivery at most."""

    def put_watch(self, watch: Watch) -> None:
        """Keep a watch, in place of what was kept under its id."""

    def watches(self) -> Sequence[Watch]:
        """All, in the order they were first put."""

    def watch(self, id: str) -> Watch | None:
        """The watch of this id."""

    def remove_watch(self, id: str) -> None:
        """Forget a watch and all its deliveries. Raises UsageError for an unknown one."""

    def matched(self) -> int:
        """The `seq` up to which briefs were held against the watches, 0 at first."""

    def put_matched(self, seq: int) -> None:
        """They were held against them up to here."""

    def printed_anew(self, seq: int, limit: int) -> Sequence[tuple[int, str]]:
        """(seq, story) of newest versions with a higher `seq`, released or withdrawn, of stories that redirect to no
        other: the first `limit` of them, by `seq`."""

    def printed_until(self, story: str, seq: int) -> Brief | None:
        """The newest version of a brief whose `seq` is not higher."""

    def put_delivery(self, delivery: Delivery) -> None:
        """Keep it, in place of what was kept for the same watch, story and version."""

    def remove_delivery(self, delivery: Delivery) -> None:
        """Forget it, if it is there."""

    def deliveries(self, watch: str, story: str | None = None, limit: int | None = None) -> Sequence[Delivery]:
        """Those of a watch, or of one of its stories, the last queued first, of a story the highest version first."""

    def undelivered(self, watch: str, until: str | None = None) -> Sequence[Delivery]:
        """Those that wait, or those of them due by `until` (a time as the desk writes it), by (queued, story)."""


class Post(Protocol):
    """A mail server that takes our mail. Not for several threads at once."""

    def open(self) -> None:
        """Connect, if there is no connection. Raises NotDelivered where the server takes nothing from us now."""

    def send(self, message: EmailMessage, to: str) -> None:
        """Hand over one message. Raises NotDelivered, `lasting` where the server will never take it for this
        address."""

    def close(self) -> None:
        """End the connection, if there is one."""
