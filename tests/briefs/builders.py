"""Dossiers by hand, in the shapes the record gives."""

from communique.briefs import Dossier
from communique.lexicon import sentences
from communique.model import (
    Actor,
    Check,
    Event,
    Holding,
    Mention,
    Place,
    Recorded,
    Report,
    Statement,
    Verdict,
    When,
)

ENVOY = Actor(text="Ana Silva", name="Ana Silva", code="PRT", office="foreign minister", person=True)
HOST = Actor(
    text="Omar Diallo",
    name="Omar Diallo",
    code="SEN",
    office="chairman of the National Council of Senegal",
    person=True,
)
DAY = When(start="2024-03-21", end="2024-03-21", text="Thursday")
DAKAR = Place(name="Dakar", country="SEN")

WIRE = """DAKAR, March 21 (Harbour) - Ana Silva, the Portuguese foreign minister, met Omar Diallo, chairman of the \
National Council of Senegal, in Dakar on Thursday.

Diallo said that the two countries would open a joint fishing office before the end of the year. The minister is to go \
on to Cape Verde.

Portugal and Senegal trade mostly in fish, cement and machinery, and their ports work together."""
PAPER = """Foreign Minister Ana Silva was received by Omar Diallo in Dakar on Thursday, the first such visit in \
ten years.

"The sea joins us and does not part us," Silva said. Her delegation of 14 business people toured the harbour."""


def passing(check: Check) -> Verdict:
    return Verdict(id=check.id, supported=1.0, verdict="supported")


def refusing(check: Check) -> Verdict:
    return Verdict(id=check.id, supported=0.0, verdict="refused")


def report(name: str, text: str, **more: object) -> Report:
    given = {
        "publisher": name.title(),
        "published": "2024-03-21T18:00:00+00:00",
        "language": "en",
        "title": f"Title {name}",
    }
    found = tuple(sentences.split(text, "en"))
    return Report(id=name, text=text, sentences=found, **{**given, **more})  # type: ignore[arg-type]


def index_of(made: Report, words: str) -> int:
    return next(n for n in range(len(made.sentences)) if words in made.sentence(n))


def mention(made: Report, words: str, **more: object) -> Mention:
    index = index_of(made, words)
    given = {
        "id": f"m-{made.id}-{index}", "report": made.id, "version": made.version, "sentence": index, "event": "CONSULT",
        "evidence": made.sentence(index), "reciprocal": True, "actor": (ENVOY,), "recipient": (HOST,), "date": DAY,
        "place": DAKAR, "mode": "visit",
    }  # fmt: skip
    return Mention(**{**given, **more})  # type: ignore[arg-type]


def statement(made: Report, words: str, speaker: Actor, **more: object) -> Statement:
    start = made.text.index(words)
    index = next(n for n, span in enumerate(made.sentences) if span.start <= start < span.end)
    given = {
        "id": f"t-{made.id}-{start}", "report": made.id, "version": made.version, "sentence": index, "start": start,
        "end": start + len(words), "words": words, "speaker": speaker,
    }  # fmt: skip
    return Statement(**{**given, **more})  # type: ignore[arg-type]


def holding(made: Report, words: str, office: str, person: str) -> Holding:
    index = index_of(made, words)
    return Holding(id=f"h-{made.id}-{person}", person=person, office=office, report=made.id, sentence=index)


def event(*mentions: Mention, **more: object) -> Event:
    first = mentions[0]
    given = {
        "id": f"e-{first.id}", "story": "s1", "event": first.event, "status": first.status, "mode": first.mode,
        "reciprocal": first.reciprocal, "actor": first.actor, "recipient": first.recipient, "date": first.date,
        "place": first.place, "evidence": tuple(m.id for m in mentions),
        "reports": tuple(dict.fromkeys(m.report for m in mentions)),
    }  # fmt: skip
    return Event(**{**given, **more})  # type: ignore[arg-type]


def visit(**more: object) -> Dossier:
    """Two reports of one meeting, a remark in each, and a plan."""
    wire = report("wire", WIRE, publisher="Harbour Wire")
    paper = report("paper", PAPER, publisher="The Quay", published="2024-03-22T07:00:00+00:00")
    met = [mention(wire, "met Omar Diallo"), mention(paper, "was received")]
    plan = mention(
        wire, "to go on to", status="planned", reciprocal=False, date=None, place=None,
        recipient=(Actor(text="Cape Verde", name="Cape Verde", code="CPV"),),
    )  # fmt: skip
    recorded = (
        Recorded(
            report="wire",
            mentions=(met[0], plan),
            statements=(
                statement(wire, "the two countries would open a joint fishing office before the end of the year", HOST),
            ),
            holdings=(holding(wire, "met Omar Diallo", "chairman of the National Council of Senegal", "Omar Diallo"),),
        ),
        Recorded(
            report="paper",
            mentions=(met[1],),
            statements=(statement(paper, "The sea joins us and does not part us,", ENVOY, kind="quotation"),),
        ),
    )
    given = {
        "story": "s1", "reports": (wire, paper), "recorded": recorded, "events": (event(*met), event(plan)),
        "now": "2024-03-22T12:00:00Z",
    }  # fmt: skip
    return Dossier(**{**given, **more})  # type: ignore[arg-type]
