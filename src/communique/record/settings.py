"""The day and the place of an act, as its sentence gives them: nothing is guessed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from communique.lexicon import countries, dates
from communique.lexicon.calendar import MONTHS, WEEKDAYS
from communique.lexicon.dates import FoundDate
from communique.model import Place, When
from communique.record import intervals, naming, status, tables
from communique.record.actors import PLACE_PREPOSITIONS
from communique.record.tree import Tree

LINKS = {"after", "before"}
SEQUELS, AT = {"after", "before", "since"}, {"at", "in", "during"}
LONG = re.compile(r"\b(?:hour|day|week|month|year|decade)s? $", re.I)
"""Words between two things of which the one is told with its distance from the other."""
SPEAKS_OF = {
    "condemn", "denounce", "deplore", "criticise", "criticize", "protest", "regret", "mourn", "welcome", "praise",
    "hail", "applaud", "defend", "justify", "explain", "discuss", "describe", "recall", "mark", "commemorate",
    "investigate", "blame", "confirm",
}  # fmt: skip
"""Verbs whose object was done on another day than theirs."""
NOT_ON = {"since", "until", "till", "by", "before", "after"}
VENUE = re.compile(
    r"\b(?:at|in|inside) (?:the |his |her |its )?"
    r"((?:[A-ZÀ-Þ][\w'’.-]*)(?: (?:of|of the|de|and) [A-ZÀ-Þ][\w'’-]*| [A-ZÀ-Þ][\w'’-]*)*)"
)
CAPITAL = re.compile(r"\bthe ([A-Z]\w+(?: [A-Z]\w+)?) capital\b")
SAME_DAY = re.compile(
    r"\b(?:the same day|that day|(?:earlier|later) in the day"
    r"|(?:that|the same|in the) (?:morning|afternoon|evening))\b",
    re.I,
)


def when(tree: Tree, token: int, anchor: date | None, last: When | None) -> When | None:
    """When the act at `token` happened: a date that hangs on it or its verb, not on the word that reports it; "the
    same day" is the day told last."""
    if (counted := _counted(tree, token, anchor)) is not None:
        return counted
    best: tuple[int, FoundDate] | None = None
    for found in dates.find(tree.text, anchor):
        if found.first is None or found.last is None:
            continue
        distance = _distance(tree, found, token)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, found)
    if best is not None:
        return _whole(tree.text, best[1], anchor)
    if last is not None and SAME_DAY.search(tree.text):
        return last
    here = tree.token(token)
    if here.dep == "conj" and any(tree.lemma(k) == "there" for k in tree.kids(token, "advmod")):
        return when(tree, here.head, anchor, last)
    return None


def _whole(text: str, found: FoundDate, anchor: date | None) -> When:
    """A day, with the next one where both are told ("on Friday and Saturday")."""
    assert found.first is not None and found.last is not None
    told = [d for d in dates.find(text, anchor) if d.start > found.start and text[found.end : d.start] == " and "]
    if told and told[0].first == found.last + timedelta(days=1) and told[0].last is not None:
        words = text[found.start : told[0].end]
        return When(start=found.first.isoformat(), end=told[0].last.isoformat(), precision="span", text=words)
    return When(start=found.first.isoformat(), end=found.last.isoformat(), precision=found.precision, text=found.text)


def _counted(tree: Tree, token: int, anchor: date | None) -> When | None:
    """The day of what happened "a day after" or "two days before" what its sentence tells with a day: counted back from
    that day. What happened months or years after or before is of that month or year."""
    for link in (k for i in (token, *tree.up(token)) for k in (i, *tree.kids(i, "mark"))):
        word = tree.token(link)
        if tree.lemma(link) not in LINKS or not word.dep.startswith(("mark", "prep", "pcomp")):
            continue
        ahead = intervals.APART.search(tree.text[: word.start])
        main = word.head if word.dep != "mark" else tree.token(word.head).head
        clause = link if word.dep != "mark" else word.head
        if ahead is None or not _below(tree, token, clause) or _below(tree, main, clause):
            continue
        told = when(tree, main, anchor, None)
        if told is None:
            return None
        return intervals.away(told, ahead[1], ahead[2], tree.lemma(link) == "after", f"{ahead[0]}{word.text}")
    return None


def _below(tree: Tree, token: int, top: int) -> bool:
    return token == top or top in tree.up(token)


def _distance(tree: Tree, found: FoundDate, token: int) -> int | None:
    """How far a date stands from an act in the parse, or None where it belongs to another one."""
    head = tree.head_of(found.start, found.end)
    if head is None or head == token:
        return None
    above_act = [token, *tree.up(token)]
    here = head
    for steps, above in enumerate(tree.up(head), 1):
        if tree.token(here).dep == "pobj" and tree.lemma(above) in NOT_ON:
            return None
        if above in above_act:
            way = above_act.index(above)
            if way and _apart(tree, above_act[: way + 1]):
                return None
            if _reports(tree, above) and _inside_speech(tree, above_act[:way], above):
                return None
            return steps + way * 2 + (2 if above != token else 0)
        apart = tree.token(above).dep in {"relcl", "ccomp", "advcl"} or _own_clause(tree, above, here)
        if tree.token(above).pos == "VERB" and apart:
            return None
        here = above
    return None


def _apart(tree: Tree, way: Sequence[int]) -> bool:
    """Does an act, at the foot of this way up the parse, lie apart in time from what is told at its head: in a clause
    that only says which one is meant ("the pact that Chile broke"), as what is spoken of ("regret over the raid",
    "condemned the raid"), or long before or after ("two years after the raid")?"""
    for here, above in pairwise(way):
        token = tree.token(here)
        if token.dep == "relcl" and not _at_which(tree, here):
            return True
        spoken_of = token.dep == "dobj" and token.pos == "NOUN" and tree.lemma(above) in SPEAKS_OF
        if spoken_of or (token.dep == "prep" and tree.lemma(here) in TOPICS and not _journey(tree, here)):
            return True
        link = here if token.dep == "prep" else next(iter(tree.kids(here, "mark")), here)
        if tree.lemma(link) in SEQUELS and LONG.search(tree.text[: tree.token(link).start]):
            return True
    return False


def _at_which(tree: Tree, verb: int) -> bool:
    """Does this clause tell what was done at what it hangs on ("talks at which …", "the town where …")?"""
    asks = [i for i in tree.down(verb) if tree.token(i).tag in {"WDT", "WP", "WRB"}]
    return any(tree.lemma(i) in {"where", "when"} or tree.lemma(tree.token(i).head) in AT for i in asks)


def _journey(tree: Tree, prep: int) -> bool:
    """Does this "on" tell what somebody is doing ("on a visit to Chile")?"""
    return any(tree.lemma(o) in {"visit", "tour", "trip", "mission", "stopover"} for o in tree.kids(prep, "pobj"))


def _own_clause(tree: Tree, verb: int, below: int) -> bool:
    """Is this a clause joined to the one before with a subject or an auxiliary of its own, or with the day in what it
    governs, so that its day is its own ("will sign it, and will speak on Saturday", "and hopes to come in May")?"""
    own = tree.token(below).dep in {"xcomp", "pcomp"} or bool(tree.kids(verb, "nsubj", "nsubjpass", "aux"))
    return tree.token(verb).dep == "conj" and own


def earlier(tree: Tree, token: int) -> bool:
    """Is an act told as done some time before ("has agreed", "had delayed it, complaining of …")? What "had" been done
    as somebody told afterwards is only what was done ("said that they had agreed")."""
    for here in (token, *tree.up(token)):
        word = tree.token(here)
        if word.pos not in {"VERB", "AUX"}:
            continue
        have = [tree.token(k).text.lower() for k in tree.kids(here, "aux") if tree.lemma(k) == "have"]
        if have:
            told = word.dep == "ccomp" and _reports(tree, word.head)
            return not (told and have[0] in {"had", "'d", "’d"})
        if word.dep not in {"xcomp", "advcl", "conj", "pcomp", "prep"} or tree.kids(here, "nsubj", "nsubjpass", "mark"):
            return False
    return False


def past(when: When, anchor: date) -> When | None:
    """The day of what happened: a month or day without its year is the last one before the report; a year that is not
    over is no day of an act, nor is what lies ahead."""
    if when.start <= anchor.isoformat():
        return None if when.precision == "year" and when.end >= anchor.isoformat() else when
    if _bare_weekday(when):
        return _moved(when, -7)
    if re.search(r"\d{4}", when.text or "") or when.precision == "year":
        return None
    start, end = (f"{int(day[:4]) - 1}{day[4:]}".replace("02-29", "02-28") for day in (when.start, when.end))
    return replace(when, start=start, end=end) if end <= anchor.isoformat() else None


GOINGS = frozenset(["leave", "travel", "fly", "arrive", "come", "go", "head", "depart", "return", "land", "sail"])
"""What is told in the present tense of a day to come; "speaks with him on Thursday" is what a picture shows."""


def ahead(tree: Tree, token: int, when: When, anchor: date) -> When | None:
    """The day of what is planned: a bare weekday is the next one where the plan is told by "will" and the like, and no
    other day that is over is one ("left on Thursday for a visit")."""
    if when.end >= anchor.isoformat():
        return when
    present = tree.token(token).tag in {"VBZ", "VBP"} and not tree.kids(token, "aux")
    told = present and tree.lemma(token) in GOINGS
    told = told or (tree.token(token).pos == "VERB" and status.modal(tree, token) in ("future", "plan"))
    return _moved(when, 7) if told and _bare_weekday(when) else None


def yet_to_be(tree: Tree, token: int, when: When | None, anchor: date | None) -> bool:
    """Is an act told in the present that has its day after the report ("sign the treaty tomorrow")?"""
    present = tree.token(token).tag in {"VBZ", "VBP", "VB"} and not tree.kids(token, "aux", "auxpass")
    return present and when is not None and anchor is not None and when.start > anchor.isoformat()


def _bare_weekday(when: When) -> bool:
    return (when.text or "").lower() in WEEKDAYS


def _moved(when: When, days: int) -> When:
    start, end = ((date.fromisoformat(day) + timedelta(days=days)).isoformat() for day in (when.start, when.end))
    return replace(when, start=start, end=end)


def _reports(tree: Tree, index: int) -> bool:
    return tree.lemma(index) in tables.operators()["report"]


def _inside_speech(tree: Tree, below: Sequence[int], verb: int) -> bool:
    """Does the act stand in what this verb reports, and not with the verb itself?"""
    if below and tree.token(below[-1]).dep == "prep" and tree.lemma(below[-1]) in SEQUELS:
        return False  # "said on Friday after talks"
    return bool(below) and tree.token(below[-1]).dep != "conj"


DAYS = frozenset({*WEEKDAYS, *MONTHS})
TOPICS = {"on", "about", "over", "regarding", "concerning"}
MATTERS = {"situation", "war", "conflict", "crisis", "fighting", "development", "event", "violence", "unrest"}
"""Prepositions before what is spoken about, and what it is, wherever it happens."""


def where(tree: Tree, token: int, near: bool = False) -> Place | None:
    """Where the act at `token` took place: the town, country and venue told nearest to it, or None. With `near` only a
    place that hangs on the act itself counts, as it must where what is said names places too."""
    here = tree.token(token).start
    if (there := _where_of(tree, token)) is not None:
        return there
    venue = _venue(tree.text, here)
    towns = [t for t in _towns(tree) if (_at_act(tree, t[0], token) if near else not _topical(tree, t[0], token))]
    if near and not towns:
        return None
    if towns:
        _, name, country, hall = min(
            towns, key=lambda t: (t[2] is None, _elsewhere(tree, t[0], token), abs(t[0] - here))
        )
        return Place(name=name, country=country, venue=hall or venue)
    return Place(name=venue, venue=venue) if venue else None


def _where_of(tree: Tree, token: int) -> Place | None:
    """The place of an act told with "where" of a town or country ("flew in from Porto, where he had met …")."""
    verb = token
    while tree.token(verb).dep == "conj":
        verb = tree.token(verb).head
    if tree.token(verb).dep != "relcl" or not any(tree.lemma(k) == "where" for k in tree.kids(verb, "advmod")):
        return None
    head = tree.token(verb).head
    for town in naming.towns(tree.text):
        if tree.head_of(town.start, town.end) == head:
            return Place(name=town.text, country=town.code)
    for land in countries.find(tree.text):
        if tree.head_of(land.start, land.end) == head and land.code in countries.codes():
            return Place(name=countries.name(land.code) if land.kind == "name" else land.text, country=land.code)
    return None


def _topical(tree: Tree, start: int, token: int) -> bool:
    """Does a place belong to what was spoken about ("briefed her on the fair in Osaka")?"""
    head = next(iter(tree.span(start, start + 1)), None)
    above = list(tree.up(head)) if head is not None else []
    way = above[: above.index(token)] if token in above else []
    for led, prep in pairwise([head, *way] if head is not None else []):
        day = tree.token(led).text.lower() in DAYS or tree.token(led).pos == "NUM"
        if (tree.token(prep).dep == "prep" and tree.lemma(prep) in TOPICS and not day) or tree.lemma(prep) in MATTERS:
            return True
    return False


def _elsewhere(tree: Tree, start: int, token: int) -> bool:
    """Does a place stand in the clause of another verb than the act's own ("a day after he spoke in Dubai")?"""
    head = next(iter(tree.span(start, start + 1)), None)
    verb = next((i for i in tree.up(head) if tree.token(i).pos == "VERB"), None) if head is not None else None
    return verb is not None and verb != token and verb not in tree.up(token)


def several(tree: Tree, token: int) -> list[Place]:
    """The places of meetings held in more than one country ("have met in Vienna, in Malta and in Washington"), in text
    order; nothing where one is told."""
    preps = [q for p in tree.kids(token, "prep") if tree.lemma(p) in PLACE_PREPOSITIONS for q in tree.joined(p)]
    there = {i for p in preps for h in tree.kids(p, "pobj") for i in tree.joined(h)}
    states = [(c.start, c.end, c.code, "" if c.kind == "name" else c.text) for c in countries.find(tree.text)]
    towns = [(t.start, t.end, t.code, t.text) for t in naming.towns(tree.text)]
    places: dict[str, Place] = {}
    for start, end, code, town in (*states, *towns):
        if code in countries.codes() and tree.head_of(start, end) in there and (town or code not in places):
            places[str(code)] = Place(name=town or countries.name(str(code)), country=code)
    return list(places.values()) if len(places) > 1 else []


def of_visit(code: str | None) -> Place | None:
    """The place of a visit told only by its country."""
    return Place(name=countries.name(code), country=code) if code in countries.codes() and code is not None else None


def _venue(text: str, here: int) -> str | None:
    found = [m for m in VENUE.finditer(text) if _is_venue(m[1])]
    return min(found, key=lambda m: abs(m.start() - here))[1] if found else None


def _is_venue(words: str) -> bool:
    plain = words.lower().replace("’", "'").split()
    return len(plain) > 1 and any(word in tables.words("venues") for word in plain) and "white" not in plain


def _towns(tree: Tree) -> list[tuple[int, str, str | None, str | None]]:
    """Places as (offset, name, country, venue)."""
    found: list[tuple[int, str, str | None, str | None]] = []
    covered: set[int] = set()
    for match in CAPITAL.finditer(tree.text):
        code = countries.of(match[1])
        if code and code != "IGO":
            found.append((match.start(), countries.capital(code), code, None))
            covered.update(range(match.start(), match.end()))
    for country in countries.find(tree.text):
        if country.start in covered or country.code == "IGO" or not _located(tree, country.start, country.end):
            continue
        covered.update(range(country.start, country.end))
        if country.kind == "capital":
            found.append(
                (country.start, country.text.title() if country.text.isupper() else country.text, country.code, None)
            )
        elif country.kind == "name":
            found.append((country.start, countries.name(country.code), country.code, None))
        elif country.kind == "byname":
            found.append((country.start, countries.capital(country.code), country.code, country.text))
    found += _houses(tree, covered)
    for town in naming.towns(tree.text):
        if town.start not in covered and _located(tree, town.start, town.end):
            covered.update(range(town.start, town.end))
            found.append((town.start, town.text, town.code, None))
    for start, end, label in tree.entities:
        if (
            label in {"GPE"}
            and start not in covered
            and _located(tree, start, end)
            and tree.text[start : start + 1].isupper()
        ):
            found.append((start, tree.text[start:end].removeprefix("the "), None, None))
    towns = {code for _, name, code, _ in found if code and name != countries.name(code)}
    return [f for f in found if f[2] is None or f[2] not in towns or f[1] != countries.name(f[2])]


def _at_act(tree: Tree, start: int, token: int) -> bool:
    inside = tree.span(start, start + 1)
    return any(token in list(tree.up(i))[:3] for i in inside)


def _houses(tree: Tree, covered: set[int]) -> list[tuple[int, str, str | None, str | None]]:
    """Seats of government named as places ("at the White House")."""
    found: list[tuple[int, str, str | None, str | None]] = []
    for named in tables.find_bodies(tree.text):
        body = named.body
        if body is None or named.start in covered or body.code not in countries.codes():
            continue
        if named.text.endswith("House") and _located(tree, named.start, named.end):
            found.append((named.start, countries.capital(body.code), body.code, named.text))
    return found


def _located(tree: Tree, start: int, end: int) -> bool:
    """Does this name stand after a preposition of place?"""
    head = tree.head_of(start, end)
    if head is None:
        return False
    token = tree.token(head)
    if token.dep in {"conj", "appos"}:
        return False
    if token.dep == "pobj" and tree.token(token.head).text.lower() in PLACE_PREPOSITIONS:
        return tables.roles().get(tree.lemma(tree.token(token.head).head)) != "MED"
    above = tree.token(token.head)
    if token.dep == "dobj" and above.lemma in {"visit", "tour"}:
        return True
    return (
        token.dep == "pobj"
        and above.text.lower() in {"to", "into", "for"}
        and tree.lemma(above.head)
        in {"visit", "travel", "trip", "tour", "fly", "go", "come", "delegation", "return", "arrive"}
    )
