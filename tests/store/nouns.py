"""Nouns for the stores' contract."""

from datetime import UTC, date, datetime

from communique.model import (
    Actor,
    Brief,
    Dates,
    Event,
    Report,
    Sentence,
    Span,
    View,
    When,
)

ODD_QUERIES = ["", " ", '"', '""', '"""', "*", "a*", "NOT", "AND OR", "NEAR(a b)", "title:x", "-x", "(", ")", "^x", "_"]
ODD_QUERIES += ["'; --"]
ODD_QUERIES += [
    "\x00",
    "\x02x",
    "٣",
    "\ud800",
    "金正恩",
    "🙂",
    "a" * 5000,
    '"' * 999,
    "x " * 2000,
    "U.S.",
    "café",
    "'; --",
]

KIM = Actor(text="Kim", name="Kim Song Nam", code="PRK", person=True, office="director of the International Department")
WANG = Actor(text="Wang", name="Wang Yi", code="CHN", person=True)
HANOI = Actor(text="Hanoi", name="Vietnam", code="VNM")
UNITED = Actor(text="the UN", name="United Nations", code="IGO")


def a_report(identity: str, published: str | None = "2024-03-21T08:00:00+08:00", **more: object) -> Report:
    text = str(more.pop("text", f"Envoys met in Beijing, says {identity}."))
    values = {"id": identity, "text": text, "title": f"Talks told by {identity}", "published": published}
    return Report(**(values | {"sentences": (Span(start=0, end=len(text)),)} | more))


def an_event(identity: str, story: str, day: str | None, actor: tuple[Actor, ...], **more: object) -> Event:
    date = None if day is None else When(start=day, end=day)
    return Event(**({"id": identity, "story": story, "event": "CONSULT", "actor": actor, "date": date} | more))


def a_brief(story: str, version: int = 1, reported: str = "2024-03-21T00:00:00Z", **more: object) -> Brief:
    standfirst = (Sentence(text=f"The envoys of {story} spoke of harvests."),)
    values = {"story": story, "version": version, "headline": f"Headline of {story}", "standfirst": standfirst}
    return Brief(**(values | {"dates": Dates(reported=(reported,))} | more))


def a_view(story: str, day: date, reader: str, door: str = "", hour: int = 12, minute: int = 0) -> View:
    """By a reader, behind a door of his own unless one is given, at a time of the day (UTC)."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() // 60
    return View(story=story, day=day, minute=int(at) + hour * 60 + minute, door=door or f"door-{reader}", reader=reader)
