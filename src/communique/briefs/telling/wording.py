"""How a brief says who, where and when."""

import re
from collections.abc import Sequence
from datetime import date

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
RUNNING = 12
"""Words of an office that running text bears, where it has a shorter form."""
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


def lowered(office: str) -> str:
    """An office as it stands after a name: its common words in lower case, names left alone."""
    done = []
    for word in office.split(" "):
        plain = word.lower().strip(",.")
        if plain in LOWER or all(part in LOWER for part in plain.split("-")):
            done.append(word.lower())
        else:
            done.append(word)
            break
    return " ".join(done + office.split(" ")[len(done) :])


def titled(office: str) -> str:
    """A short office as it stands before a name."""
    return " ".join(
        word if word in {"of", "for", "the", "and"} else word[:1].upper() + word[1:] for word in office.split()
    )


def offices(office: str | None) -> list[str]:
    """An office and its shorter forms, the fullest first: everything, without a further office, then fewer "of"s."""
    if not office or re.search(r"\b(?:father|mother|son|daughter|wife|husband|brother|sister)\b", office):
        return []
    whole = lowered(re.sub(r"^(?:the|a|an|its|their|his|her) ", "", office.strip(" ,.")))
    forms = [whole]
    first = re.split(
        r",| and (?=(?:a |the )?(?:member|chairman|director|minister|head|secretary|vice|deputy|foreign)\b)"
        r"| and of (?=the |its )",
        whole,
    )[0]
    forms.append(first)
    forms += [elided(whole), elided(first)]
    parts = re.split(r"(?= (?:of|for) the )", elided(first))
    forms += ["".join(parts[:n]) for n in range(len(parts) - 1, 1, -1)]
    return [form for form in dict.fromkeys(forms) if form]


def elided(office: str) -> str:
    """An office without the committee between a department and its party: shorter, and no less clear."""
    return re.sub(
        r" of the Central Committee(?= of )|(?<=[a-z])['’]s Central Committee\b| Central Committee$", "", office
    )


def readable(office: str | None) -> list[str]:
    """The forms of an office as they are tried in running text: the elided whole first, then ever shorter ones."""
    forms = offices(office)
    short = [form for form in forms if "Central Committee" not in form]
    short = [form for form in short or forms if len(form.split()) <= RUNNING] or short or forms
    return sorted(short, key=lambda form: -len(form))


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
        owner = f"{possessive(countries.name(code))} " if code and not named and is_state(code, office) else ""
        return f"{owner}{name}, who {'chairs' if led[1].startswith('chair') else 'heads'} the {office[led.end() :]},"
    article = (
        "" if office.split()[0] in UNIQUE or not office.startswith(("member", "deputy", "vice", "senior")) else "a "
    )
    if code and not named and is_state(code, office):
        return f"{possessive(countries.name(code))} {name}, {article}{office},"
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


def tidy(text: str) -> str:
    """A sentence with its marks in order: one space, one comma, a capital and a stop."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:])", r"\1", text)
    text = re.sub(r",+", ",", text)
    text = re.sub(r",([.;])", r"\1", text)
    text = re.sub(r"\.{2}$", ".", text)
    return text[:1].upper() + text[1:]
