"""WebSub: subscriptions are asked for, confirmed, renewed, denied, left; over HTTP both ways."""

import re
import sqlite3
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from communique.config import Settings
from communique.desk import Desk
from communique.model import Source
from tests.desk.hub import Hub, Pushed, call, minutes, sent, signature
from tests.sources.conftest import status

DAY = 24 * 60.0


# subscribing


def test_a_source_that_offers_a_hub_is_subscribed_to_and_the_hub_confirms(desk: Pushed) -> None:
    form = desk.subscribed()
    assert form.keys() == {"hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds", "hub.secret"}
    assert (form["hub.mode"], form["hub.topic"], form["hub.lease_seconds"]) == ("subscribe", desk.topic, "864000")
    assert re.fullmatch(rf"{desk.desk.settings.base_url}/websub/[0-9a-f]{{48}}", form["hub.callback"])
    assert len(form["hub.secret"]) >= 40 and form["hub.secret"] not in form["hub.callback"]
    assert minutes(desk, desk.held.until) == 10 * DAY
    desk.round(minutes=30)
    assert len(desk.hub.forms) == 1


def test_headers_go_before_the_feed(desk: Pushed) -> None:
    link = f'<{desk.hub.url}/by-header?key=1>; rel="hub", </by-header.xml>; rel=self'
    desk.offer("http://127.0.0.1:9/in-feed", desk.topic, Link=link)
    desk.round()
    assert desk.hub.paths == ["/by-header?key=1"]
    assert desk.hub.forms[0]["hub.topic"] == f"{desk.publisher.url}/by-header.xml"


@pytest.mark.parametrize(
    ("base", "hub", "topic", "why"),
    [
        ("", True, True, "base_url, the public address of the site, is not set"),
        ("desk.example", True, True, "base_url"),
        ("https://desk.example", False, True, "it offers no hub"),
        ("https://desk.example", True, False, "does not say for which address"),
    ],
)
def test_without_all_that_it_takes_no_hub_is_asked_and_it_is_said_why(
    desk: Pushed, base: str, hub: bool, topic: bool, why: str
) -> None:
    desk.offer(desk.hub.url if hub else None, desk.topic if topic else None)
    desk.desk.settings = Settings(base_url=base, allow_private=True, pace=0)
    desk.round()
    assert desk.asked() == 1 and not desk.hub.forms and not desk.rows
    assert why in (desk.desk.unsubscribed("harbour") or "")


def test_two_sources_with_one_topic_are_two_subscriptions(desk: Pushed) -> None:
    desk.desk.store.put_source(Source(id="twin", url=f"{desk.topic}?twin"))
    desk.publisher.pages["/feed.xml?twin"] = desk.publisher.pages["/feed.xml"]
    desk.round()
    first, second = desk.hub.forms
    assert first["hub.topic"] == second["hub.topic"]
    assert first["hub.callback"] != second["hub.callback"] and first["hub.secret"] != second["hub.secret"]
    assert sent(first["hub.callback"], b"x", signature(second["hub.secret"], b"x")) == 202
    assert [row.noticed for row in desk.rows] == [None, None]
    for form in (first, second):
        assert desk.hub.verify(form)[0] == 200 and desk.hub.push(form) == 202
    assert {row.source for row in desk.rows if row.until and row.noticed} == {"harbour", "twin"}


# verification


@pytest.mark.parametrize(
    "forged",
    [
        {"topic": "https://other.example/feed"},
        {"topic": None},
        {"mode": "unsubscribe"},
        {"mode": "publish"},
        {"mode": None},
        {"challenge": None},
        {"lease_seconds": "0"},
        {"lease_seconds": "-5"},
        {"lease_seconds": "soon"},
        {"lease_seconds": "٣٠٠"},
        {"lease_seconds": ""},
        {"mode": "denied", "topic": "https://other.example/feed"},
    ],
)
def test_what_was_not_asked_for_is_not_confirmed(desk: Pushed, forged: dict[str, str | None]) -> None:
    form = desk.subscribed()
    before = (desk.held.until, desk.held.due, desk.held.leaving)
    code, text = desk.hub.verify(form, **forged)
    assert code == 404 and "speak" not in text
    assert (desk.held.until, desk.held.due, desk.held.leaving) == before


def test_head_confirms_nothing(desk: Pushed) -> None:
    desk.round()
    form = desk.hub.forms[0]
    query = f"hub.mode=subscribe&hub.topic={desk.topic}&hub.challenge=c&hub.lease_seconds=9000"
    assert call("HEAD", f"{form['hub.callback']}?{query}")[0] == 404
    assert desk.held.until is None


@pytest.mark.parametrize(
    ("lease", "days"), [("1" + "0" * 60, 30.0), ("99999999", 30.0), (None, 1.0), ("60", 1 / 1440), ("86400", 1.0)]
)
def test_a_lease_is_believed_within_reason(desk: Pushed, lease: str | None, days: float) -> None:
    desk.subscribed(lease_seconds=lease)
    assert minutes(desk, desk.held.until) == pytest.approx(days * DAY)
    assert minutes(desk, desk.held.due) == pytest.approx(max(0.8 * days * DAY, 60))


@pytest.mark.parametrize("id", ["0" * 48, "x", "%00", "../sources", "a" * 3000])
def test_an_unknown_address_is_not_there(desk: Pushed, id: str) -> None:
    form = desk.subscribed()
    address = form["hub.callback"].rpartition("/")[0]
    query = f"hub.mode=subscribe&hub.topic={desk.topic}&hub.challenge=c&hub.lease_seconds=9000"
    assert call("GET", f"{address}/{id}?{query}")[0] == 404
    assert sent(f"{address}/{id}", b"x", signature(form["hub.secret"], b"x")) in (410, 404, 405)
    assert desk.held.noticed is None


def test_a_hub_may_confirm_before_it_answers_and_then_fail(desk: Pushed) -> None:
    def at_once(form: dict[str, str]) -> Callable[[BaseHTTPRequestHandler], None]:
        assert desk.hub.verify(form)[0] == 200
        return status(500)

    desk.hub.answer = at_once
    desk.round()
    assert minutes(desk, desk.held.until) == 10 * DAY and desk.held.last_error is None
    assert minutes(desk, desk.held.due) == 8 * DAY


def test_a_denial_is_kept_with_its_reason_and_asked_again_a_day_later(desk: Pushed) -> None:
    form = desk.subscribed()
    assert desk.hub.verify(form, mode="denied", challenge=None, reason="over quota")[0] == 200
    assert desk.held.until is None and "over quota" in (desk.held.last_error or "")
    desk.round(minutes=DAY - 5)
    assert len(desk.hub.forms) == 1
    desk.round(minutes=10)
    assert len(desk.hub.forms) == 2 and desk.hub.forms[1] == form
    assert desk.hub.verify(form)[0] == 200 and desk.held.last_error is None


# leases


def test_a_lease_is_renewed_when_four_fifths_of_it_are_over(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.round(minutes=8 * DAY - 10)
    assert len(desk.hub.forms) == 1
    desk.round(minutes=10)
    assert desk.hub.forms == [form, form]
    assert minutes(desk, desk.held.until) == 2 * DAY
    assert desk.hub.verify(form)[0] == 200
    assert minutes(desk, desk.held.until) == 10 * DAY and len(desk.rows) == 1


def test_a_lease_that_ran_out_is_not_counted_on(desk: Pushed) -> None:
    form = desk.subscribed(lease_seconds="18000")
    desk.publish("first")
    desk.clock.sleep(360)
    desk.hub.push(form)
    desk.round()
    desk.hub.server.shutdown()
    desk.hub.server.server_close()
    for _ in range(3):
        desk.round(minutes=4 * 60)
    assert minutes(desk, desk.held.until) < 0 and minutes(desk, desk.state.due) < 4 * 60
    assert "no answer" in (desk.held.last_error or "") or "refused" in (desk.held.last_error or "").lower()


# hubs that fail


def test_a_hub_that_is_down_is_asked_later_and_later_and_the_source_as_before(desk: Pushed) -> None:
    desk.offer("http://127.0.0.1:9/", desk.topic)
    desk.round()
    assert desk.asked() == 1 and desk.held.last_error
    assert 8 <= minutes(desk, desk.held.due) <= 12
    assert [refusal.name for refusal in desk.desk.store.refusals()] == ["http://127.0.0.1:9/"]
    desk.round(minutes=12)
    assert 16 <= minutes(desk, desk.held.due) <= 24
    assert minutes(desk, desk.state.due) == 18


def test_a_hub_that_wants_to_be_left_alone_is(desk: Pushed) -> None:
    desk.hub.answer = lambda form: status(503, Retry_After="7200")
    desk.round()
    assert minutes(desk, desk.held.due) == 120 and desk.held.last_error == "answered 503"


def test_a_hub_that_never_confirms_is_asked_again_under_the_same_address(desk: Pushed) -> None:
    desk.round()
    desk.round(minutes=13)
    assert desk.hub.forms[0] == desk.hub.forms[1] and len(desk.rows) == 1


@pytest.mark.parametrize("code", [307, 308])
def test_a_hub_that_has_moved_gets_the_form_where_it_is_now(desk: Pushed, code: int) -> None:
    elsewhere = Hub()
    try:
        desk.hub.answer = lambda form: status(code, Location=f"{elsewhere.url}/new")
        desk.round()
        assert elsewhere.forms == desk.hub.forms and elsewhere.paths == ["/new"]
        assert elsewhere.verify(elsewhere.forms[0])[0] == 200
    finally:
        elsewhere.close()


@pytest.mark.parametrize(
    ("code", "to", "why"),
    [
        (307, "http://169.254.169.254/latest/meta-data/", "metadata"),
        (308, "http://[fd00:ec2::254]/", "metadata"),
        (307, "file:///etc/passwd", "only http and https"),
        (302, "http://127.0.0.1:9/", "loses the form"),
        (303, "http://127.0.0.1:9/", "loses the form"),
        (307, "/", "circle"),
    ],
)
def test_a_redirect_of_a_hub_is_checked_like_any(desk: Pushed, code: int, to: str, why: str) -> None:
    desk.hub.answer = lambda form: status(code, Location=to)
    desk.round()
    assert why in (desk.held.last_error or "")
    assert len(desk.hub.forms) <= 2 and desk.asked() == 1


def test_a_hub_at_a_private_address_is_not_asked_unless_that_is_allowed(desk: Pushed, tmp_path: Path) -> None:
    desk.round()
    desk.hub.forms.clear()
    settings = Settings(base_url="https://desk.example", pace=0)
    public = Desk(settings, store=desk.desk.store, clock=desk.clock, folder=tmp_path)
    assert any("loopback" in refusal.why for refusal in public.subscribe())
    assert not desk.hub.forms


# changes and endings


def test_another_hub_is_subscribed_to_and_the_old_one_left(desk: Pushed) -> None:
    old = desk.subscribed()
    other = Hub()
    try:
        desk.offer(other.url, desk.topic)
        desk.round(minutes=31)
        (new,), leaving = other.forms, desk.hub.forms[-1]
        assert new["hub.callback"] != old["hub.callback"] and other.verify(new)[0] == 200
        assert leaving["hub.mode"] == "unsubscribe" and leaving["hub.callback"] == old["hub.callback"]
        assert "hub.secret" not in leaving
        assert desk.hub.verify(old)[0] == 404  # it is not to subscribe us again
        assert desk.hub.push(old) == 202 and desk.held.noticed is None
        assert desk.hub.verify(leaving) == (200, "speak friend")
        assert desk.hub.push(old) == 410
        assert [row.hub for row in desk.rows] == [other.url]
    finally:
        other.close()


def test_another_topic_or_public_address_is_another_subscription(desk: Pushed) -> None:
    old = desk.subscribed()
    desk.offer(desk.hub.url, f"{desk.topic}?new")
    desk.round(minutes=31)
    asked = {(form["hub.mode"], form["hub.topic"]) for form in desk.hub.forms[1:]}
    assert asked == {("unsubscribe", desk.topic), ("subscribe", f"{desk.topic}?new")}
    assert desk.hub.verify({**old, "hub.mode": "unsubscribe"})[0] == 200
    desk.desk.settings = Settings(base_url="http://127.0.0.1:1", allow_private=True, pace=0)
    desk.round(minutes=31)
    assert desk.held.callback.startswith("http://127.0.0.1:1/websub/") and desk.held.until is None


def test_a_source_that_alternates_between_hubs_makes_two_subscriptions(desk: Pushed) -> None:
    other = Hub()
    try:
        for turn in range(8):
            desk.offer((desk.hub, other)[turn % 2].url, desk.topic)
            desk.round(minutes=31)
        assert len(desk.rows) == 2 and sum(not row.leaving for row in desk.rows) == 1
    finally:
        other.close()


def test_a_removed_source_is_unsubscribed_from(desk: Pushed) -> None:
    form = desk.subscribed()
    assert desk.hub.verify({**form, "hub.mode": "unsubscribe"})[0] == 404
    desk.desk.remove(desk.desk.source("harbour"))
    desk.round()
    leaving = desk.hub.forms[-1]
    assert (leaving["hub.mode"], leaving["hub.callback"]) == ("unsubscribe", form["hub.callback"])
    assert desk.hub.verify(leaving, topic="https://other.example/")[0] == 404
    assert desk.hub.verify(leaving) == (200, "speak friend")
    assert not desk.rows and desk.hub.verify(leaving)[0] == 404
    desk.round(minutes=DAY)
    assert len(desk.hub.forms) == 2


def test_a_hub_that_does_not_let_go_is_given_up(desk: Pushed) -> None:
    form = desk.subscribed()
    desk.hub.answer = lambda form: status(500)
    desk.desk.remove(desk.desk.source("harbour"))
    for _ in range(6):
        desk.round(minutes=DAY)
    assert [asked["hub.mode"] for asked in desk.hub.forms] == ["subscribe"] + ["unsubscribe"] * 3
    assert not desk.rows and desk.hub.push(form) == 410


def test_a_source_that_has_ended_is_unsubscribed_from(desk: Pushed) -> None:
    desk.subscribed()
    desk.publisher.pages["/feed.xml"] = status(410)
    desk.round(minutes=31)
    assert desk.hub.forms[-1]["hub.mode"] == "unsubscribe"


def test_a_desk_that_has_no_public_address_any_more_leaves_its_hubs(desk: Pushed) -> None:
    desk.subscribed()
    desk.desk.settings = Settings(allow_private=True, pace=0)
    desk.round()
    assert desk.hub.forms[-1]["hub.mode"] == "unsubscribe"


# what people see


def test_the_page_of_sources_tells_who_pushes_and_no_secret(desk: Pushed) -> None:
    page = f"{desk.desk.settings.base_url}/sources"
    desk.round()
    assert "pushed by" not in call("GET", page)[1]
    form = desk.hub.forms[0]
    desk.hub.verify(form)
    shown = call("GET", page)[1]
    assert "pushed by hub 127.0.0.1 until" in shown and "2024-04-03T12:00:01Z" in shown
    assert form["hub.secret"] not in shown and form["hub.callback"].rpartition("/")[2] not in shown
    desk.clock.sleep(11 * 86_400)
    assert "pushed by" not in call("GET", page)[1]


def test_a_store_that_fails_has_the_hub_try_again(desk: Pushed, tmp_path: Path) -> None:
    form = desk.subscribed()
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute("ALTER TABLE subscription RENAME TO gone")
    connection.close()
    assert desk.hub.push(form) == 503
    assert desk.hub.verify(form)[0] == 503
