"""Bodies that no table has, by the nouns of their names: "the Hill People's Front", "the Chamber of Mines in Lima"."""

import re

from communique.record import whereabouts
from communique.record.naming import Named
from communique.record.told import Resolution, Told, name_of

UPPER = "A-ZÀ-ÞŠŽČĆĐŁŞŚŹŻĀĒĪŪİ"
WORD = rf"[{UPPER}][\w'’&.-]*"
BETWEEN = r" (?:(?:of|for|and|to|in|on|the|de|la|des|du|del|against|with) (?:the )?)?"
WORDS = re.compile(rf"(?:(?i:the) )?(?P<name>{WORD}(?:{BETWEEN}{WORD})*)(?: in .*)?")
"""The name of a body; what is in between is never left out, so that there is one way to read it."""
KINDS = (
    ("LAB", r"(?:Trade|Trades|Labou?r) (?:Union|Federation|Congress)|Unions?\b.*\b(?:Workers|Dockers|Miners"
     r"|Teachers|Nurses|Farmers)"
     r"|\b(?:Workers|Dockers|Miners|Teachers|Nurses|Doctors|Seamen|Railwaymen|Pilots|Journalists)['’]? (?:Union"
     r"|Federation|Association|Confederation)"),
    ("REB", r"Liberation (?:Front|Army|Movement|Brigades?)|\b(?:Brigades?|Mujahideen|Guerrillas?|Militias?"
     r"|Fighters|Martyrs|Resistance|Insurgents?)\b"
     r"|(?:Sons of|People['’]s|Revolutionary|National) [\w ]*Army|Sons of \w+"),
    ("SPY", r"Intelligence|State Security|Security Service|Secret Service"),
    ("COP", r"\bPolice\b|Gendarmerie|Constabulary|Carabinieri"),
    ("MIL", r"\b(?:Command|Battalion|Regiment|Fleet|Army|Navy|Air Force|General Staff|Corps|Marines"
     r"|Defen[cs]e Forces?|Border Guards?|Coast ?guard|Coast Guard)\b"),
    ("REL", r"\b(?:Bishops|Church|Synod|Ulema|Ulama|Mufti|Patriarchate|Archdiocese|Diocese|Council of Churches"
     r"|Rabbinate|Fatwa)\b"),
    ("JUD", r"\b(?:Court|Tribunal(?! Electoral)|Prosecutor|Judicial|Magistrates?)\b"),
    ("LEG", r"\b(?:Assembly|Parliament|Senate|Chamber of (?:Deputies|Representatives)|House of|Council of Elders"
     r"|Legislat\w+|Majlis|Diet|Shura)\b"),
    ("BUS", r"Chamber of (?:Commerce|Industry|Mines)|\b(?:Company|Corporation|Airlines?|Airways|Shipping"
     r"|Holdings?|Industries|Petroleum|Refinery|Steel|Shipyards?"
     r"|Stock Exchange|Bourse|Brewery|Motors|Employers|Lines)\b"),
    ("MED", r"\b(?:Times|Post|Herald|Courier|Gazette|Daily|News|Telegraph|Tribune|Observer|Radio|Television|TV"
     r"|Broadcasting|News Agency|Guardian|Mail|Star|Standard|Chronicle)\b"),
    ("EDU", r"\b(?:University|Academy|Institute|College|School|Think Tank)\b"),
    ("GOV", r"\b(?:Ministry|Directorate|Inspectorate|Department|Secretariat|Commission|Authority|Agency|Office"
     r"|Board|Electoral|Treasury|Cabinet"
     r"|Presidency|Ombudsman|Customs|Revenue|Committee|Central Bank|Reserve Bank|Monetary|Council of (?:Ministers"
     r"|State)|Privy Council|Governorate|Municipality)\b"),
    ("PTY", r"\b(?:Party|Front|Movement|Alliance|Coalition|Rally|Congress|League|Bloc|List|Democrats|Socialists"
     r"|Platform|Liberals|Greens)\b"),
    ("BUS", r"\bBank\b|\bGroup\b"),
    ("GOV", r"\bCouncil\b"),
)  # fmt: skip
"""The field of a body by the nouns of its name, the surer first."""
ABROAD = re.compile(
    r"^(?:Pan-|Inter-|Inter\b|World|International|Global|European|African|Asian|Arab|Pacific|Caribbean|Nordic"
    r"|Baltic|Latin|American)\b"
)
"""How those begin that are of no one state."""

AT = re.compile(r"\b(?:in|at|near|outside|around|inside|from|past|opposite|beside|behind|into|onto|on) (?:the )?$")
"""What makes of a body's name that of its house."""


def body(told: Told, index: int, start: int, end: int, names: list[Named]) -> Resolution | None:
    """The body of the state told of that words name, where they name more than any name that is known in them."""
    text = told.trees[index].text
    words = WORDS.fullmatch(re.sub(r"['’]s?$", "", text[start:end]))
    if words is None or ABROAD.search(words["name"]) or " " not in words["name"]:
        return None
    left, right = start + words.start("name"), start + words.end("name")
    if any(
        (n.start <= left + 4 and n.end >= right) or (n.kind == "body" and re.search("['’]s? ", words["name"]))
        for n in names
    ):
        return None
    sector = next((s for s, nouns in KINDS if re.search(nouns, words["name"])), None)
    if sector is None or whereabouts.christened(text, start) or AT.search(text[:left]):
        return None
    code = _state(told, index, start, end, left, names)
    if code is None:
        return None
    name = words["name"]
    return Resolution(
        code=code, sector=sector, name=name, why=(f"“{name}”: a body that no table has, of {name_of(code)}",)
    )


def _state(told: Told, index: int, start: int, end: int, left: int, names: list[Named]) -> str | None:
    """Of which state: of that which owns it or stands in its name or right behind, else the one told of nearest."""
    text = told.trees[index].text
    states = [n for n in told.names[index] if n.code and n.kind != "body" and n.code not in {"IGO", "NGO", "IMG"}]
    owner = next((n.code for n in states if text[n.end : left] in {"'s ", "’s ", "' ", "’ ", " "}), None)
    inside = next((n.code for n in states if start <= n.start and n.end <= end), None)
    towns = (code for a, b, code in told.places(index) if start <= a and b <= end)
    behind = next(
        (n.code for n in states if n.start >= end and re.fullmatch(r",? (?:of|in) (?:the )?", text[end : n.start])),
        None,
    )
    return owner or inside or next(towns, None) or behind or next(iter(told.nearest(index, start)), None)
