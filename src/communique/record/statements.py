"""Who said what to whom, in their words or reported, and the way it reached us."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.model import Actor, Report, Statement, identity
from communique.record import tables
from communique.record.actors import Found
from communique.record.tree import Tree

QUOTE = re.compile(r"“([^“”]{2,800})”|(?<!\w)\"([^\"]{2,800})\"")
CONVEYED = {"greeting", "message", "regard", "wish", "condolence", "letter", "congratulation"}
MEDIA = re.compile(r"\b(?:(?:[Ss]tate|[Oo]fficial|[Ss]tate-run)(?: news)? (?:media|television|radio|news agency))\b")


@dataclass
class Voices:
    """What a report remembers of who is speaking, and which agencies it names."""

    speaker: Actor | None = None
    chains: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agencies: list[str] = field(default_factory=list)


def quotes(text: str) -> list[tuple[int, int]]:
    """The quotations of a text as offsets, without the marks."""
    spans = [m.span(1) if m[1] is not None else m.span(2) for m in QUOTE.finditer(text)]
    return [(start, end - 1 if text[end - 1] == "," else end) for start, end in spans]


def find(
    report: Report, index: int, offset: int, tree: Tree, found: Sequence[Found], voices: Voices
) -> list[Statement]:
    """The statements that begin in sentence `index`; `offset` is where the parsed text begins in the report's text."""
    chain = _chain(report, tree, found, voices)
    made: list[Statement] = []
    covered: list[tuple[int, int]] = []
    span = report.sentences[index] if index < len(report.sentences) else None
    end_of_sentence = span.end if span else offset + len(tree.text)
    for start, end in quotes(report.text[: end_of_sentence + 900]):
        if not offset <= start < end_of_sentence:
            continue
        verb = _verb_of_quote(tree, start - offset, found)
        speaker = _speaker(tree, verb, found, voices) if verb is not None else _silent(tree, start - offset, voices)
        if speaker is None or (not speaker.person and speaker.code is None):
            continue
        covered.append((start, end))
        made.append(
            _statement(report, index, start, end, speaker, "quotation", chain, voices, _addressee(tree, verb, found))
        )
    for verb, start, end in _clauses(tree):
        speaker = _speaker(tree, verb, found, voices)
        if speaker is None or (not speaker.person and speaker.code is None):
            continue
        if speaker.sector == "MED" or (not speaker.person and _tells_news(tree, verb)):
            continue
        made.append(
            _statement(
                report,
                index,
                offset + start,
                offset + end,
                speaker,
                "reported",
                chain,
                voices,
                _addressee(tree, verb, found),
            )
        )
    return made


def _statement(
    report: Report, index: int, start: int, end: int, speaker: Actor, kind: str, chain: tuple[str, ...], voices: Voices,
    addressee: Actor | None,
) -> Statement:  # fmt: skip
    voices.speaker = speaker
    chain = chain or voices.chains.get(speaker.key, ()) or _origin(report)
    if chain:
        voices.chains[speaker.key] = chain
    return Statement(
        id=identity("t", report.id, report.version, start, end, kind), report=report.id, version=report.version,
        sentence=index, start=start, end=end, words=report.text[start:end], speaker=speaker,
        kind="quotation" if kind == "quotation" else "reported", addressee=addressee, chain=chain,
        language=(report.language or "en")[:2],
    )  # fmt: skip


def _origin(report: Report) -> tuple[str, ...]:
    agency = report.dateline.agency if report.dateline else None
    return tuple(dict.fromkeys(([agency] if agency else []) + list(report.origin)))


def _chain(report: Report, tree: Tree, found: Sequence[Found], voices: Voices) -> tuple[str, ...]:
    """The agencies this sentence has its news from, the report's own agency first; empty where it names none."""
    named = list(dict.fromkeys(f.actor.name for f in found if f.actor.sector == "MED" and f.kind == "body"))
    for name in named:
        if name not in voices.agencies:
            voices.agencies.append(name)
    if not named and (media := MEDIA.search(tree.text)):
        named = voices.agencies[:1] if len(voices.agencies) == 1 else [media[0]]
    if not named:
        return ()
    agency = report.dateline.agency if report.dateline else None
    return tuple(dict.fromkeys(([agency] if agency else []) + named))


def _verbs(tree: Tree, lemmas: frozenset[str]) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if t.pos == "VERB" and tree.lemma(i) in lemmas]


def _verb_of_quote(tree: Tree, start: int, found: Sequence[Found]) -> int | None:
    """The verb that speaks a quotation: the nearest one above it, else the nearest with a speaker."""
    inside = tree.span(start, start + 1)
    verbs = [v for v in _verbs(tree, tables.words("speech")) if not _by_media(tree, v, found)]
    if inside:
        for above in tree.up(inside[0]):
            if above in verbs and (tree.subjects(above) or tree.kids(above, "agent")):
                return above
    spoken = [v for v in verbs if tree.subjects(v)]
    return min(spoken, key=lambda v: abs(tree.token(v).start - start), default=None)


def _by_media(tree: Tree, verb: int, found: Sequence[Found]) -> bool:
    subjects = set(tree.subjects(verb))
    quoted = tree.lemma(verb) == "quote" and any(f.actor.person and f.head in tree.kids(verb, "dobj") for f in found)
    return not quoted and any(f.head in subjects and f.actor.sector == "MED" for f in found)


PAPERS = {
    "media",
    "agency",
    "report",
    "read-out",
    "readout",
    "newspaper",
    "television",
    "document",
    "source",
    "out",
    "daily",
}


def _speaker(tree: Tree, verb: int, found: Sequence[Found], voices: Voices) -> Actor | None:
    if tree.lemma(verb) == "quote":
        heads = tree.kids(verb, "dobj")
    elif tree.passive(verb):
        heads = [p for a in tree.kids(verb, "agent") for p in tree.kids(a, "pobj")]
    else:
        heads = tree.subjects(verb)
    for head in heads:
        if tree.lemma(head) in PAPERS:
            continue
        joined = {head}
        people = sorted((f for f in found if f.head in joined), key=lambda f: not f.actor.person)
        if people:
            return people[0].actor
        below = [f for f in found if f.head in tree.down(head, clauses=False) and f.code]
        if below:
            return below[0].actor
        if tree.token(head).text.lower() in {"it", "they"}:
            return voices.speaker
    return None


def _silent(tree: Tree, start: int, voices: Voices) -> Actor | None:
    """A sentence that is nothing but a quotation goes on with the speaker before it."""
    return voices.speaker if start <= 2 and not _verbs(tree, tables.words("speech")) else None


def _addressee(tree: Tree, verb: int | None, found: Sequence[Found]) -> Actor | None:
    if verb is None:
        return None
    heads = tree.kids(verb, "dobj", "dative") if tree.lemma(verb) in {"tell", "assure", "urge", "warn", "ask"} else []
    heads += [p for k in tree.kids(verb, "prep", "dative") if tree.lemma(k) == "to" for p in tree.kids(k, "pobj")]
    if tree.lemma(verb) in {"convey", "pass"}:
        heads += [
            p
            for d in tree.kids(verb, "dobj")
            for k in tree.kids(d, "prep")
            if tree.lemma(k) == "to"
            for p in tree.kids(k, "pobj")
        ]
    for head in heads:
        for f in found:
            if f.head == head or (f.head in tree.down(head, clauses=False) and f.code):
                return f.actor
    return None


def _tells_news(tree: Tree, verb: int) -> bool:
    """Is what a state says only the news that somebody met somebody?"""
    return any(
        tree.lemma(c) in {"meet", "hold", "visit", "receive", "arrive", "travel"} for c in tree.kids(verb, "ccomp")
    )


def _clauses(tree: Tree) -> list[tuple[int, int, int]]:
    """Reported speech: (verb, start, end) of each clause that a verb of speech reports, and of what is conveyed."""
    found: list[tuple[int, int, int]] = []
    for verb in _verbs(tree, tables.words("reported")):
        clauses = tree.kids(verb, "ccomp")
        if tree.lemma(verb) in {"express", "voice", "convey", "pass", "describe", "call"}:
            clauses = [
                d
                for d in tree.kids(verb, "dobj")
                if tree.lemma(verb) not in {"convey", "pass"} or tree.lemma(d) in CONVEYED
            ]
            clauses = clauses[:1]
        for clause in clauses:
            inside = tree.down(clause)
            start, end = tree.token(inside[0]).start, tree.token(inside[-1]).end
            words = tree.text[start:end]
            lead = re.match(r"(?:that|,|“|\")\s+", words)
            start += lead.end() if lead else 0
            if end - start > 12 and tree.token(verb).start not in range(start, end):
                found.append((verb, start, end))
    return found
