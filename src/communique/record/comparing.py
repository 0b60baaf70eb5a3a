"""States told by comparison: "the larger neighbour" and "the northern partner" of two, "the smallest of the three",
"the Maghreb's smallest country", "the kingdom between Asmara and Mogadishu", "the former colonial power", and what a
state holds overseas ("Denmark's Arctic territory")."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from communique.lexicon import countries
from communique.record import neighbours, tables
from communique.record.told import Resolution, Told, name_of

NOUNS = (
    r"(?:neighbou?r|partner|country|nation|state|island(?: nation| state)?|kingdom|republic|monarchy|emirate|sultanate"
    r"|economy|rival|one|power|side|ally|brother|sister|cousin|twin|signatory|member)"
)
OF_TWO = re.compile(
    r"(?:the|that) (?:[\w-]+ ){0,2}?(?P<how>larger|bigger|smaller|lesser|tinier"
    r"|younger|newer|older|northern|southern|eastern|western|more populous|less populous)(?: [\w-]+)??"
    rf" (?:{NOUNS}|of the (?:two|pair))(?: (?:of the two|on|in|to|at|across) ?.*)?",
    re.I,
)
"""The one of two states told of that is more or less of something, or lies on one side of the other."""
OF_MORE = re.compile(
    r"the (?P<how>largest|biggest|smallest|tiniest|youngest|newest|most populous|least populous) "
    r"(?:[\w-]+ )?of (?:the (?P<count>three|four|five|six)|them|these|those|all)(?: [a-z-]+)?",
    re.I,
)
COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6}
RANKED = re.compile(
    r"(?P<rank>(?:second|third|fourth|fifth)[- ])?(?P<how>largest|biggest|smallest|tiniest|youngest|newest"
    r"|most populous|least populous|most sparsely peopled)"
    r" (?:[\w-]+ ){0,2}?(?P<noun>country|nation|state|republic|member(?: state)?|island(?: nation| state)?|kingdom"
    r"|monarchy|emirate|neighbou?r|territory|democracy)(?P<but> but one)?",
    re.I,
)
"""The one of all states of an area that is most of something."""
MOST = re.compile(
    r"(?P<rank>(?:second|third|fourth|fifth)[- ])?(?:largest|biggest|top|leading|main|foremost|greatest|chief)"
    r" (?P<good>[a-z]+(?: [a-z]+)?)(?: |-)(?:producer|grower|miner|maker)",
    re.I,
)
"""The state that makes most of something."""
PEOPLED = re.compile(r"majority|democracy|-speaking|Muslim|Catholic|Orthodox|Jewish|Hindu|Buddhist|Christian|Arab\b")
"""What is said of people, who then are counted."""
RANKS = {"second": 1, "third": 2, "fourth": 3, "fifth": 4}
BETWEEN = re.compile(r"\b(?:between|by) (?P<one>[A-ZÀ-Þ][\w' -]*?) and (?P<other>(?:the )?[A-ZÀ-Þ][\w' -]*)$")
"""Where a state lies by two others."""
RULER = re.compile(
    r"(?:the|its|their) (?:former|old|one-time|erstwhile|ex-) ?(?:colonial (?:power|ruler|master)s?|coloni[sz]er"
    r"|mother country|imperial power|ruler|metropole)",
    re.I,
)
HELD = re.compile(
    r"(?P<said>(?:[\w-]+ )*?)(?P<noun>(?:overseas |island |Arctic |Pacific |Caribbean )*(?:territor(?:y|ies)|dependency"
    r"|possession|collectivity|protectorate|outpost|islands?|archipelago|colony))(?: (?:in|on|off) .*)?",
    re.I,
)
"""What a state holds, behind its name."""
SHRINKING = frozenset(["smaller", "lesser", "tinier", "less populous"])


@cache
def _orders() -> Mapping[str, Mapping[str, int]]:
    """The place of each state by people, area and age."""
    order = {
        "people": tables.load("bynames.toml")["size"]["order"],
        **tables.load("lands.toml")["order"],
    }
    return {name: {code: place for place, code in enumerate(codes.split())} for name, codes in order.items()}


@cache
def lying() -> Mapping[str, frozenset[str]]:
    """The states on a sea or a river, in mountains, on a shared island."""
    return {name: frozenset(codes.split()) for name, codes in tables.load("lands.toml")["on"].items()}


@cache
def holdings() -> Mapping[str, frozenset[str]]:
    """What a state holds overseas."""
    return {code: frozenset(held.split()) for code, held in tables.load("lands.toml")["holds"].items()}


def two(words: str, near: Sequence[str]) -> str | None:
    """The one of the first two states told of that is "the larger", "the northern", "the younger" one."""
    found = OF_TWO.fullmatch(words)
    pair = near[:2]
    if found is None or len(pair) < 2:
        return None
    how = found["how"].lower()
    if (side := how.removesuffix("ern")) in neighbours.SIDES:
        lies = [one for one, other in (pair, pair[::-1]) if neighbours.lies(one, side, other)]
        return lies[0] if len(lies) == 1 else None
    order = _orders()["age" if how in {"younger", "newer", "older"} else "people"]
    last = how in SHRINKING or how == "older"
    placed = sorted(pair, key=lambda code: order.get(code, len(order)))
    return placed[-1 if last else 0] if any(code in order for code in pair) else None


def several(words: str, near: Sequence[str]) -> str | None:
    """The one of three or more states told of that is most of something."""
    found = OF_MORE.fullmatch(words)
    count = COUNTS.get((found["count"] or "").lower(), len(near)) if found else 0
    if found is None or len(near) < max(count, 2):
        return None
    return _extreme(near[:count], found["how"].lower(), "state", 0)


def ranked(words: str, within: frozenset[str]) -> str | None:
    """The state that is most of something within those of which all else is true that the words say."""
    found = RANKED.search(words)
    if found is None or len(within) < 2:
        return None
    if found["how"].lower() in {"newest", "youngest"} and found["noun"].startswith("member"):
        return None
    rank = RANKS.get((found["rank"] or "").lower().strip("- "), 0) + bool(found["but"])
    noun = "member" if PEOPLED.search(words) else found["noun"].lower()
    return _extreme(within, found["how"].lower(), noun, rank)


def making(words: str, within: frozenset[str] | None) -> str | None:
    """The state that makes most of something, of those of an area where one is told."""
    found = MOST.search(words)
    makers = tables.load("lands.toml")["goods"].get(found["good"].lower(), "").split() if found else []
    fitting = [code for code in makers if within is None or code in within]
    rank = RANKS.get((found["rank"] or "").lower().strip("- "), 0) if found else 0
    return fitting[rank] if len(fitting) > rank else None


def unranked(words: str) -> str:
    """The words without what ranks one among all."""
    return re.sub(
        r"(?:(?:second|third|fourth|fifth)[- ])?(?:largest|biggest|smallest|tiniest|youngest|newest|most populous"
        r"|least populous|most sparsely peopled) ",
        "",
        words,
        flags=re.I,
    )


def _extreme(codes: Iterable[str], how: str, noun: str, rank: int) -> str | None:
    small = how in {"smallest", "tiniest", "least populous", "most sparsely peopled"}
    people = "populous" in how or "peopled" in how or noun.startswith("member")
    order = _orders()["age" if how in {"youngest", "newest"} else "people" if people else "area"]
    free = {*codes} - (
        frozenset() if noun.startswith(("island", "territory")) else frozenset.union(*holdings().values())
    )
    placed = sorted((code for code in free if code in order), key=lambda code: order[code], reverse=small)
    return placed[rank] if len(placed) > rank else None


def placed(words: str) -> Iterator[frozenset[str]]:
    """The states that lie where the words say: on a sea, a river or an island, between two others."""
    for name, codes in lying().items():
        if re.search(
            rf"\b(?:on|in|of|off|along|across|at|by) (?:the )?{re.escape(name.removeprefix('the '))}(?![\w-])", words
        ):
            yield codes
    if lies := between(words):
        yield lies


def between(words: str) -> frozenset[str]:
    """The states that lie between the two that the words end with."""
    found = BETWEEN.search(words)
    codes = [_code(found[side]) for side in ("one", "other")] if found else []
    if len(codes) != 2 or None in codes:
        return frozenset()
    one, other = (neighbours.around(str(code)) for code in codes)
    return (one & other) - {str(code) for code in codes}


def ruler(words: str, near: Sequence[str]) -> str | None:
    """The state that held as a colony one that is told of."""
    if not RULER.fullmatch(words):
        return None
    colonies = tables.load("bynames.toml")["colonies"]
    rulers = [(countries.of(name), codes.split()) for name, codes in colonies.items()]
    known = {code: [held for held in near if held in codes] for code, codes in rulers if code}
    told = next((code for code in near if known.get(code)), None)
    return told or next((code for held in near for code in known if held in known[code]), None)


def held(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """What a state named at the start of some words holds overseas."""
    text = told.trees[index].text
    owner = next((n for n in told.names[index] if start <= n.start <= start + 4 and n.code in holdings()), None)
    if owner is None or text[owner.end : owner.end + 3] not in {"'s ", "’s "}:
        return None
    words = text[owner.end + 3 : end]
    if HELD.fullmatch(words) is None:
        return None
    mine = holdings()[str(owner.code)]
    areas = {**tables.areas(), **lying()}
    for name, codes in areas.items():
        if re.search(rf"(?<![\w-]){re.escape(name.removeprefix('the '))}(?![\w-])", words) and mine & set(codes):
            mine &= set(codes)
    near = [n.code for at in range(index, -1, -1) for n in told.names[at] if n.code in mine]
    code = near[0] if near else next(iter(mine)) if len(mine) == 1 else None
    return _held(code, words, name_of(owner.code)) if code else None


def _held(code: str, words: str, owner: str | None) -> Resolution:
    return Resolution(code=code, name=name_of(code), why=(f"“{words}”: held by {owner}",))


def _code(name: str) -> str | None:
    return countries.of(name.strip()) or countries.of(name.strip().removeprefix("the "))
