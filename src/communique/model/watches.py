"""Watches: what somebody wants to be told of, and what was sent of it."""

from typing import Literal

from communique.model.base import Noun

WatchKind = Literal["country", "pair", "person", "organisation", "query", "story"]
Every = Literal["round", "day", "week"]


class Watch(Noun):
    """What somebody wants to be told of, and where: a `mail` address, or a `webhook` signed with a `secret`.

    `of` is a country's code, a pair's two (`CHN-PRK`), the key of a person or an organisation, a query as it was
    typed, or a story's id. `language` is that of what mail says around a brief. `quiet` is from when to when nothing
    is sent, by the desk's clock (`22:00`, `07:00`). `since` is the number of the last brief printed before the watch
    began. `paused` is why nothing is noted or sent. `sent` tells when a message was last taken, `failures` how many
    tries in a row were not since then, and `why`.
    """

    id: str
    kind: WatchKind
    of: str
    title: str
    made: str
    since: int
    mail: str | None = None
    webhook: str | None = None
    secret: str | None = None
    every: Every = "round"
    quiet: tuple[str, str] | None = None
    language: str = "en"
    paused: str | None = None
    sent: str | None = None
    failures: int = 0
    why: str | None = None

    @property
    def to(self) -> str:
        """Where it is sent."""
        return self.mail or self.webhook or ""


class Delivery(Noun):
    """One version of a brief for one watch. It waits from `queued` on and is tried when it is `due`; `sent` is when it
    was taken. `refused` is for good, `given up` after the last try; `why` is what was said to the last one."""

    watch: str
    story: str
    version: int
    queued: str
    due: str
    state: Literal["waiting", "sent", "refused", "given up"] = "waiting"
    tries: int = 0
    sent: str | None = None
    why: str | None = None
