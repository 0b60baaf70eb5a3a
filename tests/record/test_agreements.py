"""Documents found in sentences, and joined into agreements within a story and across stories."""

from msgspec.structs import replace

from communique.model import Agreement, Document, Force, Kind, Recorded, Report
from communique.record import Recorder, agreements
from tests.record.conftest import Take, report

SIGNED = report("France and Poland signed a treaty on mutual defence in Nancy on Friday.", "2024-03-23T08:00:00Z", "a")
AGAIN = report(
    "The treaty on mutual defence was signed by the presidents of Poland and France. Poland and France also signed a "
    "memorandum on rail links on Friday.",
    "2024-03-23T12:00:00Z",
    "b",
)
RATIFIED = report(
    "Poland's parliament ratified the defence treaty with France on Tuesday.", "2024-06-05T08:00:00Z", "c"
)
ENDED = report("Poland withdrew from a fisheries agreement with France on Monday.", "2024-06-11T08:00:00Z", "d")


def joined(
    recorder: Recorder, story: str, *reports: Report, known: tuple[Agreement, ...] = (), merged: tuple[str, ...] = ()
) -> tuple[Agreement, ...]:
    return agreements.join(story, reports, [recorder.record(r) for r in reports], known, merged)


def only(take: Take, text: str) -> Document:
    (found,) = take(text).documents
    return found


def told(one: Document | Agreement) -> tuple[Kind, Force | None, list[str | None]]:
    return one.kind, one.status, sorted(a.code for a in one.parties if a.code)


def test_a_document_says_kind_parties_subject_day_and_place(take: Take) -> None:
    found = only(take, "Kenya and Ethiopia signed a protocol on border trade in Nairobi on Thursday.")
    assert told(found) == ("protocol", "signed", ["ETH", "KEN"])
    assert (found.name, found.subject) == ("protocol", "border trade")
    assert found.date is not None and found.date.start == "2024-03-21"
    assert found.place is not None and found.place.name == "Nairobi"


def test_a_plan_is_announced_and_its_day_is_none_of_signing(take: Take) -> None:
    found = only(take, "Nepal and Bhutan will sign a treaty on rivers on Sunday.")
    assert (found.status, found.date) == ("announced", None)


def test_a_name_of_its_own_is_kept_and_says_nothing_of_its_status(take: Take) -> None:
    found = only(take, "Japan and Oman spoke of the 1999 Treaty on the Protection of Pearls between Japan and Oman.")
    assert found.name == "Treaty on the Protection of Pearls" and found.status is None


def test_what_is_denied_demanded_or_only_possible_is_no_document(take: Take) -> None:
    for text in (
        "Ghana did not sign the treaty with Togo.",
        "Ghana urged Togo to sign the treaty.",
        "Ghana may sign a treaty with Togo.",
        "Ghana hopes to reach an agreement with Togo.",
    ):
        assert take(text).documents == (), text


def test_what_becomes_of_documents_is_told_in_many_ways(take: Take) -> None:
    for text, expected in (
        ("The Senate of Chile gave its approval to a treaty with Peru.", ("treaty", "ratified", ["CHL", "PER"])),
        ("Chile pulled out of a fisheries pact with Peru.", ("agreement", "ended", ["CHL", "PER"])),
        ("A truce between Chile and Peru took hold on Sunday.", ("ceasefire", "in force", ["CHL", "PER"])),
        ("Japan extended a loan of 2 billion dollars to Laos.", ("loan", "announced", ["JPN", "LAO"])),
        ("Poland withdrew from the Ottawa Convention on Monday.", ("treaty", "ended", ["POL"])),
        ("Cyprus and Lebanon issued a joint statement.", ("declaration", "signed", ["CYP", "LBN"])),
        ("Cyprus and Lebanon welcomed a treaty signed by the two on Monday.", ("treaty", "signed", ["CYP", "LBN"])),
    ):
        assert told(only(take, text)) == expected, text
    three = take("Turkey and Iraq signed a framework agreement, a water memorandum and a transport accord.").documents
    assert [d.name for d in three] == ["framework agreement", "water memorandum", "transport accord"]


def test_told_again_without_a_subject_it_is_the_only_one_on_record(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    again = report("Poland and France signed a treaty in spring.", "2024-04-23T08:00:00Z", "e")
    (later,) = joined(recorder, "s4", again, known=first)
    assert later.id == first[0].id and later.day == "2024-03-22"
    more = joined(recorder, "s5", ENDED, known=first) + first
    signed = report("Poland and France signed an agreement.", "2024-04-24T08:00:00Z", "f")
    (other,) = joined(recorder, "s6", signed, known=more)
    assert other.id == first[0].id, "the other one was not reported signed"


def test_reports_of_a_story_tell_of_one_agreement(recorder: Recorder) -> None:
    found = joined(recorder, "s1", SIGNED, AGAIN)
    assert sorted(told(a) for a in found) == [
        ("memorandum", "signed", ["FRA", "POL"]),
        ("treaty", "signed", ["FRA", "POL"]),
    ]
    treaty = next(a for a in found if a.kind == "treaty")
    assert treaty.reports == ("a", "b") and len(treaty.evidence) == 2
    assert (treaty.day, treaty.subject) == ("2024-03-22", "mutual defence")


def test_a_later_story_brings_a_newer_status_and_the_history_stays(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    (later,) = joined(recorder, "s2", RATIFIED, known=first)
    assert later.id == first[0].id and later.story == "s1"
    assert (later.status, later.day) == ("ratified", "2024-06-04")
    assert [(s.status, s.story) for s in later.history] == [("signed", "s1"), ("ratified", "s2")]


def test_another_document_of_the_same_two_is_another_agreement(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    (other,) = joined(recorder, "s3", ENDED, known=first)
    assert other.id != first[0].id and told(other) == ("agreement", "ended", ["FRA", "POL"])


def test_joined_again_nothing_changes_and_ids_stay(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    (both,) = joined(recorder, "s2", RATIFIED, known=first)
    assert joined(recorder, "s2", RATIFIED, known=(both,)) == ()
    assert joined(recorder, "s1", SIGNED, known=(both,)) == ()
    (more,) = (a for a in joined(recorder, "s1", AGAIN, SIGNED, known=(both,)) if a.kind == "treaty")
    assert more.id == both.id and more.reports[:2] == ("a", "b")


def test_what_a_story_no_longer_tells_is_let_go(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    (both,) = joined(recorder, "s2", RATIFIED, known=first)
    (left,) = agreements.join("s2", (RATIFIED,), (Recorded(report="c"),), (both,))
    assert left == first[0]
    (gone,) = agreements.join("s1", (), (), (left,))
    assert gone.id == left.id and gone.history == ()


def test_a_merged_story_takes_its_agreements_along(recorder: Recorder) -> None:
    first = joined(recorder, "s1", SIGNED)
    (moved,) = joined(recorder, "s9", SIGNED, known=first, merged=("s1",))
    assert moved.id == first[0].id and {s.story for s in moved.history} == {"s9"} and moved.story == "s9"


def test_an_agreement_keeps_its_id_over_versions_and_over_another_coding(recorder: Recorder) -> None:
    (first,) = joined(recorder, "s1", SIGNED)
    longer = report(f"It rained in Nancy. {SIGNED.text}", "2024-03-23T08:00:00Z", "a", version=2)
    assert joined(recorder, "s1", longer, known=(first,)) == ()
    reworded = report(
        "The treaty on mutual defence was signed by Poland and France on Friday.",
        "2024-03-23T08:00:00Z",
        "a",
        version=2,
    )
    (told,) = joined(recorder, "s1", reworded, known=(first,))
    assert told.id == first.id and told.evidence != first.evidence
    taken = recorder.record(SIGNED)
    (paper,) = taken.documents
    otherwise = replace(paper, id=paper.id.replace("treaty", "protocol"), kind="protocol")
    (coded,) = agreements.join("s1", [SIGNED], [replace(taken, documents=(otherwise,))], (first,))
    assert (coded.id, coded.kind) == (first.id, "protocol")


def test_a_sentence_that_stands_twice_tells_two_documents(recorder: Recorder) -> None:
    twice = recorder.record(report(f"{SIGNED.text} {SIGNED.text}", "2024-03-23T08:00:00Z", "a"))
    assert len({d.id for d in twice.documents}) == len(twice.documents) == 2
