"""How a brief says who, where and when."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from communique.lexicon import countries
from communique.model import Actor, When

ARTICLE = frozenset(
    ["USA", "GBR", "ARE", "PHL", "NLD", "BHS", "GMB", "MDV", "DOM", "COG", "COD", "CAF", "COM", "SLB", "MHL"]
)
PRINTED = {"USA": "US"}
ADJECTIVES = {"USA": "US", "NZL": "New Zealand", "PHL": "Philippine"}
FAMILY_FIRST = frozenset(["CHN", "PRK", "KOR", "TWN", "HKG", "MAC"])
"""Where press English prints the family name first."""
LOWER = frozenset(
    [
        "acting",
        "deputy",
        "vice",
        "first",
        "second",
        "senior",
        "former",
        "honorary",
        "permanent",
        "interim",
        "chief",
        "assistant",
        "prime",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "trade",
        "justice",
        "president",
        "premier",
        "minister",
        "chancellor",
        "chairman",
        "chairwoman",
        "chair",
        "director",
        "head",
        "member",
        "secretary",
        "general",
        "ambassador",
        "envoy",
        "adviser",
        "advisor",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "governor",
        "speaker",
        "leader",
        "king",
        "queen",
        "prince",
        "crown",
        "emir",
        "sultan",
        "commander",
        "commissioner",
        "representative",
        "undersecretary",
        "under",
        "ministry",
        "state",
        "national",
        "security",
        "special",
        "presidential",
        "parliamentary",
        "executive",
        "representative",
    ]
)
PLAIN = frozenset(
    [
        "leader",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "envoy",
        "diplomat",
        "adviser",
        "advisor",
        "lawmaker",
    ]
)
"""Words that stand before a name in lower case: a description, not a title."""
LEADING = re.compile(r"(director|head|leader|chief|chairman|chairwoman|chair) of (?:the |its )?(?=.)")
UNIQUE = frozenset(
    [
        "president",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "director",
        "head",
        "chairman",
        "chairwoman",
        "chair",
        "speaker",
        "governor",
    ]
)


def country(code: str) -> str:
    """A country as the subject of a sentence, with the article where English wants it."""
    name = countries.name(code)
    return f"the {name}" if code in ARTICLE else name


def short_country(code: str) -> str:
    """A country in a headline."""
    return PRINTED.get(code, countries.name(code))


def adjective(code: str) -> str:
    """The adjective of a country (`US`, `North Korean`)."""
    found = ADJECTIVES.get(code, countries.demonym(code))
    return countries.name(code) if found.endswith("lander") else found


def possessive(name: str) -> str:
    """The genitive of a name."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def day(value: date, *, year: bool = True) -> str:
    """A day in full: `Thursday, 21 March 2024`."""
    return f"{value:%A}, {value.day} {value:%B}" + (f" {value.year}" if year else "")


def when(found: When, *, year: bool = True) -> str:
    """A time of happening with its preposition, without its year where that was said; empty if unreadable."""
    try:
        first, last = date.fromisoformat(found.start[:10]), date.fromisoformat(found.end[:10])
    except ValueError:
        return ""
    if found.precision == "year":
        return f"in {first.year}"
    if found.precision == "month":
        return f"in {first:%B} {first.year}"
    if first == last:
        return f"on {day(first, year=year)}"
    if (last - first).days == 1:
        return f"on {day(first, year=first.year != last.year)} and {day(last)}"
    return f"between {first.day} {first:%B} {first.year} and {last.day} {last:%B} {last.year}"


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def counted(number: int) -> str:
    """A small number in words."""
    small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return small[number] if 0 <= number < len(small) else str(number)


def titled(office: str) -> str:
    """A short office as it stands before a name."""
    return " ".join(
        word if word in {"of", "for", "the", "and"} else word[:1].upper() + word[1:] for word in office.split()
    )


def described(name: str, office: str, code: str | None) -> str:
    """A name with office and country. A short office stands before it (`Chinese Foreign Minister Wang Yi`), a long one
    behind it between commas (`Cai Qi, member of the Secretariat …,`)."""
    named = any(found.code == code for found in countries.find(office)) if code else True
    office = re.sub(r"^minister (?:of|for) foreign affairs\b(?: of .*)?$", "foreign minister", office, flags=re.I)
    named = named and any(found.code == code for found in countries.find(office)) if code else True
    if re.fullmatch(r"(?:deputy )?secretary of (?:state|defen[cs]e)|secretary general", office, re.I):
        return f"{adjective(code) if code and code != 'IGO' else ''} {titled(office)} {name}".strip()
    if len(office.split()) <= 4 and not re.search(r"\b(?:of|for|to|at|in)\b|,", office):
        if re.match(r"(?:a )?member\b", office):
            return f"{name}, a {office},"
        bare = office if named or not code or code == "IGO" else f"{adjective(code)} {office}"
        if bare.split()[-1] in PLAIN:
            return f"{bare} {name}" if bare != office or office[:1].isupper() else f"the {bare} {name}"
        return f"{titled(bare)} {name}"
    if led := LEADING.match(office):
        owner = f"{possessive(country(code))} " if code and not named and is_state(code, office) else ""
        return f"{owner}{name}, who {'chairs' if led[1].startswith('chair') else 'heads'} the {office[led.end() :]},"
    article = (
        "" if office.split()[0] in UNIQUE or not office.startswith(("member", "deputy", "vice", "senior")) else "a "
    )
    if code and not named and is_state(code, office):
        return f"{possessive(country(code))} {name}, {article}{office},"
    return f"{name}, {article}{office},"


def is_state(code: str, office: str) -> bool:
    """Whether a country should be set before a name: the office itself does not show it."""
    return code != "IGO" and not re.search(r"[A-Z]{3,}|Party|Communist", office)


def nation(actor: Actor) -> str:
    """A state or a body as the subject of a sentence."""
    name = actor.name or actor.text
    if (
        actor.code
        and actor.code != "IGO"
        and actor.code in countries.codes()
        and (countries.of(name) == actor.code or len(name) < 3)
    ):
        return country(actor.code)
    if re.match(r"(?:the|a|an) |[A-Z]{2,6}$", name) or not re.search(
        r"\b(?:ministry|government|parliament|assembly|council|union|office|army|forces|house|party|department|embassy|court)\b",
        name, re.I,
    ):  # fmt: skip
        return name
    return f"the {name}"


BEFORE_MARK, COMMAS_RUN = re.compile(r"\s+([,.;:])"), re.compile(r",+")
TWICE = re.compile(r"\b(on \w+day, \d{1,2} [A-Z][a-z]+(?: \d{4})?) \1\b")
"""A day told twice, by weekday and date ("on Tuesday 10 June")."""
COMMAS, TWO_STOPS = re.compile(r",([.;])"), re.compile(r"\.{2}$")


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """A sentence with its marks in order: one space, one comma, a capital and a stop."""
    text = BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    text = COMMAS.sub(r"\1", COMMAS_RUN.sub(",", text))
    text = TWICE.sub(r"\1", TWO_STOPS.sub(".", text))
    return text[:1].upper() + text[1:]
