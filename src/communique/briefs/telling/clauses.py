"""The main clause of a news sentence: who did what, parted from its day and from all that hangs on it.

Told in another order, and in a headline in the present tense, it is the act in few words. The verbs are those of the
sixteen types of PLOVER; a sentence with another verb, or with a pronoun for its subject, has no such clause.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

REGULAR = """
approve ratify reject veto accuse blame condemn criticise criticize denounce threaten warn expel impose suspend lift
freeze-froze join recognise recognize sign launch attack fire-fired bomb shell strike-struck kill arrest detain seize
seal close open reopen send-sent pledge donate deliver offer urge ask demand call-called invite summon recall sever
cut-cut break-broke end welcome support back endorse announce declare ban block lower raise agree resume restore
establish postpone cancel delay release free deploy withdraw-withdrew pull-pulled storm raid capture intercept deny
refuse dismiss elect appoint name adopt vote-voted extend renew transfer hand-handed grant allocate lend-lent evacuate
rescue halt stop shut-shut begin-began start march rally protest-protested boycott sue extradite deport pardon
sanction blacklist fine charge convict sentence jail host receive mediate broker-brokered concede accept admit
apologise apologize promise vow order mobilise mobilize test fly-flew sail dock land shoot-shot down-downed hit-hit
win-won beat-beat draw-drew lose-lost buy-bought sell-sold build-built unveil publish file lodge submit present
designate nominate cross enter leave-left return settle conclude initial reach complete commission inaugurate plan
request propose suggest fix set-set double triple reduce increase relax tighten scrap abolish introduce
"""
"""Verbs of news; where the past tense is not regular it stands behind a hyphen."""
TWICE = frozenset(
    re.findall(r"\w+", "ban expel cut shut pull stop control step plan bar jam scrap commit transfer submit")
)


@cache
def verbs() -> Mapping[str, str]:
    """From the past tense to the present of the third person."""
    made = {}
    for entry in REGULAR.split():
        base, _, past = entry.partition("-")
        third = f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else base + (
            "es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s"
        )  # fmt: skip
        made[past or _past(base)] = third
    return made


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if base in TWICE else f"{base}ed"


class Clause(NamedTuple):
    """Who (`subject`) did (`verb`, past tense; `present` as in a headline) what (`rest`); `many` for more than one
    subject; `whole` where nothing but asides was cut."""

    subject: str
    verb: str
    present: str
    rest: str
    many: bool
    whole: bool

    @property
    def text(self) -> str:
        """The clause in the past tense, without day and stop."""
        return f"{self.subject} {self.verb} {self.rest}"


DAY = (
    r"(?:,? (?:on|late on|early on|by) (?:the (?:night|morning|evening|afternoon) of )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?"
    r"(?: (?:night|morning|evening|afternoon))?,?|,? (?:today|yesterday),?)"
)
LATER = re.compile(r"(?<=\w)" + DAY + r"(?=[ .,])")
BOUNDARY = re.compile(
    r", (?!(?:[A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:,| and ))|;| –| after (?!all)| as (?=\w+ \w+)| while | when | in which "
    r"| that (?:is|are|was|would|will|has|have) | amid | saying | but | who | which | where | because | before "
    r"| despite | although | and (?:\w+ed|said|told) "
)
"""Where what hangs on the main clause begins."""
NO_SUBJECT = re.compile(
    r"^(?:it|he|she|they|we|i|this|that|these|those|there|one|who|which)\b|\b(?:who|which|that|whose)\b", re.I
)


SEVERAL = re.compile(
    r"\b[a-z]+s$|\bpolice$|^(?:The )?(?:[Tt]alks|[Nn]egotiations|[Oo]fficials|[Tt]roops|[Ss]oldiers|[Rr]ebels|[Gg]unmen"
    r"|[Ll]awmakers|[Mm]inisters|[Ll]eaders|[Jj]udges|[Vv]oters|[Tt]housands|[Hh]undreds|[Dd]ozens)\b"
)
"""Subjects of more than one."""


def main_clause(sentence: str) -> Clause | None:
    """The main clause of a sentence, or None where it is not plain which it is."""
    text = re.sub(r"\s+", " ", sentence).strip()
    if re.search(r"[“”\"]", text):
        return None
    bare = LATER.sub(lambda m: "," if m[0].endswith(",") and not m[0].startswith(",") else "", text)
    bare = re.sub(r"^(?:On|Late on|Early on) [A-Z]\w+day,? ", "", bare)
    found = _verb().match(bare)
    if not found or NO_SUBJECT.search(found["subject"]) or len(found["subject"].split()) > 9:
        return None
    rest = found["rest"].strip()
    cut = BOUNDARY.search(f" {rest}")
    kept = f" {rest}"[: cut.start()].strip() if cut else rest.rstrip(".")
    kept = kept.strip(" ,.")
    if len(kept.split()) < 1 or re.search(r"\b(?:the|a|an|of|to|in|on|for|with|and|by|its|their|his|her)$", kept):
        return None
    subject = named(found["subject"])
    many = bool(re.search(r" and (?!the [a-z]+ of)", subject)) or bool(SEVERAL.search(subject))
    present = verbs()[found["verb"]]
    return Clause(subject, found["verb"], _plural(present) if many else present, kept, many, cut is None)


def clause_day(sentence: str) -> str:
    """The words in which the main clause says its day, empty where it does not."""
    found = LATER.search(sentence) or re.match(r"(?:On|Late on|Early on) [A-Z]\w+day\b", sentence)
    cut = BOUNDARY.search(sentence)
    if not found or (cut and cut.start() < found.start()):
        return ""
    return found[0].strip(" ,")


def named(subject: str) -> str:
    """A subject without what introduces a country: "The Pacific island state of Nauru" is Nauru."""
    return re.sub(r"^(?:The|the) (?:[\w-]+ ){0,4}?(?:state|nation|republic|kingdom|country) of (?=[A-Z])", "", subject)


@cache
def _verb() -> re.Pattern[str]:
    words = "|".join(sorted(verbs(), key=len, reverse=True))
    return re.compile(rf"(?P<subject>[A-Z][^,;:“”\"()]*?)(?: has| have)? (?P<verb>{words})\b(?! by\b)(?P<rest> .+)$")


def _plural(third: str) -> str:
    if third.endswith("ies"):
        return f"{third[:-3]}y"
    return third[:-2] if third.endswith(("sses", "shes", "ches", "xes", "oes")) else third[:-1]
