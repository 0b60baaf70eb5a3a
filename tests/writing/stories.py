"""The story that models are asked to write here: two ordinary reports of a visit, and a third one."""

from collections.abc import Sequence
from functools import cache

import msgspec

from communique import record
from communique.briefs import Dossier
from communique.model import Brief, Recorded, Report
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser
from tests.briefs.builders import PAPER, WIRE, report
from tests.writing.pages import Injected

NOW = "2024-03-22T12:00:00Z"
ORDINARY = """DAKAR, March 22 (Coast) - Portuguese Foreign Minister Ana Silva met Omar Diallo in Dakar on Thursday.

Silva said that ports on both sides would exchange pilots from the autumn on. She leaves for Praia on Saturday."""
MET = "Ana Silva met Omar Diallo in Dakar on Thursday, 21 March 2024, according to Harbour Wire."
OFFICE = "Omar Diallo said that the two countries would open a joint fishing office before the end of the year."
HEADLINE = "Ana Silva meets Omar Diallo in Dakar"


@cache
def recorder() -> Recorder:
    """The real one, loaded once."""
    return Recorder(SpacyParser())


@cache
def taken(made: Report) -> Recorded:
    return recorder().record(made)


def clean() -> list[Report]:
    wire = report("wire", WIRE, publisher="Harbour Wire", title="Silva meets Diallo in Dakar")
    return [
        wire,
        report(
            "paper", PAPER, publisher="The Quay", published="2024-03-22T07:00:00+00:00", title="Guests from the north"
        ),
    ]


def hostile(page: Injected) -> Report:
    """The third report, with what the page adds."""
    return report(
        "third", f"{ORDINARY}\n\n{page.text}".strip(), publisher="Coast", published="2024-03-22T09:00:00+00:00",
        title=page.title or "A day in Dakar", description=page.description or None,
        byline=(page.byline,) if page.byline else (),
    )  # fmt: skip


def dossier(reports: Sequence[Report], **more: object) -> Dossier:
    """What the desk knows of these reports, by the real recorder."""
    recorded = [taken(made) for made in reports]
    events = record.join("s1", reports, recorded, [h for r in recorded for h in r.holdings], ())
    known = Dossier(
        story="s1", reports=tuple(reports), recorded=tuple(recorded), events=tuple(events), now="2024-03-22T12:00:00Z"
    )
    return msgspec.structs.replace(known, **more)


def printed(brief: Brief) -> str:
    """Everything a reader sees of a brief, as one text."""
    return msgspec.json.encode(brief).decode()
