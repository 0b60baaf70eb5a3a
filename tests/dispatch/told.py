"""Watches, briefs and what is told of them, for the tests of what goes out."""

from datetime import UTC, datetime
from email.headerregistry import Address

from msgspec.structs import replace

from communique.dispatch import Told, Writing
from communique.model import Brief, Correction, Watch
from communique.site.speech import Speech
from tests.site.talks import TALKS

NOW = datetime(2024, 3, 25, 7, 30, tzinfo=UTC)
WRITING = Writing(desk="The Desk", sender=Address("The Desk", "desk", "desk.example"), now=NOW, speech=Speech("en"))


def a_watch(**more: object) -> Watch:
    given = {"id": "w1", "kind": "pair", "of": "CHN-PRK", "title": "China – North Korea", "since": 0}
    return Watch(**(given | {"made": "2024-03-20T00:00:00Z", "mail": "reader@example.org"} | more))


def told(brief: Brief = TALKS, **more: object) -> Told:
    given = {"why": "new", "brief": brief, "address": f"https://desk.example/story/{brief.story}"}
    return Told(**(given | {"first": brief.version, "events": ("e-1",)} | more))


def corrected(brief: Brief = TALKS) -> Brief:
    """The next version, with a notice."""
    notice = Correction(at="2024-03-25T07:00:00Z", text="It was Friday.", report="r-x", version=2, title="Talks")
    return replace(brief, version=brief.version + 1, corrections=(*brief.corrections, notice))
