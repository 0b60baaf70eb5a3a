"""What an edit is made on: a sentence with its report, who is named in it, and what the rest of the report says."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from communique.lexicon import countries, names, sentences
from communique.lexicon.countries import FoundCountry
from communique.model import Report

HEAD = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ’' ,./]+.{0,40}?(?:\([^)]+\))? ?[-–—] ")
OFFICE = (
    r"(?:president|premier|minister|chancellor|secretary|ambassador|envoy|chairman|chairwoman|spokesman|spokeswoman|"
    r"spokesperson|king|queen|director|governor|mayor|speaker|general|commissioner|adviser|official|colonel|admiral|"
    r"captain|judge|professor|doctor|Mr|Mrs|Ms|Dr|Sheikh|negotiator|coordinator|captain|counterpart)"
)
BEFORE = re.compile(rf"\b{OFFICE}\s+$", re.I)
BEHIND = re.compile(
    rf"(?:,\s+(?:an?\s|the\s|who\s)?[^,.]{{0,60}}?\b{OFFICE}\b|\s+(?:said|told|says|added|wrote|met|arrived|has|had|was|will|called|spoke)\b)"
)
NO_PERSON = re.compile(
    r"\b(?:Ministry|Agency|News|Wire|Times|Post|Media|Office|Embassy|Department|House|Union|Council|Commission|Committee|"
    r"Parliament|Congress|Assembly|Senate|Conference|Television|Radio|Press|Daily|Party|Bank|Army|Guards?|Service|Court|"
    r"Republic|Group|University|Airport|Port|Palace|Hall|Street|Central|National|Standard|Outlook|Cable|Herald|Gazette|Sea|Gulf|Strait|River|Island|Islands|Lake|"
    r"East|West|North|South|City|Square|Canal|New|San|Act|Treaty|Pact|Cup|Fund|Front|Union|Alliance|Brotherhood)\b"
)
MARKS = re.compile(r"[“\"][^”\"]+[”\"]")


class Edit(NamedTuple):
    """An edited sentence: what was done to it, and whether it is still true."""

    kind: str
    claim: str
    harmless: bool = False


class Span(NamedTuple):
    """Someone or something named in a sentence. `who` tells bearers apart: a full name, or a country's code; `kind` is
    person, name, demonym or capital."""

    start: int
    end: int
    text: str
    who: str
    kind: str


class Ground(NamedTuple):
    """A sentence of a report. `people` are all the report names, `spans` who is named in the sentence outside
    quotation marks, `others` the report's other sentences, `seed` a number of its own for choosing."""

    report: Report
    text: str
    people: tuple[str, ...]
    spans: tuple[Span, ...]
    others: tuple[str, ...]
    seed: int

    def put(self, start: int, end: int, new: str) -> str:
        """The sentence with one stretch replaced."""
        return self.text[:start] + new + self.text[end:]

    def quoted(self, at: int) -> bool:
        """Whether a place is inside quotation marks."""
        return any(m.start() <= at < m.end() for m in MARKS.finditer(self.text))

    def pick(self, options: Sequence[str], salt: str = "") -> str:
        """One of several, always the same for the same sentence."""
        return options[crc32(f"{self.text}{salt}".encode()) % len(options)]

    def true_elsewhere(self, new: str) -> bool:
        """Whether another sentence with these words says half of what this one does, so that the edit could be true."""
        mine = long_words(self.text)
        return any(new in other and 2 * len(mine & long_words(other)) >= len(mine) for other in self.others)


def long_words(text: str) -> set[str]:
    """The words of five letters and more."""
    return {w.lower() for w in re.findall(r"[^\W\d_]{5,}", text)}


def parts(name: str) -> set[str]:
    """The single words of a name."""
    return {p.lower() for p in re.split(r"[\s-]+", name) if len(p) > 1}


def named(report: Report) -> tuple[str, ...]:
    """The people a report names in full: with an office or a verb of speech beside the name at least once."""
    found: dict[str, None] = {}
    for name in names.find(report.text):
        if not 1 <= name.text.count(" ") <= 3 or NO_PERSON.search(name.text) or countries.find(name.text):
            continue
        if name.text.isupper() or not re.fullmatch(r"[\w .’'-]+", name.text):
            continue
        if re.search(r"\b(?:in|at|near|the|from|of)\s$", report.text[max(0, name.start - 6) : name.start]):
            continue
        if BEFORE.search(report.text, max(0, name.start - 24), name.start) or BEHIND.match(report.text, name.end):
            found[name.text] = None
    return tuple(found)


def spans_of(text: str, people: Sequence[str]) -> tuple[Span, ...]:
    """The people, by full name or surname, and the countries that a sentence names outside quotation marks."""
    found: list[Span] = []
    for full in people:
        last = full.split()[-1]
        alone = sum(last in p.split() for p in people) == 1
        pattern = rf"(?<![\w’'-])(?:{re.escape(full)}" + (
            rf"|(?<![A-Z]\w\s){re.escape(last)})" if alone and len(last) > 2 else ")"
        )
        for m in re.finditer(pattern + r"(?![\w-])(?!\s[A-Z])", text):
            before = re.search(r"([A-Z][\w’'-]+)\s$", text[: m.start()])
            if m.group() == full or not before or re.fullmatch(OFFICE, before[1], re.I):
                found.append(Span(m.start(), m.end(), m.group(), full, "person"))
    for country in countries.find(text, bynames=False):
        found.append(country_span(country))
    marks = [(m.start(), m.end()) for m in MARKS.finditer(text)]
    found = [s for s in found if not any(a <= s.start < b for a, b in marks)]
    return tuple(sorted(found))


def country_span(country: FoundCountry) -> Span:
    """A country's name, demonym or capital."""
    return Span(country.start, country.end, country.text, country.code, country.kind)


def grounds(report: Report, people: tuple[str, ...]) -> Iterator[Ground]:
    """Every sentence of at least six words that is no question, without the dateline before it."""
    whole = [HEAD.sub("", report.text[s.start : s.end]) for s in sentences.split(report.text, "en")]
    for at, text in enumerate(whole):
        if len(text.split()) < 6 or "?" in text or "\n" in text:
            continue
        others = tuple(whole[:at] + whole[at + 1 :])
        yield Ground(report, text, people, spans_of(text, people), others, crc32(text.encode()))
