"""What a round does for those who watch, in a process of its own, which ends itself by SIGKILL where it is told to."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from communique.clock import PlayedClock
from communique.desk.delivering import Delivering
from communique.dispatch import SmtpPost
from communique.sources.http import HttpFetch
from communique.store.sqlite import SqliteStore


def killed(act: Callable[..., Any], before: bool) -> Callable[..., Any]:
    """The act, with the end before or after it."""

    def kill(*given: Any, **named: Any) -> None:
        if not before:
            act(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return kill


if __name__ == "__main__":
    folder, port, moment, where = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    clock = PlayedClock(datetime.fromisoformat(moment))
    store = SqliteStore(folder / "desk.db")
    door = HttpFetch("", clock, allow_private=True, pace=0, timeout=2)
    post = SmtpPost("127.0.0.1", port, "none", "desk@desk.example", timeout=5)
    sender = Address("The Desk", "desk", "desk.example")
    told = Delivering(store, door, post, "https://desk.example", ZoneInfo("UTC"), clock.now, "The Desk", sender, 1)
    places: dict[str, tuple[Any, str, bool]] = {
        "while matching": (store, "put_matched", True),
        "after matching": (told, "match", False),
        "before the mail": (post, "send", True),
        "before the call": (door, "call", True),
        "after the mail": (post, "send", False),
        "after the call": (door, "call", False),
    }
    if where in places:
        owner, name, before = places[where]
        setattr(owner, name, killed(getattr(owner, name), before))
    told.match()
    told.send()
    post.close()
    store.close()
