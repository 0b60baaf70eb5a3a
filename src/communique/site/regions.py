"""The regions under which a newspaper tells the world, and in which of them a brief stands.

A brief stands in one region: that of most places where what it tells of happened, else that of most of those who took
part; the first told wins a tie. One of no country stands under the world.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from communique.model import Brief, Event
from communique.site.language import named

WORLD = named("The world")
REGIONS = {
    named("East Asia"): "CHN HKG JPN KOR MAC MNG PRK TWN",
    named("South-East Asia"): "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM",
    named("South Asia"): "AFG BGD BTN IND LKA MDV NPL PAK",
    named("Central Asia and the Caucasus"): "ARM AZE GEO KAZ KGZ TJK TKM UZB",
    named("Middle East and North Africa"): (
        "ARE BHR DZA EGY ESH IRN IRQ ISR JOR KWT LBN LBY MAR OMN PSE QAT SAU SYR TUN TUR YEM"
    ),
    named("Africa south of the Sahara"): (
        "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LSO MDG "
        "MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TZA UGA XSL "
        "ZAF ZMB ZWE"
    ),
    named("Europe"): (
        "ALA ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA FRO GBR GGY GIB GRC HRV HUN IMN "
        "IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE UKR "
        "VAT XKX"
    ),
    named("North America"): "BMU CAN GRL SPM USA",
    named("Latin America and the Caribbean"): (
        "ABW AIA ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GTM GUF GUY "
        "HND HTI JAM KNA LCA MEX MSR MTQ NIC PAN PER PRI PRY SLV SUR SXM TCA TTO URY VCT VEN VGB VIR"
    ),
    named("Oceania"): "ASM AUS COK FJI FSM GUM KIR MHL MNP NCL NIU NRU NZL PCN PLW PNG PYF SLB TKL TON TUV VUT WLF WSM",
}


@cache
def by_code() -> dict[str, str]:
    """The region of each country."""
    return {code: region for region, codes in REGIONS.items() for code in codes.split()}


def of_brief(brief: Brief, events: Sequence[Event]) -> str:
    """The region a brief stands in."""
    places = [event.place.country for event in events if event.place]
    parties = [actor.code for event in events for actor in (*event.actor, *event.recipient)]
    return most(places) or most(parties) or most(p.code for p in brief.participants) or WORLD


def most(codes: Iterable[str | None]) -> str:
    """The region of most of some codes, empty where none has one."""
    found = Counter(by_code()[code] for code in codes if code in by_code())
    return max(found, key=found.__getitem__) if found else ""
