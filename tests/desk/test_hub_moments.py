"""When exactly a hub is asked: as a second ends, and by a desk that is killed."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.desk import Round
from tests.conftest import ROOT
from tests.desk.hub import Pushed, minutes
from tests.sources.conftest import status

DAY = 24 * 60


KILLED = """
import sys
from communique.config import Settings
from communique.desk import Desk
from tests.desk.hub import Idle
Desk(Settings(base_url=sys.argv[2], allow_private=True, pace=0), folder=sys.argv[1], parser=Idle()).once()
"""


class Ticking(PlayedClock):
    """A clock on which a second passes whenever it is asked."""

    def now(self) -> datetime:
        self.sleep(1)
        return super().now()


def test_a_hub_that_is_found_as_the_second_ends_is_asked_in_the_same_round(desk: Pushed) -> None:
    desk.desk.clock = Ticking(desk.clock.now())
    desk.desk.gather(Round(begun=""), lambda step, done, total: None)
    desk.desk.subscribe()
    assert [form["hub.mode"] for form in desk.hub.forms] == ["subscribe"]


@pytest.mark.parametrize("confirms", [True, False])
def test_a_desk_killed_between_subscribing_and_verification_is_not_stuck(
    desk: Pushed, tmp_path: Path, confirms: bool
) -> None:
    killed = threading.Event()
    desk.hub.answer = lambda form: lambda handler: killed.wait(60) and None
    command = [sys.executable, "-c", KILLED, str(tmp_path), desk.desk.settings.base_url]
    with subprocess.Popen(command, cwd=ROOT) as process:
        end = time.monotonic() + 60
        while not desk.hub.forms and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    killed.set()
    assert desk.hub.forms, (process.returncode, desk.state, desk.publisher.paths())
    desk.hub.answer = lambda form: status(202)
    desk.clock.moment = datetime.now(UTC)
    (form,) = desk.hub.forms
    if confirms:
        assert desk.hub.verify(form)[0] == 200
    desk.round(minutes=13)
    assert desk.hub.forms == [form] * (1 if confirms else 2)
    assert desk.hub.verify(desk.hub.forms[-1])[0] == 200
    (row,) = desk.rows
    assert row.callback == form["hub.callback"] and minutes(desk, row.until) > 9 * DAY and row.failures == 0
