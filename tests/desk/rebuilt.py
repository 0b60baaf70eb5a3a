"""Briefs of a desk whose store is built from reports in two rounds: `python -m tests.desk.rebuilt REPORTS FOLDER SEED`.

Half of the reports come in the first round, all in the second, in an order that the seed shuffles; all versions of all
briefs are printed.
"""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.model import Report

ROUNDS = (datetime(2024, 3, 22, 12, tzinfo=UTC), datetime(2024, 4, 23, 12, tzinfo=UTC))


def main(reports: str, folder: str, seed: str) -> None:
    """Build the store and print its briefs."""
    given = [msgspec.json.decode(line, type=Report) for line in Path(reports).read_bytes().splitlines()]
    early = {report.id for report in sorted(given, key=lambda report: report.id)[::2]}
    random.Random(int(seed)).shuffle(given)
    Path(folder).mkdir()
    clock = PlayedClock(ROUNDS[0])
    desk = Desk(Settings(), folder=folder, clock=clock)
    for moment in ROUNDS:
        clock.moment = moment
        for report in given:
            if report.id in early or moment != ROUNDS[0]:
                desk.store.put_report(report)
        desk.once()
    for story in sorted(story.id for story in desk.store.stories()):
        for brief in desk.store.versions(story):
            sys.stdout.buffer.write(msgspec.json.encode(brief) + b"\n")
    desk.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
