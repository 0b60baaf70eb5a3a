"""States told by what they are: "the landlocked kingdom", "the former Dutch colony", "the world's largest exporter"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique.lexicon import countries
from communique.record import comparing, neighbours, tables
from communique.record.told import Resolution, Told, name_of

GREAT = frozenset(["giant", "power", "heavyweight"])
"""Nouns that stand for a state only with an area ("the West African giant")."""
MEMBER = r"(?:member|ally|aspirant|applicant|candidate|newcomer|creditor|lender|borrower|signatory|outlier|holdout)"
"""What a state is called with a bloc or an area, and a person without."""
NOUN = (
    r"(?:island |city |nation |member |petro|micro|mini|client |buffer |transit |host |coastal )*"
    r"(?:country|nation|state|republic|kingdom|sultanate|emirate|principality|monarchy|islands?|archipelago"
    r"|atolls?|city-state|power|giant|superpower|economy|exporter|producer|grower|importer|democracy|autocracy"
    r"|theocracy|colony|dependency|protectorate|possession|territory|heavyweight|federation|confederation|enclave"
    r"|petrostate|microstate|land|mainland|neighbou?r|statelet|peninsula|province|isthmus|creditor nation|sheikhdom"
    r"|duchy|realm|tax haven|dictatorship|caliphate|battleground|breadbasket|narco-state"
    rf"|partner|rival|{MEMBER})"
)
OWNER = (
    r"(?:[Tt]he (?:world|continent|region|bloc|planet|globe|subcontinent|union|alliance|Union|Gulf|Caribbean"
    r"|Pacific|Balkans|Baltic"
    r"|Caucasus|Maghreb|Sahel|Horn|Levant|Andes|Benelux|EU|UN|Commonwealth"
    r"|Americas|Arab world|Middle East|Horn of Africa|Muslim world"
    r"|euro zone|eurozone|cartel)"
    r"|[Tt]he African Union|[Tt]he Arab League|[Tt]he European Union|NATO|OPEC|ASEAN|ECOWAS|Mercosur|Africa|Asia"
    r"|Europe|Oceania"
    r"|(?:Latin|South|North|Central) America|(?:East|West|Southern|Central|North|Eastern|Western|South|Southeast"
    r"|South-East)"
    r" (?:Africa|Asia|Europe))['’]s"
)
DESCRIBED = re.compile(
    rf"(?:(?i:the|this|that) (?!same\b|other\b)|(?P<owner>{OWNER}) )(?P<said>(?:(?!(?:of|for|in|to|from|at|by"
    rf"|over) )[\w'’-]+,? ){{0,7}}?)(?P<noun>{NOUN})"
    r"(?: (?:but one|itself|too|between|sandwiched|wedged|squeezed|on|in|at|of|off|with|to|bordering|which|that"
    r"|whose|next) ?.*)?"
)
"""A description of a state, with its noun."""
FAITHS = frozenset(["Buddhist", "Hashemite", "Cherifian", "Sherifian", "Wahhabi", "Communist", "Bolivarian"])
"""What stands among the areas and is none."""
LIKELY, FURTHER = -0.5, 0.01
"""How much of a description has to be true of a state that is told of, and what each one told nearer takes off."""
FEW = 3
"""Of how many states at most a description may be true that names the best known of them."""
UNDER = re.compile(r"colony|dependency|protectorate|possession|territory|mandate")


@cache
def traits() -> Mapping[str, frozenset[str]]:
    """The states of which a word or phrase of description is true."""
    table = tables.load("bynames.toml")
    rows = {**table["areas"], **table["wider"], **table["traits"]}
    return {words: frozenset(codes.split()) for words, codes in rows.items()}


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str], frozenset[str]]]:
    """Words and phrases of description, the longer first, as they are looked for, and the states they are true of."""
    known = sorted(traits().items(), key=lambda row: len(row[0]), reverse=True)
    flags = (0 if phrase[0].isupper() else re.I for phrase, _ in known)
    return [
        (phrase.lower(), re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", flag), codes)
        for (phrase, codes), flag in zip(known, flags, strict=True)
    ]


@cache
def _areas() -> re.Pattern[str]:
    """Areas and blocs."""
    table = tables.load("bynames.toml")
    areas = (name for name in table["areas"] if name[0].isupper() and name not in FAITHS)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, (*areas, *table['wider'])))})(?![\w-])")


@cache
def _kinds() -> Sequence[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """The nouns of states of one kind, the longer ones first, as they are looked for in a noun and before one."""
    kinds = sorted((k for k, codes in tables.kinds().items() if codes), key=len, reverse=True)
    return [(k, re.compile(rf"(?<![\w-]){k}(?: |$)|{k}$"), re.compile(rf"(?<![\w-]){k} (?=\w+$)")) for k in kinds]


@cache
def _rulers() -> Mapping[str, frozenset[str]]:
    """What a state was a colony of, by the adjective of who held it."""
    return {name: frozenset(codes.split()) for name, codes in tables.load("bynames.toml")["colonies"].items()}


def state(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """The state that words describe: of those the report tells of the one of which most of them are true, else the one
    state of which all of them are."""
    words = re.sub(r"['’]s?$", "", told.trees[index].text[start:end])
    near = _candidates(told, index, start, end)
    if code := comparing.two(words, near) or comparing.several(words, near) or comparing.ruler(words, near):
        return _answer(code, words)
    if (held := comparing.held(told, index, start, end)) is not None:
        return held
    if (first := _ranked(told, index, start, end, words) or _making(told, index, start, end, words)) is not None:
        return _answer(first, words)
    found = DESCRIBED.fullmatch(words)
    if found is None:
        return None
    if re.fullmatch(MEMBER, found["noun"]) and not found["owner"] and not _areas().search(found["said"]):
        return None
    sets = list(_true_of(words, found["noun"]))
    if not sets or any(n.start <= start + 4 and n.end >= start + len(words) for n in told.names[index]):
        return None
    own = {n.code for n in told.names[index] if n.start < end and n.end > start}
    demonyms = [n for n in told.names[index] if start <= n.start and n.end <= end and n.kind == "demonym"]
    under = UNDER.search(found["noun"]) is not None
    if demonyms and not any(n.text in _covered(words) for n in demonyms) and not under:
        return None
    near = [code for code in near if code not in own]
    scored = [(_score(code, sets) - at * FURTHER, code) for at, code in enumerate(near)]
    best = max(scored, default=(-1.0, ""))
    every = frozenset.intersection(*sets)
    if len(every) == 1 and (not near or (len(sets) > 1 and not every & {*near} and best[1] not in every)):
        return _answer(next(iter(every)), words)
    if best[0] > LIKELY:
        return _answer(best[1], words)
    known = tables.kinds().get(found["noun"], ())
    usual = next((code for code in known if code in every), None) if len(every) <= FEW else None
    return _answer(usual, words) if usual else None


def _ranked(told: Told, index: int, start: int, end: int, words: str) -> str | None:
    """The state that is the largest, smallest or youngest of an area, of a kind or of a state's neighbours."""
    ranked = comparing.RANKED.search(words)
    if ranked is None or re.search(r"\b(?:the|this) (?:bloc|region|continent|union)['’]s", words, re.I):
        return None
    plain = comparing.unranked(words)
    sets = list(_true_of(plain, ranked["noun"].lower()))
    owner = next(
        (n.code for n in told.names[index] if start <= n.start <= start + 4 and n.code in countries.codes()), None
    )
    if owner is not None and re.search(r"neighbou?r$", words):
        sets.append(neighbours.around(owner))
    elif any(n.start < end and n.end > start and n.code in countries.codes() for n in told.names[index]):
        return None
    if re.search(r"\b(?:the )?world(?:['’]s)?\b", words) and not sets:
        sets.append(frozenset(countries.codes()))
    return comparing.ranked(words, frozenset.intersection(*sets)) if sets else None


def _making(told: Told, index: int, start: int, end: int, words: str) -> str | None:
    """The state that makes or sells most of something, where no table of traits knows better."""
    if any(phrase in words for phrase in traits() if " " in phrase and phrase.endswith(("er", "or"))):
        return None
    if any(n.start < end and n.end > start and n.code in countries.codes() for n in told.names[index]):
        return None
    area = [traits()[name] for name in _areas().findall(words)]
    return comparing.making(words, frozenset.intersection(*area) if area else None)


def _answer(code: str, words: str) -> Resolution:
    return Resolution(code=code, name=name_of(code), why=(f"“{words}”: said of {name_of(code)}",))


def _covered(words: str) -> set[str]:
    """The demonyms that are part of a wider area's adjective ("Central African")."""
    return {part for area in traits() if area in words for part in (area, *area.split(" "))}


def _score(code: str, sets: list[frozenset[str]]) -> float:
    return sum(1 if code in one else -1 for one in sets)


def _true_of(words: str, noun: str) -> Iterator[frozenset[str]]:
    """The states of which each word of a description is true, the longer phrases before their parts."""
    yield from comparing.placed(words)
    left, lower = words, words.lower()
    for phrase, pattern, codes in _patterns():
        if phrase in lower and (where := pattern.search(left)):
            left = left[: where.start()] + "·" * len(phrase) + left[where.end() :]
            yield codes
    if UNDER.search(noun):
        for ruler, codes in _rulers().items():
            if re.search(rf"\b{ruler}\b", left):
                yield codes
    kind = next((k for k, ends, _ in _kinds() if ends.search(noun)), None)
    yield from (frozenset(tables.kinds()[k]) for k, _, before in _kinds() if before.search(left) and k != kind)
    if kind in GREAT or kind in {"territory", "state", "member"}:
        return
    if kind == "republic":
        yield frozenset(countries.codes()) - frozenset(tables.kinds()["monarchy"]) - {"VAT"}
    elif kind is not None:
        yield frozenset(tables.kinds()[kind])


def _candidates(told: Told, index: int, start: int, end: int) -> list[str]:
    """The states the report tells of, the likeliest to be told again first: those of this sentence before the words, of
    the sentence before in its order, of those further away, then those told behind."""
    names = [[n for n in there if n.sector != "MED"] for there in told.names]
    here = [n.code for n in names[index] if n.end <= start]
    before = [n.code for at in range(index - 1, -1, -1) for n in names[at]]
    behind = [n.code for n in names[index] if n.start >= end]
    after = [n.code for at in range(index + 1, len(told.trees)) for n in names[at]]
    known = (*here, *before, *behind, *after, *([told.dateline] if told.dateline else ()))
    return list(dict.fromkeys(code for code in known if code in countries.codes()))
