"""WebSub: what a hub pushes, how much is believed of it, and how often a source is asked then; over HTTP both ways."""

import contextlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

import pytest

from communique.site import callbacks
from tests.desk.hub import Pushed, call, minutes, sent, signature
from tests.sources.conftest import status

# pushes


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_push_has_the_source_asked_at_the_next_round(desk: Pushed, method: str) -> None:
    form = desk.subscribed()
    desk.round(minutes=6)
    assert desk.asked() == 1
    desk.publish("first")
    assert desk.hub.push(form, b"<feed>anything</feed>", method) == 202
    assert desk.round().new == 1 and desk.asked() == 2
    desk.round(minutes=6)
    assert desk.asked() == 2


def test_what_is_pushed_is_not_taken_for_what_the_source_says(desk: Pushed) -> None:
    form = desk.subscribed()
    lie = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{desk.publisher.url}/lie'/></entry></feed>"
    desk.clock.sleep(360)
    assert desk.hub.push(form, lie.encode()) == 202
    assert desk.round().new == 0 and "/lie" not in desk.publisher.paths()


@pytest.mark.parametrize(
    "signed",
    [
        None,
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        "sha256=é",
        "md5=900150983cd24fb0d6963f7d28e17f72",
        signature("another secret", b"x"),
        signature("", b"x"),
        "=" + signature("another secret", b"x"),
    ],
)
def test_a_push_that_is_wrongly_signed_is_taken_and_means_nothing(desk: Pushed, signed: str | None) -> None:
    form = desk.subscribed()
    desk.clock.sleep(360)
    assert sent(form["hub.callback"], b"x", signed) == 202
    right = signature(form["hub.secret"], b"x")
    assert sent(form["hub.callback"], b"y", right) == 202  # another body
    assert sent(form["hub.callback"], b"x", "sha512" + right.removeprefix("sha256")) == 202
    desk.round()
    assert desk.held.noticed is None and desk.asked() == 1


def test_a_push_played_again_costs_one_request_in_five_minutes_and_changes_nothing(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.publish("first")
    desk.clock.sleep(360)
    desk.hub.push(form)
    assert desk.round().new == 1
    for _ in range(6):
        assert desk.hub.push(form) == 202
        result = desk.round(minutes=1)
        assert (result.new, result.changed) == (0, 0)
    assert desk.asked() == 3


def test_a_push_that_comes_while_the_source_is_asked_is_not_lost(desk: Pushed) -> None:
    form = desk.subscribed()
    answer = desk.publisher.pages["/feed.xml"]
    pushed = threading.Event()

    def late(handler: BaseHTTPRequestHandler) -> None:
        answer(handler)
        desk.publisher.pages["/feed.xml"] = answer
        desk.publish("late")
        desk.hub.push(form)
        pushed.set()

    desk.publisher.pages["/feed.xml"] = late
    assert desk.round(minutes=31).new == 0
    assert pushed.wait(10)
    assert desk.round(minutes=5).new == 1


def test_a_source_that_fails_is_left_alone_whatever_a_hub_says(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.publisher.pages["/feed.xml"] = status(503, Retry_After="7200")
    desk.round(minutes=31)
    asked = desk.asked()
    desk.hub.push(form)
    desk.round(minutes=20)
    assert desk.asked() == asked
    desk.offer(desk.hub.url, desk.topic)
    desk.round(minutes=110)
    assert desk.asked() == asked + 1


@pytest.mark.parametrize("chunked", [False, True])
def test_a_huge_push_is_not_taken_in(desk: Pushed, chunked: bool) -> None:
    form = desk.subscribed()
    piece = b"x" * 100_000
    count = callbacks.LARGEST // len(piece) + 1
    signed = {"X-Hub-Signature": signature(form["hub.secret"], piece * count)}
    content = iter([piece] * count) if chunked else piece * count
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may be ended while we still send
        assert call("POST", form["hub.callback"], content, signed)[0] == 413
    assert desk.held.noticed is None
    assert desk.hub.push(form, piece * (count - 1)) == 202 and desk.held.noticed is not None


def test_a_slow_push_is_ended(desk: Pushed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callbacks, "LONGEST", 0.4)
    form = desk.subscribed()
    parts = urlsplit(form["hub.callback"])
    began = time.monotonic()
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
        line.sendall(f"POST {parts.path} HTTP/1.1\r\nHost: desk\r\nContent-Length: 1000\r\n\r\n<fe".encode())
        said = b""
        while piece := line.recv(1000):
            said += piece
    assert b" 408 " in said and time.monotonic() - began < 4  # by us, not by the keep-alive
    assert desk.held.noticed is None and desk.hub.push(form) == 202


def test_a_push_that_breaks_off_changes_nothing(desk: Pushed) -> None:
    form = desk.subscribed()
    parts = urlsplit(form["hub.callback"])
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
        line.sendall(f"POST {parts.path} HTTP/1.1\r\nHost: desk\r\nContent-Length: 1000\r\n\r\n<fe".encode())
    assert desk.hub.push(form) == 202


def test_too_many_calls_for_one_subscription_are_refused_for_a_minute(desk: Pushed) -> None:
    form = desk.subscribed()
    codes = [desk.hub.push(form) for _ in range(callbacks.MOST + 5)]
    assert codes == [202] * (callbacks.MOST - 1) + [429] * 6  # the verification was a call too
    desk.clock.sleep(61)
    assert desk.hub.push(form) == 202


# polling


def test_a_source_that_is_pushed_is_asked_every_four_hours(desk: Pushed) -> None:
    form = desk.subscribed()
    assert minutes(desk, desk.state.due) == 30  # as long as no push has come
    desk.publish("first")
    desk.clock.sleep(360)
    desk.hub.push(form)
    desk.round()
    assert minutes(desk, desk.state.due) == 4 * 60
    desk.round(minutes=4 * 60)
    assert minutes(desk, desk.state.due) == 4 * 60


def test_a_hub_that_did_not_tell_is_not_counted_on_until_it_tells_again(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.publish("first")
    desk.clock.sleep(360)
    desk.hub.push(form)
    desk.round()
    desk.publish("second")
    assert desk.round(minutes=4 * 60).new == 1
    assert minutes(desk, desk.state.due) < 4 * 60
    desk.round(minutes=4 * 60)
    assert minutes(desk, desk.state.due) < 4 * 60
    desk.publish("third")
    desk.clock.sleep(360)
    desk.hub.push(form)
    assert desk.round().new == 1
    assert minutes(desk, desk.state.due) == 4 * 60


def test_a_hub_that_tells_of_nothing_is_not_counted_on(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.clock.sleep(360)
    desk.hub.push(form)
    desk.round()
    assert desk.asked() == 2 and minutes(desk, desk.state.due) == 30
