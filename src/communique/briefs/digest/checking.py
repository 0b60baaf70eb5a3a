"""A whole digest against reports: its own copies left out, its sentences marked, and what is wrong with the page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.briefs.digest import findings, own
from communique.briefs.digest.held import Record
from communique.briefs.digest.marking import Marker
from communique.briefs.digest.shelf import Shelf, bears
from communique.briefs.digest.told import Told, one
from communique.briefs.gate import passages
from communique.lexicon import sentences
from communique.model import Report
from communique.model.digests import CheckedDigest, DigestPage, MarkedSentence, Part
from communique.times import day_of


class Claimed(NamedTuple):
    """A sentence of the page: what it says, where on the page it stands, and the paragraph around it."""

    told: Told
    part: Part
    paragraph: int | None
    around: str


def check(
    page: DigestPage, reports: Sequence[Report], stories: Mapping[str, str], record: Record | None = None
) -> CheckedDigest:
    """Each sentence of a digest with verdict, support and reasons, and what is wrong with the page as a whole. The
    newest version of each report counts; the page itself and its copies among them are left out. `stories` gives the
    story of each report, by their ids; a report without one is a story of its own. `record` joins the events of the
    reports of one story, and is asked only where meetings are counted or told without a day."""
    kept, left = own.without(page, newest(reports))
    claims = list(claimed(page))
    text = "\n".join(around for around in dict.fromkeys(c.around for c in claims))
    shelf = Shelf(kept, text, stories)
    marker = Marker(shelf, record, day_of(page.day))
    found: list[MarkedSentence] = []
    for claim in claims:
        told = titled(claim.told, shelf) if claim.part == "headline" else claim.told
        found.append(marker.marked(told, shelf.story(told, claim.around, text), claim.part, claim.paragraph))
    return CheckedDigest(
        page=page, reports=len(kept), left_out=tuple(left), sentences=tuple(found),
        findings=tuple(findings.found(page, [c.told for c in claims], found, marker)),
    )  # fmt: skip


def newest(reports: Sequence[Report]) -> list[Report]:
    """Each report once, in its newest version, in the order given."""
    best: dict[str, Report] = {}
    for report in reports:
        if report.id not in best or report.version >= best[report.id].version:
            best[report.id] = report
    return list(best.values())


def claimed(page: DigestPage) -> Iterator[Claimed]:
    """The sentences of a page, read together: a surname is whoever was named in full before."""
    parts: list[tuple[str, Part, int | None]] = []
    if page.headline:
        parts.append((page.headline, "headline", None))
    if page.standfirst:
        parts.append((page.standfirst, "standfirst", None))
    parts += [(text, "body", n) for n, text in enumerate(page.paragraphs)]
    whole, spans, where = "", list[tuple[int, int]](), list[tuple[str, Part, int | None]]()
    for printed in parts:
        for span in sentences.split(printed[0]):
            spans.append((len(whole) + span.start, len(whole) + span.end))
            where.append(printed)
        whole += printed[0] + "\n\n"
    source = passages.prepared(whole, day_of(page.day), tuple(spans), ())
    for passage, (around, part, paragraph) in zip(source.passages, where, strict=True):
        yield Claimed(one(source, passage, 0), part, paragraph, around)


def titled(headline: Told, shelf: Shelf) -> Told:
    """A headline, of whose capitalised words only those are names that the reports know as such."""
    known = tuple(
        name
        for name in headline.names
        if any(passages.matches(name.key, n.key) for line in shelf.all if bears(line, name) for n in line.names)
    )
    return headline._replace(names=known)
