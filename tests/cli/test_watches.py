"""`communique watch`: added, shown without secrets, refused by name."""

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from communique.cli.app import app
from communique.store.sqlite import SqliteStore
from tests import stores
from tests.dispatch.receivers import MailServer, Receiver
from tests.site import newsroom

HOOK = ("add", "pair", "CHN-PRK", "--webhook", "https://newsroom.example/hook")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = stores.empty(tmp_path / "desk.db")
    assert CliRunner().invoke(app, ["init", str(tmp_path)]).exit_code == 0
    monkeypatch.setenv("COMMUNIQUE_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("COMMUNIQUE_MAIL_SENDER", "The Desk <desk@desk.example>")
    newsroom.fill(store)
    store.close()
    return tmp_path


def result(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["watch", *words, "-C", str(folder)])


def run(folder: Path, *words: str) -> str:
    done = result(folder, *words)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def test_a_watch_is_added_listed_shown_paused_and_removed(folder: Path) -> None:
    done = result(folder, "add", "person", "Kim Song-nam", "--mail", "Ana <ana@example.org>", "--quiet", "22:00-7:00")
    assert "http://127.0.0.1:8600/person/kim-song-nam/feed.atom" in done.stderr
    id = done.stdout.partition(":")[0]
    row = run(folder, "list").split("\t")
    assert row[1:5] == [
        "Kim Song Nam",
        "person",
        "ana@example.org",
        "round, quiet 22:00–07:00",
    ]
    run(folder, "pause", id)
    (line,) = run(folder, "list", "--json").splitlines()
    assert json.loads(line)["paused"] == "paused by the desk" and json.loads(line)["waiting"] == 0
    assert "paused by the desk" in run(folder, "show", id) and "kim-song-nam" in run(folder, "show", id)
    run(folder, "resume", id)
    run(folder, "remove", id)
    assert run(folder, "list", "--json") == ""


def test_mail_speaks_the_sites_language_unless_another_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_LANGUAGE", "es")
    for words in (("--mail", "a@b.org"), ("--mail", "c@d.org", "--language", "zh"), ("--webhook", "https://b.org/")):
        run(folder, "add", "country", "PRK", *words)
    shown = [json.loads(line) for line in run(folder, "list", "--json").splitlines()]
    assert [(one["language"], one["title"]) for one in shown] == [
        ("es", "Corea del Norte"), ("zh", "朝鲜"), ("en", "North Korea"),
    ]  # fmt: skip
    assert "zh" in run(folder, "show", shown[1]["id"]) and "language" not in run(folder, "show", shown[2]["id"])


def test_a_secret_is_printed_once_and_never_again(folder: Path) -> None:
    added = run(folder, *HOOK)
    secret = added.splitlines()[-1]
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    id = added.partition(":")[0]
    for words in (("list",), ("list", "--json"), ("show", id), ("show", id, "--json")):
        assert "whsec_" not in run(folder, *words) and secret[6:] not in run(folder, *words)
    with_secret = SqliteStore(folder / "desk.db")
    kept = with_secret.watch(id)
    with_secret.close()
    assert kept is not None and kept.secret == secret


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "river", "Nile", "--mail", "a@b.org"), "one of country, pair"),
        (("add", "country", "Atlantis", "--mail", "a@b.org"), "no country we know"),
        (("add", "pair", "CHN", "--mail", "a@b.org"), "no pair of countries"),
        (("add", "pair", "CHN-CHN", "--mail", "a@b.org"), "no pair of countries"),
        (("add", "person", "?", "--mail", "a@b.org"), "no name"),
        (("add", "story", "s-nowhere", "--mail", "a@b.org"), "no such story"),
        (("add", "query", "?!", "--mail", "a@b.org"), "has a word"),
        (("add", "query", "x type:event", "--mail", "a@b.org"), "for briefs"),
        (("add", "query", "x country:atlantis", "--mail", "a@b.org"), "no country we know"),
        (("add", "query", "x after:2024", "--mail", "a@b.org"), "without days"),
        (("add", "country", "CHN"), "--mail or --webhook"),
        (("add", "country", "CHN", "--mail", "a@b.org", "--webhook", "https://b.org/"), "one of them"),
        (("add", "country", "CHN", "--mail", "a@b.org\nBcc: c@d.org"), "not a mail address"),
        (("add", "country", "CHN", "--webhook", "ftp://b.org/"), "only http and https"),
        (("add", "country", "CHN", "--webhook", "https://u:p@b.org/"), "password"),
        (("add", "country", "CHN", "--webhook", "https://b.org/\x07"), "can be posted to"),
        (("add", "country", "CHN", "--webhook", "https://b.org/", "--every", "day"), "are for mail"),
        (("add", "country", "CHN", "--mail", "a@b.org", "--every", "hour"), "round, day or week"),
        (("add", "country", "CHN", "--mail", "a@b.org", "--quiet", "night"), "quiet hours"),
        (("add", "country", "CHN", "--mail", "a@b.org", "--title", " "), "title"),
        (("add", "country", "CHN", "--mail", "a@b.org", "--language", "tlh"), "one of en, fr, es, ar, zh"),
        (("add", "country", "CHN", "--webhook", "https://b.org/", "--language", "fr"), "--language is for mail"),
        (("show", "w0"), "no such watch"),
        (("remove", "w0"), "no such watch"),
        (("resume", "w0"), "no such watch"),
    ],
)
def test_what_makes_no_sense_is_named_and_changes_nothing(folder: Path, words: tuple[str, ...], why: str) -> None:
    done = result(folder, *words)
    assert done.exit_code != 0 and re.search(why, str(done.exception)), done.exception
    assert run(folder, "list", "--json") == ""


def test_the_same_is_not_watched_twice(folder: Path) -> None:
    run(folder, *HOOK)
    assert "already" in str(result(folder, *HOOK).exception)


def test_mail_needs_a_server_and_a_sender(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_MAIL_SENDER", "nobody")
    assert "mail.sender" in str(result(folder, "add", "country", "CHN", "--mail", "a@b.org").exception)
    monkeypatch.delenv("COMMUNIQUE_MAIL_HOST")
    assert "no mail server" in str(result(folder, "add", "country", "CHN", "--mail", "a@b.org").exception)


def test_a_sample_is_sent_now_and_noted_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail, hook = MailServer(), Receiver()
    monkeypatch.setenv("COMMUNIQUE_MAIL_PORT", str(mail.port))
    monkeypatch.setenv("COMMUNIQUE_MAIL_SECURITY", "none")
    monkeypatch.setenv("COMMUNIQUE_ALLOW_PRIVATE", "true")
    by_mail = run(folder, "add", "country", "PRK", "--mail", "a@b.org", "--quiet", "00:00-23:59").partition(":")[0]
    by_hook = run(folder, "add", "country", "PRK", "--webhook", hook.url).partition(":")[0]
    assert "taken by a@b.org" in run(folder, "test", by_mail) and "taken by" in run(folder, "test", by_hook)
    assert str(mail.messages[0]["Subject"]).startswith("Sample: ")
    assert json.loads(hook.requests[0][2])["type"] == "brief.sample"
    assert json.loads(run(folder, "show", by_mail, "--json"))["deliveries"] == []
    hook.answer = lambda number: (500, {})
    failed = result(folder, "test", by_hook)
    assert failed.exit_code == 1 and "answered 500" in failed.stderr
    mail.close()
    hook.close()
