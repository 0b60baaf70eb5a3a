"""A newsroom that is watched: its store, its mail server on loopback and its door; only the clock is played."""

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.desk.delivering import Delivering
from communique.desk.watches import Watches
from communique.dispatch import SmtpPost
from communique.model import Brief, Watch
from communique.sources.http import HttpFetch
from tests import stores
from tests.dispatch.receivers import MailServer
from tests.site import newsroom
from tests.site.talks import TALKS

NOON = datetime(2024, 3, 25, 12, 0, tzinfo=UTC)
BASE = "https://desk.example"


class Room:
    """A newsroom's store, its mail server and its door, and who is told."""

    def __init__(self, folder: Path, mail: MailServer) -> None:
        self.clock = PlayedClock(NOON)
        self.store = stores.empty(folder / "desk.db")
        newsroom.fill(self.store)
        self.fetch = HttpFetch("", self.clock, allow_private=True, pace=0, timeout=0.5, longest=1)
        self.post = SmtpPost("127.0.0.1", mail.port, "none", "desk@desk.example", timeout=2)
        self.watches = Watches(self.store, self.clock)
        self.zone = "UTC"

    @property
    def delivering(self) -> Delivering:
        sender = Address("The Desk", "desk", "desk.example")
        return Delivering(
            self.store, self.fetch, self.post, BASE, ZoneInfo(self.zone), self.clock.now, "The Desk", sender
        )

    def round(self, minutes: float = 5) -> tuple[int, list[str]]:
        """What a round does for those who watch, so many minutes later: how many were told, and what was refused."""
        self.clock.sleep(minutes * 60)
        self.delivering.match()
        sent, refused = self.delivering.send()
        return sent, [f"{refusal.name}: {refusal.why}" for refusal in refused]

    def print(self, headline: str = "", story: str = "s-talks", **changed: object) -> Brief:
        """The story's brief in its next version; with other facts where a headline is given."""
        old = self.store.brief(story)
        assert old is not None
        brief = replace(old, version=old.version + 1, **changed)
        if headline:
            people = (*brief.participants, replace(TALKS.participants[0], name=headline, key=f"p-{brief.version}"))
            brief = replace(brief, headline=headline, participants=people)
        self.store.put_brief(brief)
        return brief

    def kept(self, id: str) -> Watch:
        found = self.store.watch(id)
        assert found is not None
        return found

    def states(self, id: str) -> list[tuple[int, str, int]]:
        return [(one.version, one.state, one.tries) for one in self.store.deliveries(id)]


def by_mail(room: Room, kind: str = "pair", of: str = "CHN-PRK", **more: str) -> Watch:
    return room.watches.add(kind, of, mail=more.pop("mail", "reader@example.org"), **more)


def words(message: EmailMessage) -> str:
    """The plain text in one line."""
    text = message.get_body(("plain",))
    assert text is not None
    return " ".join(text.get_content().split())


def subjects(mail: MailServer) -> list[str]:
    return [str(message["Subject"]) for message in mail.messages]
