"""Decisions about events in words: the event in one line, and what of it was corrected, old and new."""

from collections.abc import Sequence

from communique.model import Actor, Event, Noun, Ruling
from communique.site import moments, timeline, words
from communique.site.language import ENGLISH, Words, speaking

LABELS = Words(
    {
        "event": "Type",
        "mode": "Mode",
        "status": "Status",
        "date": "Day",
        "place": "Place",
        "actor": "First side",
        "recipient": "Second side",
    }
)
NOTHING = "not known"


class Changed(Noun, frozen=True):
    """A field that a decision changed, in words."""

    label: str
    old: str
    new: str


def changed(ruling: Ruling) -> tuple[Changed, ...]:
    """What a correction changed, or what was taken back."""
    if ruling.old is None or ruling.new is None:
        return ()
    return tuple(
        Changed(label=LABELS.get(name, name), old=value(ruling.old, name), new=value(ruling.new, name))
        for name in ruling.fields
    )


def since_coded(event: Event) -> tuple[Changed, ...]:
    """What of an event stands otherwise than the reports alone give it."""
    if event.coded is None:
        return ()
    told = ((LABELS[name], value(event.coded, name), value(event, name)) for name in LABELS)
    return tuple(Changed(label=label, old=old, new=new) for label, old, new in told if old != new)


def value(event: Event, name: str | None) -> str:
    """A field in words, in English: a decision is told as it was taken."""
    with speaking(ENGLISH):
        return in_words(event, name)


def in_words(event: Event, name: str | None) -> str:
    """A field in words."""
    match name:
        case "event":
            return words.type_of(event.event).label
        case "mode":
            return event.mode or NOTHING
        case "status":
            return event.status
        case "date":
            return moments.when(event.date) if event.date else NOTHING
        case "place":
            return timeline.place_of(event) or NOTHING
    return side(event.actor if name == "actor" else event.recipient, offices=True) or "nobody"


def side(actors: Sequence[Actor], *, offices: bool = False) -> str:
    """`Wang Yi (foreign minister, China) and Norway`."""
    parts = []
    for actor in actors:
        name, country = words.named(actor), words.country(actor.code)
        told = [actor.office or "", country if country != name else ""]
        more = ", ".join(part for part in told if part) if offices else ""
        parts.append(f"{name} ({more})" if more else name)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def line(event: Event) -> str:
    """`Talks: Kim Song Nam met Wang Yi, 23 March 2024`."""
    with speaking(ENGLISH):
        first, second = side(event.actor), side(event.recipient)
        told = f"{first} {words.verb(event)} {second}" if second else first
        return f"{words.label(event)}: {told}" + (f", {moments.when(event.date)}" if event.date else "")
