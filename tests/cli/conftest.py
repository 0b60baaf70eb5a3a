"""The command line within this process, on a desk that may ask loopback."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.cli import main
from tests import stores
from tests.sources.conftest import Publisher


class Said:
    """What a command printed and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def rows(self) -> list[list[str]]:
        """The lines of standard output, parted at tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Said]


@pytest.fixture
def communique(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `communique …` with this on standard input."""

    def run(*arguments: str, given: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["communique", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code, printed = ended.value.code, capsys.readouterr()
        return Said(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk's folder with settings for loopback and an empty store."""
    stores.empty(tmp_path / "desk.db").close()
    (tmp_path / "communique.toml").write_text("allow_private = true\npace = 0\n")
    return tmp_path


@pytest.fixture
def source(folder: Path, communique: Run) -> Run:
    """Runs `communique source …` on that desk."""

    def run(command: str, *arguments: str) -> Said:
        where = [] if command == "catalogue" else ["-C", str(folder)]
        return communique("source", command, *arguments, *where)

    return run


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()
