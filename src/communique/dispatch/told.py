"""One brief as a message has it: plain values, the brief's own words."""

from typing import Literal

from communique import times
from communique.dispatch.speech import Speech
from communique.lexicon import countries
from communique.model import Brief, Noun, Participant, When

Why = Literal["new", "updated", "corrected", "withdrawn", "sample"]


class Told(Noun, frozen=True):
    """A brief for one watch: `why` it is sent, its address, what `changes` there are since the version that was sent
    before (`before`), the public `notices` that are new since then, and the ids of the story's events. `first` is the
    first version that was sent, this one where none was."""

    why: Why
    brief: Brief
    address: str
    first: int
    before: int | None = None
    sent: str | None = None
    changes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether its words are not told any more."""
        return self.brief.state == "withdrawn"

    @property
    def standfirst(self) -> str:
        """As one text."""
        return " ".join(sentence.text for sentence in self.brief.standfirst)

    @property
    def at(self) -> tuple[str, str]:
        """What messages are ordered by: when its newest report came out."""
        reported = self.brief.dates.reported
        moment = times.instant_of(reported[-1]) if reported else None
        return (times.rfc3339(moment) if moment else "", self.brief.story)


def why(brief: Brief, before: Brief | None, notices: tuple[str, ...]) -> Why:
    """Why a brief is sent."""
    if brief.state == "withdrawn":
        return "withdrawn"
    if before is None:
        return "new"
    return "corrected" if notices else "updated"


def facts(told: Told, speech: Speech) -> list[tuple[str, str]]:
    """Days, people and witnesses in words, each with its name; none of a brief that is withdrawn."""
    brief = told.brief
    if told.withdrawn:
        return []
    days = [day(text, speech) for text in dict.fromkeys(text[:10] for text in brief.dates.reported)]
    witnesses = speech.counted(brief.witnesses, "independent witness", "independent witnesses")
    reports, apart = speech.counted(len(brief.sources), "report"), speech.say("; ")
    found = [
        (speech.say("Happened"), apart.join(span(one, speech) for one in brief.dates.happened)),
        (speech.say("Reported"), together(days[0], days[-1], speech) if days else ""),
        (speech.say("Updated"), day((brief.dates.updated or "")[:10], speech)),
        (speech.say("Who"), apart.join(person(one, speech) for one in brief.participants)),
        (speech.say("Rests on"), speech.say(", ").join((witnesses, reports))),
    ]
    return [(name, text) for name, text in found if text]


def person(one: Participant, speech: Speech) -> str:
    """`Kim Song Nam, director of the International Department (North Korea)`."""
    named = speech.say(", ").join((one.name, one.office)) if one.office else one.name
    return f"{named} ({speech.country(one.code)})" if one.code and country(one.code) else named


def country(code: str | None) -> str:
    """The name of a country, empty for what is none."""
    return countries.name(code) if code and code != "IGO" and code in countries.table() else ""


def span(when: When, speech: Speech) -> str:
    """`21 March 2024`, `21 March 2024 to 23 March 2024`, `March 2024`, `2024`."""
    if when.precision == "year":
        return when.start[:4]
    if when.precision == "month":
        return speech.month(when.start[:7])
    return together(day(when.start, speech), day(when.end, speech), speech)


def together(first: str, last: str, speech: Speech) -> str:
    """Two days as one expression; one where they are the same."""
    return first if first == last else speech.say("{since} to {until}", since=first, until=last)


def day(text: str, speech: Speech) -> str:
    """`21 March 2024`; empty for what is no day."""
    try:
        found = times.day_of(text[:10]) if text else None
    except ValueError:
        return ""
    return speech.day(found) if found else ""
