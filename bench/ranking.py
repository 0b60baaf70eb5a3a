"""Which sentences a brief is made of, beside the lead of the best report and a TF-IDF centroid of the same length.

On bench/references: 30 stories, two reference briefs each in their writers' own words. Ours are the reports' sentences
that standfirst and body rest on, as they stand in the reports, in the order of the brief; where these are shorter than
the references are on average, the next ones of its ranking follow. All three are cut at that length.
"""

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.briefs import GOLD, NOW, sample, with_copy
from bench.rouge import rouge
from communique.briefs import Dossier
from communique.briefs.compose import Writing
from communique.briefs.ranking import freshest
from communique.briefs.telling.words import STOP, content
from communique.lexicon import sentences
from communique.model import Report
from communique.reading.datelines import dateline
from communique.reading.origins import origins
from communique.times import day_of

HERE = Path(__file__).parent
SETS = HERE / "references"
WORDS = re.compile(r"\S+")
SAME = 0.6
"""Cosine from which on the centroid takes a sentence for one it has."""


def figures(short: bool) -> dict[str, float]:
    from communique.briefs.check import check

    found: dict[str, list[float]] = {}
    for dossier, references in stories(10 if short else None):
        length = round(sum(len(WORDS.findall(text)) for text in references) / len(references))
        kinds = {"ours": ours(dossier, check), "lead": lead(dossier), "centroid": centroid(dossier)}
        for kind, chosen in kinds.items():
            text = cut(chosen, length)
            for size in (1, 2):
                found.setdefault(f"rouge{size}_{kind}", []).append(rouge(text, references, size))
    return {name: sum(values) / len(values) for name, values in sorted(found.items())}


def stories(limit: int | None = None) -> Iterator[tuple[Dossier, list[str]]]:
    """Each story as the desk's own rooms record it, with its references."""
    from communique.record import Recorder, join
    from communique.record.spacy_parser import SpacyParser

    recorder = Recorder(SpacyParser())
    copies = dict(copied())
    printed = {report.id: report for report, _ in sample()} | {r.id: r for r in practice()}
    texts = [{line["id"]: line["text"] for line in lines(SETS / f"{name}.jsonl")} for name in "ab"]
    for story in list(lines(SETS / "stories.jsonl"))[:limit]:
        members = [with_copy(printed[name], copies.get(name)) for name in story["reports"]]
        taken = [recorder.record(report) for report in members]
        events = join(story["id"], members, taken, (), ())
        dossier = Dossier(
            story=story["id"],
            reports=tuple(members),
            recorded=tuple(taken),
            events=tuple(events),
            now=NOW,
            allowances={report.id: "full" for report in members},
        )
        yield dossier, [table[story["id"]] for table in texts]


def copied() -> Iterator[tuple[str, str]]:
    """Which report is a copy of which, by the labels."""
    for gold in sorted(GOLD.glob("*.toml")):
        for copy in tomllib.loads(gold.read_text(encoding="utf-8")).get("copy", ()):
            yield copy["report"], copy["of"]
    for name in "abc":
        for label in lines(HERE / "practice" / f"{name}-labels.jsonl"):
            if label["copy_of"]:
                yield label["id"], label["copy_of"]


def practice() -> Iterator[Report]:
    """The reports of bench/practice, as reading would make them."""
    for name in "abc":
        for told in lines(HERE / "practice" / f"{name}-reports.jsonl"):
            line = dateline(told["text"], day_of(told["published"]))
            origin = origins(told["title"], told["text"], line, told["publisher"])
            split = sentences.split(told["text"], told["language"])
            yield Report(
                id=told["id"], text=told["text"], source=told["publisher"], url=told["url"], title=told["title"],
                sentences=split, published=told["published"], publisher=told["publisher"], language=told["language"],
                dateline=line, origin=origin,
            )  # fmt: skip


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def ours(dossier: Dossier, gate: object) -> list[str]:
    """The sentences our brief rests on, then the next of its ranking."""
    writing = Writing(dossier, gate)  # type: ignore[arg-type]
    brief = writing.brief()
    texts = {report.id: report for report in dossier.reports}
    chosen = []
    for sentence in (*brief.standfirst, *(sentence for paragraph in brief.body for sentence in paragraph)):
        citation = sentence.citations[0]
        chosen.append(texts[citation.report].text[citation.start : citation.end])
    printed = [content(text) for text in chosen]
    more = freshest(writing.evidence, printed, writing.told)
    chosen += [writing.evidence.sentence(found.report.id, found.at) for found in more]
    return list(dict.fromkeys(chosen))


def lead(dossier: Dossier) -> list[str]:
    """The best report from its first sentence on, then the next best."""
    reports = originals(dossier)
    middle = tfidf([sentence for report in reports for sentence in said(report)])
    whole = vector(Counter(word for report in reports for word in words(report.text)), middle)
    order = sorted(reports, key=lambda r: (-cosine(vector(Counter(words(r.text)), middle), whole), r.id))
    return [sentence for report in order for sentence in said(report)]


def centroid(dossier: Dossier) -> list[str]:
    """The sentences nearest to the middle of all, one after the other, none like one before (Radev et al. 2004)."""
    every = [sentence for report in originals(dossier) for sentence in said(report)]
    middle = tfidf(every)
    whole = vector(Counter(word for sentence in every for word in words(sentence)), middle)
    vectors = {sentence: vector(Counter(words(sentence)), middle) for sentence in every}
    chosen: list[str] = []
    for sentence in sorted(vectors, key=lambda s: -cosine(vectors[s], whole)):
        if all(cosine(vectors[sentence], vectors[other]) < SAME for other in chosen):
            chosen.append(sentence)
    return chosen


def originals(dossier: Dossier) -> list[Report]:
    """The reports that copy none."""
    return [report for report in dossier.reports if not report.copy_of]


def said(report: Report) -> list[str]:
    """A report's sentences."""
    return [report.sentence(n) for n in range(len(report.sentences))]


def words(text: str) -> list[str]:
    """The words of a text that carry meaning."""
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in STOP]


def tfidf(every: Sequence[str]) -> dict[str, float]:
    """By word, the logarithm of how rarely a sentence has it."""
    use = Counter(word for sentence in every for word in set(words(sentence)))
    return {word: math.log(1 + len(every) / count) for word, count in use.items()}


def vector(counts: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    """Counts weighed."""
    return {word: count * weights.get(word, 0.0) for word, count in counts.items()}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """How alike two vectors are, 0 to 1."""
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(value * other.get(word, 0.0) for word, value in one.items()) / norm if norm else 0.0


def cut(chosen: Sequence[str], length: int) -> str:
    """The first so many words of sentences."""
    return " ".join(WORDS.findall(" ".join(chosen))[:length])
