"""What the search of a copy reads: a list of documents, and for each word those that have it, in small files by the
first two letters of the folded word. A script on the search page asks for the few that a question needs.

A document's number is its rank where nothing else decides: countries, organisations and people before briefs, briefs
before reports, each the newest or most told of first.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from communique.model import Brief
from communique.ports import Store
from communique.site import language, words
from communique.site.folder.places import filed
from communique.site.language import NAMES, _, counted

PER = 200
"""Documents in one file."""
COMMON, LEAST = 3, 600
"""Words that more than one document in `COMMON` has, of `LEAST` and more, tell nothing apart and are left out."""
WORD = re.compile(r"[^\W_]+")
PAGE = 200


class Entry(NamedTuple):
    """A document: its kind, headline or name, file, what stands below it, and words it is also found by."""

    kind: str
    title: str
    file: str
    line: str
    words: str = ""


def folded(text: str) -> list[str]:
    """The words of a text, without case and accents (NFKD); static/search.js folds alike."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return WORD.findall(plain.lower())


def files(store: Store, stand: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The files of the index, by name, over what stands in the copy."""
    entries = [entry for entry in found(store) if entry.file in stand]
    posted = postings(entries)
    common = sorted(w for w, n in posted.items() if len(entries) >= LEAST and len(n) * COMMON > len(entries))
    shards: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(posted.keys() - set(common)):
        shards[shard(word)][word] = gaps(posted[word])
    told = {"documents": len(entries), "per": PER, "common": common, "shards": sorted(shards)}
    yield "search/index.json", msgspec.json.encode(told)
    for number in range(0, len(entries), PER):
        some = [entry[:4] for entry in entries[number : number + PER]]
        yield f"search/documents-{number // PER}.json", msgspec.json.encode(some)
    for name, known in sorted(shards.items()):
        yield f"search/words-{name}.json", msgspec.json.encode(known)


def postings(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    """For each word its documents: twice their number, and one more where it stands in the title."""
    posted: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        title = set(folded(entry.title))
        for word in title | set(folded(f"{entry.line} {entry.words}")):
            posted[word].append(2 * number + (word in title))
    return posted


def gaps(numbers: Sequence[int]) -> list[int]:
    """Each number less the one before: shorter to write."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def shard(word: str) -> str:
    """The file a word is in, by its first two letters; letters of other scripts by their code."""
    return "".join(c if c.isascii() else f"-{ord(c):x}" for c in word[:2])


def found(store: Store) -> Iterator[Entry]:
    """All there is to find, in the order of the ranks."""
    for code, number in store.countries():
        if words.is_country(code):
            every = " ".join(filter(None, (language.known(one).country(code) for one in NAMES)))
            told = counted(number, "event")
            yield Entry("country", words.country(code), filed(f"/country/{code}"), told, f"{code} {every}")
    for key, name, code, number in store.bodies():
        told = f"{words.BODIES.get(code, code)}, {counted(number, 'event')}"
        yield Entry("organisation", name, filed(f"/organisation/{key}"), told)
    for key, name, of, number in store.people():
        told = ", ".join(filter(None, (words.country(of) if of else "", counted(number, "event"))))
        yield Entry("person", name, filed(f"/person/{key}"), told)
    for brief in briefs(store):
        line = brief.standfirst[0].text if brief.standfirst else ""
        more = " ".join(sentence.text for sentence in brief.standfirst[1:])
        yield Entry("brief", brief.headline, filed(f"/story/{brief.story}"), line, more)
    told_of = ((r.published or "", r.id, r.title, r.publisher) for r in store.each_report())
    for published, id, title, publisher in sorted(told_of, reverse=True, key=lambda one: one[:2]):
        line = ", ".join(filter(None, (publisher or "", published[:10])))
        yield Entry("report", title or _("Untitled report"), filed(f"/report/{id}"), line)


def briefs(store: Store) -> Iterator[Brief]:
    """Every brief that is out, the newest report first."""
    before = story = None
    while some := store.latest(PAGE, before, story):
        yield from some
        before, story = some[-1].dates.reported[-1] if some[-1].dates.reported else None, some[-1].story
        if before is None:
            return
