from collections.abc import Iterator

import pytest

from tests.dispatch.receivers import MailServer, Receiver


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server that takes everything, without TLS."""
    made = MailServer()
    yield made
    made.close()


@pytest.fixture
def hook() -> Iterator[Receiver]:
    """A webhook's receiver that takes everything."""
    made = Receiver()
    yield made
    made.close()
