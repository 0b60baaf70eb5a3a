"""Documents of one story joined into agreements, and these to agreements of other stories.

Within a story documents are one agreement where nothing speaks against it: parties, kind, what it is on, the day it was
signed. Across stories something has to speak for it too: the same two parties, and words of the name or subject in
common; so a treaty ratified in autumn is the one signed in spring, and its history shows both.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from msgspec.structs import replace

from communique import times
from communique.lexicon import countries
from communique.model import Actor, Agreement, Document, Force, Kind, Recorded, Report, Standing, identity, spot_of
from communique.record import fitting
from communique.record.force import by_word

T = TypeVar("T", bound=Hashable)
ORDER: tuple[Force, ...] = ("announced", "signed", "ratified", "in force", "suspended", "ended")
"""How an agreement goes; what stands later in it is the newer status."""
SLACK = 2
"""Days by which reports of one signing may differ."""
EMPTY = {"the", "for", "its", "with", "between", "and", "joint", "new", "understanding", "bilateral", "mutual", "two"}
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(eq=False)
class Paper:
    """An agreement while its documents are gathered."""

    documents: list[Document] = field(default_factory=list)

    def told(self, status: Force | None) -> list[Document]:
        """The documents that give it this status."""
        return [d for d in self.documents if d.status == status]


def join(
    story: str,
    reports: Sequence[Report],
    recorded: Sequence[Recorded],
    known: Sequence[Agreement],
    merged: Sequence[str] = (),
) -> tuple[Agreement, ...]:
    """The agreements of `known` that are told otherwise now, and the new ones. `recorded` was taken from the `reports`
    of the story; `known` are all agreements this story, or one `merged` into it, told of before, and those that share
    a party. One without a history is told of by no story any more."""
    days = {r.id: day.isoformat() if (day := times.day_of(r.published)) else None for r in reports}
    order = {r.id: n for n, r in enumerate(sorted(reports, key=lambda r: times.order_of(r.published, r.id)))}
    taken = sorted((r for r in recorded if r.report in order), key=lambda r: order[r.report])
    papers: list[Paper] = []
    for document in sorted((d for r in taken for d in r.documents), key=lambda d: -_fullness(d)):
        _lay(document, papers)
    papers = [p for p in papers if any(len(d.parties) > 1 or d.status for d in p.documents)]
    mine = {story, *merged}
    before = {a.id: a for a in known}
    rest = {a.id: replace(a, history=tuple(s for s in a.history if s.story not in mine)) for a in known}
    left = dict(rest)
    papers.sort(key=lambda p: min((order[d.report], d.sentence) for d in p.documents))
    evidence = {d.id for p in papers for d in p.documents}
    lost = {key: a for key, a in before.items() if not evidence & set(a.evidence)}
    for paper in papers:
        paper.documents.sort(key=lambda d: (order[d.report], d.sentence))
        told = _standings(story, paper, order, days)
        found = _claimed(paper, before, left) or _same_elsewhere(told, left)
        key = found or _told_anew(paper, told, left, lost) or identity("a", story, paper.documents[0].id)
        older = left.pop(key).history if key in left else ()
        rest[key] = _drawn(key, before[key].story if key in before else story, (*older, *told))
    for key, one in left.items():
        if one.history and one != before[key]:
            rest[key] = _drawn(key, one.story, one.history)
    return tuple(a for key, a in sorted(rest.items()) if before.get(key) != a)


def _fullness(document: Document) -> int:
    return (
        2 * min(len(document.parties), 3)
        + 2 * bool(_topic(document))
        + (document.date is not None)
        + bool(document.status)
    )


def _lay(document: Document, papers: list[Paper]) -> None:
    """Lay a document to the first agreement of the story it can be, or found one."""
    fits = [(len(_topic(document) & _topics(p.documents)), p) for p in papers if _can_be(document, p.documents)]
    if fits:
        max(fits, key=lambda fit: fit[0])[1].documents.append(document)
    else:
        papers.append(Paper([document]))


def _can_be(one: Document, others: Sequence[Document]) -> bool:
    """Can a document be the agreement that others of the same story tell of?"""
    parties = max((_keys(d.parties) for d in others), key=len)
    mine, topic, theirs = _keys(one.parties), _topic(one), _topics(others)
    return (
        _kinds_fit(one.kind, others[0].kind)
        and len(mine & parties) >= min(2, len(mine), len(parties))
        and (not topic or not theirs or bool(topic & theirs))
        and all(_days_fit(one, other) for other in others)
    )


def _days_fit(a: Document, b: Document) -> bool:
    return a.status != b.status or a.status != "signed" or fitting.days_fit(a.date, b.date, SLACK) is not None


def _kinds_fit(a: str, b: str) -> bool:
    """Press reports call most documents an agreement."""
    return a == b or "agreement" in (a, b)


def _keys(parties: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.code if a.code in countries.codes() and a.code else a.key for a in parties)


def _topic(document: Document | Standing) -> frozenset[str]:
    """The words that tell a document from others between the same parties."""
    parties = " ".join(a.text for a in document.parties).lower()
    words = WORD.findall(f"{document.name} {document.subject or ''}".lower())
    plain = (w for w in words if w not in EMPTY and w.removesuffix("s") not in _kinds() and w not in parties)
    return frozenset(w.removesuffix("s") for w in plain if not countries.of(w.title()))


def _topics(documents: Iterable[Document | Standing]) -> frozenset[str]:
    return frozenset().union(*map(_topic, documents))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(by_word("kinds"))


def _standings(story: str, paper: Paper, order: dict[str, int], days: dict[str, str | None]) -> tuple[Standing, ...]:
    """What the story says of an agreement, by status; that it is only named is said where nothing else is."""
    statuses: list[Force | None] = [s for s in ORDER if paper.told(s)] or [None]
    found = []
    for status in statuses:
        told = paper.told(status)
        if status == statuses[0]:
            told = sorted({*told, *paper.told(None)}, key=lambda d: (order[d.report], d.sentence))
        reports = sorted({d.report for d in told}, key=lambda r: order[r])
        fullest = max(paper.documents, key=lambda d: len(d.parties))
        places = [d.place for d in told if d.place]
        found.append(
            Standing(
                story=story, kind=_kind(paper.documents), name=_longest(told), status=status,
                day=_most([d.date.start for d in told if d.date and d.date.precision == "day"]),
                reported=min((day for r in reports if (day := days[r])), default=None),
                parties=fullest.parties, subject=next((d.subject for d in told if d.subject), None),
                place=_most(places), evidence=tuple(d.id for d in told), reports=tuple(reports),
            )
        )  # fmt: skip
    return tuple(found)


def _kind(documents: Sequence[Document | Standing]) -> Kind:
    special: list[Kind] = [d.kind for d in documents if d.kind != "agreement"]
    return _most(special) or "agreement"


def _longest(documents: Sequence[Document | Standing]) -> str:
    """The name that says most: a proper one before others, then the longest."""
    return max((d.name for d in documents), key=lambda name: (name[:1].isupper(), len(name)))


def _most(values: Sequence[T]) -> T | None:
    counts = Counter(values)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _claimed(paper: Paper, before: dict[str, Agreement], left: dict[str, Agreement]) -> str | None:
    """The agreement that had most of this evidence before."""
    evidence = {d.id for d in paper.documents}
    shared = {key: len(evidence & set(a.evidence)) for key, a in before.items() if key in left}
    best = max(shared, key=lambda key: (shared[key], key), default=None)
    return best if best is not None and shared[best] else None


def _told_anew(
    paper: Paper, told: Sequence[Standing], left: dict[str, Agreement], lost: dict[str, Agreement]
) -> str | None:
    """The agreement of this story alone that has `lost` all its evidence to this paper: told in the same sentences as
    something else, or in other sentences."""
    own = {key: a for key, a in lost.items() if key in left and not left[key].history}
    spots = {spot_of(d.id) for d in paper.documents}
    shared = {key: len(spots & set(map(spot_of, a.evidence))) for key, a in own.items()}
    best = max(shared, key=lambda key: (shared[key], key), default=None)
    return best if best is not None and shared[best] else _same_elsewhere(told, own)


def _same_elsewhere(told: Sequence[Standing], left: dict[str, Agreement]) -> str | None:
    """The agreement of other stories that this is, the one with most words in common; what has no words and no day of
    its own is the only one on record that stands so between the same parties."""
    scored = [(score, key) for key, a in left.items() if a.history and (score := _likeness(told, a.history)) > 0]
    if not scored and not _topics(told) and not any(s.day for s in told):
        scored = [(1.0, key) for key, a in left.items() if _named_again(told, a)]
        return scored[0][1] if len(scored) == 1 else None
    return max(scored)[1] if scored else None


def _named_again(told: Sequence[Standing], known: Agreement) -> bool:
    """Can what is told without a subject or day ("the agreement they signed") be this agreement of the same parties?"""
    fits = _kinds_fit(_kind(told), known.kind) and _keys(told[0].parties) == _keys(known.parties)
    return fits and len(told[0].parties) > 1 and {s.status for s in told} <= {s.status for s in known.history}


def _likeness(told: Sequence[Standing], history: Sequence[Standing]) -> float:
    """How sure two stories tell of one agreement, 0 for another one."""
    mine, theirs = _keys(told[0].parties), frozenset().union(*(_keys(s.parties) for s in history))
    common = _topics(told) & _topics(history)
    if not _kinds_fit(_kind(told), _kind(history)) or len(mine & theirs) < min(2, len(mine)) or not common:
        return 0.0
    for a in told:
        for b in history:
            signed = a.status == b.status == "signed" and a.day and b.day
            if signed and abs((fitting.day(a.day or "") - fitting.day(b.day or "")).days) > SLACK:
                return 0.0
    return len(common) / max(1, min(len(_topics(told)), len(_topics(history)))) if len(mine) > 1 else len(common) / 2


def _drawn(key: str, story: str, history: Sequence[Standing]) -> Agreement:
    """An agreement as its history tells it."""
    rank = {status: n for n, status in enumerate(ORDER)}
    history = sorted(history, key=lambda s: (rank.get(s.status, -1) if s.status else -1, s.reported or "", s.story))
    last = history[-1]
    return Agreement(
        id=key, story=story if any(s.story == story for s in history) else history[0].story, kind=_kind(history),
        name=_longest(history), status=last.status,
        day=next((s.day for s in history if s.status == last.status and s.day), None),
        parties=max((s.parties for s in history), key=len),
        subject=next((s.subject for s in reversed(history) if s.subject), None),
        place=next((s.place for s in reversed(history) if s.place), None),
        evidence=tuple(dict.fromkeys(e for s in history for e in s.evidence)),
        reports=tuple(dict.fromkeys(r for s in history for r in s.reports)), history=tuple(history),
    )  # fmt: skip
