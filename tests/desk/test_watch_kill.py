"""A SIGKILL anywhere between matching and sending loses no message, and doubles none but the one just taken."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk.watched import NOON, Room, by_mail
from tests.dispatch.receivers import MailServer, Receiver


def process(folder: Path, mail: MailServer, minutes: int, where: str = "") -> int:
    """A round in a process of its own, so many minutes after noon; how it ended."""
    moment = (NOON + timedelta(minutes=minutes)).isoformat()
    command = [sys.executable, "-m", "tests.desk.watching_process", folder, mail.port, moment, where]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


@pytest.mark.parametrize(
    ("where", "mails", "calls"),
    [
        ("while matching", 2, 2),
        ("after matching", 2, 2),
        ("before the mail", 2, 2),
        ("before the call", 2, 2),
        ("after the mail", 3, 2),  # the one that was taken and not noted: again, under the same id
        ("after the call", 2, 3),
    ],
)
def test_a_killed_round_is_made_good_by_the_next(
    room: Room, mail: MailServer, hook: Receiver, tmp_path: Path, where: str, mails: int, calls: int
) -> None:
    by_mail(room, "country", "PRK")
    room.watches.add("country", "PRK", webhook=hook.url)
    room.print("Third day of talks")
    room.print("The envoy is back", "s-envoy")
    assert process(tmp_path, mail, 5, where) == -signal.SIGKILL
    for minutes in (10, 15):
        assert process(tmp_path, mail, minutes) == 0
    assert (len(mail.messages), len(hook.requests)) == (mails, calls)
    assert len({message["Message-ID"] for message in mail.messages}) == 2
    assert len({headers["webhook-id"] for _, headers, _ in hook.requests}) == 2
