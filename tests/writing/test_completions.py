"""The door to a model: what is sent, what is taken, how often it is tried, and what never gets out."""

import json
import logging
import time

import pytest

from communique.drafting import Asked, Written
from communique.errors import WriterFailed
from communique.sources.completions import CompletionsWriter
from tests.writing.model_server import ModelServer, Play, completion, drips, drops, fails, raw, says, waits

ASKED = Asked(instructions="Be brief.", request="The reports.", shape={"type": "object"})
KEY = "sk-very-secret"


def writer(server: ModelServer, **more: object) -> CompletionsWriter:
    given = {"timeout": 1.0, "tries": 3, "sleep": lambda seconds: time.sleep(min(seconds, 0.05))}
    return CompletionsWriter(server.address, "small", KEY, **{**given, **more})  # type: ignore[arg-type]


def why(server: ModelServer, seconds: float = 10.0, **more: object) -> WriterFailed:
    with pytest.raises(WriterFailed) as failed:
        writer(server, **more).write(ASKED, seconds)
    assert KEY not in str(failed.value) and KEY not in repr(failed.value)
    return failed.value


def test_a_request_says_model_messages_shape_and_that_nothing_is_left_to_chance() -> None:
    with ModelServer(says("text")) as server:
        assert writer(server).write(ASKED, 5) == Written(text="text", tokens_in=1000, tokens_out=200)
    said = server.asked[0]
    assert server.paths == ["/v1/chat/completions"]
    assert [m["content"] for m in said["messages"]] == ["Be brief.", "The reports."]
    assert (said["model"], said["temperature"], said["seed"], said["max_tokens"]) == ("small", 0, 1, 2000)
    assert said["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_a_server_that_takes_no_schema_is_asked_without_it_and_that_is_remembered() -> None:
    with ModelServer(fails(400), says("one"), says("two")) as server:
        asking = writer(server)
        assert [asking.write(ASKED, 5).text, asking.write(ASKED, 5).text] == ["one", "two"]
    assert ["response_format" in said for said in server.asked] == [True, False, False]


def test_a_server_that_takes_no_temperature_is_asked_without_it() -> None:
    with ModelServer(fails(400), fails(422), says("text")) as server:
        assert writer(server).write(ASKED, 5).text == "text"
    assert "temperature" not in server.asked[2] and server.asked[2]["max_completion_tokens"] == 2000


@pytest.mark.parametrize("play", [fails(500), fails(503), fails(429), drops, raw(completion("x")[:40]), raw(b"<html>")])
def test_what_may_pass_is_tried_again(play: Play) -> None:
    with ModelServer(play, play, says("text")) as server:
        assert writer(server).write(ASKED, 10).text == "text"
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("play", "said", "calls"),
    [
        (fails(500), "answered 500 (3 tries)", 3),
        (drops, "broke off (3 tries)", 3),
        (raw(b'{"choices": []}'), "no chat completion", 3),
        (raw(b'{"choices": [{"message": {"content": 7}}]}'), "no chat completion", 3),
        (raw(b"[" * 100_000), "no chat completion", 3),
        (says(""), "empty answer", 3),
        (fails(401), "answered 401", 1),
        (fails(302, Location="http://127.0.0.1:1/"), "answered 302", 1),
        (raw(b"x" * 3_000_000), "larger than 2 MB", 1),
    ],
)
def test_what_does_not_pass_is_said_without_what_the_server_said(play: Play, said: str, calls: int) -> None:
    with ModelServer(play) as server:
        assert said in why(server).why
        assert len(server.asked) == calls


@pytest.mark.parametrize("play", [drips, waits(5, says("late"))])
def test_a_slow_model_is_given_up_in_time(play: Play) -> None:
    begun = time.monotonic()
    with ModelServer(play) as server:
        failed = why(server, timeout=0.3, tries=2)
    assert "in time (2 tries)" in failed.why and failed.charged
    assert time.monotonic() - begun < 4


def test_the_whole_takes_no_longer_than_it_may() -> None:
    begun = time.monotonic()
    with ModelServer(drips) as server:
        why(server, seconds=0.5, timeout=60.0, tries=20)
    assert time.monotonic() - begun < 3


def test_retry_after_is_honoured_in_both_forms_and_bounded() -> None:
    waited: list[float] = []
    plays = [
        fails(429, Retry_After="7"),
        fails(503, Retry_After="Sat, 01 Jan 2000 00:00:00 GMT"),
        fails(429),
        says("t"),
    ]
    with ModelServer(*plays) as server:
        writer(server, tries=4, sleep=waited.append).write(ASKED, 60)
    assert waited == [7.0, 0.0, 2.0]
    with ModelServer(fails(429, Retry_After="86400"), says("t")) as server:
        writer(server, sleep=waited.append).write(ASKED, 60)
    assert waited[-1] == 30.0
    with ModelServer(fails(429, Retry_After="20")) as server:
        assert "answered 429 (1 try)" in why(server, seconds=5.0, sleep=waited.append).why


def test_nobody_there_is_said_and_costs_nothing() -> None:
    with ModelServer(says("x")) as server:
        pass
    failed = why(server, tries=2)
    assert "could not be reached (2 tries)" in failed.why and not failed.charged


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/v1", "ftp://127.0.0.1/v1", "not an address", "http://u:p@h/v1"]
)
def test_addresses_that_no_model_has_are_refused(address: str) -> None:
    with pytest.raises(WriterFailed):
        CompletionsWriter(address, "small", tries=1).write(ASKED, 5)


def test_numbers_of_tokens_that_cannot_be_are_not_taken() -> None:
    with ModelServer(says("text", {"prompt_tokens": -5, "completion_tokens": 1})) as server:
        assert writer(server).write(ASKED, 5) == Written(text="text")


def test_the_key_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), ModelServer(fails(401)) as server:
        why(server)
    assert KEY not in caplog.text and KEY not in json.dumps(server.asked)
