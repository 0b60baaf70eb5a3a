"""What was said: statements of all reports, those that say the same taken together, as cards and as sentences."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from communique.briefs import genre
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import overtaken, retold
from communique.briefs.telling.wording import nation, tidy
from communique.briefs.telling.words import content, overlap
from communique.lexicon import countries
from communique.model import Actor, Citation, Noun, Said, Statement

ALIKE = 0.5
"""Share of the shorter statement's content words from which on two statements say the same."""
AROUND = (
    r"\b(?P<verb>described|called|hailed|praised|termed)"
    r" (?P<what>[^,;“”\"]{3,80}?) (?P<link>(?:as )?(?:an? |the )?)QUOTE",
    r"\bthat (?P<what>[^,;“”\"]{3,80}?) (?P<link>(?:was|is|were|are|had been|has been) (?:an? |the )?)QUOTE",
)
FINITE = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should|must|may|might)\b")
THEIRS = re.compile(r"\btheir (?:two )?(countries|nations|peoples|parties|governments|states)\b")
"""Both sides of a talk, who are named before."""
WANTED = re.compile(r"\b(?:propos|suggest|demand|ask|request|recommend|insist|order|urg|plead)\w* that$")
"""What is asked for is not said to be so: "proposed that the two sides exchange visits"."""
BOTH = 36
"""Words of a sentence that tells two remarks."""
WORD = re.compile(r"[^\W\d_]+")
SIDES = re.compile(r"^The two (?:countries|sides|governments|states|parties|nations)(?= (?!\w+s\b))")
"""Both sides of a talk, where what is said begins with them."""
SOMEBODY = re.compile(
    r"\b(?:officials?|officers?|sources?|diplomats?|soldiers?|police|witness(?:es)?|residents?|secretary|chief|head|minister"
    r"|spokes\w+|envoy|delegat\w+|president|governor|leader|commander|adviser|negotiators?)\b"
)
"""People of a state who are not the state."""
ANOTHER = re.compile(r", (?:calling|describing|saying|adding|terming|accusing|denying|insisting|dismissing)\b")
"""What somebody else does behind what was said ("rejected Peru's claim that …, calling it …")."""
ANSWER = re.compile(r"Asked\b")
FRAGMENT = 7
"""A quotation of fewer words is part of a sentence and is printed within it."""


class Remark(Noun):
    """Statements of one speaker that say the same, the best wording first."""

    speaker: Actor
    tellings: tuple[Statement, ...]


def remarks(evidence: Evidence) -> list[Remark]:
    """What was said, most reported first; quotations before reported speech, then in reading order. What was said
    before the event counts only where nothing else was."""
    found: list[list[Statement]] = []
    for statement in evidence.statements:
        if not _usable(evidence, statement):
            continue
        words = content(statement.words)
        for group in found:
            alike = group[0].speaker.key == statement.speaker.key and any(
                other.kind == statement.kind and _same(other, statement, words) for other in group
            )
            if alike:
                group.append(statement)
                break
        else:
            found.append([statement])
    quoted = {(s.report, s.sentence) for group in found for s in group if s.kind == "quotation"}
    found = [g for g in found if g[0].kind == "quotation" or not all((s.report, s.sentence) in quoted for s in g)]
    found = [g for g in found if g[0].speaker.person or not any(_person_says(g[0], other[0]) for other in found)]
    made = [Remark(speaker=g[0].speaker, tellings=tuple(sorted(g, key=lambda s: _rank(evidence, s)))) for g in found]
    made = [r for r in made if _heard(evidence, r)]
    made = [r for r in made if not all(s.report in evidence.previews for s in r.tellings)] or made
    order = {id(r): n for n, r in enumerate(made)}
    return sorted(made, key=lambda r: (-_weight(evidence, r), order[id(r)]))


def _person_says(one: Statement, other: Statement) -> bool:
    """Whether a state's words are known to be a person's."""
    return other.speaker.person and content(one.words) <= content(other.words)


def card(evidence: Evidence, remark: Remark) -> Said:
    """A remark as it stands among the cards: the words of its best telling, and everyone who tells it."""
    best = remark.tellings[0]
    known = evidence.people.get(remark.speaker.key, remark.speaker)
    same = [s for s in remark.tellings if s.kind == best.kind and s.words == best.words] or [best]
    citations = dict.fromkeys(c for s in same if (c := evidence.citation(s.report, s.sentence)))
    name = known.name if remark.speaker.person else best.speaker.name
    return Said(
        speaker=name, key=best.speaker.key, words=best.words, kind=best.kind,
        office=best.speaker.office or known.office, code=best.speaker.code or known.code, chain=best.chain,
        citations=tuple(citations),
    )  # fmt: skip


def drafts(evidence: Evidence, remark: Remark, names: Names) -> Iterator[Draft]:
    """The sentences that could tell a remark: in our own frame where its words are a clause, else retold, if they name
    who speaks."""
    tellings = remark.tellings[:4]
    for statement in tellings:
        citation = evidence.citation(statement.report, statement.sentence)
        if citation and (framed := _framed(evidence, statement, names, citation)):
            yield framed
    named = {part for part in remark.speaker.name.split() if len(part) > 1} if remark.speaker.person else set()
    for statement in sorted(tellings, key=lambda s: s.kind != "quotation"):
        for draft in retold(evidence, evidence.by_id[statement.report], statement.sentence, names):
            if not named or not named.isdisjoint(WORD.findall(draft.text)):
                yield draft


def together(evidence: Evidence, one: Remark, other: Remark, names: Names) -> Iterator[Draft]:
    """Two short remarks of one speaker in a sentence: `Silva said that …, and that …`."""
    for first, second in product(one.tellings[:2], other.tellings[:2]):
        apart = [
            _framed(evidence, s, names, c) for s in (first, second) if (c := evidence.citation(s.report, s.sentence))
        ]
        if len(apart) < 2 or not all(apart) or "quotation" in (first.kind, second.kind):
            continue
        a, b = (draft for draft in apart if draft)
        _, said, words = b.text.partition(" said that ")
        text = f"{a.text.rstrip('.')}{',' if ',' in a.text or ' that ' in words else ''} and that {words}"
        if said and a.tellers == b.tellers and len(text.split()) <= BOTH:
            yield Draft(
                text=text, citations=a.citations + b.citations, introduces=a.introduces, tellers=a.tellers,
                core=f"{a.core} {second.words}",
            )  # fmt: skip


def again(drafts: Iterator[Draft], speaker: str) -> Iterator[Draft]:
    """The drafts of what somebody said who has just been told to say something: `Silva also said that …`."""
    for draft in drafts:
        if draft.text.startswith(f"{speaker} said that "):
            yield replace(draft, text=draft.text.replace(" said that ", " also said that ", 1))
        yield draft


def _framed(evidence: Evidence, statement: Statement, names: Names, citation: Citation) -> Draft | None:
    """`Wang Huning said that …, according to KCNA.` in our own frame; the words themselves stay as they are. None
    where an office broke off inside the name (`minister for the`), or the words answer a question told before them."""
    if re.search(r"\bthe$", statement.speaker.office or "") or ANSWER.match(
        evidence.sentence(statement.report, statement.sentence)
    ):
        return None
    if not statement.speaker.person and SOMEBODY.search(
        evidence.sentence(statement.report, statement.sentence).split(statement.words[:20])[0]
    ):
        return None
    speaker = names.person(statement.speaker) if statement.speaker.person else _body(evidence, statement.speaker)
    teller = voices.of_chain(statement.chain, evidence.by_id[statement.report])
    introduces = (statement.speaker,) if statement.speaker.person else ()
    if statement.kind == "quotation":
        if len(statement.words.split()) < FRAGMENT or not statement.words[:1].isupper():
            said = _around(evidence, statement)
            text = f"{speaker} {said}" if said else ""
        else:
            text = f'"{statement.words.rstrip(" .,")}," {speaker} said'
    else:
        words = re.sub(r"^(?:that|how) ", "", statement.words.strip(" .,"))
        clause = absolute_days(words, evidence.anchor(statement.report))
        before = evidence.by_id[statement.report].text[: statement.start].rstrip()
        if clause is None or not before.endswith(" that") or WANTED.search(before) or not _clause(clause):
            return None
        text = f"{speaker} said that {clause}"
    if not text:
        return None
    return Draft(
        text=tidy(f"{text}."),
        citations=(citation,),
        introduces=introduces,
        tellers=(teller,),
        core=f"{statement.speaker.name} {statement.words}",
    )


def _body(evidence: Evidence, speaker: Actor) -> str:
    """A state or body as a sentence begins with it; with its article where the reports give it one."""
    name = nation(speaker)
    article = (
        " " in name and not is_country(speaker.code) and re.search(rf"\b[Tt]he {re.escape(name)}\b", evidence.text)
    )
    return f"The {name}" if article else name


def _around(evidence: Evidence, statement: Statement) -> str | None:
    """The few words that a quoted fragment needs around it: what was "formed in blood", or was called a "choice"."""
    sentence = evidence.sentence(statement.report, statement.sentence)
    quote = re.escape(statement.words)
    for shape in AROUND:
        found = re.search(shape.replace("QUOTE", f'[“"]{quote}[,.]?[”"]'), sentence)
        what = THEIRS.sub(r"the two \1", found["what"]) if found else ""
        if found and not re.search(r"\b(?:their|its|his|her|it|they|he|she|this|that|\w+day)\b", what):
            words = statement.words.rstrip(" ,.")
            lead = f"{found['verb']} {what}" if "verb" in found.groupdict() else f"said that {what}"
            return f'{lead} {found["link"] or ""}"{words}"'
    return None


def _clause(words: str) -> bool:
    """Whether reported words stand as a clause of their own: no pronoun for a subject, a verb, balanced marks."""
    if len(words.split()) < 4 or len(words.split()) > 40 or ANOTHER.search(words):
        return False
    if re.match(
        r"(?:to|of|for|with|as|on|by|in|from|at|about|and|or|who|which|when|confidence|hope|readiness)\b", words
    ):
        return False
    whole = SIDES.sub("China", words[:1].upper() + words[1:] + ".")
    return stands_alone(whole) and not re.search(r"\b(?:it|they|he|she)\b", words.split(",")[0].lower())


def _usable(evidence: Evidence, statement: Statement) -> bool:
    report = evidence.by_id.get(statement.report)
    if report is None or report not in evidence.english or not evidence.usable(statement.report, statement.sentence):
        return False
    speaker = statement.speaker
    named = len(speaker.name.split()) > 1 if speaker.person else bool(speaker.code) and speaker.name[:1].isupper()
    if not speaker.person and (statement.kind == "quotation" or not _speaks(evidence, statement)):
        return False
    if overtaken(evidence, report, statement.sentence):
        return False
    exact = report.text[statement.start : statement.end] == statement.words
    told = report.text[: statement.start].rstrip().endswith(" that") or FINITE.search(statement.words)
    return (
        bool(statement.kind == "quotation" or told)
        and named
        and exact
        and statement.language.startswith("en")
        and len(statement.words.split()) >= 2
    )


def _speaks(evidence: Evidence, statement: Statement) -> bool:
    """Whether a state or body is named in the sentence as the one that speaks: before the words it is to have said."""
    sentence = evidence.sentence(statement.report, statement.sentence)
    before = sentence.split(statement.words[:20])[0]
    return statement.speaker.name in before or any(
        found.code == statement.speaker.code for found in countries.find(before)
    )


def _same(one: Statement, other: Statement, words: frozenset[str]) -> bool:
    if one.report == other.report and one.sentence == other.sentence:
        return one.kind == other.kind and overlap(content(one.words), words) >= ALIKE
    inside = one.words.lower() in other.words.lower() or other.words.lower() in one.words.lower()
    return inside or overlap(content(one.words), words) >= ALIKE


def _rank(evidence: Evidence, statement: Statement) -> tuple[bool, bool, int, int, str]:
    copy = evidence.by_id[statement.report].copy_of is not None
    return statement.kind != "quotation", copy, evidence.place[statement.report], statement.start, statement.id


def _heard(evidence: Evidence, remark: Remark) -> bool:
    """Whether a remark belongs in the news: of a news report, or by somebody with an office or whom two reports tell
    of; an eyewitness of a feature is colour."""
    speaker = evidence.people.get(remark.speaker.key, remark.speaker)
    reports = {s.report for s in evidence.statements if s.speaker.key == speaker.key}
    plain = any(genre.news(evidence, evidence.by_id[s.report]) >= genre.NEWS_AT_LEAST for s in remark.tellings)
    known = bool(speaker.office) or not speaker.person or len(reports) > 1
    several = len({s.report for s in remark.tellings}) > 1
    acting = any(speaker.key == a.key for e in evidence.events for a in (*e.actor, *e.recipient))
    return known and (several or (plain and (acting or not speaker.person or _bears(evidence, remark.tellings[0]))))


def _bears(evidence: Evidence, statement: Statement) -> bool:
    """Whether words speak of what the story is about: two of them stand in other reports too."""
    words = content(statement.words)
    others = [content(r.text) for r in evidence.english if r.id != statement.report and not r.copy_of]
    shared = sum(any(word in other for other in others) for word in words)
    return not others or statement.kind != "quotation" or shared >= 2


def _weight(evidence: Evidence, remark: Remark) -> float:
    reports = {s.report for s in remark.tellings if not evidence.by_id[s.report].copy_of}
    quoted = any(s.kind == "quotation" for s in remark.tellings)
    return len(reports) + 1.5 * quoted + 0.5 * remark.speaker.person


def covered(sentences: Sequence[str], words: str) -> bool:
    """Whether a remark is told by one of these sentences already."""
    wanted = content(words)
    return any(overlap(wanted, content(text)) >= 0.8 for text in sentences) if wanted else True
