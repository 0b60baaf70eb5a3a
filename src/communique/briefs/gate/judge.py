"""One sentence against prepared sources: all reasons against it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec.structs import replace

from communique.briefs.gate import binding, passages, quoted, sense, slots, words
from communique.briefs.gate.binding import Bound
from communique.briefs.gate.claims import FINITE, Claim, Clause, Office
from communique.briefs.gate.passages import Passage, Source
from communique.briefs.gate.words import Token
from communique.lexicon import countries, dates, numbers
from communique.model import Reason

BOUNDARY = re.compile(rf"[,;:()—](?!\s*$)|{FINITE.pattern}")
CLOSE = re.compile(rf"{FINITE.pattern}|,\s+and\s+(?:the|a|an)\s|;|\bled\b")
BEHIND = re.compile(r"\s*(?:,\s+(?:who\s+\w+\s+)?|\(|who\s+\w+\s+|(?:is|was|as)\s+)")
COUNTERPART = re.compile(r" counterpart(,) $")
CLEAR = 0.75
"""Evidence is compared for negation, plan and roles where it has at least this part of the best evidence's words."""


def judged(claim: Claim, sources: Sequence[Source]) -> list[Reason]:
    """Every reason against a sentence."""
    text = claim.text
    if not claim.tokens:
        return [Reason(kind="unsupported", text="there is nothing to check in it")]
    reasons: list[Reason] = []
    marks = [(a, b) for a, b, _ in claim.quotes]
    evidence: list[tuple[Source, Passage]] = []
    for clause in claim.clauses:
        found = binding.bound(clause, sources, text)
        evidence += found.evidence
        reasons += clause_reasons(claim, clause, found, sources, marks)
    for office in claim.offices:
        reasons += office_reasons(office, text, sources)
    reasons += quoted.reasons(claim, sources)
    if claim.attribution:
        reasons += attribution_reasons(claim, evidence, sources)
    return list(dict.fromkeys(reasons))


def clause_reasons(
    claim: Claim, clause: Clause, found: Bound, sources: Sequence[Source], marks: list[tuple[int, int]]
) -> list[Reason]:
    """Everything a clause says that its evidence does not."""
    text = claim.text
    reasons = [
        Reason(kind="name", text=f"{text[n.start : n.end]}: no source sentence that says this names them")
        for n in found.missing
    ]
    if not found.evidence:
        return reasons or [Reason(kind="unsupported", text="no source says this")]
    tail = claim.attribution[0] if claim.attribution else 0
    dated = bool(tail) and on_its_day(text[tail:], [found.evidence[0][0]])
    reasons += slots.check_days(clause._replace(end=min(clause.end, tail)) if dated else clause, found, text)
    reasons += slots.check_numbers(clause, found, text, marks)
    reasons += slots.check_places(clause, found, text)
    skip = marks + [(n.start, n.end) for n in (*clause.people, *clause.others)]
    skip += [(n.start, n.end) for n in numbers.find(text)]
    lost = binding.words_missing(clause, found, sources, text, skip)
    for token in lost:
        kind = "place" if token.kind in ("capital",) else "name" if token.kind or token.upper else "unsupported"
        reasons.append(Reason(kind=kind, text=f"“{token.text}”: no source that tells of this says so"))
    return reasons + sense_reasons(claim, clause, found)


def clear(found: Bound) -> list[tuple[Source, Passage]]:
    """The evidence that says nearly as much of the clause as the best does."""
    best = max(found.shares, default=0.0)
    return [pair for pair, value in zip(found.evidence, found.shares, strict=True) if value >= CLEAR * best]


def sense_reasons(claim: Claim, clause: Clause, found: Bound) -> list[Reason]:
    """Negation, plan told as done, and roles, against every clear sentence; one that agrees is enough."""
    text, close = claim.text, clear(found)
    reasons: list[Reason] = []
    mine_denied = {t.stem for t in sense.denied(clause.tokens, text)}
    mine_words = {t.stem for t in clause.content}
    often = sense.negators(clause.tokens)
    elsewhere = {t.stem for t in sense.denied(claim.tokens, text)} - mine_denied
    if not any(agree_denied(mine_denied, often, mine_words, p, elsewhere) for _, p in close):
        word = "not" if mine_denied else "without the “not” of the source"
        reasons.append(Reason(kind="negation", text=f"the claim says this {word}; the source says the opposite"))
    told = [t for i, t in enumerate(clause.tokens) if sense.finished(clause.tokens, i) and words.meaningful(t)]
    mine_planned = {t.stem for t in sense.planned(clause.tokens, text)}
    for token in told:
        if token.stem in mine_planned:
            continue
        having = [p for _, p in close if token.stem in p.stems]
        if having and all(only_planned(p, token.stem) for p in having):
            reasons.append(
                Reason(kind="modality", text=f"“{token.text}” is told as done; the source has it as planned")
            )
    for stem in mine_planned:
        having = [p for _, p in close if stem in p.stems]
        if having and all(only_done(p, stem) for p in having):
            reasons.append(Reason(kind="modality", text=f"“{stem}” is told as planned; the source has it as done"))
    acts = sense.order(clause.tokens, clause.people)
    turned = list(takewhile(bool, (sense.swapped(acts, sense.acts(p)) for _, p in close))) if acts else []
    if turned and len(turned) == len(close) and (act := turned[0]):
        who, whom = (slots.named(x) if x.startswith("@") else x.title() for x in (act[0], act[2]))
        reasons.append(Reason(kind="attribution", text=f"roles: the source has {whom} first, not {who}"))
    return reasons + saying_reasons(claim, clause, close)


def saying_reasons(claim: Claim, clause: Clause, close: Sequence[tuple[Source, Passage]]) -> list[Reason]:
    """Somebody is told to do what every clear sentence that has it only has him say."""
    found = sense.first_act(clause.tokens, clause.people)
    if found is None:
        return []
    name, act = found
    having = [p for _, p in close if act.stem in p.stems]
    if not having or not all(sense.only_says(p, name, act.stem) for p in having):
        return []
    who = claim.text[name.start : name.end]
    return [Reason(kind="attribution", text=f"roles: {who} does not “{act.text}” in the source, only says so")]


def agree_denied(denied: set[str], often: int, said: set[str], passage: Passage, elsewhere: set[str]) -> bool:
    """Whether a sentence denies what the clause denies and nothing else of what it says; what the claim denies
    `elsewhere`, it denies."""
    theirs = sense.of(passage).denied
    if often > sense.of(passage).negators:
        return False
    if denied:
        return any(words.alike(word) & theirs for word in denied)
    return not any(words.alike(word) & said for word in theirs - elsewhere)


def only_planned(passage: Passage, stem: str) -> bool:
    """Whether a sentence has a word only as planned."""
    return stem in sense.of(passage).planned and stem not in sense.of(passage).done


def only_done(passage: Passage, stem: str) -> bool:
    """Whether a sentence has a word only as done."""
    return stem not in sense.of(passage).planned and stem in sense.of(passage).done


@lru_cache(maxsize=4096)
def attached(passage: Passage, name: passages.Name) -> tuple[Token, ...]:
    """The words a sentence sets to a name: before it back to the last other name, behind it to the next one."""
    text, low, high = passage.text, name.start - passage.start, name.end - passage.start
    others = [n.end - passage.start for n in passage.names if n.end <= name.start]
    until = low
    if peer := COUNTERPART.search(text, 0, low):
        until, others = peer.start(1), [at for at in others if at != peer.start()]
    start = max([*others, *(m.end() for m in BOUNDARY.finditer(text, 0, until))], default=0)
    end = high
    if behind := BEHIND.match(text, high):
        verb = CLOSE.search(text, behind.end())
        end = verb.start() if verb else len(text)
    offsets = [(t, t.start - passage.start) for t in passage.tokens]
    return tuple(t for t, at in offsets if start <= at < low or high <= at < end)


def peers(passage: Passage, name: passages.Name) -> list[Token]:
    """The offices set to the one named before somebody's "counterpart": his own, in another country."""
    before = [n for n in passage.names if n.end <= name.start and len(n.key) > 1]
    return [t for t in attached(passage, before[-1]) if t.stem in words.known("offices")] if before else []


def office_reasons(office: Office, text: str, sources: Sequence[Source]) -> list[Reason]:
    """An office is supported where the sources set its words to that name."""
    tokens = [t for t in words.tokens(text) if office.start <= t.start < office.end]
    given: list[Token] = []
    for source in sources:
        for passage in source.passages:
            for name in passage.names:
                if passages.matches(office.name.key, name.key):
                    given += (mine := attached(passage, name))
                    given += peers(passage, name) if any(t.text == "counterpart" for t in mine) else []
    printed, theirs = text[office.start : office.end].strip(" ,"), {t.stem for t in given}
    lost = [
        t
        for t in binding.content(tokens)
        if t.text.lower() != "affairs"
        and theirs.isdisjoint(words.alike(t.stem))
        and theirs.isdisjoint(a.lower() for a in binding.acronyms_over(t, text))
        and not (t.text.isupper() and binding.abbreviated(t, sources, text))
    ]
    if not lost or (not theirs and not sources):
        return []
    who = text[office.name.start : office.name.end]
    if all(t.kind for t in lost) and all(stands(t.stem, sources) for t in lost):
        return other_country(lost[0].stem, given, who)
    return [Reason(kind="name", text=f"{who} as “{printed}”: the sources do not give {who} “{lost[0].text}”")]


def stands(stem: str, sources: Sequence[Source]) -> bool:
    """Whether a word stands in the sources."""
    return any(stem in source.stems for source in sources)


def other_country(code: str, given: Sequence[Token], who: str) -> list[Reason]:
    """A country that stands elsewhere in the sources is believed unless they set another one to the name."""
    others = [t.stem for t in given if t.kind in ("name", "demonym") and t.stem != code]
    if not others:
        return []
    return [Reason(kind="name", text=f"{who} of {slots.named(code)}: the source has {slots.named(others[0])}")]


def attribution_reasons(
    claim: Claim, evidence: Sequence[tuple[Source, Passage]], sources: Sequence[Source]
) -> list[Reason]:
    """Who is said to say so must be in the evidence, beside it, or be the source's own origin or publisher."""
    assert claim.attribution is not None
    start, end = claim.attribution
    printed = claim.text[start:end].strip(" ,.")
    tokens = [t for t in claim.tokens if start <= t.start < end]
    wanted = [t for t in binding.content(tokens) if (t.upper or t.kind) and t.stem not in words.known("offices")]
    near_stems: set[str] = set()
    for source, passage in evidence or [(s, p) for s in sources for p in s.passages]:
        for beside in source.passages[max(0, passage.number - 2) : passage.number + 3]:
            near_stems |= beside.stems
        near_stems |= {t.stem for origin in source.origins for t in words.tokens(origin)}
    lost = [t for t in wanted if t.stem not in near_stems and not said_elsewhere(t, sources, claim.text)]
    reasons = []
    if lost:
        reasons.append(Reason(kind="attribution", text=f"“{printed}”: no source has this from {lost[0].text}"))
    clause = Clause(start, end, tuple(tokens), tuple(binding.content(tokens)), (), ())
    saying = [(s, p) for s in sources for p in s.passages if any(binding.has(p, t) for t in wanted)] or evidence
    found = Bound(tuple(saying), tuple(1.0 for _ in saying), ())
    if lost or on_its_day(printed, [s for s, _ in evidence[:1]]):
        return reasons
    wrong = slots.check_days(clause, found, claim.text)
    day = next((s.published for s, _ in evidence if s.published), None)
    if wrong and day:
        its_own = f"the source has it on {day:%A}, {day.day} {day:%B} {day.year}"
        wrong = [replace(r, text=r.text.replace(slots.UNKNOWN, its_own)) for r in wrong]
    return reasons + wrong


def on_its_day(printed: str, sources: Sequence[Source]) -> bool:
    """Whether an attribution gives a day, and that on which one of the sources it names was printed."""
    named = {t.stem for t in words.tokens(printed)}
    own = [s for s in sources if any(words.stem(word) in named for origin in s.origins for word in origin.split())]
    return any({found.first for found in dates.find(printed, s.published)} == {s.published} for s in own)


def said_elsewhere(token: Token, sources: Sequence[Source], text: str) -> bool:
    """Whether an agency's acronym or byname is one of the sources' own."""
    if token.kind:
        return stands(token.stem, sources)
    if countries.of(token.text) is not None and token.text.isupper():
        return any(token.text in s.acronyms for s in sources)
    return binding.abbreviated(token, sources, text)
