"""The day of an act, as its sentence gives it: nothing is guessed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from communique.lexicon import dates
from communique.lexicon.calendar import WEEKDAYS
from communique.lexicon.dates import FoundDate
from communique.model import When
from communique.record import intervals, status, tables
from communique.record.tree import Tree

LINKS = {"after", "before"}
SEQUELS, AT = {"after", "before", "since"}, {"at", "in", "during"}
HOURS = re.compile(r"\b(?<!\d )(?<!-)(?:hours|minutes|shortly|moments|soon|just) $", re.I)
"""How long after or before another what is done on the same day is."""
LONG = re.compile(r"\b(?:hour|day|week|month|year|decade)s? $", re.I)
"""Words between two things of which the one is told with its distance from the other."""
TOPICS = frozenset({"on", "about", "over", "regarding", "concerning"})
"""Prepositions before what is spoken about."""
SPEAKS_OF = {
    "condemn", "denounce", "deplore", "criticise", "criticize", "protest", "regret", "mourn", "welcome", "praise",
    "hail", "applaud", "defend", "justify", "explain", "discuss", "describe", "recall", "mark", "commemorate",
    "investigate", "blame", "confirm",
}  # fmt: skip
"""Verbs whose object was done on another day than theirs."""
RECALLED = 200
"""Days back to which a month told by its name alone can be that in which something was said; farther back it is one to
come, which that was about ("offered talks in May")."""
NOT_ON = {"since", "until", "till", "by", "before", "after"}
HOURS_OF_DAY = {"dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "nightfall", "sunset", "midnight"}
"""What something is done before or after on the same day."""
SAME_DAY = re.compile(
    r"\b(?:the same day|that day|(?:earlier|later) in the day"
    r"|(?:that|the same|in the) (?:morning|afternoon|evening))\b",
    re.I,
)


def when(tree: Tree, token: int, anchor: date | None, last: When | None) -> When | None:
    """When the act at `token` happened: a date that hangs on it or its verb, not on the word that reports it; "the
    same day" is the day told last."""
    if (counted := _counted(tree, token, anchor)) is not None:
        return counted.when
    if (found := _hung(tree, token, anchor, last)) is not None:
        return found
    if last is not None and SAME_DAY.search(tree.text):
        return last
    here = tree.token(token)
    if here.dep == "conj" and any(tree.lemma(k) == "there" for k in tree.kids(token, "advmod")):
        return when(tree, here.head, anchor, last)
    return None


def named_before(texts: Sequence[str], anchor: date | None) -> list[When | None]:
    """The day that was named last before each sentence of a report."""
    told: list[When | None] = []
    last: When | None = None
    for found in dates.by_sentence(texts, anchor):
        told.append(last)
        days = [d for d in found if d.precision == "day" and d.first is not None and d.first == d.last]
        if days:
            last = When(start=str(days[-1].first), end=str(days[-1].last), text=days[-1].text)
    return told


def _hung(tree: Tree, token: int, anchor: date | None, last: When | None) -> When | None:
    """The day told nearest to an act in the parse."""
    best: tuple[int, FoundDate] | None = None
    for found in _told(tree.text, anchor, last):
        if found.first is None or found.last is None:
            continue
        distance = _distance(tree, found, token)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, found)
    return None if best is None else _whole(tree.text, best[1], anchor)


def _told(text: str, anchor: date | None, last: When | None) -> tuple[FoundDate, ...]:
    """The days a sentence tells: "a day later" counts from `last` where it names none before."""
    told = dates.known(text)
    if last is None or all(kind != "relative" for kind, _ in told):
        return dates.find(text, anchor)
    return dates.read(text, anchor, told, date.fromisoformat(last.end))


def _whole(text: str, found: FoundDate, anchor: date | None) -> When:
    """A day, with the next one where both are told ("on Friday and Saturday")."""
    assert found.first is not None and found.last is not None
    told = [d for d in dates.find(text, anchor) if d.start > found.start and text[found.end : d.start] == " and "]
    if told and told[0].first == found.last + timedelta(days=1) and told[0].last is not None:
        words = text[found.start : told[0].end]
        return When(start=found.first.isoformat(), end=told[0].last.isoformat(), precision="span", text=words)
    return When(start=found.first.isoformat(), end=found.last.isoformat(), precision=found.precision, text=found.text)


class _Counted(NamedTuple):
    """The day of what is told by how long it was before or after something else; None where that is not known."""

    when: When | None


def _counted(tree: Tree, token: int, anchor: date | None) -> _Counted | None:
    """The day of what happened "a day after", "two days before" or "hours after" what its sentence tells with a day:
    counted back from that day. What happened months or years after or before is of that month or year."""
    for link, clause in (
        (k, i) for i in (token, *tree.up(token)) for k in (i, *tree.kids(i, "mark"), *tree.after_day(i))
    ):
        word = tree.token(link)
        if tree.lemma(link) not in LINKS or not word.dep.startswith(("mark", "prep", "pcomp")):
            continue
        ahead = intervals.APART.search(tree.text[: word.start])
        same = HOURS.search(tree.text[: word.start])
        main = word.head if link == clause else tree.token(clause).head
        if not (ahead or same) or not _below(tree, token, clause) or _below(tree, main, clause):
            continue
        above = [token, *tree.up(token)]
        if _apart(tree, above[: above.index(clause) + 1]):
            return _Counted(None)
        told = next((day for i in (main, *tree.up(main)) if (day := _hung(tree, i, anchor, None))), None)
        if told is None or ahead is None:
            return _Counted(told)
        return _Counted(intervals.away(told, ahead[1], ahead[2], tree.lemma(link) == "after", f"{ahead[0]}{word.text}"))
    return None


def _below(tree: Tree, token: int, top: int) -> bool:
    return token == top or top in tree.up(token)


def _distance(tree: Tree, found: FoundDate, token: int) -> int | None:
    """How far a date stands from an act in the parse, or None where it belongs to another one."""
    head = tree.head_of(found.start, found.end)
    if head is None or head == token or _of_another(tree, head, token) or _year_of(tree, found, head, token):
        return None
    above_act = [token, *tree.up(token)]
    here = head
    for steps, above in enumerate(tree.up(head), 1):
        on_the_day = tree.lemma(here) in HOURS_OF_DAY and tree.lemma(above) in LINKS
        if tree.token(here).dep == "pobj" and tree.lemma(above) in NOT_ON and not on_the_day:
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


def _of_another(tree: Tree, day: int, token: int) -> bool:
    """Is this the day of something else that an act deals with ("an account of Monday's raid")?"""
    noun = tree.token(day).head
    at = tree.token(noun).dep == "pobj" and tree.lemma(tree.token(noun).head) in AT
    return tree.token(day).dep == "poss" and noun != token and not at


def _year_of(tree: Tree, found: FoundDate, year: int, token: int) -> bool:
    """Is this only the year that something told of is from ("the 2034 memorandum", "men convicted in 2034")?"""
    word = tree.token(year)
    noun = word.dep in {"nummod", "compound", "amod", "nmod"} and word.head != token
    deed = tree.token(word.head).head
    told = word.dep == "pobj" and tree.token(deed).dep == "acl" and token not in {deed, tree.token(deed).head}
    return found.precision == "year" and (noun or told)


def _apart(tree: Tree, way: Sequence[int]) -> bool:
    """Does an act, at the foot of this way up the parse, lie apart in time from what is told at its head: in a clause
    that only says which one is meant ("the pact that Chile broke"), as what is spoken of ("regret over the raid",
    "condemned the raid"), or long before or after ("two years after the raid")?"""
    for here, above in pairwise(way):
        token = tree.token(here)
        if token.dep == "relcl" and not _at_which(tree, here):
            return True
        spoken_of = token.dep == "dobj" and token.pos == "NOUN" and tree.lemma(above) in SPEAKS_OF
        answered = tree.lemma(here) in {"at", "against"} and tree.lemma(above) in SPEAKS_OF
        topic = tree.lemma(here) in TOPICS and not _journey(tree, here)
        if spoken_of or (token.dep == "prep" and (topic or answered)):
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


def past(when: When, anchor: date, spoken: bool = False) -> When | None:
    """The day of what happened: a month without its year is the last one before the report, of what was `spoken` if it
    is not long ago; a year that is not over is no day of an act, nor is what lies ahead."""
    if when.start <= anchor.isoformat():
        return None if when.precision == "year" and when.end >= anchor.isoformat() else when
    if _bare_weekday(when):
        return _moved(when, -7)
    if when.precision != "month" or re.search(r"\d{4}|\bnext\b", when.text or ""):
        return None
    start, end = (f"{int(day[:4]) - 1}{day[4:]}".replace("02-29", "02-28") for day in (when.start, when.end))
    near = not spoken or (anchor - date.fromisoformat(end)).days <= RECALLED
    return replace(when, start=start, end=end) if end <= anchor.isoformat() and near else None


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
