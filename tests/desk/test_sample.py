"""The whole sample through the whole desk: every sentence cited, the gate holds, nothing changes on a second look."""

import calendar
import re
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from communique.model import Brief, Check, Report, Sentence
from tests.conftest import Played
from tests.desk.snapshot import snapshot

pytestmark = pytest.mark.xdist_group("demo")


def briefs(played: Played) -> list[Brief]:
    found = [played.store.brief(story.id) for story in played.store.stories() if not story.redirect]
    assert all(brief is not None for brief in found)
    return [brief for brief in found if brief is not None]


def sentences(brief: Brief) -> list[Sentence]:
    return [*brief.standfirst, *(sentence for paragraph in brief.body for sentence in paragraph)]


def cited(played: Played, sentence: Sentence) -> tuple[Report, ...]:
    reports = [played.store.report(citation.report, citation.version) for citation in sentence.citations]
    assert all(report is not None for report in reports)
    return tuple({report.id: report for report in reports if report is not None}.values())


def test_the_sample_is_read_whole_and_what_is_refused_is_named(played: Played) -> None:
    first, second = played.rounds
    assert first.new + second.new == 96
    assert second.changed == 4
    refused = {refusal.name.rsplit("/", 1)[1]: refusal.why for refusal in first.refusals}
    assert set(refused) == {"the-year-ahead", "subscribers-letter"}
    assert "robots" in refused["subscribers-letter"]


def test_every_sentence_of_every_brief_cites_a_stored_sentence(played: Played) -> None:
    checked = 0
    for brief in briefs(played):
        english = any(credit.language == "en" for credit in brief.sources)
        assert bool(sentences(brief)) == english, brief.headline
        for sentence in sentences(brief):
            assert sentence.citations, sentence.text
            for citation in sentence.citations:
                report = played.store.report(citation.report, citation.version)
                assert report is not None
                assert (citation.start, citation.end) in {(span.start, span.end) for span in report.sentences}
                checked += 1
        for sentence in brief.background:
            assert sentence.events or sentence.citations
            assert all(played.store.event(event) is not None for event in sentence.events)
    assert checked > 150


def test_every_printed_sentence_passes_the_gate(played: Played) -> None:
    for brief in briefs(played):
        for number, sentence in enumerate(sentences(brief)):
            check = Check(id=str(number), claim=sentence.text, sources=cited(played, sentence))
            verdict = played.desk.check(check)
            assert verdict.verdict == "supported", (sentence.text, verdict.reasons)


def other_number(text: str) -> str:
    """The first number that is not part of a date, one higher."""
    found = re.search(r"(?<![\d,.])(\d+)(?= (?:votes|countries|meetings|member|billion|million|years))", text)
    return text.replace(found.group(), str(int(found.group()) + 1), 1) if found else text


def other_day(text: str) -> str:
    """The first full date, moved by eleven days, its weekday with it."""
    found = re.search(r"(\w+day), (\d{1,2}) (\w+) (\d{4})", text)
    if not found:
        return text
    months = [month for month in calendar.month_name if month]
    moved = date(int(found[4]), months.index(found[3]) + 1, int(found[2])) + timedelta(days=11)
    return text.replace(found.group(), f"{moved:%A}, {moved.day} {moved:%B} {moved.year}", 1)


def other_name(text: str) -> str:
    return (
        text.replace("Kim Song Nam", "Kim Yong Chol")
        .replace("Antony Blinken", "Lloyd Austin")
        .replace("Wang Yi", "Qin Gang")
    )


def other_quotation(text: str) -> str:
    """A word put into the first quotation."""
    return re.sub(r"[“\"](\w+) ", lambda found: f"{found.group()}never ", text, count=1)


@pytest.mark.parametrize(
    ("plant", "least"), [(other_number, 1), (other_day, 20), (other_name, 10), (other_quotation, 3)]
)
def test_a_planted_error_is_refused(played: Played, plant, least: int) -> None:  # type: ignore[no-untyped-def]
    planted, missed = 0, []
    for brief in briefs(played):
        for sentence in sentences(brief):
            claim = plant(sentence.text)
            if claim == sentence.text:
                continue
            planted += 1
            verdict = played.desk.check(Check(id="planted", claim=claim, sources=cited(played, sentence)))
            if verdict.verdict == "supported":
                missed.append(claim)
    assert planted >= least
    assert missed == [], "\n".join(missed)


def test_the_same_input_again_changes_nothing(played: Played) -> None:
    before = snapshot(played.store)
    for source in played.store.sources():
        played.store.put_source_state(replace(played.store.source_state(source.id), due=None))
    again = played.desk.once()
    assert (again.new, again.changed, again.opened, again.joined, again.briefs) == (0, 0, 0, 0, 0)
    assert snapshot(played.store) == before


def test_copies_are_folded_and_corrected_reports_keep_their_versions(played: Played) -> None:
    reports = [r for story in played.store.stories() for r in played.store.reports(story.reports)]
    copies = {(report.source, (report.url or "").rsplit("/", 1)[1]) for report in reports if report.copy_of}
    assert {("copperbelt", "nauru-drops-taiwan"), ("golden-horn", "berlin-signs-ten-year-pact")} <= copies
    corrected = [report for report in reports if report.version == 2]
    assert len(corrected) == 4
    for report in corrected:
        assert report.versions[-1].note and played.store.report(report.id, 1) is not None
