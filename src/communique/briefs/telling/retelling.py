"""A sentence of a report made to stand alone: days absolute, names in full, asides cut, attributed; or not used."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from weakref import WeakKeyDictionary

from communique.briefs import genre
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.alone import PARENTHESIS, SAID_LAST, clipped, shortened, stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.mentions import apposed, full_names
from communique.briefs.telling.naming import Names
from communique.briefs.telling.wording import FAMILY_FIRST, listed, nation, tidy
from communique.lexicon import dates
from communique.model import Report


class Forms:
    """Forms of a sentence, each made when it is first asked for and kept."""

    def __init__(self, made: Iterator[str]) -> None:
        self._made, self._kept = made, list[str]()

    def __iter__(self) -> Iterator[str]:
        """Each form once."""
        for number in count():
            if number == len(self._kept):
                self._kept += islice((form for form in self._made if form not in self._kept), 1)
            if number == len(self._kept):
                return
            yield self._kept[number]


FALLEN: WeakKeyDictionary[Evidence, dict[date, bool]] = WeakKeyDictionary()
FEW = 2
"""Reports to which a story owes everything: their words are husbanded."""
LEAST, MOST, LEADING = 7, 46, 54
"""Words of a sentence worth retelling; the most of one that begins a report."""
DROPPED = re.compile(r"(?:^(?:Meanwhile|Separately|However|Moreover|Still|Also|In addition|Besides|For its part),? )")
STYLE = re.compile(r"\b(?:Mr|Mrs|Ms)\.? (?=[A-Z])")
ASIDE = re.compile(
    r" (?:also(?= (?:said|told|met|spoke|visited|called|urged|asked|thanked|noted|discussed|agreed|signed|announced"
    r"|welcomed|expressed|added|stressed|held|attended|received)\b)|separately|therefore|however|meanwhile"
    r"|moreover|furthermore)(?= )"
)
WEEK = re.compile(r"(?: earlier| later)? this week(?=[ ,.])")
"""What can be left out where it cannot be said exactly."""
TIMES_OWN = re.compile(
    r"\b(?:(?:the )?(?:previous|last|this|next) (?:day|week|weekend|month|\w+day)|yesterday"
    r"|(?:the )?day before)['’]s (?=[a-z])"
)
"""A time in which a thing was, which is known by the thing."""
LOOSELY = re.compile(
    r" (?:(?:earlier |later )?last (?:week|month|weekend)|(?:at|over) the weekend"
    r"|(?:(?:nearly|almost|about|some|more than|just over|over|around) )?(?:an?|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d+)"
    r" (?:week|month)s? ago)(?=[ ,.])(?! of\b)"
)
"""A time that no day can be told for, and that the rest can do without."""
DAYS_OWN = re.compile(
    r"\b(?:last )?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)['’]s"
    r" ((?:[a-z-]+ )?(?!(?:in|on|at|off|of|by|and|near|that|which|with|was|were|had|has|between)\b)[a-z]+)"
    r"(?= (?:in|on|at|off|of|by|and|near|that|which|with|was|were|had|has|between)\b|[,.])"
)
"""`Friday's earthquake`: the earthquake on Friday."""
FILED = re.compile(
    r"^[A-ZÀ-Þ][\w'’ .-]{2,30},? (?:on )?(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
    r" ?[:–—-]+ ?(?=[A-ZÀ-Þ])"
)
"""Where and when a read-out was filed, before its first words ("Lima, 8 May 2025 – The minister …")."""
HERE = re.compile(r"(?<=[a-z] )here(?= (?:on|in|at|to|for|with|after|during|\w+day|[A-Z])|[,.])")
"""The place of the dateline."""
NEAR = 4
"""Sentences that "here" may be said in."""
CREDIT = re.compile(r", (?P<who>[^,;“”\"]{3,60}) (?:said|says|added|told [^,.]{2,40})\.?$")
"""Who says so, at the end of a sentence: what is told without them would be told as a fact."""
FELL = re.compile(
    r"\b(?:collaps\w+|f[ae]lls? through|fallen through|br(?:ea|o)ks? (?:down|off|up)|broken (?:down|off)"
    r"|suspend\w*|postpon\w+"
    r"|puts? off|cancel\w*|calls? off|called off|scrap(?:s|ped)|fail(?:s|ed|ure)?|without (?:a |any )?(?:deal"
    r"|agreement|accord)"
    r"|halt(?:s|ed)?|abandon\w*|withdr[ae]ws?|delay(?:s|ed)?|struck down|overturn\w*|annul\w*)\b",
    re.I,
)
"""How it is told that something came to nothing, or not yet."""
QUOTES = re.compile(r"(?P<who>(?:The )?[A-Z][\w’' -]{2,40}?)(?: news agency| agency)? (?:quoted|reported|wrote)\b")
AIRY = re.compile(
    r", (?:the )?(?:reports?|media|agenc(?:y|ies)|papers?) (?:said|says|reported)(?=[.,])"
    r"|, (?:the )?[A-Z]\w+ understands(?=[.,])"
)
"""Attributions to nobody in particular, which ours replaces."""
TWO = re.compile(
    r"^(?:The two|Both)(?: (?:(?P<people>leaders|ministers|presidents|men|women)"
    r"|sides|countries|states|governments|neighbou?rs))?"
    r"(?= (?!\w+s\b)(?:also |had |have |will |would )?\w+)"
)
OFFICE = re.compile(
    r"^The (chancellor|president|prime minister|minister|premier|king|emir)(?= (?!of\b|said to\b)[a-z]+)"
)
"""Somebody told of again by the office alone."""
PLANNED = re.compile(
    r"\b(?:will|is due|are due|is to|are to|is expected|are expected|is set|are set|plans? to|planned|"
    r"is scheduled|ready to leave|due in|yet|is about|are about|next week|coming|on the agenda)\b"
)
WAS_TO = re.compile(r"\b(?:was|were) (?:to|due|expected|set (?=to\b|for\b)|scheduled)\b(?! be )")
"""What had been planned, and nobody says whether it came to pass."""
STANDING = re.compile(r"\b(?:is|are|has|have|remains?|continues?|stands?|stays?|now|so far|until now|still)\b")
"""How things stand, told on a day before the last news: they may stand otherwise since."""
STILL = re.compile(r"\b(?:is|are|remains?|stays?|now|so far|until now|still)\b")
"""The same, told on the day before."""
OUTLOOK = re.compile(r"\b(?:will|would|can|could|may|wants?|plans?|expects?|hopes?|says?)\b")
SAID = re.compile(r"\b(?:said|told|added|warned|announced|promised|pledged|declared|insisted)\b")
"""What was to come then; what somebody said of it stays said."""
NEXT_DAY = 1
"""Days for which what a report leads with stands: the next is mostly of what others say to it."""
AHEAD = re.compile(rf"{PLANNED.pattern}|\bwould\b|\bhas until\b|{WAS_TO.pattern}")
"""The same in a report of what had still to come, where others are quoted on it."""


def retold(
    evidence: Evidence, report: Report, index: int, names: Names, *, whole: bool = False, after: bool = False
) -> Iterator[Draft]:
    """The drafts of one sentence, the shortest good one first; the longest first where it is wanted `whole`. None if it
    cannot stand alone; `after` the sentence it follows in its report it need not quite."""
    citation = evidence.citation(report.id, index)
    if citation is None or not evidence.usable(report.id, index) or report not in evidence.english:
        return
    if quotes_another(evidence, report, evidence.sentence(report.id, index)):
        return
    if (report.id, index, whole) not in evidence.forms:
        evidence.forms[report.id, index, whole] = Forms(forms(evidence, report, index, whole=whole))
    voice = voices.of(report, evidence.sentence(report.id, index))
    seen: set[str] = set()
    few = sum(not r.copy_of for r in evidence.english) <= FEW
    for absolute in evidence.forms[report.id, index, whole]:
        if not stands_alone(absolute, names.told, first=index == 0 or after) or names.strange(absolute):
            continue
        named, introduced = full_names(absolute, names)
        for told in map(tidy, _ways(absolute, named, names, few=few)):
            if told and told not in seen and LEAST <= len(told.split()) <= (MOST if index else LEADING):
                seen.add(told)
                yield Draft(
                    text=told, citations=(citation,), introduces=introduced, tellers=(voice,),
                    closed=closed(told, voice),
                )  # fmt: skip


def quotes_another(evidence: Evidence, report: Report, text: str) -> bool:
    """Whether a sentence says what another publisher of the story quotes somebody as saying: that one tells it
    better."""
    found = QUOTES.match(text)
    others = [voices.publisher(r) for r in evidence.english if r is not report and not r.copy_of]
    return found is not None and any(voices.same(found["who"], other) for other in others)


def _ways(absolute: str, named: str, names: Names, *, few: bool) -> Iterator[str]:
    """A sentence with people in our own form where words are `few`, as the report has them, and without offices."""
    if few and (own := apposed(named, names)):
        yield own
    yield named
    yield full_names(absolute, names, offices=False)[0]


def forms(evidence: Evidence, report: Report, index: int, *, whole: bool) -> Iterator[str]:
    """A sentence with its days as dates, in the forms in which it may be told, whatever was told before."""
    text = AIRY.sub("", voices.without_attribution(FILED.sub("", evidence.sentence(report.id, index)), report))
    text = LOOSELY.sub("", WEEK.sub("", TIMES_OWN.sub("the ", text)))
    if DAYS_OWN.search(text):
        text = DAYS_OWN.sub(r"the \2" if OUTLOOK.search(text) or PLANNED.search(text) else r"the \2 on \1", text)
    text = STYLE.sub("", ASIDE.sub("", DROPPED.sub("", text, count=1)))
    if report.dateline and report.dateline.place and index < NEAR:
        text = HERE.sub(f"in {report.dateline.place}", text)
    text = tidy(_whole(evidence, report, index, _named(evidence, report, index, text)))
    short, plain = shortened(text), PARENTHESIS.sub("", text)
    credit = CREDIT.search(text)
    for form in (*((plain, text, short) if whole else (short, plain, text)), *clipped(plain)):
        if credit is not None and credit["who"] not in form:
            continue
        absolute = absolute_days(voices.without_attribution(form, report), evidence.anchor(report.id))
        if absolute is not None and not overtaken(evidence, report, index, form):
            yield absolute


def closed(text: str, voice: voices.Voice) -> bool:
    """Whether a sentence says itself who says so: at its end, or by naming the teller."""
    if voice.via is None and voices.stands(voice.teller, text):
        return True
    return bool(SAID_LAST.search(genre.unquoted(text, "")))


def overtaken(evidence: Evidence, report: Report, index: int, form: str | None = None) -> bool:
    """Whether a sentence, in one of its forms, speaks of what lay ahead and is over: a plan whose day has passed by the
    last report, or one of a report that was printed before the thing itself; or of how things stood days before."""
    last = evidence.last
    recorded = evidence.recorded_of(report.id)
    if last is None:
        return False
    told = evidence.anchor(report.id)
    text = form or evidence.sentence(report.id, index)
    mentions = recorded.mentions if recorded else ()
    plans = [m.date for m in mentions if m.sentence == index and m.status == "planned" and m.date]
    if any(d.end[:10] < last.isoformat() and (told is None or d.end[:10] > told.isoformat()) for d in plans):
        return True
    if told is not None and told < last and AHEAD.search(text):
        days = [found.last for found in dates.find(text, told) if found.last is not None]
        if WAS_TO.search(text) or any(told < day <= last for day in days):
            return True
    since = (genre.last_day(evidence) - told).days if told else 0
    if since > 0 and told is not None:
        outside = genre.unquoted(text)
        if fell_through(evidence, told) and (OUTLOOK.search(outside) or PLANNED.search(outside)):
            return True
        if since <= NEXT_DAY:
            if index and STILL.search(outside):
                return True
        elif STANDING.search(outside) or (OUTLOOK.search(outside) and not SAID.search(outside)):
            return True
    return report.id in evidence.previews and bool(AHEAD.search(text))


def fell_through(evidence: Evidence, since: date) -> bool:
    """Whether the headline or first sentence of a later news report says that something came to nothing."""
    known = FALLEN.setdefault(evidence, {})
    if since not in known:
        later = [r for r in evidence.english if not r.copy_of and (day := evidence.anchor(r.id)) and day > since]
        news = [r for r in later if genre.news(evidence, r) >= genre.NEWS_AT_LEAST]
        known[since] = any(FELL.search(f"{r.title}. {evidence.sentence(r.id, 0)}") for r in news)
    return known[since]


def _named_in(name: str, text: str) -> bool:
    """Whether a text names somebody by some part of the name, so that "he" in it is somebody else."""
    return any(voices.stands(part, text) for part in name.split() if len(part) > 2)


def _whole(evidence: Evidence, report: Report, index: int, text: str) -> str:
    """A sentence with the full names of those whom the record knows behind a family name that several here have."""
    recorded = evidence.recorded_of(report.id)
    if recorded is None:
        return text
    actors = [s.speaker for s in recorded.statements if s.sentence == index]
    actors += [a for m in recorded.mentions if m.sentence == index for a in (*m.actor, *m.recipient)]
    for actor in actors:
        parts = actor.name.split()
        code = evidence.people.get(actor.key, actor).code or actor.code
        family = parts[0] if code in FAMILY_FIRST else parts[-1]
        if not actor.person or len(parts) < 2 or actor.name in text:
            continue
        shared = {p.key for p in evidence.people.values() if family in p.name.split() and len(p.name.split()) > 1}
        found = list(re.finditer(rf"(?<![\w-]){re.escape(family)}(?! [A-Z])(?![\w-])", text))
        if len(shared) > 1 and len(found) == 1 and text[: found[0].start()].count('"') % 2 == 0:
            text = f"{text[: found[0].start()]}{actor.name}{text[found[0].end() :]}"
    return text


def _named(evidence: Evidence, report: Report, index: int, text: str) -> str:
    """A sentence that begins with a pronoun or with "The two", said with the names the record resolved."""
    recorded = evidence.recorded_of(report.id)
    if recorded is None:
        return text
    pronoun = re.match(r"(?:He|She)(?= )", text)
    if pronoun:
        actors = [s.speaker for s in recorded.statements if s.sentence == index]
        actors += [a for m in recorded.mentions if m.sentence == index for a in m.actor]
        who = next((a for a in actors if a.person and len(a.name.split()) > 1 and not _named_in(a.name, text)), None)
        return f"{who.name}{text[pronoun.end() :]}" if who else text
    if office := OFFICE.match(text):
        actors = [s.speaker for s in recorded.statements if s.sentence == index]
        actors += [a for m in recorded.mentions if m.sentence == index for a in m.actor]
        held = {a.name for a in actors if a.person and (evidence.people.get(a.key, a).office or "").endswith(office[1])}
        return f"{held.pop()}{text[office.end() :]}" if len(held) == 1 else text
    two = TWO.match(text)
    if two:
        for mention in (m for m in recorded.mentions if m.sentence == index):
            actors = [*mention.actor, *mention.recipient]
            sides = list(dict.fromkeys(a.name if a.person else nation(a) for a in actors))
            alike = {a.person for a in actors} == {bool(two["people"])} or two[0] in ("The two", "Both")
            if len(sides) == 2 and alike:
                return f"{listed(sides)}{text[two.end() :]}"
    return text
