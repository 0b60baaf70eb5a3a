"""The same reports give the same briefs, byte for byte: in another process, in any order, on a store rebuilt."""

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec import UNSET
from msgspec.structs import replace

from tests.conftest import ROOT, Played

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def reports(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of every fourth story of the sample, in their newest versions, as JSON Lines."""
    ids = [report for story in played.store.stories()[::4] for report in story.reports]
    found = [replace(r, version=1, versions=(), retracted=UNSET) for r in played.store.reports(ids)]
    assert len(found) > 15
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, found)) + b"\n")
    return path


def ran(seed: int, *arguments: str) -> bytes:
    """What a process of its own prints, with this seed of hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_another_process_and_another_order_of_the_reports(reports: Path, tmp_path: Path) -> None:
    lines = reports.read_bytes().splitlines()
    random.Random(7).shuffle(lines)
    turned = tmp_path / "turned.jsonl"
    turned.write_bytes(b"\n".join(lines) + b"\n")
    first = ran(1, "communique", "brief", str(reports))
    assert first == ran(2, "communique", "brief", str(turned))
    assert first.count(b"\n") > 5


def test_a_store_built_twice(reports: Path, tmp_path: Path) -> None:
    first = ran(1, "tests.desk.rebuilt", str(reports), str(tmp_path / "one"), "1")
    assert first == ran(2, "tests.desk.rebuilt", str(reports), str(tmp_path / "two"), "2")
    briefs = [msgspec.json.decode(line) for line in first.splitlines()]
    assert max(brief["version"] for brief in briefs) == 2, "some were revised in the second round"
