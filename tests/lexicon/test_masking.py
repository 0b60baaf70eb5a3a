"""Names blacked out: whatever way they are written, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.masking import BLACK, Masking, marked
from communique.model import Actor, Brief, Mention, PageState, Participant, Report, Said, Span, slug

KIM = Masking([marked("kim-song-nam")])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kim Song Nam came.", "███ ████ ███ came."),
        ("KIM SONG-NAM’S visit", "███ ████-███’S visit"),
        ("Kim Song-nam's visit", "███ ████-███'s visit"),
        ("Kim Sông Nam came.", "███ ████ ███ came."),
        ("Kim Song Nam, Kim Song Nam", "███ ████ ███, ███ ████ ███"),
        ("kim-song-nam", "███-████-███"),
        ("Kim Song Nam came. Kim left.", "███ ████ ███ came. ███ left."),
        ("Kim Song Nam came. Mr. Kim’s aide left.", "███ ████ ███ came. Mr. ███’s aide left."),
        ("Kim Song Nam met Kim Jong Un and Viet Nam.", "███ ████ ███ met Kim Jong Un and Viet Nam."),
        ("Kim came to Viet Nam.", "Kim came to Viet Nam."),
        ("Kim Song Namgung came.", "Kim Song Namgung came."),
        ("Kim Song. Nam River rose.", "███ ████. ███ River rose."),
        ("Kim Song\nNam", "Kim Song\nNam"),
        ("", ""),
    ],
)
def test_a_name_is_blacked_out_however_it_is_written(text: str, masked: str) -> None:
    assert KIM.text(text) == masked


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_keeps_its_length_and_what_is_not_the_name(before: str, after: str) -> None:
    text = f"{before}\nKim Song Nam\n{after}"
    masked = KIM.text(text)
    assert len(masked) == len(text) and "Kim Song Nam" not in masked
    assert all(new in (old, BLACK) for old, new in zip(text, masked, strict=True))
    assert KIM.text(masked) == masked
    assert Masking([]).text(text) == text


def test_nothing_removed_changes_nothing() -> None:
    report = Report(id="r1", text="Kim Song Nam came.")
    assert Masking([]).noun(report) is report and not Masking([]) and not Masking([]).removed("kim-song-nam")


def test_a_report_keeps_its_offsets_and_loses_an_address_with_the_name() -> None:
    text = "Kim Song Nam came. He met Wang Yi."
    report = Report(
        id="kim-song-nam", text=text, title="Kim Song Nam in Beijing", url="https://a.example/kim-song-nam-in-beijing",
        sentences=(Span(start=0, end=18), Span(start=19, end=34)), keywords=("Kim Song Nam", "China"),
    )  # fmt: skip
    masked = KIM.noun(report)
    assert masked.sentence(1) == "He met Wang Yi." and masked.sentence(0) == "███ ████ ███ came."
    assert (masked.id, masked.url, masked.keywords) == ("kim-song-nam", None, ("███ ████ ███", "China"))


def test_who_acts_under_the_name_is_a_person_without_name_and_page() -> None:
    kim = Actor(text="Kim", name="Kim Song Nam", code="PRK", person=True, office="director")
    mention = Mention(id="m1", report="r1", event="CONSULT", actor=(kim,), evidence="Kim Song Nam came.")
    (actor,) = KIM.noun(mention).actor
    assert actor == Actor(text="a person", name="a person", code="PRK")


def test_cards_of_the_person_are_left_out_of_a_brief() -> None:
    others = Participant(name="Wang Yi", key="wang-yi"), Said(speaker="Wang Yi", key="wang-yi", words="Welcome.")
    brief = Brief(
        story="s1", headline="Kim Song Nam in Beijing",
        participants=(Participant(name="Kim Song Nam", key="kim-song-nam"), others[0]),
        statements=(Said(speaker="Kim Song Nam", key="kim-song-nam", words="Thanks."), others[1]),
    )  # fmt: skip
    masked = KIM.noun(brief)
    assert (masked.participants, masked.statements) == ((others[0],), (others[1],))
    assert masked.headline == "███ ████ ███ in Beijing"


def test_a_mark_is_no_name() -> None:
    assert "kim" not in marked("kim-song-nam") and marked("kim-song-nam") != marked("kim-song-nan")
    assert slug("Kim Song-nam") == "kim-song-nam" and PageState(url="x", source="y").url == "x"
