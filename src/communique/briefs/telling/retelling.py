"""A sentence of a report made to stand alone: days absolute, names in full, asides cut, attributed; or not used."""

import re
from collections.abc import Iterator

from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.alone import PARENTHESIS, SAID_LAST, clipped, shortened, stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.wording import FAMILY_FIRST, adjective, described, listed, nation, offices, tidy
from communique.lexicon import countries
from communique.model import Actor, Report

LEAST, MOST, LEADING = 7, 46, 54
"""Words of a sentence worth retelling; the most of one that begins a report."""
DROPPED = re.compile(r"(?:^(?:Meanwhile|Separately|However|Moreover|Still|Also|In addition|Besides|For its part),? )")
STYLE = re.compile(r"\b(?:Mr|Mrs|Ms)\.? (?=[A-Z])")
ASIDE = re.compile(r" (?:also|separately|therefore|however|meanwhile|moreover|furthermore)(?= )")
WEEK = re.compile(r"(?: earlier| later)? this week(?=[ ,.])")
"""What can be left out where it cannot be said exactly."""
DAYS_OWN = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)['’]s ((?:[a-z-]+ )?[a-z]+)"
    r"(?= (?:in|on|at|off|of|by|and|near|that|which|with|was|were|had|has|between)\b|[,.])"
)
"""`Friday's earthquake`: the earthquake on Friday."""
AIRY = re.compile(r",? (?:the )?(?:reports?|media|agenc(?:y|ies)|papers?) (?:said|says|reported)(?=[.,])")
"""Attributions to nobody in particular, which ours replaces."""
TWO = re.compile(
    r"^(?:The two|Both)(?: (?:(?P<people>leaders|ministers|presidents|men|women)"
    r"|sides|countries|states|governments|neighbou?rs))?"
    r"(?= (?!\w+s\b)(?:also |had |have |will |would )?\w+)"
)
PLANNED = re.compile(
    r"\b(?:will|is due|are due|is to|are to|is expected|are expected|is set|are set|plans? to|planned|"
    r"is scheduled|ready to leave|due in|yet|is about|are about|next week|coming|on the agenda)\b"
)
ROLE = re.compile(
    r"\b(?:[a-z]*(?:spokes\w+|minister|president|leader|premier|chancellor|secretary|envoy|ambassador|chief|head|director|"
    r"adviser|advisor|official|king|general|commander|governor|mayor|chairman|chairwoman|chair|counterpart|colleague))\s*$"
)
TITLE = re.compile(
    r"(?:(?<=^)|(?<= ))((?:[A-Z][\w'’.-]* ){0,3}(?:Minister|President|Premier|Chancellor|King|Queen|Emir|Secretary|"
    r"Speaker|Ambassador|Commissioner|Director|General) )$"
)


def retold(
    evidence: Evidence, report: Report, index: int, names: Names, *, whole: bool = False, after: bool = False
) -> Iterator[Draft]:
    """The drafts of one sentence, the shortest good one first; the longest first where it is wanted `whole`. None if it
    cannot stand alone; `after` the sentence it follows in its report it need not quite."""
    citation = evidence.citation(report.id, index)
    if citation is None or not evidence.usable(report.id, index) or report not in evidence.english:
        return
    if overtaken(evidence, report, index):
        return
    raw = evidence.sentence(report.id, index)
    voice = voices.of(report, raw)
    text = AIRY.sub("", voices.without_attribution(raw, report))
    text = DAYS_OWN.sub(r"the \2 on \1", WEEK.sub("", text))
    text = STYLE.sub("", ASIDE.sub("", DROPPED.sub("", text, count=1)))
    text = tidy(_whole(evidence, report, index, _named(evidence, report, index, text)))
    seen: set[str] = set()
    forms = (shortened(text), PARENTHESIS.sub("", text), text)
    for form in (*((forms[1], forms[2], forms[0]) if whole else forms), *clipped(forms[1])):
        absolute = absolute_days(voices.without_attribution(form, report), evidence.anchor(report.id))
        if (
            absolute is None
            or not stands_alone(absolute, names.told, first=index == 0 or after)
            or names.strange(absolute)
        ):
            continue
        named, introduced = full_names(absolute, names)
        for told in (tidy(named), tidy(absolute)):
            if told not in seen and LEAST <= len(told.split()) <= (MOST if index else LEADING):
                seen.add(told)
                yield Draft(
                    text=told, citations=(citation,), introduces=introduced, tellers=(voice,),
                    closed=closed(told, voice),
                )  # fmt: skip


def closed(text: str, voice: voices.Voice) -> bool:
    """Whether a sentence says itself who says so: at its end, or by naming the teller."""
    named = re.search(rf"(?<!\w){re.escape(voice.teller)}(?!\w)", text)
    if named and voice.via is None:
        return True
    return bool(SAID_LAST.search(re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)))


def overtaken(evidence: Evidence, report: Report, index: int) -> bool:
    """Whether a sentence speaks of what lay ahead and is over: a plan whose day has passed by the last report, or one
    of a report that was printed before the thing itself."""
    last = max((d for r in evidence.reports if (d := evidence.anchor(r.id))), default=None)
    recorded = evidence.recorded_of(report.id)
    if last is None or recorded is None:
        return False
    told = evidence.anchor(report.id)
    plans = [m.date for m in recorded.mentions if m.sentence == index and m.status == "planned" and m.date]
    if any(d.end[:10] < last.isoformat() and (told is None or d.end[:10] > told.isoformat()) for d in plans):
        return True
    return report.id in evidence.previews and bool(PLANNED.search(evidence.sentence(report.id, index)))


def full_names(text: str, names: Names) -> tuple[str, tuple[Actor, ...]]:
    """The sentence with people who are named for the first time in full, with office and country, and who they are."""
    introduced: list[Actor] = []
    for key, person in sorted(names.people.items()):
        parts = person.name.split()
        if key in names.named or len(parts) < 2 or (parts[-1] not in text and parts[0] not in text):
            continue
        if found := re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", text):
            text = _placed(text, found, person, names)
            introduced.append(person)
            continue
        family = names.short(person)
        if family == person.name:
            continue
        alone = rf"(?<![\w-])(?<!{re.escape(parts[-2])} ){re.escape(family)}(?! [A-Z])(?![\w-])"
        outside = [m for m in re.finditer(alone, text) if text[: m.start()].count('"') % 2 == 0]
        if outside:
            text = _placed(text, outside[0], person, names)
            introduced.append(person)
    return text, tuple(introduced)


def _placed(text: str, found: re.Match[str], person: Actor, names: Names) -> str:
    """The sentence with a person in full where the name or family name stood."""
    before, after = text[: found.start()], text[found.end() :]
    if before.count('"') % 2 or before.count("“") != before.count("”"):
        return text
    code = names.land(person)
    if title := TITLE.search(before):
        wanted = code and is_country(code) and not _country_in(before[-60:] + after[:40], code)
        lead = f"{adjective(code)} " if wanted and code else ""
        return f"{text[: title.start()]}{lead}{title[1]}{person.name}{after}"
    held = next(iter(offices(person.office)[-1:]), "")
    bare: object = before.rstrip().split(" ")[-1][:1].isupper() or after[:1] in "',’(" or re.search(r",\s*$", before)
    bare = bare or ROLE.search(before) or before.lower().rstrip().split(" ")[-1] in held.lower().split()
    full = person.name if bare or not held else described(person.name, held, code)
    return tidy(f"{before}{full}{after}")


def _country_in(text: str, code: str) -> bool:
    return any(found.code == code for found in countries.find(text))


def _whole(evidence: Evidence, report: Report, index: int, text: str) -> str:
    """A sentence with the full names of those whom the record knows behind a family name that several here have."""
    recorded = evidence.recorded_of(report.id)
    if recorded is None:
        return text
    actors = [s.speaker for s in recorded.statements if s.sentence == index]
    actors += [a for m in recorded.mentions if m.sentence == index for a in (*m.actor, *m.recipient)]
    for actor in actors:
        parts = actor.name.split()
        family = parts[0] if actor.code in FAMILY_FIRST else parts[-1]
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
        who = next((a for a in actors if a.person and len(a.name.split()) > 1 and a.name not in text), None)
        return f"{who.name}{text[pronoun.end() :]}" if who else text
    two = TWO.match(text)
    if two:
        for mention in (m for m in recorded.mentions if m.sentence == index):
            actors = [*mention.actor, *mention.recipient]
            sides = list(dict.fromkeys(a.name if a.person else nation(a) for a in actors))
            alike = {a.person for a in actors} == {bool(two["people"])} or two[0] in ("The two", "Both")
            if len(sides) == 2 and alike:
                return f"{listed(sides)}{text[two.end() :]}"
    return text
