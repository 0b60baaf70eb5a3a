"""Plain words for codes: what an event type, a status, a source kind or a link is called on a page."""

from functools import cache
from typing import Literal, NamedTuple

from markupsafe import Markup

from communique import ties
from communique.errors import UsageError
from communique.lexicon import countries
from communique.model import Actor, Event
from communique.site.language import ENGLISH, Words, _, speaking, spoken
from communique.site.language import named as mark

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
STATUSES = Words(
    {
        "done": "",
        "ongoing": "under way",
        "planned": "planned",
        "conditional": "conditional",
        "denied": "denied",
        "cancelled": "cancelled",
    }
)
OWNERSHIP = Words(
    {
        "public": "public broadcaster or agency",
        "state": "state-owned",
        "private": "privately owned",
        "party": "party-owned",
    }
)
RELATIONS = Words({"earlier": "Earlier", "later": "Later", "plan": "Planned", "related": "Related"})
NOTICES = Words({"correction": "Correction", "retraction": "Retraction", "removal": "Removal"})
SLOTS = Words(
    {
        "day": "Day",
        "number": "Number",
        "name": "Name",
        "office": "Office",
        "place": "Place",
        "speaker": "Who said it",
        "happened": "Whether it happened",
    }
)
QUADS = Words(
    {
        "verbal cooperation": "Cooperation in words",
        "material cooperation": "Cooperation in deeds",
        "verbal conflict": "Conflict in words",
        "material conflict": "Conflict in deeds",
    }
)
LEVELS = Words({"leaders": "Leaders", "ministers": "Ministers", "officials": "Officials", "": "Level not told"})
FORCES = Words({
    "announced": "announced", "signed": "signed", "ratified": "ratified", "in force": "in force",
    "suspended": "suspended", "ended": "ended", None: "named",
})  # fmt: skip
BODIES = Words(
    {"IGO": "organisation of states", "IMG": "armed group of no one state", "NGO": "non-governmental organisation"}
)
CHANGES = Words({"changed": "changed", "added": "added", "removed": "removed", "moved": "moved"})
CHECKS = Words({
    "name": "name", "number": "number", "date": "date", "place": "place", "quotation": "quotation",
    "negation": "negation", "attribution": "attribution", "modality": "modality", "unsupported": "unsupported",
})  # fmt: skip
ROLES = Words({"reader": "reader", "editor": "editor", "admin": "admin"})
FIELDS = Words({
    "type": "Type", "mode": "Mode", "status": "Status", "day": "Day", "place": "Place", "actor": "First side",
    "recipient": "Second side",
})  # fmt: skip
BY = Words({"week": "week", "month": "month"})
KIND = Words({
    "brief": "Brief", "report": "Report", "statement": "Statement", "event": "Event", "person": "Person",
    "organisation": "Organisation", "country": "Country",
})  # fmt: skip
KINDS = Words({
    "feed": "feed", "sitemap": "sitemap", "page": "list of links", "address": "address", "folder": "folder",
    "archive": "archive", "lines": "lines",
})  # fmt: skip
REASONS = (
    mark("what came of this plan"), mark("the plan for this"), mark("same summit"), mark("same place and week"),
    mark("same two countries"), mark("same matter"), mark("names in common"), mark("the answer"),
    mark("what this answers"), mark("looks back"), mark("the news of the day"),
    mark("earlier round of the same talks"), mark("later round of the same talks"),
    mark("talks of the same sides"), mark("earlier talks of the same sides"), mark("later talks of the same sides"),
    mark("agreements of the same sides"), mark("next stop"), mark("stop before"),
)  # fmt: skip
NAMING = {
    "same person: ": mark("same person: {name}"), "same people: ": mark("same people: {name}"),
    "same country: ": mark("same country: {name}"), "both name ": mark("both name {name}"),
}  # fmt: skip
UNLISTED = (mark("international organisation"), mark("Kosovo"), mark("Somaliland"))
"""Names of what has a code like a country's of which CLDR has no name by it."""
MODES = Words({
    "visit": "visit", "phone": "phone", "video": "video", "third-party": "third-party", "in person": "in person",
    "multilateral": "multilateral",
})  # fmt: skip
HIDDEN_MODES = frozenset({"meeting", "talks"})  # modes that say no more than the type's own label


def type_of(code: str) -> Type:
    """The words for an event type; an unknown one is called what it is."""
    known = TYPES.get(code) or Type(code.capitalize(), "acted towards", "to act towards")
    return Type(*map(_, known))


def side(code: str) -> Side:
    """Whether an event type is one of cooperation or of conflict."""
    return "conflict" if ties.conflict(code) else "cooperation"


def label(event: Event) -> str:
    """The event's type in plain words, with its mode: `Talks (visit)`."""
    name = type_of(event.event).label
    return f"{name} ({MODES.get(event.mode, event.mode)})" if event.mode and event.mode not in HIDDEN_MODES else name


def verb(event: Event) -> str:
    """What joins the two sides in a sentence: `met`, `to meet`, `and` where there is only one side to name."""
    words = type_of(event.event)
    return words.planned if event.status in ("planned", "conditional", "cancelled") else words.done


def english(code: str | None) -> str:
    """A country's name as the desk writes it, in whatever language the page is."""
    with speaking(ENGLISH):
        return country(code)


def country(code: str | None) -> str:
    """A country's name for its code; an unknown code stands for itself, none is empty."""
    if not code:
        return ""
    said = spoken()
    try:
        return (said.country(code) if said.code != ENGLISH else None) or _(countries.name(code))
    except KeyError:
        return code


def language(code: str | None) -> str:
    """A language by name for its tag; an unknown tag stands for itself."""
    return spoken().languages.get((code or "").split("-")[0].lower(), code or "")


def reason(text: str) -> str:
    """Why a story hangs together with another, as `stories.reasons` has it, in the language of the page."""
    for begin, said in NAMING.items():
        if text.startswith(begin):
            return _(said, name=text.removeprefix(begin))
    return _(text)


def why(sentence: str, error: UsageError) -> Markup:
    """A sentence with the reason why something was not done, in the language of the page."""
    return Markup(sentence).format(error=told(error))


def told(error: UsageError) -> str:
    """What an error says, in the language of the page: its message, with a `field` of an event by its label, and as
    `why` the words of another. What only English has words for is marked as English."""
    if error.said not in spoken().messages:
        return of_the_desk(str(error))
    fields = dict(error.fields)
    if "field" in fields:
        fields["field"] = FIELDS.get(str(fields["field"]), str(fields["field"]))
    if "why" in fields:
        why = str(fields["why"])
        fields["why"] = _(why) if why in spoken().messages else of_the_desk(why)
    return Markup(_(error.said)).format(**fields)


def of_the_desk(text: str, language: str | None = ENGLISH) -> str:
    """What the desk wrote or a report says, on a page in another language: marked as what it is."""
    if not text or spoken().code == ENGLISH:
        return text
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
        language or "", "ltr" if language == ENGLISH else "auto", text
    )


def in_english() -> Markup:
    """The attributes of an element that is all English on a page in another language."""
    return Markup("" if spoken().code == ENGLISH else ' lang="en" dir="ltr"')


def in_page_language() -> Markup:
    """The attributes of what is of the page again inside such an element."""
    said = spoken()
    return Markup("" if said.code == ENGLISH else f' lang="{said.tag}"')


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
