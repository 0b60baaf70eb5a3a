"""States told by what they are: "the landlocked kingdom", "the former Dutch colony", "the world's largest exporter"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from communique.lexicon import countries
from communique.record import tables
from communique.record.told import Resolution, Told, name_of

NOUN = (
    r"(?:island |city |nation |member |petro|micro|mini|client |buffer |transit |host |coastal )*"
    r"(?:country|nation|state|republic|kingdom|sultanate|emirate|principality|monarchy|islands?|archipelago"
    r"|atolls?|city-state"
    r"|power|giant|superpower|member|ally|economy|exporter|producer|grower|importer|democracy|autocracy|theocracy"
    r"|colony|dependency"
    r"|protectorate|possession|territory|heavyweight|federation|confederation|enclave|petrostate|microstate|land"
    r"|mainland"
    r"|aspirant|applicant|candidate|newcomer|creditor|lender|borrower|signatory|outlier|holdout|neighbou?r"
    r"|statelet|peninsula"
    r"|north-west|northwest|north|south|east|province|isthmus|creditor nation|sheikhdom|duchy|realm|tax haven"
    r"|dictatorship|caliphate|battleground|breadbasket|narco-state)"
)
OWNER = (
    r"(?:[Tt]he (?:world|continent|region|bloc|planet|globe|subcontinent|union|alliance|Union|Gulf|Caribbean"
    r"|Pacific|Balkans|Baltic"
    r"|Caucasus|Maghreb|Sahel|EU|UN|Commonwealth|Americas|Arab world|Middle East|Horn of Africa|Muslim world"
    r"|euro zone|eurozone|cartel)"
    r"|[Tt]he African Union|[Tt]he Arab League|[Tt]he European Union|NATO|OPEC|ASEAN|ECOWAS|Mercosur|Africa|Asia"
    r"|Europe|Oceania"
    r"|(?:Latin|South|North|Central) America|(?:East|West|Southern|Central|North|Eastern|Western|South|Southeast"
    r"|South-East)"
    r" (?:Africa|Asia|Europe))['’]s"
)
DESCRIBED = re.compile(
    rf"(?:(?i:the|this|that) (?!same\b|other\b)|{OWNER} )(?P<said>(?:(?!(?:of|for|in|to|from|at|by"
    rf"|over) )[\w'’-]+,? ){{0,7}}?)(?P<noun>{NOUN})"
    r"(?: (?:but one|itself|too|between|sandwiched|wedged|squeezed|on|in|at|of|off|with|to|bordering|which|that"
    r"|whose|next) ?.*)?"
)
"""A description of a state, with its noun."""
LARGER = re.compile(r"\b(?:larger|bigger|stronger|smaller|lesser|weaker)\b", re.I)
UNDER = re.compile(r"colony|dependency|protectorate|possession|territory|mandate")


@cache
def traits() -> Mapping[str, frozenset[str]]:
    """The states of which a word or phrase of description is true."""
    table = tables.load("bynames.toml")
    rows = {**table["areas"], **table["traits"]}
    return {words: frozenset(codes.split()) for words, codes in rows.items()}


@cache
def _rulers() -> Mapping[str, frozenset[str]]:
    """What a state was a colony of, by the adjective of who held it."""
    return {name: frozenset(codes.split()) for name, codes in tables.load("bynames.toml")["colonies"].items()}


def state(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """The state that words describe: of those the report tells of the one of which most of them are true, else the one
    state of which all of them are."""
    words = re.sub(r"['’]s?$", "", told.trees[index].text[start:end])
    found = DESCRIBED.fullmatch(words)
    if found is None:
        return None
    if (compared := LARGER.search(found["said"])) is not None:
        return _of_size(told, index, start, end, words, compared[0].lower() not in {"smaller", "lesser", "weaker"})
    sets = list(_true_of(words, found["noun"]))
    if not sets or any(n.start <= start + 4 and n.end >= start + len(words) for n in told.names[index]):
        return None
    own = {n.code for n in told.names[index] if n.start < end and n.end > start}
    demonyms = [n for n in told.names[index] if start <= n.start and n.end <= end and n.kind == "demonym"]
    held = UNDER.search(found["noun"]) is not None
    if demonyms and not any(n.text in _covered(words) for n in demonyms) and not held:
        return None
    near = [code for code in _candidates(told, index, start, end) if code not in own]
    scored = [(_score(code, sets) - at * 0.01, code) for at, code in enumerate(near)]
    best = max(scored, default=(-1.0, ""))
    if best[0] > -0.5:
        return _answer(best[1], words)
    if not near:
        every = frozenset.intersection(*sets)
        if len(every) == 1:
            return _answer(next(iter(every)), words)
    return None


def _of_size(told: Told, index: int, start: int, end: int, words: str, larger: bool) -> Resolution | None:
    """The larger or the smaller of the two states that a report tells of, by the number of their people."""
    order = tables.load("bynames.toml")["size"]["order"].split()
    two = [code for code in _candidates(told, index, start, end) if code in order]
    if len(two) < 2:
        return None
    return _answer(sorted(two[:2], key=order.index)[0 if larger else 1], words)


def _answer(code: str, words: str) -> Resolution:
    return Resolution(code=code, name=name_of(code), why=(f"“{words}”: said of {name_of(code)}",))


def _covered(words: str) -> set[str]:
    """The demonyms that are part of a wider area's adjective ("Central African")."""
    return {part for area in traits() if area in words for part in (area, *area.split(" "))}


def _score(code: str, sets: list[frozenset[str]]) -> float:
    return sum(1 if code in one else -1 for one in sets)


def _true_of(words: str, noun: str) -> Iterator[frozenset[str]]:
    """The states of which each word of a description is true, the longer phrases before their parts."""
    left = words
    for phrase in sorted(traits(), key=len, reverse=True):
        where = re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", left, 0 if phrase[0].isupper() else re.I)
        if where:
            left = left[: where.start()] + "·" * len(phrase) + left[where.end() :]
            yield traits()[phrase]
    if UNDER.search(noun):
        for ruler, codes in _rulers().items():
            if re.search(rf"\b{ruler}\b", left):
                yield codes
    kinds = sorted((k for k, codes in tables.kinds().items() if codes), key=len, reverse=True)
    kind = next((k for k in kinds if re.search(rf"(?<![\w-]){k}(?: |$)", noun) or noun.endswith(k)), None)
    yield from (
        frozenset(tables.kinds()[k]) for k in kinds if re.search(rf"(?<![\w-]){k} (?=\w+$)", left) and k != kind
    )
    if kind in {"power", "giant", "heavyweight", "territory", "state", "member"}:
        return
    if kind == "republic":
        yield frozenset(countries.codes()) - frozenset(tables.kinds()["monarchy"])
    elif kind is not None:
        yield frozenset(tables.kinds()[kind])


def _candidates(told: Told, index: int, start: int, end: int) -> list[str]:
    """The states the report tells of, the likeliest to be told again first: those of this sentence before the words, of
    the sentence before in its order, of those further away, then those told behind."""
    here = [n.code for n in told.names[index] if n.end <= start]
    before = [n.code for at in range(index - 1, -1, -1) for n in told.names[at]]
    behind = [n.code for n in told.names[index] if n.start >= end]
    after = [n.code for at in range(index + 1, len(told.trees)) for n in told.names[at]]
    known = (*here, *before, *behind, *after)
    return list(dict.fromkeys(code for code in known if code in countries.codes() and code != "IGO"))
