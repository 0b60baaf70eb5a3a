"""People in a report: full names with the offices around them, and who a surname or "the delegation" is later on."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from communique.lexicon import ranks
from communique.model import slug
from communique.record import callings, introductions, naming, offices, sharing, tables, titles
from communique.record.memory import Memory, Person, Seen

UPPER = callings.UPPER
WORD = (
    rf"(?:(?:[A-Z]\.){{2,}}|[{UPPER}](?:[\wÀ-ÿ]|['’](?!s\b)(?=\w))*(?:-[\wÀ-ÿ]+)*\.?"
    rf"|(?:al|el|ul|as|ad|ar|at|an)-['’ʻ‘]?[{UPPER}][\w-]*|ka[A-Z][\w-]+)"
)
PARTICLE = (
    r"(?:al|el|bin|ibn|bint|de|da|do|dos|di|del|della|van|von|der|den|ter|ten"
    r"|la|le|du|y|ben|binti|binte|ould|uz|ur|ul|St\.|dela|los|las|wa|ya|af|und|zu|í|mint|['’]t)"
)
EQUALS = re.compile(r"\b(?:counterpart|colleague|opposite number)\b", re.I)
"""Who holds the office of somebody told of before, in another state."""
PARTED = re.compile(rf"(?<![\w-])[{UPPER}][\w-]+ (?:de|di|du|von|van|del|della|le) (?:(?:[Ll]a|las|los|der|den) )?$")
"""What stands before a surname of several words, which may end as a firm is called ("Ines de La Roche")."""
UNFINISHED = re.compile(r" of(?: the)?$")
"""An office whose body goes on ("president of the Kurram chamber of commerce")."""
KEPT = 1024
"""Sentences whose text is remembered: each is read twice."""
RUN = re.compile(rf"(?<![\w-]){WORD}(?: (?:{PARTICLE} ){{0,3}}{WORD}){{0,4}}")


def mask(text: str, memory: Memory) -> tuple[set[int], list[tuple[int, int, str]]]:
    """The offsets covered by names of states and bodies, and these names as (start, end, code). A word that is the
    name of a person of this report, or stands behind an honorific, is none of them."""
    spans: list[tuple[int, int, str]] = []
    covered: set[int] = set()
    for named in naming.find(text, memory.context):
        if not _is_personal(text, named, memory):
            covered.update(range(named.start, named.end))
            if named.code is not None:
                spans.append((named.start, named.end, named.code))
    return covered, spans


def _is_personal(text: str, named: naming.Named, memory: Memory) -> bool:
    """Is this name of a state here that of a person ("Mr Jordan", or "Chad" of Chad Smith)?"""
    if named.kind == "body" and named.text.isalpha() and PARTED.search(text[: named.start]):
        return True
    if named.kind not in {"name", "capital", "region"} or not named.text.isalpha():
        return False
    if callings.introduced(text, named.start, named.end) or callings.kin(text, named.start, named.end):
        return True
    more = re.match(r"(?: [A-ZÀ-Þ][\w'’-]+)+", text[named.end :])
    if more and named.kind != "region" and more[0].split()[-1].lower() not in tables.words("institutions"):
        full = named.end + more.end()
        told = (
            titles.after(text, full, set())[0]
            or callings.professed(text, named.start, full)
            or text.startswith(", who ", full)
        )
        if told and not tables.find_bodies(text[named.start : full]) and not re.search(r"['’]s", more[0]):
            return True
    if callings.honorific(text, named.start) or re.search(
        r"\b(?:Ambassador|Senator|Judge|Justice|Congressman) $", text[: named.start]
    ):
        return text[named.end :][:2] not in {"'s", "’s"} or callings.civil(text, named.start)
    if text[named.end :][:2] in {"'s", "’s"} or re.search(r"\b(?:in|at|from|to|of|near) $", text[: named.start]):
        return False
    given = named.text.lower() in tables.given("lands")
    if given and re.match(rf" [{UPPER}][a-z]+ {callings.DOES}", text[named.end :]):
        return more is not None and more[0].split()[-1].lower() not in tables.words("institutions")
    goes_on = more is not None and (named.kind == "region" or (given and not offices.title_pattern().search(more[0])))
    if goes_on and _titled(text, named.start):
        return True
    first = re.search(r"(?:^|[^\w'’-])([A-ZÀ-Þ][\w'’-]+) $", text[: named.start])
    if first and (callings.is_given(first[1]) or callings.professed(text, first.start(1), named.end)):
        return True
    if any(" " in p.name and text.startswith(p.name, named.start) for p in memory.people):
        return True
    part = slug(named.text)
    known = (p.key.split("-") for p in memory.spoken_of)
    if not any(len(key) > 1 and part in (key[0], key[-1]) for key in known):
        return False
    return named.kind != "capital" or not memory.context.tells(named.code, named.text)


def _titled(text: str, start: int) -> bool:
    """Does a word that is the name of a region or state too stand behind an office, and maybe a name ("Foreign Minister
    Celestino Ondo Nsue")?"""
    words = re.search(r"(?:(?<![\w'’-])[A-ZÀ-Þ][\w'’-]{0,30} ){1,4}$", text[max(0, start - 130) : start])
    begins = [start - len(words[0]) + m.start() for m in re.finditer(r"\S+ ", words[0])] if words else []
    return any(_titles(text, begin) for begin in (*begins, start))


def _titles(text: str, start: int) -> list[offices.Office]:
    """The offices told right before a name."""
    return [o for o in titles.before(text, start) if not UNFINISHED.search(o.words)]


def find(text: str, memory: Memory, entities: Iterable[tuple[int, int, str]] = (), starts: str = "") -> list[Seen]:
    """The people named in a sentence; new ones are learnt. `entities` are a parser's named entities; `starts` is the
    part of speech of the first word, which is capitalised whatever it is."""
    covered, spans = mask(text, memory)
    labels = list(entities)
    found: list[Seen] = []
    several = introductions.shared(text)
    shared = dict(sharing.shared(text, spans))
    for start, end in runs(text, covered, starts, memory):
        words = text[start:end]
        told = _titles(text, callings.start(text, start)) or _handed_on(text, start, several, found)
        behind, until = titles.after(text, end, covered, bool(told))
        honorific = callings.honorific(text, start)
        employed = (
            honorific
            or start in shared
            or callings.professed(text, start, end)
            or introductions.belongs(text, start, end, spans)
        )
        person = _who(words, memory, told[0] if told else None, behind, employed, _label(labels, start, end))
        if person is None:
            continue
        if start in shared:
            office, code = shared[start]
            told = [office]
            person.code = person.code or code
        seen = _seen(text, start, end, person, told, behind, until, spans)
        awaited = None if told or behind else memory.awaited.office(seen.code, start, person.offices, memory.context.at)
        seen = replace(seen, told=(awaited,)) if awaited else seen
        seen = _same_office(seen, found, memory)
        if seen.code is None and told and not EQUALS.search(told[0].words):
            seen = replace(seen, code=_owner(text[: told[0].start], found, spans, memory))
        _note(person, seen)
        memory.touch(person)
        found.append(seen)
    memory.awaited.tell(text, spans, memory.context.at)
    return found


def _handed_on(
    text: str, start: int, shared: Sequence[tuple[int, offices.Office]], found: Sequence[Seen]
) -> list[offices.Office]:
    """The title of several that this name stands under, right behind it or behind another name that does."""
    for end, office in shared:
        if text[end:start] == " ":
            return [office]
        if not found or found[-1].told[:1] != (office,):
            continue
        if re.fullmatch(r"(?: of (?:the )?[\w .]+)?(?:,|,? and) ", text[found[-1].end : start]):
            return [office]
    return []


def _same_office(seen: Seen, found: Sequence[Seen], memory: Memory) -> Seen:
    """A counterpart holds the office of the person named before."""
    if not any(EQUALS.search(office.words) for office in seen.told):
        return seen
    others = [s.person for s in found if s.person is not seen.person] or memory.others(seen.person)
    model = others[-1].office if others else None
    words = offices.plain(re.split(r" of (?!foreign|external)", model)[0]) if model else ""
    held = ranks.rank(words) >= ranks.MINISTER or words.endswith("minister")
    told = [
        replace(o, words=words, sector=offices.sector_of(words)) if EQUALS.search(o.words) and held else o
        for o in seen.told
    ]
    return replace(seen, told=tuple(o for o in told if not EQUALS.search(o.words)))


def _owner(before: str, found: Sequence[Seen], spans: Sequence[tuple[int, int, str]], memory: Memory) -> str | None:
    """Whose minister "its foreign minister" and "his foreign minister" are."""
    whose = re.search(r"\b(its|their|his|her) (?:[\w-]+ )?$", before, re.I)
    if whose is None:
        return None
    if whose[1].lower() in {"its", "their"}:
        earlier = [code for _, end, code in spans if end <= whose.start()]
        return earlier[0] if earlier else next((a.code for a in memory.thing if a.code), memory.context.last())
    if found:
        return found[-1].code or found[-1].person.code
    return memory.subject.code if memory.subject else None


def _who(
    words: str,
    memory: Memory,
    title: offices.Office | None,
    behind: Sequence[offices.Office],
    honorific: bool,
    label: str,
) -> Person | None:
    """The person a run of capitalised words names, if it names one."""
    several = len(words.split()) > 1 or "-" in words
    known = memory.resolve(words, title.words if title else "") or (None if title else memory.addressed(words))
    if known is not None:
        if several and len(words.split()) > len(known.name.split()) and known.key in slug(words):
            known.name = words
        return known
    if callings.institution(words):
        return None
    alone = several and callings.recurs(words, memory.context.sentences)
    if several and (title or behind or honorific or label == "PERSON" or alone):
        if (short := memory.short(words)) is not None:
            short.name = words
            return short
        return memory.learn(words)
    if not several and (honorific or (title and label in {"PERSON", "", "GPE", "ORG", "NORP"})):
        return memory.learn(words)
    return None


def _seen(
    text: str, start: int, end: int, person: Person, told: Sequence[offices.Office], behind: Sequence[offices.Office],
    until: int, spans: Sequence[tuple[int, int, str]],
) -> Seen:  # fmt: skip
    code = introductions.country(text, start, end, told, behind, until, spans)
    return Seen(
        start=start, end=end, text=text[start:end], person=person, told=(*told, *behind), code=code, until=until
    )


def _note(person: Person, seen: Seen) -> None:
    """Learn office and country from where a name stands."""
    for office in seen.told:
        person.sector = person.sector or office.sector
        if office.former:
            person.former = person.former or f"former {office.words}".replace("former former", "former")
        elif office.words and office.words not in person.offices:
            person.offices.append(office.words)
    if seen.code and not person.code:
        person.code = seen.code


def _label(entities: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    return next((label for a, b, label in entities if a < end and b > start), "")


def runs(text: str, covered: set[int], starts: str, memory: Memory) -> list[tuple[int, int]]:
    """Stretches of capitalised words that are no country, body, title, day or opening word."""
    shown, found = _shown(text, frozenset(covered), tuple(memory.context.states()))
    return [run for start, end in found for run in _trimmed(shown, start, end, starts, memory)]


@lru_cache(KEPT)
def _shown(text: str, covered: frozenset[int], states: Sequence[str]) -> tuple[str, Sequence[tuple[int, int]]]:
    """The text with what no name of a person can stand in made unreadable, and where capitalised words are left."""
    blocked = set(covered)
    for start, end in introductions.spans(text):
        blocked.update(range(start, end))
    for start, end in callings.honorifics(text, blocked, states):
        blocked.update(range(start, end))
    for start, end in callings.given_titles(text):
        blocked.difference_update(range(start, end))
    shown = "".join("·" if i in blocked else letter for i, letter in enumerate(text))
    return shown, [match.span() for match in RUN.finditer(shown)]


def _trimmed(text: str, start: int, end: int, starts: str, memory: Memory) -> list[tuple[int, int]]:
    """The run without opening words, days and initials that are no name."""
    pieces: list[tuple[int, int]] = []
    begin: int | None = None
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        left, right = start + word.start(), start + word.end()
        plain = word[0].lower().strip(".")
        opening = left == 0 and starts in {"ADP", "DET", "PRON", "ADV", "SCONJ", "CCONJ", "AUX", "VERB", "NUM", "NOUN"}
        opening = opening and word[0].isascii() and not any(slug(word[0]) in p.key.split("-") for p in memory.people)
        ends = begin is not None and word[0].istitle() and plain in tables.words("name_ends")
        if (plain in tables.words("not_names") and not ends) or opening or "-turned-" in plain:
            if begin is not None:
                pieces.append((begin, last))
            begin = None
        elif begin is None:
            begin = left
        last = right
    if begin is not None:
        pieces.append((begin, last))
    return [
        (a, b - 1 if text[b - 1] == "." and b - a > 3 and text[b - 3] != " " else b) for a, b in pieces if b - a > 1
    ]
