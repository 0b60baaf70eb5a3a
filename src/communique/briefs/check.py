"""The gate: is a sentence supported by its sources?

A slot (name, number, date, place, quotation) counts as supported only in a sentence that tells of the same people and
has at least half of the content words nearest to it: the same word elsewhere in the report proves nothing. Negation,
plan and done, and who does it to whom are compared with those sentences; every content word must be carried by them.
What is missing decides in a sentence that copies its source; one worded freely is weighed as a whole (`gate.meaning`).
"""

import re
from collections.abc import Sequence

from communique.briefs.gate import binding, edited, meaning, passages, quoted, words
from communique.briefs.gate.claims import said_out, taken_apart
from communique.briefs.gate.judge import judged
from communique.briefs.gate.passages import Source
from communique.lexicon import sentences
from communique.model import Check, Reason, Report, Verdict
from communique.ports import Entailment

START = re.compile(r"(?:^|(?<=[.?!] ))[^\W\d_]+")
DECISIVE = frozenset(["quotation", "negation", "attribution", "modality"])
"""Reasons that decide however a sentence is worded."""
SHORTEST_VERBATIM = 3
"""Fewer words than this, found word for word, prove nothing."""


def check(given: Check, entailment: Entailment | None = None) -> Verdict:
    """The verdict on a claim: of several sentences, as good as its worst. `entailment` weighs meaning in the place of
    the built-in table. Never raises on odd text."""
    sources = [passages.source(s) for s in given.sources]
    claim = given.claim.strip()
    if not claim or not any(s.passages for s in sources):
        empty = "the claim is empty" if not claim else "no source has any text"
        reason = Reason(kind="unsupported", text=empty)
        return Verdict(id=given.id, supported=0.0, verdict="refused", reasons=(reason,))
    if claim == claim.lower():
        claim = capitalised(joined(claim), sources)
    scores: list[float] = []
    reasons: list[Reason] = []
    for span in sentences.split(claim):
        score, why = weighed(claim[span.start : span.end], sources, entailment)
        scores.append(score)
        reasons += why
    supported = round(min(scores), 4) if scores else 0.0
    return Verdict(
        id=given.id,
        supported=supported,
        verdict="supported" if supported >= 0.5 else "refused",
        reasons=tuple(dict.fromkeys(reasons)),
    )


def weighed(
    sentence: str, sources: Sequence[Source], entailment: Entailment | None = None
) -> tuple[float, list[Reason]]:
    """One sentence. Half and more if nothing speaks against it, or if it is worded freely and weighs enough although
    something could not be found; less than half if a reason decides."""
    dateline = passages.DATELINE.match(sentence)
    sentence = sentence[dateline.end() :] if dateline else sentence
    if verbatim(sentence, sources):
        return 1.0, []
    cues = meaning.cues(sentence, sources)
    reasons, decided = against(sentence, sources, cues)
    if not reasons and (second := said_out(sentence)):
        reasons = [r for r in against(second, sources, cues)[0] if r.kind in ("modality", "negation")]
        decided = bool(reasons)
    if entailment is None:
        weight = meaning.weighed(cues, reasons)
    elif (weight := meaning.entailed(sentence, sources, entailment)) < 0.5 and not reasons:
        return weight, [Reason(kind="unsupported", text="by the model, no stretch of the sources says this")]
    if not reasons:
        return 0.5 + 0.5 * weight, []
    return (0.49 * weight if decided else weight), reasons


def against(sentence: str, sources: Sequence[Source], cues: meaning.Cues) -> tuple[list[Reason], bool]:
    """All reasons against a sentence, and whether they decide: beside the sentence it was made from; in one made of the
    sources' own words, unless these only stand apart; for a stranger's name; for what is said otherwise and not just
    missing."""
    claim = taken_apart(sentence, tuple(voice for source in sources for voice in source.origins))
    beside = edited.laid(claim, sources)
    if beside and (beside.reasons or not beside.open) and (cues.copied or beside.share >= edited.SURE):
        return [*beside.reasons, *quoted.reasons(claim, sources, speakers=bool(beside.reasons))], True
    reasons = judged(claim, sources)
    kinds = {reason.kind for reason in reasons}
    apart = beside is not None and cues.order >= meaning.LAID and not cues.new and kinds <= {"number", "unsupported"}
    dated = any(reason.kind == "date" and "the source has" in reason.text for reason in reasons)
    return reasons, (cues.copied and not apart) or cues.strange or dated or bool(kinds & DECISIVE)


def verbatim(sentence: str, sources: Sequence[Source]) -> bool:
    """Whether a source prints exactly this, whole."""
    printed = passages.normal(sentence).strip()
    if len(printed.split()) < SHORTEST_VERBATIM:
        return False
    for source in sources:
        for passage in source.passages:
            if passage.whole == printed:
                return True
        if len(printed) > 200 and printed in source.plain:
            return True
    return False


def joined(claim: str) -> str:
    """A claim printed as parted tokens, put together again: `china 's envoy , 52` is `china's envoy, 52`."""
    claim = re.sub(r"\s+(n['’]t|['’](?:s|re|ve|ll|d|m)\b|[,;:%)])", r"\1", claim)
    return re.sub(r"(?:``|`)\s*(.+?)\s*(?:''|')(?=[\s,.]|$)", r"“\1”", claim)


def capitalised(claim: str, sources: Sequence[Source]) -> str:
    """A claim printed in lower case, with capitals where the sources only ever print the word with one (a word that
    begins a source sentence has to be of a name there), and where a sentence begins with a word that is no name."""
    upper: dict[str, str] = {}
    lower: set[str] = set()
    for source in sources:
        for passage in source.passages:
            for number, token in enumerate(passage.tokens):
                named = token.kind or any(n.start <= token.start < n.end and len(n.key) > 1 for n in passage.names)
                if token.upper and (number or named):
                    for word in words.WORD.finditer(token.text):
                        upper.setdefault(word.group().lower(), word.group())
                elif not token.upper:
                    lower.add(token.text)

    def printed(found: re.Match[str]) -> str:
        word = re.sub(r"['’]s$", "", found.group())
        known = upper.get(word) if word not in lower else None
        return known + found.group()[len(word) :] if known else found.group()

    claim = words.WORD.sub(printed, claim)
    return START.sub(lambda m: m.group().capitalize() if m.group() in words.known("function") else m.group(), claim)


def evidence(claim: str, report: Report) -> tuple[int, int] | None:
    """Where in a report the sentence stands that best supports a claim: character offsets, or None if none does."""
    source = passages.source(report)
    best: tuple[float, int, int] | None = None
    for clause in taken_apart(claim.strip()).clauses:
        found = binding.bound(clause, [source], claim)
        for (_, passage), share in zip(found.evidence, found.shares, strict=True):
            if share >= 1 / 3 and (best is None or share > best[0]):
                best = (share, passage.start, passage.end)
    return (best[1], best[2]) if best else None
