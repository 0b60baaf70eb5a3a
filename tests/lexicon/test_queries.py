"""What is asked by what somebody types: nothing typed is an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.queries import LONGEST, MOST_PARTS, parse
from communique.searching import Condition, Query

TODAY = date(2024, 3, 25)


def asked(typed: str) -> list[list[tuple[str, str]]]:
    """The conditions, what is left out with a minus before its field."""
    groups = parse(typed, TODAY).query.groups
    return [[("-" * c.without + c.field, c.value) for c in group] for group in groups]


def test_words_phrases_what_is_left_out_and_alternatives() -> None:
    assert asked('kim OR wang "great hall" -trade') == [
        [("words", "kim"), ("words", "wang")],
        [("phrase", "great hall")],
        [("-words", "trade")],
    ]
    assert asked("kim or wang") == [[("words", "kim")], [("words", "or")], [("words", "wang")]]
    assert asked("OR kim OR OR wang OR") == [[("words", "kim"), ("words", "wang")]]
    assert parse("tarif*").query.groups == ((Condition(field="words", value="tarif*", beginning=True),),)


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("country:nk", ("country", "PRK")),
        ("country:PRK", ("country", "PRK")),
        ("COUNTRY:pyongyang", ("country", "PRK")),
        ("country:French", ("country", "FRA")),
        ('country:"north korea"', ("country", "PRK")),
        ("-country:china", ("-country", "CHN")),
        ("pair:PRK-CHN", ("pair", "CHN-PRK")),
        ('pair:"north korea-guinea-bissau"', ("pair", "GNB-PRK")),
        ("type:meeting", ("type", "CONSULT")),
        ("type:Threaten", ("type", "THREATEN")),
        ("type:people", ("kind", "person")),
        ("type:reports", ("kind", "report")),
        ('from:"The Ledger"', ("from", "The Ledger")),
        ("lang:zh-Hans", ("lang", "zh")),
    ],
)
def test_fields(typed: str, condition: tuple[str, str]) -> None:
    assert asked(typed) == [[condition]] and not parse(typed).notes


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("on:2024-03-22", "2024-03-22", "2024-03-22"),
        ("on:2024-02", "2024-02-01", "2024-02-29"),
        ("on:2023-12", "2023-12-01", "2023-12-31"),
        ("on:2024", "2024-01-01", "2024-12-31"),
        ("after:2024-03", "2024-04-01", None),
        ("before:2024-03-01", None, "2024-02-29"),
        ("after:2024-01-01 before:2024-03-01 after:2024-02-01", "2024-02-02", "2024-02-29"),
        ("on:yesterday", "2024-03-24", "2024-03-24"),
    ],
)
def test_days(typed: str, since: str | None, until: str | None) -> None:
    assert parse(typed, TODAY).query == Query(since=since, until=until)


@pytest.mark.parametrize(
    ("typed", "note", "rest"),
    [
        ("foo:bar talks", "There is no field foo:", [[("words", "foo")], [("words", "bar")], [("words", "talks")]]),
        ('talks "in beijing', "not closed", [[("words", "talks")], [("phrase", "in beijing")]]),
        ("talks on:2024-13-45", "is no day", [[("words", "talks")]]),
        ("talks after:9999-12-31", "no days there", [[("words", "talks")]]),
        ("talks before:0001-01-01", "no days there", [[("words", "talks")]]),
        ("talks country:atlantis", "no country we know", [[("words", "talks")]]),
        ("talks pair:CHN", "no pair", [[("words", "talks")]]),
        ("talks pair:CHN-CHN", "no pair", [[("words", "talks")]]),
        ("talks type:gossip", "no type", [[("words", "talks")]]),
        ("talks lang:klingon", "no language", [[("words", "talks")]]),
        ("talks -on:2024", "cannot be left out", [[("words", "talks")]]),
        ("talks from:", "needs something", [[("words", "talks")]]),
        ("talks OR -trade", "cannot stand beside OR", [[("words", "talks")], [("-words", "trade")]]),
        ("talks OR on:2024", "cannot stand beside OR", [[("words", "talks")]]),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_asked(
    typed: str, note: str, rest: list[list[tuple[str, str]]]
) -> None:
    assert any(note in told for told in parse(typed).notes), parse(typed).notes
    assert asked(typed) == rest


def test_addresses_and_times_of_day_are_words() -> None:
    assert asked("http://a.example/b 10:30") == [[("words", "http://a.example/b")], [("words", "10:30")]]
    assert not parse("http://a.example/b 10:30").notes


def test_what_is_too_long_is_cut_and_told() -> None:
    long = parse("word " * 5000)
    assert len(long.parts) == MOST_PARTS and len(long.notes) == 2
    assert len(parse("a" * 5000).typed) == LONGEST


@given(st.text(st.sampled_from('ab"-:OR ()*^\x00\ud800é🙂\u202eaftercountypd12'), max_size=80))
def test_nothing_typed_is_an_error_and_what_was_understood_is_understood_again(typed: str) -> None:
    first = parse(typed, TODAY)
    again = parse(" ".join(f"OR {p.typed}" if p.joined else p.typed for p in first.parts), TODAY)
    assert again.query == first.query


@pytest.mark.parametrize("typed", ["O:-1", "a:OR", "a:after:2024", "a:--b:-c", "-a:-b", "OR:OR"])
def test_words_behind_a_field_that_is_none_are_words(typed: str) -> None:
    first = parse(typed, TODAY)
    assert all(p.condition and p.condition.field == "words" for p in first.parts)
    assert parse(" ".join(p.typed for p in first.parts), TODAY).query == first.query
