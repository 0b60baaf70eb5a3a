"""Each sentence of a digest marked: supported, partly, unsupported or wrong, with what it rests on and reasons."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import UNSET

from communique.briefs.digest import counts, days, offices, people, places, quotations, senses, voices
from communique.briefs.digest.case import ELSEWHERE, Case, Fault, Meeting, carried_by, case
from communique.briefs.digest.held import Record, meetings
from communique.briefs.digest.shelf import Shelf, has, share
from communique.briefs.digest.told import Told
from communique.model import Citation, Reason, Report
from communique.model.digests import Mark, MarkedSentence, Part, Support
from communique.times import day_of

CARRIED = 0.62
"""A sentence is supported if reports carry this much of its matter, weighed."""
PARTLY = 0.45
"""And partly if this much."""
TOUCHED = 0.1
"""With less, a sentence tells of something else than the reports, which then cannot say otherwise."""
SORTS = (quotations, days, counts, places, offices, people, voices, senses)


class Marker:
    """Marks sentences against the reports of a shelf."""

    def __init__(self, shelf: Shelf, record: Record | None = None, day: date | None = None) -> None:
        self.shelf = shelf
        self.day = day
        self.record = record
        self.held: dict[tuple[int, ...], list[Meeting]] = {}
        self.told: Counter[tuple[int, ...]] = Counter()

    def marked(self, claim: Told, story: Sequence[int], part: Part, paragraph: int | None) -> MarkedSentence:
        """One sentence of the digest, against the reports of the story it belongs to."""
        places = tuple(sorted(story))
        self.told[places] += part == "body"
        of, wide = self.cases(claim, story, places)
        carried, lines = max((carried_by(of), carried_by(wide)), key=lambda found: found[0])
        faults = borne_out(list(dict.fromkeys(faults_of(of))), of, wide)
        verdict = verdict_of(carried, faults, known=subject_known(wide))
        shown = dict.fromkeys([*(f.line for f in faults if f.line and f.grave), *lines])
        return MarkedSentence(
            text=claim.text, part=part, paragraph=paragraph, verdict=verdict, carried=round(carried, 3),
            support=tuple(self.support(line) for line in shown) if verdict != "unsupported" else (),
            reasons=tuple(self.reasons(of, faults, verdict)),
        )  # fmt: skip

    def cases(self, claim: Told, story: Sequence[int], places: tuple[int, ...]) -> tuple[Case, Case]:
        """A sentence before the reports of its story, and before all that can tell of it. Where another story has a
        sentence that is clearly more like it, all of them speak against it too."""
        telling = self.shelf.telling(claim, story)
        found = [
            case(claim, self.shelf, reports, self.cited)._replace(meetings=lambda: self.meetings(places), day=self.day)
            for reports in (story, telling)
        ]
        own, all_of = (max((share(line, of.wanted) for line in of.lines), default=0.0) for of in found)
        return (found[1], found[1]) if all_of >= own + ELSEWHERE else (found[0], found[1])

    def reasons(self, of: Case, faults: Sequence[Fault], verdict: Mark) -> Iterator[Reason]:
        """Why a sentence is not simply supported: grave faults first, then what no report carries."""
        for fault in sorted(faults, key=lambda f: not f.grave):
            citation = self.citation(fault.line) if fault.line and fault.value else UNSET
            yield Reason(kind=fault.kind, text=fault.text, value=fault.value or UNSET, citation=citation)
        if verdict in ("partly", "unsupported") and (lost := missing(of)):
            told = ", ".join(f"“{word}”" for word in lost)
            yield Reason(kind="unsupported", text=f"no report that tells of this says {told}")

    def meetings(self, places: tuple[int, ...]) -> list[Meeting]:
        """The meetings that the reports of a story tell of; asked of the record only where a sentence counts them."""
        if self.record is None:
            return []
        if places not in self.held:
            self.held[places] = meetings([self.shelf.reports[place] for place in places], self.record)
        return self.held[places]

    def story(self) -> tuple[int, ...]:
        """The places of the reports of the story that most sentences of the page tell."""
        return self.told.most_common(1)[0][0] if self.told else ()

    def report(self, line: Told) -> Report:
        """The report a sentence stands in."""
        return self.shelf.reports[line.source]

    def cited(self, line: Told) -> str:
        """A report as a reader is told of it: publisher and day."""
        report = self.report(line)
        name = report.publisher or report.source or report.id
        day = day_of(report.published)
        return f"{name} ({day.day} {day:%B %Y})" if day else name

    def citation(self, line: Told) -> Citation:
        """Where in its report a sentence stands."""
        report = self.report(line)
        return Citation(report=report.id, version=report.version, start=line.start, end=line.start + len(line.text))

    def support(self, line: Told) -> Support:
        """A sentence of a report with all that tells where it is from."""
        report = self.report(line)
        day = day_of(report.published)
        return Support(
            sentence=" ".join(line.text.split()), citation=self.citation(line), publisher=report.publisher,
            title=report.title, url=report.canonical_url or report.url, day=day.isoformat() if day else None,
        )  # fmt: skip


def faults_of(of: Case) -> Iterator[Fault]:
    """Everything a sentence says otherwise than reports."""
    said = set[str]()
    for sort in SORTS:
        for fault in sort.checked(of):
            if fault.value is None or fault.value not in said:
                yield fault
            said.add(fault.value or "")


def borne_out(faults: list[Fault], of: Case, wide: Case) -> list[Fault]:
    """Faults without those that reports of other stories clear: what they find nothing wrong with there."""
    if wide is of or not any(fault.grave for fault in faults):
        return faults
    still = {(fault.kind, fault.text.partition(";")[0]) for fault in faults_of(wide)}
    return [fault for fault in faults if not fault.grave or (fault.kind, fault.text.partition(";")[0]) in still]


def subject_known(of: Case) -> bool:
    """Whether any report that tells of a sentence has what the sentence begins with, or a word that says the same."""
    first = next((w for w in of.wanted if w.weight >= 1 or w.name), None)
    return first is None or any(has(line, first) for line in of.lines)


def verdict_of(carried: float, faults: Sequence[Fault], *, known: bool) -> Mark:
    """Wrong where reports say otherwise; else by how much is carried, and partly at most where something is not, or
    where no report knows of whom the sentence tells."""
    if any(f.grave and (f.sure or carried >= TOUCHED) for f in faults):
        return "wrong"
    if carried < PARTLY:
        return "unsupported"
    if carried < CARRIED or faults or not known:
        return "partly"
    return "supported"


def missing(of: Case) -> list[str]:
    """The words that weigh most of those that no sentence of the story near this one carries."""
    _, lines = carried_by(of)
    lost = [
        w for w in of.wanted if w.name is None and w.weight >= 1 and not any(line.stems & w.saying for line in lines)
    ]
    heavy = sorted(lost, key=lambda w: -w.weight)[:4]
    return [w.token.text for w in of.wanted if w in heavy]
