"""Quotations: word for word, inside quotation marks of a source, by the same speaker."""

from collections.abc import Sequence

from communique.briefs.gate import passages, words
from communique.briefs.gate.claims import Claim
from communique.briefs.gate.passages import Source
from communique.model import Reason


def reasons(claim: Claim, sources: Sequence[Source], *, speakers: bool = True) -> list[Reason]:
    """Words in quotation marks must stand, word for word, inside quotation marks of a source, by the same speaker (if
    that is asked)."""
    found = []
    for start, _, quoted in claim.quotes:
        run = bare(quoted)
        holding = [(s, q) for s in sources for q in s.quotes if f" {run} " in f" {bare(q.text)} "]
        if not run:
            continue
        if not holding:
            unquoted = any(f" {run} " in f" {bare(s.text)} " for s in sources)
            why = "the words stand in a source, but not as a quotation" if unquoted else "no source has these words"
            found.append(Reason(kind="quotation", text=f"“{quoted}”: {why}"))
            continue
        clause = next((c for c in claim.clauses if c.start <= start < c.end), None)
        people = clause.people if clause and speakers else ()
        if people and not any(speaks(s, q, people[0]) for s, q in holding):
            source, quote = holding[0]
            true = next(iter(voices(source, quote)), None)
            who = claim.text[people[0].start : people[0].end]
            told = f"the source gives it to {' '.join(true.key).title()}" if true else f"no source gives it to {who}"
            found.append(Reason(kind="quotation", text=f"“{quoted}”: {told}"))
    return found


def bare(text: str) -> str:
    """The words of a quotation alone, in lower case."""
    return " ".join(t.group().lower().replace("’", "'") for t in words.WORD.finditer(text))


def voices(source: Source, quote: passages.Quote) -> list[passages.Name]:
    """Who may be speaking in a quotation: those named in its sentence outside it, else those its pronouns mean."""
    passage = source.passages[quote.passage]
    own = [n for n in passage.names if not quote.start <= n.start < quote.end]
    return own or [n for n in passage.reach if not quote.start <= n.start < quote.end]


def speaks(source: Source, quote: passages.Quote, speaker: passages.Name) -> bool:
    """Whether a quotation is this speaker's: the first named in its sentence, or next to the verb of speech."""
    found = voices(source, quote)
    if not found:
        return False
    passage = source.passages[quote.passage]
    saying = [t for t in passage.tokens if t.stem in words.known("speech") and not quote.start <= t.start < quote.end]
    close = [found[0]]
    for verb in saying:
        close += [n for n in found if 0 <= verb.start - n.end <= 4 or 0 <= n.start - verb.end <= 2]
        before = [n for n in found if n.end <= verb.start]
        close += before[-1:]
    return any(passages.matches(speaker.key, n.key) for n in close)
