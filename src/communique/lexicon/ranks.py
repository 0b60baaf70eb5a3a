"""How high an office is."""

import re

LEADER, MINISTER, SENIOR, SOME, MEMBER = 5, 4, 3, 2, 1
RANKS = tuple(
    (value, re.compile(rf"{pattern}\b(?!['’])"))
    for value, pattern in (
        (MEMBER, r"(?:alternate )?(?:member|official|delegate|representative|diplomat)"),
        (
            LEADER,
            r"(?:acting |interim |caretaker )?(?:president|prime minister|premier|king|queen|chancellor|emir|sultan"
            r"|supreme leader|crown prince|(?:secretary[- ]general|general secretary)|pope)",
        ),
        (
            MINISTER,
            r"(?:caretaker |acting |interim )?(?:(?:foreign|defen[cs]e|interior|finance|trade|external affairs) "
            r"(?:minister|secretary)|secretary of state|minister)",
        ),
        (
            SENIOR,
            r"(?:(?!of |to |for |the )[\w-]+ ){0,3}"
            r"(?:minister|leader|chairman|chairwoman|chair|director|head|speaker|ambassador|secretary|commander"
            r"|governor|envoy|adviser|advisor|chief|president|premier)",
        ),
    )
)
"""Ranks of offices by how they begin; the first that fits."""


def rank(office: str) -> int:
    """How well an office says who somebody is: a head of state before a minister before a member of something; 0 is
    that of no office."""
    plain = office.lower()
    return next((value for value, pattern in RANKS if pattern.match(plain)), SOME if plain else 0)
