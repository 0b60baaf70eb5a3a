"""Who said what to whom, in their words or reported, and the way it reached us."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from communique.model import Actor, Noun, Report, Statement, identity
from communique.record import chains, clauses, quoting, speech
from communique.record.actors import Found
from communique.record.clauses import Clause
from communique.record.quoting import Quoted
from communique.record.tree import Tree


class Sentence(Noun):
    """A sentence as it was read: its number, where it begins in the report's text, its parse and those it names."""

    index: int
    offset: int
    tree: Tree
    found: Sequence[Found]

    @property
    def end(self) -> int:
        """Where it ends in the report's text."""
        return self.offset + len(self.tree.text)


class Said(Noun):
    """Who says something, to whom, and the sources the sentence names."""

    speakers: Sequence[Actor]
    addressee: Actor | None = None
    sources: tuple[str, ...] = ()


def find(report: Report, sentences: Sequence[Sentence]) -> list[Statement]:
    """The statements of a report, sentence by sentence; quotations come before what the same sentence reports."""
    return _Listening(report).all(sentences)


class _Listening:
    """One report while its statements are taken."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.known = speech.Known()
        self.chains = chains.begin(report)
        self.quoted = quoting.find(report.text)
        self.by: dict[Quoted, Said] = {}
        self.made: list[Statement] = []

    def all(self, sentences: Sequence[Sentence]) -> list[Statement]:
        waiting: list[tuple[Sentence, Quoted]] = []
        for number, sentence in enumerate(sentences):
            self.known.learn(sentence.tree, sentence.found)
            sources = self.chains.named(sentence.tree, sentence.found)
            for quoted in self.quoted:
                if not sentence.offset <= quoted.start < sentence.end:
                    continue
                said = self._said(quoted, sentence, sentences[number + 1 :], sources)
                if said is None and (quoted.open or waiting):
                    waiting.append((sentence, quoted))
                elif said is not None:
                    for earlier, words in (*waiting, (sentence, quoted)):
                        self._quote(earlier, words, said if words is quoted else Said(speakers=said.speakers))
                    waiting = []
            self._reported(sentence, sources)
        return [replace(s, chain=self.chains.settled(s.chain)) for s in self.made]

    def _quote(self, sentence: Sentence, quoted: Quoted, said: Said) -> None:
        self.by[quoted] = said
        for speaker in said.speakers:
            self._add(sentence, quoted.start, quoted.end, speaker, "quotation", said)

    def _reported(self, sentence: Sentence, sources: tuple[str, ...]) -> None:
        """What the sentence reports of what was said; a source of it that is no agency goes into the chain."""
        spans = self._spans(sentence)
        told = clauses.find(sentence.tree, spans)
        spoken = [(c, self._says(sentence, c.verb, sources)) for c in told]
        for clause, said in spoken:
            inner = [c for c, s in spoken if s.speakers and not _same(s, said) and _holds(sentence.tree, clause, c)]
            outer = [s for c, s in spoken if _holds(sentence.tree, c, clause)]
            second_hand = bool(inner) and not _is_verb(sentence.tree, clause.verb)
            if second_hand or _only_tells(clause, inner) or (clause.named and any(_same(s, said) for s in outer)):
                continue
            mine = {a.key for a in said.speakers}
            extra = tuple(a.text for s in outer for a in s.speakers if a.key not in mine and not a.person)
            said = Said(speakers=said.speakers, addressee=said.addressee, sources=(*said.sources, *extra))
            start, end = sentence.offset + clause.start, sentence.offset + clause.end
            for speaker in said.speakers:
                self._add(sentence, start, end, speaker, "reported", said)

    def _says(self, sentence: Sentence, verb: int, sources: tuple[str, ...]) -> Said:
        """Who speaks with this verb, or with "according to"."""
        tree, found = sentence.tree, sentence.found
        if not _is_verb(tree, verb):
            to = [p for k in tree.kids(verb, "prep") for p in tree.kids(k, "pobj")] or _after(tree, verb)
            told = [a for head in to for a in speech.who(tree, head, found, self.known)]
            return Said(speakers=told, sources=sources)
        told = speech.speakers(tree, verb, found, self.known)
        addressee = speech.addressee(tree, verb, found, self.known, told[0]) if told else None
        return Said(speakers=told, addressee=addressee, sources=sources)

    def _said(
        self, quoted: Quoted, sentence: Sentence, later: Sequence[Sentence], sources: tuple[str, ...]
    ) -> Said | None:
        """Who speaks a quotation: by the sentence where it begins, that where it ends, or what stands before it."""
        over = [sentence, *(s for s in later if s.offset < quoted.end)]
        for where in (over[0], over[-1]):
            if (said := self._by_verb(quoted, where, sources)) is not None:
                return said
        if any(self._speaks_otherwise(s) for s in (over[0], over[-1])):
            return None
        before = [q for q in self.by if q.end <= quoted.start]
        if before and (before[-1].open or "\n" not in self.report.text[before[-1].end : quoted.start]):
            return Said(speakers=self.by[before[-1]].speakers, sources=sources)
        if quoted.open or self.known.speaker is None:
            return None
        return Said(speakers=[self.known.speaker], sources=sources)

    def _by_verb(self, quoted: Quoted, sentence: Sentence, sources: tuple[str, ...]) -> Said | None:
        """The nearest verb of speech above the quotation, else the nearest beside it, else "according to"."""
        tree = sentence.tree
        options = {}
        for verb in speech.verbs(tree, "speech", self._spans(sentence)):
            if (said := self._says(sentence, verb, sources)).speakers:
                options[verb] = said
        start, end = quoted.start - sentence.offset, quoted.end - sentence.offset
        inside = tree.span(max(start, 0), end)
        for token in inside:
            above = next((v for v in tree.up(token) if v in options), None)
            if above is not None and tree.token(token).head not in inside:
                return options[above]
        if options:
            return options[
                min(options, key=lambda v: min(abs(tree.token(v).start - start), abs(tree.token(v).start - end)))
            ]
        for match in clauses.ACCORDING.finditer(tree.text):
            if (said := self._says(sentence, tree.span(match.start(), match.start() + 1)[0], sources)).speakers:
                return said
        return None

    def _speaks_otherwise(self, sentence: Sentence) -> bool:
        """Has the sentence words of its own around the quotation, which then say something of it?"""
        text = sentence.tree.text
        for start, end in sorted(self._spans(sentence), reverse=True):
            text = text[: max(start, 0)] + text[end:]
        return sum(word[0].isalpha() for word in text.split()) > 2

    def _spans(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The quotations of a sentence by its own offsets."""
        return [
            (q.start - sentence.offset, q.end - sentence.offset)
            for q in self.quoted
            if q.start < sentence.end and q.end > sentence.offset
        ]

    def _add(self, sentence: Sentence, start: int, end: int, speaker: Actor, kind: str, said: Said) -> None:
        if any((s.start, s.kind, s.speaker.key) == (start, kind, speaker.key) for s in self.made):
            return
        self.known.spoke(speaker)
        report = self.report
        again = [s for s in self.made if (s.start, s.end, s.kind) == (start, end, kind)]
        parts = (start, end, kind, speaker.key) if again else (start, end, kind)
        self.made.append(
            Statement(
                id=identity("t", report.id, report.version, *parts), report=report.id, version=report.version,
                sentence=sentence.index, start=start, end=end, words=report.text[start:end], speaker=speaker,
                kind="quotation" if kind == "quotation" else "reported", addressee=said.addressee,
                chain=self.chains.of(speaker, said.sources), language=(report.language or "en")[:2],
            )
        )  # fmt: skip


def _is_verb(tree: Tree, token: int) -> bool:
    return tree.lemma(token) != "accord"


def _after(tree: Tree, word: int) -> Iterator[int]:
    """The noun after "according to", where the parse hangs it elsewhere."""
    yield from (i for i in range(word + 2, min(word + 9, len(tree))) if tree.token(i).dep == "pobj")


def _only_tells(clause: Clause, inner: Sequence[Clause]) -> bool:
    """Is this clause hardly more than the telling of another one ("KCNA said that Cai told them that …")?"""
    return any(c.end - c.start > 0.4 * (clause.end - clause.start) for c in inner)


def _same(one: Said, other: Said) -> bool:
    return {a.key for a in one.speakers} == {a.key for a in other.speakers}


def _holds(tree: Tree, outer: Clause, inner: Clause) -> bool:
    """Does the verb of one clause stand in the other?"""
    at = tree.token(inner.verb).start
    return inner is not outer and outer.start <= at < outer.end
