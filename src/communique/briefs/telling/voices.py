"""Who says so: the agency a report has its news from, the publisher that passed it on, and how a brief puts it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from communique.briefs.telling.words import standing
from communique.lexicon import countries
from communique.model import Report

GENERIC = re.compile(
    r"\b(?:state|official|state-run|government)(?: news)? (?:media|television|tv|radio|news agency|agency|newspaper)\b",
    re.I,
)
SAYS = ("said", "says", "reported", "reports", "announced", "told", "added", "stated", "showed")
SAYING = rf"(?:{'|'.join(SAYS)}|has said|have said|has reported)"
DIRECTIONS = frozenset(["north", "south", "east", "west", "state"])
WITHIN = 160
"""Letters at either end of a sentence in which it says whom it has it from."""
AGAINST = re.compile(r"\b(?:den(?:y|ied|ies)|rejected|dismissed|contradict(?:s|ed)|disputed|contrary to)\b")
"""What is said against an account is not that account's."""
KINDS = frozenset(["agence", "agencia", "agenzia", "agency", "news", "radio", "diario", "kantor", "berita"])
"""What may stand before an agency's name and be left out."""
RETELLING = re.compile(rf"\b{SAYING}\b|\baccording to\b|\bquoted\b|\bread-?out\b|\bdispatch", re.I)

SECTION = re.compile(r", (?:Press|Public|Media|Communications?|Information|News|Spokes)\b[^,]*$")
"""The part of a ministry or body that writes for the press."""


class Voice(NamedTuple):
    """One account: who tells it, and the publisher it was read at when that is another."""

    teller: str
    via: str | None = None


def publisher(report: Report) -> str:
    """The publisher ("Foreign Office in London" for one with its town), else the host of the address, else what little
    we know."""
    return _publisher(report.publisher or "", report.url or "")


@lru_cache(maxsize=4096)
def _publisher(name: str, url: str) -> str:
    host = urlsplit(url).hostname
    return (
        re.sub(r", (?=[A-Z]\w+$)", " in ", SECTION.sub("", name)) or (host or "").removeprefix("www.") or "one report"
    )


@lru_cache(maxsize=4096)
def same(origin: str, name: str) -> bool:
    """Whether an origin as printed (`Kestrel`, `KNA`) is this publisher (`Kestrel News Agency`)."""
    if origin.isupper() and origin == "".join(re.findall(r"\b[A-Z]", name)):
        return True
    a, b = re.findall(r"\w+", origin.lower()), re.findall(r"\w+", name.lower())
    a, b = [w for w in a if w != "the"], [w for w in b if w != "the"]
    if a and b and a != b:
        a, b = sorted((a, b), key=len)
        return a == b[: len(a)] or (a == b[-len(a) :] and KINDS.issuperset(b[: -len(a)]))
    return bool(a and b)


def foreign(report: Report) -> tuple[str, ...]:
    """The origins of a report other than its own publisher and its own title."""
    return _foreign(report.origin, publisher(report), report.title or "")


@lru_cache(maxsize=4096)
def _foreign(origins: tuple[str, ...], own: str, title: str) -> tuple[str, ...]:
    names = dict.fromkeys(" ".join(origin.split()).removeprefix("the ") for origin in origins)
    found = [n for n in names if n and not same(n, own) and n.casefold() != title.casefold()]
    found = [n for n in found if n.casefold() not in DIRECTIONS and not _is_country(n)]
    return tuple(n for n in found if not GENERIC.search(n)) or tuple(found)


def stands(name: str, text: str) -> bool:
    """Whether a text has a name as words of its own."""
    return next(standing(name, text), -1) >= 0


def _is_country(name: str) -> bool:
    code = countries.of(name)
    return code is not None and countries.name(code) == name


def of(report: Report, sentence: str) -> Voice:
    """Who tells what this sentence says: an agency it names, or the publisher; the publisher, too, where the sentence
    sets what somebody else says against the agency ("Accra says seven")."""
    names = foreign(report)
    here = [name for name in names if stands(name, sentence)]
    if AGAINST.search(sentence) or (";" in sentence and len(re.findall(rf"\b{SAYING}\b", sentence)) > 1):
        return Voice(publisher(report))
    if here and RETELLING.search(sentence):
        return Voice(here[0], publisher(report))
    if len(names) == 1 and (report.copy_of or (GENERIC.search(sentence) and RETELLING.search(sentence))):
        return Voice(names[0], publisher(report))
    return Voice(publisher(report))


def of_chain(chain: Sequence[str], report: Report) -> Voice:
    """Who tells a statement, from the way it reached us, nearest first."""
    own = publisher(report)
    beyond = [name for name in chain if not same(name, own) and not GENERIC.search(name)]
    return Voice(beyond[-1], own) if beyond else Voice(own)


def names(voices: Sequence[Voice]) -> list[str]:
    """Tellers without repetition, in order; at most two."""
    tellers: list[str] = []
    for voice in voices:
        if not any(same(voice.teller, known) for known in tellers):
            tellers.append(voice.teller)
    if len(tellers) == 1:
        via = [v.via for v in voices if v.via and not same(v.via, tellers[0])]
        if len(set(via)) == 1 and len(via) == len(voices):
            return [f"{tellers[0]} as cited by {via[0]}"]
    return tellers[:2]


def listed(tellers: Sequence[str]) -> str:
    """`a and b`."""
    return " and ".join(tellers)


def attributed(text: str, voices: Sequence[Voice], turn: int, day: str = "") -> str:
    """A sentence with its attribution; `turn` changes the form so that neighbours do not sound alike. `day` is that on
    which it was told, where it has to be said."""
    tellers = names(voices)
    body = re.sub(r"\.([”\"])$", r",\1", text.rstrip(" .,"))
    closed = f"{body}," if not body.endswith(('"', "”")) or "," not in body[-2:] else body
    reported = turn % 2 or day or re.search(r"\baccording to\b", text)
    if reported and "as cited by" not in tellers[0]:
        return f"{closed} {listed(tellers)} reported{f' on {day}' if day else ''}."
    return f"{closed} according to {listed(tellers)}."


def without_attribution(text: str, report: Report) -> str:
    """A sentence without an attribution at its end to an agency that ours will name; a reporting day goes with it."""
    return _bare(text, foreign(report))


@lru_cache(maxsize=8192)
def _bare(text: str, origins: tuple[str, ...]) -> str:
    lower = text.lower()
    if not origins or not (any(name.lower() in lower for name in origins) or GENERIC.search(text)):
        return text.strip()
    first, last = (any(word in part for word in SAYS) for part in (lower[:WITHIN], lower[-WITHIN:]))
    told_first = (first and " that " in lower) or lower.startswith("according to")
    if told_first and (lead := _attribution(origins, "head").match(text)):
        text = text[lead.end() :][:1].upper() + text[lead.end() :][1:]
    text = _attribution(origins, "tail").sub(".", text.strip()) if last else text.strip()
    return _attribution(origins, "credit").sub(".", text) if "according to" in lower else text


@lru_cache(maxsize=1024)
def _attribution(origins: tuple[str, ...], place: Literal["head", "tail", "credit"]) -> re.Pattern[str]:
    """How a sentence begins or ends that has it from one of these."""
    who = "|".join(re.escape(name) for name in origins)
    agency = (
        rf"(?:the )?(?:[\w'’ ]{{0,30}}\b)?(?:{who})(?: news)?(?: (?:agency|newspaper))?(?: \([A-Z]+\))?"
        if who
        else r"(?!)"
    )
    media = rf"(?:[\w'’ ]{{0,30}}\b)?{GENERIC.pattern}(?: in (?:the )?[A-Z]\w+)?(?: {who})?" if who else r"(?!)"
    source = rf"(?:{agency}|[\w'’ ]{{0,40}}\((?:{who or '(?!)'})\)|{media})"
    day = (
        r"(?: (?:on|late on|early on) \w+day(?:, \d{1,2} \w+ \d{4})?"
        r"| in (?:a|the|its) (?:report|dispatch|statement)|, on \w+day)*"
    )
    says = rf"(?:The )?{source} {SAYING}(?: (?:on|late on|early on) \w+day(?: \w+)?)?(?: in [^,]{{3,30}})? that (?=.)"
    whole = {
        "head": rf"According to {source}, (?=.)|{says}",
        "tail": rf",\s+{source} {SAYING}{day}\.?$",
        "credit": rf",?\s+according to {source}{day}\.?$",
    }
    return re.compile(whole[place], re.I)
