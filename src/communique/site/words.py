"""Plain words for codes: what an event type, a status, a source kind or a link is called on a page."""

from functools import cache
from typing import Literal, NamedTuple

from communique import ties
from communique.lexicon import countries
from communique.model import Actor, Event

Side = Literal["cooperation", "conflict"]


class Type(NamedTuple):
    """An event type: its name on a page, what the first side did and will do to the second."""

    label: str
    done: str
    planned: str


TYPES: dict[str, Type] = {
    "AGREE": Type("Agreement", "agreed with", "to agree with"),
    "CONSULT": Type("Talks", "met", "to meet"),
    "SUPPORT": Type("Support", "expressed support for", "to support"),
    "CONCEDE": Type("Concession", "made a concession to", "to make a concession to"),
    "COOPERATE": Type("Cooperation", "worked with", "to work with"),
    "AID": Type("Aid", "gave aid to", "to give aid to"),
    "RETREAT": Type("Withdrawal", "drew back before", "to draw back before"),
    "REQUEST": Type("Demand", "made a demand of", "to make a demand of"),
    "ACCUSE": Type("Criticism", "criticised", "to criticise"),
    "REJECT": Type("Refusal", "refused", "to refuse"),
    "THREATEN": Type("Threat", "threatened", "to threaten"),
    "PROTEST": Type("Protest", "protested against", "to protest against"),
    "SANCTION": Type("Sanction", "took measures against", "to take measures against"),
    "MOBILIZE": Type("Forces moved", "moved forces against", "to move forces against"),
    "COERCE": Type("Coercion", "used coercion on", "to use coercion on"),
    "ASSAULT": Type("Attack", "attacked", "to attack"),
}
STATUSES = {
    "done": "",
    "ongoing": "under way",
    "planned": "planned",
    "conditional": "conditional",
    "denied": "denied",
    "cancelled": "cancelled",
}
OWNERSHIP = {
    "public": "public broadcaster or agency",
    "state": "state-owned",
    "private": "privately owned",
    "party": "party-owned",
}
RELATIONS = {"earlier": "Earlier", "later": "Later", "plan": "Planned", "related": "Related"}
NOTICES = {"correction": "Correction", "retraction": "Retraction", "removal": "Removal"}
SLOTS = {
    "day": "Day",
    "number": "Number",
    "name": "Name",
    "office": "Office",
    "place": "Place",
    "speaker": "Who said it",
    "happened": "Whether it happened",
}
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
QUADS = {
    "verbal cooperation": "Cooperation in words",
    "material cooperation": "Cooperation in deeds",
    "verbal conflict": "Conflict in words",
    "material conflict": "Conflict in deeds",
}
LEVELS = {"leaders": "Leaders", "ministers": "Ministers", "officials": "Officials", "": "Level not told"}
FORCES = {
    "announced": "announced", "signed": "signed", "ratified": "ratified", "in force": "in force",
    "suspended": "suspended", "ended": "ended", None: "named",
}  # fmt: skip
HIDDEN_MODES = frozenset({"meeting", "talks"})  # modes that say no more than the type's own label


def type_of(code: str) -> Type:
    """The words for an event type; an unknown one is called what it is."""
    return TYPES.get(code) or Type(code.capitalize(), "acted towards", "to act towards")


def side(code: str) -> Side:
    """Whether an event type is one of cooperation or of conflict."""
    return "conflict" if ties.conflict(code) else "cooperation"


def label(event: Event) -> str:
    """The event's type in plain words, with its mode: `Talks (visit)`."""
    name = type_of(event.event).label
    return f"{name} ({event.mode})" if event.mode and event.mode not in HIDDEN_MODES else name


def verb(event: Event) -> str:
    """What joins the two sides in a sentence: `met`, `to meet`, `and` where there is only one side to name."""
    words = type_of(event.event)
    return words.planned if event.status in ("planned", "conditional", "cancelled") else words.done


def country(code: str | None) -> str:
    """A country's name for its code; an unknown code stands for itself, none is empty."""
    if not code:
        return ""
    try:
        return countries.name(code)
    except KeyError:
        return code


def language(code: str | None) -> str:
    """A language by name for its tag; an unknown tag stands for itself."""
    return LANGUAGES.get((code or "").split("-")[0].lower(), code or "")


def is_country(code: str | None) -> bool:
    """Whether the code is one of a country with a page of its own."""
    return code in known_countries()


@cache
def known_countries() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(countries.codes())


def named(actor: Actor) -> str:
    """How an actor is called where it stands alone: a person by name, a state by the name of the country."""
    return actor.name or actor.text or country(actor.code)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 report`, `3 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
