"""The quotations of a sentence: word for word in a report's quotation marks, and by the same speaker."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.told import Told
from communique.briefs.digest.voices import speaking
from communique.briefs.gate import passages, quoted, words
from communique.briefs.gate.passages import Name, Quote

INSTEAD = 0.45
"""How much of what stands around a quotation that no report has must stand around another to be the right one."""
LIKE = 0.5
"""Share of words in common from which a quotation of a report is the one that was altered."""


def checked(of: Case) -> Iterator[Fault]:
    """Every quotation of a claim."""
    for quote in of.claim.quotes:
        run = quoted.bare(quote.text)
        if not run:
            continue
        there = [(line, q) for line in of.shelf.all for q in line.quotes if f" {run} " in f" {quoted.bare(q.text)} "]
        if there:
            yield from speaker_fault(of, quote, there)
        else:
            yield words_fault(of, quote, run)


def words_fault(of: Case, quote: Quote, run: str) -> Fault:
    """Words that no report has as a quotation: the nearest that one has, or that they are not set as one."""
    plain = next((line for line in of.lines if f" {run} " in f" {quoted.bare(line.text)} "), None)
    if plain:
        return Fault("quotation", f"“{quote.text}” stands in {of.cite(plain)}, but not as a quotation", None, plain)
    best, value, where = 0.0, "", None
    for line in of.lines:
        for q in line.quotes:
            mark, part = likeness(run.split(), q.text)
            if mark > best:
                best, value, where = mark, part, line
    if where and best >= LIKE:
        return Fault(
            "quotation", f"the page quotes “{quote.text}”; {of.cite(where)} has “{value}”", value, where, sure=True
        )
    for _, line in of.near(quote.start, quote.end, INSTEAD):
        if other := next((q for q in line.quotes if len(run.split()) > 1), None):
            said = f"the page quotes “{quote.text}”; {of.cite(line)} has “{other.text}” there"
            return Fault("quotation", said, other.text, line)
    return Fault("quotation", f"no report has the words “{quote.text}”", grave=False)


def likeness(mine: list[str], quoted: str) -> tuple[float, str]:
    """How like words are to the part of a quotation nearest to them, and that part as printed."""
    spans = list(words.WORD.finditer(quoted))
    theirs = [m.group().lower().replace("’", "'") for m in spans]
    same = SequenceMatcher(None, mine, theirs, autojunk=False)
    blocks = [b for b in same.get_matching_blocks() if b.size]
    if not blocks:
        return 0.0, quoted
    low = max(0, blocks[0].b - blocks[0].a)
    high = min(len(theirs), blocks[-1].b + blocks[-1].size + len(mine) - blocks[-1].a - blocks[-1].size)
    part = quoted[spans[low].start() : spans[high - 1].end()]
    return 2 * sum(b.size for b in blocks) / (len(mine) + high - low), part


def speaker_fault(of: Case, quote: Quote, there: list[tuple[Told, Quote]]) -> Iterator[Fault]:
    """The speaker must be the one to whom a report gives the words."""
    speaker = speaking(of.claim, quote)
    if speaker is None:
        return
    voices = [(line, voice) for line, q in there for voice in voiced(of, line, q)]
    if not voices or any(passages.matches(speaker.key, voice.key) for _, voice in voices):
        return
    line, voice = voices[0]
    value = name_of(of, voice)
    who = of.claim.text[speaker.start : speaker.end] if speaker in of.claim.names else name_of(of, speaker)
    yield Fault(
        "quotation",
        f"the page gives “{quote.text}” to {who}; {of.cite(line)} gives it to {value}",
        value,
        line,
        sure=True,
    )


def voiced(of: Case, line: Told, quote: Quote) -> list[Name]:
    """Who may be speaking in a report's quotation."""
    found = speaking(line, quote)
    return [found] if found is not None else []


def name_of(of: Case, name: Name) -> str:
    """A name as the reports print it in full."""
    for line in of.shelf.all:
        for other in line.names:
            if other.key == name.key and len(line.text[other.start : other.end].split()) >= len(name.key) - 1:
                return line.text[other.start : other.end]
    return " ".join(name.key).title()
