"""A brief revised: what stays, what changes place or wording, what goes, and what notices say."""

import re

import pytest
from msgspec.structs import replace

from communique.briefs import Dossier, compose
from communique.briefs.check import check
from communique.briefs.dossier import Evidence
from communique.briefs.updates.sound import sound
from communique.briefs.updates.standing import Standing
from communique.model import Brief, Citation, Recorded, Report, Sentence, Version
from tests.briefs.builders import DAY, HOST, event, mention, passing, report, statement, visit

LATER = """Foreign Minister Ana Silva signed a fishing pact with Omar Diallo in Dakar on Thursday.

Diallo said that Senegal would send 40 ships to sea next year."""
RETRACTED = report("wire", "", publisher="Harbour Wire", version=2, retracted="gone",
                   versions=(Version(version=1), Version(version=2, seen="2024-03-23T06:00:00Z")))  # fmt: skip


def texts(brief: Brief) -> list[str]:
    return [s.text for s in brief.sentences]


def grown(dossier: Dossier, previous: Brief | None) -> Dossier:
    """The visit with a third report that tells of a pact and another remark."""
    third = report("mail", LATER, publisher="Evening Mail", published="2024-03-22T20:00:00+00:00")
    signed = mention(third, "signed a fishing pact", event="AGREE", date=DAY)
    said = statement(third, "Senegal would send 40 ships to sea next year", HOST)
    taken = Recorded(report="mail", mentions=(signed,), statements=(said,))
    return replace(
        dossier, reports=(*dossier.reports, third), recorded=(*dossier.recorded, taken),
        events=(*dossier.events, event(signed)), previous=previous, now="2024-03-23T07:00:00Z",
    )  # fmt: skip


def test_what_holds_stays_and_what_is_new_is_put_between() -> None:
    first = compose(visit(), check)
    second = compose(grown(visit(), first), check)
    assert second.version == 2 and second.dates.updated == "2024-03-23T07:00:00Z"
    kept = [text for text in texts(second) if text in texts(first)]
    assert kept == [text for text in texts(first) if text in kept] and len(kept) >= len(texts(first)) - 1
    assert any("40 ships" in text for text in texts(second))


def test_the_same_again_is_the_same_brief() -> None:
    second = compose(grown(visit(), compose(visit(), check)), check)
    assert compose(grown(visit(), second), check) is second


def test_a_further_report_of_the_same_facts_moves_no_date_and_no_word() -> None:
    first = compose(visit(), check)
    copy = replace(visit().reports[0], id="copy", publisher="Third", copy_of="wire")
    again = compose(visit(reports=(*visit().reports, copy), previous=first, now="2024-04-01T00:00:00Z"), check)
    assert texts(again) == texts(first) and again.headline == first.headline
    assert again.version == 2 and again.dates.updated == first.dates.updated


def test_citations_follow_a_sentence_into_the_newest_version_of_its_report() -> None:
    dossier, attributed = visit(), re.compile(r", (?:according to Harbour Wire|Harbour Wire reported)\.$")
    first, old = compose(dossier, check), dossier.reports[0]
    text = "Updated with a picture of the harbour.\n\n" + old.text
    new = report("wire", text, publisher="Harbour Wire", version=2, versions=(Version(version=1), Version(version=2)))
    given = replace(dossier, reports=(new, dossier.reports[1]), recorded=dossier.recorded[1:], printings=(old,))
    again = compose(replace(given, previous=first), check)
    told = {attributed.sub("", text) for text in texts(first)}
    kept = [s for s in again.sentences if any(c.report == "wire" for c in s.citations)]
    kept = [s for s in kept if attributed.sub("", s.text) in told]
    assert kept
    for sentence in kept:
        for cited in (c for c in sentence.citations if c.report == "wire"):
            assert cited.version == 2 and new.text[cited.start : cited.end] in old.text


def test_what_a_correction_undid_goes_and_its_notice_says_what_changed() -> None:
    dossier = visit()
    first, old = compose(dossier, check), dossier.reports[0]
    assert any("fishing office" in text for text in texts(first))
    note = "An earlier version of this article said that an office would be opened."
    text = old.text.replace("would open a joint fishing office before the end of the year", "would talk again in May")
    versions = (Version(version=1), Version(version=2, modified="2024-03-22T09:00:00+00:00", note=note))
    new = report("wire", text, publisher="Harbour Wire", version=2, versions=versions)
    recorded = tuple(replace(r, version=2, statements=()) if r.report == "wire" else r for r in dossier.recorded)
    given = replace(dossier, reports=(new, dossier.reports[1]), recorded=recorded, previous=first, printings=(old,),
                    now="2024-03-23T07:00:00Z")  # fmt: skip
    second = compose(given, check)
    assert not any("fishing office" in text for text in texts(second))
    (notice,) = second.corrections
    assert (notice.kind, notice.publisher, notice.text, notice.revision) == ("correction", "Harbour Wire", note, 2)
    assert any(line.startswith("Sentences of the brief:") for line in notice.changed)
    third = compose(grown(given, second), check)
    assert third.version == 3 and third.corrections == second.corrections, "as it was told when it was new"


def test_a_sentence_on_what_an_editor_took_out_does_not_stay_for_its_own_sake() -> None:
    dossier = visit()
    first = compose(dossier, check)
    meeting = dossier.events[0]
    (told, *_), others = [s for s in first.sentences if "met" in s.text.split()], first.sentences
    stands = Standing(Evidence(replace(dossier, undone=frozenset(meeting.evidence))), check)
    assert stands.sentence(told) is not None, "the record tells it still"
    gone = Standing(Evidence(replace(dossier, events=dossier.events[1:], undone=frozenset(meeting.evidence))), check)
    assert gone.sentence(told) is None
    assert [s for s in others if gone.sentence(s)]


def test_a_day_that_an_editor_corrected_is_told_in_the_place_of_the_old_one() -> None:
    dossier = visit()
    first = compose(dossier, check)
    old = dossier.events[0]
    right = replace(old, date=replace(DAY, start="2024-03-20", end="2024-03-20"), coded=old)
    given = replace(dossier, events=(right, *dossier.events[1:]))
    second, anew = compose(replace(given, previous=first), passing), compose(given, passing)
    assert "20 March 2024" in second.body[0][0].text and "21 March 2024" in first.body[0][0].text
    assert {text for text in texts(second) if "21 March" in text} <= set(texts(anew)), "kept of the old ones: none"
    assert second.dates.happened != first.dates.happened


def test_a_retracted_report_leaves_with_a_notice_and_the_last_one_withdraws_the_brief() -> None:
    dossier = visit()
    first = compose(dossier, check)
    left = replace(dossier, reports=dossier.reports[1:], recorded=dossier.recorded[1:], events=(), previous=first,
                   retracted=(RETRACTED,), now="2024-03-23T07:00:00Z")  # fmt: skip
    second = compose(left, check)
    assert second.state == "released" and [c.report for c in second.sources] == ["paper"]
    assert all(c.report == "paper" for s in second.sentences for c in s.citations)
    (notice,) = second.corrections
    assert (notice.kind, notice.publisher, notice.at) == ("retraction", "Harbour Wire", "2024-03-23T06:00:00Z")
    assert "410 Gone" in notice.text and notice.changed and second.dates.updated == "2024-03-23T07:00:00Z"
    paper = replace(RETRACTED, id="paper", publisher="The Quay", retracted="editor")
    none = replace(left, reports=(), recorded=(), previous=second, retracted=(RETRACTED, paper))
    third = compose(none, check)
    assert third.state == "withdrawn" and third.sentences == () and third.sources == () and third.statements == ()
    assert {(c.report, c.kind) for c in third.corrections} == {("wire", "retraction"), ("paper", "removal")}
    assert compose(replace(none, previous=third), check) is third
    back = compose(replace(left, previous=third), check)
    assert back.state == "released" and back.version == 4 and {c.report for c in back.corrections} >= {"wire"}


def test_what_was_removed_on_demand_is_not_named() -> None:
    first = compose(visit(), passing)
    gone = replace(RETRACTED, retracted="demand", title="A title that has to go")
    second = compose(visit(reports=visit().reports[1:], recorded=(), events=(), previous=first, retracted=(gone,)))
    (notice,) = second.corrections
    assert (notice.kind, notice.publisher, notice.title) == ("removal", None, None)
    assert "Harbour" not in notice.text


def test_a_retracted_report_that_was_never_printed_leaves_no_notice() -> None:
    other = replace(RETRACTED, id="unseen")
    assert compose(visit(previous=compose(visit()), retracted=(other,))).corrections == ()


def said(*lines: str) -> tuple[tuple[Sentence, ...], ...]:
    return (tuple(Sentence(text=line, citations=(Citation(report="r", start=0, end=1),)) for line in lines),)


@pytest.mark.parametrize(
    ("lines", "fine"),
    [
        (("Ana Silva came on 3 May 2024.", "Silva left on 4 May."), True),
        (("Silva left on 4 May.", "Ana Silva came on 3 May 2024."), False),
        (("Omar Diallo sang.", "Ana Silva came on 3 May 2024.", "On the same day she spoke."), False),
        (("Omar Diallo sang.", "On the same day she spoke."), True),
    ],
)
def test_sentences_are_not_put_where_they_cannot_be_read(lines: tuple[str, ...], fine: bool) -> None:
    one = said("Ana Silva came on 3 May 2024.", "Silva left on 4 May.")
    other = said("Omar Diallo sang.", "On the same day she spoke.")
    assert sound(said(*lines), one, other) is fine


def test_reports_in_any_order_are_revised_alike() -> None:
    first = compose(visit(), check)
    given = grown(visit(), first)
    turned = replace(given, reports=given.reports[::-1], recorded=given.recorded[::-1], events=given.events[::-1])
    assert compose(turned, check) == compose(given, check)


def test_a_reserved_report_gives_no_word_of_its_note() -> None:
    noted = Version(version=2, note="We retract what the minister said of fish.")
    made: Report = replace(RETRACTED, retracted="publisher", reserved=True, versions=(noted,))
    given = visit(reports=visit().reports[1:], recorded=(), events=(), previous=compose(visit()), retracted=(made,),
                  allowances={"wire": "headline"})  # fmt: skip
    (notice,) = compose(given).corrections
    assert "fish" not in notice.text and notice.text == "The publisher has retracted the report."
