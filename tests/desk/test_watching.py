"""Those who watch get mail after a round, over real connections on loopback."""

from email.headerregistry import Address
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.config import MailSettings, Settings
from communique.desk import Desk
from communique.desk.delivering import Delivering
from communique.desk.watches import Watches
from communique.dispatch import SmtpPost
from communique.model import Correction, Source
from communique.store import bodies
from communique.store.sqlite import SqliteStore
from tests.desk.hub import PARAGRAPH
from tests.desk.opening import parser
from tests.desk.watched import BASE, NOON, Room, by_mail, subjects, words
from tests.dispatch.receivers import MailServer, Receiver


def test_nothing_printed_before_is_told_and_each_version_is_told_once(room: Room, mail: MailServer) -> None:
    by_mail(room)
    assert room.round() == (0, [])
    room.print("Third day of talks")
    assert room.round() == (1, []) and room.round() == (0, [])
    assert subjects(mail) == ["Third day of talks"] and mail.envelopes == [
        ("desk@desk.example", ["reader@example.org"])
    ]


def test_wording_alone_is_not_told_but_facts_are_with_what_changed(room: Room, mail: MailServer) -> None:
    by_mail(room)
    room.print("Third day of talks")
    room.round()
    room.print(standfirst=())
    assert room.round() == (0, [])
    room.print("Fourth day of talks")
    assert room.round() == (1, [])
    update = mail.messages[1]
    assert "The headline was changed." in words(update) and "Fourth day of talks" in words(update)
    assert "Who took part: new: Fourth day of talks." in words(update)
    assert update["In-Reply-To"] == mail.messages[0]["Message-ID"]


@pytest.mark.parametrize(
    ("kind", "of", "told"),
    [
        ("country", "North Korea", True),
        ("country", "LAO", False),
        ("pair", "prk-chn", True),
        ("pair", "CHN-RUS", False),
        ("person", "Kim Song Nam", True),
        ("person", "Wang Huning", True),
        ("person", "Nobody Known", False),
        ("story", "s-talks", True),
        ("story", "s-guests", True),  # it became s-talks
        ("story", "s-panel", False),
        ("query", "delegation Beijing", True),
        ("query", "pair:CHN-PRK", True),
        ("query", "harvest", False),
    ],
)
def test_each_kind_is_told_of_its_own(room: Room, mail: MailServer, kind: str, of: str, told: bool) -> None:
    by_mail(room, kind, of)
    room.print("Kim Song Nam in Beijing again")
    assert room.round() == (int(told), [])


def test_while_a_message_waits_a_newer_version_takes_its_place(room: Room, mail: MailServer) -> None:
    by_mail(room, quiet="11:00-13:00")
    room.print("At noon")
    assert room.round() == (0, []) and not mail.messages
    room.print("At half past")
    assert room.round(30) == (0, [])
    assert room.round(30) == (1, []) and subjects(mail) == ["At half past"]


def test_quiet_hours_are_those_of_the_desks_zone(room: Room, mail: MailServer) -> None:
    room.zone = "Asia/Seoul"  # nine in the evening
    by_mail(room, quiet="21:00-07:00")
    room.print("Late")
    assert room.round() == (0, [])
    assert room.round(9 * 60 + 54) == (0, []) and room.round(1) == (1, [])


def test_a_digest_has_all_stories_of_a_day_in_one_mail(room: Room, mail: MailServer) -> None:
    watch = by_mail(room, "country", "PRK", every="day")
    room.print("The talks go on")
    room.print("The envoy is back", "s-envoy")
    assert room.round() == (0, [])
    room.print("The talks end")
    assert room.round(18 * 60) == (0, []), "not before seven"
    assert room.round(60) == (1, [])
    (message,) = mail.messages
    assert "2 stories" in str(message["Subject"]) and words(message).startswith("The envoy is back")
    assert f"{BASE}/story/s-talks" in words(message) and words(message).count(BASE) == 2
    assert {state for _, state, _ in room.states(watch.id)} == {"sent"} and room.round(24 * 60) == (0, [])


def test_mail_speaks_the_language_of_its_watch_and_leads_to_pages_in_it(room: Room, mail: MailServer) -> None:
    watch = by_mail(room, language="fr")
    by_mail(room, mail="other@example.org", every="day", language="ar", title="الصين")
    assert (watch.title, room.kept(watch.id).language) == ("Chine – Corée du Nord", "fr")
    room.print("A new headline")
    assert room.round() == (1, [])
    (message,) = mail.messages
    assert f"{BASE}/fr/story/s-talks" in words(message) and "Vous recevez ceci" in words(message)
    room.print("Another headline")
    assert room.round(24 * 60) == (2, [])
    update, digest = sorted(subjects(mail)[1:])
    assert update == "Mise à jour : Another headline" and digest.startswith("الصين: قصة واحدة، ")


def test_a_watch_from_before_there_were_languages_speaks_english(room: Room) -> None:
    watch = by_mail(room)
    kept = msgspec.json.decode(bodies.encoded(watch))
    del kept["language"]
    assert bodies.WATCH.decode(msgspec.json.encode(kept)) == watch


def test_a_correction_and_a_withdrawal_are_told_to_who_got_the_brief(room: Room, mail: MailServer) -> None:
    by_mail(room)
    later = by_mail(room, mail="later@example.org", quiet="00:00-23:59")
    room.print("Third day of talks")
    room.round()
    notice = Correction(
        at="2024-03-25T12:00:00Z", text="It was Friday.", report="r-cai", version=9, publisher="Kestrel"
    )
    room.print(corrections=(notice,))
    room.round()
    room.print(state="withdrawn", standfirst=(), body=())
    room.store.put_events("s-talks", [])
    room.round()
    first, corrected, withdrawn = subjects(mail)
    assert (first, corrected) == ("Third day of talks", "Corrected: Third day of talks")
    assert withdrawn == "Withdrawn: the brief sent on 25 March 2024"
    assert "Kestrel: It was Friday." in words(mail.messages[1]) and "Third day" not in words(mail.messages[2])
    assert room.states(later.id) == [], "who got nothing is told nothing"


def test_a_bad_address_is_marked_and_stops_no_other(room: Room, mail: MailServer) -> None:
    mail.answers["RCPT TO:<bad@"] = "550 no such user"
    bad, good = by_mail(room, mail="bad@example.org"), by_mail(room, mail="good@example.org")
    room.print("Third day of talks")
    assert room.round() == (1, [f"watch {bad.id}: 550 no such user"])
    assert room.states(bad.id) == [(3, "refused", 1)] and room.states(good.id) == [(3, "sent", 1)]
    assert (room.kept(bad.id).failures, room.kept(bad.id).why) == (1, "550 no such user")
    assert room.kept(good.id).sent == "2024-03-25T12:05:00Z"
    assert room.round() == (0, [])


def test_what_is_refused_for_now_is_tried_again_later_and_later_then_given_up(room: Room, mail: MailServer) -> None:
    mail.answers["RCPT"] = "451 come back"
    watch = by_mail(room)
    room.print("Third day of talks")
    for minutes in (1, 5, 30, 120, 720):
        assert room.round(0) == (0, [f"watch {watch.id}: 451 come back"])
        assert room.round(minutes - 0.1) == (0, []), "not before its time"
        room.clock.sleep(6)
    assert room.states(watch.id) == [(3, "waiting", 5)]
    room.round(0)
    assert room.states(watch.id) == [(3, "given up", 6)] and room.kept(watch.id).failures == 6
    mail.answers.clear()
    assert room.round(1440) == (0, [])
    room.print("Fourth day of talks")
    assert room.round() == (1, []) and subjects(mail) == ["Fourth day of talks"]
    assert (room.kept(watch.id).failures, room.kept(watch.id).why) == (0, None)


def test_while_the_mail_server_is_away_no_try_is_counted(room: Room, mail: MailServer) -> None:
    mail.answers["CONNECT"] = "421 not now"
    watch = by_mail(room)
    room.print("Third day of talks")
    for _ in range(9):
        sent, refused = room.round(24 * 60)
        assert sent == 0 and len(refused) == 1 and "421 not now" in refused[0]
    assert room.states(watch.id) == [(3, "waiting", 0)]
    mail.answers.clear()
    assert room.round() == (1, [])


def test_a_removed_report_is_not_sent(room: Room, mail: MailServer) -> None:
    by_mail(room, quiet="11:00-13:00")
    room.print("Third day of talks")
    room.round()
    report = room.store.report("r-cai")
    assert report is not None
    stone = replace(report, text="", sentences=(), title=None, retracted="demand", version=report.version + 1)
    room.store.erase_reports([stone])
    assert room.round(60) == (0, []) and not mail.messages


def test_a_story_that_became_another_is_told_under_that_name(room: Room, mail: MailServer) -> None:
    watch = by_mail(room, "country", "PRK", quiet="11:00-13:00")
    room.print("The envoy is back", "s-envoy")
    room.round()
    for report in room.store.story("s-envoy").reports:  # type: ignore[union-attr]
        room.store.assign(report, "s-talks")
    room.store.redirect("s-envoy", "s-talks")
    room.print("Talks and envoys")
    assert room.round(60) == (1, []) and subjects(mail) == ["Talks and envoys"]
    assert [one.story for one in room.store.deliveries(watch.id)] == ["s-talks"]


def test_two_desks_on_one_store_tell_once(room: Room, mail: MailServer, tmp_path: Path) -> None:
    by_mail(room)
    room.print("Third day of talks")
    other = SqliteStore(tmp_path / "desk.db")
    second = SmtpPost("127.0.0.1", mail.port, "none", "desk@desk.example", timeout=2)
    sender = Address("The Desk", "desk", "desk.example")
    beside = Delivering(other, room.fetch, second, BASE, ZoneInfo("UTC"), room.clock.now, "The Desk", sender)
    assert room.delivering.match() == 1 and beside.match() == 0
    assert beside.send() == (1, ()) and room.delivering.send() == (0, ())
    second.close()
    other.close()


def test_many_stories_are_told_in_rounds(room: Room, mail: MailServer) -> None:
    by_mail(room)
    for number in range(3):
        room.print(f"News {number}")
        room.round()
    assert [m["References"].split()[0] if m["References"] else None for m in mail.messages] == [
        None,
        mail.messages[0]["Message-ID"],
        mail.messages[0]["Message-ID"],
    ]


def test_a_round_of_the_desk_tells_who_watches(tmp_path: Path, mail: MailServer, hook: Receiver) -> None:
    folder = tmp_path / "desk"
    (folder / "news").mkdir(parents=True)
    head = "<html lang=en><head><title>Bridge at Tui opens</title></head>"
    article = f"{head}<body><article><h1>Bridge at Tui opens</h1><p>{PARAGRAPH}</p></article></body>"
    (folder / "news" / "bridge.html").write_text(article, encoding="utf-8")
    server = MailSettings(host="127.0.0.1", port=mail.port, security="none", sender="The Desk <desk@desk.example>")
    settings = Settings(base_url=BASE, allow_private=True, pace=0, mail=server)
    desk = Desk(settings, folder=folder, clock=PlayedClock(NOON), parser=parser())
    desk.store.put_source(Source(id="bridge", url=(folder / "news").as_uri(), kind="folder"))
    watches = Watches(desk.store, desk.clock)
    watches.add("pair", "Spain-Portugal", mail="reader@example.org")
    watches.add("query", "Lisbon", webhook=hook.url)
    result = desk.once()
    assert (result.briefs, result.sent, result.refusals) == (1, 2, ()), result.refusals
    assert "Ana Ruiz" in words(mail.messages[0]) and b"Rui Matos" in hook.requests[0][2]
    assert desk.once().sent == 0
    desk.store.close()
