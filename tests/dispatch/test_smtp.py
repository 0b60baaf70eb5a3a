"""Mail handed to a real server on loopback: encrypted, signed in, refused for now or for good."""

import socket
from collections.abc import Iterator

import pytest

from communique.dispatch import SmtpPost, letter
from communique.errors import NotDelivered
from tests.dispatch.receivers import CERTIFICATE, MailServer
from tests.dispatch.told import WRITING, a_watch, told

LETTER = letter(a_watch(), told(), WRITING)
READER = "reader@example.org"


@pytest.fixture
def post(mail: MailServer) -> Iterator[SmtpPost]:
    made = SmtpPost("127.0.0.1", mail.port, "none", "desk@desk.example", timeout=2)
    yield made
    made.close()


def test_a_message_arrives_as_it_was_written(post: SmtpPost, mail: MailServer) -> None:
    post.send(LETTER, READER)
    post.send(LETTER, READER)
    assert mail.envelopes == [("desk@desk.example", [READER])] * 2 and mail.connections == 1
    assert mail.raw[0] == LETTER.as_bytes() and mail.messages[0]["Subject"] == LETTER["Subject"]


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_it_goes_encrypted_and_signed_in(tls: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = MailServer(tls, password="pass word")
    post = SmtpPost("localhost", server.port, tls, "desk@desk.example", "desk", "pass word", timeout=5)
    try:
        post.send(LETTER, READER)
        assert server.encrypted == [True]
    finally:
        post.close()
        server.close()


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_gets_no_mail_and_no_password(tls: str) -> None:
    server = MailServer(tls, password="secret")
    post = SmtpPost("localhost", server.port, tls, "desk@desk.example", "desk", "secret", timeout=5)
    with pytest.raises(NotDelivered, match=r"(?i)certificate") as failed:
        post.open()
    server.close()
    assert not server.messages and not failed.value.lasting and "secret" not in str(failed.value)


def test_a_server_without_starttls_gets_no_mail(mail: MailServer) -> None:
    post = SmtpPost("127.0.0.1", mail.port, "starttls", "desk@desk.example", timeout=2)
    with pytest.raises(NotDelivered, match="STARTTLS"):
        post.open()
    assert not mail.messages


def test_a_wrong_password_is_told_without_what_the_server_repeats() -> None:
    server = MailServer(password="right")
    post = SmtpPost("127.0.0.1", server.port, "none", "desk@desk.example", "desk", "wrong-one", timeout=2)
    with pytest.raises(NotDelivered, match=r"sign in.*535") as failed:
        post.open()
    server.close()
    assert "wrong-one" not in str(failed.value) and not failed.value.lasting


@pytest.mark.parametrize(
    ("command", "answer", "lasting"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "451 greylisted", False),
        ("TAKEN", "554 spam", True),
        ("TAKEN", "452 disk full", False),
        ("MAIL", "550 you may not send so", False),
        ("MAIL", "530 sign in", False),
        ("RCPT", "421 closing", False),
        ("RCPT", "hang up", False),
        ("DATA", "hang up", False),
    ],
)
def test_what_is_refused_is_told_as_lasting_or_not_and_stops_no_other(
    post: SmtpPost, mail: MailServer, command: str, answer: str, lasting: bool
) -> None:
    mail.answers[command] = answer
    with pytest.raises(NotDelivered) as failed:
        post.send(LETTER, READER)
    assert failed.value.name == READER and failed.value.lasting is lasting
    mail.answers.clear()
    post.send(LETTER, "other@example.org")
    assert mail.envelopes[-1] == ("desk@desk.example", ["other@example.org"])


def test_what_a_server_says_is_one_short_line(post: SmtpPost, mail: MailServer) -> None:
    mail.answers["RCPT"] = "550 \x1b[31mno" + "o" * 900
    with pytest.raises(NotDelivered) as failed:
        post.send(LETTER, READER)
    assert failed.value.why.isprintable() and len(failed.value.why) < 220


def test_a_server_that_is_not_there_takes_nothing(mail: MailServer) -> None:
    mail.close()
    with pytest.raises(NotDelivered, match=r"mail server 127\.0\.0\.1"):
        SmtpPost("127.0.0.1", mail.port, "none", "desk@desk.example", timeout=1).open()


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        post = SmtpPost("127.0.0.1", silent.getsockname()[1], "none", "desk@desk.example", timeout=0.2)
        with pytest.raises(NotDelivered, match=r"(?i)time"):
            post.open()
