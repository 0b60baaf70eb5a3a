"""Words right beside a name that make of it a place or a label: how far something is from there, what is called by it,
whose statue it is. A house that people walk past is no government."""

import re

from communique.record import tables
from communique.record.naming import Named

CLUBS = re.compile(
    r"\b(?:Real|Inter|Atl[ée]tico|AC|AS|FC|SC|CF|SK|NK|HNK|FK|Sporting|Dyna?mo|Dinamo|Lokomotiv|Lok"
    r"|Spartak|CSKA|Torpedo|Zenit"
    r"|Red Star|Crvena Zvezda|Partizan|Ajax|Bayern|Borussia|Sparta|Slavia|Legia|Hapoel|Maccabi|Beitar|Steaua|Rapid"
    r"|Olympique|Racing|Deportivo|Independiente|Universitario|Benfica|Shakhtar|Galatasaray|Fenerbah[çc]e"
    r"|Be[şs]ikta[şs]"
    r"|Panathinaikos|Olympiacos|Ferencv[áa]ros|Levski|Hertha|Union|Young Boys|Servette|Anderlecht|Feyenoord|Celtic"
    r"|Malm[öo]|Rosenborg|Brann|Molde|Dynamos|Vipers|Gor|Simba|Young Africans|Wydad|Raja|Esp[ée]rance|Zamalek) $"
)
"""Clubs, which put the name of their town behind their own."""
FAR = re.compile(
    r"\b(?:minutes?|hours?|miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|yards?|feet|blocks?|steps|paces"
    r"|walk|drive|ride|sail"
    r"|throw|doors?|stops?)(?:['’]s? \w+)?(?: away| out| up| down| (?:to the )?(?:north|south|east|west)[\w-]*)?"
    r" (?:from|of|outside|short of|beyond) (?:the |central |downtown )?$"
)
"""How far something is from a place."""
BESIDE = re.compile(
    r"\b(?:past|in front of|opposite|beside|next to|next door to|across (?:the street |the road "
    r"|the square |the river )?from"
    r"|round the corner from|down the (?:street|road|hill) from|in the shadow of|within sight of"
    r"|on the (?:edge|outskirts) of"
    r"|at the (?:gates?|door|doors|foot|back|entrance) of|(?:gates?|railings|fence|lawns?|gardens?|roof"
    r"|steps|walls?|windows?"
    r"|cellars?|corridors?|kitchens?|basement|fa[çc]ade|stairs|courtyard|cat|dome|clock|bells) (?:of|at)) (?:the )?$"
)
"""What is beside a house, or a part of it."""
AS_FAR = re.compile(
    r"\b(?:as far(?: away)?(?: (?:north|south|east|west))? as|(?:all the|by) way (?:to|from|of)|half ?way to"
    r"|(?:(?:north-?|south-?)?(?:east|west)(?:ern (?:edge|tip|end|part|corner))?|(?:north|south)(?:ern (?:edge|tip|end"
    r"|part|corner))?|upstream|downstream|inland|just outside|short) of"
    r"|\bbound for|(?:drove|flew|sailed|walked|marched|driven) out of|\w+ coast of|(?:the )?flags? of"
    r"|set in|made in|sung in|built in|grown in|filmed in) (?:the )?$"
)
"""What makes of a name only a place: how far, on which side, under whose flag."""
THAN = re.compile(
    r"\b(?:older|younger|larger|bigger|smaller|longer|wider|hotter|colder|wetter|drier|flatter|higher|nearer|further|farther"
    r"|more populous) than (?:the )?$|\bfar from (?:the )?$"
)
"""What a land is likened to by size, age or weather, or is far from."""
SEASON = re.compile(
    r" in (?:the )?(?:(?:early|late|high|mid) )?(?:spring|summer|autumn|winter|rain|snow|fog|dark|moonlight|twenties"
    r"|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
)
"""How a town is told of at a time of the year."""
PAST_OF = re.compile(
    r" of (?:his|her|my|their|our|the (?:\d|past|future|old|nineteen|twent|eight|sevent|six))| (?:she|he|they|we"
    r"|I) \w+"
)
"""How a town is told of as it was ("the Cairo of her childhood")."""
OVERHEAD = re.compile(
    r"\b(?:seen|spotted|flew|hung|hovered|circled|shot down|rose|appeared|hangs|flies|fly) over (?:the )?$"
)
AFTER = re.compile(
    r"\b(?:named|christened|called|baptised|baptized|renamed|known as|titled|entitled|subtitled)(?: after| for)? "
    r"(?:the |an? )?(?:[\"“'‘])?$"
)
PICTURED = re.compile(
    r"\b(?:statues?|busts?|portraits?|paintings?|photographs?|photos|pictures?|maps?|postcards?|novels?"
    r"|stories|poems?|songs?"
    r"|veterans|films?|documentary|documentaries|memoirs?|lover|saints?|smell|taste|sound|songbirds|flora"
    r"|fauna|scenes|views?|ruins)"
    r" (?:of|about|from|set in) (?:the )?$"
)
"""Pictures and tales of a place or a person."""
LIKENED = re.compile(r"\b(?:another|(?:an?|no|any) (?:second|new|mini|little|next|modern)|the (?:next|new)) $", re.I)
"""What makes of a name one of its kind ("another Vietnam")."""
EARLIER = re.compile(
    r"\b(?:what is (?:now|today)|present-day|modern-day|ancient|medieval|prehistoric|colonial|Roman|Ottoman|Byzantine"
    r"|pre-?war|wartime|Nazi|Tsarist|tsarist) $"
)
"""A land of another time."""
LINKS = re.compile(
    r"\b(?:a point|somewhere|midway|roads?|flights?|bus(?:es)?|trains?|ferr(?:y|ies)|strait|trucks?|lorries|pass|bridge"
    r"|tunnel) between (?:the )?(?:[A-Z][\w-]+(?: [A-Z][\w-]+)? and (?:the )?)?$"
    r"|\b(?:road|highway|railway|line|bridge|pipeline|cable|tunnel|route|motorway|ferry|corridor)s?,? (?:that |which )?"
    r"(?:link|connect|join)(?:s|ed|ing)? [^,;.]{2,40} (?:with|to|and) (?:the )?$"
)
"""What runs or lies between two places."""
NOTHING_BETWEEN = re.compile(r"^Between (?:the )?(?:[A-Z][\w-]+ and (?:the )?)?$")
THERE = re.compile(
    r"(?: and (?:the )?[A-Z][\w-]+)? (?:there [^,.;]*\b(?:bus|train|flight|ferry|road|railway|bridge)\b"
    r"|(?:lies?|runs?|stretch(?:es)?)\b)"
)
"""How a sentence opens that tells what is between two places."""
RANGE = re.compile(
    r"\b(?:train|express|flight|bus|coach|ferry|road|railway|line|pipeline|cable|route|motorway|highway|caravan)s?"
    r" from [A-Z][\w-]+ to $|"
    r"\b(?:found|seen|common|known|grown|spoken|worn|eaten|everywhere) from [A-Z]\w+ to $"
    r"|\b(?:smuggled|flown|driven|shipped|exported) out of $"
)
"""From where to where something is."""
SHIP = re.compile(
    r"\b(?:portholes?|wreck|hull|decks?|bow|stern|anchor|mast|sinking|crew|captain|skipper|purser|survivors|band"
    r"|keel|aboard"
    r"|on board)(?: of)? the $"
)
"""What a ship has whose name is a place's."""
ARTICLED = frozenset(tables.words("articled"))
"""Names of states that bear the article."""
STREETS = re.compile(
    r"\b(?:Avenue|Rue|Boulevard|Quai|Porte|Place|Pont|Calle|Avenida|Plaza|(?<!^)Via|Piazza|Corso|Rua|Ulitsa"
    r"|Ulica|Jalan|Lorong"
    r"|Stra(?:ß|ss)e|Allee)(?: (?:de la|de l['’]|de|du|des|d['’]|di|da|do|del|der))? ?$"
)
BEHIND = re.compile(
    r"(?: time(?=[,.;]| on\b| and\b| when\b| to\b|$)|[- ](?:style|born|bred|bound|based|trained|educated"
    r"|brewed|sized|inspired|themed|listed"
    r"|flagged|registered|grown|built|made)\b(?! (?:the|an?|its|his|her|their|no|two|three|up|out)\b)"
    r"|(?: \w+)? is the (?:capital|largest city|birthplace|home)\b)"
)
VESSEL = re.compile(
    r"\b(?:ferry|tanker|yacht|ship|freighter|trawler|racehorse|horse|schooner|liner|bulk carrier"
    r"|container ship|cruise ship|vessel|barge"
    r"|tug|mare|stallion|filly|dog|cat|novel|opera|song|ballet|musical|pub|painting|rose) (?:the |called "
    r"|named )*[\"“'‘]?(?:[A-Z]\w+ )?$"
)
"""Things that have names of their own."""
FIRM = re.compile(
    r"(?: [A-Z][\w&'’-]+){0,4} (?:Corporation|Corp\.?|Inc\.?|Ltd\.?|Limited|plc|PLC|Holdings?|Industries"
    r"|Breweries|Freeport|Foods|Mobile"
    r"|Telecom|Shipping|Insurance|Motors|Foundation|Mines|Cement|Broilers|Sugar|Tobacco|Textiles|Re)(?![\w-])"
)
"""Firms that are called after a state."""
ROOMS = re.compile(
    r"['’]s? (?:own |famous |old |new )?(?:gardens?|towers?|lawns?|gates?|roof|walls?|cellars?|corridors?"
    r"|kitchens?|steps|windows?|fa[çc]ade|stairs"
    r"|dome|clock|doors?|railings|ballroom|courtyard|chapel|bells|cat)\b"
    r"|(?:,[^,]{3,50},)? (?:was|were|is|are|has been|will be) (?:closed|open|opened|reopened|shut|lit"
    r"|repainted|restored|evacuated|cordoned)\b"
)
"""What a house has and what is done to one."""


IS_PLACE = re.compile(
    r" (?:is|was|were|lies|remains) (?:where\b|(?:just |only |some |about |less than |barely |nearly )?(?:an?"
    r"|half an|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|\d+)(?: \w+)? ?(?:hours?|minutes?|days?|miles?|kilomet(?:er|re)s?"
    r"|km)(?:['’] | |['’]s )"
    r"(?:away|off|walk|drive|ride|flight|sail|by|from|north|south|east|west|upriver|downstream)"
    r"|(?:his|her|my|your|our|their) (?:first |last |given |middle |next |only |second |final "
    r"|favou?rite )*(?:name|surname|stop|destination"
    r"|birthplace|home town|hometown|nickname)\b)"
)
"""What a town is, or a word, that is no government."""
SOME = r"(?:about |almost |nearly |roughly |some |only |just |barely |less than |more than |far |much |slightly |no )*"
NUMBER = r"(?:\d[\d.,]*|an?|half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty)"
THING = re.compile(
    r" (?:[Mm]useum|Street|Avenue|Road|Square|Lane|Hotel|Stadium|stadium|[Ss]tation|metro station)\b"
    r"|, an? (?:[\w-]+ ){0,3}(?:pub|inn|hotel|bar|restaurant|farmhouse|caf[eé]|nightclub|shop|guesthouse|cottage)\b"
)
"""What goes on from the name of a body that a house or street bears."""
LOOKS = re.compile(
    rf" (?:(?:(?:is|was|were|are|has been|had been|remained) (?:still |left |again |largely |partly )*"
    rf"(?:without (?:power|water|light|electricity|heating)|blacked out|flooded|inundated|under (?:water|snow)"
    rf"|snowbound|{NUMBER} degrees|the (?:hott|cold|warm|wett|dri|raini|sunni)est)"
    rf"|(?:hit|reached|recorded|measured) {SOME}{NUMBER} degrees|swelter(?:s|ed)"
    rf"|(?:lies|lay|is situated|is located) {SOME}(?:where|on|at|between|below|above|near|close|off"
    rf"|{NUMBER} (?:miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet))"
    rf"|can (?:only |now |easily )*be reached"
    rf"|(?:is|are|was|were|will be|has been) (?:now |again )*(?:linked|connected|joined)"
    rf"(?: to [^,.;]{{1,30}})? by (?:an? )?(?:[\w-]+ ){{0,2}}(?:road|rail|railway|bridge|tunnel|ferry|ferries|motorway"
    rf"|highway|causeway|pipeline|cable|flights?|trains?|bus|buses|sea|air|canal)"
    rf"|(?:is|are|was) {SOME}(?:{NUMBER} times |twice |half )?(?:the size of|(?:as )?(?:big|large|small|populous) as"
    rf"|(?:bigger|larger|smaller) than)|has (?:more|fewer) (?:people|inhabitants) than)\b)"
)
"""Weather and heat, power cuts and floods, where a land lies, what links it, and how large it is beside another."""
CLOSE = re.compile(
    r"(?:^|[.;:,] )(?:Close to|Nearer to|Near|(?:Not )?[Ff]ar from|Further from|Farther from|Beyond|Via) (?:the )?$"
    r"|\b(?:further|farther|away) from (?:the )?$|\bvia (?:the )?$"
    r"|\b(?:airspace|skies|sky) (?:over|above|of) (?:the )?$"
)
"""What stands before what something is near to, far from, on the way through or above."""
CONVEYED = re.compile(
    r",? (?:stands?|is|are)\b|.* (?:messages?|letters?|offers?|word|money|answers?|reply|warnings?)\b"
)
"""How it goes on where something goes through a government, or somebody stands behind one."""
PLAYED = re.compile(
    r"\b(?:match|game|final|semi-?final|quarter-?final|friendly|fixture|derby|qualifier|play-?off|Test(?= match))"
    r"(?: (?:match|game))? (?:between (?:the )?(?:[A-Z][\w-]+(?: [A-Z][\w-]+)? and )?|against |with )(?:the )?$"
)
"""What teams play, behind which they are told."""
BEEN = re.compile(r"\bbeen (?:back )?to (?:the )?$|\bon (?:holiday|vacation|honeymoon) (?:in|to) (?:the )?$")
"""Journeys of people."""
TRADED = re.compile(
    r"\b(?:[Ee]xports|[Ii]mports|[Ss]hipments|[Ss]ales|[Aa]rrivals|[Rr]emittances) (?:to|from) (?:the )?$"
)
ROSE = re.compile(
    r" (?:have |has |had )?(?:rose|risen|fell|fallen|grew|grown|shrank|shrunk|doubled|halved|tripled|dropped"
    r"|climbed|jumped|slumped"
    r"|surged|plunged|soared|declined|increased|are up|are down|were up|were down|rise|fall)\b"
)
"""Figures of trade, and how they go on."""


def christened(text: str, start: int) -> bool:
    """Do words that begin here with a capital name a ship, a beast or a work ("the ferry Princess of Norway")?"""
    return text[start : start + 1].isupper() and VESSEL.search(text[:start]) is not None


def _with_article(before: str, after: str, name: str) -> bool:
    """Does an article make of a name that has none that of a ship, a river or a house ("the Lusitania")?"""
    if not re.search(r"\b[Tt]he $", before) or name in ARTICLED or " " in name or name.isupper():
        return False
    return (
        re.match(r"(?:[.,;:!?]|$| (?:sank|sailed|docked|flows|flowed|was|is|had|and|at|in|for|off|on|to)\b)", after)
        is not None
    )


def beside(text: str, named: Named) -> str | None:
    """Why the words beside a name make no actor of it, in words; None where they do not tell."""
    before, after = text[: named.start], text[named.end :]
    place = named.kind in {"name", "capital", "region"}
    house = named.kind == "body" and named.sector in {"GOV", "LEG", "MIL", "JUD"}
    if place and CLUBS.search(before):
        return "the name of a club"
    if (place or house) and FAR.search(before):
        return "it says how far from where"
    if (place or house) and BESIDE.search(before):
        return "it says beside what"
    if place and before.endswith(("The ", "the ")) and named.text not in ARTICLED and PAST_OF.match(after):
        return "a land or town of another time"
    if place and re.match(r" offices? of (?:the |an? )", after):
        return "it says which office"
    if (
        named.kind == "name"
        and re.match(r"['’]s (?:second|third|largest|biggest|main|busiest|oldest)[\w-]* ", after)
        and (re.search(r"\b(?:of|in|near|at|to|from) $", before))
    ):
        return "it says where"
    if place and (AS_FAR.search(before) or THAN.search(before) or (named.kind == "capital" and SEASON.match(after))):
        return "it says how far or where"
    if (place or house) and OVERHEAD.search(before):
        return "it says over what"
    if place and EARLIER.search(before):
        return "a land of another time"
    if (place or named.kind == "byname") and SHIP.search(before):
        return "the name of a ship"
    if named.kind in {"name", "capital"} and _with_article(before, after, named.text):
        return "a ship, river or house of this name"
    if place and (LINKS.search(before) or (NOTHING_BETWEEN.match(before) and THERE.match(after))):
        return "it says between which places"
    if (house or named.kind == "body") and THING.match(after):
        return "a thing or house of this name"
    if place and RANGE.search(before):
        return "it says from where to where"
    if place and STREETS.search(before):
        return "the name of a street"
    if named.kind != "body" and AFTER.search(before):
        return "something else has this name"
    if place and PICTURED.search(before):
        return "what is pictured or told"
    if place and LIKENED.search(before):
        return "one of many things of this name"
    if named.kind != "body" and FIRM.match(after):
        return "the name of a firm"
    if house and ROOMS.match(after):
        return "a house and no government"
    if place and BEHIND.match(after):
        return "it says which"
    if place and (LOOKS.match(after) or (CLOSE.search(before) and not CONVEYED.match(after))):
        return "how a place looks or where it is"
    if house and LOOKS.match(after):
        return "a house and no government"
    if place and (BEEN.search(before) or IS_PLACE.match(after)):
        return "it says where, or is a word"
    if named.kind != "body" and PLAYED.search(before):
        return "the name of a team"
    if place and TRADED.search(before) and ROSE.match(after):
        return "a figure of trade"
    return None
