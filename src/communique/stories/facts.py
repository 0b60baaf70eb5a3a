"""What links between stories are drawn from: words, names, countries and times of a story's reports, and its record.

The record's people and countries come first. Where it has coded none, names and countries that the reports print stand
in for them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, get_type_hints
from zlib import compress, crc32, decompress
from zlib import error as ZlibError

import msgspec
from msgspec.structs import replace

from communique.lexicon import countries, names
from communique.model import Event, Report, slug
from communique.stories import glossary, parties
from communique.stories.copies import SHORTEST, shingles
from communique.stories.portrait import LEAD_LETTERS, days, portrait, since_1970
from communique.stories.words import FORMAL, STEM, name_words, stems
from communique.times import day_of

MOST_REPORTS = 12  # of a story, copies left out, that are looked at
LETTERS = 8000  # of each
TERMS = 400  # heaviest words kept
CALLED = 40  # names as printed that are kept
LONGEST_NAME = 5  # words
PRINT = 64  # smallest hashes kept of a report's shingles
SAME = 0.6  # share of them in common from which one report copies another (see copies.RESEMBLES)
LESSER = 0.3  # what a story is about is named at least so much as the country named most


class StoryFacts(NamedTuple):
    """A story as links see it.

    `words` and `names` are stems, with what each weighs before rarity; `opening` the stems of titles and leads.
    `countries` are codes with how much each is named, `pairs` the principal twos between which something passed by the
    record, and the two named most. `people` are keys and names of principal persons of the record, `recorded` all of
    its persons and pairs; `called` the names of two words and more that the reports print, under the same kind of key,
    those in most reports first. `times` are those of its reports, in order, `days` first and last day of happening, in
    days since 1970. `originals` are its reports, each copy under what it copies; `prints` the smallest shingle hashes
    of each report looked at.
    """

    id: str
    words: Mapping[str, float] = {}
    names: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    countries: Mapping[str, float] = {}
    pairs: frozenset[tuple[str, str]] = frozenset()
    people: Mapping[str, str] = {}
    recorded: Mapping[str, str] = {}
    called: Mapping[str, str] = {}
    places: frozenset[str] = frozenset()
    times: tuple[float, ...] = ()
    days: tuple[int, int] | None = None
    acts: parties.Acts = parties.Acts()
    originals: frozenset[str] = frozenset()
    prints: tuple[frozenset[int], ...] = ()


MADE = crc32(repr(get_type_hints(StoryFacts)).encode())
DERIVED = f"facts-4.{MADE:08x}"
"""By what facts are drawn. Raise it with every change of what is drawn: facts of another make are drawn anew."""
ENCODER, DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(tuple[str, StoryFacts])


def facts(story: str, reports: Sequence[Report], events: Sequence[Event]) -> StoryFacts:
    """The facts of a story by its reports, in the order they joined, and the events of its record. Never raises on odd
    text or times."""
    told = [report for report in reports if report.copy_of is None][:MOST_REPORTS] or list(reports[:MOST_REPORTS])
    drawn = [portrait(replace(report, text=report.text[:LETTERS])) for report in told]
    words, lands = summed(its.terms for its in drawn), summed(its.countries for its in drawn)
    happened = sorted(day for event in events if event.status == "done" for day in span(event))
    times = sorted(at for report in reports if (at := days(report.published)) is not None)
    heaviest = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return StoryFacts(
        id=story,
        words=dict(heaviest),
        names=frozenset(name for report in told for name in named(report)),
        opening=frozenset(word for report in told for word in opening(report)),
        countries={code: n / len(told) for code, n in sorted(lands.items())},
        pairs=parties.pairs(events) | parties.twos(most_named(lands, 2)),
        people=parties.people(events),
        recorded=parties.recorded(events),
        called=called(told),
        places=frozenset(place for its in drawn for place in its.places)
        | {event.place.name.casefold() for event in events if event.place},
        times=tuple(times),
        days=(happened[0], happened[-1]) if happened else None,
        acts=parties.acts(events),
        originals=frozenset(report.copy_of or report.id for report in reports),
        prints=tuple(frozenset(shingles(report.text)[:PRINT].tolist()) for report in told),
    )


def packed(its: StoryFacts) -> bytes:
    """Facts as the store keeps them."""
    return compress(ENCODER.encode((DERIVED, its)), level=1)


def unpacked(body: bytes) -> StoryFacts | None:
    """The facts that were packed; None for those of another make, or broken."""
    try:
        derived, its = DECODER.decode(decompress(body))
    except (msgspec.DecodeError, ZlibError, ValueError):
        return None
    return its if derived == DERIVED else None


def opening(report: Report) -> list[str]:
    """The stems of title and lead."""
    parts = ((report.title or "")[:LEAD_LETTERS], report.text[:LEAD_LETTERS])
    return [stem for part in parts for stem in glossary.stems(part, report.language)]


def named(report: Report) -> set[str]:
    """The words of names in a report, cut as stems are, since their rarity is counted so."""
    return {name[:STEM] for name in name_words(f"{report.title or ''}\n{report.text[:LETTERS]}")}


def summed(weights: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The sums of weights by word."""
    sums: dict[str, float] = {}
    for its in weights:
        for word, weight in its.items():
            sums[word] = sums.get(word, 0.0) + weight
    return sums


def called(reports: Sequence[Report]) -> dict[str, str]:
    """Names of two words and more by key, as printed; without those of countries, capitals, offices and the press."""
    press = {word for report in reports for name in press_of(report) for word in stems(name)}
    counts, printed = Counter[str](), dict[str, str]()
    for report in reports:
        found = {name.text for name in names.find(f"{report.title or ''}.\n{report.text[:LETTERS]}")}
        for text in sorted(name for name in found if 1 <= name.count(" ") < LONGEST_NAME):
            if not (press.issuperset(stems(text)) or FORMAL.intersection(stems(text)) or countries.find(text)):
                counts[slug(text)] += 1
                printed.setdefault(slug(text), text)
    return {key: printed[key] for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:CALLED]}


def press_of(report: Report) -> list[str]:
    """Who printed a report and whom it has it from."""
    agency = report.dateline.agency if report.dateline else None
    return [name for name in (report.publisher, agency, *report.origin) if name]


def most_named(lands: Mapping[str, float], most: int = 3) -> frozenset[str]:
    """The countries that reports are about, by how much they name each."""
    ordered = sorted(lands.items(), key=lambda item: (-item[1], item[0]))[:most]
    return frozenset(code for code, n in ordered if n >= LESSER * ordered[0][1])


def span(event: Event) -> list[int]:
    """First and last day of an event; empty where they cannot be read."""
    if event.date is None:
        return []
    try:
        found = [day_of(event.date.start), day_of(event.date.end)]
    except ValueError:
        return []
    return [since_1970(day) for day in found if day is not None]


def apart(a: StoryFacts, b: StoryFacts) -> float | None:
    """Days between the nearest reports of two stories, None where one has no time."""
    return min((abs(mine - its) for mine in a.times for its in b.times), default=None)


def copied(a: StoryFacts, b: StoryFacts, alike: bool = True) -> bool:
    """Whether one of two stories tells nothing of its own beside the other: each of its reports is one of the other's,
    or a copy of one, marked as such or, where the two are `alike`, by its text."""
    if a.originals and b.originals and (a.originals <= b.originals or b.originals <= a.originals):
        return True
    return alike and (retold(a, b) or retold(b, a))


def retold(a: StoryFacts, b: StoryFacts) -> bool:
    """Whether every report of the first resembles one of the second, by the smallest hashes of both (bottom-k
    MinHash, see copies.py)."""
    return bool(a.prints) and all(any(resembles(mine, its) for its in b.prints) for mine in a.prints)


def resembles(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether of the smallest hashes of two texts together so many are in both as in copies."""
    smallest = sorted(a | b)[:PRINT]
    return min(len(a), len(b)) >= SHORTEST and sum(n in a and n in b for n in smallest) >= SAME * len(smallest)
