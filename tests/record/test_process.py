"""The parser in a process of its own."""

import gc
import os
import signal
import subprocess
import sys
import time

import pytest

from communique.errors import CommuniqueError
from communique.record.spacy_parser import SpacyParser
from communique.record.spacy_process import SpacyProcess

SENTENCES = ["Wang Yi met Antony Blinken in Beijing on Friday.", "", "“No,” she said — twice."]


def pid(parser: SpacyProcess) -> int:
    return parser.processes[-1].pid


def gone(process: int) -> bool:
    for _ in range(100):
        try:
            with open(f"/proc/{process}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_it_parses_as_the_parser_within_does_and_ends_with_its_owner() -> None:
    parser = SpacyProcess()
    assert list(parser.parse(SENTENCES)) == list(SpacyParser().parse(SENTENCES))
    process = pid(parser)
    del parser
    gc.collect()
    assert gone(process)


def test_a_process_that_was_killed_is_an_error_and_then_another_is_started() -> None:
    parser = SpacyProcess(1)
    parser.start()
    os.kill(pid(parser), signal.SIGKILL)
    with pytest.raises(CommuniqueError, match="the parser's process"):
        for _ in range(2):  # the first call may find it gone already, and start another
            parser.parse(SENTENCES)
            os.kill(pid(parser), signal.SIGKILL)
    assert len(parser.parse(SENTENCES)) == 3


def test_none_is_left_behind_by_an_owner_that_was_killed() -> None:
    program = (
        "from communique.record.spacy_process import SpacyProcess; import sys, time; p = SpacyProcess(1);"
        "p.parse(['One.']); print(p.processes[0].pid, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with owner:
        assert owner.stdout
        process = int(owner.stdout.readline())
        owner.kill()
    assert gone(process)
