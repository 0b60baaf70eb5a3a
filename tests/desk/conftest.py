from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.hub import Pushed


@pytest.fixture
def desk(tmp_path: Path, free_port: int) -> Iterator[Pushed]:
    """A desk, its site under uvicorn, a publisher and a hub."""
    made = Pushed(tmp_path, free_port)
    yield made
    made.close()
