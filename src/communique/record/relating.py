"""People told by what they do and for whom, not by an office: "heads Chile's navy", "the team led by Ana Ruiz", "Oslo's
voice in Geneva"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.model import Noun
from communique.record import callings, fields, offices, tables
from communique.record.naming import ORGANISATIONS, Named

ALREADY = (
    r"(?:(?:now|also|still|long|currently|then|once|briefly|has|had|have|who|will|would|used|to|never|again"
    r"|later|just|only) )*"
)
DOES = re.compile(
    rf"(?:,? (?=who )|,? and |, (?:\d\d, )?)?(?: ?{ALREADY})"
    r"(?P<verb>(?:head|lead|chair|direct|command|oversee|manage|edit|own|control|represent|advise|defend|govern|rule"
    r"|found|organis|organiz|co-found|coordinat|negotiat|plead|lobb|work|join|serv|teach|fight|speak|sign|preside"
    r"|run|sit)"
    r"(?:s|ed|es|d|ies|ied|ing)?|led|ran|oversaw|taught|fought|spoke|sat"
    r"|(?:(?:is|was|been|be|be put|put|been put|was put|placed|was placed|been placed) )?(?:in charge of"
    r"|responsible for)"
    r"|look(?:s|ed)? after|belong(?:s|ed)? to|answer(?:s|ed)? for|(?:ha[sd]|held) the \w+ portfolio)"
    r"(?P<rest> [^;:]*)"
)
"""What a name goes on with that says for whom somebody does something."""
STOP = re.compile(r", (?!the\b)|[.;:!?]| (?:and|but|who|where|when|while|until|since|because|after|before|as) ")
BY = re.compile(
    r"\b(?P<verb>led|headed|chaired|run|commanded|represented|founded|owned|edited|signed|fronted|steered|sent"
    r"|under|around)"
    r"(?: by)? (?:the |an? )?(?:[a-z-]+ ){0,4}$"
)
"""What stands before who leads those told of before."""
SENT = re.compile(
    r"\b(?:name|appoint|elect|choos|pick|nominat|send|dispatch|mak|propos|recall|withdr|tapp?|promot|install"
    r"|designat|select|want"
    r"|expell?|dismiss|sack|fir)(?:s|es|d|ed|e|ing|aw)?(?: back| home)? $|\b(?:sent|made|chose|chosen|swore in) $"
)
AS = re.compile(
    r",? (?:as |to be |to become )?(?:its |their |his |her |the |an? )?(?:new |next |first |chief "
    r"|top )*(?P<office>[a-z][\w' -]{2,60})"
)
AMONG = re.compile(
    r",? (?:among them|including|such as|like|one of them|not least|above all|notably)(?: was| were)? (?:the )?$"
    r"|\b[Oo]f the [A-ZÀ-Þ][^,;.]{0,80}?,? (?:only|just|it was) $"
)
"""What stands between those of whom somebody is one and him."""
IS = re.compile(r" (?:is|was|will be|became|remains|is to be|is called|went to|goes to|fell to|falls to|passed to) $")
"""What stands before who something is told to be at last."""
WHERE = re.compile(r"\b(?:in|at|to|near|with|against|into|on|over) (?:the )?$")
"""What makes of a name a mere place."""
INSERTED = re.compile(r",[^,;.]*, ?(?:(?:has|had|have|been|was|is|were|are|will|be) )*$")
"""What stands between commas before what is told on of those named before them."""
FIGURES = (
    r"(?:own |new |old |long-time |longtime |former |top |chief |best |only |first |second |last |number two )*"
    r"(?:man|woman|voice|face|hand|ears?|eyes?|point man|point woman|number two|No\.? 2|number one|go-between"
    r"|fixer|messenger|troubleshooter|trouble-shooter|representative)"
)
"""What somebody is who acts for a state, behind the state's name ("Oslo's man in Lima")."""
FIGURE = re.compile(rf"['’]s? {FIGURES} (?:in|at|on|to|with|for|among|there) ")
FIELDS = {"command": "MIL", "edit": "MED", "own": "BUS", "teach": "EDU", "taught": "EDU"}
"""What is of a field by the verb alone."""
FOR = re.compile(
    r"represent|negotiat|sign|speak|spoke|plead|charge|portfolio|after|responsible|answer|work|serv|advise|govern"
    r"|rule"
)
"""Who does so for a state does it for its government."""
AWAY = re.compile(r"plead|negotiat|speak|spoke|sign|lobb|fight|fought")
"""What somebody does at a place that is not whom he does it for."""
PUBLIC = re.compile(
    r"['’]s? [\w -]*\b(?:agency|authority|service|board|commission|office|bureau|department|directorate|programme)$"
)
"""What a state has and is its government's, unless it is known for another field."""
SURE = re.compile(
    r",? (?:who (?:head|chair|command|represent|run|lead|edit|teach|speak|sit|serv|own|work|negotiat|ran |led "
    r"|oversee|is |was |has |had )"
    r"|(?:chair|command|edit|teach|taught|speaks for|spoke for|sits in|sat in|serves as|served as|was sworn in"
    r"|has been sworn in"
    r"|is sworn in|was (?:appointed|elected|named|re-elected|born|arrested|freed)|has been (?:appointed|elected"
    r"|named|put in charge)"
    r"|resigned as|took over as|took office|took the oath|became (?:\w+['’]s )?(?:first )?(?:\w+ )?(?:minister"
    r"|president|ambassador)"
    r"|will be \w+['’]s|heads? |leads |runs |looks after)"
    rf"|, (?:once|until \w+ \w+|for years|formerly|number two|a senior|\w+['’]s {FIGURES}\b))"
)
"""What goes on from a name that only people do."""


AFTER = re.compile(r"[,.;]| (?:has|had|said|and|walked|asked|was|is|will)\b")
"""What may stand behind who leads others."""


class Relation(Noun):
    """For whom somebody does something: code, sector where it is told, and the words."""

    code: str | None
    sector: str | None
    why: str


def names(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The full names of a sentence that are told by what only people do, with an office or title or none; `runs` are
    where capitalised words stand that are no other names."""
    for start, end in runs:
        words = text[start:end]
        if " " not in words or callings.institution(words) or tables.find_bodies(words):
            continue
        led = BY.search(text[:start]) or AMONG.search(text[:start])
        sent = SENT.search(text[:start]) and AS.match(text, end)
        if SURE.match(text, end) or (led and AFTER.match(text, end)) or (sent and _sector(sent["office"])):
            yield words


def relation(text: str, start: int, end: int, named: Sequence[Named]) -> Relation | None:
    """For whom the person named at a place of a sentence does something, by the words behind and before the name."""
    return _does(text, end, named) or _figure(text, end, named) or _led(text, start, end, named)


def _does(text: str, end: int, named: Sequence[Named]) -> Relation | None:
    said = DOES.match(text, end)
    if said is None:
        return None
    rest = STOP.split(said["rest"])[0]
    begin, stop = said.start("rest"), said.start("rest") + len(rest)
    inside = [n for n in named if n.code and begin <= n.start < stop]
    if AWAY.match(said["verb"]):
        inside = [n for n in inside if not WHERE.search(text, begin, n.start)]
    if not inside:
        return None
    whose = next((n for n in inside if re.match(r"['’]s? ", text[n.end :])), inside[0])
    behind, before = text[whose.end : stop], text[begin : whose.start]
    verb = said["verb"]
    sector = fields.field(behind) if re.match(r"['’]?s? \w", behind) else None
    sector = sector or fields.field(re.sub(r" (?:of|in|for|from|at|on|with|the|a|an)(?= |$)", " ", before).strip())
    sector = whose.sector if whose.kind == "body" and whose.sector else sector
    sector = sector or next((s for stem, s in FIELDS.items() if verb.startswith(stem)), None)
    sector = sector or ("GOV" if FOR.search(verb) and whose.code not in ORGANISATIONS else None)
    if sector is None and PUBLIC.search(behind):
        sector = "GOV"
    if verb.startswith("own") and sector in {"CVL", "GOV"}:
        sector = "BUS"
    return Relation(code=whose.code, sector=sector, why=f"“{verb}{rest}”")


def _figure(text: str, end: int, named: Sequence[Named]) -> Relation | None:
    """ ", Oslo's man in Lima": who acts for a state by a figure of speech."""
    for one in named:
        lead = text[end : one.start] if one.start >= end else None
        if (
            lead is not None
            and re.fullmatch(r"(?:, | is | was )(?:for (?:\w+ )?years |once |long |then |still )?", lead)
            and one.code
            and FIGURE.match(text, one.end)
        ):
            return Relation(code=one.code, sector="GOV", why=f"“{one.text}{text[one.end : one.end + 20]}”")
    return None


def _sector(office: str) -> str | None:
    """The sector of an office that somebody is named for, without the place he is sent to."""
    words = re.split(r" (?:to|for|at|in) ", office.strip())[0]
    return fields.field(office) or fields.field(words) or offices.sector_of(words)


def _led(text: str, start: int, end: int, named: Sequence[Named]) -> Relation | None:
    """Those whom the person named leads, is one of, or is told to be at last."""
    before = text[:start]
    if (sent := SENT.search(before)) and (office := AS.match(text, end)):
        owner = _nearest(text, 0, sent.start(), named)
        sector = _sector(office["office"])
        if owner is not None and sector:
            return Relation(code=owner.code, sector=sector, why=f"“{office['office']}”")
    by = BY.search(before)
    found = by or AMONG.search(before) or IS.search(before)
    if found is None:
        return None
    begin = 0 if by else max(before.rfind(mark, 0, found.start()) for mark in ",;.") + 1
    whose = _nearest(text, begin, by.start("verb") if by else found.end(), named)
    if whose is None:
        return None
    phrase = STOP.split(text[whose.end : start])[0]
    verb = by["verb"] if by else None
    sector = fields.field(
        re.split(r" (?:led|headed|run|under|around|is|was|went|will|became|only|in|at|to|for) ", phrase + " ")[0]
    )
    if FIGURE.match(text, whose.end):
        sector = "GOV"
    if re.match(r" (?:side|team|party|mission|group|contingent)\b", phrase) and verb:
        sector = sector if sector not in {None, "CVL", "PTY"} else "GOV"
    if sector is None and verb == "represented":
        sector = "GOV"
    return Relation(code=whose.code, sector=sector, why=f"“{text[whose.start : start].strip()}”") if sector else None


def _nearest(text: str, begin: int, end: int, named: Sequence[Named]) -> Named | None:
    """The state or body told nearest before a place, from another on; a mere place and what stands between commas
    only where nothing else is told."""
    inserted = INSERTED.search(text, begin, end)
    aside = inserted.start() if inserted else end
    before = (n for n in named if n.code and begin <= n.start and n.end <= end)
    return max(
        before, key=lambda n: (n.start < aside and not WHERE.search(text, begin, n.start), n.start), default=None
    )
