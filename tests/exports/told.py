"""Told facts for the tests, and texts that break files which are written carelessly."""

from communique.exports.nouns import Cited, Passage, ToldEvent
from communique.model import Actor, Event, Place, When

BASE = "https://desk.example"
KIM = Actor(text="Kim", name="Kim Song Nam", code="PRK", sector="PTY", office="director", person=True)
WANG = Actor(text="Wang", name="Wang Yi", code="CHN", sector="GOV", office="foreign minister", person=True)
FRANCE = Actor(text="Paris", name="France", code="FRA", sector="GOV")
TOGO = Actor(text="Togo", name="Togo", code="TGO", sector="GOV")
UNION = Actor(text="the AU", name="African Union", code="IGO")
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "  +1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "＝1+1",
    "\x00=1\x07\x1b[31mred",
    'He said "no", then\r\nBEGIN:VEVENT\r\nUID:false\rleft; "quoted", \\n \\',
    "half a \ud83d character",
    "\u202edeppilf\u2028line\u2029paragraph\x85next",
    "</script><script>alert(1)</script>",
    "대한민국 외교부 " * 30,
    "office " * 1500,
)


def day(text: str) -> When:
    return When(start=text, end=text)


def event(name: str = "e1", **more: object) -> Event:
    """A meeting of two ministers in Beijing."""
    made: dict[str, object] = {
        "event": "CONSULT", "mode": "visit", "reciprocal": True, "actor": (KIM,), "recipient": (WANG,),
        "date": day("2024-03-23"), "place": Place(name="Beijing", country="CHN", venue="Great Hall"),
        "evidence": ("m1", "m2"), "reports": ("r1", "r2"), "confidence": 0.9, "context": ("diplomatic",),
    }  # fmt: skip
    return Event(id=name, story="s1", **made | more)  # type: ignore[arg-type]


def report(name: str = "r1", **more: object) -> Cited:
    made: dict[str, object] = {
        "publisher": "The Bugle", "title": "Talks in Beijing", "url": f"https://bugle.example/{name}",
        "published": "2024-03-23T20:00:00+08:00", "seen": "2024-03-24T06:00:00Z", "language": "en", "story": "s1",
    }  # fmt: skip
    return Cited(id=name, address=f"{BASE}/report/{name}", **made | more)  # type: ignore[arg-type]


def told(of: Event | None = None, **more: object) -> ToldEvent:
    """An event with two reports and two sentences."""
    sentence = Passage(
        report="r1", version=1, address=f"{BASE}/report/r1#s-0", words="Kim met Wang in Beijing.", lead=True
    )
    made: dict[str, object] = {
        "address": f"{BASE}/story/s1", "brief": f"{BASE}/story/s1", "headline": "Talks in Beijing",
        "passages": (sentence, Passage(report="r2", version=1, address=f"{BASE}/report/r2#s-9")),
        "reports": (report(), report("r2", publisher="Hangang Wire")), "changed": "2024-03-24T06:00:00Z",
    }  # fmt: skip
    return ToldEvent(event=of or event(), **made | more)  # type: ignore[arg-type]


def hostile(text: str) -> ToldEvent:
    """An event in which all that people wrote is this text."""
    actor = Actor(text=text, name=text, code="PRK", office=text, person=True)
    where = Place(name=text, country="PRK", venue=text)
    words = Passage(report="r1", version=1, address=f"{BASE}/report/r1#s-0", words=text)
    return told(
        event(actor=(actor,), place=where), headline=text, passages=(words,),
        reports=(report(title=text, publisher=text, url=f"https://bugle.example/{text}"),),
    )  # fmt: skip
