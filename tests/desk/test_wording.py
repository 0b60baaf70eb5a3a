"""What editors write into a brief stands, whatever the desk does later; what the desk would print is offered."""

from collections.abc import Callable

import pytest

from communique.desk import Desk, redoing
from communique.desk.wording import Wording
from communique.errors import UsageError
from communique.model import Brief, Hand, Version
from tests.desk.corrected import ELSEWHERE, TALKS, corrected
from tests.desk.retelling import newer_version
from tests.record.conftest import report

HEADLINE = "Norway and Japan talk in Oslo"
TRUE = "Jan Berg met Keiko Mori in Oslo on Tuesday, 19 March 2024."
WRONG = "Jan Berg met Keiko Mori in Tokyo on Friday, 22 March 2024."
WORDS = (HEADLINE, TRUE, f"{TRUE} {WRONG}\n\nJapan accused Norway of dumping fish.")

NEWS = report(
    "Japan recalled its ambassador from Norway on Wednesday after the talks of Keiko Mori and Jan Berg in Oslo. "
    "Norway expelled four Japanese diplomats on Wednesday.",
    "2024-03-21T09:00:00+00:00", "three", title="Japan recalls its ambassador from Oslo", publisher="Plover",
)  # fmt: skip


@pytest.fixture
def desk(opened: Callable[[], Desk]) -> Desk:
    desk = opened()
    for told, story in ((TALKS[0], "s1"), (TALKS[1], "s1"), (ELSEWHERE, "s2")):
        desk.store.put_report(told)
        desk.store.assign(told.id, story)
    desk.once()
    return desk


def editing(desk: Desk) -> Wording:
    return Wording(desk.store, desk.clock)


def printed(desk: Desk, story: str = "s1") -> Brief:
    found = desk.store.brief(story)
    assert found is not None
    return found


def released(desk: Desk, whys: dict[str, str] | None = None) -> Hand:
    hand = editing(desk).save("s1", WORDS, "Ana", 0, whys=whys)
    editing(desk).release("s1", "Ana", hand.turn, "Shorter.")
    return editing(desk).hand("s1")


def grown(desk: Desk) -> None:
    desk.store.put_report(NEWS)
    desk.store.assign("three", "s1")
    desk.once()


def stands(desk: Desk, story: str = "s1") -> Brief:
    """The editor's words are printed, with the desk's cards below."""
    brief = printed(desk, story)
    assert brief.headline == HEADLINE and [s.text for s in brief.body[0]] == [TRUE, WRONG] and brief.edited
    assert brief.sources and brief.participants
    return brief


def test_each_sentence_is_checked_cited_and_warned_of_and_none_is_refused(desk: Desk) -> None:
    before = printed(desk)
    hand = editing(desk).save("s1", WORDS, "Ana", 0)
    assert hand.draft is not None and hand.turn == 1 and printed(desk) == before, "saved is not released"
    by_text = {s.text: s for s in hand.draft.sentences}
    assert {c.report for c in by_text[TRUE].citations} >= {"one"} and by_text[TRUE].writer == "editor"
    (warning,) = [one for one in hand.draft.warned if one.sentence == WRONG]
    assert {"date", "place"} & {reason.kind for reason in warning.reasons} and warning.nearest
    assert TRUE not in {one.sentence for one in hand.draft.warned}


def test_a_released_text_is_the_next_version_and_in_the_history(desk: Desk) -> None:
    before = printed(desk)
    released(desk, {WRONG: "The ministry told us."})
    brief = stands(desk)
    assert brief.version == before.version + 1 and brief.body[0][1].kept == "The ministry told us."
    ruling = desk.store.rulings(1, story="s1")[0]
    assert (ruling.kind, ruling.by, ruling.why, ruling.version) == ("edit", "Ana", "Shorter.", brief.version)
    assert brief.dates.updated is not None and desk.store.search("Tokyo", 3)


def test_the_desk_writes_no_other_over_it_and_offers_its_own(desk: Desk, opened: Callable[[], Desk]) -> None:
    released(desk)
    desk.store.mark_due("s1")
    desk.once()
    assert editing(desk).hand("s1").newer is None, "nothing has grown"
    version = stands(desk).version
    again = opened()
    grown(again)
    brief = stands(again)
    assert brief.version > version and "three" in {credit.report for credit in brief.sources}
    hand = editing(again).hand("s1")
    assert hand.newer is not None and hand.newer.headline != HEADLINE and not hand.newer.edited
    editing(again).keep("s1", "Ana", hand.turn)
    again.store.mark_due("s1")
    again.once()
    assert editing(again).hand("s1").newer is None and stands(again)


def test_the_newer_text_is_taken(desk: Desk) -> None:
    released(desk)
    grown(desk)
    hand = editing(desk).hand("s1")
    assert hand.newer is not None
    ruling = editing(desk).take("s1", "Ben", hand.turn)
    brief = printed(desk)
    assert brief.headline == hand.newer.headline and not brief.edited and ruling.version == brief.version
    desk.once()
    assert printed(desk).headline == hand.newer.headline and editing(desk).hand("s1").text is None


def test_a_brief_given_back_is_the_desks_again(desk: Desk) -> None:
    before = printed(desk)
    hand = released(desk)
    editing(desk).revert("s1", "Ana", hand.turn)
    desk.once()
    assert [s.text for s in printed(desk).sentences] == [s.text for s in before.sentences]
    assert printed(desk).version > before.version and not printed(desk).edited


def test_two_editors_the_later_is_told_and_nothing_is_lost(desk: Desk) -> None:
    first = editing(desk).save("s1", WORDS, "Ana", 0)
    with pytest.raises(UsageError, match=r"somebody was quicker \(Ana did at .*yours is not lost"):
        editing(desk).save("s1", ("Other", "", "Words of Ben stand here."), "Ben", 0)
    assert editing(desk).hand("s1") == first
    with pytest.raises(UsageError, match="somebody was quicker"):
        editing(desk).release("s1", "Ben", 0)
    assert not printed(desk).edited


def test_a_correction_in_a_source_comes_on_top(desk: Desk) -> None:
    released(desk)
    note = "An earlier version of this article named another town."
    desk.store.put_report(newer_version(TALKS[0], TALKS[0].text + " More follows.", note))
    desk.once()
    brief = stands(desk)
    assert [c.text for c in brief.corrections] == [note]
    cited = {c.version for s in brief.sentences for c in s.citations if c.report == "one"}
    assert cited == {2}, "citations follow the sentence into the newest version"


def test_it_holds_over_decisions_redo_merge_and_split(desk: Desk) -> None:
    released(desk)
    corrected(desk)
    desk.once()
    list(redoing.redo(desk))
    desk.once()
    stands(desk)
    editing(desk).merge(["s1", "s2"], "Ana")
    desk.once()
    stands(desk)
    editing(desk).split("s1", ["away"], "Ana")
    desk.once()
    stands(desk)


def test_a_story_merged_into_an_older_one_brings_its_text(desk: Desk) -> None:
    later = report(
        "Oslo said nothing more.", "2024-03-20T12:00:00+00:00", "four", title="Nothing more", publisher="Tern"
    )
    desk.store.put_report(later)
    desk.store.assign("four", "s3")
    desk.once()
    hand = editing(desk).save("s3", ("Oslo is silent", "", "Oslo said nothing more."), "Ana", 0)
    editing(desk).release("s3", "Ana", hand.turn)
    editing(desk).merge(["s1", "s3"], "Ana")
    desk.once()
    brief = printed(desk)
    assert brief.headline == "Oslo is silent" and {"one", "four"} <= {credit.report for credit in brief.sources}
    assert editing(desk).hand("s1").newer is not None


def test_a_brief_with_nothing_left_is_withdrawn_though_an_editor_wrote_it(desk: Desk) -> None:
    released(desk)
    for told in TALKS:
        versions = (Version(version=1), Version(version=2, seen="2024-04-23T11:00:00Z"))
        desk.store.put_report(newer_version(told, "", None, retracted="gone", versions=versions))
    desk.once()
    assert printed(desk).state == "withdrawn" and printed(desk).sentences == ()
    with pytest.raises(UsageError, match="no brief that could be edited"):
        editing(desk).save("s1", WORDS, "Ana", editing(desk).hand("s1").turn)


def test_more_copied_words_than_allowed_are_warned_of(desk: Desk) -> None:
    long = " ".join(f"word{n} and again" for n in range(40)) + "."
    desk.store.put_report(newer_version(TALKS[0], f"{TALKS[0].text} {long}", None))
    hand = editing(desk).save("s1", (HEADLINE, "", f"{TRUE} {long}"), "Ana", 0)
    assert hand.draft is not None and "which allows 60" in hand.draft.copied[0]


@pytest.mark.parametrize("words", [("", "", "x"), (" ", "", "x"), ("x", "y", " "), ("x", "", "a" * 30_000)])
def test_what_is_no_brief_is_not_saved(desk: Desk, words: tuple[str, str, str]) -> None:
    with pytest.raises(UsageError):
        editing(desk).save("s1", words, "Ana", 0)
    assert editing(desk).hand("s1") == Hand(story="s1")
