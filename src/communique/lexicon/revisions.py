"""What one version of a brief says otherwise than another: sentences word by word, cards, days, and facts in words."""

from collections.abc import Mapping, Sequence
from typing import Literal

from communique.lexicon.differences import Changed, Comparison, Piece, words
from communique.model import Brief, Noun, When

Part = Literal["standfirst", "body", "background"]
Card = Literal["participant", "statement", "difference", "source", "correction"]


class PrintedChange(Noun, frozen=True):
    """A sentence that was changed, added, removed or moved: in which part, its number there in each version, counted
    from one and null where it does not stand, and its words."""

    part: Part
    kind: Literal["changed", "added", "removed", "moved"]
    pieces: tuple[Piece, ...]
    old: int | None = None
    new: int | None = None


class CardChange(Noun, frozen=True):
    """A card that came, went or tells otherwise: a participant with office, a statement with its words, a difference
    with its readings, a source, a correction. `old` and `new` are null where it does not stand."""

    card: Card
    name: str
    old: str | None = None
    new: str | None = None


class Revision(Noun, frozen=True):
    """From version `old` of a brief to version `new`, which was `updated` then. `facts` tells whether more than wording
    and sources changed; `counts` how many sentences changed in which way."""

    story: str
    old: int
    new: int
    updated: str | None
    facts: bool
    headline: tuple[Piece, ...] = ()
    sentences: tuple[PrintedChange, ...] = ()
    cards: tuple[CardChange, ...] = ()
    happened: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    counts: Mapping[str, int] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing that a reader sees has changed."""
        return not (self.headline or self.sentences or self.cards or self.happened)


def revision(old: Brief, new: Brief) -> Revision:
    """What `new` says otherwise than `old`."""
    sentences = tuple(change for part in ("standfirst", "body", "background") for change in changed(old, new, part))
    days = (tuple(map(span, old.dates.happened)), tuple(map(span, new.dates.happened)))
    kinds = ("changed", "added", "removed", "moved")
    return Revision(
        story=new.story,
        old=old.version,
        new=new.version,
        updated=new.dates.updated,
        facts=facts(old) != facts(new),
        headline=() if old.headline == new.headline else words(old.headline, new.headline),
        sentences=sentences,
        cards=tuple(carded(old, new)),
        happened=days if days[0] != days[1] else None,
        counts={kind: sum(change.kind == kind for change in sentences) for kind in kinds},
    )


def facts(brief: Brief) -> tuple[object, ...]:
    """What of a brief is fact: whether it stands, days, people with their offices, words said, differences,
    corrections."""
    return (
        brief.state == "withdrawn",
        brief.dates.happened,
        tuple((p.key, p.code, p.office) for p in brief.participants),
        tuple((s.key, s.words) for s in brief.statements),
        tuple((d.slot, d.about, tuple((r.value, r.corrected) for r in d.readings)) for d in brief.differences),
        tuple((d.about, tuple(r.value for r in d.readings)) for d in brief.developments),
        tuple((c.report, c.version, c.text) for c in brief.corrections),
    )


def texts(brief: Brief, part: str) -> list[str]:
    """The sentences of a part, in order."""
    found = {
        "standfirst": brief.standfirst,
        "body": tuple(s for paragraph in brief.body for s in paragraph),
        "background": brief.background,
    }
    return [sentence.text for sentence in found[part]]


def changed(old: Brief, new: Brief, part: Part) -> list[PrintedChange]:
    """The sentences of a part that were changed, in the order of the new version."""
    before, after = (list(enumerate(texts(brief, part), 1)) for brief in (old, new))
    found: Sequence[Changed] = list(Comparison(before, after).changed())
    return [PrintedChange(part=part, kind=c.kind, pieces=c.pieces, old=c.old, new=c.new) for c in found]


def cards(brief: Brief) -> dict[tuple[Card, str, str], tuple[str, str]]:
    """The cards of a brief: by kind and what they are known by, the name and the words of each."""
    found: dict[tuple[Card, str, str], tuple[str, str]] = {}
    for p in brief.participants:
        found["participant", p.key, ""] = (p.name, p.office or "no office told")
    for s in brief.statements:
        found["statement", s.key, s.words] = (s.speaker, s.words)
    for d in brief.differences:
        told = (f"{r.value} (corrected)" if r.corrected else r.value for r in d.readings)
        found["difference", d.slot, d.about] = (d.about or d.slot, " / ".join(told))
    for credit in brief.sources:
        found["source", credit.report, ""] = (credit.publisher or credit.report, credit.title or credit.report)
    for c in brief.corrections:
        found["correction", c.report, f"{c.kind}{c.version}"] = (c.publisher or c.report, c.text)
    return found


def carded(old: Brief, new: Brief) -> list[CardChange]:
    """The cards that came, went or tell otherwise."""
    before, after = cards(old), cards(new)
    none = (None, None)
    return [
        CardChange(card=key[0], name=(after.get(key) or before[key])[0], old=one, new=other)
        for key in dict.fromkeys((*after, *before))
        if (one := before.get(key, none)[1]) != (other := after.get(key, none)[1])
    ]


def span(when: When) -> str:
    """`2024-03-21`, or `2024-03-21/2024-03-23`."""
    return when.start if when.start == when.end else f"{when.start}/{when.end}"
