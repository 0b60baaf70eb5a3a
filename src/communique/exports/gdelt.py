"""Events in the 61 columns of GDELT 2.0's event table, in its order, by CAMEO's roots.

The columns are those of GDELT's codebook of 2015-02-19. Types become roots by the table below, after the ontology's own
account of what it merged (PLOVER, 2018 and 2021; CAMEO 1.1b3).
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2s

from communique import ties
from communique.exports.columns import Cell, Kind, Row, Table, columns, laid_out
from communique.exports.moments import instant
from communique.exports.nouns import ToldEvent
from communique.exports.sides import Sides, country, party, sides
from communique.lexicon import countries
from communique.model import Actor, Event

ROOTS: Mapping[str, str] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "19",
}  # fmt: skip
"""PLOVER type to CAMEO root; what a mode says more exactly stands in MODES."""
MODES: Mapping[tuple[str, str], str] = {
    ("ACCUSE", "investigate"): "09",
    **{
        ("ASSAULT", mode): "18"
        for mode in (
            "abduct", "assassinate", "beat", "execute", "explosives", "primitive", "sexual", "suicide-attack",
            "torture",
        )
    },
}  # fmt: skip

PARTY = (
    "Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code"
)
GEO = "Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID"
GEOS = ("Actor1Geo", "Actor2Geo", "ActionGeo")
NUMBERS = ("FractionDate", "GoldsteinScale", "AvgTone", *(f"{geo}_{end}" for geo in GEOS for end in ("Lat", "Long")))
INTEGERS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources",
    "NumArticles", "DATEADDED", *(f"{geo}_Type" for geo in GEOS),
)  # fmt: skip
KINDS: dict[str, Kind] = {**dict.fromkeys(INTEGERS, "integer"), **dict.fromkeys(NUMBERS, "number")}
COLUMNS = columns(
    "GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, "
    + ", ".join(f"Actor{n}{name}" for n in (1, 2) for name in PARTY.split(", "))
    + ", IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, NumMentions, NumSources, "
    "NumArticles, AvgTone, " + ", ".join(f"{geo}_{name}" for geo in GEOS for name in GEO.split(", "))
    + ", DATEADDED, SOURCEURL",
    **KINDS,
)  # fmt: skip
COUNTRY, US_CITY, WORLD_CITY = 1, 3, 4  # GDELT's types of a place


def rows(told: ToldEvent) -> Iterable[Row]:
    """The rows of an event that happened: what two did together both ways. None for plans, denials and the like, which
    these columns have no way to mark."""
    if not ties.happened(told.event) or told.event.event not in ROOTS:
        return
    shared = {**dated(told.event), **coded(told.event), **counted(told), **located(told.event)}
    for first, second in ordered(told.event):
        ends = {**of_party(1, first), **of_party(2, second)}
        yield laid_out(COLUMNS, {**shared, **ends, "GLOBALEVENTID": number(told.event.id, first, second)})


def ordered(event: Event) -> list[Sides]:
    """Who towards whom."""
    found = sides(event)
    if event.reciprocal:
        found += [(b, a) for a, b in found if a is not None and b is not None]
    return found


def number(event: str, first: Actor | None, second: Actor | None) -> int:
    """A stable number of a row, 63 bits: of the event's id and who stands on which side."""
    told = "\x1f".join((event, party(first), party(second)))
    return int.from_bytes(blake2s(told.encode(), digest_size=8).digest(), "big") >> 1


def root(event: Event) -> str:
    """The CAMEO root of an event."""
    return MODES.get((event.event, event.mode or ""), ROOTS[event.event])


def quad(code: str) -> int:
    """The class of a CAMEO root as GDELT reckons it: verbal and material cooperation, verbal and material conflict."""
    return 1 + sum(code > last for last in ("05", "08", "13"))


def coded(event: Event) -> dict[str, Cell]:
    """What kind of act it was. Below the root nothing is told: `040` is CAMEO's "not specified below"."""
    code = root(event)
    below = f"{code}0"
    return {
        "EventCode": below, "EventBaseCode": below, "EventRootCode": code, "QuadClass": quad(code),
        "GoldsteinScale": ties.SCALE.get(event.event),
    }  # fmt: skip


def dated(event: Event) -> dict[str, Cell]:
    """The day of happening, as far as it is known: a month alone has no SQLDATE."""
    if event.date is None:
        return {}
    digits = event.date.start[:10].replace("-", "")
    if len(digits) != 8 or not digits.isdecimal():
        return {}
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    cells: dict[str, Cell] = {"Year": year}
    if event.date.precision != "year":
        cells["MonthYear"] = int(digits[:6])
    if event.date.precision in ("day", "span"):
        cells |= {"SQLDATE": int(digits), "FractionDate": round(year + min((month * 30 + day) / 365, 0.9999), 4)}
    return cells


def counted(told: ToldEvent) -> dict[str, Cell]:
    """How often and since when it is told."""
    seen = [at for r in told.reports if (at := instant(r.seen or r.published)) is not None]
    return {
        "IsRootEvent": int(any(p.lead for p in told.passages)),
        "NumMentions": len(told.event.evidence),
        "NumSources": len({r.publisher or r.source for r in told.reports}),
        "NumArticles": len(told.event.reports),
        "DATEADDED": int(f"{min(seen):%Y%m%d%H%M%S}") if seen else None,
        "SOURCEURL": next((r.url for r in told.reports if r.url), None),
    }


def located(event: Event) -> dict[str, Cell]:
    """Where it happened."""
    place = event.place
    if place is None:
        return {}
    city = US_CITY if place.country == "USA" else WORLD_CITY
    alone = place.country in countries.codes() and place.name == countries.name(place.country or "")
    return {
        "ActionGeo_Type": COUNTRY if alone else city,
        "ActionGeo_FullName": place.name or None,
        "ActionGeo_CountryCode": place.country,
    }


def of_party(n: int, actor: Actor | None) -> dict[str, Cell]:
    """The columns of one actor. What is no country stands among the types, as in CAMEO."""
    if actor is None:
        return {}
    types = [code for code in (None if country(actor) else actor.code, actor.sector) if code]
    cells: dict[str, Cell] = {f"Actor{n}Type{i}Code": code for i, code in enumerate(types, 1)}
    return cells | {
        f"Actor{n}Code": "".join((country(actor) or "", *types)) or None,
        f"Actor{n}Name": actor.name or actor.text,
        f"Actor{n}CountryCode": country(actor),
    }


GDELT = Table("gdelt", COLUMNS, rows)
