"""Search over a generated index: a wire of invented news (bench/wire.py) with briefs, events, people and statements of
its happenings, asked in many ways. `python -m bench.search 100000` prints every way of asking.

Times are milliseconds of the processor for what one page takes from the store: total, results, snippets and facets, and
where little is found, the spelling. The file is on disk; each way of asking is asked with other words every time.
`nothing_left_ms` is a question that has to read all of what the commonest word has and finds nothing: it is in no other
figure.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from sqlalchemy import Connection

from bench.wire import OFFICES, Wire
from communique.lexicon import countries, queries
from communique.model import (
    Actor,
    Brief,
    Credit,
    Dates,
    Event,
    Participant,
    Report,
    Sentence,
    Statement,
    When,
)
from communique.store import entries
from communique.store.indexing import put
from communique.store.sqlite import SqliteStore

REPORTS, SHORT = 100_000, 4_000
AT_ONCE = 500  # reports in a transaction
ASKED = 25  # times each way
FEW = 5  # results, below which spelling is looked at, as the page does
TYPES = ("CONSULT", "AGREE", "ACCUSE", "THREATEN", "AID", "COOPERATE")


def sentences(text: str) -> list[str]:
    """A report's sentences, as the wire parts them."""
    return text.split("\n")


def people(report: Report) -> tuple[Actor, Actor]:
    """Two who took part, as far as the headline names them; the second stands for a state."""
    name = " ".join(sentences(report.text)[0].split(",")[0].split()[:2]) or "Nobody"
    named = [f.code for f in countries.search(report.text[:400], bynames=False)] or ["CHN"]
    office = OFFICES[len(report.text) % len(OFFICES)]
    first = Actor(text=name, name=name, code=named[0], person=True, office=office)
    return first, Actor(text=named[-1], name=countries.name(named[-1]), code=named[-1])


def put_told(connection: Connection, report: Report, number: int) -> None:
    """What the record and the briefs have of a report that is the first of its happening."""
    story, day, (who, whom) = f"s{number}", (report.published or "")[:10], people(report)
    event = Event(
        id=f"e{number}", story=story, event=TYPES[number % len(TYPES)], actor=(who,), recipient=(whom,),
        date=When(start=day, end=day), reports=(report.id,),
    )  # fmt: skip
    put(connection, entries.of_event(event))
    put(connection, entries.of_person(who.key, who.name, who.code, [who.office or ""]))
    told = [Sentence(text=one) for one in sentences(report.text)]
    took_part = Participant(name=who.name, key=who.key, code=who.code, office=who.office)
    brief = Brief(
        story=story, headline=report.title or "", standfirst=tuple(told[:1]), body=(tuple(told[1:]),),
        participants=(took_part,), sources=(Credit(report=report.id, publisher=report.publisher),),
        dates=Dates(reported=(report.published or "",)),
    )  # fmt: skip
    put(connection, entries.of_brief(brief, [event.event]))


def put_said(connection: Connection, report: Report) -> None:
    """A statement of a report."""
    who, whom = people(report)
    words = sentences(report.text)[-1]
    said = Statement(
        id=f"q-{report.id}", report=report.id, sentence=0, start=0, end=len(words), words=words, speaker=who,
        about=(whom.code or "",), language=report.language or "en",
    )  # fmt: skip
    put(connection, entries.of_statement(said, report))


def filled(store: SqliteStore, reports: int) -> list[Report]:
    """Put so many reports in, and keep some of them to ask about."""
    wire, seen, some = iter(Wire(reports)), set[int](), list[Report]()
    while batch := list(islice(wire, AT_ONCE)):
        with store.writing() as connection:
            for report, number in batch:
                put(connection, entries.of_report(report))
                if number not in seen:
                    put_told(connection, report, number)
                    seen.add(number)
                if report.language == "en" and len(seen) % 2:
                    put_said(connection, report)
        some += [report for report, _ in batch if report.language == "en"][:20]
    return some


def slipped(word: str, chance: random.Random) -> str:
    """A word with two neighbouring letters in the wrong order."""
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def asked(some: list[Report], chance: random.Random) -> dict[str, Callable[[], str]]:
    """The ways of asking, each with other words every time."""

    def report() -> Report:
        return chance.choice(some)

    def rare() -> str:
        return max((report().title or "").split()[1:], key=len)

    def a_country() -> str:
        return chance.choice(["CHN", "USA", "FRA", "PRK", "RUS", "DEU", "IND", "BRA"])

    def words(count: int) -> str:
        line = chance.choice(sentences(report().text)).split()
        start = chance.randrange(max(1, len(line) - count))
        return " ".join(line[start : start + count])

    common = ["the", "of", "and", "to", "minister", "in", "on", "met", "president", "said"]
    return {
        "word": rare,
        "common": lambda: chance.choice(common),
        "commons": lambda: " ".join(chance.sample(common, 3)),
        "common_and_rare": lambda: f"{chance.choice(common)} {rare()}",
        "either": lambda: f"{rare()} OR {chance.choice(common)}",
        "without": lambda: f"{chance.choice(common[1:])} -{rare()} -minister",
        "phrase": lambda: f'"{words(3)}"',
        "common_phrase": lambda: chance.choice(['"of the"', '"met"', '"Foreign Minister of"', '"in the"']),
        "name": lambda: " ".join(sentences(report().text)[0].split(",")[0].split()[:2]),
        "narrowed": lambda: f"{chance.choice(common)} country:{a_country()} type:report",
        "facets_alone": lambda: f"country:{a_country()} type:{chance.choice(TYPES).lower()}",
        "pair": lambda: "pair:" + "-".join(chance.sample(["CHN", "USA", "FRA", "PRK", "RUS", "DEU"], 2)),
        "from": lambda: f'{chance.choice(common)} from:"{report().publisher}"',
        "days": lambda: f"{chance.choice(common)} on:{(report().published or '')[:10]}",
        "month": lambda: f"on:{(report().published or '')[:7]} lang:en",
        "slip": lambda: slipped(max(rare(), "minister", key=len), chance),
        "beginning": lambda: rare()[:4],
        "nothing": lambda: "".join(chance.choices("bcdfgaeiou", k=8)),
    }


def answer(store: SqliteStore, typed: str, newest: bool) -> tuple[float, int]:
    """Milliseconds and how many were found."""
    began = time.process_time()
    query = queries.parse(typed).query
    found = store.find(query, newest=newest)
    if found.total < FEW:
        store.spelled([c.value for c in query.said if c.field == "words"])
    return 1000 * (time.process_time() - began), found.total


def measured(reports: int) -> Iterator[tuple[str, float]]:
    """All figures by name."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "desk.db")
        began = time.process_time()
        some = filled(store, reports)
        yield "index_ms_a_report", 1000 * (time.process_time() - began) / reports
        yield "megabytes", (Path(folder) / "desk.db").stat().st_size / 1e6
        everything: list[float] = []
        for way, typed in asked(some, random.Random(5)).items():
            times = sorted(answer(store, typed(), newest)[0] for newest in (False, True) for _ in range(ASKED))
            everything += times
            yield f"{way}_ms", median(times)
            yield f"{way}_p95_ms", times[int(0.95 * len(times))]
        everything.sort()
        yield "median_ms", median(everything)
        yield "p95_ms", everything[int(0.95 * len(everything))]
        yield "slowest_ms", everything[-1]
        yield "nothing_left_ms", min(answer(store, "the -the", newest)[0] for newest in (False, True))
        yield "slips_righted", righted(store, some)
        store.close()


def righted(store: SqliteStore, some: list[Report]) -> float:
    """Of words of headlines with two letters in the wrong order, how many are led back to themselves."""
    chance = random.Random(9)
    words = sorted({w.lower() for r in some for w in (r.title or "").split()[1:] if len(w) > 5 and w.isascii()})
    tried = {slipped(word, chance): word for word in chance.sample(words, min(100, len(words)))}
    known = {typed for typed in tried if store.find(queries.parse(f'"{typed}"').query).total}
    meant = store.spelled([typed for typed in tried if typed not in known])
    return sum(meant.get(typed) == word for typed, word in tried.items() if typed not in known) / max(
        1, len(tried) - len(known)
    )


def figures(short: bool) -> dict[str, float]:
    """All figures; the short form, over fewer reports, leaves out what only many can tell."""
    found = dict(measured(SHORT if short else REPORTS))
    told = {"slips_righted", "p95_ms", "median_ms"}
    return {name: value for name, value in found.items() if not short or name in told}


if __name__ == "__main__":
    for key, value in measured(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS):
        print(f"{key:28} {value:.4g}", flush=True)
