"""What kind of text a report is: news, or a feature, column, explainer or round-up around it.

News is told from its first sentence on: a day, an act, who says so. A feature begins with a scene, a column with a
view, an explainer with a question, a round-up tells of other happenings too. What these say weighs less, and none of
them is the report a brief follows while there is news (after Karlgren & Cutting 1994: genre by simple cues).
"""

import math
import re
from collections import Counter
from datetime import date
from weakref import WeakKeyDictionary

from communique.briefs.credits import idle
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.words import content
from communique.lexicon import countries, dates
from communique.model import Report

OTHER = 0.5
"""What each sign that a text is no news leaves of its weight."""
NEWS_AT_LEAST = 0.7
"""From when on the first sentence of a report may tell a stage of the story, or stand below the headline."""
PREVIEW, LATER = 0.6, 0.2
"""The same for a report printed before the event, and how much more the last one counts: it knows what came after."""
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[•*·–-]|[QA]:) +\S")
COLUMN = re.compile(
    r"\?|\b(?:digest|round-?up|in brief|newsletter|what to (?:expect|know|watch)|what we know|"
    r"week ahead|explained|questions? answered|profile|obituary|timeline)\b|^(?:column|opinion|analysis|comment|"
    r"explainer|editorial|essay|feature|interview|letter|notebook|diary|reportage|live|video|watch|why|how|inside)\b"
    r"|: (?:why|how|inside|what|where)\b|[:,] the \w+ (?:who|that)\b",
    re.I,
)
"""Titles of what is written around the news."""
QUOTING = re.compile(r"^[“\"‘'][^”\"’']+[”\"’']: ")
"""A title that begins with somebody's words: half a sign."""
OURS = frozenset(["I", "we", "my", "our", "us", "me", "you", "your"])
NOBODY = frozenset(["someone", "somebody", "nobody", "everybody"])
SELF, WORD = re.compile(rf"\b(?:{'|'.join(sorted(OURS))})\b"), re.compile(r"\w+")
SCENE = re.compile(
    r"^(?:There (?:is|was|are|were)|When|Seen|At the|On the|In the (?:spring|summer|autumn|winter)|Imagine|Once|If|"
    r"It (?:is|was))\b"
)
"""How a scene begins."""
PORTRAIT = re.compile(r"^(?:[A-Z][\w'’-]+ ){2,3}[a-z]+s (?!said\b)")
"""How the portrait of somebody begins: with a name and what they do."""
BACKBONE: WeakKeyDictionary[Evidence, Report | None] = WeakKeyDictionary()
LAST: WeakKeyDictionary[Evidence, date] = WeakKeyDictionary()
NEWS: WeakKeyDictionary[Evidence, dict[str, float]] = WeakKeyDictionary()


def item(text: str) -> bool:
    """Whether a sentence is an entry of a list."""
    return bool(ITEM.match(text))


def unquoted(text: str, instead: str = " ") -> str:
    """A text without what stands in quotation marks."""
    return QUOTED.sub(instead, text) if '"' in text or "“" in text else text


def spoken(text: str) -> bool:
    """Whether a sentence asks, exclaims, speaks to a reader or of nobody in particular, outside quotations."""
    outside = unquoted(text)
    said = frozenset(WORD.findall(outside))
    return "?" in outside or "!" in outside or not (OURS.isdisjoint(said) and NOBODY.isdisjoint(map(str.lower, said)))


def news(evidence: Evidence, report: Report) -> float:
    """How much of a news report a text is, from 0 to 1."""
    known = NEWS.setdefault(evidence, {})
    if report.id not in known:
        known[report.id] = OTHER ** _signs(evidence, report)
    return known[report.id]


def _signs(evidence: Evidence, report: Report) -> float:
    """How many signs there are that a text is no news."""
    read = range(min(len(report.sentences), 40))
    said = [evidence.sentence(report.id, n) for n in read if evidence.usable(report.id, n)]
    if not said:
        return 3
    first = said[0]
    told = bool(dates.find(first, evidence.anchor(report.id))) or voices.without_attribution(first, report) != first
    signs = 2.0 * (sum(map(item, re.split(r"\n+", report.text))) > 1)
    signs += bool(COLUMN.search(report.title or "")) + 0.5 * bool(QUOTING.match(report.title or ""))
    signs += bool(SCENE.match(first)) or bool(QUOTED.match(first))
    signs += not told and bool(PORTRAIT.match(first)) and not countries.find(first[:40])
    signs += not told and not re.search(r"\b(?:has|have)(?: been)? \w+(?:ed|en|un|t)\b", first)
    asides = unquoted(report.text)
    return signs + (20 * (asides.count("?") + len(SELF.findall(asides))) > len(said))


def last_day(evidence: Evidence) -> date:
    """The day of the last news report that is no copy."""
    if evidence not in LAST:
        news_ = [r for r in evidence.english if not r.copy_of and news(evidence, r) >= NEWS_AT_LEAST]
        LAST[evidence] = max((d for r in news_ if (d := evidence.anchor(r.id))), default=date.min)
    return LAST[evidence]


def backbone(evidence: Evidence) -> Report | None:
    """The news report that stands nearest to all reports of the story (by TF-IDF of its words, its title agreeing with
    theirs); the first of those as near. None where no report is in English."""
    if evidence in BACKBONE:
        return BACKBONE[evidence]
    own = [r for r in evidence.english if not r.copy_of and r.sentences]
    own = [r for r in own if not idle(evidence, r)] or own
    told = [_words(evidence, r) for r in own]
    having = Counter(word for words in told for word in words)
    middle: Counter[str] = Counter()
    weights = []
    for words in told:
        weight = {w: (1 + math.log(n)) * math.log((1 + len(own)) / having[w]) for w, n in sorted(words.items())}
        weights.append(weight)
        middle.update(weight)
    near: list[float] = []
    for report, weight in zip(own, weights, strict=True):
        norm = math.sqrt(math.fsum(v * v for v in weight.values())) or 1.0
        whole = math.fsum(v * middle[w] for w, v in weight.items()) / norm
        early = PREVIEW if report.id in evidence.previews else 1.0 + LATER * len(near) / len(own)
        near.append(round(whole * early * news(evidence, report), 9))
    best = max(range(len(own)), key=lambda n: (near[n], -n), default=None)
    return BACKBONE.setdefault(evidence, None if best is None else own[best])


def _words(evidence: Evidence, report: Report) -> Counter[str]:
    """The words of a report's title and sentences, by how many of these have them."""
    found = Counter(content(report.title or ""))
    for index in range(min(len(report.sentences), 40)):
        found.update(content(evidence.sentence(report.id, index)))
    return found
