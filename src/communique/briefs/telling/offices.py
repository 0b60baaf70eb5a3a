"""An office in the forms in which a brief gives it: ever shorter ones in running text, on a card whole and our own."""

import re
from functools import lru_cache

from communique.briefs.telling.wording import LOWER

RUNNING = 12
"""Words of an office that running text bears, where it has a shorter form."""
FURTHER = re.compile(
    r",(?: and)? (?=(?:a |the )?(?:[a-z]+ )?(?:member|chairman|director|minister|head|secretary|president|premier)\b)"
    r"| and (?=(?:a |the )?(?:member|chairman|director|minister|head|secretary|president|premier|vice|deputy|foreign)"
    r"\b)",
    re.I,
)
"""Before a further office of the same person."""
OWNER = re.compile(r"(?<! president)(?<! secretary of state) of the (?=[A-Z])(?!United )")
"""Between an organ and the body that it is an organ of."""
BROKEN = re.compile(r"\b(?:the|of|and|for|to)$|(?<!inister )\bof (?:the )?[A-Z]\w+ Affairs$")
"""The end of an office that was cut short in a report or in its reading."""
ORGAN = re.compile(
    r"\b(?:(?<!Political )Bureau|Committee|Department|Office|Secretariat|Division|Section|Affairs|Directorate|Council)$"
)
"""Of which body this is an organ has to be said: every party and parliament has one."""
PORTFOLIO = re.compile(r"^((?:[a-z]+ )*?(?:minister|secretary) (?:of|for) )(?:the )?(.+)$")
FIELDS = frozenset(
    re.findall(
        r"\w+",
        """foreign external affairs defence defense interior finance trade justice economy economic relations public
        security health energy commerce industry transport education agriculture environment labour labor culture
        information home internal climate digital development cooperation tourism planning and""",
    )
)
"""Words of ministers' fields, which are no names."""


@lru_cache(maxsize=4096)
def lowered(office: str) -> str:
    """An office as it stands after a name: its common words in lower case, names left alone."""
    parts = office.split(" ")
    done: list[str] = []
    for word in parts:
        plain = word.lower().strip(",.")
        if plain in LOWER or all(part in LOWER for part in plain.split("-")):
            done.append(word.lower())
        else:
            break
    office = re.sub(r"\bforeign Office\b", "Foreign Office", " ".join(done + parts[len(done) :]))
    if found := PORTFOLIO.match(office):
        field = found[2].split(" ")
        size = next((n for n, word in enumerate(field) if word.lower().strip(",") not in FIELDS), len(field))
        office = office[: found.start(2)] + " ".join([w.lower() for w in field[:size]] + field[size:])
    return office


@lru_cache(maxsize=4096)
def whole(office: str | None) -> str:
    """All that an office says, empty where the words tell a kinship or break off."""
    if not office or BROKEN.search(office.strip(" ,.")):
        return ""
    if re.search(r"\b(?:father|mother|son|daughter|wife|husband|brother|sister)\b", office):
        return ""
    return lowered(re.sub(r"^(?:the|a|an|its|their|his|her) ", "", office.strip(" ,.")))


def offices(office: str | None) -> list[str]:
    """An office and its shorter forms, the fullest first: everything, without a further office, then fewer "of"s; none
    that stops where it could be anybody's."""
    return list(_offices(office))


@lru_cache(maxsize=4096)
def _offices(office: str | None) -> tuple[str, ...]:
    full = whole(office)
    if not full:
        return ()
    first = re.split(
        r",| and (?=(?:a |the )?(?:member|chairman|director|minister|head|secretary|vice|deputy|foreign)\b)"
        r"| and of (?=the |its )",
        full,
    )[0]
    forms = [full, first, elided(full), elided(first)]
    parts = re.split(r"(?= (?:of|for) the )", elided(first))
    forms += [form for n in range(len(parts) - 1, 1, -1) if not ORGAN.search(form := "".join(parts[:n]))]
    return tuple(form for form in dict.fromkeys(forms) if form)


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


def carded(office: str | None) -> list[str]:
    """The forms of an office for a card: as the reports have it, then as a card has it (`director, International
    Department, Central Committee, Sea Party`; further offices behind a semicolon), then the first office alone."""
    full = whole(office)
    if not full:
        return []
    apart = re.sub(r"^(\w+) of (.+?) and of the (?:party['’]s )?(?=[A-Z])", r"\1 of \2; \1 of the ", full)
    held = [lowered(one) for part in FURTHER.split(apart) for one in part.split("; ")]
    cards = [", ".join(OWNER.split(one)) for one in held]
    return list(dict.fromkeys([full, "; ".join(cards), cards[0]]))
