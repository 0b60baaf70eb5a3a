"""Editors who sign in: passwords, sessions, and what a stranger can learn."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from communique.clock import PlayedClock
from communique.desk.editors import LASTS, REMEMBERED, TRIES, WAITING, WINDOW, Editors
from communique.errors import UsageError
from communique.store.sqlite import SqliteStore

NOW = datetime(2024, 4, 23, 12, tzinfo=UTC)
PASSWORD = "korrekt horse päron"


@pytest.fixture
def clock() -> PlayedClock:
    return PlayedClock(NOW)


@pytest.fixture
def editors(store: SqliteStore, clock: PlayedClock) -> Editors:
    made = Editors(store, clock)
    made.add("Ana Lund", PASSWORD)
    return made


def test_an_editor_signs_in_and_out(editors: Editors, store: SqliteStore) -> None:
    signed = editors.sign_in(" Ana  Lund ", PASSWORD)
    assert signed is not None
    token, session = signed
    assert session.editor == "Ana Lund" and session.until == "2024-04-24T00:00:00Z"
    assert editors.session(token) == session and editors.session(token + "x") is None and editors.session("") is None
    kept = store.user("Ana Lund")
    assert kept is not None and kept.password.startswith("$argon2id$") and PASSWORD not in kept.password
    assert [key for key, _ in store.sessions()] != [token], "what leaks from the store opens no session"
    assert editors.session(store.sessions()[0][0]) is None
    editors.sign_out(token)
    assert editors.session(token) is None


@pytest.mark.parametrize(
    "password", ["", "korrekt horse paron", PASSWORD + " ", PASSWORD.upper(), "x" * 100_000, "\ud800"]
)
def test_a_wrong_password_opens_nothing(editors: Editors, store: SqliteStore, password: str) -> None:
    assert editors.sign_in("Ana Lund", password) is None and editors.sign_in("Nobody", password) is None
    assert list(store.sessions()) == []


def test_who_is_no_editor_is_told_the_same_after_the_same_work(
    editors: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = type(editors._hasher).verify

    def watched(self: object, kept: str, password: str) -> bool:
        hashed.append(kept)
        return verify(self, kept, password)  # type: ignore[arg-type]

    monkeypatch.setattr(type(editors._hasher), "verify", watched)
    assert editors.sign_in("Ana Lund", "wrong password") is editors.sign_in("Nobody", "wrong password") is None
    assert [kept.split("$")[1:4] for kept in hashed] == [hashed[0].split("$")[1:4]] * 2, "one hash each, at one price"


@pytest.mark.parametrize("name", ["Ana Lund", "Nobody"])
def test_too_many_tries_close_a_name_for_a_while_whoever_it_is(editors: Editors, clock: PlayedClock, name: str) -> None:
    for _ in range(TRIES):
        assert editors.sign_in(name, "wrong password") is None
    for password in ("wrong password", PASSWORD):
        with pytest.raises(UsageError, match="too often wrong under this name; wait 15 minutes"):
            editors.sign_in(name.upper() if password != PASSWORD else name, password)
    clock.moment += WINDOW - timedelta(minutes=2)
    with pytest.raises(UsageError, match="wait 2 minutes"):
        editors.sign_in(name, PASSWORD)
    clock.moment += timedelta(minutes=2)
    assert (editors.sign_in(name, PASSWORD) is not None) == (name == "Ana Lund")


def test_who_signs_in_has_all_tries_again(editors: Editors) -> None:
    for _ in range(3):
        for _ in range(TRIES - 1):
            assert editors.sign_in("Ana Lund", "wrong password") is None
        assert editors.sign_in("Ana Lund", PASSWORD) is not None


def test_tries_under_many_names_are_forgotten_not_piled_up(editors: Editors) -> None:
    for n in range(REMEMBERED + 50):
        editors._count(f"name {n}")
    assert len(editors._tries) == REMEMBERED


def test_a_session_ends_by_itself_and_is_swept_away(editors: Editors, store: SqliteStore, clock: PlayedClock) -> None:
    signed = editors.sign_in("Ana Lund", PASSWORD)
    assert signed is not None
    clock.moment += LASTS
    assert editors.session(signed[0]) is None
    assert editors.sign_in("Ana Lund", PASSWORD) is not None
    assert len(store.sessions()) == 1


def test_a_removed_editor_is_out_at_once(editors: Editors, store: SqliteStore) -> None:
    signed = editors.sign_in("Ana Lund", PASSWORD)
    assert signed is not None
    store.remove_user("Ana Lund")
    assert editors.session(signed[0]) is None and editors.sign_in("Ana Lund", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [
        ("Ben", "short", "10 to 1000 letters"),
        ("Ben", "x" * 1001, "10 to 1000 letters"),
        ("", PASSWORD, "1 to 60 letters"),
        ("desk", PASSWORD, "the desk decides under this name"),
        ("Ana Lund", PASSWORD, "Ana Lund: there is a user of this name already"),
    ],
)
def test_an_editor_that_cannot_be_made_is_not(
    editors: Editors, store: SqliteStore, name: str, password: str, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        editors.add(name, password)
    assert [editor.name for editor in store.users()] == ["Ana Lund"]


def test_a_crowd_at_the_door_is_turned_away_at_once(editors: Editors) -> None:
    for _ in range(WAITING):
        assert editors._waiting.acquire(blocking=False)
    with pytest.raises(UsageError, match="too many sign in at this moment"):
        editors.sign_in("Nobody", PASSWORD)
    editors._waiting.release()
    assert editors.sign_in("Ana Lund", PASSWORD) is not None


def test_many_may_sign_in_at_once(editors: Editors) -> None:
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.append(editors.sign_in("Ana Lund", PASSWORD) is not None))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
