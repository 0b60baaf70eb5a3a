"""Practice sentences: read from their notation, and checked.

A paragraph is a sentence and, indented below it, a line for each event it tells, none if it tells none:

    Finland will give Tanzania a grant of 58 million shillings, the finance ministry in Dodoma said on Tuesday.
      AGREE done "will give" Finland FIN GOV > Tanzania TZA GOV

Type, status, the words that tell it, then the sides: `>` what one does to the other, `=` what they do together; `;`
between several on one side; each is its words as printed, code and sector, `-` for what is not known; a side that is
not told is `-` alone. Types, statuses, codes and sectors are those of RULES.md.

Run as a module with the files to check: `python -m bench.coded.practice bench/coded/practice-a.txt`.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
STATUSES = {"done", "ongoing", "planned", "conditional", "denied", "cancelled"}
SECTORS = {
    "GOV", "MIL", "COP", "REB", "LEG", "JUD", "PTY", "OPP", "CVL", "BUS", "MED", "LAB", "REL", "EDU", "REF", "SPY",
    "CRM", "UAF", "-",
}  # fmt: skip
LINE = re.compile(
    r'(?P<event>\w+) (?P<status>\w+) "(?P<trigger>[^"]+)" (?P<actor>.+?) (?P<sign>[>=]) (?P<recipient>.+)'
)
SIDE = re.compile(r"(?P<text>.+) (?P<code>[A-Z]{3}|-) (?P<sector>[A-Z]{3}|-)")


@dataclass(frozen=True)
class Party:
    """Somebody on one side of an event: the words printed, country code, sector."""

    text: str
    code: str | None
    sector: str | None


@dataclass(frozen=True)
class Coded:
    """An event as labelled. `trigger` are words of the sentence."""

    event: str
    status: str
    trigger: str
    reciprocal: bool
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence and the events it tells; `id` is the file and the number of its paragraph."""

    id: str
    text: str
    events: tuple[Coded, ...]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file. Raises ValueError naming file, paragraph and fault."""
    for number, paragraph in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        first, *rest = paragraph.strip("\n").split("\n")
        try:
            yield Sentence(f"{path.stem}-{number}", first.strip(), tuple(_event(first, line.strip()) for line in rest))
        except ValueError as error:
            raise ValueError(f"{path.name}, sentence {number}: {error}") from error


def _event(text: str, line: str) -> Coded:
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"no event line: {line}")
    if match["event"] not in TYPES or match["status"] not in STATUSES:
        raise ValueError(f"unknown type or status: {line}")
    if match["trigger"] not in text:
        raise ValueError(f"not in the sentence: {match['trigger']}")
    return Coded(
        match["event"], match["status"], match["trigger"], match["sign"] == "=", _side(text, match["actor"]),
        _side(text, match["recipient"]),
    )  # fmt: skip


def _side(text: str, words: str) -> tuple[Party, ...]:
    if words == "-":
        return ()
    parties = []
    for one in words.split("; "):
        match = SIDE.fullmatch(one)
        if match is None or match["sector"] not in SECTORS:
            raise ValueError(f"no party: {one}")
        if match["text"] not in text:
            raise ValueError(f"not in the sentence: {match['text']}")
        parties.append(Party(match["text"], *(None if x == "-" else x for x in match.group("code", "sector"))))
    return tuple(parties)


def main() -> int:
    """Check the files named, print their counts; 1 if one is at fault."""
    for name in sys.argv[1:]:
        try:
            found = list(read(Path(name)))
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        told = Counter(e.event for s in found for e in s.events)
        print(
            f"{name}: {len(found)} sentences, {sum(told.values())} events, {sum(not s.events for s in found)} without"
        )
        print("  " + " ".join(f"{event} {told[event]}" for event in sorted(TYPES)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
