"""Names and offices on which reports differ: two people in one office at one meeting, one person in two offices that
nobody holds at a time. Two spellings of a name and short and long titles are none."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from communique.briefs.differing.found import Found, Spot, apart
from communique.briefs.differing.tellings import Telling, days_fit, likeness, same_person
from communique.briefs.dossier import Evidence
from communique.briefs.telling.offices import offices
from communique.briefs.telling.wording import adjective
from communique.lexicon import countries
from communique.model import Holding, slug

ALIKE = 0.4
"""Likeness of sentences from which on two people in one office are taken for one; train side of bench/differing."""
RANK = re.compile(r"\b(?:first |executive |senior )?(?:deputy|vice|assistant(?! to)|under|junior)\b[- ]?", re.I)
PASSING = re.compile(
    r"\b(?:acting|caretaker|interim|new|newly appointed|incoming|outgoing|current|visiting|designate)\s+", re.I
)
FOREIGN = re.compile(r"(?:foreign|external)(?: affairs| relations)?|european and foreign affairs|exteriors?", re.I)
SECRETARIES = frozenset(["GBR", "PHL", "MEX", "USA"])
"""Countries whose ministers of foreign affairs or defence are called secretary."""
KINDS = (
    ("minister", re.compile(r"\bminister\b|\bminister$", re.I)),
    ("ambassador", re.compile(r"\bambassador\b|charg[eé] d['’]affaires", re.I)),
    ("monarch", re.compile(r"^(?:king|queen|emir|sultan)\b", re.I)),
    (
        "secretary",
        re.compile(
            r"\b(?:foreign|defen[cs]e|permanent|state|home|interior) secretary\b"
            r"|\bsecretary (?:of|for) (?:the )?(?:state|defen|foreign|home|interior)",
            re.I,
        ),
    ),
    ("president", re.compile(r"^president\b", re.I)),
    ("chancellor", re.compile(r"^chancellor\b", re.I)),
)
TWO_OFFICES = re.compile(r"\band\b|,|\balso\b")
APART = (
    {"minister", "ambassador"},
    {"minister", "secretary"},
    {"president", "minister"},
    {"ambassador", "president"},
)
Post = tuple[str, str, str]
"""An office taken apart: rank ("deputy" or nothing), kind, and what it is of."""


@lru_cache(maxsize=4096)
def post(office: str, code: str | None) -> Post:
    """An office taken apart, in words that long and short forms of it share."""
    plain = PASSING.sub("", re.sub(r"['’]s\b", "", office)).strip().lower()
    rank = "deputy" if RANK.search(plain) else ""
    plain = RANK.sub("", plain).strip()
    for found in reversed(countries.find(office)):
        plain = plain.replace(found.text.lower(), " ")
    plain = re.sub(r"\s+", " ", plain).strip()
    if re.search(r"\bprime minister\b|\bpremier\b|\btaoiseach\b", plain):
        return rank, "prime minister", ""
    if code in SECRETARIES and (named := re.search(r"(\w+) secretary|secretary (?:of|for) (?:the )?(\w+)", plain)):
        of = named[1] or named[2]
        return rank, "minister", "foreign" if of in ("foreign", "state") and rank == "" else of
    kind = next((name for name, pattern in KINDS if pattern.search(plain)), "")
    if kind == "minister":
        return rank, kind, portfolio(plain)
    if kind:
        return rank, kind, "" if kind != "secretary" else portfolio(plain.replace("secretary", "minister"))
    return rank, "", " ".join(sorted(_words(plain.replace("advisor", "adviser"))))


def portfolio(plain: str) -> str:
    """What a minister is minister of."""
    of = re.search(r"\bminister (?:of|for) (?:the )?(.+)$", plain)
    words = of[1] if of else plain.split("minister")[0]
    if FOREIGN.match(words.strip()):
        return "foreign"
    return " ".join(re.findall(r"[a-z]{4,}", words.replace("defense", "defence"))[:2])


def _words(plain: str) -> frozenset[str]:
    alike = {"head": "leader", "director": "leader", "chief": "leader", "chairman": "chair", "chairwoman": "chair"}
    words = re.findall(r"[^\W\d_]{3,}", plain)
    return frozenset(alike.get(w, w) for w in words if w not in ("the", "and", "for", "its", "central", "committee"))


def _clash(one: Post, other: Post, words: tuple[str, str]) -> bool:
    """Whether nobody holds these two at a time, however they are called."""
    (rank, kind, of), (rank2, kind2, of2) = one, other
    if not kind and not kind2:
        mine, its = set(of.split()), set(of2.split())
        return rank != rank2 and bool(mine and its) and len(mine & its) >= max(1, min(len(mine), len(its)) - 1)
    if kind == kind2:
        if kind in ("minister", "secretary") and of != of2:
            both = any(TWO_OFFICES.search(w) for w in words)
            apart_ = of and of2 and not set(of.split()) & set(of2.split())
            return bool(apart_) and rank == rank2 and not both
        return rank != rank2 and not any(TWO_OFFICES.search(w) for w in words)
    return not rank and not rank2 and {kind, kind2} in APART and not any(TWO_OFFICES.search(w) for w in words)


def _held(evidence: Evidence) -> list[Holding]:
    return [h for hs in evidence.holdings.values() for h in hs if not evidence.by_id[h.report].copy_of]


def in_offices(evidence: Evidence) -> Iterator[Found]:
    """Offices of one person that nobody holds at a time."""
    people: list[list[Holding]] = []
    for holding in sorted(_held(evidence), key=lambda h: (evidence.place[h.report], h.sentence, h.id)):
        home = next((p for p in people if same_person(p[0].person, holding.person)), None)
        if home is None:
            people.append([holding])
        else:
            home.append(holding)
    for held in people:
        sides = _sides(held)
        if len(sides) > 1:
            name = max((h.person for h in held), key=lambda n: (len(n), n))
            values = {offices(hs[0].office)[0] if offices(hs[0].office) else hs[0].office: _spots(hs) for hs in sides}
            yield from apart("office", f"office of {name}", values)


def _sides(held: Sequence[Holding]) -> list[list[Holding]]:
    """The holdings by post, those left that clash with another report's, and whose report has not the other too."""
    by_post: dict[Post, list[Holding]] = defaultdict(list)
    for holding in held:
        by_post[post(holding.office, holding.code)].append(holding)
    clashing: set[Post] = set()
    for one, other in combinations(by_post, 2):
        words = (by_post[one][0].office, by_post[other][0].office)
        mine, its = ({h.report for h in by_post[p]} for p in (one, other))
        if _clash(one, other, words) and not mine & its:
            clashing |= {one, other}
    sides: dict[tuple[str, str, str], list[Holding]] = defaultdict(list)
    for rank, kind, of in clashing_in_order(by_post, clashing):
        sides[rank, kind, of if kind else ""] += by_post[rank, kind, of]
    return list(sides.values())


def clashing_in_order(by_post: dict[Post, list[Holding]], clashing: set[Post]) -> list[Post]:
    """The posts that clash, those with most reports first."""
    return sorted((p for p in by_post if p in clashing), key=lambda p: -len({h.report for h in by_post[p]}))


def _spots(held: Sequence[Holding]) -> list[Spot]:
    return list(dict.fromkeys((h.report, h.sentence) for h in held))


def in_names(evidence: Evidence, pairs: Sequence[tuple[Telling, Telling]]) -> Iterator[Found]:
    """Two people in one office of one state, each in reports that know nothing of the other, in sentences alike."""
    seats: dict[tuple[str, Post], list[Holding]] = defaultdict(list)
    for holding in _held(evidence):
        seat = post(holding.office, holding.code)
        if unique(seat) and len(slug(holding.person).split("-")) > 1:
            seats[holding.code or "", seat].append(holding)
    if not any(len({slug(h.person) for h in held}) > 1 for held in seats.values()):
        return
    alike = {(a.place, b.place) for a, b in pairs if likeness(a, b) >= ALIKE and days_fit(a, b)}
    alike |= {(b, a) for a, b in alike}
    for (code, (rank, kind, of)), held in sorted(seats.items()):
        values: dict[str, list[Spot]] = defaultdict(list)
        for one, other in combinations(held, 2):
            if one.report == other.report or same_person(one.person, other.person):
                continue
            spots = (one.report, one.sentence), (other.report, other.sentence)
            if spots in alike and not _knows(evidence, one, other) and not _knows(evidence, other, one):
                for holding, spot in zip((one, other), spots, strict=True):
                    name = next((v for v in values if same_person(v, holding.person)), holding.person)
                    values[name].append(spot)
        if len(values) > 1:
            more = {name: list(dict.fromkeys([*spots, *_naming(held, name)])) for name, spots in values.items()}
            office = " ".join(w for w in (rank, of if kind == "minister" else "", kind or of) if w)
            whose = f"{adjective(code)} " if code and code != "IGO" else ""
            yield from apart("name", f"name of the {whose}{office}", more)


def unique(seat: Post) -> bool:
    """Whether one person at a time holds an office of this kind."""
    rank, kind, of = seat
    if rank:
        return False
    return bool(kind and (kind != "minister" or of)) or bool(re.search(r"\b(?:envoy|leader|chair)\b", of))


def _naming(held: Sequence[Holding], name: str) -> list[Spot]:
    return [(h.report, h.sentence) for h in held if same_person(h.person, name)]


def _knows(evidence: Evidence, one: Holding, other: Holding) -> bool:
    """Whether the report of the one names the other, too, by the last part of the name."""
    words = set(slug(evidence.by_id[one.report].text).split("-"))
    parts = [p for p in slug(other.person).split("-") if len(p) > 2 and p not in slug(one.person).split("-")]
    return bool(parts) and all(part in words for part in parts)


__all__ = ["in_names", "in_offices", "post", "unique"]
