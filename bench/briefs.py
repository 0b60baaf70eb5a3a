"""Briefs: what composing a story costs in CPU time, how many drafts the gate lets through, how much is copied. The
stories of five reports of the sample and of bench/blind are each written for the first time, in processes that have
not seen their sentences, and again with what is remembered of them, as when a report comes in."""

import time
import tomllib
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from communique.briefs import Dossier, Elsewhere
from communique.briefs.compose import Writing
from communique.briefs.copying import copied
from communique.lexicon import sentences
from communique.model import Report, Version, words_allowed
from communique.reading.datelines import dateline
from communique.reading.origins import origins
from communique.sample.content import Article, articles, publishers
from communique.times import day_of

GOLD = Path(__file__).parent.parent / "tests" / "sample"
NOW = "2024-04-30T00:00:00Z"
RUNS = 5
"""So often a brief is written for the first time, each in a process of its own, and again: the least time of each
counts, for what else a machine does is no cost of a brief."""
FIVE = ("second", "fifth", "sixth", "seventh")
"""Sets of bench/blind whose stories of five reports are timed; of the short form the last alone."""


def figures(short: bool) -> dict[str, float]:
    from bench.blind import pairs
    from communique.briefs.check import check

    found = list(dossiers(12 if short else None))
    for dossier in found[:2]:
        Writing(dossier, check).brief()
    five = [d for d in found if len(d.reports) == 5]
    five += [d for which in FIVE[3 if short else 0 :] for d in pairs.dossiers(which, 5)]
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        first = [min(times) for times in zip(*pool.map(firsts, [(found[:2], five)] * RUNS, chunksize=1), strict=True)]
    tried = passed = reports = printed = 0
    most, spent = 0.0, [0.0] * len(found)
    for number, dossier in enumerate(found):
        begun = time.process_time()
        writing = Writing(dossier, check)
        brief = writing.brief()
        spent[number] = 1000 * (time.process_time() - begun)
        tried, passed = tried + writing.press.tried, passed + writing.press.passed
        printed += len(brief.standfirst) + sum(map(len, brief.body))
        reports += len(dossier.reports)
        for report in dossier.reports:
            if words_allowed(dossier.allowances.get(report.id)) is not None:
                most = max(most, copied(brief, report))
    return {
        "ms_of_five_reports": sum(min(timed(d) for _ in range(RUNS)) for d in five) / len(five),
        "ms_of_five_reports_first": sum(first) / len(five),
        **beside(five),
        "ms_per_story": sum(spent) / len(found),
        "ms_per_report": sum(spent) / reports,
        "drafts_passing_gate": passed / max(1, tried),
        "copied_words_of_one_report": most,
        "sentences_per_brief": printed / len(found),
    }


def firsts(given: tuple[list[Dossier], list[Dossier]]) -> list[float]:
    """Milliseconds of CPU time to write each brief once, after some others by which the tables are loaded."""
    for dossier in given[0]:
        timed(dossier)
    return [timed(dossier) for dossier in given[1]]


def timed(dossier: Dossier) -> float:
    """Milliseconds of CPU time to write a brief."""
    from communique.briefs.check import check

    begun = time.process_time()
    Writing(dossier, check).brief()
    return 1000 * (time.process_time() - begun)


def beside(found: list[Dossier]) -> dict[str, float]:
    """Milliseconds of one thread that MiniLM takes to embed the sentences of the same stories, where .venv-bench has
    it."""
    from bench.baselines import sentence_vectors

    said = [
        Report(id=f"{report.id}/{n}", text=report.sentence(n))
        for dossier in found
        for report in dossier.reports
        for n in range(len(report.sentences))
    ]
    embedded = sentence_vectors(said)
    return {} if embedded is None else {"ms_of_embedding_the_same": 1000 * embedded[1] / len(found)}


def dossiers(limit: int | None = None) -> Iterator[Dossier]:
    """The happenings of the sample as the labels group them, recorded and joined by the desk's own rooms."""
    from communique.record import Recorder, join
    from communique.record.spacy_parser import SpacyParser

    recorder, stories, taken = Recorder(SpacyParser()), [], {}
    printed = {report.id: (report, reprint) for report, reprint in sample()}
    corrected = {report.id: report for report in former()}
    for gold in sorted(GOLD.glob("*.toml")):
        table = tomllib.loads(gold.read_text(encoding="utf-8"))
        copies = {copy["report"]: copy["of"] for copy in table.get("copy", ())}
        for happening in table["happening"][:limit]:
            members = [with_copy(printed[name][0], copies.get(name)) for name in happening["reports"]]
            taken |= {report.id: recorder.record(report) for report in members}
            stories.append((happening["id"], members))
    events = {s: join(s, members, [taken[r.id] for r in members], (), ()) for s, members in stories}
    for story, members in stories[:limit]:
        yield Dossier(
            story=story,
            reports=tuple(members),
            recorded=tuple(taken[r.id] for r in members),
            events=events[story],
            elsewhere=Elsewhere(since="2024-01-01"),
            earlier=tuple(event for other, found in events.items() if other != story for event in found),
            now=NOW,
            allowances={r.id: printed[r.id][1] for r in members},
            former=tuple((corrected[r.id], recorder.record(corrected[r.id])) for r in members if r.id in corrected),
        )


def sample() -> Iterator[tuple[Report, str]]:
    """Every report of the sample in its newest printing, and what its publisher allows."""
    for name, printings in printed_by():
        yield report_of(name, printings), printings[-1].publisher.reprint


def former() -> Iterator[Report]:
    """The printings that were corrected later."""
    for name, printings in printed_by():
        if printings[-1].front.correction:
            yield report_of(name, printings[:-1])


def printed_by() -> Iterator[tuple[str, list[Article]]]:
    """The printings of each report, oldest first."""
    for publisher in publishers():
        newest: dict[str, list[Article]] = {}
        for article in articles(publisher):
            newest.setdefault(article.slug, []).append(article)
        yield from ((f"{publisher.id}/{slug}", printings) for slug, printings in newest.items())


def report_of(name: str, printings: list[Article]) -> Report:
    """A report as reading would make it from a clean page."""
    article = printings[-1]
    text = "\n\n".join("\n".join(lines) for _, lines in article.blocks)
    line = dateline(text, day_of(article.front.published))
    publisher = article.publisher
    versions = tuple(
        Version(version=n, modified=a.front.modified, note=a.front.correction) for n, a in enumerate(printings, 1)
    )
    return Report(
        id=name, text=text, source=publisher.id, url=f"http://{publisher.address}/news/{article.slug}",
        title=article.front.title, sentences=sentences.split(text, publisher.language),
        published=article.front.published,
        modified=article.front.modified, byline=article.front.byline, publisher=publisher.name,
        language=publisher.language, dateline=line, origin=origins(article.front.title, text, line, publisher.name),
        description=article.front.description, version=len(printings), versions=versions,
    )  # fmt: skip


def with_copy(report: Report, original: str | None) -> Report:
    """The report, marked as a copy where the labels say so."""
    from msgspec.structs import replace

    return replace(report, copy_of=original) if original else report
