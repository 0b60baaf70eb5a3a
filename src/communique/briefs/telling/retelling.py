"""A sentence of a report made to stand alone: days absolute, names in full, asides cut, attributed; or not used."""

import re
from collections.abc import Iterator
from datetime import date

from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.naming import Names
from communique.briefs.telling.wording import day, described, listed, nation, offices, tidy
from communique.lexicon import dates
from communique.model import Actor, Citation, Noun, Report

LEAST, MOST = 7, 46
"""Words of a sentence worth retelling."""
HANGING = re.compile(
    r"""^(?:he|she|it|they|we|i|you|his|her|their|its|this|these|those|that|there|here|but|and|or|so|then|yet|such|both|
    neither|either|another|others|some|many|thus|hence|instead|still|nor|as|one|much|until|what|asked|among|on\sthat|
    at\sthe\s(?:meeting|talks|same)|the\s(?:latter|former|same|pair|two|three|four|other|others|official|officials|ministry|
    agency|statement|report|reports|move|step|words|decision|document|spokes\w+|measure|source|paper|group|change|gesture|
    idea|post|text|bill|law|party|message|news|ship|men|women|visitors?|guests?|minister|president|delegation|newspaper|
    answer|reason|result|figure|vote|sum|amount|term|deal|effect|rest|plan|rule|role))\b""",
    re.I | re.X,
)
LOOSE = re.compile(
    r"""\b(?:earlier|later|previously|respectively|the\ssame|that\sday|those|the\slatter|the\sformer|aforementioned|here|
    (?:said|says|told)\s(?:that\s)?(?:its?|their|they)\b|(?:it|he|she|they)\s(?:said|says|added|noted|told|wrote|called|was|is|has|had|had\sbeen)|we|our|us|I|my|you|your|likewise|
    in\sturn|again|too|another|such|by\sthen|since\sthen|at\sthe\stime|until\sthen|else)\b""",
    re.X,
)
AHEAD = re.compile(
    r"^(?:In|On|At|After|Before|During|By|From|With|For|As|When|While|Under|Since|According)\b[^.]{1,70}?,? "
    r"(?:he|she|it|they|his|her|their) "
)
"""A pronoun in the first phrase, before anyone is named."""
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|met|said|says|told|made|took|"
    r"went|held|came|gave|put|cut|set|won|led|began|rose|fell|grew|left|got|kept|saw|ran|makes|takes|wants|lies|keeps|holds|"
    r"remains|needs|calls|marks|shows|sees|follows|includes|gives|leaves|brings|means|stands|begins|ends|runs|plans|trade|work|want|need|"
    r"hold|keep|make|take|say|see|remain|mark|show|follow|include|give|bring|mean|stand|call|share|seek|hope|plan|expect|"
    r"agree|fear|use|run|live|depend|belong|differ|face|claim|support|oppose|meet|go|come|\w{2,}ed)\b"
)
DROPPED = re.compile(r"(?:^(?:Meanwhile|Separately|However|Moreover|Still|Also|In addition|Besides|For its part),? )")
STYLE = re.compile(r"\b(?:Mr|Mrs|Ms)\.? (?=[A-Z])")
ASIDE = re.compile(r" (?:also|separately|therefore|however|meanwhile|moreover|furthermore)(?= )")
PARENTHESIS = re.compile(r" \([^()]{1,80}\)| [–—] [^–—]{1,120} [–—](?= )")
RELATIVE = re.compile(r", (?:which|who|whose|where|whom) [^,;“”\"]{4,120}(?:,(?= )|(?=\.$))")
TAIL = re.compile(
    r", (?:in a (?:fresh |new |further )?sign|as the|amid|underscoring|underlining|a sign|part of|the latest)"
    r" [^“”\"]{4,160}(?=\.$)"
)
TWO = re.compile(
    r"^(?:The two|Both)(?: (?:(?P<people>leaders|ministers|presidents|men|women)"
    r"|sides|countries|states|governments|neighbou?rs))?"
    r"(?= (?!\w+s\b)(?:also |had |have |will |would )?\w+)"
)


class Draft(Noun):
    """A sentence not yet printed: its words, what it rests on, and whom it names for the first time."""

    text: str
    citations: tuple[Citation, ...]
    introduces: tuple[Actor, ...] = ()


def retold(evidence: Evidence, report: Report, index: int, names: Names, turn: int) -> Iterator[Draft]:
    """The drafts of one sentence, the shortest good one first; none if it cannot stand alone."""
    citation = evidence.citation(report.id, index)
    if citation is None or not evidence.usable(report.id, index) or report not in evidence.english:
        return
    if overtaken(evidence, report, index):
        return
    raw = evidence.sentence(report.id, index)
    voice = voices.of(report, raw)
    text = voices.without_attribution(raw, report)
    text = STYLE.sub("", ASIDE.sub("", DROPPED.sub("", text, count=1)))
    text = tidy(_named(evidence, report, index, text))
    seen: set[str] = set()
    for form in (shortened(text), PARENTHESIS.sub("", text), text):
        absolute = absolute_days(voices.without_attribution(form, report), evidence.anchor(report.id))
        if absolute is None or not stands_alone(absolute):
            continue
        form, introduced = full_names(absolute, names)
        told = tidy(_closed(form, voice, turn))
        if told not in seen and LEAST <= len(form.split()) <= MOST:
            seen.add(told)
            yield Draft(text=told, citations=(citation,), introduces=introduced)


def overtaken(evidence: Evidence, report: Report, index: int) -> bool:
    """Whether a sentence speaks of a plan whose day is over by the last report."""
    last = max((d for r in evidence.reports if (d := evidence.anchor(r.id))), default=None)
    recorded = next((r for r in evidence.recorded if r.report == report.id), None)
    if last is None or recorded is None:
        return False
    plans = [m for m in recorded.mentions if m.sentence == index and m.status == "planned" and m.date]
    return any(m.date is not None and m.date.end[:10] < last.isoformat() for m in plans)


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without the ones around it."""
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)
    if HANGING.match(text) or LOOSE.search(outside) or not re.search(r"[.”\"]$", text.strip()):
        return False
    if re.search(r"\b(?:is|are|was|were|do|does|did|will|has|have)(?: not)?\W*$", outside):
        return False
    if AHEAD.match(outside) or not FINITE.search(outside) or re.search(r"\bU\.S\.?$", text):
        return False
    if re.search(r"\b(?:him|them)\b", outside) and len(names_in(outside)) < 2:
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.rstrip().endswith(("?", ":", "...")):
        return False
    return text[:1].isupper() or text[:1] in '“"0123456789'


def shortened(text: str) -> str:
    """A sentence without its asides: parentheses, relative clauses between commas, a loose tail."""
    if re.search(r"[“\"]", text):
        return PARENTHESIS.sub("", text)
    short = TAIL.sub("", RELATIVE.sub("", PARENTHESIS.sub("", text)))
    return short if len(short.split()) >= LEAST else text


def absolute_days(text: str, anchor: date | None) -> str | None:
    """The sentence with its relative days as dates; None if one cannot be resolved. Years, months and full dates that
    name themselves are left as they are."""
    out, done = [], 0
    for found in dates.find(text, anchor):
        words = _absolute(found, text)
        if words and re.search(
            r"\b(?:of|since|until|by|for|from|during|before|after|between|and|to|early|late|mid|throughout) $",
            text[: found.start],
        ):
            words = re.sub(r"^(?:on|in) ", "", words)
        elif words and re.match(r"in \d{4}$", words) and re.match(r" (?:marks|is|was|will|has)\b", text[found.end :]):
            words = words.removeprefix("in ")
        if words is None:
            return None
        start = found.start
        lead = re.search(r"\b(?:on|late on|early on) $", text[:start], re.I)
        if words.startswith(("on ", "in ")) and lead:
            start = lead.start()
        part = re.match(r" (night|evening|morning|afternoon)\b", text[found.end :])
        if part and words.startswith("on "):
            words = f"on the {part[1]} of {words.removeprefix('on ')}"
        out += [text[done:start], words]
        done = found.end + (part.end() if part else 0)
    return "".join([*out, text[done:]])


def _absolute(found: dates.FoundDate, text: str) -> str | None:
    own = text[found.start : found.end]
    if found.kind == "calendar" and (found.year or found.precision != "day"):
        return own
    if found.first is None or found.last is None:
        return None
    if found.precision == "day" and found.first == found.last:
        return f"on {day(found.first)}"
    if found.precision == "month":
        return f"in {found.first:%B} {found.first.year}"
    if found.precision == "year":
        return own if found.year else f"in {found.first.year}"
    return None


def names_in(text: str) -> list[str]:
    """Runs of capitalised words within a sentence."""
    return re.findall(r"(?<!^)(?:[A-Z][\w'’-]+ ?)+", text) + re.findall(r"^[A-Z]\w+(?: [A-Z]\w+)+", text)


def full_names(text: str, names: Names) -> tuple[str, tuple[Actor, ...]]:
    """The sentence with people who are named for the first time in full, and who they are."""
    introduced: list[Actor] = []
    for key, person in sorted(names.people.items()):
        parts = person.name.split()
        if key in names.named or len(parts) < 2:
            continue
        if re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", text):
            introduced.append(person)
            continue
        if names.short(person) == person.name:
            continue
        family = names.short(person)
        alone = rf"(?<![\w-])(?<!{re.escape(parts[-2])} ){re.escape(family)}(?! [A-Z])(?![\w-])"
        outside = [m for m in re.finditer(alone, text) if text[: m.start()].count('"') % 2 == 0]
        if outside:
            found = outside[0]
            held = next(iter(offices(person.office)[-1:]), "")
            bare = (
                text[: found.start()].rstrip().split(" ")[-1][:1].isupper()
                or text[found.end() : found.end() + 1] in "',’"
            )
            full = person.name if bare or not held else described(person.name, held, person.code)
            text = tidy(f"{text[: found.start()]}{full}{text[found.end() :]}")
            introduced.append(person)
    return text, tuple(introduced)


def _named(evidence: Evidence, report: Report, index: int, text: str) -> str:
    """A sentence that begins with a pronoun or with "The two", said with the names the record resolved."""
    recorded = next((r for r in evidence.recorded if r.report == report.id), None)
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


def _closed(text: str, voice: voices.Voice, turn: int) -> str:
    """The sentence with its attribution, unless it already says who says so in our very words."""
    if re.search(rf"(?<!\w){re.escape(voice.teller)}(?!\w)", text):
        return voices.attributed(text, [voices.Voice(voice.via)], turn) if voice.via else text
    return voices.attributed(text, [voice], turn)
