"""An archive of many briefs: what the pages are measured over.

Who deals with whom is drawn as news has it, few pairs often and most seldom. 27 stories a day, the newest last, ten
years of them in 100,000. Each has a report of six sentences, what the record took from it (an act, a statement, two
people in office), an event, and a brief; all can be found by search. The same number gives the same archive.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.bulk import Bulk, Told
from communique.lexicon import countries
from communique.model import (
    Actor,
    Brief,
    Citation,
    Credit,
    Dates,
    Event,
    Holding,
    Mention,
    Participant,
    Place,
    Recorded,
    Report,
    Sentence,
    Source,
    Span,
    Statement,
    Version,
    When,
)
from communique.store.sqlite import SqliteStore

NOW = datetime(2024, 3, 25, 7, 30, tzinfo=UTC)
A_DAY = 27
AT_ONCE = 1000  # stories in a transaction
OFFICES = ("vice minister", "ambassador", "special envoy", "director of protocol", "spokesperson")
KINDS = (("CONSULT", "met"), ("AGREE", "signed an accord with"), ("ACCUSE", "accused"), ("SUPPORT", "praised"))
FAMILY = "Abe Boyd Cruz Diaz Egan Falk Grau Haas Ibsen Jung Kraus Lund Moss Nagy Olsen Pohl Quist Roth Sand Tull"
GIVEN = "Ada Ben Cleo Dan Eva Finn Gus Hal Ida Jon Kai Lea Max Nora Otto Pia Rolf Sven Tess Uma"


class Draw:
    """What stories are made of."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        codes = list(countries.codes())
        self.chance.shuffle(codes)
        self.codes, self.weights = codes, [1 / (rank + 3) for rank in range(len(codes))]

    def side(self, other: str = "") -> Actor:
        """Somebody of a country, not of the other's."""
        while (code := self.chance.choices(self.codes, self.weights)[0]) == other:
            pass
        number = int(self.chance.paretovariate(1.1) - 1) % 400
        name = f"{GIVEN.split()[number % 20]} {FAMILY.split()[number // 20]}-{code.title()}"
        office = OFFICES[number % len(OFFICES)] if number else "foreign minister"
        return Actor(text=name, name=name, code=code, sector="GOV", office=office, person=True)


def story(draw: Draw, number: int, at: datetime) -> Told:
    """A story as the desk would keep it."""
    actor = draw.side()
    recipient = draw.side(actor.code or "")
    kind, verb = draw.chance.choice(KINDS)
    day = at.date().isoformat()
    capital = countries.capital(recipient.code or "")
    home, away = countries.name(actor.code or ""), countries.name(recipient.code or "")
    told = (
        f"{actor.name}, {actor.office} of {home}, {verb} {recipient.name}, {recipient.office} of {away},"
        f" on {at:%d %B}.",
        f"They spoke in {capital} of matter {number} between them.",
        f"{recipient.name} said that {home} would come back to it within {draw.chance.randrange(2, 90)} days.",
        "Trade, visas and the crossing of the border were spoken of as well, according to the read-out.",
        f"It was the {draw.chance.randrange(2, 30)}th time that the two had dealings of this kind in some years.",
        "The embassies did not answer a request for comment.",
    )
    spans, start = [], 0
    for sentence in told:
        spans.append(Span(start=start, end=start + len(sentence)))
        start += len(sentence) + 1
    moment = at.isoformat(timespec="seconds")
    name, headline = f"b{number:06}", f"{actor.name} {verb} {recipient.name} in {capital}"
    report = Report(
        id=f"r{name}", source=f"wire{number % 40}", title=headline, text=" ".join(told), sentences=tuple(spans),
        published=moment, publisher=f"Wire {number % 40}", url=f"https://wire{number % 40}.example/{name}",
        language="en", versions=(Version(version=1),),
    )  # fmt: skip
    when, place = When(start=day, end=day), Place(name=capital, country=recipient.code)
    mention = Mention(id=f"m{name}", report=report.id, version=1, event=kind, sentence=0)
    event = Event(
        id=f"e{name}", story=f"s{name}", event=kind, actor=(actor,), recipient=(recipient,), date=when, place=place,
        evidence=(mention.id,), reports=(report.id,),
    )  # fmt: skip
    taken = Recorded(
        report=report.id, mentions=(mention,), statements=(said(report, actor, recipient),),
        holdings=tuple(held(report, one, day) for one in (actor, recipient)),
    )  # fmt: skip
    return Told(report, taken, event, brief(event, report, headline))


def said(report: Report, actor: Actor, recipient: Actor) -> Statement:
    """What the recipient says of the actor's country."""
    span, words = report.sentences[2], report.sentence(2).partition(" said that ")[2]
    return Statement(
        id=f"q{report.id}", report=report.id, sentence=2, start=span.end - len(words), end=span.end, words=words,
        speaker=recipient, about=(actor.code or "",),
    )  # fmt: skip


def held(report: Report, one: Actor, day: str) -> Holding:
    """The office in which somebody is named."""
    return Holding(
        id=f"h{report.id}{one.key}", person=one.name, office=one.office or "", report=report.id, sentence=0,
        code=one.code, day=day,
    )  # fmt: skip


def brief(event: Event, report: Report, headline: str) -> Brief:
    """The brief of a story of one report."""

    def cited(index: int) -> Sentence:
        span = report.sentences[index]
        return Sentence(
            text=report.sentence(index),
            citations=(Citation(report=report.id, version=1, start=span.start, end=span.end),),
            events=(event.id,) if index == 0 else (),
        )

    present = tuple(
        Participant(name=a.name, key=a.key, code=a.code, office=a.office, citations=cited(0).citations)
        for a in (*event.actor, *event.recipient)
    )
    credit = Credit(
        report=report.id, publisher=report.publisher, title=report.title, url=report.url, published=report.published,
        language="en",
    )  # fmt: skip
    return Brief(
        story=event.story,
        headline=headline,
        standfirst=(cited(0),),
        body=((cited(1), cited(2)), (cited(3), cited(4))),
        participants=present,
        sources=(credit,),
        witnesses=1,
        dates=Dates(
            happened=(event.date,) if event.date else (), reported=(report.published or "",), updated=report.published
        ),
    )


def stories(count: int) -> Iterator[Told]:
    """So many stories, the oldest first."""
    draw = Draw()
    for number in range(count):
        yield story(draw, number, NOW - timedelta(minutes=(count - number) * 24 * 60 / A_DAY))


def sources() -> Iterator[Source]:
    """Where their reports come from."""
    for number in range(40):
        url, publisher = f"https://wire{number}.example/", f"Wire {number}"
        yield Source(id=f"wire{number}", url=url, publisher=publisher, ownership="private")


def fill(store: SqliteStore, count: int) -> None:
    """Put an archive of so many briefs into an empty store."""
    for source in sources():
        store.put_source(source)
    bulk, told = Bulk(store), stories(count)
    while some := list(islice(told, AT_ONCE)):
        bulk.put(some)
    store.close_round(NOW)


def filled(folder: Path, count: int) -> Path:
    """The file of an archive of so many briefs, made if it is not there."""
    path = folder / f"archive-{count}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        for left in folder.glob(unfinished.name + "*"):
            left.unlink()
        store = SqliteStore(unfinished)
        fill(store, count)
        store.close()
        unfinished.rename(path)
    return path
