"""Sentence boundaries, decided once for the whole house.

Rules over the character after a full stop and the word before it, in the manner of Kiss and Strunk (2006) with a fixed
list of abbreviations of the press instead of a learned one. A line break always ends a sentence.
"""

import re

from communique.lexicon import abbreviations, words
from communique.model import Span

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
STOP = re.compile(r"[.!?…؟۔।]+(?:[\"”’'»)\]“«]+|[ \u00a0\u202f]»)?(?=\s)|[。！？｡]+[”’」』）\"]*")
"""A possible end: stop signs with the quotes and brackets closed after them, before white space; Chinese and Japanese
stops need none."""

BEFORE = re.compile(r"(\S+)$")
OPENING = "\"“‘'«([{¿¡—–- \t\u00a0"

TITLES = words.known("abbreviations_before_a_name")
"""Abbreviations that a sentence does not end on, as something always follows."""

MONTHS = words.known("abbreviated_days_and_months")
ENDING = words.known("abbreviations_that_may_end_a_sentence")
"""Abbreviations that a sentence may end on: it does when a word follows that commonly begins one."""

STARTERS = words.known("words_that_begin_sentences")
RANKS = frozenset(["president", "prime", "foreign", "officials"])
BEFORE_STATE = re.compile(r"\b(?:the|in|to|with|of|by|from|and|at|for)\s+\S+$|[apAP]\.[mM]$")
"""What comes before "U.S." where it is the country itself and not the adjective of the office that follows."""
INITIAL = re.compile(r"(?:^|[\s(\"“‘'.-])[A-Z](?:\.-?[A-Z])*$")
SAYING = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}(?:said|says|asked|asks|told|added|wrote|replied|declared)\b")
SAYING_AFTER = re.compile(
    r"(?:と|って)|[^，。！？,]{1,8}(?:问道|說道|说道|追问|追問|問道|回答说)[。，]"
    r"|(?:سأل|سألت|قال|قالت|أجاب|أجابت|تساءل|تساءلت)\b|\S+[가이은는도] (?:물었|되물었|말했|외쳤|답했)"
)
"""What follows a quotation that a question or an exclamation ends, where its sentence goes on."""
BEHIND = 200  # characters before a stop that are looked at: none of what is looked for there is longer
NUMBER_OF_ITEM = re.compile(r"^\s*\(?\d{1,2}$")
SOURCE_LINE = re.compile(r"^[A-Z][A-Z'’ ,/-]{2,40}$")


def follows(line: str, position: int) -> str:
    """The text after white space, without what opens a quotation or bracket."""
    return line[position : position + 80].lstrip().lstrip(OPENING)


def abbreviated(before: str, after: str, closed: bool) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation and the sentence goes on with `after`."""
    found = BEFORE.search(before)
    raw = (found.group(1) if found else "").lstrip("\"“‘'«([{")
    word = raw.lower().rpartition("-")[2] if not raw.endswith("-") else raw.lower()
    if closed:
        return False
    upper = after[:1].isupper()
    first = re.match(r"[^\W_]+", after)
    starter = first is not None and first.group().lower() in STARTERS and upper
    if word in ("no", "nos"):
        return after[:1].isdigit()
    if word in TITLES:
        return raw[:1].isupper() or word in ("e.g", "i.e", "vs", "v", "cf", "al", "pp", "approx", "est") or not upper
    if word in MONTHS and raw[:1].isupper():
        return after[:1].isdigit() or word in ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri")
    if word in ENDING and starter and first and first.group().lower() in RANKS:
        return BEFORE_STATE.search(before) is None
    if word in ENDING:
        return not starter if "." in word or word in ("jr", "sr") else (not upper or (len(word) == 1 and not starter))
    if INITIAL.search(before[-12:]) and raw != "I":
        return upper and not starter
    return False


def ends(line: str, stop: re.Match[str], language: str | None = None) -> bool:
    """Whether a sentence of this line ends at this stop."""
    signs = stop.group()
    before, after = line[max(0, stop.start() - BEHIND) : stop.start()], follows(line, stop.end())
    if len(signs) > 1 and signs[-1] in '"”’」』»' and SAYING_AFTER.match(after):
        return False
    if not after or signs[0] in "。！？｡؟۔।":
        return True
    if signs == "." and (NUMBER_OF_ITEM.match(before) or (language and abbreviations.goes_on(language, before, after))):
        return False
    if not before.strip():
        return False
    if before[-1].isspace() and not (len(signs) > 1 and after[0].islower()):
        return True
    bare = signs.rstrip("\"”’'»)]“« \u00a0\u202f")
    if after[0].islower():
        return False
    if bare[-1] in "!?" and len(signs) > len(bare) and SAYING.match(after):
        return False
    if bare == ".":
        if SOURCE_LINE.match(before) and re.match(r"(?:\d|[A-Z][a-z]{2,8}\.? \d)", after):
            return False
        return not abbreviated(before, after, len(signs) > len(bare))
    return True


def split(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text in order, as spans without white space around them.

    `language` is an ISO 639-1 code where it is known: abbreviations, initials and ordinals of that language then end no
    sentence, and in Thai, which has no full stops, each line is one sentence.
    """
    spans: list[Span] = []
    for line in LINE.finditer(text):
        printed, offset, begin = line.group(), line.start(), 0
        cuts = [] if language == "th" else [m.end() for m in STOP.finditer(printed) if ends(printed, m, language)]
        for cut in [*cuts, len(printed)]:
            piece = printed[begin:cut]
            stripped = piece.strip()
            if stripped:
                start = offset + begin + len(piece) - len(piece.lstrip())
                spans.append(Span(start=start, end=start + len(stripped)))
            begin = cut
    return tuple(spans)
