from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from tests.desk.hub import Pushed
from tests.desk.opening import NOW, parser
from tests.desk.watched import Room
from tests.dispatch.conftest import hook, mail
from tests.dispatch.receivers import MailServer

__all__ = ["hook", "mail"]


@pytest.fixture
def desk(tmp_path: Path, free_port: int) -> Iterator[Pushed]:
    """A desk, its site under uvicorn, a publisher and a hub."""
    made = Pushed(tmp_path, free_port)
    yield made
    made.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Opens the desk of the test's folder, as often as asked: each is as one in a process of its own."""
    desks: list[Desk] = []

    def another() -> Desk:
        desks.append(Desk(Settings(), folder=tmp_path, clock=PlayedClock(NOW), parser=parser()))
        return desks[-1]

    yield another
    for desk in desks:
        desk.store.close()


@pytest.fixture
def room(tmp_path: Path, mail: MailServer) -> Iterator[Room]:
    made = Room(tmp_path, mail)
    yield made
    made.post.close()
    made.fetch.close()
    made.store.close()
